import type { PixelArray } from "@argosy/core";
import { dtypeOf } from "@argosy/core";

/** Values of a case with their shape, slowest axis first. */
export interface NdArray {
  readonly data: PixelArray;
  readonly shape: readonly number[];
}

const SAMPLES = {
  "|b1": Uint8Array,
  "|u1": Uint8Array,
  "|i1": Int8Array,
  "<u2": Uint16Array,
  "<i2": Int16Array,
  "<u4": Uint32Array,
  "<i4": Int32Array,
  "<f4": Float32Array,
  "<f8": Float64Array,
} as const;

const WRITTEN = {
  uint8: "|u1",
  int8: "|i1",
  uint16: "<u2",
  int16: "<i2",
  uint32: "<u4",
  int32: "<i4",
  float32: "<f4",
  float64: "<f8",
} as const;

/** An array of numpy's `.npy` format, version 1 or 2; 64-bit integers become 32-bit ones. @throws {Error} for what is not read here. */
export function decodeNpy(bytes: Uint8Array): NdArray {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const wide = bytes[6]! > 1;
  const start = wide ? 12 + view.getUint32(8, true) : 10 + view.getUint16(8, true);
  const header = new TextDecoder("latin1").decode(bytes.subarray(wide ? 12 : 10, start));
  const descr = /'descr': '([^']+)'/.exec(header)?.[1] ?? "nothing";
  const shape = (/'shape': \(([^)]*)\)/.exec(header)?.[1] ?? "").split(",").flatMap((part) => (part.trim() === "" ? [] : [Number(part)]));
  const data = readSamples(descr, Uint8Array.from(bytes.subarray(start)).buffer);
  return { data: header.includes("'fortran_order': True") ? lastAxisFirst(data, shape) : data, shape };
}

function readSamples(descr: string, body: ArrayBuffer): PixelArray {
  if (descr === "<i8") return Int32Array.from(new BigInt64Array(body), Number);
  if (descr === "<u8") return Uint32Array.from(new BigUint64Array(body), Number);
  const Samples = SAMPLES[descr as keyof typeof SAMPLES];
  if (Samples === undefined) throw new Error(`arrays of ${descr} are not read`);
  return new Samples(body);
}

/** The samples of an array whose first axis runs fastest, with the last one running fastest. */
function lastAxisFirst(data: PixelArray, shape: readonly number[]): PixelArray {
  return data.slice().map((_: number, i: number) => {
    let [from, stride, rest] = [0, data.length, i];
    for (const length of shape.toReversed()) {
      stride /= length;
      from += (rest % length) * stride;
      rest = Math.floor(rest / length);
    }
    return data[from]!;
  });
}

/** The same as a `.npy` file of version 1. */
export function encodeNpy({ data, shape }: NdArray): Uint8Array {
  const dimensions = shape.length === 1 ? `${shape[0]},` : shape.join(", ");
  const dictionary = `{'descr': '${WRITTEN[dtypeOf(data)]}', 'fortran_order': False, 'shape': (${dimensions}), }`;
  const length = Math.ceil((10 + dictionary.length + 1) / 64) * 64;
  const bytes = new Uint8Array(length + data.byteLength);
  bytes.set([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0]);
  new DataView(bytes.buffer).setUint16(8, length - 10, true);
  bytes.set(new TextEncoder().encode(`${dictionary.padEnd(length - 11)}\n`), 10);
  bytes.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), length);
  return bytes;
}
