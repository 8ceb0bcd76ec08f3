import type { GraphDraft, NodeRegistry } from "@argosy/nodes";
import type { Ports } from "@argosy/runtime";
import type { JobChanged } from "@argosy/work";
import type { RetryRule } from "./end-task.ts";
import type { PublishLoop } from "./publish-loop.ts";
import type { TakeRule } from "./take-task.ts";

/** Everything that the actions of this service use: its ports, and what it made of them at its start. */
export interface PipelineWorld extends Pick<Ports, "db" | "store" | "bus" | "log" | "metrics" | "newId" | "clock"> {
  readonly registry: NodeRegistry;
  readonly templates: ReadonlyMap<string, GraphDraft>;
  readonly loop: PublishLoop;
  readonly retry: RetryRule;
  readonly take: TakeRule;
  /** A task that nobody has spoken of for so long is in nobody's hands. */
  readonly silentMs: number;
  /** Tells whoever watches that jobs changed. Hints only: a lost one costs a moment, never a fact. */
  announce(changes: readonly JobChanged[]): Promise<void>;
}
