"""skimage.filters, skimage.feature and scipy.ndimage on neighbourhoods"""

import numpy as np
import pictures
from scipy import ndimage
from skimage import feature, filters, morphology


def make(cases):
    images = {"u8": pictures.u8(), "u16": pictures.u16(), "f32": pictures.f32()}
    for dtype, image in images.items():
        for mode, sigma in (("reflect", 2), ("nearest", 25)):
            gaussian(cases, dtype, image, mode, sigma)
        for footprint, array in (("disk3", morphology.disk(3)), ("square5", morphology.footprint_rectangle((5, 5)))):
            params = {"footprint": footprint, "mode": "nearest"}
            median = filters.median(image, array, mode="nearest")
            cases.add(f"median_{footprint}_{dtype}", "skimage.filters.median", {"image": image}, params, {"image": median}, "exact")
    for mode in ("nearest", "mirror", "wrap", "constant"):
        gaussian(cases, "u8", images["u8"], mode, 1.3)
    gaussian(cases, "u8", images["u8"], "constant", 25)
    unit = ((images["f32"] + 1) / 3).astype(np.float32)
    edges(cases, images["u8"][:18, :20], unit[:18, :20])
    tensors(cases, unit)
    spots(cases)


def gaussian(cases, dtype, image, mode, sigma):
    blurred = filters.gaussian(image.astype(float), sigma, mode=mode, truncate=4, preserve_range=True)
    params = {"sigma": sigma, "mode": mode, "truncate": 4, "preserve_range": True}
    # From sigma 20 on: a thousandth of the range of grey values.
    tolerance = float(image.max() - image.min()) * (1e-3 if sigma >= 20 else 1e-6)
    name = f"gaussian{sigma}_{mode}_{dtype}"
    cases.add(name, "skimage.filters.gaussian", {"image": image}, params, {"image": blurred}, f"close:{tolerance:.2g}")


def edges(cases, u8, unit):
    for name in ("sobel", "scharr"):
        for dtype, image in (("u8", u8), ("f32", unit)):
            strength = getattr(filters, name)(image)
            cases.add(f"{name}_{dtype}", f"skimage.filters.{name}", {"image": image}, {"mode": "reflect"}, {"image": strength}, "close:1e-6")
    for sigma in (1, 2.5):
        laplace = ndimage.gaussian_laplace(u8.astype(float), sigma)
        cases.add(f"log{sigma}", "scipy.ndimage.gaussian_laplace", {"image": u8}, {"sigma": sigma}, {"image": laplace}, "close:1e-4")
    params = {"low_sigma": 1, "high_sigma": 3}
    difference = filters.difference_of_gaussians(unit, 1, 3)
    cases.add("dog", "skimage.filters.difference_of_gaussians", {"image": unit}, params, {"image": difference}, "close:1e-6")


def tensors(cases, whole):
    unit = whole[:18, :20]
    for mode in ("constant", "reflect"):
        elements = feature.structure_tensor(unit.astype(float), sigma=1.5, mode=mode)
        params = {"sigma": 1.5, "mode": mode}
        cases.add(f"structure_{mode}", "skimage.feature.structure_tensor", {"image": unit}, params, named("A", elements), "close:1e-5")
    elements = feature.hessian_matrix(unit.astype(float), sigma=1.5, mode="reflect", use_gaussian_derivatives=False)
    params = {"sigma": 1.5, "mode": "reflect", "use_gaussian_derivatives": False}
    cases.add("hessian", "skimage.feature.hessian_matrix", {"image": unit}, params, named("H", elements), "close:1e-6")
    small = unit[:12, :13]
    stack = feature.multiscale_basic_features(small, sigma_min=0.5, sigma_max=2)
    params = {"sigma_min": 0.5, "sigma_max": 2}
    cases.add("features", "skimage.feature.multiscale_basic_features", {"image": small}, params, {"features": stack}, "close:1e-5")
    corners = feature.corner_shi_tomasi(unit.astype(float), sigma=1)
    cases.add("corners", "skimage.feature.corner_shi_tomasi", {"image": unit}, {"sigma": 1}, {"image": corners}, "close:1e-5")


def named(letter, elements):
    larger, smaller = feature.structure_tensor_eigenvalues(elements)
    rr, rc, cc = elements
    return {f"{letter}rr": rr, f"{letter}rc": rc, f"{letter}cc": cc, "larger": larger, "smaller": smaller}


def spots(cases):
    y, x = np.mgrid[:32, :40]
    image = np.zeros((32, 40))
    for row, column, radius in ((6, 7, 2), (20, 12, 5), (9, 28, 4), (25, 33, 3), (26, 36, 2)):
        image = np.maximum(image, (np.hypot(y - row, x - column) <= radius) * (0.6 + 0.02 * radius))
    image = ndimage.gaussian_filter(image, 0.6).astype(np.float32)
    params = {"min_sigma": 1, "max_sigma": 5, "num_sigma": 9, "threshold": 0.1, "overlap": 0.5}
    blobs = feature.blob_log(image.astype(float), **params)
    cases.add("blob_log", "skimage.feature.blob_log", {"image": image}, params, {"blobs": blobs}, "the same rows in any order")
    params = {"min_sigma": 1, "max_sigma": 6, "sigma_ratio": 1.6, "threshold": 0.1, "overlap": 0.5}
    blobs = feature.blob_dog(image.astype(float), **params)
    cases.add("blob_dog", "skimage.feature.blob_dog", {"image": image}, params, {"blobs": blobs}, "the same rows in any order")
