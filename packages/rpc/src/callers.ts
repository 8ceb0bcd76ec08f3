import { refusal } from "@argosy/core";
import type { MethodName, ServiceDefinition } from "./definition.ts";
import type { ClassifyServiceDefinition } from "./gen/argosy/v1/classify.ts";
import type { ExportServiceDefinition } from "./gen/argosy/v1/export.ts";
import type { IngestServiceDefinition } from "./gen/argosy/v1/ingest.ts";
import type { MeasureServiceDefinition } from "./gen/argosy/v1/measure.ts";
import type { PipelineServiceDefinition } from "./gen/argosy/v1/pipeline.ts";
import type { SegmentServiceDefinition } from "./gen/argosy/v1/segment.ts";
import type { TilesServiceDefinition } from "./gen/argosy/v1/tiles.ts";

/** Every service, by the name in its certificate; also the name of its schema and of its part of the store. */
export const SERVICE_NAMES = ["ingest", "tiles", "segment", "measure", "classify", "export", "pipeline", "gateway"] as const;
/** One of {@link SERVICE_NAMES}. */
export type ServiceName = (typeof SERVICE_NAMES)[number];

type Callers<D extends ServiceDefinition> = { readonly [M in MethodName<D>]?: readonly ServiceName[] };

interface CallerTable {
  readonly ClassifyService: Callers<ClassifyServiceDefinition>;
  readonly ExportService: Callers<ExportServiceDefinition>;
  readonly IngestService: Callers<IngestServiceDefinition>;
  readonly MeasureService: Callers<MeasureServiceDefinition>;
  readonly PipelineService: Callers<PipelineServiceDefinition>;
  readonly SegmentService: Callers<SegmentServiceDefinition>;
  readonly TilesService: Callers<TilesServiceDefinition>;
}

const STAGES = ["ingest", "segment", "measure", "classify", "export"] as const;
const GATEWAY = ["gateway"] as const;

/** Who calls what besides, or instead of, the gateway. */
const CALLERS: CallerTable = {
  ClassifyService: {},
  ExportService: {},
  IngestService: {},
  MeasureService: {},
  PipelineService: {
    createJob: ["ingest", "classify", "export"],
    addTasks: ["ingest"],
    getJob: ["gateway", "ingest"],
    showModel: ["classify"],
    startTask: STAGES,
    touchTasks: STAGES,
    releaseTask: STAGES,
    completeTask: STAGES,
    failTask: STAGES,
  },
  SegmentService: { streamObjectIds: ["classify"] },
  TilesService: {},
};

/** The services that may call a method: the gateway alone where nothing else is said, nobody where the service is unknown. */
export function callersOf(service: string, method: string): readonly ServiceName[] {
  if (!Object.hasOwn(CALLERS, service)) return [];
  const methods: Readonly<Record<string, readonly ServiceName[]>> = CALLERS[service as keyof CallerTable];
  return (Object.hasOwn(methods, method) ? methods[method] : undefined) ?? GATEWAY;
}

/**
 * Lets a call pass when the service that made it, by the name in its certificate, is one of those that may.
 *
 * @throws {ArgosyError} `PERMISSION_MISSING`.
 */
export function checkCaller(service: string, method: string, peer: string | undefined): void {
  if (!callersOf(service, method).some((name) => name === peer))
    throw refusal("PERMISSION_MISSING", "this service may not call that method", { caller: peer ?? "", service, method });
}
