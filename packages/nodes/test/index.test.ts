import * as nodes from "@argosy/nodes";
import { expect, test } from "vitest";

test("what the package offers", () => {
  expect(Object.keys(nodes).sort()).toMatchInlineSnapshot(`
    [
      "FRAMES_NODE",
      "PreviewChain",
      "STAGES",
      "combineSamples",
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
      "planCollection",
      "planPreview",
      "planStages",
      "readFlowcamList",
      "resultKey",
      "resultsOnImage",
      "runImageSteps",
      "runObjectSteps",
      "sampleFrame",
      "scaleParams",
      "showNode",
      "slotFits",
      "sortNodes",
      "splitEnd",
      "spreadUnits",
      "summariseSteps",
      "unitOfParam",
      "unitWork",
      "unpackValues",
      "validateGraph",
    ]
  `);
});
