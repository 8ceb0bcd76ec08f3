"""skimage.measure, skimage.metrics, skimage.feature and mahotas on objects and texture"""

import mahotas
import numpy as np
import pictures
from definitions import channels, features, object_sets, outlines, runs
from scipy import ndimage, optimize
from skimage import feature, measure, metrics

DIRECTIONS = [0, np.pi / 4, np.pi / 2, 3 * np.pi / 4]


def make(cases):
    contours(cases)
    agreement(cases)
    texture(cases)
    properties(cases)
    profiles(cases)
    surroundings(cases)
    outlines.make(cases)
    features.make(cases)
    channels.make(cases)
    object_sets.make(cases)
    runs.make(cases)


def contours(cases):
    image = pictures.f32()
    for connected in ("low", "high"):
        lines = measure.find_contours(image, 0.5, fully_connected=connected)
        first = measure.find_contours(ndimage.gaussian_filter(image, 2), 0.3)[0]
        length = sum(np.linalg.norm(np.diff(line, axis=0), axis=1).sum() for line in lines)
        cases.add(
            f"contours_{connected}",
            "skimage.measure.find_contours",
            {"image": image},
            {"level": 0.5, "fully_connected": connected},
            {"count": len(lines), "length": length, "first": first},
            "close:0.1 in length; first: of gaussian_filter(image, 2) at 0.3",
        )


def agreement(cases):
    a = measure.label(pictures.mask())
    b = measure.label(pictures.grey(seed=7) > 0.5)
    error, precision, recall = metrics.adapted_rand_error(a, b)
    cases.add(
        "agreement",
        "skimage.metrics",
        {"a": a.astype(np.uint16), "b": b.astype(np.uint16)},
        {},
        {
            "adapted_rand_error": error,
            "precision": precision,
            "recall": recall,
            "vi_split_merge": np.array(metrics.variation_of_information(a, b)),
            "hausdorff": metrics.hausdorff_distance(a > 0, b > 0),
        },
        "close:1e-6",
    )


