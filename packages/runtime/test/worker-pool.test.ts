import { ArgosyError } from "@argosy/core";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { WorkerPool } from "../src/worker-pool.ts";
import { createWorkerPool } from "../src/worker-pool.ts";

const MODULE = new URL("./support/worker.ts", import.meta.url);
let pool: WorkerPool;
beforeEach(() => {
  pool = createWorkerPool({ size: 2, module: MODULE, graceMs: 20, resourceLimits: { maxOldGenerationSizeMb: 32 } });
});

afterEach(() => pool.close());

const run = (task: string, input: unknown = undefined, signal?: AbortSignal) => pool.run({ task, input }, { signal });
const failure = (promise: Promise<unknown>): Promise<ArgosyError> =>
  promise.then(
    () => expect.fail("did not fail"),
    (error: unknown) => (error instanceof ArgosyError ? error : expect.fail(`not an ArgosyError: ${error}`)),
  );
const double = (value: number) => pool.run<Float64Array>({ task: "double", input: Float64Array.of(value) });

describe("a pool of threads", () => {
  test("moves the buffers of input and result", async () => {
    const input = Float64Array.of(1, 2.5);
    const result = await pool.run({ task: "double", input }, { transfer: [input.buffer] });
    expect(result).toEqual(Float64Array.of(2, 5));
    expect(input.length).toBe(0);
  });
  test("does more jobs than it has threads, each with its own result", async () => {
    const values = Array.from({ length: 50 }, (_, i) => i);
    const results = await Promise.all(values.map(double));
    expect(results.map((result) => result[0])).toEqual(values.map((value) => 2 * value));
  });
  test("threads that were prepared take the first jobs, and no more are started", async () => {
    pool.prepare();
    pool.prepare();
    const ids = await Promise.all([run("thread"), run("thread"), run("thread")]);
    expect(new Set(ids).size).toBe(2);
  });
  test("an error of ours crosses whole, another becomes internal with its origin as cause", async () => {
    const { code, reason, message, details } = await failure(run("refuse"));
    expect({ code, reason, message, details }).toEqual({
      code: "unprocessable",
      reason: "IMAGE_TOO_LARGE",
      message: "too large",
      details: { limit: 3 },
    });
    const other = await failure(run("fail"));
    expect([other.code, other.message.includes("secret")]).toEqual(["internal", false]);
    expect((other.cause as Error).stack).toContain("secret");
  });
  test("an unknown task and an input that cannot be cloned are errors, and the thread lives on", async () => {
    expect((await failure(run("constructor"))).code).toBe("unimplemented");
    expect((await failure(run("double", () => 1))).code).toBe("internal");
    expect((await double(1))[0]).toBe(2);
  });
  test("a thread that ends fails the job in its hand only", async () => {
    const exit = failure(run("exit"));
    const others = [1, 2, 3].map(double);
    expect((await exit).reason).toBe("WORKER_CRASHED");
    expect((await Promise.all(others)).map((result) => result[0])).toEqual([2, 4, 6]);
  });
  test("a thread without memory fails its job with that reason", async () => {
    expect((await failure(run("fill"))).reason).toBe("OUT_OF_MEMORY");
    expect((await double(4))[0]).toBe(8);
  });
  test("samples for which there is no memory fail their job alone", async () => {
    const error = await failure(run("allocate", 2 ** 48));
    expect([error.reason, error.message.includes("Array")]).toEqual(["OUT_OF_MEMORY", false]);
    expect((await double(5))[0]).toBe(10);
  });
  test("a thread that takes too long is ended, those who waited for it get another one", async () => {
    const limited = createWorkerPool({ size: 1, module: MODULE, limitMs: 300 });
    const jobs = ["spin", "spin"].map((task) => failure(limited.run({ task, input: undefined })));
    for (const job of jobs) expect((await job).reason).toBe("TASK_TIMEOUT");
    await limited.close();
  });
});

describe("cancelling", () => {
  test("a task that listens ends by itself, one that does not is ended with its thread", async () => {
    for (const task of ["listen", "spin"]) {
      const stop = new AbortController();
      const jobs = [failure(run(task, undefined, stop.signal)), failure(run(task, undefined, stop.signal))];
      stop.abort();
      for (const job of jobs) expect((await job).code).toBe("cancelled");
      expect((await double(3))[0]).toBe(6);
    }
  });
  test("a job that waits is never started", async () => {
    const busy = new AbortController();
    const spinning = [1, 2].map(() => failure(run("spin", undefined, busy.signal)));
    const stop = new AbortController();
    const waiting = failure(run("exit", undefined, stop.signal));
    stop.abort();
    expect((await waiting).code).toBe("cancelled");
    busy.abort();
    await Promise.all(spinning);
    expect((await failure(run("double", Float64Array.of(1), AbortSignal.abort()))).code).toBe("cancelled");
  });
  test("closing cancels what runs and refuses what comes", async () => {
    const running = failure(run("spin"));
    await pool.close();
    expect((await running).code).toBe("cancelled");
    expect((await failure(run("double", Float64Array.of(1)))).code).toBe("unavailable");
  });
});
