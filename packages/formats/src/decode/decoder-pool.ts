import { ArgosyError, type ErrorCode, type ErrorDetails, LIMITS, type Log, type Reason, refusal } from "@argosy/core";
import type { FileHeader, Format, PageHeader } from "../header.ts";
import { Assembly, type DecodedImage } from "./assembly.ts";
import type { Band } from "./band.ts";
import type { Summary } from "./decode-page.ts";
import { DecoderChild } from "./decoder-child.ts";

/** Where the bytes of an image are: in memory, or in a file that the decoder process may read. */
export type Encoded = Uint8Array | { readonly file: string };

/** How a {@link DecoderPool} is set up. */
export interface DecoderPoolOptions {
  /** Processes at most; started when they are needed or prepared, and kept. */
  readonly processes: number;
  /** Resident memory at which a process is killed. */
  readonly memoryBytes?: number;
  /** Seconds that one image may take. */
  readonly timeoutSeconds?: number;
  readonly log?: Log;
}

/** Decodes images from outside in processes of their own. */
export interface DecoderPool {
  /**
   * The samples of one page, upright, by the colour rules of the house.
   *
   * @param header - what `readHeader` gave for the same bytes.
   * @param page - index of the page, from 0.
   * @throws {ArgosyError} what the decoder found wrong, or `DECODER_CRASHED`, `DECODER_TIMEOUT`, `DECODER_OUT_OF_MEMORY`: then that
   *   one process was lost, and only this image with it.
   */
  decode(encoded: Encoded, header: FileHeader, page: number, signal?: AbortSignal): Promise<DecodedImage>;
  /** Starts the processes that do not run yet, for images that will come. */
  prepare(): void;
  /** Ends every process; images in hand are cancelled. */
  close(): Promise<void>;
  /** Largest resident memory that any process ever had, in bytes, as measured every 100 ms. */
  readonly peakBytes: number;
}

const MEASURE_MS = 100;
/** A resting process above this is replaced: what a decoder once allocated is rarely given back. */
const REST_BYTES = 320 * 2 ** 20;

/** Makes a pool. Nothing is started before the first image or `prepare`. */
export function createDecoderPool(options: DecoderPoolOptions): DecoderPool {
  return new Pool(options);
}

type Answer =
  | ({ readonly kind: "band" } & Omit<Band, "data">)
  | ({ readonly kind: "done" } & Summary)
  | { readonly kind: "error"; code: ErrorCode; reason?: Reason; message: string; details: ErrorDetails; cause?: string };

interface Request {
  readonly format: Format;
  readonly page: PageHeader;
  readonly file?: string;
  readonly bytes?: Uint8Array;
}

class Pool implements DecoderPool {
  peakBytes = 0;
  readonly #options: DecoderPoolOptions;
  readonly #idle: DecoderChild[] = [];
  readonly #busy = new Set<DecoderChild>();
  readonly #waiting: (() => void)[] = [];
  #running = 0;
  #closed = false;

  constructor(options: DecoderPoolOptions) {
    this.#options = options;
  }

