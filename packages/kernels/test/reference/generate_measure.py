"""Make measure.json: label images with what scikit-image 0.26 measures of them.

Run by hand: python generate_measure.py (numpy and scikit-image installed). Never run by the tests.
"""

import json
import pathlib

import numpy as np
from scipy import ndimage, stats
from skimage.measure import label, regionprops

SHAPE = [
    "area", "area_bbox", "area_convex", "area_filled", "axis_major_length", "axis_minor_length", "eccentricity",
    "equivalent_diameter_area", "euler_number", "extent", "feret_diameter_max", "orientation", "perimeter",
    "perimeter_crofton", "solidity",
]


def noise_case(seed, height, width, sigma, level, high):
    rng = np.random.default_rng(seed)
    field = ndimage.gaussian_filter(rng.standard_normal((height, width)), sigma)
    labels = label(field > level * field.std(), connectivity=2)
    image = rng.integers(0, high, (height, width))
    return labels, image


def drawn_case():
    labels = np.zeros((24, 30), int)
    labels[0, 0] = 1
    labels[2, 2:12] = 2
    labels[4:12, 15] = 3
    labels[5:12, 2:9] = 7
    labels[7:10, 4:7] = 0
    for i in range(6):
        labels[14 + i, 2 + i] = 9
    labels[14, 15] = labels[15, 14] = labels[15, 16] = labels[16, 15] = 12
    labels[20:24, 25:30] = 40000
    labels[20, 0] = labels[22, 3] = 41000
    image = (np.arange(24 * 30).reshape(24, 30) * 7) % 251
    return labels, image


def measure(labels, image):
    rows = []
    for region in regionprops(labels, intensity_image=image):
        row = {name: float(region[name]) for name in SHAPE}
        top, left, bottom, right = region.bbox
        row.update(bbox_left=left, bbox_top=top, bbox_right=right, bbox_bottom=bottom)
        row.update(centroid_x=float(region.centroid[1]), centroid_y=float(region.centroid[0]))
        row.update({f"moments_hu_{i + 1}": float(v) for i, v in enumerate(region.moments_hu)})
        values = image[labels == region.label].astype(float)
        q = np.percentile(values, [5, 25, 50, 75, 95])
        constant = values.std() == 0
        row["intensity"] = {
            "mean": float(values.mean()), "std": float(values.std()), "min": float(values.min()), "max": float(values.max()),
            "median": float(np.median(values)), "sum": float(values.sum()),
            "skewness": None if constant else float(stats.skew(values)),
            "kurtosis": None if constant else float(stats.kurtosis(values)),
            "percentile_5": float(q[0]), "percentile_25": float(q[1]), "percentile_75": float(q[3]), "percentile_95": float(q[4]),
            "centroid_weighted_x": float(region.centroid_weighted[1]), "centroid_weighted_y": float(region.centroid_weighted[0]),
        }
        rows.append({"label": int(region.label), **row})
    return rows


def encode(name, labels, image):
    return {
        "name": name, "width": labels.shape[1], "height": labels.shape[0],
        "labels": labels.ravel().tolist(), "image": image.ravel().tolist(), "rows": measure(labels, image),
    }


cases = [
    encode("drawn by hand", *drawn_case()),
    encode("smooth blobs", *noise_case(1, 48, 64, 3, 0.3, 256)),
    encode("ragged specks with holes", *noise_case(2, 40, 40, 1, 0.1, 256)),
    encode("sixteen bits", *noise_case(3, 32, 40, 2, 0.5, 65536)),
]
def finite(value):
    if isinstance(value, dict):
        return {k: finite(v) for k, v in value.items()}
    if isinstance(value, list):
        return [finite(v) for v in value]
    return None if isinstance(value, float) and not np.isfinite(value) else value


out = pathlib.Path(__file__).with_name("measure.json")
out.write_text(json.dumps(finite({"made_by": "generate_measure.py, scikit-image 0.26.0", "cases": cases}), separators=(",", ":")) + "\n")
