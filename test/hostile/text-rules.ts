import type { ApiWorld } from "./api-world.ts";

/** What the rules read of the answers of the interface. */
export interface Answer {
  readonly id: string;
  readonly name: string;
  readonly title: string;
  readonly names: string;
  readonly collection: string;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly definition: { readonly title: string; readonly nodes: readonly { readonly id: string }[] };
  readonly rows: readonly { readonly hand: Readonly<Record<string, unknown>>; readonly pixelNote: string }[];
  readonly files: readonly { readonly path: string; readonly problem?: object }[];
  readonly results: readonly { readonly problem?: { readonly detail: string } }[];
}

/** What is expected of a text where the interface takes it. */
export interface TextRule {
  /** The text as the server has it afterwards; absent: it is only looked for, or leads to a refusal. */
  readonly kept?: (world: ApiWorld, answer: Answer, text: string) => Promise<unknown> | unknown;
  /** Another rule has used the same names before: these are to be new. */
  readonly again?: true;
  /** A name with those above it, parted by `<`: the first is the class. */
  readonly inTree?: true;
  /** Each text is a job of its own; all are at work at once. */
  readonly together?: true;
}

const ASKED: TextRule = {};
const member = (name: "name" | "title" | "names" | "collection"): TextRule => ({ kept: (_, answer) => answer[name] });
const graph = (operation: string, rules: Readonly<Record<string, TextRule>> = {}, member = "definition") =>
  Object.fromEntries(
    ["name", "title", "nodes/*/id", "nodes/*/node", "nodes/*/params/{}", "nodes/*/params/{name}", "edges/*/from", "edges/*/to"].map(
      (path) => [`${operation} body /${member}/${path}`, rules[path] ?? ASKED],
    ),
  );

async function metadataOfImport({ home }: ApiWorld, { id }: Answer): Promise<Record<string, unknown>> {
  const { results } = await home.ended(id);
  return (await home.images(results["collection"]!))["a.png"]!.metadata;
}

async function classOf({ home, ids }: ApiWorld): Promise<string> {
  return (await home.api.get<{ object: { class: string } }>(`/api/objects/${ids["object"]}`)).object.class;
}

async function classCalled({ home }: ApiWorld, name: string): Promise<string | undefined> {
  const { classes } = await home.api.get<{ classes: { name: string }[] }>(`${home.base}/classes`);
  return classes.find((one) => one.name === name.normalize("NFC"))?.name;
}

const keyOf = (metadata: Readonly<Record<string, unknown>>, text: string) => Object.keys(metadata).find((key) => key === text);

