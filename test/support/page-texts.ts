import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { ROOT } from "../run/command.ts";

const TAG = /<(input|textarea)\b((?:[^>"]|"[^"]*")*)>/g;
/** Into these a browser itself lets nothing but numbers, colours and marks. */
const NO_TEXT = new Set(["number", "checkbox", "radio", "range", "color"]);

/** Every field of the page that takes text or a file, as `new-token.vue form.name`: the file and what the field is bound to. */
export async function pageTexts(): Promise<string[]> {
  const source = join(ROOT, "web/src");
  const files = (await readdir(source, { recursive: true })).filter((path) => path.endsWith(".vue"));
  const found = await Promise.all(
    files.map(async (path) => {
      const template = (await readFile(join(source, path), "utf8")).replaceAll("\n", " ");
      return [...template.matchAll(TAG)].flatMap(([, , attributes = ""]) => {
        if (NO_TEXT.has(/(?:^|\s)type="(\w+)"/.exec(attributes)?.[1] ?? "text")) return [];
        const bound = /\bv-model[.\w]*="([^"]+)"|@change="([^"]+)"/.exec(attributes);
        return [`${path.split("/").at(-1)} ${bound?.[1] ?? bound?.[2] ?? "unbound"}`];
      });
    }),
  );
  return found.flat().sort();
}
