/** A number out of metadata: as it is, or a text that is one. */
export function numberOf(value: unknown): number | undefined {
  if (typeof value === "number") return Number.isFinite(value) ? value : undefined;
  if (typeof value !== "string" || value.trim() === "") return undefined;
  const number = Number(value.trim());
  return Number.isFinite(number) ? number : undefined;
}

const HEMISPHERE = /^([0-9]+(?:\.[0-9]+)?)\s*°?\s*([NSEW])$/i;

/** Decimal degrees, south and west negative: a number, or `43.5 N`. */
export function degreesOf(value: unknown): number | undefined {
  const found = typeof value === "string" ? HEMISPHERE.exec(value.trim()) : null;
  if (found === null) return numberOf(value);
  const degrees = Number(found[1]);
  return /[SW]/i.test(found[2] ?? "") ? -degrees : degrees;
}

const DATE = /^(\d{4})[-:/]?(\d{2})[-:/]?(\d{2})(?:$|[T ])/;

/** A date as EcoTaxa takes it, out of `2020-01-31`, `20200131`, `2020:01:31 08:15:00` and the like. */
export function dateOf(value: unknown): string | undefined {
  const found = DATE.exec(String(value ?? "").trim());
  if (found === null) return undefined;
  const iso = `${found[1]}-${found[2]}-${found[3]}`;
  const date = new Date(`${iso}T00:00:00Z`);
  const exists = !Number.isNaN(date.getTime()) && date.toISOString().startsWith(iso);
  return exists ? iso.replaceAll("-", "") : undefined;
}

const TIME = /(?:^|[T ])([01]?\d|2[0-3])[:.]([0-5]\d)(?:[:.]([0-5]\d))?(?:\.\d+)?(Z|[+-]\d\d:?\d\d)?$/;

/** A time of day as EcoTaxa takes it, out of `8:15`, `08:15:30`, `081530` or what follows a date; a zone other than UTC is refused. */
export function timeOf(value: unknown): string | undefined {
  const text = String(value ?? "").trim();
  if (/^\d{6}$/.test(text) && /^([01]\d|2[0-3])[0-5]\d[0-5]\d$/.test(text)) return text;
  const found = TIME.exec(text);
  if (found === null || (found[4] !== undefined && !/^(Z|[+-]00:?00)$/.test(found[4]))) return undefined;
  return `${(found[1] ?? "").padStart(2, "0")}${found[2]}${found[3] ?? "00"}`;
}

/** A value of metadata as a cell: numbers and texts as they are, lists and objects as JSON; `undefined` for nothing. */
export function cellOf(value: unknown): string | number | undefined {
  if (value === undefined || value === null || value === "") return undefined;
  if (typeof value === "number") return Number.isFinite(value) ? value : undefined;
  return typeof value === "string" ? value : JSON.stringify(value);
}
