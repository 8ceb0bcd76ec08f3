import type { FastifyInstance } from "fastify";

/** What a client has sent already arrives within so long. */
const LINGER_MS = 100;

/** How an application ends without failing anybody. */
export interface OrderlyEnd {
  /** From now on every answer asks its client for another connection: one that is kept could be used in the very moment of the end. */
  leave(): void;
  /** Nothing new is let in, what was asked is answered, and connections go when none is left with a request, or after the grace. */
  end(graceMs: number): Promise<void>;
}

/** Watches over the requests of an application. Call it before the application listens. */
export function orderlyEnd(app: FastifyInstance): OrderlyEnd {
  let open = 0;
  let leaving = false;
  let ending = false;
  const endIfIdle = () => {
    if (!ending || open > 0) return;
    // On a busy machine what has arrived is read after the timers.
    setTimeout(() => setImmediate(() => open === 0 && app.server.closeAllConnections()), LINGER_MS);
  };
  app.server.prependListener("request", (_request, response) => {
    open++;
    if (leaving) response.setHeader("connection", "close");
    response.once("close", () => {
      open--;
      endIfIdle();
    });
  });
  return {
    leave() {
      leaving = true;
    },
    async end(graceMs) {
      ending = true;
      await new Promise(setImmediate);
      const closed = app.close();
      endIfIdle();
      const timer = setTimeout(() => app.server.closeAllConnections(), graceMs);
      await closed;
      clearTimeout(timer);
    },
  };
}
