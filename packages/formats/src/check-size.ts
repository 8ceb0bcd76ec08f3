import { LIMITS, refusal } from "@argosy/core";

/** What a header claims about one plane of samples. */
export interface ClaimedSize {
  readonly width: number;
  readonly height: number;
  readonly channels: number;
  readonly tiled: boolean;
  readonly progressive: boolean;
}

/**
 * Refuses dimensions that cannot be or that are above the limits, before anything is decoded.
 *
 * @throws {ArgosyError} `IMAGE_INVALID_DIMENSIONS` for a side of 0, `IMAGE_TOO_LARGE` naming the limit.
 */
export function checkSize(claim: ClaimedSize): void {
  const { width, height, channels } = claim;
  if (width < 1 || height < 1 || channels < 1)
    throw refusal("IMAGE_INVALID_DIMENSIONS", `an image of ${width} x ${height} pixels with ${channels} channels cannot be`, {
      width,
      height,
      channels,
    });
  const name = claim.progressive ? "pixelsWholeDecoder" : claim.tiled ? "pixelsTiled" : "pixelsUntiled";
  if (width * height > LIMITS[name])
    throw refusal("IMAGE_TOO_LARGE", `${width} x ${height} pixels are more than the limit of ${LIMITS[name]} for such a file`, {
      width,
      height,
      pixels: width * height,
      limit: LIMITS[name],
      limitName: name,
    });
  if (channels > LIMITS.bands)
    throw refusal("IMAGE_TOO_LARGE", `${channels} channels are more than the limit of ${LIMITS.bands}`, {
      channels,
      limit: LIMITS.bands,
      limitName: "bands",
    });
}

/** Refuses metadata above the limit. `where` says what holds it. */
export function checkMetadata(bytes: number, where: string): void {
  if (bytes > LIMITS.metadataBytes)
    throw refusal("METADATA_TOO_LARGE", `${where} hold ${bytes} bytes, more than the limit of ${LIMITS.metadataBytes}`, {
      where,
      bytes,
      limit: LIMITS.metadataBytes,
      limitName: "metadataBytes",
    });
}

/** The refusal of samples whose kind is not read here; `kind` names it. */
export function unsupportedPixels(kind: string, details: Readonly<Record<string, unknown>> = {}) {
  return refusal("UNSUPPORTED_PIXEL_TYPE", `${kind} is not read here`, { kind, ...details });
}
