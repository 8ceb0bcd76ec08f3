import { posix } from "node:path";
import type { Bundle, BundleFile } from "./bundle.ts";
import { readFileOf } from "./bundle.ts";
import type { FindingList } from "./findings.ts";
import { LARGEST_IMAGE, readImageContent } from "./image-content.ts";

const SMALLINT = 32_767;
/** Pixels above which Pillow warns; above twice that it refuses. EcoTaxa sets 20,000 x 20,000. */
const PILLOW_PIXELS = 20_000 * 20_000;
const SUFFIXES: Readonly<Record<string, readonly string[]>> = { png: [".png"], jpeg: [".jpg", ".jpeg"], gif: [".gif"] };

/** A line that names an image. */
export interface ImageMention {
  readonly line: number;
  readonly name: string;
}

/** Resolves and reads the images that index files name; each file is read once. */
export class ImageChecker {
  readonly #bundle: Bundle;
  readonly #findings: FindingList;
  readonly #databaseLimits: boolean;
  readonly #unpack: boolean;
  readonly #read = new Set<BundleFile>();

  constructor(bundle: Bundle, findings: FindingList, options: { readonly databaseLimits: boolean; readonly unpack: boolean }) {
    this.#bundle = bundle;
    this.#findings = findings;
    this.#databaseLimits = options.databaseLimits;
    this.#unpack = options.unpack;
  }

  /** Images read so far. */
  get images(): number {
    return this.#read.size;
  }

  /** The path of an image named in the index file `tsv`; undefined where it leaves the bundle. */
  static pathOf(tsv: string, name: string): string | undefined {
    if (name.startsWith("/") || name.includes("\0")) return undefined;
    const path = posix.normalize(posix.join(posix.dirname(tsv), name));
    return path === ".." || path.startsWith("../") ? undefined : path;
  }

  /** Whether the bundle holds the image. */
  has(tsv: string, name: string): boolean {
    const path = ImageChecker.pathOf(tsv, name);
    return path !== undefined && this.#bundle.files.has(path);
  }

  /** Checks one image by content. */
  async check(tsv: string, { line, name }: ImageMention): Promise<void> {
    const where = { file: tsv, line, column: "img_file_name" };
    const path = ImageChecker.pathOf(tsv, name);
    if (path === undefined) return this.#findings.error("A3", where, `the image ${shown(name)} lies outside of the bundle`);
    const file = this.#bundle.files.get(path);
    if (file === undefined) return this.#findings.error("A3", where, `the image ${shown(name)} is not in the bundle`);
    if (this.#read.has(file)) return;
    this.#read.add(file);
    await this.#checkContent(file, name, where);
  }

  async #checkContent(file: BundleFile, name: string, where: { file: string; line: number; column: string }): Promise<void> {
    if (file.size > LARGEST_IMAGE) return this.#findings.error("I2", where, `the image ${shown(name)} has ${file.size} bytes`);
    const content = readImageContent(await readFileOf(file, LARGEST_IMAGE), this.#unpack);
    if (content === undefined) return this.#findings.error("I1", where, `${shown(name)} is no PNG, JPEG or GIF by its content`);
    if (content.damage !== undefined) this.#findings.error("I1", where, `${shown(name)} is damaged: ${content.damage}`);
    const suffix = posix.extname(name);
    if (!Object.values(SUFFIXES).some((list) => list.includes(suffix)))
      this.#findings.error("I1", where, `${shown(name)} does not end in .png, .jpg, .jpeg or .gif in lower case`);
    else if (SUFFIXES[content.format]?.includes(suffix) !== true)
      this.#findings.warning("I1", where, `${shown(name)} is a ${content.format.toUpperCase()} by its content`);
    this.#checkSize(content.width, content.height, name, where);
  }

  #checkSize(width: number, height: number, name: string, where: { file: string; line: number; column: string }): void {
    const size = `${shown(name)} is ${width} x ${height} pixels large`;
    if (width * height > 2 * PILLOW_PIXELS) this.#findings.error("I2", where, `${size}: too many to open`);
    else if (this.#databaseLimits && (width > SMALLINT || height > SMALLINT))
      this.#findings.error("I2", where, `${size}: ${SMALLINT} are stored`);
    else if (width * height > PILLOW_PIXELS) this.#findings.warning("I2", where, size);
  }
}

function shown(text: string): string {
  return JSON.stringify(text.length > 120 ? `${text.slice(0, 120)}...` : text);
}
