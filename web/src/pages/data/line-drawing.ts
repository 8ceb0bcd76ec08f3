import OpenSeadragon from "openseadragon";
import { deepZoomOf } from "../../api/pictures.ts";
import { withoutInjectedStyle } from "../../viewer/without-injected-style.ts";

/** A line on an image, in its pixels. */
export interface Line {
  x1: number;
  y1: number;
  x2: number;
  y2: number;
}

const SVG = "http://www.w3.org/2000/svg";

/** An image on which one line is drawn by dragging. */
export class LineDrawing {
  readonly #viewer: OpenSeadragon.Viewer;
  readonly #svg = document.createElementNS(SVG, "svg");
  readonly #strokes = [4, 1.6].map((width, index) => stroke(width, index === 0 ? "#000" : "#ffd23f"));
  #line: Line | undefined;

  constructor(element: HTMLElement, onDraw: (line: Line) => void) {
    withoutInjectedStyle();
    this.#viewer = OpenSeadragon({
      element,
      drawer: "canvas",
      showNavigationControl: false,
      visibilityRatio: 1,
      minZoomImageRatio: 0.9,
      maxZoomPixelRatio: 16,
      gestureSettingsMouse: { clickToZoom: false },
      gestureSettingsTouch: { clickToZoom: false },
      imageSmoothingEnabled: false,
    });
    this.#svg.setAttribute("class", "line-drawing");
    this.#svg.setAttribute("width", "100%");
    this.#svg.setAttribute("height", "100%");
    this.#svg.setAttribute("aria-hidden", "true");
    this.#svg.append(...this.#strokes);
    this.#viewer.canvas.append(this.#svg);
    let from: OpenSeadragon.Point | undefined;
    this.#viewer.addHandler("canvas-press", ({ position, originalEvent }) => {
      from = isMove(originalEvent) ? undefined : this.#at(position);
    });
    this.#viewer.addHandler("canvas-drag", (event) => {
      const to = this.#at(event.position);
      if (from === undefined || to === undefined) return;
      event.preventDefaultAction = true;
      const level = event.originalEvent instanceof MouseEvent && event.originalEvent.ctrlKey;
      onDraw({ x1: tenth(from.x), y1: tenth(from.y), x2: tenth(to.x), y2: tenth(level ? from.y : to.y) });
    });
    // A drag that drew must not let the image glide on.
    this.#viewer.addHandler("canvas-drag-end", (event) => {
      if (from !== undefined) event.preventDefaultAction = true;
    });
    for (const name of ["update-viewport", "open"] as const) this.#viewer.addHandler(name, () => this.#draw());
  }

  open(image: string): void {
    this.#viewer.open({ tileSource: deepZoomOf(image) });
  }

  show(line: Line): void {
    this.#line = { ...line };
    this.#draw();
  }

  close(): void {
    this.#viewer.destroy();
  }

  #at(position: OpenSeadragon.Point): OpenSeadragon.Point | undefined {
    return this.#viewer.world.getItemAt(0)?.viewerElementToImageCoordinates(position);
  }

  #draw(): void {
    const image = this.#viewer.world.getItemAt(0);
    if (image === undefined || this.#line === undefined) return;
    const { x1, y1, x2, y2 } = this.#line;
    const [from, to] = [
      image.imageToViewerElementCoordinates(new OpenSeadragon.Point(x1, y1)),
      image.imageToViewerElementCoordinates(new OpenSeadragon.Point(x2, y2)),
    ];
    const ends = { x1: from.x, y1: from.y, x2: to.x, y2: to.y };
    for (const line of this.#strokes) for (const [name, value] of Object.entries(ends)) line.setAttribute(name, String(value));
  }
}

function stroke(width: number, color: string): SVGLineElement {
  const line = document.createElementNS(SVG, "line");
  line.setAttribute("stroke", color);
  line.setAttribute("stroke-width", String(width));
  line.setAttribute("stroke-linecap", "round");
  return line;
}

const isMove = (event: Event | null) => event instanceof MouseEvent && event.shiftKey;
const tenth = (value: number) => Math.round(value * 10) / 10;
