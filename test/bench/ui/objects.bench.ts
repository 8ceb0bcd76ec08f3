import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { launchChromium } from "../../browser/support/chromium.ts";
import type { Home } from "../../browser/support/home.ts";
import { startHome } from "../../browser/support/home.ts";
import { openVisitor } from "../../browser/support/visitor.ts";
import { darkGraph } from "../../scenarios/graphs.ts";
import { machine, median, megabytes, writeSection } from "../bench-report.ts";
import type { MassLabels, Send } from "./mass-labels.ts";
import { labelMany } from "./mass-labels.ts";
import { PARTICLES_A_FRAME, writeParticleFrames } from "./particle-frames.ts";
import type { ScrollSeen } from "./scroll-watch.ts";
import { scrollAndWatch } from "./scroll-watch.ts";
import type { TabMemory } from "./tab-memory.ts";
import { watchTabMemory } from "./tab-memory.ts";

const FRAMES = 40;
const OBJECTS = FRAMES * PARTICLES_A_FRAME;
const TARGETS = { firstSortMs: 2_000, pageMs: 50, blankMs: 300, memory: 400e6 } as const;
const SORTS = ["shape.area", "intensity.mean", "shape.perimeter", "shape.solidity", "intensity.std"];
const PAGES = 60;
const PAGE = 100;
const CROPS = 10_000;
const ROWS = 2_000;

interface Times {
  readonly sorts: readonly { readonly column: string; readonly ms: number }[];
  readonly pages: readonly number[];
  /** Labels many; for the end, as the pages before are about objects without labels. */
  labels(): Promise<MassLabels>;
}

/** 200,000 objects, made by the whole chain: sorted and paged through at the interface, scrolled through in Chromium. */
export async function bench(): Promise<readonly string[]> {
  const scratch = await mkdtemp(join(tmpdir(), "argosy-bench-objects-"));
  let home: Home | undefined;
  let browser: Browser | undefined;
  try {
    await writeParticleFrames(FRAMES, join(scratch, "frames"));
    await writeFile(join(scratch, "dark.json"), JSON.stringify(withoutBundle(darkGraph(150))));
    const begun = performance.now();
    home = await startHome([join(scratch, "frames"), "--pipeline", join(scratch, "dark.json")]);
    const chainSeconds = (performance.now() - begun) / 1_000;
    const times = await askInterface(home);
    browser = await launchChromium();
    const seen = await scroll(browser, home);
    const labels = await times.labels();
    return await report({ chainSeconds, times, labels, ...seen });
  } finally {
    await browser?.close();
    await home?.stop();
    await rm(scratch, { recursive: true, force: true });
  }
}

/** Nothing is to be exported here: the crops of so many objects would take longer than all else. */
function withoutBundle(graph: ReturnType<typeof darkGraph>) {
  return {
    ...graph,
    nodes: graph.nodes.filter(({ id }) => id !== "bundle"),
    edges: graph.edges.filter(({ to }) => !to.startsWith("bundle.")),
  };
}

