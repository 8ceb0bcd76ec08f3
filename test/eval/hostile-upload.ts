import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Job } from "@argosy/rpc";
import { waitForJob } from "../../cli/src/flow/wait-for-job.ts";
import type { ApiClient } from "../../cli/src/server/api-client.ts";

/** A server with the project to work in. */
export interface Place {
  readonly api: ApiClient;
  readonly token: string;
  readonly project: string;
}

/** Uploads one file by tus and gives the upload's id. @throws {Error} when the server answers anything but 201 and 204. */
export async function uploadFile({ api, token, project }: Place, folder: string, name: string): Promise<string> {
  const bytes = await readFile(join(folder, name));
  const headers = { authorization: `Bearer ${token}`, "tus-resumable": "1.0.0" };
  const created = await fetch(new URL(`/api/projects/${project}/uploads`, api.url), {
    method: "POST",
    headers: {
      ...headers,
      "upload-length": `${bytes.length}`,
      "upload-metadata": `filename ${Buffer.from(name, "utf8").toString("base64")}`,
    },
  });
  if (created.status !== 201) throw new Error(`${name}: the upload was answered by ${created.status} ${await created.text()}`);
  const location = created.headers.get("location")!;
  if (bytes.length > 0) {
    const patched = await fetch(new URL(location, api.url), {
      method: "PATCH",
      headers: { ...headers, "upload-offset": "0", "content-type": "application/offset+octet-stream" },
      body: bytes,
    });
    if (patched.status !== 204) throw new Error(`${name}: its bytes were answered by ${patched.status} ${await patched.text()}`);
  }
  return location.slice(location.lastIndexOf("/") + 1);
}

/** Imports uploads into one collection and waits for the end, whatever it is. */
export async function importUploads({ api, project }: Place, uploads: readonly string[], collection: string): Promise<Job> {
  const job = await api.post<Job>("/api/jobs", { kind: "import", project, collection, uploads });
  return waitForJob(api, job.id, () => {}, new AbortController().signal);
}
