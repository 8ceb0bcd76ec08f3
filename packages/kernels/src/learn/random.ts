/**
 * A small source of pseudo-random numbers that gives the same sequence for the same seed everywhere.
 *
 * It is xoshiro128** with its state spread from the seed by splitmix32: period 2^128 - 1, not for secrets.
 */
export interface RandomSource {
  /** A whole number from 0 to 2^32 - 1. */
  next(): number;
  /** A whole number from 0 to `limit - 1`, each equally likely; `limit` is 1 to 2^32. */
  below(limit: number): number;
  /** A number from 0 (inclusive) to 1 (exclusive) with 32 random bits. */
  unit(): number;
}

/**
 * A source of pseudo-random numbers.
 *
 * @param seed - Any whole number; its lower 32 bits count.
 * @returns Each call of it moves the sequence on.
 *
 * Constant time a number.
 *
 * Source: D. Blackman, S. Vigna (2021), ACM Trans. Math. Softw. 47(4), doi:10.1145/3460772.
 */
export function randomSource(seed: number): RandomSource {
  const state = spreadSeed(seed);
  const next = (): number => {
    const result = Math.imul(rotate(Math.imul(state[1], 5), 7), 9) >>> 0;
    const kept = state[1] << 9;
    state[2] ^= state[0];
    state[3] ^= state[1];
    state[1] ^= state[2];
    state[0] ^= state[3];
    state[2] ^= kept;
    state[3] = rotate(state[3], 11);
    return result;
  };
  const below = (limit: number): number => {
    const usable = 2 ** 32 - (2 ** 32 % limit);
    let value = next();
    while (value >= usable) value = next();
    return value % limit;
  };
  return { next, below, unit: () => next() / 2 ** 32 };
}

function rotate(value: number, bits: number): number {
  return (value << bits) | (value >>> (32 - bits));
}

function spreadSeed(seed: number): Uint32Array {
  let z = seed | 0;
  return Uint32Array.from({ length: 4 }, () => {
    z = (z + 0x9e3779b9) | 0;
    let v = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
    v = Math.imul(v ^ (v >>> 15), 0x735a2d97);
    return v ^ (v >>> 15);
  });
}

/**
 * Put values into a random order, each order equally likely.
 *
 * @param values - `[n]`; changed in place. Nothing happens to fewer than two.
 *
 * Time O(n).
 *
 * Source: R. Durstenfeld (1964), Commun. ACM 7(7), 420, doi:10.1145/364520.364540.
 */
export function shuffle(values: Uint32Array, random: RandomSource): void {
  for (let i = values.length - 1; i > 0; i--) {
    const j = random.below(i + 1);
    const kept = values[i];
    values[i] = values[j];
    values[j] = kept;
  }
}
