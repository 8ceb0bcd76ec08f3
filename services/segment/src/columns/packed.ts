/** Numbers as PostgreSQL's `float8send` packs them, one after the other. */
export function float64s(packed: Buffer): Float64Array {
  const bytes = Buffer.from(packed);
  bytes.swap64();
  return new Float64Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
}

/** Numbers as PostgreSQL's `int4send` packs them, one after the other. */
export function int32s(packed: Buffer): Int32Array {
  const bytes = Buffer.from(packed);
  bytes.swap32();
  return new Int32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
}
