import type { ServiceName } from "@argosy/rpc";
import {
  ClassifyServiceDefinition,
  callersOf,
  ExportServiceDefinition,
  IngestServiceDefinition,
  MeasureServiceDefinition,
  PipelineServiceDefinition,
  SegmentServiceDefinition,
  TilesServiceDefinition,
} from "@argosy/rpc";

/** One service that calls another one. */
export interface Edge {
  readonly from: ServiceName;
  readonly to: Exclude<ServiceName, "gateway">;
}

const DEFINITIONS = {
  ingest: IngestServiceDefinition,
  tiles: TilesServiceDefinition,
  segment: SegmentServiceDefinition,
  measure: MeasureServiceDefinition,
  classify: ClassifyServiceDefinition,
  export: ExportServiceDefinition,
  pipeline: PipelineServiceDefinition,
} as const satisfies Record<Edge["to"], unknown>;

/** Who calls whom, out of the table by which the services themselves refuse callers: sorted, each pair once. */
export function callEdges(): readonly Edge[] {
  return Object.entries(DEFINITIONS).flatMap(([to, { name, methods }]) => {
    const callers = new Set(Object.keys(methods).flatMap((method) => callersOf(name, method)));
    return [...callers].sort().map((from) => ({ from, to: to as Edge["to"] }));
  });
}
