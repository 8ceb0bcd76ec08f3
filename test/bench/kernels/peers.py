"""Times the peers' kernels of one family on the arrays of the scene, in one thread: peers.py FOLDER FAMILY; prints JSON."""

import json
import sys
import time
from pathlib import Path

import cv2
import numpy as np
import scipy
import skimage
import sklearn
from scipy import ndimage
from sklearn.ensemble import RandomForestClassifier

cv2.setNumThreads(1)
SIDE = 4096
RUNS = 5
ENOUGH_SECONDS = 4
LONG_SECONDS = 2.5
FOLDER = Path(sys.argv[1])

grey = np.fromfile(FOLDER / "grey.u8", np.uint8).reshape(SIDE, SIDE)


def lazily(make):
    made = []

    def get():
        if not made:
            made.append(make())
        return made[0]

    return get


real = lazily(lambda: (grey / np.float32(255)).astype(np.float32))
mask = lazily(lambda: grey > skimage.filters.threshold_otsu(grey))
bytes_of_mask = lazily(lambda: mask().astype(np.uint8))
distance = lazily(lambda: cv2.distanceTransform(bytes_of_mask(), cv2.DIST_L2, cv2.DIST_MASK_PRECISE))
labels = lazily(lambda: skimage.measure.label(mask(), connectivity=2))
markers = lazily(lambda: skimage.measure.label(distance() > 4, connectivity=2))
colour = lazily(lambda: np.ascontiguousarray(np.moveaxis(np.fromfile(FOLDER / "colour.u8", np.uint8).reshape(3, SIDE, SIDE), 0, 2)))
inverse = lazily(lambda: np.ascontiguousarray(np.repeat(255 - grey[..., None], 3, axis=2)))
surface = lazily(lambda: -distance())
seeds = lazily(lambda: markers().astype(np.int32))
lowered = lazily(lambda: np.maximum(grey, 40) - 40)
disk = skimage.morphology.disk(8)
PROPERTIES = (
    "label bbox area area_filled area_convex centroid perimeter perimeter_crofton eccentricity axis_major_length axis_minor_length "
    "orientation solidity extent equivalent_diameter_area feret_diameter_max euler_number moments_hu "
    "intensity_mean intensity_min intensity_max"
).split()
SUMMED = "area area_convex area_filled perimeter perimeter_crofton solidity feret_diameter_max moments_hu-0 intensity_mean".split()
TEXTURED = 500


def haralick():
    contrast = 0.0
    angles = [0, np.pi / 4, np.pi / 2, 3 * np.pi / 4]
    names = "ASM contrast correlation variance homogeneity mean entropy".split()
    for one in ndimage.find_objects(labels())[:TEXTURED]:
        matrix = skimage.feature.graycomatrix(grey[one], [1], angles, levels=256, symmetric=True, normed=True)
        values = {name: skimage.feature.graycoprops(matrix, name) for name in names}
        contrast += values["contrast"].sum()
    return contrast / TEXTURED


def labels_with_places():
    count, _, _, centroids = cv2.connectedComponentsWithStats(bytes_of_mask(), connectivity=8)
    return centroids[1:, 0].sum() / (count - 1)


def rotated():
    turn = cv2.getRotationMatrix2D(((SIDE - 1) / 2, (SIDE - 1) / 2), 10, 1)
    return cv2.warpAffine(grey, turn, (SIDE, SIDE), flags=cv2.INTER_LINEAR)


def regions():
    table = skimage.measure.regionprops_table(labels(), grey, PROPERTIES)
    return sum(float(table[name].sum()) for name in SUMMED)


def sobel():
    x = cv2.Sobel(real(), cv2.CV_32F, 1, 0, borderType=cv2.BORDER_REFLECT)
    y = cv2.Sobel(real(), cv2.CV_32F, 0, 1, borderType=cv2.BORDER_REFLECT)
    return float((cv2.magnitude(x, y) * np.float32(np.sqrt(2) / 8)).mean())


def sobel_timed():
    x = cv2.Sobel(real(), cv2.CV_32F, 1, 0, borderType=cv2.BORDER_REFLECT)
    y = cv2.Sobel(real(), cv2.CV_32F, 0, 1, borderType=cv2.BORDER_REFLECT)
    return cv2.magnitude(x, y)


half = lazily(lambda: np.ascontiguousarray(real().reshape(-1)[: 2048 * 2048].reshape(2048, 2048)))
mean = lambda result: float(np.mean(result, dtype=np.float64))
first = lambda result: float(result)
none = None

