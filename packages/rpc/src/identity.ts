/** What a person may do in a project; each includes those before it. */
export const ROLES = ["viewer", "annotator", "editor", "owner"] as const;
/** One of {@link ROLES}. */
export type Role = (typeof ROLES)[number];

/** Who makes a call, as the gateway (for a person) or a service (for itself) has signed it. */
export interface Identity {
  /** Id of the person, when a person acts. */
  readonly user?: string;
  /** Name of the service, when a service acts on its own. */
  readonly service?: string;
  /** Whether it is the owner of the machine on which everything runs in one process. */
  readonly local?: boolean;
  /** Role in each project that the caller may see. */
  readonly roles: Readonly<Record<string, Role>>;
  /** Whether the person administers the installation. It opens no project. */
  readonly admin?: boolean;
  /** Names the request in every log that it touches. */
  readonly trace: string;
}

/** Whether `role` includes `needed`. */
export function roleIncludes(role: Role, needed: Role): boolean {
  return ROLES.indexOf(role) >= ROLES.indexOf(needed);
}

/**
 * Reads an identity out of a signed token.
 *
 * @throws {ArgosyError} `TOKEN_INVALID` or `TOKEN_EXPIRED`.
 */
export type VerifyIdentity = (token: string) => Promise<Identity>;
