"""Affine maps, turned frames, and what stands for pixels outside of the frame."""

import numpy as np
from skimage import transform

MAPS = [
    [1.25, 0.5, -4, -0.125, 0.75, 2.5],
    [0, 1, 7, -1, 0, -3],
    [-1, 0, 12, 0, 1, 0],
    [1, 0, 0.5, 0, 1, 3],
    [1, 1, 0, 0, 1, 0],
    [2, 0, 1, 0, 0.5, 1],
    [0, -1, 2, -1, 0, 5],
    [1, 0, 0, 0, 1, 0],
]
PADDING = {"reflect": "symmetric", "nearest": "edge", "mirror": "reflect", "wrap": "wrap", "constant": "constant"}


def make(cases):
    maps = np.array(MAPS, np.float32)
    points = np.array([[0, 0], [0.5, 0.5], [3, -2], [10.25, 8]], np.float32)
    squares = [np.array([*row, 0, 0, 1], float).reshape(3, 3) for row in MAPS]
    homogeneous = np.column_stack([points, np.ones(len(points))]).T
    mapped = np.array([(square @ homogeneous)[:2].T for square in squares])
    chained = np.array([(then @ first)[:2].ravel() for first, then in zip(squares, squares[1:])])
    outputs = {"mapped": mapped, "chained": chained, "whole": np.array([keeps_squares(square) for square in squares], np.uint8)}
    cases.add("maps", "numpy.matmul", {"maps": maps, "points": points}, {}, outputs, "close:1e-5")
    for angle, size in ((30, (24, 29)), (-72.5, (7, 40)), (90, (5, 9)), (200, (24, 29)), (45, (1, 1)), (1e-3, (60, 3))):
        height, width = transform.rotate(np.zeros(size), angle, resize=True).shape
        outputs = {"size": np.array([height, width], np.uint16), "back": back_of(angle, *size)}
        cases.add(f"frame{angle}", "skimage.transform.rotate of a frame", {}, {"angle": angle, "size": list(size)}, outputs, "close:1e-4")
    for length in (1, 2, 5):
        for border, mode in PADDING.items():
            index = np.arange(length)
            padded = np.pad(index, 9, mode, constant_values=-1) if mode == "constant" else np.pad(index, 9, mode)
            params = {"length": length, "border": border, "beyond": 9}
            cases.add(f"border_{border}_{length}", "numpy.pad", {}, params, {"index": padded.astype(np.int16)}, "exact")


def keeps_squares(square):
    """Whether the squares of pixels become squares of pixels: four corners with whole coordinates, 1 apart, on upright sides."""
    corners = (square @ np.array([[0, 1, 1, 0], [0, 0, 1, 1], [1, 1, 1, 1]]))[:2].T
    low = corners.min(axis=0)
    wanted = {(0, 0), (1, 0), (1, 1), (0, 1)}
    return bool((low == np.round(low)).all()) and {tuple(corner) for corner in (corners - low).tolist()} == wanted


def back_of(angle, height, width):
    """From the turned frame back: its first pixel's centre is the least corner of the turned centres."""
    cos, sin = np.cos(np.radians(angle)), np.sin(np.radians(angle))
    shift = lambda x, y: np.array([[1, 0, x], [0, 1, y], [0, 0, 1]])
    turn = shift(width / 2, height / 2) @ np.array([[cos, sin, 0], [-sin, cos, 0], [0, 0, 1]]) @ shift(-width / 2, -height / 2)
    centres = np.array([[x, y, 1] for x in (0.5, width - 0.5) for y in (0.5, height - 0.5)])
    left, top = (turn @ centres.T)[:2].min(axis=1) - 0.5
    return (np.linalg.inv(turn) @ shift(left, top))[:2].ravel()
