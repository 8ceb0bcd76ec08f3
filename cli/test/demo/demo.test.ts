import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bytesOf, compilePattern, joinMetadata, readMetadataTable } from "@argosy/core";
import { readHeader } from "@argosy/formats";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { PARTICLE_CLASSES } from "../../src/demo/particles.ts";
import { type DemoFrame, renderDemo } from "../../src/demo/render-demo.ts";
import { isCounted, truthLabels } from "../../src/demo/truth.ts";
import { demoFolder, readDemoTruth, writeDemoFolder } from "../../src/demo/write-demo-folder.ts";

const frames = [...renderDemo({ seed: 7, frames: 3, side: 512 })];

function mean(frame: DemoFrame, inside: (x: number, y: number) => boolean): number {
  let [sum, count] = [0, 0];
  frame.samples.forEach((grey, i) => {
    if (!inside(i % frame.width, Math.floor(i / frame.width))) return;
    sum += grey;
    count++;
  });
  return sum / count;
}

describe("renderDemo", () => {
  test("equal options give equal bytes, another seed other ones", () => {
    expect([...renderDemo({ seed: 7, frames: 3, side: 512 })]).toEqual(frames);
    const [other] = renderDemo({ seed: 8, frames: 1, side: 512 });
    expect(other?.samples).not.toEqual(frames[0]?.samples);
  });
  test("a frame does not depend on how many follow", () => {
    const [first] = renderDemo({ seed: 7, frames: 1, side: 512 });
    expect(first?.samples).toEqual(frames[0]?.samples);
  });
  test("every class that can be named occurs, with objects alone, touching, inside others and at the border", () => {
    const objects = [...renderDemo({ seed: 3, frames: 6, side: 512 })].flatMap((frame) => frame.truth.objects);
    for (const kind of PARTICLE_CLASSES) expect(objects.filter((object) => object.class === kind).length).toBeGreaterThan(3);
    expect(objects.some((object) => object.group > 0)).toBe(true);
    expect(objects.some((object) => object.parent > 0)).toBe(true);
    expect(objects.some((object) => object.border && object.class !== "speck")).toBe(true);
    expect(objects.some((object) => object.blur > 1.2 && isCounted(object, 100))).toBe(true);
  });
  test("the corners are darker than the middle", () => {
    const [frame] = frames as [DemoFrame];
    const corner = mean(frame, (x, y) => (x < 40 || x > 471) && (y < 40 || y > 471));
    const middle = mean(frame, (x, y) => Math.abs(x - 256) < 40 && Math.abs(y - 256) < 40);
    expect(corner).toBeLessThan(0.85 * middle);
  });
  test("a harder cruise has darker corners and more noise", () => {
    const noise = ({ samples, width }: DemoFrame): number => {
      const steps = Array.from({ length: 400 }, (_, i) =>
        Math.abs((samples[i * width + 3] as number) - (samples[i * width + 4] as number)),
      );
      return steps.reduce((sum, step) => sum + step, 0) / steps.length;
    };
    const [easy] = [...renderDemo({ seed: 7, frames: 1, side: 512, difficulty: 0 })] as [DemoFrame];
    const [hard] = [...renderDemo({ seed: 7, frames: 1, side: 512, difficulty: 1 })] as [DemoFrame];
    expect(noise(hard)).toBeGreaterThan(1.5 * noise(easy));
  });
});

describe("the truth", () => {
  test("areas, labels and runs agree, and no two objects share a pixel", () => {
    for (const { truth } of frames) {
      const labels = truthLabels(truth);
      const areas = new Map<number, number>();
      for (const label of labels) areas.set(label, (areas.get(label) ?? 0) + 1);
      for (const object of truth.objects.filter((one) => one.parent === 0)) expect(areas.get(object.label)).toBe(object.area);
    }
  });
  test("what is inside lies inside its parent", () => {
    for (const { truth } of frames) {
      const labels = truthLabels(truth);
      for (const { parent, runs } of truth.objects.filter((one) => one.parent > 0))
        expect(labels[(runs[0] as number) * truth.width + (runs[1] as number)]).toBe(parent);
    }
  });
  test("the pixels of dark objects are darker than those around the frame's light", () => {
    for (const { truth, samples } of frames) {
      const labels = truthLabels(truth);
      for (const object of truth.objects.filter((one) => one.parent === 0 && one.contrast > 15 && one.area > 200)) {
        const inside = object.runs
          .filter((_, i) => i % 3 === 0)
          .map((row, i) => samples[row * truth.width + (object.runs[3 * i + 1] as number)] as number);
        const [row, column] = [object.runs[0] as number, object.runs[1] as number];
        const outside = samples[Math.max(0, row - 8) * truth.width + column] as number;
        if (labels[Math.max(0, row - 8) * truth.width + column] === 0 && row >= 8) expect(Math.min(...inside)).toBeLessThan(outside);
      }
    }
  });
  test.each([
    { name: "a clear object counts", change: {}, counts: true },
    { name: "one of exactly the limits counts", change: { contrast: 3, area: 100 }, counts: true },
    { name: "a faint one does not", change: { contrast: 2.9 }, counts: false },
    { name: "a small one does not", change: { area: 99 }, counts: false },
    { name: "one inside another does not", change: { parent: 4 }, counts: false },
    { name: "one that touches another does", change: { group: 2 }, counts: true },
  ])("$name", ({ change, counts }) => {
    const object = { label: 1, class: "cell", area: 500, contrast: 20, border: false, group: 0, parent: 0, blur: 1, runs: [] };
    expect(isCounted({ ...object, ...change }, 100)).toBe(counts);
  });
});

describe("writeDemoFolder", () => {
  let folder = "";
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "demo-"));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  test("writes frames that decode, a table with their names, and the truth beside them", async () => {
    const written = await writeDemoFolder(folder, { seed: 7, frames: 3, side: 512 });
    expect(written).toEqual(demoFolder(folder));
    const joined = joinMetadata(
      readMetadataTable(await readFile(written.metadata)),
      frames.map((frame) => frame.notes.file),
    );
    expect([joined.missing, joined.unused]).toEqual([[], []]);
    const truth = await readDemoTruth(written);
    for (const frame of frames) {
      expect(truth[frame.notes.file]).toEqual(frame.truth);
      expect(compilePattern(written.names).match(frame.notes.file)).toMatchObject({ cruise: "DEMO7", depth: expect.any(Number) });
      const bytes = await readFile(join(written.frames, frame.notes.file));
      const [page] = (await readHeader(bytesOf(bytes))).pages;
      expect(page).toMatchObject({ width: 512, height: 512, channels: 1, bits: 8, pixelSize: { x: expect.closeTo(2.1, 6) } });
      expect(bytes.subarray(8, 8 + frame.samples.length).equals(frame.samples)).toBe(true);
    }
  });
});
