import type { Box } from "@argosy/core";
import { refusal } from "@argosy/core";
import type { Affine, Plane } from "@argosy/kernels";
import type { Static, TObject } from "typebox";
import type { PictureName } from "./gallery/sample-pictures.ts";
import type { FrameSize, Movement } from "./grid/movement.ts";
import type { ImageContext, ImageValue, SlotKind, SlotValues } from "./values.ts";

/** The services that run nodes, in the order in which an image passes them. */
export const STAGES = ["ingest", "segment", "measure", "classify", "export"] as const;
/** One of {@link STAGES}. */
export type Stage = (typeof STAGES)[number];

/** An input or output of a node. */
export interface Slot {
  readonly kind: SlotKind;
  readonly title: string;
  /** Per image (the default), or per object: then images and labels arrive cut to the object's crop. */
  readonly scope?: "image" | "object";
  /** An input that takes any number of edges; `run` gets an array in the order of the edges. */
  readonly many?: boolean;
  /** An input that may stay unconnected; `run` gets `undefined`. */
  readonly optional?: boolean;
  /** Whether an output is stored without being asked for. Default: labels, objects, tables and predictions are, images and masks are not. */
  readonly stored?: boolean;
}

/** Slots by name. */
export type Slots = Readonly<Record<string, Slot>>;

/** What lies in a slot: the value of its kind, an array of them, or possibly nothing. */
type ValueIn<S extends Slot> = S extends { readonly many: true }
  ? readonly SlotValues[S["kind"]][]
  : S extends { readonly optional: true }
    ? SlotValues[S["kind"]] | undefined
    : SlotValues[S["kind"]];

/** What `run` gets. */
export type Inputs<I extends Slots> = { readonly [K in keyof I]: ValueIn<I[K]> };
/** What `run` gives. */
export type Outputs<O extends Slots> = { readonly [K in keyof O]: ValueIn<O[K]> };

/** A worked example: shown in the documentation, and run as a test. Numbers compare exactly, or within 1e-9 where they are not whole. */
export interface Example<P extends TObject, I extends Slots, O extends Slots> {
  readonly title: string;
  readonly params: Partial<Static<P>>;
  readonly inputs: Partial<Inputs<I>>;
  readonly outputs: Partial<Outputs<O>>;
  readonly context?: Partial<NodeContext>;
}

/** How the gallery shows a node, where its defaults on the usual picture say little. */
export interface GalleryWish {
  /** The drawn picture; `rough`: a mask with pinholes and specks. */
  readonly picture?: PictureName | "rough";
  readonly params?: Readonly<Record<string, unknown>>;
  /** Optional inputs that are given as well. */
  readonly inputs?: readonly string[];
  /** Every how many-th body carries a mark, for a node that takes seeds. */
  readonly marks?: number;
}

/** Files that belong to each image of a collection and are no frames of their own. Patterns: `{stem}` is the image's path without extension, `*` any name in its folder. */
export interface Companions {
  readonly image?: string;
  readonly table?: string;
}

/**
 * How a node of global locality works on a part of an image as on the whole: what it takes from the whole is found once, then each part
 * can be worked on alone. `run` on a whole image is `apply` with its own `summarise`.
 */
export interface WholeImageRule<P extends TObject, I extends Slots, O extends Slots, S> {
  /** What the node takes from the whole image: plain values and typed arrays. */
  summarise(inputs: Inputs<I>, params: Static<P>, context: NodeContext): S;
  /** The result on the given pixels, which may be a part ({@link NodeContext.part}). */
  apply(inputs: Inputs<I>, params: Static<P>, summary: S, context: NodeContext): Outputs<O>;
  /** The summary as a part needs it; for one that goes pixel by pixel. */
  cut?(summary: S, part: Box): S;
}

/**
 * What a node takes from many images of a collection before it works on any of them. A run finds it once, in a task of its own, from what
 * reaches the node; all images then get it as `shared` of their context.
 */
export interface CollectionRule<P extends TObject, I extends Slots> {
  /** The fewest images of which anything can be said. */
  readonly least: number;
  /** The most images that are looked at; of more, these are spread evenly over the collection. */
  most(params: Static<P>): number;
  /** What one image says: few numbers, as all of them are held at once. */
  sample(inputs: Inputs<I>, params: Static<P>, context: NodeContext): ImageValue;
  /** What all say together; `samples` holds at least one, in the order of the collection. Stored as an image. */
  combine(samples: readonly ImageValue[], params: Static<P>): ImageValue;
}

