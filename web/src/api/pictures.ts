/** Which labels are drawn and how. */
export interface LabelPicture {
  readonly run: string;
  /** `object`, `class` or a column of measurements. */
  readonly by: string;
  /** Values at the ends of the colours, for a column. */
  readonly low?: number;
  readonly high?: number;
  readonly style: "outline" | "fill";
}

/** Deep Zoom description of an image. @param window - grey values shown as black and as white; without: as the server finds best. */
export const deepZoomOf = (image: string, window?: { readonly low: number; readonly high: number }) =>
  `/blobs/${encodeURIComponent(image)}.dzi${window === undefined ? "" : `?low=${window.low}&high=${window.high}`}`;

/** A small picture of a whole image. */
export const thumbnailOf = (image: string) => `/blobs/${encodeURIComponent(image)}/thumbnail?size=160`;

/** An object with some of its surroundings. */
export const cropOf = (object: string, size: number) => `/objects/${encodeURIComponent(object)}/crop?size=${size}`;

export const bundleOf = (project: string, bundle: string) => `/api/projects/${project}/bundles/${bundle}/content`;

/** A tile of the label image that a run gave for an image, with twice the pixels. */
export function labelTileOf(image: string, picture: LabelPicture, at: { z: number; x: number; y: number }): string {
  const { run, by, style, low, high } = picture;
  const scale = low === undefined || high === undefined ? {} : { low: String(low), high: String(high) };
  return `/blobs/${encodeURIComponent(image)}/tiles/${at.z}/${at.x}/${at.y}@2x?${new URLSearchParams({ edge: "crop", run, by, style, ...scale })}`;
}
