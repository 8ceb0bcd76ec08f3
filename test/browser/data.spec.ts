import { mkdir, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { encodePng } from "@argosy/formats";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createRandom } from "../../cli/src/demo/random.ts";
import { launchChromium } from "./support/chromium.ts";
import { dropFiles } from "./support/drop-files.ts";
import type { Home } from "./support/home.ts";
import { startHome } from "./support/home.ts";
import { judgeScreen } from "./support/judge.ts";
import type { SlowLine } from "./support/slow-line.ts";
import { openSlowLine } from "./support/slow-line.ts";
import type { Visitor } from "./support/visitor.ts";
import { DESK, openVisitor } from "./support/visitor.ts";

/** What the browser says while the server is away. */
const AWAY = /ERR_|Failed to load resource/;
const SLOW_BYTES = 2_000_000;
let browser: Browser;
let home: Home;
let line: SlowLine;
let visitor: Visitor;
let folder: string;

beforeAll(async () => {
  [browser, home] = await Promise.all([launchChromium(), startHome()]);
  line = await openSlowLine(home);
  visitor = await openVisitor(browser, line.home, DESK, AWAY);
  visitor.page.setDefaultTimeout(20_000);
  folder = join(home.folder, "pictures");
});
afterAll(async () => {
  await browser.close();
  line.close();
  await home.stop();
});

/** A picture of noise, which no compression makes small. */
function noise(side: number, seed: number): Uint8Array {
  const random = createRandom(seed);
  return encodePng({
    width: side,
    height: side,
    bits: 8,
    planes: [Uint8Array.from({ length: side * side }, () => random.integer(0, 255))],
  });
}

async function write(name: string, files: Readonly<Record<string, Uint8Array | string>>): Promise<string> {
  for (const [path, bytes] of Object.entries(files)) {
    const file = join(folder, name, path);
    await mkdir(join(file, ".."), { recursive: true });
    await writeFile(file, bytes);
  }
  return join(folder, name);
}

const large = (name: string, seed: number) =>
  write(name, Object.fromEntries(Array.from({ length: 24 }, (_, i) => [`AZ_S${i % 3}_${i}.png`, noise(900, seed + i)])));

async function newProject(name: string): Promise<Page> {
  const { page } = visitor;
  await visitor.go("/");
  await page.getByRole("heading", { name: "Projects" }).waitFor();
  await page.keyboard.press("n");
  await page.getByLabel("Name").fill(name);
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/data$/);
  await page.getByText("This project has no images yet").waitFor();
  return page;
}

/** Sends at the pace of a field station, so that something can happen in the middle; what is on its way at the end never comes. */
async function slowly(work: () => Promise<void>): Promise<void> {
  line.pace(SLOW_BYTES);
  try {
    await work();
  } finally {
    line.cut();
    line.pace(0);
  }
}

const inTheMiddle = (page: Page) => page.getByText(/\b([3-9]|1\d)(\.\d+)? MB of .* sent/).waitFor();

