import type { Implementation, IngestServiceDefinition } from "@argosy/rpc";

/** A handler for every method of the service. */
export type IngestMethods = Implementation<typeof IngestServiceDefinition>;
