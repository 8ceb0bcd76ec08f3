import { readFile } from "node:fs/promises";
import type { Browser } from "playwright-core";

const SAMPLE_MS = 250;

/**
 * Watches the memory of the largest tab of a browser, as its own task manager counts it: what the process alone has in memory or
 * swapped out, without the pages of the program that all processes share.
 *
 * @returns What ends it: the peak in bytes.
 */
export async function watchTabMemory(browser: Browser): Promise<() => Promise<number>> {
  const session = await browser.newBrowserCDPSession();
  let peak = 0;
  let sampling = Promise.resolve();
  const sample = async () => {
    const { processInfo } = await session.send("SystemInfo.getProcessInfo");
    for (const { id } of processInfo.filter(({ type }) => type === "renderer")) {
      // A tab may end while we look.
      const text = await readFile(`/proc/${id}/status`, "utf8").catch(() => "");
      const [own, swapped] = ["RssAnon", "VmSwap"].map((field) => Number(new RegExp(`${field}:\\s+(\\d+) kB`).exec(text)?.[1] ?? 0));
      peak = Math.max(peak, (own! + swapped!) * 1_024);
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
