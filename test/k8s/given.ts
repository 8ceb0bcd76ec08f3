import { readFile, writeFile } from "node:fs/promises";
import type { Db } from "@argosy/work";
import { createDb } from "@argosy/work";
import { Scenario } from "../scenarios/scenario.ts";
import { silentLog } from "../support/silent-log.ts";
import type { Installation } from "./installation.ts";
import type { KubeAccess, OpenKube } from "./node/kube-access.ts";
import { openKube } from "./node/kube-access.ts";
import type { Command } from "./node/kubectl.ts";
import { UploadingClient } from "./uploading-client.ts";

/** The graph that cruises are taken through. */
export const GRAPH = "plankton";

/** Frames of the demo, and what a laptop makes of them. */
export interface CruiseFiles {
  /** Folder of the frames. */
  readonly frames: string;
  readonly names: readonly string[];
  /** File of the canonical output. */
  readonly canonical: string;
}

/** What `npm run test:k8s` hands to every file of tests. */
export interface Given extends Installation {
  /** Archive of the image that is installed. */
  readonly image: string;
  /** Of the owner. */
  readonly token: string;
  readonly cruise: CruiseFiles;
}

/** The installation as a test works with it. */
export interface Argosy extends Omit<Given, "kube" | "helm"> {
  readonly access: KubeAccess;
  readonly kube: OpenKube;
  readonly kubectl: Command;
  readonly helm: Command;
  readonly api: UploadingClient;
  /** A look into the database past all services. */
  readonly db: Db;
  /** What a laptop makes of the cruise. */
  readonly expected: string;
  close(): Promise<void>;
}

/** Opens what runs for all files of tests. Close it in `afterAll`. */
export async function openArgosy(): Promise<Argosy> {
  const file = process.env["ARGOSY_K8S_GIVEN"];
  if (file === undefined) throw new Error("there is no cluster: these tests are run by npm run test:k8s");
  const given = JSON.parse(await readFile(file, "utf8")) as Given;
  const kube = openKube(given.kube);
  const db = createDb({ url: given.servers.databaseUrl, poolSize: 2, name: "argosy test", log: silentLog });
  return {
    ...given,
    access: given.kube,
    kube,
    kubectl: kube.kubectl,
    helm: kube.command(given.helm),
    api: new UploadingClient(given.url, given.token),
    db,
    expected: await onLaptop(given.cruise),
    close: () => db.close(),
  };
}

/** What a laptop makes of the cruise; the first who asks waits for it. */
async function onLaptop({ frames, canonical }: CruiseFiles): Promise<string> {
  const known = await readFile(canonical, "utf8").catch(() => undefined);
  if (known !== undefined) return known;
  const laptop = await Scenario.open();
  try {
    const collection = await laptop.import("frames", [frames]);
    const job = await laptop.finish({ kind: "run", collection, graph: GRAPH, model: "none" });
    await writeFile(canonical, await laptop.api.bytes(`${laptop.base}/runs/${job.results["run"]}/canonical`));
  } finally {
    await laptop.end();
  }
  return readFile(canonical, "utf8");
}