describe("a folder that is dropped", () => {
  test("is shown with what its names mean before it is imported, and each file gets its fate", async () => {
    const page = await newProject("dropped");
    const path = await write("tow 7", {
      ...Object.fromEntries(Array.from({ length: 8 }, (_, i) => [`haul ${i % 2}/AZ1_S0${i % 4}_${10 * (i % 3)}_${i}.png`, noise(40, i)])),
      "haul 0/notes.txt": "calm sea",
      "haul 0/cut.png": noise(40, 9).subarray(0, 500),
      "empty.tif": "",
      "<img src=x onerror=alert(1)>.png": noise(30, 4),
      ".DS_Store": "x",
    });
    await dropFiles(page, [path]);
    await page.getByRole("heading", { name: /Import 12 files/ }).waitFor();
    await page.getByText("1 hidden file was left out").waitFor();
    const names = page.getByLabel("What the file names mean");
    expect(await names.inputValue()).toBe("{sample}/{cruise}_{station}_{depth:int}_{frame:int}");
    await page.getByText("8 of 11 names match").waitFor();
    await page.getByLabel("only the 3 that do not").check();
    await page.getByRole("cell", { name: "tow 7/<img src=x onerror=alert(1)>.png" }).waitFor();
    await names.fill("{cruise}_{station}_{depth:int");
    await page.getByText("an opening brace without a closing one (position 19)").waitFor();
    expect(await page.getByRole("button", { name: "Import 12 files" }).isDisabled()).toBe(true);
    await names.fill("{cruise}_{station}_{depth:int}_{frame:int}.png");
    await page.getByText("8 of 11 names match").waitFor();
    await page.getByRole("button", { name: "Import 12 files" }).click();
    await page.getByRole("heading", { name: "tow 7 is imported" }).waitFor();
    await page.getByRole("button", { name: /Show the files/ }).click();
    await page.getByRole("button", { name: /haul 0\/cut.png.*The file ends before the image does/ }).click();
    await page.getByText("→ Copy the file again; it was cut off.").waitFor();
    await page.getByRole("button", { name: /empty.tif.*The file is empty/ }).waitFor();
    await page.getByRole("button", { name: /notes.txt.*not an image/ }).waitFor();
    await page.getByRole("button", { name: "ready 9" }).click();
    await page.getByRole("button", { name: /tow 7\/haul 1\/AZ1_S01_10_1.png.*ready/ }).waitFor();
    await page.getByLabel("Find files by part of their path").fill("onerror");
    await page.getByRole("button", { name: /onerror=alert\(1\)>.png.*ready/ }).waitFor();
    expect(await page.evaluate(() => document.querySelector('img[src="x"]'))).toBeNull();
    await page.getByRole("button", { name: "Names", exact: true }).click();
    await page.getByLabel("What the file names mean").fill("{sample}/{cruise}_{haul}_{depth:int}_{frame:int}.png");
    await page.getByText("8 of 9 names match").waitFor();
    await page.getByRole("button", { name: "Save the names" }).click();
    await page.getByText("The names of 9 images are read anew.").waitFor();
  });

  test("is remembered over a reload before it is imported: what was said of it stays, the files are asked for", async () => {
    const page = await newProject("drafted");
    const path = await write("haul 9", { "AZ_1.png": noise(40, 1), "AZ_2.png": noise(40, 2), "table.csv": "file,ship\nAZ_1.png,Vela\n" });
    await dropFiles(page, [path]);
    await page.getByLabel("Collection").fill("ninth haul");
    await page.getByLabel("What the file names mean").fill("{cruise}_{frame:int}.png");
    await page.locator('form.draft input[type="file"]').setInputFiles(join(path, "table.csv"));
    await page.getByText(/1 row by file/).waitFor();
    await page.reload();
    await page.getByText("You were about to import 3 files of haul 9").waitFor();
    await dropFiles(page, [path]);
    expect(await page.getByLabel("Collection").inputValue()).toBe("ninth haul");
    expect(await page.getByLabel("What the file names mean").inputValue()).toBe("{cruise}_{frame:int}.png");
    await page.getByText(/1 row by file/).waitFor();
    await page.getByRole("button", { name: "Cancel", exact: true }).click();
    await page.reload();
    await page.getByText("This project has no images yet").waitFor();
    expect(await page.getByText("You were about to import").count()).toBe(0);
  });

  test("with nothing usable is said to be so", async () => {
    const page = await newProject("nothing");
    await dropFiles(page, [await write("texts", { "a.txt": "one", "b.txt": "two" })]);
    await page.getByText("None of these files is called like an image").waitFor();
    await page.getByRole("button", { name: "Import 2 files" }).click();
    await page.getByRole("heading", { name: "texts: nothing could be imported" }).waitFor();
  });
});

describe("an upload", () => {
  test("goes on after the page was opened anew, with the folder asked for once; what changed is said", async () => {
    const page = await newProject("reloaded");
    const path = await large("again", 100);
    await dropFiles(page, [path]);
    await slowly(async () => {
      await page.getByRole("button", { name: "Import 24 files" }).click();
      await inTheMiddle(page);
      await page.reload();
    });
    await page.getByRole("heading", { name: "again: 24 files are missing" }).waitFor();
    await writeFile(join(path, "AZ_S1_1.png"), noise(50, 1));
    await dropFiles(page, [path], await middleOf(page));
    await page.getByText("1 file has another size or date than before: again/AZ_S1_1.png").waitFor();
    await page.getByRole("button", { name: "Go on without 1 file" }).click();
    await page.getByRole("heading", { name: "again is imported" }).waitFor();
    await page.getByText("23 images, 1 file refused").waitFor();
  });

  test("sends only what has not come, when the folder is as it was", async () => {
    const page = await newProject("continued");
    const path = await large("rest", 200);
    await dropFiles(page, [path]);
    await slowly(async () => {
      await page.getByRole("button", { name: "Import 24 files" }).click();
      const other = await visitor.newTab();
      await other.goto(page.url());
      await other.getByRole("heading", { name: "Sending rest in another tab" }).waitFor();
      await other.close();
      await page.getByText(/\b1\d(\.\d+)? MB of .* sent/).waitFor();
      await line.carried(2 * 2 ** 20);
      await page.reload();
    });
    await page.getByRole("heading", { name: /files are missing/ }).waitFor();
    const patches: number[] = [];
    page.on("request", (request) => {
      if (request.method() === "PATCH" && request.url().includes("/uploads/")) patches.push(Number(request.headers()["upload-offset"]));
    });
    await dropFiles(page, [path], await middleOf(page));
    await page.getByRole("heading", { name: "rest is imported" }).waitFor();
    await page.getByText("24 images", { exact: false }).first().waitFor();
    // What had come lies in parcels that are whole, which nobody sends any more, and in parcels that go on where they were.
    expect(Math.max(...patches)).toBeGreaterThan(2 ** 20);
  });

  test("survives that the server is killed in the middle, by itself", async () => {
    const page = await newProject("killed");
    await dropFiles(page, [await large("server", 300)]);
    await slowly(async () => {
      await page.getByRole("button", { name: "Import 24 files" }).click();
      await inTheMiddle(page);
      await home.kill();
      await page.getByText("The server does not answer; sending goes on by itself once it is back.").waitFor();
    });
    await home.startAgain();
    await page.getByRole("heading", { name: "server is imported" }).waitFor({ timeout: 60_000 });
    await page.getByText("24 images", { exact: false }).first().waitFor();
  });

  /** The middle of the box that asks for the folder. */
  async function middleOf(page: Page): Promise<{ x: number; y: number }> {
    const box = await page.getByRole("article").first().boundingBox();
    return { x: Math.round(box!.x + box!.width / 2), y: Math.round(box!.y + box!.height / 2) };
  }
});

