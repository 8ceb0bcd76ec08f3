"""What lines and outlines tell of objects."""

import numpy as np
import pictures
from scipy import ndimage, spatial
from scipy.sparse import csgraph, csr_array
from skimage import measure, morphology


def make(cases):
    mask = pictures.mask(height=60, width=70)
    labels = measure.label(mask, connectivity=2).astype(np.uint16)
    skeletons(cases, mask)
    depths(cases, labels)
    outlines(cases)
    forms(cases, labels)


def skeletons(cases, mask):
    grid = np.zeros((20, 20), np.uint8)
    grid[3, 2:18] = grid[2:18, 9] = grid[12, 4:15] = 1
    grid[np.arange(13, 19), np.arange(10, 16)] = 1
    for name, skeleton in {"drawn": grid, "thinned": morphology.skeletonize(mask).astype(np.uint8)}.items():
        length, ends, branches = walk(skeleton)
        outputs = {"length": length, "ends": ends, "branches": branches}
        cases.add(f"skeleton_{name}", "scipy.sparse.csgraph of a skeleton", {"skeleton": skeleton}, {}, outputs, "close:1e-4")


def walk(skeleton):
    """Length, ends and branches of the graph of its pixels; a slanted step counts where no pixel is a straight step from both."""
    places = np.argwhere(skeleton)
    apart = ((places[:, None] - places[None]) ** 2).sum(axis=-1)
    straight = (apart == 1).astype(int)
    slanted = ((apart == 2) & (straight @ straight == 0)).astype(int)
    degree = (straight + slanted).sum(axis=1)
    meeting = degree > 2
    near = csr_array((apart <= 2)[np.ix_(meeting, meeting)])
    branches = csgraph.connected_components(near)[0] if meeting.any() else 0
    return straight.sum() / 2 + slanted.sum() / 2 * np.sqrt(2), int((degree == 1).sum()), int(branches)


def depths(cases, labels):
    rows = []
    for label in range(1, labels.max() + 1):
        filled = ndimage.binary_fill_holes(np.pad(labels == label, 1))
        depth = ndimage.distance_transform_edt(filled)[filled]
        rows.append([depth.max(), depth.mean(), depth.std(), depth.max() / depth.mean(), depth.size / depth.max() ** 2])
    names = ["depth_max", "depth_mean", "depth_std", "depth_ratio", "slimness"]
    outputs = {name: np.array(column) for name, column in zip(names, np.array(rows).T)}
    cases.add("thickness", "scipy.ndimage.distance_transform_edt of each object", {"labels": labels}, {}, outputs, "close:1e-4")


def outlines(cases):
    """Parts are joined at corners, holes are not: areas inside the rings, and how many edges of pixels they have."""
    mask = (pictures.grey(height=30, width=34, seed=5) > 0.5).astype(np.uint8)
    mask[2, 2], mask[3, 3], mask[20:27, 20:27], mask[22, 22], mask[23, 23], mask[24, 25] = 1, 1, 1, 0, 0, 0
    parts, count = ndimage.label(mask, np.ones((3, 3)))
    outer, holes, edges = [], [], 0
    for number in range(1, count + 1):
        part = np.pad(parts == number, 1)
        filled = ndimage.binary_fill_holes(part)
        gaps, gap_count = ndimage.label(filled & ~part)
        outer.append(filled.sum())
        holes.extend(ndimage.sum_labels(np.ones_like(gaps), gaps, np.arange(1, gap_count + 1)))
        edges += sum(int(np.abs(np.diff(part.astype(int), axis=axis)).sum()) for axis in (0, 1))
    outputs = {"outer": np.array(outer, np.int32), "holes": np.sort(np.array(holes, np.int32)), "edges": edges}
    cases.add("outlines", "scipy.ndimage.label of parts and holes", {"mask": mask}, {}, outputs, "exact")


def forms(cases, labels):
    rows = [form_of(measured) for measured in measure.regionprops(labels)]
    outputs = {name: np.array([row[name] for row in rows], float) for name in rows[0]}
    # A pixel alone, or a few in a row, have no perimeter.
    around = np.array([measured.perimeter for measured in measure.regionprops(labels)])
    outputs["circularity"] = np.divide(4 * np.pi * np.bincount(labels.flat)[1:], around**2, out=np.full(len(rows), np.nan), where=around > 0)
    cases.add("form", "skimage.measure.regionprops, and the definitions of the columns", {"labels": labels}, {}, outputs, "close:1e-3")


def form_of(measured):
    image = measured.image
    widest = measured.feret_diameter_max
    narrowest = narrowest_of(image)
    length, ends, branches = walk(morphology.skeletonize(np.pad(image, 1)))
    return {
        "feret_diameter_min": narrowest,
        "feret_ratio": narrowest / widest,
        "compactness": measured.perimeter_crofton**2 / (4 * np.pi * measured.area),
        "roundness": 4 * measured.area / (np.pi * widest**2),
        "symmetry": symmetry_of(image),
        "fractal_dimension": boxes_of(image),
        "skeleton_length": length,
        "skeleton_ends": ends,
        "skeleton_branches": branches,
    }


def narrowest_of(image):
    """Between the outermost midpoints of the pixels' edges, over all directions of the hull's own edges."""
    middles = np.concatenate([np.argwhere(image) + step for step in [(0.5, 0), (-0.5, 0), (0, 0.5), (0, -0.5)]])
    corners = middles[spatial.ConvexHull(middles).vertices]
    sides = np.roll(corners, -1, axis=0) - corners
    normals = np.stack([-sides[:, 1], sides[:, 0]], axis=1) / np.linalg.norm(sides, axis=1)[:, None]
    return np.ptp(corners @ normals.T, axis=0).min()


def symmetry_of(image):
    places = np.argwhere(image)
    twice = np.floor(2 * places.mean(axis=0) + 0.5).astype(int)
    own = {tuple(place) for place in places}
    both = sum(tuple(twice - place) in own for place in places)
    return both / (2 * len(own) - both)


def boxes_of(image):
    outline = image & ~ndimage.binary_erosion(image)
    places = np.argwhere(outline)
    sides = np.array([2, 4, 8, 16])
    counts = [len(np.unique(places // side, axis=0)) for side in sides]
    return -np.polyfit(np.log(sides), np.log(counts), 1)[0]
