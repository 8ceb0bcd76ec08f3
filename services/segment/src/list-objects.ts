import { ArgosyError, refusal } from "@argosy/core";
import type { Filter, ListObjectsRequest } from "@argosy/rpc";
import type { FeatureSetView } from "@argosy/runtime";
import { featureSetsOfRun } from "@argosy/runtime";
import type { Db } from "@argosy/work";

/** An object of a run, with its class and the measures asked for. */
export interface ListedObject {
  readonly id: string;
  readonly image_id: string;
  readonly name: string;
  readonly label: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly crop_x: number;
  readonly crop_y: number;
  readonly crop_width: number;
  readonly crop_height: number;
  readonly area: number;
  readonly centroid_x: number;
  readonly centroid_y: number;
  readonly parent_id: string | null;
  readonly children: readonly string[];
  readonly made_by: string;
  readonly class: string | null;
  readonly status: string | null;
  readonly score: number | null;
  readonly author: string | null;
  readonly measures: readonly (number | null)[];
}

/** What both a listed and a single object have. */
export type ObjectFields = Omit<ListedObject, "measures">;

/** One page, with the columns that its measures follow. */
export interface ObjectPage {
  readonly rows: readonly ListedObject[];
  readonly columns: readonly string[];
  readonly total: number;
  readonly nextCursor: string;
}

const PAGE = { default: 100, most: 1_000 } as const;
const OPERATORS: Readonly<Record<string, string>> = { eq: "=", ne: "<>", lt: "<", le: "<=", gt: ">", ge: ">=" };

/** Columns of the object itself, and what they are in SQL. */
const OWN_COLUMNS: Readonly<Record<string, { readonly sql: string; readonly type: "text" | "number" }>> = {
  name: { sql: "o.name", type: "text" },
  label: { sql: "o.label", type: "number" },
  area: { sql: "o.area", type: "number" },
  class: { sql: "coalesce(l.class, p.class)", type: "text" },
  status: { sql: "coalesce(l.status, case when p.class is not null then 'predicted' end)", type: "text" },
  score: { sql: "p.score", type: "number" },
  author: { sql: "l.author", type: "text" },
};

/**
 * Objects of a run, sorted and filtered by any column of the allowed ones; inner objects are left out.
 *
 * @throws {ArgosyError} FIELD_INVALID for a column or operator that is not there, `not_found` for a run that is not.
 */
export async function listObjects(db: Db, request: ListObjectsRequest): Promise<ObjectPage> {
  const run = await db.one("select id from read.run where id = $1 and project_id = $2", [request.run, request.project]);
  if (run === undefined) throw new ArgosyError("not_found", "there is no such run", { details: { run: request.run } });
  const query = new ObjectQuery(await featureSetsOfRun(db, request.project, request.run), request);
  const limit = Math.min(request.page?.limit || PAGE.default, PAGE.most);
  const offset = offsetOf(request.page?.cursor ?? "");
  const [rows, counted] = await Promise.all([
    db.query<ListedObject>(query.select(limit, offset), query.params),
    db.one<{ total: number }>(query.count(), query.params),
  ]);
  const total = counted?.total ?? 0;
  return {
    rows,
    columns: request.columns,
    total,
    nextCursor: offset + rows.length < total && rows.length > 0 ? String(offset + rows.length) : "",
  };
}

function offsetOf(cursor: string): number {
  if (cursor === "") return 0;
  const offset = Number(cursor);
  if (!Number.isSafeInteger(offset) || offset < 0)
    throw refusal("FIELD_INVALID", "the cursor is not one that a page gave", { field: "cursor" });
  return offset;
}

/** One statement over the objects of a run; names of columns come from lists, values are parameters. */
class ObjectQuery {
  readonly params: unknown[] = [];
  readonly #sets: readonly FeatureSetView[];
  readonly #joined = new Map<string, string>();
  readonly #where: string[] = [];
  readonly #order: string;
  readonly #measures: readonly string[];
  readonly #text: string;

