/** What pixels are given to. */
export interface Clusters {
  readonly width: number;
  readonly height: number;
  /** `[channels][height, width]` */
  readonly values: Float64Array;
  /** `[count][2 + channels]` */
  readonly centres: Float64Array;
  readonly count: number;
  /** Steps of the grid. */
  readonly stepX: number;
  readonly stepY: number;
}

/** The half-open window of a centre; undefined for a centre without pixels. */
export function windowOf({ width, height, centres, stepX, stepY }: Clusters, at: number) {
  const [cx, cy] = [centres[at], centres[at + 1]];
  if (Number.isNaN(cx)) return undefined;
  return {
    left: Math.floor(Math.max(cx - 2 * stepX, 0)),
    right: Math.floor(Math.min(cx + 2 * stepX + 1, width)),
    top: Math.floor(Math.max(cy - 2 * stepY, 0)),
    bottom: Math.floor(Math.min(cy + 2 * stepY + 1, height)),
  };
}
