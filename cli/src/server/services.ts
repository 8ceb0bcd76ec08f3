import { classifyService } from "@argosy/classify";
import { exportService } from "@argosy/export";
import { ingestService } from "@argosy/ingest";
import { measureService } from "@argosy/measure";
import { pipelineService } from "@argosy/pipeline";
import type { Service } from "@argosy/runtime";
import { segmentService } from "@argosy/segment";
import { tilesService } from "@argosy/tiles";

/** All services but the gateway, in the order of their start: pipeline hands out work only when everybody listens. */
export const SERVICES: readonly Service[] = [
  ingestService,
  tilesService,
  segmentService,
  measureService,
  classifyService,
  exportService,
  pipelineService,
];
