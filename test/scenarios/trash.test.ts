import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { databaseOf } from "../faults/argosy-process.ts";
import { writeFrames } from "../services/drawn-frames.ts";
import { darkGraph } from "./graphs.ts";
import { Scenario } from "./scenario.ts";

let home: Scenario;
let doomed: string;
let kept: string;

/** Imports frames, runs over them, labels, and exports, in the project that is open. */
async function work(): Promise<void> {
  const collection = await home.import("frames", [join(home.folder, "frames")]);
  const { id: graph } = await home.api.post<{ id: string }>(`${home.base}/graphs`, { definition: darkGraph(127) });
  const { results } = await home.finish({ kind: "run", collection, graph, model: "none" });
  const { objects } = await home.api.get<{ objects: { id: string }[] }>(`${home.base}/runs/${results["run"]}/objects`);
  const labels = objects.map(({ id }, at) => ({ object: id, class: at % 2 === 0 ? "disc" : "bar" }));
  await home.api.post(`${home.base}/labels`, { labels, createClasses: true });
  await home.finish({ kind: "training", run: results["run"]! });
  await home.finish({ kind: "map", run: results["run"]! });
  await home.finish({ kind: "run", collection, graph });
}

beforeAll(async () => {
  home = await Scenario.open();
  await writeFrames(join(home.folder, "frames"));
  kept = home.project;
  await work();
  doomed = (await home.api.post<{ id: string }>("/api/projects", { name: "doomed" })).id;
  home.project = doomed;
  await work();
});
afterAll(() => home.end());

/** How many rows of a project each table has, those without any left out. */
async function rowsOf(project: string): Promise<Record<string, number>> {
  const db = await databaseOf(home.dataFolder);
  try {
    const tables = await db.query<{ name: string }>(
      `select quote_ident(c.table_schema) || '.' || quote_ident(c.table_name) as name from information_schema.columns c
         join information_schema.tables t using (table_schema, table_name)
        where c.column_name = 'project_id' and t.table_type = 'BASE TABLE' order by 1`,
    );
    const counted: Record<string, number> = {};
    for (const { name } of tables) {
      const rows = (await db.one<{ rows: number }>(`select count(*)::int as rows from ${name} where project_id = $1`, [project]))!.rows;
      if (rows > 0) counted[name] = rows;
    }
    return counted;
  } finally {
    await db.close();
  }
}

/** Outputs of tasks that are not there any more. */
async function orphans(): Promise<number> {
  const db = await databaseOf(home.dataFolder);
  try {
    const schemas = ["ingest", "segment", "measure", "classify", "export"];
    const union = schemas.map((schema) => `select task_id from ${schema}.output`).join(" union all ");
    return (await db.one<{ rows: number }>(
      `select count(*)::int as rows from (${union}) o where task_id not in (select id from pipeline.task)`,
    ))!.rows;
  } finally {
    await db.close();
  }
}

const ask = (method: "POST" | "DELETE", path: string) => home.request(method, path).then(({ status }) => status);

test("a project goes into the trash and comes back whole; deleted for good nothing of it is left but the audit, and no other is touched", async () => {
  const [before, other] = [await rowsOf(doomed), await rowsOf(kept)];
  expect(Object.keys(before).length).toBeGreaterThan(12);
  expect(await ask("DELETE", `/api/projects/${doomed}`)).toBe(204);
  expect(await ask("POST", `/api/trash/${doomed}/restore`)).toBe(204);
  expect((await home.api.get<{ collections: unknown[] }>(`/api/projects/${doomed}/collections`)).collections.length).toBe(1);
  expect(await ask("DELETE", `/api/trash/${doomed}`)).toBe(404);
  expect(await ask("DELETE", `/api/projects/${doomed}`)).toBe(204);
  expect(await rowsOf(doomed)).toEqual({ ...before, "gateway.audit": before["gateway.audit"]! + 3 });
  expect(await ask("DELETE", `/api/trash/${kept}`)).toBe(404);
  expect(await ask("DELETE", `/api/trash/${doomed}`)).toBe(204);
  expect(Object.keys(await rowsOf(doomed))).toEqual(["gateway.audit"]);
  expect(await orphans()).toBe(0);
  expect(
    (await readdir(join(home.dataFolder, "store"), { recursive: true, withFileTypes: true })).filter(
      (entry) => entry.isFile() && entry.parentPath.includes(doomed),
    ),
  ).toEqual([]);
  expect(await rowsOf(kept)).toEqual(other);
  expect(await ask("DELETE", `/api/trash/${doomed}`)).toBe(404);
});
