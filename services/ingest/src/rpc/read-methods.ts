import { basename } from "node:path";
import { ArgosyError, compilePattern, refusal } from "@argosy/core";
import type { Collection, File, Image } from "@argosy/rpc";
import type { Ports } from "@argosy/runtime";
import type { CollectionRow } from "../collections.ts";
import { changeCollection, findCollection, listCollections } from "../collections.ts";
import type { FileRow } from "../files.ts";
import { filesById, listFiles } from "../files.ts";
import type { ImageView } from "../images.ts";
import { findImage, listImages, patchImage } from "../images.ts";
import { pixelNote } from "../sheet/pixel-note.ts";
import { placeOnSheet } from "../sheet/sheet-rows.ts";
import type { IngestMethods } from "./methods.ts";

const PAGE = { default: 100, most: 1_000 } as const;

/** Collections, files and images: look up, and correct by hand. */
export function readMethods({
  db,
  clock,
}: Ports): Pick<
  IngestMethods,
  "listCollections" | "getCollection" | "updateCollection" | "listFiles" | "listImages" | "getImage" | "getOriginal" | "patchImage"
> {
  const image = async (project: string, id: string): Promise<ImageView> => {
    const row = await findImage(db, project, id);
    if (row === undefined) throw new ArgosyError("not_found", "there is no such image", { details: { image: id } });
    return row;
  };
  return {
    async listCollections({ project, page }) {
      const limit = limitOf(page?.limit);
      const rows = await listCollections(db, project, page?.cursor ?? "", limit);
      return { collections: rows.map(collectionMessage), nextCursor: rows.length === limit ? rows.at(-1)!.id : "" };
    },
    async getCollection({ project, collection }) {
      const row = await findCollection(db, project, collection);
      if (row === undefined) throw new ArgosyError("not_found", "there is no such collection", { details: { collection } });
      return collectionMessage(row);
    },
    async updateCollection({ project, collection, name, names }) {
      if (names !== undefined && names !== "") compilePattern(names);
      const row = await findCollection(db, project, collection);
      if (row === undefined) throw new ArgosyError("not_found", "there is no such collection", { details: { collection } });
      await changeCollection(db, collection, { name: name?.normalize("NFC") ?? row.name, names: names ?? row.names_pattern });
      await placeOnSheet(db, project, collection);
      return collectionMessage((await findCollection(db, project, collection))!);
    },
    async listFiles({ project, collection, state, page }) {
      const limit = limitOf(page?.limit);
      const rows = await listFiles(db, project, { collection, state, after: page?.cursor ?? "", limit });
      return { files: rows.map(fileMessage), nextCursor: rows.length === limit ? rows.at(-1)!.path : "" };
    },
    async listImages({ project, collection, page }) {
      const limit = limitOf(page?.limit);
      const rows = await listImages(db, project, collection, page?.cursor ?? "", limit);
      return { images: rows.map(imageMessage), nextCursor: rows.length === limit ? rows.at(-1)!.name : "" };
    },
    getImage: async ({ project, image: id }) => imageMessage(await image(project, id)),
    async getOriginal({ project, image: id }) {
      const row = await image(project, id);
      const file = (await filesById(db, project, [row.file_id])).get(row.file_id)!;
      if (!file.kept || file.parts.length === 0)
        throw refusal("ORIGINAL_NOT_KEPT", `the original of ${row.name} was not kept`, { image: id });
      const parts = file.parts.map((part) => ({ ...part, sha256: "", mediaType: "" }));
      return { parts, name: basename(file.path), mediaType: `image/${file.format}`, size: file.size, sha256: file.sha256 ?? "" };
    },
    async patchImage({ project, image: id, metadata, pixelWidth, pixelHeight }, { identity }) {
      await image(project, id);
      for (const size of [pixelWidth, pixelHeight]) {
        if (size !== undefined && !(size > 0 && size < 1e6))
          throw refusal("FIELD_INVALID", "a pixel size is above 0 and below 1,000,000 um", { field: "pixelWidth" });
      }
      const source = { how: "person", note: "", author: identity.user ?? "", at: new Date(clock.now()).toISOString() };
      await patchImage(db, project, id, { metadata: metadata ?? {}, pixelWidth, pixelHeight, source });
      return imageMessage(await image(project, id));
    },
  };
}

function collectionMessage(row: CollectionRow): Collection {
  return {
    id: row.id,
    project: row.project_id,
    name: row.name,
    images: row.images,
    refused: row.refused,
    files: row.files,
    names: row.names_pattern,
    metadata: { ...row.metadata },
    createdAt: row.created_at.toISOString(),
  };
}

function fileMessage(row: FileRow): File {
  return {
    id: row.id,
    collection: row.collection_id,
    path: row.path,
    size: row.size,
    sha256: row.sha256 ?? "",
    kind: row.kind,
    state: row.state,
    problem: row.problem === null ? undefined : { ...row.problem, details: { ...row.problem.details } },
    format: row.format ?? "",
  };
}

function imageMessage(row: ImageView): Image {
  return {
    id: row.id,
    project: row.project_id,
    collection: row.collection_id,
    file: row.file_id,
    name: row.name,
    width: row.width,
    height: row.height,
    channels: row.channels,
    dtype: row.dtype,
    colour: row.colour,
    array: row.array_id,
    t: row.t,
    pixelWidth: row.pixel_width ?? undefined,
    pixelHeight: row.pixel_height ?? undefined,
    pixelSizeProvenance: row.pixel_size_provenance ?? "",
    metadata: { ...row.metadata },
    sha256: row.sha256 ?? "",
    notes: [...row.notes],
    levels: row.levels,
    pixelSizeNote: row.pixel_size_source === null ? "" : pixelNote(row.pixel_size_source),
  };
}

function limitOf(limit: number | undefined): number {
  return limit === undefined || limit <= 0 ? PAGE.default : Math.min(limit, PAGE.most);
}
