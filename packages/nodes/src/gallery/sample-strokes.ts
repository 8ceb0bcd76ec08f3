import type { Stroke } from "../segmentation/stroke.ts";

/** Strokes as somebody paints them on the drawn picture: along bodies, and close around them. */
export function sceneStrokes(): Stroke[] {
  return [...BODIES.map((way) => painted("object", way)), ...GROUND.map((way) => painted("background", way))];
}

/** Corners, x and y in turn. */
const BODIES = ["13 20 28 28 43 37", "56 24 76 24", "78 40 93 32", "24 88 30 92 38 90", "98 72 101 61 112 57", "19 60 25 64"];
const GROUND = [
  "10 40 30 44 50 40 64 42 86 50",
  "20 98 44 100 60 92 64 78 40 76 32 74",
  "108 68 116 76",
  "88 60 92 84 104 96",
  "79 14 92 20",
  "15 53 32 66 15 72",
];

function painted(name: Stroke["class"], way: string): Stroke {
  const numbers = way.split(" ").map(Number);
  const points = Array.from({ length: numbers.length / 2 }, (_, k) => ({ x: numbers[2 * k]!, y: numbers[2 * k + 1]! }));
  return { class: name, width: 3, points, image: "" };
}
