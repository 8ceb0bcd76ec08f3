import { Type } from "typebox";

/** What an operator may set for this service. */
export const SettingsSchema = Type.Object({
  MEASURE_TASKS: Type.Integer({
    minimum: 0,
    maximum: 64,
    default: 2,
    description: "Tasks in hand at a time; 0: none, others take them. While one writes, the next computes.",
  }),
});
