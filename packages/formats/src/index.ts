export type { DecodedImage } from "./decode/assembly.ts";
export { createDecoderPool, type DecoderPool, type DecoderPoolOptions, type Encoded } from "./decode/decoder-pool.ts";
export type { Colour, FileHeader, Format, PageHeader } from "./header.ts";
export { encodePng, type PngImage } from "./png/write-png.ts";
export { readHeader } from "./read-header.ts";
export { sniff } from "./sniff.ts";
export { encodeLabelTiff, type LabelImage } from "./tiff/write-label-tiff.ts";
