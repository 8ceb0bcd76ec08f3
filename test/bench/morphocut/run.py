"""The peer of the benchmark: MorphoCut reads images, finds and measures what is in them and writes an EcoTaxa archive.

usage: run.py FOLDER ARCHIVE.zip WORKERS [grey]
"grey": the images have one channel of bytes, which MorphoCut's own step to grey would refuse.
Prints one line of JSON: images, objects, seconds (of the pipeline and of the imports before it), peakMemory in bytes, versions.
"""

import json
import multiprocessing
import os
import resource
import sys
import time
import warnings

started = time.perf_counter()

import numpy as np

# MorphoCut 0.1.2 is older than numpy 1.24, which took these names away.
for name, kind in {"float": float, "int": int, "bool": bool, "object": object}.items():
    if name not in np.__dict__:
        setattr(np, name, kind)

import skimage
import skimage.filters
import skimage.measure._regionprops  # FindRegions uses it without importing it
from morphocut import Call, Pipeline, __version__
from morphocut.contrib.ecotaxa import EcotaxaWriter
from morphocut.contrib.zooprocess import CalculateZooProcessFeatures
from morphocut.file import Find
from morphocut.image import FindRegions, ImageReader, RGB2Gray
from morphocut.parallel import ParallelPipeline
from morphocut.stream import FilterVariables

# Printing a warning for each measure of each object would slow it down.
warnings.simplefilter("ignore")
MIN_AREA = 30
PADDING = 4


def drop_alpha(image):
    return image[..., :3]


def to_bytes(grey):
    return np.round(grey * 255).astype(np.uint8)


def objects_of(grey):
    """The class of Otsu's two that covers less of the frame's border."""
    bright = grey > skimage.filters.threshold_otsu(grey)
    border = np.concatenate([bright[0], bright[-1], bright[1:-1, 0], bright[1:-1, -1]])
    return bright if border.mean() <= 0.5 else ~bright


def crop(grey, props):
    rows, columns = props.slice
    return grey[rows, columns].copy()


def file_name(path, props):
    return "{}_{}.png".format(os.path.splitext(os.path.basename(path))[0], props.label)


def meta_of(path, props):
    stem = os.path.splitext(os.path.basename(path))[0]
    return {"object_id": "{}_{}".format(stem, props.label), "acq_id": stem, "sample_id": "bench", "process_id": "bench"}


def steps(path, is_grey):
    image = ImageReader(path)
    grey = image if is_grey else Call(to_bytes, RGB2Gray(Call(drop_alpha, image)))
    mask = Call(objects_of, grey)
    props = FindRegions(mask, grey, min_area=MIN_AREA, padding=PADDING)
    features = CalculateZooProcessFeatures(props, Call(meta_of, path, props), "object_")
    picture = Call(crop, grey, props)
    name = Call(file_name, path, props)
    return name, picture, features


def build(folder, archive, workers, is_grey):
    with Pipeline() as pipeline:
        path = Find(folder, [".png"])
        if workers == 1:
            name, picture, features = steps(path, is_grey)
        else:
            with ParallelPipeline(workers):
                name, picture, features = steps(path, is_grey)
                # Or every object would carry its whole image from worker to writer.
                FilterVariables(name, picture, features)
        EcotaxaWriter(archive, (name, picture), features)
    return pipeline


def peak_memory():
    own, children = (resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return (own + children) * 1024


def main():
    folder, archive, workers = sys.argv[1], sys.argv[2], int(sys.argv[3])
    imported = time.perf_counter()
    pipeline = build(folder, archive, workers, "grey" in sys.argv[4:])
    objects = sum(1 for _ in pipeline.transform_stream())
    ended = time.perf_counter()
    print(json.dumps({
        "images": len([name for name in os.listdir(folder) if name.endswith(".png")]),
        "objects": objects,
        "seconds": ended - imported,
        "importSeconds": imported - started,
        "peakMemory": peak_memory(),
        "workers": workers,
        "versions": {"morphocut": __version__, "scikit-image": skimage.__version__, "numpy": np.__version__},
    }))


if __name__ == "__main__":
    multiprocessing.set_start_method("fork")
    main()
