/** A stream of pseudo-random numbers; the same seed gives the same stream on every machine. */
export interface Random {
  /** A number in [0, 1). */
  next(): number;
  /** A number in [low, high). */
  range(low: number, high: number): number;
  /** A whole number in [low, high], both included. */
  integer(low: number, high: number): number;
  /** A number of the normal distribution with mean 0 and standard deviation 1. */
  normal(): number;
}

/**
 * A generator (sfc32 of the PractRand suite) whose state is hashed from whole numbers.
 *
 * Only additions, shifts and rotations of 32-bit integers decide the stream. Keys such as (seed, frame) give independent streams,
 * so each frame can be drawn on its own and in any order.
 */
export function createRandom(...keys: readonly number[]): Random {
  let [a, b, c, counter] = hashKeys(keys);
  const next = (): number => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + sum) | 0;
    return (sum >>> 0) / 4294967296;
  };
  for (let round = 0; round < 12; round++) next();
  return {
    next,
    range: (low, high) => low + (high - low) * next(),
    integer: (low, high) => low + Math.floor((high - low + 1) * next()),
    normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
  };
}

/** The items in random order; the argument is left alone. */
export function shuffled<T>(items: readonly T[], random: Random): T[] {
  const order = [...items];
  for (let last = order.length - 1; last > 0; last--) {
    const other = random.integer(0, last);
    const kept = order[last] as T;
    order[last] = order[other] as T;
    order[other] = kept;
  }
  return order;
}

/** Four words of state from any number of keys: the finaliser of MurmurHash3 after each key. */
function hashKeys(keys: readonly number[]): [number, number, number, number] {
  let hash = 0x9e3779b9 | 0;
  const word = (value: number): number => {
    hash = (Math.imul(hash ^ (value | 0), 0x85ebca6b) + 0x6d2b79f5) | 0;
    let mixed = hash ^ (hash >>> 16);
    mixed = Math.imul(mixed, 0x85ebca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
    return mixed ^ (mixed >>> 16);
  };
  for (const key of keys) {
    word(key);
    word(Math.floor(key / 4294967296));
  }
  return [word(1), word(2), word(3), 1];
}
