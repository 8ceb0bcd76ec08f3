import type { DType, PixelArray } from "@argosy/core";
import { dtypeOf, newSamples, refusal } from "@argosy/core";

const PLACE = "$samples";

/**
 * Plain values and typed arrays as one row of bytes: the length of a JSON text (32 bits, little-endian), the text, and the samples that
 * it refers to, each at a multiple of 8.
 */
export function packValues(value: unknown): Uint8Array {
  const arrays: PixelArray[] = [];
  let offset = 0;
  const text = JSON.stringify(value, (_, member: unknown) => {
    if (member instanceof Map) return { $map: [...member] };
    if (typeof member === "number" && !Number.isFinite(member)) return { $number: String(member) };
    if (!ArrayBuffer.isView(member)) return member;
    const array = member as PixelArray;
    const placed = { [PLACE]: dtypeOf(array), at: offset, length: array.length };
    arrays.push(array);
    offset += Math.ceil(array.byteLength / 8) * 8;
    return placed;
  });
  const header = new TextEncoder().encode(text);
  const start = Math.ceil((4 + header.length) / 8) * 8;
  const bytes = new Uint8Array(start + offset);
  new DataView(bytes.buffer).setUint32(0, header.length, true);
  bytes.set(header, 4);
  let at = start;
  for (const array of arrays) {
    bytes.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), at);
    at += Math.ceil(array.byteLength / 8) * 8;
  }
  return bytes;
}

/** What {@link packValues} packed. @throws {ArgosyError} OBJECT_CORRUPT for bytes that are cut off. */
export function unpackValues(bytes: Uint8Array): unknown {
  if (bytes.length < 4) throw refusal("OBJECT_CORRUPT", "packed values are cut off", { bytes: bytes.length });
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
  const start = Math.ceil((4 + length) / 8) * 8;
  if (bytes.length < start) throw refusal("OBJECT_CORRUPT", "packed values are cut off", { bytes: bytes.length });
  return JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + length)), (_, member: unknown) => {
    if (member === null || typeof member !== "object") return member;
    if ("$map" in member) return new Map(member.$map as [unknown, unknown][]);
    if ("$number" in member) return Number(member.$number);
    if (!(PLACE in member)) return member;
    const { at, length: count, [PLACE]: dtype } = member as { at: number; length: number; [PLACE]: DType };
    const samples = newSamples(dtype, count);
    if (bytes.length < start + at + samples.byteLength)
      throw refusal("OBJECT_CORRUPT", "packed values are cut off", { bytes: bytes.length });
    new Uint8Array(samples.buffer).set(bytes.subarray(start + at, start + at + samples.byteLength));
    return samples;
  });
}
