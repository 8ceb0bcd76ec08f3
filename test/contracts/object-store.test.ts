import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { FolderStore, MemoryStore } from "@argosy/storage";
import { afterAll } from "vitest";
import { objectStoreContract } from "./object-store.ts";

const folders: string[] = [];

afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true }))));

objectStoreContract("the memory store", async () => ({ store: new MemoryStore(), unfinished: async () => [] }));

objectStoreContract("the folder store", async () => {
  const folder = await mkdtemp(join(tmpdir(), "argosy-store-"));
  folders.push(folder);
  return { store: await FolderStore.open(folder), unfinished: () => readdir(join(folder, "~unfinished")) };
});
