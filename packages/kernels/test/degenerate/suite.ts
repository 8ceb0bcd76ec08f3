import { ArgosyError, dtypeOf } from "@argosy/core";
import { describe, expect, test } from "vitest";
import type { Plane } from "../../src/index.ts";
import type { DegenerateInput } from "./inputs.ts";
import { DEGENERATE } from "./inputs.ts";

/** Kernels of a family by name; behind a comma stands what is particular about an entry. */
export type DegenerateTable = Readonly<Record<string, DegenerateEntry>>;

/** One kernel of the suite. */
export interface DegenerateEntry {
  /** The kernel applied to a plane (as image, mask, or each channel), with usual parameters. */
  run(plane: Plane): unknown;
  /** Whether it takes lists, which may be empty, rather than planes, of which 0 x 0 is refused. */
  readonly takesLists?: boolean;
  /** How many objects it tells of in a result; it is then given more than 65,536 of one pixel each. */
  count?(result: never): number;
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
export function describeDegenerate(family: string, kernels: DegenerateTable): void {
  describe.each(Object.entries(kernels))(`degenerate inputs of ${family}: %s`, (_name, kernel) => {
    if (kernel.takesLists !== true)
      test("0 x 0 is refused", () => {
        expect(REFUSED).toContain(codeOf(() => kernel.run(EMPTY)));
      });
    if (kernel.count !== undefined)
      test("more than 65,536 objects", () => {
        expect(kernel.count!(kernel.run(MANY_OBJECTS) as never)).toBe(257 * 257);
      });
    test.each(DEGENERATE)("$name", (input) => {
      const before = input.plane.data.slice();
      if (kernel.refuses?.(input) === true) expect(REFUSED).toContain(codeOf(() => kernel.run(input.plane)));
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

/** What an input is to blame for. */
const REFUSED = ["invalid_argument", "failed_precondition"];

const EMPTY: Plane = { data: new Uint8Array(0), width: 0, height: 0 };

/** A pixel of its own at every second place. */
const MANY_OBJECTS: Plane = {
  data: Uint8Array.from({ length: 514 * 514 }, (_, i) => Number(i % 2 === 0 && Math.floor(i / 514) % 2 === 0)),
  width: 514,
  height: 514,
};

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
