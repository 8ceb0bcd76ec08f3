import { encodePng } from "@argosy/formats";
import sharp from "sharp";
import type { Painted } from "./paint.ts";

const QUALITY = 85;

/** An encoded picture. */
export interface EncodedPicture {
  readonly data: Uint8Array;
  readonly mediaType: "image/jpeg" | "image/png";
}

/** Encodes a painted picture; our own pixels, so it may be done in this process. */
export async function encodePainted(picture: Painted, format: "jpeg" | "png"): Promise<EncodedPicture> {
  if (format === "png") return { data: encodePng({ ...picture, bits: 8 }), mediaType: "image/png" };
  const { width, height, planes } = picture;
  const channels = planes.length as 1 | 3;
  const raw = { width, height, channels };
  const data = await sharp(interleaved(planes), { raw }).jpeg({ quality: QUALITY, chromaSubsampling: "4:4:4" }).toBuffer();
  return { data, mediaType: "image/jpeg" };
}

function interleaved(planes: readonly Uint8Array[]): Uint8Array {
  const [first, ...others] = planes;
  if (others.length === 0) return first!;
  const out = new Uint8Array(first!.length * planes.length);
  for (const [band, plane] of planes.entries()) for (let i = 0, at = band; i < plane.length; i++, at += planes.length) out[at] = plane[i]!;
  return out;
}
