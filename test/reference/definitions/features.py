"""Sets of features of objects."""

import numpy as np
import pictures
from scipy import ndimage, stats
from skimage import color, measure


def make(cases):
    size = {"height": 60, "width": 70}
    labels = measure.label(pictures.mask(**size), connectivity=2).astype(np.uint16)
    images = {"u16": pictures.u16(**size), "f32": pictures.f32(**size)}
    for dtype, image in images.items():
        rows = [grey_of(labels == label, image.astype(float)) for label in range(1, labels.max() + 1)]
        outputs = {name: np.array([row[name] for row in rows], float) for name in rows[0]}
        inputs = {"labels": labels, "image": image}
        cases.add(f"grey_{dtype}", "scipy.stats and scipy.ndimage of each object", inputs, {}, outputs, "close:5e-3" if dtype == "u16" else "close:1e-4")
    colours(cases, labels)
    rows = [morphocut_of(measured) for measured in measure.regionprops(labels, pictures.u8(**size))]
    outputs = {name: np.array([row[name] for row in rows], float) for name in rows[0]}
    inputs = {"labels": labels, "image": pictures.u8(**size)}
    cases.add("morphocut", "skimage.measure.regionprops as MorphoCut takes it", inputs, {}, outputs, "close:0.02")


def colours(cases, labels):
    image = np.stack([pictures.u8(height=60, width=70, seed=seed) for seed in (1, 2, 3)], axis=-1)
    # One object of pure grey, and grey pixels in the others.
    image[(labels == 2) | (labels * 0 + np.arange(70) % 9 == 0)] = 77
    hsv = color.rgb2hsv(image)
    rows = [colour_of(image[labels == label].astype(float), hsv[labels == label]) for label in range(1, labels.max() + 1)]
    outputs = {name: np.array([row[name] for row in rows], float) for name in rows[0]}
    cases.add("colour", "skimage.color.rgb2hsv of each object, scipy.stats.circmean", {"labels": labels, "image": image}, {}, outputs, "close:1e-3")


def colour_of(pixels, hsv):
    turns = 2 * np.pi * hsv[hsv[:, 1] > 0, 0]
    found = {
        "hue_mean": np.degrees(stats.circmean(turns)) if len(turns) else np.nan,
        "hue_concentration": np.abs(np.exp(1j * turns).mean()) if len(turns) else np.nan,
        "hue_share": len(turns) / len(hsv),
    }
    columns = {"red": pixels[:, 0], "green": pixels[:, 1], "blue": pixels[:, 2], "saturation": hsv[:, 1], "value": hsv[:, 2]}
    for name, values in columns.items():
        found |= {f"{name}_mean": values.mean(), f"{name}_std": values.std()}
    return found


def grey_of(mask, image):
    values = image[mask]
    slope = np.hypot(ndimage.sobel(image, 0, mode="nearest"), ndimage.sobel(image, 1, mode="nearest")) / 8
    inner = ndimage.binary_erosion(mask)
    bend = ndimage.laplace(image, mode="nearest")
    near = np.lib.stride_tricks.sliding_window_view(np.pad(image, 1, mode="edge"), (3, 3)).std(axis=(2, 3))
    y, x = ndimage.center_of_mass(np.where(mask, image, 0))
    counts, _ = np.histogram(values, bins=32)
    shares = counts[counts > 0] / len(values)
    found = {
        "sum": values.sum(),
        "skewness": stats.skew(values) if len(values) > 1 else np.nan,
        "kurtosis": stats.kurtosis(values) if len(values) > 1 else np.nan,
        "centroid_weighted_x": x,
        "centroid_weighted_y": y,
        "entropy": -(shares * np.log2(shares)).sum(),
        "gradient_mean": slope[mask].mean(),
        "gradient_inner": slope[inner].mean() if inner.any() else np.nan,
        "gradient_edge": slope[mask & ~inner].mean(),
        "gradient_std": slope[mask].std(),
        "laplacian_std": np.sqrt((bend[mask] ** 2).mean()),
        "local_std": near[mask].mean(),
    }
    return found | {f"percentile_{share}": np.percentile(values, share) for share in (5, 25, 75, 95)}


def morphocut_of(measured):
    top, left, bottom, right = measured.bbox
    y, x = measured.centroid
    area, filled, perimeter = measured.area, measured.area_filled, measured.perimeter
    major, minor = measured.axis_major_length, measured.axis_minor_length
    low, high, mean = measured.intensity_min, measured.intensity_max, measured.intensity_mean
    over = lambda a, b: a / b if b > 0 else np.nan
    return {
        "width": right - left,
        "height": bottom - top,
        "bx": left,
        "by": top,
        "circ.": over(4 * np.pi * filled, perimeter**2),
        "area_exc": area,
        "area": filled,
        "%area": 1 - area / filled,
        "major": major,
        "minor": minor,
        "y": y,
        "x": x,
        "convex_area": measured.area_convex,
        "min": low,
        "max": high,
        "mean": mean,
        "intden": filled * mean,
        "perim.": perimeter,
        "elongation": over(major, minor),
        "range": high - low,
        "perimareaexc": perimeter / area,
        "perimmajor": over(perimeter, major),
        "circex": over(4 * np.pi * area, perimeter**2),
        "angle": measured.orientation / np.pi * 180 + 90,
        "bounding_box_area": measured.area_bbox,
        "eccentricity": measured.eccentricity,
        "equivalent_diameter": measured.equivalent_diameter_area,
        "euler_number": measured.euler_number,
        "extent": measured.extent,
        "local_centroid_col": x - left,
        "local_centroid_row": y - top,
        "solidity": measured.solidity,
    }
