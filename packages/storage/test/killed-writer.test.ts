import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterEach, beforeEach, expect, test } from "vitest";
import { FolderStore } from "../src/index.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "argosy-killed-"));
});
afterEach(() => rm(folder, { recursive: true }));

test.each([0, 3, 7])(
  "a writer that is killed after %i answers leaves whole objects only, and all that it answered for",
  async (answers) => {
    const writer = spawn(process.execPath, [join(import.meta.dirname, "support/write-until-killed.ts"), folder], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    const closed = once(writer, "close");
    let answered = -1;
    for await (const line of createInterface(writer.stdout)) {
      answered = Number(line);
      if (answered >= answers) writer.kill("SIGKILL");
    }
    await closed;
    expect(answered).toBeGreaterThanOrEqual(answers);
    const store = await FolderStore.open(folder);
    const keys: string[] = [];
    for await (const key of store.list("")) {
      keys.push(key);
      const bytes = (await store.get(key))!;
      expect([key, bytes.length, new Set(bytes).size]).toEqual([key, 2_000_000, 1]);
    }
    for (let i = 0; i <= answered; i++) expect(keys).toContain(`p/new/${i}`);
    await store.sweep(0);
    expect(await store.sweep(0)).toBe(0);
  },
);
