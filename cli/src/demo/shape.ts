import type { Random } from "./random.ts";

/** A particle before it is drawn: where it is and how much light each place takes, in pixels about its own centre. */
export interface Shape {
  /** No part is farther from the centre than this. */
  readonly reach: number;
  /** Distance to the outline, negative inside; exact near the outline, at most the true distance elsewhere. */
  distance(x: number, y: number): number;
  /** Relative optical density inside, around 1; `depth` is the distance to the outline. */
  density(x: number, y: number, depth: number): number;
  /** Outlines of things inside, whose density is part of {@link density}. */
  readonly inclusions?: readonly ((x: number, y: number) => number)[];
}

/** A straight piece of a body with a radius at each end. */
export interface Limb {
  readonly ax: number;
  readonly ay: number;
  readonly bx: number;
  readonly by: number;
  readonly ra: number;
  readonly rb: number;
}

/** A smooth field of random values in about [-1, 1] whose grains are `grain` pixels wide. */
export type Texture = (x: number, y: number) => number;

/** Distance to an ellipse about the origin with half axes `a` along x and `b` along y, to first order. */
export function ellipseDistance(x: number, y: number, a: number, b: number): number {
  const inner = Math.sqrt((x / a) ** 2 + (y / b) ** 2);
  if (inner === 0) return -Math.min(a, b);
  return (inner * (inner - 1)) / Math.sqrt((x / (a * a)) ** 2 + (y / (b * b)) ** 2);
}

/** Distance to a box about the origin with half sides `a` and `b` and corners rounded by `round`. */
export function boxDistance(x: number, y: number, a: number, b: number, round: number): number {
  const dx = Math.abs(x) - a + round;
  const dy = Math.abs(y) - b + round;
  return Math.min(Math.max(dx, dy), 0) + Math.sqrt(Math.max(dx, 0) ** 2 + Math.max(dy, 0) ** 2) - round;
}

/** Distance to a limb: the segment thickened by a radius that changes evenly along it. */
function limbDistance(x: number, y: number, limb: Limb): number {
  const ux = limb.bx - limb.ax;
  const uy = limb.by - limb.ay;
  const along = ((x - limb.ax) * ux + (y - limb.ay) * uy) / (ux * ux + uy * uy || 1);
  const t = Math.min(1, Math.max(0, along));
  const dx = x - limb.ax - t * ux;
  const dy = y - limb.ay - t * uy;
  return Math.sqrt(dx * dx + dy * dy) - (limb.ra + t * (limb.rb - limb.ra));
}

/** Distance to the nearest of several limbs. */
export function limbsDistance(x: number, y: number, limbs: readonly Limb[]): number {
  let nearest = Number.POSITIVE_INFINITY;
  for (const limb of limbs) nearest = Math.min(nearest, limbDistance(x, y, limb));
  return nearest;
}

/** Limbs along a curve of points, with the radius that `radiusAt` gives at 0..1 of its length. */
export function limbsAlong(points: readonly (readonly [number, number])[], radiusAt: (t: number) => number): Limb[] {
  const limbs: Limb[] = [];
  const last = points.length - 1;
  for (let i = 0; i < last; i++) {
    const [ax, ay] = points[i] as readonly [number, number];
    const [bx, by] = points[i + 1] as readonly [number, number];
    limbs.push({ ax, ay, bx, by, ra: radiusAt(i / last), rb: radiusAt((i + 1) / last) });
  }
  return limbs;
}

/** A texture of random values on a lattice, joined smoothly. */
export function createTexture(random: Random, grain: number): Texture {
  const side = 32;
  const values = Float32Array.from({ length: side * side }, () => random.range(-1, 1));
  const at = (i: number, j: number): number => values[(j & (side - 1)) * side + (i & (side - 1))] as number;
  return (x, y) => {
    const gx = x / grain + 1000.5;
    const gy = y / grain + 1000.5;
    const i = Math.floor(gx);
    const j = Math.floor(gy);
    const fx = smooth(gx - i);
    const fy = smooth(gy - j);
    const top = at(i, j) + fx * (at(i + 1, j) - at(i, j));
    const bottom = at(i, j + 1) + fx * (at(i + 1, j + 1) - at(i, j + 1));
    return top + fy * (bottom - top);
  };
}

/** The shape turned by `angle` radians. */
export function turned(shape: Shape, angle: number): Shape {
  const cos = Math.cos(angle);
  const sin = Math.sin(angle);
  return {
    reach: shape.reach,
    distance: (x, y) => shape.distance(cos * x + sin * y, cos * y - sin * x),
    density: (x, y, depth) => shape.density(cos * x + sin * y, cos * y - sin * x, depth),
    inclusions: (shape.inclusions ?? []).map((inside) => (x: number, y: number) => inside(cos * x + sin * y, cos * y - sin * x)),
  };
}

function smooth(t: number): number {
  return t * t * (3 - 2 * t);
}
