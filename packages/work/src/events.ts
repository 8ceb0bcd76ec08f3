import { ArgosyError } from "@argosy/core";

/** The stages that tasks belong to; each is one service's. */
export const STAGES = ["ingest", "segment", "measure", "classify", "export"] as const;
/** One of {@link STAGES}. */
export type Stage = (typeof STAGES)[number];

/** `task.<stage>`: these tasks are ready to be worked on. */
export interface TaskReady {
  readonly taskIds: readonly string[];
}

/** `image.ready`: these images can be read. */
export interface ImageReady {
  readonly projectId: string;
  readonly collectionId: string;
  readonly imageIds: readonly string[];
}

/** `run.finished`: a run has come to its end. */
export interface RunFinished {
  readonly projectId: string;
  readonly runId: string;
  readonly state: "done" | "failed" | "cancelled";
}

/** `labels.changed`: persons or a model changed the labels of objects. */
export interface LabelsChanged {
  readonly projectId: string;
  /** The objects, or `undefined` when they are more than 1,000. */
  readonly objectIds: readonly string[] | undefined;
}

/** `job.changed`: state or progress of a job is not what it was. */
export interface JobChanged {
  readonly projectId: string;
  readonly jobId: string;
}

/** Every event by its subject. */
export type EventPayloads = {
  "image.ready": ImageReady;
  "run.finished": RunFinished;
  "labels.changed": LabelsChanged;
  "job.changed": JobChanged;
} & { [S in `task.${Stage}`]: TaskReady };

/** The subject of an event. */
export type EventName = keyof EventPayloads;

type Fields = Readonly<Record<string, unknown>>;

const task = (fields: Fields): TaskReady => ({ taskIds: texts(fields, "taskIds") });

const PARSERS: { readonly [Name in EventName]: (fields: Fields) => EventPayloads[Name] } = {
  "task.ingest": task,
  "task.segment": task,
  "task.measure": task,
  "task.classify": task,
  "task.export": task,
  "image.ready": (fields) => ({
    projectId: text(fields, "projectId"),
    collectionId: text(fields, "collectionId"),
    imageIds: texts(fields, "imageIds"),
  }),
  "run.finished": (fields) => ({ projectId: text(fields, "projectId"), runId: text(fields, "runId"), state: endState(fields) }),
  "labels.changed": (fields) => ({
    projectId: text(fields, "projectId"),
    objectIds: fields["objectIds"] === undefined ? undefined : texts(fields, "objectIds"),
  }),
  "job.changed": (fields) => ({ projectId: text(fields, "projectId"), jobId: text(fields, "jobId") }),
};

/** Every subject there is. */
export const EVENT_NAMES = Object.keys(PARSERS) as readonly EventName[];

/**
 * The payload of an event as it came from outside, checked. Members that the event does not have are left out.
 *
 * @throws {ArgosyError} `invalid_argument` naming the event and the member.
 */
export function parseEvent<Name extends EventName>(name: Name, payload: unknown): EventPayloads[Name] {
  if (payload === null || typeof payload !== "object") throw malformed("payload");
  return PARSERS[name](payload as Fields);
}

function text(fields: Fields, member: string): string {
  const value = fields[member];
  if (typeof value !== "string") throw malformed(member);
  return value;
}

function texts(fields: Fields, member: string): readonly string[] {
  const value = fields[member];
  if (!Array.isArray(value) || !value.every((entry) => typeof entry === "string")) throw malformed(member);
  return value;
}

function endState(fields: Fields): RunFinished["state"] {
  const state = text(fields, "state");
  if (state !== "done" && state !== "failed" && state !== "cancelled") throw malformed("state");
  return state;
}

function malformed(member: string): ArgosyError {
  return new ArgosyError("invalid_argument", "an event is malformed", { details: { member } });
}
