import Type from "typebox";
import type { TokenRow } from "../accounts/tokens.ts";
import { insertToken, listApiTokens, revokeToken } from "../accounts/tokens.ts";
import { enterProject, noSuchThing } from "../http/access.ts";
import type { Routes } from "../http/app-type.ts";
import { answers, Id, ids, Name, Role, strict } from "../http/schemas.ts";

const DAY = 24 * 3_600_000;

const fields = { id: Id, name: Type.String(), project: Id, role: Role, createdAt: Type.String(), expiresAt: Type.String() };
const Token = Type.Object(fields, { title: "Token" });
const NewToken = Type.Object(
  { ...fields, secret: Type.String({ description: "Shown this once and never again." }) },
  { title: "NewToken" },
);

/** Tokens for programs. */
export const tokenRoutes: Routes = (app, world) => {
  app.get("/api/tokens", {
    config: { access: { of: "person" } },
    schema: {
      operationId: "listTokens",
      summary: "Your tokens for programs",
      tags: ["tokens"],
      response: answers({ 200: Type.Object({ tokens: Type.Array(Token) }) }),
    },
    handler: async (request) => ({ tokens: (await listApiTokens(world.db, world.clock, request.caller!.accountId)).map(view) }),
  });
  app.post("/api/tokens", {
    config: { access: { of: "person" } },
    schema: {
      operationId: "createToken",
      summary: "Make a token for a program: for one project, with one role, for a time",
      tags: ["tokens"],
      body: strict({ name: Name, project: Id, role: Role, days: Type.Integer({ minimum: 1, maximum: 366, default: 90 }) }),
      response: answers({ 201: NewToken }),
    },
    async handler(request, reply) {
      const { name, project, role, days } = request.body;
      enterProject(request, project, role);
      const { accountId } = request.caller!;
      const { row, secret } = await insertToken(world.db, world.clock, { accountId, kind: "api", name, project, role, ttlMs: days * DAY });
      return reply
        .code(201)
        .header("cache-control", "no-store")
        .send({ ...view(row), secret });
    },
  });
  app.delete("/api/tokens/:token", {
    config: { access: { of: "person" } },
    schema: {
      operationId: "deleteToken",
      summary: "Revoke a token",
      tags: ["tokens"],
      params: ids("token"),
      response: answers({ 204: Type.Null() }),
    },
    async handler(request, reply) {
      const { accountId } = request.caller!;
      if (!(await revokeToken(world.db, world.clock, accountId, request.params.token))) throw noSuchThing();
      world.rights.forget(accountId);
      return reply.code(204).send();
    },
  });
};

function view(row: TokenRow) {
  return {
    id: row.id,
    name: row.name,
    project: row.project_id ?? "",
    role: row.role,
    createdAt: row.created_at.toISOString(),
    expiresAt: row.expires_at.toISOString(),
  };
}
