import { ArgosyError, LIMITS, type PixelSize } from "@argosy/core";
import { cleanText } from "../exif.ts";
import type { FileHeader, PageHeader } from "../header.ts";
import { fromDotsPerInch, fromImageJ, fromOmeXml } from "../pixel-size.ts";
import type { WindowReader } from "../window-reader.ts";
import { corrupt, Directory, readDirectories, readLayout, type TiffLayout } from "./directory.ts";
import { readPage } from "./read-page.ts";
import { readSegments } from "./segments.ts";
import { EXIF_NAMES, TAG } from "./tags.ts";

const DESCRIPTION_CHARACTERS = 65_536;
const REDUCED = 1;
const MASK = 4;

/** The header of a TIFF or BigTIFF: every page with its segments checked; reduced images and masks are no pages. */
export async function readTiffHeader(reader: WindowReader): Promise<FileHeader> {
  const layout = await readLayout(reader);
  const directories = await readDirectories(reader, layout);
  const pages: PageHeader[] = [];
  const notes: string[] = [];
  let reduced = 0;
  for (const [index, directory] of directories.entries()) {
    const kind = (await directory.number("NewSubfileType")) ?? 0;
    if (index > 0 && (kind & (REDUCED | MASK)) !== 0) reduced++;
    else pages.push(await describe(reader, directory, layout.first, notes));
  }
  if (reduced > 0) notes.push(`${reduced} reduced images or masks are not read as pages`);
  const first = directories[0];
  if (first === undefined) throw corrupt("IFD", "there is no directory");
  return { format: "tiff", pages, exif: await readFields(reader, layout, first, notes), notes: [...new Set(notes)] };
}

async function describe(reader: WindowReader, directory: Directory, first: number, notes: string[]): Promise<PageHeader> {
  const page = await readPage(directory);
  await readSegments(directory, page, reader.size);
  if (page.photometric === 0 && page.header.dtype === "uint16")
    notes.push("small values are bright (min-is-white); the samples are as stored");
  if (page.premultiplied) notes.push("colours are multiplied with alpha; the samples are as stored");
  const whole = await courtesy(directory.text(TAG.ImageDescription, LIMITS.metadataBytes), notes);
  const pixelSize = await courtesy(readPixelSize(directory, whole ?? ""), notes);
  const frames = /^images=(\d{1,9})$/m.exec(whole?.startsWith("ImageJ=") === true ? whole.slice(0, 4_096) : "")?.[1];
  if (directory.next === 0 && directory.offset === first && Number(frames ?? 1) > 1)
    notes.push(`ImageJ says that there are ${frames} images; those without a directory of their own are not read`);
  const description = whole === undefined ? undefined : whole.slice(0, DESCRIPTION_CHARACTERS);
  return { ...page.header, ...(pixelSize === undefined ? {} : { pixelSize }), ...(description ? { description } : {}) };
}

async function readPixelSize(directory: Directory, description: string): Promise<PixelSize | undefined> {
  const ome = fromOmeXml(description);
  if (ome !== undefined) return ome;
  const x = await directory.number("XResolution");
  const y = await directory.number("YResolution");
  if (x === undefined || y === undefined) return undefined;
  const imageJ = fromImageJ(description, x, y);
  if (imageJ !== undefined) return imageJ;
  const unit = (await directory.number("ResolutionUnit")) ?? 2;
  if (unit !== 2 && unit !== 3) return undefined;
  const perInch = unit === 2 ? 1 : 2.54;
  return fromDotsPerInch(x * perInch, y * perInch);
}

/** A field that says nothing about the samples: where it is damaged the field is lost, not the image, and a note says so. */
async function courtesy<T>(field: Promise<T>, notes: string[]): Promise<T | undefined> {
  try {
    return await field;
  } catch (error) {
    if (!(error instanceof ArgosyError) || error.reason !== "TIFF_CORRUPT") throw error;
    notes.push(`a damaged field was passed over: ${error.message}`);
    return undefined;
  }
}

async function readFields(
  reader: WindowReader,
  layout: TiffLayout,
  first: Directory,
  notes: string[],
): Promise<Record<string, string | number>> {
  const fields: Record<string, string | number> = {};
  await takeFields(first, fields, notes);
  const place = await first.number("ExifIFD");
  if (place !== undefined && place >= 8 && place + 18 <= reader.size) await takeExif(reader, layout, place, fields, notes);
  return fields;
}

/** EXIF is a courtesy inside TIFF: a damaged directory costs the fields, not the image. Whatever is no refusal of the file is thrown. */
async function takeExif(
  reader: WindowReader,
  layout: TiffLayout,
  place: number,
  fields: Record<string, string | number>,
  notes: string[],
): Promise<void> {
  try {
    await takeFields(await Directory.read(reader, layout, place), fields, notes);
  } catch (error) {
    if (!(error instanceof ArgosyError) || error.reason === undefined) throw error;
    notes.push(`the EXIF fields were passed over: ${error.message}`);
  }
}

async function takeFields(directory: Directory, fields: Record<string, string | number>, notes: string[]): Promise<void> {
  for (const [key, name] of Object.entries(EXIF_NAMES)) {
    const tag = Number(key);
    if (!directory.has(tag) || directory.count(tag) > 65_536) continue;
    const value = (await courtesy(directory.number(tag), notes)) ?? (await courtesy(directory.text(tag, 4_096), notes));
    if (typeof value === "number" && Number.isFinite(value)) fields[name] = value;
    const text = typeof value === "string" ? cleanText(value) : undefined;
    if (text !== undefined) fields[name] = text.replace(/^(\d{4}):(\d\d):(\d\d) (\d\d:\d\d:\d\d)$/, "$1-$2-$3T$4");
  }
}
