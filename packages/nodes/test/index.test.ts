import * as nodes from "@argosy/nodes";
import { expect, test } from "vitest";

test("what the package offers", () => {
  expect(Object.keys(nodes).sort()).toMatchInlineSnapshot(`
    [
      "FRAMES_NODE",
      "STAGES",
      "createRegistry",
      "cutImage",
      "cutPlane",
      "defineNode",
      "fillParams",
      "greyImage",
      "identityOf",
      "maskOfObject",
      "onlyPlane",
      "planStages",
      "readFlowcamList",
      "resultKey",
      "runImageSteps",
      "runObjectSteps",
      "splitEnd",
      "unitWork",
      "validateGraph",
    ]
  `);
});
