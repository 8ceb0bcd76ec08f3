import * as nodes from "@argosy/nodes";
import { expect, test } from "vitest";

test("what the package offers", () => {
  expect(Object.keys(nodes).sort()).toMatchInlineSnapshot(`
    [
      "FRAMES_NODE",
      "PreviewChain",
      "STAGES",
      "createRegistry",
      "cutImage",
      "cutPlane",
      "defineNode",
      "explainPlace",
      "fillParams",
      "greyImage",
      "identityOf",
      "maskOfObject",
      "needsPixelSize",
      "onlyPlane",
      "packValues",
      "planPreview",
      "planStages",
      "readFlowcamList",
      "resultKey",
      "resultsOnImage",
      "runImageSteps",
      "runObjectSteps",
      "scaleParams",
      "showNode",
      "slotFits",
      "sortNodes",
      "splitEnd",
      "summariseSteps",
      "unitOfParam",
      "unitWork",
      "unpackValues",
      "validateGraph",
    ]
  `);
});
