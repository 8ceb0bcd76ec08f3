import type { ComputedRef, Ref } from "vue";
import { computed, ref, shallowRef, watch } from "vue";
import type { Answer } from "../../api/client.ts";
import { api, take } from "../../api/client.ts";
import type { Overlay } from "../../viewer/label-layer.ts";

type Spread = Answer<"getColumnSpread">;

/** How outlines are drawn, and what their colours mean. */
export interface Look {
  readonly shown: Ref<boolean>;
  readonly style: Ref<"outline" | "fill">;
  /** `class`, `object` or a column. */
  readonly by: Ref<string>;
  /** Lines can be strong, areas must let the image be seen. */
  readonly opacity: ComputedRef<number>;
  /** Ends of the scale of a column, with its unit. */
  readonly scale: ComputedRef<
    { readonly low: number; readonly high: number; readonly unit: string; readonly definition: string } | undefined
  >;
  readonly overlay: ComputedRef<Overlay | undefined>;
}

const OPACITY = { outline: 1, fill: 0.5 } as const;

export function createLook(project: () => string, run: () => string): Look {
  const shown = ref(true);
  const style = ref<"outline" | "fill">("outline");
  const by = ref("class");
  const spread = shallowRef<Spread>();
  const isColumn = computed(() => by.value !== "class" && by.value !== "object");
  const opacity = computed(() => OPACITY[style.value]);

  watch([run, by], async () => {
    spread.value = undefined;
    const [asked, column] = [run(), by.value];
    if (!isColumn.value || asked === "") return;
    const params = { path: { project: project(), run: asked }, query: { column } };
    const found = await take(api.GET("/api/projects/{project}/runs/{run}/column-spread", { params })).catch(() => undefined);
    if (asked === run() && column === by.value) spread.value = found;
  });

  const scale = computed(() => {
    const { low, high, unit = "", definition = "" } = spread.value ?? {};
    return low === undefined || high === undefined ? undefined : { low, high, unit, definition };
  });
  return {
    shown,
    style,
    by,
    opacity,
    scale,
    overlay: computed(() => {
      if (run() === "" || !shown.value || (isColumn.value && scale.value === undefined)) return undefined;
      const ends = isColumn.value && scale.value !== undefined ? { low: scale.value.low, high: scale.value.high } : {};
      return { run: run(), by: by.value, style: style.value, opacity: opacity.value, ...ends };
    }),
  };
}
