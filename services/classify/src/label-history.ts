import { ArgosyError } from "@argosy/core";
import type { Db } from "@argosy/work";

/** One thing that was said of an object, by a person or a model. */
export interface LabelEventRow {
  readonly class: string | null;
  readonly status: string | null;
  readonly author: string;
  readonly model: string | null;
  readonly score: number | null;
  readonly at: Date;
  readonly origin: string;
  readonly action: string | null;
}

/**
 * All that was said of an object, oldest first: by persons, and by models.
 *
 * @throws {ArgosyError} `not_found`.
 */
export async function labelHistory(db: Db, projectId: string, objectId: string): Promise<LabelEventRow[]> {
  const object = await db.one("select id from read.object where id = $1 and project_id = $2", [objectId, projectId]);
  if (object === undefined) throw new ArgosyError("not_found", "there is no such object", { details: { object: objectId } });
  return db.query<LabelEventRow>(
    `select class, status, author, null::text as model, null::float8 as score, set_at as at, origin, position, action_id as action
       from label_history where object_id = $1 and project_id = $2
     union all
     select class, 'predicted', '', model_id, score, made_at, 'prediction', null, null from prediction where object_id = $1 and project_id = $2
     order by at, position nulls last, model`,
    [objectId, projectId],
  );
}
