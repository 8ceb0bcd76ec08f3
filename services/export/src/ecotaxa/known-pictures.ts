import { Worker } from "node:worker_threads";
import { refusal } from "@argosy/core";
import type { Bundle } from "./bundle.ts";
import type { ImageContent } from "./image-content.ts";

/** Pictures of a bundle that have been read, by path: what they are, `undefined` for no picture. Not all need be here. */
export type KnownPictures = ReadonlyMap<string, ImageContent | undefined>;

const THREAD: URL = new URL("./picture-thread.ts", import.meta.url);
/** Files below which the start of a thread takes longer than reading them. */
const MANY_FILES = 2_000;

/** Does some work on a bundle while its pictures, where they are many, are read in a thread of its own. */
export async function withPictures<Result>(
  source: string,
  bundle: Bundle,
  work: (known: Promise<KnownPictures>) => Promise<Result>,
): Promise<Result> {
  if (bundle.files.size < MANY_FILES) return work(Promise.resolve(new Map()));
  const thread = new Worker(THREAD, { workerData: { source } });
  const known = answerOf(thread);
  // Where the work fails first nobody asks any more.
  known.catch(() => undefined);
  try {
    return await work(known);
  } finally {
    await thread.terminate();
  }
}

function answerOf(thread: Worker): Promise<KnownPictures> {
  const { promise, resolve, reject } = Promise.withResolvers<KnownPictures>();
  thread.once("message", resolve);
  thread.once("error", reject);
  thread.once("exit", () => reject(refusal("WORKER_CRASHED", "the thread that reads the pictures of a bundle ended early")));
  return promise;
}
