import type { IncomingMessage } from "node:http";
import { createServer } from "node:http";

/** A step of a trace as a collector receives it. */
export interface CollectedSpan {
  readonly service: string;
  readonly name: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId: string;
  readonly failure: string;
  readonly startNanos: bigint;
  readonly endNanos: bigint;
  readonly attributes: Readonly<Record<string, string>>;
}

/** A collector of traces that takes OTLP over HTTP in JSON, and nothing that is not well formed. */
export interface OtlpCollector {
  /** For OTEL_EXPORTER_OTLP_ENDPOINT. */
  readonly url: string;
  readonly spans: readonly CollectedSpan[];
  /** What was sent and not well formed. */
  readonly faults: readonly string[];
  stop(): Promise<void>;
}

interface Attribute {
  readonly key: string;
  readonly value: {
    readonly stringValue?: string;
    readonly intValue?: string;
    readonly boolValue?: boolean;
    readonly doubleValue?: number;
  };
}
interface Message {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes: readonly Attribute[] };
    readonly scopeSpans: readonly { readonly spans: readonly WireSpan[] }[];
  }[];
}
interface WireSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly kind: number;
  readonly startTimeUnixNano: string;
  readonly endTimeUnixNano: string;
  readonly attributes: readonly Attribute[];
  readonly status: { readonly code?: number; readonly message?: string };
}

/** Starts a collector on a free port of this machine. */
export async function startCollector(): Promise<OtlpCollector> {
  const spans: CollectedSpan[] = [];
  const faults: string[] = [];
  const server = createServer(async (request, response) => {
    const fault = await take(request, spans).catch((error: Error) => error.message);
    if (fault !== undefined) faults.push(fault);
    response.writeHead(fault === undefined ? 200 : 400, { "content-type": "application/json" }).end("{}");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const stop = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return { url: `http://127.0.0.1:${port}`, spans, faults, stop };
}

async function take(request: IncomingMessage, spans: CollectedSpan[]): Promise<string | undefined> {
  if (request.method !== "POST" || request.url !== "/v1/traces") return `${request.method} ${request.url}`;
  if (request.headers["content-type"] !== "application/json") return `content-type ${request.headers["content-type"]}`;
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const { resourceSpans } = JSON.parse(Buffer.concat(chunks).toString()) as Message;
  for (const { resource, scopeSpans } of resourceSpans) {
    const service = textsOf(resource.attributes)["service.name"] ?? "";
    for (const span of scopeSpans.flatMap((scope) => scope.spans)) spans.push(collected(span, service));
  }
  return undefined;
}

function collected(span: WireSpan, service: string): CollectedSpan {
  const wellFormed =
    /^[0-9a-f]{32}$/.test(span.traceId) && /^[0-9a-f]{16}$/.test(span.spanId) && span.kind > 0 && span.name !== "" && service !== "";
  if (!wellFormed) throw new Error(`malformed span ${JSON.stringify(span)} of ${service}`);
  return {
    service,
    name: span.name,
    traceId: span.traceId,
    spanId: span.spanId,
    parentSpanId: span.parentSpanId ?? "",
    failure: span.status.code === 2 ? (span.status.message ?? "") : "",
    startNanos: BigInt(span.startTimeUnixNano),
    endNanos: BigInt(span.endTimeUnixNano),
    attributes: textsOf(span.attributes),
  };
}

function textsOf(attributes: readonly Attribute[]): Record<string, string> {
  return Object.fromEntries(attributes.map(({ key, value }) => [key, String(Object.values(value)[0])]));
}
