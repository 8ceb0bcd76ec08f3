"""skimage.exposure and skimage.restoration"""

import numpy as np
import pictures
from definitions import levels, light
from skimage import exposure, restoration


def make(cases):
    images = {"u8": pictures.u8(), "u16": pictures.u16(), "f32": pictures.f32()}
    for dtype, image in images.items():
        q = [0, 0.05, 0.5, 0.77, 1]
        cases.add(f"quantile_{dtype}", "numpy.quantile", {"image": image}, {"q": q}, {"quantiles": np.quantile(image.astype(float), q)}, "close:1e-4")
        if dtype != "f32":
            counts, centres = exposure.histogram(image)
            outputs = {"counts": counts.astype(np.uint32), "centres": centres.astype(float)}
            cases.add(f"histogram_{dtype}", "skimage.exposure.histogram", {"image": image}, {}, outputs, "exact")
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
        equal = exposure.equalize_hist(image, nbins=256)
        cases.add(f"equalize_{dtype}", "skimage.exposure.equalize_hist", {"image": image}, {"nbins": 256}, {"image": equal}, "close:1e-5")
        other = pictures.grey(seed=7) ** 2 * (image.max() - image.min()) + image.min()
        reference = (np.round(other) if dtype != "f32" else other).astype(image.dtype)
        matched = exposure.match_histograms(image, reference)
        span = float(image.max() - image.min())
        inputs = {"image": image, "reference": reference}
        cases.add(f"match_{dtype}", "skimage.exposure.match_histograms", inputs, {}, {"image": matched}, f"close:{span * 1e-6:.2g}")
        background = restoration.rolling_ball(image, radius=6)
        tolerance = "1e-5" if dtype == "f32" else "1"
        cases.add(f"rolling_ball_{dtype}", "skimage.restoration.rolling_ball", {"image": image}, {"radius": 6}, {"background": background}, f"close:{tolerance}")
    for name, size in (("clahe_square", 8), ("clahe_wide", [6, 10]), ("clahe_default", None)):
        params = {"kernel_size": size, "clip_limit": 0.03, "nbins": 256}
        result = exposure.equalize_adapthist(images["u8"], **params)
        cases.add(name, "skimage.exposure.equalize_adapthist", {"image": images["u8"]}, params, {"image": result}, "close:1e-3")
    result = exposure.equalize_adapthist(images["u16"], kernel_size=9, clip_limit=0, nbins=64)
    params = {"kernel_size": 9, "clip_limit": 0, "nbins": 64}
    cases.add("clahe_unclipped", "skimage.exposure.equalize_adapthist", {"image": images["u16"]}, params, {"image": result}, "close:1e-3")
    for dtype, image in (("u8", images["u8"]), ("u16", images["u16"]), ("f32", np.abs(images["f32"]) / 2)):
        for gamma in (0.5, 2.2):
            params = {"gamma": gamma, "gain": 0.9}
            result = exposure.adjust_gamma(image, gamma, gain=0.9)
            tolerance = {"u8": "exact", "u16": "close:1", "f32": "close:1e-6"}[dtype]
            cases.add(f"gamma{gamma}_{dtype}", "skimage.exposure.adjust_gamma", {"image": image}, params, {"image": result}, tolerance)
    light.make(cases)
    levels.make_exposure(cases)
