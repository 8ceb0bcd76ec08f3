import cookie from "@fastify/cookie";
import type { TypeBoxTypeProvider } from "@fastify/type-provider-typebox";
import type { FastifyInstance } from "fastify";
import fastify from "fastify";
import Type from "typebox";
import { addAccessCheck } from "./http/access.ts";
import type { Routes } from "./http/app-type.ts";
import { addAudit } from "./http/audit-hook.ts";
import { addBodyTimeout } from "./http/body-timeout.ts";
import { addDocument } from "./http/document.ts";
import { addJsonBody } from "./http/json-body.ts";
import { addProblems, fromFastify, sendProblem } from "./http/problems.ts";
import { addQueryCheck } from "./http/query-check.ts";
import { addRequestLog } from "./http/request-log.ts";
import { answers } from "./http/schemas.ts";
import { addSecurityHeaders } from "./http/security-headers.ts";
import { addTracing, traceIdOf } from "./http/tracing.ts";
import { addValidation } from "./http/validate.ts";
import { adminRoutes } from "./routes/admin.ts";
import { auditRoutes } from "./routes/audit.ts";
import { blobRoutes } from "./routes/blobs.ts";
import { bundleRoutes } from "./routes/bundles.ts";
import { checkRoutes } from "./routes/check.ts";
import { classRoutes } from "./routes/classes.ts";
import { collectionRoutes } from "./routes/collections.ts";
import { deepZoomRoutes } from "./routes/deep-zoom.ts";
import { eventRoutes } from "./routes/events.ts";
import { graphRoutes } from "./routes/graphs.ts";
import { healthRoutes } from "./routes/health.ts";
import { imageRoutes } from "./routes/images.ts";
import { intakeRoutes } from "./routes/intakes.ts";
import { jobRoutes } from "./routes/jobs.ts";
import { labelActionRoutes } from "./routes/label-actions.ts";
import { labelRoutes } from "./routes/labels.ts";
import { mapRoutes } from "./routes/maps.ts";
import { maskRoutes } from "./routes/masks.ts";
import { modelRoutes } from "./routes/models.ts";
import { objectSetRoutes } from "./routes/object-sets.ts";
import { objectRoutes } from "./routes/objects.ts";
import { placeRoutes } from "./routes/places.ts";
import { predictionRoutes } from "./routes/predictions.ts";
import { previewRoutes } from "./routes/previews.ts";
import { projectRoutes } from "./routes/projects.ts";
import { runResultRoutes } from "./routes/run-results.ts";
import { runRoutes } from "./routes/runs.ts";
import { sessionRoutes } from "./routes/session.ts";
import { sheetRoutes } from "./routes/sheet.ts";
import { spriteRoutes } from "./routes/sprites.ts";
import { tableRoutes } from "./routes/tables.ts";
import { tileRoutes } from "./routes/tiles.ts";
import { tokenRoutes } from "./routes/tokens.ts";
import { trashRoutes } from "./routes/trash.ts";
import { uploadRoutes } from "./routes/uploads.ts";
import { userRoutes } from "./routes/users.ts";
import { webRoutes } from "./routes/web.ts";
import { zarrRoutes } from "./routes/zarr.ts";
import type { GatewayWorld } from "./world.ts";

const ROUTES: readonly Routes[] = [
  healthRoutes,
  sessionRoutes,
  userRoutes,
  tokenRoutes,
  auditRoutes,
  adminRoutes,
  projectRoutes,
  trashRoutes,
  jobRoutes,
  eventRoutes,
  uploadRoutes,
  collectionRoutes,
  intakeRoutes,
  imageRoutes,
  sheetRoutes,
  graphRoutes,
  runRoutes,
  runResultRoutes,
  previewRoutes,
  objectRoutes,
  objectSetRoutes,
  classRoutes,
  labelRoutes,
  labelActionRoutes,
  modelRoutes,
  predictionRoutes,
  mapRoutes,
  placeRoutes,
  tableRoutes,
  bundleRoutes,
  checkRoutes,
  blobRoutes,
  tileRoutes,
  deepZoomRoutes,
  maskRoutes,
  spriteRoutes,
  zarrRoutes,
  webRoutes,
];

const BODY = { wholeMs: 60_000, pauseMs: 60_000 } as const;

/** The application, ready to listen or to be tried without listening. */
export async function buildApp(world: GatewayWorld): Promise<FastifyInstance> {
  const app = fastify({
    logger: false,
    genReqId: ({ headers }) => traceIdOf(headers),
    requestIdHeader: false,
    // Bodies have their own limits of time: uploads may last.
    requestTimeout: 0,
    routerOptions: { maxParamLength: 200 },
    // What is asked before the end is answered; `orderlyEnd` sees to it that there is one.
    forceCloseConnections: false,
    return503OnClosing: false,
    frameworkErrors: (error, _request, reply) => void sendProblem(reply, fromFastify(error)),
  }).withTypeProvider<TypeBoxTypeProvider>();
  // Headers that come drop by drop hold a connection and nothing else.
  app.server.headersTimeout = 20_000;
  addTracing(app, world);
  addSecurityHeaders(app);
  addBodyTimeout(app, world.clock, BODY);
  addProblems(app, world);
  addValidation(app);
  addJsonBody(app);
  addQueryCheck(app);
  await app.register(cookie);
  await addDocument(app);
  addAccessCheck(app, world);
  addAudit(app, world);
  addRequestLog(app, world);
  for (const routes of ROUTES) routes(app, world);
  app.get("/api/openapi.json", {
    config: { access: { of: "public" } },
    schema: { operationId: "getOpenApi", summary: "This document", tags: ["health"], response: answers({ 200: Type.Unknown() }) },
    handler: async () => app.swagger(),
  });
  await app.ready();
  return app;
}
