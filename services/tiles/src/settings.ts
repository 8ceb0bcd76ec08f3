import { Type } from "typebox";

/** What an operator may set for this service. */
export const SettingsSchema = Type.Object({
  TILES_CACHE_MIB: Type.Integer({
    minimum: 1,
    maximum: 65_536,
    default: 256,
    description: "Decoded chunks that are kept for the next tile, in MiB.",
  }),
});
