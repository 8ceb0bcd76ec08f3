import type { Span } from "@argosy/rpc";
import { inTrace, newTraceId, parseTraceparent } from "@argosy/rpc";
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { GatewayWorld } from "../world.ts";
import { operationOf } from "./problems.ts";

declare module "fastify" {
  interface FastifyRequest {
    /** The step of a trace that the request is. */
    span: Span | undefined;
  }
}

/** The id of a request is that of its trace: the caller's own where he sends a `traceparent`, else a new one. */
export function traceIdOf(headers: Readonly<Record<string, unknown>>): string {
  return parseTraceparent(textOf(headers["traceparent"]))?.traceId ?? newTraceId();
}

/** Makes every request a step of a trace, counts it and takes its time. */
export function addTracing(app: FastifyInstance, { tracer, metrics }: GatewayWorld): void {
  app.decorateRequest("span", undefined);
  app.addHook("onRequest", (request, _reply, done) => {
    const span = beginSpan(request);
    request.span = span;
    inTrace(span.context, done);
  });
  // The body arrives by the socket's own events, outside of what the hook before began.
  app.addHook("preValidation", (request, _reply, done) => inTrace(request.span?.context, done));
  app.addHook("onResponse", async (request, reply) => {
    const operation = operationOf(request);
    const status = reply.statusCode;
    request.span?.end({
      attributes: { "http.response.status_code": status, "argosy.project": request.project ?? "" },
      failure: status < 500 ? undefined : String(status),
    });
    metrics.count("argosy_requests_total", { operation, status: String(status) });
    metrics.observe("argosy_request_seconds", { operation }, reply.elapsedTime / 1_000);
  });

  function beginSpan(request: FastifyRequest): Span {
    const { method, headers, id } = request;
    const route = request.routeOptions.url ?? "";
    return tracer.begin(`${method} ${route}`, {
      service: "gateway",
      kind: "server",
      parent: parseTraceparent(textOf(headers["traceparent"])),
      traceId: id,
      attributes: { "http.request.method": method, "http.route": route, "argosy.operation": operationOf(request) },
    });
  }
}

function textOf(header: unknown): string | undefined {
  return typeof header === "string" ? header : undefined;
}
