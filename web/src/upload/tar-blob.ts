import type { LocalFile } from "./dropped-files.ts";

const BLOCK = 512;
const NAME_BYTES = 100;
const text = new TextEncoder();

/** Many files as one tar (POSIX.1-2001, pax). The bytes of the files are read only when the blob is sent. */
export function tarBlob(files: readonly LocalFile[]): Blob {
  const parts = files.flatMap(({ path, file }) => [
    ...longName(path),
    header({ name: shortName(path), size: file.size, type: "0" }),
    file,
    padding(file.size),
  ]);
  return new Blob([...parts, new Uint8Array(2 * BLOCK)], { type: "application/x-tar" });
}

/** A path that does not fit into a header stands in a record before it. */
function longName(path: string): Uint8Array<ArrayBuffer>[] {
  if (text.encode(path).length <= NAME_BYTES) return [];
  const body = paxRecord("path", path);
  return [header({ name: "PaxHeader/path", size: body.length, type: "x" }), body, padding(body.length)];
}

/** "<length> <key>=<value>\n", where the length counts its own digits. */
function paxRecord(key: string, value: string): Uint8Array<ArrayBuffer> {
  const rest = text.encode(` ${key}=${value}\n`).length;
  let length = rest + String(rest).length;
  if (rest + String(length).length > length) length = rest + String(length).length;
  return text.encode(`${length} ${key}=${value}\n`);
}

function shortName(path: string): string {
  return text.encode(path).length <= NAME_BYTES ? path : "long-name";
}

function header({ name, size, type }: { readonly name: string; readonly size: number; readonly type: "0" | "x" }): Uint8Array<ArrayBuffer> {
  const block = new Uint8Array(BLOCK);
  const put = (at: number, value: string) => block.set(text.encode(value), at);
  put(0, name);
  put(100, "0000644\0");
  put(108, "0000000\0");
  put(116, "0000000\0");
  put(124, `${size.toString(8).padStart(11, "0")}\0`);
  put(136, "00000000000\0");
  put(148, "        ");
  put(156, type);
  put(257, "ustar\x0000");
  const sum = block.reduce((total, byte) => total + byte, 0);
  put(148, `${sum.toString(8).padStart(6, "0")}\0 `);
  return block;
}

function padding(size: number): Uint8Array<ArrayBuffer> {
  return new Uint8Array((BLOCK - (size % BLOCK)) % BLOCK);
}
