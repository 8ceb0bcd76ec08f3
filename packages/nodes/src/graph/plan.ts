import { refusal } from "@argosy/core";
import type { NodeDefinition, Stage } from "../define-node.ts";
import { makesObjects } from "../define-node.ts";
import type { NodeRegistry } from "../registry.ts";
import type { SlotKind } from "../values.ts";
import type { Graph, NodeInstance } from "./definition.ts";
import { splitEnd } from "./definition.ts";

/** Where a step's input comes from. */
export type Source =
  /** An earlier step of the same chain. */
  | { readonly from: "step"; readonly step: number; readonly slot: string }
  /** The frame as it was imported. */
  | { readonly from: "frame" }
  /** What the chain of an earlier stage stored. */
  | { readonly from: "stored"; readonly stage: Stage; readonly step: number; readonly slot: string; readonly kind: SlotKind };

/** One node of a chain, with everything that decides its result. */
export interface Step {
  /** Id of the instance in the graph: for people, not part of the work's identity. */
  readonly id: string;
  readonly node: string;
  readonly version: number;
  readonly params: Readonly<Record<string, unknown>>;
  readonly inputs: Readonly<Record<string, readonly Source[]>>;
}

/** A result that is stored. */
export interface Kept {
  readonly step: number;
  readonly slot: string;
  readonly kind: SlotKind;
}

/** Neighbouring nodes of one stage, fused into one chain of work. */
export interface StagePlan {
  readonly stage: Stage;
  /** Done once for each unit of images, or once for the whole run. */
  readonly scope: "unit" | "run";
  readonly steps: readonly Step[];
  readonly keeps: readonly Kept[];
  /** Earlier stages whose stored results are read. */
  readonly needs: readonly Stage[];
}

/** Kinds that are stored without being asked for. */
const KEPT_KINDS: ReadonlySet<SlotKind> = new Set(["labels", "objects", "table", "predictions"]);

/** The source of frames in every graph. */
export const FRAMES_NODE = "collection.images";

/**
 * Cuts a graph into chains of work, in the order of the stages; every sink of the export stage has a chain of its own.
 *
 * A result of an earlier stage is read where it is stored, and computed again where it is not (intermediate images).
 *
 * @param targets - instances whose results are wanted; nodes that none of them needs are left out. Empty: all.
 * @throws {ArgosyError} GRAPH_UNKNOWN_INSTANCE for a target that is not there.
 */
export function planStages(graph: Graph, registry: NodeRegistry, targets: readonly string[] = []): StagePlan[] {
  const planner = new Planner(graph, registry, wanted(graph, targets));
  return planner.plan();
}

function wanted(graph: Graph, targets: readonly string[]): Set<string> {
  if (targets.length === 0) return new Set(graph.nodes.map((node) => node.id));
  const known = new Set(graph.nodes.map((node) => node.id));
  for (const target of targets) {
    if (!known.has(target)) throw refusal("GRAPH_UNKNOWN_INSTANCE", `the target ${target} is not in the graph`, { node: target });
  }
  const wantedIds = new Set(targets);
  for (const node of graph.nodes.toReversed()) {
    if (!wantedIds.has(node.id)) continue;
    for (const edge of graph.edges) if (splitEnd(edge.to).instance === node.id) wantedIds.add(splitEnd(edge.from).instance);
  }
  return wantedIds;
}

class Planner {
  readonly #graph: Graph;
  readonly #wanted: ReadonlySet<string>;
  readonly #classes: ReadonlyMap<string, NodeDefinition>;
  /** Instances whose results lie on pixels that a step has moved. */
  readonly #moved: ReadonlySet<string>;
  /** Where each stored result lies: instance -> stage and step. */
  readonly #stored = new Map<string, { stage: Stage; step: number }>();

  constructor(graph: Graph, registry: NodeRegistry, wantedIds: ReadonlySet<string>) {
    this.#graph = graph;
    this.#wanted = wantedIds;
    this.#classes = new Map(graph.nodes.map((node) => [node.id, registry.find(node.node, node.version)!]));
    this.#moved = movedInstances(graph, this.#classes);
  }

