"""Rows dealt into folds, and pixels told apart."""

import numpy as np
from skimage import feature
from sklearn.ensemble import RandomForestClassifier
from sklearn.model_selection import GroupKFold, StratifiedKFold


def make(cases):
    rng = np.random.default_rng(20261121)
    groups = rng.permutation(np.repeat(np.arange(12), np.arange(3, 27, 2))).astype(np.uint16)
    rows = np.zeros((len(groups), 1))
    for k in (2, 5):
        folds = np.zeros(len(groups), np.uint8)
        for fold, (_, tried) in enumerate(GroupKFold(k).split(rows, groups=groups)):
            folds[tried] = fold
        cases.add(f"group_folds_{k}", "sklearn.model_selection.GroupKFold", {"groups": groups}, {"n_splits": k}, {"folds": folds}, "exact")
    classes = rng.choice(4, 83, p=[0.5, 0.3, 0.15, 0.05]).astype(np.uint8)
    for k in (3, 4):
        tried = [classes[rows] for _, rows in StratifiedKFold(k).split(np.zeros((83, 1)), classes)]
        counts = np.array([[(own == value).sum() for own in tried] for value in range(4)])
        outputs = {"counts": np.sort(counts, axis=1).astype(np.uint8), "sizes": np.sort(counts.sum(axis=0)).astype(np.uint8)}
        cases.add(f"stratified_folds_{k}", "sklearn.model_selection.StratifiedKFold", {"classes": classes}, {"n_splits": k}, outputs, "exact")
    for seed in (1, 4294967295):
        outputs = {"draws": np.array(draws(seed, 12), np.uint32)}
        cases.add(f"random_{seed}", "xoshiro128** from a state of splitmix32", {}, {"seed": seed}, outputs, "exact")
    pixels(cases, rng)


def draws(seed, count):
    whole = 2**32 - 1
    turn = lambda value, bits: (value << bits | value >> (32 - bits)) & whole
    state = []
    for k in range(1, 5):
        bits = (seed + k * 0x9E3779B9) & whole
        bits = ((bits ^ bits >> 16) * 0x21F0AAAD) & whole
        bits = ((bits ^ bits >> 15) * 0x735A2D97) & whole
        state.append(bits ^ bits >> 15)
    found = []
    for _ in range(count):
        found.append(turn(state[1] * 5 & whole, 7) * 9 & whole)
        kept = state[1] << 9 & whole
        state[2] ^= state[0]
        state[3] ^= state[1]
        state[1] ^= state[2]
        state[0] ^= state[3]
        state[2] ^= kept
        state[3] = turn(state[3], 11)
    return found


def pixels(cases, rng):
    """Bright discs on a rough ground, learnt from a few strokes."""
    y, x = np.mgrid[:48, :48]
    inside = (np.hypot((y % 24) - 12, (x % 24) - 12) < 8) | (np.hypot(y - 24, x - 30) < 4)
    image = np.clip(np.round(90 + 60 * inside + rng.normal(0, 14, inside.shape)), 0, 255).astype(np.uint8)
    strokes = np.zeros(inside.shape, np.uint8)
    for row in (12, 24, 36):
        strokes[row, 6:42] = 1 + inside[row, 6:42]
    strokes[4:44, 2], strokes[8:16, 36] = 1, 2
    sigmas = {"sigma_min": 1, "sigma_max": 8}
    features = feature.multiscale_basic_features(image, **sigmas)
    features = np.concatenate([features, image[..., None]], axis=-1)
    forest = RandomForestClassifier(200, min_samples_leaf=2, class_weight="balanced", random_state=0)
    forest.fit(features[strokes > 0], strokes[strokes > 0])
    classes = forest.predict(features.reshape(-1, features.shape[-1])).reshape(inside.shape)
    accuracy = float((classes == 1 + inside).mean())
    inputs = {"image": image, "strokes": strokes, "truth": (1 + inside).astype(np.uint8)}
    cases.add(
        "pixel_forest",
        "sklearn.ensemble.RandomForestClassifier on skimage.feature.multiscale_basic_features",
        inputs,
        {"trees": 64},
        {"classes": classes.astype(np.uint8), "accuracy": accuracy},
        "19 of 20 pixels alike, accuracy within 0.02",
    )
