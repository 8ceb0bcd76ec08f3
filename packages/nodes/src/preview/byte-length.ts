/** Bytes of the typed arrays in a value; one that is named several times counts once. */
export function byteLengthOf(value: unknown, seen: Set<ArrayBufferLike> = new Set()): number {
  if (value === null || typeof value !== "object") return 0;
  if (ArrayBuffer.isView(value)) {
    if (seen.has(value.buffer)) return 0;
    seen.add(value.buffer);
    return value.byteLength;
  }
  return Object.values(value).reduce((sum: number, member) => sum + byteLengthOf(member, seen), 0);
}
