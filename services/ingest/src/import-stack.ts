import { createHash } from "node:crypto";
import { canonicalJson, idFromHash } from "@argosy/core";
import type { DecodedImage } from "@argosy/formats";
import type { Ports, TaskHandler } from "@argosy/runtime";
import { mapLanes } from "@argosy/runtime";
import { planStacks } from "@argosy/storage";
import { appendEvent, recordOutput } from "@argosy/work";
import type { FileProblem, FileRow } from "./files.ts";
import { dropOriginals, filesById, refuseFile, settleFiles } from "./files.ts";
import type { ImageRow } from "./images.ts";
import { putImages } from "./images.ts";
import { problemOf } from "./look-at-file.ts";
import { placeOnSheet } from "./sheet/sheet-rows.ts";
import { partsSource, readTogether } from "./stored-parts.ts";
import type { StackFrameWork, StackWork } from "./work.ts";
import type { EncodedFrame, WrittenStack } from "./write-stack.ts";
import { insertStack, writeStack } from "./write-stack.ts";

/** A frame that was decoded and encoded for the store, or why it could not be. */
type Imported = EncodedFrame | { readonly frame: StackFrameWork; readonly problem: FileProblem };

/**
 * Decodes some frames in child processes and stores them as stacks. A file that cannot be decoded is refused alone.
 * Safe to run twice: equal bytes give equal stacks under equal keys.
 */
export function importStack(ports: Ports, decodes: number): TaskHandler<StackWork> {
  return async ({ id, project, work, trace }, { signal }) => {
    const files = await filesById(ports.db, project, [...new Set(work.frames.map((frame) => frame.file))]);
    const decoded = await decodeAll(ports, decodes, work, files, signal);
    const good = decoded.filter((one) => "image" in one);
    const bad = decoded.filter((one) => "problem" in one);
    const stacks: WrittenStack[] = [];
    for (const [index, plan] of planStacks(good.map((one) => one.shape)).entries()) {
      const frames = plan.frames.map((shape) => good.find((one) => one.shape === shape)!);
      stacks.push(await writeStack(ports, { taskId: id, project, index, plan, frames }, signal));
    }
    const sha256 = createHash("sha256")
      .update(
        canonicalJson({
          stacks: stacks.map((stack) => stack.manifest.sha256),
          refused: bad.map((one) => [one.frame.name, one.problem.reason]),
        }),
      )
      .digest("hex");
    await ports.db.transaction(async (tx) => {
      const images = stacks.flatMap((stack) => imageRows(stack, work, files));
      if (await recordOutput(tx, id, sha256)) for (const stack of stacks) await insertStack(tx, stack);
      await putImages(tx, images);
      for (const { frame, problem } of bad) await refuseFile(tx, frame.file, problem);
      const fileIds = [...files.keys()];
      await settleFiles(tx, fileIds);
      if (work.dropOriginals) await dropOriginals(tx, fileIds);
      if (images.length > 0) {
        await appendEvent(
          tx,
          "image.ready",
          { projectId: project, collectionId: work.collection, imageIds: images.map((image) => image.id) },
          trace,
        );
      }
    });
    if (good.length > 0) await placeOnSheet(ports.db, project, work.collection);
    return { sha256 };
  };
}

async function decodeAll(
  ports: Ports,
  decodes: number,
  work: StackWork,
  files: ReadonlyMap<string, FileRow>,
  signal: AbortSignal,
): Promise<Imported[]> {
  const originals = readTogether(
    ports.store,
    work.frames.flatMap((frame) => files.get(frame.file)?.parts ?? []),
  );
  return mapLanes(work.frames, decodes, async (frame): Promise<Imported> => {
    const file = files.get(frame.file);
    if (file === undefined || file.header === null) {
      return { frame, problem: { code: "not_found", reason: "", detail: "the file is not there any more", details: {} } };
    }
    const source = partsSource(originals, file.parts);
    const bytes = await source.read(0, source.size, signal);
    let image: DecodedImage;
    try {
      image = await ports.decoders!.decode(bytes, file.header, frame.page, signal);
    } catch (error) {
      signal.throwIfAborted();
      return { frame, problem: problemOf(error) };
    }
    const { width, height, channels, dtype } = image;
    const shape = { key: frame.name, width, height, channels, dtype };
    return { frame, shape, image };
  });
}

function imageRows(stack: WrittenStack, work: StackWork, files: ReadonlyMap<string, FileRow>): ImageRow[] {
  return stack.frames.map(({ frame, image }, t): ImageRow => {
    const file = files.get(frame.file)!;
    const turned = (file.header?.pages[frame.page]?.orientation ?? 1) >= 5;
    return {
      id: idFromHash(createHash("sha256").update(`${work.collection} ${frame.name}`).digest()),
      project_id: stack.project,
      collection_id: work.collection,
      file_id: frame.file,
      page: frame.page,
      name: frame.name,
      task_id: stack.taskId,
      array_id: stack.id,
      t,
      width: image.width,
      height: image.height,
      channels: image.channels,
      dtype: image.dtype,
      colour: image.colour === "grey" ? "grey" : image.colour === "rgb" ? "rgb" : "multi",
      pixel_width: turned ? file.pixel_height : file.pixel_width,
      pixel_height: turned ? file.pixel_width : file.pixel_height,
      pixel_size_provenance: file.pixel_size_provenance,
      metadata: file.metadata,
      notes: [...file.notes, ...image.notes],
    };
  });
}
