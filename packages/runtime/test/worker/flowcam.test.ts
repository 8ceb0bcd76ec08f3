import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { bytesOf } from "@argosy/core";
import { createDecoderPool, readHeader } from "@argosy/formats";
import type { FeatureTable, Plane } from "@argosy/kernels";
import { tableColumn } from "@argosy/kernels";
import type { ImageValue, ObjectsValue } from "@argosy/nodes";
import { planStages, readFlowcamList, resultKey, runImageSteps, validateGraph } from "@argosy/nodes";
import { loadNodes, loadTemplates } from "@argosy/runtime";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const root = join(
  process.env["ARGOSY_SAMPLES"] ?? join(import.meta.dirname, "../../../../../shared/data"),
  "plankton/morphocut_flowcam/flowcam",
);
const absent = !existsSync(root) && process.env["CI"] !== "true";
const stem = "flowcam_COMICS_DY086_20171118_MSC019_t0_4x";
const decoders = createDecoderPool({ processes: 1 });
afterAll(() => decoders.close());

const registry = await loadNodes();
const plans = planStages(validateGraph((await loadTemplates()).get("flowcam")!, registry).graph, registry);

describe.skipIf(absent)(`the template flowcam on a real collage${absent ? ` (skipped: no ${root})` : ""}`, () => {
  let frame: ImageValue;
  let companionImage: ImageValue;
  let list: string;
  beforeAll(async () => {
    frame = await read(`${stem}_000001.tif`);
    companionImage = await read(`${stem}_000001_bin.tif`);
    list = readFileSync(join(root, `${stem}.lst`), "latin1");
  });

  const run = (table: string | undefined): { readonly areas: Float64Array; readonly objects: ObjectsValue } => {
    const companionTable =
      table === undefined ? {} : { companionTable: { name: `${stem}.lst`, bytes: new Uint8Array(Buffer.from(table, "latin1")) } };
    const context = { name: `${stem}_000001.tif`, companionImage, ...companionTable };
    const found = runImageSteps(registry, plans[0]!.steps, { frame, stored: () => undefined, context });
    const import_ = plans[0]!.steps.findIndex((step) => step.node === "segment.import");
    const labels = found.get(resultKey(import_, "labels"));
    const measured = runImageSteps(registry, plans[1]!.steps, { frame, stored: () => labels, context });
    const shape = plans[1]!.steps.findIndex((step) => step.node === "measure.shape");
    const areas = tableColumn(measured.get(resultKey(shape, "table")) as FeatureTable, "area");
    return { areas, objects: found.get(resultKey(import_, "objects")) as ObjectsValue };
  };
  const matches = (table: string): number => {
    const { particles } = readFlowcamList(new Uint8Array(Buffer.from(table, "latin1")));
    const { areas, objects } = run(table);
    expect(objects.objects).toHaveLength(506);
    return particles.filter((particle, index) => particle.values["raw_area"] === areas[index]).length;
  };

  test("every particle of the list has the area that the instrument measured", () => expect(matches(list)).toBe(506));
  test("an area that is wrong in the list is noticed", () => {
    const lines = list.split("\n");
    const at = lines.findIndex((line) => line.split("|").length > 60);
    const column = lines.slice(2).findIndex((line) => line.startsWith("raw_area|"));
    const cells = lines[at]!.split("|");
    cells[column] = String(Number(cells[column]) + 1);
    lines[at] = cells.join("|");
    expect(matches(lines.join("\n"))).toBe(505);
  });
  test("without the list every connected piece is one object", () => expect(run(undefined).objects.objects).toHaveLength(527));
});

async function read(file: string): Promise<ImageValue> {
  const bytes = new Uint8Array(readFileSync(join(root, file)));
  const { width, height, channels, data } = await decoders.decode(bytes, await readHeader(bytesOf(bytes)), 0);
  const size = width * height;
  return {
    width,
    height,
    channels: Array.from({ length: channels }, (_, c): Plane => ({ data: data.subarray(c * size, (c + 1) * size), width, height })),
  };
}