test("the screens are whole", async () => {
  const page = await newProject("screens");
  const path = new URL(page.url()).pathname;
  await judgeScreen(visitor, { name: "data-empty", path, ready: () => page.getByText("This project has no images yet").waitFor() });
  const pictures = await write(
    "cruise",
    Object.fromEntries(Array.from({ length: 12 }, (_, i) => [`AZ1_S0${i % 4}_${10 * (i % 3)}_${i}.png`, noise(60, i)])),
  );
  await utimes(join(pictures, "AZ1_S00_0_0.png"), 1, 1);
  const draft = async () => {
    await page.getByText(/This project has no images yet|anywhere onto this page/).waitFor();
    await dropFiles(page, [pictures]);
    await page.getByText("12 of 12 names match").waitFor();
  };
  await judgeScreen(visitor, { name: "data-draft", path, ready: draft });
  await page.getByRole("button", { name: "Import 12 files" }).click();
  await page.getByRole("heading", { name: "cruise is imported" }).waitFor();
  const open = async () => {
    await page.getByRole("button", { name: /Show the files/ }).click();
    await page.getByRole("button", { name: /AZ1_S00_0_0.png/ }).waitFor();
  };
  await judgeScreen(visitor, { name: "data", path, ready: open });
  const sized = async () => {
    await page.getByRole("button", { name: "Pixel size" }).click();
    await page.getByRole("dialog").waitFor();
    await page.getByRole("tab", { name: "By a scale bar" }).click();
    await page.getByText("No line is drawn yet.").waitFor();
    await page.locator("canvas").first().waitFor();
  };
  await judgeScreen(visitor, { name: "data-pixel-size", path, ready: sized });
});

test("a line over a scale bar gives the pixel size, with where it is from", async () => {
  const page = await newProject("scale bar");
  await dropFiles(page, [await write("bars", { "AZ1_S0_1.png": noise(60, 1), "AZ1_S0_2.png": noise(60, 2) })]);
  await page.getByRole("button", { name: "Import 2 files" }).click();
  await page.getByRole("heading", { name: "bars is imported" }).waitFor();
  await page.getByRole("button", { name: "Pixel size" }).click();
  await page.getByRole("tab", { name: "By a scale bar" }).click();
  const view = page.getByLabel("Image to draw the line on");
  await view.locator("canvas").first().waitFor();
  await page.waitForResponse(/_files/);
  const { x, y, width, height } = (await view.boundingBox())!;
  const middle = { x: x + width / 2, y: y + height / 2 };
  // The image is as high as its place: 60 pixels.
  const side = height / 60;
  await page.mouse.move(middle.x - 10 * side, middle.y);
  await page.mouse.down();
  await page.mouse.move(middle.x, middle.y, { steps: 4 });
  await page.mouse.move(middle.x + 10 * side, middle.y, { steps: 4 });
  await page.mouse.up();
  await page.getByText(/The line is (19\.[5-9]|20\.[0-5]) px long/).waitFor();
  await page.getByLabel("to x").fill("40");
  await page.getByLabel("from x").fill("20");
  await page.getByLabel("Length of the bar").fill("0.1");
  await page.getByText(/^5 µm a pixel$/).waitFor();
  await page.getByRole("button", { name: "Set the pixel size" }).click();
  await page.getByText("The pixel size of 2 images is 5 µm.").waitFor();
  await page.getByRole("button", { name: "Pixel size" }).click();
  await page.getByText(/It is 5 µm now \(scale bar, 0.1 mm over 20 px on bars\/AZ1_S0_1.png/).waitFor();
});

test("nothing went wrong unseen", () => {
  expect(visitor.faults).toEqual([]);
});
