import type { KeyObject } from "node:crypto";
import { createPublicKey, generateKeyPairSync } from "node:crypto";
import { ArgosyError, refusal } from "@argosy/core";
import type { Identity, Role, VerifyIdentity } from "@argosy/rpc";
import { ROLES } from "@argosy/rpc";
import type { Clock } from "@argosy/work";
import { errors, jwtVerify, SignJWT } from "jose";

/** Signs identities; only the gateway and, for themselves, services hold one. */
export interface Signer {
  /** The key that verifies what it signs, as PEM text (SPKI). */
  readonly publicKey: string;
  /** A compact token that says who somebody is, for `ttlSeconds` (default 60). */
  sign(identity: Identity, ttlSeconds?: number): Promise<string>;
}

const ISSUER = "argosy";
const TTL_SECONDS = 60;
// Clocks of two machines may differ by this much.
const SKEW_SECONDS = 60;

/** A signer with the given Ed25519 key, or with a new one that lives as long as the process. */
export function createSigner(clock: Clock, privateKey: KeyObject = generateKeyPairSync("ed25519").privateKey): Signer {
  const publicKey = createPublicKey(privateKey).export({ type: "spki", format: "pem" }) as string;
  return {
    publicKey,
    sign(identity, ttlSeconds = TTL_SECONDS) {
      const now = Math.floor(clock.now() / 1_000);
      const { roles, user, service, local, admin, trace } = identity;
      return new SignJWT({ roles, trace, ...definedOnly({ user, service, local, admin }) })
        .setProtectedHeader({ alg: "EdDSA" })
        .setIssuer(ISSUER)
        .setIssuedAt(now)
        .setExpirationTime(now + ttlSeconds)
        .sign(privateKey);
    },
  };
}

/** Tokens of which the signature was found right are remembered, so many: a service shows the same one for half a minute. */
const REMEMBERED = 256;

/** A key that tokens are verified with. */
export interface TrustedKey {
  /** PEM text, SPKI. */
  readonly publicKey: string;
  /** It signs for this service itself, and for nobody else. */
  readonly service: string;
}

/**
 * Verifies tokens against the public keys of those who may sign: a key given as mere PEM text (SPKI) may sign for anybody, one given with
 * a service for that service alone. Tokens that say that they were made more than a minute in the future are refused too.
 *
 * @param skewSeconds - how long an expired token still counts, since clocks differ; 0 where signer and verifier share one.
 */
export function createVerifier(
  clock: Clock,
  publicKeys: readonly (string | TrustedKey)[],
  skewSeconds: number = SKEW_SECONDS,
): VerifyIdentity {
  const keys = publicKeys.map((given) =>
    typeof given === "string"
      ? { key: createPublicKey(given), service: undefined }
      : { key: createPublicKey(given.publicKey), service: given.service },
  );
  const verified = new Map<string, { readonly identity: Identity; readonly expires: number }>();
  return async (token) => {
    const known = verified.get(token);
    if (known !== undefined && clock.now() / 1_000 < known.expires + skewSeconds) return known.identity;
    for (const { key, service } of keys) {
      const now = new Date(clock.now());
      try {
        const options = { issuer: ISSUER, algorithms: ["EdDSA"], currentDate: now, clockTolerance: skewSeconds };
        const { payload } = await jwtVerify(token, key, { ...options, requiredClaims: ["exp", "iat"] });
        if ((payload.iat ?? 0) > now.getTime() / 1_000 + SKEW_SECONDS) throw refusal("TOKEN_INVALID", "the token comes from the future");
        const identity = identityOf(payload);
        if (service !== undefined && !speaksOnlyFor(identity, service)) throw malformed();
        verified.set(token, { identity, expires: payload.exp ?? 0 });
        if (verified.size > REMEMBERED) verified.delete(verified.keys().next().value!);
        return identity;
      } catch (error) {
        if (error instanceof ArgosyError) throw error;
        if (error instanceof errors.JWTExpired) throw refusal("TOKEN_EXPIRED", "the token has expired");
        if (!(error instanceof errors.JOSEError)) throw error;
      }
    }
    throw refusal("TOKEN_INVALID", "the token is not valid");
  };
}

function identityOf(payload: Readonly<Record<string, unknown>>): Identity {
  const { user, service, local, admin, trace, roles } = payload;
  if (typeof trace !== "string" || roles === null || typeof roles !== "object") throw malformed();
  const known = Object.entries(roles).map(([project, role]) => {
    if (!ROLES.includes(role as Role)) throw malformed();
    return [project, role as Role] as const;
  });
  return {
    roles: Object.fromEntries(known),
    trace,
    ...(typeof user === "string" ? { user } : {}),
    ...(typeof service === "string" ? { service } : {}),
    ...(local === true ? { local } : {}),
    ...(admin === true ? { admin } : {}),
  };
}

function speaksOnlyFor({ user, service, local, admin, roles }: Identity, name: string): boolean {
  return service === name && user === undefined && local !== true && admin !== true && Object.keys(roles).length === 0;
}

function malformed(): ArgosyError {
  return refusal("TOKEN_INVALID", "the token is not valid");
}

function definedOnly(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
