import type { Log, LogFields } from "@argosy/core";
import { ArgosyError, ERROR_CODES } from "@argosy/core";
import { currentTrace } from "@argosy/rpc";
import type { DestinationStream, Logger } from "pino";
import { destination, pino } from "pino";

/** How the log is written. */
export interface LogOptions {
  /** Goes on every line. */
  readonly service: string;
  readonly level?: "debug" | "info" | "warn" | "error" | "silent";
  /** A file to append to; default: standard error, so that standard output belongs to results. */
  readonly file?: string;
  /** In place of a file. */
  readonly stream?: DestinationStream;
}

const SECRET = /token|password|secret|authorization|cookie|private.?key|database_url/i;
const DEPTH = 5;
/** Ids, hashes and names of reasons. */
const NO_TEXT = /^([0-9a-v]{26}|[0-9a-f]{32,64}|[A-Z][A-Z_]*)$/;

/**
 * A {@link Log} that writes one JSON object a line: level, time (ISO 8601), service, message, fields. Line breaks in texts are escaped
 * by JSON, the id of the trace in hand goes on each line, members that are named like secrets are not written, an error is written with its causes and their stacks.
 */
export function createLog({ service, level = "info", file, stream }: LogOptions): Log {
  const target = stream ?? destination({ dest: file ?? 2, sync: true, mkdir: true });
  const options = {
    base: { service },
    level,
    messageKey: "message",
    // Whatever is said within a request or a task can be found by its trace.
    mixin: () => {
      const trace = currentTrace();
      return trace === undefined ? {} : { traceId: trace.traceId };
    },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
  };
  return logOver(pino(options, target));
}

function logOver(logger: Logger): Log {
  const line = (level: "debug" | "info" | "warn" | "error") => (message: string, fields?: LogFields) => {
    if (!logger.isLevelEnabled(level)) return;
    if (fields === undefined) logger[level](message);
    else logger[level](clean(fields, DEPTH) as object, message);
  };
  return {
    debug: line("debug"),
    info: line("info"),
    warn: line("warn"),
    error: line("error"),
    child: (fields) => logOver(logger.child(clean(fields, DEPTH) as Record<string, unknown>)),
  };
}

/** A copy that JSON can hold, without secrets, not too deep. */
function clean(value: unknown, depth: number): unknown {
  if (typeof value === "bigint") return value.toString();
  if (value === null || typeof value !== "object") return value;
  if (depth === 0) return "...";
  if (value instanceof Error) return cleanError(value, depth);
  if (value instanceof Date) return value;
  if (ArrayBuffer.isView(value)) return `${value.byteLength} bytes`;
  if (Array.isArray(value)) return value.slice(0, 100).map((entry) => clean(entry, depth - 1));
  const entries = Object.entries(value).map(([name, member]) => [name, SECRET.test(name) ? "[secret]" : clean(member, depth - 1)]);
  return Object.fromEntries(entries);
}

/**
 * What a person's own input brought about may speak of it: of that only the reason is written, and of the details what is no free text.
 */
function cleanRefusal({ name, code, reason, details, stack = "" }: ArgosyError): unknown {
  const kept = Object.entries(details).filter(
    ([, value]) => typeof value !== "object" && (typeof value !== "string" || NO_TEXT.test(value)),
  );
  return { name, code, reason, details: Object.fromEntries(kept), stack: stack.slice(Math.max(0, stack.indexOf("\n    at "))).trim() };
}

function cleanError(error: Error, depth: number): unknown {
  if (error instanceof ArgosyError && ERROR_CODES[error.code].http < 500) return cleanRefusal(error);
  const { name, message, stack, cause, ...members } = {
    ...error,
    name: error.name,
    message: error.message,
    stack: error.stack,
    cause: error.cause,
  };
  return {
    name,
    message,
    stack,
    ...(clean(members, depth - 1) as object),
    ...(cause === undefined ? {} : { cause: clean(cause, depth - 1) }),
  };
}
