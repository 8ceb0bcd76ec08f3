import type { Point } from "@argosy/core";
import type { Stroke } from "@argosy/nodes";
import type { ComputedRef, Ref } from "vue";
import { computed, ref, shallowRef, watch } from "vue";
import type { Preview } from "./preview/use-preview.ts";
import type { Brush } from "./strokes.ts";
import { SCRIBBLES, strokeFrom, strokesOf, withLearnt } from "./strokes.ts";
import type { GraphWork } from "./use-graph.ts";
import type { Image } from "./use-images.ts";

/** Painting strokes for a step that learns from them. */
export interface Painting {
  readonly brush: Ref<Brush | undefined>;
  /** Of the next stroke, in pixels of the image. */
  readonly width: Ref<number>;
  /** Strokes on the image that is looked at, of the step that is painted for or looked at. */
  readonly here: ComputedRef<readonly Stroke[]>;
  paint(way: readonly Point[]): void;
  set(step: string, strokes: readonly Stroke[]): void;
}

interface Surroundings {
  readonly preview: Preview;
  /** Step that is looked at. */
  readonly shown: Readonly<Ref<string>>;
  readonly image: Readonly<Ref<Image | undefined>>;
  readonly mayEdit: Readonly<Ref<boolean>>;
}

const USUAL_WIDTH = 8;

export function usePainting(work: GraphWork, { preview, shown, image, mayEdit }: Surroundings): Painting {
  const brush = shallowRef<Brush>();
  const nodeOf = (id: string | undefined) => work.graph.value?.nodes.find((node) => node.id === id && node.node === SCRIBBLES);
  const set = (step: string, strokes: readonly Stroke[]) => work.set(step, "strokes", strokes);

  watch([work.graph, mayEdit], () => {
    if (nodeOf(brush.value?.step) === undefined || !mayEdit.value) brush.value = undefined;
  });
  // What the preview learns from the pixels is kept with the strokes: the run needs nothing else.
  watch(
    () => preview.learnt.value,
    (learnt) => {
      const node = nodeOf(learnt?.step);
      if (learnt === undefined || node === undefined || !mayEdit.value) return;
      set(node.id, withLearnt(strokesOf(node), learnt.params["strokes"] as readonly Stroke[]));
    },
  );

  return {
    brush,
    width: ref(USUAL_WIDTH),
    here: computed(() => {
      const node = nodeOf(brush.value?.step ?? shown.value);
      return node === undefined ? [] : strokesOf(node).filter((stroke) => stroke.image === image.value?.id);
    }),
    paint(way) {
      const node = nodeOf(brush.value?.step);
      if (node === undefined || brush.value === undefined || image.value === undefined) return;
      set(node.id, [...strokesOf(node), strokeFrom(brush.value, way, image.value)]);
    },
    set,
  };
}
