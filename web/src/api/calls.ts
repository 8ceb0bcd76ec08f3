import { request } from "./request.ts";
import type * as Api from "./types.ts";

/** One page of a longer list. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly nextCursor: string;
  readonly total?: number;
}

/** Which objects of a run, and in which order. */
export interface ObjectQuery {
  readonly image?: string;
  readonly sort?: string;
  readonly descending?: boolean;
  /** "column:operator:value" */
  readonly filters?: readonly string[];
  readonly columns?: readonly string[];
}

/** What a job is asked to do. */
export type JobRequest =
  | {
      readonly kind: "import";
      readonly project: string;
      readonly collection: string;
      readonly uploads?: readonly string[];
      readonly paths?: readonly string[];
      readonly names?: string;
    }
  | { readonly kind: "run"; readonly project: string; readonly collection: string; readonly graph: string }
  | { readonly kind: "training" | "export"; readonly project: string; readonly run: string };

const inProject = (project: string, rest: string) => `/api/projects/${project}/${rest}`;

function query(values: Readonly<Record<string, string | number | boolean | undefined>>, filters: readonly string[] = []): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) if (value !== undefined && value !== "") search.set(name, String(value));
  for (const filter of filters) search.append("filter", filter);
  return search.size === 0 ? "" : `?${search}`;
}

export const getMe = () => request<Api.Me>("/api/me");
export const signIn = (name: string, password: string) => request<void>("/api/session", { method: "POST", body: { name, password } });
export const listProjects = async () => (await request<{ projects: Api.Project[] }>("/api/projects")).projects;
export const createProject = (name: string) => request<Api.Project>("/api/projects", { method: "POST", body: { name } });

export const listCollections = async (project: string) =>
  (await request<{ collections: Api.Collection[] }>(inProject(project, "collections?limit=1000"))).collections;
export const listRuns = async (project: string, collection: string) =>
  (await request<{ runs: Api.Run[] }>(inProject(project, `runs${query({ collection, limit: 200 })}`))).runs;
export const listGraphs = async (project: string) => (await request<{ graphs: Api.Graph[] }>(inProject(project, "graphs"))).graphs;
export const listClasses = async (project: string) =>
  (await request<{ classes: Api.ObjectClass[] }>(inProject(project, "classes"))).classes;
export const listFeatureSets = async (project: string, run: string) =>
  (await request<{ sets: Api.FeatureSet[] }>(inProject(project, `runs/${run}/feature-sets`))).sets;

export async function pageOfImages(project: string, collection: string, cursor: string, signal?: AbortSignal): Promise<Page<Api.Image>> {
  const address = inProject(project, `collections/${collection}/images${query({ limit: 200, cursor })}`);
  const { images, nextCursor } = await request<{ images: Api.Image[]; nextCursor: string }>(address, { signal });
  return { items: images, nextCursor };
}

export const getImage = (project: string, id: string) => request<Api.Image>(inProject(project, `images/${id}`));

/** Where a list of objects is read: which run, after which row, how many. */
export interface ObjectPlace {
  readonly project: string;
  readonly run: string;
  readonly cursor: string;
  readonly limit: number;
}

export async function pageOfObjects(place: ObjectPlace, asked: ObjectQuery, signal?: AbortSignal): Promise<Page<Api.FoundObject>> {
  const { image, sort, descending, filters, columns } = asked;
  const search = query(
    { image, sort, descending: descending || undefined, columns: columns?.join(","), limit: place.limit, cursor: place.cursor },
    filters,
  );
  const address = inProject(place.project, `runs/${place.run}/objects${search}`);
  const { objects, nextCursor, total } = await request<{ objects: Api.FoundObject[]; nextCursor: string; total: number }>(address, {
    signal,
  });
  return { items: objects, nextCursor, total };
}

export const getObject = async (id: string, signal?: AbortSignal) =>
  request<{ object: Api.FoundObject; facets: readonly Api.Facet[] }>(`/api/objects/${id}`, { signal });
export const getLineage = async (id: string, signal?: AbortSignal) =>
  (await request<{ steps: Api.LineageStep[] }>(`/api/objects/${id}/lineage`, { signal })).steps;

export const listJobs = async (project: string) => (await request<{ jobs: Api.Job[] }>(`/api/jobs${query({ project, limit: 50 })}`)).jobs;
export const createJob = (body: JobRequest) => request<Api.Job>("/api/jobs", { method: "POST", body });
export const cancelJob = (id: string) => request<Api.Job>(`/api/jobs/${id}`, { method: "DELETE" });
export const retryJob = (id: string) => request<Api.Job>(`/api/jobs/${id}/retry`, { method: "POST" });

export const setLabel = (project: string, label: { readonly object: string; readonly class: string; readonly status: string }) =>
  request<{ refused: readonly Api.RefusedLabel[] }>(inProject(project, "labels"), {
    method: "POST",
    body: { labels: [label], createClasses: true },
  });
export const listBundles = async (project: string) => (await request<{ bundles: Api.Bundle[] }>(inProject(project, "bundles"))).bundles;
