import { once } from "node:events";
import type { IncomingMessage, ServerResponse } from "node:http";
import { packValues, unpackValues } from "@argosy/nodes";
import type { Browser } from "playwright-core";
import { createViteServer } from "vitest/node";
import { ROOT } from "../../run/command.ts";
import type { PageFound, PageWork } from "./page-work.ts";

const PAGE = `<!doctype html><title>kernels</title><script type="module">
import { workInPage } from "/test/browser/support/work-in-page.ts";
workInPage().then(() => { document.title = "done"; }, (error) => { document.title = "failed: " + error.stack; });
</script>`;

/**
 * Has the sources do their work in a page of a browser, as they are.
 *
 * @throws {Error} with what the page threw.
 */
export async function workInBrowser(browser: Browser, work: PageWork): Promise<PageFound> {
  const given = packValues(work);
  let found: Uint8Array | undefined;
  const server = await createViteServer({
    root: ROOT,
    configFile: false,
    appType: "custom",
    logLevel: "error",
    // Nothing is bundled ahead: a page that is being worked in must not be loaded again.
    optimizeDeps: { noDiscovery: true, include: [] },
    server: { port: 0, host: "127.0.0.1", hmr: false, watch: null },
  });
  server.middlewares.use("/given", (_request: IncomingMessage, response: ServerResponse) => response.end(given));
  server.middlewares.use("/page", (_request: IncomingMessage, response: ServerResponse) =>
    response.setHeader("content-type", "text/html").end(PAGE),
  );
  server.middlewares.use("/found", (request: IncomingMessage, response: ServerResponse) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    void once(request, "end").then(() => {
      found = Buffer.concat(parts);
      response.end();
    });
  });
  const page = await browser.newPage();
  try {
    await server.listen();
    const address = server.httpServer?.address();
    if (address === null || typeof address !== "object") throw new Error("the server of the page has no port");
    await page.goto(`http://127.0.0.1:${address.port}/page`);
    await page.waitForFunction(() => document.title !== "kernels", undefined, { timeout: 150_000 });
    const title = await page.title();
    if (found === undefined) throw new Error(title);
    return unpackValues(found) as PageFound;
  } finally {
    await page.close();
    await server.close();
  }
}
