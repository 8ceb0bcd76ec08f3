import { classifyService } from "@argosy/classify";
import { exportService } from "@argosy/export";
import { ingestService } from "@argosy/ingest";
import { measureService } from "@argosy/measure";
import { pipelineService } from "@argosy/pipeline";
import type { Service } from "@argosy/runtime";
import { segmentService } from "@argosy/segment";

/** The services that work off tasks, and pipeline last; some of them started in another way. */
export function servicesWith(starts: Readonly<Record<string, Service["start"]>>): readonly Service[] {
  const usual = [ingestService, segmentService, measureService, classifyService, exportService, pipelineService];
  return usual.map((service) => ({ ...service, start: starts[service.name] ?? service.start }));
}
