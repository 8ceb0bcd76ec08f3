import { toArgosyError } from "@argosy/core";

/** The reason why something fails; the test fails where it does not, or where the fault is the program's own. */
export async function reasonOf(work: Promise<unknown>): Promise<string | undefined> {
  const fault = await work.then(
    () => undefined,
    (error: unknown) => toArgosyError(error),
  );
  if (fault === undefined) return "it succeeded";
  return fault.reason ?? `${fault.code}: ${String(fault.cause)}`;
}
