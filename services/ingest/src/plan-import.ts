import { createHash } from "node:crypto";
import { canonicalJson, SAMPLE_BYTES } from "@argosy/core";
import type { FileRow, StoredFile } from "./files.ts";
import type { StackFrameWork, StackWork } from "./work.ts";

/** Frames and bytes of samples that one task decodes at most. */
const FRAMES = 64;
const BYTES = 64 * 2 ** 20;

/** A task that imports some frames. */
export interface PlannedStack {
  readonly id: string;
  readonly title: string;
  readonly weight: number;
  readonly work: StackWork;
}

/**
 * Cuts the files of imports into tasks, in the order of their names: frames whose headers promise the same type lie together, at most
 * 64 of them or 64 MiB of samples. How they are stacked is decided when they are decoded, for only then their channels are known.
 *
 * All files of an import are cut, and what is finished is left out afterwards: so a second look cuts as the first one did.
 */
export function planImport(projectId: string, collection: string, files: readonly StoredFile[], dropOriginals: boolean): PlannedStack[] {
  const imports = Map.groupBy(files, (file) => file.import_id);
  const ready = new Set(files.filter((file) => file.state === "ready").map((file) => file.id));
  return [...imports.values()]
    .flatMap((members) => cut(members))
    .filter((frames) => frames.some((frame) => !ready.has(frame.file)))
    .map((frames) => planned(projectId, { kind: "stack", collection, frames, dropOriginals }));
}

function cut(files: readonly StoredFile[]): StackFrameWork[][] {
  const open = new Map<string, { frames: StackFrameWork[]; bytes: number }>();
  const full: StackFrameWork[][] = [];
  for (const file of files) {
    for (const [page, header] of (file.header?.pages ?? []).entries()) {
      const type = `${header.dtype} ${header.colour} ${header.channels}`;
      const bytes = header.width * header.height * header.channels * SAMPLE_BYTES[header.dtype];
      let group = open.get(type);
      if (group !== undefined && (group.frames.length >= FRAMES || group.bytes + bytes > BYTES)) {
        full.push(group.frames);
        group = undefined;
      }
      if (group === undefined) {
        group = { frames: [], bytes: 0 };
        open.set(type, group);
      }
      group.bytes += bytes;
      const { id, path, sha256, revision } = file;
      group.frames.push({ file: id, path, sha256: sha256!, revision, page, name: imageName(file, page) });
    }
  }
  return [...full, ...Array.from(open.values(), (group) => group.frames)];
}

function planned(projectId: string, work: StackWork): PlannedStack {
  const first = work.frames[0]!.name;
  return {
    id: createHash("sha256")
      .update(canonicalJson({ project: projectId, ...work }))
      .digest("hex"),
    title: work.frames.length === 1 ? first : `${first} and ${work.frames.length - 1} more`,
    weight: work.frames.length,
    work,
  };
}

/** The name of an image: its file's path; a page of several has its number, from 1, before the extension. */
function imageName(file: FileRow, page: number): string {
  if ((file.header?.pages.length ?? 1) === 1) return file.path;
  const dot = file.path.lastIndexOf(".");
  const [stem, extension] = dot > file.path.lastIndexOf("/") + 1 ? [file.path.slice(0, dot), file.path.slice(dot)] : [file.path, ""];
  return `${stem}@${page + 1}${extension}`;
}
