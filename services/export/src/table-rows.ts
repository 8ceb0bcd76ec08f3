import type { FeatureSetView } from "@argosy/runtime";
import type { Db } from "@argosy/work";
import type { CsvRow } from "./csv/write-csv.ts";
import type { ChosenMeasure } from "./measure-choice.ts";
import { valuesOf } from "./measure-choice.ts";
import type { RunImage } from "./run-images.ts";
import { objectsOfImages } from "./run-objects.ts";

/** A table of all objects of some images. */
export interface TableWish {
  readonly project: string;
  /** In the order of the table. */
  readonly images: readonly RunImage[];
  readonly sets: readonly FeatureSetView[];
  readonly measures: readonly ChosenMeasure[];
  readonly model: string | undefined;
  /** Only the objects of this step; all where it is left out. */
  readonly step?: number | undefined;
  /** Whether an object is written; all are where it is left out. */
  readonly takes?: (object: { readonly class: string | null; readonly status: string | null }) => boolean;
}

/** Images whose objects are read at once. */
const IMAGES = 50;

/** One row an object by image and label; memory: the objects of fifty images. */
export async function* tableRows(db: Db, wish: TableWish, signal?: AbortSignal): AsyncGenerator<CsvRow> {
  const { images, sets } = wish;
  for (let start = 0; start < images.length; start += IMAGES) {
    const batch = images.slice(start, start + IMAGES);
    const objects = await objectsOfImages(
      db,
      {
        project: wish.project,
        segmentTasks: [...new Set(batch.map(({ task }) => task))],
        step: wish.step,
        images: batch.map(({ image }) => image.id),
        sets: sets.map((set) => set.id),
        model: wish.model,
      },
      signal,
    );
    for (const { image } of batch) {
      for (const row of objects.get(image.id) ?? []) {
        if (wish.takes?.(row) === false) continue;
        const measures = valuesOf(row.values, wish.measures);
        yield { image: image.name, label: row.label, class: row.class ?? "", status: row.status ?? "", measures };
      }
    }
  }
}
