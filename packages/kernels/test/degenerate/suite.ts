import { ArgosyError, dtypeOf } from "@argosy/core";
import { describe, expect, test } from "vitest";
import type { Plane } from "../../src/index.ts";
import type { DegenerateInput } from "./inputs.ts";
import { DEGENERATE } from "./inputs.ts";

/** One kernel of the suite. */
export interface DegenerateEntry {
  /** The kernel applied to a plane (as image, mask, or each channel), with usual parameters. */
  run(plane: Plane): unknown;
  /** Which inputs it refuses by an error; default none. */
  refuses?(input: DegenerateInput): boolean;
  /** Which finite inputs may give NaN or infinities; default none. */
  unbounded?(input: DegenerateInput): boolean;
  /** Whether the result of integer planes of one value, of any shape, is one value too; default not looked at. */
  readonly constantStaysConstant?: boolean;
}

/**
 * Every kernel of a family on every degenerate plane: 0 x 0 is refused, the input is left alone, the result is the same twice, planes are
 * whole, finite samples give finite results, and an error is one of ours where one is expected.
 */
export function describeDegenerate(family: string, kernels: Readonly<Record<string, DegenerateEntry>>): void {
  describe.each(Object.entries(kernels))(`degenerate inputs of ${family}: %s`, (_name, kernel) => {
    test("0 x 0 is refused", () => {
      const empty: Plane = { data: new Uint8Array(0), width: 0, height: 0 };
      expect(codeOf(() => kernel.run(empty))).toBe("invalid_argument");
    });
    test.each(DEGENERATE)("$name", (input) => {
      const before = input.plane.data.slice();
      if (kernel.refuses?.(input) === true) expect(codeOf(() => kernel.run(input.plane))).toBe("invalid_argument");
      else {
        const result = kernel.run(input.plane);
        expect(kernel.run(input.plane)).toEqual(result);
        const values = valuesOf(result);
        if (input.finite && kernel.unbounded?.(input) !== true) expect(values.every((value) => Number.isFinite(value))).toBe(true);
        const one = input.plane.data.every((value: number) => value === input.plane.data[0]);
        if (kernel.constantStaysConstant === true && one && input.finite)
          expect(spreadOf(values)).toBeLessThan(1e-5 * Math.max(1, Math.abs(values[0] ?? 0)));
      }
      expect(input.plane.data).toEqual(before);
    });
  });
}

function codeOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (error instanceof ArgosyError) return error.code;
    throw error;
  }
  return "no error";
}

/** All numbers of a result; planes are looked at as a whole. @throws {Error} when a plane has another length than its size. */
function valuesOf(result: unknown): readonly number[] {
  if (typeof result === "number") return [result];
  if (typeof result !== "object" || result === null) return [];
  if (ArrayBuffer.isView(result)) return Array.from(result as Uint8Array);
  const { data, width, height } = result as Partial<Plane>;
  if (data !== undefined && width !== undefined && height !== undefined && data.length !== width * height)
    throw new Error(`a plane of ${width} x ${height} has ${data.length} samples of ${dtypeOf(data)}`);
  return Object.values(data === undefined ? result : { data }).flatMap(valuesOf);
}

function spreadOf(values: readonly number[]): number {
  return values.length === 0 ? 0 : Math.max(...values) - Math.min(...values);
}