  plan(): StagePlan[] {
    const plans: StagePlan[] = [];
    for (const stage of ["segment", "measure", "classify"] as const) {
      const members = this.#members(stage);
      if (members.length > 0) plans.push(this.#chain(stage, "unit", members));
    }
    for (const sink of this.#members("export").filter((node) => this.#classes.get(node.id)?.scope === "sink")) {
      plans.push(this.#chain("export", "run", [sink]));
    }
    return plans;
  }

  #members(stage: Stage): NodeInstance[] {
    return this.#graph.nodes.filter((node) => this.#wanted.has(node.id) && this.#classes.get(node.id)?.stage === stage);
  }

  #chain(stage: Stage, scope: "unit" | "run", members: readonly NodeInstance[]): StagePlan {
    const included = this.#withRecomputed(stage, members);
    const order = this.#graph.nodes.filter((node) => included.has(node.id));
    const place = new Map(order.map((node, index) => [node.id, index]));
    const needs = new Set<Stage>();
    const steps = order.map((node) => this.#step(node, place, needs));
    const keeps = order.flatMap((node, step) => (this.#classes.get(node.id)?.stage === stage ? this.#kept(node, step) : []));
    for (const node of members) this.#stored.set(node.id, { stage, step: place.get(node.id)! });
    return { stage, scope, steps, keeps, needs: [...needs] };
  }

  /** The members and every earlier node whose result they read though nobody stored it. */
  #withRecomputed(stage: Stage, members: readonly NodeInstance[]): Set<string> {
    const included = new Set(members.map((node) => node.id));
    for (const node of this.#graph.nodes.toReversed()) {
      if (!included.has(node.id)) continue;
      for (const edge of this.#graph.edges) {
        if (splitEnd(edge.to).instance !== node.id) continue;
        const from = splitEnd(edge.from);
        const definition = this.#classes.get(from.instance)!;
        if (definition.name === FRAMES_NODE) continue;
        // What is stored of moved pixels lies on the image: it is not what a step behind the movement has worked on.
        const asMoved = this.#classes.get(node.id)?.stage === definition.stage && this.#moved.has(from.instance);
        if (definition.stage === stage || asMoved || !this.#isStored(from.instance, from.slot)) included.add(from.instance);
      }
    }
    return included;
  }

  #isStored(instance: string, slot: string): boolean {
    const definition = this.#classes.get(instance)!;
    const node = this.#graph.nodes.find((candidate) => candidate.id === instance)!;
    if (definition.stage === "export") return false;
    const { kind, scope, stored = KEPT_KINDS.has(kind) } = definition.outputs[slot]!;
    return stored || (node.keep.includes(slot) && scope !== "object");
  }

  #kept(node: NodeInstance, step: number): Kept[] {
    return Object.entries(this.#classes.get(node.id)!.outputs)
      .filter(([slot]) => this.#isStored(node.id, slot))
      .map(([slot, { kind }]) => ({ step, slot, kind }));
  }

  #step(node: NodeInstance, place: ReadonlyMap<string, number>, needs: Set<Stage>): Step {
    const inputs: Record<string, Source[]> = {};
    for (const edge of this.#graph.edges) {
      const to = splitEnd(edge.to);
      if (to.instance !== node.id) continue;
      const source = this.#source(edge.from, place);
      if (source.from === "stored") needs.add(source.stage);
      inputs[to.slot] = [...(inputs[to.slot] ?? []), source];
    }
    return { id: node.id, node: node.node, version: node.version, params: node.params, inputs };
  }

  #source(end: string, place: ReadonlyMap<string, number>): Source {
    const { instance, slot } = splitEnd(end);
    if (this.#classes.get(instance)?.name === FRAMES_NODE) return { from: "frame" };
    const step = place.get(instance);
    if (step !== undefined) return { from: "step", step, slot };
    const stored = this.#stored.get(instance)!;
    return { from: "stored", ...stored, slot, kind: this.#classes.get(instance)!.outputs[slot]!.kind };
  }
}

function movedInstances({ nodes, edges }: Graph, classes: ReadonlyMap<string, NodeDefinition>): ReadonlySet<string> {
  const moved = new Set<string>();
  for (const { id } of nodes) {
    const definition = classes.get(id)!;
    const behind = edges.some(({ from, to }) => splitEnd(to).instance === id && moved.has(splitEnd(from).instance));
    if (definition.moves !== undefined || (behind && !makesObjects(definition))) moved.add(id);
  }
  return moved;
}
