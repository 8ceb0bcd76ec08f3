import type { MapView, Places, Size, Spot } from "./map-view.ts";
import { toScreen } from "./map-view.ts";

/** How one object is drawn. */
export interface PointLook {
  /** `undefined`: it is on the map, but not under the filter. */
  readonly color: string | undefined;
  /** As a ring: what it is has only been predicted, or nobody has said it. */
  readonly hollow: boolean;
  readonly selected: boolean;
}

/** Colours of the page. */
export interface MapInks {
  readonly ground: string;
  readonly faint: string;
  readonly accent: string;
}

/** A map as it is to be drawn. */
export interface MapPicture {
  readonly places: Places;
  readonly looks: readonly PointLook[];
  readonly view: MapView;
  readonly size: Size;
  readonly inks: MapInks;
  /** Place of the object that the keyboard is at. */
  readonly cursor: number | undefined;
  /** What the mouse draws around objects. */
  readonly line: readonly Spot[];
}

const TURN = 2 * Math.PI;

/** Draws what is not under the filter first, then the other objects, then those that are selected. */
export function drawMap(pen: CanvasRenderingContext2D, { places, looks, view, size, inks, cursor, line }: MapPicture): void {
  pen.clearRect(0, 0, size.width, size.height);
  const radius = radiusOf(looks.length, size);
  const anySelected = looks.some(({ selected }) => selected);
  const at = (index: number) => toScreen(view, size, { x: places.x[index]!, y: places.y[index]! });
  const isSeen = ({ x, y }: Spot) => x > -radius && y > -radius && x < size.width + radius && y < size.height + radius;
  const order = (look: PointLook) => (look.color === undefined ? 0 : look.selected ? 2 : 1);
  for (const turn of [0, 1, 2])
    for (const [index, look] of looks.entries()) {
      if (order(look) !== turn) continue;
      const spot = at(index);
      if (isSeen(spot)) drawPoint(pen, spot, look, { radius, inks, weak: anySelected && !look.selected });
    }
  pen.globalAlpha = 1;
  if (cursor !== undefined) drawCursor(pen, at(cursor), radius, inks);
  drawLine(pen, line, inks);
}

/** Fewer objects have room for larger points. */
function radiusOf(count: number, { width, height }: Size): number {
  return Math.min(6, Math.max(2, Math.sqrt((width * height) / Math.max(1, count)) / 7));
}

function drawPoint(
  pen: CanvasRenderingContext2D,
  { x, y }: Spot,
  { color, hollow, selected }: PointLook,
  { radius, inks, weak }: { readonly radius: number; readonly inks: MapInks; readonly weak: boolean },
): void {
  pen.globalAlpha = color === undefined ? 0.5 : weak ? 0.35 : 0.9;
  pen.beginPath();
  pen.arc(x, y, color === undefined ? radius * 0.6 : hollow ? radius - 0.5 : radius, 0, TURN);
  if (color !== undefined && hollow) {
    pen.lineWidth = Math.max(1.4, radius / 2.6);
    pen.strokeStyle = color;
    pen.stroke();
  } else {
    pen.fillStyle = color ?? inks.faint;
    pen.fill();
  }
  if (!selected) return;
  pen.beginPath();
  pen.arc(x, y, radius + 2, 0, TURN);
  pen.lineWidth = 1.5;
  pen.strokeStyle = inks.accent;
  pen.stroke();
}

function drawCursor(pen: CanvasRenderingContext2D, { x, y }: Spot, radius: number, { accent, ground }: MapInks): void {
  for (const [width, color] of [
    [5, ground],
    [2.5, accent],
  ] as const) {
    pen.beginPath();
    pen.arc(x, y, radius + 5, 0, TURN);
    pen.lineWidth = width;
    pen.strokeStyle = color;
    pen.stroke();
  }
}

function drawLine(pen: CanvasRenderingContext2D, line: readonly Spot[], { accent }: MapInks): void {
  if (line.length < 2) return;
  pen.beginPath();
  for (const { x, y } of line) pen.lineTo(x, y);
  pen.closePath();
  pen.globalAlpha = 0.12;
  pen.fillStyle = accent;
  pen.fill();
  pen.globalAlpha = 1;
  pen.lineWidth = 1.5;
  pen.strokeStyle = accent;
  pen.stroke();
}
