"""Light, background and contrast."""

import numpy as np
import pictures
from scipy import ndimage
from skimage import filters


def make(cases):
    image, other = pictures.u8(), pictures.f32()
    contrast(cases, image)
    stretches(cases, {"u8": image, "u16": pictures.u16(), "f32": other})
    blurred(cases, {"u8": image, "f32": (other + 2).astype(np.float32)})
    masked(cases, image)
    fields(cases)
    stripes(cases, other)
    curves(cases, image)


def contrast(cases, image):
    """A pixel is an object's when it stands out from the background's mean, and from the contrast of the window round it."""
    for name, side, threshold, scale, window, local in (("bright", 1, 140, 0.8, 7, 1.1), ("dark", -1, 90, 0.7, 5, 0.9), ("plain", 1, 140, 1, 1, 0)):
        rest = image[image <= threshold] if side > 0 else image[image > threshold]
        mean = rest.mean()
        limit = threshold if scale == 1 else mean + scale * (threshold - mean)
        mask = image > limit if side > 0 else image <= limit
        above = side * (image - mean)
        if window > 1:
            sums, ones = (ndimage.uniform_filter(values, window, mode="constant") for values in (above, np.ones(image.shape)))
            mask &= above > local * sums / ones
        params = {"objects": "bright" if side > 0 else "dark", "threshold": threshold, "scale": scale, "window": window, "local": local}
        cases.add(f"contrast_{name}", "scipy.ndimage.uniform_filter of contrast", {"image": image}, params, {"mask": mask}, "exact")


def stretches(cases, images):
    for dtype, image in images.items():
        for output in ("uint8", "same"):
            low, high = np.quantile(image.astype(float), (0.02, 0.97))
            top = 1.0 if output == "same" and dtype == "f32" else np.iinfo(np.uint8 if output == "uint8" else image.dtype).max
            grey = np.interp(image.astype(float), (low, high), (0, top))
            whole = output == "uint8" or dtype != "f32"
            params = {"low": 0.02, "high": 0.97, "output": output}
            outputs = {"image": np.floor(grey + 0.5).astype(np.uint16) if whole else grey}
            tolerance = "exact" if whole else "close:1e-6"
            cases.add(f"stretch_{dtype}_{output}", "numpy.interp between numpy.quantile", {"image": image}, params, outputs, tolerance)


def blurred(cases, images):
    for dtype, image in images.items():
        light = filters.gaussian(image.astype(float), 5, mode="reflect", preserve_range=True)
        for mode, even in {"divide": image / light * light.mean(), "subtract": image - light + light.mean()}.items():
            whole = dtype != "f32"
            outputs = {"image": np.clip(np.floor(even + 0.5), 0, 255).astype(np.uint8) if whole else even}
            params = {"sigma": 5, "mode": mode}
            cases.add(f"leong_{dtype}_{mode}", "skimage.filters.gaussian as light", {"image": image}, params, outputs, "close:1" if whole else "close:1e-5")


def masked(cases, image):
    """Normalised convolution over growing distances fills the objects; then a blur, and the blur of what it left."""
    objects = pictures.mask()
    sigma, reach = 4.0, 1.0
    known = (objects == 0).astype(float)
    filled = np.where(known > 0, image, np.nan)
    blur = lambda values, width: ndimage.gaussian_filter(values, width, mode="reflect", truncate=4)
    while np.isnan(filled).any():
        shares = blur(known, reach)
        near = np.isnan(filled) & (shares > 0.05)
        filled[near] = (blur(image * known, reach) / np.where(shares > 0, shares, 1))[near]
        reach *= 2
    once = blur(filled, sigma)
    light = once + blur(filled - once, sigma)
    inputs = {"image": image, "objects": objects}
    cases.add("masked_light", "scipy.ndimage.gaussian_filter, normalised", inputs, {"sigma": sigma}, {"light": light}, "close:1e-3")


