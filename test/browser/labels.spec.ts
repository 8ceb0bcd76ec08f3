import { setTimeout as delay } from "node:timers/promises";
import type { Browser, Page, Route } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launchChromium } from "./support/chromium.ts";
import type { Home } from "./support/home.ts";
import { startHome } from "./support/home.ts";
import type { Visitor } from "./support/visitor.ts";
import { DESK, openVisitor } from "./support/visitor.ts";

const CUT_MS = 20_000;
const OBJECTS = 20;
/** While the server is away the browser says so of every request; the answers that the test keeps back are no fault of the page. */
const BROUGHT_ABOUT =
  /ERR_CONNECTION_REFUSED|ERR_FAILED|ERR_EMPTY_RESPONSE|ERR_CONNECTION_RESET|ERR_INCOMPLETE_CHUNKED|Failed to load resource/;

interface Found {
  readonly id: string;
  readonly class: string;
  readonly status: string;
}
interface Event {
  readonly class: string;
  readonly origin: string;
  readonly at: string;
}

let browser: Browser;
let home: Home;
let visitor: Visitor;
let objectsPath: string;

beforeAll(async () => {
  [browser, home] = await Promise.all([launchChromium(), startHome(["--frames", "8"])]);
  visitor = await openVisitor(browser, home, DESK, BROUGHT_ABOUT);
  const { page } = visitor;
  await page.getByRole("link", { name: /My images/ }).click();
  await page.waitForURL(/\/p\/[^/]+\/\w+/);
  objectsPath = new URL(page.url()).pathname.replace(/[^/]+$/, "objects");
});
afterAll(async () => {
  await browser.close();
  await home.stop();
});

const project = () => objectsPath.split("/")[2]!;
async function ask<T>(path: string): Promise<T> {
  const response = await visitor.context.request.get(`${home.url}${path}`);
  expect([path, response.status()]).toEqual([path, 200]);
  return (await response.json()) as T;
}
async function firstObjects(count: number): Promise<Found[]> {
  const { runs } = await ask<{ runs: { id: string; state: string }[] }>(`/api/projects/${project()}/runs`);
  const run = runs.find(({ state }) => state === "done")!.id;
  return (await ask<{ objects: Found[] }>(`/api/projects/${project()}/runs/${run}/objects?limit=${count}`)).objects;
}
/** What was pressed; the demo's own labels come in again when its server is started again. */
const said = async (id: string) =>
  (await ask<{ events: Event[] }>(`/api/objects/${id}/labels`)).events.filter(({ origin }) => origin === "label");
async function openGrid(page: Page): Promise<void> {
  await page.goto(objectsPath);
  await page.locator(".crop").first().waitFor();
  await page.getByRole("listbox", { name: "Objects" }).focus();
}
const saved = (page: Page) => page.getByText("All labels saved").waitFor({ timeout: 60_000 });
/** The classes behind the keys, as the page shows them. */
async function classesOfKeys(page: Page): Promise<Map<string, string>> {
  const buttons = await page.getByRole("button", { name: /^Label as .*, key [1-9]$/ }).all();
  const names = await Promise.all(buttons.map((button) => button.getAttribute("aria-label")));
  return new Map(names.map((name) => [/key (.)$/.exec(name!)![1]!, /^Label as (.*), key .$/.exec(name!)![1]!]));
}
async function press(page: Page, keys: readonly string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

test("60 objects are labelled with 60 keys, undone and done again", async () => {
  const { page } = visitor;
  await openGrid(page);
  const names = await classesOfKeys(page);
  const before = await firstObjects(60);
  const keys = Array.from({ length: 60 }, (_, place) => String((place % 2) + 1));
  await press(page, keys);
  await saved(page);
  const wanted = keys.map((key) => names.get(key));
  expect((await firstObjects(60)).map((object) => object.class)).toEqual(wanted);
  await press(page, ["u", "u"]);
  await saved(page);
  expect((await firstObjects(60)).slice(-2)).toEqual(before.slice(-2));
  await press(page, ["Shift+u", "Shift+u"]);
  await saved(page);
  expect((await firstObjects(60)).map((object) => object.class)).toEqual(wanted);
}, 120_000);

test("everything under a filter is relabelled and restored", async () => {
  const { page } = visitor;
  await openGrid(page);
  const names = await classesOfKeys(page);
  const before = await firstObjects(80);
  await press(page, ["a", "2"]);
  await page.getByText(/objects? changed\./).waitFor();
  expect(new Set((await firstObjects(80)).map((object) => object.class))).toEqual(new Set([names.get("2")]));
  await press(page, ["Control+z"]);
  await expect.poll(() => firstObjects(80), { timeout: 20_000 }).toEqual(before);
}, 120_000);

describe("under fire", () => {
  test("a server that is away for 20 s, answers that are lost and a closed tab change nothing of what was pressed", async () => {
    const { page } = visitor;
    await openGrid(page);
    const other = await visitor.newTab();
    await openGrid(other);
    const names = await classesOfKeys(page);
    const objects = await firstObjects(OBJECTS);
    await press(page, [...objects.slice(1).map(() => "Shift+ArrowRight"), "Backspace"]);
    await saved(page);
    await press(page, ["Home"]);
    const before = await Promise.all(objects.map(({ id }) => said(id)));
    const begun = Date.now();
    await home.kill();

    // Twenty labels in one tab, which is closed; twenty others on the same objects in the second.
    const first = objects.map((_, place) => String((place % 3) + 1));
    await press(page, first);
    await page.getByText("20 waiting").waitFor();
    await page.close();
    const second = objects.map((_, place) => String(((place + 1) % 3) + 1));
    await press(other, second);
    await expect.poll(async () => (await other.getByRole("status").allInnerTexts()).join(" | ")).toContain("40 waiting: no connection");
    await delay(Math.max(0, CUT_MS - (Date.now() - begun)));

    // Of the first answers after that none comes through, though the server has done what it was asked.
    let lost = 0;
    await visitor.context.route(/\/label-actions$/, async (route: Route) => {
      const done = await route.fetch().catch(() => undefined);
      if (done?.ok() === true && lost++ < 2) await route.abort();
      else if (done === undefined) await route.abort();
      else await route.fulfill({ response: done });
    });
    await home.startAgain();
    await saved(other);
    expect(lost).toBeGreaterThanOrEqual(2);

    const histories = await Promise.all(objects.map(({ id }) => said(id)));
    const news = histories.map((history, place) => history.slice(before[place]!.length));
    expect(news.map((history) => history.map((event) => event.class))).toEqual(
      objects.map((_, place) => [names.get(first[place]!), names.get(second[place]!)]),
    );
    const times = [0, 1].flatMap((round) => news.map((history) => history[round]!.at));
    expect(times).toEqual(times.toSorted());
  }, 180_000);
});

test("nothing went wrong unseen", () => {
  expect(visitor.faults).toEqual([]);
});
