"""Make the reference cases of one family, or of all: generate.py [FAMILY...]. Run through generate.ts, never in CI."""

import hashlib
import importlib
import json
import pathlib
import shutil
import sys

import cv2
import mahotas
import numpy as np
import scipy
import skimage
import sklearn

HERE = pathlib.Path(__file__).parent
VERSIONS = {
    "numpy": np.__version__,
    "scipy": scipy.__version__,
    "skimage": skimage.__version__,
    "sklearn": sklearn.__version__,
    "mahotas": mahotas.__version__,
    "cv2": cv2.__version__,
}


class Cases:
    """The cases of a family: `index.json` and its arrays. 64-bit floats are stored with 32 bits; equal inputs are stored once."""

    def __init__(self, family):
        self.folder = HERE / "cases" / family
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        self.cases = []
        self.inputs = {}

    def add(self, name, kernel, inputs, params, outputs, compare, note=""):
        row = {
            "id": name,
            "kernel": kernel,
            "inputs": {key: self._input(key, value) for key, value in inputs.items()},
            "params": params,
            "outputs": {key: self._keep(f"{name}_{key}.npy", value) for key, value in outputs.items()},
            "compare": compare,
            "note": note,
        }
        self.cases.append(row)

    def _input(self, key, value):
        if np.ndim(value) == 0:
            return float(value)
        text = hashlib.sha256(repr((value.dtype, value.shape)).encode() + np.ascontiguousarray(value).tobytes()).hexdigest()
        if text not in self.inputs:
            self.inputs[text] = self._keep(f"in_{key}_{len(self.inputs)}.npy", value)
        return self.inputs[text]

    def _keep(self, file, value):
        if np.ndim(value) == 0:
            return float(value)
        array = np.ascontiguousarray(value)
        if array.dtype == np.float64:
            array = array.astype(np.float32)
        np.save(self.folder / file, array)
        return file

    def close(self):
        rows = ",\n".join("  " + json.dumps(row) for row in self.cases)
        versions = json.dumps(VERSIONS)
        (self.folder / "index.json").write_text(f'{{\n "versions": {versions},\n "cases": [\n{rows}\n ]\n}}\n')


def main(names):
    sys.path.insert(0, str(HERE))
    for name in names or sorted(path.stem for path in (HERE / "families").glob("*.py")):
        cases = Cases(name)
        importlib.import_module(f"families.{name}").make(cases)
        cases.close()


main(sys.argv[1:])
