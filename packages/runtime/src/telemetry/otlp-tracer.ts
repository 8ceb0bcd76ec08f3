import type { Log } from "@argosy/core";
import type { Tracer } from "@argosy/rpc";
import { idleTracer, newSpanId, newTraceId } from "@argosy/rpc";
import { loadConfig } from "../config.ts";
import type { Metrics } from "./metrics.ts";
import type { EndedSpan } from "./otlp-message.ts";
import { otlpMessage } from "./otlp-message.ts";
import { OtlpSettingsSchema, tracesHeaders, tracesUrl } from "./otlp-settings.ts";

/** A tracer, and how to end it. */
export interface RunningTracer {
  readonly tracer: Tracer;
  /** Sends what is left. */
  stop(): Promise<void>;
}

/** What a tracer needs of the world. */
export interface TracerPorts {
  readonly log: Log;
  readonly metrics: Metrics;
  /** The environment. */
  readonly settings: Readonly<Record<string, string | undefined>>;
}

const WAITING = 2_048;
const BATCH = 512;
const EVERY_MS = 2_000;
const ATTEMPTS = 3;
const VERSION = "0.1.0";
/** Answers after which the same spans may be sent again. */
const PASSING = new Set([429, 502, 503, 504]);

/**
 * The tracer that the environment asks for: one that sends steps to a collector by OTLP over HTTP in JSON, some at a time, or, where no
 * collector is named, one that only passes traces on. A collector that does not answer costs spans, never requests.
 *
 * @throws {ArgosyError} SETTINGS_INVALID.
 */
export function createTracer(ports: TracerPorts): RunningTracer {
  const settings = loadConfig(OtlpSettingsSchema, ports.settings);
  const url = tracesUrl(settings);
  if (url === undefined) return { tracer: idleTracer, stop: async () => {} };
  const headers = { "content-type": "application/json", ...tracesHeaders(settings) };
  const sender = new Sender(ports, async (body) => {
    const signal = AbortSignal.timeout(settings.OTEL_EXPORTER_OTLP_TIMEOUT);
    const response = await fetch(url, { method: "POST", headers, body, signal });
    await response.body?.cancel();
    return response.status;
  });
  return { tracer: recordingTracer((span) => sender.add(span), settings.OTEL_TRACES_SAMPLER_ARG), stop: () => sender.stop() };
}

function recordingTracer(keep: (span: EndedSpan) => void, share: number): Tracer {
  return {
    begin(name, { service, kind, parent, traceId = parent?.traceId ?? newTraceId(), attributes = {} }) {
      const sampled = parent?.sampled ?? Number.parseInt(traceId.slice(-13), 16) < share * 2 ** 52;
      const context = { traceId, spanId: newSpanId(), sampled };
      const startMs = performance.timeOrigin + performance.now();
      let over = !sampled;
      return {
        context,
        end({ attributes: more = {}, failure } = {}) {
          if (over) return;
          over = true;
          const endMs = performance.timeOrigin + performance.now();
          const parentSpanId = parent?.spanId;
          keep({ name, service, kind, context, parentSpanId, startMs, endMs, attributes: { ...attributes, ...more }, failure });
        },
      };
    },
  };
}

/** Sends spans in batches; when too many wait the newest are lost, and counted. */
class Sender {
  readonly #ports: TracerPorts;
  readonly #post: (body: string) => Promise<number>;
  #waiting: EndedSpan[] = [];
  #sending: Promise<void> | undefined;
  #timer: NodeJS.Timeout | undefined;
  #stopped = false;

  constructor(ports: TracerPorts, post: (body: string) => Promise<number>) {
    this.#ports = ports;
    this.#post = post;
  }

  add(span: EndedSpan): void {
    if (this.#stopped || this.#waiting.length >= WAITING) {
      this.#note("lost", 1);
      return;
    }
    this.#waiting.push(span);
    if (this.#waiting.length >= BATCH) this.#send();
    else this.#timer ??= setTimeout(() => this.#send(), EVERY_MS).unref();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#sending;
    this.#send();
    await this.#sending;
    clearTimeout(this.#timer);
  }

  #send(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#sending ??= this.#sendAll().finally(() => {
      this.#sending = undefined;
    });
  }

  async #sendAll(): Promise<void> {
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.splice(0, BATCH);
      const refused = await this.#deliver(otlpMessage(batch, VERSION));
      this.#note(refused === undefined ? "sent" : "lost", batch.length);
      if (refused !== undefined) this.#ports.log.warn("the collector of traces took no spans", { spans: batch.length, refused });
    }
  }

  /** @returns Why a batch was not taken. */
  async #deliver(body: string): Promise<string | undefined> {
    let refused = "";
    for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
      const status = await this.#post(body).catch((error: Error) => error.name);
      if (typeof status === "number" && status < 300) return undefined;
      refused = String(status);
      if (typeof status === "number" && !PASSING.has(status)) return refused;
      // Who ends does not wait for a collector that is away.
      if (this.#stopped) break;
      if (attempt < ATTEMPTS) await new Promise((resolve) => setTimeout(resolve, 100 * 4 ** attempt));
    }
    return refused;
  }

  #note(outcome: "sent" | "lost", spans: number): void {
    this.#ports.metrics.count("argosy_spans_total", { outcome }, spans);
  }
}
