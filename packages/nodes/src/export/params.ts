import { Type } from "typebox";

/** Parameters that every export of objects has. */
export const exportParams = {
  status: Type.Enum(["all", "validated", "predicted"], {
    title: "Objects",
    description: "all: every object, labelled or not. validated: those that a person confirmed. predicted: those that only a model named.",
    default: "all",
  }),
  columns: Type.Array(Type.String({ minLength: 1, maxLength: 200 }), {
    title: "Measures",
    description: "Names such as shape.area, in the order wanted; none = all.",
    maxItems: 10_000,
    uniqueItems: true,
    default: [],
  }),
};

/** The name of the file that an export makes, without its ending. */
export const nameParam = (name: string) =>
  Type.String({
    title: "Name",
    description: "Of the file, without its ending: letters, digits, dot, _ and -.",
    pattern: "^[A-Za-z0-9_-][A-Za-z0-9._-]*$",
    maxLength: 100,
    default: name,
  });
