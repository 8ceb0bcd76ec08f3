import type { IncomingMessage } from "node:http";
import { ArgosyError, refusal } from "@argosy/core";
import { Client, S3Error } from "minio";

/** How a bucket is reached. */
export interface S3Options {
  /** `http://host:port` or `https://host`. */
  readonly endpoint: string;
  readonly bucket: string;
  readonly accessKey: string;
  readonly secretKey: string;
  /** Goes with keys that are lent for a time. */
  readonly sessionToken?: string;
  /** Default `us-east-1`, which every server takes. */
  readonly region?: string;
  /** After so many milliseconds without an answer a request is given up; default 30,000. */
  readonly requestMs?: number;
}

/** One request to the server. */
export interface S3Request {
  readonly method: "GET" | "HEAD" | "PUT" | "POST" | "DELETE";
  /** The object; absent: the bucket. */
  readonly key?: string;
  readonly query?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array | string;
  /** Answers that are none of a fault; default 200. */
  readonly expected?: readonly number[];
  readonly signal?: AbortSignal | undefined;
}

/** What the server answered. */
export interface S3Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Uint8Array;
}

/**
 * Signed requests to one bucket, each with a deadline and with errors in our own words: `unavailable` for a server that cannot be
 * reached or is busy, `deadline_exceeded` for one that does not answer, `permission_denied`, `STORAGE_FULL`.
 */
export class S3Connection {
  readonly #client: Client;
  readonly #bucket: string;
  readonly #requestMs: number;

  constructor({ endpoint, bucket, accessKey, secretKey, sessionToken, region = "us-east-1", requestMs = 30_000 }: S3Options) {
    const { protocol, hostname, port } = new URL(endpoint);
    this.#client = new Client({
      endPoint: hostname,
      useSSL: protocol === "https:",
      ...(port === "" ? {} : { port: Number(port) }),
      accessKey,
      secretKey,
      ...(sessionToken === undefined ? {} : { sessionToken }),
      region,
      pathStyle: true,
      // Whether a request may be made again is known only by who makes it.
      retryOptions: { disableRetry: true },
    });
    this.#bucket = bucket;
    this.#requestMs = requestMs;
  }

  /** Asks once. The answer's body is read whole; an answer that is not expected is an error. */
  async ask({ method, key, query = "", headers = {}, body = "", expected = [200], signal }: S3Request): Promise<S3Answer> {
    signal?.throwIfAborted();
    const deadline = AbortSignal.timeout(this.#requestMs);
    const ending = signal === undefined ? deadline : AbortSignal.any([signal, deadline]);
    const options = { method, bucketName: this.#bucket, ...(key === undefined ? {} : { objectName: key }), query, headers: { ...headers } };
    const payload = typeof body === "string" ? body : Buffer.from(body.buffer, body.byteOffset, body.byteLength);
    try {
      const response = await orAborted(this.#client.makeRequestAsync(options, payload, [...expected]), ending);
      return { status: response.statusCode ?? 0, headers: response.headers, body: await readAll(response, ending) };
    } catch (error) {
      signal?.throwIfAborted();
      if (deadline.aborted)
        throw new ArgosyError("deadline_exceeded", "the object store does not answer", { details: { method }, cause: error });
      throw translated(error, method);
    }
  }

  /** {@link ask}, and again where the server was away or busy: for requests that change nothing, or the same each time. */
  async askAgain(request: S3Request): Promise<S3Answer> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.ask(request);
      } catch (error) {
        if (attempt === ATTEMPTS || !(error instanceof ArgosyError) || error.code !== "unavailable") throw error;
        await pause(PAUSE_MS * 4 ** (attempt - 1), request.signal);
      }
    }
  }
}

const ATTEMPTS = 4;
const PAUSE_MS = 100;

function pause(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const ended = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", ended);
      resolve();
    }, milliseconds);
    signal?.addEventListener("abort", ended, { once: true });
  });
}

/** The response, unless the signal comes first: then it is thrown away when it comes after all. */
async function orAborted(response: Promise<IncomingMessage>, signal: AbortSignal): Promise<IncomingMessage> {
  const { promise, reject } = Promise.withResolvers<never>();
  const onAbort = () => reject(signal.reason);
  signal.addEventListener("abort", onAbort, { once: true });
  try {
    return await Promise.race([response, promise]);
  } catch (error) {
    response.then(
      (late) => late.destroy(),
      () => undefined, // it was reported already, or nobody waits for it any more
    );
    throw error;
  } finally {
    signal.removeEventListener("abort", onAbort);
  }
}

async function readAll(response: IncomingMessage, signal: AbortSignal): Promise<Uint8Array> {
  const onAbort = () => response.destroy(signal.reason);
  signal.addEventListener("abort", onAbort, { once: true });
  try {
    const chunks: Uint8Array[] = [];
    for await (const chunk of response) chunks.push(chunk as Uint8Array);
    return new Uint8Array(Buffer.concat(chunks));
  } finally {
    signal.removeEventListener("abort", onAbort);
  }
}

const BUSY = new Set([
  "SlowDown",
  "ServiceUnavailable",
  "InternalError",
  "XMinioServerNotInitialized",
  "RequestTimeout",
  "OperationAborted",
]);
const FULL = new Set(["XMinioStorageFull", "QuotaExceeded", "InsufficientStorage", "EntityTooLarge"]);
const DENIED = new Set(["AccessDenied", "InvalidAccessKeyId", "SignatureDoesNotMatch", "ExpiredToken", "InvalidTokenId"]);

function translated(error: unknown, method: string): ArgosyError {
  if (!(error instanceof S3Error))
    return new ArgosyError("unavailable", "the object store cannot be reached", { details: { method }, cause: error });
  const name = error.code ?? "";
  const options = { details: { method, answer: name }, cause: error };
  if (FULL.has(name)) return refusal("STORAGE_FULL", "the object store is full", options.details, error);
  if (DENIED.has(name)) return new ArgosyError("permission_denied", "the object store refuses this key", options);
  if (BUSY.has(name)) return new ArgosyError("unavailable", "the object store is busy", options);
  return new ArgosyError("internal", "the object store answered with an error", options);
}
