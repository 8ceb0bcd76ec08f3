import { ArgosyError, refusal } from "@argosy/core";
import {
  ClassifyServiceDefinition,
  ExportServiceDefinition,
  IngestServiceDefinition,
  MeasureServiceDefinition,
  PipelineServiceDefinition,
  SegmentServiceDefinition,
  TilesServiceDefinition,
} from "@argosy/rpc";
import type { Ports, Service, Signer } from "@argosy/runtime";
import { cacheMeter, loadNodes } from "@argosy/runtime";
import type { FastifyInstance } from "fastify";
import { ensureLocalOwner, setPassword } from "./accounts/accounts.ts";
import { createRights } from "./accounts/rights.ts";
import { issueSignInCode, makeLocalToken } from "./accounts/tokens.ts";
import { buildApp } from "./app.ts";
import { identityOfCalls } from "./call-of.ts";
import { createEventHub } from "./event-hub.ts";
import type { OrderlyEnd } from "./http/orderly-end.ts";
import { orderlyEnd } from "./http/orderly-end.ts";
import { createPictureCache } from "./pictures/picture-cache.ts";
import { createThings } from "./things.ts";
import type { GatewayWorld } from "./world.ts";

/** What a gateway is given by whoever runs it. */
export interface GatewayOptions {
  /** Where to listen; without it nothing listens and requests are injected into the application. */
  readonly host?: string;
  /** 0, the default, takes a free one. */
  readonly port?: number;
  /** Folder of the built web page; without it only programs are served. */
  readonly webFolder?: string;
  /** Signs who makes the calls to other services. */
  readonly signer: Signer;
  /** Password of the owner, for signing in over the network; without it only codes and tokens sign in. */
  readonly password?: string;
}

/** A gateway, and what the owner of its machine can ask of it once it has started. */
export interface GatewayHandle {
  readonly service: Service;
  readonly signer: Signer;
  /** The application behind the addresses. */
  app(): FastifyInstance;
  /** Where it listens; empty where it does not. */
  url(): string;
  /** An address that signs one browser in, once, as the owner. */
  signInUrl(): Promise<string>;
  /** A token for programs on the same machine, as the owner; those made before end. */
  localToken(): Promise<string>;
}

const FIRST_PROJECT = "My images";
const PICTURE_BYTES = 64 * 2 ** 20;

/** REST, sign-in, uploads, live events and pictures over HTTP; serves the web page. */
export function createGateway(options: GatewayOptions): GatewayHandle {
  let started: Started | undefined;
  const running = (): Started => {
    if (started === undefined) throw new ArgosyError("failed_precondition", "the gateway has not started");
    return started;
  };
  const service: Service = {
    name: "gateway",
    migrations: [{ schema: "gateway", migrations: new URL("../migrations/", import.meta.url) }],
    async start(ports) {
      started = await startGateway(ports, options);
      const { world, leave, end } = started;
      return {
        api: [],
        subscriptions: [],
        leave,
        async stop({ graceMs }) {
          await world.events.close();
          await end(graceMs);
        },
      };
    },
  };
  return {
    service,
    signer: options.signer,
    app: () => running().app,
    url: () => running().url,
    async signInUrl() {
      const { world, url, ownerId } = running();
      return `${url}/sign-in?code=${await issueSignInCode(world.db, world.clock, ownerId)}`;
    },
    async localToken() {
      const { world, ownerId } = running();
      return makeLocalToken(world.db, world.clock, ownerId);
    },
  };
}

interface Started extends OrderlyEnd {
  readonly world: GatewayWorld;
  readonly app: FastifyInstance;
  readonly url: string;
  readonly ownerId: string;
}

async function startGateway(ports: Ports, options: GatewayOptions): Promise<Started> {
  const owner = await ensureLocalOwner(ports.db, FIRST_PROJECT);
  if (options.password !== undefined) await setPassword(ports.db, owner.id, options.password);
  const world = await makeWorld(ports, options);
  const app = await buildApp(world);
  const ends = orderlyEnd(app);
  const { host, port = 0 } = options;
  if (host === undefined) return { world, app, ...ends, ownerId: owner.id, url: "" };
  try {
    return { world, app, ...ends, ownerId: owner.id, url: await app.listen({ host, port }) };
  } catch (error) {
    await world.events.close();
    await ends.end(0);
    if ((error as NodeJS.ErrnoException).code !== "EADDRINUSE") throw error;
    throw refusal("SETTINGS_INVALID", `another program listens on port ${port}`, { host, port }, error);
  }
}

async function makeWorld(ports: Ports, options: GatewayOptions): Promise<GatewayWorld> {
  const { db, store, bus, log, metrics, tracer, newId, clock, calls } = ports;
  return {
    db,
    store,
    bus,
    log,
    metrics,
    tracer,
    newId,
    clock,
    services: {
      ingest: calls(IngestServiceDefinition),
      tiles: calls(TilesServiceDefinition),
      segment: calls(SegmentServiceDefinition),
      measure: calls(MeasureServiceDefinition),
      classify: calls(ClassifyServiceDefinition),
      export: calls(ExportServiceDefinition),
      pipeline: calls(PipelineServiceDefinition),
    },
    rights: createRights(db, clock),
    things: createThings(db),
    pictures: createPictureCache(clock, PICTURE_BYTES, cacheMeter(metrics, "gateway", "pictures")),
    events: await createEventHub(bus, clock, `gateway-${newId()}`),
    registry: await loadNodes(),
    webFolder: options.webFolder,
    callOf: identityOfCalls(options.signer),
  };
}
