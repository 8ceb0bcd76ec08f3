import exifr from "exifr";

/** EXIF blocks above this many bytes are not parsed; the specification's own bound inside JPEG is 65,533. */
export const EXIF_BYTES = 1 << 20;

const TEXT_CHARACTERS = 4_096;

/** The fields of an EXIF block and what must be said about it. */
export interface ExifFields {
  readonly fields: Record<string, string | number>;
  readonly orientation: number;
  readonly note?: string;
}

const NONE: ExifFields = { fields: {}, orientation: 1 };

/**
 * The fields of an EXIF block (a TIFF structure, without the `Exif\0\0` in front). Numbers and texts are kept, dates become
 * `YYYY-MM-DDTHH:MM:SS` in the camera's own time, which has no zone; binary fields, embedded previews and maker notes are left out.
 * A damaged block gives no field and a note, never an error: the pixels do not depend on it.
 */
export async function readExif(block: Uint8Array): Promise<ExifFields> {
  if (block.length < 8) return NONE;
  if (block.length > EXIF_BYTES) return { ...NONE, note: `EXIF of ${block.length} bytes was not read` };
  let parsed: Record<string, unknown> | undefined;
  try {
    parsed = await exifr.parse(Buffer.from(block), {
      tiff: true,
      ifd0: {},
      exif: true,
      gps: true,
      interop: false,
      ifd1: false,
      makerNote: false,
      userComment: false,
      xmp: false,
      icc: false,
      iptc: false,
      jfif: false,
      ihdr: false,
      reviveValues: false,
      translateValues: false,
      mergeOutput: true,
    });
  } catch {
    // exifr throws bare errors of many kinds on damaged blocks; the note is what a person can use.
    return { ...NONE, note: "the EXIF block is damaged and was not read" };
  }
  const fields: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(parsed ?? {})) {
    const kept = plainValue(value);
    if (kept !== undefined && name !== "errors" && /^[A-Za-z][A-Za-z0-9]{0,63}$/.test(name)) fields[name] = kept;
  }
  const orientation = Number(fields["Orientation"] ?? 1);
  return { fields, orientation: orientation >= 1 && orientation <= 8 && Number.isInteger(orientation) ? orientation : 1 };
}

function plainValue(value: unknown): string | number | undefined {
  if (typeof value === "number") return Number.isFinite(value) ? value : undefined;
  if (typeof value !== "string") return undefined;
  const date = /^(\d{4}):(\d\d):(\d\d) (\d\d:\d\d:\d\d)/.exec(value);
  return date === null ? cleanText(value) : `${date[1]}-${date[2]}-${date[3]}T${date[4]}`;
}

/** Text without control characters, cut at 4,096 characters; `undefined` where nothing is left. */
export function cleanText(text: string): string | undefined {
  const printable = (letter: string) => letter === "\t" || letter === "\n" || (letter >= " " && letter !== "\x7f");
  const clean = [...text.slice(0, TEXT_CHARACTERS)].filter(printable).join("").trim();
  return clean === "" ? undefined : clean;
}
