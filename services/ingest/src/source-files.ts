import type { ByteSource, Reason } from "@argosy/core";
import type { StoredPartRow } from "./files.ts";

/** A file on its way into an import. */
export interface SourceFile {
  /** Path within the collection, `/`-separated, NFC. */
  readonly path: string;
  readonly size: number;
  /** Its bytes by range. */
  readonly bytes: ByteSource;
  /** Where it lies in the store already, for a file that was uploaded alone. */
  readonly stored?: readonly StoredPartRow[];
  /** Why it cannot even be opened. */
  readonly refused?: {
    readonly reason: Reason;
    readonly detail: string;
  };
  /** Frees what was opened for it. */
  close?(): Promise<void>;
}

const BAD_NAME = /[\p{Cc}\p{Cs}]/u;

/** What is wrong with a path inside an import, or `undefined`. */
export function pathFault(path: string, limitBytes: number): string | undefined {
  if (path === "") return "the name is empty";
  if (BAD_NAME.test(path)) return "the name holds control characters";
  if (new TextEncoder().encode(path).length > limitBytes) return `the name is longer than ${limitBytes} bytes`;
  if (path.startsWith("/") || /^[A-Za-z]:/.test(path) || path.includes("\\")) return "the name is not relative";
  if (path.split("/").some((segment) => segment === ".." || segment === "." || segment === "")) return "the name leaves its folder";
  return undefined;
}

/** A path that may be shown and stored, though it may not be used. */
export function printablePath(path: string): string {
  return path.replaceAll(/[\p{Cc}\p{Cs}]/gu, "\uFFFD").slice(0, 500) || "(no name)";
}
