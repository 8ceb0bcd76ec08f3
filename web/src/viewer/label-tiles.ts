/** Pixels of a tile of the image, and how many pixels of the label picture stand for one of the image. */
const SIDE = 256;
const FINER = 2;

/** A pyramid of label pictures as the viewer asks for it. */
export interface LabelTiles {
  readonly width: number;
  readonly height: number;
  readonly tileSize: number;
  readonly tileOverlap: number;
  readonly minLevel: number;
  readonly maxLevel: number;
  getTileUrl(level: number, x: number, y: number): string;
}

/**
 * Label pictures with twice the pixels of the image: lines stay thin where a small image is looked at enlarged.
 *
 * @param addressOf - the address of the tile of a map, `z` = 0 being the whole image.
 */
export function labelTiles(
  image: { readonly width: number; readonly height: number },
  addressOf: (at: { readonly z: number; readonly x: number; readonly y: number }) => string,
): LabelTiles {
  const longer = Math.max(image.width, image.height);
  const deepest = Math.max(0, Math.ceil(Math.log2(longer / SIDE)));
  const maxLevel = Math.ceil(Math.log2(longer * FINER));
  const minLevel = maxLevel - deepest;
  return {
    width: image.width * FINER,
    height: image.height * FINER,
    tileSize: SIDE * FINER,
    tileOverlap: 0,
    minLevel,
    maxLevel,
    getTileUrl: (level, x, y) => addressOf({ z: level - minLevel, x, y }),
  };
}
