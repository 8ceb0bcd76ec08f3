import type { CallContext } from "@argosy/rpc";

/** Who calls, as labels, models and maps name their author: a person, else a service. */
export function callerOf({ user, service }: CallContext["identity"]): string {
  return user ?? service ?? "";
}
