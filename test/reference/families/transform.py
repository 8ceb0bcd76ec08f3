"""skimage.transform"""

import cv2
import numpy as np
import pictures
from definitions import maps
from skimage import transform
from skimage.measure import label as skimage_label


def make(cases):
    image, other = pictures.u8(), pictures.f32()
    for shape in ((31, 17), (10, 60), (1, 1)):
        resized = transform.resize(image, shape, order=1, mode="reflect", anti_aliasing=False, preserve_range=True)
        params = {"output_shape": list(shape), "order": 1, "anti_aliasing": False, "preserve_range": True}
        cases.add(f"resize_{shape[0]}x{shape[1]}", "skimage.transform.resize", {"image": image}, params, {"image": resized}, "close:1e-4")
    for shape in ((31, 17), (7, 40)):
        resized = transform.resize(image, shape, order=0, mode="reflect", anti_aliasing=False, preserve_range=True)
        params = {"output_shape": list(shape), "order": 0, "anti_aliasing": False, "preserve_range": True}
        cases.add(f"resize_nearest_{shape[0]}x{shape[1]}", "skimage.transform.resize", {"image": image}, params, {"image": resized}, "exact")
    for dsize in ((10, 8), (13, 17), (1, 1)):
        params = {"dsize": list(dsize), "interpolation": "INTER_AREA"}
        small = cv2.resize(other, dsize, interpolation=cv2.INTER_AREA)
        cases.add(f"resize_area_{dsize[0]}x{dsize[1]}", "cv2.resize", {"image": other}, params, {"image": small}, "close:1e-5")
    for (x0, y0), (dx, dy), (width, height) in (((0, 0), (2.5, 1.75), (12, 20)), ((3.25, -2.5), (1.5, 4), (25, 9))):
        means = area_means(area_means(other.astype(float), y0 + dy * np.arange(height + 1)).T, x0 + dx * np.arange(width + 1)).T
        params = {"inverse_map": [dx, 0, x0, 0, dy, y0], "output_shape": [height, width]}
        cases.add(f"scale_area_{width}x{height}", "means over areas, by numpy.interp of numpy.cumsum", {"image": other}, params, {"image": means}, "close:1e-5")
    even = np.ascontiguousarray(other[:, :28])
    half = transform.downscale_local_mean(even.astype(float), (2, 2))
    cases.add("halve", "skimage.transform.downscale_local_mean", {"image": even}, {"factors": [2, 2]}, {"image": half}, "close:1e-6")
    for angle, resize, order in ((30, False, 1), (-72.5, True, 1), (90, True, 1), (200, True, 0)):
        turned = transform.rotate(image.astype(float), angle, resize=resize, order=order, cval=7, preserve_range=True)
        params = {"angle": angle, "resize": resize, "order": order, "cval": 7}
        cases.add(f"rotate{angle}", "skimage.transform.rotate", {"image": image}, params, {"image": turned}, "close:1e-3")
    matrix = np.array([[1.2, 0.3, -4], [-0.1, 0.8, 2.5], [0, 0, 1]])
    moved = transform.warp(other.astype(float), matrix, output_shape=(20, 33), order=1, cval=0.5, preserve_range=True)
    inverse = np.linalg.inv(matrix)[:2].ravel()
    cases.add("inverse", "numpy.linalg.inv", {}, {"map": matrix[:2].ravel().tolist()}, {"inverse": inverse}, "close:1e-6")
    params = {"inverse_map": matrix[:2].ravel().tolist(), "output_shape": [20, 33], "order": 1, "cval": 0.5}
    cases.add("warp", "skimage.transform.warp", {"image": other}, params, {"image": moved}, "close:1e-4")
    labels = skimage_label(pictures.mask()).astype(np.uint16)
    cases.add("halve_labels", "numpy.ndarray[::2, ::2]", {"labels": labels}, {}, {"labels": labels[::2, ::2]}, "exact")
    maps.make(cases)
    for axis in (0, 1):
        cases.add(f"flip{axis}", "numpy.flip", {"image": image}, {"axis": axis}, {"image": np.flip(image, axis)}, "exact")


def area_means(image, edges):
    """Means of the rows between two edges each; 0 where they lie beyond the image."""
    sums = np.vstack([np.zeros(image.shape[1]), np.cumsum(image, axis=0)])
    edges = np.clip(edges, 0, len(image))
    upto = np.stack([np.interp(edges, np.arange(len(sums)), column) for column in sums.T], axis=1)
    covered = np.diff(edges)[:, None]
    return np.divide(np.diff(upto, axis=0), covered, out=np.zeros((len(covered), image.shape[1])), where=covered > 0)
