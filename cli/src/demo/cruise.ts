import { createRandom } from "./random.ts";

/** What a demo cruise is made from. */
export interface DemoOptions {
  /** Whole number that decides everything; default 1. */
  readonly seed?: number;
  /** 0 (clean and well lit) to 1 (dim, noisy, crowded); default 0.5. */
  readonly difficulty?: number;
  /** How many frames; default 24. */
  readonly frames?: number;
  /** Width and height of a frame in pixels; default 1024. */
  readonly side?: number;
}

/** The options with defaults and everything that all frames of one cruise share. */
export interface Cruise {
  readonly seed: number;
  readonly frames: number;
  readonly side: number;
  /** Particles of nameable classes a frame, on average. */
  readonly particles: number;
  /** Share of the particles that touch another one. */
  readonly touching: number;
  /** Share of the particles that are out of focus. */
  readonly blurred: number;
  /** Limits of the share of light that a particle takes. */
  readonly absorbed: readonly [number, number];
  /** Grey levels of the camera's own noise (standard deviation). */
  readonly readNoise: number;
  /** Variance of the shot noise a grey level. */
  readonly shotNoise: number;
  /** Light at each pixel in grey levels: dark corners, a tilt, slow unevenness; the same in all frames. */
  readonly light: Float32Array;
}

/** Fix what all frames share; the same options give the same cruise. */
export function planCruise(options: DemoOptions): Cruise {
  const { seed = 1, difficulty = 0.5, frames = 24, side = 1024 } = options;
  const random = createRandom(seed, 0x11677);
  return {
    seed,
    frames,
    side,
    particles: (41 * side * side) / 1024 ** 2,
    touching: 0.05 + 0.06 * difficulty,
    blurred: 0.06 + 0.16 * difficulty,
    absorbed: [0.3 - 0.12 * difficulty, 0.62],
    readNoise: 0.6 + 1.2 * difficulty,
    shotNoise: 0.012 + 0.036 * difficulty,
    light: drawLight(side, 0.25 + 0.4 * difficulty, random.range(0, 2 * Math.PI), [random.range(-0.12, 0.12), random.range(-0.12, 0.12)]),
  };
}

/** Light with fall-off `vignetting` towards the corners, tilted towards `angle`, its middle moved by `shift` (parts of the side). */
function drawLight(side: number, vignetting: number, angle: number, shift: readonly [number, number]): Float32Array {
  const light = new Float32Array(side * side);
  const [tiltX, tiltY] = [Math.cos(angle) * 0.12, Math.sin(angle) * 0.12];
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const [u, v] = [(2 * x) / side - 1, (2 * y) / side - 1];
      const away = ((u - shift[0]) ** 2 + (v - shift[1]) ** 2) / 2;
      const fallOff = 1 - vignetting * away * (1 - 0.18 * away);
      const slow = 1 + 0.015 * Math.sin(3.1 * u + 1.3 * v + angle) + 0.012 * Math.sin(2.2 * v - 3.7 * u);
      light[y * side + x] = 212 * fallOff * (1 + tiltX * u + tiltY * v) * slow;
    }
  }
  const brightest = light.reduce((most, value) => Math.max(most, value), 0);
  return brightest > 228 ? light.map((value) => (value * 228) / brightest) : light;
}
