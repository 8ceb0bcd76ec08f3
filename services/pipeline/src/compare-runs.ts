import { canonicalJson } from "@argosy/core";
import type { Graph } from "@argosy/nodes";
import type { CompareRunsResponse, CountChange, ParameterChange } from "@argosy/rpc";
import type { Db } from "@argosy/work";
import { findGraph } from "./graphs.ts";
import type { RunRow } from "./runs.ts";

/** How a run differs from another one that was made before it: in what it was told, and in what it gave. Equal members are left out of the parameters, not of the counts. */
export async function compareRuns(db: Db, projectId: string, run: RunRow, other: RunRow): Promise<CompareRunsResponse> {
  const [after, before] = await Promise.all(
    [run, other].map(async ({ graph_id }) => (await findGraph(db, projectId, graph_id))!.definition),
  );
  const [counted, countedBefore] = await Promise.all([run, other].map((row) => countsOf(db, projectId, row)));
  const model = change("", "", "model", other.model_id ?? undefined, run.model_id ?? undefined);
  return { parameters: [...parametersOf(before!, after!), ...model], counts: countChanges(countedBefore!, counted!) };
}

function parametersOf(before: Graph, after: Graph): ParameterChange[] {
  const old = new Map(before.nodes.map((node) => [node.id, node]));
  const ids = [
    ...after.nodes.map(({ id }) => id),
    ...before.nodes.map(({ id }) => id).filter((id) => !after.nodes.some((node) => node.id === id)),
  ];
  return ids.flatMap((id) => {
    const [was, is] = [old.get(id), after.nodes.find((node) => node.id === id)];
    const node = (is ?? was)!.node;
    if (was === undefined || is === undefined)
      return [{ node: id, nodeClass: node, parameter: "", before: was?.node ?? "", after: is?.node ?? "" }];
    const names = [...new Set([...Object.keys(was.params), ...Object.keys(is.params)])].sort();
    return [
      ...change(id, node, "node", `${was.node} ${was.version}`, `${is.node} ${is.version}`),
      ...names.flatMap((name) => change(id, node, name, was.params[name], is.params[name])),
      ...change(id, node, "inputs", inputsOf(before, id), inputsOf(after, id)),
    ];
  });
}

function inputsOf({ edges }: Graph, id: string): string[] {
  return edges
    .filter(({ to }) => to.startsWith(`${id}.`))
    .map(({ from, to }) => `${from} -> ${to.slice(id.length + 1)}`)
    .sort();
}

function change(node: string, nodeClass: string, parameter: string, before: unknown, after: unknown): ParameterChange[] {
  const [was, is] = [before, after].map((value) => (value === undefined ? "" : canonicalJson(value)));
  return was === is ? [] : [{ node, nodeClass, parameter, before: was!, after: is! }];
}

type Counts = readonly { readonly kind: string; readonly name: string; readonly count: number }[];

async function countsOf(db: Db, projectId: string, run: RunRow): Promise<Counts> {
  const objects = await db.query<{ name: string; count: number }>(
    `select coalesce(l.class, p.class, '') as name, count(*)::float8 as count
       from read.run_task rt
       join read.object o on o.task_id = rt.task_id and not o.inner_object and o.replaced_by is null
       left join read.label l on l.object_id = o.id
       left join read.prediction p on p.object_id = o.id and p.model_id = $3
      where rt.run_id = $1 and rt.project_id = $2 and rt.stage = 'segment' and rt.state = 'done' group by 1 order by 1`,
    [run.id, projectId, run.model_id],
  );
  const dropped = await db.query<{ name: string; count: number }>(
    `select d.reason as name, sum(d.count)::float8 as count from read.run_task rt join read.dropped d on d.task_id = rt.task_id
      where rt.run_id = $1 and rt.project_id = $2 and rt.stage = 'segment' and rt.state = 'done' group by 1 order by 1`,
    [run.id, projectId],
  );
  return [
    { kind: "images", name: "", count: run.images },
    { kind: "objects", name: "", count: objects.reduce((sum, { count }) => sum + count, 0) },
    ...objects.map((row) => ({ kind: "class", ...row })),
    ...dropped.map((row) => ({ kind: "dropped", ...row })),
  ];
}

const KINDS = ["images", "objects", "class", "dropped"];

function countChanges(before: Counts, after: Counts): CountChange[] {
  const changes = new Map<string, CountChange>();
  for (const [side, counts] of [
    ["before", before],
    ["after", after],
  ] as const) {
    for (const { kind, name, count } of counts) {
      const key = `${kind} ${name}`;
      changes.set(key, { ...(changes.get(key) ?? { kind, name, before: 0, after: 0 }), [side]: count });
    }
  }
  return [...changes.values()].sort((a, b) => KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind) || (a.name < b.name ? -1 : 1));
}
