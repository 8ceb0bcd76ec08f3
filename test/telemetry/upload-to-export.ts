import { expect } from "vitest";

/** How requests are made of a home. */
export interface Visitor {
  readonly url: string;
  readonly token: string;
  /** Goes with each request. */
  readonly traceparent?: string;
}

/** A file about to be uploaded. */
export interface UploadedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** What became of the files. */
export interface Journey {
  readonly project: string;
  readonly collection: string;
  readonly run: string;
  readonly bundle: Uint8Array;
}

const TUS = { "tus-resumable": "1.0.0" };
const ENDED = ["done", "failed", "cancelled"];

/** One request; whatever is answered. */
export function ask({ url, token, traceparent }: Visitor, method: string, path: string, init: RequestInit = {}): Promise<Response> {
  const headers = new Headers(init.headers);
  headers.set("authorization", `Bearer ${token}`);
  if (traceparent !== undefined) headers.set("traceparent", traceparent);
  return fetch(new URL(path, url), { ...init, method, headers });
}

async function json<T>(visitor: Visitor, method: string, path: string, body?: object): Promise<T> {
  const init = body === undefined ? {} : { body: JSON.stringify(body), headers: { "content-type": "application/json" } };
  const response = await ask(visitor, method, path, init);
  const text = await response.text();
  expect({ path, ok: response.ok, text: response.ok ? "" : text }).toEqual({ path, ok: true, text: "" });
  return JSON.parse(text) as T;
}

/** Takes files the way of a person: upload, import, run, export, download. */
export async function uploadToExport(visitor: Visitor, files: readonly UploadedFile[], collection = "traced"): Promise<Journey> {
  const { projects } = await json<{ projects: { id: string }[] }>(visitor, "GET", "/api/projects");
  const project = projects[0]!.id;
  const uploads: string[] = [];
  for (const file of files) uploads.push(await upload(visitor, project, file));
  const imported = await finish(visitor, { kind: "import", project, collection, uploads });
  const id = imported["collection"]!;
  const made = await finish(visitor, { kind: "run", project, collection: id, graph: "plankton" });
  const run = made["run"]!;
  const exported = await finish(visitor, { kind: "export", project, run, format: "ecotaxa" });
  const bundle = await ask(visitor, "GET", `/api/projects/${project}/bundles/${exported["bundle"]}/content`);
  expect(bundle.status).toBe(200);
  return { project, collection: id, run, bundle: new Uint8Array(await bundle.arrayBuffer()) };
}

async function upload(visitor: Visitor, project: string, { name, bytes }: UploadedFile): Promise<string> {
  const headers = {
    ...TUS,
    "upload-length": String(bytes.length),
    "upload-metadata": `filename ${Buffer.from(name).toString("base64")}`,
  };
  const opened = await ask(visitor, "POST", `/api/projects/${project}/uploads`, { headers });
  expect(opened.status).toBe(201);
  const location = opened.headers.get("location")!;
  const sent = await ask(visitor, "PATCH", location, {
    headers: { ...TUS, "content-type": "application/offset+octet-stream", "upload-offset": "0" },
    body: bytes as Uint8Array<ArrayBuffer>,
  });
  expect(sent.status).toBe(204);
  return location.slice(-26);
}

/** Starts a job that must succeed. @returns its results. */
async function finish(visitor: Visitor, request: object): Promise<Record<string, string>> {
  let job = await json<{ id: string; state: string; results: Record<string, string>; problem?: unknown }>(
    visitor,
    "POST",
    "/api/jobs",
    request,
  );
  while (!ENDED.includes(job.state)) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    job = await json(visitor, "GET", `/api/jobs/${job.id}`);
  }
  expect({ state: job.state, problem: job.problem }).toEqual({ state: "done", problem: undefined });
  return job.results;
}
