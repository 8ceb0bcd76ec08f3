import { ArgosyError } from "@argosy/core";
import { InvalidArgumentError } from "commander";

/** A commander parser for whole numbers within limits. */
export function wholeNumber(lowest: number, highest: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!Number.isInteger(value) || value < lowest || value > highest)
      throw new InvalidArgumentError(`It must be a whole number from ${lowest} to ${highest}.`);
    return value;
  };
}

/** A commander parser for numbers within limits. */
export function numberWithin(lowest: number, highest: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (text.trim() === "" || !(value >= lowest && value <= highest))
      throw new InvalidArgumentError(`It must be a number from ${lowest} to ${highest}.`);
    return value;
  };
}

/** Aborts on Ctrl-C or a request to end; a second one ends the process at once. */
export function untilInterrupted(): AbortController {
  const controller = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.on(signal, () => {
      if (controller.signal.aborted) process.exit(130);
      controller.abort(new ArgosyError("cancelled", "interrupted; what was begun goes on at the next start"));
    });
  }
  return controller;
}
