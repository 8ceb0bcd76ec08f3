import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { encodePng } from "@argosy/formats";
import type { Page } from "playwright-core";
import { planCruise } from "../../../cli/src/demo/cruise.ts";
import { renderFrame } from "../../../cli/src/demo/frame.ts";
import { launchChromium } from "../../browser/support/chromium.ts";
import { startHome } from "../../browser/support/home.ts";
import { previewed } from "../../browser/support/preview-seen.ts";
import { openVisitor } from "../../browser/support/visitor.ts";
import { machine, median, writeSection } from "../bench-report.ts";

/** Milliseconds from the last movement of a slider to its picture, at most, as the median. */
const TARGET = 100;
const MOVES = 25;
/** Movements of one drag before the last one, a frame apart. */
const DRAG = 5;

/** Correct, threshold, objects: what the target is about; colour becomes grey before. */
const GRAPH = {
  name: "preview",
  nodes: [
    { id: "images", node: "collection.images" },
    { id: "grey", node: "convert.grey" },
    { id: "light", node: "correct.vignetting" },
    { id: "threshold", node: "threshold.otsu", params: { objects: "auto" } },
    { id: "objects", node: "segment.objects", params: { minArea: 50 } },
  ],
  edges: [
    { from: "images.image", to: "grey.image" },
    { from: "grey.image", to: "light.image" },
    { from: "light.image", to: "threshold.image" },
    { from: "threshold.mask", to: "objects.mask" },
  ],
};

/** Sliders that are moved, and through which values. No value is used twice for an image. */
const LIGHT = { step: "Even out the light", label: "Objects differ by", from: 2, by: 0.01 } as const;
const SLIDERS = [
  LIGHT,
  { step: "Otsu threshold", label: "Offset", from: -20, by: 0.25 },
  { step: "Objects", label: "Smallest area", from: 20, by: 1 },
] as const;
const SIDE = 1_024;

interface Row {
  readonly image: string;
  readonly label: string;
  readonly times: readonly number[];
}

/** The preview of frames of 1024 x 1024 in Chromium: from the last movement of a slider until the picture is on the canvas. */
export async function bench(): Promise<readonly string[]> {
  const scratch = await mkdtemp(join(tmpdir(), "argosy-bench-preview-"));
  const images = await writeFrames(join(scratch, "frames"));
  const [browser, home] = await Promise.all([launchChromium(), startHome([join(scratch, "frames")])]);
  try {
    const { page } = await openVisitor(browser, home);
    await page.getByRole("link", { name: /My images/ }).click();
    await page.getByRole("link", { name: "Pipeline" }).click();
    await previewed(page);
    const file = { name: "preview.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify(GRAPH)) };
    await page.locator("input[type=file]").setInputFiles(file);
    for (const { step } of SLIDERS) await openStep(page, step);
    const rows: Row[] = [];
    for (const [place, image] of images.entries()) {
      if (place > 0) await page.locator("body").press("n");
      await previewed(page);
      for (const slider of place === 0 ? SLIDERS : [LIGHT]) {
        const times = await page.evaluate(move, { ...slider, moves: MOVES, drag: DRAG });
        rows.push({ image, label: `${slider.step}: ${slider.label}`, times });
      }
    }
    return await report(rows);
  } finally {
    await browser.close();
    await home.stop();
    await rm(scratch, { recursive: true, force: true });
  }
}

/** Writes a frame of the demo with 8 and with 16 bits and in colour. @returns What each is, in the order of the names. */
async function writeFrames(folder: string): Promise<readonly string[]> {
  await mkdir(folder);
  const { samples } = renderFrame(planCruise({ side: SIDE }), 0);
  const tinted = [1, 0.95, 0.85].map((share) => samples.map((value) => value * share));
  const size = { width: SIDE, height: SIDE };
  await writeFile(join(folder, "1.png"), encodePng({ ...size, bits: 8, planes: [samples] }));
  await writeFile(join(folder, "2.png"), encodePng({ ...size, bits: 16, planes: [Uint16Array.from(samples, (value) => value * 200)] }));
  await writeFile(join(folder, "3.png"), encodePng({ ...size, bits: 8, planes: [tinted[0]!, tinted[1]!, tinted[2]!] }));
  return ["grey, 8 bits", "grey, 16 bits", "colour, 3 x 8 bits"];
}

async function openStep(page: Page, step: string): Promise<void> {
  const details = page.locator("details").filter({ has: page.locator("summary", { hasText: step }) });
  await details.evaluate((element) => {
    (element as unknown as { open: boolean }).open = true;
  });
}

async function report(rows: readonly Row[]): Promise<readonly string[]> {
  const lines = [
    machine(),
    "",
    `A frame of 1024 x 1024 of the demo, in Chromium without a graphics card, through convert.grey, correct.vignetting, threshold.otsu and segment.objects. ${MOVES} drags of ${DRAG + 1} movements each a slider, every value used once; milliseconds from the last movement to the picture on the canvas.`,
    "",
    "| slider | image | median | 90 % | slowest |",
    "|---|---|---|---|---|",
    ...rows.map(
      ({ image, label, times }) =>
        `| ${label} | ${image} | ${median(times).toFixed(0)} | ${share(times, 0.9).toFixed(0)} | ${Math.max(...times).toFixed(0)} |`,
    ),
  ];
  console.log(lines.join("\n"));
  await writeSection("Live preview", lines);
  return rows
    .filter(({ times }) => median(times) > TARGET)
    .map(({ image, label, times }) => `${label}, ${image}: ${median(times).toFixed(0)} ms, not ${TARGET}`);
}

function share(times: readonly number[], part: number): number {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length * part)]!;
}

/** Runs in the page: drags a slider again and again. */
async function move({
  label,
  from,
  by,
  moves,
  drag,
}: {
  label: string;
  from: number;
  by: number;
  moves: number;
  drag: number;
}): Promise<number[]> {
  const input = document.querySelector<HTMLInputElement>(`input[type=range][aria-label="${label}"]`)!;
  const canvas = document.querySelector<HTMLCanvasElement>("canvas[data-turn]")!;
  const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value")!.set!;
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  // A value between the steps of a slider would be rounded to one that was used.
  input.step = "any";
  let value = from;
  const movement = () => {
    value += by;
    set.call(input, String(value));
    input.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const drawn = () =>
    new Promise<void>((resolve) => {
      const before = canvas.dataset["turn"];
      let rest: ReturnType<typeof setTimeout>;
      const seen = new MutationObserver(() => {
        if (canvas.dataset["turn"] === before) return;
        clearTimeout(rest);
        seen.disconnect();
        resolve();
      });
      rest = setTimeout(() => {
        seen.disconnect();
        resolve();
      }, 10_000);
      seen.observe(canvas, { attributes: true });
    });
  const times: number[] = [];
  for (let at = 0; at < moves; at++) {
    for (let n = 0; n < drag; n++) {
      movement();
      await frame();
    }
    movement();
    const began = performance.now();
    // Pictures of movements before may still come: the one of the last counts.
    await Promise.resolve();
    const last = Number(canvas.dataset["asked"]);
    while (Number(canvas.dataset["turn"]) !== last) await drawn();
    times.push(performance.now() - began);
    await frame();
    await frame();
  }
  return times;
}
