"""skimage.color"""

import numpy as np
import pictures
from skimage import color


def make(cases):
    image = pictures.rgb()
    for name in ("rgb2gray", "rgb2hsv", "rgb2lab", "rgb2hed"):
        tolerance = "1e-4" if name == "rgb2lab" else "1e-6"
        cases.add(name, f"skimage.color.{name}", {"image": image}, {}, {"image": getattr(color, name)(image)}, f"close:{tolerance}")
    vectors = np.array([[0.65, 0.704, 0.286], [0.268, 0.57, 0.776]])
    whole = np.vstack([vectors, np.cross(*vectors)])
    stains = color.separate_stains(image, np.linalg.inv(whole))
    params = {"rgb_from_stains": vectors.tolist()}
    cases.add("stains_h_dab", "skimage.color.separate_stains", {"image": image}, params, {"image": stains}, "close:1e-5")
