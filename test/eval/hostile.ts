import { createHash } from "node:crypto";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import type { File } from "@argosy/rpc";
import { imagesOf } from "../../cli/src/flow/outputs.ts";
import { connect } from "../../cli/src/server/connect.ts";
import { loadSettings } from "../../cli/src/server/settings.ts";
import { runArgosy, withFolder } from "../support/run-argosy.ts";
import type { FetchedSamples } from "../support/zarr-over-http.ts";
import { fetchSamples } from "../support/zarr-over-http.ts";
import { watchDecoders } from "./hostile-memory.ts";
import type { Expectation } from "./hostile-table.ts";
import { readExpectations } from "./hostile-table.ts";
import type { Place } from "./hostile-upload.ts";
import { importUploads, uploadFile } from "./hostile-upload.ts";

const FOLDER = "hostile";
const MOST_BYTES = 2 ** 30;

/**
 * What becomes of files that lie, are cut off or are no images: each of `hostile/pillow` uploaded, then the whole folder given as a path.
 *
 * @param samples - The folder of real images.
 * @throws {Error} when a file is read otherwise than the table says, ends as an internal error or without a fate, when the service does
 *   not live on, or when a decoder takes more than 1 GB.
 */
export async function run(samples: string): Promise<void> {
  const { result: faults, peakBytes } = await watchDecoders(() => withFolder((data) => uploadAll(join(samples, FOLDER, "pillow"), data)));
  console.log(`largest decoder: ${megabytes(peakBytes)}`);
  const whole = await watchDecoders(() => withFolder((folder) => takeWhole(join(samples, FOLDER), folder)));
  console.log(`largest decoder: ${megabytes(whole.peakBytes)}`);
  const all = [...faults, ...whole.result];
  if (peakBytes > MOST_BYTES || whole.peakBytes > MOST_BYTES) all.push("a decoder took more than 1 GB");
  for (const fault of all) console.error(fault);
  if (all.length > 0) throw new Error(`${all.length} faults`);
}

/** Uploads every file of the table and compares what became of it. */
async function uploadAll(folder: string, data: string): Promise<string[]> {
  const table = await readExpectations();
  const { api, own, close } = await connect({ data, page: false, alone: true }, loadSettings({}));
  try {
    const { projects } = await api.get<{ projects: { id: string }[] }>("/api/projects");
    const place: Place = { api, token: own!.token, project: projects[0]!.id };
    const uploads: string[] = [];
    for (const { file } of table) uploads.push(await uploadFile(place, folder, file));
    const job = await importUploads(place, uploads, "hostile");
    const faults = job.state === "done" ? [] : [`the import ${job.state}: ${job.problem?.detail}`];
    const collection = job.results["collection"]!;
    const files = new Map((await filesOf(place, collection)).map((file) => [file.path, file]));
    const images = new Map(
      (await imagesOf(api, { ...place, collection }, new AbortController().signal)).map((image) => [image.name, image]),
    );
    for (const row of table) {
      const image = images.get(row.file) ?? images.get(firstPage(row.file));
      const read = image === undefined ? undefined : await fetchSamples(api, image.id);
      faults.push(...faultsOf(row, files.get(row.file), read));
    }
    for (const path of ["/healthz", "/readyz"]) await api.get(path);
    const refused = [...files.values()].filter(({ state }) => state === "refused").length;
    console.log(`${table.length} files uploaded: ${files.size - refused} read, ${refused} refused; the service lives`);
    return faults;
  } finally {
    await close();
  }
}

/** A file of several pages gives an image a page. */
function firstPage(file: string): string {
  return file.replace(/(\.[^./]*)?$/, "@1$1");
}

function faultsOf({ file, expectation, ...wanted }: Expectation, fate: File | undefined, read: FetchedSamples | undefined): string[] {
  if (fate === undefined) return [`${file} has no fate`];
  const { state, problem } = fate;
  if (problem?.code === "internal") return [`${file} ended as an internal error: ${problem.detail}`];
  if (expectation === "refused")
    return state === "refused" && problem?.reason === wanted.reason
      ? []
      : [`${file} is ${state} ${problem?.reason ?? ""}, not refused as ${wanted.reason}: ${problem?.detail ?? ""}`];
  if (read === undefined || state !== "ready") return [`${file} is ${state} ${problem?.reason ?? ""}, not read: ${problem?.detail ?? ""}`];
  const found = describe(read);
  return found.shape === wanted.shape && found.dtype === wanted.dtype && found.sha256 === wanted.sha256
    ? []
    : [`${file} is read as ${found.shape} ${found.dtype} ${found.sha256}, not ${wanted.shape} ${wanted.dtype} ${wanted.sha256}`];
}

function describe({ width, height, channels, dtype, data }: FetchedSamples): Pick<Expectation, "shape" | "dtype" | "sha256"> {
  const interleaved = data.slice();
  const plane = width * height;
  for (let c = 0; c < channels; c++) for (let i = 0; i < plane; i++) interleaved[i * channels + c] = data[c * plane + i]!;
  return {
    shape: [height, width, ...(channels === 1 ? [] : [channels])].join("x"),
    dtype,
    sha256: createHash("sha256")
      .update(new Uint8Array(interleaved.buffer, interleaved.byteOffset, interleaved.byteLength))
      .digest("hex"),
  };
}

/** Gives the whole folder to a run and asks afterwards what became of each file. */
async function takeWhole(folder: string, scratch: string): Promise<string[]> {
  const there = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile()).length;
  const data = join(scratch, "data");
  const begun = performance.now();
  const output = await runArgosy("run", folder, "--pipeline", "nuclei", "--data", data, "--json");
  const summary = JSON.parse(output.slice(output.indexOf("{"))) as {
    images: { imported: number; refused: number };
    refused: readonly { file: string; code: string; detail: string }[];
  };
  const { api, close } = await connect({ data, page: false }, loadSettings({}));
  try {
    const { projects } = await api.get<{ projects: { id: string }[] }>("/api/projects");
    const project = projects[0]!.id;
    const { collections } = await api.get<{ collections: { id: string }[] }>(`/api/projects/${project}/collections`);
    const files = await filesOf({ api, project }, collections[0]!.id);
    const ready = files.filter(({ state }) => state === "ready").length;
    console.log(
      `${there} files in the folder: ${ready} imported as ${summary.images.imported} images, ${summary.refused.length} refused, in ${((performance.now() - begun) / 1_000).toFixed(1)} s`,
    );
    const faults = summary.refused
      .filter(({ code }) => code === "internal")
      .map(({ file, detail }) => `${file} ended as an internal error: ${detail}`);
    if (ready + summary.refused.length !== there) faults.push(`${there - ready - summary.refused.length} files have no fate`);
    return faults;
  } finally {
    await close();
  }
}

function filesOf({ api, project }: Pick<Place, "api" | "project">, collection: string): Promise<File[]> {
  return Array.fromAsync(api.pages<File>(`/api/projects/${project}/collections/${collection}/files`, "files"));
}

function megabytes(bytes: number): string {
  return `${Math.round(bytes / 2 ** 20)} MB`;
}
