import type { Db } from "@argosy/work";

/** What stands in addresses without its project. */
export type ThingKind = "image" | "object" | "array" | "run" | "job";

/** Size of an image: it never changes. */
export interface ImagePlace {
  readonly project: string;
  readonly width: number;
  readonly height: number;
}

/** Finds the projects of ids, over the views that the services give. */
export interface Things {
  /** The project of a thing; `undefined` when there is none of this id. */
  projectOf(kind: ThingKind, id: string): Promise<string | undefined>;
  image(id: string): Promise<ImagePlace | undefined>;
  /** The project and version of a stored array. */
  array(id: string): Promise<{ readonly project: string; readonly version: number } | undefined>;
}

const REMEMBERED = 10_000;

/** Looks ids up in the database; images are remembered, since none ever moves or changes its size. */
export function createThings(db: Db): Things {
  const images = new Map<string, ImagePlace>();
  const projectIn = async (view: string, id: string): Promise<string | undefined> =>
    (await db.one<{ project: string }>(`select project_id as project from ${view} where id = $1`, [id]))?.project;
  const things: Things = {
    async image(id) {
      const known = images.get(id);
      if (known !== undefined) return known;
      const found = await db.one<ImagePlace>("select project_id as project, width, height from read.image where id = $1", [id]);
      if (found === undefined) return undefined;
      if (images.size >= REMEMBERED) images.delete(images.keys().next().value!);
      images.set(id, found);
      return found;
    },
    array: (id) => db.one("select project_id as project, version from read.array where id = $1", [id]),
    async projectOf(kind, id) {
      if (kind === "image") return (await things.image(id))?.project;
      return projectIn(`read.${kind}`, id);
    },
  };
  return things;
}
