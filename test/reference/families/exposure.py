"""skimage.exposure"""

import numpy as np
import pictures
from skimage import exposure


def make(cases):
    for dtype, image in {"u8": pictures.u8(), "u16": pictures.u16(), "f32": pictures.f32()}.items():
        low, high = np.percentile(image, (2, 98))
        cases.add(
            f"rescale_{dtype}",
            "skimage.exposure.rescale_intensity",
            {"image": image},
            {"in_range": "percentiles 2 and 98 (linear interpolation)", "out_range": [0, 255]},
            {
                "low": low,
                "high": high,
                "image": exposure.rescale_intensity(image.astype(float), in_range=(low, high), out_range=(0, 255)),
            },
            "close:1e-3",
        )
