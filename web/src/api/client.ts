import createClient from "openapi-fetch";
import type { operations, paths } from "./openapi.ts";
import { RequestFailure } from "./request.ts";
import type { Problem } from "./types.ts";

const UNREACHABLE: Problem = {
  code: "unavailable",
  title: "The server does not answer.",
  hint: "Check that it is running; the page goes on by itself once it is back.",
};

/** The server's interface, typed by its own description. Wrap what it gives in {@link take}. */
export const api = createClient<paths>({ baseUrl: location.origin, fetch: send });

/** What an operation answers when all went well. */
export type Answer<Name extends keyof operations> = Success<operations[Name]["responses"]>;

type Success<Responses> = Body<Responses[keyof Responses & (200 | 201 | 202)]>;
type Body<Response> = Response extends { content: { readonly "application/json": infer Content } } ? Content : never;

interface Answered<T> {
  readonly data?: T;
  readonly error?: unknown;
  readonly response: Response;
}

/**
 * The answer alone.
 *
 * @throws {RequestFailure} with the problem that the server stated, or that it does not answer.
 */
export async function take<T>(asked: Promise<Answered<T>>): Promise<T> {
  const { data, error, response } = await asked;
  if (response.ok) return data as T;
  throw new RequestFailure(isProblem(error) ? error : unstated(response));
}

async function send(request: Request): Promise<Response> {
  try {
    return await fetch(request);
  } catch (error) {
    if (request.signal.aborted) throw error;
    throw new RequestFailure(UNREACHABLE);
  }
}

function isProblem(error: unknown): error is Problem {
  return typeof error === "object" && error !== null && "code" in error;
}

const unstated = ({ status, statusText }: Response): Problem => ({
  code: "internal",
  status,
  title: `The server answered ${status} ${statusText}.`,
});
