import type { Problem } from "../../../api/types.ts";
import type { Drawn } from "../../pipeline/preview/draw-result.ts";

/** What a card or the details of a step ask the thread for. */
export interface GalleryRequest {
  /** Of the node class. */
  readonly name: string;
  readonly what: "show" | "examples";
}

/** Measures of some objects, one row each. */
export interface ShownTable {
  readonly columns: readonly string[];
  readonly rows: readonly { readonly label: number; readonly values: readonly number[] }[];
}

/** Something that a step takes or gives: a picture, or a table. */
export interface ShownPart {
  readonly title: string;
  readonly picture?: Drawn;
  readonly table?: ShownTable;
}

/** A step at work on the drawn picture. */
export interface StepShow {
  readonly before: ShownPart;
  readonly after: ShownPart;
}

/** A worked example, as the tests run it. */
export interface ExampleShow {
  readonly title: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly before: readonly ShownPart[];
  readonly after: readonly ShownPart[];
}

/** What the thread tells; `show` is absent for a step that has nothing to be looked at. */
export type GalleryAnswer = { readonly name: string } & (
  | { readonly what: "show"; readonly show?: StepShow }
  | { readonly what: "examples"; readonly examples: readonly ExampleShow[] }
  | { readonly what: "problem"; readonly of: GalleryRequest["what"]; readonly problem: Problem }
);
