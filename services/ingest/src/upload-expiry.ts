import type { Ports } from "@argosy/runtime";
import { expireUploads } from "./uploads.ts";

const EVERY_MS = 3_600_000;

/** Forgets uploads that were not finished in time, at the start and once an hour, and deletes their bytes. */
export function startUploadExpiry({ db, store, clock, log }: Pick<Ports, "db" | "store" | "clock" | "log">): { stop(): Promise<void> } {
  let stopped = false;
  let callOff = () => {};
  let inHand: Promise<void> = Promise.resolve();
  const turn = (): void => {
    inHand = expire()
      .catch((error: unknown) => {
        if (!stopped) log.error("forgetting old uploads failed", { error });
      })
      .finally(() => {
        if (!stopped) callOff = clock.after(EVERY_MS, turn);
      });
  };
  const expire = async (): Promise<void> => {
    for (const part of await expireUploads(db)) await store.delete(part.key);
  };
  turn();
  return {
    async stop() {
      stopped = true;
      callOff();
      await inHand;
    },
  };
}
