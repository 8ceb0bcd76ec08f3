import type { Labels, Plane } from "@argosy/kernels";
import { labelComponents, measureIntensity, measureShape, measureThickness, measureZooprocess, plane } from "@argosy/kernels";
import sharp from "sharp";

/** Rows at the foot of a ZooProcess crop that hold the scale bar. */
const SCALE_BAR_ROWS = 31;
/** Around the object a crop is white (255); a scan's object ends at 243 and the JPEG adds little. */
const BRIGHTEST_OBJECT = 248;

/**
 * What a scan shows beside an object: just above ZooProcess' threshold of 243. In a crop all that, the holes too, was painted white,
 * which is no grey value that anybody measured.
 */
const BESIDE_OBJECT = 244;

/** The measures of the largest object of a crop, with the name of each. */
export interface CropMeasures {
  readonly names: readonly string[];
  readonly values: Float32Array;
}

/** Columns that say where in the crop the object lies: they are no property of it. */
const POSITION = /^(bbox_|centroid_|bx$|by$|x$|y$|xm$|ym$|xstart$|ystart$)/;

/** Decode a crop, cut the scale bar off, find the object and measure it. Nothing but the pixels is used. */
export async function measureCrop(path: string): Promise<CropMeasures> {
  const crop = await readCrop(path);
  const object = largestObject(crop);
  const image = plane(
    crop.data.map((value) => Math.min(value, BESIDE_OBJECT)),
    crop.width,
    crop.height,
  );
  const sets = {
    shape: measureShape(object),
    thickness: measureThickness(object),
    intensity: measureIntensity(object, image),
    zooprocess: measureZooprocess(object, image),
  };
  const names: string[] = [];
  const values: number[] = [];
  for (const [set, table] of Object.entries(sets)) {
    if (table.labels.length !== 1) throw new Error(`${path} shows no object`);
    table.columns.forEach(({ name }, i) => {
      if (POSITION.test(name)) return;
      names.push(`${set}.${name}`);
      values.push(table.values[i]!);
    });
  }
  return { names, values: Float32Array.from(values) };
}

async function readCrop(path: string): Promise<Plane<Uint8Array>> {
  const { data, info } = await sharp(path).toColourspace("b-w").raw().toBuffer({ resolveWithObject: true });
  if (info.channels !== 1) throw new Error(`${path} has ${info.channels} channels`);
  const height = info.height - SCALE_BAR_ROWS;
  return plane(new Uint8Array(data.subarray(0, info.width * height)), info.width, height);
}

/** The largest 8-connected dark component as label 1; the first of equal ones. */
function largestObject(image: Plane<Uint8Array>): Labels {
  const dark = plane(
    image.data.map((value) => (value <= BRIGHTEST_OBJECT ? 1 : 0)),
    image.width,
    image.height,
  );
  const { labels, count } = labelComponents(dark, 8);
  const areas = new Uint32Array(count + 1);
  for (const label of labels.data) if (label > 0) areas[label]!++;
  const largest = areas.indexOf(areas.reduce((a, b) => Math.max(a, b)));
  return plane(
    labels.data.map((label) => (label > 0 && label === largest ? 1 : 0)),
    image.width,
    image.height,
  );
}
