import { computed, reactive, ref, shallowRef } from "vue";
import { api, take } from "../../api/client.ts";
import { problemFrom } from "../../api/request.ts";
import type { Problem } from "../../api/types.ts";
import type { SheetRow } from "./sheet-cells.ts";
import { columnsOf, missingCells } from "./sheet-cells.ts";
import type { CellText, SheetChange } from "./sheet-edits.ts";
import { cellKey, forWholeSamples, handText, readCells, withCells } from "./sheet-edits.ts";
import { createOutbox } from "./sheet-outbox.ts";

/** A cell that holds what cannot be kept. */
export interface BadCell {
  readonly text: string;
  readonly fault: string;
}

/** The sheet of a collection: what stands in it, what is on its way, and what was done. */
export function createSheet(project: string) {
  const collection = ref("");
  const rows = shallowRef<readonly SheetRow[]>();
  const problem = shallowRef<Problem>();
  const own = ref<string[]>([]);
  const bad = reactive(new Map<string, BadCell>());
  const done = shallowRef<readonly SheetChange[]>([]);
  const undone = shallowRef<readonly SheetChange[]>([]);
  /** The server's last word on cells by hand. */
  let saved = new Map<string, SheetRow>();

  const outbox = createOutbox(project, () => collection.value, {
    saved: (row, column) => {
      const known = saved.get(row);
      return known === undefined ? "" : handText(known, column);
    },
    onRows: takeRows,
    onRefused(cell, sentence) {
      bad.set(cellKey(cell), { text: cell.text, fault: sentence });
      void load();
    },
  });
  const columns = computed(() => columnsOf(rows.value ?? [], own.value));

  /** What the server says, with what it has not heard yet on top. */
  function takeRows(fresh: readonly SheetRow[]): void {
    for (const row of fresh) saved.set(row.id, row);
    const byId = new Map(fresh.map((row) => [row.id, row]));
    rows.value = rows.value?.map((row) => {
      const known = byId.get(row.id);
      if (known === undefined) return row;
      const waiting = Object.keys({ ...row.hand, ...known.hand })
        .filter((column) => outbox.isWaiting({ row: row.id, column }))
        .map((column) => ({ row: row.id, column, text: handText(row, column) }));
      return withCells(known, waiting);
    });
  }

  async function load(): Promise<void> {
    const asked = collection.value;
    if (asked === "") return;
    try {
      const path = { project, collection: asked };
      const sheet = await take(api.GET("/api/projects/{project}/collections/{collection}/sheet", { params: { path } }));
      if (asked !== collection.value) return;
      if (rows.value === undefined || rows.value.length !== sheet.rows.length) rows.value = sheet.rows;
      takeRows(sheet.rows);
      problem.value = undefined;
    } catch (error) {
      if (asked === collection.value) problem.value = problemFrom(error);
    }
  }

  function apply(cells: readonly CellText[]): void {
    const byRow = Map.groupBy(cells, ({ row }) => row);
    rows.value = rows.value?.map((row) => {
      const changed = byRow.get(row.id);
      return changed === undefined ? row : withCells(row, changed);
    });
    outbox.add(cells);
  }

  const textNow = ({ row, column }: Pick<CellText, "row" | "column">): string => {
    const found = rows.value?.find(({ id }) => id === row);
    return found === undefined ? "" : handText(found, column);
  };

  return {
    collection,
    rows,
    columns,
    problem,
    bad,
    outbox,
    load,
    missing: computed(() => missingCells(rows.value ?? [], columns.value)),
    mayUndo: computed(() => done.value.length > 0),
    mayRedo: computed(() => undone.value.length > 0),
    async open(id: string): Promise<void> {
      [collection.value, rows.value, own.value, done.value, undone.value] = [id, undefined, [], [], []];
      saved = new Map();
      bad.clear();
      await load();
    },
    addColumn(name: string): void {
      if (!own.value.includes(name)) own.value.push(name);
    },
    /** Puts texts into cells: those that can be kept are saved, the others stay, with a sentence. @returns Their sentences. */
    change(cells: readonly CellText[]): readonly string[] {
      for (const cell of cells) bad.delete(cellKey(cell));
      const read = readCells(cells);
      for (const { text, fault, ...cell } of read.bad) bad.set(cellKey(cell), { text, fault });
      const after = forWholeSamples(rows.value ?? [], read.good).filter((cell) => textNow(cell) !== cell.text);
      const faults = read.bad.map(({ fault }) => fault);
      if (after.length === 0) return faults;
      const before = after.map((cell) => ({ ...cell, text: textNow(cell) }));
      done.value = [...done.value, { before, after }];
      undone.value = [];
      apply(after);
      return faults;
    },
    undo(): SheetChange | undefined {
      const last = done.value.at(-1);
      if (last === undefined) return undefined;
      done.value = done.value.slice(0, -1);
      undone.value = [...undone.value, last];
      apply(last.before);
      return last;
    },
    redo(): SheetChange | undefined {
      const next = undone.value.at(-1);
      if (next === undefined) return undefined;
      undone.value = undone.value.slice(0, -1);
      done.value = [...done.value, next];
      apply(next.after);
      return next;
    },
  };
}

export type SheetState = ReturnType<typeof createSheet>;
