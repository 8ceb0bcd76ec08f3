"""Objects row by row, and what lies round them."""

import numpy as np
import pictures
from scipy import ndimage, spatial
from skimage import measure


def make(cases):
    few = measure.label(pictures.mask(), connectivity=1).astype(np.uint32)
    sparse = np.where(few > 0, few * 400_000_007 % 4_294_967_291, 0).astype(np.uint32)
    for name, labels in {"few": few, "sparse": sparse}.items():
        rows = runs_of(labels)
        flat = {
            "starts": rows[:, 1] * labels.shape[1] + rows[:, 2],
            "ends": rows[:, 1] * labels.shape[1] + rows[:, 3],
            "numbers": rows[:, 0],
        }
        outputs = {key: values.astype(np.uint32) for key, values in flat.items()}
        cases.add(f"runs_{name}", "numpy.diff of rows", {"labels": labels}, {}, outputs, "exact")
        outputs = {key: np.asarray(values, np.uint32) for key, values in objects_of(labels, rows).items()}
        cases.add(f"object_runs_{name}", "numpy.diff of rows, object by object", {"labels": labels}, {}, outputs, "exact")
    labels = measure.label(pictures.mask(height=40, width=46), connectivity=2).astype(np.uint16)
    for reach in (0, 1, 3.5):
        outputs = neighbours_of(labels, reach)
        cases.add(f"neighbours_{reach}", "scipy.spatial.KDTree", {"labels": labels}, {"reach": reach}, outputs, "close:1e-5")


def runs_of(labels):
    """Label, row, first column and column after the last of each run, in reading order."""
    found = []
    for y, row in enumerate(labels.astype(np.int64)):
        turns = np.flatnonzero(np.diff(row, prepend=-1, append=-1))
        found += [(row[left], y, left, right) for left, right in zip(turns[:-1], turns[1:]) if row[left] > 0]
    return np.array(found)


def objects_of(labels, rows):
    names, areas = np.unique(labels[labels > 0], return_counts=True)
    boxes = [(x.min(), y.min(), x.max() + 1, y.max() + 1) for y, x in (np.nonzero(labels == name) for name in names)]
    ordered = rows[np.argsort(rows[:, 0], kind="stable")]
    starts = np.searchsorted(ordered[:, 0], np.append(names.astype(np.int64), 2**33))
    return {"labels": names, "areas": areas, "boxes": boxes, "starts": starts, "y": ordered[:, 1], "x0": ordered[:, 2], "x1": ordered[:, 3]}


def neighbours_of(labels, reach):
    names = np.arange(1, labels.max() + 1)
    centres = np.array(ndimage.center_of_mass(labels > 0, labels, names))
    distances, nearest = spatial.KDTree(centres).query(centres, k=3)
    dy, dx = (centres[nearest[:, 1]] - centres).T
    grown = grow(labels, reach)
    met, touching = [], []
    for name in names:
        own, other = grown == name, (grown > 0) & (grown != name)
        outline = own & ~ndimage.binary_erosion(own)
        near = ndimage.binary_dilation(own, np.ones((3, 3)))
        met.append(len(np.unique(grown[near & other])))
        touching.append((outline & ndimage.binary_dilation(other, np.ones((3, 3)))).sum() / outline.sum())
    return {
        "neighbours": np.array(met, float),
        "touching_share": np.array(touching),
        "nearest_distance": distances[:, 1],
        "nearest_angle": np.arctan2(dy, dx),
        "second_distance": distances[:, 2],
    }


def grow(labels, reach):
    """Each pixel within reach belongs to the nearest object's pixel, of equally near ones to the leftmost, then the uppermost."""
    places, all_places = np.argwhere(labels > 0), np.argwhere(labels >= 0)
    # In this order the first of the nearest is the right one.
    places = places[np.lexsort((places[:, 0], places[:, 1]))]
    away = spatial.distance.cdist(all_places, places, "sqeuclidean")
    nearest = places[away.argmin(axis=1)]
    grown = np.where(away.min(axis=1) <= reach**2, labels[nearest[:, 0], nearest[:, 1]], 0)
    return grown.reshape(labels.shape)
