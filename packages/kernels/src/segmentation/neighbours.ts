import type { Connectivity } from "./label.ts";

/** Steps to the neighbours of a pixel in their order: up, left, right, down, then the diagonals. */
export interface NeighbourSteps {
  readonly dx: readonly number[];
  readonly dy: readonly number[];
}

const STEPS: Readonly<Record<Connectivity, NeighbourSteps>> = {
  4: { dx: [0, -1, 1, 0], dy: [-1, 0, 0, 1] },
  8: { dx: [0, -1, 1, 0, -1, 1, -1, 1], dy: [-1, 0, 0, 1, -1, -1, 1, 1] },
};

/** The steps of a connectivity; the first four are always the straight ones. */
export function neighbourSteps(connectivity: Connectivity): NeighbourSteps {
  return STEPS[connectivity];
}
