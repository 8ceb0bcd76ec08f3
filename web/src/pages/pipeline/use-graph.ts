import type { ComputedRef, Ref } from "vue";
import { computed, ref, shallowRef, watch } from "vue";
import type { Answer } from "../../api/client.ts";
import { api, take } from "../../api/client.ts";
import { problemFrom } from "../../api/request.ts";
import type { Problem } from "../../api/types.ts";
import type { ParamSchema } from "../../ui/schema.ts";
import type { Changes, FullGraph } from "./graph-draft.ts";
import { areaNode, change, withArea, withChanges } from "./graph-draft.ts";
import { keepWork, keptWork } from "./graph-keeping.ts";

export type Graph = Answer<"listGraphs">["graphs"][number];

/** A node class as the server describes it. */
export interface NodeClass {
  readonly name: string;
  readonly version: number;
  readonly stage: string;
  readonly scope: string;
  readonly title: string;
  readonly summary: string;
  readonly params: { readonly properties: Readonly<Record<string, ParamSchema>> };
  readonly outputs: Readonly<Record<string, { readonly kind: string; readonly title: string; readonly scope?: string }>>;
}

/** The graph that is worked on, and what was changed in it. */
export interface GraphWork {
  readonly graphs: Readonly<Ref<readonly Graph[]>>;
  readonly classes: Readonly<Ref<ReadonlyMap<string, NodeClass>>>;
  readonly chosen: Ref<string>;
  /** As it came, with a node for the area where one was drawn. */
  readonly base: ComputedRef<FullGraph | undefined>;
  /** With all changes. */
  readonly graph: ComputedRef<FullGraph | undefined>;
  readonly changes: Ref<Changes>;
  readonly isChanged: ComputedRef<boolean>;
  readonly problem: Ref<Problem | undefined>;
  set(node: string, name: string, value: unknown): void;
  reset(node?: string): void;
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

/** The key of a graph in lists: templates go by their name. */
export const keyOf = (graph: Graph): string => (graph.template ? graph.name : graph.id);

/**
 * @param first - Key of the graph to begin with; empty: the one that was worked on before, else the one that the project offers first.
 * @param offered - What the project offers first, once it is known.
 */
export function useGraph(project: () => string, first: string, offered: () => string): GraphWork {
  const graphs = shallowRef<readonly Graph[]>([]);
  const classes = shallowRef<ReadonlyMap<string, NodeClass>>(new Map());
  const chosen = ref(first);
  const changes = shallowRef<Changes>({});
  const withAreaNode = ref(false);
  const problem = shallowRef<Problem>();

  const came = computed(() => graphs.value.find((one) => keyOf(one) === chosen.value)?.definition as FullGraph | undefined);
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

  watch([chosen, changes, withAreaNode], ([key, own, area]) => {
    // Before the graphs are known nothing can have been changed.
    if (graphs.value.length > 0) keepWork(project(), { chosen: key, changes: own, area });
  });

  function add(one: Graph): void {
    graphs.value = [one, ...graphs.value.filter((other) => keyOf(other) !== keyOf(one))];
    changes.value = {};
    withAreaNode.value = false;
    chosen.value = keyOf(one);
  }

  return {
    graphs,
    classes,
    chosen: computed({
      get: () => chosen.value,
      set(key) {
        changes.value = {};
        withAreaNode.value = false;
        chosen.value = key;
      },
    }),
    base,
    graph,
    changes,
    isChanged: computed(() => Object.keys(changes.value).length > 0),
    problem,
    set(node, name, value) {
      if (base.value !== undefined) changes.value = change(base.value, changes.value, { node, name }, value);
    },
    reset(node) {
      changes.value = node === undefined ? {} : Object.fromEntries(Object.entries(changes.value).filter(([id]) => id !== node));
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
        classes.value = new Map((nodes as unknown as NodeClass[]).toReversed().map((node) => [node.name, node]));
        graphs.value = listed.graphs;
        const kept = keptWork(project());
        const own = listed.graphs.filter(({ template }) => !template);
        const wanted = [chosen.value, kept?.chosen ?? "", offered(), ...own.map(keyOf), USUAL, ...listed.graphs.map(keyOf)];
        chosen.value = wanted.find((key) => listed.graphs.some((one) => keyOf(one) === key)) ?? "";
        if (kept?.chosen === chosen.value) {
          changes.value = kept.changes;
          withAreaNode.value = kept.area;
        }
        problem.value = undefined;
      } catch (error) {
        problem.value = problemFrom(error);
      }
    },
  };
}
