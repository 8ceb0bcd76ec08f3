import type { Random } from "./random.ts";
import type { Shape } from "./shape.ts";
import { createTexture, ellipseDistance } from "./shape.ts";

/** Marine snow: flakes stuck to flakes, loose and uneven, some with pellets and grains caught in them. */
export function drawAggregate(area: number, random: Random): Shape {
  const flakes: [number, number, number][] = [[0, 0, 1]];
  const count = random.integer(18, 40);
  for (let i = 1; i < count; i++) {
    const [px, py, pr] = flakes[Math.floor(random.next() ** 1.5 * flakes.length)] as [number, number, number];
    const angle = random.range(0, 2 * Math.PI);
    const radius = random.range(0.45, 1);
    flakes.push([px + Math.cos(angle) * (pr + radius) * 0.7, py + Math.sin(angle) * (pr + radius) * 0.7, radius]);
  }
  const scale = Math.sqrt(area / unionArea(flakes));
  const [mx, my] = centre(flakes);
  const parts = flakes.map(([x, y, r]) => [(x - mx) * scale, (y - my) * scale, r * scale] as const);
  const ragged = createTexture(random, random.range(3, 5));
  const coarse = createTexture(random, Math.sqrt(area) / 4);
  const nearest = (x: number, y: number): number => {
    let best = Number.POSITIVE_INFINITY;
    for (const [cx, cy, r] of parts) best = Math.min(best, Math.sqrt((x - cx) ** 2 + (y - cy) ** 2) - r);
    return best;
  };
  const caught = parts
    .slice(0, random.integer(0, 3))
    .map(([x, y, r]) => ({ x, y, a: r * random.range(0.5, 0.9), b: r * random.range(0.35, 0.5) }));
  const inclusions = caught.map(
    ({ x, y, a, b }) =>
      (px: number, py: number) =>
        ellipseDistance(px - x, py - y, a, b),
  );
  return {
    reach: Math.max(...parts.map(([x, y, r]) => Math.hypot(x, y) + r)) + 2,
    distance: (x, y) => nearest(x, y) + 1.2 * ragged(x, y),
    density: (x, y) =>
      Math.max(0.35, 0.85 + 0.5 * coarse(x, y) + 0.35 * ragged(y, x) + (inclusions.some((inside) => inside(x, y) < 0) ? 0.9 : 0)),
    inclusions,
  };
}

function unionArea(flakes: readonly (readonly [number, number, number])[]): number {
  const cell = 0.25;
  const seen = new Set<number>();
  for (const [x, y, r] of flakes) {
    for (let j = Math.ceil((y - r) / cell); j * cell <= y + r; j++) {
      const half = Math.sqrt(Math.max(0, r * r - (j * cell - y) ** 2));
      for (let i = Math.ceil((x - half) / cell); i * cell <= x + half; i++) seen.add((j + 2048) * 4096 + i + 2048);
    }
  }
  return seen.size * cell * cell;
}

function centre(flakes: readonly (readonly [number, number, number])[]): [number, number] {
  const mean = (k: 0 | 1): number => flakes.reduce((sum, flake) => sum + flake[k], 0) / flakes.length;
  return [mean(0), mean(1)];
}
