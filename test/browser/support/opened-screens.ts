import type { Page } from "playwright-core";

/** Something that is opened on a page with data, and how. */
interface OpenedRow {
  readonly name: string;
  /** Section of the demo's project, with its query; "{object}" stands for one of its objects. */
  readonly at: string;
  open(page: Page): Promise<unknown>;
}

const dialog = (page: Page) => page.getByRole("dialog").waitFor();
/** Presses a key that opens a dialog. */
export const press = (key: string) => async (page: Page) => {
  await page.keyboard.press(key);
  await dialog(page);
};
/** Clicks on a button that opens a dialog. */
export const click = (name: string | RegExp) => async (page: Page) => {
  await page.getByRole("button", { name }).first().click();
  await dialog(page);
};
const tab = (name: string) => (page: Page) => page.getByRole("tab", { name }).click();
const crops = (page: Page) => page.locator(".crop").first().waitFor();
const rows = (page: Page) => page.locator("#row-0 .number").first().waitFor();

/** Opens the first object of the image that is looked at. */
async function anObject(page: Page): Promise<void> {
  await crops(page);
  await page.keyboard.press("Space");
  await page.locator(".object-box").waitFor();
}

/** Has the map drawn where it is not there yet, and waits until its objects are. */
async function drawnMap(page: Page): Promise<void> {
  const map = page.getByRole("group", { name: /^Map of \d+ objects/ });
  const draw = page.getByRole("button", { name: "Draw the map" });
  await map.or(draw).first().waitFor();
  if (!(await map.isVisible())) await draw.click();
  await map.waitFor({ timeout: 60_000 });
}

/** Puts a step that learns from strokes into the pipeline, with a stroke of each class; what was done is kept and there in the second look. */
async function paintedStep(page: Page): Promise<void> {
  await page.locator(".state p").first().waitFor();
  const step = page.locator("summary", { hasText: "Learn from strokes" });
  if ((await step.count()) === 0) {
    await click(/^Add a step/)(page);
    await page.getByRole("combobox", { name: "Find a step" }).fill("learn from strokes");
    await page.keyboard.press("Enter");
  } else if (!(await page.getByRole("region", { name: "Strokes" }).isVisible())) await step.click();
  const panel = page.getByRole("region", { name: "Strokes" });
  await panel.locator("summary").click();
  if (await panel.getByText("0 strokes on this image").isVisible()) {
    for (const name of ["object", "background"]) await panel.getByRole("button", { name: `Add ${name} without painting` }).click();
    for (let n = 0; n < 4; n++) await panel.getByRole("button", { name: /^Stroke 2/ }).press("Shift+ArrowUp");
  }
  await page.getByText(/^\d+ objects?/).waitFor();
}

