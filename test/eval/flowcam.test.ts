import { beforeAll, describe, expect, test } from "vitest";
import { SAMPLES, whySkipped } from "../support/samples.ts";
import type { FlowcamOutcome } from "./flowcam.ts";
import { FLOWCAM_FOLDER, measureFlowcam } from "./flowcam.ts";
import { countMatches } from "./flowcam-match.ts";

describe("countMatches", () => {
  const box = { x: 0, y: 0, width: 4, height: 4 };
  const [near, far] = [
    { x: 1, y: 1, width: 2, height: 2 },
    { x: 9, y: 9, width: 2, height: 2 },
  ];
  test.each([
    { name: "the object inside the box, of equal area", objects: [{ box: near, area: 4 }], matches: 1 },
    { name: "one pixel more", objects: [{ box: near, area: 5 }], matches: 0 },
    { name: "elsewhere", objects: [{ box: far, area: 4 }], matches: 0 },
    { name: "beyond the edge", objects: [{ box: { ...near, width: 4 }, area: 4 }], matches: 0 },
    // biome-ignore format: two objects in one box
    { name: "two objects in the box", objects: [{ box: near, area: 4 }, { box: near, area: 4 }], matches: 0 },
  ])("$name: $matches", ({ objects, matches }) => {
    expect(countMatches([{ box, rawArea: 4 }], objects)).toBe(matches);
  });

  test("an object in the boxes of two particles belongs to neither", () => {
    expect(
      countMatches(
        [1, 2].map(() => ({ box, rawArea: 4 })),
        [{ box: near, area: 4 }],
      ),
    ).toBe(0);
  });
});

const why = whySkipped(FLOWCAM_FOLDER);

describe.skipIf(why !== undefined)(`the FlowCam collage through the command line${why === undefined ? "" : ` (skipped: ${why})`}`, () => {
  let outcome: FlowcamOutcome;
  beforeAll(async () => {
    outcome = await measureFlowcam(SAMPLES);
  });

  test("gives one object a particle, of exactly the area that the instrument states", () => {
    expect(outcome.objects).toHaveLength(506);
    expect(countMatches(outcome.particles, outcome.objects)).toBe(506);
  });

  test("and the comparison notices one row with another area", () => {
    const moved = outcome.particles.map((row, i) => (i === 250 ? { ...row, rawArea: row.rawArea + 1 } : row));
    expect(countMatches(moved, outcome.objects)).toBe(505);
  });

  test("without the list every component of the mask is an object", () => {
    expect(outcome.withoutList).toBe(527);
  });
});
