import type { FastifyInstance } from "fastify";

const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self' blob: data:",
  "worker-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join("; ");
const DATA_POLICY = "default-src 'none'; sandbox; frame-ancestors 'none'";

/** What every answer tells a browser: run nothing that is not ours, guess no types, tell other sites nothing. */
export function addSecurityHeaders(app: FastifyInstance): void {
  app.addHook("onRequest", async (request, reply) => {
    void reply.headers({
      "argosy-trace": request.id,
      "x-content-type-options": "nosniff",
      "referrer-policy": "no-referrer",
      "cross-origin-opener-policy": "same-origin",
      "cross-origin-resource-policy": "same-origin",
      "content-security-policy": DATA_POLICY,
      "strict-transport-security": "max-age=31536000",
      "x-frame-options": "DENY",
    });
  });
}

/** The policy of the web page in place of the one for data. */
export const pageHeaders = { "content-security-policy": PAGE_POLICY, "cache-control": "no-cache" } as const;
