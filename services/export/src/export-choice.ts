import type { ChainWork } from "@argosy/nodes";

/** Formats that persons can choose. */
export const FORMATS = ["ecotaxa", "csv", "masks"] as const;
/** One of {@link FORMATS}. */
export type ExportFormat = (typeof FORMATS)[number];

/** What a person has chosen to export. */
export interface ExportChoice {
  readonly run: string;
  readonly format: ExportFormat;
  /** Name of the file without its ending. */
  readonly name: string;
  /** Ids; empty: all images. */
  readonly images: readonly string[];
  /** Names and statuses of the objects that are written; empty: all. */
  readonly classes: readonly string[];
  readonly statuses: readonly string[];
  /** Measures; empty: all. */
  readonly columns: readonly string[];
  /** Model whose predictions are written; absent: none. */
  readonly model?: string;
  readonly author: string;
  /** Makes every export another: what persons have said may have changed. */
  readonly made: string;
}

/** A task of the stage `export`: of a run's own graph, or what a person has chosen. */
export type ExportTask = ChainWork & { readonly choice?: ExportChoice };

/** Whether an image belongs to a choice. */
export function takesImage(choice: ExportChoice | undefined, image: string): boolean {
  return choice === undefined || choice.images.length === 0 || choice.images.includes(image);
}

/** Whether an object belongs to a choice. */
export function takesObject(
  { classes, statuses }: Pick<ExportChoice, "classes" | "statuses">,
  object: { readonly class: string | null; readonly status: string | null },
): boolean {
  const taken = (list: readonly string[], value: string | null) => list.length === 0 || list.includes(value ?? "");
  return taken(classes, object.class) && taken(statuses, object.status);
}
