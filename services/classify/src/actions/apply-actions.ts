import { createHash } from "node:crypto";
import type { ErrorCode } from "@argosy/core";
import { ArgosyError, canonicalJson, isId, refusal } from "@argosy/core";
import type { CallOptions, LabelAction, LabelActionResult } from "@argosy/rpc";
import { SegmentServiceDefinition } from "@argosy/rpc";
import type { Ports } from "@argosy/runtime";
import { checkStatus, lockLabels } from "../label-facts.ts";
import type { ActionCounts, ActionRow } from "./action-table.ts";
import { doneBefore, endAction, insertAction } from "./action-table.ts";
import { relabel } from "./relabel.ts";
import { undoAction } from "./undo.ts";

/** Whose actions these are. */
export interface ActionOrder {
  readonly project: string;
  readonly client: string;
  readonly caller: string;
  readonly trace: string;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const STATEMENT_MS = 120_000;
/** What comes of the action itself: to send it again would not help. All else is a failure of the call. */
const FINAL: ReadonlySet<ErrorCode> = new Set([
  "invalid_argument",
  "not_found",
  "already_exists",
  "failed_precondition",
  "permission_denied",
  "conflict",
]);

/**
 * Does actions one after the other, each in a transaction of its own; one that was done before counts once.
 *
 * @throws {ArgosyError} what is no fault of an action, such as DB_UNAVAILABLE; those before it stay done.
 */
export async function applyLabelActions(
  ports: Ports,
  order: ActionOrder,
  actions: readonly LabelAction[],
  options: CallOptions,
): Promise<LabelActionResult[]> {
  const results: LabelActionResult[] = [];
  for (const action of actions) {
    try {
      results.push(await applyAction(ports, order, action, options));
    } catch (error) {
      if (!(error instanceof ArgosyError) || !FINAL.has(error.code)) throw error;
      results.push(refused(action.id, error));
    }
  }
  return results;
}

async function applyAction(ports: Ports, order: ActionOrder, action: LabelAction, options: CallOptions): Promise<LabelActionResult> {
  const row = checked(order, action);
  const before = await doneBefore(ports.db, row);
  if (before !== undefined) return resultOf(row.id, before, true);
  const objects = action.all ? await objectsUnder(ports, order.project, action, options) : [...new Set(action.objects)];
  return ports.db.transaction(
    async (tx) => {
      await lockLabels(tx, order.project);
      const meanwhile = await doneBefore(tx, row);
      if (meanwhile !== undefined) return resultOf(row.id, meanwhile, true);
      await insertAction(tx, row);
      const wanted = { objects, run: action.run, class: action.class, status: checkStatus(action.status) };
      const counts = row.undoes === undefined ? await relabel(tx, row, wanted, order.trace) : await undoAction(tx, row, order.trace);
      await endAction(tx, row.id, counts);
      return resultOf(row.id, counts, false);
    },
    { statementTimeoutMs: STATEMENT_MS, signal: options.signal },
  );
}

function checked({ project, client, caller }: ActionOrder, action: LabelAction): ActionRow {
  const { id, sequence, objects, all, undoes, run } = action;
  if (!UUID.test(id)) throw refusal("FIELD_INVALID", "the id of an action is a UUID in lower case", { field: "id" });
  if (!UUID.test(client)) throw refusal("FIELD_INVALID", "the name of a client is a UUID in lower case", { field: "client" });
  if (!Number.isSafeInteger(sequence) || sequence < 1) throw refusal("FIELD_INVALID", "actions are counted from 1", { field: "sequence" });
  const ways = [objects.length > 0, all, undoes !== ""].filter(Boolean).length;
  if (ways !== 1)
    throw refusal("FIELD_INVALID", "an action names objects, or all that filters let through, or an action", { field: "objects" });
  if (undoes === "" && (all || action.class === undefined) && !isId(run))
    throw refusal("FIELD_INVALID", "the action needs a run", { field: "run" });
  checkStatus(action.status);
  const sha256 = createHash("sha256")
    .update(canonicalJson({ ...action, class: action.class ?? null }))
    .digest("hex");
  return { id, project, client, sequence, undoes: undoes === "" ? undefined : undoes, author: caller, sha256 };
}

async function objectsUnder({ calls }: Ports, project: string, { run, filters }: LabelAction, options: CallOptions): Promise<string[]> {
  const found: string[] = [];
  const messages = calls(SegmentServiceDefinition).streamObjectIds({ project, run, filters }, { ...options, deadline: undefined });
  for await (const { objects } of messages) found.push(...objects);
  return found;
}

function resultOf(id: string, counts: ActionCounts, repeatedBefore: boolean): LabelActionResult {
  return { id, repeatedBefore, ...counts, conflicting: [...counts.conflicting], problem: undefined };
}

function refused(id: string, { code, reason, message, details }: ArgosyError): LabelActionResult {
  const nothing = { repeatedBefore: false, changed: 0, unchanged: 0, skipped: 0, conflicts: 0, conflicting: [] };
  return { id, ...nothing, problem: { code, reason: reason ?? "", detail: message.slice(0, 1_024), details: { ...details } } };
}
