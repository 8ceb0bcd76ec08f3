import type { PlaceFacts } from "@argosy/nodes";
import type { PlaceResult } from "@argosy/runtime";

/** Says in a sentence what lies at a place, and what could be changed so that it becomes an object. */
export function placeSentence({ facts, title, parameterTitle, parameterUnit }: PlaceResult): string {
  const { kind, value, limit } = facts;
  const unit = unitText(parameterUnit);
  const parameter = parameterTitle === "" ? "" : ` (${parameterTitle}, step ${title})`;
  switch (kind) {
    case "object":
      return "This is an object.";
    case "inner":
      return `This lies inside another object and counts as its part, not as an object of its own (step ${title}).`;
    case "too_small":
      return `This speck is too small: area ${numberText(value)} ${unit || "px"} < ${numberText(limit)}${parameter}.`;
    case "too_large":
      return `This is too large: area ${numberText(value)} ${unit || "px"} > ${numberText(limit)}${parameter}.`;
    case "touches_border":
      return `This touches the border of the image, where it was seen only in part${parameter}.`;
    case "outside_area":
      return `This lies outside the working area${parameter}.`;
    case "nested":
      return `This lies in or around another object and is not counted by itself${parameter}.`;
    case "removed":
      return `This was found at first, but the step ${title} took it out again.`;
    case "cut_off":
      return `This lies beyond what the step ${title} keeps of the image.`;
    case "background":
      return backgroundSentence(facts, title);
  }
}

function backgroundSentence({ value, limit, side }: PlaceFacts, title: string): string {
  if (value === undefined) return `This is background for the step ${title}.`;
  if (limit === undefined || side === undefined)
    return `This is background: its grey value of ${numberText(value)} does not stand out enough from its surroundings (step ${title}).`;
  const beyond =
    side === "dark" ? `too bright: objects are at most ${numberText(limit)}` : `too dark: objects are at least ${numberText(limit)}`;
  return `This is below the threshold: its grey value of ${numberText(value)} is ${beyond} (step ${title}).`;
}

function unitText(unit: string): string {
  return { px2: "px", um2: "µm²" }[unit] ?? unit;
}

function numberText(value: number | undefined): string {
  if (value === undefined) return "?";
  return Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(5)));
}
