import type { ByteSource } from "@argosy/core";
import { newSamples } from "@argosy/core";
import type { Format, PageHeader } from "../header.ts";
import { decodeJpeg } from "../jpeg/decode-jpeg.ts";
import { decodePng } from "../png/decode-png.ts";
import { decodeTiff } from "../tiff/decode-tiff.ts";
import { WindowReader } from "../window-reader.ts";
import type { Band, DecodedSamples } from "./band.ts";
import { type ColourFacts, keepChannels, observe } from "./colour.ts";
import { makeUpright } from "./orient.ts";

const DECODERS: Readonly<Record<Format, (reader: WindowReader, page: PageHeader) => AsyncGenerator<Band>>> = {
  png: decodePng,
  jpeg: decodeJpeg,
  tiff: decodeTiff,
};

/** What is known once the last band was decoded. */
export interface Summary {
  /** Channels that are kept, from the first. */
  readonly keep: number;
  readonly alpha: boolean;
  readonly rgb: boolean;
  readonly notes: readonly string[];
}

/**
 * Decodes a page in bands. An image that needs turning, or that fits into one band, comes as a single upright band
 * that holds only the channels that are kept.
 */
export async function* decodePage(source: ByteSource, format: Format, page: PageHeader): AsyncGenerator<Band, Summary> {
  const bands = DECODERS[format](new WindowReader(source), page);
  const turned = page.orientation > 1;
  const facts: ColourFacts = { opaque: true, grey: true };
  const held: Band[] = [];
  let shape = { rgb: false, alpha: false };
  let channels = 0;
  let sent = false;
  for await (const band of bands) {
    channels = band.channels;
    shape = colourOf(page, channels);
    observe(facts, band, shape.alpha);
    if (held.length > 0 && !turned) {
      sent = true;
      yield held.shift()!;
    }
    held.push(band);
  }
  const { keep, alpha, notes } = keepChannels(channels, shape, facts);
  const summary: Summary = { keep, alpha, rgb: shape.rgb && keep >= 3, notes };
  if (sent) yield held[0]!;
  else yield upright(held, page, keep);
  return summary;
}

function colourOf(page: PageHeader, channels: number): { rgb: boolean; alpha: boolean } {
  if (page.colour === "multi") return { rgb: false, alpha: false };
  return { rgb: channels >= 3, alpha: channels === 2 || channels === 4 };
}

function upright(bands: readonly Band[], page: PageHeader, keep: number): Band {
  const plane = page.width * page.height;
  const [only] = bands;
  let data = only!.data.subarray(0, keep * plane);
  if (bands.length > 1) {
    data = newSamples(page.dtype, keep * plane) as DecodedSamples;
    for (const band of bands)
      for (let c = 0; c < keep; c++) {
        const size = band.rows * band.width;
        data.set(band.data.subarray(c * size, (c + 1) * size), c * plane + band.y * band.width);
      }
  }
  const turned = makeUpright({ width: page.width, height: page.height, channels: keep, data }, page.orientation);
  return { y: 0, rows: turned.height, width: turned.width, channels: keep, data: turned.data as DecodedSamples };
}
