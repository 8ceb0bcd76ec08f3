export { cutImage, cutPlane, maskOfObject } from "./cut.ts";
export type {
  CollectionRule,
  Companions,
  Example,
  GalleryWish,
  Inputs,
  NodeContext,
  NodeDefinition,
  Outputs,
  Slot,
  Slots,
  Stage,
  WholeImageRule,
} from "./define-node.ts";
export { defineNode, onlyPlane, STAGES } from "./define-node.ts";
export type { ChainInputs, ChainResults } from "./execute.ts";
export { resultKey, resultsOnImage, runImageSteps } from "./execute.ts";
export { combineSamples, sampleFrame } from "./execute-collection.ts";
export { runObjectSteps } from "./execute-objects.ts";
export type { AskedPlace, PlaceFacts } from "./explain-place.ts";
export { explainPlace } from "./explain-place.ts";
export type { NodeShow, ShownValue } from "./gallery/show-node.ts";
export { showNode } from "./gallery/show-node.ts";
export type { Edge, Graph, GraphDraft, NodeInstance } from "./graph/definition.ts";
export { splitEnd } from "./graph/definition.ts";
export type { Kept, Source, StagePlan, Step } from "./graph/plan.ts";
export { FRAMES_NODE, planStages } from "./graph/plan.ts";
export type { CollectionPlan } from "./graph/plan-collection.ts";
export { planCollection, spreadUnits } from "./graph/plan-collection.ts";
export { slotFits } from "./graph/slot-fits.ts";
export { sortNodes } from "./graph/sort.ts";
export type { CheckedGraph } from "./graph/validate.ts";
export { validateGraph } from "./graph/validate.ts";
export type { ChainWork, CollectionWork, Unit, UnitImage, UnitTasks } from "./graph/work.ts";
export { identityOf, unitWork } from "./graph/work.ts";
export type { FrameSize, Movement } from "./grid/movement.ts";
export { needsPixelSize, unitOfParam } from "./param-units.ts";
export { packValues, unpackValues } from "./preview/pack.ts";
export type { PreviewInput, PreviewStep } from "./preview/preview-chain.ts";
export { PreviewChain } from "./preview/preview-chain.ts";
export type { PreviewPlan } from "./preview/previewable.ts";
export { planPreview } from "./preview/previewable.ts";
export type { ScaledParams } from "./preview/scale-params.ts";
export { scaleParams } from "./preview/scale-params.ts";
export { summariseSteps } from "./preview/summarise-steps.ts";
export type { NodeRegistry } from "./registry.ts";
export { createRegistry, fillParams } from "./registry.ts";
export type { LearntStroke, Stroke } from "./segmentation/stroke.ts";
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
