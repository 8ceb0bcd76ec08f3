import { ArgosyError } from "@argosy/core";
import type { Step } from "./plan.ts";

/** Adds the instance to what its node throws. */
export function nameStep<Value>(step: Step, work: () => Value): Value {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof ArgosyError)) throw error;
    const options = {
      details: { ...error.details, node: step.id },
      cause: error,
      ...(error.reason === undefined ? {} : { reason: error.reason }),
    };
    throw new ArgosyError(error.code, `${step.id} (${step.node}): ${error.message}`, options);
  }
}
