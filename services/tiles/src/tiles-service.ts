import type { Service } from "@argosy/runtime";
import { cacheMeter, loadConfig } from "@argosy/runtime";
import { createChannelWindows } from "./channel-windows.ts";
import { createChunkCache } from "./chunk-cache.ts";
import { tilesRpc } from "./rpc.ts";
import { SettingsSchema } from "./settings.ts";
import { createStoredImages } from "./stored-images.ts";

/** Renders pictures of stored arrays and hands out their plain bytes; it owns no table. */
export const tilesService: Service = {
  name: "tiles",
  migrations: [],
  async start(ports) {
    const settings = loadConfig(SettingsSchema, ports.settings);
    const images = createStoredImages(
      ports.db,
      ports.store,
      createChunkCache(settings.TILES_CACHE_MIB * 2 ** 20, cacheMeter(ports.metrics, "tiles", "chunks")),
    );
    const tools = { images, windows: createChannelWindows(images) };
    return { api: [tilesRpc(ports, tools)], subscriptions: [], stop: async () => {} };
  },
};
