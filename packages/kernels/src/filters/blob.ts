/** A bright spot: the pixel of its centre, and the blur that it answers to most; its radius is about sqrt(2) * sigma. */
export interface Blob {
  readonly x: number;
  readonly y: number;
  readonly sigma: number;
}
