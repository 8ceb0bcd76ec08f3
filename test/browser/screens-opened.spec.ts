import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { dropFiles } from "./support/drop-files.ts";
import { cruiseWithBadFiles } from "./support/folders.ts";
import { judgeScreen } from "./support/judge.ts";
import { click, OPENED, press } from "./support/opened-screens.ts";
import type { Theatre } from "./support/screens.ts";
import { makeProject, openTheatre, shown } from "./support/screens.ts";

let theatre: Theatre;
/** A project into which files are brought. */
let bay = "";
beforeAll(async () => {
  theatre = await openTheatre();
  bay = await makeProject(theatre.visitor, "Bay of Fundy, June");
});
afterAll(() => theatre.close());

test.each(OPENED)("$name", ({ name, at, open }) =>
  judgeScreen(theatre.visitor, {
    name,
    path: `/p/${theatre.full}/${at.replace("{object}", theatre.object)}`,
    async ready(page) {
      await shown(page);
      await open(page);
    },
  }),
);

describe("beyond the sections", () => {
  const opened = (name: string, path: string, open: (page: Page) => Promise<unknown>) =>
    test(name, () =>
      judgeScreen(theatre.visitor, {
        name,
        path,
        async ready(page) {
          await shown(page);
          await open(page);
        },
      }),
    );
  opened("projects-new", "/", async (page) => {
    await page.locator(".card").first().waitFor();
    await press("n")(page);
  });
  opened("account-token", "/account", click("New token"));
});

describe("an import", () => {
  test("its draft, and what became of it", async () => {
    const { frames } = await cruiseWithBadFiles(join(theatre.home.folder, "cruise"), 5);
    await judgeScreen(theatre.visitor, {
      name: "data-draft",
      path: `/p/${bay}/data`,
      async ready(page) {
        await page.getByText("Drag a folder").first().waitFor();
        await dropFiles(page, [frames]);
        await page.getByText("Import 8 files").first().waitFor();
      },
    });
    await theatre.visitor.page.getByRole("button", { name: "Import 8 files" }).click();
    await theatre.visitor.page.getByText("frames is imported").waitFor();
    await judgeScreen(theatre.visitor, {
      name: "data-refused",
      path: `/p/${bay}/data`,
      async ready(page) {
        await page.getByRole("button", { name: "Show the files" }).click();
        await page.getByRole("button", { name: "refused 3" }).click();
        await page.getByRole("button", { name: "frames/empty.tif" }).click();
      },
    });
  });
});

test("nothing went wrong unseen", () => {
  expect(theatre.visitor.faults).toEqual([]);
});