EXPOSURE = [
    ("histogram", "scikit-image", lambda: skimage.exposure.histogram(grey), lambda r: float((r[0] * r[1]).sum() / grey.size)),
    ("histogram", "opencv", lambda: cv2.calcHist([grey], [0], None, [256], [0, 256]), none),
    ("Otsu and threshold", "scikit-image", lambda: grey > skimage.filters.threshold_otsu(grey), mean),
    ("Otsu and threshold", "opencv", lambda: cv2.threshold(grey, 0, 1, cv2.THRESH_BINARY | cv2.THRESH_OTSU)[1], mean),
    ("CLAHE", "scikit-image", lambda: skimage.exposure.equalize_adapthist(grey, clip_limit=0.01), mean),
    ("CLAHE", "opencv", lambda: cv2.createCLAHE(2.56, (8, 8)).apply(grey), none),
    ("equalize", "scikit-image", lambda: skimage.exposure.equalize_hist(grey), mean),
    ("equalize", "opencv", lambda: cv2.equalizeHist(grey), none),
]
FILTERS = [
    ("gaussian sigma 2, f32", "scikit-image", lambda: skimage.filters.gaussian(real(), 2, mode="reflect"), mean),
    ("gaussian sigma 2, f32", "opencv", lambda: cv2.GaussianBlur(real(), (0, 0), 2, borderType=cv2.BORDER_REFLECT), mean),
    ("gaussian sigma 50, f32", "scikit-image", lambda: skimage.filters.gaussian(real(), 50, mode="reflect"), mean),
    ("gaussian sigma 50, f32", "opencv", lambda: cv2.GaussianBlur(real(), (0, 0), 50, borderType=cv2.BORDER_REFLECT), mean),
    ("median 5 x 5, u8", "scikit-image", lambda: skimage.filters.median(grey, np.ones((5, 5), bool)), mean),
    ("median 5 x 5, u8", "opencv", lambda: cv2.medianBlur(grey, 5), mean),
    ("sobel, f32", "scikit-image", lambda: skimage.filters.sobel(real()), mean),
    ("sobel, f32", "opencv", sobel_timed, lambda r: mean(r) * np.sqrt(2) / 8),
    ("adaptive threshold, mean of 31 x 31", "scikit-image", lambda: skimage.filters.threshold_local(grey, 31, "mean"), mean),
    ("adaptive threshold, mean of 31 x 31", "opencv", lambda: cv2.adaptiveThreshold(grey, 1, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY, 31, 0), none),
    ("corners, sigma 1", "scikit-image", lambda: skimage.feature.corner_shi_tomasi(real(), 1), none),
]
MORPHOLOGY = [
    ("opening disk 8, u8", "scikit-image", lambda: skimage.morphology.opening(grey, disk), mean),
    ("opening disk 8, u8", "opencv", lambda: cv2.morphologyEx(grey, cv2.MORPH_OPEN, disk), mean),
    ("erosion 7 x 7, u8", "scikit-image", lambda: skimage.morphology.erosion(grey, np.ones((7, 7), np.uint8)), mean),
    ("erosion 7 x 7, u8", "opencv", lambda: cv2.erode(grey, np.ones((7, 7), np.uint8)), mean),
    ("dilation disk 3, f32", "scikit-image", lambda: skimage.morphology.dilation(real(), skimage.morphology.disk(3)), mean),
    ("dilation disk 3, f32", "opencv", lambda: cv2.dilate(real(), skimage.morphology.disk(3)), mean),
    ("exact distance", "scikit-image", lambda: ndimage.distance_transform_edt(mask()), mean),
    ("exact distance", "opencv", lambda: cv2.distanceTransform(bytes_of_mask(), cv2.DIST_L2, cv2.DIST_MASK_PRECISE), mean),
    ("fill holes", "scikit-image", lambda: ndimage.binary_fill_holes(mask()), mean),
    ("skeleton", "scikit-image", lambda: skimage.morphology.skeletonize(mask()), mean),
    ("reconstruction, u8", "scikit-image", lambda: skimage.morphology.reconstruction(lowered(), grey), mean),
]
SEGMENTATION = [
    ("label", "scikit-image", lambda: skimage.measure.label(mask(), connectivity=2), lambda r: int(r.max())),
    ("label", "opencv", lambda: cv2.connectedComponents(bytes_of_mask(), connectivity=8)[1], lambda r: int(r.max())),
    ("label with box, area and centroid", "opencv", labels_with_places, first),
    ("masked watershed", "scikit-image", lambda: skimage.segmentation.watershed(surface(), markers(), mask=mask()), mean),
    ("watershed of the whole image, u8", "opencv", lambda: cv2.watershed(inverse(), seeds().copy()), none),
    (
        "SLIC, 4,096 superpixels, f32",
        "scikit-image",
        lambda: skimage.segmentation.slic(real(), 4096, 0.1, channel_axis=None, enforce_connectivity=True),
        lambda r: int(r.max()),
    ),
]
MEASURE = [
    ("all properties of the objects", "scikit-image", regions, first),
    (f"Haralick, 4 angles, {TEXTURED} objects", "scikit-image", haralick, first),
]
TRANSFORM = [
    ("grey of colour, u8", "opencv", lambda: cv2.cvtColor(colour(), cv2.COLOR_RGB2GRAY), none),
    ("HSV, u8", "opencv", lambda: cv2.cvtColor(colour(), cv2.COLOR_RGB2HSV), none),
    ("HSV, u8", "scikit-image", lambda: skimage.color.rgb2hsv(colour()), none),
    ("Lab, u8", "opencv", lambda: cv2.cvtColor(colour(), cv2.COLOR_RGB2Lab), lambda r: mean(r[..., 0]) * 100 / 255),
    ("Lab, u8", "scikit-image", lambda: skimage.color.rgb2lab(colour()), lambda r: mean(r[..., 0])),
    ("resize to 3,000, linear, f32", "opencv", lambda: cv2.resize(real(), (3000, 3000), interpolation=cv2.INTER_LINEAR), none),
    ("rotation by 10 degrees, linear, u8", "opencv", rotated, none),
    ("rotation by 10 degrees, linear, u8", "scikit-image", lambda: skimage.transform.rotate(grey, 10, order=1), none),
    ("phase correlation, 2,048 x 2,048", "opencv", lambda: cv2.phaseCorrelate(half(), half()), none),
    ("phase correlation, 2,048 x 2,048", "scikit-image", lambda: skimage.registration.phase_cross_correlation(half(), half()), none),
]
forest = RandomForestClassifier(n_estimators=200, n_jobs=1, random_state=0)
rows = lazily(
    lambda: (np.fromfile(FOLDER / "features.f32", np.float32).reshape(-1, 60), np.fromfile(FOLDER / "classes.u16", np.uint16).astype(int))
)


