import { parse } from "csv-parse";
import type { FoundMeasures } from "../demo/score-demo.ts";
import type { ApiClient } from "../server/api-client.ts";
import type { FinishedRun } from "./outputs.ts";

/** The table of a run's objects, by image and label. */
export interface ObjectTable extends FoundMeasures {
  classOf(image: string, label: number): string | undefined;
  readonly size: number;
}

/** Reads every object of a run with its class and measures. */
export async function readMeasurements(api: ApiClient, run: FinishedRun, signal: AbortSignal): Promise<ObjectTable> {
  const text = new TextDecoder().decode(await api.bytes(`/api/projects/${run.project}/runs/${run.run}/objects.csv`, { signal }));
  const rows = new Map<string, { readonly class: string; readonly values: Float64Array }>();
  let names: string[] = [];
  let first = 0;
  for await (const record of parse(text, { relaxColumnCount: false }) as AsyncIterable<string[]>) {
    if (names.length === 0) {
      first = record.findIndex((column) => column.includes("."));
      if (first < 0) first = record.length;
      names = record.slice(first);
      continue;
    }
    const [image = "", label = "", className = ""] = record;
    const values = Float64Array.from(record.slice(first), (cell) => (cell === "" ? Number.NaN : Number(cell)));
    rows.set(`${image} ${label}`, { class: className, values });
  }
  return {
    names,
    size: rows.size,
    row: (image, label) => rows.get(`${image} ${label}`)?.values,
    classOf: (image, label) => rows.get(`${image} ${label}`)?.class,
  };
}