def texture(cases):
    image = pictures.u8()
    few = (image // 16).astype(np.uint8)
    matrix = feature.graycomatrix(few, [1, 2, 3], DIRECTIONS, levels=16, symmetric=True, normed=True)
    names = ["contrast", "dissimilarity", "homogeneity", "ASM", "energy", "correlation", "mean", "variance", "std", "entropy"]
    cases.add(
        "glcm",
        "skimage.feature.graycomatrix",
        {"image": few},
        {"distances": [1, 2, 3], "angles": "0, 45, 90, 135 degrees", "levels": 16, "symmetric": True, "normed": True},
        {"matrix": matrix, **{name: feature.graycoprops(matrix, name) for name in names}},
        "close:1e-5",
    )
    for distance in (1, 2):
        features = mahotas.features.haralick(few, distance=distance)
        cases.add(
            f"haralick_{distance}", "mahotas.features.haralick", {"image": few}, {"distance": distance}, {"features": features}, "close:1e-4"
        )
    for method in ("default", "ror", "uniform", "nri_uniform", "var"):
        for points, radius in ((8, 1), (12, 2)):
            codes = np.nan_to_num(feature.local_binary_pattern(image, points, radius, method))
            params = {"P": points, "R": radius, "method": method}
            compare = "close:1e-3" if method == "var" else "exact"
            cases.add(
                f"lbp_{method}_{points}", "skimage.feature.local_binary_pattern", {"image": image}, params, {"codes": codes}, compare
            )


def properties(cases):
    names = (
        "label area area_bbox area_convex area_filled axis_major_length axis_minor_length bbox centroid eccentricity "
        "equivalent_diameter_area euler_number extent feret_diameter_max moments_hu orientation perimeter perimeter_crofton solidity"
    ).split()
    intensity = ["intensity_mean", "intensity_std", "intensity_min", "intensity_max", "intensity_median", "centroid_weighted"]
    for name, size in {"few": {}, "many": {"height": 70, "width": 80, "seed": 5}}.items():
        labels = measure.label(pictures.mask(**size))
        image = pictures.u16(**size)
        found = measure.regionprops_table(labels, image, properties=names + intensity)
        cases.add(
            f"regionprops_{name}",
            "skimage.measure.regionprops_table",
            {"labels": labels.astype(np.uint16), "image": image},
            {},
            {key: values.astype(float) for key, values in found.items()},
            "close:1e-3",
        )
    moments(cases, labels, image)


def moments(cases, labels, image):
    """Our names have the power of the row, then of the column; the tensor is symmetric."""
    kinds = ["moments", "moments_central", "moments_normalized"]
    weighted = [kind.replace("moments", "moments_weighted") for kind in kinds]
    others = ["centroid_local", "centroid_weighted_local", "inertia_tensor", "inertia_tensor_eigvals", "moments_weighted_hu"]
    found = measure.regionprops_table(labels, image, properties=kinds + weighted + others)
    outputs = {}
    for key, values in found.items():
        stem, _, numbers = key.partition("-")
        if stem.startswith("centroid"):
            outputs[f"{stem}_{'yx'[int(numbers)]}"] = values
        elif stem.endswith("hu"):
            outputs[f"{stem}_{int(numbers) + 1}"] = values
        elif key != "inertia_tensor-1-0":
            outputs[key.replace("-", "_")] = values
    inputs = {"labels": labels.astype(np.uint16), "image": image}
    cases.add("moments", "skimage.measure.regionprops_table, moments", inputs, {}, outputs, "1e-6 of the greatest value in the column, or of 1")


def profiles(cases):
    image = pictures.f32()
    for name, params in {
        "diagonal": {"src": [2, 3], "dst": [20, 25]},
        "beyond": {"src": [-3, 4], "dst": [15, 4]},
        "thick": {"src": [20.5, 3], "dst": [3, 22.25], "linewidth": 5},
    }.items():
        profile = measure.profile_line(image.astype(float), mode="nearest", order=1, reduce_func=np.mean, **params)
        cases.add(
            f"profile_{name}", "skimage.measure.profile_line", {"image": image}, {**params, "mode": "nearest"}, {"profile": profile}, "close:1e-5"
        )


def surroundings(cases):
    image, region = pictures.f32(), pictures.mask()
    within = image.astype(float)[region > 0]
    names = {"count": len, "min": np.min, "max": np.max, "mean": np.mean, "std": np.std, "median": np.median, "sum": np.sum}
    found = {key: float(ndimage.labeled_comprehension(image, region, 1, lambda v, of=of: of(v.astype(float)), float, 0)) for key, of in names.items()}
    assert found["count"] == len(within)
    cases.add("region_statistics", "scipy.ndimage.labeled_comprehension", {"image": image, "region": region}, {}, found, "close:1e-6")
    labels = measure.label(region, connectivity=2)
    matching(cases, labels, measure.label(pictures.grey() > 0.5, connectivity=2))


def matching(cases, truth, tested):
    """Pairs of the greatest total of intersection over union among those above a threshold."""
    iou = np.zeros((truth.max(), tested.max()))
    for a in range(truth.max()):
        for b in range(tested.max()):
            one, other = truth == a + 1, tested == b + 1
            iou[a, b] = (one & other).sum() / (one | other).sum()
    thresholds = [0.5, 0.6, 0.75, 0.9]
    matched = []
    for threshold in thresholds:
        kept = np.where(iou >= threshold, iou, 0)
        matched.append(int((kept[optimize.linear_sum_assignment(-kept)] > 0).sum()))
    f1 = [2 * count / (truth.max() + tested.max()) for count in matched]
    inputs = {"truth": truth.astype(np.uint16), "tested": tested.astype(np.uint16)}
    outputs = {"matched": np.array(matched, np.uint8), "f1": np.array(f1)}
    cases.add("matching", "scipy.optimize.linear_sum_assignment", inputs, {"thresholds": thresholds}, outputs, "close:1e-6")
