import { ArgosyError } from "@argosy/core";

const SEGMENT = /^[0-9A-Za-z._-]{1,255}$/;
const KEY_LENGTH = 1_024;

/**
 * Whether a text can be the key of an object: segments of `0-9 A-Z a-z . _ -` between single slashes, none of them `.` or `..`,
 * none longer than 255 characters, 1,024 in all.
 */
export function isKey(key: string): boolean {
  if (key.length === 0 || key.length > KEY_LENGTH) return false;
  return key.split("/").every(isKeySegment);
}

/** Whether a text can be one segment of a key. */
export function isKeySegment(segment: string): boolean {
  return SEGMENT.test(segment) && segment !== "." && segment !== "..";
}

/**
 * The key itself.
 *
 * @throws {ArgosyError} `invalid_argument` when it is not a key.
 */
export function checkKey(key: string): string {
  if (!isKey(key)) throw new ArgosyError("invalid_argument", "the key of an object is malformed", { details: { key: key.slice(0, 200) } });
  return key;
}

/**
 * The prefix itself: empty, or the beginning of a key. It may end in the middle of a segment or with a slash.
 *
 * @throws {ArgosyError} `invalid_argument` when no key begins so.
 */
export function checkPrefix(prefix: string): string {
  const last = prefix.slice(prefix.lastIndexOf("/") + 1);
  // A beginning such as `a/.` may still become a key, so the open segment is completed before it is judged.
  if (prefix !== "" && !isKey(`${prefix}${last === "" || last === "." || last === ".." ? "x" : ""}`))
    throw new ArgosyError("invalid_argument", "the prefix of keys is malformed", { details: { prefix: prefix.slice(0, 200) } });
  return prefix;
}
