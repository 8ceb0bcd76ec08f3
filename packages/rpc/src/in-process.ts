import { ArgosyError, toArgosyError } from "@argosy/core";
import type { Outgoing, Transport } from "./client.ts";
import type { MessageType, MethodDefinition, ServiceDefinition } from "./definition.ts";
import type { Middleware } from "./middleware.ts";
import { answer, answerStream } from "./middleware.ts";
import type { BoundService } from "./service.ts";
import { packError, unpackError } from "./wire-error.ts";

/** The largest message of either transport, in bytes. */
export const MESSAGE_BYTES = 4 * 2 ** 20;

/**
 * Calls handlers in the same process, through the same middleware and the same encoding of requests, responses and errors as over TCP:
 * what works here works there. Services may be added after the transport is made, so that they can call each other.
 */
export function inProcess(services: Iterable<BoundService>, middleware: Middleware): Transport {
  const serviceOf = (definition: ServiceDefinition): BoundService => {
    for (const service of services) if (service.definition.fullName === definition.fullName) return service;
    throw new ArgosyError("unavailable", "the service does not answer", { details: { service: definition.name } });
  };
  return {
    async unary(definition, method, request, outgoing) {
      const { requestType, responseType } = methodOf(definition, method);
      const given = copyMessage(requestType, request);
      try {
        return copyMessage(responseType, await answer(serviceOf(definition), method, given, outgoing, middleware));
      } catch (error) {
        throw carried(error);
      }
    },
    async *stream(definition, method, request, outgoing: Outgoing) {
      const { requestType, responseType } = methodOf(definition, method);
      const given = copyMessage(requestType, request);
      try {
        for await (const message of answerStream(serviceOf(definition), method, given, outgoing, middleware))
          yield copyMessage(responseType, message);
      } catch (error) {
        throw carried(error);
      }
    },
    close: async () => undefined,
  };
}

function methodOf(definition: ServiceDefinition, method: string): MethodDefinition {
  const found = definition.methods[method];
  if (found === undefined) throw new ArgosyError("unimplemented", "there is no such method");
  return found;
}

function copyMessage(type: MessageType<unknown>, partial: unknown): unknown {
  const bytes = type.encode(type.fromPartial(partial as never)).finish();
  if (bytes.length > MESSAGE_BYTES)
    throw new ArgosyError("payload_too_large", "the message is larger than the limit", { details: { limit: MESSAGE_BYTES } });
  return type.decode(bytes);
}

/** The error as it would arrive over TCP: what only the server may know is gone. */
function carried(error: unknown): ArgosyError {
  const { status, message, payload } = packError(toArgosyError(error));
  return unpackError(status, message, payload);
}
