"""What MorphoCut measures of the particles of the FlowCam collage: morphocut-values.py FOLDER OUT. Run through morphocut-values.ts, never in CI."""

import json
import pathlib
import sys
import warnings

import numpy as np

# MorphoCut 0.1.2 is older than numpy 1.24, which took these names away.
for name, kind in {"float": float, "int": int, "bool": bool, "object": object}.items():
    if name not in np.__dict__:
        setattr(np, name, kind)

import skimage
from morphocut import __version__
from morphocut.contrib.zooprocess import regionprop2zooprocess
from PIL import Image
from skimage import measure

warnings.simplefilter("ignore")


def particles(folder):
    """The box of each particle on the first collage, in the order of the list."""
    lines = next(folder.glob("*.lst")).read_text("latin1").splitlines()
    count = int(lines[1].split("|")[1])
    names = [line.split("|")[0] for line in lines[2 : 2 + count]]
    rows = [dict(zip(names, line.split("|"))) for line in lines[2 + count :] if line]
    collages = sorted(path.name for path in folder.glob("*.tif") if not path.stem.endswith("_bin"))
    return collages[0], [row for row in rows if row["collage_file"] == collages[0]]


def main(folder, out):
    collage, rows = particles(folder)
    colours = np.asarray(Image.open(folder / collage).convert("RGB")).astype(float)
    # Measures are compared, so both are given one grey image: by BT.709, rounded.
    grey = np.floor(colours @ [0.2126, 0.7152, 0.0722] + 0.5).astype(np.uint8)
    mask = np.asarray(Image.open(folder / collage.replace(".tif", "_bin.tif")).convert("L")) > 0
    labels = np.zeros(mask.shape, int)
    for number, row in enumerate(rows, 1):
        x, y, width, height = (int(row[f"image_{name}"]) for name in "xywh")
        part = (slice(y, y + height), slice(x, x + width))
        labels[part] = np.where(mask[part] & (labels[part] == 0), number, labels[part])
    found = [regionprop2zooprocess(measured) for measured in measure.regionprops(labels, grey)]
    assert [row["area_exc"] for row in found] == [float(row["raw_area"]) for row in rows]
    columns = [name for name in found[0] if name != "label"]
    np.save(out / "morphocut-values.npy", np.array([[row[name] for name in columns] for row in found], float))
    versions = {"morphocut": __version__, "scikit-image": skimage.__version__, "numpy": np.__version__}
    text = json.dumps({"collage": collage, "versions": versions, "columns": columns}, indent=2)
    (out / "morphocut-values.json").write_text(text + "\n")


main(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]))
