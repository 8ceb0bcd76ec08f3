import type { Clock } from "@argosy/work";
import type { FastifyInstance } from "fastify";

declare module "fastify" {
  interface FastifyContextConfig {
    /** Whether the body may take as long as its bytes keep coming. */
    longBody?: boolean;
  }
}

/** How long a body may take. */
export interface BodyLimits {
  /** Until it is whole, in milliseconds. */
  readonly wholeMs: number;
  /** For uploads: until more of it has come. */
  readonly pauseMs: number;
}

/** Ends connections whose body does not arrive in time. */
export function addBodyTimeout(app: FastifyInstance, clock: Clock, limits: BodyLimits): void {
  app.addHook("onRequest", async (request) => {
    const { raw } = request;
    if (raw.headers["content-length"] === undefined && raw.headers["transfer-encoding"] === undefined) return;
    const long = request.routeOptions.config.longBody === true;
    let seen = raw.socket.bytesRead;
    let cancel: () => void;
    const watch = () => {
      cancel = clock.after(long ? limits.pauseMs : limits.wholeMs, () => {
        if (!long || raw.socket.bytesRead === seen) return raw.destroy();
        seen = raw.socket.bytesRead;
        watch();
      });
    };
    watch();
    const stop = () => cancel();
    raw.once("end", stop);
    raw.once("close", stop);
  });
}