  constructor(sets: readonly FeatureSetView[], request: ListObjectsRequest) {
    this.#sets = sets;
    const [run, project] = [this.#param(request.run), this.#param(request.project)];
    if (request.image !== "") this.#where.push(`o.image_id = ${this.#param(request.image)}`);
    this.#measures = request.columns.map((column) => this.#column(column).sql);
    for (const filter of request.filters) this.#filter(filter);
    const direction = request.descending ? "desc" : "asc";
    this.#order = request.sort === "" ? "i.name, o.label" : `${this.#column(request.sort).sql} ${direction} nulls last, i.name, o.label`;
    const joins = [...this.#joined.entries()]
      .map(
        ([id, alias]) =>
          `left join read.measurement ${alias} on ${alias}.object_id = o.id and ${alias}.feature_set_id = ${this.#param(id)}`,
      )
      .join("\n");
    this.#text = `
      from read.run r
      join read.run_task rt on rt.run_id = r.id and rt.stage = 'segment' and rt.state = 'done'
      join read.object o on o.task_id = rt.task_id and not o.inner_object and o.replaced_by is null
      join read.image i on i.id = o.image_id
      left join read.label l on l.object_id = o.id
      left join read.prediction p on p.object_id = o.id and p.model_id = r.model_id
      ${joins}
     where r.id = ${run} and r.project_id = ${project} ${this.#where.map((clause) => `and ${clause}`).join(" ")}`;
  }

  select(limit: number, offset: number): string {
    return `select o.id, o.image_id, o.name, o.label, o.x, o.y, o.width, o.height, o.crop_x, o.crop_y, o.crop_width, o.crop_height,
                   o.area, o.centroid_x, o.centroid_y, o.parent_id, o.made_by, p.score, l.author,
                   case when o.children = 0 then '{}' else array(
                     select c.id from read.object c
                      where c.task_id = o.task_id and c.image_id = o.image_id and c.parent_id = o.id order by c.label) end as children,
                   ${OWN_COLUMNS["class"]!.sql} as class, ${OWN_COLUMNS["status"]!.sql} as status,
                   array[${this.#measures.join(", ")}]::float8[] as measures
            ${this.#text} order by ${this.#order} limit ${limit} offset ${offset}`;
  }

  count(): string {
    return `select count(*)::float8 as total ${this.#text}`;
  }

  #param(value: unknown): string {
    this.params.push(value);
    return `$${this.params.length}`;
  }

  #column(name: string): { readonly sql: string; readonly type: "text" | "number" } {
    const own = Object.hasOwn(OWN_COLUMNS, name) ? OWN_COLUMNS[name] : undefined;
    if (own !== undefined) return own;
    for (const set of this.#sets) {
      const place = set.columns.findIndex((column) => column.name === name);
      if (place < 0) continue;
      const alias = this.#joined.get(set.id) ?? `m${this.#joined.size}`;
      this.#joined.set(set.id, alias);
      return { sql: `nullif(${alias}.values[${place + 1}], 'NaN')`, type: "number" };
    }
    throw refusal("FIELD_INVALID", `there is no column "${name.slice(0, 100)}"`, { field: name.slice(0, 100) });
  }

  #filter({ column, operator, value }: Filter): void {
    const sign = Object.hasOwn(OPERATORS, operator) ? OPERATORS[operator] : undefined;
    if (sign === undefined)
      throw refusal("FIELD_INVALID", "the operator must be eq, ne, lt, le, gt or ge", { field: operator.slice(0, 20) });
    const { sql, type } = this.#column(column);
    const number = Number(value);
    if (type === "number" && (value.trim() === "" || !Number.isFinite(number))) {
      throw refusal("FIELD_INVALID", `the filter on ${column} needs a number`, { field: column });
    }
    // What is not there is null, which equals nothing.
    const compared = type === "text" ? `coalesce(${sql}, '')` : sql;
    this.#where.push(`${compared} ${sign} ${this.#param(type === "number" ? number : value)}`);
  }
}
