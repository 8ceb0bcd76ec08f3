import type { Service } from "@argosy/runtime";
import { createChannelWindows } from "./channel-windows.ts";
import { createChunkCache } from "./chunk-cache.ts";
import { tilesRpc } from "./rpc.ts";
import { createStoredImages } from "./stored-images.ts";

/** Decoded chunks that are kept for the next tile. */
const CACHE_BYTES = 256 * 2 ** 20;

/** Renders pictures of stored arrays and hands out their plain bytes; it owns no table. */
export const tilesService: Service = {
  name: "tiles",
  migrations: [],
  async start(ports) {
    const images = createStoredImages(ports.db, ports.store, createChunkCache(CACHE_BYTES));
    const tools = { images, windows: createChannelWindows(images) };
    return { api: [tilesRpc(ports, tools)], subscriptions: [], stop: async () => {} };
  },
};
