"""skimage.measure.label and skimage.segmentation"""

import numpy as np
import pictures
from scipy import ndimage
from skimage import feature, filters, measure, segmentation


def make(cases):
    mask = pictures.mask()
    for connectivity in (4, 8):
        labels, count = measure.label(mask, connectivity=connectivity // 4, return_num=True)
        cases.add(
            f"label{connectivity}",
            "skimage.measure.label",
            {"mask": mask},
            {"connectivity": connectivity},
            {"labels": labels.astype(np.uint16), "count": count},
            "labels",
        )
    distance = -ndimage.distance_transform_edt(mask).astype(np.float32)
    markers = measure.label(ndimage.minimum_filter(distance, 5) == distance) * mask
    cases.add(
        "watershed_distance",
        "skimage.segmentation.watershed",
        {"image": distance, "markers": markers.astype(np.uint16), "mask": mask},
        {"uses_mask": True},
        {"labels": segmentation.watershed(distance, markers, mask=mask).astype(np.uint16)},
        "iou:0.97",
    )
    image = pictures.u8()
    threshold = filters.threshold_otsu(image)
    labels, count = measure.label(ndimage.binary_fill_holes(image > threshold), connectivity=2, return_num=True)
    cases.add(
        "otsu_label8",
        "label(fill_holes(image > otsu))",
        {"image": image},
        {"connectivity": 8},
        {"threshold": threshold, "labels": labels.astype(np.uint16), "count": count},
        "labels",
    )
    blurred = filters.gaussian(-distance, 1, mode="nearest", preserve_range=True)
    params = {"of": "gaussian(distance, 1), mode nearest", "min_distance": 2, "labels": "label(mask)", "exclude_border": False}
    points = feature.peak_local_max(blurred, min_distance=2, labels=measure.label(mask), exclude_border=False)
    cases.add(
        "peaks",
        "skimage.feature.peak_local_max",
        {"distance": -distance, "mask": mask},
        params,
        {"points": points[np.lexsort(points.T[::-1])].astype(np.int32)},
        "equal as sets, ties apart",
    )
