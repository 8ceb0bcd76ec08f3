import type { Ref } from "vue";
import { ref, watch } from "vue";

/** What dragging the mouse does. */
export type MapTool = "lasso" | "rectangle" | "move";
/** What colours mean: the class that an object has or is predicted to have, or only what persons said. */
export type MapPaint = "class" | "said";

const TOOL_KEY = "argosy-map-tool";
const PAINT_KEY = "argosy-map-paint";
const TOOLS: readonly MapTool[] = ["lasso", "rectangle", "move"];

/** How this browser was used with maps. */
export function useMapLook(): { readonly tool: Ref<MapTool>; readonly paint: Ref<MapPaint> } {
  const kept = localStorage.getItem(TOOL_KEY);
  const tool = ref<MapTool>(TOOLS.find((known) => known === kept) ?? "lasso");
  const paint = ref<MapPaint>(localStorage.getItem(PAINT_KEY) === "said" ? "said" : "class");
  watch(tool, (value) => localStorage.setItem(TOOL_KEY, value));
  watch(paint, (value) => localStorage.setItem(PAINT_KEY, value));
  return { tool, paint };
}
