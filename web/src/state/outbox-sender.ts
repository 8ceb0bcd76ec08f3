import type { Answer } from "../api/client.ts";
import { problemFrom } from "../api/request.ts";
import type { Problem } from "../api/types.ts";
import type { OutboxStore, QueuedAction } from "./outbox-store.ts";

/** What the server made of an action. */
export type ActionResult = Answer<"applyLabelActions">["results"][number];

/** An action that is not waiting any more. */
export interface SentAction {
  readonly action: QueuedAction;
  readonly result: ActionResult;
}

export interface SenderParts {
  readonly store: OutboxStore;
  /** Hands actions of one project to the server. */
  send(project: string, actions: readonly QueuedAction[]): Promise<readonly ActionResult[]>;
  onSent(sent: readonly SentAction[]): void;
  /** Told after every try: what stands in the way, and in how many milliseconds it is tried again. */
  onTrouble(trouble: { readonly problem: Problem; readonly againMs: number } | undefined): void;
  /** Resolves after a time, or at once when there is reason to try now. */
  pause(ms: number | undefined): Promise<void>;
}

const AT_ONCE = 50;
/** Objects of one request; a body has its limits. */
const OBJECTS_AT_ONCE = 20_000;
const FIRST_MS = 500;
const LONGEST_MS = 8_000;

/** Sends what waits, oldest first, until `signal`; whatever fails for a time is tried again for ever. */
export async function sendForEver({ store, send, onSent, onTrouble, pause }: SenderParts, signal: AbortSignal): Promise<void> {
  let failures = 0;
  // After a refusal actions go one by one: the others are not to suffer for one.
  let alone = false;
  while (!signal.aborted) {
    const waiting = await store.all();
    if (waiting.length === 0) {
      alone = false;
      await pause(undefined);
      continue;
    }
    const batch = alone ? waiting.slice(0, 1) : firstBatch(waiting);
    try {
      const results = await send(batch[0]!.project, batch);
      await store.remove(batch.map(({ sequence }) => sequence));
      onSent(batch.map((action, index) => ({ action, result: results[index]! })));
      failures = 0;
      onTrouble(undefined);
    } catch (error) {
      const problem = problemFrom(error);
      if (isFinal(problem) && batch.length > 1) alone = true;
      else if (isFinal(problem)) {
        await store.remove([batch[0]!.sequence]);
        onSent([{ action: batch[0]!, result: refusedResult(batch[0]!, problem) }]);
      } else {
        const againMs = Math.min(LONGEST_MS, FIRST_MS * 2 ** failures++);
        onTrouble({ problem, againMs });
        await pause(againMs);
      }
    }
  }
}

function firstBatch(waiting: readonly QueuedAction[]): QueuedAction[] {
  const batch: QueuedAction[] = [];
  let objects = 0;
  for (const action of waiting) {
    objects += action.objects?.length ?? 0;
    if (batch.length > 0 && (action.project !== batch[0]!.project || objects > OBJECTS_AT_ONCE)) break;
    batch.push(action);
    if (batch.length === AT_ONCE) break;
  }
  return batch;
}

/** Whether sending the same again could never help. Being signed out passes. */
function isFinal({ code }: Problem): boolean {
  return ["invalid_argument", "not_found", "permission_denied", "payload_too_large", "failed_precondition"].includes(code);
}

function refusedResult({ id }: QueuedAction, problem: Problem): ActionResult {
  const failure = { reason: "", detail: "", ...problem };
  return { id, repeatedBefore: false, changed: 0, unchanged: 0, skipped: 0, conflicts: 0, conflicting: [], problem: failure };
}
