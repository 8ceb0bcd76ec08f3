import type { Stroke } from "@argosy/nodes";
import { describe, expect, test } from "vitest";
import type { Brush } from "../src/pages/pipeline/strokes.ts";
import { movedStroke, strokeFrom, withLearnt } from "../src/pages/pipeline/strokes.ts";
import { closerBy, viewBoxOf } from "../src/pages/pipeline/view-box.ts";

const brush: Brush = { step: "mask", class: "object", width: 8 };
const image = { id: "one", width: 100, height: 50 };

describe("a stroke", () => {
  test("lies in the image, and has no corner nearer to the one before than a quarter of its width", () => {
    const way = [0, 1, 2, 3, 4, 4.5].map((x) => ({ x: x - 1, y: 60 }));
    expect(strokeFrom(brush, way, image)).toEqual({
      class: "object",
      width: 8,
      image: "one",
      points: [
        { x: 0, y: 49.9 },
        { x: 2, y: 49.9 },
        { x: 3.5, y: 49.9 },
      ],
    });
    expect(strokeFrom(brush, [{ x: 3, y: 4 }], image).points).toEqual([{ x: 3, y: 4 }]);
  });

  test("of a long way has at most 200 corners, with both ends", () => {
    const way = Array.from({ length: 5_000 }, (_, k) => ({ x: (3 * k) % 97, y: (7 * k) % 50 }));
    const { points } = strokeFrom(brush, way, image);
    expect(points).toHaveLength(200);
    expect([points[0], points.at(-1)]).toEqual([way[0], { x: way.at(-1)!.x, y: way.at(-1)!.y }]);
  });
});

describe("what was learnt", () => {
  const stroke: Stroke = { class: "object", width: 3, points: [{ x: 1, y: 2 }], image: "one" };
  const learnt: Stroke = { ...stroke, learnt: { scale: 1, features: 20, samples: "AAAA" } };

  test("goes to the strokes that it was learnt from; what was painted meanwhile stays", () => {
    const other = { ...stroke, class: "background" } as const;
    expect(withLearnt([stroke, other], [learnt])).toEqual([learnt, other]);
  });

  test("is gone when the stroke is moved", () => {
    expect(movedStroke(learnt, { x: 2, y: -1 })).toEqual({ ...stroke, points: [{ x: 3, y: 1 }] });
  });
});

test("a view is brought so near that it is worked on at full resolution", () => {
  const large = { width: 4_000, height: 3_000, levels: 3 };
  const view = { x: -500, y: 0, width: 5_000, height: 3_000 };
  expect(viewBoxOf(large, view).level).toBe(2);
  const by = closerBy(large, view);
  expect(viewBoxOf(large, { x: 100, y: 100, width: 5_000 / by, height: 3_000 / by }).level).toBe(0);
  expect(closerBy({ width: 300, height: 200 }, { x: 0, y: 0, width: 300, height: 200 })).toBe(1);
});
