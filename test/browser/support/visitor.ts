import type { Browser, BrowserContext, Page, Request } from "playwright-core";
import type { Home } from "./home.ts";

/** Somebody in front of a browser. */
export interface Visitor {
  readonly page: Page;
  readonly context: BrowserContext;
  /** What went wrong unseen: errors of the page, violations of its policy, requests to other hosts. A test ends with `toEqual([])`. */
  readonly faults: string[];
  /** Opens an address of the home in the page. */
  go(path: string): Promise<void>;
  /** Nothing is on its way from the server any more, and what came is drawn; the stream of events does not count. */
  quiet(): Promise<void>;
  /** A second tab of the same browser. */
  newTab(): Promise<Page>;
  close(): Promise<void>;
}

/** How a visitor sees the page. */
export interface Look {
  readonly width: number;
  readonly height: number;
  readonly theme: "light" | "dark";
  /** A tablet: fingers in place of a mouse. */
  readonly touch?: boolean;
}

export const DESK: Look = { width: 1440, height: 900, theme: "light" };

/** What a browser says itself when an answer is a refusal: the page shows it, so it is no fault. */
const REFUSED = /^Failed to load resource: the server responded with a status of 4\d\d/;

/**
 * Opens a browser of its own, signed in at the home. Every other host is out of reach.
 *
 * @param allowed - faults that the test brings about itself, such as lost connections while the server is away.
 */
export async function openVisitor(browser: Browser, home: Home, look: Look = DESK, allowed: RegExp = /$^/): Promise<Visitor> {
  const context = await browser.newContext({
    baseURL: home.url,
    viewport: { width: look.width, height: look.height },
    colorScheme: look.theme,
    hasTouch: look.touch === true,
    acceptDownloads: true,
  });
  const faults: string[] = [];
  const note = (fault: string) => {
    if (!allowed.test(fault) && !REFUSED.test(fault)) faults.push(fault);
  };
  await keepToHome(context, home, note);
  context.setDefaultTimeout(15_000);
  await context.addInitScript(watchPage);
  const watch = (page: Page): Page => {
    page.on("console", (message) => {
      if (message.type() === "error") note(message.text());
    });
    page.on("pageerror", (error) => note(`uncaught: ${error.message}`));
    return page;
  };
  const page = watch(await context.newPage());
  const quiet = quietOf(page);
  await page.goto(home.signInUrl());
  return {
    page,
    context,
    faults,
    go: async (path) => void (await page.goto(path)),
    quiet,
    newTab: async () => watch(await context.newPage()),
    close: () => context.close(),
  };
}

function quietOf(page: Page): () => Promise<void> {
  const underway = new Set<Request>();
  const ended = (request: Request) => void underway.delete(request);
  page.on("request", (request) => {
    if (!request.url().endsWith("/api/events")) underway.add(request);
  });
  page.on("requestfinished", ended);
  page.on("requestfailed", ended);
  page.on("framenavigated", () => underway.clear());
  // What is drawn may ask for more only some frames later: an outline for its colours, a viewer for its tiles.
  const drawn = () =>
    page.evaluate(async () => {
      for (let frame = 0; frame < 8; frame++) await new Promise((resolve) => requestAnimationFrame(resolve));
    });
  return async () => {
    do {
      await drawn();
      const [next] = underway;
      if (next !== undefined) await next.response().then((response) => response?.finished());
      await drawn();
    } while (underway.size > 0);
  };
}

async function keepToHome(context: BrowserContext, home: Home, note: (fault: string) => void): Promise<void> {
  await context.route(
    (url) => url.origin !== home.url && !["data:", "blob:"].includes(url.protocol),
    (route) => {
      note(`asked for another host: ${route.request().url()}`);
      return route.abort();
    },
  );
  context.on("console", (message) => {
    if (message.text().startsWith("policy violated: ")) note(message.text());
  });
}

/** Runs in the page: keeps what it would tell nobody. */
function watchPage(): void {
  const seen = { shift: 0, shifted: [] as string[] };
  Object.assign(globalThis, { argosySeen: seen });
  document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) =>
    console.log(`policy violated: ${violatedDirective} by ${blockedURI}`),
  );
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as (PerformanceEntry & {
      readonly value: number;
      readonly hadRecentInput: boolean;
      readonly sources: readonly { readonly node: Node | null }[];
    })[]) {
      if (entry.hadRecentInput) continue;
      seen.shift += entry.value;
      for (const { node } of entry.sources) {
        const element = node instanceof Element ? node : node?.parentElement;
        if (element) seen.shifted.push(`${entry.value.toFixed(3)} ${element.tagName.toLowerCase()}.${element.className}`);
      }
    }
  }).observe({ type: "layout-shift", buffered: true } as PerformanceObserverInit);
}
