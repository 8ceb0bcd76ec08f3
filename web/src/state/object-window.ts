import type { ShallowRef } from "vue";
import { shallowRef, triggerRef } from "vue";
import type { Answer } from "../api/client.ts";
import { api, take } from "../api/client.ts";
import { problemFrom } from "../api/request.ts";
import type { Problem } from "../api/types.ts";

export type FoundObject = Answer<"listObjects">["objects"][number];

/** What a list of objects is asked for with. */
export interface ListAsked {
  readonly project: string;
  readonly run: string;
  readonly filter: readonly string[];
  readonly sort: string;
  readonly descending: boolean;
  /** Measurements that each object comes with. */
  readonly columns: readonly string[];
}

/** A list of any length, of which the parts in view are kept. */
export interface ObjectWindow {
  /** `undefined` until it is known. */
  readonly total: Readonly<ShallowRef<number | undefined>>;
  readonly problem: Readonly<ShallowRef<Problem | undefined>>;
  /** Changes whenever objects came in or changed. */
  readonly version: Readonly<ShallowRef<number>>;
  at(index: number): FoundObject | undefined;
  indexOf(id: string): number | undefined;
  /** Reads what is not there of `[first, last)`, nearest parts first, and forgets what is far away. */
  show(first: number, last: number): void;
  /** All objects of `[first, last)`. @throws {RequestFailure} */
  range(first: number, last: number): Promise<FoundObject[]>;
  /** Begins anew with another question, or the same one with labels as they are now. */
  open(asked: ListAsked): void;
  /** Changes objects that are there. */
  patch(change: (object: FoundObject) => FoundObject): void;
  /** Reads again what is there, in the order that it has. */
  reread(): void;
}

/** Objects of one request; also of one picture of crops. */
export const PART = 64;
const PARTS_KEPT = 40;
const PARTS_BEYOND = 1;

export function createObjectWindow(): ObjectWindow {
  const total = shallowRef<number>();
  const problem = shallowRef<Problem>();
  const version = shallowRef(0);
  const parts = new Map<number, readonly FoundObject[]>();
  const places = new Map<string, number>();
  const reading = new Map<number, AbortController>();
  let asked: ListAsked | undefined;
  let order = "";
  let turn = 0;
  let wanted: readonly [number, number] = [0, 1];

  const changed = () => {
    version.value++;
    triggerRef(version);
  };
  const put = (part: number, objects: readonly FoundObject[]) => {
    parts.delete(part);
    parts.set(part, objects);
    for (const [place, { id }] of objects.entries()) places.set(id, part * PART + place);
    for (const old of parts.keys()) {
      if (parts.size <= PARTS_KEPT) break;
      if (old >= wanted[0] - PARTS_BEYOND && old <= wanted[1] + PARTS_BEYOND) continue;
      for (const { id } of parts.get(old)!) places.delete(id);
      parts.delete(old);
    }
  };
  const ask = async (offset: number, limit: number, signal: AbortSignal) => {
    const { project, run, filter, sort, descending, columns } = asked!;
    const query = {
      offset,
      limit,
      ...(filter.length === 0 ? {} : { filter: [...filter] }),
      ...(sort === "" ? {} : { sort }),
      ...(descending ? { descending } : {}),
      ...(columns.length === 0 ? {} : { columns: columns.join(",") }),
      ...(order === "" ? {} : { order }),
    };
    return take(api.GET("/api/projects/{project}/runs/{run}/objects", { params: { path: { project, run }, query }, signal }));
  };
  const read = async (part: number): Promise<void> => {
    const [mine, abort] = [turn, new AbortController()];
    reading.set(part, abort);
    try {
      const page = await ask(part * PART, PART, abort.signal);
      if (mine !== turn) return;
      if (order !== "" && page.order !== order) {
        // The server does not remember the order any more: what is there belongs to another one.
        parts.clear();
        places.clear();
      }
      order = page.order;
      total.value = page.total;
      problem.value = undefined;
      put(part, page.objects);
      changed();
    } catch (error) {
      if (mine === turn && !abort.signal.aborted) problem.value = problemFrom(error);
    } finally {
      if (mine === turn && reading.get(part) === abort) {
        reading.delete(part);
        if (problem.value === undefined) fill();
      }
    }
  };
  const fill = () => {
    if (asked === undefined) return;
    const [first, last] = wanted;
    for (const [part, abort] of reading) if (part < first - PARTS_BEYOND || part > last + PARTS_BEYOND) abort.abort();
    const end = total.value === undefined ? 0 : Math.ceil(total.value / PART) - 1;
    const near = [...span(first, last), ...span(last + 1, last + PARTS_BEYOND), ...span(first - PARTS_BEYOND, first - 1)];
    // The first answer names the order that all others belong to.
    const most = order === "" ? 1 : 4;
    for (const part of near) {
      if (reading.size >= most) return;
      if (part >= 0 && part <= Math.max(0, end) && !parts.has(part) && !reading.has(part)) void read(part);
    }
  };
  const clear = () => {
    turn++;
    for (const abort of reading.values()) abort.abort();
    reading.clear();
    parts.clear();
    places.clear();
    order = "";
  };

  return {
    total,
    problem,
    version,
    at: (index) => parts.get(Math.floor(index / PART))?.[index % PART],
    indexOf: (id) => places.get(id),
    show(first, last) {
      wanted = [Math.floor(first / PART), Math.floor(Math.max(first, last - 1) / PART)];
      fill();
    },
    async range(first, last) {
      const found: FoundObject[] = [];
      const end = Math.min(last, total.value ?? 0);
      for (let at = first; at < end; ) {
        const known = parts.get(Math.floor(at / PART))?.slice(at % PART, (at % PART) + end - at);
        const next = known ?? (await ask(at, Math.min(1_000, end - at), new AbortController().signal)).objects;
        if (next.length === 0) break;
        found.push(...next);
        at += next.length;
      }
      return found;
    },
    open(next) {
      clear();
      asked = next;
      total.value = undefined;
      problem.value = undefined;
      changed();
      fill();
    },
    patch(change) {
      for (const [part, objects] of parts) parts.set(part, objects.map(change));
      changed();
    },
    reread() {
      const there = [...parts.keys()].filter((part) => part >= wanted[0] - PARTS_BEYOND && part <= wanted[1] + PARTS_BEYOND);
      for (const part of parts.keys()) if (!there.includes(part)) parts.delete(part);
      for (const part of there) void read(part);
    },
  };
}

function span(first: number, last: number): number[] {
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, place) => first + place);
}
