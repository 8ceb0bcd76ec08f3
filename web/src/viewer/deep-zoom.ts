import OpenSeadragon from "openseadragon";
import { deepZoomOf } from "../api/pictures.ts";
import type { Box } from "../api/types.ts";
import type { Overlay } from "./label-layer.ts";
import { LabelLayer } from "./label-layer.ts";
import type { Place } from "./object-at.ts";
import { withoutInjectedStyle } from "./page-policy.ts";
import { TileNotes } from "./tile-notes.ts";

/** Which part of an image is seen: its middle, and pixels of the screen for one of the image. */
export interface View extends Place {
  readonly zoom: number;
}

/** Grey values that are shown as black and as full brightness. */
export interface GreyWindow {
  readonly low: number;
  readonly high: number;
}

/** What a viewer tells. */
export interface ViewerEvents {
  onOpen(): void;
  onFail(message: string): void;
  onClick(place: Place): void;
  /** Somebody has moved the view, and it has come to rest. */
  onMoved?(view: View): void;
  /** Pixels of the screen for one of the image. */
  onScale?(zoom: number): void;
  /** Where the pointer is, or that it has left; `at` in pixels of the viewer. */
  onHover?(place: Place | undefined, at: Place): void;
}

/** A view of one image at a time, with the labels of a run over it and a box around one object. */
export class DeepZoom {
  readonly #viewer: OpenSeadragon.Viewer;
  readonly #box = document.createElement("div");
  readonly #spot = document.createElement("div");
  readonly #notes: TileNotes;
  readonly #labels: LabelLayer;
  /** Nobody has moved the view since the image was fitted into it. */
  #fitted = true;

