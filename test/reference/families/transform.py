"""skimage.transform"""

import numpy as np
import pictures
from skimage import transform


def make(cases):
    image, other = pictures.u8(), pictures.f32()
    for shape in ((31, 17), (10, 60), (1, 1)):
        resized = transform.resize(image, shape, order=1, mode="reflect", anti_aliasing=False, preserve_range=True)
        params = {"output_shape": list(shape), "order": 1, "anti_aliasing": False, "preserve_range": True}
        cases.add(f"resize_{shape[0]}x{shape[1]}", "skimage.transform.resize", {"image": image}, params, {"image": resized}, "close:1e-4")
    for angle, resize, order in ((30, False, 1), (-72.5, True, 1), (90, True, 1), (200, True, 0)):
        turned = transform.rotate(image.astype(float), angle, resize=resize, order=order, cval=7, preserve_range=True)
        params = {"angle": angle, "resize": resize, "order": order, "cval": 7}
        cases.add(f"rotate{angle}", "skimage.transform.rotate", {"image": image}, params, {"image": turned}, "close:1e-3")
    matrix = np.array([[1.2, 0.3, -4], [-0.1, 0.8, 2.5], [0, 0, 1]])
    moved = transform.warp(other.astype(float), matrix, output_shape=(20, 33), order=1, cval=0.5, preserve_range=True)
    params = {"inverse_map": matrix[:2].ravel().tolist(), "output_shape": [20, 33], "order": 1, "cval": 0.5}
    cases.add("warp", "skimage.transform.warp", {"image": other}, params, {"image": moved}, "close:1e-4")
    for axis in (0, 1):
        cases.add(f"flip{axis}", "numpy.flip", {"image": image}, {"axis": axis}, {"image": np.flip(image, axis)}, "exact")
