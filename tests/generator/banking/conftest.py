"""Two banks of the default size and three seeds, made once a process."""

from __future__ import annotations

from functools import cache

import numpy as np
import pandas as pd
import pytest

import generator

BANKS = ("cmb", "pingan")
SEEDS = (7, 8, 9)
Tables = dict[str, pd.DataFrame]


@cache
def simulated(bank: str, seed: int) -> Tables:
    return generator.simulate(bank, customers=generator.DEFAULT_CUSTOMERS, seed=seed)


@cache
def known(bank: str, seed: int) -> Tables:
    return generator.simulate_truth(bank, customers=generator.DEFAULT_CUSTOMERS, seed=seed)


@cache
def trials_of(bank: str, seed: int) -> pd.DataFrame:
    """Every assignment and arm: the arm that was given, all potential outcomes, the campaign and the segment."""
    data, truth = simulated(bank, seed), known(bank, seed)
    given = data["assignments"].rename(columns={"arm": "given", "propensity": "propensity_given"})
    full = truth["outcomes"].merge(given, on="assignment_id").merge(data["campaigns"], on="campaign_id")
    hidden = truth["assignments"].drop(columns=["campaign_id", "customer_id"])
    return full.merge(hidden, on="assignment_id")


@pytest.fixture(params=BANKS)
def bank(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def data(bank: str, seed: int) -> Tables:
    return simulated(bank, seed)


@pytest.fixture
def truth(bank: str, seed: int) -> Tables:
    return known(bank, seed)


@pytest.fixture
def trials(bank: str, seed: int) -> pd.DataFrame:
    return trials_of(bank, seed)


@pytest.fixture
def one(bank: str) -> Tables:
    return simulated(bank, SEEDS[0])


@pytest.fixture
def cmb(seed: int) -> Tables:
    return simulated("cmb", seed)


@pytest.fixture
def cmb_trials(seed: int) -> pd.DataFrame:
    return trials_of("cmb", seed)


@pytest.fixture
def pingan(seed: int) -> Tables:
    return simulated("pingan", seed)


@pytest.fixture
def pingan_truth(seed: int) -> Tables:
    return known("pingan", seed)


@pytest.fixture
def pingan_trials(seed: int) -> pd.DataFrame:
    return trials_of("pingan", seed)


@pytest.fixture
def closings(data: Tables) -> pd.DataFrame:
    """Assets at the end of each month, customers by months; missing before joining and after closing."""
    return data["monthly_assets"].pivot(index="customer_id", columns="month", values="closing")


@pytest.fixture
def states(truth: Tables) -> pd.DataFrame:
    return truth["states"].pivot(index="customer_id", columns="month", values="state")


def standard_error(share: float, count: int) -> float:
    return float(np.sqrt(max(share * (1.0 - share), 1e-6) / max(count, 1)))
