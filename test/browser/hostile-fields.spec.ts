import type { Locator } from "playwright-core";
import { expect, test } from "vitest";
import { encodeGreyTiff } from "../../cli/src/demo/encode-grey-tiff.ts";
import { renderDemo } from "../../cli/src/demo/render-demo.ts";
import { HOSTILE } from "../support/hostile-strings.ts";
import { folderOf } from "./support/folders.ts";
import { typist } from "./support/typist.ts";

const typing = typist();

/** Waits until the server has answered and one of the two is there. @returns whether it is the first. */
async function either(first: Locator, second: Locator): Promise<boolean> {
  const { visitor } = typing();
  await visitor.quiet();
  await first.or(second).first().waitFor();
  return first.first().isVisible();
}

test("names of tokens: each is listed as it is, or refused with a sentence", async () => {
  const { visitor, page, typed, alert, button } = typing();
  await visitor.go("/account");
  const field = page.getByRole("dialog").getByLabel("What it is for");
  const tokens = page.getByRole("region", { name: "Tokens" });
  await button("New token").click();
  await typed.each(
    "new-token.vue form.name",
    () => field,
    async (given) => {
      await page.keyboard.press("Enter");
      if (!(await either(button("Done"), alert()))) return;
      await button("Done").click();
      expect(await tokens.locator("tr td:first-child").allTextContents()).toContain(given);
      await button("New token").click();
    },
  );
  await page.keyboard.press("Escape");
});

test("the name of the project in its settings", async () => {
  const { visitor, page, typed, at, alert, button } = typing();
  await visitor.go(at("settings"));
  const toast = page.getByRole("status").filter({ hasText: "The settings are saved." });
  await typed.each(
    "settings-page.vue form.name",
    () => page.getByLabel("Name"),
    async (given) => {
      await button("Save").click();
      if (!(await either(toast, alert()))) return;
      await toast.first().getByRole("button", { name: "Dismiss" }).click();
      await toast.waitFor({ state: "detached" });
      expect(await page.getByLabel("Name").inputValue()).toBe(given);
    },
  );
});

test("the name and the key of a class, and a file of classes", async () => {
  const { visitor, page, typed, at, alert, button } = typing();
  await visitor.go(at("classes"));
  await page.getByRole("treeitem").first().click();
  const toast = page.getByRole("status").filter({ hasText: "is saved." });
  const save = async () => {
    await button("Save").click();
    if (!(await either(toast, alert()))) return;
    await toast.first().getByRole("button", { name: "Dismiss" }).click();
    await visitor.quiet();
  };
  await typed.each("class-detail.vue form.name", () => page.locator("article").getByLabel("Name"), save);
  await page.reload();
  await page.getByRole("treeitem").first().click();
  const key = page.locator("article").getByLabel("Key");
  await typed.each(
    "class-detail.vue form.key",
    () => key,
    async (given) => {
      const valid = await key.evaluate((one: HTMLInputElement) => one.validity.valid);
      expect([given, valid]).toEqual([given, /^[befh-twyz0-9]?$/i.test(given)]);
    },
  );
  await page.reload();
  await page.getByRole("treeitem").first().waitFor();
  await page.keyboard.press("i");
  const text = page.getByLabel("Or a list of your own");
  const content = (one: string) => `name,key\n"${one.replaceAll('"', '""')}",`;
  await typed.eachFile(
    "import-classes.vue pick",
    () => page.getByRole("dialog").locator('input[type="file"]'),
    content,
    async () => expect.poll(() => text.inputValue()).not.toBe(""),
  );
  await page.keyboard.press("Escape");
});

