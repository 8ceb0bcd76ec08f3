import { ArgosyError, isId, refusal } from "@argosy/core";
import type { Role } from "@argosy/rpc";
import { roleIncludes } from "@argosy/rpc";
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { Caller } from "../accounts/rights.ts";
import type { ThingKind } from "../things.ts";
import type { GatewayWorld } from "../world.ts";

/**
 * Who may use a route. Every route says it; the program does not start with one that does not.
 * - `public`: everybody
 * - `caller`: whoever is signed in, also a program
 * - `person`: whoever is signed in himself, not a program with a token
 * - `admin`: a person who administers the installation
 * - `project`: whoever has the role in the project of the address
 * - a kind of thing: whoever has the role in the project that the thing of the address belongs to
 */
export interface RouteAccess {
  readonly of: "public" | "caller" | "person" | "admin" | "project" | ThingKind | "imageOrArray";
  readonly role?: Role;
}

declare module "fastify" {
  interface FastifyContextConfig {
    access?: RouteAccess;
  }
  interface FastifyRequest {
    /** Who calls; only for routes that are not public. */
    caller: Caller | undefined;
    /** The project that the request is about, once the caller's rights in it are checked. */
    project: string | undefined;
  }
}

/** The cookie that holds a browser's session. */
export const SESSION_COOKIE = "argosy_session";

const UNSAFE = new Set(["POST", "PUT", "PATCH", "DELETE"]);

/** Whether a method changes something. */
export function isUnsafe(method: string): boolean {
  return UNSAFE.has(method);
}

/** The one answer for what is not there and for what the caller may not know of. */
export function noSuchThing(): ArgosyError {
  return new ArgosyError("not_found", "there is no such thing", { reason: "ID_INVALID" });
}

/** Checks every request before its body is read. */
export function addAccessCheck(app: FastifyInstance, world: GatewayWorld): void {
  app.decorateRequest("caller", undefined);
  app.decorateRequest("project", undefined);
  app.addHook("onRoute", (route) => {
    if (route.config?.access === undefined) throw new Error(`the route ${route.method} ${route.url} does not say who may use it`);
  });
  app.addHook("onRequest", async (request) => {
    const access = request.routeOptions.config.access;
    // What has no route is answered as what is not there.
    if (access === undefined || access.of === "public") return;
    request.caller = await identify(request, world);
    await admit(request, world, access);
  });
}

/** The caller of a request, by its bearer token or its cookie; `anew`: by what the tables say now. */
export async function identify(request: FastifyRequest, world: GatewayWorld, anew = false): Promise<Caller> {
  const { authorization } = request.headers;
  if (authorization !== undefined) {
    if (!/^bearer /i.test(authorization)) throw refusal("TOKEN_INVALID", "only bearer tokens are known");
    return world.rights.callerOf(authorization.slice(7).trim(), anew);
  }
  const cookie = request.cookies[SESSION_COOKIE];
  if (cookie === undefined) throw refusal("TOKEN_MISSING", "the request carries no token");
  if (isUnsafe(request.method)) checkOrigin(request);
  return world.rights.callerOf(cookie, anew);
}

/** A browser sends the cookie along with whatever another site makes it send; it says so, too. */
export function checkOrigin(request: FastifyRequest): void {
  const site = request.headers["sec-fetch-site"];
  const { origin } = request.headers;
  const same = site === undefined ? origin !== undefined && hostOf(origin) === request.host : site === "same-origin";
  if (!same) throw refusal("CROSS_ORIGIN", "the request comes from another site");
}

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined;
}

async function admit(request: FastifyRequest, world: GatewayWorld, access: RouteAccess): Promise<void> {
  const caller = request.caller!;
  if (access.of === "public" || access.of === "caller") return;
  if (access.of === "person" || access.of === "admin") {
    if (caller.token.kind === "api") throw refusal("PERMISSION_MISSING", "a program with a token may not do this");
    if (access.of === "admin" && !caller.admin) throw refusal("PERMISSION_MISSING", "only administrators may do this");
    return;
  }
  const project = await projectOf(request, world, access.of);
  // Another gateway may have made the project a moment ago.
  if (project !== undefined && isId(project) && !Object.hasOwn(caller.roles, project))
    request.caller = await identify(request, world, true);
  enterProject(request, project, access.role ?? "viewer");
}

async function projectOf(
  request: FastifyRequest,
  world: GatewayWorld,
  of: "project" | ThingKind | "imageOrArray",
): Promise<string | undefined> {
  const params = request.params as Readonly<Record<string, string | undefined>>;
  if (of === "project") return params["project"];
  const id = (params["id"] ?? "").replace(/@[0-9]+$/, "");
  // No text that is not an id ever reaches the database.
  if (!isId(id)) return undefined;
  if (of !== "imageOrArray") return world.things.projectOf(of, id);
  return (await world.things.projectOf("image", id)) ?? world.things.projectOf("array", id);
}

/**
 * Lets a request work in a project.
 *
 * @throws {ArgosyError} `not_found` when the caller may not even know of it, `PERMISSION_MISSING`.
 */
export function enterProject(request: FastifyRequest, project: string | undefined, needed: Role): string {
  const roles = request.caller?.roles ?? {};
  const role = project !== undefined && Object.hasOwn(roles, project) ? roles[project] : undefined;
  if (project === undefined || role === undefined) throw noSuchThing();
  if (!roleIncludes(role, needed)) throw refusal("PERMISSION_MISSING", "the role in the project does not allow this", { needed });
  request.project = project;
  return project;
}

/** The project of a request whose route is bound to one. */
export function projectIn(request: FastifyRequest): string {
  if (request.project === undefined) throw new ArgosyError("internal", "the route is not bound to a project");
  return request.project;
}
