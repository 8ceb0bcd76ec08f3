/** Receive the files of an import: look at each, keep its bytes, and plan the stacks. */
export interface ReceiveWork {
  readonly kind: "receive";
  readonly importId: string;
  readonly collection: string;
  /** Local files and folders, or uploads. */
  readonly paths: readonly string[];
  readonly uploads: readonly string[];
  /** Or an intake; empty for none. */
  readonly intake: string;
  readonly names: string;
  /** Key of the metadata table in the store; empty for none. */
  readonly table: string;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly dropOriginals: boolean;
  /** Micrometres, where nothing else says it; 0: none. */
  readonly defaultPixelSize: number;
}

/** One page of a file that becomes an image. */
export interface StackFrameWork {
  readonly file: string;
  readonly path: string;
  readonly sha256: string;
  readonly revision: number;
  readonly page: number;
  /** Name of the image. */
  readonly name: string;
}

/** Decode some pages and store them as stacks. */
export interface StackWork {
  readonly kind: "stack";
  readonly collection: string;
  readonly frames: readonly StackFrameWork[];
  readonly dropOriginals: boolean;
}

/** What a task of this stage is asked to do. */
export type IngestWork = ReceiveWork | StackWork;
