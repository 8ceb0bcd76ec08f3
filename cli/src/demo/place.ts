import type { Random } from "./random.ts";
import type { Stamp } from "./stamp.ts";

/** A stamp with the class that it stands for and how it was drawn. */
export interface Particle {
  readonly kind: string;
  readonly stamp: Stamp;
  readonly blur: number;
}

/** A particle at its place: column and row of the grid's corner in the frame, which may lie outside. */
export interface Placed extends Particle {
  readonly x: number;
  readonly y: number;
  /** Number of the group of particles that touch; 0 for a particle alone. */
  readonly group: number;
}

const CELL = 4;

/** Finds free places in a frame; particles of different groups keep clear of each other. */
export interface Placer {
  /** A place for a group that touches nothing placed so far, or `undefined` when none was found. */
  place(group: readonly Placed[], random: Random): Placed[] | undefined;
}

/** A frame of `side` x `side` pixels with nothing in it. */
export function createPlacer(side: number): Placer {
  const cells = Math.ceil(side / CELL);
  const taken = new Uint8Array(cells * cells);
  const isFree = (outline: readonly (readonly [number, number])[], x: number, y: number): boolean =>
    outline.every(([i, j]) => {
      const [cx, cy] = [Math.floor((i + x) / CELL), Math.floor((j + y) / CELL)];
      return cx < 0 || cy < 0 || cx >= cells || cy >= cells || taken[cy * cells + cx] === 0;
    });
  return {
    place(group, random) {
      const outline = group.flatMap((member) => coveredPoints(member));
      for (let attempt = 0; attempt < 60; attempt++) {
        const [x, y] = [random.integer(0, side - 1), random.integer(0, side - 1)];
        if (!isFree(outline, x, y)) continue;
        const gap = Math.ceil((7 + 2 * Math.max(...group.map((member) => member.blur))) / CELL);
        for (const [i, j] of outline) take(taken, cells, [Math.floor((i + x) / CELL), Math.floor((j + y) / CELL)], gap);
        return group.map((member) => ({ ...member, x: member.x + x, y: member.y + y }));
      }
      return undefined;
    },
  };
}

/** A particle alone, about the origin. */
export function alone(particle: Particle): Placed {
  return { ...particle, x: -particle.stamp.centreX, y: -particle.stamp.centreY, group: 0 };
}

/** The particles pushed together until each touches the first; `undefined` when two of the others would overlap. */
export function pushTogether(particles: readonly Particle[], group: number, random: Random): Placed[] | undefined {
  const [first, ...others] = particles.map((particle) => ({ ...alone(particle), group }));
  if (first === undefined) return undefined;
  const placed = [first];
  for (const other of others) {
    const angle = random.range(0, 2 * Math.PI);
    const far = first.stamp.width + first.stamp.height + other.stamp.width + other.stamp.height;
    const at = (distance: number): Placed => ({
      ...other,
      x: other.x + Math.round(Math.cos(angle) * distance),
      y: other.y + Math.round(Math.sin(angle) * distance),
    });
    let distance = far / 2;
    while (distance > 0 && !placed.some((member) => overlap(member, at(distance)))) distance -= 1;
    if (distance <= 0) return undefined;
    placed.push(at(distance));
  }
  return placed;
}

function overlap(a: Placed, b: Placed): boolean {
  const [x0, x1] = [Math.max(a.x, b.x), Math.min(a.x + a.stamp.width, b.x + b.stamp.width)];
  const [y0, y1] = [Math.max(a.y, b.y), Math.min(a.y + a.stamp.height, b.y + b.stamp.height)];
  for (let y = y0; y < y1; y++) {
    for (let x = x0; x < x1; x++) {
      if (a.stamp.covered[(y - a.y) * a.stamp.width + x - a.x] && b.stamp.covered[(y - b.y) * b.stamp.width + x - b.x]) return true;
    }
  }
  return false;
}

/** Covered pixels, thinned to every second row and column: enough for cells of {@link CELL} pixels. */
function coveredPoints({ stamp, x, y }: Placed): [number, number][] {
  const points: [number, number][] = [];
  for (let j = 0; j < stamp.height; j += 2) {
    for (let i = 0; i < stamp.width; i += 2) {
      if (stamp.covered[j * stamp.width + i]) points.push([i + x, j + y]);
    }
  }
  return points;
}

function take(taken: Uint8Array, cells: number, [cx, cy]: readonly [number, number], gap: number): void {
  for (let j = Math.max(0, cy - gap); j <= Math.min(cells - 1, cy + gap); j++) {
    taken.fill(1, j * cells + Math.max(0, cx - gap), j * cells + Math.min(cells, cx + gap + 1));
  }
}
