import { median } from "../bench-report.ts";
import { FAMILIES } from "./family-cases.ts";
import type { KernelCase } from "./kernel-case.ts";
import { openScene } from "./scene.ts";

/** What one side says of one case. */
export interface Timing {
  readonly seconds: number;
  readonly digest?: number;
}

const RUNS = 5;
/** What takes longer than this is run no further. */
const ENOUGH_SECONDS = 4;
/** From this on one run is enough: what is compiled on the way is little beside it. */
const LONG_SECONDS = 2.5;

/** Times the cases of one family in this thread: `node measure-ours.ts FOLDER FAMILY`; prints JSON. */
const [folder, family] = process.argv.slice(2);
const scene = await openScene(folder!);
const timings: Record<string, Timing> = {};
for (const one of FAMILIES[family!]!) timings[one.name] = timeCase(one);
process.stdout.write(`${JSON.stringify(timings)}\n`);

/** The first run warms up and does not count, unless it is long. */
function timeCase({ prepare, run, digest }: KernelCase): Timing {
  prepare?.(scene);
  // What the scene makes when it is first asked for is made here.
  for (const name of ["float", "mask"] as const) void scene[name];
  const seconds: number[] = [];
  let result: unknown;
  let spent = 0;
  for (let i = 0; i <= RUNS && (spent < ENOUGH_SECONDS || seconds.length === 0); i++) {
    const before = process.cpuUsage();
    result = run(scene);
    const { user, system } = process.cpuUsage(before);
    const taken = (user + system) / 1e6;
    spent += taken;
    if (i > 0 || taken > LONG_SECONDS) seconds.push(taken);
  }
  return { seconds: median(seconds), ...(digest === undefined ? {} : { digest: digest(result as never) }) };
}
