import { Type } from "typebox";

/** What an operator may set for this service. */
export const SettingsSchema = Type.Object({
  EXPORT_TASKS: Type.Integer({
    minimum: 0,
    maximum: 64,
    default: 1,
    description: "Tasks in hand at a time; 0: none, others take them. A bundle keeps every worker thread busy by itself.",
  }),
});
