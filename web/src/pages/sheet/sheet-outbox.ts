import { computed, ref, shallowRef } from "vue";
import { api, take } from "../../api/client.ts";
import { mayPass, problemFrom } from "../../api/request.ts";
import type { Problem } from "../../api/types.ts";
import type { SheetRow } from "./sheet-cells.ts";
import type { CellText } from "./sheet-edits.ts";
import { cellKey } from "./sheet-edits.ts";

/** What the outbox tells of. */
export interface OutboxEvents {
  /** What stands in a cell by the server's last word. */
  saved(row: string, column: string): string;
  onRows(rows: readonly SheetRow[]): void;
  /** A cell was not taken: why, in a sentence, and what stands there now. */
  onRefused(cell: CellText, sentence: string): void;
}

const AT_ONCE = 1_000;
const AGAIN_MS = 3_000;

/** Changes on their way to the server, in their order, one request at a time. What cannot be sent now is sent later. */
export function createOutbox(project: string, collection: () => string, events: OutboxEvents) {
  const waiting = shallowRef<readonly CellText[]>([]);
  const away = ref(false);
  const problem = shallowRef<Problem>();
  const keys = computed(() => new Set(waiting.value.map(cellKey)));
  let sending = false;

  async function send(): Promise<void> {
    if (sending) return;
    sending = true;
    try {
      while (waiting.value.length > 0) if (!(await sendSome())) return;
    } finally {
      sending = false;
    }
  }

  /** @returns Whether to go on at once. */
  async function sendSome(): Promise<boolean> {
    const batch = firstOfEach(waiting.value);
    const edits = batch.map((cell) => ({ ...cell, was: events.saved(cell.row, cell.column) }));
    try {
      const path = { project, collection: collection() };
      const { rows } = await take(
        api.PATCH("/api/projects/{project}/collections/{collection}/sheet", { params: { path }, body: { edits } }),
      );
      forget(batch);
      events.onRows(rows);
      [away.value, problem.value] = [false, undefined];
      return true;
    } catch (error) {
      return failed(problemFrom(error), batch);
    }
  }

  function failed(found: Problem, batch: readonly CellText[]): boolean {
    const { row, column } = (found.details ?? {}) as Partial<CellText>;
    const refused = batch.find((cell) => cell.row === row && cell.column === column);
    if (refused !== undefined) {
      forget([refused]);
      events.onRefused(
        refused,
        `${found.detail ?? found.title ?? ""}${found.reason === "SHEET_CHANGED" ? ": somebody changed it meanwhile." : ""}`,
      );
      return true;
    }
    if (mayPass(found)) {
      away.value = true;
      setTimeout(() => void send(), AGAIN_MS);
      return false;
    }
    problem.value = found;
    return false;
  }

  function forget(batch: readonly CellText[]): void {
    const gone = new Set(batch);
    waiting.value = waiting.value.filter((cell) => !gone.has(cell));
  }

  return {
    away,
    problem,
    count: computed(() => waiting.value.length),
    isWaiting: (cell: Pick<CellText, "row" | "column">) => keys.value.has(cellKey(cell)),
    add(cells: readonly CellText[]): void {
      // What is done again has the same cells as what was done: each time they are sent counts for itself.
      waiting.value = [...waiting.value, ...cells.map((cell) => ({ ...cell }))];
      void send();
    },
    retry(): void {
      problem.value = undefined;
      void send();
    },
  };
}

/** The first changes, each cell at most once: a second change of it needs the answer to the first. */
function firstOfEach(cells: readonly CellText[]): CellText[] {
  const seen = new Set<string>();
  const batch: CellText[] = [];
  for (const cell of cells) {
    if (batch.length >= AT_ONCE || seen.has(cellKey(cell))) break;
    seen.add(cellKey(cell));
    batch.push(cell);
  }
  return batch;
}
