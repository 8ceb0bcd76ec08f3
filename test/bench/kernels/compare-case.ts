import type { KernelCase, Peer } from "./kernel-case.ts";
import type { Timing } from "./measure-ours.ts";

const PEERS: readonly Peer[] = ["scikit-image", "opencv", "scikit-learn"];
/** A peer that needs less than this is no rival worth a race, unless a limit of its own is set. */
const NEGLIGIBLE_SECONDS = 0.02;
/** The limit that holds for everything that OpenCV has too. */
const GENERAL_LIMIT = 8;
const TOLERANCE = 0.001;

/** One line of the table, and what was missed. */
export function compareCase(
  { name, limits, tolerance = TOLERANCE }: KernelCase,
  ours: Timing,
  peers: Partial<Readonly<Record<Peer, Timing>>>,
): { readonly row: string; readonly missed: readonly string[] } {
  const missed: string[] = [];
  const cells = PEERS.flatMap((peer) => {
    const theirs = peers[peer];
    if (theirs === undefined) return ["", ""];
    const ratio = ours.seconds / theirs.seconds;
    const limit = limits[peer];
    const counts = limit !== undefined && (limit !== GENERAL_LIMIT || theirs.seconds >= NEGLIGIBLE_SECONDS);
    if (counts && ratio > limit) missed.push(`${name}: ${ratio.toPrecision(3)} of ${peer}, not ${limit}`);
    const apart = distance(ours.digest, theirs.digest);
    if (apart > tolerance) missed.push(`${name}: ${ours.digest}, but ${peer} has ${theirs.digest}`);
    return [milliseconds(theirs), `${ratio.toPrecision(2)}${counts ? ` (${limit})` : ""}`];
  });
  return { row: `| ${name} | ${milliseconds(ours)} | ${cells.join(" | ")} |`, missed };
}

/** Relative; 0 where one of the two says nothing. */
function distance(a: number | undefined, b: number | null | undefined): number {
  if (a === undefined || b === null || b === undefined) return 0;
  return Math.abs(a - b) / Math.max(Math.abs(a), Math.abs(b), Number.MIN_VALUE);
}

function milliseconds({ seconds }: Timing): string {
  return seconds < 0.1 ? (seconds * 1_000).toFixed(1) : (seconds * 1_000).toFixed(0);
}
