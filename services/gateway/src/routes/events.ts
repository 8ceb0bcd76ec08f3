import { Readable } from "node:stream";
import { ArgosyError } from "@argosy/core";
import type { FastifyRequest } from "fastify";
import Type from "typebox";
import { identify } from "../http/access.ts";
import type { Routes } from "../http/app-type.ts";
import { answers } from "../http/schemas.ts";
import type { GatewayWorld } from "../world.ts";
import { view } from "./jobs.ts";

/** Live events: one stream a browser. */
export const eventRoutes: Routes = (app, world) => {
  app.get("/api/events", {
    config: { access: { of: "caller" } },
    schema: {
      operationId: "watchEvents",
      summary: "Every change that you may see, as server-sent events: job with the job, labels with the project whose labels changed",
      tags: ["events"],
      response: answers({ 200: Type.String() }),
    },
    async handler(request, reply) {
      void reply.type("text/event-stream; charset=utf-8").header("cache-control", "no-store").header("x-accel-buffering", "no");
      return reply.send(Readable.from(events(request, world), { objectMode: false }));
    },
  });
};

async function* events(request: FastifyRequest, world: GatewayWorld): AsyncGenerator<string> {
  const listener = world.events.listen(request.signal);
  try {
    yield "retry: 2000\n\n";
    while (!request.signal.aborted && !world.events.closed) {
      const { jobs, labels } = await listener.next();
      if (request.signal.aborted || world.events.closed) return;
      // Asked for again each time: a token that was revoked ends the stream.
      const caller = await identify(request, world);
      request.caller = caller;
      if (jobs.length + labels.length === 0) yield ": still here\n\n";
      for (const project of labels)
        if (caller.roles[project] !== undefined) yield `event: labels\ndata: ${JSON.stringify({ project })}\n\n`;
      for (const { projectId, jobId } of jobs) if (caller.roles[projectId] !== undefined) yield* jobEvent(request, world, projectId, jobId);
    }
  } catch (error) {
    // The end of the stream is all that can be said once it has begun; the browser comes again and is then told why.
    if (!(error instanceof ArgosyError)) throw error;
    world.log.info("an event stream ended", { traceId: request.id, code: error.code, reason: error.reason });
  } finally {
    listener.end();
  }
}

async function* jobEvent(request: FastifyRequest, world: GatewayWorld, project: string, job: string): AsyncGenerator<string> {
  try {
    const message = await world.services.pipeline.getJob({ project, job }, await world.callOf(request, project));
    yield `event: job\ndata: ${JSON.stringify(view(message))}\n\n`;
  } catch (error) {
    // Deleted in the meantime: nothing to tell.
    if (!(error instanceof ArgosyError) || error.code !== "not_found") throw error;
  }
}
