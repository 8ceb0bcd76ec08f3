import type { Browser, Page } from "playwright-core";
import { launchChromium } from "./chromium.ts";
import type { Home } from "./home.ts";
import { startHome } from "./home.ts";
import type { Visitor } from "./visitor.ts";
import { DESK, openVisitor } from "./visitor.ts";

/** Everything that the screens are looked at with. */
export interface Theatre {
  readonly visitor: Visitor;
  readonly home: Home;
  /** The project of the demo. */
  readonly full: string;
  /** One with nothing in it. */
  readonly empty: string;
  /** An image of the demo, and an object in it. */
  readonly image: string;
  readonly object: string;
  /** Somebody at a server on which nobody has done anything. */
  readonly newcomer: Visitor;
  close(): Promise<void>;
}

/** A state that the tests bring about themselves: the browser says so, and the page has to as well. */
const BROUGHT_ABOUT = /503|ERR_FAILED|Failed to load resource/;

/** Starts a server with the demo and one without anything. */
export async function openTheatre(): Promise<Theatre> {
  const [browser, home, bare] = await Promise.all([launchChromium(), startHome(["--frames", "12"]), startHome()]);
  const visitor = await openVisitor(browser, home, DESK, BROUGHT_ABOUT);
  const newcomer = await openVisitor(browser, bare, DESK);
  await emptyOut(newcomer);
  const full = await projectOfDemo(visitor);
  return {
    visitor,
    home,
    full,
    empty: await makeProject(visitor, "An empty project"),
    ...(await anObject(visitor, full)),
    newcomer,
    close: () => closeAll(browser, [home, bare]),
  };
}

async function closeAll(browser: Browser, homes: readonly Home[]): Promise<void> {
  await browser.close();
  await Promise.all(homes.map((home) => home.stop()));
}

async function projectOfDemo({ page }: Visitor): Promise<string> {
  await page.getByRole("link", { name: /My images/ }).click();
  await page.waitForURL(/\/p\/[^/]+\/\w+/);
  return projectOf(page);
}

/** Moves the project that every server begins with to the trash. */
async function emptyOut({ page }: Visitor): Promise<void> {
  await page.getByRole("link", { name: /My images/ }).click();
  await page.getByRole("link", { name: "Settings", exact: true }).click();
  await page.getByRole("button", { name: "Delete the project" }).click();
  await page.getByRole("button", { name: "Move to the trash" }).click();
  await page.getByText("There is no project yet").waitFor();
}

/** An object of the newest run. */
async function anObject({ page }: Visitor, project: string): Promise<{ readonly object: string; readonly image: string }> {
  const read = async <T>(path: string) => (await (await page.request.get(`/api/projects/${project}/runs${path}`)).json()) as T;
  const { runs } = await read<{ readonly runs: readonly { readonly id: string }[] }>("");
  const { objects } = await read<{ readonly objects: readonly { readonly id: string; readonly image: string }[] }>(
    `/${runs[0]!.id}/objects?limit=1`,
  );
  return { object: objects[0]!.id, image: objects[0]!.image };
}

/** Makes a project by keyboard. @returns Its id. */
export async function makeProject({ page, go }: Visitor, name: string): Promise<string> {
  await go("/");
  await page.locator(".card").first().waitFor();
  await page.keyboard.press("n");
  await page.getByLabel("Name").fill(name);
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/data$/);
  return projectOf(page);
}

const projectOf = (page: Page) => new URL(page.url()).pathname.split("/")[2]!;

/** A page is there when it has said something and is not busy any more. */
export async function shown(page: Page): Promise<void> {
  await page.waitForLoadState("load");
  await page.waitForFunction(
    () => (document.querySelector("main")?.textContent.trim().length ?? 0) > 0 && document.querySelector("main .skeleton") === null,
  );
}

/** A page that waits for its data shows that it does. */
export async function waiting(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const main = document.querySelector("main");
    return main !== null && (main.querySelector(".skeleton, [role=status]") !== null || main.textContent.trim().length > 0);
  });
}

/** A page that could not read its data says so. */
export async function refused(page: Page): Promise<void> {
  await shown(page);
  await page.getByRole("alert").first().waitFor();
}

const DATA = /\/api\/(projects\/[0-9a-v]{26}\/|projects\/overview|jobs\?|tokens|audit|objects|nodes$)/;

/** Keeps data from arriving: `hang` lets it wait, `fail` refuses it. @param address - of what; default: all that a project holds. */
export async function withoutAnswers(
  { context }: Visitor,
  how: "hang" | "fail",
  work: () => Promise<void>,
  address: RegExp = DATA,
): Promise<void> {
  await context.route(address, async (route) => {
    if (how === "hang") return;
    await route.fulfill({
      status: 503,
      contentType: "application/problem+json",
      body: JSON.stringify({
        code: "unavailable",
        status: 503,
        title: "The database does not answer.",
        detail: "",
        hint: "It is tried again in a moment.",
      }),
    });
  });
  try {
    await work();
  } finally {
    await context.unrouteAll({ behavior: "ignoreErrors" });
  }
}
