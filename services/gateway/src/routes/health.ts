import Type from "typebox";
import type { Routes } from "../http/app-type.ts";
import { answers } from "../http/schemas.ts";

/** Whether the server lives and can answer. */
export const healthRoutes: Routes = (app, { db }) => {
  app.get("/healthz", {
    config: { access: { of: "public" } },
    schema: {
      operationId: "getHealth",
      summary: "The process lives",
      tags: ["health"],
      response: answers({ 200: Type.Object({ status: Type.String() }) }),
    },
    handler: async () => ({ status: "alive" }),
  });
  app.get("/readyz", {
    config: { access: { of: "public" } },
    schema: {
      operationId: "getReadiness",
      summary: "The database answers",
      tags: ["health"],
      response: answers({ 200: Type.Object({ status: Type.String() }) }),
    },
    async handler(request) {
      await db.query("select 1", [], { signal: AbortSignal.any([request.signal, AbortSignal.timeout(2_000)]) });
      return { status: "ready" };
    },
  });
};
