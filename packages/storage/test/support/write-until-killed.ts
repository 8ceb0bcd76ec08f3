import { FolderStore } from "../../src/index.ts";

// Writes objects of one repeated byte for ever, some new, some over old ones, and tells after each which one is there for good.
const store = await FolderStore.open(process.argv[2]!);
for (let i = 0; ; i++) {
  const bytes = new Uint8Array(2_000_000).fill(i);
  await Promise.all([store.put(`p/new/${i}`, bytes, { ifAbsent: true }), store.put("p/same", bytes)]);
  process.stdout.write(`${i}\n`);
}
