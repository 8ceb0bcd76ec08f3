/**
 * JSON whose text depends on the value alone: keys sorted by UTF-16 code units, no spaces, `undefined` members left out.
 * Hashes of work and of documents are taken over it (RFC 8785, JSON Canonicalization Scheme).
 *
 * @throws {RangeError} for NaN and infinite numbers, which JSON cannot hold.
 */
export function canonicalJson(value: unknown): string {
  if (typeof value === "number" && !Number.isFinite(value)) throw new RangeError("JSON cannot hold a number that is not finite");
  if (value === null || typeof value !== "object") return JSON.stringify(value) ?? "null";
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`);
  return `{${members.join(",")}}`;
}
