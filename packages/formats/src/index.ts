export type { DecodedImage } from "./decode/assembly.ts";
export { createDecoderPool, type DecoderPool, type DecoderPoolOptions, type Encoded } from "./decode/decoder-pool.ts";
export type { Colour, FileHeader, Format, PageHeader } from "./header.ts";
export { readHeader } from "./read-header.ts";
export { sniff } from "./sniff.ts";
