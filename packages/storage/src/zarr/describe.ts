import type { PixelSize } from "@argosy/core";
import { ArgosyError, canonicalJson } from "@argosy/core";
import { ZSTD_LEVEL } from "./chunk.ts";
import type { LevelLayout, StackLayout, StackShape } from "./layout.ts";
import { layoutOf } from "./layout.ts";

/** How a channel is named and first shown. */
export interface Channel {
  readonly label: string;
  /** Six hexadecimal digits, red green blue. */
  readonly color: string;
  /** The span of possible values, and the part of it that is shown from black to full colour. */
  readonly window: { readonly min: number; readonly max: number; readonly start: number; readonly end: number };
}

/** One image of a stack: its name, and its own size, which may be smaller than the stack's. */
export interface StackFrame {
  readonly name: string;
  readonly width: number;
  readonly height: number;
}

/** Everything that the metadata of a stack says. */
export interface StackDescription extends StackShape {
  readonly name: string;
  /** One a channel of the stack; none for labels. */
  readonly channels: readonly Channel[];
  /** In micrometres; left out when it is not known. */
  readonly pixelSize?: Pick<PixelSize, "x" | "y">;
  /** One a time of the stack. */
  readonly frames: readonly StackFrame[];
  /** Given when the samples are numbers of objects; `source` is the relative path of the image hierarchy they belong to. */
  readonly labels?: { readonly source?: string };
}

/** The codecs of every array that we write: of a chunk inside its shard, and of the shard's index. */
export const OUR_CODECS = {
  inner: [
    { name: "bytes", configuration: { endian: "little" } },
    { name: "zstd", configuration: { level: ZSTD_LEVEL, checksum: false } },
    { name: "crc32c" },
  ],
  index: [{ name: "bytes", configuration: { endian: "little" } }, { name: "crc32c" }],
} as const;

/**
 * The metadata of a stack as OME-Zarr 0.5: `zarr.json` of the multiscale group, and one of the array at `0`, `1`, ... for each level.
 *
 * A level's pixel is the mean (labels: the nearest) of 2 x 2 of the level before, so its centre lies (2^k - 1) / 2 full pixels further: the
 * translation. Where the pixel size is not known the scale counts pixels and the axes carry no unit.
 *
 * @returns Path below the hierarchy -> UTF-8 bytes; equal descriptions give equal bytes.
 * @throws {ArgosyError} `invalid_argument` when the numbers of channels or frames are not those of the shape, or labels are not integers.
 *
 * Source: OME-NGFF 0.5, https://ngff.openmicroscopy.org/0.5/; Zarr v3, https://zarr-specs.readthedocs.io/en/latest/v3/core/.
 */
export function describeStack(description: StackDescription): Map<string, Uint8Array> {
  checkDescription(description);
  const layout = layoutOf(description);
  const files = new Map([["zarr.json", jsonBytes(groupJson(description, layout))]]);
  for (const [k, level] of layout.levels.entries()) files.set(`${k}/zarr.json`, jsonBytes(arrayJson(description, level)));
  return files;
}

/** A JSON document as it is stored: canonical, UTF-8. */
export function jsonBytes(value: unknown): Uint8Array {
  return new TextEncoder().encode(canonicalJson(value));
}

function checkDescription(description: StackDescription): void {
  const { t, c, channels, frames, labels, dtype } = description;
  const fault =
    frames.length !== t
      ? "one frame a time is needed"
      : channels.length !== (labels === undefined ? c : 0)
        ? "one channel description a channel is needed, and none for labels"
        : labels !== undefined && dtype.startsWith("float")
          ? "labels are whole numbers"
          : undefined;
  if (fault !== undefined)
    throw new ArgosyError("invalid_argument", fault, { details: { t, c, dtype, frames: frames.length, channels: channels.length } });
}

function groupJson(description: StackDescription, layout: StackLayout) {
  const { labels, frames } = description;
  const kind =
    labels === undefined ? { omero: { channels: description.channels.map(omeroChannel) } } : { "image-label": imageLabel(labels) };
  return {
    zarr_format: 3,
    node_type: "group",
    attributes: { ome: { version: "0.5", multiscales: [multiscale(description, layout)], ...kind }, argosy: { frames } },
  };
}

function omeroChannel(channel: Channel) {
  return { ...channel, active: true };
}

function imageLabel(labels: NonNullable<StackDescription["labels"]>) {
  return labels.source === undefined ? {} : { source: { image: labels.source } };
}

function multiscale(description: StackDescription, layout: StackLayout) {
  const { pixelSize, labels, name } = description;
  const unit = pixelSize === undefined ? {} : { unit: "micrometer" };
  return {
    name,
    type: labels === undefined ? "mean" : "nearest",
    axes: [
      { name: "t", type: "time" },
      { name: "c", type: "channel" },
      { name: "y", type: "space", ...unit },
      { name: "x", type: "space", ...unit },
    ],
    datasets: layout.levels.map((_, k) => ({
      path: `${k}`,
      coordinateTransformations: transformations(k, pixelSize?.y ?? 1, pixelSize?.x ?? 1),
    })),
  };
}

function transformations(level: number, y: number, x: number) {
  const scale = { type: "scale", scale: [1, 1, y * 2 ** level, x * 2 ** level] };
  const shift = (2 ** level - 1) / 2;
  return level === 0 ? [scale] : [scale, { type: "translation", translation: [0, 0, y * shift, x * shift] }];
}

function arrayJson(shape: StackShape, level: LevelLayout) {
  return {
    zarr_format: 3,
    node_type: "array",
    shape: [shape.t, shape.c, level.height, level.width],
    data_type: shape.dtype,
    chunk_grid: { name: "regular", configuration: { chunk_shape: level.shard } },
    chunk_key_encoding: { name: "default", configuration: { separator: "/" } },
    fill_value: 0,
    codecs: [
      {
        name: "sharding_indexed",
        configuration: {
          chunk_shape: [1, 1, level.chunkHeight, level.chunkWidth],
          codecs: OUR_CODECS.inner,
          index_codecs: OUR_CODECS.index,
          index_location: "end",
        },
      },
    ],
    dimension_names: ["t", "c", "y", "x"],
    attributes: {},
  };
}
