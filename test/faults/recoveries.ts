import { appendFileSync } from "node:fs";

/** A fault that was got over; without milliseconds where there is nothing to wait for. */
export interface Recovery {
  readonly fault: string;
  readonly ms?: number;
}

/** Tells how long it took until work went on after a fault; added to the file that `ARGOSY_FAULT_RECORD` names, a line each. */
export function noteRecovery(fault: string, ms: number): void {
  console.info(`${fault}: work went on after ${ms.toFixed(0)} ms`);
  note({ fault, ms });
}

/** Tells that a fault was tried which holds no work up. */
export function noteTry(fault: string): void {
  note({ fault });
}

function note(recovery: Recovery): void {
  const file = process.env["ARGOSY_FAULT_RECORD"];
  if (file !== undefined) appendFileSync(file, `${JSON.stringify(recovery)}\n`);
}
