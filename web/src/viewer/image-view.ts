import type { Box, Point } from "@argosy/core";
import OpenSeadragon from "openseadragon";
import { deepZoomOf } from "../api/pictures.ts";
import { withoutInjectedStyle } from "./without-injected-style.ts";

/** What the view tells. */
export interface ViewEvents {
  onOpen(): void;
  onFail(message: string): void;
  /** The view rests somewhere else. In pixels of the full resolution; it may reach beyond the image. */
  onMove(seen: Box): void;
}

/** A view of one image with elements that lie over parts of it and move with it. */
export class ImageView {
  readonly #viewer: OpenSeadragon.Viewer;
  #fitted = true;

  constructor(element: HTMLElement, events: ViewEvents) {
    withoutInjectedStyle();
    this.#viewer = OpenSeadragon({
      element,
      drawer: "canvas",
      showNavigationControl: false,
      visibilityRatio: 1,
      minZoomImageRatio: 0.9,
      maxZoomPixelRatio: 16,
      animationTime: 0.25,
      gestureSettingsMouse: { clickToZoom: false, dblClickToZoom: true },
      imageSmoothingEnabled: false,
    });
    const moved = () => {
      const image = this.#viewer.world.getItemAt(0);
      if (image === undefined) return;
      const { x, y, width, height } = image.viewportToImageRectangle(this.#viewer.viewport.getBounds());
      events.onMove({ x, y, width, height });
    };
    this.#viewer.addHandler("open", () => {
      events.onOpen();
      moved();
    });
    this.#viewer.addHandler("animation-finish", moved);
    this.#viewer.addHandler("open-failed", ({ message }) => events.onFail(message));
    this.#viewer.addHandler("resize", () => {
      if (this.#fitted) requestAnimationFrame(() => this.#viewer.viewport?.goHome(true));
    });
    for (const name of ["canvas-drag", "canvas-scroll", "canvas-pinch", "canvas-key"] as const) {
      this.#viewer.addHandler(name, () => {
        this.#fitted = false;
      });
    }
  }

  open(image: string): void {
    this.#fitted = true;
    this.#viewer.clearOverlays();
    this.#viewer.open({ tileSource: deepZoomOf(image) });
  }

  /** Lays an element over a box of the image; it was there before: moves it. */
  lay(element: HTMLElement, { x, y, width, height }: Box): void {
    const image = this.#viewer.world.getItemAt(0);
    if (image === undefined) return;
    const location = image.imageToViewportRectangle(x, y, width, height);
    if (this.#viewer.getOverlayById(element) === null) {
      this.#viewer.addOverlay({ element, location });
      // The library puts a box around it: what lies below must be reached through that one, and the element says itself what it takes.
      if (element.parentElement !== null) element.parentElement.style.pointerEvents = "none";
    } else this.#viewer.updateOverlay(element, location);
  }

  take(element: HTMLElement): void {
    this.#viewer.removeOverlay(element);
  }

  /** Whether dragging moves the image: not while something is drawn on it. */
  set navigable(on: boolean) {
    this.#viewer.setMouseNavEnabled(on);
  }

  /** Where in the image a place of the window lies. */
  place({ clientX, clientY }: { readonly clientX: number; readonly clientY: number }): Point {
    const image = this.#viewer.world.getItemAt(0);
    const frame = this.#viewer.element.getBoundingClientRect();
    const at = image?.viewerElementToImageCoordinates(new OpenSeadragon.Point(clientX - frame.left, clientY - frame.top));
    return at === undefined ? { x: 0, y: 0 } : { x: at.x, y: at.y };
  }

  zoomBy(factor: number): void {
    this.#fitted = false;
    this.#viewer.viewport.zoomBy(factor).applyConstraints();
  }

  fit(): void {
    this.#fitted = true;
    this.#viewer.viewport.goHome();
  }

  actualSize(): void {
    this.#fitted = false;
    const image = this.#viewer.world.getItemAt(0);
    if (image !== undefined) this.#viewer.viewport.zoomTo(image.imageToViewportZoom(1)).applyConstraints();
  }

  destroy(): void {
    this.#viewer.destroy();
  }
}
