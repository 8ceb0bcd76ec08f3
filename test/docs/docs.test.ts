import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runCommand } from "../run/command.ts";
import type { BackgroundServer } from "./background-server.ts";
import { startServer } from "./background-server.ts";
import type { Block } from "./read-blocks.ts";
import { readBlocks } from "./read-blocks.ts";
import type { ScratchCheckout } from "./scratch-checkout.ts";
import { makeScratchCheckout, writeTinyImages } from "./scratch-checkout.ts";

const LANGUAGES = ["sh", "ts", "json"];
const DEMO_MS = 300_000;
const LABELS = "image,label,class,status\nbay_a_5_1.png,1,square,validated\n";

describe.each(["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md"])("every block of %s runs", async (document) => {
  const blocks = await readBlocks(document);
  let checkout: ScratchCheckout;
  let data: string;
  let server: BackgroundServer | undefined;

  beforeAll(async () => {
    checkout = await makeScratchCheckout();
    data = await mkdtemp(join(tmpdir(), "argosy-docs-"));
    await writeTinyImages(checkout.folder, ["bay_a_5_1.png", "bay_a_10_1.png"]);
    await writeFile(join(checkout.folder, "labels.csv"), LABELS);
  });

  afterAll(async () => {
    await server?.stop();
    await rm(data, { recursive: true, force: true });
    await checkout.remove();
  });

  test("there are blocks, and each is of a kind that can be run", () => {
    expect(blocks.length).toBeGreaterThan(0);
    for (const { line, language, file } of blocks) {
      expect(LANGUAGES, `line ${line}`).toContain(language);
      if (language !== "sh") expect(file, `line ${line} names its file`).toBeDefined();
    }
  });

  test.each(blocks)("line $line", { timeout: DEMO_MS }, async (block) => {
    if (block.file !== undefined) await write(block.file, block.text);
    if (block.language === "sh") for (const part of partsOf(block)) await run(part);
    if (block.language === "ts") await succeeds(["node", block.file!]);
    if (block.language === "json") expect(JSON.parse(block.text)).toBeTypeOf("object");
  });

  async function write(file: string, text: string): Promise<void> {
    await mkdir(dirname(join(checkout.folder, file)), { recursive: true });
    await writeFile(join(checkout.folder, file), text);
  }

  /** `npm test` would run itself; a server stays for the blocks that follow. */
  async function run(part: string): Promise<void> {
    if (part === "npm test") return;
    if (part !== "npm start") return succeeds(["bash", "-euo", "pipefail", "-c", part]);
    const command = (await isFree(8080)) ? part : `${part} -- --port 0`;
    server = await startServer(command, checkout.folder, { ...process.env, ARGOSY_DATA: data });
  }

  async function succeeds(words: readonly string[]): Promise<void> {
    const { ok, output } = await runCommand(["env", `ARGOSY_DATA=${data}`, ...words], checkout.folder);
    expect(ok, `${words.join(" ")}\n${output}`).toBe(true);
  }
});

/** The block as it is, but commands that are no part of a script stand alone. */
function partsOf({ text }: Block): readonly string[] {
  const lines = text.split("\n").filter((line) => line.trim() !== "" && !line.startsWith("#"));
  const bare = lines.map((line) => line.replace(/\s+#.*$/, ""));
  return bare.some((line) => line === "npm test" || line === "npm start") ? bare : [bare.join("\n")];
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.on("error", () => resolve(false));
    probe.listen(port, "127.0.0.1", () => probe.close(() => resolve(true)));
  });
}