def single_rows():
    for row in range(20000, 20100):
        forest.predict_proba(rows()[0][row : row + 1])


LEARN = [
    (
        "forest: training of 200 trees",
        "scikit-learn",
        lambda: forest.fit(rows()[0][:20000], rows()[1][:20000]),
        lambda r: float((r.predict(rows()[0][20000:]) == rows()[1][20000:]).mean()),
    ),
    (
        "forest: classes of 20,000 rows",
        "scikit-learn",
        lambda: forest.predict_proba(rows()[0][20000:]),
        lambda r: float((r * r).sum() / len(r)),
    ),
    ("forest: classes of 100 rows, one by one", "scikit-learn", single_rows, none),
]
FAMILIES = {
    "exposure": EXPOSURE,
    "filters": FILTERS,
    "morphology": MORPHOLOGY,
    "segmentation": SEGMENTATION,
    "measure": MEASURE,
    "transform": TRANSFORM,
    "learn": LEARN,
}


def time_case(run, digest):
    """The first run warms up and does not count, unless it is long."""
    for make in (real, mask, bytes_of_mask, distance, surface, markers, seeds, lowered, inverse, labels):
        make()
    seconds, spent, i = [], 0.0, 0
    while i <= RUNS and (spent < ENOUGH_SECONDS or not seconds):
        before = time.process_time()
        result = run()
        taken = time.process_time() - before
        spent += taken
        if i > 0 or taken > LONG_SECONDS:
            seconds.append(taken)
        i += 1
    return {"seconds": sorted(seconds)[len(seconds) // 2], "digest": None if digest is None else digest(result)}


timings = {}
for name, peer, run, digest in FAMILIES[sys.argv[2]]:
    timings.setdefault(name, {})[peer] = time_case(run, digest)
versions = {
    "scikit-image": f"scikit-image {skimage.__version__}, scipy {scipy.__version__}",
    "opencv": f"OpenCV {cv2.__version__}",
    "scikit-learn": f"scikit-learn {sklearn.__version__}",
}
print(json.dumps({"timings": timings, "versions": versions}))
