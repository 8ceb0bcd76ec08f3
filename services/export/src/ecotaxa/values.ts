const PYTHON_FLOAT = /^[+-]?(?:(?:\d+(?:_\d+)*)(?:\.(?:\d+(?:_\d+)*)?)?|\.\d+(?:_\d+)*)(?:e[+-]?\d+(?:_\d+)*)?$/i;
const PYTHON_NON_FINITE = /^([+-]?)(inf(?:inity)?|nan)$/i;
/** Digits that stay below the largest double. */
const LONGEST_PLAIN = 300;
const MINUS = 45;
const POINT = 46;
const ZERO = 48;
const NINE = 57;
const DEGREES_MINUTES = /(-?\d+)°(\d+) (\d+)/;
const WHOLE = /^\s*[+-]?\d+(?:_\d+)*\s*$/;

/** A cell as EcoTaxa takes it: trimmed, and for numbers `nan` and `na` count as nothing. */
export function cleanCell(text: string, numeric: boolean): string {
  const trimmed = text.trim();
  if (!numeric) return trimmed;
  const lower = trimmed.toLowerCase();
  return lower === "nan" || lower === "na" ? "" : trimmed;
}

/** The number that Python's float() reads, undefined where it refuses; -inf is refused, as EcoTaxa does. */
export function readFloat(text: string): number | undefined {
  const trimmed = text.trim();
  const special = PYTHON_NON_FINITE.exec(trimmed);
  if (special !== null) {
    if (special[2]?.toLowerCase() === "nan") return Number.NaN;
    return special[1] === "-" ? undefined : Number.POSITIVE_INFINITY;
  }
  if (!PYTHON_FLOAT.test(trimmed)) return undefined;
  const number = Number(trimmed.replaceAll("_", ""));
  return number === Number.NEGATIVE_INFINITY ? undefined : number;
}

/** Whether the text is a number as programs mostly write it: digits, at most one point between them, a minus before. Never says yes wrongly. */
export function isPlainNumber(text: string): boolean {
  if (text.length > LONGEST_PLAIN) return false;
  const first = text.charCodeAt(0) === MINUS ? 1 : 0;
  let points = 0;
  for (let i = first; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code >= ZERO && code <= NINE) continue;
    if (code !== POINT || points === 1 || i === first || i === text.length - 1) return false;
    points = 1;
  }
  return text.length > first;
}

/** Decimal degrees of `12.5` or `12°30 15`; undefined where neither. The sign of the degrees does not reach the minutes, as in EcoTaxa. */
export function readDegrees(text: string): number | undefined {
  const parts = DEGREES_MINUTES.exec(text);
  if (parts === null) return readFloat(text);
  return Number(parts[1]) + (Number(parts[2]) + Number(parts[3]) / 60) / 60;
}

/** Whether the text is a latitude (`limit` 90) or longitude (`limit` 180). NaN passes no comparison in EcoTaxa, so it is not refused. */
export function isCoordinate(text: string, limit: number): boolean {
  const degrees = readDegrees(text);
  return degrees !== undefined && !(degrees < -limit) && !(degrees > limit);
}

function whole(text: string): number | undefined {
  return WHOLE.test(text) ? Number(text.trim().replaceAll("_", "")) : undefined;
}

/** Whether the text is a date YYYYMMDD or YYYY-MM-DD that exists in the calendar; what follows is ignored, as EcoTaxa does. */
export function isDate(text: string): boolean {
  const dashed = text[4] === "-" && text[7] === "-";
  const year = whole(text.slice(0, 4));
  const month = whole(dashed ? text.slice(5, 7) : text.slice(4, 6));
  const day = whole(dashed ? text.slice(8, 10) : text.slice(6, 8));
  if (year === undefined || month === undefined || day === undefined) return false;
  if (year < 1 || month < 1 || month > 12 || day < 1) return false;
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  return day <= (days[month - 1] ?? 0);
}

/** Whether the text is a time HHMM[SS], left-padded, or strictly HH:MM:SS. */
export function isTime(text: string): boolean {
  let parts: readonly string[];
  if (text[2] === ":" && text[5] === ":") parts = [text.slice(0, 2), text.slice(3, 5), text.slice(6, 8)];
  else {
    const padded = text.padStart(4, "0").padEnd(6, "0");
    parts = [padded.slice(0, 2), padded.slice(2, 4), padded.slice(4, 6)];
  }
  const [hour, minute, second] = parts.map(whole);
  if (hour === undefined || minute === undefined || second === undefined) return false;
  return hour >= 0 && hour < 24 && minute >= 0 && minute < 60 && second >= 0 && second < 60;
}

const STATES = new Set(["predicted", "validated", "dubious", "discarded"]);

/** Whether the text is a status that EcoTaxa knows. */
export function isStatus(text: string): boolean {
  return text === "noid" || STATES.has(text.toLowerCase());
}

/** Characters as the database counts them: code points. */
export function characters(text: string): number {
  let count = text.length;
  for (let i = 0; i < text.length - 1; i++) {
    const code = text.charCodeAt(i);
    if (code >= 0xd800 && code < 0xdc00 && text.charCodeAt(i + 1) >= 0xdc00 && text.charCodeAt(i + 1) < 0xe000) count -= 1;
  }
  return count;
}
