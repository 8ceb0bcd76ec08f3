import type { Page } from "playwright-core";
import type { FrameTruth } from "../../../cli/src/demo/truth.ts";
import type { DemoFolder } from "../../../cli/src/demo/write-demo-folder.ts";
import { readDemoTruth } from "../../../cli/src/demo/write-demo-folder.ts";

interface Found {
  readonly name: string;
  readonly centroidX: number;
  readonly centroidY: number;
  readonly box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
}

/**
 * What a person sees in the crops of a demo run: the class of each object, by its name in the grid. A browser test has no eyes; the
 * truth of the demo is asked where they would look.
 */
export async function demoEyes(page: Page, demo: DemoFolder, project: string, run: string): Promise<ReadonlyMap<string, string>> {
  const truth = await readDemoTruth(demo);
  const seen = new Map<string, string>();
  let cursor = "";
  do {
    const address = `/api/projects/${project}/runs/${run}/objects?limit=1000${cursor === "" ? "" : `&cursor=${cursor}`}`;
    const answer = (await (await page.request.get(address)).json()) as { readonly objects: readonly Found[]; readonly nextCursor: string };
    for (const found of answer.objects) {
      const file = `${found.name.slice(0, found.name.lastIndexOf("#")).split("/").at(-1)}.tif`;
      seen.set(found.name, classAt(truth[file]!, found));
    }
    cursor = answer.nextCursor;
  } while (cursor !== "");
  return seen;
}

/** The class of the true object that has most pixels in the box, those alone in it first. */
function classAt(truth: FrameTruth, { box }: Found): string {
  let [best, most] = ["", 0];
  for (const object of truth.objects) {
    if (object.parent !== 0) continue;
    let inside = 0;
    for (let i = 0; i + 2 < object.runs.length; i += 3) {
      const [row, from, length] = [object.runs[i]!, object.runs[i + 1]!, object.runs[i + 2]!];
      if (row < box.y || row >= box.y + box.height) continue;
      inside += Math.max(0, Math.min(from + length, box.x + box.width) - Math.max(from, box.x));
    }
    if (inside > most) [best, most] = [object.class, inside];
  }
  return best;
}
