import { expect, test } from "vitest";
import { spanOf } from "../src/http/ranges.ts";

test.each([
  { header: undefined, span: undefined },
  { header: "bytes=0-0", span: { start: 0, end: 1 } },
  { header: "bytes=2-", span: { start: 2, end: 10 } },
  { header: "bytes=2-99", span: { start: 2, end: 10 } },
  { header: "bytes=-3", span: { start: 7, end: 10 } },
  { header: "bytes=-99", span: { start: 0, end: 10 } },
  { header: "bytes=5-4", span: undefined },
  { header: "bytes=0-1,3-4", span: undefined },
  { header: "bytes=-", span: undefined },
  { header: "lines=1-2", span: undefined },
])("$header of 10 bytes", ({ header, span }) => {
  expect(spanOf(header, 10)).toEqual(span);
});

test.each(["bytes=10-", "bytes=10-12", "bytes=-0"])("%s lies outside", (header) => {
  expect(() => spanOf(header, 10)).toThrow(expect.objectContaining({ code: "out_of_range", details: { size: 10 } }));
});

test("nothing can be asked of nothing", () => {
  expect(() => spanOf("bytes=-1", 0)).toThrow("outside");
});
