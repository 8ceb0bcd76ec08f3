import { parentPort } from "node:worker_threads";
import type { FrameJob } from "@argosy/runtime";

/** What happens to a worker that gets an image whose name begins so. */
const POISONS: Readonly<Record<string, () => void>> = {
  // As a fault in native code does: the whole process is gone.
  "poison-crash": () => void process.kill(process.pid, "SIGSEGV"),
  "poison-loop": () => {
    for (;;);
  },
  "poison-heap": () => {
    let list: unknown;
    for (;;) list = { next: list };
  },
  "poison-exit": () => process.exit(3),
};

/** Has the images of this thread do that from now on. What listens before only begins, and waits, when this is called. */
export function poisonImages(): void {
  parentPort!.on("message", ({ task, input }: { readonly task?: string; readonly input?: Pick<FrameJob, "image"> }) => {
    if (task !== "frame") return;
    const name = Object.keys(POISONS).find((begin) => input!.image.name.startsWith(begin));
    if (name !== undefined) POISONS[name]!();
  });
}
