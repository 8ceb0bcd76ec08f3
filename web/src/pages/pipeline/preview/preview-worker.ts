import { createPixelSource } from "./fetch-pixels.ts";
import { loadNodes } from "./load-nodes.ts";
import type { PreviewAnswer, PreviewRequest } from "./messages.ts";
import { createPreviewer } from "./previewer.ts";

// The thread that runs the nodes. Requests come faster than they are worked off: the newest one counts.
const thread = globalThis as unknown as {
  postMessage(answer: PreviewAnswer, moved?: readonly Transferable[]): void;
  onmessage: ((event: MessageEvent<PreviewRequest>) => void) | null;
};

const preview = createPreviewer({
  registry: loadNodes(),
  pixels: createPixelSource(),
  tell: (answer) => thread.postMessage(answer, answer.is === "picture" ? [answer.pixels.buffer] : []),
});
thread.onmessage = ({ data }) => preview(data);
