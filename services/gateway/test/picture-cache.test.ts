import { expect, test } from "vitest";
import { manualClock } from "../../../test/support/manual-clock.ts";
import { createPictureCache } from "../src/pictures/picture-cache.ts";

const picture = (bytes: number) => ({ data: new Uint8Array(bytes), mediaType: "image/png", etag: String(bytes) });

test("what was not asked for the longest goes first", () => {
  const cache = createPictureCache(manualClock(), 10);
  cache.set("a", picture(4));
  cache.set("b", picture(4));
  expect(cache.get("a")?.etag).toBe("4");
  cache.set("c", picture(4));
  expect(["a", "b", "c"].map((key) => cache.get(key) !== undefined)).toEqual([true, false, true]);
});

test("a picture that is larger than all is not kept, and drives none out", () => {
  const cache = createPictureCache(manualClock(), 10);
  cache.set("a", picture(10));
  cache.set("b", picture(11));
  expect([cache.get("a") !== undefined, cache.get("b")]).toEqual([true, undefined]);
});

test("the same key takes the place of the old picture", () => {
  const cache = createPictureCache(manualClock(), 10);
  for (let i = 0; i < 5; i++) cache.set("a", picture(6));
  cache.set("b", picture(4));
  expect([cache.get("a")?.etag, cache.get("b")?.etag]).toEqual(["6", "4"]);
});

test("a picture of labels is old after its time", () => {
  const clock = manualClock();
  const cache = createPictureCache(clock, 10);
  cache.set("a", picture(1), 1_000);
  clock.advance(999);
  expect(cache.get("a")).toBeDefined();
  clock.advance(1);
  expect(cache.get("a")).toBeUndefined();
});
test("each question is told of, by whether the answer was there and still good", () => {
  const [clock, asked] = [manualClock(), [] as boolean[]];
  const cache = createPictureCache(clock, 10, (hit) => void asked.push(hit));
  cache.get("a");
  cache.set("a", picture(1), 1_000);
  cache.get("a");
  clock.advance(1_000);
  cache.get("a");
  expect(asked).toEqual([false, true, false]);
});
