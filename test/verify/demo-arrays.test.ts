import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { FolderStore } from "@argosy/storage";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { imagesOf } from "../../cli/src/flow/outputs.ts";
import { connect } from "../../cli/src/server/connect.ts";
import { loadSettings } from "../../cli/src/server/settings.ts";
import { runArgosy } from "../support/run-argosy.ts";
import { fetchHierarchy } from "../support/zarr-over-http.ts";
import type { StoredHierarchy } from "./expect-stored.ts";
import { expectView, readHierarchies } from "./expect-stored.ts";
import { installVerifiers, VERIFIERS_REQUIRED } from "./install.ts";
import type { ExpectedArray } from "./verify-arrays.ts";
import { verifyArrays } from "./verify-arrays.ts";

const verifiers = await installVerifiers();
const python = "python" in verifiers ? verifiers.python : undefined;
const why = "missing" in verifiers ? verifiers.missing : "";
const MINUTES = 60_000;

const DEMOS = [
  { name: "the demo of 4 frames", options: ["--frames", "4"], frames: 4 },
  // The whole demo takes a minute more: where the readers must be there, it must be read too.
  ...(VERIFIERS_REQUIRED ? [{ name: "the demo as it is", options: [], frames: 24 }] : []),
];

test("the independent readers are there in CI", () => {
  if (VERIFIERS_REQUIRED) expect(why).toBe("");
});

describe.skipIf(python === undefined).each(DEMOS)(`$name${why === "" ? "" : ` (skipped: ${why})`}`, ({ options, frames }) => {
  let folder: string;
  let data: string;
  let stored: readonly StoredHierarchy[];
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "argosy-demo-arrays-"));
    data = join(folder, "data");
    await runArgosy("start", "--once", ...options, "--data", data);
    stored = await readHierarchies(await FolderStore.open(join(data, "store")), join(data, "store"));
  }, 5 * MINUTES);
  afterAll(() => rm(folder, { recursive: true, force: true }));

  test("stores its frames, its labels and the images that are kept", () => {
    const names = stored.map(({ expected }) => expected.path.slice(expected.path.lastIndexOf("/") + 1).replace(/^\d+\./, ""));
    expect(new Set(names)).toEqual(new Set(["images-0", "image", "labels"]));
    const frameCount = (name: string) => stored.reduce((sum, { array }, i) => sum + (names[i] === name ? array.extent.t : 0), 0);
    expect(["images-0", "image", "labels"].map(frameCount)).toEqual([frames, frames, frames]);
  });

  test(
    "every array of it is read equal by zarr-python and tensorstore, and its metadata accepted",
    async () => {
      const verdict = await verifyArrays(
        python!,
        folder,
        stored.map(({ expected }) => expected),
      );
      expect(verdict).toEqual({ arrays: stored.length, faults: [] });
    },
    5 * MINUTES,
  );

  test(
    "every image of it, fetched over HTTP, is too",
    async () => {
      const views = await fetchViews(data, join(folder, "views"), stored);
      expect(await verifyArrays(python!, folder, views)).toEqual({ arrays: frames, faults: [] });
    },
    5 * MINUTES,
  );
});

/** Downloads the hierarchy of each image and says what must be in it. */
async function fetchViews(data: string, folder: string, stored: readonly StoredHierarchy[]): Promise<readonly ExpectedArray[]> {
  const { api, close } = await connect({ data, page: false }, loadSettings({}));
  try {
    const { projects } = await api.get<{ projects: { id: string }[] }>("/api/projects");
    const project = projects[0]!.id;
    const { collections } = await api.get<{ collections: { id: string }[] }>(`/api/projects/${project}/collections`);
    const images = await imagesOf(api, { project, collection: collections[0]!.id }, new AbortController().signal);
    const views: ExpectedArray[] = [];
    for (const { id, name, t } of images) {
      const path = join(folder, id);
      for await (const [file, bytes] of fetchHierarchy(api, id)) {
        await mkdir(dirname(join(path, file)), { recursive: true });
        await writeFile(join(path, file), bytes);
      }
      const stack = stored.find(({ expected, frames }) => expected.path.includes("/ingest/") && frames[t]?.name === name);
      views.push(await expectView(stack!, t, path));
    }
    return views;
  } finally {
    await close();
  }
}
