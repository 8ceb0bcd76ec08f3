import * as formats from "@argosy/formats";
import { expect, test } from "vitest";

test("the package exports exactly this", () => {
  expect(Object.keys(formats).sort()).toEqual(["createDecoderPool", "encodeLabelTiff", "encodePng", "readHeader", "sniff"]);
});
