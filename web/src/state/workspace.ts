import type { InjectionKey } from "vue";
import { inject, watch } from "vue";
import type { ObjectQuery } from "../api/calls.ts";
import { pageOfImages, pageOfObjects } from "../api/calls.ts";
import type { Live } from "../api/live.ts";
import type { FoundObject, Image, Job } from "../api/types.ts";
import type { Jobs } from "../app/jobs.ts";
import { createChoice } from "./choice.ts";
import { createIntakes } from "./intakes.ts";
import { createJobFeed } from "./job-feed.ts";
import { createLabelQueue } from "./label-queue.ts";
import { createPages } from "./pages.ts";
import { createQuery } from "./query.ts";
import { createSelection } from "./selection.ts";

const GRID_PAGE = 120;
const SEEN_PAGE = 1_000;

/** Everything that the parts of the page share. */
export function createWorkspace(at: string, allJobs: Jobs, live: Live) {
  const choice = createChoice(at);
  const selection = createSelection();
  const query = createQuery();
  const { project, collection, run } = choice;
  const objectsAt = (limit: number, asked: () => ObjectQuery) => (cursor: string, signal: AbortSignal) =>
    pageOfObjects({ project: project.value, run: run.value, cursor, limit }, asked(), signal);
  const images = createPages<Image>((cursor, signal) => pageOfImages(project.value, collection.value, cursor, signal));
  const objects = createPages<FoundObject>(objectsAt(GRID_PAGE, () => query.asked(selection.image.value)));
  // The objects of the image that is looked at, whatever the grid shows: what a click can hit.
  const seen = createPages<FoundObject>(objectsAt(SEEN_PAGE, () => ({ image: selection.image.value })));

  const jobs = createJobFeed(allJobs, live, (job, ended) => void choice.attempt(() => jobChanged(job, ended)), resume);
  const labels = createLabelQueue(() => void choice.attempt(choice.refreshClasses));
  const intakes = createIntakes(at, allJobs);

  async function readImages(): Promise<void> {
    if (collection.value === "") return images.clear();
    await images.restart();
    const has = (image: string) => images.items.value.some(({ id }) => id === image);
    if (selection.image.value !== "" && has(selection.image.value)) return;
    selection.image.value = images.items.value[0]?.id ?? "";
  }

  async function readSeen(): Promise<void> {
    // What belongs to another run or image must not stay until the answer is there.
    seen.clear();
    if (run.value !== "" && selection.image.value !== "") await seen.restart();
  }

  async function readObjects(): Promise<void> {
    if (run.value === "") objects.clear();
    else await objects.restart();
  }

  async function jobChanged(job: Job, ended: boolean): Promise<void> {
    if (job.kind === "import" && (ended || images.items.value.length === 0)) {
      const imported = job.results["collection"];
      await choice.refreshCollections();
      if (imported !== undefined && ended && job.state === "done") await choice.chooseCollection(imported);
      await readImages();
    }
    if (job.kind === "run" && (ended || !choice.runs.value.some(({ job: id }) => id === job.id))) await choice.refreshRuns();
    if (ended && job.kind !== "import") await Promise.all([choice.refreshFeatures(), choice.refreshClasses(), readObjects(), readSeen()]);
  }

  /** Reads anew what could not be read while the server was away. */
  function resume(): void {
    if (choice.problem.value !== undefined) void choice.open();
    for (const list of [images, objects, seen]) if (list.problem.value !== undefined) void list.restart();
  }

  watch(collection, () => void readImages());
  watch(run, () => {
    selection.clear();
    query.reset();
    objects.clear();
    void readObjects();
  });
  watch([run, selection.image], () => void readSeen());
  watch(query.changed, () => void readObjects());
  watch(selection.image, () => {
    if (query.onlyImage.value) void readObjects();
  });

  return { choice, selection, query, images, objects, seen, jobs, labels, intakes };
}

export type Workspace = ReturnType<typeof createWorkspace>;

/** Under which the page gives its parts what they share. */
export const WORKSPACE: InjectionKey<Workspace> = Symbol("workspace");

/** What the parts of the page share. */
export function useWorkspace(): Workspace {
  const workspace = inject(WORKSPACE);
  if (workspace === undefined) throw new Error("no workspace was given to this part of the page");
  return workspace;
}
