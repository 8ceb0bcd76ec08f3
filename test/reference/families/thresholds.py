"""skimage.filters.threshold_*"""

import numpy as np
import pictures
from skimage import filters

GREY = ("otsu", "triangle", "yen", "isodata", "li")


def make(cases):
    images = {"u8": pictures.u8(), "u16": pictures.u16(), "f32": pictures.f32()}
    for name in GREY:
        for dtype, image in images.items():
            threshold = getattr(filters, f"threshold_{name}")(image)
            # One bin of 256, or one grey value.
            tolerance = f"{3 / 256:.3g}" if dtype == "f32" else "1"
            cases.add(f"{name}_{dtype}", f"skimage.filters.threshold_{name}", {"image": image}, {}, {"threshold": threshold}, f"close:{tolerance}")
    for dtype, image in images.items():
        for classes in (3, 4):
            if dtype == "u16" and classes == 4:
                continue  # the search of the reference takes minutes
            thresholds = filters.threshold_multiotsu(image, classes=classes)
            tolerance = f"{3 / 256:.3g}" if dtype == "f32" else "1"
            cases.add(
                f"multiotsu{classes}_{dtype}",
                "skimage.filters.threshold_multiotsu",
                {"image": image},
                {"classes": classes},
                {"thresholds": thresholds.astype(float)},
                f"close:{tolerance}",
            )
        span = float(image.max() - image.min())
        local = filters.threshold_sauvola(image, window_size=7, k=0.3)
        params = {"window_size": 7, "k": 0.3}
        cases.add(f"sauvola_{dtype}", "skimage.filters.threshold_sauvola", {"image": image}, params, {"threshold": local}, f"close:{span * 1e-5:.2g}")
    image = images["u8"]
    for method in ("mean", "gaussian"):
        params = {"block_size": 9, "method": method, "offset": 3}
        local = filters.threshold_local(image, **params)
        cases.add(f"local_{method}", "skimage.filters.threshold_local", {"image": image}, params, {"threshold": local}, "close:1e-4")
    local = filters.threshold_local(image, 9).astype(np.float32)
    for objects, mask in {"bright": image > local, "dark": image <= local}.items():
        inputs, params = {"image": image, "thresholds": local}, {"objects": objects}
        cases.add(f"apply_{objects}", "numpy.greater", inputs, params, {"mask": mask}, "exact")
    mask = filters.apply_hysteresis_threshold(image, 120, 170)
    cases.add("hysteresis", "skimage.filters.apply_hysteresis_threshold", {"image": image}, {"low": 120, "high": 170}, {"mask": mask}, "exact")
