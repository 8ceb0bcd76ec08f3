import { appendFileSync } from "node:fs";

/** A fault that was got over. */
interface Recovery {
  readonly fault: string;
  readonly ms: number;
}

/** Tells how long it took until work went on after a fault; added to the file that `ARGOSY_FAULT_RECORD` names, a line each. */
export function noteRecovery(fault: string, ms: number): void {
  console.info(`${fault}: work went on after ${ms.toFixed(0)} ms`);
  const file = process.env["ARGOSY_FAULT_RECORD"];
  if (file !== undefined) appendFileSync(file, `${JSON.stringify({ fault, ms } satisfies Recovery)}\n`);
}
