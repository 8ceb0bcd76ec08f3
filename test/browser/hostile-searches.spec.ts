import { expect, test } from "vitest";
import { HOSTILE } from "../support/hostile-strings.ts";
import { typist } from "./support/typist.ts";

const typing = typist();

test("cells and columns of the sheet: each kind of cell keeps what was typed, or says why not", { timeout: 300_000 }, async () => {
  const { visitor, page, typed, at, button } = typing();
  await visitor.go(at("sheet"));
  const grid = page.getByRole("grid");
  await grid.waitFor();
  const heads = await page.getByRole("columnheader").locator("code").allTextContents();
  for (const column of ["sample_ship", "object_lat", "object_date", "object_time", "sample_tot_vol"]) {
    const cell = page.locator(`#cell-0-${heads.indexOf(column)}`);
    await typed.each(
      "sheet-grid.vue editing",
      () => grid.locator("input.edit"),
      async (given) => {
        await page.keyboard.press("Enter");
        const kept = async () => (await cell.getAttribute("aria-invalid")) === "true" || (await cell.textContent())?.trim() === given;
        await expect.poll(kept).toBe(true);
      },
      async () => {
        await cell.click();
        await page.keyboard.press("F2");
      },
    );
  }
  await button("Add a column").click();
  await typed.each("add-column.vue name", () => page.getByRole("dialog", { name: "Add a column" }).getByLabel("Name"));
  await page.keyboard.press("Escape");
  const table = (text: string) => `sample_id,sample_ship\n"${text.replaceAll('"', '""')}","${text.replaceAll('"', '""')}"`;
  await typed.eachFile(
    "sheet-page.vue fillFromTable",
    () => page.locator('input[accept=".csv,.tsv,.txt"]'),
    table,
    () => visitor.quiet(),
  );
});

test("what is searched and filtered for", { timeout: 300_000 }, async () => {
  const { visitor, page, project, typed, at, button } = typing();
  await visitor.go(at("images"));
  await page.locator(".object-box, canvas").first().waitFor();
  await typed.each("image-strip.vue search", () => page.getByLabel("Search images"));
  await visitor.go(at("pipeline"));
  await button("Add a step").click();
  await typed.each("add-step-dialog.vue text", () => page.getByRole("combobox", { name: "Find a step" }));
  await visitor.go(at("steps"));
  await typed.each("steps-page.vue text", () => page.getByLabel("Find a step"));
  await visitor.go(at("table"));
  await page.getByRole("row").nth(2).waitFor();
  await button(/^Columns/).click();
  await typed.each("column-choice.vue text", () => page.getByLabel("Find a column"));
  await visitor.go(at("objects"));
  await page.locator("img, canvas").first().waitFor();
  const value = page.getByRole("dialog", { name: "Add a filter" }).getByLabel("Value");
  await typed.each(
    "filter-bar.vue value",
    () => value,
    async () => {
      await page.keyboard.press("Enter");
      await visitor.quiet();
    },
    async () => {
      await button("Add a filter").click();
      await page.getByRole("dialog", { name: "Add a filter" }).getByLabel("Column").selectOption("image");
    },
  );
  await visitor.go(at("objects"));
  await page
    .getByText(/objects/)
    .first()
    .waitFor();
  await visitor.quiet();
  await page.keyboard.press("c");
  await typed.each("class-search.vue text", () => page.getByRole("combobox", { name: "Class" }));
  await page.keyboard.press("Escape");
  const { objects } = (await (await page.request.get(`/api/projects/${project}/runs/${await newestRun()}/objects?limit=1`)).json()) as {
    readonly objects: readonly { readonly id: string; readonly image: string }[];
  };
  await visitor.go(`${at("images")}/${objects[0]!.image}?object=${objects[0]!.id}`);
  await typed.each("measure-list.vue search", () => page.getByLabel("Search measurements"));
});

async function newestRun(): Promise<string> {
  const { page, project } = typing();
  const { runs } = (await (await page.request.get(`/api/projects/${project}/runs`)).json()) as {
    readonly runs: readonly { readonly id: string }[];
  };
  return runs[0]!.id;
}

test("names of models and exports, and the choices beside them", async () => {
  const { visitor, page, typed, at, button } = typing();
  await visitor.go(at("train"));
  await page.locator(".report").waitFor();
  await typed.each(
    "model-list.vue name",
    () => page.getByLabel("Name of model 1"),
    async () => {
      await page.keyboard.press("Enter");
      await visitor.quiet();
    },
    async () => {
      await button(/^What to do with/)
        .first()
        .press("Enter");
      await page.getByRole("menuitem", { name: "Rename …" }).press("Enter");
    },
  );
  await visitor.go(at("export"));
  const form = page.getByRole("form", { name: "New export" });
  await typed.each(
    "export-form.vue name",
    () => form.getByLabel("Name of the file"),
    async (given) => {
      const takes = /^[\w-][\w.-]{0,99}$/.test(given);
      expect([given, await button("Export").isDisabled()]).toEqual([given, !takes]);
    },
  );
  await form.getByLabel("Name of the file").fill("");
  await form.getByRole("button", { name: "Choose …" }).first().click();
  await typed.each("image-choice.vue search", () => form.getByLabel("Search images"));
  await form.getByRole("button", { name: "Choose …" }).last().click();
  await typed.each("column-choice.vue search", () => form.getByPlaceholder("Search measurements"));
});

test("what stands in an address", async () => {
  const { visitor, page, typed, at } = typing();
  await visitor.go(at("objects"));
  await page.getByRole("navigation").first().waitFor();
  for (const text of HOSTILE) {
    const one = encodeURIComponent(text.slice(0, 500));
    const query = `f=${one}&f=class:eq:${one}&f=image:eq:${one}&sort=${one}&desc=${one}&collection=${one}&object=${one}&at=${one}`;
    for (const section of ["objects", `images/${one}`, `runs/${one}`]) {
      await page.evaluate(
        (address) => {
          history.pushState(null, "", address);
          dispatchEvent(new PopStateEvent("popstate", { state: null }));
        },
        `${at(section)}?${query}`,
      );
      await visitor.quiet();
      await typed.sound(section, text);
    }
  }
});

test("name and password of who signs in", async () => {
  const { visitor, page, typed, alert, button } = typing();
  await visitor.go("/account");
  await button("Sign out of this browser").click();
  const enter = async () => {
    await button("Sign in").click();
    await alert().first().waitFor();
    await visitor.quiet();
  };
  await page.getByLabel("Password").fill("wrong");
  await typed.each("sign-in.vue name", () => page.getByLabel("Name"), enter);
  await typed.each("sign-in.vue password", () => page.getByLabel("Password"), enter);
});

test("nothing went wrong unseen", () => {
  const { visitor, dialogs } = typing();
  expect([...visitor.faults, ...dialogs]).toEqual([]);
});
