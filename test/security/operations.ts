import { randomUUID } from "node:crypto";
import { newId } from "@argosy/core";
import type { Party } from "./world-of-two.ts";

/**
 * What an operation is bound to, and so what a stranger gets:
 * - `public`: whoever asks is answered; it tells nothing of a project
 * - `bound`: a project or a thing of one; a stranger is answered as if there were no such thing
 * - `own`: only what is the caller's own; a stranger's answer holds nothing of others
 * - `person`: as `own`, and a token for programs is not enough
 * - `admin`: only for administrators
 */
export type Binding = "public" | "bound" | "own" | "person" | "admin";

/** How an operation is asked for something that is there. */
export interface Example {
  readonly binding: Binding;
  /** For a POST that changes nothing. */
  readonly readsOnly?: true;
  /** What `id` in the address stands for. */
  readonly thing?: "image" | "object" | "array" | "run" | "job";
  /** What else stands in the address. */
  readonly params?: Readonly<Record<string, string>>;
  /** Names of the address by other names of things, where there are several of a kind. */
  readonly names?: Readonly<Record<string, string>>;
  readonly query?: (party: Party) => string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: (party: Party) => unknown;
}

const bound: Example = { binding: "bound" };
const image: Example = { binding: "bound", thing: "image" };
const object: Example = { binding: "bound", thing: "object" };
const job: Example = { binding: "bound", thing: "job" };
const tus = { "tus-resumable": "1.0.0" };
const bytes = { ...tus, "content-type": "application/offset+octet-stream", "upload-offset": "0" };
const graph = { definition: { name: "g", nodes: [], edges: [] } };

