"""The texture of objects, and what ZooProcess measures of them."""

import mahotas
import numpy as np
import pictures
from definitions import zooprocess
from skimage import feature, measure

HARALICK = (
    "angular_second_moment contrast correlation variance inverse_difference_moment sum_average sum_variance sum_entropy entropy "
    "difference_variance difference_entropy information_correlation_1 information_correlation_2"
).split()


def make(cases):
    size = {"height": 60, "width": 70}
    labels = measure.label(pictures.mask(**size), connectivity=2).astype(np.uint16)
    image = pictures.u8(**size)
    inputs = {"labels": labels, "image": image}
    patterns = feature.local_binary_pattern(image, 8, 1, "uniform").astype(int)
    rows = np.array([texture_of(measured, patterns[measured.slice]) for measured in measure.regionprops(labels, image)])
    names = [f"haralick_{name}" for name in HARALICK] + [f"lbp_{bits}" for bits in range(10)]
    outputs = dict(zip(names, rows.T, strict=True))
    cases.add("texture", "mahotas.features.haralick of each object, patterns of skimage", inputs, {"levels": 32}, outputs, "close:2e-3")
    rows = [zooprocess.measure(labels == label, image.astype(float)) for label in range(1, labels.max() + 1)]
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
        found = np.full(len(HARALICK), np.nan)
    return np.concatenate([found, np.bincount(patterns[inside], minlength=10) / inside.sum()])
