import type { FileHandle } from "node:fs/promises";
import { link, open } from "node:fs/promises";

/** Fills `target` with the bytes from `start` on; what is returned is shorter where the file ends. */
export async function readFrom(file: FileHandle, start: number, target: Uint8Array, signal?: AbortSignal): Promise<Uint8Array> {
  for (let done = 0; done < target.length; ) {
    signal?.throwIfAborted();
    const { bytesRead } = await file.read(target, done, target.length - done, start + done);
    if (bytesRead === 0) return target.subarray(0, done);
    done += bytesRead;
  }
  return target;
}

/** Writes all bytes where the file stands. */
export async function writeAll(file: FileHandle, bytes: Uint8Array, signal?: AbortSignal): Promise<void> {
  for (let done = 0; done < bytes.length; ) {
    signal?.throwIfAborted();
    done += (await file.write(bytes, done, bytes.length - done)).bytesWritten;
  }
}

/** Gives a file a second name; `false` when that name is taken. */
export async function linkIfAbsent(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    if (codeOf(error) === "EEXIST") return false;
    throw error;
  }
}

/** Brings a folder's list of names to the disk. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** `undefined` where a file is not there. A path through a file (`ENOTDIR`) leads to nothing just as a name that is not there does. */
export async function absentAsUndefined<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (codeOf(error) === "ENOENT" || codeOf(error) === "ENOTDIR") return undefined;
    throw error;
  }
}

/** Whether an error of the file system says that there is no space, or no quota, left. */
export function isFull(error: unknown): boolean {
  return ["ENOSPC", "EDQUOT"].includes(codeOf(error) ?? "");
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : undefined;
}
