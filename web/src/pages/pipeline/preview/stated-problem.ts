import { ArgosyError } from "@argosy/core";
import { problemFrom } from "../../../api/request.ts";
import type { Problem } from "../../../api/types.ts";

/** What went wrong while steps ran, and in which of them, where that is known. */
export function statedProblem(error: unknown): { readonly problem: Problem; readonly step: string } {
  if (!(error instanceof ArgosyError)) return { problem: problemFrom(error), step: "" };
  const { code, reason, message, details } = error;
  const step = typeof details["node"] === "string" ? details["node"] : "";
  return { problem: { code, title: "", detail: message, ...(reason === undefined ? {} : { reason }) }, step };
}
