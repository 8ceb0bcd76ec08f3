/** Labels to be written: 0 is background, each object its number. */
export interface LabelImage {
  /** Row-major, `width * height` numbers. */
  readonly data: Uint32Array;
  readonly width: number;
  readonly height: number;
}

const STRIP_BYTES = 256 * 1024;
const SHORT = 3;
const LONG = 4;
const HEAD_BYTES = 8;

/**
 * An uncompressed little-endian TIFF of 32-bit unsigned grey samples. Equal labels give equal bytes.
 *
 * @throws {RangeError} where the size is wrong or the file would exceed 4 GB, the most that TIFF 6.0 can hold.
 */
export function encodeLabelTiff(labels: LabelImage): Uint8Array {
  const { data, width, height } = labels;
  if (width < 1 || height < 1 || data.length !== width * height) throw new RangeError("labels need width * height numbers, at least one");
  const rows = Math.max(1, Math.min(height, Math.floor(STRIP_BYTES / (4 * width))));
  const strips = Math.ceil(height / rows);
  const pixelBytes = 4 * data.length;
  const entries: readonly (readonly [tag: number, type: number, values: readonly number[]])[] = [
    [256, LONG, [width]],
    [257, LONG, [height]],
    [258, SHORT, [32]],
    [259, SHORT, [1]],
    [262, SHORT, [1]],
    [273, LONG, Array.from({ length: strips }, (_, i) => HEAD_BYTES + i * rows * width * 4)],
    [277, SHORT, [1]],
    [278, LONG, [rows]],
    [279, LONG, Array.from({ length: strips }, (_, i) => Math.min(rows, height - i * rows) * width * 4)],
    [284, SHORT, [1]],
    [339, SHORT, [1]],
  ];
  const directory = HEAD_BYTES + pixelBytes;
  const directoryBytes = 2 + 12 * entries.length + 4;
  const size = directory + directoryBytes + (strips > 1 ? 8 * strips : 0);
  if (size > 0xffffffff) throw new RangeError("labels of more than 4 GB do not fit into a TIFF");
  const file = Buffer.alloc(size);
  file.write("II*\0", 0, "latin1");
  file.writeUInt32LE(directory, 4);
  file.set(new Uint8Array(data.buffer, data.byteOffset, pixelBytes), HEAD_BYTES);
  writeDirectory(file, directory, directory + directoryBytes, entries);
  return file;
}

function writeDirectory(file: Buffer, at: number, far: number, entries: readonly (readonly [number, number, readonly number[]])[]): void {
  file.writeUInt16LE(entries.length, at);
  let place = far;
  entries.forEach(([tag, type, values], i) => {
    const entry = at + 2 + 12 * i;
    file.writeUInt16LE(tag, entry);
    file.writeUInt16LE(type, entry + 2);
    file.writeUInt32LE(values.length, entry + 4);
    if (values.length === 1) {
      if (type === SHORT) file.writeUInt16LE(values[0]!, entry + 8);
      else file.writeUInt32LE(values[0]!, entry + 8);
      return;
    }
    file.writeUInt32LE(place, entry + 8);
    for (const value of values) place = file.writeUInt32LE(value, place);
  });
}
