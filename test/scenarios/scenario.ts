import { chmod, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Job } from "@argosy/rpc";
import { expect } from "vitest";
import { waitForJob } from "../../cli/src/flow/wait-for-job.ts";
import { ApiClient } from "../../cli/src/server/api-client.ts";
import type { Embedded } from "../../cli/src/server/embedded.ts";
import { startEmbedded } from "../../cli/src/server/embedded.ts";
import { silentLog } from "../support/silent-log.ts";

/** What a request carries. */
export interface Sent {
  readonly body?: object | string;
  readonly bytes?: Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A job as REST shows it. */
export type ShownJob = Job & { readonly links: Readonly<Record<string, string>> };

/** The whole program at work on a folder of its own, and a client in front of it. */
export class Scenario {
  /** For the test's files; the data folder is in it. */
  readonly folder: string;
  readonly dataFolder: string;
  project = "";
  #webFolder: string | undefined;
  #server: Embedded | undefined;
  #api: ApiClient | undefined;

  constructor(folder: string) {
    this.folder = folder;
    this.dataFolder = join(folder, "data");
  }

  /** The empty folder alone; nothing is started. */
  static async openFolder(): Promise<Scenario> {
    const folder = await mkdtemp(join(tmpdir(), "argosy-scenario-"));
    await chmod(folder, 0o711);
    return new Scenario(folder);
  }

  /** Starts in an empty folder, with these files as its page. Call `end` in `afterAll`. */
  static async open(page?: Readonly<Record<string, string>>): Promise<Scenario> {
    const scenario = await Scenario.openFolder();
    const { folder } = scenario;
    for (const [name, text] of Object.entries(page ?? {})) {
      scenario.#webFolder = join(folder, "page");
      await mkdir(join(folder, "page", dirname(name)), { recursive: true });
      await writeFile(join(folder, "page", name), text);
    }
    await scenario.start();
    return scenario;
  }

  get api(): ApiClient {
    return this.#api!;
  }

  get token(): string {
    return this.#server!.token;
  }

  /** Where the project's things are. */
  get base(): string {
    return `/api/projects/${this.project}`;
  }

  async start(): Promise<void> {
    await mkdir(this.dataFolder, { recursive: true, mode: 0o711 });
    this.#server = await startEmbedded({
      dataFolder: this.dataFolder,
      host: "127.0.0.1",
      port: 0,
      log: silentLog,
      settings: {},
      threads: 2,
      ...(this.#webFolder === undefined ? {} : { webFolder: this.#webFolder }),
    });
    this.#api = new ApiClient(this.#server.url, this.#server.token);
    this.project = (await this.api.get<{ projects: { id: string }[] }>("/api/projects")).projects[0]!.id;
  }

  async stop(): Promise<void> {
    await this.#server?.stop();
    this.#server = undefined;
  }

  async end(): Promise<void> {
    await this.stop();
    await rm(this.folder, { recursive: true, force: true });
  }

  /** A request as it is, and whatever is answered. */
  async request(method: string, path: string, { body, bytes, headers = {} }: Sent = {}): Promise<Response> {
    const json = body !== undefined && typeof body !== "string";
    return fetch(new URL(path, this.#server!.url), {
      method,
      redirect: "manual",
      headers: { authorization: `Bearer ${this.#server!.token}`, ...(json ? { "content-type": "application/json" } : {}), ...headers },
      ...(body === undefined ? {} : { body: json ? JSON.stringify(body) : (body as string) }),
      ...(bytes === undefined ? {} : { body: bytes as Uint8Array<ArrayBuffer> }),
    });
  }

  get(path: string, headers: Readonly<Record<string, string>> = {}): Promise<Response> {
    return this.request("GET", path, { headers });
  }

  /** The problem that a request is answered with, as status, reason and the rest. */
  async problem(method: string, path: string, sent: Sent = {}): Promise<Record<string, unknown> & { status: number; reason?: string }> {
    const response = await this.request(method, path, sent);
    expect(response.headers.get("content-type")).toMatch(/^application\/problem\+json/);
    const problem = (await response.json()) as { status: number };
    expect(problem.status).toBe(response.status);
    return problem;
  }

  /** Starts a job in the project. */
  async begin(request: object): Promise<ShownJob> {
    return this.api.post<ShownJob>("/api/jobs", { project: this.project, ...request });
  }

  async ended(id: string): Promise<ShownJob> {
    return (await waitForJob(this.api, id, () => undefined, new AbortController().signal)) as ShownJob;
  }

  /** Starts a job that must succeed, and waits for its end. */
  async finish(request: object): Promise<ShownJob> {
    const job = await this.ended((await this.begin(request)).id);
    expect({ state: job.state, failedItems: job.failedItems, problem: job.problem }).toEqual({
      state: "done",
      failedItems: [],
      problem: undefined,
    });
    return job;
  }

  /** Imports files of the machine. @returns the id of the collection. */
  async import(collection: string, paths: readonly string[], more: object = {}): Promise<string> {
    return (await this.finish({ kind: "import", collection, paths, ...more })).results["collection"]!;
  }

  /** Every image of a collection by name. */
  async images(collection: string): Promise<Record<string, ShownImage>> {
    const { images } = await this.api.get<{ images: ShownImage[] }>(`${this.base}/collections/${collection}/images`, {
      query: { limit: 1_000 },
    });
    return Object.fromEntries(images.map((image) => [image.name, image]));
  }
}

/** What the tests read of an image. */
export interface ShownImage {
  readonly id: string;
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly collection: string;
  readonly array: string;
  readonly t: number;
  readonly dtype: string;
  readonly channels: number;
  readonly metadata: Readonly<Record<string, unknown>>;
}
