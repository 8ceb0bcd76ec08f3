import type OpenSeadragon from "openseadragon";
import type { LabelPicture } from "../api/pictures.ts";
import { labelTileOf } from "../api/pictures.ts";
import { labelTiles } from "./label-tiles.ts";

/** How the labels of a run lie over the image. */
export interface Overlay extends LabelPicture {
  readonly opacity: number;
}

/** The labels of a run over the image of a viewer. */
export class LabelLayer {
  readonly #viewer: OpenSeadragon.Viewer;
  #labels: OpenSeadragon.TiledImage | undefined;
  #shown = "";
  #turn = 0;

  constructor(viewer: OpenSeadragon.Viewer) {
    this.#viewer = viewer;
  }

  /** The viewer has thrown all of its images away. */
  reset(): void {
    this.#labels = undefined;
    this.#shown = "";
    this.#turn++;
  }

  /** What is shown next is read anew. */
  forget(): void {
    this.#shown = "";
  }

  /** Lays labels over the image, changes how they look, or takes them away. */
  show(image: string, wanted: Overlay | undefined): void {
    const { opacity = 0, ...picture } = wanted ?? {};
    const shown = wanted === undefined ? "" : `${image} ${JSON.stringify(picture)}`;
    if (shown === this.#shown) this.#labels?.setOpacity(opacity);
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

  #drop(): void {
    this.#turn++;
    if (this.#labels !== undefined) this.#viewer.world.removeItem(this.#labels);
    this.#labels = undefined;
  }
}
