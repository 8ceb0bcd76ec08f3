import type { Reason } from "@argosy/core";
import { REASONS } from "@argosy/core";

interface Failure {
  readonly reason: string;
}

/** A failure of a file or a task with the sentence and the hint of its reason, as problems of requests have them. */
function explained<F extends Failure>(failure: F): F & { readonly title?: string; readonly hint?: string } {
  const meaning = failure.reason in REASONS ? REASONS[failure.reason as Reason] : undefined;
  return meaning === undefined ? failure : { ...failure, title: meaning.sentence, hint: meaning.hint };
}

/** Whatever has a problem, with that explained. */
export function withExplained<T extends { readonly problem?: Failure | undefined }>(thing: T): T {
  return thing.problem === undefined ? thing : { ...thing, problem: explained(thing.problem) };
}
