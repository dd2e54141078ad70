"""A sample of customers holds all that hangs on them and nothing of anyone else's."""

from __future__ import annotations

import pandas as pd
import pytest

import generator
from generator.case import find_case
from grader import sample
from grader.sample import Sample


@pytest.mark.parametrize("case", generator.cases())
def test_whatever_belongs_to_a_customer_comes_with_them_and_nothing_else(case, monkeypatch):
    monkeypatch.setattr(sample, "CUSTOMERS", 50)
    tables = generator.simulate(case, customers=150, seed=3)
    few = Sample(case, tables)
    people = find_case(case).tables[0]
    (key,) = people.key
    kept = set(few[people.name][key])
    assert len(kept) == 50
    for name, whole in tables.items():
        if key in whole.columns and name != people.name:
            expected = whole[whole[key].isin(kept)].reset_index(drop=True)
            pd.testing.assert_frame_equal(few[name], expected)


def test_what_hangs_on_a_customer_s_things_comes_too(monkeypatch):
    monkeypatch.setattr(sample, "CUSTOMERS", 50)
    tables = generator.simulate("amazon", customers=150, seed=3)
    few = Sample("amazon", tables)
    assert set(few["order_items"]["order_id"]) == set(few["orders"]["order_id"])
    assert len(few["order_items"]) < len(tables["order_items"])
    assert few["products"] is tables["products"]
    assert few["calendar"] is tables["calendar"]


def test_a_small_data_set_is_taken_as_it_is():
    tables = generator.simulate("amazon", customers=100, seed=3)
    few = Sample("amazon", tables)
    assert list(few) == list(tables)
    assert all(few[name] is tables[name] for name in tables)
