import type { CallOptions, Identity } from "@argosy/rpc";
import type { Signer } from "@argosy/runtime";
import type { FastifyRequest } from "fastify";
import { projectIn } from "./http/access.ts";

/** Signs for each call who makes it: his role in one project and nothing else, for a minute. */
export function identityOfCalls(signer: Signer): (request: FastifyRequest, project?: string) => Promise<CallOptions> {
  return async (request, project = projectIn(request)) => {
    const caller = request.caller!;
    const role = caller.roles[project];
    const identity: Identity = {
      user: caller.accountId,
      roles: role === undefined ? {} : { [project]: role },
      trace: request.id,
      ...(caller.local ? { local: true } : {}),
      ...(caller.admin ? { admin: true } : {}),
    };
    return { token: await signer.sign(identity), trace: request.span?.context, signal: request.signal };
  };
}