  async decode(encoded: Encoded, header: FileHeader, index: number, signal?: AbortSignal): Promise<DecodedImage> {
    const page = header.pages[index];
    if (page === undefined) throw new ArgosyError("invalid_argument", `there is no page ${index}`, { details: { page: index } });
    const request: Request = { format: header.format, page, ...(encoded instanceof Uint8Array ? { bytes: encoded } : encoded) };
    signal?.throwIfAborted();
    await this.#enter(signal);
    try {
      signal?.throwIfAborted();
      const used = this.#takeChild();
      if (used === undefined) return await this.#decodeIn(new DecoderChild(), request, signal);
      return await this.#decodeIn(used, request, signal).catch((error: unknown) => {
        // a process that rested may have been dying already: the image is blamed only for a fresh one
        if (this.#closed || !(error instanceof ArgosyError) || error.reason !== "DECODER_CRASHED") throw error;
        return this.#decodeIn(new DecoderChild(), request, signal);
      });
    } finally {
      this.#running--;
      this.#waiting.shift()?.();
    }
  }

  prepare(): void {
    for (let started = this.#idle.length + this.#busy.size; started < this.#options.processes && !this.#closed; started++) {
      const child = new DecoderChild();
      child.rest(true);
      this.#idle.push(child);
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    for (const wake of this.#waiting.splice(0)) wake();
    const children = [...this.#idle.splice(0), ...this.#busy];
    for (const child of children) {
      child.rest(false);
      child.kill("closed");
    }
    await Promise.all(children.map((child) => child.ended()));
  }

  async #enter(signal: AbortSignal | undefined): Promise<void> {
    while (!this.#closed && this.#running >= this.#options.processes) {
      await new Promise<void>((resolve) => {
        const wake = () => {
          signal?.removeEventListener("abort", leave);
          resolve();
        };
        const leave = () => {
          const at = this.#waiting.indexOf(wake);
          if (at >= 0) this.#waiting.splice(at, 1);
          resolve();
        };
        this.#waiting.push(wake);
        signal?.addEventListener("abort", leave, { once: true });
      });
      if (signal?.aborted === true) {
        this.#waiting.shift()?.(); // the turn that may have come with the abort goes to the next
        signal.throwIfAborted();
      }
    }
    if (this.#closed) throw new ArgosyError("cancelled", "the decoder pool was closed");
    this.#running++;
  }

  async #decodeIn(child: DecoderChild, request: Request, signal: AbortSignal | undefined): Promise<DecodedImage> {
    this.#busy.add(child);
    child.rest(false);
    const stop = this.#watch(child, signal);
    let healthy = false;
    try {
      const { bytes = new Uint8Array(0), ...rest } = request;
      child.ask(rest, bytes);
      const image = await this.#collect(child, new Assembly(request.page));
      healthy = true;
      return image;
    } catch (error) {
      healthy = error instanceof ArgosyError && error.details["process"] !== "lost";
      throw error;
    } finally {
      stop();
      this.#busy.delete(child);
      if (healthy && !this.#closed && child.killed === undefined && child.measure() <= REST_BYTES) {
        child.rest(true);
        this.#idle.push(child);
      } else child.kill("closed");
      this.peakBytes = Math.max(this.peakBytes, child.peakBytes);
    }
  }

  /** A resting process that has ended meanwhile is no fault of the next image. */
  #takeChild(): DecoderChild | undefined {
    let child = this.#idle.pop();
    while (child !== undefined && !child.alive) child = this.#idle.pop();
    return child;
  }

  async #collect(child: DecoderChild, assembly: Assembly): Promise<DecodedImage> {
    for (;;) {
      const next = await child.frames.next().catch((cause: unknown) => {
        throw refusal("DECODER_CRASHED", "the decoder process answered with something else", { process: "lost" }, cause);
      });
      if (next.done === true) throw await this.#lost(child);
      const answer = next.value.value as Answer;
      if (answer.kind === "band") assembly.add(answer, next.value.bytes);
      else if (answer.kind === "done") return assembly.finish(answer);
      else throw fromChild(answer);
    }
  }

  /** Watches one image: memory every 100 ms, time, cancellation. Returns what ends the watch. */
  #watch(child: DecoderChild, signal: AbortSignal | undefined): () => void {
    const { memoryBytes = LIMITS.decoderBytes, timeoutSeconds = LIMITS.decoderSeconds } = this.#options;
    const measuring = setInterval(() => {
      if (child.measure() > memoryBytes) child.kill("memory");
    }, MEASURE_MS);
    const timeout = setTimeout(() => child.kill("timeout"), timeoutSeconds * 1_000);
    const cancel = () => child.kill("cancelled");
    signal?.addEventListener("abort", cancel, { once: true });
    return () => {
      clearInterval(measuring);
      clearTimeout(timeout);
      signal?.removeEventListener("abort", cancel);
    };
  }

  async #lost(child: DecoderChild): Promise<ArgosyError> {
    const why = child.killed;
    child.kill("closed");
    await child.ended();
    const { memoryBytes = LIMITS.decoderBytes, timeoutSeconds = LIMITS.decoderSeconds } = this.#options;
    this.#options.log?.warn("a decoder process was lost", { why: why ?? "crash", peakBytes: child.peakBytes, said: child.said });
    const details = { process: "lost" };
    if (why === "memory")
      return refusal("DECODER_OUT_OF_MEMORY", `decoding needed more than ${memoryBytes} bytes`, {
        ...details,
        limit: memoryBytes,
        limitName: "decoderBytes",
      });
    if (why === "timeout")
      return refusal("DECODER_TIMEOUT", `decoding took longer than ${timeoutSeconds} s`, {
        ...details,
        limit: timeoutSeconds,
        limitName: "decoderSeconds",
      });
    if (why === "cancelled" || this.#closed) return new ArgosyError("cancelled", "decoding was cancelled", { details });
    return refusal("DECODER_CRASHED", "the decoder process ended while it read this file", details);
  }
}

function fromChild(answer: Extract<Answer, { kind: "error" }>): ArgosyError {
  const { code, reason, message, details, cause } = answer;
  // what is not a refusal is a fault of the decoder: the file fails with a reason of its own, the cause goes to the log
  if (reason === undefined) return refusal("DECODER_CRASHED", "the decoder failed on this file", {}, cause ?? message);
  return new ArgosyError(code, message, { reason, details });
}
