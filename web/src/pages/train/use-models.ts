import type { ComputedRef, ShallowRef } from "vue";
import { computed, ref, shallowRef } from "vue";
import type { Answer } from "../../api/client.ts";
import { api, take } from "../../api/client.ts";
import { problemFrom } from "../../api/request.ts";
import type { Problem } from "../../api/types.ts";

export type Model = Answer<"listModels">["models"][number];

/** The models of a project. */
export interface Models {
  /** Newest first; `undefined` until they are known. */
  readonly all: Readonly<ShallowRef<readonly Model[] | undefined>>;
  readonly problem: Readonly<ShallowRef<Problem | undefined>>;
  /** The one that is looked at: that of the address, or the active one. */
  readonly shown: ComputedRef<Model | undefined>;
  show(id: string): void;
  refresh(): Promise<void>;
  /** @throws {RequestFailure} */
  rename(id: string, name: string): Promise<void>;
  /** New runs predict with it from now on. @throws {RequestFailure} */
  activate(id: string): Promise<void>;
  /** @throws {RequestFailure} */
  remove(id: string): Promise<void>;
}

export function createModels(project: () => string): Models {
  const all = shallowRef<readonly Model[]>();
  const problem = shallowRef<Problem>();
  const chosen = ref("");
  const path = (model: string) => ({ project: project(), model });

  async function refresh(): Promise<void> {
    try {
      all.value = (await take(api.GET("/api/projects/{project}/models", { params: { path: { project: project() } } }))).models;
      problem.value = undefined;
    } catch (error) {
      problem.value = problemFrom(error);
    }
  }

  async function change(id: string, body: { readonly name?: string; readonly active?: true }): Promise<void> {
    await take(api.PATCH("/api/projects/{project}/models/{model}", { params: { path: path(id) }, body }));
    await refresh();
  }

  return {
    all,
    problem,
    shown: computed(() => all.value?.find(({ id }) => id === chosen.value) ?? all.value?.find(({ active }) => active) ?? all.value?.[0]),
    show: (id) => {
      chosen.value = id;
    },
    refresh,
    rename: (id, name) => change(id, { name }),
    activate: (id) => change(id, { active: true }),
    async remove(id) {
      await take(api.DELETE("/api/projects/{project}/models/{model}", { params: { path: path(id) } }));
      await refresh();
    },
  };
}

/** How a model is called. */
export const modelName = ({ name, version }: Pick<Model, "name" | "version">): string => (name === "" ? `Model ${version}` : name);

/** "91.4 %"; a dash where nothing was asked. */
export function percent(share: number | null | undefined, digits = 1): string {
  return share === null || share === undefined ? "–" : `${(share * 100).toFixed(digits)} %`;
}
