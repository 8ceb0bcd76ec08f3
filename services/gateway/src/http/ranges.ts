import { refusal } from "@argosy/core";

/** Bytes `start` to `end` (exclusive) of something. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

const ONE_RANGE = /^bytes=(\d*)-(\d*)$/;

/**
 * The bytes that a `Range` header asks for (RFC 9110, 14.2). Several ranges and what is malformed are ignored, as the standard allows:
 * then, and without a header, the answer is `undefined`: all bytes.
 *
 * @throws {ArgosyError} `RANGE_INVALID` when no byte lies in the range.
 */
export function spanOf(header: string | undefined, size: number): Span | undefined {
  const [, from = "", to = ""] = ONE_RANGE.exec(header ?? "") ?? [];
  if (from === "" && to === "") return undefined;
  if (from === "") {
    const last = Number(to);
    if (last === 0 || size === 0) throw outside(size);
    return { start: Math.max(0, size - last), end: size };
  }
  const start = Number(from);
  const end = to === "" ? size : Math.min(size, Number(to) + 1);
  if (to !== "" && Number(to) < start) return undefined;
  if (start >= size) throw outside(size);
  return { start, end };
}

function outside(size: number): Error {
  return refusal("RANGE_INVALID", "the range lies outside the file", { size });
}
