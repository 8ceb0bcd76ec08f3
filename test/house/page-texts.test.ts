import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ROOT } from "../run/command.ts";
import { pageTexts } from "../support/page-texts.ts";

const FOLDER = join(ROOT, "test/browser");
/** `hostile.spec.ts` fills these in its own ways: in a list of classes, as a folder that is dropped, as what is made first. */
const IN_OTHER_WAYS = ["new-project.vue name", "add-class.vue name", "import-classes.vue text", "file-picker.vue picked"];

test("hostile strings are typed into every field of the page that takes text, and into none that is not there", async () => {
  const specs = (await readdir(FOLDER)).filter((name) => name.startsWith("hostile"));
  const texts = await Promise.all(specs.map((name) => readFile(join(FOLDER, name), "utf8")));
  const typed = texts.flatMap((text) => [...text.matchAll(/"([\w-]+\.vue [^"]+)"/g)].map(([, field]) => field!));
  expect([...new Set([...typed, ...IN_OTHER_WAYS])].sort()).toEqual([...new Set(await pageTexts())].sort());
});
