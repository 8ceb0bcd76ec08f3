import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { test } from "vitest";
import type { Plane } from "../../src/index.ts";

/** One row of the folder's `index.json`: a kernel's inputs, parameters and the outputs that the reference gave. */
export interface KernelCase {
  readonly id: string;
  readonly inputs: Readonly<Record<string, string>>;
  readonly params: Readonly<Record<string, unknown>>;
  readonly outputs: Readonly<Record<string, number | string>>;
}

const root = resolve(import.meta.dirname, "../../../..");
const folder = resolve(root, process.env["ARGOSY_KERNEL_CASES"] ?? "../shared/kernel-cases");

/** In CI the absence of the folder is a failure, not a reason to skip. */
const missing = !existsSync(resolve(folder, "index.json")) && process.env["CI"] !== "true";

/** A test on the case of an id; skipped with the reason where the folder is absent. */
export function testCase(id: string, compare: (one: KernelCase) => void): void {
  test(`equals the reference case ${id}`, ({ skip }) => {
    skip(missing, "the folder of kernel cases is absent (ARGOSY_KERNEL_CASES)");
    const index = JSON.parse(readFileSync(resolve(folder, "index.json"), "utf8")) as { cases: KernelCase[] };
    const found = index.cases.find((one) => one.id === id);
    if (found === undefined) throw new Error(`there is no case ${id}`);
    compare(found);
  });
}

const SAMPLES = {
  "|b1": Uint8Array,
  "|u1": Uint8Array,
  "<u2": Uint16Array,
  "<i2": Int16Array,
  "<u4": Uint32Array,
  "<i4": Int32Array,
  "<f4": Float32Array,
  "<f8": Float64Array,
} as const;

/** A named input or output array of a case, as a plane (a vector is one row). */
export function caseArray(name: number | string | undefined): Plane {
  if (typeof name !== "string") throw new Error("the case names no file here");
  const bytes = readFileSync(resolve(folder, name));
  const start = 10 + bytes.readUInt16LE(8);
  const header = bytes.toString("latin1", 10, start);
  const descr = /'descr': '([^']+)'/.exec(header)?.[1];
  const shape = (/'shape': \(([^)]*)\)/.exec(header)?.[1] ?? "").split(",").flatMap((part) => (part.trim() === "" ? [] : [Number(part)]));
  if (header.includes("'fortran_order': True")) throw new Error(`${name} is in Fortran order`);
  const body = new Uint8Array(bytes.subarray(start));
  const width = shape.at(-1) ?? 1;
  const height = shape.length > 1 ? shape.slice(0, -1).reduce((a, b) => a * b, 1) : 1;
  if (descr === "<i8") return { data: Int32Array.from(new BigInt64Array(body.buffer), Number), width, height };
  const Samples = SAMPLES[descr as keyof typeof SAMPLES];
  if (Samples === undefined) throw new Error(`${name} holds ${descr}`);
  return { data: new Samples(body.buffer), width, height };
}
