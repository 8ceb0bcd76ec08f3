import type { ByteSource } from "@argosy/core";
import { refusal } from "@argosy/core";
import type { Format } from "./header.ts";

/** How a format is known by its first bytes: `magic` at `offset`, where `undefined` stands for any byte. */
interface Signature {
  readonly name: string;
  readonly offset: number;
  readonly magic: readonly (number | undefined)[];
}

const text = (magic: string): number[] => [...magic].map((letter) => letter.charCodeAt(0));
const at = (name: string, offset: number, magic: readonly (number | undefined)[] | string): Signature => ({
  name,
  offset,
  magic: typeof magic === "string" ? text(magic) : magic,
});

const READ: readonly (Signature & { readonly name: Format })[] = [
  { name: "png", offset: 0, magic: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] },
  { name: "jpeg", offset: 0, magic: [0xff, 0xd8, 0xff] },
  { name: "tiff", offset: 0, magic: [0x49, 0x49, 0x2a, 0x00] },
  { name: "tiff", offset: 0, magic: [0x4d, 0x4d, 0x00, 0x2a] },
  { name: "tiff", offset: 0, magic: [0x49, 0x49, 0x2b, 0x00, 0x08, 0x00, 0x00, 0x00] },
  { name: "tiff", offset: 0, magic: [0x4d, 0x4d, 0x00, 0x2b, 0x00, 0x08, 0x00, 0x00] },
];

/** Signatures of formats that are named when they are refused. The order matters: the first that fits is taken. */
const KNOWN: readonly Signature[] = [
  at("gif", 0, "GIF87a"),
  at("gif", 0, "GIF89a"),
  at("webp", 8, "WEBPVP8"),
  at("avi", 8, "AVI LIST"),
  at("wav", 8, "WAVEfmt"),
  at("pdf", 0, "%PDF-"),
  at("postscript", 0, "%!PS"),
  at("avif", 4, "ftypavi"),
  at("heic", 4, "ftyphei"),
  at("heic", 4, "ftyphev"),
  at("heic", 4, "ftypmif1"),
  at("heic", 4, "ftypmsf1"),
  at("mp4", 4, "ftyp"),
  at("quicktime", 4, "moov"),
  at("bmp", 0, [0x42, 0x4d, undefined, undefined, undefined, undefined, 0, 0, 0, 0]),
  at("dicom", 128, "DICM"),
  at("zip", 0, [0x50, 0x4b, 0x03, 0x04]),
  at("zip", 0, [0x50, 0x4b, 0x05, 0x06]),
  at("gzip", 0, [0x1f, 0x8b, 0x08]),
  at("bzip2", 0, "BZh"),
  at("xz", 0, [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]),
  at("7z", 0, [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]),
  at("zstd", 0, [0x28, 0xb5, 0x2f, 0xfd]),
  at("rar", 0, "Rar!"),
  at("tar", 257, "ustar"),
  at("hdf5", 0, [0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a]),
  at("netcdf", 0, [0x43, 0x44, 0x46, 0x01]),
  at("netcdf", 0, [0x43, 0x44, 0x46, 0x02]),
  at("czi", 0, "ZISRAWFILE"),
  at("nd2", 0, [0xda, 0xce, 0xbe, 0x0a]),
  at("lif", 0, [0x70, 0x00, 0x00, 0x00]),
  at("ole2 (oib, zvi)", 0, [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
  at("fits", 0, "SIMPLE  ="),
  at("nrrd", 0, "NRRD000"),
  at("numpy", 0, [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59]),
  at("jpeg2000", 0, [0x00, 0x00, 0x00, 0x0c, 0x6a, 0x50, 0x20, 0x20]),
  at("jpeg2000", 0, [0xff, 0x4f, 0xff, 0x51]),
  at("jpegxl", 0, [0x00, 0x00, 0x00, 0x0c, 0x4a, 0x58, 0x4c, 0x20]),
  at("jpegxl", 0, [0xff, 0x0a]),
  at("jpegxr", 0, [0x49, 0x49, 0xbc]),
  at("olympus raw", 0, "IIRO"),
  at("panasonic raw", 0, [0x49, 0x49, 0x55, 0x00]),
  at("openexr", 0, [0x76, 0x2f, 0x31, 0x01]),
  at("radiance", 0, "#?RADIANCE"),
  at("psd", 0, "8BPS"),
  at("icns", 0, "icns"),
  at("dds", 0, "DDS "),
  at("blp", 0, "BLP1"),
  at("blp", 0, "BLP2"),
  at("sgi", 0, [0x01, 0xda]),
  at("ico", 0, [0x00, 0x00, 0x01, 0x00]),
  at("fli", 4, [0x11, 0xaf]),
  at("fli", 4, [0x12, 0xaf]),
  at("pcx", 0, [0x0a, 0x05, 0x01, 0x08]),
  at("netpbm", 0, "P1\n"),
  at("netpbm", 0, "P2\n"),
  at("netpbm", 0, "P3\n"),
  at("netpbm", 0, "P4\n"),
  at("netpbm", 0, "P5\n"),
  at("netpbm", 0, "P6\n"),
  at("png with line endings changed", 0, [0x89, 0x50, 0x4e, 0x47]),
  at("matroska", 0, [0x1a, 0x45, 0xdf, 0xa3]),
];

const HEAD_BYTES = 1024;

/** The format of a file by its content, or `undefined` where it is none that is read here. The name of the file plays no part. */
export async function sniff(source: ByteSource, signal?: AbortSignal): Promise<Format | undefined> {
  const head = await source.read(0, HEAD_BYTES, signal);
  return READ.find((signature) => fits(signature, head))?.name;
}

/**
 * The format of a file that is to be read.
 *
 * @throws {ArgosyError} `IMAGE_EMPTY`, `FORMAT_UNSUPPORTED` with the name of what it is, or `FORMAT_UNKNOWN`.
 */
export async function requireFormat(source: ByteSource, signal?: AbortSignal): Promise<Format> {
  if (source.size === 0) throw refusal("IMAGE_EMPTY", "the file has no bytes");
  const head = await source.read(0, HEAD_BYTES, signal);
  const format = READ.find((signature) => fits(signature, head))?.name;
  if (format !== undefined) return format;
  const sniffed = KNOWN.find((signature) => fits(signature, head))?.name ?? textFormat(head);
  if (sniffed === undefined || sniffed === "text") {
    const what = sniffed === "text" ? "plain text" : "none of the formats known here";
    throw refusal("FORMAT_UNKNOWN", `the content is ${what}`, { sniffed: sniffed ?? "unknown", bytes: source.size });
  }
  throw refusal("FORMAT_UNSUPPORTED", `the content is ${sniffed}, which is not read here`, { sniffed, bytes: source.size });
}

function fits(signature: Signature, head: Uint8Array): boolean {
  return signature.magic.every((byte, i) => byte === undefined || head[signature.offset + i] === byte);
}

function textFormat(head: Uint8Array): string | undefined {
  if (head.some((byte) => byte < 32 && byte !== 9 && byte !== 10 && byte !== 13)) return undefined;
  const start = Buffer.from(head)
    .toString("latin1")
    .replace(/^\u00ef\u00bb\u00bf/, "")
    .trimStart()
    .toLowerCase();
  if (start.includes("<svg")) return "svg";
  if (start.startsWith("<!doctype html") || start.startsWith("<html")) return "html";
  if (start.startsWith("<?xml")) return "xml";
  return "text";
}
