import type { SpanAttributes, SpanKind, TraceContext } from "@argosy/rpc";

/** A step that has ended. */
export interface EndedSpan {
  readonly name: string;
  readonly service: string;
  readonly kind: SpanKind;
  readonly context: TraceContext;
  readonly parentSpanId: string | undefined;
  /** Milliseconds since 1970, with fractions. */
  readonly startMs: number;
  readonly endMs: number;
  readonly attributes: SpanAttributes;
  readonly failure: string | undefined;
}

const KINDS: Readonly<Record<SpanKind, number>> = { internal: 1, server: 2, consumer: 5 };
const STATUS_ERROR = 2;

/** Steps as an OTLP request in JSON (https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding), a resource for each service. */
export function otlpMessage(spans: readonly EndedSpan[], version: string): string {
  const services = Map.groupBy(spans, ({ service }) => service);
  const resourceSpans = Array.from(services, ([service, members]) => ({
    resource: { attributes: attributesOf({ "service.name": `argosy-${service}`, "service.version": version }) },
    scopeSpans: [{ scope: { name: "argosy", version }, spans: members.map(spanMessage) }],
  }));
  return JSON.stringify({ resourceSpans });
}

function spanMessage(span: EndedSpan): object {
  return {
    traceId: span.context.traceId,
    spanId: span.context.spanId,
    ...(span.parentSpanId === undefined ? {} : { parentSpanId: span.parentSpanId }),
    name: span.name,
    kind: KINDS[span.kind],
    startTimeUnixNano: nanoseconds(span.startMs),
    endTimeUnixNano: nanoseconds(span.endMs),
    attributes: attributesOf(span.attributes),
    status: span.failure === undefined ? {} : { code: STATUS_ERROR, message: span.failure },
  };
}

function attributesOf(attributes: SpanAttributes): object[] {
  return Object.entries(attributes).map(([key, value]) => ({ key, value: anyValue(value) }));
}

function anyValue(value: string | number | boolean): object {
  if (typeof value === "string") return { stringValue: value };
  if (typeof value === "boolean") return { boolValue: value };
  return Number.isInteger(value) ? { intValue: String(value) } : { doubleValue: value };
}

function nanoseconds(ms: number): string {
  return `${Math.round(ms * 1_000)}000`;
}
