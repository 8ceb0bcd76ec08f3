import { join } from "node:path";
import { newId } from "@argosy/core";
import { darkGraph } from "../scenarios/graphs.ts";
import { Scenario } from "../scenarios/scenario.ts";
import { OPERATIONS } from "../security/operations.ts";
import type { Party } from "../security/world-of-two.ts";
import { writeFrames } from "../services/drawn-frames.ts";
import type { TextField } from "./text-fields.ts";
import { withText } from "./text-fields.ts";

/** A server with one of everything that operations name. */
export interface ApiWorld {
  readonly home: Scenario;
  /** Ids by the names that addresses use. */
  readonly ids: Readonly<Record<string, string>>;
  /** Asks for an operation with a text in one of its fields. */
  ask(field: TextField, text: string): Promise<Response>;
}

interface Thing {
  readonly id: string;
}

/** Starts a server with a run over two frames, labels, a model, a map, a bundle, an intake and an upload. */
export async function openApiWorld(): Promise<ApiWorld> {
  const home = await Scenario.open();
  await writeFrames(join(home.folder, "frames"));
  const collection = await home.import("frames", [join(home.folder, "frames")]);
  const image = (await home.images(collection))["a.png"]!;
  const graph = await home.api.post<Thing>(`${home.base}/graphs`, { definition: darkGraph(127) });
  const job = await home.finish({ kind: "run", collection, graph: graph.id, model: "none" });
  const run = job.results["run"]!;
  const { objects } = await home.api.get<{ objects: (Thing & { box: { width: number; height: number } })[] }>(
    `${home.base}/runs/${run}/objects`,
  );
  const labels = objects.map(({ id, box }) => ({ object: id, class: box.width > 2 * box.height ? "bar" : "disc" }));
  await home.api.post(`${home.base}/labels`, { labels, createClasses: true });
  const model = (await home.finish({ kind: "training", run, seed: 3, trees: 20 })).results["model"]!;
  const map = (await home.finish({ kind: "map", run })).results["map"]!;
  const { classes } = await home.api.get<{ classes: Thing[] }>(`${home.base}/classes`);
  const { rows } = await home.api.get<{ rows: Thing[] }>(`${home.base}/collections/${collection}/sheet`);
  const intake = await home.api.post<Thing>(`${home.base}/intakes`, { name: "tow" });
  const ids = {
    project: home.project,
    collection,
    image: image.id,
    array: image.array,
    graph: graph.id,
    job: job.id,
    run,
    object: objects[0]!.id,
    model,
    map,
    class: classes[0]!.id,
    row: rows[0]!.id,
    intake: intake.id,
    bundle: job.results["bundle"]!,
  };
  return { home, ids, ask: (field, text) => ask(home, ids, field, text) };
}

type Ids = Readonly<Record<string, string>>;

/** Bodies of the operations whose own example is not enough: each would be accepted as it stands, more than once. */
const BODIES: Readonly<Record<string, (ids: Ids, home: Scenario) => object | Promise<object>>> = {
  "createJob ImportRequest": ({ project, fresh }, { folder }) => ({
    kind: "import",
    project,
    collection: fresh,
    paths: [join(folder, "frames")],
  }),
  "createJob RunRequest": ({ project, collection, graph }) => ({ kind: "run", project, collection, graph, model: "none" }),
  "createJob TrainingRequest": ({ project, run }) => ({ kind: "training", project, run, trees: 5 }),
  "createJob MapRequest": ({ project, run }) => ({ kind: "map", project, run }),
  "createJob PredictionRequest": ({ project, run }) => ({ kind: "prediction", project, run }),
  "createJob ExportRequest": ({ project, run }) => ({ kind: "export", project, run, format: "csv" }),
  "createUser ": ({ fresh }) => ({ name: fresh, password: "long enough for a test" }),
  "addIntakeFiles ": () => ({ files: [{ path: "a.tif", size: 1, modified: 0 }], complete: false }),
  "editSheet ": async ({ collection, row }, home) => {
    const { rows } = await home.api.get<{ rows: { id: string; hand: Record<string, string> }[] }>(
      `${home.base}/collections/${collection}/sheet`,
    );
    const was = rows.find(({ id }) => id === row)!.hand["sample_ship"] ?? "";
    return { edits: [{ row, column: "sample_ship", text: "x", was }] };
  },
  "putGraph ": () => ({ definition: darkGraph(127) }),
  "validateGraph ": () => ({ definition: darkGraph(127) }),
  "inspectRun ": () => ({ definition: darkGraph(127) }),
  "summariseImage ": () => ({ definition: darkGraph(127), part: { x: 0, y: 0, width: 4, height: 4 } }),
  "importLabels ": ({ run }) => ({ table: "image,label,class\n", run, createClasses: true }),
};

async function ask(home: Scenario, known: Ids, field: TextField, text: string): Promise<Response> {
  const { operation, place, steps, mediaType } = field;
  const example = OPERATIONS[operation]!;
  const ids = { ...known, fresh: newId() };
  const party: Party = { project: home.project, ids, account: "", mark: "", session: "", token: "" };
  const named = (name: string) =>
    place === "path" && steps[0] === name
      ? encodeURIComponent(text)
      : (example.params?.[name] ?? known[name === "id" ? example.thing! : (example.names?.[name] ?? name)] ?? home.project);
  const query = new URLSearchParams(example.query?.(party) ?? "");
  if (place === "query") query.set(steps[0]!, text);
  const path = field.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => named(name));
  const given = (await BODIES[`${operation} ${field.choice}`]?.(ids, home)) ?? (example.body?.(party) as object | undefined);
  const body = place !== "body" ? given : mediaType.startsWith("text/") ? text : (withText(given, steps, text) as object);
  return home.request(field.method, `${path}${query.size === 0 ? "" : `?${query}`}`, {
    ...(body === undefined ? {} : { body }),
    headers: { ...example.headers, ...(mediaType.startsWith("text/") ? { "content-type": mediaType } : {}) },
  });
}
