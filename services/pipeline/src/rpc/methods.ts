import type { Implementation, PipelineServiceDefinition } from "@argosy/rpc";

/** A handler for every method of the service. */
export type PipelineMethods = Implementation<typeof PipelineServiceDefinition>;

const PAGE = { default: 50, most: 1_000 } as const;

/** How many rows a page has when so many were asked for. */
export function limitOf(limit: number | undefined): number {
  return limit === undefined || limit <= 0 ? PAGE.default : Math.min(limit, PAGE.most);
}
