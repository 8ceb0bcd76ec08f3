import type { Box, Point } from "@argosy/core";

/** What can be drawn: a part of the area, or a part that is left out. */
export type Tool = "rectangle" | "polygon" | "excluded-rectangle" | "excluded-polygon";

/** The working area as the node takes it. */
export interface AreaShapes {
  readonly rectangles: readonly Box[];
  readonly polygons: readonly (readonly Point[])[];
  readonly excludedRectangles: readonly Box[];
  readonly excludedPolygons: readonly (readonly Point[])[];
}

export const NO_AREA: AreaShapes = { rectangles: [], polygons: [], excludedRectangles: [], excludedPolygons: [] };

/** One shape of an area, wherever it stands. */
export interface Shape {
  readonly list: keyof AreaShapes;
  readonly index: number;
  readonly excluded: boolean;
  readonly corners: readonly Point[];
  readonly box: Box | undefined;
}

export function shapesOf(area: AreaShapes): Shape[] {
  const boxes = (list: "rectangles" | "excludedRectangles") =>
    area[list].map((box, index) => ({ list, index, excluded: list === "excludedRectangles", corners: cornersOf(box), box }));
  const rings = (list: "polygons" | "excludedPolygons") =>
    area[list].map((corners, index) => ({ list, index, excluded: list === "excludedPolygons", corners, box: undefined }));
  return [...boxes("rectangles"), ...rings("polygons"), ...boxes("excludedRectangles"), ...rings("excludedPolygons")];
}

function cornersOf({ x, y, width, height }: Box): Point[] {
  return [
    { x, y },
    { x: x + width, y },
    { x: x + width, y: y + height },
    { x, y: y + height },
  ];
}

/** The box between two corners in whole pixels, inside the frame; `undefined` where nothing lies between them. */
export function boxBetween(a: Point, b: Point, frame: { readonly width: number; readonly height: number }): Box | undefined {
  const inside = (value: number, all: number) => Math.round(Math.min(Math.max(value, 0), all));
  const [left, right] = [a.x, b.x].map((x) => inside(x, frame.width)).sort((p, q) => p - q) as [number, number];
  const [top, bottom] = [a.y, b.y].map((y) => inside(y, frame.height)).sort((p, q) => p - q) as [number, number];
  return right > left && bottom > top ? { x: left, y: top, width: right - left, height: bottom - top } : undefined;
}

export function addShape(
  area: AreaShapes,
  tool: Tool,
  corners: readonly Point[],
  frame: { readonly width: number; readonly height: number },
): AreaShapes {
  if (tool === "rectangle" || tool === "excluded-rectangle") {
    const box = corners.length < 2 ? undefined : boxBetween(corners[0]!, corners.at(-1)!, frame);
    const list = tool === "rectangle" ? "rectangles" : "excludedRectangles";
    return box === undefined ? area : { ...area, [list]: [...area[list], box] };
  }
  const list = tool === "polygon" ? "polygons" : "excludedPolygons";
  const ring = corners.map(({ x, y }) => ({ x: Math.round(x), y: Math.round(y) }));
  return ring.length < 3 ? area : { ...area, [list]: [...area[list], ring] };
}

export function withoutShape(area: AreaShapes, { list, index }: Shape): AreaShapes {
  return { ...area, [list]: area[list].toSpliced(index, 1) };
}

export function replaceBox(area: AreaShapes, { list, index }: Shape, box: Box): AreaShapes {
  return { ...area, [list]: area[list].with(index, box as never) };
}

/** The same shape somewhere else. */
export function moveShape(area: AreaShapes, { list, index, corners, box }: Shape, by: Point): AreaShapes {
  const moved =
    box === undefined ? corners.map(({ x, y }) => ({ x: x + by.x, y: y + by.y })) : { ...box, x: box.x + by.x, y: box.y + by.y };
  return { ...area, [list]: area[list].with(index, moved as never) };
}

export function isEmpty(area: AreaShapes): boolean {
  return shapesOf(area).length === 0;
}
