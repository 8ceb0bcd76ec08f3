import { loadConfig } from "@argosy/runtime";
import { type Static, Type } from "typebox";

const Schema = Type.Object({
  ARGOSY_DATA: Type.String({ default: "argosy-data", description: "Folder with everything that is kept." }),
  ARGOSY_PASSWORD_FILE: Type.String({ default: "", description: "File with the password that others than this machine sign in with." }),
  ARGOSY_LOG_LEVEL: Type.Union([Type.Literal("debug"), Type.Literal("info"), Type.Literal("warn"), Type.Literal("error")], {
    default: "info",
  }),
  DATABASE_URL: Type.String({ default: "", description: "postgres:// URL of a database to use in place of an own one." }),
  ARGOSY_HEALTH_PORT: Type.Integer({
    minimum: 0,
    maximum: 65_535,
    default: 0,
    description: "Port of /live, /ready and /metrics on this machine; 0 = none.",
  }),
  ARGOSY_START_SECONDS: Type.String({ default: "", description: "Seconds that the set-up took, as JSON." }),
});

/** What the environment says, and the environment itself for the services, which have schemas of their own. */
export type Settings = Static<typeof Schema> & { readonly environment: Readonly<Record<string, string | undefined>> };

/** Reads the environment once. @throws {ArgosyError} SETTINGS_INVALID with all faults. */
export function loadSettings(env: Readonly<Record<string, string | undefined>>): Settings {
  return { ...loadConfig(Schema, env), environment: env };
}
