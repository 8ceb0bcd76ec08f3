import { refusal } from "@argosy/core";
import type { Static, TObject } from "typebox";
import { Value } from "typebox/value";

/** One setting that cannot be used. Its value is not shown: it may be a secret. */
export interface SettingFault {
  readonly setting: string;
  readonly problem: string;
}

/**
 * Settings out of the environment, checked against a schema; texts become numbers and booleans where the schema wants them,
 * and what is missing or empty gets its default. Variables that the schema does not name are left alone.
 *
 * @throws {ArgosyError} `SETTINGS_INVALID` with every fault at once in `details.faults`.
 */
export function loadConfig<Schema extends TObject>(schema: Schema, env: Readonly<Record<string, string | undefined>>): Static<Schema> {
  const given: Record<string, unknown> = {};
  for (const [name, property] of Object.entries(schema.properties)) {
    const text = env[name];
    if (text !== undefined && text !== "") given[name] = fromText(text, property as { readonly type?: string });
  }
  const settings = Value.Default(schema, given);
  if (Value.Check(schema, settings)) return settings as Static<Schema>;
  const faults = faultsOf(schema, settings as Readonly<Record<string, unknown>>);
  const names = faults.map(({ setting, problem }) => `${setting} ${problem}`).join("; ");
  throw refusal("SETTINGS_INVALID", `the settings are not valid: ${names}`, { faults });
}

function fromText(text: string, { type }: { readonly type?: string }): unknown {
  if ((type === "integer" || type === "number") && /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text)) return Number(text);
  if (type === "boolean" && /^(true|false|1|0)$/i.test(text)) return /^(true|1)$/i.test(text);
  return text;
}

function faultsOf(schema: TObject, settings: Readonly<Record<string, unknown>>): SettingFault[] {
  return Object.entries(schema.properties).flatMap(([setting, property]) => {
    const value = settings[setting];
    const optional = !(schema.required ?? []).includes(setting);
    if (value === undefined) return optional ? [] : [{ setting, problem: "is missing" }];
    if (Value.Check(property, value)) return [];
    const [first] = [...Value.Errors(property, value)];
    return [{ setting, problem: first?.message ?? "is not valid" }];
  });
}
