import type { Places } from "./map-view.ts";

const FIRST = 10;

/** The objects around one of them, nearest first: ten of them, and twice as many each time that it is asked again of the same one. */
export function useGrowingGroup(places: () => Places | undefined, counts: (index: number) => boolean) {
  let of: number | undefined;
  let many = FIRST;
  return {
    around(middle: number): readonly number[] {
      many = of === middle ? many * 2 : FIRST;
      of = middle;
      const { x, y } = places() ?? { x: [], y: [] };
      const apart = (index: number) => (x[index]! - x[middle]!) ** 2 + (y[index]! - y[middle]!) ** 2;
      const near = Array.from(x.keys()).filter(counts);
      return near.sort((a, b) => apart(a) - apart(b) || a - b).slice(0, many);
    },
  };
}
