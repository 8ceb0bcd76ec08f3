import { readFile } from "node:fs/promises";
import type { Browser } from "playwright-core";

const SAMPLE_MS = 250;

/** Watches the resident memory of the largest tab of a browser. @returns What ends it: the peak in bytes. */
export async function watchTabMemory(browser: Browser): Promise<() => Promise<number>> {
  const session = await browser.newBrowserCDPSession();
  let peak = 0;
  let sampling = Promise.resolve();
  const sample = async () => {
    const { processInfo } = await session.send("SystemInfo.getProcessInfo");
    for (const { id } of processInfo.filter(({ type }) => type === "renderer")) {
      // A tab may end while we look.
      const text = await readFile(`/proc/${id}/status`, "utf8").catch(() => "");
      peak = Math.max(peak, Number(/VmRSS:\s+(\d+) kB/.exec(text)?.[1] ?? 0) * 1_024);
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
