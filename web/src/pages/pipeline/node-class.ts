import type { Slot } from "@argosy/nodes";
import type { ParamSchema } from "../../ui/schema.ts";

/** A node class as the server describes it. */
export interface NodeClass {
  readonly name: string;
  readonly version: number;
  readonly stage: string;
  readonly scope: string;
  readonly preserves: string;
  readonly title: string;
  readonly summary: string;
  /** What others call it: `skimage.filters.gaussian`. */
  readonly knownAs?: readonly string[];
  /** With which parameters the gallery shows it, where not with its defaults. */
  readonly shown?: { readonly params?: Readonly<Record<string, unknown>> };
  readonly params: { readonly properties: Readonly<Record<string, ParamSchema>> };
  readonly inputs: Readonly<Record<string, Slot>>;
  readonly outputs: Readonly<Record<string, Slot>>;
  /** Optional inputs of which exactly one must be connected. */
  readonly exactlyOne?: readonly string[];
}

/** The newest version of each node class, by name. */
export type NodeClasses = ReadonlyMap<string, NodeClass>;

/** Node classes as the server lists them, the newest version of each. */
export function classesByName(nodes: readonly object[]): NodeClasses {
  return new Map((nodes as readonly NodeClass[]).toReversed().map((node) => [node.name, node]));
}

/** Groups of node classes in the order in which steps usually follow each other, in words for people. */
const GROUPS: Readonly<Record<string, string>> = {
  crop: "Part of the image",
  transform: "Turn and scale",
  convert: "Colour",
  correct: "Light",
  exposure: "Contrast",
  filter: "Filters",
  threshold: "Thresholds",
  morphology: "Shape of the mask",
  segment: "Objects",
  measure: "Measures",
  classify: "Classes",
  draw: "Drawings",
  export: "Exports",
};

const groupOf = (name: string): string => name.split(".")[0] ?? "";

/** Where the group of a class stands among the others. */
export function orderOf(name: string): number {
  const at = Object.keys(GROUPS).indexOf(groupOf(name));
  // The images come before everything, a group that nobody named after it.
  return name === "collection.images" ? -1 : at < 0 ? Object.keys(GROUPS).length : at;
}

/** The group of a class, in words. */
export function groupInWords(name: string): string {
  return GROUPS[groupOf(name)] ?? groupOf(name);
}

/** Every class that can be put into a graph and has all words of a text in its names, title, summary or group; sorted by group and title. */
export function findClasses(classes: NodeClasses, text: string): readonly NodeClass[] {
  const words = text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== "");
  const says = ({ name, title, summary, knownAs = [] }: NodeClass) =>
    `${name} ${title} ${summary} ${groupInWords(name)} ${knownAs.join(" ")}`.toLowerCase();
  const inTitle = ({ title }: NodeClass) => (words.every((word) => title.toLowerCase().includes(word)) ? 0 : 1);
  return [...classes.values()]
    .filter((one) => one.name !== "collection.images" && words.every((word) => says(one).includes(word)))
    .sort(
      (a, b) =>
        (words.length > 0 ? inTitle(a) - inTitle(b) : 0) || orderOf(a.name) - orderOf(b.name) || a.title.localeCompare(b.title, "en"),
    );
}
