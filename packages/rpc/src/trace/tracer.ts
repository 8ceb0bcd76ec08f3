import type { TraceContext } from "./trace-context.ts";
import { newSpanId, newTraceId } from "./trace-context.ts";

/** What a step is to those before and after it. */
export type SpanKind = "server" | "consumer" | "internal";

/** Values that describe a step. Never data of people. */
export type SpanAttributes = Readonly<Record<string, string | number | boolean>>;

/** A step about to be made. */
export interface SpanOptions {
  /** Name of the service that makes the step. */
  readonly service: string;
  readonly kind: SpanKind;
  /** What it hangs under; absent: a trace begins. */
  readonly parent?: TraceContext | undefined;
  /** Id of the trace that begins; default: a new one. */
  readonly traceId?: string;
  readonly attributes?: SpanAttributes;
}

/** How a step ended. */
export interface SpanEnd {
  readonly attributes?: SpanAttributes;
  /** Code or reason of a failure. */
  readonly failure?: string | undefined;
}

/** A step in hand. */
export interface Span {
  /** Where it is in its trace: what it calls hangs under this. */
  readonly context: TraceContext;
  /** Notes its end, once. */
  end(end?: SpanEnd): void;
}

/** Makes the steps of traces. */
export interface Tracer {
  begin(name: string, options: SpanOptions): Span;
}

/** A tracer that passes traces on and records nothing. */
export const idleTracer: Tracer = {
  begin(_name, { parent, traceId = newTraceId() }) {
    return { context: parent ?? { traceId, spanId: newSpanId(), sampled: false }, end: nothing };
  },
};

function nothing(): void {}
