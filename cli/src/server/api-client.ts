import { ArgosyError, type ErrorCode, type Problem } from "@argosy/core";

/** What goes with a request. */
export interface RequestOptions {
  readonly body?: unknown;
  readonly query?: Readonly<Record<string, string | number | undefined>>;
  readonly signal?: AbortSignal | undefined;
}

/** The REST interface as the command line uses it. Every failure is an ArgosyError made from the problem document. */
export class ApiClient {
  readonly url: string;
  readonly #token: string;

  constructor(url: string, token: string) {
    this.url = url;
    this.#token = token;
  }

  async get<Answer>(path: string, options: RequestOptions = {}): Promise<Answer> {
    return (await this.send("GET", path, options)).json() as Promise<Answer>;
  }

  async post<Answer>(path: string, body: unknown, options: RequestOptions = {}): Promise<Answer> {
    return (await this.send("POST", path, { ...options, body })).json() as Promise<Answer>;
  }

  async delete(path: string, options: RequestOptions = {}): Promise<void> {
    await (await this.send("DELETE", path, options)).body?.cancel();
  }

  /** The bytes of an answer, as they come. */
  async stream(path: string, options: RequestOptions = {}): Promise<ReadableStream<Uint8Array>> {
    const { body } = await this.send("GET", path, options);
    if (body === null) throw new ArgosyError("internal", `the server gave an empty answer for ${path}`);
    return body;
  }

  async bytes(path: string, options: RequestOptions = {}): Promise<Uint8Array> {
    return new Uint8Array(await (await this.send("GET", path, options)).arrayBuffer());
  }

  /** Every item of a list that comes in pages. */
  async *pages<Item>(path: string, member: string, options: RequestOptions = {}): AsyncGenerator<Item> {
    for (let cursor: string | undefined = ""; cursor !== undefined; ) {
      const page: Record<string, unknown> = await this.get(path, {
        ...options,
        query: { limit: 1_000, ...options.query, cursor: cursor || undefined },
      });
      yield* (page[member] ?? []) as Item[];
      cursor = (page["nextCursor"] as string | undefined) || undefined;
    }
  }

  async send(method: string, path: string, { body, query, signal }: RequestOptions = {}): Promise<Response> {
    const address = new URL(path, this.url);
    for (const [key, value] of Object.entries(query ?? {})) if (value !== undefined) address.searchParams.set(key, String(value));
    const headers: Record<string, string> = { authorization: `Bearer ${this.#token}` };
    if (body !== undefined) headers["content-type"] = "application/json";
    const response = await fetch(address, {
      method,
      headers,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(signal === undefined ? {} : { signal }),
    }).catch((error: unknown) => {
      // Whoever cancels says why.
      if (signal?.reason instanceof ArgosyError) throw signal.reason;
      if (signal?.aborted) throw new ArgosyError("cancelled", "the request was cancelled", { cause: error });
      throw new ArgosyError("unavailable", `the server at ${this.url} does not answer`, { cause: error });
    });
    if (!response.ok) throw await errorOf(response);
    return response;
  }
}

async function errorOf(response: Response): Promise<ArgosyError> {
  const problem = (await response.json().catch(() => ({}))) as Partial<Problem>;
  const code: ErrorCode = problem.code ?? (response.status >= 500 ? "internal" : "invalid_argument");
  return new ArgosyError(code, problem.detail ?? `the server answered ${response.status}`, {
    ...(problem.reason === undefined ? {} : { reason: problem.reason }),
    details: { ...problem.details },
  });
}
