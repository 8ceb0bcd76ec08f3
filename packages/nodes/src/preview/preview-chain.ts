import { canonicalJson } from "@argosy/core";
import type { NodeContext } from "../define-node.ts";
import { gridsOf, runStep, summariseStep } from "../execute.ts";
import type { Source, Step } from "../graph/plan.ts";
import { bringBack } from "../grid/bring-back.ts";
import { isUpright } from "../grid/grid.ts";
import type { NodeRegistry } from "../registry.ts";
import type { ImageValue } from "../values.ts";
import { byteLengthOf } from "./byte-length.ts";

/** What is looked at. */
export interface PreviewInput {
  /** As `planPreview` gives them. */
  readonly steps: readonly Step[];
  readonly frame: ImageValue;
  /** Names the whole image and its level: equal only for equal samples. */
  readonly image: string;
  /** With `part`, where the frame is a part of the image. */
  readonly context: NodeContext;
}

/** What a step gave. */
export interface PreviewStep {
  readonly id: string;
  /** Values by output slot, behind a step that moves pixels the moved ones; nobody may change them. */
  readonly outputs: Readonly<Record<string, unknown>>;
  /** Whether pixels follow each other as on the image; not so where they are mirrored or turned. */
  readonly upright: boolean;
  /** The value of an output slot as it lies on the pixels of the view. */
  onImage(slot: string): unknown;
  /** Whether it was there already. */
  readonly reused: boolean;
  /** Whether a summary of the part stands in for one of the whole image, here or before: the run may give something else. */
  readonly provisional: boolean;
}

/** Bytes of results that are kept. */
const KEPT_BYTES = 256 * 2 ** 20;
/** Summaries that are kept: one may hold a plane of the view. */
const SUMMARIES = 24;
/** Names of chains that are remembered. */
const NAMES = 10_000;

/**
 * Runs the steps of a graph on the pixels of a view, again and again with other parameters: what did not change is not computed again.
 *
 * On a part of an image nodes of global locality need a summary of the whole (`learn`); without one they take it from the part, and the
 * result is provisional.
 */
export class PreviewChain {
  readonly #registry: NodeRegistry;
  readonly #names = new Map<string, number>();
  readonly #summaries = new Map<string, unknown>();
  /** The least recently used first. */
  readonly #results = new Map<string, { readonly outputs: Record<string, unknown>; readonly bytes: number }>();
  #bytes = 0;

  constructor(registry: NodeRegistry) {
    this.#registry = registry;
  }

