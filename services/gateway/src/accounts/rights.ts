import { refusal } from "@argosy/core";
import type { Role } from "@argosy/rpc";
import { roleIncludes } from "@argosy/rpc";
import type { Clock, Db } from "@argosy/work";
import { findAccount } from "./accounts.ts";
import { listProjects } from "./projects.ts";
import { hashSecret } from "./secrets.ts";
import type { TokenRow } from "./tokens.ts";
import { findToken } from "./tokens.ts";

/** Who makes a request, and what he may do where. */
export interface Caller {
  readonly accountId: string;
  readonly name: string;
  /** Administers accounts; never by a token for programs. */
  readonly admin: boolean;
  /** Sits at the machine. */
  readonly local: boolean;
  readonly token: Pick<TokenRow, "id" | "kind">;
  readonly roles: Readonly<Record<string, Role>>;
}

/** Knows callers by their tokens, and remembers them for a while. */
export interface Rights {
  /**
   * The caller of a secret.
   *
   * @param anew - ask the tables, whatever is remembered.
   * @throws {ArgosyError} `TOKEN_INVALID` when there is no such token or it was revoked, `TOKEN_EXPIRED`.
   */
  callerOf(secret: string, anew?: boolean): Promise<Caller>;
  /** Asks the tables again at the next request of this account. */
  forget(accountId: string): void;
}

/** Rights that are changed elsewhere hold on for so long. */
const RIGHTS_MS = 10_000;
const REMEMBERED = 1_000;

/** Rights out of the tables of accounts, tokens and projects. */
export function createRights(db: Db, clock: Clock): Rights {
  const known = new Map<string, { readonly caller: Caller; readonly until: number }>();
  return {
    async callerOf(secret, anew = false) {
      const key = hashSecret(secret).toString("base64");
      const remembered = known.get(key);
      if (!anew && remembered !== undefined && clock.now() < remembered.until) return remembered.caller;
      known.delete(key);
      const token = await findToken(db, secret);
      if (token === undefined || token.revoked_at !== null) throw refusal("TOKEN_INVALID", "the token is not valid");
      const left = token.expires_at.getTime() - clock.now();
      if (left <= 0) throw refusal("TOKEN_EXPIRED", "the token has expired");
      const caller = await readCaller(db, token);
      if (known.size >= REMEMBERED) known.delete(known.keys().next().value!);
      known.set(key, { caller, until: clock.now() + Math.min(RIGHTS_MS, left) });
      return caller;
    },
    forget(accountId) {
      for (const [key, { caller }] of known) if (caller.accountId === accountId) known.delete(key);
    },
  };
}

async function readCaller(db: Db, token: TokenRow): Promise<Caller> {
  const [account, projects] = await Promise.all([findAccount(db, token.account_id), listProjects(db, token.account_id)]);
  if (account === undefined) throw refusal("TOKEN_INVALID", "the token is not valid");
  const open = projects.filter(({ id }) => token.project_id === null || token.project_id === id);
  return {
    accountId: account.id,
    name: account.name,
    admin: account.admin && token.kind !== "api",
    local: token.local,
    token: { id: token.id, kind: token.kind },
    roles: Object.fromEntries(open.map(({ id, role }) => [id, roleIncludes(role, token.role) ? token.role : role])),
  };
}
