import type { ServiceDefinition } from "@argosy/rpc";
import {
  ClassifyServiceDefinition,
  ExportServiceDefinition,
  IngestServiceDefinition,
  MeasureServiceDefinition,
  PipelineServiceDefinition,
  SegmentServiceDefinition,
  TilesServiceDefinition,
} from "@argosy/rpc";
import { describe, expect, test } from "vitest";

const SERVICES: readonly ServiceDefinition[] = [
  ClassifyServiceDefinition,
  ExportServiceDefinition,
  IngestServiceDefinition,
  MeasureServiceDefinition,
  PipelineServiceDefinition,
  SegmentServiceDefinition,
  TilesServiceDefinition,
];
const READS = /^(compare|count|explain|get|inspect|list|preview|read|render|stream|summari[sz]e|validate|watch)[A-Z]/;
/** What changes something may be called twice only where its handler was written for it. */
const WRITES_ALIKE = [
  "addTasks",
  "applyLabelActions",
  "checkWork",
  "completeTask",
  "drainStage",
  "failTask",
  "forgetProject",
  "putGraph",
  "showModel",
  "startTask",
  "touchTasks",
];

describe("methods that may be called twice", () => {
  test.each(SERVICES)("$name: those that read, and those whose second call changes nothing", ({ methods }) => {
    for (const [name, { options }] of Object.entries(methods)) {
      const expected = READS.test(name) ? "NO_SIDE_EFFECTS" : WRITES_ALIKE.includes(name) ? "IDEMPOTENT" : undefined;
      expect(options.idempotencyLevel, name).toBe(expected);
    }
  });
});
