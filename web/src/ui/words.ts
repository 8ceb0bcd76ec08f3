/** A number as people read it: at most four significant digits, no needless zeros. */
export function shortNumber(value: number): string {
  if (Number.isInteger(value)) return value.toLocaleString("en");
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-3 || size >= 1e7)) return value.toExponential(3);
  return value.toLocaleString("en", size >= 1_000 ? { maximumFractionDigits: 1 } : { maximumSignificantDigits: 4 });
}

/** A number in a column of numbers: fractions always have four significant digits, so that the eye can compare them. */
export function cellNumber(value: number): string {
  const size = Math.abs(value);
  if (Number.isInteger(value) || size < 1e-3 || size >= 1_000) return shortNumber(value);
  return value.toLocaleString("en", { minimumSignificantDigits: 4, maximumSignificantDigits: 4 });
}

export function bytesInWords(bytes: number): string {
  const units = ["bytes", "kB", "MB", "GB", "TB"];
  const step = bytes === 0 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3));
  return `${(bytes / 1_000 ** step).toLocaleString("en", { maximumSignificantDigits: 3 })} ${units[step]}`;
}

export function secondsInWords(seconds: number): string {
  if (seconds < 1) return "less than a second";
  if (seconds < 90) return `${Math.round(seconds)} s`;
  if (seconds < 5_400) return `${Math.round(seconds / 60)} min`;
  return `${shortNumber(Math.round(seconds / 360) / 10)} h`;
}

export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString("en")} ${count === 1 ? one : many}`;
}

export function timeOf(iso: string): string {
  const time = new Date(iso);
  const thisYear = time.getFullYear() === new Date().getFullYear();
  return time.toLocaleString("en-GB", {
    day: "numeric",
    month: "short",
    ...(thisYear ? {} : { year: "numeric" }),
    hour: "2-digit",
    minute: "2-digit",
  });
}

/** As much of a job as says what it is doing. */
export interface JobState {
  readonly state: string;
  readonly waitingFor?: string;
  readonly done: number;
  readonly total: number;
  readonly failed: number;
}

/** What a job is doing, in a few words. */
export function stateInWords(job: JobState): string {
  if (job.state === "waiting") return job.waitingFor ? `waiting: ${job.waitingFor}` : "waiting";
  if (job.state === "running" && job.total > 0) return `${job.done.toLocaleString("en")} of ${job.total.toLocaleString("en")}`;
  if (job.state === "done" && job.failed > 0) return `done, ${job.failed.toLocaleString("en")} failed`;
  return job.state;
}

/** The name of a column as people read it: "shape.area_bbox" is "area bbox". */
export const measureInWords = (column: string): string => column.slice(column.indexOf(".") + 1).replaceAll("_", " ");

/** A unit as it is written: "um2" is "µm²", "1" is nothing. */
export function unitInWords(unit: string): string {
  if (unit === "1") return "";
  return unit
    .replaceAll("um", "µm")
    .replace(/(?<=[a-z])2/g, "²")
    .replace(/(?<=[a-z])3/g, "³");
}
