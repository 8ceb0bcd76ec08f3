import type { PixelSize } from "@argosy/core";

/** Image formats that are read here. */
export type Format = "png" | "jpeg" | "tiff";

/** What the samples of a pixel mean: `multi` is any number of channels without a colour. */
export type Colour = "grey" | "greyalpha" | "rgb" | "rgba" | "palette" | "multi";

/** One image of a file, as its header states it and after every statement was checked against the limits and the file's length. */
export interface PageHeader {
  /** Where the page's own description starts, in bytes: the directory of a TIFF, 0 elsewhere. */
  readonly offset: number;
  /** Pixels as they are stored, before `orientation` is applied. */
  readonly width: number;
  readonly height: number;
  /** Samples a pixel as stored; a palette image has one. */
  readonly channels: number;
  /** Bits of one stored sample: 1, 2, 4, 8, 16 or, where they are numbers of objects, 32. */
  readonly bits: number;
  /** Type of the decoded samples: 32 bits give `uint32`, 16 give `uint16`, fewer give `uint8`. */
  readonly dtype: "uint8" | "uint16" | "uint32";
  readonly colour: Colour;
  readonly compression: "none" | "lzw" | "deflate" | "jpeg" | "packbits";
  /** How TIFF or JPEG name the meaning of the samples, for people. */
  readonly photometric: string;
  /** Interlaced PNG or progressive JPEG: only readable as a whole. */
  readonly progressive: boolean;
  readonly tiled: boolean;
  /** EXIF orientation, 1 to 8; 1 is upright. */
  readonly orientation: number;
  /** Extent of a pixel as stored; absent where the file does not say, or says only what its writer puts into every file. */
  readonly pixelSize?: PixelSize;
  /** At most 65,536 characters. */
  readonly description?: string;
}

/** What the header of a file says. */
export interface FileHeader {
  readonly format: Format;
  /** At least one; overviews of a TIFF are not pages. */
  readonly pages: readonly PageHeader[];
  /** EXIF fields by name, dates as `YYYY-MM-DDTHH:MM:SS`; empty where there are none or where they are damaged. */
  readonly exif: Readonly<Record<string, string | number>>;
  /** What a person should know about the file: things left out, things that were odd. */
  readonly notes: readonly string[];
}
