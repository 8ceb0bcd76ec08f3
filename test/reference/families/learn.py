"""sklearn on rows of features"""

import numpy as np
from definitions import folds, forest_bytes
from scipy import stats
from sklearn import metrics
from sklearn.cluster import KMeans
from sklearn.decomposition import PCA
from sklearn.ensemble import RandomForestClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.neighbors import KNeighborsClassifier
from sklearn.preprocessing import StandardScaler


def make(cases):
    rng = np.random.default_rng(20261121)
    classes = rng.integers(0, 4, 900)
    # Each feature says less than the one before.
    rows = (classes[:, None] * np.linspace(1.2, 0.05, 8) + rng.normal(size=(900, 8))).astype(np.float32)
    forest(cases, rows, classes)
    few = rows[:120]
    scores(cases, rng.integers(0, 4, 200), rng.integers(0, 4, 200), rng.random((50, 6)).astype(np.float32))
    pca = PCA(5).fit(few)
    cases.add(
        "pca",
        "sklearn.decomposition.PCA",
        {"X": few},
        {"n_components": 5},
        {
            "components": pca.components_,
            "explained_variance": pca.explained_variance_,
            "ratio": pca.explained_variance_ratio_,
            "mean": pca.mean_,
            "scores": pca.transform(few),
        },
        "close:1e-3 up to the sign of each component",
    )
    scaler = StandardScaler().fit(few.astype(np.float64))
    scaled = scaler.transform(few.astype(np.float64))
    outputs = {"mean": scaler.mean_, "scale": scaler.scale_, "scaled": scaled}
    cases.add("scaler", "sklearn.preprocessing.StandardScaler", {"X": few}, {}, outputs, "close:1e-5")
    test = rows[120:200]
    for name, params in {"knn_1": {"n_neighbors": 1}, "knn_5": {"n_neighbors": 5}}.items():
        found = KNeighborsClassifier(**params).fit(few, classes[:120]).predict_proba(test)
        inputs = {"X": few, "y": classes[:120].astype(np.uint8), "test": test}
        cases.add(name, "sklearn.neighbors.KNeighborsClassifier", inputs, params, {"probabilities": found}, "close:1e-6")
    for name, params in {"logistic_1": {"C": 1.0}, "logistic_10": {"C": 10.0}}.items():
        model = LogisticRegression(tol=1e-10, max_iter=10000, **params).fit(few.astype(np.float64), classes[:120])
        inputs = {"X": few, "y": classes[:120].astype(np.uint8), "test": test}
        found = model.predict_proba(test.astype(np.float64))
        cases.add(name, "sklearn.linear_model.LogisticRegression", inputs, params, {"probabilities": found}, "close:1e-4")
    start = few[:5]
    groups = KMeans(5, init=start, n_init=1, max_iter=300, tol=0, algorithm="lloyd").fit(few)
    cases.add(
        "kmeans",
        "sklearn.cluster.KMeans",
        {"X": few, "init": start},
        {"k": 5, "max_iter": 300, "tol": 0},
        {"labels": groups.labels_.astype(np.uint8), "centres": groups.cluster_centers_, "inertia": groups.inertia_},
        "exact labels, close:1e-3 centres",
    )
    folds.make(cases)
    forest_bytes.make(cases)


def forest(cases, rows, classes):
    train, test = slice(0, 600), slice(600, 900)
    trained = RandomForestClassifier(300, max_features="sqrt", oob_score=True, random_state=0).fit(rows[train], classes[train])
    cases.add(
        "random_forest",
        "sklearn.ensemble.RandomForestClassifier",
        {"X": rows, "y": classes.astype(np.uint8)},
        {"train": "first 600 rows", "test": "last 300", "trees": 300, "max_features": "sqrt"},
        {
            "accuracy": trained.score(rows[test], classes[test]),
            "oob": trained.oob_score_,
            "probabilities": trained.predict_proba(rows[test]),
            "importances": trained.feature_importances_,
        },
        "accuracy within 0.02; mean absolute difference of probabilities below 0.05; rank correlation of importances above 0.9",
    )


def scores(cases, actual, predicted, probabilities):
    inputs = {"y_true": actual.astype(np.uint8), "y_pred": predicted.astype(np.uint8)}
    outputs = {
        "matrix": metrics.confusion_matrix(actual, predicted).astype(np.uint32),
        "accuracy": metrics.accuracy_score(actual, predicted),
        "recalls": metrics.recall_score(actual, predicted, average=None),
        "balanced": metrics.balanced_accuracy_score(actual, predicted),
    }
    cases.add("confusion", "sklearn.metrics.confusion_matrix", inputs, {"classes": 4}, outputs, "close:1e-6")
    most = probabilities.argmax(axis=1).astype(np.uint8)
    cases.add("most_probable", "numpy.argmax", {"probabilities": probabilities}, {}, {"classes": most}, "exact")
    for k, n in ((0, 10), (7, 9), (150, 1000)):
        low, high = stats.binomtest(k, n).proportion_ci(0.95, method="wilson")
        outputs = {"low": float(low), "high": float(high)}
        cases.add(f"wilson_{k}_of_{n}", "scipy.stats.binomtest", {}, {"k": k, "n": n, "method": "wilson"}, outputs, "close:1e-9")
