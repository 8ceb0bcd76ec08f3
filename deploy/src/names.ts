import type { ServiceName } from "@argosy/rpc";
import type { Stage } from "@argosy/work";
import type { Expressions } from "./expression.ts";

/** What a pod does for its service: answers calls, works off tasks, or does something once. */
export type Role = "answers" | "tasks" | "once";

/** Ports of every pod. */
export const PORTS = { calls: 50_051, http: 8_080, health: 9_090 } as const;

/** Settings that every service reads; the others begin with the name of the one that does. */
export const COMMON_SETTINGS: readonly string[] = ["LOG_LEVEL", "NATS_ACK_SECONDS", "DECODERS"];

/** `<release>-<part>`, as an expression within another one. */
export function nameCode(part: string): string {
  return `printf "%s-${part}" .Release.Name`;
}

/** Labels of all pods of the installation. */
export function ownLabels(e: Expressions): Record<string, string> {
  return { "app.kubernetes.io/name": "argosy", "app.kubernetes.io/instance": e.value(".Release.Name") };
}

/** Labels by which the pods of one part are known. */
export function partLabels(e: Expressions, component: string, role: Role): Record<string, string> {
  return { ...ownLabels(e), "app.kubernetes.io/component": component, "argosy/role": role };
}

/** Labels of the objects themselves. */
export function objectLabels(e: Expressions, component?: string): Record<string, string> {
  return {
    ...ownLabels(e),
    ...(component === undefined ? {} : { "app.kubernetes.io/component": component }),
    "app.kubernetes.io/version": e.value(".Chart.AppVersion"),
    "app.kubernetes.io/managed-by": e.value(".Release.Service"),
  };
}

/** One Deployment: a service that answers, or the part of one that takes tasks. */
export type Part = { readonly role: "answers"; readonly service: ServiceName } | { readonly role: "tasks"; readonly service: Stage };

/** Its name behind that of the release. */
export function partName({ role, service }: Part): string {
  return role === "tasks" ? `${service}-tasks` : service;
}

/** Where its values stand. */
export function valuesOf({ role, service }: Part): string {
  return `.Values.${role === "tasks" ? "workers" : "services"}.${service}`;
}
