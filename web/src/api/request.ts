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

/** What a refused answer states. */
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
