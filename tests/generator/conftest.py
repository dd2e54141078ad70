"""Data that several tests look at: the default size, three seeds, made once a process."""

from __future__ import annotations

from functools import cache

import pandas as pd
import pytest

import generator

SEEDS = (7, 8, 9)


@cache
def simulated(seed: int) -> dict[str, pd.DataFrame]:
    return generator.simulate("amazon", customers=generator.DEFAULT_CUSTOMERS, seed=seed)


@cache
def known(seed: int) -> dict[str, pd.DataFrame]:
    return generator.simulate_truth("amazon", customers=generator.DEFAULT_CUSTOMERS, seed=seed)


@pytest.fixture(params=SEEDS, ids=lambda seed: f"seed {seed}")
def seed(request: pytest.FixtureRequest) -> int:
    return int(request.param)


@pytest.fixture
def data(seed: int) -> dict[str, pd.DataFrame]:
    return simulated(seed)


@pytest.fixture
def truth(seed: int) -> dict[str, pd.DataFrame]:
    return known(seed)


@pytest.fixture
def amazon() -> dict[str, pd.DataFrame]:
    return simulated(SEEDS[0])


@pytest.fixture
def sealed() -> dict[str, pd.DataFrame]:
    return known(SEEDS[0])
