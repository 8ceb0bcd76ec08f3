import { LIMITS, refusal, samplesOf } from "@argosy/core";
import type { PageHeader } from "../header.ts";
import type { Band, DecodedSamples } from "./band.ts";
import { decodedBytes, samplesFor } from "./band.ts";
import type { Summary } from "./decode-page.ts";

/** The samples of a decoded image. */
export interface DecodedImage {
  /** Pixels of the upright image. */
  readonly width: number;
  readonly height: number;
  readonly channels: number;
  readonly dtype: "uint8" | "uint16" | "uint32";
  /** `grey`, `greyalpha`, `rgb`, `rgba`, or `multi` for channels without a colour. */
  readonly colour: "grey" | "greyalpha" | "rgb" | "rgba" | "multi";
  /** Whether the last channel is alpha. */
  readonly alpha: boolean;
  /** Planar: `data[(c * height + y) * width + x]`. */
  readonly data: DecodedSamples;
  /** What was done to the samples that a person should know. */
  readonly notes: readonly string[];
}

/** Puts the bands of one image together. */
export class Assembly {
  readonly #page: PageHeader;
  #width = 0;
  #height = 0;
  #channels = 0;
  #data: DecodedSamples | undefined;

  constructor(page: PageHeader) {
    this.#page = page;
  }

  /** @throws {ArgosyError} `IMAGE_TOO_LARGE` where the whole would exceed the limit, `DECODER_CRASHED` for a band that cannot be. */
  add(band: Omit<Band, "data">, bytes: Uint8Array): void {
    const { bits, dtype } = this.#page;
    const swapped = this.#page.orientation >= 5;
    const size = band.rows * band.width;
    this.#width = swapped ? this.#page.height : this.#page.width;
    this.#height = swapped ? this.#page.width : this.#page.height;
    this.#channels = band.channels;
    const fits = band.width === this.#width && band.y >= 0 && band.y + band.rows <= this.#height;
    if (!fits || bytes.length !== size * band.channels * decodedBytes(bits))
      throw refusal("DECODER_CRASHED", "the decoder process gave a band that cannot be", { process: "lost" });
    const samples = samplesOf(dtype, bytes) as DecodedSamples;
    if (band.rows === this.#height) {
      this.#data = samples;
      return;
    }
    this.#data ??= this.#allocate(band.channels);
    const plane = this.#width * this.#height;
    for (let c = 0; c < band.channels; c++) this.#data.set(samples.subarray(c * size, (c + 1) * size), c * plane + band.y * band.width);
  }

  finish(summary: Summary): DecodedImage {
    const data = this.#data;
    if (data === undefined) throw refusal("DECODER_CRASHED", "the decoder process gave no samples", { process: "lost" });
    const length = summary.keep * this.#width * this.#height;
    return {
      width: this.#width,
      height: this.#height,
      channels: summary.keep,
      dtype: this.#page.dtype,
      colour: this.#colour(summary),
      alpha: summary.alpha,
      data: length === data.length ? data : data.slice(0, length),
      notes: [...summary.notes, ...(this.#page.orientation > 1 ? [`turned upright from EXIF orientation ${this.#page.orientation}`] : [])],
    };
  }

  #colour(summary: Summary): DecodedImage["colour"] {
    if (summary.rgb) return summary.alpha ? "rgba" : "rgb";
    if (summary.keep === 1) return "grey";
    return summary.keep === 2 && summary.alpha ? "greyalpha" : "multi";
  }

  #allocate(channels: number): DecodedSamples {
    const { bits } = this.#page;
    const length = channels * this.#width * this.#height;
    const bytes = length * decodedBytes(bits);
    if (bytes > LIMITS.decodedBytes)
      throw refusal("IMAGE_TOO_LARGE", `the samples take ${bytes} bytes, more than the limit of ${LIMITS.decodedBytes}`, {
        bytes,
        limit: LIMITS.decodedBytes,
        limitName: "decodedBytes",
        process: "lost",
      });
    return samplesFor(bits, length);
  }
}
