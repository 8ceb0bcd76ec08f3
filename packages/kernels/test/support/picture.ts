import fc from "fast-check";
import type { Labels, Mask } from "../../src/index.ts";

/** A mask drawn with `#` for foreground, one string a row. */
export function mask(...rows: readonly string[]): Mask {
  return { data: Uint8Array.from(rows.join(""), (c) => (c === "#" ? 1 : 0)), width: rows[0]?.length ?? 0, height: rows.length };
}

/** Labels drawn with digits, `.` for background. */
export function labels(...rows: readonly string[]): Labels {
  return { data: Uint32Array.from(rows.join(""), (c) => (c === "." ? 0 : Number(c))), width: rows[0]?.length ?? 0, height: rows.length };
}

/** The rows of digits (or `.`) of a plane, for comparison by eye. */
export function drawn(plane: { readonly data: ArrayLike<number>; readonly width: number; readonly height: number }): string[] {
  const { data, width, height } = plane;
  return Array.from({ length: height }, (_, y) =>
    Array.from({ length: width }, (_, x) => (data[y * width + x] === 0 ? "." : String(data[y * width + x]))).join(""),
  );
}

/** Random masks up to 9 x 9. */
export const anyMask: fc.Arbitrary<Mask> = fc
  .tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 }))
  .chain(([width, height]) =>
    fc.array(fc.constantFrom(0, 1), { minLength: width * height, maxLength: width * height }).map((values) => ({
      data: Uint8Array.from(values),
      width,
      height,
    })),
  );
