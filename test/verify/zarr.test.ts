import { createHash } from "node:crypto";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DType, PixelArray } from "@argosy/core";
import { dtypeOf, micrometres, newSamples, SAMPLE_BYTES } from "@argosy/core";
import type { PlaneSamples, StackDescription } from "@argosy/storage";
import { encodeStack, FolderStore, layoutOf, openArray, readPart, sizeAtLevel, viewFile, writeArray } from "@argosy/storage";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { installVerifiers, VERIFIERS_REQUIRED } from "./install.ts";
import type { ExpectedArray } from "./verify-arrays.ts";
import { verifyArrays } from "./verify-arrays.ts";

const verifiers = await installVerifiers();
const python = "python" in verifiers ? verifiers.python : undefined;
const why = "missing" in verifiers ? verifiers.missing : "";

interface Case {
  readonly name: string;
  readonly dtype: DType;
  readonly c?: number;
  readonly frames: readonly (readonly [width: number, height: number])[];
  readonly labels?: boolean;
  readonly step?: number;
}

const CASES: readonly Case[] = [
  ...(Object.keys(SAMPLE_BYTES) as DType[]).map((dtype) => ({
    name: dtype,
    dtype,
    frames: [
      [31, 17],
      [31, 17],
    ] as const,
  })),
  { name: "one-pixel", dtype: "uint8", frames: [[1, 1]] },
  { name: "colour", dtype: "uint8", c: 3, frames: [[33, 20]], step: 0.65 },
  {
    name: "mixed-sizes",
    dtype: "uint16",
    c: 2,
    frames: [
      [40, 3],
      [7, 50],
      [1, 1],
    ],
  },
  {
    name: "labels",
    dtype: "uint32",
    labels: true,
    frames: [
      [60, 40],
      [50, 45],
    ],
    step: 2,
  },
  {
    name: "pyramid",
    dtype: "uint16",
    frames: [
      [2100, 1025],
      [2100, 1025],
    ],
    step: 0.325,
  },
  { name: "label-pyramid", dtype: "uint32", labels: true, frames: [[1100, 900]] },
  { name: "several-shards", dtype: "uint8", frames: [[5001, 4200]] },
  { name: "several-shards-of-labels", dtype: "uint32", labels: true, frames: [[4100, 4200]] },
];

/** Cases whose images are also read as they are served, each on its own. */
const SERVED = ["mixed-sizes", "labels", "pyramid", "several-shards"];

describe("readers that share no code with us", () => {
  test("are there in CI", () => {
    if (VERIFIERS_REQUIRED) expect(why).toBe("");
  });

  describe.skipIf(python === undefined)(`zarr-python, tensorstore and ome-zarr-models${why === "" ? "" : ` (skipped: ${why})`}`, () => {
    let folder: string;
    let store: FolderStore;
    let written: readonly ExpectedArray[];
    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), "argosy-verify-"));
      store = await FolderStore.open(folder);
      written = await Promise.all(CASES.map((each) => writeCase(store, folder, each)));
    });
    afterAll(() => rm(folder, { recursive: true }));

    test("read every sample of every level of what we write, and accept its metadata", async () => {
      expect(await verifyArrays(python!, folder, written)).toEqual({ arrays: CASES.length, faults: [] });
    }, 120_000);

    test("read one image of a stack as it is served", async () => {
      const views = CASES.filter(({ name }) => SERVED.includes(name)).flatMap((each) =>
        each.frames.map((_, t) => writeView(store, folder, each, t)),
      );
      expect(await verifyArrays(python!, folder, await Promise.all(views))).toEqual({ arrays: 8, faults: [] });
    }, 120_000);

    test("would notice: another sample, a damaged chunk, a wrong axis", async () => {
      const good = await writeCase(store, folder, { name: "to-damage", dtype: "uint8", frames: [[31, 17]] });
      const wrong = { ...good, levels: good.levels.map((level) => ({ ...level, sha256: "0".repeat(64) })) };
      expect((await verifyArrays(python!, folder, [wrong])).faults).toEqual([expect.stringContaining("samples differ")]);
      const shard = join(good.path, "0/c/0/0/0/0");
      const bytes = await readFile(shard);
      bytes[20]! ^= 1;
      await writeFile(shard, bytes);
      expect((await verifyArrays(python!, folder, [good])).faults).toHaveLength(2);
      const document = join(good.path, "zarr.json");
      await writeFile(
        document,
        (await readFile(document, "utf8")).replace('"name":"y"', '"name":"v","long":1').replace('"type":"space"', '"type":"time"'),
      );
      expect((await verifyArrays(python!, folder, [good])).faults).toContainEqual(expect.stringContaining("ome-zarr-models"));
    }, 120_000);
  });
});

