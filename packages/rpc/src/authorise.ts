import { ArgosyError, refusal } from "@argosy/core";
import type { Identity } from "./identity.ts";
import { roleIncludes } from "./identity.ts";
import type { Access } from "./service.ts";

/**
 * Whether an identity may make a call. Where it may not even know of the project the answer is `not_found`.
 *
 * @throws {ArgosyError} `not_found`, `PERMISSION_MISSING`, or `FIELD_INVALID` when the request names no project.
 */
export function authorise(identity: Identity, access: Access, request: unknown): void {
  if (access === "unscoped") return;
  if (access === "service") {
    if (identity.service === undefined) throw refusal("PERMISSION_MISSING", "only services may do this");
    return;
  }
  if (access === "admin") {
    if (identity.admin !== true) throw refusal("PERMISSION_MISSING", "only administrators may do this");
    return;
  }
  const project = (request as { readonly project?: unknown }).project;
  if (access === "local") {
    if (identity.local !== true) throw refusal("PERMISSION_MISSING", "only the owner of the machine may do this");
    if (project === undefined) return;
  }
  if (typeof project !== "string" || project === "") throw refusal("FIELD_INVALID", "the request names no project", { field: "project" });
  const needed = access === "local" ? "editor" : access;
  if (identity.service !== undefined && needed !== "owner") return;
  const role = Object.hasOwn(identity.roles, project) ? identity.roles[project] : undefined;
  if (role === undefined) throw new ArgosyError("not_found", "there is no such project", { reason: "ID_INVALID" });
  if (!roleIncludes(role, needed)) throw refusal("PERMISSION_MISSING", "the role in the project does not allow this", { needed });
}
