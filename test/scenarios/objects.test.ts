import { createHash } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { openArchive } from "@argosy/export";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ecotaxaTable } from "./ecotaxa-table.ts";
import { darkGraph, movedGraph } from "./graphs.ts";
import { RINGED, ringedFrame } from "./ringed-frame.ts";
import { Scenario, type ShownImage, type ShownJob } from "./scenario.ts";

const { ring } = RINGED;

interface ShownObject {
  readonly id: string;
  readonly name: string;
  readonly label: number;
  readonly area: number;
  readonly box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
  readonly parent: string;
  readonly children: readonly string[];
  readonly measures: Readonly<Record<string, number>>;
}
interface Step {
  readonly kind: string;
  readonly name: string;
  readonly version: number;
  readonly inputs: readonly string[];
  readonly sha256: string;
  readonly person: string;
  readonly parameters?: Readonly<Record<string, unknown>>;
}

let home: Scenario;
let image: ShownImage;
let run: ShownJob;
let objects: ShownObject[];
const original = ringedFrame();

beforeAll(async () => {
  home = await Scenario.open();
  const folder = join(home.folder, "rings");
  await mkdir(folder);
  await writeFile(join(folder, "ring.png"), original);
  const collection = await home.import("rings", [folder]);
  image = (await home.images(collection))["ring.png"]!;
  const { id } = await home.api.post<{ id: string }>(`${home.base}/graphs`, { definition: darkGraph(100) });
  run = await home.finish({ kind: "run", collection, graph: id });
  objects = await objectsOf(run);
});
afterAll(() => home.end());

async function objectsOf(job: ShownJob): Promise<ShownObject[]> {
  const query = { sort: "area", descending: "true" };
  return (await home.api.get<{ objects: ShownObject[] }>(`${home.base}/runs/${job.results["run"]}/objects`, { query })).objects;
}

describe("behind a step that moves pixels", () => {
  const shown = ({ name, label, area, box, measures, children }: ShownObject) => ({
    name,
    label,
    area,
    box,
    measures,
    children: children.length,
  });
  const pictures = async (job: ShownJob) => {
    const archive = await openArchive(Buffer.from(await (await home.get(job.links["bundle"]!)).arrayBuffer()));
    const files = archive.files.filter(({ path }) => path.endsWith(".png"));
    const read = files.map(async (file) => Buffer.concat(await Array.fromAsync(await file.open())).toString("base64"));
    const contents = await Promise.all(read);
    archive.close();
    return contents;
  };

  test.each([
    ["flip", [{ node: "transform.flip" }], 2],
    // The ring lies in the lower half of the turned image, the bar in the upper.
    ["quarter turn and crop", [{ node: "transform.rotate" }, { node: "transform.crop", params: { x: 20, y: 120, width: 150 } }], 1],
  ])("(%s) objects, their measures and pictures are those of the original", async (_, movers, wanted) => {
    const { id } = await home.api.post<{ id: string }>(`${home.base}/graphs`, { definition: movedGraph(100, movers) });
    const job = await home.finish({ kind: "run", collection: image.collection, graph: id });
    expect((await objectsOf(job)).map(shown)).toEqual(objects.slice(0, wanted).map(shown));
    expect(await pictures(job)).toEqual((await pictures(run)).slice(0, wanted));
    const at = { x: String(ring.x + 1), y: String(ring.y + (ring.size - 1) / 2) };
    const place = `${home.base}/runs/${job.results["run"]}/images/${image.id}/place`;
    expect(await home.api.get(place, { query: at })).toMatchObject({ kind: "object", object: (await objectsOf(job))[0]!.id });
    const beside = { x: "210", y: "65" };
    expect(await home.api.get(place, { query: beside })).toMatchObject(
      wanted === 2
        ? { kind: "object" }
        : { kind: "cut_off", node: "transform.crop", sentence: "This lies beyond what the step Crop keeps of the image." },
    );
  });
});

