"""Grey values of objects channel by channel, and from centre to edge."""

import numpy as np
import pictures
from scipy import ndimage, sparse, stats
from scipy.sparse import csgraph
from skimage import measure

SIZE = {"height": 60, "width": 70}
BINS = 32


def make(cases):
    labels = measure.label(pictures.mask(**SIZE), connectivity=2).astype(np.uint16)
    images = {
        "u8": np.stack([pictures.u8(**SIZE), pictures.u8(**SIZE, seed=2) // 16], axis=-1),
        "f32": np.stack([pictures.f32(**SIZE) + 2, pictures.f32(**SIZE, seed=2) + 2], axis=-1),
    }
    names = [f"intensity_{name}" for name in ("mean", "std", "min", "max", "median")] + ["centroid_weighted"]
    for dtype, image in images.items():
        inputs = {"labels": labels, "image": image}
        found = measure.regionprops_table(labels, image, properties=["label", *names])
        outputs = {key: values.astype(float) for key, values in found.items()}
        cases.add(f"channels_{dtype}", "skimage.measure.regionprops_table", inputs, {}, outputs, "close:1e-3" if dtype == "u8" else "close:1e-5")
        cases.add(f"mode_{dtype}", "scipy.stats.mode of each object", inputs, {}, modes(labels, image), "close:1e-3" if dtype == "f32" else "exact")
        for rings in (2, 4):
            outputs = rings_of(labels, image.astype(float), rings)
            cases.add(f"radial_{dtype}_{rings}", "MeasureObjectIntensityDistribution of CellProfiler, in numpy", inputs, {"rings": rings}, outputs, "close:1e-5")


def modes(labels, image):
    outputs = {}
    for c in range(image.shape[-1]):
        values = [image[labels == label, c] for label in range(1, labels.max() + 1)]
        outputs[f"mode.{c + 1}"] = np.array([mode_of(each) for each in values], float)
        outputs[f"sum.{c + 1}"] = np.array([each.astype(float).sum() for each in values])
    return outputs


def mode_of(values):
    """The smallest of the most frequent; of floating-point values the middle of the first of the fullest bins."""
    if values.dtype.kind in "iu" or np.ptp(values) == 0:
        return stats.mode(values).mode
    counts, edges = np.histogram(values.astype(float), bins=BINS)
    return edges[counts.argmax() : counts.argmax() + 2].mean()


def rings_of(labels, image, rings):
    """Objects by label; the border of the image is an edge."""
    rows = [radial(np.pad(labels == label, 1), np.pad(image, [(1, 1), (1, 1), (0, 0)]), rings) for label in range(1, labels.max() + 1)]
    return {name: np.array([row[name] for row in rows]) for name in rows[0]}


def radial(mask, image, rings):
    edge = ndimage.distance_transform_edt(mask)
    centre = np.unravel_index(edge.argmax(), mask.shape)
    away = ways(mask, centre)
    inside = np.isfinite(away)
    down, right = np.indices(mask.shape) - np.reshape(centre, (2, 1, 1))
    ring = ((away / (away + edge + 0.001))[inside] * rings).astype(int)
    eighth = ((down > 0) + 2 * (right > 0) + 4 * (abs(down) > abs(right)))[inside]
    found = {}
    for c in range(image.shape[-1]):
        grey = image[inside, c]
        for r in range(rings):
            own = ring == r
            name = f"ring_{r + 1}_of_{rings}"
            share = grey[own].sum() / grey.sum()
            means = [grey[own & (eighth == e)].mean() for e in range(8) if (own & (eighth == e)).any()]
            found[f"{name}_fraction.{c + 1}"] = share
            found[f"{name}_mean_fraction.{c + 1}"] = share / own.mean() if own.any() else np.nan
            found[f"{name}_variation.{c + 1}"] = np.std(means) / np.mean(means) if means else np.nan
    return found


def ways(mask, centre):
    """Shortest ways over a graph of neighbours, as the reference's `propagate` finds them in an image of one value."""
    pixels = np.flatnonzero(mask)
    number = np.full(mask.size, -1)
    number[pixels] = np.arange(len(pixels))
    starts, ends, lengths = [], [], []
    for dy, dx in ((0, 1), (1, -1), (1, 0), (1, 1)):
        beside = number[pixels + dy * mask.shape[1] + dx]
        starts.append(np.arange(len(pixels))[beside >= 0])
        ends.append(beside[beside >= 0])
        lengths.append(np.full((beside >= 0).sum(), np.hypot(dy, dx)))
    graph = sparse.coo_matrix((np.concatenate(lengths), (np.concatenate(starts), np.concatenate(ends))), (len(pixels),) * 2)
    away = np.full(mask.size, np.inf)
    away[pixels] = csgraph.dijkstra(graph.tocsr(), directed=False, indices=number[np.ravel_multi_index(centre, mask.shape)])
    return away.reshape(mask.shape)
