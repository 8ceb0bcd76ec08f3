import { refusal } from "@argosy/core";
import type { LearntStroke } from "./stroke.ts";

/** Rows of features as text: 32-bit floating point, little-endian, base64. */
export function encodeRows(rows: Float32Array): string {
  const view = new DataView(new ArrayBuffer(rows.length * 4));
  rows.forEach((value, i) => {
    view.setFloat32(4 * i, value, true);
  });
  return btoa(Array.from(new Uint8Array(view.buffer), (byte) => String.fromCharCode(byte)).join(""));
}

/**
 * What {@link encodeRows} wrote, `[rows][features]`.
 *
 * @throws {ArgosyError} PARAM_INVALID for anything else.
 */
export function decodeRows({ samples, features }: LearntStroke): Float32Array {
  const invalid = (what: string) => refusal("PARAM_INVALID", `what was learnt from a stroke ${what}`, { pointer: "/strokes" });
  if (samples.length % 4 !== 0) throw invalid("is cut off");
  const bytes = Uint8Array.from(atob(samples), (char) => char.charCodeAt(0));
  if (bytes.length === 0 || bytes.length % (4 * features) !== 0) throw invalid("is cut off");
  const view = new DataView(bytes.buffer);
  const rows = Float32Array.from({ length: bytes.length / 4 }, (_, i) => view.getFloat32(4 * i, true));
  if (!rows.every(Number.isFinite)) throw invalid("holds what is no number");
  return rows;
}
