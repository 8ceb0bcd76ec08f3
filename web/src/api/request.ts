import type { Problem } from "./types.ts";

/** A request that was not answered with what was asked for. */
export class RequestFailure extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.detail ?? problem.title ?? problem.code);
    this.name = "RequestFailure";
    this.problem = problem;
  }
}

/** What a request carries besides its address. */
export interface RequestInput {
  readonly method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  readonly body?: unknown;
  readonly signal?: AbortSignal | undefined;
}

const UNREACHABLE: Problem = {
  code: "unavailable",
  title: "The server does not answer.",
  hint: "Check that it is running; the page goes on by itself once it is back.",
};

/** Asks the server and reads its answer as JSON. */
export async function request<T>(address: string, { method = "GET", body, signal }: RequestInput = {}): Promise<T> {
  const response = await send(address, {
    method,
    headers: { accept: "application/json", ...(body === undefined ? {} : { "content-type": "application/json" }) },
    body: body === undefined ? null : JSON.stringify(body),
    signal: signal ?? null,
  });
  if (!response.ok) throw new RequestFailure(await problemOf(response));
  return response.status === 204 ? (undefined as T) : ((await response.json()) as T);
}

async function send(address: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(address, init);
  } catch (error) {
    if (init.signal?.aborted === true) throw error;
    throw new RequestFailure(UNREACHABLE);
  }
}

/** The problem that an answer states. */
export async function problemOf(response: Response): Promise<Problem> {
  const type = response.headers.get("content-type") ?? "";
  if (type.includes("json")) return (await response.json()) as Problem;
  return { code: "internal", status: response.status, title: `The server answered ${response.status} ${response.statusText}.` };
}

/** Any thrown value as a problem that can be shown. */
export function problemFrom(error: unknown): Problem {
  if (error instanceof RequestFailure) return error.problem;
  return { code: "internal", title: "Something went wrong in the page.", detail: error instanceof Error ? error.message : String(error) };
}

/** Whether trying the same again may help. */
export function mayPass(problem: Problem): boolean {
  return problem.code === "unavailable" || problem.code === "deadline_exceeded" || problem.code === "resource_exhausted";
}
