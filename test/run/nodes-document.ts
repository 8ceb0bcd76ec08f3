import type { FeatureTable, Plane } from "@argosy/kernels";
import { tableColumn } from "@argosy/kernels";
import type { ImageValue, NodeDefinition, Slots } from "@argosy/nodes";
import { loadNodes } from "@argosy/runtime";
import { tableOf } from "./markdown-table.ts";
import { pictureOfNode } from "./node-pictures.ts";

const HEAD = `# Steps

Generated from \`packages/nodes/src/nodes\` by \`npm run gen:docs\`; not to be edited.

Every step that a pipeline can be made of, with what it takes and gives, its parameters, and its examples as they are run by the tests: pixels
of an image, a mask (0 and 1) or a label image, row by row. Each line of a table of measures is one object.

The pictures show a step on a small drawn picture, before and after: with its defaults, unless other parameters stand below. The page
shows the same under _Steps_, computed in the browser, and puts a step into the pipeline of a project from there.

Images are planes: stacks are worked on plane by plane.
`;

/** More samples than this are no picture to be read. */
const MOST_SAMPLES = 64;

interface ParamSchema {
  readonly title?: string;
  readonly description?: string;
  readonly unit?: string;
  readonly default?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly enum?: readonly unknown[];
}

/** Letters of one parameter that are still read. */
const MOST_LETTERS = 300;

/** `docs/nodes.md`: what every node says of itself. */
export async function nodesDocument(): Promise<string> {
  const { all } = await loadNodes();
  const groups = [...new Set(all.map(groupOf))];
  const lists = groups.map((group) => {
    const links = all.filter((node) => groupOf(node) === group).map(({ name, title }) => `[${title}](#${name.replaceAll(".", "")})`);
    return `- ${group}: ${links.join(", ")}\n`;
  });
  return `${HEAD}\n${lists.join("")}${all.map(partOf).join("")}`;
}

function groupOf({ name }: NodeDefinition): string {
  return name.slice(0, name.indexOf("."));
}

function partOf(node: NodeDefinition): string {
  const params = Object.entries(node.params.properties as Readonly<Record<string, ParamSchema>>);
  const table = params.map(([name, schema]) => [
    `\`${name}\``,
    cell(meaningOf(schema)),
    cell(rangeOf(schema)),
    `\`${cell(JSON.stringify(schema.default))}\``,
  ]);
  const form = params.length === 0 ? "" : `\n${tableOf(["parameter", "meaning", "values", "default"], table)}`;
  const slots = [slotsOf("takes", node.inputs), slotsOf("gives", node.outputs)].filter((line) => line !== "").join("; ");
  const facts = `${slots === "" ? "" : `It ${slots}. `}Stage ${node.stage}, ${node.locality}.`;
  return `\n## ${node.name}\n\n**${node.title}.** ${node.summary}\n\n${pictureLine(node)}${facts}${namesOf(node)}\n${form}${node.examples.map(exampleOf).join("")}`;
}

function pictureLine(node: NodeDefinition): string {
  if (pictureOfNode(node) === undefined) return "";
  const params = node.shown?.params;
  const given = params === undefined ? "" : ` With ${givenWords(params)}.`;
  return `![${node.title}, before and after](pictures/steps/${node.name}.png)${given}\n\n`;
}

/** As JSON; what fills lines, such as strokes that were painted, is counted. */
function givenWords(params: Readonly<Record<string, unknown>>): string {
  const long = Object.entries(params).filter(([, value]) => Array.isArray(value) && JSON.stringify(value).length > MOST_LETTERS);
  if (long.length === 0) return `\`${JSON.stringify(params)}\``;
  return Object.entries(params)
    .map(([name, value]) => (Array.isArray(value) ? `${value.length} \`${name}\`` : `\`${name}\` ${JSON.stringify(value)}`))
    .join(", ");
}

function namesOf({ knownAs = [] }: NodeDefinition): string {
  return knownAs.length === 0 ? "" : ` Elsewhere: ${knownAs.map((name) => `\`${name}\``).join(", ")}.`;
}

function slotsOf(verb: string, slots: Slots): string {
  const words = Object.entries(slots).map(
    ([name, { kind, optional }]) => `\`${name}\` (${kind}${optional === true ? ", may be left out" : ""})`,
  );
  return words.length === 0 ? "" : `${verb} ${words.join(", ")}`;
}

function meaningOf({ title, description }: ParamSchema): string {
  return description === undefined ? `${title}.` : `${title}: ${description}`;
}

function rangeOf({ minimum, maximum, unit, enum: choices }: ParamSchema): string {
  if (choices !== undefined) return choices.join(", ");
  const range = minimum === undefined ? "" : maximum === undefined ? `from ${minimum}` : `${minimum} to ${maximum}`;
  return [range, unit ?? ""].filter((word) => word !== "").join(" ");
}

function cell(text: string): string {
  return text.replaceAll("|", "\\|").replaceAll("\n", " ");
}

function exampleOf({ title, params, inputs, outputs, context }: NodeDefinition["examples"][number]): string {
  const beside = {
    ...(context?.companionImage === undefined ? {} : { "the image beside it": context.companionImage }),
    ...(context?.shared === undefined ? {} : { "the collection, in squares": context.shared }),
  };
  const rows = [
    ...Object.entries({ ...inputs, ...beside }),
    ...Object.entries(outputs).map(([slot, value]) => [`→ ${slot}`, value] as const),
  ]
    .map(([slot, value]) => [slot, pictureOf(value)] as const)
    .filter(([, picture]) => picture !== undefined);
  const given = Object.keys(params).length === 0 ? "" : ` with \`${JSON.stringify(params)}\``;
  const pictures = rows.map(([slot, picture]) => `${slot}\n${picture}`).join("\n");
  return `\nExample: ${title}${given}\n${pictures === "" ? "" : `\n\`\`\`text\n${pictures}\n\`\`\`\n`}`;
}

/** A value that is small enough to be read: samples row by row, or the rows of a table. */
function pictureOf(value: unknown): string | undefined {
  if (value === null || typeof value !== "object") return undefined;
  if ("channels" in value) {
    const pictures = (value as ImageValue).channels.map(planeText);
    return pictures.includes(undefined) ? undefined : pictures.join("\n\n");
  }
  if ("columns" in value) return tableText(value as unknown as FeatureTable);
  return "data" in value ? planeText(value as Plane) : undefined;
}

function planeText({ data, width, height }: Plane): string | undefined {
  if (data.length > MOST_SAMPLES) return undefined;
  const texts = Array.from(data, numberText);
  const wide = Math.max(...texts.map(({ length }) => length));
  return Array.from({ length: height }, (_, y) =>
    texts
      .slice(y * width, (y + 1) * width)
      .map((text) => text.padStart(wide))
      .join(" "),
  ).join("\n");
}

function tableText(table: FeatureTable): string {
  return Array.from(table.labels, (label, row) =>
    [`object ${label}`, ...table.columns.map(({ name }) => `${name} ${numberText(tableColumn(table, name)[row]!)}`)].join(", "),
  ).join("\n");
}

function numberText(value: number): string {
  return Number.isInteger(value) ? String(value) : value.toPrecision(4);
}
