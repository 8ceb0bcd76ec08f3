/** Which labels are drawn and how. */
export interface LabelPicture {
  readonly run: string;
  readonly by: "object" | "class";
  readonly style: "outline" | "fill";
}

/** Deep Zoom description of an image. */
export const deepZoomOf = (image: string) => `/blobs/${image}.dzi`;

/** A small picture of a whole image. */
export const thumbnailOf = (image: string) => `/blobs/${image}/thumbnail?size=160`;

/** An object with some of its surroundings. */
export const cropOf = (object: string, size: number) => `/objects/${object}/crop?size=${size}`;

/** The pixels of one object, transparent around them. */
export const maskOf = (object: string, color: string) => `/masks/${object}.png?color=${color}`;

export const bundleOf = (project: string, bundle: string) => `/api/projects/${project}/bundles/${bundle}/content`;
export const tableOf = (project: string, run: string) => `/api/projects/${project}/runs/${run}/objects.csv`;
export const tableMetadataOf = (project: string, run: string) => `/api/projects/${project}/runs/${run}/objects.csv-metadata.json`;

/** A tile of the label image that a run gave for an image, with twice the pixels. */
export const labelTileOf = (image: string, { run, by, style }: LabelPicture, at: { z: number; x: number; y: number }) =>
  `/blobs/${image}/tiles/${at.z}/${at.x}/${at.y}@2x?edge=crop&run=${run}&by=${by}&style=${style}`;
