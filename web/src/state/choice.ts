import { computed, ref, shallowRef } from "vue";
import { listClasses, listCollections, listFeatureSets, listGraphs, listProjects, listRuns } from "../api/calls.ts";
import { problemFrom } from "../api/request.ts";
import type { Collection, FeatureSet, Graph, ObjectClass, Problem, Project, Run } from "../api/types.ts";

/** Which project, collection and run are looked at, and what can be chosen instead. */
export function createChoice(at: string) {
  const projects = shallowRef<readonly Project[]>([]);
  const collections = shallowRef<readonly Collection[]>([]);
  const runs = shallowRef<readonly Run[]>([]);
  const graphs = shallowRef<readonly Graph[]>([]);
  const classes = shallowRef<readonly ObjectClass[]>([]);
  const features = shallowRef<readonly FeatureSet[]>([]);
  const project = ref("");
  const collection = ref("");
  const run = ref("");
  const problem = shallowRef<Problem>();
  const ready = ref(false);

  const role = computed(() => projects.value.find(({ id }) => id === project.value)?.role ?? "viewer");

  /** Says what went wrong instead of throwing it; answers whether all went well. */
  async function attempt(work: () => Promise<void>): Promise<boolean> {
    try {
      await work();
      problem.value = undefined;
      return true;
    } catch (error) {
      problem.value = problemFrom(error);
      return false;
    }
  }

  async function refreshCollections(): Promise<void> {
    collections.value = await listCollections(project.value);
    collection.value = keep(collection.value, collections.value.toReversed());
  }

  async function refreshRuns(): Promise<void> {
    const asked = collection.value;
    const found = asked === "" ? [] : await listRuns(project.value, asked);
    if (asked !== collection.value) return;
    // A template becomes a stored graph when it is run for the first time.
    if (found.some((one) => !graphs.value.some(({ id }) => id === one.graph))) graphs.value = await listGraphs(project.value);
    runs.value = found;
    run.value = keep(run.value, found);
  }

  async function refreshClasses(): Promise<void> {
    classes.value = await listClasses(project.value);
  }

  async function refreshFeatures(): Promise<void> {
    const asked = run.value;
    const found = asked === "" ? [] : await listFeatureSets(project.value, asked);
    if (asked === run.value) features.value = found;
  }

  async function chooseProject(id: string): Promise<boolean> {
    project.value = id;
    return attempt(async () => {
      [graphs.value] = await Promise.all([listGraphs(id), refreshCollections(), refreshClasses()]);
      await refreshRuns();
      await refreshFeatures();
    });
  }

  async function chooseCollection(id: string): Promise<boolean> {
    collection.value = id;
    return attempt(async () => {
      await refreshRuns();
      await refreshFeatures();
    });
  }

  return {
    projects,
    collections,
    runs,
    graphs,
    classes,
    features,
    project,
    collection,
    run,
    problem,
    ready,
    /** The units of all measurements by their names. */
    columns: computed(() => features.value.flatMap((set) => set.columns)),
    mayEdit: computed(() => ["editor", "owner"].includes(role.value)),
    mayLabel: computed(() => ["annotator", "editor", "owner"].includes(role.value)),
    collectionNow: computed(() => collections.value.find(({ id }) => id === collection.value)),
    runNow: computed(() => runs.value.find(({ id }) => id === run.value)),
    attempt,
    refreshCollections,
    refreshRuns,
    refreshClasses,
    refreshFeatures,
    chooseProject,
    chooseCollection,
    async chooseRun(id: string): Promise<boolean> {
      run.value = id;
      return attempt(refreshFeatures);
    },
    /** Reads what there is and goes back to where the address of the page says. */
    async open(): Promise<void> {
      await attempt(async () => {
        projects.value = await listProjects();
        ready.value = await chooseProject(at);
      });
    },
  };
}

/** What was chosen where it is still there, else the first. */
function keep(id: string, there: readonly { readonly id: string }[]): string {
  return there.some((one) => one.id === id) ? id : (there[0]?.id ?? "");
}