test("names of pipelines, their parameters, and pipelines out of files", async () => {
  const { visitor, page, typed, at, alert, button } = typing();
  await visitor.go(at("pipeline"));
  const pipeline = page.getByLabel("Pipeline", { exact: true });
  const flowcam = pipeline.locator("option").filter({ hasText: "FlowCam" }).first();
  await pipeline.selectOption((await flowcam.getAttribute("value"))!);
  await page.getByText("cannot be previewed").waitFor();
  const step = page.locator("summary").filter({ hasText: "Imported segmentation" });
  await step.click();
  const leave = () => page.keyboard.press("Tab");
  await typed.each(
    "schema-field.vue value = target($event).value",
    () => page.getByRole("textbox", { name: "Image with the objects" }),
    leave,
  );
  await page
    .locator("summary")
    .filter({ hasText: /forest|class/i })
    .first()
    .click();
  await typed.each("schema-field.vue writeTexts", () => page.getByPlaceholder("all").first(), leave);
  const saved = page.getByRole("status").filter({ hasText: /^Saved as version/ });
  const field = page.getByRole("dialog").getByLabel("Name");
  await pipeline.selectOption((await flowcam.getAttribute("value"))!);
  await button("Save as version").click();
  await typed.each(
    "graph-bar.vue name",
    () => field,
    async () => {
      await page.keyboard.press("Enter");
      if (!(await either(saved, alert()))) return;
      await saved.first().getByRole("button", { name: "Dismiss" }).click();
      await button("Save as version").click();
    },
  );
  await page.keyboard.press("Escape");
  const definition = (text: string) =>
    JSON.stringify({ name: text, title: text, description: text, nodes: [{ id: text, node: "collection.images" }], edges: [] });
  await typed.eachFile(
    "graph-bar.vue openFile",
    () => page.locator('input[accept*="json"]'),
    definition,
    () => visitor.quiet(),
  );
});

test("what an import is called and its names mean, with a table beside it, and files looked for by name", async () => {
  const { home, visitor, page, typed, at, button } = typing();
  await visitor.go(at("data"));
  await page.getByRole("heading", { name: "Collections" }).waitFor();
  const [frame] = renderDemo({ frames: 1, seed: 8 });
  const folder = await folderOf(`${home.folder}/more`, { "tow_1.tif": encodeGreyTiff(frame!, 10) });
  await page.getByLabel("Folder to import").setInputFiles(folder);
  await page.getByRole("heading", { name: "Import 1 file" }).waitFor();
  const form = page.locator("form.draft");
  await typed.each("import-draft.vue collection", () => form.getByLabel("Collection"));
  await typed.each("import-draft.vue names", () => form.getByLabel("What the file names mean"));
  const table = (text: string) => `file,"${text.replaceAll('"', '""')}"\ntow_1.tif,"${text.replaceAll('"', '""')}"`;
  await typed.eachFile(
    "import-draft.vue takeTable",
    () => form.locator('input[type="file"]'),
    table,
    () => visitor.quiet(),
  );
  await button("Without it").click();
  await form.getByLabel("Collection").fill(HOSTILE[0]!);
  await form.getByLabel("What the file names mean").fill("");
  await button("Import 1 file").click();
  await page.getByText("is imported").first().waitFor({ timeout: 60_000 });
  await button("Show the files").first().click();
  await typed.each(
    "intake-files.vue text",
    () => page.getByLabel("Find files by part of their path"),
    () => visitor.quiet(),
  );
  await button("Names").last().click();
  const dialog = page.getByRole("dialog");
  await typed.each("names-dialog.vue names", () => dialog.getByLabel("What the file names mean"));
  await dialog.getByLabel("What the file names mean").fill("");
  await typed.each(
    "names-dialog.vue name",
    () => dialog.getByLabel("Collection"),
    async () => {
      await button("Save the names").click();
      if (await either(dialog.getByRole("alert").filter({ hasText: /\w{3}/ }), page.locator("body:not(:has([role=dialog]))"))) return;
      await button("Names").last().click();
    },
  );
  await page.keyboard.press("Escape");
});

test("nothing went wrong unseen", () => {
  const { visitor, dialogs } = typing();
  expect([...visitor.faults, ...dialogs]).toEqual([]);
});
