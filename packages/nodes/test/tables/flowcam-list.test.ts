import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { readFlowcamList } from "@argosy/nodes";
import { describe, expect, test } from "vitest";

const bytes = (text: string) => new Uint8Array(Buffer.from(text));

describe("readFlowcamList", () => {
  const head =
    "017\nnum-fields|7\nid|int32\nimage_x|int32\nimage_y|int32\nimage_w|int32\nimage_h|int32\nraw_area|double\ncollage_file|string\n";
  test("boxes, areas and collage of each particle", () => {
    const { particles } = readFlowcamList(bytes(`${head}1|0|5|59|63|244.0000|run_000001.tif\n`));
    expect(particles).toEqual([
      {
        id: 1,
        collageFile: "run_000001.tif",
        box: { x: 0, y: 5, width: 59, height: 63 },
        values: { id: 1, image_x: 0, image_y: 5, image_w: 59, image_h: 63, raw_area: 244, collage_file: "run_000001.tif" },
      },
    ]);
  });
  test.each([
    ["hello", 1],
    ["017\nnum-fields|0", 2],
    ["017\nnum-fields|3\nid|int32", 3],
    [`${head}1|2|3`, 10],
    [`${head}1|x|5|59|63|2|f`, 10],
    [`${head}1|0|5|0|63|2|f`, 10],
  ])("%j is refused in line %i", (text, line) => {
    expect(() => readFlowcamList(bytes(text))).toThrow(expect.objectContaining({ reason: "TABLE_INVALID", details: { line } }));
  });

  const samples = join(process.env["ARGOSY_SAMPLES"] ?? join(import.meta.dirname, "../../../../../shared/data"), "plankton");
  const absent = !existsSync(samples) && process.env["CI"] !== "true";
  test.skipIf(absent)(`real lists of two instruments${absent ? ` (skipped: no ${samples})` : ""}`, () => {
    const read = (path: string) => readFlowcamList(readFileSync(join(samples, path))).particles;
    expect(read("morphocut_flowcam/flowcam/flowcam_COMICS_DY086_20171118_MSC019_t0_4x.lst")).toHaveLength(506);
    expect(read("flowcam_tank25/19_10_Tank25_blanksremoved.lst")).toHaveLength(8_976);
  });
});
