import type { ComputedRef, InjectionKey, ShallowRef } from "vue";
import { computed, inject, shallowRef } from "vue";
import { useRoute } from "vue-router";
import type { Answer } from "../api/client.ts";
import { api, take } from "../api/client.ts";
import { problemFrom } from "../api/request.ts";
import type { Problem } from "../api/types.ts";

export type Project = Answer<"listProjects">["projects"][number];

/** The projects that one may see. */
export interface Projects {
  readonly all: Readonly<ShallowRef<readonly Project[] | undefined>>;
  readonly problem: Readonly<ShallowRef<Problem | undefined>>;
  refresh(): Promise<void>;
}

export function createProjects(): Projects {
  const all = shallowRef<readonly Project[]>();
  const problem = shallowRef<Problem>();
  return {
    all,
    problem,
    async refresh() {
      try {
        all.value = (await take(api.GET("/api/projects"))).projects;
        problem.value = undefined;
      } catch (error) {
        problem.value = problemFrom(error);
      }
    },
  };
}

/** Under which the application gives its parts the projects. */
export const PROJECTS: InjectionKey<Projects> = Symbol("projects");

export function useProjects(): Projects {
  const projects = inject(PROJECTS);
  if (projects === undefined) throw new Error("no projects are known here");
  return projects;
}

/** The project of the address, and what one may do in it. */
export interface CurrentProject {
  readonly id: ComputedRef<string>;
  readonly name: ComputedRef<string>;
  readonly mayLabel: ComputedRef<boolean>;
  readonly mayEdit: ComputedRef<boolean>;
  readonly mayOwn: ComputedRef<boolean>;
}

export function useProject(): CurrentProject {
  const route = useRoute();
  const { all } = useProjects();
  const id = computed(() => String(route.params["project"] ?? ""));
  const project = computed(() => all.value?.find((one) => one.id === id.value));
  const role = computed(() => project.value?.role ?? "viewer");
  return {
    id,
    name: computed(() => project.value?.name ?? ""),
    mayLabel: computed(() => role.value !== "viewer"),
    mayEdit: computed(() => role.value === "editor" || role.value === "owner"),
    mayOwn: computed(() => role.value === "owner"),
  };
}
