import type { PixelSize } from "@argosy/core";
import type { WarpOptions } from "@argosy/kernels";

/** How a node moves the pixels of an image: the frame that it makes, and where its points lie on the frame that it is given. */
export interface Movement extends Omit<WarpOptions, "interpolation"> {
  /** As for a warp; or `area`: the mean of what a pixel covers, where the movement neither mirrors nor turns. */
  readonly interpolation: WarpOptions["interpolation"] | "area";
}

/** What a movement is worked out from: the size of the whole frame, and of its pixels. */
export interface FrameSize {
  readonly width: number;
  readonly height: number;
  readonly pixelSize?: PixelSize;
}
