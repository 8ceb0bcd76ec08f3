/** A node class put into a graph. */
export interface NodeInstance {
  /** Name within the graph: letters, digits, `_` and `-`. */
  readonly id: string;
  /** Name of the node class. */
  readonly node: string;
  readonly version: number;
  readonly params: Readonly<Record<string, unknown>>;
  /** Output slots whose results are stored though they are not by default. */
  readonly keep: readonly string[];
}

/** A connection: `<instance>.<output slot>` to `<instance>.<input slot>`. Edges into one slot count in the order in which they are listed. */
export interface Edge {
  readonly from: string;
  readonly to: string;
}

/** A graph as people write it: what is left out is filled in by {@link validateGraph}. */
export interface GraphDraft {
  readonly name: string;
  readonly title?: string;
  readonly description?: string;
  readonly nodes: readonly {
    readonly id: string;
    readonly node: string;
    readonly version?: number;
    readonly params?: Readonly<Record<string, unknown>>;
    readonly keep?: readonly string[];
  }[];
  readonly edges: readonly Edge[];
}

/** A graph that passed the check: every default filled in, nodes in the order in which they can run. */
export interface Graph {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly nodes: readonly NodeInstance[];
  readonly edges: readonly Edge[];
}

/** Both ends of an edge taken apart. */
export function splitEnd(end: string): { readonly instance: string; readonly slot: string } {
  const dot = end.indexOf(".");
  return { instance: end.slice(0, dot), slot: end.slice(dot + 1) };
}
