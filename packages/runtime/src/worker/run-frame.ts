import { ArgosyError, dtypeOf, micrometres } from "@argosy/core";
import type { FeatureTable, Labels, Plane } from "@argosy/kernels";
import { halve, halveLabels } from "@argosy/kernels";
import type { ChainInputs, ChainResults, ImageValue, Kept, NodeContext, NodeRegistry, ObjectsValue, UnitImage } from "@argosy/nodes";
import { explainPlace, resultKey, resultsOnImage, runImageSteps, runObjectSteps, sampleFrame } from "@argosy/nodes";
import { layoutOf } from "@argosy/storage";
import { decodeImage } from "../frame/encoded.ts";
import type { FrameJob, FrameResult, KeptArray, PlaceJob, PlaceResult, SampleJob } from "../frame/frame-job.ts";
import { storedName } from "../frame/frame-job.ts";
import { encodeLevels } from "./encode-levels.ts";
import { encodePicture } from "./encode-picture.ts";
import { releaseValues } from "./release-values.ts";

/** Runs a chain on one frame: decode, run the nodes, encode what is kept. Pure: bytes in, bytes out. */
export function runFrame(registry: NodeRegistry, job: FrameJob): FrameResult {
  const { inputs, decoded } = inputsOf(job);
  const results = runImageSteps(registry, job.steps, inputs);
  const result = resultsOf(registry, job, inputs, results);
  releaseValues([...decoded(), ...results.values()]);
  return result;
}

function resultsOf(registry: NodeRegistry, job: FrameJob, inputs: ChainInputs, results: ChainResults): FrameResult {
  // All that is stored lies on the image, whatever the steps have worked on.
  const onImage = resultsOnImage(registry, job.steps, inputs, results);
  const kept = (kinds: readonly string[]) => job.keeps.filter((keep) => kinds.includes(keep.kind));
  const resultOf = <Value>(keep: Kept) => results.get(resultKey(keep.step, keep.slot)) as Value;
  return {
    arrays: kept(["image", "mask", "labels"]).map((keep) => encodeKept(job, keep, onImage)),
    objects: kept(["objects"]).map((keep) => ({ step: keep.step, slot: keep.slot, value: resultOf<ObjectsValue>(keep) })),
    tables: kept(["table"]).map((keep) => ({ step: keep.step, slot: keep.slot, value: resultOf<FeatureTable>(keep) })),
    stack: job.stack,
    crops: job.crops === undefined ? [] : drawCrops(registry, job, job.crops, inputs, onImage),
  };
}

/** Says what lies at a place of a frame, by running the chain on it. */
export function explainFramePlace(registry: NodeRegistry, job: PlaceJob): PlaceResult {
  const facts = explainPlace(registry, job.steps, inputsOf(job).inputs, job.at);
  const { node: name, version, params } = job.steps[facts.step]!;
  const node = registry.find(name, version);
  const schema = (node?.params as { readonly properties?: Readonly<Record<string, { readonly title?: string; readonly unit?: string }>> })
    ?.properties?.[facts.parameter ?? ""];
  // A unit may be the name of the parameter that holds it.
  const unit = params[schema?.unit ?? ""] ?? schema?.unit ?? "";
  return { facts, title: node?.title ?? name, parameterTitle: schema?.title ?? "", parameterUnit: String(unit) };
}

/** What a frame says to the last step of a chain. */
export function askFrame(registry: NodeRegistry, job: SampleJob): ImageValue {
  const { inputs, decoded } = inputsOf({ ...job, stored: {} });
  const { sample, results } = sampleFrame(registry, job.steps, inputs);
  releaseValues([...decoded(), ...results]);
  return sample;
}

/** What a chain works on, and everything that was decoded for it so far. */
interface DecodedInputs {
  readonly inputs: ChainInputs;
  decoded(): readonly unknown[];
}

function inputsOf(job: Omit<PlaceJob, "at">): DecodedInputs {
  const frame = decodeImage(job.frame);
  const companionImage = job.companionImage === undefined ? undefined : decodeImage(job.companionImage);
  const shared = job.shared === undefined ? undefined : decodeImage(job.shared);
  const stored = new Map<string, unknown>();
  const inputs = {
    frame,
    stored(source: { readonly stage: string; readonly step: number; readonly slot: string; readonly kind: string }) {
      const name = storedName(source);
      if (!stored.has(name)) stored.set(name, decodeStored(job, name, source.kind));
      return stored.get(name);
    },
    context: {
      ...contextOf(job.image),
      ...(companionImage === undefined ? {} : { companionImage }),
      ...(job.companionTable === undefined ? {} : { companionTable: job.companionTable }),
      ...(shared === undefined ? {} : { shared }),
    },
  };
  return { inputs, decoded: () => [frame, companionImage, shared, ...stored.values()] };
}

/** What nodes may know of an image. */
export function contextOf({ name, pixelSize }: Pick<UnitImage, "name" | "pixelSize">): NodeContext {
  if (pixelSize === undefined) return { name };
  return { name, pixelSize: { x: micrometres(pixelSize.x), y: micrometres(pixelSize.y), provenance: pixelSize.provenance as "file" } };
}

function decodeStored(job: Pick<FrameJob, "stored">, name: string, kind: string): unknown {
  const value = job.stored[name];
  if (value === undefined) throw new ArgosyError("internal", `the stored input ${name} was not handed over`);
  if ("objects" in value) return value.objects;
  if ("table" in value) return value.table;
  const image = decodeImage(value.image);
  return kind === "image" ? image : image.channels[0];
}

function encodeKept(job: FrameJob, keep: Kept, results: Pick<ChainResults, "get">): KeptArray {
  const value = results.get(resultKey(keep.step, keep.slot));
  const planes: readonly Plane[] = keep.kind === "image" ? (value as ImageValue).channels : [value as Plane];
  const dtype = dtypeOf(planes[0]!.data);
  const layout = layoutOf({ t: 1, c: planes.length, y: job.stack.height, x: job.stack.width, dtype });
  const smaller = keep.kind === "labels" ? (plane: Plane) => halveLabels(plane as Labels) : halve;
  return { step: keep.step, slot: keep.slot, kind: keep.kind, dtype, levels: planes.map((plane) => encodeLevels(layout, plane, smaller)) };
}

function drawCrops(
  registry: NodeRegistry,
  job: FrameJob,
  crops: NonNullable<FrameJob["crops"]>,
  inputs: ChainInputs,
  results: Pick<ChainResults, "get">,
): Uint8Array[][] {
  const wanted = { sink: job.steps.length - 1, slot: crops.slot };
  return crops.objects.map((object) =>
    (runObjectSteps(registry, job.steps, inputs, results, object, wanted) as ImageValue[]).map((picture) => encodePicture(picture)),
  );
}
