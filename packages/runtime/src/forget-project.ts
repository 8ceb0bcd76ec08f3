import type { Ports } from "./service.ts";

/** What a service keeps of projects. */
export interface KeptOfProjects {
  /** Name of the service: its bytes lie below `<project>/<service>/`. */
  readonly service: string;
  /** Statements that delete its rows of the project `$1`, those that refer to others first. */
  readonly rows: readonly string[];
}

/**
 * Deletes all that a service keeps of a project: the rows at once, then the bytes that they named. Safe to repeat, and to go on with
 * after it was broken off. Time O(rows + objects of the store).
 */
async function forgetProject({ db, store }: Pick<Ports, "db" | "store">, kept: KeptOfProjects, project: string): Promise<void> {
  await db.transaction(async (tx) => {
    for (const statement of kept.rows) await tx.query(statement, [project]);
  });
  for await (const key of store.list(`${project}/${kept.service}/`)) await store.delete(key);
}

/** The method by which the gateway lets a service forget a project, for the face of any of them. */
export function forgetting(ports: Pick<Ports, "db" | "store">, kept: KeptOfProjects) {
  return {
    async forgetProject({ project }: { readonly project: string }) {
      await forgetProject(ports, kept, project);
      return {};
    },
  };
}
