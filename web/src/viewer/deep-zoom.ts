import OpenSeadragon from "openseadragon";
import type { LabelPicture } from "../api/pictures.ts";
import { deepZoomOf, labelTileOf } from "../api/pictures.ts";
import type { Box } from "../api/types.ts";
import { labelTiles } from "./label-tiles.ts";
import type { Place } from "./object-at.ts";
import { withoutInjectedStyle } from "./without-injected-style.ts";

/** How the labels of a run lie over the image. */
export interface Overlay extends LabelPicture {
  readonly opacity: number;
}

/** What a viewer tells. */
export interface ViewerEvents {
  onOpen(): void;
  onFail(message: string): void;
  onClick(place: Place): void;
}

/** A view of one image at a time, with the labels of a run over it and a box around one object. */
export class DeepZoom {
  readonly #viewer: OpenSeadragon.Viewer;
  readonly #box = document.createElement("div");
  #labels: OpenSeadragon.TiledImage | undefined;
  #shown = "";
  #turn = 0;
  /** Nobody has moved the view since the image was fitted into it. */
  #fitted = true;

  constructor(element: HTMLElement, events: ViewerEvents) {
    this.#box.className = "object-box";
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
      gestureSettingsMouse: { clickToZoom: false, dblClickToZoom: true },
      imageSmoothingEnabled: false,
    });
    this.#viewer.addHandler("open", () => events.onOpen());
    this.#viewer.addHandler("resize", () => {
      // The library restores the old centre after this event.
      if (this.#fitted) requestAnimationFrame(() => this.#viewer.viewport?.goHome(true));
    });
    // Large pixels are shown as they are; where the image is made smaller, lines must not fall between them.
    let smooth: boolean | undefined;
    this.#viewer.addHandler("viewport-change", () => {
      const image = this.#viewer.world.getItemAt(0);
      if (image === undefined) return;
      const wanted = image.viewportToImageZoom(this.#viewer.viewport.getZoom(true)) * devicePixelRatio < 1;
      if (wanted !== smooth) this.#viewer.drawer.setImageSmoothingEnabled(wanted);
      smooth = wanted;
    });
    const moved = () => {
      this.#fitted = false;
    };
    this.#viewer.addHandler("canvas-drag", moved);
    this.#viewer.addHandler("canvas-scroll", moved);
    this.#viewer.addHandler("canvas-pinch", moved);
    this.#viewer.addHandler("canvas-key", moved);
    this.#viewer.addHandler("open-failed", ({ message }) => events.onFail(message));
    this.#viewer.addHandler("canvas-click", (event) => {
      const image = this.#viewer.world.getItemAt(0);
      if (!event.quick || image === undefined) return;
      const at = image.viewerElementToImageCoordinates(event.position);
      events.onClick({ x: at.x, y: at.y });
    });
  }

  open(image: string): void {
    this.#labels = undefined;
    this.#shown = "";
    this.#turn++;
    this.#fitted = true;
    this.#viewer.clearOverlays();
    this.#viewer.open({ tileSource: deepZoomOf(image) });
  }

  close(): void {
    this.#turn++;
    this.#viewer.close();
  }

  /** Lays labels over the image, changes how they look, or takes them away. */
  overlay(image: string, wanted: Overlay | undefined): void {
    const shown = wanted === undefined ? "" : `${image} ${wanted.run} ${wanted.by} ${wanted.style}`;
    if (shown === this.#shown) this.#labels?.setOpacity(wanted?.opacity ?? 0);
    else if (wanted === undefined) this.#drop();
    else this.#add(image, wanted);
    this.#shown = shown;
  }

  #add(image: string, wanted: Overlay): void {
    const size = this.#viewer.world.getItemAt(0)?.getContentSize();
    if (size === undefined) return;
    const turn = ++this.#turn;
    this.#viewer.addTiledImage({
      tileSource: labelTiles({ width: size.x, height: size.y }, (at) => labelTileOf(image, wanted, at)),
      opacity: wanted.opacity,
      width: 1,
      success: (event) => {
        const { item } = event as unknown as { readonly item: OpenSeadragon.TiledImage };
        if (turn !== this.#turn) {
          this.#viewer.world.removeItem(item);
          return;
        }
        if (this.#labels !== undefined) this.#viewer.world.removeItem(this.#labels);
        this.#labels = item;
      },
    });
  }

  /** Draws the labels anew: their colours follow classes that have changed. */
  redraw(image: string, wanted: Overlay): void {
    this.#shown = "";
    this.overlay(image, wanted);
  }

  #drop(): void {
    this.#turn++;
    if (this.#labels !== undefined) this.#viewer.world.removeItem(this.#labels);
    this.#labels = undefined;
  }

  /** Puts the box around an object. */
  mark(box: Box | undefined): void {
    this.#viewer.removeOverlay(this.#box);
    if (box !== undefined) this.#viewer.addOverlay(this.#box, this.#rectangle(grown(box, 2)));
  }

  /** Brings a box to the middle, unless the whole image is in view; with `zoom` so that it fills a third of the view. */
  look(box: Box, zoom: boolean): void {
    const rectangle = this.#rectangle(grown(box, zoom ? Math.max(box.width, box.height) : 0));
    if (zoom) this.#fitted = false;
    if (zoom) this.#viewer.viewport.fitBoundsWithConstraints(rectangle);
    else if (!this.#fitted) this.#viewer.viewport.panTo(rectangle.getCenter()).applyConstraints();
  }

  zoomBy(factor: number): void {
    this.#fitted = false;
    this.#viewer.viewport.zoomBy(factor).applyConstraints();
  }

  fit(): void {
    this.#fitted = true;
    this.#viewer.viewport.goHome();
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
