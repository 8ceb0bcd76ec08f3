import { Type } from "typebox";

/** What an operator may set for this service. */
export const SettingsSchema = Type.Object({
  EXPORT_TASKS: Type.Integer({
    minimum: 1,
    maximum: 64,
    default: 1,
    description: "Tasks in hand at a time: a bundle keeps every worker thread busy by itself.",
  }),
});
