import type { InjectionKey, ShallowRef } from "vue";
import { inject, onScopeDispose, shallowRef, triggerRef } from "vue";

/** One thing that can be done by keyboard. */
export interface PageKey {
  /** "v", "shift+v", "mod+z" (Ctrl, or Command on a Mac), "g d" (one after the other); several for the same thing. */
  readonly keys: string | readonly string[];
  /** What it does, as `?` shows it. */
  readonly title: string;
  /** How `?` shows the keys, where listing them all says less: "1 – 9". */
  readonly shown?: string;
  /** Heading under which `?` shows it; default: the page. */
  readonly group?: string;
  readonly when?: () => boolean;
  /** Also while somebody writes in a field. */
  readonly whileTyping?: boolean;
  run(event: KeyboardEvent): void;
}

/** All keys that count now, those of the innermost part last. */
export interface Keys {
  readonly known: Readonly<ShallowRef<readonly PageKey[]>>;
  add(keys: readonly PageKey[]): () => void;
  press(event: KeyboardEvent): void;
}

const SEQUENCE_MS = 1_500;

/** The register of keys. The application hands it every key that is pressed. */
export function createKeys(): Keys {
  const known = shallowRef<PageKey[]>([]);
  let before: { readonly key: string; readonly at: number } | undefined;

  return {
    known,
    add(keys) {
      known.value.push(...keys);
      triggerRef(known);
      return () => {
        known.value = known.value.filter((key) => !keys.includes(key));
      };
    },
    press(event) {
      if (event.defaultPrevented || event.isComposing) return;
      const pressed = nameOf(event);
      const sequence = before !== undefined && event.timeStamp - before.at < SEQUENCE_MS ? `${before.key} ${pressed}` : undefined;
      const typing = isTyping(event.target);
      const usable = known.value.filter((key) => (key.whileTyping === true || !typing) && key.when?.() !== false);
      const found = (wanted: string | undefined) => usable.findLast(({ keys }) => [keys].flat().some((key) => key === wanted));
      const key = (sequence === undefined ? undefined : found(sequence)) ?? found(pressed);
      before = typing ? undefined : { key: pressed, at: event.timeStamp };
      if (key === undefined) return;
      before = undefined;
      event.preventDefault();
      key.run(event);
    },
  };
}

/** A pressed key in the words of {@link PageKey}: letters are small, what needs Shift to be written ("?") is named as it is written. */
function nameOf(event: Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey">): string {
  const key = event.key === " " ? "space" : event.key.toLowerCase();
  const letter = key.length > 1 || key.toUpperCase() !== key;
  const parts = [
    ...(event.ctrlKey || event.metaKey ? ["mod"] : []),
    ...(event.altKey ? ["alt"] : []),
    ...(event.shiftKey && letter ? ["shift"] : []),
  ];
  return [...parts, key].join("+");
}

/** Keys belong to who writes, and to what lies over the page. */
function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return true;
  if (target instanceof HTMLInputElement) return !["checkbox", "radio", "button", "submit", "range", "file"].includes(target.type);
  return target.closest('[role="dialog"], [role="menu"], [role="alertdialog"]') !== null;
}

/** Under which the application gives its parts the register. */
export const KEYS: InjectionKey<Keys> = Symbol("keys");

/** Registers keys for as long as the component is there; `?` shows them. */
export function useKeys(keys: readonly PageKey[]): void {
  onScopeDispose(useKnownKeys().add(keys));
}

/** The register itself. */
export function useKnownKeys(): Keys {
  const register = inject(KEYS);
  if (register === undefined) throw new Error("no keys are known here");
  return register;
}
