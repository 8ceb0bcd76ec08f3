import type { ComputedRef, Ref } from "vue";
import { computed, ref, shallowRef, watch } from "vue";
import type { Answer } from "../../api/client.ts";
import { api, take } from "../../api/client.ts";
import { problemFrom } from "../../api/request.ts";
import type { Problem } from "../../api/types.ts";
import type { Changes, Edit, FullGraph } from "./graph-draft.ts";
import { areaNode, change, withArea, withChanges } from "./graph-draft.ts";
import { keepWork, keptWork } from "./graph-keeping.ts";
import type { NodeClasses } from "./node-class.ts";
import { classesByName } from "./node-class.ts";

export type Graph = Answer<"listGraphs">["graphs"][number];

/** The graph that is worked on, and what was changed in it. */
export interface GraphWork {
  readonly graphs: Readonly<Ref<readonly Graph[]>>;
  readonly classes: Readonly<Ref<NodeClasses>>;
  readonly chosen: Ref<string>;
  /** As it came, with a node for the area where one was drawn. */
  readonly base: ComputedRef<FullGraph | undefined>;
  /** With all changes. */
  readonly graph: ComputedRef<FullGraph | undefined>;
  readonly changes: Ref<Changes>;
  /** Steps that were added, removed or joined otherwise, the last one last. */
  readonly edits: Readonly<Ref<readonly Edit[]>>;
  readonly isChanged: ComputedRef<boolean>;
  readonly problem: Ref<Problem | undefined>;
  set(node: string, name: string, value: unknown): void;
  reset(node?: string): void;
  /** Goes on with other steps. @param title - What was done, as it can be taken back: "Median added". */
  edit(title: string, graph: FullGraph): void;
  /** Takes the last edit back; parameters of steps that are there again are as they were. */
  undo(): void;
  /** Adds a node for the working area where there is none. @returns Its id. */
  needArea(): string;
  /** Takes a graph over that somebody wrote. @throws {RequestFailure} GRAPH_*. */
  open(definition: Record<string, unknown>): Promise<void>;
  /** Stores the graph as the next version of its name; one that is there already is not stored again. @returns Its id. */
  save(name: string): Promise<Graph>;
  load(): Promise<void>;
}

/** The light is judged by the whole image, objects by the area: an edge drawn into the image would look like one. */
const SEEN_WHOLE = { outside: "keep" };

/** The template that serves most people who come with frames. */
const USUAL = "plankton";

/** Edits that are remembered. */
const EDITS = 30;

const without = (changes: Changes, left: (id: string) => boolean): Changes =>
  Object.fromEntries(Object.entries(changes).filter(([id]) => !left(id)));

/** The key of a graph in lists: templates go by their name. */
export const keyOf = (graph: Graph): string => (graph.template ? graph.name : graph.id);

/**
 * @param first - Key of the graph to begin with; empty: the one that was worked on before, else the one that the project offers first.
 * @param offered - What the project offers first, once it is known.
 */
export function useGraph(project: () => string, first: string, offered: () => string): GraphWork {
  const graphs = shallowRef<readonly Graph[]>([]);
  const classes = shallowRef<NodeClasses>(new Map());
  const chosen = ref(first);
  const changes = shallowRef<Changes>({});
  const edits = shallowRef<readonly Edit[]>([]);
  const withAreaNode = ref(false);
  const problem = shallowRef<Problem>();

  const stored = computed(() => graphs.value.find((one) => keyOf(one) === chosen.value)?.definition as FullGraph | undefined);
  const came = computed(() => (stored.value === undefined ? undefined : (edits.value.at(-1)?.graph ?? stored.value)));
  const stageOf = (node: string) => classes.value.get(node)?.stage ?? "";
  const base = computed(() => {
    const defaults = Object.entries(classes.value.get("crop.area")?.params.properties ?? {}).map(([name, schema]) => [
      name,
      schema.default,
    ]);
    return came.value !== undefined && withAreaNode.value
      ? withArea(came.value, { ...Object.fromEntries(defaults), ...SEEN_WHOLE }, stageOf)
      : came.value;
  });
  const graph = computed(() => (base.value === undefined ? undefined : withChanges(base.value, changes.value)));

  watch([chosen, changes, withAreaNode, edits], ([key, own, area, made]) => {
    // Before the graphs are known nothing can have been changed.
    if (graphs.value.length > 0) keepWork(project(), { chosen: key, changes: own, area, edits: made });
  });

  function begin(key: string): void {
    changes.value = {};
    edits.value = [];
    withAreaNode.value = false;
    chosen.value = key;
  }

  function add(one: Graph): void {
    graphs.value = [one, ...graphs.value.filter((other) => keyOf(other) !== keyOf(one))];
    begin(keyOf(one));
  }

  return {
    graphs,
    classes,
    chosen: computed({
      get: () => chosen.value,
      set: begin,
    }),
    base,
    graph,
    changes,
    edits,
    isChanged: computed(() => Object.keys(changes.value).length > 0 || edits.value.length > 0),
    problem,
    set(node, name, value) {
      if (base.value !== undefined) changes.value = change(base.value, changes.value, { node, name }, value);
    },
    reset(node) {
      if (node === undefined) edits.value = [];
      changes.value = node === undefined ? {} : without(changes.value, (id) => id === node);
    },
    edit(title, edited) {
      const isGone = (id: string) => !edited.nodes.some((node) => node.id === id);
      edits.value = [...edits.value, { title, graph: edited, lost: without(changes.value, (id) => !isGone(id)) }].slice(-EDITS);
      changes.value = without(changes.value, isGone);
    },
    undo() {
      const last = edits.value.at(-1);
      if (last === undefined) return;
      edits.value = edits.value.slice(0, -1);
      const isGone = (id: string) => base.value?.nodes.every((node) => node.id !== id) ?? true;
      changes.value = { ...without(changes.value, isGone), ...last.lost };
    },
    needArea() {
      withAreaNode.value = base.value !== undefined && areaNode(base.value) === undefined ? true : withAreaNode.value;
      return base.value === undefined ? "" : (areaNode(base.value)?.id ?? "");
    },
    async open(definition) {
      const path = { project: project() };
      const checked = await take(api.POST("/api/projects/{project}/graphs/validate", { params: { path }, body: { definition } }));
      add({ ...checked, id: `file ${checked.sha256}` });
    },
    async save(name) {
      const definition = { ...graph.value!, name, title: name === graph.value!.name ? graph.value!.title : name };
      const stored = await take(
        api.POST("/api/projects/{project}/graphs", { params: { path: { project: project() } }, body: { definition } }),
      );
      add(stored);
      return stored;
    },
    async load() {
      try {
        const [{ nodes }, listed] = await Promise.all([
          take(api.GET("/api/nodes")),
          take(api.GET("/api/projects/{project}/graphs", { params: { path: { project: project() } } })),
        ]);
        classes.value = classesByName(nodes);
        graphs.value = listed.graphs;
        const kept = keptWork(project());
        const own = listed.graphs.filter(({ template }) => !template);
        const wanted = [chosen.value, kept?.chosen ?? "", offered(), ...own.map(keyOf), USUAL, ...listed.graphs.map(keyOf)];
        chosen.value = wanted.find((key) => listed.graphs.some((one) => keyOf(one) === key)) ?? "";
        if (kept?.chosen === chosen.value) {
          changes.value = kept.changes;
          edits.value = kept.edits;
          withAreaNode.value = kept.area;
        }
        problem.value = undefined;
      } catch (error) {
        problem.value = problemFrom(error);
      }
    },
  };
}
