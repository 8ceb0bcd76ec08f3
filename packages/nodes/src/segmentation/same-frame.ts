import { refusal } from "@argosy/core";

interface Sized {
  readonly width: number;
  readonly height: number;
}

/** @throws {ArgosyError} NODE_INPUT_INVALID when two values of one image differ in size. */
export function requireSameFrame(a: Sized, b: Sized): void {
  if (a.width === b.width && a.height === b.height) return;
  throw refusal("NODE_INPUT_INVALID", "the inputs differ in size", { first: [a.width, a.height], second: [b.width, b.height] });
}
