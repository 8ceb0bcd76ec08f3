import Type from "typebox";
import { listOwnAudit } from "../accounts/audit.ts";
import type { Routes } from "../http/app-type.ts";
import { answers, strict } from "../http/schemas.ts";

const Entry = Type.Object(
  {
    position: Type.Integer(),
    at: Type.String(),
    operation: Type.String({ description: "Name of the operation in this document." }),
    target: Type.String({ description: "Address that it was done at." }),
    project: Type.String({ description: "Empty: none." }),
  },
  { title: "AuditEntry" },
);

/** What somebody did himself. */
export const auditRoutes: Routes = (app, world) => {
  app.get("/api/audit", {
    config: { access: { of: "person" } },
    schema: {
      operationId: "listAudit",
      summary: "The changes that you made, the last first",
      tags: ["session"],
      querystring: strict({
        limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000, default: 50 })),
        cursor: Type.Optional(Type.String({ pattern: "^[0-9]{1,15}$", description: "nextCursor of the page before." })),
      }),
      response: answers({
        200: Type.Object({ entries: Type.Array(Entry), nextCursor: Type.String({ description: "Empty on the last page." }) }),
      }),
    },
    async handler(request) {
      const { limit = 50, cursor } = request.query;
      const rows = await listOwnAudit(world.db, request.caller!.accountId, cursor === undefined ? undefined : Number(cursor), limit);
      const last = rows.length < limit ? undefined : rows.at(-1);
      return {
        entries: rows.map((row) => ({ ...row, at: row.at.toISOString() })),
        nextCursor: last === undefined ? "" : String(last.position),
      };
    },
  });
};
