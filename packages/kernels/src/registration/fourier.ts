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
  const { re, im } = values;
  const n = re.length;
  // The inverse is the forward transform with real and imaginary parts changed.
  const [a, b] = direction === "forward" ? [re, im] : [im, re];
  if ((n & (n - 1)) === 0) powerOfTwo(a, b);
  else chirp(a, b);
  if (direction === "inverse")
    for (let i = 0; i < n; i++) {
      re[i] /= n;
      im[i] /= n;
    }
}

function powerOfTwo(re: Float64Array, im: Float64Array): void {
  const n = re.length;
  for (let i = 1, j = 0; i < n; i++) {
    let bit = n >> 1;
    for (; j & bit; bit >>= 1) j ^= bit;
    j ^= bit;
    if (i >= j) continue;
    [re[i], re[j]] = [re[j], re[i]];
    [im[i], im[j]] = [im[j], im[i]];
  }
  const [cos, sin] = [new Float64Array(n >> 1), new Float64Array(n >> 1)];
  for (let k = 0; k < n >> 1; k++) {
    cos[k] = Math.cos((2 * Math.PI * k) / n);
    sin[k] = -Math.sin((2 * Math.PI * k) / n);
  }
  for (let size = 2; size <= n; size <<= 1) {
    const half = size >> 1;
    const step = n / size;
    for (let from = 0; from < n; from += size)
      for (let k = 0; k < half; k++) {
        const [i, j] = [from + k, from + k + half];
        const [c, s] = [cos[k * step], sin[k * step]];
        const [x, y] = [re[j] * c - im[j] * s, re[j] * s + im[j] * c];
        re[j] = re[i] - x;
        im[j] = im[i] - y;
        re[i] += x;
        im[i] += y;
      }
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
  powerOfTwo(a.re, a.im);
  powerOfTwo(b.re, b.im);
  for (let k = 0; k < size; k++) {
    const x = a.re[k] * b.re[k] - a.im[k] * b.im[k];
    a.im[k] = a.re[k] * b.im[k] + a.im[k] * b.re[k];
    a.re[k] = x;
  }
  powerOfTwo(a.im, a.re);
  for (let k = 0; k < n; k++) {
    const [x, y] = [a.re[k] / size, a.im[k] / size];
    re[k] = x * cos[k] + y * sin[k];
    im[k] = y * cos[k] - x * sin[k];
  }
}

/** The transform of rows, then of columns, in place. Time O(pixels log pixels). */
export function fourierPlane({ re, im }: Complex, width: number, height: number, direction: "forward" | "inverse"): void {
  for (let y = 0; y < height; y++)
    fourier({ re: re.subarray(y * width, (y + 1) * width), im: im.subarray(y * width, (y + 1) * width) }, direction);
  const column: Complex = { re: new Float64Array(height), im: new Float64Array(height) };
  for (let x = 0; x < width; x++) {
    for (let y = 0; y < height; y++) {
      column.re[y] = re[y * width + x];
      column.im[y] = im[y * width + x];
    }
    fourier(column, direction);
    for (let y = 0; y < height; y++) {
      re[y * width + x] = column.re[y];
      im[y * width + x] = column.im[y];
    }
  }
}