  /**
   * The results of the steps one after the other, and `undefined` wherever a step is half done: the caller may rest there, or stop.
   *
   * @throws {ArgosyError} what a node throws.
   */
  *run({ steps, frame, image, context }: PreviewInput): Generator<PreviewStep | undefined, void> {
    const names = this.#nameAll(steps, image);
    const part = partName(context);
    const grids = gridsOf(this.#registry, steps, { frame, context });
    const done: { readonly outputs: Record<string, unknown>; readonly provisional: boolean }[] = [];
    const readSource = (source: Source): unknown => {
      if (source.from === "frame") return frame;
      return source.from === "step" ? done[source.step]!.outputs[source.slot] : undefined;
    };
    const place = { readSource, grids, context };
    for (const [index, step] of steps.entries()) {
      const name = `${names[index]} ${part}`;
      const asksWhole = part !== "" && this.#registry.find(step.node, step.version)?.whole !== undefined;
      const known = this.#summaries.has(name);
      const before = sourcesOf(step).some((source) => source.from === "step" && done[source.step]!.provisional);
      const provisional = before || (asksWhole && !known);
      const key = provisional ? `${name} provisional` : name;
      const kept = this.#results.get(key);
      const summary = asksWhole && known && !before ? { of: this.#summaries.get(name) } : undefined;
      let outputs = kept?.outputs;
      if (outputs === undefined) {
        const found = summary ?? summariseStep(this.#registry, step, place);
        if (found !== undefined) yield undefined;
        outputs = runStep(this.#registry, step, place, found);
      }
      this.#keep(key, outputs);
      done.push({ outputs, provisional });
      const { made } = grids.of(step);
      const [values, onImage] = [outputs, (slot: string) => bringBack(values[slot], made, grids.image)];
      yield { id: step.id, outputs, upright: isUpright(made), onImage, reused: kept !== undefined, provisional };
    }
  }

  /** Takes in what the steps need of the whole image, by step. */
  learn({ steps, image, context }: Omit<PreviewInput, "frame">, summaries: ReadonlyMap<string, unknown>): void {
    const names = this.#nameAll(steps, image);
    for (const [index, step] of steps.entries()) {
      if (summaries.has(step.id)) this.#summaries.set(`${names[index]} ${partName(context)}`, summaries.get(step.id));
    }
    while (this.#summaries.size > SUMMARIES) this.#summaries.delete(this.#summaries.keys().next().value!);
  }

  /** Equal work has an equal name, whatever the instances are called. */
  #nameAll(steps: readonly Step[], image: string): number[] {
    if (this.#names.size > NAMES) this.#forget();
    const names: number[] = [];
    for (const { node, version, params, inputs } of steps) {
      const from = Object.fromEntries(
        Object.entries(inputs).map(([slot, sources]) => [
          slot,
          sources.map((source) => (source.from === "step" ? [names[source.step]!, source.slot] : [source.from])),
        ]),
      );
      names.push(this.#nameOf(canonicalJson({ image, node, version, params, from })));
    }
    return names;
  }

  #nameOf(text: string): number {
    const known = this.#names.get(text);
    if (known !== undefined) return known;
    this.#names.set(text, this.#names.size);
    return this.#names.size - 1;
  }

  #keep(key: string, outputs: Record<string, unknown>): void {
    const known = this.#results.get(key);
    const bytes = known?.bytes ?? byteLengthOf(outputs);
    if (known === undefined) this.#bytes += bytes;
    this.#results.delete(key);
    this.#results.set(key, { outputs, bytes });
    for (const [old, { bytes: freed }] of this.#results) {
      if (this.#bytes <= KEPT_BYTES || old === key) break;
      this.#results.delete(old);
      this.#bytes -= freed;
    }
  }

  #forget(): void {
    this.#names.clear();
    this.#summaries.clear();
    this.#results.clear();
    this.#bytes = 0;
  }
}

/**
 * What the steps of a graph take from a whole image, by step, cut to a part of it: for `PreviewChain.learn`.
 *
 * @param part - Where the view lies in the image.
 */
export function summariseSteps(
  registry: NodeRegistry,
  { steps, frame, context }: Omit<PreviewInput, "image">,
  part: NonNullable<NodeContext["part"]>["box"],
): Map<string, unknown> {
  const summaries = new Map<string, unknown>();
  const done: Record<string, unknown>[] = [];
  const grids = gridsOf(registry, steps, { frame, context });
  const { width, height } = frame;
  const partGrids = gridsOf(registry, steps, { frame: part, context: { ...context, part: { box: part, width, height } } });
  const last = steps.findLastIndex((step) => registry.find(step.node, step.version)?.whole !== undefined);
  const readSource = (source: Source): unknown => {
    if (source.from === "frame") return frame;
    return source.from === "step" ? done[source.step]![source.slot] : undefined;
  };
  const place = { readSource, grids, context };
  for (const step of steps.slice(0, last + 1)) {
    const summary = summariseStep(registry, step, place);
    done.push(runStep(registry, step, place, summary));
    if (summary === undefined) continue;
    const cut = registry.find(step.node, step.version)?.whole?.cut;
    summaries.set(step.id, cut === undefined ? summary.of : cut(summary.of, partGrids.of(step).given.box));
  }
  return summaries;
}

function sourcesOf(step: Step): readonly Source[] {
  return Object.values(step.inputs).flat();
}

function partName({ part }: NodeContext): string {
  return part === undefined ? "" : `${part.box.x} ${part.box.y} ${part.box.width} ${part.box.height}`;
}
