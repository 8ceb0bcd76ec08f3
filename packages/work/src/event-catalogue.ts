import { ID_PATTERN } from "@argosy/core";
import type { EventName, EventPayloads, TaskReady } from "./events.ts";

/** A JSON Schema (2020-12) of a payload. */
export interface PayloadSchema {
  readonly type: "object";
  readonly properties: Readonly<Record<string, object>>;
  readonly required: readonly string[];
  readonly additionalProperties: true;
}

/** What there is to know of one event. */
export interface EventMeaning<Payload = EventPayloads[EventName]> {
  /** Who publishes it. */
  readonly by: string;
  /** When, in a sentence. */
  readonly when: string;
  /** Whether it stands in a table before it is sent, so that it is sent again after a crash. */
  readonly kept: boolean;
  readonly schema: PayloadSchema;
  readonly example: Payload;
}

const id = (what: string) => ({ type: "string", pattern: ID_PATTERN, description: what });
const schema = (properties: Readonly<Record<string, object>>, required = Object.keys(properties)): PayloadSchema => ({
  type: "object",
  properties,
  required,
  // Members may be added in later versions; who reads must bear that.
  additionalProperties: true,
});

const TASK_IDS = {
  type: "array",
  items: { type: "string", pattern: "^[0-9a-f]{64}$" },
  description: "Ids of tasks: SHA-256 of all that decides the result.",
};
const task = (stage: string): EventMeaning<TaskReady> => ({
  by: "pipeline",
  when: `Tasks for ${stage} are ready, or were in hand and fell silent. For the service itself: taking one means to work it off.`,
  kept: true,
  schema: schema({ taskIds: TASK_IDS }),
  example: { taskIds: ["9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"] },
});

const PROJECT = id("The project.");
const EXAMPLE_PROJECT = "k9p346n3d25rq4f5r37e3p3e28";

/** Every event: who publishes it and when, its payload as JSON Schema, an example. docs/events.md is made from it. */
export const EVENT_CATALOGUE: { readonly [Name in EventName]: EventMeaning<EventPayloads[Name]> } = {
  "image.ready": {
    by: "ingest",
    when: "Images were decoded and stored: they can be shown, and runs will take them. Committed with the images themselves.",
    kept: true,
    schema: schema({
      projectId: PROJECT,
      collectionId: id("The collection that they are in."),
      imageIds: {
        type: "array",
        items: id("An image."),
        minItems: 1,
        description: "The images; at most 64 of one stack, or pages of them.",
      },
    }),
    example: {
      projectId: EXAMPLE_PROJECT,
      collectionId: "iq97jb6cn643dvrkttnjfbf5jv",
      imageIds: ["lsi47qal9vq24klmvt45hu43js", "iom1tma7v3di8fppv5asph8rhq"],
    },
  },
  "run.finished": {
    by: "pipeline",
    when: "The last task of a run has ended, or it was cancelled. Committed with the end itself. A run that is retried ends again.",
    kept: true,
    schema: schema({
      projectId: PROJECT,
      runId: id("The run."),
      state: { enum: ["done", "failed", "cancelled"], description: "How it ended." },
    }),
    example: { projectId: EXAMPLE_PROJECT, runId: "moe95b9ee0vbgi09qnk83tpppp", state: "done" },
  },
  "labels.changed": {
    by: "classify",
    when: "Persons or a model changed labels of objects. Committed with the labels.",
    kept: true,
    schema: schema(
      {
        projectId: PROJECT,
        objectIds: { type: "array", items: { type: "string" }, description: "The objects; absent when they are more than 1,000." },
      },
      ["projectId"],
    ),
    example: { projectId: EXAMPLE_PROJECT, objectIds: ["6up3c4dsa7l36096n14do9gmnu"] },
  },
  "job.changed": {
    by: "pipeline",
    when: "State or progress of a job is not what it was. A hint to look: it is sent once and never again.",
    kept: false,
    schema: schema({ projectId: PROJECT, jobId: id("The job.") }),
    example: { projectId: EXAMPLE_PROJECT, jobId: "77vtuuj596lgua1dn91j5gname" },
  },
  "task.ingest": task("ingest"),
  "task.segment": task("segment"),
  "task.measure": task("measure"),
  "task.classify": task("classify"),
  "task.export": task("export"),
};
