import type { NamePattern } from "@argosy/core";
import { compilePattern } from "@argosy/core";
import type { Db } from "@argosy/work";

interface NamedRow {
  readonly id: string;
  readonly path: string;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly notes: readonly string[];
}

const BATCH = 5_000;
/** What an import notes at a file whose name says nothing. */
export const NO_MATCH = "the name does not match the pattern";

/**
 * Reads the names of a collection's files by another pattern: what the old one said goes, what the new one says comes; what a table or a
 * form said stays. Images are placed on the sheet anew.
 */
export async function readNamesAgain(tx: Db, collection: string, old: string, fresh: string): Promise<void> {
  const [before, after] = [old, fresh].map((pattern) => (pattern === "" ? undefined : compilePattern(pattern)));
  for (let last = ""; ; ) {
    const files = await tx.query<NamedRow>(
      "select id, path, metadata, notes from file where collection_id = $1 and kind = 'image' and path > $2 order by path limit $3",
      [collection, last, BATCH],
    );
    const end = files.at(-1);
    if (end === undefined) return;
    last = end.path;
    const changed = files.map((file) => ({ id: file.id, ...renamed(file, before, after) }));
    const values = [
      changed.map(({ id }) => id),
      changed.map(({ metadata }) => JSON.stringify(metadata)),
      changed.map(({ notes }) => JSON.stringify(notes)),
    ];
    const given = "unnest($1::text[], $2::text[], $3::text[]) as n (id, metadata, notes)";
    await tx.query(
      `update image set metadata = n.metadata::jsonb || (image.metadata - array(select jsonb_object_keys(f.metadata))), sheet_row = null
         from ${given} join file f on f.id = n.id where image.file_id = n.id`,
      values,
    );
    await tx.query(`update file set metadata = n.metadata::jsonb, notes = n.notes::jsonb from ${given} where file.id = n.id`, values);
  }
}

function renamed(
  { path, metadata, notes }: NamedRow,
  before: NamePattern | undefined,
  after: NamePattern | undefined,
): { readonly metadata: Record<string, unknown>; readonly notes: readonly string[] } {
  const said = before?.match(path) ?? {};
  const says = after?.match(path);
  const kept = Object.fromEntries(Object.entries(metadata).filter(([key, value]) => !Object.hasOwn(said, key) || said[key] !== value));
  const others = notes.filter((note) => note !== NO_MATCH);
  return { metadata: { ...says, ...kept }, notes: after !== undefined && says === undefined ? [...others, NO_MATCH] : others };
}
