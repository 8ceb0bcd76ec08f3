/** As much of an object as samples are counted by. */
export interface CountedObject {
  readonly image: string;
  readonly class: string;
  readonly status: string;
  /** In pixels. */
  readonly area: number;
}

/** A sample with what the sheet says of it and the sides of the pixels of its images. */
export interface CountedSample {
  readonly name: string;
  readonly images: ReadonlyMap<string, { readonly pixelWidth: number; readonly pixelHeight: number }>;
  /** Cubic metres of water; `undefined`: not known. */
  readonly volume: number | undefined;
  /** Into how many parts it was split; `undefined`: not known. */
  readonly parts: number | undefined;
}

/** What was found in a sample, of one class or of all. */
export interface Figure {
  readonly class: string;
  readonly objects: number;
  /** Objects in a cubic metre. */
  readonly abundance: number | undefined;
  /** Cubic millimetres in a cubic metre. */
  readonly biovolume: number | undefined;
}

/** Cubic micrometres in a cubic millimetre. */
const CUBIC = 1e9;

/**
 * Volume of a sphere whose section has the area of an object, in the cube of the unit of the area's side.
 *
 * With the equivalent spherical diameter d = 2 √(A / π) it is π d³ / 6.
 */
export function sphereOf(area: number): number {
  const diameter = 2 * Math.sqrt(area / Math.PI);
  return (Math.PI * diameter ** 3) / 6;
}

/**
 * Counts, abundance (objects × parts ÷ volume) and biovolume (sum of spheres × parts ÷ volume) of a sample, first of all objects, then by
 * class, the most frequent first. Discarded objects do not count. Without volume or sub-sampling there is no abundance; without the
 * pixel size of each image with objects, no biovolume.
 *
 * Source: G. Gorsky et al. (2010), J. Plankton Res. 32 (3), 285-303, doi:10.1093/plankt/fbp124.
 */
export function figuresOf(sample: CountedSample, objects: Iterable<CountedObject>): readonly Figure[] {
  const own = [...objects].filter(({ image, status }) => status !== "discarded" && sample.images.has(image));
  const byClass = [...Map.groupBy(own, (object) => object.class)].toSorted(
    ([a, one], [b, other]) => other.length - one.length || (a < b ? -1 : 1),
  );
  return [figureOf("", sample, own), ...byClass.map(([name, members]) => figureOf(name || "no class", sample, members))];
}

function figureOf(name: string, { images, volume, parts }: CountedSample, objects: readonly CountedObject[]): Figure {
  const share = volume === undefined || parts === undefined || volume <= 0 ? undefined : parts / volume;
  let cubes = 0;
  for (const { image, area } of objects) {
    const { pixelWidth, pixelHeight } = images.get(image)!;
    cubes += sphereOf(area * pixelWidth * pixelHeight);
  }
  const measured = objects.every(({ image }) => images.get(image)!.pixelWidth > 0);
  return {
    class: name,
    objects: objects.length,
    abundance: share === undefined ? undefined : objects.length * share,
    biovolume: share === undefined || !measured ? undefined : (cubes / CUBIC) * share,
  };
}
