/** Grey samples of 8 bits, row by row. */
export interface GreyImage {
  readonly samples: Uint8Array;
  readonly width: number;
  readonly height: number;
}

const SHORT = 3;
const LONG = 4;
const RATIONAL = 5;
const CENTIMETRE = 3;

/**
 * An uncompressed little-endian TIFF of one strip, black is zero, with the size of a pixel as resolution in pixels a centimetre.
 *
 * @param pixelSize - side of a pixel in micrometres.
 */
export function encodeGreyTiff({ samples, width, height }: GreyImage, pixelSize: number): Uint8Array {
  const entries: readonly (readonly [tag: number, type: number, value: number])[] = [
    [256, LONG, width],
    [257, LONG, height],
    [258, SHORT, 8],
    [259, SHORT, 1],
    [262, SHORT, 1],
    [273, LONG, 8],
    [277, SHORT, 1],
    [278, LONG, height],
    [279, LONG, samples.length],
    [282, RATIONAL, 0],
    [283, RATIONAL, 0],
    [296, SHORT, CENTIMETRE],
  ];
  const directory = 8 + samples.length + (samples.length % 2);
  const resolution = directory + 2 + 12 * entries.length + 4;
  const file = Buffer.alloc(resolution + 8);
  file.write("II*\0", 0, "latin1");
  file.writeUInt32LE(directory, 4);
  file.set(samples, 8);
  file.writeUInt16LE(entries.length, directory);
  entries.forEach(([tag, type, value], i) => {
    const entry = directory + 2 + 12 * i;
    file.writeUInt16LE(tag, entry);
    file.writeUInt16LE(type, entry + 2);
    file.writeUInt32LE(1, entry + 4);
    file.writeUInt32LE(type === RATIONAL ? resolution : value, entry + 8);
  });
  file.writeUInt32LE(10_000_000, resolution);
  file.writeUInt32LE(Math.round(pixelSize * 1000), resolution + 4);
  return file;
}
