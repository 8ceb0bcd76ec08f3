import type { ShallowRef } from "vue";
import { shallowRef } from "vue";
import type { Answer } from "../../api/client.ts";
import { api, take } from "../../api/client.ts";
import { problemFrom } from "../../api/request.ts";
import type { Problem } from "../../api/types.ts";

export type Bundle = Answer<"listBundles">["bundles"][number];

/** The files that were exported from a project. */
export interface Exports {
  /** Newest first; `undefined` until they are known. */
  readonly all: Readonly<ShallowRef<readonly Bundle[] | undefined>>;
  readonly problem: Readonly<ShallowRef<Problem | undefined>>;
  refresh(): Promise<void>;
  /** @throws {RequestFailure} */
  remove(id: string): Promise<void>;
}

export function createExports(project: () => string): Exports {
  const all = shallowRef<readonly Bundle[]>();
  const problem = shallowRef<Problem>();

  async function refresh(): Promise<void> {
    try {
      const { bundles } = await take(api.GET("/api/projects/{project}/bundles", { params: { path: { project: project() } } }));
      all.value = bundles;
      problem.value = undefined;
    } catch (error) {
      problem.value = problemFrom(error);
    }
  }

  return {
    all,
    problem,
    refresh,
    async remove(id) {
      await take(api.DELETE("/api/projects/{project}/bundles/{bundle}", { params: { path: { project: project(), bundle: id } } }));
      await refresh();
    },
  };
}

const KINDS: Readonly<Record<string, string>> = {
  ecotaxa: "EcoTaxa bundle",
  csv: "Table (CSV)",
  "csv-metadata": "Description of a table",
  masks: "Label images",
};

/** What a file is, in words. */
export const kindInWords = (kind: string): string => KINDS[kind] ?? kind;
