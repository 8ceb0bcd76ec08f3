import { join } from "node:path";
import { SERVICE_NAMES } from "@argosy/rpc";
import { STAGES } from "@argosy/work";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { until } from "../faults/until.ts";
import type { Imported } from "./cruise.ts";
import { beginRun, expectWhole, importCruise, isUnderWay } from "./cruise.ts";
import { followGuide } from "./follow-guide.ts";
import type { Argosy } from "./given.ts";
import { openArgosy } from "./given.ts";
import { explain, NAMESPACE, RELEASE } from "./installation.ts";
import { livePods, untilSettled } from "./live-state.ts";
import { nextImage } from "./parts/images.ts";
import { noteStep, secondsSince } from "./record.ts";
import type { Answered, SteadyRequests } from "./steady-requests.ts";
import { RATE, steadyRequests } from "./steady-requests.ts";

const UPGRADES = Number(process.env["ARGOSY_K8S_UPGRADES"] ?? 20);
const LONGEST_MS = 5_000;
const LONGEST_SHOWN = 20;
const TEST_MS = 3_600_000;
/** A step that the version before does not know. */
const MIGRATION = "0999-next.sql";
const FILES = { [`/argosy/services/measure/migrations/${MIGRATION}`]: "alter table measurement add column checked_by text;\n" };

describe(`while ${RATE} requests a second are made`, () => {
  let argosy: Argosy;
  let asked: SteadyRequests;
  let before: readonly string[];
  beforeAll(async () => {
    argosy = await openArgosy();
    // Building takes the processors from the pods: nobody asks them for anything meanwhile.
    await argosy.kube.importImage(await nextImage(argosy.folder, { archive: argosy.image, tag: "localhost/argosy:next", files: FILES }));
    await untilSettled(argosy.kubectl);
    const imported = await importCruise(argosy);
    const run = await beginRun(argosy, imported);
    await expectWhole(argosy, run);
    asked = steadyRequests({ ...argosy, address: await addressesOf(argosy, imported, run) });
    before = await images(argosy);
    expect(before).toHaveLength(1);
  });
  afterAll(async () => {
    await asked?.stop();
    await argosy?.close();
  });

  test("a run outlives an upgrade to another image with another schema", { timeout: TEST_MS }, async () => {
    const run = await beginRun(argosy, await importCruise(argosy));
    await asked.look();
    const begun = performance.now();
    expect(await isUnderWay(argosy.api, run)).toBe(true);
    await followGuide(argosy.kube, argosy.desk, "upgrade", { replaced: { "0.2.0": "next" } }).catch((error) =>
      explain(argosy.kubectl, error),
    );
    const took = secondsSince(begun);
    expectAnswered("upgrade", `helm upgrade to another image, ${took}`, await asked.look());
    await expectWhole(argosy, run);
    await untilOneImage(argosy);
    expect(await images(argosy)).not.toEqual(before);
    expect(await migrated(argosy)).toBe(true);
  });

  test("a run outlives the way back to the version before, on the newer schema", { timeout: TEST_MS }, async () => {
    const run = await beginRun(argosy, await importCruise(argosy));
    await asked.look();
    const begun = performance.now();
    await followGuide(argosy.kube, argosy.desk, "rollback").catch((error) => explain(argosy.kubectl, error));
    const took = secondsSince(begun);
    expectAnswered("upgrade", `helm rollback, ${took}`, await asked.look());
    await expectWhole(argosy, run);
    await untilOneImage(argosy);
    expect(await images(argosy)).toEqual(before);
    expect(await migrated(argosy)).toBe(true);
    const again = await beginRun(argosy, await importCruise(argosy));
    await expectWhole(argosy, again);
  });

  test(`${UPGRADES} upgrades with a changed value`, { timeout: TEST_MS }, async () => {
    await asked.look();
    const begun = performance.now();
    const all: Answered[] = [];
    for (let number = 0; number < UPGRADES; number++) {
      const values = Object.entries(changeOf(number)).flatMap(([name, value]) => ["--set-string", `${name}=${value}`]);
      await upgrade(argosy, values).catch((error) => explain(argosy.kubectl, error));
      const answered = await asked.look();
      console.info(`upgrade ${number + 1} after ${secondsSince(begun)}: ${values.join(" ")}: ${spoken(answered)}`);
      all.push(answered);
    }
    const total: Answered = {
      asked: all.reduce((sum, each) => sum + each.asked, 0),
      problems: all.flatMap(({ problems }) => problems),
      slow: all.flatMap(({ slow }) => slow),
      slowestMs: Math.max(...all.map(({ slowestMs }) => slowestMs)),
      medianMs: all.map(({ medianMs }) => medianMs).sort((a, b) => a - b)[Math.floor(all.length / 2)]!,
      ms99: Math.max(...all.map(({ ms99 }) => ms99)),
    };
    expectAnswered("upgrade", `${UPGRADES} upgrades with a changed value, ${secondsSince(begun)}`, total);
    await untilSettled(argosy.kubectl);
  });
});

