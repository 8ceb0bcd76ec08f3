import type { Db } from "@argosy/work";

/** A chunk of the full resolution of a stored image. */
export interface StoredChunk {
  readonly key: string;
  readonly image: string;
  /** The longer side of the image. */
  readonly edge: number;
}

/** What becomes of a chunk, and what is found then. */
export const DAMAGES = [
  {
    what: "turned over in one byte",
    damage: (whole: Buffer) => turned(whole),
    finding: () => "has another content than when it was written",
  },
  {
    what: "cut off",
    damage: (whole: Buffer) => whole.subarray(0, whole.length - 100),
    finding: (whole: Buffer) => `has ${whole.length - 100} bytes, not ${whole.length}`,
  },
  { what: "deleted", damage: () => undefined, finding: () => "is missing" },
];

/** One chunk of each array of a project's images. */
export async function firstChunks(db: Db, project: string): Promise<readonly StoredChunk[]> {
  return db.query<StoredChunk>(
    `select distinct on (a.id) a.prefix || '/' || (e->>'key') as key, i.id as image, greatest(i.width, i.height) as edge
       from read.image i join read.array a on a.id = i.array_id, jsonb_array_elements(a.manifest) e
      where i.project_id = $1 and i.t = 0 and e->>'key' like '0/c/%' order by a.id, e->>'key'`,
    [project],
  );
}

function turned(whole: Buffer): Buffer {
  const bytes = Buffer.from(whole);
  bytes[100]! ^= 1;
  return bytes;
}
