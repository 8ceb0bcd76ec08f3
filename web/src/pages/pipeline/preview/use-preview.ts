import { onScopeDispose, shallowRef } from "vue";
import type { PreviewAnswer, PreviewLearnt, PreviewPicture, PreviewReport, PreviewRequest } from "./messages.ts";

/** What the last preview gave. */
export interface Preview {
  readonly picture: Readonly<{ value: PreviewPicture | undefined }>;
  readonly report: Readonly<{ value: PreviewReport | undefined }>;
  readonly problem: Readonly<{ value: Extract<PreviewAnswer, { is: "problem" }> | undefined }>;
  readonly busy: Readonly<{ value: boolean }>;
  /** The last that a step has learnt. */
  readonly learnt: Readonly<{ value: PreviewLearnt | undefined }>;
  /** @returns Its turn, which its picture and report carry. */
  ask(request: Omit<PreviewRequest, "turn">): number;
  clear(): void;
}

/** A thread that runs the nodes on the pixels of a view, for as long as the component is there. */
export function usePreview(): Preview {
  const worker = new Worker(new URL("./preview-worker.ts", import.meta.url), { type: "module" });
  const picture = shallowRef<PreviewPicture>();
  const report = shallowRef<PreviewReport>();
  const problem = shallowRef<Extract<PreviewAnswer, { is: "problem" }>>();
  const busy = shallowRef(false);
  const learnt = shallowRef<PreviewLearnt>();
  let turn = 0;

  worker.onmessage = ({ data }: MessageEvent<PreviewAnswer>) => {
    if (data.is === "learnt") {
      // Also of a turn before: what was painted meanwhile does not change what was learnt.
      learnt.value = data;
      return;
    }
    if (data.turn !== turn) return;
    if (data.is === "picture") {
      picture.value = data;
      problem.value = undefined;
      return;
    }
    busy.value = false;
    if (data.is === "report") {
      report.value = data;
      problem.value = undefined;
    } else problem.value = data;
  };
  worker.onerror = ({ message }) => {
    busy.value = false;
    problem.value = {
      is: "problem",
      turn,
      step: "",
      problem: { code: "internal", title: "The preview could not be worked out.", detail: message },
    };
  };
  onScopeDispose(() => worker.terminate());

  return {
    picture,
    report,
    problem,
    busy,
    learnt,
    ask(request) {
      busy.value = true;
      // What Vue watches cannot be sent to a thread.
      worker.postMessage({ ...JSON.parse(JSON.stringify(request)), turn: ++turn } satisfies PreviewRequest);
      return turn;
    },
    clear() {
      turn++;
      picture.value = undefined;
      report.value = undefined;
      problem.value = undefined;
      busy.value = false;
    },
  };
}