def fields(cases):
    y, x = np.mgrid[:24, :30]
    light = 1 - 0.4 * (np.hypot(y - 12, x - 15) / 20) ** 2
    rng = np.random.default_rng(20261121)
    frames = np.stack([np.round(light * level + rng.normal(0, 1, light.shape)) for level in (150, 170, 190, 160, 180)]).astype(np.uint8)
    frames[1, 4:10, 6:13] = frames[3, 12:19, 18:26] = 20
    step = 4
    squares = [[[np.median(frame[y : y + step, x : x + step]) for x in range(0, 30, step)] for y in range(0, 24, step)] for frame in frames]
    samples = np.array([square / np.median(square) for square in np.array(squares)])
    for k in (0, 1):
        cases.add(f"light_of_frame_{k}", "numpy.median of squares", {"image": frames[k]}, {"step": step}, {"samples": samples[k]}, "close:1e-6")
    samples = samples.astype(np.float32)
    field = common(samples.astype(float))
    cases.add("flat_field", "temporal median without outliers, frame by frame", {"samples": samples}, {"smoothing": 0}, {"field": field}, "close:1e-5")
    grid = field.astype(np.float32)
    places = [(np.arange(length) + 0.5) / step - 0.5 for length in (24, 30)]
    drawn = ndimage.map_coordinates(grid.astype(float), np.meshgrid(*places, indexing="ij"), order=1, mode="nearest")
    cases.add("flat_field_drawn", "scipy.ndimage.map_coordinates", {"field": grid}, {"step": step, "size": [24, 30]}, {"light": drawn}, "close:1e-5")


def common(samples):
    scales = np.ones(len(samples))
    for _ in range(5):
        field = np.zeros(samples.shape[1:])
        for place in np.ndindex(field.shape):
            values = samples[(slice(None), *place)] * scales
            for _ in range(5):
                middle = np.median(values)
                spread = np.median(np.abs(values - middle)) / 0.6745
                near = values[np.abs(values - middle) <= max(2.5 * spread, 1e-6 * abs(middle))]
                if len(near) == len(values):
                    break
                values = near
            field[place] = values.mean()
        scales = np.array([np.median(field / sample) for sample in samples])
    return field / field.mean()


def stripes(cases, image):
    for axis, direction in enumerate(("rows", "columns")):
        above = image - ndimage.gaussian_filter1d(image.astype(float), 2.5, axis=axis, mode="nearest", truncate=4)
        offsets = np.median(above, axis=1 - axis)
        even = image - np.expand_dims(offsets, 1 - axis)
        params = {"direction": direction, "sigma": 2.5}
        cases.add(f"stripes_{direction}", "scipy.ndimage.gaussian_filter1d, numpy.median", {"image": image}, params, {"offsets": offsets, "image": even}, "close:1e-5")


def curves(cases, image):
    start, end = np.array([20.0, 60, 61, 200]), np.array([0.0, 100, 20, 1])
    found = np.interp(image, start, end)
    cases.add("curve", "numpy.interp", {"image": image}, {"from": start.tolist(), "to": end.tolist()}, {"image": found}, "close:1e-5")
    values, counts = np.unique(image, return_counts=True)
    shares = [0.013, 0.1, 0.333, 0.5, 0.77, 0.99]
    ends = np.cumsum(counts) / image.size
    # A value stands for all from half a step below it to half a step above.
    steps = np.ravel(np.stack([np.concatenate([[0], ends[:-1]]), ends], axis=1))
    knots = np.interp(shares, steps, np.ravel(np.stack([values - 0.5, values + 0.5], axis=1)))
    cases.add("knots", "numpy.interp of numpy.cumsum", {"image": image}, {"shares": shares}, {"knots": knots}, "close:1e-4")
    outputs = {"values": values.astype(np.float32), "shares": np.cumsum(counts) / image.size}
    cases.add("shares", "numpy.unique", {"image": image}, {}, outputs, "close:1e-6")
