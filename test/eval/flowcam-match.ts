import { readFile } from "node:fs/promises";
import type { Box } from "@argosy/core";
import type { FlowcamList } from "@argosy/nodes";
import { parse } from "csv-parse/sync";

/** A row of a FlowCam list as far as it is compared: where the particle lies on the collage and how many pixels it has. */
export interface ListedParticle {
  readonly box: Box;
  readonly rawArea: number;
}

/** An object as measured from our label image. */
export interface MeasuredObject {
  readonly box: Box;
  readonly area: number;
}

/** The particles of a list that lie on one collage. */
export function particlesOn(list: FlowcamList, collage: string): readonly ListedParticle[] {
  return list.particles
    .filter(({ collageFile }) => collageFile === collage)
    .map(({ box, values }) => ({ box, rawArea: Number(values["raw_area"]) }));
}

/** Reads `shape.area` and the bounding box of each object from the table that `--csv` writes. */
export async function readObjects(csv: string): Promise<readonly MeasuredObject[]> {
  const rows: Record<string, string>[] = parse(await readFile(csv), { columns: true });
  return rows.map((row) => {
    const number = (column: string): number => {
      const text = row[`shape.${column}`];
      if (text === undefined || text === "") throw new Error(`the table lacks shape.${column}`);
      return Number(text);
    };
    const [x, y] = [number("bbox_left"), number("bbox_top")];
    return { box: { x, y, width: number("bbox_right") - x, height: number("bbox_bottom") - y }, area: number("area") };
  });
}

/**
 * How many particles are one object of ours each: the only object inside the particle's box, and of exactly its area. An object that
 * lies in the boxes of several particles is none of theirs.
 */
export function countMatches(particles: readonly ListedParticle[], objects: readonly MeasuredObject[]): number {
  const inside = particles.map(({ box }) => objects.filter((object) => contains(box, object.box)));
  const claims = new Map<MeasuredObject, number>();
  for (const object of inside.flat()) claims.set(object, (claims.get(object) ?? 0) + 1);
  return particles.filter(({ rawArea }, i) => {
    const [only, ...others] = inside[i]!;
    return only !== undefined && others.length === 0 && claims.get(only) === 1 && only.area === rawArea;
  }).length;
}

function contains(outer: Box, inner: Box): boolean {
  return (
    inner.x >= outer.x &&
    inner.y >= outer.y &&
    inner.x + inner.width <= outer.x + outer.width &&
    inner.y + inner.height <= outer.y + outer.height
  );
}
