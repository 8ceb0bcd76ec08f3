import type { Ref } from "vue";
import type { PageKey } from "../../app/keys.ts";
import { useKeys } from "../../app/keys.ts";
import type { LabelClass } from "../../state/class-slots.ts";
import type { Given, Target } from "../../state/label-presses.ts";
import { MOST_SINGLE } from "../../state/object-selection.ts";
import type { FoundObject, ObjectWindow } from "../../state/object-window.ts";
import type { Review } from "../../state/review.ts";

interface Parts {
  readonly review: Review;
  readonly list: ObjectWindow;
  mayLabel(): boolean;
  say(text: string): void;
  /** Moves the keyboard and brings the object into view. */
  go(index: number): void;
  columns(): number;
  page(): number;
  readonly context: Ref<boolean>;
  readonly searching: Ref<boolean>;
}

const DIGITS = Array.from({ length: 9 }, (_, place) => String(place + 1));

/** Letters that a class can have; the others do something else here. */
const LETTERS = [..."befhijklmnopqrstwyz0"];

/** Everything that the review does by keyboard. */
export function useReviewKeys(parts: Parts) {
  const { review, list, context, searching } = parts;
  const { selection, presses, slots, filter } = review;
  const total = () => list.total.value ?? 0;
  let anchor: number | undefined;

  function target(): Target | undefined {
    const { selected, cursor } = selection;
    if (selected.value.kind === "where") {
      const conditions = selected.value.conditions.map(({ column, operator, value }) => `${column}:${operator}:${value}`);
      return { filter: [...filter.texts.value, ...conditions], count: selected.value.count };
    }
    const chosen = [...selected.value.objects.values()] as FoundObject[];
    if (chosen.length > 0) return { objects: chosen.map((object) => list.at(list.indexOf(object.id) ?? -1) ?? object) };
    const object = list.at(cursor.value);
    return object === undefined ? undefined : { objects: [object] };
  }

  /** Labels what is selected, else the object at the keyboard; then the keyboard is at the one after it. */
  function label(given: Given): void {
    const about = target();
    if (about === undefined || !parts.mayLabel()) return;
    if (given.class === undefined && "objects" in about && about.objects.every((object) => presses.shown(object).class === "")) {
      parts.say("There is no class to keep here. Give one first: a key from 1 to 9, or c to search.");
      return;
    }
    presses.press(about, given);
    if (given.class !== undefined && given.class !== "none") slots.use(given.class.id);
    if ("filter" in about) {
      selection.clear();
      return;
    }
    const last = Math.max(...about.objects.map(({ id }) => list.indexOf(id) ?? -1));
    selection.clear();
    anchor = undefined;
    if (last >= 0) parts.go(last + 1);
  }

  async function move(to: number, extend: boolean): Promise<void> {
    const from = selection.cursor.value;
    parts.go(to);
    if (!extend) {
      anchor = undefined;
      if (selection.count.value > 0) selection.clear();
      return;
    }
    anchor ??= from;
    const [first, last] = [Math.min(anchor, selection.cursor.value), Math.max(anchor, selection.cursor.value) + 1];
    selection.set(await list.range(first, Math.min(last, first + MOST_SINGLE)));
  }

  const by = (step: () => number) => (event: KeyboardEvent) => void move(selection.cursor.value + step(), event.shiftKey);
  const status = (value: "validated" | "dubious" | "discarded") => () => label({ status: value });
  const group = "Objects";
  const can = parts.mayLabel;
  const keys: readonly PageKey[] = [
    {
      keys: DIGITS,
      shown: "1 – 9",
      title: "Label with the class of this key and go on",
      group,
      when: can,
      run: ({ key }) => byKey(key),
    },
    {
      keys: LETTERS,
      shown: "b – z",
      title: "Label with the class that has this letter in the class tree",
      group,
      when: can,
      run: ({ key }) => byKey(key.toLowerCase()),
    },
    { keys: ["c", "/"], title: "Search a class to label with", group, when: can, run: () => (searching.value = true) },
    { keys: "v", title: "Validate: the class is right", group, when: can, run: status("validated") },
    { keys: "d", title: "Dubious: the class may be wrong", group, when: can, run: status("dubious") },
    { keys: "x", title: "Discard", group, when: can, run: status("discarded") },
    { keys: "backspace", title: "Take the label away", group, when: can, run: () => label({ class: "none" }) },
    { keys: ["u", "mod+z"], title: "Undo", group, when: can, run: presses.undo },
    { keys: ["shift+u", "mod+y", "mod+shift+z"], title: "Redo", group, when: can, run: presses.redo },
    { keys: "space", title: "Show the object in its image", group, run: () => (context.value = !context.value) },
    { keys: "a", title: "Select all under the filter", group, run: () => selection.where([], total()) },
    { keys: "escape", title: "Select nothing", group, run: () => selection.clear() },
    { keys: ["arrowright", "shift+arrowright"], shown: "→", title: "Next object (with Shift: select)", group, run: by(() => 1) },
    { keys: ["arrowleft", "shift+arrowleft"], shown: "←", title: "Object before", group, run: by(() => -1) },
    { keys: ["arrowdown", "shift+arrowdown"], shown: "↓", title: "Object below", group, run: by(parts.columns) },
    { keys: ["arrowup", "shift+arrowup"], shown: "↑", title: "Object above", group, run: by(() => -parts.columns()) },
    { keys: ["pagedown", "shift+pagedown"], shown: "Page ↓", title: "One view on", group, run: by(parts.page) },
    { keys: ["pageup", "shift+pageup"], shown: "Page ↑", title: "One view back", group, run: by(() => -parts.page()) },
    { keys: ["home", "shift+home"], shown: "Home", title: "First object", group, run: (event) => void move(0, event.shiftKey) },
    { keys: ["end", "shift+end"], shown: "End", title: "Last object", group, run: (event) => void move(total() - 1, event.shiftKey) },
  ];
  // The object in its image lies over the page: the keys go on there.
  useKeys(
    keys.map((key) => ({
      ...key,
      get whileTyping() {
        return context.value;
      },
    })),
  );

  function byKey(key: string): void {
    const chosen = slots.ofKey(key);
    if (chosen !== undefined) label({ class: chosen });
  }

  return { label, labelAs: (chosen: LabelClass) => label({ class: chosen }) };
}
