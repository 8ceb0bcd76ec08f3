import { Type } from "typebox";

/** What an operator may set for this service. */
export const SettingsSchema = Type.Object({
  SEGMENT_TASKS: Type.Integer({
    minimum: 0,
    maximum: 64,
    default: 2,
    description: "Tasks in hand at a time; 0: none, others take them. While one writes, the next computes.",
  }),
  SEGMENT_COLUMNS_MIB: Type.Integer({
    minimum: 16,
    maximum: 65_536,
    default: 256,
    description: "Columns and orders of the runs looked at lately, kept for the next page, in MiB.",
  }),
});
