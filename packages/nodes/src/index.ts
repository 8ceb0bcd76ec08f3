export type { Companions, Example, Inputs, NodeContext, NodeDefinition, Outputs, Slot, Slots, Stage } from "./define-node.ts";
export { defineNode, onlyPlane, STAGES } from "./define-node.ts";
export type { ChainInputs, ChainResults } from "./execute.ts";
export { cutImage, cutPlane, maskOfObject, resultKey, runImageSteps, runObjectSteps } from "./execute.ts";
export type { Edge, Graph, GraphDraft, NodeInstance } from "./graph/definition.ts";
export { splitEnd } from "./graph/definition.ts";
export type { Kept, Source, StagePlan, Step } from "./graph/plan.ts";
export { FRAMES_NODE, planStages } from "./graph/plan.ts";
export type { CheckedGraph } from "./graph/validate.ts";
export { validateGraph } from "./graph/validate.ts";
export type { ChainWork, Unit, UnitImage, UnitTasks } from "./graph/work.ts";
export { identityOf, unitWork } from "./graph/work.ts";
export type { NodeRegistry } from "./registry.ts";
export { createRegistry, fillParams } from "./registry.ts";
export { type FlowcamList, type FlowcamParticle, readFlowcamList } from "./tables/flowcam-list.ts";
export type {
  DroppedSpecks,
  FoundObject,
  ImageContext,
  ImageValue,
  ObjectsValue,
  PredictionsValue,
  SlotKind,
  SlotValues,
} from "./values.ts";
export { greyImage } from "./values.ts";
