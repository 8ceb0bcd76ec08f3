import { canonicalJson } from "@argosy/core";
import type { NodeContext } from "../define-node.ts";
import { gridsOf, learnStep, runStep, summariseStep } from "../execute.ts";
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
  /** Hears which parameters a step learns from the image; where nobody listens nothing is learnt. */
  learnt?(step: string, params: Readonly<Record<string, unknown>>): void;
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
  /** What a node asked to remember last: it may be large. */
  #remembered: { readonly key: string; readonly value: unknown } | undefined;

  constructor(registry: NodeRegistry) {
    this.#registry = registry;
  }

  /**
   * The results of the steps one after the other, and `undefined` wherever a step is half done: the caller may rest there, or stop.
   *
   * @throws {ArgosyError} what a node throws.
   */
  *run({ steps, frame, image, context, learnt }: PreviewInput): Generator<PreviewStep | undefined, void> {
    const names = this.#nameAll(steps, image);
    const part = partName(context);
    const grids = gridsOf(this.#registry, steps, { frame, context });
    const done: { readonly outputs: Record<string, unknown>; readonly provisional: boolean }[] = [];
    const readSource = (source: Source): unknown => {
      if (source.from === "frame") return frame;
      return source.from === "step" ? done[source.step]!.outputs[source.slot] : undefined;
    };
    for (const [index, step] of steps.entries()) {
      const name = `${names[index]} ${part}`;
      const node = this.#registry.find(step.node, step.version);
      const asksWhole = node?.whole !== undefined && (part !== "" || node.collection !== undefined);
      const known = this.#summaries.has(name);
      const before = sourcesOf(step).some((source) => source.from === "step" && done[source.step]!.provisional);
      const provisional = before || (asksWhole && !known);
      const key = provisional ? `${name} provisional` : name;
      const kept = this.#results.get(key);
      // What a collection gave stays true of a part that is provisional itself.
      const counts = known && (!before || node?.collection !== undefined);
      const summary = asksWhole && counts ? { of: this.#summaries.get(name) } : undefined;
      let outputs = kept?.outputs;
      if (outputs === undefined) {
        const given = canonicalJson({ image, part, before, from: namesOf(step, names) });
        const place = { readSource, grids, context: { ...context, remember: this.#rememberFor(`${step.node} ${given}`) } };
        const params = learnt === undefined || before ? undefined : learnStep(this.#registry, step, place);
        if (params !== undefined) {
          learnt?.(step.id, params);
          // With what it has learnt the step will be asked for the same again.
          this.#names.set(textOf({ ...step, params: { ...step.params, ...params } }, names, image), names[index]!);
        }
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

  /** Whether a step takes something from the whole collection that was not learned yet; without it the step cannot be run. */
  asksCollection({ steps, image, context }: Omit<PreviewInput, "frame">): boolean {
    const names = this.#nameAll(steps, image);
    return steps.some(
      ({ node, version }, index) =>
        this.#registry.find(node, version)?.collection !== undefined && !this.#summaries.has(`${names[index]} ${partName(context)}`),
    );
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
    for (const step of steps) names.push(this.#nameOf(textOf(step, names, image)));
    return names;
  }

  #rememberFor(inputs: string): <T>(what: string, make: () => T) => T {
    return <T>(what: string, make: () => T): T => {
      const key = `${inputs} ${what}`;
      if (this.#remembered?.key !== key) {
        // Let go before the next one is made: there is not room for both.
        this.#remembered = undefined;
        this.#remembered = { key, value: make() };
      }
      return this.#remembered.value as T;
    };
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
    this.#remembered = undefined;
    this.#bytes = 0;
  }
}

function sourcesOf(step: Step): readonly Source[] {
  return Object.values(step.inputs).flat();
}

/** All that decides what a step gives. */
function textOf(step: Step, names: readonly number[], image: string): string {
  const { node, version, params } = step;
  return canonicalJson({ image, node, version, params, from: namesOf(step, names) });
}

/** What a step is given, by slot. */
function namesOf({ inputs }: Step, names: readonly number[]): Record<string, unknown> {
  const named = Object.entries(inputs).map(([slot, sources]) => [
    slot,
    sources.map((source) => (source.from === "step" ? [names[source.step]!, source.slot] : [source.from])),
  ]);
  return Object.fromEntries(named);
}

function partName({ part }: NodeContext): string {
  return part === undefined ? "" : `${part.box.x} ${part.box.y} ${part.box.width} ${part.box.height}`;
}
