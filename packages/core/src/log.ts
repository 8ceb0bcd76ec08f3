/** Values that go with a line of the log. Never data of people, tokens or pixels. */
export type LogFields = Readonly<Record<string, unknown>>;

/** Where a service says what it does: one JSON object a line. */
export interface Log {
  debug(message: string, fields?: LogFields): void;
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
  /** The same log with fields that are added to each line. */
  child(fields: LogFields): Log;
}
