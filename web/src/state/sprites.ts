import { shallowRef, triggerRef } from "vue";
import type { FoundObject } from "./object-window.ts";

/** How crops are drawn. */
export interface CropLook {
  /** Side of a cell in pixels of the page. */
  readonly side: number;
  /** Pixels of the page for one of the image; 0: each crop as large as its cell. */
  readonly scale: number;
}

/** Where the crop of an object is, in pixels of the page. */
export interface CropPlace {
  readonly url: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Size of the whole picture. */
  readonly across: number;
  readonly down: number;
  /** Whether the crop is smaller than the common scale asks. */
  readonly reduced: boolean;
}

const COLUMNS = 8;
const KEPT = 10;

interface Sprite {
  readonly url: string;
  ready: boolean;
  readonly image: HTMLImageElement;
}

/** Pictures of many crops that are there already, those used last kept ready. */
export function createSprites() {
  const version = shallowRef(0);
  const sprites = new Map<string, Sprite>();

  const urlOf = (project: string, objects: readonly FoundObject[], { side, scale }: CropLook): string => {
    const query = new URLSearchParams({
      objects: objects.map(({ id }) => id).join(","),
      cell: String(Math.round(side * devicePixelRatio)),
      columns: String(COLUMNS),
      scale: String(Math.round(scale * devicePixelRatio * 1_000) / 1_000),
    });
    return `/api/projects/${project}/sprites?${query}`;
  };

  const load = (url: string): Sprite => {
    const image = new Image();
    const sprite: Sprite = { url, ready: false, image };
    sprites.set(url, sprite);
    image.src = url;
    void image.decode().then(
      () => {
        sprite.ready = true;
        version.value++;
        triggerRef(version);
      },
      // Asked for again when it comes into view the next time.
      () => sprites.delete(url),
    );
    for (const [old, { image: picture }] of sprites) {
      if (sprites.size <= KEPT) break;
      sprites.delete(old);
      // The browser need not keep its pixels any longer.
      picture.removeAttribute("src");
    }
    return sprite;
  };

  return {
    version,
    /** The picture of a part, asked for if it is not there; `undefined` until it can be shown. */
    of(project: string, objects: readonly FoundObject[], look: CropLook): string | undefined {
      const url = urlOf(project, objects, look);
      const known = sprites.get(url);
      if (known !== undefined) {
        sprites.delete(url);
        sprites.set(url, known);
      }
      return (known ?? load(url)).ready ? url : undefined;
    },
  };
}

/** Where the n-th crop of a picture lies, by the rule of the server. */
export function placeOfCrop(url: string, count: number, index: number, crop: Size, { side, scale }: CropLook): CropPlace {
  const pixels = Math.round(side * devicePixelRatio);
  const filling = pixels / Math.max(crop.width, crop.height);
  const wanted = Math.round(scale * devicePixelRatio * 1_000) / 1_000;
  const factor = scale === 0 ? filling : Math.min(wanted, filling);
  const length = (own: number) => Math.max(1, Math.round(own * factor)) / devicePixelRatio;
  const cell = pixels / devicePixelRatio;
  return {
    url,
    x: (index % COLUMNS) * cell,
    y: Math.floor(index / COLUMNS) * cell,
    width: length(crop.width),
    height: length(crop.height),
    across: Math.min(COLUMNS, count) * cell,
    down: Math.ceil(count / COLUMNS) * cell,
    reduced: scale > 0 && filling < wanted,
  };
}

interface Size {
  readonly width: number;
  readonly height: number;
}
