import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { bytesOf, readMetadataTable, toArgosyError } from "@argosy/core";
import { createDecoderPool, type DecodedImage, readHeader } from "@argosy/formats";
import { afterAll, describe, expect, test } from "vitest";

const root = join(import.meta.dirname, "../..");
const folder = join(process.env["ARGOSY_SAMPLES"] ?? join(root, "../shared/data"), "hostile/pillow");
// what a person decided ought to happen to each file, and what independent readers make of it
const table = readMetadataTable(readFileSync(join(import.meta.dirname, "hostile-pillow.csv"))).rows.map(({ key, values }) => ({
  file: key,
  expectation: values["expectation"],
  reason: values["reason"] ?? "",
  samples: { shape: values["shape"], dtype: values["dtype"], sha256: values["sha256"] },
}));
const absent = !existsSync(folder) && process.env["CI"] !== "true";

describe.skipIf(absent)(`hostile files${absent ? ` (skipped: no ${folder})` : ""}`, () => {
  const pool = createDecoderPool({ processes: 2 });
  afterAll(() => pool.close());

  test("the table has a row for each file", () => expect(table).toHaveLength(120));

  test.each(table)("$file is $expectation $reason", async (row) => {
    const bytes = new Uint8Array(readFileSync(join(folder, row.file)));
    const outcome = await read(bytes);
    if (row.expectation === "refused") expect(outcome).toEqual({ reason: row.reason });
    else expect(outcome).toEqual(row.samples);
    expect(pool.peakBytes).toBeLessThan(2 ** 30);
  });

  async function read(bytes: Uint8Array) {
    try {
      return summary(await pool.decode(bytes, await readHeader(bytesOf(bytes)), 0));
    } catch (error) {
      return { reason: toArgosyError(error).reason };
    }
  }
});

function summary(image: DecodedImage) {
  const { width, height, channels, data, dtype } = image;
  const interleaved = data.slice();
  const plane = width * height;
  for (let c = 0; c < channels; c++) for (let i = 0; i < plane; i++) interleaved[i * channels + c] = data[c * plane + i]!;
  const bytes = new Uint8Array(interleaved.buffer, interleaved.byteOffset, interleaved.byteLength);
  return {
    shape: [height, width, ...(channels === 1 ? [] : [channels])].join("x"),
    dtype,
    sha256: createHash("sha256").update(bytes).digest("hex"),
  };
}
