import { createHash } from "node:crypto";
import type { BoundService, Picture } from "@argosy/rpc";
import { bindService, TilesServiceDefinition } from "@argosy/rpc";
import type { Ports } from "@argosy/runtime";
import type { EncodedPicture } from "./encode-painted.ts";
import { readSamples } from "./read-samples.ts";
import { renderCrop, renderMask } from "./render-object.ts";
import type { RenderTools } from "./render-region.ts";
import { renderSprite } from "./render-sprite.ts";
import { renderTile } from "./render-tile.ts";
import { zarrFile } from "./zarr-file.ts";

const NOWHERE = { x: 0, y: 0, width: 0, height: 0 };

/** The gRPC face of the service: decode, check, call, encode; nothing else. */
export function tilesRpc(ports: Ports, tools: RenderTools): BoundService {
  return bindService(
    TilesServiceDefinition,
    {
      renderTile: async (request, { signal }) =>
        pictureMessage(await renderTile(ports, tools, { ...request, region: request.region ?? NOWHERE }, signal)),
      renderMask: async (request, { signal }) => pictureMessage(await renderMask(ports, tools, request, signal)),
      renderCrop: async (request, { signal }) => pictureMessage(await renderCrop(ports, tools, request, signal)),
      readSamples: (request, { signal }) => readSamples(tools.images, { ...request, region: request.region ?? NOWHERE }, signal),
      renderSprite: async (request, { signal }) => pictureMessage(await renderSprite(ports.db, tools, request, signal)),
      async getZarrFile(request, { signal }) {
        const file = await zarrFile(ports, tools.images, request, signal);
        if ("data" in file) return { data: file.data, stored: undefined };
        return { data: new Uint8Array(0), stored: { ...file.stored, mediaType: "application/octet-stream" } };
      },
    },
    {
      renderTile: "viewer",
      renderMask: "viewer",
      renderCrop: "viewer",
      renderSprite: "viewer",
      readSamples: "viewer",
      getZarrFile: "viewer",
    },
  );
}

function pictureMessage({ data, mediaType }: EncodedPicture): Picture {
  return { data, mediaType, etag: createHash("sha256").update(data).digest("hex").slice(0, 32) };
}
