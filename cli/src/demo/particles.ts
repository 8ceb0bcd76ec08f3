import { drawAggregate } from "./aggregate.ts";
import type { Random } from "./random.ts";
import type { Limb, Shape } from "./shape.ts";
import { boxDistance, createTexture, ellipseDistance, limbsAlong, limbsDistance } from "./shape.ts";

/** The kinds of particles of the demo cruise that a person would name. */
export const PARTICLE_CLASSES = ["aggregate", "cell", "chain", "copepod", "fibre", "ovoid pellet", "rod pellet"] as const;

/** One of {@link PARTICLE_CLASSES}. */
export type ParticleClass = (typeof PARTICLE_CLASSES)[number];

/** A shape of the class with about `area` pixels; all classes are drawn from one distribution of areas and of light taken. */
export function drawParticle(kind: ParticleClass, area: number, random: Random): Shape {
  return DRAWERS[kind](area, random);
}

const DRAWERS: Readonly<Record<ParticleClass, (area: number, random: Random) => Shape>> = {
  aggregate: drawAggregate,
  cell: drawCell,
  chain: drawChain,
  copepod: drawCopepod,
  fibre: drawFibre,
  "ovoid pellet": drawOvoidPellet,
  "rod pellet": drawRodPellet,
};

/** An egg: smooth outline, fine even grain, thinner towards the edge. */
function drawOvoidPellet(area: number, random: Random): Shape {
  const aspect = random.range(1.15, 2.3);
  const a = Math.sqrt((area * aspect) / Math.PI);
  const b = a / aspect;
  const egg = random.range(-0.18, 0.18) / a;
  const grain = createTexture(random, random.range(2.2, 4));
  const strength = random.range(0.05, 0.2);
  return {
    reach: a * 1.25,
    distance: (x, y) => ellipseDistance(x, y / (1 + egg * x), a, b),
    density: (x, y, depth) => 0.75 + 0.35 * Math.min(1, -depth / b) + strength * grain(x, y),
  };
}

/** A bent rod with blunt ends and the same fine grain. */
function drawRodPellet(area: number, random: Random): Shape {
  const aspect = random.range(2, 5);
  const width = Math.sqrt(area / aspect);
  const length = area / width;
  const bend = random.range(-0.35, 0.35) / length;
  const round = width * random.range(0.25, 0.48);
  const grain = createTexture(random, random.range(2.2, 4));
  const strength = random.range(0.05, 0.2);
  return {
    reach: length * 0.62 + width,
    distance: (x, y) => boxDistance(x, y - bend * x * x + (bend * length * length) / 16, length / 2, width / 2, round) * 0.95,
    density: (x, y, depth) => 0.75 + (0.7 * Math.min(width / 2, -depth)) / width + strength * grain(x, y),
  };
}

/** A row of cells with dark walls and clear sap, notched where they meet. */
function drawChain(area: number, random: Random): Shape {
  const count = random.integer(3, 8);
  const cellAspect = random.range(0.55, 1.1);
  const width = Math.sqrt(area / (count * cellAspect)) * 1.02;
  const step = width * cellAspect;
  const bend = random.range(-0.3, 0.3) / (count * step);
  const round = Math.min(step, width) * random.range(0.12, 0.22);
  const grain = createTexture(random, width / 4);
  const [wall, sap] = [random.range(1.5, 1.9), random.range(0.45, 0.7)];
  const bent = (x: number, y: number): number => y - bend * x * x;
  const along = (x: number): number => {
    const index = Math.round(x / step + (count - 1) / 2);
    return x - (Math.min(count - 1, Math.max(0, index)) - (count - 1) / 2) * step;
  };
  return {
    reach: (count * step) / 2 + width * 1.5,
    distance: (x, y) => boxDistance(along(x), bent(x, y), step / 2 + 0.6, width / 2, round) * 0.95,
    density: (x, y) => {
      const inside = -boxDistance(along(x), bent(x, y), step / 2, width / 2, round);
      return (inside < Math.max(2, width * 0.12) ? wall : sap) + 0.35 * grain(x, y);
    },
  };
}

