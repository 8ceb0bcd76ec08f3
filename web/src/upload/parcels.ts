import type { LocalFile } from "./dropped-files.ts";
import { folderOf } from "./dropped-files.ts";
import { tarBlob } from "./tar-blob.ts";

/** What is sent in one upload: a large file, or many small ones. */
export interface Parcel {
  readonly name: string;
  readonly kind: "file" | "tar";
  readonly files: number;
  readonly blob: Blob;
}

const SMALL_BYTES = 8 * 2 ** 20;
const PARCEL_BYTES = 64 * 2 ** 20;
const PARCEL_FILES = 1_000;

/** Packs files: each large one alone, the small ones together, in their order. */
export function packParcels(files: readonly LocalFile[]): Parcel[] {
  const small = files.filter(({ file }) => file.size <= SMALL_BYTES);
  const large = files.filter(({ file }) => file.size > SMALL_BYTES);
  const groups: LocalFile[][] = [];
  let bytes = 0;
  for (const one of small) {
    const group = groups.at(-1);
    if (group === undefined || group.length >= PARCEL_FILES || bytes + one.file.size > PARCEL_BYTES) {
      groups.push([one]);
      bytes = one.file.size;
    } else {
      group.push(one);
      bytes += one.file.size;
    }
  }
  const folder = folderOf(files) || "files";
  const nameOf = (index: number) => (groups.length === 1 ? `${folder}.tar` : `${folder}-${index + 1}.tar`);
  const tars = groups.map((group, index): Parcel => ({ name: nameOf(index), kind: "tar", files: group.length, blob: tarBlob(group) }));
  return [...tars, ...large.map(({ path, file }): Parcel => ({ name: path, kind: "file", files: 1, blob: file }))];
}