/** One example for each operation of the OpenAPI document; an operation that is not here fails the test. */
export const OPERATIONS: Readonly<Record<string, Example>> = {
  getHealth: { binding: "public" },
  getReadiness: { binding: "public" },
  getOpenApi: { binding: "public" },
  getPage: { binding: "public" },
  getAccountPage: { binding: "public" },
  getProjectPage: { binding: "public", params: { path: "any/data" } },
  getViewer: { binding: "public", thing: "image" },
  signIn: { binding: "public", query: () => "?code=unknown" },
  createSession: { binding: "public", body: () => ({ name: "nobody", password: "wrong" }) },
  describeUploads: { binding: "public" },
  describeZarr: { binding: "public", thing: "array", params: { path: "zarr.json" } },

  getMe: { binding: "own" },
  listProjectOverviews: { binding: "own" },
  listTrash: { binding: "person" },
  restoreProject: { binding: "bound", names: { trashed: "restorable" } },
  purgeProject: { binding: "bound" },
  listProjects: { binding: "own" },
  listJobs: { binding: "own" },
  watchEvents: { binding: "own" },
  listNodes: { binding: "own" },
  listTemplates: { binding: "own" },
  listAudit: { binding: "person" },
  listTokens: { binding: "person" },
  createProject: { binding: "person", body: () => ({ name: newId() }) },
  deleteSession: { binding: "person" },
  createToken: { binding: "bound", body: ({ project }) => ({ name: "t", project, role: "viewer", days: 1 }) },
  deleteToken: bound,
  listUsers: { binding: "admin" },
  createUser: { binding: "admin", body: () => ({ name: "new", password: "long enough for a test" }) },

  listTroubledTasks: { binding: "admin" },
  requeueTask: { binding: "admin", params: { task: "0".repeat(64) } },
  getUsage: { binding: "admin" },
  listStages: { binding: "admin" },
  drainStage: { binding: "admin", params: { stage: "segment" }, body: () => ({ draining: true }) },

  getProject: bound,
  updateProject: { ...bound, body: () => ({ name: "renamed" }) },
  deleteProject: bound,
  createJob: { ...bound, body: ({ project, ids }) => ({ kind: "run", project, collection: ids["collection"], graph: "plankton" }) },
  getJob: job,
  cancelJob: job,
  retryJob: job,
  createUpload: { ...bound, headers: { ...tus, "upload-length": "5", "upload-metadata": "filename YS5wbmc=" } },
  "getUploadOffset-head": { ...bound, headers: tus },
  continueUpload: { ...bound, headers: bytes, body: () => "12345" },
  deleteUpload: { ...bound, headers: tus },
  createIntake: { ...bound, body: () => ({ name: "tow" }) },
  listIntakes: bound,
  getIntake: bound,
  addIntakeFiles: { ...bound, body: () => ({ files: [{ path: "a.tif", size: 1, modified: 0 }], complete: true }) },
  listIntakeFiles: bound,
  leaveOutFiles: { ...bound, body: () => ({ files: [0] }) },
  listParcels: bound,
  getParcel: { ...bound, params: { parcel: "0" } },
  deleteIntake: bound,
  getSheet: bound,
  editSheet: { ...bound, body: ({ ids }) => ({ edits: [{ row: ids["row"], column: "sample_ship", text: "x", was: "" }] }) },
  setPixelSize: { ...bound, body: () => ({ size: 2, how: "person" }) },
  listSheetChanges: bound,
  listCollections: bound,
  getCollection: bound,
  updateCollection: { ...bound, body: () => ({ name: "renamed" }) },
  listFiles: bound,
  listImages: bound,
  getImage: bound,
  updateImage: { ...bound, body: () => ({ metadata: { depth: 5 } }) },
  listGraphs: bound,
  putGraph: { ...bound, body: () => graph },
  validateGraph: { ...bound, readsOnly: true, body: () => graph },
  getGraph: bound,
  listRuns: bound,
  getRun: bound,
  deleteRun: bound,
  listFeatureSets: bound,
  inspectRun: { ...bound, readsOnly: true, body: () => graph },
  listRunImages: bound,
  countDropped: bound,
  listDropped: bound,
  compareRuns: { ...bound, query: ({ ids }) => `?since=${ids["run"]}` },
  getSamples: { ...bound, query: () => "?x=0&y=0&width=4&height=4" },
  summariseImage: { ...bound, readsOnly: true, body: () => ({ ...graph, part: { x: 0, y: 0, width: 4, height: 4 } }) },
  listObjects: bound,
  countObjects: bound,
  getHistogram: { ...bound, query: () => "?column=area" },
  getScatter: { ...bound, query: () => "?x=area&y=label" },
  getObject: object,
  getLineage: object,
  listLabelHistory: object,
  listClasses: bound,
  mergeClasses: { binding: "bound", body: () => ({ into: newId() }) },
  addClasses: { binding: "bound", body: () => ({ classes: [{ name: "a<b" }] }) },
  createClass: { ...bound, body: () => ({ name: "copepod" }) },
  updateClass: { ...bound, body: () => ({ name: "copepod" }) },
  deleteClass: bound,
  setLabels: { ...bound, body: ({ ids }) => ({ labels: [{ object: ids["object"], class: "copepod" }], createClasses: true }) },
  applyLabelActions: {
    ...bound,
    body: ({ ids }) => ({
      client: randomUUID(),
      actions: [{ id: randomUUID(), sequence: 1, run: ids["run"], objects: [ids["object"]], class: "" }],
    }),
  },
  importLabels: { ...bound, body: () => ({ table: "object,class\n", createClasses: true }) },
  listModels: bound,
  getModel: bound,
  updateModel: { ...bound, body: () => ({ active: true }) },
  deleteModel: bound,
  listJudgements: bound,
  previewTraining: { ...bound, body: ({ ids }) => ({ run: ids["run"] }) },
  getPredictions: bound,
  listMaps: bound,
  getMap: bound,
  explainPlace: { ...bound, query: () => "?x=1&y=1" },
  getColumnSpread: { ...bound, query: () => "?column=shape.area" },
  downloadObjects: bound,
  downloadObjectsMetadata: bound,
  downloadCanonical: bound,
  downloadLabels: bound,
  listBundles: bound,
  getBundle: bound,
  deleteBundle: bound,
  downloadBundle: bound,
  checkProject: { ...bound, body: () => ({}) },
  downloadOriginal: image,
  getThumbnail: image,
  getTile: { ...image, params: { z: "0", x: "0", y: "0" } },
  getDzi: image,
  getDziTile: { ...image, params: { level: "0", tile: "0_0.jpeg" } },
  getTileByLevel: { ...image, params: { level: "0", col: "0", row: "0" } },
  getMask: object,
  getCrop: object,
  getSprite: { ...bound, query: ({ ids }) => `?objects=${ids["object"]}` },
  getZarrFile: { binding: "bound", thing: "array", params: { path: "zarr.json" } },
};
