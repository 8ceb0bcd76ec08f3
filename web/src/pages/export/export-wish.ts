import type { Ref } from "vue";
import { ref } from "vue";
import { api, take } from "../../api/client.ts";
import type { Job } from "../../app/jobs.ts";

/** Formats that can be exported, with what they are for. */
export const FORMATS = [
  {
    name: "ecotaxa",
    title: "EcoTaxa",
    text: "A ZIP that EcoTaxa imports: crops, measurements, classes, metadata. Checked by EcoTaxa's rules.",
  },
  { name: "csv", title: "Table", text: "A CSV with a row an object, and a file that says what each column means, with its unit." },
  { name: "masks", title: "Masks", text: "A ZIP with a 32-bit label TIFF an image, and a table of what each number is." },
] as const;

export type Format = (typeof FORMATS)[number]["name"];

/** Statuses that can be exported; the empty one is for objects without a class. */
export const STATUSES = [
  { name: "validated", title: "Validated" },
  { name: "predicted", title: "Predicted" },
  { name: "dubious", title: "Dubious" },
  { name: "discarded", title: "Discarded" },
  { name: "", title: "Without a class" },
] as const;

/** What is to be exported. */
export interface ExportWish {
  readonly format: Ref<Format>;
  readonly name: Ref<string>;
  /** Ids; empty: all. */
  readonly images: Ref<ReadonlySet<string>>;
  /** Names; empty: all. */
  readonly classes: Ref<ReadonlySet<string>>;
  readonly statuses: Ref<ReadonlySet<string>>;
  /** `undefined`: all. */
  readonly columns: Ref<ReadonlySet<string> | undefined>;
  readonly withPredictions: Ref<boolean>;
  /** @throws {RequestFailure} */
  start(project: string, run: string): Promise<Job>;
}

export function createExportWish(): ExportWish {
  const format = ref<Format>("ecotaxa");
  const name = ref("");
  const images = ref<ReadonlySet<string>>(new Set());
  const classes = ref<ReadonlySet<string>>(new Set());
  const statuses = ref<ReadonlySet<string>>(new Set(STATUSES.map((status) => status.name)));
  const columns = ref<ReadonlySet<string>>();
  const withPredictions = ref(true);
  return {
    format,
    name,
    images,
    classes,
    statuses,
    columns,
    withPredictions,
    start: (project, run) =>
      take(
        api.POST("/api/jobs", {
          body: {
            kind: "export",
            project,
            run,
            format: format.value,
            ...(name.value.trim() === "" ? {} : { name: name.value.trim() }),
            ...(images.value.size === 0 ? {} : { images: [...images.value] }),
            ...(classes.value.size === 0 ? {} : { classes: [...classes.value] }),
            ...(statuses.value.size === STATUSES.length ? {} : { statuses: [...statuses.value] }),
            ...(columns.value === undefined || format.value === "masks" ? {} : { columns: [...columns.value] }),
            withoutPredictions: !withPredictions.value,
          },
        }),
      ),
  };
}
