import type { ShallowRef } from "vue";
import { onScopeDispose, shallowRef } from "vue";
import type { Spot } from "./map-view.ts";
import type { MapTool } from "./use-map-look.ts";

interface Parts {
  tool(): MapTool;
  spotOf(event: PointerEvent): Spot;
  /** A drag that moves the map begins; what it gives is called with how far the mouse has come since. */
  grab(): (by: Spot) => void;
  /** A line was drawn around something. */
  drawn(line: readonly Spot[], event: PointerEvent): void;
  clicked(at: Spot, event: PointerEvent): void;
}

const DRAG_PX = 4;

/** What the mouse does on a map: clicks, drawing around objects, moving. Call it where a component is set up. */
export function useMapDrag({ tool, spotOf, grab, drawn, clicked }: Parts): {
  /** What is being drawn; empty: nothing. */
  readonly line: Readonly<ShallowRef<readonly Spot[]>>;
  down(event: PointerEvent): void;
} {
  const line = shallowRef<readonly Spot[]>([]);
  let stop = () => {};

  function down(event: PointerEvent): void {
    if (event.button > 1) return;
    stop();
    const from = spotOf(event);
    const pan = tool() === "move" || event.button === 1 ? grab() : undefined;
    let dragged = false;
    const move = (now: PointerEvent) => {
      const to = spotOf(now);
      dragged ||= Math.hypot(to.x - from.x, to.y - from.y) > DRAG_PX;
      if (!dragged) return;
      if (pan !== undefined) pan({ x: to.x - from.x, y: to.y - from.y });
      else if (tool() === "rectangle") line.value = [from, { x: to.x, y: from.y }, to, { x: from.x, y: to.y }];
      else line.value = [...(line.value.length === 0 ? [from] : line.value), to];
    };
    const up = (now: PointerEvent) => {
      const around = line.value;
      stop();
      if (now.type !== "pointerup") return;
      if (!dragged) clicked(from, now);
      else if (pan === undefined) drawn(around, now);
    };
    stop = () => {
      line.value = [];
      window.removeEventListener("pointermove", move);
      window.removeEventListener("pointerup", up);
      window.removeEventListener("pointercancel", up);
      stop = () => {};
    };
    window.addEventListener("pointermove", move);
    window.addEventListener("pointerup", up);
    window.addEventListener("pointercancel", up);
  }
  onScopeDispose(() => stop());

  return { line, down };
}
