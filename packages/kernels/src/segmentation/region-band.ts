import type { Mask, Plane } from "../array/plane.ts";

/** What a pixel becomes, 0 or 1; `u` is the region with a frame of one pixel of 0, `stride` its width, `p` an offset in it. */
type Decision = (u: Uint8Array, p: number, stride: number) => number;

/**
 * A region that changes along its outline alone: the pixels there, and the sums of the grey values on both sides.
 *
 * A decision must leave a pixel as it is where all of its 3 x 3 pixels are of one side.
 */
export interface RegionBand {
  /** Sums of the finite samples outside and inside. */
  readonly sums: readonly [number, number];
  /** Numbers of these samples. */
  readonly counts: readonly [number, number];
  /** Lets every pixel along the outline change; all decide by what was before. */
  sweep(decide: Decision): void;
  /** Whether the region is what it was when the last round ended. */
  endRound(): boolean;
  /** A copy, `[height, width]`. */
  mask(): Mask;
}

/** The outline of a mask over an image of the same size. Time O(pixels). */
export function createRegionBand(image: Plane, start: Mask): RegionBand {
  return new SweptBand(image, start);
}

class SweptBand implements RegionBand {
  readonly sums: [number, number] = [0, 0];
  readonly counts: [number, number] = [0, 0];
  readonly #image: Plane;
  readonly #stride: number;
  readonly #u: Uint8Array;
  /** 1 where a pixel is in the band, and all round the frame. */
  readonly #known: Uint8Array;
  readonly #moved = new Set<number>();
  #band: number[] = [];

  constructor(image: Plane, { data, width, height }: Mask) {
    this.#image = image;
    this.#stride = width + 2;
    this.#u = new Uint8Array((width + 2) * (height + 2));
    this.#known = new Uint8Array(this.#u.length).fill(1);
    for (let y = 0, i = 0; y < height; y++)
      for (let x = 0, p = (y + 1) * this.#stride + 1; x < width; x++, i++, p++) {
        this.#u[p] = data[i] === 0 ? 0 : 1;
        this.#known[p] = 0;
        this.#count(i, this.#u[p], 1);
      }
    for (let p = 0; p < this.#u.length; p++)
      if (this.#known[p] === 0 && this.#isMixed(p)) {
        this.#known[p] = 1;
        this.#band.push(p);
      }
  }

  sweep(decide: Decision): void {
    const u = this.#u;
    const band = this.#band;
    const changed: number[] = [];
    let kept = 0;
    for (const p of band) {
      if (!this.#isMixed(p)) {
        this.#known[p] = 0;
        continue;
      }
      band[kept++] = p;
      if (decide(u, p, this.#stride) !== u[p]) changed.push(p);
    }
    band.length = kept;
    for (const p of changed) this.#change(p);
  }

  endRound(): boolean {
    const still = this.#moved.size === 0;
    this.#moved.clear();
    return still;
  }

  mask(): Mask {
    const { width, height } = this.#image;
    const data = new Uint8Array(width * height);
    for (let y = 0; y < height; y++) {
      const start = (y + 1) * this.#stride + 1;
      data.set(this.#u.subarray(start, start + width), y * width);
    }
    return { data, width, height };
  }

  #change(p: number): void {
    const i = (Math.floor(p / this.#stride) - 1) * this.#image.width + (p % this.#stride) - 1;
    this.#count(i, this.#u[p], -1);
    this.#u[p] ^= 1;
    this.#count(i, this.#u[p], 1);
    // Twice is back again.
    if (!this.#moved.delete(p)) this.#moved.add(p);
    for (let row = p - this.#stride; row <= p + this.#stride; row += this.#stride)
      for (let q = row - 1; q <= row + 1; q++)
        if (this.#known[q] === 0) {
          this.#known[q] = 1;
          this.#band.push(q);
        }
  }

  #count(i: number, side: number, sign: 1 | -1): void {
    const value = this.#image.data[i];
    if (!Number.isFinite(value)) return;
    this.sums[side] += sign * value;
    this.counts[side] += sign;
  }

  #isMixed(p: number): boolean {
    const u = this.#u;
    const s = this.#stride;
    const sum = u[p - s - 1] + u[p - s] + u[p - s + 1] + u[p - 1] + u[p] + u[p + 1] + u[p + s - 1] + u[p + s] + u[p + s + 1];
    return sum !== 0 && sum !== 9;
  }
}
