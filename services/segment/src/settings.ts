import { Type } from "typebox";

/** What an operator may set for this service. */
export const SettingsSchema = Type.Object({
  SEGMENT_TASKS: Type.Integer({
    minimum: 1,
    maximum: 64,
    default: 2,
    description: "Tasks in hand at a time: while one writes, the next computes.",
  }),
});
