import { writeFile } from "node:fs/promises";
import { DOCUMENTS } from "./documents.ts";

for (const [file, write] of Object.entries(DOCUMENTS)) await writeFile(file, await write());