/** By the name of the field; a text of the interface that has no rule fails the test. */
export const TEXT_RULES: Readonly<Record<string, TextRule>> = {
  "signIn query /code": ASKED,
  "createSession body /name": ASKED,
  "createSession body /password": ASKED,
  "createUser body /name": member("name"),
  "createUser body /password": ASKED,
  "createToken body /name": {
    kept: async ({ home }, { id }) => {
      const { tokens } = await home.api.get<{ tokens: { id: string; name: string }[] }>("/api/tokens");
      return tokens.find((token) => token.id === id)?.name;
    },
  },
  "createProject body /name": {
    kept: async ({ home }, { id }) => (await home.api.get<Answer>(`/api/projects/${id}`)).name,
  },
  "updateProject body /name": { again: true, kept: async ({ home }) => (await home.api.get<Answer>(home.base)).name },
  "createJob body ImportRequest/collection": {
    together: true,
    kept: async ({ home }, { id }) => {
      const { results } = await home.ended(id);
      return (await home.api.get<Answer>(`${home.base}/collections/${results["collection"]}`)).name;
    },
  },
  "createJob body ImportRequest/paths/*": {
    together: true,
    kept: async ({ home }, { id }, text) => {
      const { state, failedItems } = await home.ended(id);
      return state === "failed" && failedItems[0]?.problem?.reason !== undefined ? text : state;
    },
  },
  "createJob body ImportRequest/names": {
    together: true,
    kept: async ({ home }, { id }) => {
      const { results } = await home.ended(id);
      return (await home.api.get<Answer>(`${home.base}/collections/${results["collection"]}`)).names;
    },
  },
  "createJob body ImportRequest/metadataTable": ASKED,
  "createJob body ImportRequest/metadata/{}": {
    together: true,
    kept: async (world, answer) => (await metadataOfImport(world, answer))["free"],
  },
  "createJob body ImportRequest/metadata/{name}": {
    together: true,
    kept: async (world, answer, text) => keyOf(await metadataOfImport(world, answer), text),
  },
  "createJob body RunRequest/targets/*": ASKED,
  "createJob body RunRequest/title": member("title"),
  "createJob body TrainingRequest/statuses/*": ASKED,
  "createJob body TrainingRequest/classes/*": ASKED,
  "createJob body TrainingRequest/columns/*": ASKED,
  "createJob body MapRequest/columns/*": ASKED,
  "createJob body ExportRequest/targets/*": ASKED,
  "createJob body ExportRequest/name": {
    together: true,
    kept: async ({ home }, { id }) => {
      const { results } = await home.ended(id);
      return (await home.api.get<{ name: string }>(`${home.base}/bundles/${results["csv"]}`)).name.replace(/\.\w+$/, "");
    },
  },
  "createJob body ExportRequest/classes/*": ASKED,
  "createJob body ExportRequest/statuses/*": ASKED,
  "createJob body ExportRequest/columns/*": ASKED,
  "updateCollection body /name": { again: true, kept: (_, { name }) => name },
  "updateCollection body /names": member("names"),
  "createIntake body /name": member("name"),
  "createIntake body /collection": member("collection"),
  "createIntake body /names": member("names"),
  "createIntake body /metadataTable": ASKED,
  "createIntake body /metadata/{}": ASKED,
  "createIntake body /metadata/{name}": ASKED,
  "addIntakeFiles body /files/*/path": {
    kept: async ({ home, ids }, _, text) => {
      const { files } = await home.api.get<Answer>(`${home.base}/intakes/${ids["intake"]}/files?limit=1000`);
      const { path, problem } = files.at(-1)!;
      return problem === undefined ? path : text;
    },
  },
  "listIntakeFiles query /text": ASKED,
  "updateImage body /metadata/{}": { kept: (_, { metadata }) => metadata["free"] },
  "updateImage body /metadata/{name}": { kept: (_, { metadata }, text) => keyOf(metadata, text) },
  "editSheet body /edits/*/column": ASKED,
  "editSheet body /edits/*/text": { kept: (_, { rows }) => rows[0]!.hand["sample_ship"] },
  "editSheet body /edits/*/was": ASKED,
  "setPixelSize body /note": { kept: (_, { rows }) => /^by hand, (.*), \d{4}-\d\d-\d\d$/s.exec(rows[0]!.pixelNote)?.[1] },
  ...graph("putGraph", {
    name: { kept: (_, { name }) => name },
    title: { kept: (_, { definition }) => definition.title },
    "nodes/*/id": { kept: (_, { definition }) => definition.nodes[0]!.id },
  }),
  ...graph("validateGraph"),
  ...graph("inspectRun"),
  ...graph("summariseImage"),
  ...graph("summariseImage", {}, "unscaled"),
  ...Object.fromEntries(
    ["listJobs", "listCollections", "listFiles", "listImages", "listRuns", "listRunImages", "listObjects", "listJudgements"].map((list) => [
      `${list} query /cursor`,
      ASKED,
    ]),
  ),
  "listObjects query /sort": ASKED,
  "listObjects query /columns": ASKED,
  "listObjects query /filter/*": ASKED,
  "countObjects query /filter/*": ASKED,
  "getHistogram query /filter/*": ASKED,
  "getHistogram query /column": ASKED,
  "getScatter query /filter/*": ASKED,
  "getScatter query /x": ASKED,
  "getScatter query /y": ASKED,
  "getColumnSpread query /column": ASKED,
  "createClass body /name": { kept: (_, { name }) => name },
  "updateClass body /name": { again: true, kept: (_, { name }) => name },
  "addClasses body /classes/*/name": { inTree: true, kept: (world, _, text) => classCalled(world, text.split("<")[0]!.trim()) },
  "setLabels body /labels/*/object": ASKED,
  "setLabels body /labels/*/class": { inTree: true, kept: classOf },
  "setLabels body /labels/*/author": {
    kept: async ({ home, ids }, _, text) => {
      const { events } = await home.api.get<{ events: { author: string }[] }>(`/api/objects/${ids["object"]}/labels`);
      return events.find(({ author }) => author === text)?.author;
    },
  },
  "importLabels body /table": ASKED,
  "importLabels body text/csv/": ASKED,
  "importLabels body text/tab-separated-values/": ASKED,
  "applyLabelActions body /actions/*/filter/*": ASKED,
  "applyLabelActions body /actions/*/class": {
    inTree: true,
    kept: async (world, { results }, text) => (results[0]!.problem === undefined ? classOf(world) : text.split("<")[0]!.trim()),
  },
  "updateModel body /name": member("name"),
  "listJudgements query /actual": ASKED,
  "listJudgements query /predicted": ASKED,
  "previewTraining body /statuses/*": ASKED,
  "previewTraining body /classes/*": ASKED,
  "previewTraining body /columns/*": ASKED,
  ...Object.fromEntries(
    [
      "downloadOriginal path /id",
      "getThumbnail path /id",
      "getTile path /id",
      "getTile path /z",
      "getTile path /x",
      "getTile path /y",
      "getTile query /by",
      "getDzi path /id",
      "getDzi query /by",
      "getDziTile path /id",
      "getDziTile path /level",
      "getDziTile path /tile",
      "getDziTile query /by",
      "getTileByLevel path /id",
      "getTileByLevel path /level",
      "getTileByLevel path /col",
      "getTileByLevel path /row",
      "getTileByLevel query /by",
      "getMask path /id",
      "getMask query /color",
      "getSprite query /objects",
      "describeZarr path /id",
      "describeZarr path /path",
      "getZarrFile path /id",
      "getZarrFile path /path",
      "getProjectPage path /path",
      "getViewer path /id",
    ].map((name) => [name, ASKED]),
  ),
};
