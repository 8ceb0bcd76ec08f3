import type { Graph } from "@argosy/nodes";
import type { Db } from "@argosy/work";

/** A stored version of a graph. */
export interface GraphRow {
  readonly id: string;
  readonly project_id: string;
  readonly name: string;
  readonly version: number;
  readonly definition: Graph;
  readonly sha256: string;
  readonly created_at: Date;
}

/** Stores a graph as the next version of its name; an equal definition is answered with the version that holds it. */
export async function putGraph(
  db: Db,
  graph: { readonly id: string; readonly projectId: string; readonly definition: Graph; readonly sha256: string },
): Promise<GraphRow> {
  return db.transaction(async (tx) => {
    const { name } = graph.definition;
    // One writer a name at a time: versions are counted.
    await tx.query("select pg_advisory_xact_lock(hashtextextended($1, 0))", [`graph ${graph.projectId} ${name}`]);
    const same = await tx.one<GraphRow>("select * from graph where project_id = $1 and name = $2 and sha256 = $3", [
      graph.projectId,
      name,
      graph.sha256,
    ]);
    if (same !== undefined) return same;
    const stored = await tx.one<GraphRow>(
      `insert into graph (id, project_id, name, version, definition, sha256)
       select $1, $2, $3, coalesce(max(version), 0) + 1, $4, $5 from graph where project_id = $2 and name = $3 returning *`,
      [graph.id, graph.projectId, name, JSON.stringify(graph.definition), graph.sha256],
    );
    return stored!;
  });
}

export async function findGraph(db: Db, projectId: string, id: string): Promise<GraphRow | undefined> {
  return db.one<GraphRow>("select * from graph where id = $1 and project_id = $2", [id, projectId]);
}

/** The newest version of each graph of a project, by name. */
export async function listGraphs(db: Db, projectId: string): Promise<GraphRow[]> {
  return db.query<GraphRow>(`select distinct on (name) * from graph where project_id = $1 order by name, version desc`, [projectId]);
}
