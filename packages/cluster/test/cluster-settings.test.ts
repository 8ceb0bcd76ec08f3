import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ArgosyError } from "@argosy/core";
import { Type } from "typebox";
import { afterAll, describe, expect, test } from "vitest";
import { loadGiven, loadSettings, Secret } from "../src/index.ts";

const folder = mkdtempSync(join(tmpdir(), "argosy-settings-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function secret(name: string, text: string): string {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}

const Own = Type.Object({
  SEGMENT_TASKS: Type.Integer({ minimum: 1, default: 2 }),
  OWNER_PASSWORD: Type.Optional(Secret({ description: "A secret." })),
});

/** What reading settings is refused with. */
async function refusalOf(read: () => unknown): Promise<string> {
  const error = await Promise.resolve()
    .then(read)
    .catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(ArgosyError);
  expect((error as ArgosyError).reason).toBe("SETTINGS_INVALID");
  return (error as ArgosyError).message;
}

describe("settings of a service in a cluster", () => {
  test("every fault is told at once, those of the secrets too, and no value", async () => {
    const message = await refusalOf(() =>
      loadGiven(
        {
          DATABASE_URL: "db-without-scheme",
          S3_ENDPOINT: "http://s3:9000",
          SECRETS_FOLDER: folder,
          OWNER_PASSWORD: "correct-horse",
          SEGMENT_TASKS: "many",
          HEALTH_PORT: "70000",
        },
        Own,
      ),
    );
    for (const setting of ["DATABASE_URL", "OWNER_PASSWORD must stand in a file", "tls.key is missing", "SEGMENT_TASKS", "HEALTH_PORT"])
      expect(message).toContain(setting);
    for (const value of ["correct-horse", "db-without-scheme", "many", "70000"]) expect(message).not.toContain(value);
  });
  test("a password in the address of the database is refused", async () => {
    const given = { DATABASE_URL: "postgres://segment:hunter22@db/argosy", S3_ENDPOINT: "http://s3:9000", SECRETS_FOLDER: folder };
    const message = await refusalOf(() => loadGiven(given, Own));
    expect(message).toContain("DATABASE_URL is no address, or carries a password");
    expect(message).not.toContain("hunter22");
  });
  test("a secret comes from its file, without the line break at the end", () => {
    const file = secret("password", "k7Hq-not-a-word\n");
    expect(loadSettings(Own, { OWNER_PASSWORD_FILE: file })).toEqual({ SEGMENT_TASKS: 2, OWNER_PASSWORD: "k7Hq-not-a-word" });
  });
  test.each(["changeme", "CHANGE_ME", "change-me-please", "password", "minioadmin", "<your key>", "secret", "xxxx"])(
    "the placeholder %s is no secret",
    async (text) => {
      const file = secret("placeholder", text);
      expect(await refusalOf(() => loadSettings(Own, { OWNER_PASSWORD_FILE: file }))).toContain("OWNER_PASSWORD is a placeholder");
    },
  );
  test("an empty file holds no secret, one that is not there neither", async () => {
    const file = secret("empty", "\n");
    expect(await refusalOf(() => loadSettings(Own, { OWNER_PASSWORD_FILE: file }))).toContain("OWNER_PASSWORD stands in an empty file");
    const away = join(folder, "nowhere");
    expect(await refusalOf(() => loadSettings(Own, { OWNER_PASSWORD_FILE: away }))).toContain("OWNER_PASSWORD cannot be read");
  });
});
