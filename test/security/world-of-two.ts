import { newId } from "@argosy/core";
import { createAccount, createProject, insertToken } from "@argosy/gateway";
import type { Db } from "@argosy/work";
import type { ManualClock } from "../support/manual-clock.ts";
import type { TestSystem } from "../support/start-services.ts";

/** Somebody with a project in which there is one of everything that has an address. */
export interface Party {
  readonly account: string;
  readonly project: string;
  /** Ids by the names that addresses and messages use. */
  readonly ids: Readonly<Record<string, string>>;
  /** Stands in every name of the project's things: nobody else may ever read it. */
  readonly mark: string;
  /** Token of a browser session. */
  readonly session: string;
  /** Token for programs, owner of the project. */
  readonly token: string;
}

const HOUR = 3_600_000;

/** Makes an account with a project and its things. */
export async function makeParty(system: TestSystem, clock: ManualClock, name: string): Promise<Party> {
  const { db } = system;
  const mark = `secret-of-${name}`;
  const account = (await createAccount(db, { name: `${mark}-account` })).id;
  const project = (await createProject(db, account, `${mark}-project`)).id;
  const session = await insertToken(db, clock, { accountId: account, kind: "session", name: mark, ttlMs: 1_000 * HOUR });
  const token = await insertToken(db, clock, { accountId: account, kind: "api", name: mark, project, role: "owner", ttlMs: 1_000 * HOUR });
  const spare = await insertToken(db, clock, { accountId: account, kind: "api", name: mark, project, role: "viewer", ttlMs: HOUR });
  const ids = await insertThings(db, project, mark);
  const trashed = await createProject(db, account, `${mark}-trashed`);
  const restorable = await createProject(db, account, `${mark}-restorable`);
  await db.query("update project set deleted_at = now() where id = any($1)", [[trashed.id, restorable.id]]);
  return {
    account,
    project,
    ids: { ...ids, project, token: spare.row.id, trashed: trashed.id, restorable: restorable.id },
    mark,
    session: session.secret,
    token: token.secret,
  };
}

/** The rows of one import and one run, written as the services write them. */
async function insertThings(db: Db, project: string, mark: string): Promise<Record<string, string>> {
  const id = Object.fromEntries(
    ["collection", "file", "image", "array", "object", "graph", "job", "run", "upload", "intake", "row"].map((name) => [name, newId()]),
  ) as Record<"collection" | "file" | "image" | "array" | "object" | "graph" | "job" | "run" | "upload" | "intake" | "row", string>;
  const task = newId();
  await db.query("insert into ingest.collection (id, project_id, name) values ($1, $2, $3)", [id.collection, project, mark]);
  await db.query(
    "insert into ingest.upload (id, project_id, name, kind, size, expires_at) values ($1, $2, $3, 'file', 5, now() + interval '1 day')",
    [id.upload, project, mark],
  );
  await db.query(
    "insert into ingest.intake (id, project_id, name, collection, author, state, import_id) values ($1, $2, $3, $3, '', 'listing', 'i')",
    [id.intake, project, mark],
  );
  await db.query("insert into ingest.intake_file (intake_id, n, path, size, modified, parcel) values ($1, 0, $2, 1, 0, 0)", [
    id.intake,
    mark,
  ]);
  await db.query("insert into ingest.intake_parcel (intake_id, parcel, kind, name, bytes) values ($1, 0, 'tar', $2, 1)", [id.intake, mark]);
  await db.query("insert into ingest.sheet_row (id, project_id, collection_id, sample, acquisition) values ($1, $2, $3, $4, '')", [
    id.row,
    project,
    id.collection,
    mark,
  ]);
  await db.query(
    "insert into ingest.file (id, project_id, collection_id, import_id, path, size, state) values ($1, $2, $3, 'i', $4, 1, 'ready')",
    [id.file, project, id.collection, `${mark}.png`],
  );
  await db.query(
    `insert into ingest.stored_array (id, project_id, task_id, name, kind, prefix, shape, dtype, levels, manifest, manifest_sha256)
     values ($1, $2, $3, 'images', 'image', $4, '{1,1,8,8}', 'uint8', 1, '[]', '')`,
    [id.array, project, task, `${project}/${mark}`],
  );
  await db.query(
    `insert into ingest.image (id, project_id, collection_id, file_id, page, name, task_id, array_id, t, width, height, channels, dtype, colour, sheet_row)
     values ($1, $2, $3, $4, 0, $5, $6, $7, 0, 8, 8, 1, 'uint8', 'grey', $8)`,
    [id.image, project, id.collection, id.file, `${mark}.png`, task, id.array, id.row],
  );
  await db.query(
    `insert into segment.object (id, project_id, task_id, image_id, step, label, name, bounds, x, y, width, height, crop_x, crop_y, crop_width, crop_height, area, centroid_x, centroid_y)
     values ($1, $2, $3, $4, 0, 1, $5, box(point(0, 0), point(2, 2)), 0, 0, 2, 2, 0, 0, 2, 2, 4, 1, 1)`,
    [id.object, project, task, id.image, `${mark}#1`],
  );
  await db.query("insert into pipeline.graph (id, project_id, name, version, definition, sha256) values ($1, $2, $3, 1, $4, '')", [
    id.graph,
    project,
    mark,
    JSON.stringify({ name: mark, nodes: [], edges: [] }),
  ]);
  await db.query("insert into pipeline.job (id, project_id, kind, title, state) values ($1, $2, 'run', $3, 'running')", [
    id.job,
    project,
    mark,
  ]);
  await db.query(
    "insert into pipeline.run (id, project_id, job_id, collection_id, graph_id, plan, images) values ($1, $2, $3, $4, $5, $6, 1)",
    [id.run, project, id.job, id.collection, id.graph, JSON.stringify({ graph: { name: mark, version: 1, sha256: "" }, stages: [] })],
  );
  return { ...id, task, class: newId(), model: newId(), map: newId(), bundle: newId() };
}
