import { describe, expect, test } from "vitest";
import { parseJson } from "../src/http/json-body.ts";

const parse = (text: string) => parseJson(new TextEncoder().encode(text));

test("what JSON can say is read as it is", () => {
  expect(parse('{"a":[1,-0.5,null,true,"\\u00e9 \\"[{\\" \\\\"],"b":{}}')).toEqual({ a: [1, -0.5, null, true, 'é "[{" \\'], b: {} });
});

test("64 levels are read, one more is not", () => {
  const nested = (levels: number) => "[".repeat(levels) + "]".repeat(levels);
  expect(() => parse(nested(64))).not.toThrow();
  expect(() => parse(nested(65))).toThrow(expect.objectContaining({ reason: "JSON_TOO_DEEP" }));
  expect(() => parse(nested(200_000))).toThrow(expect.objectContaining({ reason: "JSON_TOO_DEEP" }));
});

test("brackets in a text are no levels", () => {
  expect(parse(JSON.stringify("[".repeat(100)))).toBe("[".repeat(100));
});

describe("is refused", () => {
  test.each([
    { name: "nothing", text: "", reason: "JSON_INVALID" },
    { name: "a broken text", text: '{"a":', reason: "JSON_INVALID" },
    { name: "NaN", text: "NaN", reason: "JSON_INVALID" },
    { name: "a number beyond all numbers", text: '{"a":1e999}', reason: "JSON_INVALID" },
    { name: "__proto__", text: '{"a":{"__proto__":{"x":1}}}', reason: "JSON_INVALID" },
    { name: "constructor.prototype", text: '{"constructor":{"prototype":{}}}', reason: "JSON_INVALID" },
    { name: "a NUL", text: '{"a":["\\u0000"]}', reason: "TEXT_INVALID" },
    { name: "a lone surrogate", text: '{"a":"\\ud800"}', reason: "TEXT_INVALID" },
    { name: "a NUL in a name", text: '{"a\\u0000":1}', reason: "TEXT_INVALID" },
  ])("$name", ({ text, reason }) => {
    expect(() => parse(text)).toThrow(expect.objectContaining({ code: "invalid_argument", reason }));
  });

  test("what is not UTF-8", () => {
    expect(() => parseJson(Uint8Array.of(0x22, 0xff, 0x22))).toThrow(expect.objectContaining({ reason: "JSON_INVALID" }));
  });
});
