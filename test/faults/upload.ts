import { createHash, randomBytes } from "node:crypto";
import { ArgosyError } from "@argosy/core";
import { expect } from "vitest";
import type { FaultHome } from "./fault-home.ts";
import { patiently } from "./fault-home.ts";

/** Answers to a client that tell it to come again, and nothing else. */
const AGAIN = [502, 503];

/** One file on its way to the cluster by the protocol tus. */
export interface Upload {
  readonly id: string;
  readonly bytes: Uint8Array;
  /** How often a request of it was not answered, or told to come again. */
  readonly refused: number;
  /** The next bytes that the cluster wants. */
  offset(): Promise<number>;
  /** Sends bytes from there on. @returns Whether they were taken. */
  send(bytes: AsyncIterable<Uint8Array> | Uint8Array, offset: number): Promise<boolean>;
  /** Sends what is missing, again and again, until everything is there. */
  complete(): Promise<void>;
}

/** Opens an upload of so many random bytes. */
export async function openUpload(home: FaultHome, project: string, size: number): Promise<Upload> {
  const bytes = randomBytes(size);
  const headers = { authorization: `Bearer ${home.cluster.token}`, "tus-resumable": "1.0.0" };
  const metadata = `filename ${Buffer.from("bytes.bin").toString("base64")}`;
  const ask = (method: string, path: string, more: Readonly<Record<string, string>>, body?: AsyncIterable<Uint8Array> | Uint8Array) =>
    fetch(new URL(path, home.cluster.url), {
      method,
      headers: { ...headers, ...more },
      ...(body === undefined ? {} : { body, duplex: "half" }),
    });
  const insist = (...request: Parameters<typeof ask>) =>
    patiently(async () => {
      const answer = await ask(...request).catch((cause: unknown) => unanswered(cause));
      if (AGAIN.includes(answer.status)) throw unanswered(answer.status);
      expect(answer.status).toBeLessThan(300);
      return answer;
    });
  const opened = await insist("POST", `/api/projects/${project}/uploads`, { "upload-length": String(size), "upload-metadata": metadata });
  const path = opened.headers.get("location")!;
  let refused = 0;
  const upload: Upload = {
    id: path.split("/").at(-1)!,
    bytes,
    get refused() {
      return refused;
    },
    offset: async () => Number((await insist("HEAD", path, {})).headers.get("upload-offset")),
    async send(part, offset) {
      const told = { "content-type": "application/offset+octet-stream", "upload-offset": String(offset) };
      const answer = await ask("PATCH", path, told, part).catch(() => undefined);
      if (answer?.status === 204) return true;
      if (answer !== undefined) expect([...AGAIN, 409, 423]).toContain(answer.status);
      if (answer !== undefined && AGAIN.includes(answer.status)) expect(answer.headers.get("retry-after")).not.toBeNull();
      refused++;
      return false;
    },
    async complete() {
      await patiently(async () => {
        const offset = await upload.offset();
        if (offset < size && !(await upload.send(bytes.subarray(offset), offset))) throw unanswered("a part was refused");
      });
    },
  };
  return upload;
}

/** What the cluster has stored of an upload, as a hash. */
export async function storedHash(home: FaultHome, upload: Upload): Promise<string> {
  const row = await home.db.one<{ parts: { key: string; offset: number; length: number }[] }>(
    "select parts from ingest.upload where id = $1 and state = 'complete'",
    [upload.id],
  );
  const hash = createHash("sha256");
  for (const { key, offset, length } of row?.parts ?? []) hash.update((await home.stored.get(key)).subarray(offset, offset + length));
  return hash.digest("hex");
}

/** What it must be. */
export function hashOf({ bytes }: Upload): string {
  return createHash("sha256").update(bytes).digest("hex");
}

function unanswered(cause: unknown): never {
  throw new ArgosyError("unavailable", "the cluster does not answer", { cause });
}

/** The first bytes, then nothing until the signal; then the client breaks off. */
export async function* brokenOff(bytes: Uint8Array, length: number, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  yield bytes.subarray(0, length);
  await aborted(signal);
  throw new Error("the client broke off");
}

/** One half, and the other after the signal. */
export async function* inHalves(bytes: Uint8Array, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  yield bytes.subarray(0, bytes.length / 2);
  await aborted(signal);
  yield bytes.subarray(bytes.length / 2);
}

async function aborted(signal: AbortSignal): Promise<void> {
  if (!signal.aborted) await new Promise((resolve) => signal.addEventListener("abort", resolve, { once: true }));
}
