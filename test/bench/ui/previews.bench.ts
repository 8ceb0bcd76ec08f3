import { plane } from "@argosy/kernels";
import type { ImageValue } from "@argosy/nodes";
import { loadNodes } from "@argosy/runtime";
import { launchChromium } from "../../browser/support/chromium.ts";
import { workInBrowser } from "../../browser/support/kernel-page.ts";
import type { NodeRun } from "../../browser/support/page-work.ts";
import { tableOf } from "../../run/markdown-table.ts";
import { machine, writeSection } from "../bench-report.ts";

const SIDE = 1024;
/** Milliseconds for the preview of one step with a parameter that was not used before. */
const LIMITS = { near: 100, far: 300 };
const ROUNDS = 2;

/** How long each node takes for a preview of 1024 x 1024 pixels in a page. Those above the limit are listed; nothing fails. */
export async function bench(): Promise<readonly string[]> {
  const registry = await loadNodes();
  const work = { cases: [], nodes: registry.all.map(({ name }) => name), frames: [drawFrame()], timesOnly: true };
  const browser = await launchChromium();
  const rounds: (readonly NodeRun[])[] = [];
  try {
    for (let round = 0; round < ROUNDS; round++) rounds.push((await workInBrowser(browser, work)).steps);
  } finally {
    await browser.close();
  }
  const rows = rounds[0]!.map(({ node }, step) => {
    const { locality } = registry.find(node)!;
    const limit = locality === "pointwise" || locality === "halo" ? LIMITS.near : LIMITS.far;
    const milliseconds = Math.min(...rounds.map((round) => round[step]!.milliseconds));
    return { node, locality, limit, milliseconds };
  });
  const slow = rows.filter(({ milliseconds, limit }) => milliseconds > limit);
  const cells = rows.map(({ node, locality, limit, milliseconds }) => [
    node,
    locality,
    milliseconds.toFixed(0),
    milliseconds > limit ? `above ${limit}` : `${limit}`,
  ]);
  const table = tableOf(["node", "locality", "ms", "limit"], cells);
  const lines = [
    machine(),
    "",
    `A coloured image of ${SIDE} x ${SIDE} pixels in Chromium, each step for the first time in its page, the best of ${ROUNDS} pages. ${rows.length - slow.length} of ${rows.length} steps are within their limit: 100 ms where a pixel depends on its surroundings alone, else 300 ms.`,
    "",
    `Exceptions: ${slow.length === 0 ? "none" : slow.map(({ node, milliseconds }) => `${node} ${milliseconds.toFixed(0)} ms`).join(", ")}.`,
    "",
    table,
  ];
  console.log(lines.join("\n"));
  await writeSection("Previews of 1024 x 1024", lines);
  return [];
}

/** Coloured disks on a ground that darkens to the right. */
function drawFrame(): ImageValue {
  const channel = (tint: number) =>
    plane(
      Uint8Array.from({ length: SIDE * SIDE }, (_, i) => {
        const [x, y] = [i % SIDE, Math.floor(i / SIDE)];
        const inDisk = ((x % 38) - 19) ** 2 + ((y % 44) - 20) ** 2 < 150 + (Math.floor(x / 38) % 5) * 40;
        return 225 - x / 16 - (inDisk ? tint : 0) + ((x * 31 + y * 17) % 7);
      }),
      SIDE,
      SIDE,
    );
  return { width: SIDE, height: SIDE, channels: [channel(60), channel(120), channel(90)] };
}
