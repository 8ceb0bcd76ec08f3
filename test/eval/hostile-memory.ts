import { readdir, readFile } from "node:fs/promises";

const EVERY_MS = 100;
const DECODER = "decoder-process.ts";

/** Watches the decoder processes below this one while something is done. Linux only: elsewhere the peak stays 0. */
export async function watchDecoders<T>(work: () => Promise<T>): Promise<{ readonly result: T; readonly peakBytes: number }> {
  let peakBytes = 0;
  let looking = Promise.resolve();
  const timer = setInterval(() => {
    looking = looking.then(async () => {
      peakBytes = Math.max(peakBytes, await largestDecoder());
    });
  }, EVERY_MS);
  try {
    return { result: await work(), peakBytes };
  } finally {
    clearInterval(timer);
    await looking;
  }
}

/** The most memory that a decoder process now alive ever held (`VmHWM`), in bytes. */
async function largestDecoder(): Promise<number> {
  const ids = (await readdir("/proc").catch(() => [])).filter((name) => /^\d+$/.test(name));
  // A process may end while we look.
  const read = (id: string, file: string) => readFile(`/proc/${id}/${file}`, "utf8").catch(() => "");
  const parents = new Map<string, string>();
  await Promise.all(
    ids.map(async (id) => {
      const stat = await read(id, "stat");
      parents.set(id, stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1] ?? "");
    }),
  );
  const isBelow = (id: string): boolean => id === String(process.pid) || (parents.has(id) && isBelow(parents.get(id)!));
  const peaks = ids.filter(isBelow).map(async (id) => {
    if (!(await read(id, "cmdline")).includes(DECODER)) return 0;
    return 1_024 * Number(/^VmHWM:\s+(\d+) kB$/m.exec(await read(id, "status"))?.[1] ?? 0);
  });
  return Math.max(0, ...(await Promise.all(peaks)));
}
