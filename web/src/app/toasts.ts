import type { InjectionKey, ShallowRef } from "vue";
import { inject, shallowRef } from "vue";
import { wordsOf } from "../api/problem-words.ts";
import { problemFrom } from "../api/request.ts";

/** A sentence that goes by itself. */
export interface Toast {
  readonly id: number;
  readonly kind: "done" | "problem";
  readonly text: string;
  readonly action?: { readonly title: string; run(): void };
}

/** Sentences at the edge of the page. */
export interface Toasts {
  readonly shown: Readonly<ShallowRef<readonly Toast[]>>;
  say(text: string, action?: Toast["action"]): void;
  /** Says what went wrong; use it where no part of the page can show the problem itself. */
  fail(error: unknown): void;
  dismiss(id: number): void;
}

const SHOWN_MS = 6_000;
const AT_ONCE = 4;

/** A done thing goes after a while; a problem stays until it is dismissed. */
export function createToasts(): Toasts {
  const shown = shallowRef<readonly Toast[]>([]);
  let last = 0;
  const dismiss = (id: number) => {
    shown.value = shown.value.filter((toast) => toast.id !== id);
  };
  const show = (toast: Omit<Toast, "id">) => {
    const id = ++last;
    shown.value = [...shown.value, { ...toast, id }].slice(-AT_ONCE);
    if (toast.kind === "done") setTimeout(() => dismiss(id), SHOWN_MS);
  };
  return {
    shown,
    dismiss,
    say: (text, action) => show({ kind: "done", text, ...(action === undefined ? {} : { action }) }),
    fail(error) {
      const { sentence, detail, hint } = wordsOf(problemFrom(error));
      show({ kind: "problem", text: [sentence, detail, hint].filter((part) => part !== "").join(" ") });
    },
  };
}

/** Under which the application gives its parts the toasts. */
export const TOASTS: InjectionKey<Toasts> = Symbol("toasts");

export function useToasts(): Toasts {
  const toasts = inject(TOASTS);
  if (toasts === undefined) throw new Error("nothing can be said here");
  return toasts;
}
