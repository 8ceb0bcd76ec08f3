import type { FastifyInstance } from "fastify";

/** What a client has sent already arrives within so long. */
const LINGER_MS = 100;

/**
 * Ends an application without failing anybody: nothing new is let in, what was asked is answered, and connections go when none is left
 * with a request, or after the grace. Call it before the application listens.
 */
export function orderlyEnd(app: FastifyInstance): (graceMs: number) => Promise<void> {
  let open = 0;
  let ending = false;
  const endIfIdle = () => {
    if (!ending || open > 0) return;
    // On a busy machine what has arrived is read after the timers.
    setTimeout(() => setImmediate(() => open === 0 && app.server.closeAllConnections()), LINGER_MS);
  };
  app.server.on("request", (_request, response) => {
    open++;
    response.once("close", () => {
      open--;
      endIfIdle();
    });
  });
  return async (graceMs) => {
    ending = true;
    await new Promise(setImmediate);
    const closed = app.close();
    endIfIdle();
    const timer = setTimeout(() => app.server.closeAllConnections(), graceMs);
    await closed;
    clearTimeout(timer);
  };
}
