"""Data that several tests look at: the default size, three seeds, made once a process."""

from __future__ import annotations

import sys
from functools import cache

import pandas as pd
import pytest

import generator

SEEDS = (7, 8, 9)


def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> None:
    """Forget the populations that a file's tests have shared when its last one is done: all together take gigabytes."""
    if nextitem is not None and nextitem.path == item.path:
        return
    here = __file__.rpartition("conftest")[0]
    for module in list(sys.modules.values()):
        if (getattr(module, "__file__", None) or "").startswith(here):
            for thing in vars(module).values():
                if callable(forget := getattr(thing, "cache_clear", None)):
                    forget()


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