describe("an object", () => {
  test("lists its facets: node, slot, what it is", async () => {
    const [circle] = objects;
    const { object, facets } = await home.api.get<{ object: ShownObject; facets: { node: string; slot: string; kind: string }[] }>(
      `/api/objects/${circle!.id}`,
    );
    expect(object).toMatchObject({ id: circle!.id, name: "ring#1", box: { x: ring.x, y: ring.y, width: ring.size, height: ring.size } });
    const shown = facets.map(({ node, slot, kind }) => `${node} ${slot} ${kind}`);
    expect(shown).toEqual(
      expect.arrayContaining(["segment.objects labels labels", "measure.shape table table", "measure.intensity table table"]),
    );
  });

  test("has every step from the file's sha256 to the row in its lineage", async () => {
    const { steps } = await home.api.get<{ steps: Step[] }>(`/api/objects/${objects[0]!.id}/lineage`);
    expect(steps[0]).toMatchObject({ kind: "file", name: "ring.png", sha256: createHash("sha256").update(original).digest("hex") });
    const nodes = steps.map((step) => step.name);
    for (const node of ["convert.grey", "threshold.fixed", "segment.objects", "measure.shape", "measure.intensity"])
      expect(nodes.join(" ")).toContain(node);
    const threshold = steps.find((step) => step.name.includes("threshold.fixed"))!;
    expect(threshold).toMatchObject({ version: 1, parameters: { threshold: 100, objects: "dark" } });
    const array = steps.find((step) => step.kind === "array")!;
    expect(array.inputs).toEqual([steps[0]!.sha256]);
    const [segmenting, measuring] = steps.filter((step) => step.kind === "task");
    expect(segmenting!.inputs).toEqual([array.sha256]);
    expect(measuring!.inputs).toEqual([array.sha256, segmenting!.name.replace("segment ", "")]);
  });

  test("names the persons who have said what it is", async () => {
    const labels = [{ object: objects[1]!.id, class: "fibre", author: "Rosalind Franklin" }];
    await home.api.post(`${home.base}/labels`, { labels, createClasses: true });
    const { steps } = await home.api.get<{ steps: Step[] }>(`/api/objects/${objects[1]!.id}/lineage`);
    expect(steps.at(-1)).toMatchObject({ kind: "label", name: "fibre", person: "Rosalind Franklin", parameters: { status: "validated" } });
  });

  test("inside another stays its child with nested outer: not exported alone, but counted by its parent", async () => {
    const [circle] = objects;
    expect(objects.map((object) => object.children.length)).toEqual([1, 0]);
    const { object: dot } = await home.api.get<{ object: ShownObject }>(`/api/objects/${circle!.children[0]}`);
    expect(dot.parent).toBe(circle!.id);
    expect(dot.box).toMatchObject({ width: 17, height: 17 });
    const bundle = await home.api.get<{ objects: number; findings: string[] }>(`${home.base}/bundles/${run.results["bundle"]}`);
    expect(bundle).toMatchObject({ objects: 2, findings: [] });
  });

  test.each([
    ["both", 3],
    ["inner", 2],
  ])("with nested %s there are %i to export", async (nested, count) => {
    const { id } = await home.api.post<{ id: string }>(`${home.base}/graphs`, { definition: darkGraph(100, { nested }) });
    const job = await home.finish({ kind: "run", collection: image.collection, graph: id });
    expect(await home.api.get(`${home.base}/bundles/${job.results["bundle"]}`)).toMatchObject({ objects: count, findings: [] });
  });

  test("has its measures in object_ columns of the EcoTaxa table, the number of its children among them", async () => {
    const { header, rows } = await ecotaxaTable(Buffer.from(await (await home.get(run.links["bundle"]!)).arrayBuffer()));
    expect(header[0]).toBe("img_file_name");
    expect(header).toEqual(expect.arrayContaining(["object_id", "object_ski_area", "object_ski_mean"]));
    expect(rows).toHaveLength(2);
    const [own, children] = [header.indexOf("object_children_count"), header.indexOf("object_children_area")];
    expect(rows.map((row) => Number(row[own])).sort()).toEqual([0, 1]);
    // A dot of radius 8 has 197 pixels.
    expect(rows.map((row) => Number(row[children])).sort((a, b) => a - b)).toEqual([0, 197]);
    expect(rows.map((row) => Number(row[header.indexOf("object_ski_area")]))).toEqual(objects.map((object) => object.area));
  });
});
