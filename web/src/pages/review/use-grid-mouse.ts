import { onScopeDispose, shallowRef } from "vue";
import type { ObjectSelection } from "../../state/object-selection.ts";
import { MOST_SINGLE } from "../../state/object-selection.ts";
import type { FoundObject, ObjectWindow } from "../../state/object-window.ts";
import type { GridShape } from "./grid-shape.ts";
import { touched } from "./grid-shape.ts";

interface Parts {
  list(): ObjectWindow;
  shape(): GridShape;
  total(): number;
  scroller(): HTMLElement | null;
  readonly selection: ObjectSelection;
}

const DRAG_PX = 5;
const EDGE_PX = 30;
const EDGE_STEP = 18;

/** Selecting by click, with Shift, with Ctrl, and by a rectangle. A finger that moves scrolls; where it taps it selects one more. */
export function useGridMouse({ list, shape, total, scroller, selection }: Parts) {
  const box = shallowRef<Readonly<Record<"left" | "top" | "width" | "height", string>>>();
  let anchor = 0;
  let stop = () => {};

  function place(event: MouseEvent): { readonly x: number; readonly y: number } {
    const element = scroller()!;
    const { left, top } = element.getBoundingClientRect();
    return { x: event.clientX - left, y: event.clientY - top + element.scrollTop };
  }

  function indexAt(event: MouseEvent): number | undefined {
    const { x, y } = place(event);
    const { columns, cellWidth, cellHeight } = shape();
    const [column, row] = [Math.floor(x / cellWidth), Math.floor(y / cellHeight)];
    const index = row * columns + column;
    return column < columns && index < total() ? index : undefined;
  }

  const there = (indices: readonly number[]) =>
    indices.flatMap((index): FoundObject[] => [list().at(index)].filter((one) => one !== undefined));

  async function click(event: PointerEvent): Promise<void> {
    const index = indexAt(event);
    if (index === undefined) return selection.clear();
    selection.cursor.value = index;
    const object = list().at(index);
    if (event.shiftKey) {
      const [first, last] = [Math.min(anchor, index), Math.max(anchor, index) + 1];
      selection.set(await list().range(first, Math.min(last, first + MOST_SINGLE)));
      return;
    }
    anchor = index;
    if (object === undefined) return;
    if (event.ctrlKey || event.metaKey || event.pointerType === "touch") selection.toggle(object);
    else selection.clear();
  }

  function down(event: PointerEvent): void {
    const element = scroller();
    // The bar of the scroller is no place to select at.
    if (element === null || event.button !== 0 || event.offsetX > element.clientWidth) return;
    const from = place(event);
    const draws = event.pointerType !== "touch";
    let dragged = false;
    let last = event;
    const draw = () => {
      const to = place(last);
      const [x, y] = [Math.min(from.x, to.x), Math.min(from.y, to.y)];
      box.value = { left: `${x}px`, top: `${y}px`, width: `${Math.abs(to.x - from.x)}px`, height: `${Math.abs(to.y - from.y)}px` };
      selection.set(there(touched(shape(), { x1: from.x, y1: from.y, x2: to.x, y2: to.y }, total())));
    };
    const move = (now: PointerEvent) => {
      last = now;
      const to = place(now);
      dragged ||= Math.hypot(to.x - from.x, to.y - from.y) > DRAG_PX;
      if (dragged && draws) draw();
    };
    // At the edge the list goes on under the rectangle.
    const timer = setInterval(() => {
      if (!dragged || !draws) return;
      const { top, bottom } = element.getBoundingClientRect();
      const step = last.clientY > bottom - EDGE_PX ? EDGE_STEP : last.clientY < top + EDGE_PX ? -EDGE_STEP : 0;
      if (step === 0) return;
      element.scrollTop += step;
      draw();
    }, 30);
    const up = (now: PointerEvent) => {
      stop();
      if (!dragged && now.type === "pointerup") void click(now);
    };
    stop = () => {
      clearInterval(timer);
      box.value = undefined;
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

  return {
    box,
    down,
    /** Calls with the place of the object under the mouse, if there is one. */
    at(event: MouseEvent, work: (index: number) => void): void {
      const index = indexAt(event);
      if (index !== undefined) work(index);
    },
    /** Where a range that grows by keyboard begins. */
    anchorAt(index: number): void {
      anchor = index;
    },
  };
}
