import { onScopeDispose, shallowReactive } from "vue";
import type { Problem } from "../../../api/types.ts";
import type { ExampleShow, GalleryAnswer, GalleryRequest, StepShow } from "./messages.ts";

/** What is known of a step: absent until it was asked for and answered. */
export interface GalleryEntry {
  readonly answered: boolean;
  /** Absent also for a step that has nothing to be looked at. */
  readonly show?: StepShow;
  readonly examples?: readonly ExampleShow[];
  readonly problem?: Problem;
}

/** Steps at work, each worked out once in a thread of its own and then kept for as long as the page is there. */
export interface Gallery {
  readonly entries: ReadonlyMap<string, GalleryEntry>;
  /** Asks for it unless it is there or on its way. */
  ask(name: string, what?: GalleryRequest["what"]): void;
  /** Asks again for what went wrong. */
  again(name: string): void;
}

export function useGallery(): Gallery {
  const worker = new Worker(new URL("./gallery-worker.ts", import.meta.url), { type: "module" });
  const entries = shallowReactive(new Map<string, GalleryEntry>());
  const asked = new Set<string>();
  const send = (name: string, what: GalleryRequest["what"]) => {
    asked.add(`${what} ${name}`);
    worker.postMessage({ name, what } satisfies GalleryRequest);
  };
  const ask = (name: string, what: GalleryRequest["what"] = "show") => {
    if (!asked.has(`${what} ${name}`)) send(name, what);
  };
  worker.onmessage = ({ data }: MessageEvent<GalleryAnswer>) => entries.set(data.name, withAnswer(entries.get(data.name), data));
  worker.onerror = ({ message }) => {
    const problem = { code: "internal", title: "The steps could not be worked out.", detail: message };
    for (const key of asked) entries.set(key.slice(key.indexOf(" ") + 1), { answered: true, problem });
  };
  onScopeDispose(() => worker.terminate());
  return {
    entries,
    ask,
    again(name) {
      entries.delete(name);
      send(name, "show");
    },
  };
}

function withAnswer(before: GalleryEntry = { answered: false }, answer: GalleryAnswer): GalleryEntry {
  if (answer.what === "problem") return { ...before, answered: true, problem: answer.problem };
  if (answer.what === "examples") return { ...before, examples: answer.examples };
  return { ...before, answered: true, ...(answer.show === undefined ? {} : { show: answer.show }) };
}
