import { Type } from "typebox";

/** What an operator may set for this service. */
export const SettingsSchema = Type.Object({
  INGEST_TASKS: Type.Integer({
    minimum: 0,
    maximum: 64,
    default: 2,
    description: "Tasks in hand at a time; 0: none, others take them. While one writes, the next decodes.",
  }),
  INGEST_DECODES: Type.Integer({
    minimum: 1,
    maximum: 64,
    default: 3,
    description: "Images of a task that are decoded or wait for a decoder at a time.",
  }),
});
