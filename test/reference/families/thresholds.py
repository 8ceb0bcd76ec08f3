"""skimage.filters.threshold_*"""

import pictures
from skimage import filters


def make(cases):
    images = {"u8": pictures.u8(), "u16": pictures.u16(), "f32": pictures.f32()}
    for name in ("otsu", "triangle"):
        for dtype, image in images.items():
            threshold = getattr(filters, f"threshold_{name}")(image)
            cases.add(f"{name}_{dtype}", f"skimage.filters.threshold_{name}", {"image": image}, {}, {"threshold": threshold}, "close:1")
