import type { FastifyInstance } from "fastify";
import type { GatewayWorld } from "../world.ts";
import { operationOf } from "./problems.ts";

/** One line a request: what was asked by whom and how it went; never an address with its query, never a token. */
export function addRequestLog(app: FastifyInstance, world: GatewayWorld): void {
  app.addHook("onResponse", async (request, reply) => {
    world.log.debug("request answered", {
      traceId: request.id,
      operation: operationOf(request),
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime * 10) / 10,
      ...(request.caller === undefined ? {} : { user: request.caller.accountId }),
      ...(request.project === undefined ? {} : { project: request.project }),
    });
  });
}
