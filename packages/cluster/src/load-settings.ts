import { readFileSync } from "node:fs";
import { ArgosyError, refusal } from "@argosy/core";
import type { SettingFault } from "@argosy/runtime";
import { loadConfig, looksMadeUp } from "@argosy/runtime";
import type { Static, TObject } from "typebox";
import { Type } from "typebox";

type Environment = Readonly<Record<string, string | undefined>>;

/** A setting whose value stands in a file, which the variable `<NAME>_FILE` names; the variable itself is refused. */
export function Secret(options: { readonly description: string; readonly default?: string }) {
  return Type.String({ minLength: 1, ...options, secret: true });
}

/**
 * {@link loadConfig} for settings of which some are secrets ({@link Secret}): those are read from files, which may end with a line break.
 *
 * @throws {ArgosyError} `SETTINGS_INVALID` with every fault of all settings at once, without any value: a secret given in the open, a file
 *   that cannot be read, a placeholder.
 */
export function loadSettings<Schema extends TObject>(schema: Schema, env: Environment): Static<Schema> {
  const faults: SettingFault[] = [];
  const given: Record<string, string | undefined> = { ...env };
  for (const [setting, property] of Object.entries(schema.properties)) {
    if ((property as { readonly secret?: true }).secret !== true) continue;
    const read = readSecret(setting, env);
    if (typeof read === "object") faults.push(read);
    // What is faulty already must not be told a second time as missing.
    given[setting] = typeof read === "object" ? "?" : read;
  }
  let settings: Static<Schema> | undefined;
  try {
    settings = loadConfig(schema, given);
  } catch (error) {
    if (!(error instanceof ArgosyError) || error.reason !== "SETTINGS_INVALID") throw error;
    faults.push(...((error.details["faults"] ?? []) as readonly SettingFault[]));
  }
  if (settings !== undefined && faults.length === 0) return settings;
  const names = faults.map(({ setting, problem }) => `${setting} ${problem}`).join("; ");
  throw refusal("SETTINGS_INVALID", `the settings are not valid: ${names}`, { faults });
}

function readSecret(setting: string, env: Environment): string | undefined | SettingFault {
  const file = env[`${setting}_FILE`];
  if (env[setting] !== undefined && env[setting] !== "") return { setting, problem: `must stand in a file, which ${setting}_FILE names` };
  if (file === undefined || file === "") return undefined;
  try {
    const secret = readFileSync(file, "utf8").replace(/\r?\n$/, "");
    if (secret === "") return { setting, problem: "stands in an empty file" };
    return looksMadeUp(secret) ? { setting, problem: "is a placeholder; set a secret of your own" } : secret;
  } catch {
    return { setting, problem: `cannot be read from the file that ${setting}_FILE names` };
  }
}
