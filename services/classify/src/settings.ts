import { LIMITS } from "@argosy/core";
import { Type } from "typebox";

/** What an operator may set for this service. */
export const SettingsSchema = Type.Object({
  CLASSIFY_TASKS: Type.Integer({
    minimum: 0,
    maximum: 64,
    default: 2,
    description: "Tasks in hand at a time; 0: none, others take them. While one writes, the next computes.",
  }),
  CLASSIFY_MAP_OBJECTS: Type.Integer({
    minimum: 3,
    maximum: LIMITS.mapObjects,
    default: LIMITS.mapObjects,
    description: "Objects of one map; of more a part is laid out that is spread evenly over the images.",
  }),
});
