import type { IntakeFile } from "./send-intake.ts";
import { isSame, openParcels, parcelOf } from "./send-intake.ts";

/** Files of an intake that were asked for again and are not what they were. */
export interface Mismatch {
  readonly missing: readonly IntakeFile[];
  readonly changed: readonly IntakeFile[];
}

/** What of an intake still has to be sent, and is not among the files or is another one now. */
export async function compareFiles(project: string, intake: string, files: ReadonlyMap<string, File>): Promise<Mismatch> {
  const missing: IntakeFile[] = [];
  const changed: IntakeFile[] = [];
  for (const { parcel } of await openParcels(project, intake)) {
    for (const listed of (await parcelOf(project, intake, parcel)).files) {
      const file = files.get(listed.path);
      if (file === undefined) missing.push(listed);
      else if (!isSame(listed, file)) changed.push(listed);
    }
  }
  return { missing, changed };
}
