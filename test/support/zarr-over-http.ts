import { zstdDecompressSync } from "node:zlib";
import type { DType, PixelArray } from "@argosy/core";
import { newSamples, samplesOf } from "@argosy/core";
import type { ApiClient } from "../../cli/src/server/api-client.ts";

/** What `zarr.json` of one level says, as far as it is needed here. */
interface LevelDocument {
  readonly shape: readonly [t: number, c: number, y: number, x: number];
  readonly data_type: DType;
  readonly chunk_grid: { readonly configuration: { readonly chunk_shape: readonly number[] } };
  readonly codecs: readonly { readonly name: string }[];
}

/** The samples of one image at full resolution, planar: `data[(c * height + y) * width + x]`. */
export interface FetchedSamples {
  readonly width: number;
  readonly height: number;
  readonly channels: number;
  readonly dtype: DType;
  readonly data: PixelArray;
}

const CHECKSUM_BYTES = 4;

/** Every file of the OME-Zarr hierarchy that shows one image, as any reader would ask for it. */
export async function* fetchHierarchy(api: ApiClient, image: string): AsyncGenerator<readonly [path: string, bytes: Uint8Array]> {
  const group = await api.bytes(`/zarr/${image}/zarr.json`);
  yield ["zarr.json", group];
  const { attributes } = json(group) as { attributes: { ome: { multiscales: { datasets: { path: string }[] }[] } } };
  for (const { path: level } of attributes.ome.multiscales[0]!.datasets) {
    const document = await api.bytes(`/zarr/${image}/${level}/zarr.json`);
    yield [`${level}/zarr.json`, document];
    for (const { place } of chunksOf(json(document) as LevelDocument))
      yield [`${level}/${place}`, await api.bytes(`/zarr/${image}/${level}/${place}`)];
  }
}

/** Reads the full resolution of an image over HTTP, with nothing of the project's own reader. */
export async function fetchSamples(api: ApiClient, image: string): Promise<FetchedSamples> {
  const document = json(await api.bytes(`/zarr/${image}/0/zarr.json`)) as LevelDocument;
  const codecs = document.codecs.map(({ name }) => name).join(" ");
  if (codecs !== "bytes zstd crc32c") throw new Error(`the chunks are coded by ${codecs}`);
  const { data_type: dtype, shape } = document;
  const [, channels, height, width] = shape;
  const data = newSamples(dtype, channels * height * width);
  for (const { place, c, x, y, chunkWidth, chunkHeight } of chunksOf(document)) {
    const stored = await api.bytes(`/zarr/${image}/0/${place}`);
    const chunk = samplesOf(dtype, zstdDecompressSync(stored.subarray(0, -CHECKSUM_BYTES)));
    const across = Math.min(chunkWidth, width - x);
    for (let row = 0; row < Math.min(chunkHeight, height - y); row++)
      data.set(chunk.subarray(row * chunkWidth, row * chunkWidth + across), (c * height + y + row) * width + x);
  }
  return { width, height, channels, dtype, data };
}

function* chunksOf({ shape, chunk_grid }: LevelDocument) {
  const [, channels, height, width] = shape;
  const [, , chunkHeight = 1, chunkWidth = 1] = chunk_grid.configuration.chunk_shape;
  for (let c = 0; c < channels; c++)
    for (let y = 0; y < height; y += chunkHeight)
      for (let x = 0; x < width; x += chunkWidth)
        yield { place: `c/0/${c}/${y / chunkHeight}/${x / chunkWidth}`, c, x, y, chunkWidth, chunkHeight };
}

function json(bytes: Uint8Array): unknown {
  return JSON.parse(new TextDecoder().decode(bytes));
}
