/** An RFC 9457 problem document, or the shorter failure that a job, a file or a label carries. */
export interface Problem {
  readonly status?: number;
  readonly title?: string;
  readonly code: string;
  readonly reason?: string;
  readonly detail?: string;
  readonly hint?: string;
  readonly details?: Readonly<Record<string, unknown>>;
  readonly traceId?: string;
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Collection {
  readonly id: string;
  readonly name: string;
  readonly images: number;
  readonly refused: number;
  readonly files: number;
  readonly names: string;
  readonly createdAt: string;
}

export interface Image {
  readonly id: string;
  readonly collection: string;
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly dtype: string;
  readonly pixelWidth?: number;
  readonly notes: readonly string[];
}

export interface LineageStep {
  readonly kind: string;
  readonly name: string;
  readonly version?: number;
  readonly parameters?: Readonly<Record<string, unknown>>;
  readonly inputs?: readonly string[];
  readonly sha256?: string;
  readonly at?: string;
  readonly person?: string;
}
