import type { ForestTraining } from "../../src/index.ts";
import { randomSource } from "../../src/index.ts";

/** Points around the origin whose class is the ring they lie in; the third feature is noise. */
export function makeRings(n: number, seed: number): ForestTraining {
  const random = randomSource(seed);
  const features = new Float32Array(n * 3);
  const classes = new Uint16Array(n);
  for (let i = 0; i < n; i++) {
    const radius = 3 * random.unit();
    const angle = 2 * Math.PI * random.unit();
    features.set([radius * Math.cos(angle), radius * Math.sin(angle), random.unit()], 3 * i);
    classes[i] = Math.floor(radius);
  }
  return { features, n, f: 3, classes, classCount: 3, trees: 40, seed };
}
