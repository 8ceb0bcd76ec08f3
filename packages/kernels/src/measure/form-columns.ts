import type { MeasureColumn } from "./feature-table.ts";

/** The columns of `measureForm`, in their order. */
export const FORM_COLUMNS: readonly MeasureColumn[] = [
  {
    name: "feret_diameter_min",
    unit: "px",
    definition: "Smallest distance between two parallel lines that hold the outline of the convex hull.",
  },
  { name: "feret_ratio", unit: "1", definition: "feret_diameter_min over the greatest such distance between two points: 1 for a circle." },
  { name: "compactness", unit: "1", definition: "Crofton's perimeter^2 / (4 pi area): 1 for a disc, more for anything else." },
  { name: "roundness", unit: "1", definition: "4 area / (pi x greatest distance^2): 1 for a disc, towards 0 for a line." },
  {
    name: "symmetry",
    unit: "1",
    definition: "Share of the object that it has in common with itself turned by 180 degrees about its centre, over both together.",
  },
  { name: "fractal_dimension", unit: "1", definition: "Box-counting dimension of the outline with boxes of 2 to 16 pixels." },
  {
    name: "skeleton_length",
    unit: "px",
    definition: "Length of the skeleton of the object as it is: steps of 1 and sqrt(2) between its pixels.",
  },
  { name: "skeleton_ends", unit: "1", definition: "Pixels of the skeleton with one neighbour in it." },
  { name: "skeleton_branches", unit: "1", definition: "Places where three or more arms of the skeleton meet." },
];
