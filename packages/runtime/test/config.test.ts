import type { ArgosyError } from "@argosy/core";
import { Type } from "typebox";
import { describe, expect, test } from "vitest";
import { loadConfig } from "../src/config.ts";

const Config = Type.Object({
  DATABASE_URL: Type.String(),
  PORT: Type.Integer({ minimum: 1, maximum: 65_535, default: 8_080 }),
  SECURE: Type.Boolean({ default: false }),
  NAME: Type.Optional(Type.String()),
});

describe("loadConfig", () => {
  test("fills in defaults, reads numbers and booleans, leaves out the rest", () => {
    expect(loadConfig(Config, { DATABASE_URL: "x", SECURE: "TRUE", PORT: "", HOME: "y" })).toEqual({
      DATABASE_URL: "x",
      PORT: 8_080,
      SECURE: true,
    });
  });
  test("names every fault at once and shows no value", () => {
    const load = () => loadConfig(Config, { PORT: "hunter2", SECURE: "hunter2" });
    expect(load).toThrow(expect.objectContaining({ reason: "SETTINGS_INVALID" }) as Error);
    try {
      load();
    } catch (error) {
      const { message, details } = error as ArgosyError;
      expect((details["faults"] as { setting: string }[]).map(({ setting }) => setting)).toEqual(["DATABASE_URL", "PORT", "SECURE"]);
      expect(message + JSON.stringify(details)).not.toContain("hunter2");
    }
  });
  test.each(["0", "65536", "1.5", "0x10", " 7", "NaN"])("the port %j is not valid", (PORT) => {
    expect(() => loadConfig(Config, { DATABASE_URL: "x", PORT })).toThrow("PORT");
  });
});