async function upgrade({ helm, desk }: Argosy, values: readonly string[]): Promise<void> {
  const chart = join(desk, "deploy/dist/argosy");
  await helm(["upgrade", RELEASE, chart, "--namespace", NAMESPACE, "--reuse-values", "--wait", "--timeout", "15m", ...values]);
}

/** What the n-th upgrade changes: pods of one service after another, then those of the tasks, then all. */
function changeOf(number: number): Readonly<Record<string, string>> {
  const [turn, place] = [Math.floor(number / (SERVICE_NAMES.length + 2)), number % (SERVICE_NAMES.length + 2)];
  const scratch = `${1_025 + turn}Mi`;
  const service = SERVICE_NAMES[place];
  if (service !== undefined) return { [`services.${service}.scratch`]: scratch };
  if (place === SERVICE_NAMES.length) return Object.fromEntries(STAGES.map((stage) => [`workers.${stage}.scratch`, `${8_193 + turn}Mi`]));
  return { "settings.SEGMENT_COLUMNS_MIB": String(257 + turn) };
}

/** Addresses that every service has a part in answering; the pictures among them are such as were never asked for. */
async function addressesOf({ db, api }: Argosy, { project, collection }: Imported, job: string): Promise<(number: number) => string> {
  const { image } = (await db.one<{ image: string }>("select id as image from read.image where project_id = $1 order by id limit 1", [
    project,
  ]))!;
  const { results } = await api.get<{ results: Record<string, string> }>(`/api/jobs/${job}`);
  const of = `/api/projects/${project}`;
  const run = `${of}/runs/${results["run"]}`;
  const plain = [
    `/api/jobs/${job}`,
    `${run}/objects?limit=20`,
    `${run}/feature-sets`,
    `${of}/images/${image}`,
    `${of}/collections/${collection}/images?limit=20`,
    `${of}/classes`,
    `${of}/bundles`,
    "/api/projects",
  ];
  const picture = (number: number) => `/blobs/${image}/tiles/0/0/0?edge=${number.toString(16).padStart(6, "0")}`;
  return (number) => (number % 10 === 0 ? picture(number) : plain[number % plain.length]!);
}

function expectAnswered(spec: string, step: string, answered: Answered): void {
  noteStep(spec, step, spoken(answered));
  console.info([...answered.problems.slice(0, LONGEST_SHOWN), ...answered.slow.slice(0, LONGEST_SHOWN)].join("\n"));
  expect(answered.problems).toEqual([]);
  expect(answered.slowestMs).toBeLessThan(LONGEST_MS);
}

function spoken({ asked, problems, slowestMs, medianMs, ms99 }: Answered): string {
  const ms = (value: number) => `${value.toFixed(0)} ms`;
  return `${asked} requests, ${problems.length} failed; half within ${ms(medianMs)}, 99 % within ${ms(ms99)}, all within ${ms(slowestMs)}`;
}

async function images({ kubectl }: Argosy): Promise<readonly string[]> {
  return [...new Set((await livePods(kubectl)).map(({ image }) => image))];
}

/** A pod that still ends is not counted as one that lives. */
async function untilOneImage(argosy: Argosy): Promise<void> {
  await until("all pods run one image", async () => ((await images(argosy)).length === 1 ? true : undefined), 120_000, 500);
}

async function migrated({ db }: Argosy): Promise<boolean> {
  return (await db.one("select name from public.migration where schema = 'measure' and name = $1", [MIGRATION])) !== undefined;
}
