import type { Log, LogFields } from "@argosy/core";

/** A log that nobody reads. */
export const silentLog: Log = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  child: () => silentLog,
};

/** One line that a {@link recordingLog} has kept. */
export interface LogLine {
  readonly level: "debug" | "info" | "warn" | "error";
  readonly message: string;
  readonly fields: LogFields;
}

/** A log that keeps its lines in `lines`. */
export function recordingLog(lines: LogLine[], context: LogFields = {}): Log {
  const at = (level: LogLine["level"]) => (message: string, fields?: LogFields) => {
    lines.push({ level, message, fields: { ...context, ...fields } });
  };
  const child = (fields: LogFields) => recordingLog(lines, { ...context, ...fields });
  return { debug: at("debug"), info: at("info"), warn: at("warn"), error: at("error"), child };
}
