import type { NodeRegistry } from "@argosy/nodes";
import type {
  CallOptions,
  ClassifyServiceDefinition,
  Client,
  ExportServiceDefinition,
  IngestServiceDefinition,
  MeasureServiceDefinition,
  PipelineServiceDefinition,
  SegmentServiceDefinition,
  TilesServiceDefinition,
} from "@argosy/rpc";
import type { Ports } from "@argosy/runtime";
import type { FastifyRequest } from "fastify";
import type { Rights } from "./accounts/rights.ts";
import type { EventHub } from "./event-hub.ts";
import type { PictureCache } from "./pictures/picture-cache.ts";
import type { Things } from "./things.ts";

/** Clients of the other services. */
export interface Services {
  readonly ingest: Client<typeof IngestServiceDefinition>;
  readonly tiles: Client<typeof TilesServiceDefinition>;
  readonly segment: Client<typeof SegmentServiceDefinition>;
  readonly measure: Client<typeof MeasureServiceDefinition>;
  readonly classify: Client<typeof ClassifyServiceDefinition>;
  readonly export: Client<typeof ExportServiceDefinition>;
  readonly pipeline: Client<typeof PipelineServiceDefinition>;
}

/** Everything that routes use: the ports, and what the service made of them at its start. */
export interface GatewayWorld extends Pick<Ports, "db" | "store" | "bus" | "log" | "metrics" | "tracer" | "newId" | "clock"> {
  readonly services: Services;
  readonly rights: Rights;
  readonly things: Things;
  readonly pictures: PictureCache;
  readonly events: EventHub;
  readonly registry: NodeRegistry;
  /** Folder of the built web page; without it only the interface for programs is served. */
  readonly webFolder: string | undefined;
  /** What a call to another service is made with: the caller's signed identity, limited to one project (default: the request's). */
  callOf(request: FastifyRequest, project?: string): Promise<CallOptions>;
}
