import type { File } from "@argosy/rpc";
import type { FlowResult } from "./run-flow.ts";

/** How well the demo was solved. */
export interface TruthScore {
  /** The true number of objects. */
  readonly count: number;
  readonly found: number;
  readonly meanIoU: number;
  readonly classAccuracy: number;
  /** Class accuracy of the same forest on the one measure that alone does best, and which that is. */
  readonly bestSingleMeasure: number;
  readonly bestSingleMeasureName: string;
}

/** What a flow did, for programs. */
export interface Summary {
  readonly images: { readonly imported: number; readonly refused: number };
  readonly refused: readonly { readonly file: string; readonly code: string; readonly reason: string; readonly detail: string }[];
  readonly objects: number;
  readonly seconds: Readonly<Record<"download" | "install" | "database" | "import" | "process" | "export", number>>;
  readonly imagesPerSecond: number;
  readonly objectsPerSecond: number;
  /** Images that were worked on anew, and those whose results were there before. */
  readonly work: { readonly computed: number; readonly reused: number };
  /** File with the bundle, or its address. */
  readonly bundle: string | undefined;
  readonly url: string;
  readonly truth?: TruthScore;
}

/** What the summary is made from besides the flow's result. */
export interface SummaryParts {
  readonly images: number;
  readonly objects: number;
  readonly url: string;
  readonly bundle: string | undefined;
  readonly startSeconds: { readonly download: number; readonly install: number };
  readonly databaseSeconds: number;
  readonly truth: TruthScore | undefined;
}

export function summarise(flow: FlowResult, parts: SummaryParts): Summary {
  const spent = flow.seconds.import + flow.seconds.process + flow.seconds.export;
  const frames = flow.runJobs[0]!.stages.find((stage) => stage.stage === "segment");
  return {
    images: { imported: parts.images, refused: flow.refused.length },
    refused: flow.refused.map(fate),
    objects: parts.objects,
    seconds: { ...parts.startSeconds, database: parts.databaseSeconds, ...flow.seconds },
    imagesPerSecond: parts.images / spent,
    objectsPerSecond: parts.objects / spent,
    work: { computed: (frames?.total ?? 0) - (frames?.reused ?? 0), reused: frames?.reused ?? 0 },
    bundle: parts.bundle,
    url: parts.url,
    ...(parts.truth === undefined ? {} : { truth: parts.truth }),
  };
}

function fate({ path, problem }: File): Summary["refused"][number] {
  return { file: path, code: problem?.code ?? "", reason: problem?.reason ?? "", detail: problem?.detail ?? "" };
}
