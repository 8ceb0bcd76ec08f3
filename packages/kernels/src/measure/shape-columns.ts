import type { MeasureColumn } from "./feature-table.ts";

const hu = (order: number): MeasureColumn => ({
  name: `moments_hu_${order}`,
  unit: "1",
  definition: `Moment ${order} of Hu's seven, invariant to position, size and rotation.`,
});

/** The columns of `measureShape`, in their order. */
export const SHAPE_COLUMNS: readonly MeasureColumn[] = [
  { name: "area", unit: "px2", definition: "Number of pixels of the object, holes left out." },
  { name: "area_bbox", unit: "px2", definition: "Number of pixels of the bounding box." },
  { name: "area_convex", unit: "px2", definition: "Number of pixels of the convex hull around the midpoints of the pixels' edges." },
  { name: "area_filled", unit: "px2", definition: "Number of pixels with the holes filled; a hole is 8-connected background." },
  { name: "axis_major_length", unit: "px", definition: "Long axis of the ellipse with the same second moments." },
  { name: "axis_minor_length", unit: "px", definition: "Short axis of the ellipse with the same second moments." },
  { name: "bbox_left", unit: "px", definition: "First column of the bounding box." },
  { name: "bbox_top", unit: "px", definition: "First row of the bounding box." },
  { name: "bbox_right", unit: "px", definition: "Column after the last of the bounding box." },
  { name: "bbox_bottom", unit: "px", definition: "Row after the last of the bounding box." },
  { name: "centroid_x", unit: "px", definition: "Mean column index of the pixels; the first column is 0." },
  { name: "centroid_y", unit: "px", definition: "Mean row index of the pixels; the first row is 0." },
  {
    name: "eccentricity",
    unit: "1",
    definition: "Distance of the ellipse's foci over its long axis: 0 for a circle, towards 1 for a line.",
  },
  { name: "equivalent_diameter_area", unit: "px", definition: "Diameter of the circle with the same area." },
  { name: "euler_number", unit: "1", definition: "Number of 8-connected parts less the number of holes." },
  { name: "extent", unit: "1", definition: "Area over the area of the bounding box." },
  { name: "feret_diameter_max", unit: "px", definition: "Greatest distance between two points on the outline of the convex hull." },
  ...[1, 2, 3, 4, 5, 6, 7].map(hu),
  { name: "orientation", unit: "rad", definition: "Angle between the y axis and the long axis, -pi/2 to pi/2." },
  { name: "perimeter", unit: "px", definition: "Length of the line through the centres of the border pixels, holes included." },
  { name: "perimeter_crofton", unit: "px", definition: "Perimeter by Crofton's formula in four directions, holes included." },
  { name: "solidity", unit: "1", definition: "Area over convex area." },
  { name: "circularity", unit: "1", definition: "4 pi area / perimeter^2; none for an object without perimeter." },
];
