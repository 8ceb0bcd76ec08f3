import type { FastifyInstance } from "fastify";
import { checkText } from "./json-body.ts";

/** Refuses queries with text that nothing behind can hold. */
export function addQueryCheck(app: FastifyInstance): void {
  app.addHook("onRequest", async (request) => {
    for (const [name, value] of Object.entries(request.query as Record<string, string | string[]>)) {
      checkText(name, "");
      for (const text of [value].flat()) checkText(text, `/${name}`);
    }
  });
}
