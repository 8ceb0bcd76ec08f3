import type { Labels, Mask, Plane } from "../array/plane.ts";
import type { Connectivity } from "./label.ts";
import { componentRuns } from "./label.ts";
import { neighbourSteps } from "./neighbours.ts";

/** A part of the mask with more pixels than this is no small thing any more. */
const LARGEST = 2 ** 16;

/**
 * The watershed of a mask whose parts are small: floods in parts that hang apart know nothing of each other, so one part after the other is
 * worked on, which stays near the processor.
 *
 * @returns The labels `[height, width]`; undefined when a part has more than 65,536 pixels.
 *
 * Time O(n log k), n = pixels reached, k = pixels of the largest part.
 */
export function floodComponents(surface: Plane, markers: Labels, mask: Mask, connectivity: Connectivity): Uint32Array | undefined {
  const { width, height } = surface;
  const { starts, ends, numbers, count } = componentRuns(mask, "foreground", connectivity);
  const areas = new Uint32Array(count + 1);
  const firsts = new Uint32Array(count + 2);
  for (let run = 0; run < numbers.length; run++) {
    areas[numbers[run]] += ends[run] - starts[run];
    firsts[numbers[run] + 1]++;
  }
  const most = areas.reduce((a, b) => Math.max(a, b), 0);
  if (most > LARGEST) return undefined;
  for (let part = 0; part <= count; part++) firsts[part + 1] += firsts[part];
  const order = new Uint32Array(numbers.length);
  const next = firsts.slice();
  for (let run = 0; run < numbers.length; run++) order[next[numbers[run]]++] = run;
  // With a closed frame around, no neighbour has to be asked whether it exists.
  const open = new Uint8Array((width + 2) * (height + 2));
  const shift = (i: number): number => 2 * Math.floor(i / width) + width + 3;
  for (let run = 0; run < numbers.length; run++) open.fill(1, starts[run] + shift(starts[run]), ends[run] + shift(starts[run]));
  const labels = new Uint32Array(width * height);
  const flood = new PartFlood({ surface, open, labels, connectivity }, most);
  for (let part = 1; part <= count; part++) {
    for (let k = firsts[part]; k < firsts[part + 1]; k++) {
      const apart = shift(starts[order[k]]);
      for (let i = starts[order[k]]; i < ends[order[k]]; i++) if (markers.data[i] !== 0) flood.reach(i, i + apart, markers.data[i]);
    }
    flood.run();
  }
  return labels;
}

interface PartPlanes {
  readonly surface: Plane;
  readonly open: Uint8Array;
  readonly labels: Uint32Array;
  readonly connectivity: Connectivity;
}

/** The flood of one part: pixels wait in a heap by height, then by age. */
class PartFlood {
  readonly #planes: PartPlanes;
  readonly #heap: Int32Array;
  readonly #heights: Float64Array;
  /** Places in the plane, and in the plane with a frame. */
  readonly #inside: Int32Array;
  readonly #framed: Int32Array;
  readonly #steps: Int32Array;
  readonly #framedSteps: Int32Array;
  #size = 0;
  #age = 0;
  #level = Number.NEGATIVE_INFINITY;

  constructor(planes: PartPlanes, capacity: number) {
    const { width } = planes.surface;
    const { dx, dy } = neighbourSteps(planes.connectivity);
    this.#planes = planes;
    this.#heap = new Int32Array(capacity);
    this.#heights = new Float64Array(capacity);
    this.#inside = new Int32Array(capacity);
    this.#framed = new Int32Array(capacity);
    this.#steps = Int32Array.from(dx, (x, k) => dy[k] * width + x);
    this.#framedSteps = Int32Array.from(dx, (x, k) => dy[k] * (width + 2) + x);
  }

  /** Gives a pixel its label and lets it wait for its turn. */
  reach(inside: number, framed: number, label: number): void {
    const { surface, open, labels } = this.#planes;
    open[framed] = 0;
    labels[inside] = label;
    const value = surface.data[inside];
    const height = Number.isNaN(value) ? Number.POSITIVE_INFINITY : Math.max(this.#level, value);
    const age = this.#age++;
    const [heap, heights] = [this.#heap, this.#heights];
    heights[age] = height;
    this.#inside[age] = inside;
    this.#framed[age] = framed;
    let at = this.#size++;
    // The new one is the youngest, so an equal height does not rise.
    for (let parent = (at - 1) >> 1; at > 0 && height < heights[heap[parent]]; parent = (at - 1) >> 1) {
      heap[at] = heap[parent];
      at = parent;
    }
    heap[at] = age;
  }

  /** Floods until nothing waits. */
  run(): void {
    const { open, labels } = this.#planes;
    while (this.#size > 0) {
      const age = this.#pop();
      this.#level = this.#heights[age];
      const [inside, framed] = [this.#inside[age], this.#framed[age]];
      for (let k = 0; k < this.#steps.length; k++)
        if (open[framed + this.#framedSteps[k]] === 1) this.reach(inside + this.#steps[k], framed + this.#framedSteps[k], labels[inside]);
    }
    this.#age = 0;
    this.#level = Number.NEGATIVE_INFINITY;
  }

  #pop(): number {
    const [heap, heights] = [this.#heap, this.#heights];
    const top = heap[0];
    const last = heap[--this.#size];
    const height = heights[last];
    const size = this.#size;
    let at = 0;
    for (let child = 1; child < size; child = 2 * at + 1) {
      const [left, right] = [heap[child], heap[child + 1]];
      let least = left;
      if (child + 1 < size && (heights[right] < heights[left] || (heights[right] === heights[left] && right < left))) {
        child++;
        least = right;
      }
      if (heights[least] > height || (heights[least] === height && least > last)) break;
      heap[at] = least;
      at = child;
    }
    heap[at] = last;
    return top;
  }
}
