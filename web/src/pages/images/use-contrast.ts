import { samplesOf } from "@argosy/core";
import type { Ref, ShallowRef } from "vue";
import { computed, shallowRef, watch } from "vue";
import { problemFrom, problemOf, RequestFailure } from "../../api/request.ts";
import type { Problem } from "../../api/types.ts";
import type { Image } from "../../state/collection-images.ts";
import type { GreyWindow } from "../../viewer/deep-zoom.ts";

/** Which grey values an image is shown from black to white with. */
export interface Contrast {
  /** `undefined`: as the server finds best. */
  readonly shown: Readonly<Ref<GreyWindow | undefined>>;
  /** Grey values of the image, from its smallest level; `undefined` until they are read. */
  readonly spread: Readonly<ShallowRef<GreySpread | undefined>>;
  readonly problem: Readonly<ShallowRef<Problem | undefined>>;
  /** Whether somebody looks at the spread: then that of each image is read. */
  look(on: boolean): void;
  set(window: GreyWindow | undefined): void;
  /** All but the darkest and the brightest 0.5 %. */
  stretch(): void;
}

/** How many samples have which grey values. */
export interface GreySpread {
  /** Least and greatest value that can be chosen. */
  readonly low: number;
  readonly high: number;
  /** From `low` to `high`, in equal steps. */
  readonly counts: readonly number[];
}

const BINS = 64;
const OUTSIDE = 0.005;
const MOST = 4_096;
/** Wider spans are told in whole grey values. */
const WHOLE = 32;
/** Tiles are asked for only when the slider rests. */
const REST_MS = 150;

/** Call it where a component is set up. What was set holds for the images of the same type that are looked at next. */
export function useContrast(project: () => string, image: () => Image | undefined): Contrast {
  const shown = shallowRef<GreyWindow>();
  const spread = shallowRef<GreySpread>();
  const problem = shallowRef<Problem>();
  let resting: ReturnType<typeof setTimeout> | undefined;
  let looking = false;

  async function read(): Promise<void> {
    const asked = image();
    if (asked === undefined) return;
    try {
      const found = await readSamples(project(), asked);
      if (asked.id === image()?.id) spread.value = spreadOf(found, asked.dtype);
      problem.value = undefined;
    } catch (error) {
      problem.value = problemFrom(error);
    }
  }

  function set(window: GreyWindow | undefined): void {
    clearTimeout(resting);
    resting = setTimeout(() => {
      shown.value = window !== undefined && window.high > window.low ? window : undefined;
    }, REST_MS);
  }

  watch(
    computed(() => image()?.dtype),
    (now, before) => {
      if (now !== undefined && before !== undefined && now !== before) shown.value = undefined;
    },
  );
  watch(
    () => image()?.id,
    () => {
      spread.value = undefined;
      if (looking) void read();
    },
  );
  return {
    shown,
    spread,
    problem,
    look(on) {
      looking = on;
      if (on && spread.value === undefined) void read();
    },
    set,
    stretch() {
      if (spread.value !== undefined) set(windowOf(spread.value));
    },
  };
}

async function readSamples(project: string, { id, width, height, levels }: Image): Promise<ArrayLike<number>> {
  const level = levels - 1;
  const box = { x: 0, y: 0, width: Math.min(MOST, Math.ceil(width / 2 ** level)), height: Math.min(MOST, Math.ceil(height / 2 ** level)) };
  const query = new URLSearchParams(Object.entries({ ...box, level }).map(([name, value]) => [name, String(value)]));
  const response = await fetch(`/api/projects/${project}/images/${id}/samples?${query}`);
  if (!response.ok) throw new RequestFailure(await problemOf(response));
  return samplesOf(response.headers.get("x-argosy-dtype") as Parameters<typeof samplesOf>[0], new Uint8Array(await response.arrayBuffer()));
}

/** Bytes go from 0 to 255; of other types the values that there are. */
export function spreadOf(samples: ArrayLike<number>, dtype: string): GreySpread {
  let [low, high] = dtype === "uint8" ? [0, 255] : [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  if (dtype !== "uint8") {
    for (let at = 0; at < samples.length; at++) {
      if (samples[at]! < low) low = samples[at]!;
      if (samples[at]! > high) high = samples[at]!;
    }
  }
  if (!(high > low)) [low, high] = Number.isFinite(low) ? [low, low + 1] : [0, 1];
  const counts = Array.from({ length: BINS }, () => 0);
  for (let at = 0; at < samples.length; at++) {
    const bin = Math.floor((BINS * (samples[at]! - low)) / (high - low));
    if (Number.isFinite(bin)) counts[Math.max(0, Math.min(BINS - 1, bin))]!++;
  }
  return { low, high, counts };
}

/** The bins between which all but a little of the samples lie. */
export function windowOf({ low, high, counts }: GreySpread): GreyWindow {
  const total = counts.reduce((sum, count) => sum + count, 0);
  const step = (high - low) / counts.length;
  let [first, last] = [0, counts.length - 1];
  for (let sum = counts[first]!; first < last && sum <= total * OUTSIDE; sum += counts[++first]!);
  for (let sum = counts[last]!; last > first && sum <= total * OUTSIDE; sum += counts[--last]!);
  const ends = { low: low + first * step, high: low + (last + 1) * step };
  return ends.high - ends.low > WHOLE ? { low: Math.floor(ends.low), high: Math.ceil(ends.high) } : ends;
}
