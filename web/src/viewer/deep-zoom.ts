import OpenSeadragon from "openseadragon";
import { deepZoomOf, labelsOf } from "../api/pictures.ts";
import type { Box } from "../api/types.ts";
import type { Place } from "./object-at.ts";

/** How the labels of a run lie over the image. */
export interface Overlay {
  readonly run: string;
  readonly by: "object" | "class";
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

  constructor(element: HTMLElement, events: ViewerEvents) {
    this.#box.className = "object-box";
    this.#viewer = OpenSeadragon({
      element,
      drawer: "canvas",
      showNavigationControl: false,
      visibilityRatio: 0.5,
      minZoomImageRatio: 0.8,
      maxZoomPixelRatio: 16,
      animationTime: 0.35,
      springStiffness: 10,
      gestureSettingsMouse: { clickToZoom: false, dblClickToZoom: true },
      imageSmoothingEnabled: false,
    });
    this.#viewer.addHandler("open", () => events.onOpen());
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
    this.#viewer.clearOverlays();
    this.#viewer.open({ tileSource: deepZoomOf(image) });
  }

  close(): void {
    this.#turn++;
    this.#viewer.close();
  }

  /** Lays labels over the image, changes how they look, or takes them away. */
  overlay(image: string, wanted: Overlay | undefined): void {
    const address = wanted === undefined || wanted.opacity === 0 ? "" : labelsOf(image, wanted.run, wanted.by);
    if (address === this.#shown) this.#labels?.setOpacity(wanted?.opacity ?? 0);
    else if (address === "") this.#drop();
    else this.#add(address, wanted?.opacity ?? 1);
    this.#shown = address;
  }

  #add(address: string, opacity: number): void {
    const turn = ++this.#turn;
    this.#viewer.addTiledImage({
      tileSource: address,
      opacity,
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

  look(box: Box, zoom: boolean): void {
    const rectangle = this.#rectangle(grown(box, zoom ? Math.max(box.width, box.height) : 0));
    if (rectangle === undefined) return;
    if (zoom) this.#viewer.viewport.fitBounds(rectangle);
    else this.#viewer.viewport.panTo(rectangle.getCenter());
  }

  zoomBy(factor: number): void {
    this.#viewer.viewport.zoomBy(factor).applyConstraints();
  }

  fit(): void {
    this.#viewer.viewport.goHome();
  }

  /** One pixel of the image on one of the screen. */
  actualSize(): void {
    const { viewport } = this.#viewer;
    viewport.zoomTo(viewport.imageToViewportZoom(1));
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
