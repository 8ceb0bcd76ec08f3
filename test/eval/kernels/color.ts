import type { ColourChannels, Plane, StainVector } from "@argosy/kernels";
import { rgbToHsv, rgbToLab, STAINS, separateStains, toGrey } from "@argosy/kernels";
import { arrayOf, arrayOfChannels, channelsArgument } from "./arguments.ts";
import type { GivenCase, KernelTable } from "./kernel-table.ts";
import { Unsupported } from "./kernel-table.ts";

const STORED = "results are stored in 32 bits";

/** Reference functions on colours. */
export const COLOR: KernelTable = {
  "skimage.color.rgb2gray": {
    ours: "toGrey",
    reason: "weights of BT.709 differ from ours in the fourth digit",
    compute(given) {
      const [red, green, blue] = coloursOf(given).map(unit) as unknown as ColourChannels;
      return { image: arrayOf(toGrey([red, green, blue], { red: 0.2125, green: 0.7154, blue: 0.0721 })) };
    },
  },
  "skimage.color.rgb2hsv": {
    ours: "rgbToHsv",
    reason: STORED,
    compute(given) {
      const { hue, saturation, value } = rgbToHsv(coloursOf(given));
      return { image: arrayOfChannels([hue, saturation, value]) };
    },
  },
  "skimage.color.rgb2lab": {
    ours: "rgbToLab",
    reason: STORED,
    compute(given) {
      const { l, a, b } = rgbToLab(coloursOf(given));
      return { image: arrayOfChannels([l, a, b]) };
    },
  },
  "skimage.color.rgb2hed": {
    ours: "separateStains",
    reason: STORED,
    compute: (given) => ({ image: arrayOfChannels(separateStains(coloursOf(given), STAINS["h-e-dab"])) }),
  },
  "skimage.color.separate_stains": {
    ours: "separateStains",
    reason: STORED,
    compute(given) {
      const vectors = given.params["rgb_from_stains"];
      if (!Array.isArray(vectors)) throw new Unsupported("stains are given as rgb_from_stains");
      return { image: arrayOfChannels(separateStains(coloursOf(given), vectors as readonly StainVector[])) };
    },
  },
};

function coloursOf(given: GivenCase): ColourChannels {
  const [red, green, blue, more] = channelsArgument(given, "image");
  if (red === undefined || green === undefined || blue === undefined || more !== undefined) throw new Unsupported("not three channels");
  return [red, green, blue];
}

function unit(channel: Plane): Plane {
  return channel.data instanceof Uint8Array ? { ...channel, data: Float64Array.from(channel.data, (value) => value / 255) } : channel;
}
