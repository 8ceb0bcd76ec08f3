import type { MethodDefinition, MethodName, RequestOf, ResponseInput, ServiceDefinition } from "./definition.ts";
import type { Identity, Role } from "./identity.ts";
import type { TraceContext } from "./trace/trace-context.ts";

/** What a handler knows of the call besides the request. Handed on as call options it passes everything to the next service. */
export interface CallContext {
  /** Aborts when the caller cancels, goes away, or the deadline passes. */
  readonly signal: AbortSignal;
  /** Who calls; verified. */
  readonly identity: Identity;
  /** The token that the identity was read from. */
  readonly token: string;
  /** Where the call is in its trace. */
  readonly trace: TraceContext;
  /** Milliseconds since 1970 after which the answer is not awaited any more; `undefined` for streams. */
  readonly deadline: number | undefined;
}

/** Answers one method: a promise, or for a stream an async generator, which is asked for the next message when there is room for it. */
export type Handler<M extends MethodDefinition> = M["responseStream"] extends true
  ? (request: RequestOf<M>, context: CallContext) => AsyncIterable<ResponseInput<M>>
  : (request: RequestOf<M>, context: CallContext) => Promise<ResponseInput<M>>;

/** A handler for every method of a service. */
export type Implementation<D extends ServiceDefinition> = { readonly [M in MethodName<D>]: Handler<D["methods"][M]> };

/**
 * Who may call a method.
 * - a role: whoever has at least this role in the project that the request names; services too, save for `owner`
 * - `service`: services only
 * - `local`: only the owner of the machine, and as editor where the request names a project
 * - `admin`: persons who administer the installation; it concerns all projects and tells nothing that people wrote
 * - `unscoped`: whoever is signed in; the request names no project
 */
export type Access = Role | "service" | "local" | "admin" | "unscoped";

/** The access of every method; one that is missing is a type error. */
export type AccessTable<D extends ServiceDefinition> = { readonly [M in MethodName<D>]: Access };

/** Limits of one method. */
export interface MethodLimits {
  /** A single answer is awaited this long; default 10,000 ms. The caller may ask for less, never for more. */
  readonly timeoutMs?: number;
  /** A stream ends with `deadline_exceeded` when no message moved for so long; default 60,000 ms. */
  readonly idleMs?: number;
}

/** A service ready to be called: over TCP, in process, or both. */
export interface BoundService {
  readonly definition: ServiceDefinition;
  readonly implementation: Readonly<Record<string, (request: never, context: CallContext) => unknown>>;
  readonly access: Readonly<Record<string, Access>>;
  readonly limits: Readonly<Record<string, MethodLimits>>;
}

/** Joins a definition with its handlers and its access table; the types see to it that nothing is missing. */
export function bindService<D extends ServiceDefinition>(
  definition: D,
  implementation: Implementation<D>,
  access: AccessTable<D>,
  limits: { readonly [M in MethodName<D>]?: MethodLimits } = {},
): BoundService {
  return { definition, implementation, access, limits } as BoundService;
}
