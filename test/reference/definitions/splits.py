"""Objects parted, and joined again."""

import numpy as np
import pictures
from scipy import ndimage, sparse
from scipy.sparse import csgraph
from skimage import measure, morphology, segmentation

STRAIGHT = [(0, 1), (1, 0)]
SLANTED = [(1, 1), (1, -1)]


def make(cases):
    nearest(cases)
    touching(cases)
    concave(cases)


def nearest(cases):
    objects = (pictures.grey() > 0.4).astype(np.uint8)
    markers = np.zeros(objects.shape, np.uint8)
    for label, (y, x) in enumerate([(2, 3), (12, 12), (20, 26), (5, 24), (17, 5), (9, 18)], 1):
        markers[y, x] = label
    barriers = np.zeros_like(objects)
    for k in range(20):
        barriers[2 + k, 8 + k // 2] = 1
    for name, wall in (("open", None), ("walled", barriers)):
        inputs = {"objects": objects, "markers": markers} | ({} if wall is None else {"barriers": wall})
        labels = split(objects, markers, np.zeros_like(objects) if wall is None else wall)
        cases.add(f"nearest_{name}", "scipy.sparse.csgraph.dijkstra", inputs, {}, {"labels": labels}, "exact")


def split(objects, markers, walls):
    free = (objects > 0) & (walls == 0)
    parted = spread(free, np.where(free, markers, 0), walls)
    # What a wall covers goes to the nearest piece, along the wall.
    covered = spread((objects > 0) & ((walls > 0) | (parted > 0)), parted, np.zeros_like(walls))
    return np.where(parted > 0, parted, covered)


def spread(free, seeds, walls):
    """The lowest of the seeds that are nearest by a way over free pixels."""
    ways = graph(free, walls)
    numbers = [label for label in np.unique(seeds) if label > 0]
    distances = np.array([csgraph.dijkstra(ways, indices=np.flatnonzero(seeds == label), min_only=True) for label in numbers])
    best = distances.min(axis=0)
    first = np.argmax(distances <= best + 1e-9, axis=0)
    return np.where(np.isfinite(best) & free.ravel(), np.array(numbers)[first], 0).reshape(free.shape).astype(np.uint8)


def graph(free, walls):
    height, width = free.shape
    rows, columns, lengths = [], [], []
    for dy, dx in STRAIGHT + SLANTED:
        for y in range(height - dy):
            for x in range(max(0, -dx), width - max(0, dx)):
                if not (free[y, x] and free[y + dy, x + dx]) or (dy and dx and walls[y + dy, x] and walls[y, x + dx]):
                    continue
                rows.append(y * width + x)
                columns.append((y + dy) * width + x + dx)
                lengths.append(np.hypot(dy, dx))
    return sparse.csr_array((lengths + lengths, (rows + columns, columns + rows)), shape=(free.size, free.size))


def touching(cases):
    """Each peak that is high enough is a marker; between objects lies a deep gap."""
    mask = pictures.mask(height=60, width=70)
    surface = ndimage.gaussian_filter(ndimage.distance_transform_edt(mask), 1).astype(np.float32)
    for depth in (0.1, 0.6):
        markers = measure.label(morphology.h_maxima(np.where(mask, surface, -100), depth), connectivity=2)
        labels = segmentation.watershed(-surface, markers, mask=mask > 0, connectivity=2)
        inputs = {"surface": surface, "mask": mask}
        outputs = {"labels": labels.astype(np.uint16), "count": int(labels.max())}
        params = {"h": depth, "connectivity": 8}
        cases.add(f"touching_{depth}", "skimage.morphology.h_maxima, skimage.segmentation.watershed", inputs, params, outputs, "iou:0.99")


def concave(cases):
    """Two discs that touch, a bar cut in three, a speck at its side, and a piece of its own."""
    y, x = np.mgrid[:40, :60]
    labels = np.zeros((40, 60), np.uint8)
    labels[np.hypot(y - 10, x - 10) < 7.3] = 1
    labels[(np.hypot(y - 12, x - 22) < 6.4) & (labels == 0)] = 2
    labels[28:34, 5:20], labels[28:34, 20:31], labels[28:34, 31:50], labels[27, 25:27] = 3, 4, 5, 6
    labels[4:9, 50:56] = 7
    for name, params in {"strict": {"min_solidity": 0.85, "min_gain": 0.03, "min_area": 5}, "loose": {"min_solidity": 0.1, "min_gain": 0.0, "min_area": 0}}.items():
        joined = join(labels, **params)
        cases.add(f"concave_{name}", "skimage.morphology.convex_hull_image of unions", {"labels": labels}, params, {"labels": joined}, "labels")


def join(labels, min_solidity, min_gain, min_area):
    """Undo the cut that gains least, until all may stay; specks first."""
    labels = labels.copy()
    while True:
        borders = touches(labels)
        areas = {label: int((labels == label).sum()) for pair in borders for label in pair}
        specks = sorted((area, label) for label, area in areas.items() if area < min_area)
        if specks:
            own = specks[0][1]
            around = sorted((-length, sum(pair) - own) for pair, length in borders.items() if own in pair)
            pair = (own, around[0][1])
        else:
            gains = sorted((gain, *pair) for pair in borders for gain, lower in [gain_of(labels, pair)] if lower < min_solidity or gain < min_gain)
            if not gains:
                return labels
            pair = gains[0][1:]
        labels[labels == max(pair)] = min(pair)


def touches(labels):
    """Pairs of labels, and at how many pairs of pixels (8 neighbours) they touch."""
    found = {}
    for dy, dx in STRAIGHT + SLANTED:
        one = labels[: labels.shape[0] - dy, max(0, -dx) : labels.shape[1] - max(0, dx)]
        other = labels[dy:, max(0, dx) : labels.shape[1] - max(0, -dx)]
        for a, b in zip(one.ravel(), other.ravel()):
            if a and b and a != b:
                pair = (int(min(a, b)), int(max(a, b)))
                found[pair] = found.get(pair, 0) + 1
    return found


def gain_of(labels, pair):
    lower = min(solidity(labels == label) for label in pair)
    return lower - solidity(np.isin(labels, pair)), lower


def solidity(mask):
    return mask.sum() / morphology.convex_hull_image(mask).sum()
