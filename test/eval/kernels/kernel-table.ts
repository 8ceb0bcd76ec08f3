import type { KernelCase, Values } from "./case.ts";
import type { Verdict } from "./judge.ts";

/** A case of a reference function as a kernel of ours is given it. */
export interface GivenCase {
  readonly inputs: Values;
  readonly params: KernelCase["params"];
}

/** How one reference function is computed by us. */
export interface KernelEntry {
  /** Our name for it. */
  readonly ours: string;
  /** Why results may differ, by so much as the cases allow; "" where they must be equal. */
  readonly reason: string;
  /** All outputs that the reference gives, by its names. @throws {Unsupported} for parameters that we do not have. */
  compute(given: GivenCase): Values;
  /** Where `compare` is in words that {@link judge} does not read. */
  judge?(found: Values, expected: Values, given: GivenCase): Verdict;
}

/** Entries by the name of the reference function. */
export type KernelTable = Readonly<Record<string, KernelEntry>>;

/** Parameters of the reference that our kernel does not have: the case is left out, and said to be. */
export class Unsupported extends Error {}
