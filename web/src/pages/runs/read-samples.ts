import { sampleNameOf, sortMetadata } from "@argosy/core";
import type { Answer } from "../../api/client.ts";
import { api, take } from "../../api/client.ts";
import type { CountedObject, CountedSample } from "./sample-figures.ts";

type SheetRow = Answer<"getSheet">["rows"][number];

/** Samples of a run and all of its objects; no objects where there are more than a page can count. */
export interface SampleCounts {
  readonly samples: readonly CountedSample[];
  readonly objects: readonly CountedObject[] | undefined;
}

const PAGE = 1_000;
/** More would keep a person waiting; they are counted from the table of the export. */
export const MOST_COUNTED = 50_000;

/** Reads what samples are counted by. */
export async function readSamples(project: string, run: string, collection: string): Promise<SampleCounts> {
  const [rows, shared, images] = await Promise.all([
    take(api.GET("/api/projects/{project}/collections/{collection}/sheet", { params: { path: { project, collection } } })),
    take(api.GET("/api/projects/{project}/collections/{collection}", { params: { path: { project, collection } } })),
    readImages(project, collection),
  ]);
  const members = Map.groupBy(images, ({ metadata }) => sampleNameOf(sortMetadata({ ...shared.metadata, ...metadata }).sample));
  const samples = [...Map.groupBy(rows.rows, ({ sample }) => sample)].map(([key, own]): CountedSample => {
    const named = own.map(({ hand }) => hand["sample_id"]).find((name) => name !== undefined);
    return {
      name: String(named ?? (key === "" ? shared.name : key)),
      images: new Map((members.get(key) ?? []).map(({ id, pixelWidth = 0, pixelHeight = 0 }) => [id, { pixelWidth, pixelHeight }])),
      volume: oneOf(own, "sample_tot_vol"),
      parts: oneOf(own, "acq_sub_part"),
    };
  });
  return { samples, objects: await readObjects(project, run) };
}

/** The number that all rows of a sample have in a column. */
function oneOf(rows: readonly SheetRow[], column: string): number | undefined {
  const values = new Set(rows.map(({ hand, given }) => Number(hand[column] ?? given[column]?.["value"] ?? Number.NaN)));
  const [value] = values;
  return values.size === 1 && Number.isFinite(value) ? value : undefined;
}

async function readImages(project: string, collection: string) {
  const found: Answer<"listImages">["images"] = [];
  for (let cursor: string | undefined = ""; cursor !== undefined; ) {
    const query: { limit: number; cursor?: string } = { limit: PAGE, ...(cursor === "" ? {} : { cursor }) };
    const page: Answer<"listImages"> = await take(
      api.GET("/api/projects/{project}/collections/{collection}/images", { params: { path: { project, collection }, query } }),
    );
    found.push(...page.images);
    cursor = page.nextCursor === "" ? undefined : page.nextCursor;
  }
  return found;
}

async function readObjects(project: string, run: string): Promise<readonly CountedObject[] | undefined> {
  const found: CountedObject[] = [];
  for (let cursor: string | undefined = ""; cursor !== undefined; ) {
    const query: { limit: number; cursor?: string } = { limit: PAGE, ...(cursor === "" ? {} : { cursor }) };
    const page: Answer<"listObjects"> = await take(
      api.GET("/api/projects/{project}/runs/{run}/objects", { params: { path: { project, run }, query } }),
    );
    if ((page.total ?? 0) > MOST_COUNTED) return undefined;
    found.push(...page.objects.map(({ image, class: name, status, area }) => ({ image, class: name, status, area })));
    cursor = page.nextCursor === "" ? undefined : page.nextCursor;
  }
  return found;
}
