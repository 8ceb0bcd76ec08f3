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

/** Measurements that many rows have. Undefined and numbers that are not finite become empty cells. */
export interface EcotaxaNumbers {
  /** `[facet/]set.measure`, in the order of the columns. One array for all rows: its columns are looked up once. */
  readonly names: readonly string[];
  readonly values: readonly (number | undefined)[];
}

/** One object with its images and measurements. */
export interface EcotaxaRow {
  readonly objectId: string;
  /** In the order of display: the first one gets rank 0. At least one. */
  readonly imageFiles: readonly { readonly name: string; readonly bytes: Uint8Array }[];
  readonly object: EcotaxaObject;
  /** Rows of one sample, acquisition and process share these objects where they can: their cells are made once. */
  readonly sample: EcotaxaParent;
  readonly acquisition: EcotaxaParent;
  readonly process: EcotaxaParent;
  readonly numbers?: EcotaxaNumbers;
  /** `[facet/]set.measure` with its value, in the order of the columns, which come after those of `numbers`. */
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
