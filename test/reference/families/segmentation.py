"""skimage.measure.label and skimage.segmentation"""

import numpy as np
import pictures
from definitions import growing, splits
from scipy import ndimage
from skimage import draw, feature, filters, graph, measure, segmentation


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
    regions(cases, measure.label(mask, connectivity=1))
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
    markers = markers.astype(np.uint16)
    lines(cases)
    for compactness in (0.01, 0.5):
        cases.add(
            f"watershed_compact_{compactness}",
            "skimage.segmentation.watershed",
            {"image": pictures.f32(), "markers": markers, "mask": mask},
            {"compactness": compactness, "uses_mask": True},
            {"labels": segmentation.watershed(pictures.f32(), markers, mask=mask, compactness=compactness).astype(np.uint16)},
            "iou:0.95",
        )
    for distance in (1, 2.5, 20):
        cases.add(
            f"expand_{distance}",
            "skimage.segmentation.expand_labels",
            {"labels": markers},
            {"distance": distance},
            {"labels": segmentation.expand_labels(markers, distance).astype(np.uint16)},
            "iou:0.99",
        )
    labels = measure.label(mask).astype(np.uint16)
    for buffer in (0, 3):
        cases.add(
            f"clear_border_{buffer}",
            "skimage.segmentation.clear_border",
            {"labels": labels},
            {"buffer_size": buffer},
            {"labels": segmentation.clear_border(labels, buffer_size=buffer)},
            "exact",
        )
    for connectivity in (1, 2):
        params = {"seed_point": [12, 14], "tolerance": 20, "connectivity": connectivity}
        flooded = segmentation.flood(image.astype(np.int16), (12, 14), tolerance=20, connectivity=connectivity)
        cases.add(f"flood_{connectivity}", "skimage.segmentation.flood", {"image": image}, params, {"mask": flooded}, "exact")
    params = {"n_segments": 12, "compactness": 0.1, "channel_axis": None, "start_label": 1}
    superpixels = segmentation.slic(image, **params).astype(np.uint16)
    colours = {"n_segments": 8, "compactness": 10, "channel_axis": -1, "start_label": 1}
    parts = segmentation.slic(pictures.rgb(), **colours).astype(np.uint16)
    cases.add("slic_rgb", "skimage.segmentation.slic", {"image": pictures.rgb()}, colours, {"labels": parts}, "iou:0.9")
    cases.add("slic_grey", "skimage.segmentation.slic", {"image": image}, params, {"labels": superpixels}, "iou:0.9")
    growing.make(cases)
    splits.make(cases)


def lines(cases):
    cost = pictures.u16()
    path, total = graph.route_through_array(cost, (2, 3), (21, 26), fully_connected=True, geometric=True)
    cases.add(
        "route_8",
        "skimage.graph.route_through_array",
        {"cost": cost},
        {"from": [2, 3], "to": [21, 26], "fully_connected": True, "geometric": True},
        {"path": np.array(path, np.int32), "cost": total},
        "cost close:1e-6 relative; the path may differ in ties",
    )
    y, x = np.mgrid[:60, :60]
    disc = filters.gaussian((np.hypot(y - 30, x - 28) < 14).astype(float), 2).astype(np.float32)
    turn = np.linspace(0, 2 * np.pi, 60, endpoint=False)
    start = np.stack([30 + 22 * np.sin(turn), 28 + 22 * np.cos(turn)], axis=1)
    params = {"alpha": 0.015, "beta": 10, "gamma": 0.001, "w_line": 0, "w_edge": 1}
    snake = segmentation.active_contour(disc, start, **params)
    cases.add(
        "active_contour",
        "skimage.segmentation.active_contour",
        {"image": disc, "init": start},
        params,
        {"snake": snake},
        "iou:0.95 of the polygon",
    )


def regions(cases, labels):
    sparse = (labels * 7 % 251).astype(np.uint16)
    closed, _, _ = segmentation.relabel_sequential(sparse)
    outputs = {"labels": closed.astype(np.uint16), "count": int(closed.max())}
    cases.add("relabel", "skimage.segmentation.relabel_sequential", {"labels": sparse}, {}, outputs, "labels")
    boxes = [(y.start, y.stop, x.start, x.stop) for y, x in ndimage.find_objects(labels)]
    outputs = {"boxes": np.array(boxes, np.int32)}
    cases.add("boxes", "scipy.ndimage.find_objects", {"labels": labels.astype(np.uint16)}, {}, outputs, "exact")
    # No corner and no edge passes through the centre of a pixel.
    star = [(12 + r * np.cos(a), 14.03 + r * np.sin(a)) for a, r in zip(np.arange(10) * np.pi / 5 + 0.1, [11.3, 4.2] * 5)]
    polygon = np.array(star, np.float32)
    inside = draw.polygon2mask((24, 29), polygon)
    cases.add("polygon", "skimage.draw.polygon2mask", {"polygon": polygon}, {"image_shape": [24, 29]}, {"mask": inside}, "exact")
