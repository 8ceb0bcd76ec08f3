import type { Box } from "@argosy/core";
import { refusal } from "@argosy/core";

/** One particle of a FlowCam list. */
export interface FlowcamParticle {
  readonly id: number;
  /** File of the collage that shows the particle. */
  readonly collageFile: string;
  /** Where it is on the collage (`image_x`, `image_y`, `image_w`, `image_h`), in pixels. */
  readonly box: Box;
  /** Every field of the list by its name. */
  readonly values: Readonly<Record<string, string | number>>;
}

/** A FlowCam list (`*.lst`): what the instrument measured, particle by particle. */
export interface FlowcamList {
  readonly fields: readonly { readonly name: string; readonly type: string }[];
  readonly particles: readonly FlowcamParticle[];
}

const FIELDS = 512;
const PARTICLES = 1_000_000;
const NUMERIC = new Set(["int32", "int64", "double", "float"]);

/**
 * Reads a FlowCam list: the version (017), `num-fields|n`, n lines `name|type`, then one line of `|`-separated values a particle.
 *
 * @throws {ArgosyError} `TABLE_INVALID` with the line, from 1.
 */
export function readFlowcamList(bytes: Uint8Array): FlowcamList {
  const lines = new TextDecoder("latin1").decode(bytes).split(/\r?\n/);
  if (!/^\d{3}$/.test(lines[0]?.trim() ?? "")) throw invalid("a FlowCam list starts with its version", 1);
  const count = Number(/^num-fields\|(\d{1,6})$/.exec(lines[1]?.trim() ?? "")?.[1] ?? 0);
  if (count < 1 || count > FIELDS) throw invalid(`the number of fields must be 1 to ${FIELDS}`, 2);
  const fields = lines.slice(2, 2 + count).map((line, i) => parseField(line, i + 3));
  if (fields.length < count) throw invalid("the list ends inside its fields", lines.length);
  if (lines.length > PARTICLES + count + 3) throw invalid(`there are more than ${PARTICLES} particles`, PARTICLES);
  const particles: FlowcamParticle[] = [];
  for (let i = 2 + count; i < lines.length; i++) if (lines[i] !== "") particles.push(parseParticle(lines[i]!, fields, i + 1));
  return { fields, particles };
}

function parseField(line: string, number: number) {
  const [name = "", type = ""] = line.trim().split("|");
  if (!/^[A-Za-z][A-Za-z0-9_]{0,63}$/.test(name) || type === "") throw invalid("a field is name|type", number);
  return { name, type };
}

function parseParticle(line: string, fields: FlowcamList["fields"], number: number): FlowcamParticle {
  const cells = line.split("|");
  if (cells.length < fields.length) throw invalid(`${fields.length} values are needed, ${cells.length} are there`, number);
  const values: Record<string, string | number> = {};
  fields.forEach(({ name, type }, i) => {
    const cell = cells[i]!.trim();
    values[name] = NUMERIC.has(type) && cell !== "" ? Number(cell) : cell;
    if (Number.isNaN(values[name])) throw invalid(`${name} is not a number`, number);
  });
  const whole = (name: string, least: number): number => {
    const value = values[name];
    if (typeof value !== "number" || !Number.isInteger(value) || value < least)
      throw invalid(`${name} must be a whole number of at least ${least}`, number);
    return value;
  };
  const box = { x: whole("image_x", 0), y: whole("image_y", 0), width: whole("image_w", 1), height: whole("image_h", 1) };
  return { id: whole("id", 0), collageFile: String(values["collage_file"] ?? ""), box, values };
}

function invalid(message: string, line: number) {
  return refusal("TABLE_INVALID", `${message} (line ${line})`, { line });
}
