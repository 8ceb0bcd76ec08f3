import { join } from "node:path";
import { plane } from "@argosy/kernels";
import type { ImageValue } from "@argosy/nodes";
import { packValues, unpackValues } from "@argosy/nodes";
import { createWorkerPool, loadNodes } from "@argosy/runtime";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readIndex, readValues } from "../eval/kernels/case.ts";
import { KERNELS } from "../eval/kernels/tables.ts";
import { CASES, listFamilies } from "../reference/kernels-document.ts";
import { SAMPLES } from "../support/samples.ts";
import { launchChromium } from "./support/chromium.ts";
import { workInBrowser } from "./support/kernel-page.ts";
import type { PageFound, PageWork } from "./support/page-work.ts";
import { computeWork } from "./support/page-work.ts";
import { NO_FRAMES, readSampleFrames } from "./support/sample-frames.ts";

/** Relative, of results in floating point: both round as they are told to, but may know other sines. */
const TOLERANCE = 1e-12;
/** Of kernels that go on until little changes: the last digits of `Math.exp` decide where they rest. */
const RESTING: Readonly<Record<string, number>> = { "sklearn.linear_model.LogisticRegression": 1e-4 };

/** Pieces that threads take one by one. */
const PIECES = 6;

let browser: Browser;
let work: PageWork;
let [here, there]: PageFound[] = [];

beforeAll(async () => {
  browser = await launchChromium();
  const registry = await loadNodes();
  const frames = [drawFrame(), ...(await readSampleFrames())];
  work = { cases: await allCases(), nodes: registry.all.map(({ name }) => name), frames };
  there = await workInBrowser(browser, work);
  // What has been sent has lost members that are not there.
  here = unpackValues(packValues(computeWork(work, KERNELS, registry))) as PageFound;
});
afterAll(async () => {
  await browser?.close();
});

/** Every case of the reference table. */
async function allCases(): Promise<PageWork["cases"]> {
  const families = await listFamilies();
  const cases = await Promise.all(
    families.map(async (family) => {
      const folder = join(CASES, family);
      const { cases: rows } = await readIndex(folder);
      return Promise.all(
        rows.map(async ({ id, kernel, inputs, params }) => ({
          id: `${family}/${id}`,
          kernel,
          params,
          inputs: await readValues(folder, inputs, SAMPLES),
        })),
      );
    }),
  );
  return cases.flat();
}

/** Coloured disks, some touching, on a ground that darkens to the right and has stripes. */
function drawFrame(): ImageValue {
  const [width, height] = [240, 160];
  const channel = (tint: number) =>
    plane(
      Uint8Array.from({ length: width * height }, (_, i) => {
        const [x, y] = [i % width, Math.floor(i / width)];
        const inDisk = ((x % 38) - 19) ** 2 + ((y % 44) - 20) ** 2 < 150 + (x % 7) * 60;
        return 225 - x / 4 - (y % 9 === 0 ? 4 : 0) - (inDisk ? tint : 0) + ((x * 31 + y * 17) % 7);
      }),
      width,
      height,
    );
  return { width, height, channels: [channel(60), channel(120), channel(90)] };
}

describe("Node and Chromium compute the same", () => {
  test("there is something to compare", () => {
    expect(there?.cases.length).toBeGreaterThan(100);
    expect(there?.cases.map(({ id }) => id)).toEqual(here?.cases.map(({ id }) => id));
    expect(there?.steps.length).toBeGreaterThan(30);
  });
  test("by every kernel of the reference table", () => {
    const apart = here!.cases.flatMap(({ id, kernel, found }, k) =>
      differencesOf(found, there!.cases[k]!.found, RESTING[kernel] ?? TOLERANCE).map((what) => `${id}: ${what}`),
    );
    expect(apart).toEqual([]);
  });
  test("by every node that can be previewed", () => {
    const apart = here!.steps.flatMap(({ node, outputs }, k) =>
      differencesOf(outputs, there!.steps[k]!.outputs, TOLERANCE).map((what) => `${node}: ${what}`),
    );
    expect(apart).toEqual([]);
  });
});

test("1, 2 and 3 worker threads give the same bytes", async () => {
  const { cases, frames } = work;
  const pieces = Array.from({ length: PIECES }, (_, piece) => ({
    ...work,
    cases: cases.filter((_, k) => k % PIECES === piece),
    frames: frames.filter((_, k) => k === piece),
  }));
  const module = new URL("support/work-in-thread.ts", import.meta.url);
  const hashes: string[][] = [];
  for (const size of [1, 2, 3]) {
    const pool = createWorkerPool({ size, module });
    try {
      hashes.push(await Promise.all(pieces.map((input) => pool.run<string>({ task: "run", input }))));
    } finally {
      await pool.close();
    }
  }
  expect(new Set(hashes[0]).size, "each piece is work of its own").toBe(PIECES);
  expect(hashes[1]).toEqual(hashes[0]);
  expect(hashes[2]).toEqual(hashes[0]);
});

test.skipIf(NO_FRAMES !== undefined)(`real images are among the frames${NO_FRAMES === undefined ? "" : `: ${NO_FRAMES}`}`, () => {
  expect(work.frames.map(({ channels }) => channels.length)).toEqual([3, 3, 1]);
});

/** Where two values differ: integers at all, others by more than a share of themselves. */
function differencesOf(a: unknown, b: unknown, tolerance: number, place = ""): readonly string[] {
  if (typeof a === "number" && typeof b === "number") return isSame(a, b, tolerance) ? [] : [`${place} ${a} and ${b}`];
  if (ArrayBuffer.isView(a) && ArrayBuffer.isView(b)) {
    const [here, there] = [a as Uint8Array, b as Uint8Array];
    if (here.length !== there.length || here.constructor !== there.constructor) return [`${place} has other samples`];
    const at = here.findIndex((value, i) => !isSame(value, there[i]!, tolerance));
    return at < 0 ? [] : [`${place}[${at}] ${here[at]} and ${there[at]}`];
  }
  if (a === null || b === null || typeof a !== "object" || typeof b !== "object") return a === b ? [] : [`${place} ${a} and ${b}`];
  const names = Object.keys(a);
  if (names.length !== Object.keys(b).length) return [`${place} has other parts`];
  return names.flatMap((name) =>
    differencesOf((a as Record<string, unknown>)[name], (b as Record<string, unknown>)[name], tolerance, `${place}.${name}`),
  );
}

function isSame(a: number, b: number, tolerance: number): boolean {
  if (Object.is(a, b) || a === b) return true;
  return !Number.isInteger(a) && Math.abs(a - b) <= tolerance * Math.max(Math.abs(a), Math.abs(b));
}
