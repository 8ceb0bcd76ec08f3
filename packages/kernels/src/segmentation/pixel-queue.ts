/**
 * Pixels waiting for their turn: the cheapest first, of equal ones the one that came first.
 *
 * Each entry carries the pixel and where it came from. NaN counts as the highest cost.
 */
export interface PixelQueue {
  /** Add an entry; a pixel may be added several times. */
  push(cost: number, pixel: number, source: number): void;
  /** Move to the cheapest entry, which is then in `cost`, `pixel` and `source`; false when nothing is left. */
  pop(): boolean;
  readonly cost: number;
  readonly pixel: number;
  readonly source: number;
}

/** An empty queue. Time O(log n) an entry; memory 24 bytes for each that was ever added. */
export function createPixelQueue(): PixelQueue {
  return new HeapQueue();
}

/** A binary heap of ages; the other arrays are indexed by age. */
class HeapQueue implements PixelQueue {
  cost = 0;
  pixel = -1;
  source = -1;
  #size = 0;
  #age = 0;
  #heap = new Int32Array(1024);
  #costs = new Float64Array(1024);
  #pixels = new Int32Array(1024);
  #sources = new Int32Array(1024);

  push(cost: number, pixel: number, source: number): void {
    if (this.#age === this.#costs.length) this.#grow();
    const age = this.#age++;
    const costs = this.#costs;
    const heap = this.#heap;
    costs[age] = Number.isNaN(cost) ? Number.POSITIVE_INFINITY : cost;
    this.#pixels[age] = pixel;
    this.#sources[age] = source;
    let at = this.#size++;
    // The new one is the youngest, so an equal cost does not rise.
    for (let parent = (at - 1) >> 1; at > 0 && costs[age] < costs[heap[parent]]; parent = (at - 1) >> 1) {
      heap[at] = heap[parent];
      at = parent;
    }
    heap[at] = age;
  }

  pop(): boolean {
    if (this.#size === 0) return false;
    const costs = this.#costs;
    const heap = this.#heap;
    const top = heap[0];
    const last = heap[--this.#size];
    const before = (a: number, b: number): boolean => costs[a] < costs[b] || (costs[a] === costs[b] && a < b);
    let at = 0;
    for (let child = 1; child < this.#size; child = 2 * at + 1) {
      if (child + 1 < this.#size && before(heap[child + 1], heap[child])) child++;
      if (!before(heap[child], last)) break;
      heap[at] = heap[child];
      at = child;
    }
    heap[at] = last;
    this.cost = costs[top];
    this.pixel = this.#pixels[top];
    this.source = this.#sources[top];
    return true;
  }

  #grow(): void {
    const larger = <A extends Int32Array | Float64Array>(from: A, to: A): A => {
      to.set(from);
      return to;
    };
    const length = this.#costs.length * 2;
    this.#heap = larger(this.#heap, new Int32Array(length));
    this.#costs = larger(this.#costs, new Float64Array(length));
    this.#pixels = larger(this.#pixels, new Int32Array(length));
    this.#sources = larger(this.#sources, new Int32Array(length));
  }
}
