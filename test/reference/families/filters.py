"""skimage.filters"""

import pictures
from skimage import filters, morphology


def make(cases):
    images = {"u8": pictures.u8(), "u16": pictures.u16(), "f32": pictures.f32()}
    for dtype, image in images.items():
        for mode, sigma in (("reflect", 2), ("nearest", 0.7), ("nearest", 25)):
            blurred = filters.gaussian(image.astype(float), sigma, mode=mode, truncate=4, preserve_range=True)
            params = {"sigma": sigma, "mode": mode, "truncate": 4, "preserve_range": True}
            # From sigma 20 on: a thousandth of the range of grey values.
            tolerance = float(image.max() - image.min()) * (1e-3 if sigma >= 20 else 1e-6)
            name = f"gaussian{sigma}_{mode}_{dtype}"
            cases.add(name, "skimage.filters.gaussian", {"image": image}, params, {"image": blurred}, f"close:{tolerance:.2g}")
        for footprint, array in (("disk3", morphology.disk(3)), ("square5", morphology.footprint_rectangle((5, 5)))):
            params = {"footprint": footprint, "mode": "nearest"}
            median = filters.median(image, array, mode="nearest")
            cases.add(f"median_{footprint}_{dtype}", "skimage.filters.median", {"image": image}, params, {"image": median}, "exact")
