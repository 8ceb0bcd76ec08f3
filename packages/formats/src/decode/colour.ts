import type { Band } from "./band.ts";
import { samplesFor } from "./band.ts";

/** How stored samples become the samples that are handed on. */
export interface ColourPlan {
  readonly bits: number;
  /** Palette entries as `[red, green, blue, alpha]` of 8 bits each; with it a band has one channel of indices. */
  readonly palette?: readonly (readonly [number, number, number, number])[];
  /** Stored values that stand for "transparent", one a channel. */
  readonly transparent?: readonly number[];
  /** Small values are bright. */
  readonly inverted?: boolean;
}

/** Scales samples of less than 8 bits to 0..255, inverts, looks up palettes, makes alpha of a transparent colour. May change `band.data`. */
export function applyColour(band: Band, plan: ColourPlan): Band {
  if (plan.palette !== undefined) return lookUp(band, plan.palette);
  const result = plan.transparent === undefined ? band : addAlpha(band, plan.transparent, plan.bits);
  if (plan.bits < 8 || plan.inverted === true) {
    const scale = plan.bits < 8 ? 255 / (2 ** plan.bits - 1) : 1;
    const table = Uint8Array.from({ length: 256 }, (_, value) => (plan.inverted ? 255 - value * scale : value * scale));
    const end = band.channels * band.rows * band.width;
    for (let i = 0; i < end; i++) result.data[i] = table[result.data[i]!]!;
  }
  return result;
}

function lookUp(band: Band, palette: NonNullable<ColourPlan["palette"]>): Band {
  const alpha = palette.some((entry) => entry[3] !== 255);
  const channels = alpha ? 4 : 3;
  const pixels = band.rows * band.width;
  const data = new Uint8Array(channels * pixels);
  for (let c = 0; c < channels; c++) {
    // an index beyond the palette is black, as in libpng and Pillow
    const table = Uint8Array.from({ length: 256 }, (_, index) => palette[index]?.[c] ?? (c === 3 ? 255 : 0));
    for (let i = 0; i < pixels; i++) data[c * pixels + i] = table[band.data[i]!]!;
  }
  return { ...band, channels, data };
}

function addAlpha(band: Band, transparent: readonly number[], bits: number): Band {
  const pixels = band.rows * band.width;
  const data = samplesFor(bits, (band.channels + 1) * pixels);
  data.set(band.data);
  const opaque = bits === 16 ? 65_535 : 255;
  for (let i = 0; i < pixels; i++) {
    let clear = true;
    for (let c = 0; clear && c < band.channels; c++) clear = band.data[c * pixels + i] === transparent[c];
    data[band.channels * pixels + i] = clear ? 0 : opaque;
  }
  return { ...band, channels: band.channels + 1, data };
}

/** What is true of every pixel seen so far. */
export interface ColourFacts {
  opaque: boolean;
  grey: boolean;
}

/** Looks at one more band: is its last channel, as alpha, opaque, and are red, green and blue equal? */
export function observe(facts: ColourFacts, { data, channels, rows, width }: Band, alpha: boolean): void {
  const pixels = rows * width;
  const plane = (c: number) => data.subarray(c * pixels, (c + 1) * pixels);
  if (facts.opaque && alpha) {
    const last = plane(channels - 1);
    // A plane that equals itself moved by one sample is constant; memory is compared faster than any loop could.
    facts.opaque = last[0] === (data instanceof Uint16Array ? 65_535 : 255) && same(last.subarray(1), last.subarray(0, -1));
  }
  if (facts.grey && channels >= 3) facts.grey = same(plane(0), plane(1)) && same(plane(0), plane(2));
}

function same(a: Uint8Array | Uint16Array | Uint32Array, b: Uint8Array | Uint16Array | Uint32Array): boolean {
  return Buffer.from(a.buffer, a.byteOffset, a.byteLength).equals(Buffer.from(b.buffer, b.byteOffset, b.byteLength));
}

/** How many of the channels are kept, from the first, and why: opaque alpha is dropped, colour without colour becomes one grey channel. */
export function keepChannels(channels: number, colour: { readonly rgb: boolean; readonly alpha: boolean }, facts: ColourFacts) {
  const notes: string[] = [];
  let keep = channels;
  let alpha = colour.alpha;
  if (alpha && facts.opaque) {
    keep--;
    alpha = false;
    notes.push("the alpha channel was opaque everywhere and was dropped");
  }
  if (colour.rgb && facts.grey && !alpha && keep === 3) {
    keep = 1;
    notes.push("red, green and blue were equal everywhere and became one grey channel");
  }
  return { keep, alpha, notes };
}
