import { describe, expect, test } from "vitest";
import { createTaskGate } from "../src/task-gate.ts";

/** Work that begins when the gate lets it, and ends when it is told. */
function work(begun: string[], name: string) {
  const end = Promise.withResolvers<void>();
  const run = async (): Promise<string> => {
    begun.push(name);
    await end.promise;
    return name;
  };
  return { run, end: end.resolve };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

describe("a gate", () => {
  test("lets work in beside other work, and what runs alone when all has ended; who comes later waits for it", async () => {
    const gate = createTaskGate();
    const begun: string[] = [];
    const [a, b, c, d, e] = ["a", "b", "c", "d", "e"].map((name) => work(begun, name)) as [Work, Work, Work, Work, Work];
    const ends = [gate.beside(a.run), gate.beside(b.run), gate.alone(c.run), gate.beside(d.run), gate.beside(e.run)];
    await settled();
    expect(begun).toEqual(["a", "b"]);
    a.end();
    expect(await ends[0]).toBe("a");
    expect(begun).toEqual(["a", "b"]);
    b.end();
    await ends[1];
    await settled();
    expect(begun).toEqual(["a", "b", "c"]);
    c.end();
    await ends[2];
    await settled();
    expect(begun).toEqual(["a", "b", "c", "d", "e"]);
    d.end();
    e.end();
    expect(await Promise.all(ends)).toEqual(["a", "b", "c", "d", "e"]);
  });
  test("stays open after work that failed", async () => {
    const gate = createTaskGate();
    const fail = () => Promise.reject(new Error("no"));
    await expect(gate.alone(fail)).rejects.toThrow("no");
    await expect(gate.beside(fail)).rejects.toThrow("no");
    expect(await gate.alone(async () => 1)).toBe(1);
  });
});

type Work = ReturnType<typeof work>;
