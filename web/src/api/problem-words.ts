import type { Reason } from "@argosy/core";
import { REASONS } from "@argosy/core";
import type { Problem } from "./types.ts";

/** A problem in words: what happened, the exact circumstances, and what to do. */
export interface ProblemWords {
  readonly sentence: string;
  readonly detail: string;
  readonly hint: string;
}

/** Problems of requests carry their sentence and hint; those of jobs and files carry only the reason that both follow from. */
export function wordsOf(problem: Problem): ProblemWords {
  const meaning = problem.reason !== undefined && problem.reason in REASONS ? REASONS[problem.reason as Reason] : undefined;
  const sentence = meaning?.sentence ?? problem.title ?? problem.code.replaceAll("_", " ");
  const detail = problem.detail === undefined || problem.detail === sentence ? "" : problem.detail;
  return { sentence: capital(sentence), detail: detail === "" ? "" : stop(capital(detail)), hint: problem.hint ?? meaning?.hint ?? "" };
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
const stop = (text: string) => (/[.!?]$/.test(text) ? text : `${text}.`);
