const encoder = new TextEncoder();

/** Order of names wherever order matters: by the bytes of their NFC UTF-8 form, as PostgreSQL's `collate "C"` has it. */
export function compareNames(a: string, b: string): number {
  const left = encoder.encode(a.normalize("NFC"));
  const right = encoder.encode(b.normalize("NFC"));
  const shorter = Math.min(left.length, right.length);
  for (let i = 0; i < shorter; i++) if (left[i] !== right[i]) return (left[i] ?? 0) - (right[i] ?? 0);
  return left.length - right.length;
}
