import { crc32c } from "./crc32c.ts";

/** Bytes that a checksum takes. */
export const CHECKSUM_BYTES = 4;

/** Writes the CRC-32C of all but the last four of `bytes` into those four, little-endian: the Zarr codec `crc32c`. */
export function sealChecksum(bytes: Uint8Array): Uint8Array {
  const end = bytes.length - CHECKSUM_BYTES;
  new DataView(bytes.buffer, bytes.byteOffset).setUint32(end, crc32c(bytes.subarray(0, end)), true);
  return bytes;
}

/** The bytes before the checksum, or `undefined` when it does not match. */
export function openChecksum(bytes: Uint8Array): Uint8Array | undefined {
  const end = bytes.length - CHECKSUM_BYTES;
  if (end < 0) return undefined;
  const content = bytes.subarray(0, end);
  const stated = new DataView(bytes.buffer, bytes.byteOffset).getUint32(end, true);
  return crc32c(content) === stated ? content : undefined;
}
