"""Forests as bytes and as words, and the draws that trees are grown by."""

import numpy as np
from definitions.folds import draws
from sklearn.ensemble import RandomForestClassifier

LANES = 8
QUIET = 0x7FC00000


def make(cases):
    forest = drawn_forest()
    written = bytes_of(forest)
    parts = {
        "tree_starts": forest["tree_starts"].astype(np.uint32),
        "feature": forest["feature"].astype(np.int32),
        "next": forest["next"].astype(np.uint32),
        "threshold_bits": forest["threshold"].view(np.uint32),
        "leaves": forest["leaves"].astype(np.float32),
        "missing_left": forest["missing_left"].astype(np.uint8),
    }
    counts = {"features": 3, "classes": 3}
    cases.add("forest_encoded", "numpy.ndarray.tobytes", parts, counts, {"bytes": written}, "exact")
    cases.add("forest_decoded", "numpy.frombuffer", {"bytes": written}, {}, parts | counts, "exact")
    cases.add("forest_packed", "numpy.nextafter of thresholds", {"bytes": written}, {}, {"words": words_of(forest).view(np.uint32)}, "exact")
    grown(cases)
    for seed, limit in ((1, 40), (20261122, 7)):
        outputs = {"order": np.array(shuffled(seed, limit), np.uint32)}
        cases.add(f"shuffle_{seed}", "Durstenfeld's shuffle by xoshiro128**", {}, {"seed": seed, "count": limit}, outputs, "exact")


def drawn_forest():
    """Two trees in preorder, with thresholds that 32 bits do not hold."""
    return {
        "tree_starts": np.array([0, 5, 8]),
        "feature": np.array([0, 2, -1, -1, -1, 1, -1, -1]),
        "next": np.array([4, 3, 0, 1, 2, 7, 3, 0]),
        "threshold": np.array([0.1, -0.1, 0, 0, 0, 1 / 3, 0, 0]),
        "leaves": np.array([[1, 0, 0], [0, 0.25, 0.75], [0, 0, 1], [0.5, 0.5, 0]]),
        "missing_left": np.array([1, 0, 0, 0, 0, 1, 0, 0]),
    }


def bytes_of(forest):
    trees, nodes, (leaves, classes) = len(forest["tree_starts"]) - 1, len(forest["feature"]), forest["leaves"].shape
    features = forest.get("features", int(forest["feature"].max()) + 1)
    head = b"ARGFORST" + np.array([1, features, classes, trees, nodes, leaves], "<u4").tobytes()
    layout = {"tree_starts": "<u4", "feature": "<i4", "next": "<u4", "threshold": "<f8", "leaves": "<f4", "missing_left": "u1"}
    return np.frombuffer(head + b"".join(forest[name].astype(kind).tobytes() for name, kind in layout.items()), np.uint8)


def words_of(forest):
    """Two words a node: the threshold, or the NaN that names a leaf; and the feature, below the way to the right child."""
    shift = int(np.ceil(np.log2((forest["feature"].max() + 1) * LANES)))
    rounded = forest["threshold"].astype(np.float32)
    below = np.where(rounded > forest["threshold"], np.nextafter(rounded, np.float32(-np.inf)), rounded)
    words = np.zeros((len(rounded), 2), np.int64)
    for node, (feature, to) in enumerate(zip(forest["feature"], forest["next"])):
        if feature >= 0:
            words[node] = below[node : node + 1].view(np.uint32)[0], 2 * (to - node) << shift | feature * LANES
        elif forest["leaves"][to].max() == 1:
            words[node] = QUIET | forest["leaves"][to].argmax(), 0
        else:
            words[node] = QUIET | 1 << 31 | to, 0
    return words.ravel().astype(np.uint32)


def grown(cases):
    """A forest of the reference, written as ours: what it says of rows, also of rows with gaps."""
    rng = np.random.default_rng(20261122)
    classes = rng.integers(0, 3, 260)
    rows = (classes[:, None] * np.linspace(1.1, 0.1, 5) + rng.normal(size=(260, 5))).astype(np.float32)
    rows[rng.random(rows.shape) < 0.06] = np.nan
    model = RandomForestClassifier(9, random_state=0).fit(rows[:200], classes[:200])
    trees = [tree.tree_ for tree in model.estimators_]
    parts = {"tree_starts": np.cumsum([0] + [tree.node_count for tree in trees]), "features": 5}
    columns = {name: [] for name in ("feature", "next", "threshold", "missing_left", "leaves")}
    leaf_count = 0
    for tree, start in zip(trees, parts["tree_starts"]):
        inner = tree.children_left >= 0
        assert (tree.children_left[inner] == np.flatnonzero(inner) + 1).all()
        numbers = leaf_count + np.cumsum(~inner) - 1
        leaf_count = numbers[-1] + 1
        columns["feature"].append(np.where(inner, tree.feature, -1))
        columns["next"].append(np.where(inner, start + tree.children_right, numbers))
        # Where a gap alone decides the reference has an infinite threshold.
        columns["threshold"].append(np.where(inner, np.nan_to_num(tree.threshold, posinf=1e300), 0))
        columns["missing_left"].append(np.where(inner, tree.missing_go_to_left, 0))
        columns["leaves"].append(tree.value[~inner, 0])
    written = bytes_of(parts | {name: np.concatenate(values) for name, values in columns.items()})
    outputs = {"probabilities": model.predict_proba(rows[200:])}
    inputs = {"bytes": written, "rows": rows[200:]}
    cases.add("forest_of_reference", "sklearn.ensemble.RandomForestClassifier.predict_proba", inputs, {}, outputs, "close:1e-6")


def shuffled(seed, count):
    values, numbers = list(range(count)), iter(draws(seed, 20 * count))
    for last in range(count - 1, 0, -1):
        limit = last + 1
        drawn = next(number for number in numbers if number < 2**32 - 2**32 % limit) % limit
        values[last], values[drawn] = values[drawn], values[last]
    return values
