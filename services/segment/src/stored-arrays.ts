import type { Db } from "@argosy/work";
import type { WrittenArray } from "./write-kept.ts";

export async function insertArrays(tx: Db, arrays: readonly WrittenArray[]): Promise<void> {
  for (const array of arrays) {
    await tx.query(
      `insert into stored_array (id, project_id, task_id, name, kind, prefix, shape, dtype, levels, manifest, manifest_sha256)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
      [
        array.id,
        array.project,
        array.taskId,
        `${array.step}.${array.slot}`,
        array.kind,
        array.prefix,
        array.shape,
        array.dtype,
        array.levels,
        JSON.stringify(array.manifest.entries),
        array.manifest.sha256,
      ],
    );
  }
}
