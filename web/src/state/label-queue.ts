import { computed, shallowRef, triggerRef } from "vue";
import { setLabel } from "../api/calls.ts";
import { mayPass, problemFrom, RequestFailure } from "../api/request.ts";
import type { FoundObject, LabelStatus, Problem } from "../api/types.ts";

/** A label as somebody set it here, and whether the server has it. */
export interface GivenLabel {
  readonly object: string;
  readonly class: string;
  readonly status: LabelStatus;
  readonly state: "saving" | "saved" | "unsaved";
  readonly problem?: Problem;
}

const AGAIN_MS = 2_000;

/** Labels are shown at once and sent in the order in which they were given. */
export function createLabelQueue(onSaved: () => void) {
  const given = shallowRef(new Map<string, GivenLabel>());
  const waiting: { readonly project: string; readonly label: GivenLabel }[] = [];
  let sending = false;

  function put(label: GivenLabel): void {
    given.value.set(label.object, label);
    triggerRef(given);
  }

  async function send(): Promise<void> {
    if (sending) return;
    sending = true;
    for (let next = waiting[0]; next !== undefined; next = waiting[0]) {
      const { project, label } = next;
      try {
        const { refused } = await setLabel(project, { object: label.object, class: label.class, status: label.status || "validated" });
        if (refused[0] !== undefined)
          throw new RequestFailure(refused[0].problem ?? { code: "invalid_argument", title: "The label was refused." });
        settle(label, "saved");
      } catch (error) {
        const problem = problemFrom(error);
        settle(label, "unsaved", problem);
        if (mayPass(problem)) {
          await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
          continue;
        }
      }
      waiting.shift();
    }
    sending = false;
    onSaved();
  }

  /** A label that was changed again meanwhile keeps its newer state. */
  function settle(label: GivenLabel, state: "saved" | "unsaved", problem?: Problem): void {
    const now = given.value.get(label.object);
    if (now === undefined || now.class !== label.class || now.status !== label.status) return;
    put({ ...label, state, ...(problem === undefined ? {} : { problem }) });
  }

  return {
    given,
    unsaved: computed(() => [...given.value.values()].filter(({ state }) => state !== "saved").length),
    give(project: string, object: string, name: string, status: LabelStatus): void {
      const label: GivenLabel = { object, class: name, status, state: "saving" };
      put(label);
      waiting.push({ project, label });
      void send();
    },
    /** An object with the label that was given here, where there is one. */
    labelled(object: FoundObject): FoundObject {
      const label = given.value.get(object.id);
      return label === undefined ? object : { ...object, class: label.class, status: label.status };
    },
    stateOf: (object: string) => given.value.get(object),
  };
}
