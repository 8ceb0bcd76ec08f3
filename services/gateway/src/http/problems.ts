import { ArgosyError, ERROR_CODES, refusal, toArgosyError, toProblem } from "@argosy/core";
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { TUS_STATUS } from "../uploads/tus-status.ts";
import type { GatewayWorld } from "../world.ts";
import { noSuchThing } from "./access.ts";

const IN_ADDRESS = new Set(["z", "x", "y", "level", "col", "row", "tile"]);

/** Answers every failure with a problem document (RFC 9457) that tells nothing of the inside. */
export function addProblems(app: FastifyInstance, world: GatewayWorld): void {
  app.setErrorHandler((error, request, reply) => {
    const failure = fromFastify(error);
    const fields = {
      traceId: request.id,
      operation: operationOf(request),
      code: failure.code,
      reason: failure.reason,
    };
    world.metrics.count("argosy_errors_total", { service: "gateway", reason: failure.reason ?? failure.code });
    if (ERROR_CODES[failure.code].http === 500) world.log.error("request failed", { ...fields, error: failure });
    else world.log.info("request refused", fields);
    return sendProblem(reply, failure);
  });
  app.setNotFoundHandler((_request, reply) => sendProblem(reply, noSuchThing()));
}

/** Sends an error as a problem document. */
export function sendProblem(reply: FastifyReply, error: ArgosyError): FastifyReply {
  const { retry } = ERROR_CODES[error.code];
  const http = (error.reason === undefined ? undefined : TUS_STATUS[error.reason]) ?? ERROR_CODES[error.code].http;
  if (http === 401) void reply.header("www-authenticate", "Bearer");
  if (retry && http !== 504) void reply.header("retry-after", "1");
  return reply
    .code(http)
    .header("cache-control", "no-store")
    .type("application/problem+json; charset=utf-8")
    .serializer((value: unknown) => JSON.stringify(value))
    .send({ ...toProblem(error, reply.request.id), status: http });
}

/** The name of the operation that a request is for, for logs and the audit. */
export function operationOf(request: FastifyRequest): string {
  return (request.routeOptions.schema as { operationId?: string } | undefined)?.operationId ?? "unknown";
}

/** Any error of a request in our words. */
export function fromFastify(thrown: unknown): ArgosyError {
  if (thrown instanceof ArgosyError) return thrown;
  if (!(thrown instanceof Error)) return toArgosyError(thrown);
  const error = thrown as FastifyError;
  if (error.validation !== undefined) return fromValidation(error);
  // Longer than any id or file of an address is.
  if (error.code === "FST_ERR_MAX_PARAM_LENGTH") return noSuchThing();
  if (error.code === "FST_ERR_CTP_BODY_TOO_LARGE") return refusal("BODY_TOO_LARGE", "the body is larger than the limit");
  if (error.code === "FST_ERR_CTP_EMPTY_JSON_BODY") return refusal("JSON_INVALID", "the body is empty");
  if (error.code === "FST_ERR_CTP_INVALID_MEDIA_TYPE")
    return refusal("FIELD_INVALID", "bodies of this type are not read here", { field: "content-type" });
  const status = error.statusCode ?? 500;
  if (status === 413) return refusal("BODY_TOO_LARGE", "the body is larger than the limit");
  if (status === 404) return noSuchThing();
  if (status >= 400 && status < 500) return new ArgosyError("invalid_argument", "the request is malformed", { cause: error });
  return toArgosyError(error);
}

function fromValidation(error: FastifyError): ArgosyError {
  const [first] = error.validation ?? [];
  const pointer = first?.instancePath ?? "";
  const field = pointer.slice(1).split("/")[0] ?? "";
  if (error.validationContext === "params") {
    if (IN_ADDRESS.has(field)) return refusal("ADDRESS_INVALID", `${field} is malformed`, { field });
    return noSuchThing();
  }
  const extra = first?.params as Record<string, unknown> | undefined;
  const unknown = extra?.["additionalProperty"];
  const what =
    typeof unknown === "string"
      ? `there is no field "${unknown.slice(0, 100)}"`
      : `the field ${field === "" ? "" : `"${field}" `}${first?.message ?? "is not valid"}`;
  return refusal("FIELD_INVALID", what, {
    in: error.validationContext,
    pointer: typeof unknown === "string" ? `${pointer}/${unknown.slice(0, 100)}` : pointer,
    expected: extra ?? {},
  });
}
