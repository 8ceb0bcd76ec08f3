import { createHash } from "node:crypto";
import type { ByteSource, PixelSize } from "@argosy/core";
import { bytesOf, micrometres, refusal, toArgosyError } from "@argosy/core";
import type { FileHeader } from "@argosy/formats";
import { readHeader } from "@argosy/formats";
import type { FileProblem } from "./files.ts";
import type { SourceFile } from "./source-files.ts";

/** What a first look at a file says: what it is, and whether it can be read. */
export interface Look {
  readonly sha256: string;
  readonly kind: "image" | "table" | "other";
  readonly format: string | null;
  readonly header: FileHeader | null;
  readonly problem: FileProblem | null;
  /** The whole file, where it was small enough to be read at once. */
  readonly whole: Uint8Array | undefined;
}

const WHOLE = 8 * 2 ** 20;
const PIECE = 4 * 2 ** 20;
const TABLE = /\.(csv|tsv|lst)$/i;

/** The content decides what a file is: its name only tells tables from other text. */
export async function lookAtFile(file: SourceFile, signal: AbortSignal): Promise<Look> {
  if (file.refused !== undefined) return refused(file.refused.reason, file.refused.detail);
  const whole = file.size <= WHOLE ? await file.bytes.read(0, file.size, signal) : undefined;
  const bytes = whole === undefined ? file.bytes : bytesOf(whole);
  const sha256 = await hashOf(bytes, signal);
  if (TABLE.test(file.path) && (await isText(bytes, signal))) {
    return { sha256, kind: "table", format: "text", header: null, problem: null, whole };
  }
  try {
    const header = await readHeader(bytes, signal);
    return { sha256, kind: "image", format: header.format, header, problem: null, whole };
  } catch (error) {
    signal.throwIfAborted();
    return { sha256, kind: "other", format: null, header: null, problem: problemOf(error), whole };
  }
}

function refused(reason: NonNullable<SourceFile["refused"]>["reason"], detail: string): Look {
  return { sha256: "", kind: "other", format: null, header: null, problem: problemOf(refusal(reason, detail)), whole: undefined };
}

/** An error as it is kept with a file. */
export function problemOf(error: unknown): FileProblem {
  const { code, reason, message, details } = toArgosyError(error);
  return {
    code,
    reason: reason ?? "",
    detail: reason === undefined && code === "internal" ? "the file could not be read" : message,
    details: { ...details },
  };
}

async function hashOf(bytes: ByteSource, signal: AbortSignal): Promise<string> {
  const hash = createHash("sha256");
  for (let offset = 0; offset < bytes.size; offset += PIECE) hash.update(await bytes.read(offset, PIECE, signal));
  return hash.digest("hex");
}

async function isText(bytes: ByteSource, signal: AbortSignal): Promise<boolean> {
  return !(await bytes.read(0, 4_096, signal)).includes(0);
}

/** The pixel size that the first page of a file states. */
export function pixelSizeOf(header: FileHeader | null): PixelSize | undefined {
  const stated = header?.pages[0]?.pixelSize;
  return stated === undefined ? undefined : { x: micrometres(stated.x), y: micrometres(stated.y), provenance: stated.provenance };
}
