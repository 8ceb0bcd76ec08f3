import type { Condition } from "../../state/object-filter.ts";
import type { FeatureColumn } from "../../state/review.ts";
import { shortNumber, unitInWords } from "../../ui/words.ts";

/** A column of objects as lists and filters name it. */
export interface ObjectColumn {
  readonly name: string;
  readonly title: string;
  readonly unit: string;
  readonly kind: "choice" | "text" | "number";
  readonly group: string;
  readonly help: string;
}

export const STATUSES = ["predicted", "validated", "dubious", "discarded"] as const;

const own = (name: string, title: string, kind: ObjectColumn["kind"], help: string): ObjectColumn => ({
  name,
  title,
  unit: "",
  kind,
  group: "Object",
  help,
});

/** Columns that every object has. */
const OWN_COLUMNS: readonly ObjectColumn[] = [
  own("class", "Class", "choice", "What a person said, else what the model predicts."),
  own("status", "Status", "choice", "How sure the class is."),
  own("score", "Score", "number", "Probability of the predicted class."),
  own("author", "Author", "choice", "Who gave the class."),
  own("image", "Image", "text", "Image that the object lies in."),
  own("name", "Name", "text", "Image and label."),
  own("label", "Label", "number", "Number of the object in its image."),
  { ...own("area", "Area", "number", "Number of pixels."), unit: unitInWords("px2") },
];

/** All columns of a run: those of every object, then the measurements by their sets. */
export function objectColumns(measured: readonly FeatureColumn[]): readonly ObjectColumn[] {
  return [
    ...OWN_COLUMNS,
    ...measured.map(({ name, unit, definition }): ObjectColumn => {
      const [set = "", ...rest] = name.split(".");
      return { name, title: rest.join(" ").replaceAll("_", " "), unit: unitInWords(unit), kind: "number", group: set, help: definition };
    }),
  ];
}

const SIGNS: Readonly<Record<Condition["operator"], string>> = { eq: "=", ne: "≠", lt: "<", le: "≤", gt: ">", ge: "≥" };

/** The sign of an operator. */
export const signOf = (operator: Condition["operator"]): string => SIGNS[operator];

/** A condition as people read it. */
export function conditionInWords(
  { column, operator, value }: Condition,
  columns: readonly ObjectColumn[],
  nameOf: (column: string, value: string) => string,
): string {
  // A cell of a confusion matrix: the model's id tells people nothing.
  if (/^(held-out|out-of-bag)\./.test(column)) return `judged: ${value}`;
  const known = columns.find(({ name }) => name === column);
  const unit = known === undefined || known.unit === "" ? "" : ` ${known.unit}`;
  const shown = known?.kind === "number" ? `${shortNumber(Number(value))}${unit}` : nameOf(column, value);
  return `${known?.title ?? column} ${SIGNS[operator]} ${shown}`;
}

/** The path of an object's image without its ending: the first part of the object's name. */
export const imageOf = ({ name }: { readonly name: string }): string => name.replace(/#\d+i?$/, "");
