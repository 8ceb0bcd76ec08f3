import { Type } from "typebox";

/** Which pixels are neighbours: the parameter of every node that joins pixels to objects. */
export const connectivityParam = Type.Enum([8, 4], {
  title: "Neighbours",
  description: "8: pixels that share an edge or a corner belong together. 4: only those that share an edge.",
  default: 8,
});
