import { threadId } from "node:worker_threads";
import { ArgosyError } from "@argosy/core";
import { Moved, serveTasks } from "../../src/serve-tasks.ts";

serveTasks({
  double: (samples: Float64Array) => {
    const doubled = samples.map((value) => 2 * value);
    return new Moved(doubled, [doubled.buffer]);
  },
  refuse: () => {
    throw new ArgosyError("unprocessable", "too large", { reason: "IMAGE_TOO_LARGE", details: { limit: 3 } });
  },
  fail: () => {
    throw new TypeError("secret");
  },
  thread: () => threadId,
  exit: () => process.exit(3),
  spin: () => {
    for (;;);
  },
  fill: () => {
    let list: unknown;
    for (;;) list = { next: list };
  },
  allocate: (bytes: number) => new ArrayBuffer(bytes).byteLength,
  listen: (_: unknown, { signal }) => new Promise((_resolve, reject) => signal.addEventListener("abort", () => reject(signal.reason))),
});
