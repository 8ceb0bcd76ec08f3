"""The measures of ZooProcess, by the definitions of ImageJ."""

import numpy as np
from definitions.outlines import boxes_of
from scipy import ndimage, spatial, stats

RIGHT, DOWN, LEFT, UP = (1, 0), (0, 1), (-1, 0), (0, -1)


def measure(exact, image):
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
    found = {
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
    around = perimeter_of(filled)
    counts = np.cumsum(np.bincount(values.astype(int)))
    found |= {
        "perim.": around,
        "circ.": min(1, 4 * np.pi * len(x) / around**2),
        "fractal": boxes_of(filled[top : y.max() + 1, left : x.max() + 1]),
        **{f"histcum{k}": np.argmax(counts >= k / 4 * len(x)) - 1 for k in (1, 2, 3)},
    }
    return found | derived_from(found)


def derived_from(found):
    apart = np.hypot(found["xm"] - found["x"], found["ym"] - found["y"])
    side = np.sqrt(found["area_exc"])
    ratios = {
        "meanpos": (found["mean"] - found["max"], found["mean"] - found["min"]),
        "centroids": (apart, 1),
        "cv": (100 * found["stddev"], found["mean"]),
        "sr": (100 * found["stddev"], found["range"]),
        "perimareaexc": (found["perim."], side),
        "feretareaexc": (found["feret"], side),
        "perimferet": (found["perim."], found["feret"]),
        "perimmajor": (found["perim."], found["major"]),
        "circex": (4 * np.pi * found["area_exc"], found["perim."] ** 2),
        "cdexc": (apart, side),
    }
    return {name: above / below if below != 0 else np.nan for name, (above, below) in ratios.items()}


def perimeter_of(mask):
    """The length of the sides of the outline, less 2 - sqrt(2) for each corner that PolygonRoi.getTracedPerimeter counts."""
    sides = sides_of(mask)
    corners, corner = 0, False
    for length in sides:
        corner = length > 1 or not corner
        corners += corner
    return sum(sides) - corners * (2 - np.sqrt(2))


def sides_of(mask):
    """Straight sides of the outer outline, clockwise from the upper left corner of the first pixel; diagonal pixels are joined."""
    away = {}
    for y, x in np.argwhere(mask):
        for (dx, dy), start, step in ((UP, (x, y), RIGHT), (RIGHT, (x + 1, y), DOWN), (DOWN, (x + 1, y + 1), LEFT), (LEFT, (x, y + 1), UP)):
            inside = 0 <= y + dy < mask.shape[0] and 0 <= x + dx < mask.shape[1]
            if not (inside and mask[y + dy, x + dx]):
                away.setdefault((int(start[0]), int(start[1])), []).append(step)
    y, x = np.argwhere(mask)[0]
    first = place = (int(x), int(y))
    step, length, sides = RIGHT, 0, []
    while not sides or place != first or step != RIGHT:
        place, length = (place[0] + step[0], place[1] + step[1]), length + 1
        # Where two lead away, the left one of them stays with the object across the corner.
        onward = (step[1], -step[0]) if len(away[place]) == 2 else away[place][0]
        if onward != step:
            sides.append(length)
            length = 0
        step = onward
    return sides
