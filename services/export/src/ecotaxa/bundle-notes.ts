import type { BundleNote } from "./bundle-row.ts";

/** Counts what could not be written as it was given, by column and message. */
export class BundleNotes {
  readonly #notes = new Map<string, BundleNote>();

  add(column: string, message: string, objectId: string): void {
    const key = `${column}\t${message}`;
    const before = this.#notes.get(key);
    this.#notes.set(key, before === undefined ? { column, message, count: 1, objectId } : { ...before, count: before.count + 1 });
  }

  all(): readonly BundleNote[] {
    return [...this.#notes.values()];
  }
}
