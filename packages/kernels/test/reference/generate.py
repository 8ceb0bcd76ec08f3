"""Make the reference values beside this file with scikit-image 0.26, scipy 1.17 and numpy 2.4. Run by hand, never in CI."""

import json
import pathlib

import numpy as np
import scipy.ndimage as ndi
from skimage import exposure, feature, filters, measure, morphology, segmentation

here = pathlib.Path(__file__).parent
rng = np.random.default_rng(20261121)


def write(name, **values):
    def plain(value):
        return value.tolist() if isinstance(value, (np.ndarray, np.generic)) else value

    (here / f"{name}.json").write_text(json.dumps({k: plain(v) for k, v in values.items()}, separators=(",", ":")) + "\n")


def blobs(height, width):
    noise = ndi.gaussian_filter(rng.normal(size=(height, width)), 2)
    return (noise - noise.min()) / (noise.max() - noise.min())


grey = blobs(40, 48)
u8 = np.round(grey * 255).astype(np.uint8)
u16 = np.round(grey * 4000 + 300).astype(np.uint16)
f32 = (grey * 3 - 1).astype(np.float32)
mask = u8 > 140

write(
    "exposure",
    width=48,
    u8=u8.ravel(),
    u16=u16.ravel(),
    f32=np.round(f32.astype(float), 6).ravel(),
    otsu=[float(filters.threshold_otsu(im)) for im in (u8, u16, np.round(f32.astype(float), 6).astype(np.float32))],
    triangle=[float(filters.threshold_triangle(im)) for im in (u8, u16, np.round(f32.astype(float), 6).astype(np.float32))],
    quantiles=[[float(np.quantile(im.astype(float), q)) for q in (0, 0.02, 0.333, 0.5, 0.98, 1)] for im in (u8, u16, np.round(f32.astype(float), 6).astype(np.float32))],
    f32_counts=exposure.histogram(np.round(f32.astype(float), 6).astype(np.float32), nbins=256)[0],
)
write(
    "filters",
    width=48,
    u8=u8.ravel(),
    gaussian={
        f"{mode}-{sigma}": np.round(filters.gaussian(u8.astype(float), sigma, mode=mode, truncate=4, preserve_range=True), 2).ravel().tolist()
        for mode in ("reflect", "nearest")
        for sigma in (0.7, 3, 25)
        if (mode, sigma) != ("reflect", 0.7)
    },
    median_disk2=filters.median(u8, morphology.disk(2), mode="nearest").ravel(),
    median_square3=filters.median(u8, np.ones((3, 3)), mode="nearest").ravel(),
)
footprints = {"disk3": morphology.disk(3), "square5": np.ones((5, 5), np.uint8)}
write(
    "morphology",
    width=48,
    u8=u8.ravel(),
    mask=mask.astype(int).ravel(),
    **{
        f"{name}-{shape}": getattr(morphology, name)(u8, footprint).ravel()
        for name in ("dilation", "erosion", "opening", "closing")
        for shape, footprint in footprints.items()
    },
    distance=np.round(ndi.distance_transform_edt(mask), 5).ravel(),
    filled=ndi.binary_fill_holes(mask).astype(int).ravel(),
)
distance = ndi.distance_transform_edt(mask)
markers = measure.label(distance == morphology.dilation(distance, np.ones((5, 5)))) * mask
surface = 255 - u8
write(
    "watershed",
    width=48,
    mask=mask.astype(int).ravel(),
    markers=markers.ravel(),
    surface=surface.ravel(),
    four=segmentation.watershed(surface, markers, mask=mask).ravel(),
    eight=segmentation.watershed(surface, markers, mask=mask, connectivity=2).ravel(),
    distance=np.round(distance, 5).ravel(),
    by_distance=segmentation.watershed(-np.round(distance, 5).astype(np.float32), markers, mask=mask).ravel(),
    peaks=sorted(map(list, feature.peak_local_max(u8, min_distance=4, exclude_border=False).tolist())),
)
rough = rng.integers(0, 16, size=(24, 30))
seeds = np.zeros((24, 30), int)
places = rng.choice(seeds.size, 12, replace=False)
seeds.ravel()[places] = np.arange(1, 13)
# Markers of one height have no order of their own there, so theirs all differ.
rough.ravel()[places] = np.arange(12)
write(
    "watershed-rough",
    width=30,
    surface=rough.ravel(),
    markers=seeds.ravel(),
    four=segmentation.watershed(rough, seeds).ravel(),
    eight=segmentation.watershed(rough, seeds, connectivity=2).ravel(),
)
