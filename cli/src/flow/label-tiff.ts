import { ArgosyError } from "@argosy/core";

/** A label image out of a file that we wrote. */
export interface LabelPicture {
  readonly data: Uint32Array;
  readonly width: number;
  readonly height: number;
}

const TAGS = { width: 256, height: 257, bits: 258, compression: 259, stripOffsets: 273, stripCounts: 279 } as const;

/**
 * Reads an uncompressed 32-bit label TIFF of one page, little-endian, as the server writes them (TIFF 6.0).
 *
 * @throws {ArgosyError} `unprocessable` for any other file.
 */
export function readLabelTiff(bytes: Uint8Array): LabelPicture {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const foreign = () => new ArgosyError("unprocessable", "the label image is not an uncompressed 32-bit TIFF");
  if (bytes.length < 8 || view.getUint16(0, true) !== 0x4949 || view.getUint16(2, true) !== 42) throw foreign();
  const directory = view.getUint32(4, true);
  const entries = new Map<number, { readonly type: number; readonly count: number; readonly at: number }>();
  for (let i = 0; i < view.getUint16(directory, true); i++) {
    const at = directory + 2 + i * 12;
    entries.set(view.getUint16(at, true), { type: view.getUint16(at + 2, true), count: view.getUint32(at + 4, true), at: at + 8 });
  }
  const values = (tag: number): number[] => {
    const entry = entries.get(tag);
    if (entry === undefined) throw foreign();
    const size = entry.type === 3 ? 2 : 4;
    const start = entry.count * size <= 4 ? entry.at : view.getUint32(entry.at, true);
    return Array.from({ length: entry.count }, (_, i) =>
      size === 2 ? view.getUint16(start + i * 2, true) : view.getUint32(start + i * 4, true),
    );
  };
  const [width = 0] = values(TAGS.width);
  const [height = 0] = values(TAGS.height);
  if (values(TAGS.bits)[0] !== 32 || values(TAGS.compression)[0] !== 1) throw foreign();
  const data = new Uint32Array(width * height);
  const target = new Uint8Array(data.buffer);
  const counts = values(TAGS.stripCounts);
  let filled = 0;
  for (const [i, offset] of values(TAGS.stripOffsets).entries()) {
    target.set(bytes.subarray(offset, offset + counts[i]!), filled);
    filled += counts[i]!;
  }
  if (filled !== target.length) throw foreign();
  return { data, width, height };
}
