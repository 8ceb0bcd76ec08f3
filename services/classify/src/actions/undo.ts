import { ArgosyError } from "@argosy/core";
import type { Db } from "@argosy/work";
import type { LabelFact, Status } from "../label-facts.ts";
import { storeLabels } from "../label-facts.ts";
import type { ActionCounts, ActionRow } from "./action-table.ts";

interface Step {
  readonly object_id: string;
  readonly class_id: string | null;
  readonly class: string | null;
  readonly status: Status | null;
  readonly author: string | null;
  readonly origin: string | null;
  /** Whether the label is as the action left it. */
  readonly same: boolean;
  /** Whether the class before is still there, or there was none. */
  readonly possible: boolean;
}

const NAMED = 1_000;

/**
 * Takes an action back: each object that it changed gets the label that it had before, unless that is not as the action left it.
 * Taking back what took something back does it again.
 *
 * @throws {ArgosyError} `not_found` for the action.
 */
export async function undoAction(tx: Db, { id, project, undoes, author }: ActionRow, trace: string): Promise<ActionCounts> {
  const there = await tx.one("select id from label_action where id = $1 and project_id = $2", [undoes, project]);
  if (there === undefined) throw new ArgosyError("not_found", "there is no such action", { details: { action: undoes } });
  const steps = await stepsOf(tx, undoes!);
  const free = steps.filter((step) => step.same && step.possible);
  const facts = free.map(
    (step): LabelFact => ({
      object: step.object_id,
      class: step.class_id === null ? undefined : { id: step.class_id, name: step.class! },
      status: step.status ?? "validated",
      // Where a label goes, the history says who let it go.
      author: step.class_id === null ? author : step.author!,
      ...(step.origin === null ? {} : { origin: step.origin }),
    }),
  );
  const changed = await storeLabels(tx, facts, { projectId: project, origin: "undo", trace, action: id });
  const conflicting = steps.filter((step) => !(step.same && step.possible)).map((step) => step.object_id);
  return { changed, unchanged: 0, skipped: 0, conflicts: conflicting.length, conflicting: conflicting.slice(0, NAMED) };
}

async function stepsOf(tx: Db, action: string): Promise<Step[]> {
  return tx.query<Step>(
    `select h.object_id, before.class_id, c.name as class, before.status, before.author, before.origin,
            (l.class_id is not distinct from h.class_id and l.status is not distinct from h.status
              and (h.class_id is null or l.author is not distinct from h.author)) as same,
            (before.class_id is null or c.id is not null) as possible
       from label_history h
       left join lateral (select class_id, status, author, origin from label_history b
                           where b.object_id = h.object_id and b.position < h.position order by b.position desc limit 1) before on true
       left join class c on c.id = before.class_id
       left join label l on l.object_id = h.object_id
      where h.action_id = $1 order by h.object_id`,
    [action],
  );
}
