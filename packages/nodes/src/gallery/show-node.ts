import type { PixelSize } from "@argosy/core";
import { micrometres } from "@argosy/core";
import { plane } from "@argosy/kernels";
import { cutImage, maskOfObject } from "../cut.ts";
import type { NodeContext, NodeDefinition, Slot } from "../define-node.ts";
import { fillParams } from "../registry.ts";
import { listObjects } from "../segmentation/list-objects.ts";
import type { ImageValue, SlotKind } from "../values.ts";
import { emptyField, PICTURES } from "./sample-pictures.ts";
import { roughMask, sceneLabels, sceneMarks, sceneMask } from "./sample-scene.ts";

/** A value that can be looked at, with what it is called. */
export interface ShownValue {
  readonly kind: SlotKind;
  readonly title: string;
  readonly value: unknown;
}

/** A node at work: what it was given, what it made of it, and with which parameters. */
export interface NodeShow {
  readonly before: ShownValue;
  readonly after: ShownValue;
  /** All of them. */
  readonly params: Readonly<Record<string, unknown>>;
  /** Columns of a table that are worth seeing. */
  readonly columns: readonly string[];
}

const SEEN: readonly SlotKind[] = ["image", "mask", "labels", "table"];
/** Of the bodies of the drawn picture the one on which steps for single objects are shown. */
const SHOWN_BODY = 1;
const PIXEL_SIZE: PixelSize = { x: micrometres(1), y: micrometres(1), provenance: "file" };

/**
 * Runs a node on a small drawn picture: with its defaults, or as the node itself wants to be shown. The same at every call.
 *
 * @returns `undefined` for a node that has nothing to be looked at: one that reads, writes or learns.
 * @throws {ArgosyError} what the node throws.
 */
export function showNode(node: NodeDefinition): NodeShow | undefined {
  if (node.run === undefined) return undefined;
  const inputs = Object.entries(node.inputs).filter(([name, slot]) => isGiven(node, name, slot));
  const given = inputs.map(([name, slot]) => [name, slot, valueFor(node, name, slot)] as const);
  const first = given.find(([, { kind }]) => SEEN.includes(kind));
  const made = Object.entries(node.outputs).find(([, { kind, scope }]) => SEEN.includes(kind) && scope !== (isWhole(node) ? "object" : ""));
  if (first === undefined || made === undefined) return undefined;
  const params = fillParams(node, { ...node.shown?.params });
  const values = Object.fromEntries(given.map(([name, { many }, value]) => [name, many === true ? [value] : value]));
  const outputs = node.run(values as never, params, contextOf(node, params)) as Readonly<Record<string, unknown>>;
  return {
    before: { kind: first[1].kind, title: first[1].title, value: first[2] },
    after: { kind: made[1].kind, title: made[1].title, value: outputs[made[0]] },
    params,
    columns: columnsOf(node),
  };
}

const isWhole = ({ scope }: NodeDefinition) => scope === "image";

function isGiven({ exactlyOne, shown }: NodeDefinition, name: string, { optional }: Slot): boolean {
  return optional !== true || exactlyOne?.[0] === name || shown?.inputs?.includes(name) === true;
}

function valueFor(node: NodeDefinition, name: string, { kind }: Slot): unknown {
  const labels = sceneLabels();
  const body = { label: SHOWN_BODY, crop: listObjects(labels, 8).objects[SHOWN_BODY - 1]!.crop };
  if (kind === "image") return isWhole(node) ? pictureFor(node) : cutImage(pictureFor(node), body.crop);
  if (kind === "labels") return labels;
  if (kind !== "mask") return undefined;
  if (!isWhole(node)) return maskOfObject(labels, body);
  if (name === "seeds") return sceneMarks(node.shown?.marks);
  return node.shown?.picture === "rough" ? roughMask() : sceneMask();
}

/** Bright bodies for a node that looks for bright things, dark ones for others, unless it says what it wants. */
function pictureFor({ shown, params }: NodeDefinition): ImageValue {
  const picture = shown?.picture ?? "rough";
  if (picture !== "rough") return PICTURES[picture]();
  const wantsBright = Object.values(params.properties).some((schema) => (schema as { readonly default?: unknown }).default === "bright");
  return wantsBright ? PICTURES.bright() : PICTURES.dark();
}

/** Files beside the image: its mask for a node that takes objects, else an image of the empty field. Of a collection as well. */
function contextOf(node: NodeDefinition, params: Readonly<Record<string, unknown>>): NodeContext {
  const context: NodeContext = { name: "picture.tif", pixelSize: PIXEL_SIZE };
  if (node.collection !== undefined) return { ...context, shared: sharedBy(node, params, context) };
  if (node.companions?.(params)?.image === undefined) return context;
  const mask = sceneMask();
  const objects: ImageValue = {
    ...mask,
    channels: [
      plane(
        mask.data.map((value) => 255 * value),
        mask.width,
        mask.height,
      ),
    ],
  };
  return { ...context, companionImage: "labels" in node.outputs ? objects : emptyField() };
}

function sharedBy({ collection }: NodeDefinition, params: Readonly<Record<string, unknown>>, context: NodeContext): ImageValue {
  return collection!.combine([collection!.sample({ image: emptyField() } as never, params, context)], params);
}

/** The columns that the examples name are those worth seeing. */
function columnsOf({ examples, outputs }: NodeDefinition): readonly string[] {
  const slot = Object.keys(outputs).find((name) => outputs[name]?.kind === "table");
  const tables = examples.map(
    (example) => example.outputs[slot ?? ""] as { readonly columns: readonly { readonly name: string }[] } | undefined,
  );
  return [...new Set(tables.flatMap((table) => table?.columns.map(({ name }) => name) ?? []))];
}
