import { ArgosyError } from "@argosy/core";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decodeForest, encodeForest, predictForest, trainForest } from "../../src/index.ts";
import { makeRings } from "./rings.ts";

const { forest } = trainForest({ ...makeRings(60, 1), trees: 3 });
const bytes = encodeForest(forest);
const invalid = expect.objectContaining({ reason: "MODEL_INVALID" });

/** The same bytes with one 32-bit number replaced. */
function patched(offset: number, value: number): Uint8Array {
  const copy = bytes.slice();
  new DataView(copy.buffer).setInt32(offset, value, true);
  return copy;
}

const nodes = forest.feature.length;
const featureAt = 32 + 4 * 4;
const nextAt = featureAt + 4 * nodes;

describe("decodeForest", () => {
  test("reads what was written, also from the middle of a buffer", () => {
    expect(decodeForest(bytes)).toEqual(forest);
    const shifted = new Uint8Array(bytes.length + 3);
    shifted.set(bytes, 3);
    expect(decodeForest(shifted.subarray(3))).toEqual(forest);
  });

  test.each([
    ["nothing", new Uint8Array(0)],
    ["foreign bytes", new TextEncoder().encode('{"trees": [], "kind": "forest", "version": 1}')],
    ["a part of the file", bytes.subarray(0, bytes.length - 1)],
    ["a byte too many", Uint8Array.of(...bytes, 0)],
    ["another version", patched(8, 2)],
    ["four billion trees", patched(20, -1)],
    ["four billion nodes", patched(24, -1)],
    ["no class", patched(16, 0)],
    ["a tree that ends before it begins", patched(32 + 4, 0)],
    ["an unknown feature", patched(featureAt, 3)],
    ["a node that is its own child", patched(nextAt, 0)],
    ["a child in another tree", patched(nextAt, nodes - 1)],
    ["two parents of one node", patched(nextAt, forest.next[0] + 1)],
    ["a leaf that is not there", patched(nextAt + 4 * (nodes - 1), 1_000_000)],
    ["a threshold that is not a number", patched(nextAt + 4 * nodes + 4, 0x7ff80000)],
    ["a share above 1", patched(nextAt + 12 * nodes, 0x40000000)],
    ["a side that is neither", bytes.with(bytes.length - 1, 2)],
  ])("refuses %s", (_, hostile) => {
    expect(() => decodeForest(hostile)).toThrow(invalid);
  });

  test("whatever is changed, the answer is a refusal or a forest that predicts", () => {
    const place = fc.tuple(fc.integer({ min: 0, max: bytes.length - 1 }), fc.integer({ min: 0, max: 255 }));
    fc.assert(
      fc.property(fc.array(place, { minLength: 1, maxLength: 4 }), (places) => {
        const mutant = bytes.slice();
        for (const [at, value] of places) mutant[at] = value;
        try {
          const decoded = decodeForest(mutant);
          expect(predictForest(decoded, new Float32Array(decoded.featureCount))).toHaveLength(decoded.classCount);
        } catch (error) {
          expect(error).toBeInstanceOf(ArgosyError);
        }
      }),
      { numRuns: 10_000 },
    );
  });
});