/** Writes a case as a stack and says what must be read from it. */
async function writeCase(store: FolderStore, folder: string, each: Case): Promise<ExpectedArray> {
  const stack = describeCase(each);
  await writeArray(
    store,
    each.name,
    encodeStack(stack, (level, t, c) => planeOf(stack, level, t, c)),
  );
  return {
    path: join(folder, each.name),
    kind: each.labels === true ? "labels" : "image",
    levels: layoutOf(stack).levels.map(({ width, height }, level) => {
      const times = stack.frames.flatMap((_, t) =>
        Array.from({ length: stack.c }, (_, c) => padded(planeOf(stack, level, t, c), width, height)),
      );
      return { shape: [stack.t, stack.c, height, width], dtype: stack.dtype, sha256: sha256Of(times) };
    }),
  };
}

/** Writes the files of one image's view to a folder of its own, as if they had been downloaded. */
async function writeView(store: FolderStore, folder: string, each: Case, t: number): Promise<ExpectedArray> {
  const stack = describeCase(each);
  const [width, height] = each.frames[t]!;
  const array = await openArray(store, each.name);
  const prefix = `views/${each.name}-${t}`;
  const paths = ["zarr.json"];
  for (const [k, level] of array.levels.entries()) {
    paths.push(`${k}/zarr.json`);
    for (let c = 0; c < stack.c; c++)
      for (let row = 0; row * level.chunkHeight < sizeAtLevel(height, k); row++)
        for (let column = 0; column * level.chunkWidth < sizeAtLevel(width, k); column++) paths.push(`${k}/c/0/${c}/${row}/${column}`);
  }
  for (const path of paths) {
    const file = await viewFile(array, { t, width, height }, path);
    expect(file, path).toBeDefined();
    await store.put(`${prefix}/${path}`, file instanceof Uint8Array ? file : await readPart(store, file!));
  }
  return {
    path: join(folder, prefix),
    kind: each.labels === true ? "labels" : "image",
    levels: array.levels.map((_, k) => ({
      shape: [1, stack.c, sizeAtLevel(height, k), sizeAtLevel(width, k)],
      dtype: stack.dtype,
      sha256: sha256Of(Array.from({ length: stack.c }, (_, c) => planeOf(stack, k, t, c).data)),
    })),
  };
}

function describeCase({ name, dtype, c = 1, frames, labels = false, step }: Case): StackDescription {
  const window = { min: 0, max: 255, start: 0, end: 255 };
  return {
    t: frames.length,
    c,
    x: Math.max(...frames.map(([width]) => width)),
    y: Math.max(...frames.map(([, height]) => height)),
    dtype,
    name,
    frames: frames.map(([width, height], i) => ({ name: `${i}.tif`, width, height })),
    channels: labels ? [] : Array.from({ length: c }, (_, i) => ({ label: `channel ${i}`, color: "FFFFFF", window })),
    ...(labels ? { labels: { source: "../colour" } } : {}),
    ...(step === undefined ? {} : { pixelSize: { x: micrometres(step), y: micrometres(step) } }),
  };
}

/** Samples that follow from their position; every bit pattern of small types occurs, and a NaN with a payload of its own. */
function planeOf(stack: StackDescription, level: number, t: number, c: number): PlaneSamples {
  const width = sizeAtLevel(stack.frames[t]!.width, level);
  const height = sizeAtLevel(stack.frames[t]!.height, level);
  const data = newSamples(stack.dtype, width * height);
  if (stack.dtype.startsWith("float")) {
    for (let i = 0; i < data.length; i++) data[i] = (i - 100) * 1.37 ** (level + t + c + 1);
    if (stack.dtype === "float32") new Uint32Array(data.buffer)[3] = 0x7fc1_2345;
  } else for (let i = 0; i < data.length; i++) data[i] = Math.imul(i + 1, 2_654_435_761) >>> ((level + t + c) % 5);
  return { data, width, height };
}

function padded(plane: PlaneSamples, width: number, height: number): PixelArray {
  const whole = newSamples(dtypeOf(plane.data), width * height);
  for (let y = 0; y < plane.height; y++) whole.set(plane.data.subarray(y * plane.width, (y + 1) * plane.width), y * width);
  return whole;
}

function sha256Of(planes: readonly PixelArray[]): string {
  const hash = createHash("sha256");
  for (const data of planes) hash.update(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
  return hash.digest("hex");
}
