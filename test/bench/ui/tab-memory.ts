import { readFile } from "node:fs/promises";
import type { Browser } from "playwright-core";

const SAMPLE_MS = 250;

/** Peaks in bytes of the largest tab, each at its own time. */
export interface TabMemory {
  /** As the browser's own task manager counts: what the process alone has in memory or swapped out. */
  readonly own: number;
  /** Pictures that it shares with the process that draws, and may be asked to give back. */
  readonly pictures: number;
  /** All that is resident, with the pages of the program that all processes share. */
  readonly resident: number;
}

/**
 * Watches the memory of the largest tab of a browser.
 *
 * @returns What ends it.
 */
export async function watchTabMemory(browser: Browser): Promise<() => Promise<TabMemory>> {
  const session = await browser.newBrowserCDPSession();
  let peak: TabMemory = { own: 0, pictures: 0, resident: 0 };
  let sampling = Promise.resolve();
  const sample = async () => {
    const { processInfo } = await session.send("SystemInfo.getProcessInfo");
    for (const { id } of processInfo.filter(({ type }) => type === "renderer")) {
      // A tab may end while we look.
      const text = await readFile(`/proc/${id}/status`, "utf8").catch(() => "");
      const bytes = (field: string) => Number(new RegExp(`${field}:\\s+(\\d+) kB`).exec(text)?.[1] ?? 0) * 1_024;
      peak = {
        own: Math.max(peak.own, bytes("RssAnon") + bytes("VmSwap")),
        pictures: Math.max(peak.pictures, bytes("RssShmem")),
        resident: Math.max(peak.resident, bytes("VmRSS")),
      };
    }
  };
  const timer = setInterval(() => {
    sampling = sampling.then(sample);
  }, SAMPLE_MS);
  return async () => {
    clearInterval(timer);
    await sampling;
    await session.detach();
    return peak;
  };
}
