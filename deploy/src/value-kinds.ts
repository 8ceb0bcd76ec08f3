import type { Stage } from "@argosy/work";
import type { TProperties } from "typebox";
import { Type } from "typebox";

/** A group of values: nothing else may stand in it, and all of it has defaults. */
export function group<P extends TProperties>(description: string, properties: P) {
  return Type.Object(properties, { description, additionalProperties: false });
}

/** A text, which a pattern may bind. */
export function text(description: string, fallback: string, pattern?: string) {
  return Type.String({ description, default: fallback, ...(pattern === undefined ? {} : { pattern }) });
}

/** A whole number. */
export function whole(description: string, fallback: number, [minimum, maximum]: readonly [number, number]) {
  return Type.Integer({ description, default: fallback, minimum, maximum });
}

/** Yes or no. */
export function flag(description: string, fallback: boolean) {
  return Type.Boolean({ description, default: fallback });
}

/** The name of an object of the cluster; it may be empty where nothing is the default. */
export function name(description: string, fallback: string) {
  const named = "[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?";
  return text(description, fallback, fallback === "" ? `^(${named})?$` : `^${named}$`);
}

/** Objects of Kubernetes as it knows them: it checks them itself. */
export function objects(description: string, fallback: readonly object[]) {
  return Type.Array(Type.Object({}), { description, default: [...fallback] });
}

/** Texts by name. */
export function texts(description: string) {
  return Type.Object({}, { description, default: {}, additionalProperties: Type.String() });
}

/** What a pod is given. */
export interface Size {
  readonly cpu: string;
  readonly cpuLimit: string;
  readonly memory: string;
  readonly scratch: string;
}

const CPU = "^([0-9]+m|[0-9]+(\\.[0-9]+)?)$";
const BYTES = "^[0-9]+(Mi|Gi)$";
const PODS = [1, 100] as const;

/** A service with so many pods. */
export function fixed(what: string, replicas: number, size: Size) {
  return group(what, { replicas: whole("Pods.", replicas, PODS), ...room(size, 1) });
}

/** A service that has more pods while its processors are busy. */
export function elastic(what: string, size: Size) {
  return group(what, {
    minReplicas: whole("Pods at least.", 2, PODS),
    maxReplicas: whole("Pods at most.", 6, PODS),
    cpuPercent: whole("Share of the promised processors above which there are more pods.", 70, [10, 500]),
    ...room(size, 2),
  });
}

/** Pods of a stage that take tasks. */
export function worker(stage: Stage, maxReplicas: number, size: Size) {
  return group(`Pods that take the tasks of ${stage}.`, {
    minReplicas: whole("Pods at least; 0: none while there is nothing to do.", 0, [0, 100]),
    maxReplicas: whole("Pods at most.", maxReplicas, PODS),
    lag: whole("Messages, waiting or in hand, for each pod.", 4, [1, 10_000]),
    ...room(size, 2),
  });
}

function room({ cpu, cpuLimit, memory, scratch }: Size, threads: number) {
  return {
    threads: whole("Worker threads of a pod.", threads, [1, 256]),
    cpu: text("Processors that a pod is promised, such as 500m.", cpu, CPU),
    cpuLimit: text("Processors that it may use at most.", cpuLimit, CPU),
    memory: text("Memory that it is promised and may use at most.", memory, BYTES),
    scratch: text("Room for its temporary files, the only place where it can write.", scratch, BYTES),
  };
}
