import { measureNeighbours, plane } from "@argosy/kernels";
import { Type } from "typebox";
import { defineNode } from "../define-node.ts";
import { exampleTable } from "../example-table.ts";

export default defineNode({
  name: "measure.neighbours",
  version: 1,
  stage: "measure",
  title: "Neighbours",
  knownAs: ["scipy.spatial.KDTree"],
  summary:
    "Measure what lies round every object: how many others it touches and with how much of its outline, and how far the nearest are.",
  scope: "image",
  locality: "global",
  preserves: "none",
  params: Type.Object(
    {
      reach: Type.Number({
        title: "Reach",
        description: "By which every object is grown first; about half of the gap that may lie between neighbours.",
        unit: "px",
        minimum: 0,
        maximum: 1000,
        default: 2,
      }),
    },
    { additionalProperties: false },
  ),
  inputs: { labels: { kind: "labels", title: "Objects" } },
  outputs: { table: { kind: "table", title: "Neighbours" } },
  examples: [
    {
      title: "two that are one pixel apart, and one far away",
      params: { reach: 1 },
      inputs: { labels: plane(Uint32Array.of(1, 0, 2, 0, 0, 0, 3), 7, 1) },
      outputs: { table: exampleTable([1, 2, 3], { neighbours: [1, 1, 0], nearest_distance: [2, 2, 4] }) },
    },
  ],
  run: ({ labels }, { reach }) => ({ table: measureNeighbours(labels, reach) }),
});
