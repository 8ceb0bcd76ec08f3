import { computed, shallowRef } from "vue";
import { wordsOf } from "../api/problem-words.ts";
import type { Problem } from "../api/types.ts";
import type { Toasts } from "../app/toasts.ts";
import { counted } from "../ui/words.ts";
import type { LabelClass } from "./class-slots.ts";
import type { LabelOutbox } from "./label-outbox.ts";
import { meets, parseCondition } from "./object-filter.ts";
import type { FoundObject } from "./object-window.ts";
import type { SentAction } from "./outbox-sender.ts";
import type { PressedAction, QueuedAction } from "./outbox-store.ts";

/** What an action is about: objects, or all that conditions let through. */
export type Target = { readonly objects: readonly FoundObject[] } | { readonly filter: readonly string[]; readonly count: number };

export type Status = NonNullable<PressedAction["status"]>;

/** What an action gives; without a class each object keeps its own. */
export interface Given {
  readonly class?: LabelClass | "none";
  readonly status?: Status;
}

type Said = Pick<FoundObject, "class" | "classId" | "status" | "author">;

interface Parts {
  readonly project: string;
  run(): string;
  me(): string;
  classOf(id: string): LabelClass | undefined;
  readonly outbox: LabelOutbox;
  readonly toasts: Toasts;
}

const REMEMBERED = 200;

/** Labelling with undo and redo: objects are shown at once as they will be. */
export function createLabelPresses({ project, run, me, classOf, outbox, toasts }: Parts) {
  const undoable = createStack(`argosy-undo-${project}`);
  const redoable = createStack(`argosy-redo-${project}`);
  // What objects had before and after an action, so that taking it back is seen at once.
  const before = new Map<string, ReadonlyMap<string, Said>>();
  const after = new Map<string, ReadonlyMap<string, Said>>();
  const mine = computed(() => outbox.waiting.value.filter((action) => action.project === project));

  function press(target: Target, given: Given): void {
    const action: Omit<PressedAction, "id"> = {
      project,
      run: run(),
      ...("objects" in target ? { objects: target.objects.map(({ id }) => id) } : { filter: target.filter }),
      ...(given.class === undefined ? {} : { class: given.class === "none" ? "" : given.class.id }),
      status: given.status ?? "validated",
    };
    const id = outbox.press(action);
    if ("objects" in target) {
      const said = (object: FoundObject) => [object.id, saidOf(object)] as const;
      remember(
        id,
        new Map(target.objects.map((object) => said(shown(object, id)))),
        new Map(target.objects.map((object) => said(shown(object)))),
      );
    } else {
      toasts.say(`${counted(target.count, "object")} ${target.count === 1 ? "is" : "are"} being changed.`, { title: "Undo", run: undo });
    }
    undoable.push(id);
    redoable.clear();
  }

  function takeBack(from: Stack, to: Stack, nothing: string): void {
    const id = from.pop();
    if (id === undefined) {
      toasts.say(nothing);
      return;
    }
    const pressed = outbox.press({ project, run: run(), undoes: id });
    remember(pressed, after.get(id), before.get(id));
    to.push(pressed);
  }

  function remember(id: string, was: ReadonlyMap<string, Said> | undefined, is: ReadonlyMap<string, Said> | undefined): void {
    if (was === undefined || is === undefined) return;
    before.set(id, was);
    after.set(id, is);
    for (const known of [before, after]) if (known.size > REMEMBERED) known.delete(known.keys().next().value!);
  }

  function undo(): void {
    takeBack(undoable, redoable, "There is nothing to undo.");
  }

  /** An object as it will be when everything has arrived; up to, but without, one action. */
  function shown(object: FoundObject, without?: string): FoundObject {
    return mine.value.reduce((own, action) => (action.id === without ? own : applied(own, action)), object);
  }

  function applied(object: FoundObject, action: QueuedAction): FoundObject {
    if (action.undoes !== undefined) return { ...object, ...before.get(action.undoes)?.get(object.id) };
    if (!concerns(action, object)) return object;
    const given = action.class === undefined ? undefined : action.class === "" ? "none" : classOf(action.class);
    if (given === "none") return { ...object, class: "", classId: "", status: "", author: "" };
    if (given === undefined && object.class === "") return object;
    const named = given === undefined ? {} : { class: given.name, classId: given.id };
    return { ...object, ...named, status: action.status ?? "validated", author: me() };
  }

  function concerns({ objects, filter, run: its }: QueuedAction, object: FoundObject): boolean {
    if (objects !== undefined) return objects.includes(object.id);
    const conditions = (filter ?? []).flatMap((text) => parseCondition(text) ?? []);
    return its === run() && meets(object, conditions);
  }

  function told({ action, result }: SentAction): void {
    const { problem, conflicts, skipped } = result;
    if (action.project !== project) return;
    if (problem !== undefined) {
      undoable.remove(action.id);
      redoable.remove(action.id);
      const { sentence, detail, hint } = wordsOf(problem as Problem);
      toasts.say(["A label was refused.", sentence, detail, hint].filter((part) => part !== "").join(" "));
    }
    if (conflicts > 0) toasts.say(`${counted(conflicts, "object")} stayed as they are: something else has changed them since.`);
    if (skipped > 0) toasts.say(`${counted(skipped, "object")} had no class that could be kept. Give them one first.`);
    if (action.filter !== undefined && problem === undefined)
      toasts.say(`${counted(result.changed, "object")} changed.`, { title: "Undo", run: undo });
  }

  return {
    press,
    undo,
    redo: () => takeBack(redoable, undoable, "There is nothing to redo."),
    canUndo: undoable.filled,
    canRedo: redoable.filled,
    shown: (object: FoundObject) => shown(object),
    applied,
    told,
  };
}

function saidOf({ class: name, classId, status, author }: FoundObject): Said {
  return { class: name, classId, status, author };
}

interface Stack {
  readonly filled: { readonly value: boolean };
  push(id: string): void;
  pop(): string | undefined;
  remove(id: string): void;
  clear(): void;
}

/** Ids of actions, the last one on top; kept as long as the tab. */
function createStack(key: string): Stack {
  const ids = shallowRef<readonly string[]>(readIds(key));
  const set = (next: readonly string[]) => {
    ids.value = next.slice(-REMEMBERED);
    sessionStorage.setItem(key, JSON.stringify(ids.value));
  };
  return {
    filled: computed(() => ids.value.length > 0),
    push: (id) => set([...ids.value, id]),
    pop() {
      const last = ids.value.at(-1);
      set(ids.value.slice(0, -1));
      return last;
    },
    remove: (id) => set(ids.value.filter((other) => other !== id)),
    clear: () => set([]),
  };
}

function readIds(key: string): string[] {
  const kept: unknown = JSON.parse(sessionStorage.getItem(key) ?? "[]");
  return Array.isArray(kept) ? kept.filter((id) => typeof id === "string") : [];
}
