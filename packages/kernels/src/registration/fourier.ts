/** Complex numbers: real and imaginary parts of one length. */
export interface Complex {
  readonly re: Float64Array;
  readonly im: Float64Array;
}

/**
 * The discrete Fourier transform of complex numbers, in place; of any number of them.
 *
 * Forward `sum of value[n] * exp(-2 pi i k n / N)`; inverse with the other sign, divided by N. No value at all stays so.
 *
 * Time O(n log n): radix 2 for powers of two, else Bluestein's chirp.
 *
 * Source: J. W. Cooley, J. W. Tukey (1965), Math. Comput. 19, 297-301; L. I. Bluestein (1970), IEEE Trans. AU 18(4), 451-455.
 */
export function fourier(values: Complex, direction: "forward" | "inverse"): void {
  transform(values, direction, waves(values.re.length));
}

/** As {@link fourier}, with what the length asks for at hand. */
export function transform({ re, im }: Complex, direction: "forward" | "inverse", table: Waves): void {
  const n = re.length;
  // The inverse is the forward transform with real and imaginary parts changed.
  const [a, b] = direction === "forward" ? [re, im] : [im, re];
  if ((n & (n - 1)) === 0) powerOfTwo(a, b, table);
  else chirp(a, b);
  if (direction === "inverse")
    for (let i = 0; i < n; i++) {
      re[i] /= n;
      im[i] /= n;
    }
}

/** What all transforms of one length, a power of two, have in common; empty for another length. */
export interface Waves {
  readonly cos: Float64Array;
  readonly sin: Float64Array;
  /** Places in the order of their bits reversed. */
  readonly order: Uint32Array;
}

/** What transforms of length `n` have in common. */
export function waves(n: number): Waves {
  if ((n & (n - 1)) !== 0) return { cos: new Float64Array(0), sin: new Float64Array(0), order: new Uint32Array(0) };
  const [cos, sin] = [new Float64Array(n >> 1), new Float64Array(n >> 1)];
  for (let k = 0; k < n >> 1; k++) {
    cos[k] = Math.cos((2 * Math.PI * k) / n);
    sin[k] = -Math.sin((2 * Math.PI * k) / n);
  }
  const order = new Uint32Array(n);
  for (let i = 1, j = 0; i < n; i++) {
    let bit = n >> 1;
    for (; j & bit; bit >>= 1) j ^= bit;
    j ^= bit;
    order[i] = j;
  }
  return { cos, sin, order };
}

function powerOfTwo(re: Float64Array, im: Float64Array, { cos, sin, order }: Waves): void {
  const n = re.length;
  for (let i = 1; i < n; i++) {
    const j = order[i];
    if (i >= j) continue;
    const [x, y] = [re[i], im[i]];
    re[i] = re[j];
    im[i] = im[j];
    re[j] = x;
    im[j] = y;
  }
  if (n >= 4) quarters(re, im);
  for (let size = n >= 4 ? 8 : 2; size <= n; size <<= 1) {
    const half = size >> 1;
    const step = n / size;
    for (let from = 0; from < n; from += size)
      for (let i = from, w = 0; i < from + half; i++, w += step) {
        const j = i + half;
        const x = re[j] * cos[w] - im[j] * sin[w];
        const y = re[j] * sin[w] + im[j] * cos[w];
        re[j] = re[i] - x;
        im[j] = im[i] - y;
        re[i] += x;
        im[i] += y;
      }
  }
}

/** The first two steps at once: what is turned there is turned by quarters, which takes no multiplication. */
function quarters(re: Float64Array, im: Float64Array): void {
  for (let i = 0; i < re.length; i += 4) {
    const [sumX, sumY] = [re[i] + re[i + 1], im[i] + im[i + 1]];
    const [apartX, apartY] = [re[i] - re[i + 1], im[i] - im[i + 1]];
    const [otherX, otherY] = [re[i + 2] + re[i + 3], im[i + 2] + im[i + 3]];
    const [turnedX, turnedY] = [im[i + 2] - im[i + 3], re[i + 3] - re[i + 2]];
    re[i] = sumX + otherX;
    im[i] = sumY + otherY;
    re[i + 1] = apartX + turnedX;
    im[i + 1] = apartY + turnedY;
    re[i + 2] = sumX - otherX;
    im[i + 2] = sumY - otherY;
    re[i + 3] = apartX - turnedX;
    im[i + 3] = apartY - turnedY;
  }
}

function chirp(re: Float64Array, im: Float64Array): void {
  const n = re.length;
  const size = 2 ** Math.ceil(Math.log2(2 * n - 1));
  const [cos, sin] = [new Float64Array(n), new Float64Array(n)];
  for (let k = 0; k < n; k++) {
    // k * k modulo 2n keeps the angle small and exact.
    const angle = (Math.PI * ((k * k) % (2 * n))) / n;
    cos[k] = Math.cos(angle);
    sin[k] = Math.sin(angle);
  }
  const a: Complex = { re: new Float64Array(size), im: new Float64Array(size) };
  const b: Complex = { re: new Float64Array(size), im: new Float64Array(size) };
  for (let k = 0; k < n; k++) {
    a.re[k] = re[k] * cos[k] + im[k] * sin[k];
    a.im[k] = im[k] * cos[k] - re[k] * sin[k];
    b.re[k] = b.re[(size - k) % size] = cos[k];
    b.im[k] = b.im[(size - k) % size] = sin[k];
  }
  const table = waves(size);
  powerOfTwo(a.re, a.im, table);
  powerOfTwo(b.re, b.im, table);
  for (let k = 0; k < size; k++) {
    const x = a.re[k] * b.re[k] - a.im[k] * b.im[k];
    a.im[k] = a.re[k] * b.im[k] + a.im[k] * b.re[k];
    a.re[k] = x;
  }
  powerOfTwo(a.im, a.re, table);
  for (let k = 0; k < n; k++) {
    const [x, y] = [a.re[k] / size, a.im[k] / size];
    re[k] = x * cos[k] + y * sin[k];
    im[k] = y * cos[k] - x * sin[k];
  }
}
