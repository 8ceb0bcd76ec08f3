import { canonicalJson } from "@argosy/core";
import type { ChainWork } from "@argosy/nodes";
import type { Ports, TaskHandler } from "@argosy/runtime";
import { recordOutput } from "@argosy/work";
import { carryLabelsOver } from "./carry-over.ts";
import { sha256Of } from "./models.ts";
import { insertPredictions, predictUnit } from "./predictions.ts";

/**
 * Works off one task of a run: carries labels of earlier objects over and predicts the classes of all. Safe to run twice: labels are
 * given to objects of which nothing was said, predictions are compared by hash. Labels of persons are no part of the hash: they may
 * change between two executions.
 */
export function classifyUnit(ports: Ports): TaskHandler<ChainWork> {
  return async (task, { signal }) => {
    const carried = await carryLabelsOver(ports, task, signal);
    if (carried > 0) ports.log.info("labels were carried over", { task: task.id, labels: carried });
    const rows = await predictUnit(ports, task, signal);
    const sha256 = sha256Of(canonicalJson(rows.map((row) => [row.object_id, row.model_id, row.class, row.probabilities])));
    await ports.db.transaction(async (tx) => {
      if (await recordOutput(tx, task.id, sha256)) await insertPredictions(tx, rows);
    });
    return { sha256 };
  };
}
