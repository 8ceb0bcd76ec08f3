import { canonicalJson } from "@argosy/core";
import type { Ports, TaskHandler } from "@argosy/runtime";
import { recordOutput } from "@argosy/work";
import { sha256Of } from "./models.ts";
import { insertPredictions, predictMeasured } from "./predictions.ts";
import type { PredictionWork } from "./work.ts";

const BATCH = 5_000;

/**
 * Works off one task of a prediction: asks the model about all objects that a task has measured, keeps what it says of those that are
 * wanted. Safe to run twice: the hash is taken over all of them, whatever persons have labelled since.
 */
export function predictObjects(ports: Ports): TaskHandler<PredictionWork> {
  return async ({ id, project, work }, { signal }) => {
    const rows = await predictMeasured(ports, { id, project, model: work.model.id, measure: work.measure }, signal);
    const sha256 = sha256Of(canonicalJson(rows.map((row) => [row.object_id, row.model_id, row.class, row.probabilities])));
    await ports.db.transaction(async (tx) => {
      if (!(await recordOutput(tx, id, sha256))) return;
      const labelled = new Set<string>();
      for (let at = 0; work.unlabelled !== undefined && at < rows.length; at += BATCH) {
        const objects = rows.slice(at, at + BATCH).map((row) => row.object_id);
        const found = await tx.query<{ object_id: string }>("select object_id from label where object_id = any($1)", [objects]);
        for (const { object_id } of found) labelled.add(object_id);
      }
      const wanted = rows.filter((row) => !labelled.has(row.object_id));
      await insertPredictions(tx, wanted);
    });
    return { sha256 };
  };
}