/** A clear ball: dark rim, strands and a nucleus. */
function drawCell(area: number, random: Random): Shape {
  const aspect = random.range(1, 1.5);
  const a = Math.sqrt((area * aspect) / Math.PI);
  const b = a / aspect;
  const rim = random.range(0.14, 0.24) * b;
  const [dark, clear] = [random.range(1.6, 2), random.range(0.35, 0.6)];
  const [nx, ny, nr] = [random.range(-0.4, 0.4) * a, random.range(-0.4, 0.4) * b, random.range(0.16, 0.28) * b];
  const strands = createTexture(random, b / 3);
  return {
    reach: a * 1.1,
    distance: (x, y) => ellipseDistance(x, y, a, b),
    density: (x, y, depth) => {
      if (-depth < rim) return dark;
      if (Math.hypot(x - nx, y - ny) < nr) return dark * 0.9;
      return clear + 0.5 * Math.max(0, 0.25 - Math.abs(strands(x, y))) + 0.1 * strands(y, x);
    },
  };
}

/** A tapered body, a tail with a fork, two long antennae. */
function drawCopepod(area: number, random: Random): Shape {
  const aspect = random.range(1.7, 2.7);
  const a = Math.sqrt((area * 0.72 * aspect) / Math.PI);
  const b = a / aspect;
  const thin = Math.max(1.6, b * 0.14);
  const tail = a * random.range(0.5, 0.85);
  const limbs: Limb[] = limbsAlong(
    [
      [-a * 0.9, 0],
      [-a - tail * 0.7, random.range(-0.1, 0.1) * tail],
    ],
    (t) => b * (0.32 - 0.14 * t),
  );
  const end = limbs[0] as Limb;
  for (const side of [-1, 1]) {
    limbs.push({ ax: end.bx, ay: end.by, bx: end.bx - tail * 0.35, by: end.by + side * tail * 0.16, ra: thin, rb: thin * 0.8 });
    const reach = a * random.range(0.8, 1.5);
    const sweep = random.range(0.1, 1.1);
    const start: readonly [number, number] = [a * 0.82, side * b * 0.35];
    const points = [0, 0.35, 0.7, 1].map((t): readonly [number, number] => [
      start[0] - sweep * t * t * reach * 0.8 + 0.15 * t * reach,
      start[1] + side * t * reach,
    ]);
    limbs.push(...limbsAlong(points, (t) => thin * (1.15 - 0.3 * t)));
  }
  const grain = createTexture(random, b / 2.5);
  return {
    reach: a * 2.6 + 4,
    distance: (x, y) => Math.min(ellipseDistance(x, y, a, b * (1 + (0.2 * x) / a)), limbsDistance(x, y, limbs)),
    density: (x, y, depth) => 0.7 + 0.5 * Math.min(1, -depth / (b * 0.7)) + 0.3 * grain(x, y) + (Math.cos((x / a) * 9) > 0.86 ? 0.25 : 0),
  };
}

/** A thread of even width along a wandering curve. */
function drawFibre(area: number, random: Random): Shape {
  const width = Math.min(Math.max(4.6, Math.sqrt(area) * random.range(0.13, 0.2)), 9);
  const length = area / width;
  const steps = 18;
  const [curl, wave, phase] = [random.range(-1.4, 1.4), random.range(0, 0.7), random.range(0, 6)];
  const points: [number, number][] = [[0, 0]];
  for (let i = 0; i < steps; i++) {
    const angle = curl * (i / steps - 0.5) + wave * Math.sin((i / steps) * 6 + phase);
    const [x, y] = points[i] as [number, number];
    points.push([x + (Math.cos(angle) * length) / steps, y + (Math.sin(angle) * length) / steps]);
  }
  const [mx, my] = [0, 1].map(
    (k) => (Math.min(...points.map((p) => p[k] as number)) + Math.max(...points.map((p) => p[k] as number))) / 2,
  ) as [number, number];
  const limbs = limbsAlong(
    points.map(([x, y]) => [x - mx, y - my] as const),
    () => width / 2,
  );
  const grain = createTexture(random, random.range(3, 9));
  return {
    reach: length * 0.55 + width,
    distance: (x, y) => limbsDistance(x, y, limbs),
    density: (x, y, depth) => 0.85 + (0.5 * -depth) / width + 0.2 * grain(x, y),
  };
}
