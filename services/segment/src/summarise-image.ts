import { createHash } from "node:crypto";
import type { Box } from "@argosy/core";
import { ArgosyError, canonicalJson, clipBox, refusal } from "@argosy/core";
import type { GraphDraft, NodeRegistry, UnitImage } from "@argosy/nodes";
import { packValues, planCollection, planPreview, validateGraph } from "@argosy/nodes";
import type { Ports, SummariseJob } from "@argosy/runtime";
import { createArrayReader, readShared } from "@argosy/runtime";
import { sizeAtLevel } from "@argosy/storage";

/** Of which image, for which graph and view. */
export interface SummaryWish {
  readonly project: string;
  readonly image: string;
  readonly definition: object;
  readonly level: number;
  /** In pixels of the level. */
  readonly part: Box;
  /** Array of what a step takes from the collection; empty: none, or not known yet. */
  readonly shared: string;
}

interface ImageRow {
  readonly name: string;
  readonly array: string;
  readonly manifest: string;
  readonly t: number;
  readonly width: number;
  readonly height: number;
  readonly pixel_width: number | null;
  readonly pixel_height: number | null;
  readonly provenance: string | null;
}

const KEPT_BYTES = 64 * 2 ** 20;

/** What the nodes of a graph take from whole images, packed. */
export type ImageSummaries = (wish: SummaryWish, signal: AbortSignal) => Promise<Uint8Array>;

/**
 * Finds summaries of whole images by the code of the nodes, in a worker thread. Equal questions are answered from memory.
 *
 * @throws {ArgosyError} `not_found`, GRAPH_*, PARAM_INVALID, TILE_OUT_OF_RANGE, and what a node throws.
 */
export function createImageSummaries(ports: Ports, registry: NodeRegistry): ImageSummaries {
  const kept = new Map<string, Uint8Array>();
  let bytes = 0;
  return async (wish, signal) => {
    const { graph } = validateGraph(wish.definition as GraphDraft, registry);
    // Nothing behind a step that takes what is not known yet has a summary either; the step itself says so where it is run.
    if (wish.shared === "" && planCollection(graph, registry) !== undefined) return packValues(new Map());
    const { steps } = planPreview(graph, registry);
    const image = await findImage(ports, wish, signal);
    const { level } = wish;
    const part = partOf(wish.part, { width: sizeAtLevel(image.width, level), height: sizeAtLevel(image.height, level) });
    const work = steps.map(({ node, version, params, inputs }) => ({ node, version, params, inputs }));
    const asked = {
      project: wish.project,
      image: wish.image,
      manifest: image.manifest,
      pixelSize: pixelSizeOf(image, level) ?? null,
      level,
      part,
      work,
      shared: wish.shared,
    };
    const key = createHash("sha256").update(canonicalJson(asked)).digest("hex");
    const known = kept.get(key);
    if (known !== undefined) return known;
    const reader = createArrayReader(ports.db, ports.store, wish.project);
    const frame = await reader.readImage({ ...image, level }, signal);
    const shared = wish.shared === "" ? {} : { shared: await readShared(reader, wish.shared, signal) };
    const job: SummariseJob = { steps, image: { id: wish.image, name: image.name, ...sized(image, level) }, frame, ...shared, part };
    const packed = await ports.workers.run<Uint8Array>({ task: "summarise", input: job }, { signal });
    kept.set(key, packed);
    bytes += packed.length;
    for (const [old, { length }] of kept) {
      if (bytes <= KEPT_BYTES || old === key) break;
      kept.delete(old);
      bytes -= length;
    }
    return packed;
  };
}

async function findImage({ db }: Ports, { project, image }: SummaryWish, signal: AbortSignal): Promise<ImageRow> {
  const row = await db.one<ImageRow>(
    `select i.name, i.array_id as array, a.manifest_sha256 as manifest, i.t, i.width, i.height, i.pixel_width, i.pixel_height,
            i.pixel_size_provenance as provenance
       from read.image i join read.array a on a.id = i.array_id where i.id = $1 and i.project_id = $2`,
    [image, project],
    { signal },
  );
  if (row === undefined) throw new ArgosyError("not_found", "there is no such image", { details: { image } });
  return row;
}

function partOf(part: Box, size: { readonly width: number; readonly height: number }): Box {
  const inside = clipBox(part, size.width, size.height);
  if (inside.width < 1 || inside.height < 1 || inside.width !== part.width || inside.height !== part.height)
    throw refusal("TILE_OUT_OF_RANGE", "the part does not lie inside the image", { ...part });
  return inside;
}

function sized(image: ImageRow, level: number): Pick<UnitImage, "pixelSize"> {
  const pixelSize = pixelSizeOf(image, level);
  return pixelSize === undefined ? {} : { pixelSize };
}

function pixelSizeOf({ pixel_width: x, pixel_height: y, provenance }: ImageRow, level: number): UnitImage["pixelSize"] {
  if (x === null || y === null) return undefined;
  return { x: x * 2 ** level, y: y * 2 ** level, provenance: provenance ?? "file" };
}
