import { ArgosyError, refusal } from "@argosy/core";
import type { FastifyReply, FastifyRequest } from "fastify";
import Type from "typebox";
import { findAccountByName } from "../accounts/accounts.ts";
import { passwordMatches } from "../accounts/secrets.ts";
import { createAttempts } from "../accounts/sign-in-attempts.ts";
import { insertToken, revokeToken, SESSION_MS, takeSignInCode } from "../accounts/tokens.ts";
import { checkOrigin, identify, SESSION_COOKIE } from "../http/access.ts";
import type { Routes } from "../http/app-type.ts";
import { answers, Id, strict } from "../http/schemas.ts";
import type { GatewayWorld } from "../world.ts";

const Me = Type.Object(
  {
    id: Id,
    name: Type.String(),
    admin: Type.Boolean(),
    local: Type.Boolean({ description: "May name files of the machine." }),
    projects: Type.Record(Type.String(), Type.String(), { description: "Role in each project." }),
  },
  { title: "Me" },
);

/** Signing in and out. */
export const sessionRoutes: Routes = (app, world) => {
  const attempts = createAttempts(world.clock);
  app.get("/sign-in", {
    config: { access: { of: "public" } },
    schema: {
      operationId: "signIn",
      summary: "Sign a browser in with the code that was printed at the start; the code counts once",
      tags: ["session"],
      querystring: strict({ code: Type.String({ minLength: 1, maxLength: 100 }) }),
      response: answers({ 303: Type.Null() }),
    },
    async handler(request, reply) {
      // The address may be opened twice; the second time the browser is signed in already.
      if (await isSignedIn(request, world)) return reply.redirect("/", 303);
      const accountId = await takeSignInCode(world.db, world.clock, request.query.code);
      if (accountId === undefined) throw refusal("TOKEN_INVALID", "the code is unknown, used or too old");
      await openSession(world, reply, accountId, true);
      return reply.redirect("/", 303);
    },
  });
  app.post("/api/session", {
    config: { access: { of: "public" } },
    schema: {
      operationId: "createSession",
      summary: "Sign in with a password",
      tags: ["session"],
      body: strict({ name: Type.String({ minLength: 1, maxLength: 200 }), password: Type.String({ minLength: 1, maxLength: 1_000 }) }),
      response: answers({ 204: Type.Null() }),
    },
    async handler(request, reply) {
      if (request.headers.origin !== undefined || request.headers["sec-fetch-site"] !== undefined) checkOrigin(request);
      const { name, password } = request.body;
      attempts.begin(name);
      const account = await findAccountByName(world.db, name);
      if (!(await passwordMatches(password, account?.password_hash ?? undefined)) || account === undefined)
        throw refusal("PASSWORD_WRONG", "the name or the password is wrong");
      attempts.succeeded(name);
      await openSession(world, reply, account.id, false);
      return reply.code(204).send();
    },
  });
  app.delete("/api/session", {
    config: { access: { of: "person" } },
    schema: { operationId: "deleteSession", summary: "Sign out", tags: ["session"], response: answers({ 204: Type.Null() }) },
    async handler(request, reply) {
      const { accountId, token } = request.caller!;
      await revokeToken(world.db, world.clock, accountId, token.id);
      world.rights.forget(accountId);
      return reply.clearCookie(SESSION_COOKIE, { path: "/" }).code(204).send();
    },
  });
  app.get("/api/me", {
    config: { access: { of: "caller" } },
    schema: { operationId: "getMe", summary: "Who is signed in, and what he may do", tags: ["session"], response: answers({ 200: Me }) },
    async handler(request) {
      const { accountId, name, admin, local, roles } = request.caller!;
      return { id: accountId, name, admin, local, projects: roles };
    },
  });
};

async function isSignedIn(request: FastifyRequest, world: GatewayWorld): Promise<boolean> {
  try {
    await identify(request, world);
    return true;
  } catch (error) {
    if (error instanceof ArgosyError && error.code === "unauthenticated") return false;
    throw error;
  }
}

async function openSession(world: GatewayWorld, reply: FastifyReply, accountId: string, local: boolean): Promise<void> {
  const { secret } = await insertToken(world.db, world.clock, { accountId, kind: "session", name: "browser", local, ttlMs: SESSION_MS });
  const secure = reply.request.protocol === "https";
  void reply.setCookie(SESSION_COOKIE, secret, { path: "/", httpOnly: true, sameSite: "lax", secure, maxAge: SESSION_MS / 1_000 });
}
