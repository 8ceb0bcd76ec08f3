"""Reads OME-Zarr hierarchies by readers that share no code with the project, and says whether they hold what they should.

    python3 read_arrays.py EXPECTED.json

EXPECTED.json is a list of {"path", "kind": "image" | "labels", "levels": [{"shape", "dtype", "sha256"}]}: the folder of a hierarchy,
and for each level the shape (t c y x), the sample type and the sha256 of all samples, little-endian, in C order. "sha256" may be null:
then the two readers must agree with each other.

Prints {"arrays": how many were checked, "faults": [sentences]} and exits with 1 when there is a fault.
"""

import hashlib
import json
import sys

import numpy
import tensorstore
import zarr
from ome_zarr_models.v05.image import Image
from ome_zarr_models.v05.image_label import ImageLabel

MODELS = {"image": Image, "labels": ImageLabel}


def sha256_of(samples: numpy.ndarray) -> str:
    little = samples.astype(samples.dtype.newbyteorder("<"), copy=False)
    return hashlib.sha256(numpy.ascontiguousarray(little).tobytes()).hexdigest()


def by_zarr(path: str, level: int) -> numpy.ndarray:
    array = zarr.open_group(path, mode="r")[str(level)]
    if list(array.metadata.dimension_names or []) != ["t", "c", "y", "x"]:
        raise ValueError(f"dimension names are {array.metadata.dimension_names}")
    return array[...]


def by_tensorstore(path: str, level: int) -> numpy.ndarray:
    spec = {"driver": "zarr3", "kvstore": {"driver": "file", "path": f"{path}/{level}/"}}
    return tensorstore.open(spec, read=True, open=True).result().read().result()


def check_level(path: str, level: int, expected: dict) -> list[str]:
    faults = []
    digests = {}
    for name, reader in (("zarr-python", by_zarr), ("tensorstore", by_tensorstore)):
        try:
            samples = reader(path, level)
        except Exception as error:  # whatever a reader dislikes is a fault of ours, told with its own words
            faults.append(f"{path} level {level}: {name}: {type(error).__name__}: {error}")
            continue
        if list(samples.shape) != expected["shape"] or samples.dtype.name != expected["dtype"]:
            faults.append(f"{path} level {level}: {name}: {samples.dtype.name} {list(samples.shape)}, expected {expected}")
        digests[name] = sha256_of(samples)
    wanted = set(digests.values()) | ({expected["sha256"]} if expected["sha256"] else set())
    if len(wanted) > 1:
        faults.append(f"{path} level {level}: samples differ: {digests}, expected {expected['sha256']}")
    return faults


def check_metadata(path: str, kind: str, levels: int) -> list[str]:
    try:
        group = zarr.open_group(path, mode="r")
        model = MODELS[kind].from_zarr(group)
        datasets = model.ome_attributes.multiscales[0].datasets
        return [] if len(datasets) == levels else [f"{path}: {len(datasets)} levels, expected {levels}"]
    except Exception as error:  # see check_level
        return [f"{path}: ome-zarr-models: {type(error).__name__}: {error}"]


def main() -> int:
    with open(sys.argv[1], encoding="utf-8") as file:
        expected = json.load(file)
    faults = []
    for array in expected:
        faults += check_metadata(array["path"], array["kind"], len(array["levels"]))
        for level, one in enumerate(array["levels"]):
            faults += check_level(array["path"], level, one)
    print(json.dumps({"arrays": len(expected), "faults": faults}))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
