import { existsSync } from "node:fs";
import type { Browser } from "playwright-core";
import { chromium } from "playwright-core";

const PLACES = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/snap/bin/chromium"];
const ARGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** The Chromium of this machine: the one that `ARGOSY_CHROMIUM` names, else where systems install it; `undefined`: none. */
export function findChromium(): string | undefined {
  return [process.env["ARGOSY_CHROMIUM"] ?? "", ...PLACES].find((place) => place !== "" && existsSync(place));
}

/** @throws {Error} where there is none. */
export async function launchChromium(): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === undefined) throw new Error("no Chromium was found; install it, or name it in ARGOSY_CHROMIUM");
  return chromium.launch({ executablePath, args: ARGS });
}
