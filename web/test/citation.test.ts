import { VERSION } from "@argosy/core";
import { expect, test } from "vitest";
import { citationOf } from "../src/pages/export/citation.ts";

const step = (id: string, node: string) => ({ id, node, version: 1 });
const run = {
  id: "r1",
  title: "plankton on frames",
  graphName: "plankton",
  graphVersion: 3,
  createdAt: "2026-05-04T10:00:00Z",
  images: 1,
  plan: { stages: [{ steps: [step("a", "threshold.otsu"), step("b", "segment.objects")] }, { steps: [step("b", "segment.objects")] }] },
};

test("a citation names project, run, pipeline, each step once, and Argosy", () => {
  expect(citationOf("Bay", run, 1_234)).toBe(
    `Bay: 1 image, 1,234 objects, run r1 of 2026-05-04. Pipeline plankton, version 3, with the steps threshold.otsu 1, segment.objects 1. Argosy ${VERSION}.`,
  );
});

test("what is not known is left out", () => {
  expect(citationOf("Bay", { ...run, plan: {} }, undefined)).toBe(
    `Bay: 1 image, run r1 of 2026-05-04. Pipeline plankton, version 3. Argosy ${VERSION}.`,
  );
});