/** What can be opened on the pages, one row a picture. */
export const OPENED: readonly OpenedRow[] = [
  { name: "keys", at: "objects", open: press("?") },
  { name: "jobs", at: "data", open: click(/^Jobs/) },
  { name: "data-names", at: "data", open: click("Names") },
  { name: "data-pixel-size", at: "data", open: click("Pixel size") },
  {
    name: "sheet-history",
    at: "sheet",
    open: (page) => page.getByRole("button", { name: "Who changed it?" }).click(),
  },
  { name: "sheet-column", at: "sheet", open: click("Add a column") },
  { name: "images-object", at: "images?object={object}", open: (page) => page.getByRole("tab", { name: "Measurements" }).waitFor() },
  { name: "images-lineage", at: "images?object={object}", open: tab("How it was made") },
  { name: "images-measure", at: "images", open: (page) => page.getByLabel("What colours mean").selectOption("shape.area") },
  {
    name: "images-contrast",
    at: "images",
    async open(page) {
      await page.getByRole("button", { name: "Contrast" }).click();
      await page.getByRole("button", { name: "Stretch" }).click();
      await page.getByLabel("changed").waitFor();
    },
  },
  { name: "images-hover", at: "images", open: (page) => page.getByRole("button", { name: /^Hover/ }).click() },
  {
    name: "pipeline-area",
    at: "pipeline",
    async open(page) {
      await page.getByText(/^\d+ objects;/).waitFor();
      // What was drawn is kept: it is there already in the second look.
      if (await page.getByText("whole image", { exact: true }).isVisible()) {
        await page.locator("summary", { hasText: "Working area" }).click();
        await page.getByRole("button", { name: "Add a rectangle without drawing" }).click();
      }
      await page.getByText("1 drawn").waitFor();
      await page.getByText(/^\d+ objects;/).waitFor();
    },
  },
  {
    name: "pipeline-run",
    at: "pipeline",
    async open(page) {
      await page.getByText(/^\d+ objects;/).waitFor();
      await click(/^Run on all/)(page);
    },
  },
  {
    name: "pipeline-add",
    at: "pipeline",
    async open(page) {
      await page.getByText(/^\d+ objects;/).waitFor();
      await click(/^Add a step/)(page);
      await page.getByRole("combobox", { name: "Find a step" }).fill("threshold");
    },
  },
  {
    name: "pipeline-joined",
    at: "pipeline",
    async open(page) {
      await page.getByText(/^\d+ objects;/).waitFor();
      await page.locator("summary", { hasText: "Shape" }).click();
      await page.getByLabel("Takes objects of").first().scrollIntoViewIfNeeded();
    },
  },
  { name: "pipeline-save", at: "pipeline", open: click(/^Save as version/) },
  { name: "pipeline-strokes", at: "pipeline", open: paintedStep },
  {
    name: "steps-found",
    at: "steps",
    async open(page) {
      await page.getByLabel("Find a step").fill("skimage.morphology");
      await page.locator("article canvas").nth(3).waitFor();
    },
  },
  {
    name: "steps-nothing-found",
    at: "steps",
    async open(page) {
      await page.getByLabel("Find a step").fill("no such thing");
      await page.getByText("No step is called so").waitFor();
    },
  },
  {
    name: "steps-details",
    at: "steps",
    async open(page) {
      await click("Details of Split touching objects")(page);
      await page.getByRole("dialog").locator("canvas").nth(3).waitFor();
    },
  },
  { name: "steps-details-of-a-measure", at: "steps", open: click("Details of Shape") },
  { name: "runs-changes", at: "runs", open: tab("Difference to another run") },
  {
    name: "runs-samples",
    at: "runs",
    async open(page) {
      await tab("Samples")(page);
      await page.locator("article").first().waitFor();
    },
  },
  { name: "runs-parameters", at: "runs", open: tab("Parameters") },
  {
    name: "runs-dropped",
    at: "runs",
    open: (page) => page.locator("table button").first().click(),
  },
  { name: "runs-delete", at: "runs", open: click(/^Delete/) },
  {
    name: "objects-selected",
    at: "objects?sort=area&desc=1",
    async open(page) {
      await crops(page);
      for (let n = 0; n < 9; n++) await page.keyboard.press("Shift+ArrowRight");
      await page.getByText("10 objects selected").waitFor();
    },
  },
  {
    name: "objects-search",
    at: "objects",
    async open(page) {
      await crops(page);
      await page.keyboard.press("c");
      await page.getByRole("combobox", { name: "Class" }).fill("e");
    },
  },
  { name: "objects-context", at: "objects", open: anObject },
  { name: "objects-filter", at: "objects?f=area:ge:100&f=status:eq:predicted", open: click("Add a filter") },
  { name: "objects-nothing-left", at: "objects?f=area:lt:0", open: (page) => page.getByText("No object is left by the filter").waitFor() },
  {
    name: "table-columns",
    at: "table?sort=shape.area",
    async open(page) {
      await rows(page);
      await page.getByRole("button", { name: /^Columns/ }).click();
    },
  },
  {
    name: "table-brushed",
    at: "table",
    async open(page) {
      await rows(page);
      const box = (await page.locator(".plot .u-over").first().boundingBox())!;
      await page.mouse.move(box.x + box.width * 0.1, box.y + box.height * 0.2);
      await page.mouse.down();
      await page.mouse.move(box.x + box.width * 0.6, box.y + box.height * 0.9, { steps: 4 });
      await page.mouse.up();
      await page.getByRole("button", { name: "Show only these" }).waitFor();
    },
  },
  {
    name: "map-drawn",
    at: "map",
    async open(page) {
      await drawnMap(page);
      await page.keyboard.press("ArrowRight");
      for (let n = 0; n < 3; n++) await page.keyboard.press(",");
      await page.getByRole("region", { name: "Selected objects" }).locator(".crop").first().waitFor();
    },
  },
  {
    name: "map-other",
    at: "map",
    async open(page) {
      await drawnMap(page);
      await page.getByRole("button", { name: "Maps" }).click();
    },
  },
  {
    name: "classes-chosen",
    at: "classes",
    async open(page) {
      await page.getByRole("treeitem").nth(1).click();
      await page.locator("article img").first().waitFor();
    },
  },
  { name: "classes-import", at: "classes", open: press("i") },
  { name: "classes-add", at: "classes", open: click("Add a class") },
  {
    name: "classes-merge",
    at: "classes",
    async open(page) {
      await page.getByRole("treeitem").nth(1).click();
      await click(/^Merge into/)(page);
    },
  },
  { name: "train-importances", at: "train", open: tab("Importances") },
  { name: "train-made", at: "train", open: tab("How it was made") },
  {
    name: "train-cell",
    at: "train",
    async open(page) {
      await page.locator("table td button").first().click();
      await page.getByRole("link", { name: "Open them in the grid" }).waitFor();
    },
  },
  {
    name: "export-columns",
    at: "export",
    open: (page) => page.getByRole("button", { name: "Choose …" }).last().click(),
  },
  { name: "settings-delete", at: "settings", open: click("Delete the project") },
];
