import { ofEachChannel } from "./channel-columns.ts";
import type { MeasureColumn } from "./feature-table.ts";

/** The columns of `measureRadial`: ring by ring from the centre, channel by channel. */
export function radialColumns(rings: number, channels: number): readonly MeasureColumn[] {
  return ofEachChannel(Array.from({ length: rings }, (_, ring) => ofRing(ring + 1, rings)).flat(), channels);
}

function ofRing(ring: number, rings: number): readonly MeasureColumn[] {
  const name = `ring_${ring}_of_${rings}`;
  const inRing = `in ring ${ring} of ${rings}, counted from the centre`;
  return [
    { name: `${name}_fraction`, unit: "1", definition: `Share of the sum of the object's grey values that lies ${inRing}.` },
    {
      name: `${name}_mean_fraction`,
      unit: "1",
      definition: `Share of the sum of the object's grey values over the share of its pixels ${inRing}: 1 where it is as bright as the whole.`,
    },
    {
      name: `${name}_variation`,
      unit: "1",
      definition: `Standard deviation (divided by n) over mean of the mean grey values of the eighths ${inRing}: 0 where it is alike all round.`,
    },
  ];
}
