import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { RequestOptions } from "../../cli/src/server/api-client.ts";
import { ApiClient } from "../../cli/src/server/api-client.ts";

const TUS = { "tus-resumable": "1.0.0" };

/** A client whose files the server does not see: an import of paths becomes one of uploads. */
export class UploadingClient extends ApiClient {
  readonly #authorization: string;

  constructor(url: string, token: string) {
    super(url, token);
    this.#authorization = `Bearer ${token}`;
  }

  override async post<Answer>(path: string, body: unknown, options: RequestOptions = {}): Promise<Answer> {
    const job = body as { readonly kind?: string; readonly project: string; readonly paths?: readonly [string] };
    if (path !== "/api/jobs" || job.kind !== "import" || job.paths === undefined) return super.post(path, body, options);
    const { paths, ...rest } = job;
    const [folder] = paths;
    const uploads: string[] = [];
    for (const name of (await readdir(folder)).sort())
      uploads.push(await this.#upload(job.project, name, await readFile(join(folder, name))));
    return super.post(path, { collection: "frames", ...rest, uploads }, options);
  }

  async #upload(project: string, name: string, bytes: Uint8Array): Promise<string> {
    const told = { "upload-length": String(bytes.length), "upload-metadata": `filename ${Buffer.from(name).toString("base64")}` };
    const opened = await this.#ask("POST", `/api/projects/${project}/uploads`, told);
    const place = new URL(opened.headers.get("location")!, this.url).pathname;
    await this.#ask("PATCH", place, { "upload-offset": "0", "content-type": "application/offset+octet-stream" }, bytes);
    return place.split("/").at(-1)!;
  }

  async #ask(method: string, path: string, headers: Readonly<Record<string, string>>, body?: Uint8Array): Promise<Response> {
    const response = await fetch(new URL(path, this.url), {
      method,
      headers: { authorization: this.#authorization, ...TUS, ...headers },
      ...(body === undefined ? {} : { body: body as Uint8Array<ArrayBuffer> }),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return response;
  }
}
