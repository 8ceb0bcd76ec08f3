/** What a person or a classifier says that an object is. */
export interface EcotaxaAnnotation {
  /** Name of the category, as `Cnidaria<Hydrozoa` where the name alone is ambiguous. */
  readonly category: string;
  /** Id in EcoTaxa's taxonomy. */
  readonly categoryId?: number;
  /** predicted, validated, dubious or discarded. */
  readonly status: string;
  readonly personName?: string;
  readonly personEmail?: string;
  /** YYYYMMDD or YYYY-MM-DD, UTC. */
  readonly date?: string;
  /** HHMMSS or HH:MM:SS, UTC. */
  readonly time?: string;
}

/** Where and when an object was found. */
export interface EcotaxaObject {
  /** Decimal degrees. */
  readonly lat?: number;
  readonly lon?: number;
  /** YYYYMMDD or YYYY-MM-DD, UTC. */
  readonly date?: string;
  /** HHMMSS or HH:MM:SS, UTC. */
  readonly time?: string;
  /** Metres. */
  readonly depthMin?: number;
  readonly depthMax?: number;
  readonly link?: string;
  /** Free remarks. */
  readonly complement?: string;
  readonly annotation?: EcotaxaAnnotation;
}

/** Facts of a sample, acquisition or process by name; `id` names it, the others become its columns. */
export type EcotaxaParent = Readonly<Record<string, string | number | undefined>>;

/** One object with its images and measurements. */
export interface EcotaxaRow {
  readonly objectId: string;
  /** In the order of display: the first one gets rank 0. At least one. */
  readonly imageFiles: readonly { readonly name: string; readonly bytes: Uint8Array }[];
  readonly object: EcotaxaObject;
  readonly sample: EcotaxaParent;
  readonly acquisition: EcotaxaParent;
  readonly process: EcotaxaParent;
  /** `[facet/]set.measure` with its value, in the order of the columns. */
  readonly measures: readonly (readonly [name: string, value: number | string])[];
}

/** Something that could not be written as it was given. */
export interface BundleNote {
  readonly column: string;
  readonly message: string;
  /** How often. */
  readonly count: number;
  /** The first object that it happened to. */
  readonly objectId: string;
}
