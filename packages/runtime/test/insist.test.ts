import { ArgosyError } from "@argosy/core";
import { expect, test } from "vitest";
import { manualClock } from "../../../test/support/manual-clock.ts";
import { insist } from "../src/insist.ts";

const away = () => Promise.reject(new ArgosyError("unavailable", "nobody answers"));
const never = new AbortController().signal;

/** Lets promises that are settled run on. */
async function breathe(): Promise<void> {
  for (let turn = 0; turn < 10; turn++) await Promise.resolve();
}

test("a call that nobody answers is made again until somebody does", async () => {
  const clock = manualClock();
  let calls = 0;
  const answer = insist(clock, never, () => (++calls < 4 ? away() : Promise.resolve("here")));
  for (let turn = 0; turn < 4; turn++) {
    await breathe();
    clock.advance(3_000);
  }
  expect(await answer).toBe("here");
  expect(calls).toBe(4);
});

test("after a minute the error stands", async () => {
  const clock = manualClock();
  const answer = expect(insist(clock, never, away)).rejects.toMatchObject({ code: "unavailable" });
  for (let turn = 0; turn < 40; turn++) {
    await breathe();
    clock.advance(3_000);
  }
  await answer;
});

test("what is refused is not asked again, and the signal ends the waiting", async () => {
  const clock = manualClock();
  let calls = 0;
  const refuse = () => {
    calls++;
    return Promise.reject(new ArgosyError("conflict", "no"));
  };
  await expect(insist(clock, never, refuse)).rejects.toMatchObject({ code: "conflict" });
  expect(calls).toBe(1);
  const stop = new AbortController();
  const answer = expect(insist(clock, stop.signal, away)).rejects.toMatchObject({ code: "unavailable" });
  await breathe();
  stop.abort();
  await answer;
});
