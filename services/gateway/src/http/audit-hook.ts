import type { FastifyInstance } from "fastify";
import { appendAudit } from "../accounts/audit.ts";
import type { GatewayWorld } from "../world.ts";
import { isUnsafe } from "./access.ts";
import { operationOf } from "./problems.ts";

declare module "fastify" {
  interface FastifyContextConfig {
    /** Whether an unsafe method of this route only looks: a check, a validation. */
    readsOnly?: boolean;
  }
}

/** Writes one entry for each accepted change, before the answer goes out: what was answered is in the audit. */
export function addAudit(app: FastifyInstance, world: GatewayWorld): void {
  app.addHook("onSend", async (request, reply) => {
    if (!isUnsafe(request.method) || reply.statusCode >= 400 || request.caller === undefined) return;
    if (request.routeOptions.config.readsOnly === true) return;
    await appendAudit(world.db, {
      accountId: request.caller.accountId,
      projectId: request.project,
      operation: operationOf(request),
      target: request.url.split("?", 1)[0]!,
      trace: request.id,
    });
  });
}
