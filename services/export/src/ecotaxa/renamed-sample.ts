/** The ids of one line that tell of its sample. */
export interface SampleIds {
  readonly sample: string;
  readonly acquisition: string;
  readonly process: string;
  /** sample_filename */
  readonly fileName: string;
}

/**
 * The name of the sample to which the acquisition of a line belongs, where the line betrays it: a sample_id that is its own
 * sample_filename with something appended, while acquisition and process still end in that name. Undefined where nothing is wrong.
 */
export function renamedFrom({ sample, acquisition, process, fileName }: SampleIds): string | undefined {
  if (fileName === "" || fileName === sample || !sample.startsWith(fileName)) return undefined;
  const old = (id: string): boolean => id.endsWith(fileName) && !id.includes(sample);
  return old(acquisition) && old(process) ? fileName : undefined;
}
