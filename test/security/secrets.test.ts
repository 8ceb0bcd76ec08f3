import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { makeSecretFolders } from "@argosy/cli";
import { readServiceSecrets } from "@argosy/runtime";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ROOT } from "../run/command.ts";

let folder: string;
let segment: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "argosy-secrets-"));
  await makeSecretFolders(folder, { now: new Date(), addresses: [] });
  segment = join(folder, "segment");
  await writeFile(join(segment, "s3-access-key"), "3f0c7c1a9d2b4e58");
  await writeFile(join(segment, "s3-secret-key"), "kR7vQ2mX9pL4sT8w");
});
afterAll(() => rm(folder, { recursive: true }));

/** What a secret file held, after `work` has seen it with another content. */
async function withFile<T>(name: string, text: string, work: () => Promise<T>): Promise<T> {
  const file = join(segment, name);
  const before = await readFile(file, "utf8");
  await writeFile(file, text);
  try {
    return await work();
  } finally {
    await writeFile(file, before);
  }
}

/** How a service ends that is started with the folder as it is, and everything that it says. */
async function start(env: Readonly<Record<string, string>> = {}): Promise<{ readonly code: number | null; readonly said: string }> {
  const settings = {
    PATH: "/usr/bin:/bin",
    SECRETS_FOLDER: segment,
    DATABASE_URL: "postgres://argosy_segment@127.0.0.1:1/argosy",
    NATS_URL: "nats://127.0.0.1:1",
    S3_ENDPOINT: "http://127.0.0.1:1",
    ...env,
  };
  const child = spawn(process.execPath, [join(ROOT, "services", "segment", "src", "main.ts")], { env: settings, cwd: "/" });
  let said = "";
  for (const output of [child.stdout, child.stderr]) output.setEncoding("utf8").on("data", (text: string) => (said += text));
  const [code] = (await once(child, "close")) as [number | null];
  return { code, said };
}

async function expectNoSecretIn(said: string): Promise<void> {
  for (const name of await readdir(segment)) {
    if (name.endsWith(".crt") || name.endsWith(".pub") || name === "identities.json") continue;
    const lines = (await readFile(join(segment, name), "utf8")).split("\n").filter((line) => line !== "" && !line.startsWith("-----"));
    for (const line of lines) expect(said).not.toContain(line);
  }
}

test("the folder that was made is one that a service takes", async () => {
  const secrets = await readServiceSecrets(segment);
  expect(secrets.trusted).toHaveLength(8);
  expect(secrets.store).toEqual({ accessKey: "3f0c7c1a9d2b4e58", secretKey: "kR7vQ2mX9pL4sT8w" });
});

describe("a start", () => {
  test("with a placeholder ends with code 1, says which file it is, and shows nothing of any", async () => {
    await withFile("database-password", "changeme", async () => {
      const { code, said } = await start();
      expect(code).toBe(1);
      expect(said).toContain("database-password is a placeholder");
      expect(said).not.toContain("changeme");
      await expectNoSecretIn(said);
    });
  });
  test("with a password in the address of the database ends with code 1 and does not show it", async () => {
    const { code, said } = await start({ DATABASE_URL: "postgres://argosy_segment:kX93mQpLw2@127.0.0.1:1/argosy" });
    expect(code).toBe(1);
    expect(said).toContain("DATABASE_URL");
    expect(said).not.toContain("kX93mQpLw2");
  });
  test("that finds no server ends with code 1 and shows no secret", async () => {
    const { code, said } = await start();
    expect(code).toBe(1);
    expect(said).toContain("the service cannot start");
    await expectNoSecretIn(said);
  });
});

describe("refused as secrets are", () => {
  test.each([
    "",
    "  \n",
    "changeme",
    "change-me-please",
    "CHANGE_THIS_NOW",
    "password",
    "Password123",
    "secret",
    "minioadmin",
    "postgres",
    "<your password>",
    "your-secret-key-here",
    "{{ .Values.password }}",
    "xxxxxxxxxxxxxxxxxxxx",
    "short",
    "1111111111111111",
  ])("%j", async (text) => {
    const error = await withFile("s3-secret-key", text, () => readServiceSecrets(segment)).then(
      () => expect.fail("was taken"),
      (refused: Error & { reason?: string }) => refused,
    );
    expect(error).toMatchObject({ reason: "SETTINGS_INVALID" });
    expect(error.message).toMatch(/s3-secret-key is (empty|a placeholder)/);
    if (text.trim().length > 6) expect(error.message.replace("a placeholder", "")).not.toContain(text.trim());
  });
  test.each(["tls.key", "tls.crt", "authority.crt", "identity.key", "identities.json"])("%s of another kind", async (name) => {
    const text = "-----BEGIN NOTHING-----\nQWxhZGRpbjpvcGVuIHNlc2FtZQ==\n-----END NOTHING-----\n";
    const refused = await withFile(name, text, () => readServiceSecrets(segment)).catch((error: Error) => error);
    expect(refused).toMatchObject({ reason: "SETTINGS_INVALID", message: expect.stringContaining(name) });
    expect(JSON.stringify([String(refused), refused])).not.toContain("QWxhZGRpbjpvcGVu");
  });
  test("a key that belongs to another certificate", async () => {
    const other = await readFile(join(folder, "measure", "tls.key"), "utf8");
    const refused = await withFile("tls.key", other, () => readServiceSecrets(segment)).catch((error: Error) => error);
    expect(refused).toMatchObject({ message: expect.stringContaining("tls.key is not the key of the certificate") });
  });
  test("all that is missing, told at once", async () => {
    const refused = await readServiceSecrets(join(folder, "nobody")).catch((error: Error) => error);
    for (const name of ["tls.key", "nats.seed", "database-password", "s3-secret-key"])
      expect((refused as Error).message).toContain(`${name} is missing`);
  });
});
