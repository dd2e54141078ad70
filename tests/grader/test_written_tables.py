from __future__ import annotations

import gc

import pandas as pd
import pytest

from coursekit.values import decode, encode
from grader.sandbox import written_tables
from grader.sandbox.written_tables import write


@pytest.fixture
def table() -> pd.DataFrame:
    return pd.DataFrame({"customer_id": [1, 2, 3], "status": ["paid", None, "returned"]})


def test_a_table_is_written_as_any_value_is(table):
    written, encoded = [], []
    assert write(table, written) == encode(table, encoded)
    assert written == encoded


def test_a_table_written_again_is_found_beside_other_tables(table):
    other = pd.DataFrame({"x": [0.5]})
    write(table, [])
    parts = []
    trees = [write(other, parts), write(table, parts), write(table, parts)]
    for tree, meant in zip(trees, (other, table, table), strict=True):
        pd.testing.assert_frame_equal(decode(tree, parts), meant)


def test_a_table_without_a_stream_can_be_written_again():
    nothing = pd.DataFrame(index=pd.Index([], name="customer_id"))
    write(nothing, [])
    parts = []
    pd.testing.assert_frame_equal(decode(write(nothing, parts), parts), nothing)


def test_a_table_is_encoded_once(table, monkeypatch):
    write(table, [])
    monkeypatch.setattr(written_tables, "encode", None)
    write(table, [])


def test_what_was_written_goes_with_its_table():
    table = pd.DataFrame({"x": [1]})
    write(table, [])
    key = id(table)
    assert key in written_tables._written
    del table
    gc.collect()
    assert key not in written_tables._written
