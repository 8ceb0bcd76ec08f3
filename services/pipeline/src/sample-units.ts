import { createHash } from "node:crypto";
import { refusal } from "@argosy/core";
import type { Unit } from "@argosy/nodes";

/** Which images a trial takes. */
export interface Sample {
  readonly images: number;
  readonly seed: number;
}

const MOST = 64;

/**
 * The images of a trial, in their units. They are chosen by their names and the seed alone: the same names give the same choice, in
 * whatever order and project they were imported.
 *
 * @throws {ArgosyError} FIELD_INVALID for a number of images that a trial cannot have.
 */
export function sampleUnits(units: readonly Unit[], { images, seed }: Sample): Unit[] {
  if (!Number.isInteger(images) || images < 1 || images > MOST)
    throw refusal("FIELD_INVALID", `a trial takes 1 to ${MOST} images`, { pointer: "/sample/images", images });
  const drawn = units
    .flatMap((unit) => unit.images.map(({ id, name }) => ({ id, lot: createHash("sha256").update(`${seed} ${name}`).digest("hex") })))
    .sort((a, b) => (a.lot < b.lot ? -1 : a.lot > b.lot ? 1 : 0))
    .slice(0, images);
  const chosen = new Set(drawn.map(({ id }) => id));
  return units
    .map((unit) => ({ ...unit, images: unit.images.filter((image) => chosen.has(image.id)) }))
    .filter((unit) => unit.images.length > 0);
}
