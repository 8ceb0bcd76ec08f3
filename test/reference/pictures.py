"""Small images that the cases of all families are made from; the same ones every time."""

import numpy as np
import scipy.ndimage as ndi


def grey(height=24, width=29, seed=20261121):
    """Smooth noise between 0 and 1, with 64 bits."""
    noise = ndi.gaussian_filter(np.random.default_rng(seed).normal(size=(height, width)), 1.5)
    return (noise - noise.min()) / np.ptp(noise)


def u8(**size):
    return np.round(grey(**size) * 255).astype(np.uint8)


def u16(**size):
    return np.round(grey(**size) * 4000 + 300).astype(np.uint16)


def f32(**size):
    """Smooth noise between -1 and 2."""
    return (grey(**size) * 3 - 1).astype(np.float32)


def mask(**size):
    return (grey(**size) > 0.55).astype(np.uint8)


def rgb(height=16, width=19):
    """Three channels of 8 bits, black, white and the pure colours among them."""
    image = np.stack([u8(height=height, width=width, seed=seed) for seed in (1, 2, 3)], axis=-1)
    image[0, :8] = [[0, 0, 0], [255, 255, 255], [255, 0, 0], [0, 255, 0], [0, 0, 255], [128, 128, 128], [1, 1, 1], [254, 255, 0]]
    return image
