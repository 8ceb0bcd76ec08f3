import type { Labels, Mask } from "@argosy/kernels";
import { plane } from "@argosy/kernels";

/** Size of the drawn picture, in pixels. */
export const SCENE = { width: 144, height: 108 } as const;

/** Something drawn: a point is in it where `depth` is above 0; at most 1. */
interface Body {
  /** Of its middle, where a mark is set. */
  readonly x: number;
  readonly y: number;
  depth(x: number, y: number): number;
}

/** Quicker than `Math.hypot`, which minds extremes that a picture does not have. */
const distance = (dx: number, dy: number) => Math.sqrt(dx * dx + dy * dy);

function ellipse(x: number, y: number, long: number, short: number, angle = 0): Body {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  return {
    x,
    y,
    depth(px, py) {
      const dx = px - x;
      const dy = py - y;
      return 1 - distance((dx * cos + dy * sin) / long, (dy * cos - dx * sin) / short);
    },
  };
}

const ring: Body = { x: 112, y: 58, depth: (x, y) => 0.5 * (1 - Math.abs(distance(x - 112, y - 72) - 14) / 6) };

/** A worm: a wave, thick in its middle. */
const worm: Body = {
  x: 50,
  y: 84,
  depth(x, y) {
    const along = (x - 50) / 34;
    return Math.abs(along) > 1 ? -1 : 1 - Math.abs(y - 86 - 7 * Math.sin((x - 18) / 8)) / (4.2 * Math.sqrt(1 - along * along) + 0.01);
  },
};

/** What lies in the picture: alone, touching, with a hole, long, cut by the border, small. */
const BODIES: readonly Body[] = [
  ellipse(28, 28, 17, 11, 0.5),
  ellipse(66, 24, 12, 12),
  ellipse(84, 35, 11, 11),
  ring,
  worm,
  ellipse(140, 24, 13, 10),
  ellipse(22, 62, 6, 6),
  ellipse(56, 56, 4, 4),
];

/** Which body a point lies in, as its number from 1, and how deep; between them number 0, and the further from all the more below 0. */
export function bodyAt(x: number, y: number): { readonly label: number; readonly depth: number } {
  let label = 0;
  let depth = -1;
  for (let index = 0; index < BODIES.length; index++) {
    const own = BODIES[index]!.depth(x, y);
    if (own <= depth) continue;
    depth = own;
    if (own > 0) label = index + 1;
  }
  return { label, depth };
}

/** The bodies, each with its number; those that touch are parted where both are equally deep. */
export function sceneLabels(): Labels {
  const { width, height } = SCENE;
  return plane(
    Uint32Array.from({ length: width * height }, (_, i) => bodyAt((i % width) + 0.5, Math.floor(i / width) + 0.5).label),
    width,
    height,
  );
}

/** The bodies as one mask. */
export function sceneMask(): Mask {
  const { data, width, height } = sceneLabels();
  return plane(
    Uint8Array.from(data, (label) => (label === 0 ? 0 : 1)),
    width,
    height,
  );
}

/** The mask as a careless threshold leaves it: with pinholes, cracks and specks. */
export function roughMask(): Mask {
  const { data, width, height } = sceneMask();
  const rough = data.slice();
  const next = scatter(11);
  for (let n = 0; n < 70; n++) {
    const [x, y, size] = [Math.floor(next() * (width - 4)), Math.floor(next() * (height - 4)), n % 3 === 0 ? 3 : 2];
    const value = data[(y + 1) * width + x + 1] === 0 ? 1 : 0;
    for (let dy = 0; dy < size; dy++) for (let dx = 0; dx < size; dx++) rough[(y + dy) * width + x + dx] = value;
  }
  return plane(rough, width, height);
}

/** A mark in the middle of every body, or of every so many-th. */
export function sceneMarks(every = 1): Mask {
  const { width, height } = SCENE;
  const marks = new Uint8Array(width * height);
  for (const [index, { x, y }] of BODIES.entries()) {
    if (index % every !== 0) continue;
    for (let dy = -1; dy <= 1; dy++) for (let dx = -1; dx <= 1; dx++) marks[(y + dy) * width + x + dx] = 1;
  }
  return plane(marks, width, height);
}

/** Numbers in [0, 1), the same for the same seed everywhere. */
export function scatter(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