async function askInterface({ url, folder }: Home): Promise<Times> {
  const { token } = JSON.parse(await readFile(join(folder, "data", "server.json"), "utf8")) as { token: string };
  const send: Send = async (method, path, body) => {
    const headers = { authorization: `Bearer ${token}`, ...(body === undefined ? {} : { "content-type": "application/json" }) };
    const response = await fetch(`${url}${path}`, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
    const answer = (await response.json()) as never;
    if (!response.ok) throw new Error(`${path}: ${JSON.stringify(answer)}`);
    return answer;
  };
  const ask = async <T>(path: string): Promise<{ readonly answer: T; readonly ms: number }> => {
    const begun = performance.now();
    return { answer: await send<T>("GET", path), ms: performance.now() - begun };
  };
  const { projects } = (await ask<{ projects: { id: string }[] }>("/api/projects")).answer;
  const base = `/api/projects/${projects[0]!.id}/runs`;
  const { runs } = (await ask<{ runs: { id: string }[] }>(base)).answer;
  const list = `${base}/${runs[0]!.id}/objects?limit=${PAGE}&columns=${SORTS.join(",")}`;
  const sorts: { column: string; ms: number }[] = [];
  const pages: number[] = [];
  for (const column of SORTS) {
    const first = await ask<{ total: number; order: string }>(`${list}&sort=${column}&descending=true`);
    if (first.answer.total !== OBJECTS) throw new Error(`${first.answer.total} objects, not ${OBJECTS}`);
    sorts.push({ column, ms: first.ms });
    for (let page = 0; page < PAGES / SORTS.length; page++) {
      // Anywhere in the list, not one after the other.
      const offset = ((page + 1) * 48_271 * PAGE) % (OBJECTS - PAGE);
      pages.push((await ask(`${list}&sort=${column}&descending=true&order=${first.answer.order}&offset=${offset}`)).ms);
    }
  }
  return { sorts, pages, labels: () => labelMany(send, projects[0]!.id, runs[0]!.id) };
}

interface Seen {
  readonly grid: ScrollSeen;
  readonly table: ScrollSeen;
  readonly memory: TabMemory;
}

async function scroll(browser: Browser, home: Home): Promise<Seen> {
  const { page } = await openVisitor(browser, home);
  await page.getByRole("link", { name: /My images/ }).click();
  await page.waitForURL(/\/p\/[^/]+\/\w+/);
  const path = new URL(page.url()).pathname.replace(/[^/]+$/, "");
  const stopWatch = await watchTabMemory(browser);
  await page.goto(`${path}objects?sort=shape.perimeter`);
  await page.locator(".crop").first().waitFor();
  const { line, across } = await shapeOf(page, "#crop-");
  const lines = Math.ceil(CROPS / across);
  const grid = await page.evaluate(scrollAndWatch, {
    scroller: "[role=listbox]",
    entry: "crop-",
    shown: ".crop",
    line,
    across,
    lines,
    speed: 14,
  });
  await page.goto(`${path}table?sort=shape.perimeter`);
  await page.locator("#row-0 .number").first().waitFor();
  const table = await page.evaluate(scrollAndWatch, {
    scroller: "[role=grid]",
    entry: "row-",
    shown: ".number",
    line: 32,
    across: 1,
    lines: ROWS,
    speed: 100,
  });
  return { grid, table, memory: await stopWatch() };
}

/** How entries lie, from the places of the first ones. */
async function shapeOf(page: Page, entry: string): Promise<{ readonly line: number; readonly across: number }> {
  return page.evaluate((prefix) => {
    const top = (place: number) => document.querySelector(`${prefix}${place}`)!.parentElement!.children[place]!.getBoundingClientRect().top;
    let across = 1;
    while (top(across) === top(0)) across++;
    return { across, line: top(across) - top(0) };
  }, entry);
}

type Found = Seen & { readonly chainSeconds: number; readonly times: Times; readonly labels: MassLabels };

async function report({ chainSeconds, times, labels, grid, table, memory }: Found) {
  const late = times.pages.toSorted((a, b) => a - b)[Math.floor(times.pages.length * 0.95)]!;
  const lines = [
    machine(),
    "",
    `${OBJECTS.toLocaleString("en")} objects of ${FRAMES} frames of 2048 x 2048, found and measured by the whole chain in ${chainSeconds.toFixed(0)} s, the start of the server included.`,
    "",
    "| first sort by, at the interface | ms |",
    "|---|---|",
    ...times.sorts.map(({ column, ms }, place) => `| ${column}${place === 0 ? ", nothing read before" : ""} | ${ms.toFixed(0)} |`),
    "",
    `${times.pages.length} further pages of ${PAGE} objects with ${SORTS.length} measurements, anywhere in the list: median ${median(times.pages).toFixed(0)} ms, 95 % in ${late.toFixed(0)} ms.`,
    "",
    "| scrolled in Chromium without a graphics card | entries | seconds | longest blank | blank for more than 100 ms |",
    "|---|---|---|---|---|",
    ...Object.entries({ crops: grid, "rows of the table": table }).map(
      ([name, seen]) =>
        `| ${name} | ${seen.entries.toLocaleString("en")} | ${seen.seconds.toFixed(0)} | ${seen.longestBlank.toFixed(0)} ms | ${seen.late} |`,
    ),
    "",
    `Peak memory of the tab: ${megabytes(memory.own)} as the browser's task manager counts it; up to ${megabytes(memory.pictures)} more in pictures that it shares with the process that draws; ${megabytes(memory.resident)} resident in all, with the pages of the program that all processes share.`,
    "",
    "| labels | objects | seconds |",
    "|---|---|---|",
    ...labels.map(({ what, objects, ms }) => `| ${what} | ${objects.toLocaleString("en")} | ${(ms / 1_000).toFixed(1)} |`),
  ];
  console.log(lines.join("\n"));
  await writeSection("200,000 objects in the browser", lines);
  const slowest = Math.max(...times.sorts.map(({ ms }) => ms));
  return [
    ...(slowest > TARGETS.firstSortMs ? [`the first sort takes ${slowest.toFixed(0)} ms, not ${TARGETS.firstSortMs}`] : []),
    ...(late > TARGETS.pageMs ? [`a further page takes ${late.toFixed(0)} ms, not ${TARGETS.pageMs}`] : []),
    ...Object.entries({ crops: grid, rows: table }).flatMap(([name, { longestBlank }]) =>
      longestBlank > TARGETS.blankMs ? [`${name} were blank for ${longestBlank.toFixed(0)} ms, not ${TARGETS.blankMs}`] : [],
    ),
    ...(memory.own > TARGETS.memory ? [`the tab takes ${megabytes(memory.own)}, not ${megabytes(TARGETS.memory)}`] : []),
  ];
}
