import type { Facts, SortedMetadata } from "@argosy/core";
import { sampleNameOf, sortMetadata } from "@argosy/core";
import type { EcotaxaObject, EcotaxaParent } from "../ecotaxa/bundle-row.ts";

/** What is known of an image besides its samples. */
export interface ImageFacts {
  readonly id: string;
  readonly collection: string;
  readonly metadata: Readonly<Record<string, unknown>>;
  /** Micrometres. */
  readonly pixelSize: { readonly x: number; readonly y: number; readonly provenance: string } | undefined;
}

/** Where the objects of an image stand among samples, acquisitions and processes. */
export interface ImagePlacement {
  readonly object: Omit<EcotaxaObject, "annotation">;
  readonly sample: EcotaxaParent;
  readonly acquisition: EcotaxaParent;
  readonly process: EcotaxaParent;
  /** Facts that differ from image to image of one sample: they belong to the objects. */
  readonly own: Facts;
}

interface Sorted {
  readonly image: ImageFacts;
  readonly facts: SortedMetadata;
  readonly sampleId: string;
}

/**
 * Places images among samples, acquisitions and processes. A sample is a station of a cruise, or the collection where neither is known.
 * Images of one sample that were recorded in another way (instrument, pixel size) are another acquisition, for an acquisition has one
 * process and belongs to one sample. A fact stands at the sample where all its images agree on it, else at the objects.
 *
 * @param steps - facts of the process that all images share; `id` names it.
 */
export function placeImages(images: readonly ImageFacts[], steps: EcotaxaParent): ReadonlyMap<string, ImagePlacement> {
  const sorted = images.map((image): Sorted => {
    const facts = sortMetadata(image.metadata);
    return { image, facts, sampleId: sampleNameOf(facts.sample) || image.collection };
  });
  const placed = new Map<string, ImagePlacement>();
  for (const [sampleId, members] of Map.groupBy(sorted, (entry) => entry.sampleId)) {
    const shared = {
      sample: agreed(members, "sample"),
      acquisition: agreed(members, "acquisition"),
      process: agreed(members, "process"),
      other: agreed(members, "other"),
    };
    const numbers = new Map<string, number>();
    for (const { image, facts } of members) {
      const way = JSON.stringify([facts.acquisition["id"], facts.acquisition["instrument"], image.pixelSize]);
      if (!numbers.has(way)) numbers.set(way, numbers.size + 1);
      const { id: given, instrument, ...acquisition } = { ...shared.acquisition, ...pick(facts.acquisition, ["id", "instrument"]) };
      placed.set(image.id, {
        object: facts.object,
        sample: { ...shared.other, ...shared.sample, id: sampleId },
        acquisition: {
          ...acquisition,
          ...(instrument === undefined ? {} : { instrument }),
          id: acquisitionId(given, sampleId, numbers.get(way)!),
        },
        process: processOf(steps, shared.process, image),
        own: ownFacts(facts, shared),
      });
    }
  }
  return placed;
}

function acquisitionId(given: string | number | undefined, sampleId: string, number: number): string {
  if (given !== undefined) return String(given);
  return number === 1 ? `${sampleId}_acq` : `${sampleId}_acq${number}`;
}

/** Facts that every member has with one value. */
function agreed(members: readonly Sorted[], table: "sample" | "acquisition" | "process" | "other"): Facts {
  const [first, ...rest] = members.map(({ facts }) => facts[table]);
  return Object.fromEntries(Object.entries(first ?? {}).filter(([name, value]) => rest.every((facts) => facts[name] === value)));
}

function ownFacts(facts: SortedMetadata, shared: Readonly<Record<"sample" | "acquisition" | "process" | "other", Facts>>): Facts {
  const own: Record<string, string | number> = {};
  for (const table of ["sample", "acquisition", "process", "other"] as const) {
    for (const [name, value] of Object.entries(facts[table])) {
      if (name in shared[table] || (table === "acquisition" && (name === "id" || name === "instrument"))) continue;
      if (table === "sample" && name === "id") continue;
      own[name] ??= value;
    }
  }
  return own;
}

function processOf(steps: EcotaxaParent, shared: Facts, { pixelSize }: ImageFacts): EcotaxaParent {
  if (pixelSize === undefined) return { ...shared, ...steps };
  const { x, y, provenance } = pixelSize;
  const size = { pixel: x, ...(y === x ? {} : { pixel_y: y }), pixel_unit: "um", pixel_provenance: provenance };
  return { ...shared, ...steps, ...size, id: `${steps["id"]}_${x}${y === x ? "" : `x${y}`}um` };
}

function pick(facts: Facts, names: readonly string[]): Facts {
  return Object.fromEntries(Object.entries(facts).filter(([name]) => names.includes(name)));
}
