import type { EcotaxaParent, EcotaxaRow } from "./bundle-row.ts";

/** What was made of a sample, acquisition and process, for all rows that hold these very objects. */
export class SharedParents<Made> {
  readonly #made = new WeakMap<EcotaxaParent, WeakMap<EcotaxaParent, WeakMap<EcotaxaParent, Made>>>();

  get(row: Pick<EcotaxaRow, "sample" | "acquisition" | "process">, make: () => Made): Made {
    const acquisitions = this.#made.get(row.sample) ?? new WeakMap<EcotaxaParent, WeakMap<EcotaxaParent, Made>>();
    const processes = acquisitions.get(row.acquisition) ?? new WeakMap<EcotaxaParent, Made>();
    const before = processes.get(row.process);
    if (before !== undefined) return before;
    const made = make();
    processes.set(row.process, made);
    acquisitions.set(row.acquisition, processes);
    this.#made.set(row.sample, acquisitions);
    return made;
  }
}
