"""Outlines and regions that grow."""

import numpy as np
import pictures
from skimage import segmentation

STEPS = [(-1, 0), (0, -1), (0, 1), (1, 0), (-1, -1), (-1, 1), (1, -1), (1, 1)]


def make(cases):
    contours(cases)
    regions(cases)


def contours(cases):
    y, x = np.mgrid[:24, :29]
    rough = (np.hypot(y - 12, x - 14) < 9).astype(np.uint8)
    # The two ways of smoothing take turns, also from call to call: even numbers of them only.
    for name, image, options in (
        ("plain", pictures.u8(), {"num_iter": 10, "smoothing": 1}),
        ("long", pictures.u8(), {"num_iter": 200, "smoothing": 1}),
        ("rough", pictures.u16(), {"num_iter": 12, "smoothing": 0}),
        ("smooth", pictures.u8(seed=3), {"num_iter": 7, "smoothing": 2}),
        ("uneven", pictures.u8(), {"num_iter": 20, "smoothing": 1, "lambda1": 1, "lambda2": 2.5}),
        ("float", pictures.f32(), {"num_iter": 16, "smoothing": 3}),
    ):
        found = segmentation.morphological_chan_vese(image.astype(float), init_level_set=rough, **options)
        inputs = {"image": image, "init_level_set": rough}
        cases.add(f"chan_vese_{name}", "skimage.segmentation.morphological_chan_vese", inputs, options, {"mask": found.astype(np.uint8)}, "exact")


def regions(cases):
    image = pictures.u8()
    seeds = np.zeros(image.shape, np.uint8)
    for label, (y, x) in enumerate([(3, 4), (12, 14), (20, 25), (5, 22)], 1):
        seeds[y, x] = label
    seeds[12, 15:17] = 2
    for tolerance, connectivity in ((15, 4), (40, 8), (300, 8)):
        labels = grow(image.astype(float), seeds, tolerance, STEPS[:connectivity])
        params = {"tolerance": tolerance, "connectivity": connectivity}
        cases.add(
            f"seeded_{tolerance}", "seeded region growing, pixel by pixel", {"image": image, "seeds": seeds}, params, {"labels": labels}, "exact"
        )


def grow(image, seeds, tolerance, steps):
    """Again and again the pixel beside a region that is most like its seed; of equal ones the first that lay there."""
    labels = seeds.copy()
    means = {label: image[seeds == label].mean() for label in np.unique(seeds[seeds > 0])}
    beside = []

    def meet(y, x):
        for dy, dx in steps:
            if 0 <= y + dy < image.shape[0] and 0 <= x + dx < image.shape[1]:
                beside.append((y + dy, x + dx, labels[y, x]))

    for y, x in np.argwhere(seeds):
        meet(y, x)
    while True:
        unlike = [np.inf if labels[y, x] else abs(image[y, x] - means[label]) for y, x, label in beside]
        first = int(np.argmin(unlike))
        if not unlike[first] <= tolerance:
            return labels
        y, x, label = beside[first]
        labels[y, x] = label
        meet(y, x)
