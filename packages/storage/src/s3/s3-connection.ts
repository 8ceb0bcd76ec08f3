import { createHash, randomInt } from "node:crypto";
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
  /** After so many milliseconds without a whole answer a request is given up; default 30,000. */
  readonly requestMs?: number;
  /** Whether the ETag of what is written at once is its MD5, as it is unless the server encrypts with keys of its own; default: yes. */
  readonly etagIsMd5?: boolean;
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

/** Bytes for an object, or for a part of one. */
export type S3Write = Omit<S3Request, "method"> & { readonly key: string; readonly body: Uint8Array };

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
  readonly #etagIsMd5: boolean;

  constructor(options: S3Options) {
    const { endpoint, bucket, accessKey, secretKey, sessionToken, region = "us-east-1", requestMs = 30_000, etagIsMd5 = true } = options;
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
    this.#etagIsMd5 = etagIsMd5;
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

  /**
   * {@link ask}, and again where the server was away, busy or silent, five times in all: for requests that change nothing, or the same
   * each time. Pauses grow and differ, so that those who met the same trouble do not come back in step.
   */
  async askAgain(request: S3Request): Promise<S3Answer> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.ask(request);
      } catch (error) {
        if (attempt === ATTEMPTS || !(error instanceof ArgosyError) || !PASSING.has(error.code)) throw error;
        const longest = PAUSE_MS * 3 ** (attempt - 1);
        await pause(randomInt(Math.ceil(longest / 2), longest + 1), request.signal);
      }
    }
  }

  /**
   * Writes bytes, and makes sure that the server has stored these and no others.
   *
   * @throws {ArgosyError} `OBJECT_CORRUPT` naming the key when the server answers with the hash of other bytes.
   */
  async write(request: S3Write): Promise<S3Answer> {
    const answer = await this.askAgain({ ...request, method: "PUT" });
    const etag = String(answer.headers["etag"] ?? "").replaceAll('"', "");
    if (answer.status !== 200 || !this.#etagIsMd5) return answer;
    if (etag !== createHash("md5").update(request.body).digest("hex"))
      throw refusal("OBJECT_CORRUPT", "the object store has stored other bytes than it was given", { key: request.key });
    return answer;
  }
}

const ATTEMPTS = 5;
const PAUSE_MS = 100;
const PASSING: ReadonlySet<string> = new Set(["unavailable", "deadline_exceeded"]);

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
  // A failure that tells nothing of itself comes from a server in trouble, or from something before it.
  if (BUSY.has(name) || name === "") return new ArgosyError("unavailable", "the object store is busy", options);
  return new ArgosyError("internal", "the object store answered with an error", options);
}
