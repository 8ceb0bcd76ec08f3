import type { Ref } from "vue";
import { ref, watch } from "vue";

/** What the page looks like: as the system, or as somebody chose. */
export type Theme = "system" | "light" | "dark";

const KEY = "argosy-theme";

/** The chosen theme, kept by the browser. */
export function createTheme(): Ref<Theme> {
  const stored = localStorage.getItem(KEY);
  const theme = ref<Theme>(stored === "light" || stored === "dark" ? stored : "system");
  watch(
    theme,
    (chosen) => {
      document.documentElement.dataset["theme"] = chosen;
      localStorage.setItem(KEY, chosen);
    },
    { immediate: true },
  );
  return theme;
}
