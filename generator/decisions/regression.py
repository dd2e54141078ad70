"""Conditional means of several outcomes at once, without any assumption about their shape: boosted trees in numpy."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from generator.arrays import Floats, Ints

BINS = 48
DEPTH = 4
TREES = 120
PACE = 0.12
LEAST_IN_LEAF = 40
SHARE_PER_TREE = 0.5


@dataclass(frozen=True)
class Bins:
    """How features become small whole numbers: numbers by quantiles, text by its values; missing is 0."""

    edges: tuple[Floats | pd.Index, ...]

    @classmethod
    def of(cls, features: pd.DataFrame) -> Bins:
        """Bins from the features of a large population."""
        edges: list[Floats | pd.Index] = []
        for name in features:
            column = features[name]
            if pd.api.types.is_numeric_dtype(column):
                known = column.to_numpy(dtype=np.float64, na_value=np.nan)
                edges.append(np.unique(np.nanquantile(known, np.linspace(0.0, 1.0, BINS - 1)[1:-1])))
            else:
                edges.append(pd.Index(sorted(column.dropna().astype(str).unique())[: BINS - 1]))
        return cls(tuple(edges))

    def codes(self, features: pd.DataFrame) -> Ints:
        """The bin of each feature of each customer, shape (customers, features)."""
        found = np.zeros(features.shape, dtype=np.int64)
        for place, (name, edges) in enumerate(zip(features, self.edges, strict=True)):
            column = features[name]
            if isinstance(edges, pd.Index):
                found[:, place] = edges.get_indexer(pd.Index(column.astype(str))) + 1
            else:
                values = column.to_numpy(dtype=np.float64, na_value=np.nan)
                found[:, place] = np.where(np.isnan(values), 0, np.searchsorted(edges, values, side="left") + 1)
        return found


@dataclass(frozen=True)
class Tree:
    """A full binary tree: of each node the feature and the last bin that goes left, level by level; means."""

    feature: tuple[Ints, ...]
    last_left: tuple[Ints, ...]
    leaves: Floats

    def predict(self, codes: Ints) -> Floats:
        """The means of each customer's leaf, shape (customers, outcomes)."""
        rows, node = np.arange(len(codes)), np.zeros(len(codes), dtype=np.int64)
        for feature, last in zip(self.feature, self.last_left, strict=True):
            node = 2 * node + (codes[rows, feature[node]] > last[node])
        return np.asarray(self.leaves[node])


def _sums(place: Ints, weights: Floats | None, shape: tuple[int, int, int]) -> Floats:
    repeated = None if weights is None else np.repeat(weights, shape[1])
    sums = np.bincount(place.ravel(), weights=repeated, minlength=shape[0] * shape[1] * shape[2])
    return sums.reshape(shape).astype(np.float64)


def _best_splits(codes: Ints, left: Floats, node: Ints, nodes: int) -> tuple[Ints, Ints]:
    """For each node of a level, the split that takes most off the squared error, summed over the outcomes."""
    shape = (nodes, codes.shape[1], BINS)
    place = (node[:, None] * shape[1] + np.arange(shape[1])) * BINS + codes
    before = _sums(place, None, shape).cumsum(axis=2)
    after = before[:, :, -1:] - before
    allowed = (before >= LEAST_IN_LEAF) & (after >= LEAST_IN_LEAF)
    worth = np.zeros(shape)
    for outcome in left.T:
        below = _sums(place, outcome, shape).cumsum(axis=2)
        above = below[:, :, -1:] - below
        worth += below**2 / np.maximum(before, 1.0) + above**2 / np.maximum(after, 1.0)
    flat = np.where(allowed, worth, -1.0).reshape(nodes, -1)
    best = flat.argmax(axis=1)
    last = np.where(flat.max(axis=1) < 0.0, BINS, best % BINS)
    return best // BINS, last


def _grow(codes: Ints, left: Floats) -> Tree:
    node, features, lasts = np.zeros(len(codes), dtype=np.int64), [], []
    rows = np.arange(len(codes))
    for level in range(DEPTH):
        feature, last = _best_splits(codes, left, node, 2**level)
        node = 2 * node + (codes[rows, feature[node]] > last[node])
        features.append(feature)
        lasts.append(last)
    size = np.bincount(node, minlength=2**DEPTH)
    sums = np.stack([np.bincount(node, weights=outcome, minlength=2**DEPTH) for outcome in left.T], axis=1)
    return Tree(tuple(features), tuple(lasts), PACE * sums / np.maximum(size, 1)[:, None])


@dataclass(frozen=True)
class Forest:
    """What can be expected of a customer with certain features."""

    bins: Bins
    centre: Floats
    scale: Floats
    trees: tuple[Tree, ...]

    def predict(self, features: pd.DataFrame) -> Floats:
        """The expected outcomes of each customer, shape (customers, outcomes)."""
        codes = self.bins.codes(features)
        total = np.zeros((len(codes), len(self.centre)))
        for tree in self.trees:
            total += tree.predict(codes)
        return np.asarray(self.centre + self.scale * total)


def fit(features: pd.DataFrame, outcomes: Floats, random: np.random.Generator) -> Forest:
    """Trees for the mean of each outcome given the features.

    Parameters: `features` with numbers, text and missing values, one row a customer; `outcomes` of shape (customers,
    outcomes) in any units, each weighted by its own spread. Stochastic gradient boosting (Friedman 2002, Computational
    Statistics & Data Analysis 38(4), p. 367) with the same splits for all outcomes.

    >>> ages = pd.DataFrame({"age": np.tile([20.0, 60.0], 500)})
    >>> forest = fit(ages, np.tile([[1.0], [3.0]], (500, 1)), np.random.default_rng(7))
    >>> forest.predict(ages.head(2)).round(2).ravel().tolist()
    [1.0, 3.0]
    """
    bins = Bins.of(features)
    codes, centre = bins.codes(features), outcomes.mean(axis=0)
    scale = np.maximum(outcomes.std(axis=0), 1e-12)
    left, trees = (outcomes - centre) / scale, []
    for _ in range(TREES):
        some = random.random(len(codes)) < SHARE_PER_TREE
        tree = _grow(codes[some], left[some])
        left = left - tree.predict(codes)
        trees.append(tree)
    return Forest(bins, centre, scale, tuple(trees))
