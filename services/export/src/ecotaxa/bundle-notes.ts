import type { BundleNote } from "./bundle-row.ts";

/** Counts what could not be written as it was given, by column and message. */
export class BundleNotes {
  readonly #notes = new Map<string, BundleNote>();

  add(column: string, message: string, objectId: string, count = 1): void {
    const key = `${column}\t${message}`;
    const before = this.#notes.get(key);
    this.#notes.set(key, before === undefined ? { column, message, count, objectId } : { ...before, count: before.count + count });
  }

  /** Takes over what was noted apart, for an object. */
  addAll(notes: readonly BundleNote[], objectId: string): void {
    for (const { column, message, count } of notes) this.add(column, message, objectId, count);
  }

  all(): readonly BundleNote[] {
    return [...this.#notes.values()];
  }
}
