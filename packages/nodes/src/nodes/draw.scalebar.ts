import { plane } from "@argosy/kernels";
import { Type } from "typebox";
import { defineNode } from "../define-node.ts";
import { GLYPH_HEIGHT, textPixels, textWidth } from "../drawing/glyphs.ts";
import { blankLike, sampleOf } from "../drawing/ink.ts";
import type { ScaleBar } from "../drawing/scale.ts";
import { roundScale, scaleOf } from "../drawing/scale.ts";
import type { ImageValue } from "../values.ts";
import { greyImage } from "../values.ts";

const MARGIN = 2;
const BAR_HEIGHT = 2;
/** Rows below the image: margin, bar, gap, text, margin. */
const STRIP = MARGIN + BAR_HEIGHT + MARGIN + GLYPH_HEIGHT + MARGIN;

export default defineNode({
  name: "draw.scalebar",
  version: 1,
  stage: "export",
  title: "Scale bar",
  summary:
    "Add a strip below the picture with a bar of a round length and its length as text: micrometres where the size of a pixel is known, pixels otherwise. The picture itself is not drawn on.",
  scope: "object",
  locality: "object",
  preserves: "none",
  params: Type.Object(
    {
      length: Type.Number({
        title: "Length",
        description: "Of the bar, in micrometres, or in pixels where their size is not known; 0 = the longest round one that fits.",
        minimum: 0,
        maximum: 1_000_000,
        default: 0,
      }),
      paper: Type.Enum(["white", "black"], { title: "Strip", default: "white" }),
    },
    { additionalProperties: false },
  ),
  inputs: { image: { kind: "image", title: "Picture", scope: "object" } },
  outputs: { image: { kind: "image", title: "Picture with scale bar", scope: "object" } },
  examples: [
    {
      title: "two pixels, written as 2 px",
      params: {},
      inputs: { image: greyImage(plane(Uint8Array.of(7, 8), 2, 1)) },
      outputs: { image: greyImage(drawn()) },
    },
  ],
  run({ image }, { length, paper }, { pixelSize }) {
    const bar = length === 0 ? roundScale(image.width, pixelSize?.x) : scaleOf(length, pixelSize?.x);
    return { image: addStrip(image, bar, paper === "white" ? 1 : 0) };
  },
});

function addStrip({ width, height, channels }: ImageValue, bar: ScaleBar, paper: 0 | 1): ImageValue {
  // A bar that was asked for may be longer than the picture: it is cut at a width that no viewer minds.
  const barWidth = Math.min(bar.length, Math.max(width, 4_096));
  const wide = Math.max(width, barWidth, textWidth(bar.text));
  const high = height + STRIP;
  const planes = channels.map((channel) => {
    const out = blankLike(channel, wide, high, sampleOf(channel, paper));
    const ink = sampleOf(channel, 1 - paper);
    for (let y = 0; y < height; y++) out.data.set(channel.data.subarray(y * width, (y + 1) * width) as never, y * wide);
    for (let y = height + MARGIN; y < height + MARGIN + BAR_HEIGHT; y++) out.data.fill(ink, y * wide, y * wide + barWidth);
    const top = height + MARGIN + BAR_HEIGHT + MARGIN;
    for (const { x, y } of textPixels(bar.text)) out.data[(top + y) * wide + x] = ink;
    return out;
  });
  return { width: wide, height: high, channels: planes };
}

/** The picture of the example, as it is seen. */
function drawn() {
  const rows = [
    "ab.....................",
    ".......................",
    ".......................",
    "##.....................",
    "##.....................",
    ".......................",
    ".......................",
    ".###...................",
    "#...#..................",
    "....#.......####..#...#",
    "...#........#...#..#.#.",
    "..#.........####....#..",
    ".#..........#......#.#.",
    "#####.......#.....#...#",
    ".......................",
    ".......................",
  ];
  const greys: Readonly<Record<string, number>> = { "#": 0, a: 7, b: 8 };
  return plane(
    Uint8Array.from(rows.join(""), (pixel) => greys[pixel] ?? 255),
    23,
    rows.length,
  );
}
