import { classifyPixels, type Plane, pixelFeatures, trainPixelForest } from "../../src/index.ts";
import { describeDegenerate } from "./suite.ts";

/** Two strokes: the first half of the pixels, and the last one. */
const strokesOf = ({ data, width, height }: Plane) => ({
  data: Uint8Array.from(data, (_, i) => (i === data.length - 1 ? 2 : 2 * i < data.length ? 1 : 0)),
  width,
  height,
});

describeDegenerate("learn", {
  pixelFeatures: { run: (plane) => pixelFeatures([plane, plane], [0, 1]).data },
  classifyPixels: {
    run(plane) {
      const features = pixelFeatures([plane], [0, 1]);
      return classifyPixels(features, trainPixelForest(features, strokesOf(plane), { trees: 3 }));
    },
    // One class alone, or no pixel with features: there is nothing to tell apart.
    refuses: ({ plane, finite }) => plane.data.length === 1 || !finite,
  },
});
