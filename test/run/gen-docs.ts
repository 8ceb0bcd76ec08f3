import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { encodePng } from "@argosy/formats";
import { SAMPLES, whySkipped } from "../support/samples.ts";
import { DOCUMENTS, SAMPLED_DOCUMENTS } from "./documents.ts";
import { NODE_PICTURES, nodePictures } from "./node-pictures.ts";

for (const [file, write] of Object.entries(DOCUMENTS)) await writeFile(file, await write());
for (const [file, { needs, write }] of Object.entries(SAMPLED_DOCUMENTS)) {
  const why = needs.map(whySkipped).find((reason) => reason !== undefined);
  if (why === undefined) await writeFile(file, await write(SAMPLES));
  else console.log(`${file} is left as it is: ${why}`);
}
await rm(NODE_PICTURES, { recursive: true, force: true });
await mkdir(NODE_PICTURES, { recursive: true });
for (const [name, picture] of await nodePictures()) await writeFile(join(NODE_PICTURES, `${name}.png`), encodePng(picture, 9));
