"""The texture of objects, and the measures of ZooProcess."""

import mahotas
import numpy as np
import pictures
from scipy import ndimage, spatial, stats
from skimage import feature, measure

HARALICK = 13


def make(cases):
    size = {"height": 60, "width": 70}
    labels = measure.label(pictures.mask(**size), connectivity=2).astype(np.uint16)
    image = pictures.u8(**size)
    inputs = {"labels": labels, "image": image}
    patterns = feature.local_binary_pattern(image, 8, 1, "uniform").astype(int)
    rows = np.array([texture_of(measured, patterns[measured.slice]) for measured in measure.regionprops(labels, image)])
    cases.add(
        "texture", "mahotas.features.haralick of each object, patterns of skimage", inputs, {"levels": 32}, {"values": rows}, "close:2e-3"
    )
    rows = [zooprocess_of(labels == label, image.astype(float)) for label in range(1, labels.max() + 1)]
    outputs = {name: np.array([row[name] for row in rows], float) for name in rows[0]}
    cases.add("zooprocess", "scipy.ndimage and scipy.spatial, by the definitions of ImageJ", inputs, {}, outputs, "close:5e-3")


def texture_of(measured, patterns):
    """Level 0 is what lies outside, which the reference leaves out; so the sum average is 2 higher."""
    inside = measured.image
    grey = measured.image_intensity.astype(float)
    low, high = grey[inside].min(), grey[inside].max()
    levels = np.minimum(31, np.floor((grey - low) * (32 / (high - low)))) if high > low else np.zeros(grey.shape)
    window = np.where(inside, levels + 1, 0).astype(np.uint8)
    try:
        found = mahotas.features.haralick(window, ignore_zeros=True, return_mean=True)
        found[5] -= 2
    except ValueError:
        # In one of the directions no two pixels of the object lie beside each other.
        found = np.full(HARALICK, np.nan)
    return np.concatenate([found, np.bincount(patterns[inside], minlength=10) / inside.sum()])


def zooprocess_of(exact, image):
    filled = ndimage.binary_fill_holes(exact)
    values = image[filled]
    y, x = np.nonzero(filled)
    left, top = x.min(), y.min()
    corners = np.concatenate([np.stack([x + dx, y + dy], axis=1) for dx in (0, 1) for dy in (0, 1)])
    hull = spatial.ConvexHull(corners)
    squares = np.cov(np.stack([x, y]), bias=True).reshape(2, 2) + np.eye(2) / 12
    sizes, axes = np.linalg.eigh(squares)
    ratio = np.sqrt(sizes[1] / sizes[0])
    across = np.sqrt(4 * len(x) / np.pi)
    first = np.argwhere(exact)[0]
    return {
        "area": len(x),
        "mean": values.mean(),
        "stddev": values.std(ddof=1),
        "mode": stats.mode(values).mode,
        "min": values.min(),
        "max": values.max(),
        "x": x.mean() + 0.5 - left,
        "y": y.mean() + 0.5 - top,
        "xm": np.average(x, weights=values) + 0.5 - left,
        "ym": np.average(y, weights=values) + 0.5 - top,
        "bx": left,
        "by": top,
        "width": np.ptp(x) + 1,
        "height": np.ptp(y) + 1,
        "major": across * np.sqrt(ratio),
        "minor": across / np.sqrt(ratio),
        # Where no axis is the longer one the angle is 0.
        "angle": 0 if np.isclose(*sizes) else np.degrees(np.arctan2(-axes[1, 1], axes[0, 1])) % 180,
        "feret": spatial.distance.pdist(corners[hull.vertices]).max(),
        "intden": values.sum(),
        "median": np.sort(values)[len(values) // 2],
        "skew": stats.skew(values),
        "kurt": stats.kurtosis(values),
        "%area": 100 * (len(x) - exact.sum()) / len(x),
        "xstart": first[1],
        "ystart": first[0],
        "area_exc": exact.sum(),
        "convperim": hull.area,
        "convarea": hull.volume,
        "esd": across,
        "elongation": ratio,
        "range": np.ptp(values),
    }
