import Type from "typebox";
import type { AccountRow } from "../accounts/accounts.ts";
import { createAccount, listAccounts } from "../accounts/accounts.ts";
import type { Routes } from "../http/app-type.ts";
import { answers, Id, Name, strict } from "../http/schemas.ts";

const User = Type.Object({ id: Id, name: Type.String(), admin: Type.Boolean(), createdAt: Type.String() }, { title: "User" });

/** The accounts of this installation. */
export const userRoutes: Routes = (app, world) => {
  app.get("/api/users", {
    config: { access: { of: "admin" } },
    schema: {
      operationId: "listUsers",
      summary: "All accounts",
      tags: ["users"],
      response: answers({ 200: Type.Object({ users: Type.Array(User) }) }),
    },
    handler: async () => ({ users: (await listAccounts(world.db)).map(view) }),
  });
  app.post("/api/users", {
    config: { access: { of: "admin" } },
    schema: {
      operationId: "createUser",
      summary: "Make an account that signs in with a password",
      tags: ["users"],
      body: strict({ name: Name, password: Type.String({ minLength: 12, maxLength: 1_000 }) }),
      response: answers({ 201: User }),
    },
    async handler(request, reply) {
      return reply.code(201).send(view(await createAccount(world.db, request.body)));
    },
  });
};

function view({ id, name, admin, created_at }: AccountRow) {
  return { id, name, admin, createdAt: created_at.toISOString() };
}