  constructor(element: HTMLElement, events: ViewerEvents) {
    this.#box.className = "object-box";
    this.#spot.className = "asked-place";
    withoutInjectedStyle();
    this.#viewer = OpenSeadragon({
      element,
      drawer: "canvas",
      showNavigationControl: false,
      visibilityRatio: 1,
      minZoomImageRatio: 0.9,
      maxZoomPixelRatio: 16,
      animationTime: 0.35,
      springStiffness: 10,
      keyboardNavEnabled: false,
      // Not everybody clicks quickly.
      clickTimeThreshold: 1_000,
      tileRetryMax: 2,
      tileRetryDelay: 1_500,
      gestureSettingsMouse: { clickToZoom: false, dblClickToZoom: true },
      imageSmoothingEnabled: false,
    });
    this.#notes = new TileNotes(this.#viewer);
    this.#labels = new LabelLayer(this.#viewer);
    this.#viewer.addHandler("open", () => events.onOpen());
    this.#viewer.addHandler("open-failed", ({ message }) => events.onFail(message));
    this.#keepFitted();
    this.#smoothWhereSmaller(events);
    this.#tell(element, events);
  }

  #keepFitted(): void {
    this.#viewer.addHandler("resize", () => {
      // The library restores the old centre after this event.
      if (this.#fitted) requestAnimationFrame(() => this.#viewer.viewport?.goHome(true));
    });
    const moved = () => {
      this.#fitted = false;
    };
    for (const name of ["canvas-drag", "canvas-scroll", "canvas-pinch", "canvas-double-click"] as const)
      this.#viewer.addHandler(name, moved);
  }

  /** Large pixels are shown as they are; where the image is made smaller, lines must not fall between them. */
  #smoothWhereSmaller({ onScale }: ViewerEvents): void {
    let smooth: boolean | undefined;
    this.#viewer.addHandler("viewport-change", () => {
      const image = this.#viewer.world.getItemAt(0);
      if (image === undefined) return;
      const zoom = image.viewportToImageZoom(this.#viewer.viewport.getZoom(true));
      onScale?.(zoom);
      const wanted = zoom * devicePixelRatio < 1;
      if (wanted !== smooth) this.#viewer.drawer.setImageSmoothingEnabled(wanted);
      smooth = wanted;
    });
  }

  #tell(element: HTMLElement, events: ViewerEvents): void {
    this.#viewer.addHandler("canvas-click", (event) => {
      const place = this.#placeAt(event.position);
      if (event.quick && place !== undefined) events.onClick(place);
    });
    this.#viewer.addHandler("animation-finish", () => {
      const view = this.view();
      if (!this.#fitted && view !== undefined) events.onMoved?.(view);
    });
    const { onHover } = events;
    if (onHover === undefined) return;
    element.addEventListener("pointermove", (event) => {
      const { left, top } = element.getBoundingClientRect();
      const at = { x: event.clientX - left, y: event.clientY - top };
      onHover(event.buttons === 0 ? this.#placeAt(new OpenSeadragon.Point(at.x, at.y)) : undefined, at);
    });
    element.addEventListener("pointerleave", () => onHover(undefined, { x: 0, y: 0 }));
  }

  #placeAt(position: OpenSeadragon.Point): Place | undefined {
    const image = this.#viewer.world.getItemAt(0);
    if (image === undefined) return undefined;
    const at = image.viewerElementToImageCoordinates(position);
    const size = image.getContentSize();
    return at.x >= 0 && at.y >= 0 && at.x < size.x && at.y < size.y ? { x: at.x, y: at.y } : undefined;
  }

  /** @param window - the grey values to show; without: as the server finds best. */
  open(image: string, window?: GreyWindow): void {
    this.#labels.reset();
    this.#fitted = true;
    this.#viewer.clearOverlays();
    this.#notes.clear();
    this.#viewer.open({ tileSource: deepZoomOf(image, window) });
  }

  /** Shows other grey values; what is seen stays where it is. */
  window(image: string, window: GreyWindow | undefined): void {
    if (this.#viewer.world.getItemAt(0) !== undefined)
      this.#viewer.addTiledImage({ tileSource: deepZoomOf(image, window), index: 0, replace: true });
  }

  close(): void {
    this.#labels.reset();
    this.#viewer.close();
  }

  /** Lays labels over the image, changes how they look, or takes them away. */
  overlay(image: string, wanted: Overlay | undefined): void {
    this.#labels.show(image, wanted);
  }

  /** Draws the labels anew: their colours follow classes that have changed. */
  redraw(image: string, wanted: Overlay): void {
    this.#labels.forget();
    this.#labels.show(image, wanted);
  }

  /** Puts the box around an object. */
  mark(box: Box | undefined): void {
    this.#viewer.removeOverlay(this.#box);
    if (box !== undefined) this.#viewer.addOverlay(this.#box, this.#rectangle(grown(box, 2)));
  }

  /** Marks a place that was asked about, with the speck that lies there. */
  point(place: Place | undefined, box?: Box): void {
    this.#viewer.removeOverlay(this.#spot);
    if (place === undefined) return;
    this.#spot.classList.toggle("speck", box !== undefined);
    const around = box ?? { x: place.x - 4, y: place.y - 4, width: 8, height: 8 };
    this.#viewer.addOverlay(this.#spot, this.#rectangle(around));
  }

  /** Brings a box to the middle, unless the whole image is in view; with `zoom` so that it fills a third of the view. */
  look(box: Box, zoom: boolean): void {
    const rectangle = this.#rectangle(grown(box, zoom ? Math.max(box.width, box.height) : 0));
    if (zoom) this.#fitted = false;
    if (zoom) this.#viewer.viewport.fitBoundsWithConstraints(rectangle);
    else if (!this.#fitted) this.#viewer.viewport.panTo(rectangle.getCenter()).applyConstraints();
  }

  /** What is seen; `undefined` while nothing is. */
  view(): View | undefined {
    const image = this.#viewer.world.getItemAt(0);
    if (image === undefined) return undefined;
    const { x, y } = image.viewportToImageCoordinates(this.#viewer.viewport.getCenter());
    return { x, y, zoom: image.viewportToImageZoom(this.#viewer.viewport.getZoom()) };
  }

  /** Goes where somebody was before. */
  goTo({ x, y, zoom }: View): void {
    const image = this.#viewer.world.getItemAt(0);
    if (image === undefined) return;
    this.#fitted = false;
    const { viewport } = this.#viewer;
    viewport.zoomTo(image.imageToViewportZoom(zoom), undefined, true);
    viewport.panTo(image.imageToViewportCoordinates(x, y), true).applyConstraints(true);
  }

  zoomBy(factor: number): void {
    this.#fitted = false;
    this.#viewer.viewport?.zoomBy(factor).applyConstraints();
  }

  fit(): void {
    this.#fitted = true;
    this.#viewer.viewport?.goHome();
  }

  /** One pixel of the image on one of the screen. */
  actualSize(): void {
    this.#fitted = false;
    const image = this.#viewer.world.getItemAt(0);
    if (image !== undefined) this.#viewer.viewport.zoomTo(image.imageToViewportZoom(1)).applyConstraints();
  }

  destroy(): void {
    this.#viewer.destroy();
  }

  #rectangle({ x, y, width, height }: Box): OpenSeadragon.Rect {
    const image = this.#viewer.world.getItemAt(0);
    return image?.imageToViewportRectangle(x, y, width, height) ?? new OpenSeadragon.Rect(0, 0, 1, 1);
  }
}

function grown({ x, y, width, height }: Box, by: number): Box {
  return { x: x - by, y: y - by, width: width + 2 * by, height: height + 2 * by };
}
