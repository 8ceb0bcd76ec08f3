import { randomBytes } from "node:crypto";

/** Where in which trace something happens (https://www.w3.org/TR/trace-context/). */
export interface TraceContext {
  /** 32 hexadecimal digits, the same in everything that one request starts. */
  readonly traceId: string;
  /** 16 hexadecimal digits: the step that what follows hangs under. */
  readonly spanId: string;
  /** Whether the steps of this trace are recorded. */
  readonly sampled: boolean;
}

const TRACEPARENT = /^(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/;
const TRACE_ID = /^(?!0{32})[0-9a-f]{32}$/;

/** Reads a `traceparent`; `undefined` where there is none or it is malformed: then a new trace begins. */
export function parseTraceparent(text: string | undefined): TraceContext | undefined {
  const [, traceId, spanId, flags, more] = (text !== undefined && text.length <= 512 && TRACEPARENT.exec(text)) || [];
  if (traceId === undefined || spanId === undefined || flags === undefined) return undefined;
  // Version 00 has four parts, later ones may have more.
  if (more !== undefined && text?.startsWith("00")) return undefined;
  return { traceId, spanId, sampled: (Number.parseInt(flags, 16) & 1) === 1 };
}

/** A context as the text of a `traceparent`. */
export function formatTraceparent({ traceId, spanId, sampled }: TraceContext): string {
  return `00-${traceId}-${spanId}-${sampled ? "01" : "00"}`;
}

/** Whether a text is the id of a trace. */
export function isTraceId(text: string): boolean {
  return TRACE_ID.test(text);
}

/** A new id of a trace. */
export function newTraceId(): string {
  return randomBytes(16).toString("hex");
}

/** A new id of a step. */
export function newSpanId(): string {
  return randomBytes(8).toString("hex");
}
