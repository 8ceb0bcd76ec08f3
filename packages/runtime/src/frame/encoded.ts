import type { DType, PixelArray } from "@argosy/core";
import { newSamples, releaseSamples } from "@argosy/core";
import type { ImageValue } from "@argosy/nodes";
import { decodeChunk } from "@argosy/storage";

/** The planes of one image as they are stored, on their way to a worker thread: compressed, so that little moves. */
export interface EncodedImage {
  readonly dtype: DType;
  /** Size of the image, which may be smaller than the frame of its stack. */
  readonly width: number;
  readonly height: number;
  readonly chunkWidth: number;
  readonly chunkHeight: number;
  /** By channel: the chunks that cover the image, in raster order. */
  readonly channels: readonly (readonly { readonly bytes: Uint8Array; readonly key: string }[])[];
}

/** The samples of an encoded image. @throws {ArgosyError} OBJECT_CORRUPT naming the key. */
export function decodeImage(encoded: EncodedImage): ImageValue {
  const { width, height } = encoded;
  return { width, height, channels: encoded.channels.map((chunks) => ({ data: decodePlane(encoded, chunks), width, height })) };
}

function decodePlane(encoded: EncodedImage, chunks: EncodedImage["channels"][number]): PixelArray {
  const { dtype, width, height, chunkWidth, chunkHeight } = encoded;
  const columns = Math.ceil(width / chunkWidth);
  const decoded = chunks.map(({ bytes, key }) => decodeChunk(bytes, dtype, chunkWidth * chunkHeight, key));
  if (decoded.length === 1 && chunkWidth === width && chunkHeight === height) return decoded[0]!;
  const samples = newSamples(dtype, width * height);
  for (const [index, chunk] of decoded.entries()) {
    const x = (index % columns) * chunkWidth;
    const y = Math.floor(index / columns) * chunkHeight;
    const across = Math.min(chunkWidth, width - x);
    const down = Math.min(chunkHeight, height - y);
    for (let row = 0; row < down; row++) {
      samples.set(chunk.subarray(row * chunkWidth, row * chunkWidth + across) as never, (y + row) * width + x);
    }
    releaseSamples(chunk);
  }
  return samples;
}