/** A node class: data first, code last. One file in `nodes/` each; nothing else lists it. */
export interface NodeDefinition<P extends TObject = TObject, I extends Slots = Slots, O extends Slots = Slots, S = unknown> {
  /** `<group>.<verb or noun>`, lower case. */
  readonly name: string;
  readonly version: number;
  /** The service that runs it. */
  readonly stage: Stage;
  readonly title: string;
  readonly summary: string;
  /** What others call it, for those who look for it by that name: `skimage.filters.gaussian`. */
  readonly knownAs?: readonly string[] | undefined;
  readonly shown?: GalleryWish | undefined;
  /**
   * *image*: `run` on one image; *object*: the same on one object's crop; *source* and *sink*: `run` stays out of it, the service of the
   * stage reads and writes.
   */
  readonly scope: "image" | "object" | "source" | "sink";
  /** What a pixel of the result depends on: it decides how big images are cut. */
  readonly locality: "pointwise" | "halo" | "global" | "object";
  /** What stays true of grey values: sums (`linear`; also where they become an amount whose sums mean something), their order, or nothing. */
  readonly preserves: "linear" | "order" | "none";
  readonly params: P;
  readonly inputs: I;
  readonly outputs: O;
  /** Optional inputs of which exactly one must be connected. */
  readonly exactlyOne?: readonly (keyof I & string)[];
  readonly examples: readonly Example<P, I, O>[];
  /** Files that the node needs beside each image. They arrive as inputs `companionImage` and `companionTable` of the context. */
  companions?(params: Static<P>): Companions;
  /** For a node that moves the pixels of images: how, for a frame of a size. What is found on its image lies on the original by the inverse. */
  moves?(from: FrameSize, params: Static<P>): Movement;
  /** For a node of global locality whose result on a part follows from a summary of the whole. */
  readonly whole?: WholeImageRule<P, I, O, S>;
  /** For a node that takes something from many images; it has a rule for whole images, too, whose summary is what they gave. */
  readonly collection?: CollectionRule<P, I>;
  /**
   * For a node with parameters that are learnt from the pixels at hand: those, where they are not as they were. Previews at full resolution
   * ask for them before they run the node.
   */
  learn?(inputs: Inputs<I>, params: Static<P>, context: NodeContext): Partial<Static<P>> | undefined;
  run?(inputs: Inputs<I>, params: Static<P>, context: NodeContext): Outputs<O>;
}

/** What `run` gets besides inputs and parameters. */
export interface NodeContext extends ImageContext {
  readonly companionImage?: ImageValue;
  /** Bytes of the table, as they were imported. */
  readonly companionTable?: { readonly name: string; readonly bytes: Uint8Array };
  /** What the images of the collection gave together, for a node that asks them. */
  readonly shared?: ImageValue;
  /** Where the given pixels lie, when they are a part of the image. */
  readonly part?: { readonly box: Box; readonly width: number; readonly height: number };
  /** Where a point of the frame that the pixels belong to lies on the image; absent where it is the same point. */
  readonly back?: Affine;
  /** Gives again what was made of the same inputs before, while other parameters change; absent where nobody keeps anything. */
  readonly remember?: <T>(what: string, make: () => T) => T;
}

/** Gives a node class its types. A node with a rule for whole images gets its `run` from it: both passes, one after the other. */
export function defineNode<const P extends TObject, const I extends Slots, const O extends Slots, S = unknown>(
  definition: NodeDefinition<P, I, O, S>,
): NodeDefinition<P, I, O, S> {
  const { whole } = definition;
  if (whole === undefined) return definition;
  return {
    ...definition,
    run: (inputs, params, context) => whole.apply(inputs, params, whole.summarise(inputs, params, context), context),
  };
}

/** Whether a node makes objects: these always lie on the image. */
export function makesObjects({ outputs }: NodeDefinition): boolean {
  return Object.values(outputs).some(({ kind }) => kind === "objects");
}

/**
 * The plane of an image that has one channel.
 *
 * @throws {ArgosyError} NODE_INPUT_INVALID for an image of several channels.
 */
export function onlyPlane(image: ImageValue): Plane {
  const [first] = image.channels;
  if (first === undefined || image.channels.length !== 1) {
    throw refusal("NODE_INPUT_INVALID", "the node works on one channel; put convert.grey before it", { channels: image.channels.length });
  }
  return first;
}
