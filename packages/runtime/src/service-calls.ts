import { newId } from "@argosy/core";
import type { ServiceDefinition, Transport } from "@argosy/rpc";
import { createClient } from "@argosy/rpc";
import type { Clock } from "@argosy/work";
import type { Signer } from "./identity-tokens.ts";
import type { Calls } from "./service.ts";

const TOKEN_SECONDS = 60;

/** Clients that act as the service itself unless a call says otherwise. A token serves for half its life. */
export function serviceCalls(
  service: string,
  signer: Signer,
  clock: Clock,
  transportTo: (definition: ServiceDefinition) => Transport,
): Calls {
  let token: { readonly text: Promise<string>; readonly until: number } | undefined;
  const fresh = (): Promise<string> => {
    if (token === undefined || token.until < clock.now()) {
      const text = signer.sign({ service, roles: {}, trace: newId() }, TOKEN_SECONDS);
      token = { text, until: clock.now() + (TOKEN_SECONDS / 2) * 1_000 };
    }
    return token.text;
  };
  return (definition) => createClient(definition, transportTo(definition), { token: fresh });
}
