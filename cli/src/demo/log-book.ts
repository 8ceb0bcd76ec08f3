import type { Cruise } from "./cruise.ts";
import { createRandom } from "./random.ts";

/** How the files of the demo cruise are named. */
export const DEMO_NAME_PATTERN = "{cruise}_{station}_{depth:int}_{frame:int}.tif";

/** What is known about a frame beside its pixels; the keys are the columns of the metadata table. */
export interface FrameNotes {
  readonly file: string;
  /** Degrees north and east. */
  readonly latitude: number;
  readonly longitude: number;
  /** UTC, as `2026-05-04` and `07:30:00`. */
  readonly date: string;
  readonly time: string;
  /** Metres below the surface. */
  readonly depth_min: number;
  readonly depth_max: number;
  readonly net_type: string;
  /** Micrometres. */
  readonly net_mesh: number;
  /** Square metres. */
  readonly net_opening: number;
  /** Cubic metres. */
  readonly filtered_volume: number;
  readonly sub_sampling: number;
  /** Side of a pixel in micrometres. */
  readonly pixel_size: number;
}

const DEPTHS = [10, 50, 150];
const FRAMES_A_HAUL = 2;
/** 4 May 2026, 06:00 UTC. */
const DEPARTURE = Date.UTC(2026, 4, 4, 6);

/** The log of a cruise: stations along a line, at each the same depths, of each haul two frames. */
export function keepLogBook(cruise: Cruise): FrameNotes[] {
  const random = createRandom(cruise.seed, 0x10c);
  const start = { latitude: random.range(35, 55), longitude: random.range(-30, -12), course: random.range(0, 2 * Math.PI) };
  return Array.from({ length: cruise.frames }, (_, index) => {
    const haul = Math.floor(index / FRAMES_A_HAUL);
    const station = Math.floor(haul / DEPTHS.length);
    const depth = DEPTHS[haul % DEPTHS.length] as number;
    const when = new Date(DEPARTURE + station * 9 * 3_600_000 + (haul % DEPTHS.length) * 1_500_000).toISOString();
    const volume = createRandom(cruise.seed, 0x70, haul).range(18, 42);
    return {
      file: `DEMO${cruise.seed}_S${String(station + 1).padStart(2, "0")}_${depth}_${String(index + 1).padStart(4, "0")}.tif`,
      latitude: round(start.latitude + 0.4 * station * Math.sin(start.course), 5),
      longitude: round(start.longitude + 0.4 * station * Math.cos(start.course), 5),
      date: when.slice(0, 10),
      time: when.slice(11, 19),
      depth_min: depth - 5,
      depth_max: depth + 5,
      net_type: "multinet",
      net_mesh: 50,
      net_opening: 0.25,
      filtered_volume: round(volume, 2),
      sub_sampling: 64,
      pixel_size: 2.1,
    };
  });
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
