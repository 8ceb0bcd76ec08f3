"""skimage.registration"""

import numpy as np
import pictures
from scipy import ndimage
from skimage import registration


def make(cases):
    for (height, width), shift, steps in (((24, 32), (3, -5), 1), ((24, 30), (2.4, -3.7), 20), ((17, 23), (-1.25, 0.5), 10)):
        reference = pictures.f32(height=height, width=width)
        moving = np.fft.ifftn(ndimage.fourier_shift(np.fft.fftn(reference.astype(float)), shift)).real.astype(np.float32)
        found = registration.phase_cross_correlation(reference.astype(float), moving.astype(float), upsample_factor=steps)[0]
        inputs = {"reference": reference, "moving": moving}
        name = f"phase_{height}x{width}"
        cases.add(name, "skimage.registration.phase_cross_correlation", inputs, {"upsample_factor": steps}, {"shift": found}, "close:1e-6 in shift")
