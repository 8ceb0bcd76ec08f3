import type { PixelArray } from "@argosy/core";
import type { Scene } from "./scene.ts";

/** A library that ours is compared with; scipy goes with scikit-image. */
export type Peer = "scikit-image" | "opencv" | "scikit-learn";

/** One kernel as it is timed. */
export interface KernelCase {
  /** As in `peers.py`. */
  readonly name: string;
  /** Most that ours may take, as a multiple of the peer's time. */
  readonly limits: Partial<Readonly<Record<Peer, number>>>;
  /** Makes what the kernel takes; not timed. */
  readonly prepare?: (scene: Scene) => void;
  /** The kernel on the scene; what it gives is told to the peers' by {@link digest}. */
  readonly run: (scene: Scene) => unknown;
  /** One number of the result, the same for all who compute the same; left out where definitions differ on purpose. */
  readonly digest?: (result: never) => number;
  /** How far digests may differ, relative; default 0.001. */
  readonly tolerance?: number;
  /** Whether it is timed in worker threads; default: whether a limit of its own is set. */
  readonly spread?: boolean;
}

/** Mean of all samples. */
export function meanOf({ data }: { readonly data: PixelArray }): number {
  let sum = 0;
  for (let i = 0; i < data.length; i++) sum += data[i]!;
  return sum / data.length;
}

/** Ties the digest of a case to what its kernel gives. */
export function kernelCase<T>(
  given: Omit<KernelCase, "run" | "digest"> & { readonly run: (scene: Scene) => T; readonly digest?: (result: T) => number },
): KernelCase {
  return given as KernelCase;
}
