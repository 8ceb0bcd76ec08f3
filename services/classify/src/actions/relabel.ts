import { ArgosyError } from "@argosy/core";
import type { Db } from "@argosy/work";
import { findClasses } from "../class-tree.ts";
import type { LabelFact, Status } from "../label-facts.ts";
import { storeLabels } from "../label-facts.ts";
import type { ActionCounts, ActionRow } from "./action-table.ts";

/** What an action gives to its objects. */
export interface Relabel {
  readonly objects: readonly string[];
  readonly run: string;
  /** Empty takes the label away; `undefined` keeps the class. */
  readonly class: string | undefined;
  readonly status: Status;
}

const BATCH = 20_000;

/**
 * Gives objects of a project a class, or keeps the one that each has; a prediction's becomes the person's.
 *
 * @throws {ArgosyError} `not_found` for a class or object that is not there; FIELD_INVALID for a class that means several.
 */
export async function relabel(tx: Db, action: ActionRow, wanted: Relabel, trace: string): Promise<ActionCounts> {
  await checkObjects(tx, action.project, wanted.objects);
  const facts = wanted.class === undefined ? await keptFacts(tx, action, wanted) : await givenFacts(tx, action, wanted, wanted.class);
  const changed = await storeLabels(tx, facts, { projectId: action.project, origin: "label", trace, action: action.id });
  return { changed, unchanged: facts.length - changed, skipped: wanted.objects.length - facts.length, conflicts: 0, conflicting: [] };
}

async function checkObjects(tx: Db, project: string, objects: readonly string[]): Promise<void> {
  for (let at = 0; at < objects.length; at += BATCH) {
    const asked = objects.slice(at, at + BATCH);
    const rows = await tx.query<{ id: string }>(
      "select id from read.object where id = any($1) and project_id = $2 and replaced_by is null",
      [asked, project],
    );
    if (rows.length === asked.length) continue;
    const known = new Set(rows.map(({ id }) => id));
    const lost = asked.find((id) => !known.has(id))!;
    throw new ArgosyError("not_found", "there is no such object", { details: { object: lost } });
  }
}

async function givenFacts(tx: Db, { project, author }: ActionRow, { objects, status }: Relabel, text: string): Promise<LabelFact[]> {
  if (text === "") return objects.map((object) => ({ object, class: undefined, status, author }));
  const { found, problems } = await findClasses(tx, project, [text], undefined);
  const given = found.get(text);
  if (given === undefined) throw problems.get(text)!;
  return objects.map((object) => ({ object, class: given, status, author }));
}

async function keptFacts(tx: Db, { project, author }: ActionRow, { objects, run, status }: Relabel): Promise<LabelFact[]> {
  const kept = new Map<string, string>();
  for (let at = 0; at < objects.length; at += BATCH) {
    const rows = await tx.query<{ id: string; class: string }>(
      `select g.id, coalesce(l.class_id, p.class) as class
         from unnest($1::text[]) as g (id)
         left join label l on l.object_id = g.id
         left join read.run r on r.id = $2 and r.project_id = $3
         left join prediction p on p.object_id = g.id and p.model_id = r.model_id
        where coalesce(l.class_id, p.class) is not null`,
      [objects.slice(at, at + BATCH), run, project],
    );
    for (const row of rows) kept.set(row.id, row.class);
  }
  const { found } = await findClasses(tx, project, new Set(kept.values()), undefined);
  return objects.flatMap((object) => {
    const own = found.get(kept.get(object) ?? "");
    return own === undefined ? [] : [{ object, class: own, status, author }];
  });
}
