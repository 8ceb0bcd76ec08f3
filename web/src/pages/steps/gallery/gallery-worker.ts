import { showNode } from "@argosy/nodes";
import { loadNode } from "../../pipeline/preview/load-nodes.ts";
import { statedProblem } from "../../pipeline/preview/stated-problem.ts";
import { drawExamples, drawShow } from "./draw-part.ts";
import type { GalleryAnswer, GalleryRequest } from "./messages.ts";

// The thread that runs the steps on the drawn picture, each in the order in which it was asked for.
const thread = globalThis as unknown as {
  postMessage(answer: GalleryAnswer): void;
  onmessage: ((event: MessageEvent<GalleryRequest>) => void) | null;
};

async function answer({ name, what }: GalleryRequest): Promise<GalleryAnswer> {
  try {
    const node = await loadNode(name);
    if (what === "examples") return { name, what, examples: drawExamples(node) };
    const shown = showNode(node);
    return { name, what, ...(shown === undefined ? {} : { show: drawShow(shown) }) };
  } catch (error) {
    return { name, what: "problem", of: what, problem: statedProblem(error).problem };
  }
}

thread.onmessage = async ({ data }) => thread.postMessage(await answer(data));
