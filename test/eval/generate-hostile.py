"""Fills the columns shape, dtype and sha256 of hostile-pillow.csv from Pillow and tifffile.

The columns before them are written by a person and left as they are: what ought to happen to each file, and why. For each file
that ought to be read, the samples are taken from the reader named in the row, brought under the colour rules of the project
(opaque alpha dropped; red = green = blue with no alpha becomes one grey channel; EXIF orientation applied; 1 bit becomes 0/255)
and hashed in C order as [y, x, c], without the last axis where there is one channel.

    python generate-hostile.py FOLDER        (pillow 13, tifffile 2026.3.3, imagecodecs, numpy)
"""

import csv
import hashlib
import sys
from pathlib import Path

import numpy as np
import tifffile
from PIL import Image, ImageOps

TABLE = Path(__file__).with_name("hostile-pillow.csv")


def read_pillow(path):
    image = ImageOps.exif_transpose(Image.open(path))
    if image.mode == "P":
        image = image.convert("RGBA" if "transparency" in image.info else "RGB")
    if image.mode == "1":
        image = image.convert("L")
    return np.asarray(image)


def read_tifffile(path):
    with tifffile.TiffFile(path) as file:
        page = file.pages[0]
        samples = page.asarray()
        return np.moveaxis(samples, 0, -1) if page.planarconfig == 2 and samples.ndim == 3 else samples


def colour_rules(samples):
    if samples.ndim == 3 and samples.shape[2] in (2, 4) and (samples[..., -1] == np.iinfo(samples.dtype).max).all():
        samples = samples[..., :-1]
    if samples.ndim == 3 and samples.shape[2] == 3 and (samples == samples[..., :1]).all():
        samples = samples[..., 0]
    if samples.ndim == 3 and samples.shape[2] == 1:
        samples = samples[..., 0]
    return np.ascontiguousarray(samples)


def main():
    folder = Path(sys.argv[1])
    with TABLE.open(newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        if row["expectation"] != "read":
            continue
        read = read_tifffile if row["reader"] == "tifffile" else read_pillow
        samples = colour_rules(read(folder / row["file"]))
        row["shape"] = "x".join(str(n) for n in samples.shape)
        row["dtype"] = str(samples.dtype)
        row["sha256"] = hashlib.sha256(samples.astype(samples.dtype.newbyteorder("<")).tobytes()).hexdigest()
    with TABLE.open("w", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys(), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


main()
