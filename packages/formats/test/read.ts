import { bytesOf, toArgosyError } from "@argosy/core";
import { type DecodedImage, type DecoderPool, readHeader } from "@argosy/formats";

/** Header and first page of a file in memory. */
export async function readImage(pool: DecoderPool, bytes: Uint8Array, page = 0): Promise<DecodedImage> {
  return pool.decode(bytes, await readHeader(bytesOf(bytes)), page);
}

/** The reason why something fails; the test fails where it does not, or where the fault is the program's own. */
export async function reasonOf(work: Promise<unknown>): Promise<string | undefined> {
  const fault = await work.then(
    () => undefined,
    (error: unknown) => toArgosyError(error),
  );
  if (fault === undefined) return "it succeeded";
  return fault.reason ?? `${fault.code}: ${String(fault.cause)}`;
}
