"""Small levels of images, grey values at their edges, and curves from a few knots."""

import numpy as np
import pictures
from scipy import ndimage
from skimage import exposure, morphology
from skimage.util.dtype import dtype_limits


def make_exposure(cases):
    image = pictures.f32()
    counts, centres = exposure.histogram(image, nbins=256)
    outputs = {"counts": counts.astype(np.uint32), "centres": centres}
    cases.add("histogram_f32", "skimage.exposure.histogram", {"image": image}, {}, outputs, "close:1e-6")
    holed = image.copy()
    holed[::5, ::3], holed[3, 4], holed[4, 4] = np.nan, np.inf, -np.inf
    outputs = {"mean": float(holed[np.isfinite(holed)].astype(float).mean())}
    cases.add("finite_mean", "numpy.mean of numpy.isfinite", {"image": holed}, {}, outputs, "close:1e-6")
    for low, high in ((0.02, 0.97), (0, 1)):
        numbers = np.where(np.isinf(holed), 0, holed)
        outputs = {"limits": np.nanquantile(numbers.astype(float), [low, high])}
        cases.add(f"finite_quantiles_{low}", "numpy.nanquantile", {"image": numbers}, {"low": low, "high": high}, outputs, "close:1e-6")
    for dtype in ("uint8", "int8", "uint16", "int16", "uint32", "int32", "float32", "float64"):
        whole = np.issubdtype(dtype, np.integer)
        low, high = (np.iinfo(dtype).min, np.iinfo(dtype).max) if whole else dtype_limits(np.zeros(1, dtype), clip_negative=True)
        cases.add(f"range_{dtype}", "numpy.iinfo, skimage.util.dtype_limits", {}, {"dtype": dtype}, {"low": float(low), "high": float(high)}, "exact")
    borders(cases)
    knots(cases)
    levels(cases)


def borders(cases):
    """The rarer side of a threshold on the outermost rows and columns; of equal ones the dark one."""
    images = {"all": pictures.u8(), "row": pictures.u8()[:1], "pixel": pictures.u8()[:1, :1]}
    images["gaps"] = np.where(pictures.mask(seed=4) > 0, pictures.f32() * 90, np.nan).astype(np.float32)
    for name, image in images.items():
        ring = np.ones(image.shape, bool)
        ring[1:-1, 1:-1] = False
        thresholds = [20, 60, 100, 110, 120, 130, 150, 200]
        bright = [int((image[ring] > threshold).sum() < (image[ring] <= threshold).sum()) for threshold in thresholds]
        outputs = {"bright": np.array(bright, np.uint8)}
        cases.add(f"rarer_{name}", "numpy.greater on the border", {"image": image}, {"thresholds": thresholds}, outputs, "exact")


def knots(cases):
    """Linear between the knots, at the slope of the whole for as far again, then level; of equal knots the first counts."""
    values = np.linspace(-300, 700, 401).astype(np.float32)[None]
    drawn = {
        "rising": ([10, 20, 50, 90, 200], [0, 40, 41, 100, 110]),
        "repeated": ([10, 20, 20, 20, 200, 200], [5, 30, 60, 70, 80, 90]),
        "constant": ([7, 7, 7, 7], [1, 2, 3, 4]),
    }
    for name, (start, end) in drawn.items():
        span, reach = start[-1] - start[0], end[-1] - end[0]
        firsts = np.unique(start, return_index=True)[1]
        x = [start[0] - span, *np.take(start, firsts), start[-1] + span]
        y = [end[0] - reach, *np.take(end, firsts), end[-1] + reach]
        found = np.interp(values, x, y) if span > 0 else np.full(values.shape, end[(len(end) - 1) // 2])
        params = {"from": start, "to": end}
        cases.add(f"knot_curve_{name}", "numpy.interp between knots", {"values": values}, params, {"found": found}, "close:1e-4")


def levels(cases):
    """One pixel of each block, at the place that the hash lowbias32 of the block's number names."""
    image = pictures.u16(height=37, width=50)
    for side in (50, 20, 7, 1):
        block = 1
        while -(-max(image.shape) // block) > side:
            block *= 2
        small = np.zeros([-(-length // block) for length in image.shape], image.dtype)
        for number, (y, x) in enumerate(np.ndindex(small.shape)):
            part = image[y * block : (y + 1) * block, x * block : (x + 1) * block]
            drawn = lowbias32(number)
            small[y, x] = part[(drawn >> 16) % part.shape[0], (drawn & 0xFFFF) % part.shape[1]]
        cases.add(f"small_level_{side}", "lowbias32 of each block", {"image": image}, {"side": side}, {"image": small}, "exact")


def lowbias32(number):
    bits = (number ^ number >> 16) * 0x7FEB352D & 0xFFFFFFFF
    bits = (bits ^ bits >> 15) * 0x846CA68B & 0xFFFFFFFF
    return bits ^ bits >> 16


def make_footprints(cases):
    image = pictures.f32()
    for shape in ("disk", "square"):
        for radius in (0, 1, 4, 9):
            array = morphology.disk(radius) if shape == "disk" else morphology.footprint_rectangle((2 * radius + 1, 2 * radius + 1))
            chords = (array[radius:].sum(axis=1) - 1) // 2
            params = {"footprint": f"{shape}{radius if shape == 'disk' else 2 * radius + 1}"}
            cases.add(f"chords_{shape}_{radius}", "skimage.morphology.disk, footprint_rectangle", {}, params, {"chords": chords.astype(np.uint8)}, "exact")
            for name, of, outside in (("maximum", ndimage.maximum_filter, -np.inf), ("minimum", ndimage.minimum_filter, np.inf)):
                found = of(image.astype(float), footprint=array, mode="constant", cval=outside)
                cases.add(f"{name}_{shape}_{radius}", f"scipy.ndimage.{name}_filter", {"image": image}, params, {"image": found}, "exact")
