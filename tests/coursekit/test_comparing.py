"""A right answer is right in every shape a reasonable learner returns it in; a wrong one in none."""

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coursekit.comparing import agrees
from coursekit.keys import readings
from coursekit.periods import period_of
from coursekit.values import Opaque, decode, encode

MONTHS = ["2025-12", "2026-01", "2026-02"]
RATES = [0.42, 0.35, 0.31]
BY_MONTH = pd.Series(RATES, index=MONTHS)

SAME_NUMBER = {
    "float": 0.5,
    "numpy float": np.float64(0.5),
    "single precision": np.float32(0.5),
    "Decimal": Decimal("0.5"),
    "Fraction": Fraction(1, 2),
    "array without dimension": np.array(0.5),
    "array of one": np.array([[0.5]]),
    "Series of one": pd.Series([0.5], index=["rate"]),
    "table of one": pd.DataFrame({"rate": [0.5]}),
    "nullable float": pd.array([0.5], dtype="Float64")[0],
    "list of one": [0.5],
    "comma behind it": (0.5,),
    "nearly": 0.5 + 1e-9,
}


@pytest.mark.parametrize("got", SAME_NUMBER.values(), ids=SAME_NUMBER)
def test_a_number_is_right_in_every_form(got):
    assert agrees(0.5, got)


@pytest.mark.parametrize("got", [3, 3.0, np.int8(3), np.uint64(3), Decimal(3), pd.Series([3]), True + 2])
def test_a_count_is_right_in_every_form(got):
    assert agrees(3, got)


class AlwaysEqual:
    def __eq__(self, other):
        return True

    def __hash__(self):
        return 0


class FlatteringFloat(float):
    def __eq__(self, other):
        return True

    def __sub__(self, other):
        return 0.0

    __rsub__ = __sub__

    def __abs__(self):
        return 0.0

    def __float__(self):
        return 0.5

    def __le__(self, other):
        return True

    def __hash__(self):
        return hash(0.5)


class FlatteringText(str):
    def __eq__(self, other):
        return True

    def strip(self, *given):
        return "right"

    def __str__(self):
        return "right"

    def __hash__(self):
        return hash("right")


WRONG_NUMBER = {
    "text": "0.5",
    "percent as text": "50%",
    "percent": 50,
    "infinite": float("inf"),
    "nothing": None,
    "not a number": float("nan"),
    "complex": 0.5 + 0j,
    "list of two": [0.5, 0.5],
    "list in a list": [[0.5]],
    "Series of two": pd.Series([0.5, 0.5]),
    "equal to all": AlwaysEqual(),
    "flattering float": FlatteringFloat(0.9),
    "stand-in": Opaque("float"),
    "time span": pd.Timedelta("0.5s"),
    "zero": 0,
}


@pytest.mark.parametrize("got", WRONG_NUMBER.values(), ids=WRONG_NUMBER)
def test_what_is_no_such_number_is_wrong(got):
    assert not agrees(0.5, got)


@pytest.mark.parametrize(
    ("expected", "truth"), [(1, True), (1.0, True), (0, False), (1, np.True_), ({0, 1}, [True, False])]
)
def test_a_truth_is_not_a_number(expected, truth):
    assert not agrees(expected, truth)


def test_truths_may_come_as_zero_and_one():
    flags = pd.Series([True, False], index=["a", "b"])
    assert agrees(True, np.True_)
    assert agrees(flags, flags.astype(int))
    assert not agrees(flags, ~flags)
    assert not agrees(flags, flags.astype(str))


@pytest.mark.parametrize("missing", [None, float("nan"), np.nan, pd.NA, pd.NaT, Decimal("nan"), np.float32("nan")])
def test_missing_is_missing_however_it_is_written(missing):
    assert agrees(float("nan"), missing)
    assert not agrees(0.0, missing)
    assert not agrees(missing, 0.0)
    assert not agrees(float("nan"), "missing")
    assert not agrees("missing", missing)


def test_an_infinite_agrees_with_itself_only():
    infinite = float("inf")
    assert agrees(infinite, np.inf)
    assert not agrees(infinite, -infinite)
    assert not agrees(infinite, 5.0)
    assert not agrees(5.0, infinite, tolerance=1.0)
    assert not agrees([infinite, 1.0], [3.0, 1.0], ordered=True)


def test_a_count_is_exact_under_a_tolerance_for_rounding():
    assert not agrees(5000, 5001, tolerance=5e-4)
    assert not agrees(5000, 5001.0, tolerance=5e-4)
    assert not agrees(pd.Series([5000, 2]), pd.Series([5001, 2]), tolerance=5e-4)
    assert not agrees({"a": 5000}, {"a": 5001.0}, tolerance=5e-4)
    assert agrees(5000, 5000.0, tolerance=5e-4)


def test_a_count_may_be_an_estimate_where_the_tolerance_says_so():
    assert agrees(5000, 5040, tolerance=0.01)
    assert not agrees(5000, 5060, tolerance=0.01)


def test_large_numbers_keep_their_last_digit():
    order = 2**60
    assert not agrees({order}, {order + 1})
    assert not agrees(order, order + 1)
    assert not agrees(pd.Series([order], index=["a"]), pd.Series([order + 1], index=["a"]))


@given(st.floats(-1e9, 1e9), st.floats(1e-9, 1e-3), st.floats(1.01, 100))
def test_the_tolerance_is_the_tolerance(number, tolerance, beyond):
    allowed = tolerance * max(1.0, abs(number))
    assert agrees(number, number + 0.99 * allowed, tolerance=tolerance)
    assert not agrees(number, number + beyond * allowed + 1e-12, tolerance=tolerance)


def test_text_is_compared_without_the_space_around_it():
    assert agrees("member", " member ")
    assert agrees("member", np.str_("member"))
    assert agrees("member", pd.Categorical(["member"])[0])
    assert not agrees("member", "Member")
    assert not agrees("right", FlatteringText("wrong"))
    assert not agrees("2", 2)
    assert not agrees("2", pd.Timestamp("2026-01-01"))


SAME_MONTH = {
    "text": "2026-01",
    "text without zero": "2026-1",
    "slash": "2026/01",
    "Chinese": "2026年1月",
    "by its name": "January 2026",
    "by its short name": "Jan 2026",
    "by its short name, with a hyphen": "jan-2026",
    "Period": pd.Period("2026-01", "M"),
    "first day": pd.Timestamp("2026-01-01"),
    "last day": pd.Timestamp("2026-01-31"),
    "date": dt.date(2026, 1, 1),
    "numpy month": np.datetime64("2026-01"),
    "day as text": "2026-01-01",
    "midnight as text": "2026-01-01 00:00:00",
    "moment of its end": pd.Period("2026-01", "M").end_time,
    "day as Period": pd.Period("2026-01-01", "D"),
    "in UTC": pd.Timestamp("2026-01-01", tz="UTC"),
}


@pytest.mark.parametrize("got", SAME_MONTH.values(), ids=SAME_MONTH)
@pytest.mark.parametrize("expected", ["2026-01", pd.Period("2026-01", "M")], ids=["text", "Period"])
def test_a_month_is_right_in_every_form(expected, got):
    assert agrees(expected, got)


@pytest.mark.parametrize(
    "got",
    [
        "2026-02",
        "2026",
        "Jan",
        "Feb 2026",
        "Jan 2025",
        "Jam 2026",
        "Januar 2026",
        "Jan 26",
        pd.Timestamp("2026-01-15"),
        dt.date(2026, 2, 1),
        1,
        202601,
        pd.Period("2026", "Y"),
    ],
)
@pytest.mark.parametrize("expected", ["2026-01", pd.Period("2026-01", "M")], ids=["text", "Period"])
def test_another_month_or_half_a_month_is_wrong(expected, got):
    assert not agrees(expected, got)


@pytest.mark.parametrize("got", ["2026-01-15", dt.date(2026, 1, 15), np.datetime64("2026-01-15"), "2026-01-15 00:00"])
@pytest.mark.parametrize("expected", ["2026-01-15", pd.Timestamp("2026-01-15"), dt.date(2026, 1, 15)])
def test_a_day_is_right_in_every_form(expected, got):
    assert agrees(expected, got)


@pytest.mark.parametrize("got", ["2026-01", "2026-01-16", pd.Timestamp("2026-01-15 10:00"), 15, "15"])
def test_another_day_is_wrong(got):
    assert not agrees(pd.Timestamp("2026-01-15"), got)


def test_a_moment_keeps_its_time_of_day():
    assert agrees(pd.Timestamp("2026-01-15 10:30"), "2026-01-15 10:30")
    assert agrees(pd.Timestamp("2026-01-15 10:30"), dt.datetime(2026, 1, 15, 10, 30))
    assert not agrees(pd.Timestamp("2026-01-15 10:30"), "2026-01-15")


def test_a_span_of_time_is_right_in_every_form():
    assert agrees(pd.Timedelta(days=30), dt.timedelta(days=30))
    assert agrees(pd.Timedelta(days=30), np.timedelta64(30, "D"))
    assert not agrees(pd.Timedelta(days=30), 30)


IDS = {3, 1, 2}
SAME_IDS = {
    "set": {1, 2, 3},
    "frozen set": frozenset(IDS),
    "list": [2, 3, 1],
    "tuple": (1, 2, 3),
    "array": np.array([3, 2, 1]),
    "column of an array": np.array([[3], [2], [1]]),
    "Index": pd.Index([1, 2, 3], name="customer_id"),
    "Series": pd.Series([1, 2, 3], index=[7, 9, 11]),
    "nullable": pd.array([1, 2, 3], dtype="Int64"),
    "nullable Series": pd.Series([1, 2, 3], dtype="Int64"),
    "floats": [1.0, 2.0, 3.0],
    "categories": pd.Categorical([1, 2, 3]),
    "column": pd.DataFrame({"customer_id": [3, 2, 1]}),
    "dict keys": dict.fromkeys([1, 2, 3]).keys(),
    "dict": dict.fromkeys([1, 2, 3]),
    "range": range(1, 4),
}


@pytest.mark.parametrize("got", SAME_IDS.values(), ids=SAME_IDS)
def test_a_set_of_customers_is_right_in_every_container(got):
    assert agrees(IDS, got)


WRONG_IDS = {
    "one twice": [1, 2, 3, 3],
    "one instead of another": [1, 2, 2],
    "one missing": {1, 2},
    "one more": {1, 2, 3, 4},
    "missing value": [1, 2, 3, None],
    "text": ["1", "2", "3"],
    "how many": 3,
    "a text": "123",
    "mask": pd.Series([True, True, True]),
    "whole table": pd.DataFrame({"customer_id": [1, 2, 3], "orders": [1, 1, 1]}),
    "counts by customer": pd.Series([5, 6, 7], index=[1, 2, 3]),
    "equal to all": [AlwaysEqual(), AlwaysEqual(), AlwaysEqual()],
    "nothing": None,
}


@pytest.mark.parametrize("got", WRONG_IDS.values(), ids=WRONG_IDS)
def test_another_set_of_customers_is_wrong(got):
    assert not agrees(IDS, got)


def test_ids_that_are_text_are_no_numbers():
    assert agrees({"C1", "C2"}, pd.Series(["C2", "C1"], dtype="category"))
    assert not agrees({"1", "2"}, {1, 2})
    assert not agrees({"01", "2"}, {"1", "2"})


def test_sets_of_months_and_of_pairs():
    assert agrees(set(MONTHS), pd.PeriodIndex(MONTHS, freq="M"))
    assert agrees(set(MONTHS), pd.to_datetime(MONTHS) + pd.offsets.MonthEnd(0))
    assert agrees({(1, "2026-01")}, [(np.int64(1), pd.Period("2026-01", "M"))])
    assert not agrees({(1, "2026-01")}, [("2026-01", 1)])


def test_a_set_of_fractions_allows_for_the_last_digit():
    assert agrees({0.1 + 0.2, 1.0}, [0.3, 1.0])
    assert not agrees({0.1, 0.2}, [0.1, 0.3])


@pytest.mark.parametrize(
    "empty", [set(), [], (), {}, np.array([]), pd.Series([], dtype=int), pd.DataFrame(columns=["a"])]
)
@pytest.mark.parametrize("expected", [set(), [], pd.Series(dtype=float), {}, pd.DataFrame(columns=["a", "b"])])
def test_nobody_is_nobody_in_every_container(expected, empty):
    assert agrees(expected, empty)
    assert not agrees(expected, None)
    assert not agrees(expected, 0)
    assert not agrees(expected, "")
    assert not agrees(expected, [0])
    assert not agrees({1}, empty)


SAME_BY_MONTH = {
    "Series": BY_MONTH,
    "other order": BY_MONTH[::-1],
    "named index": BY_MONTH.rename_axis("month").rename("retention"),
    "periods": BY_MONTH.set_axis(pd.PeriodIndex(MONTHS, freq="M")),
    "month starts": BY_MONTH.set_axis(pd.to_datetime(MONTHS)),
    "month starts with freq": BY_MONTH.set_axis(pd.date_range("2025-12-01", periods=3, freq="MS")),
    "month ends": BY_MONTH.set_axis(pd.date_range("2025-12-31", periods=3, freq="ME")),
    "dates": BY_MONTH.set_axis([dt.date(2025, 12, 1), dt.date(2026, 1, 1), dt.date(2026, 2, 1)]),
    "categories": BY_MONTH.set_axis(pd.CategoricalIndex(MONTHS)),
    "year and month": BY_MONTH.set_axis(pd.MultiIndex.from_tuples([(2025, 12), (2026, 1), (2026, 2)])),
    "nullable": BY_MONTH.astype("Float64"),
    "object": BY_MONTH.astype(object),
    "dict": dict(zip(MONTHS, RATES, strict=True)),
    "other mapping": MappingProxyType(dict(zip(MONTHS, RATES, strict=True))),
    "pairs": list(zip(MONTHS, RATES, strict=True)),
    "one column": BY_MONTH.to_frame("retention"),
    "two columns": BY_MONTH.rename_axis("month").reset_index(name="retention"),
    "columns turned round": pd.DataFrame({"retention": RATES, "month": MONTHS}),
    "more columns": pd.DataFrame({"month": MONTHS, "customers": [9, 8, 7], "retention": RATES}),
    "more columns by index": pd.DataFrame({"customers": [9, 8, 7], "retention": RATES}, index=MONTHS),
    "rounding error": BY_MONTH + 1e-9,
}


@pytest.mark.parametrize("got", SAME_BY_MONTH.values(), ids=SAME_BY_MONTH)
@pytest.mark.parametrize(
    "expected",
    [
        BY_MONTH,
        BY_MONTH.set_axis(pd.PeriodIndex(MONTHS, freq="M")),
        BY_MONTH.set_axis(pd.to_datetime(MONTHS)),
        dict(BY_MONTH),
    ],
    ids=["text", "periods", "month starts", "dict"],
)
def test_rates_by_month_are_right_in_every_form(expected, got):
    assert agrees(expected, got)


WRONG_BY_MONTH = {
    "next month's": pd.Series(RATES, index=["2026-01", "2026-02", "2026-03"]),
    "turned round": pd.Series(RATES[::-1], index=MONTHS),
    "shifted": BY_MONTH.shift(1),
    "last one zero": pd.Series([0.42, 0.35, 0.0], index=MONTHS),
    "last one missing": pd.Series([0.42, 0.35, None], index=MONTHS),
    "one month more": pd.concat([BY_MONTH, pd.Series({"2026-03": 0.0})]),
    "one month more, missing": pd.concat([BY_MONTH, pd.Series({"2026-03": np.nan})]),
    "one month less": BY_MONTH[:-1],
    "a month twice": pd.concat([BY_MONTH, BY_MONTH[:1]]),
    "text": BY_MONTH.astype(str),
    "percent": BY_MONTH * 100,
    "values only": RATES,
    "values only, Series": pd.Series(RATES),
    "months only": MONTHS,
    "middle of the month": BY_MONTH.set_axis(pd.to_datetime(["2025-12-15", "2026-01-15", "2026-02-15"])),
    "months of the year": BY_MONTH.set_axis([12, 1, 2]),
    "mean": 0.36,
}


@pytest.mark.parametrize("got", WRONG_BY_MONTH.values(), ids=WRONG_BY_MONTH)
def test_other_rates_or_rates_of_other_months_are_wrong(got):
    assert not agrees(BY_MONTH, got)
    assert not agrees(dict(BY_MONTH), got)


def test_the_order_of_rows_counts_where_it_is_asked_for():
    assert agrees(BY_MONTH, BY_MONTH.copy(), ordered=True)
    assert not agrees(BY_MONTH, BY_MONTH[::-1], ordered=True)


def test_a_missing_rate_is_no_zero():
    rates = pd.Series([0.5, np.nan], index=["a", "b"])
    assert agrees(rates, pd.Series([0.5, None], index=["a", "b"], dtype=object))
    assert agrees(rates, pd.Series([0.5, pd.NA], index=["a", "b"], dtype="Float64"))
    assert agrees(rates, {"a": 0.5, "b": None})
    assert not agrees(rates, rates.fillna(0))
    assert not agrees(rates.fillna(0), rates)


def test_keys_of_two_levels_may_stand_in_columns():
    two = pd.MultiIndex.from_tuples([("2026-01", 0), ("2026-01", 1)], names=["cohort", "age"])
    sizes = pd.Series([10, 4], index=two, name="customers")
    assert agrees(sizes, sizes.reset_index())
    assert agrees(sizes, sizes.reset_index()[["customers", "age", "cohort"]])
    assert agrees(sizes, {("2026-01", 0): 10, ("2026-01", 1): 4})
    assert agrees(sizes, [(pd.Period("2026-01", "M"), 0, 10), (pd.Period("2026-01", "M"), 1, 4)])
    assert agrees({("2026-01", 0): 10, ("2026-01", 1): 4}, sizes.reset_index())
    assert not agrees(sizes, sizes.swaplevel())
    assert not agrees(sizes, sizes.droplevel("cohort"))


def test_a_series_may_have_one_key_several_times():
    amounts = pd.Series([5.0, 7.0, 5.0], index=[1, 1, 2])
    assert agrees(amounts, amounts[::-1])
    assert not agrees(amounts, pd.Series([5.0, 5.0, 7.0], index=[1, 1, 2]))


NAMED_ROWS = {
    "a dict by customer": {41: 1.0, 12: 0.6, 33: 0.4},
    "a table with customers": pd.DataFrame({"customer_id": [41, 12, 33], "chance": [1.0, 0.6, 0.4]}),
    "the whole table": pd.DataFrame({"customer_id": [41, 12, 33], "age": [3, 9, 5], "chance": [1.0, 0.6, 0.4]}),
    "the whole table by customer": pd.DataFrame({"age": [3, 9, 5], "p": [1.0, 0.6, 0.4]}, index=[41, 12, 33]),
    "a Series by customer": pd.Series([1.0, 0.6, 0.4], index=[41, 12, 33]),
    "a Series that ages name as text": pd.Series([1.0, 0.6, 0.4], index=["0", "1", "2"]),
    "a dict by name": {"Ann": 1.0, "Bo": 0.6, "Cy": 0.4},
}

OTHER_ROWS = {
    "another order": {12: 0.6, 41: 1.0, 33: 0.4},
    "one row too few": {41: 1.0, 12: 0.6},
    "counted from 1": {1: 1.0, 2: 0.6, 3: 0.4},
    "counted in years of months": {0: 1.0, 12: 0.6, 24: 0.4},
    "a Series counted from 1": pd.Series([1.0, 0.6, 0.4], index=[1, 2, 3]),
    "a column counted from 1": pd.DataFrame({"p": [1.0, 0.6, 0.4]}, index=[1, 2, 3]),
    "a Series of every other age": pd.Series([1.0, 0.6, 0.4], index=[0, 2, 4]),
    "counted backwards": pd.DataFrame({"age": [2, 1, 0], "p": [1.0, 0.6, 0.4]}),
    "a customer twice": pd.DataFrame({"customer_id": [41, 41, 33], "p": [1.0, 0.6, 0.4]}),
    "another column last": pd.DataFrame({"p": [1.0, 0.6, 0.4], "age": [3.0, 9.0, 5.0]}, index=[41, 12, 33]),
}


@pytest.mark.parametrize("shape", NAMED_ROWS)
def test_a_curve_may_come_with_the_names_of_its_rows(shape):
    assert agrees(pd.Series([1.0, 0.6, 0.4]), NAMED_ROWS[shape])


@pytest.mark.parametrize("shape", OTHER_ROWS)
def test_names_of_rows_do_not_excuse_another_curve(shape):
    assert not agrees(pd.Series([1.0, 0.6, 0.4]), OTHER_ROWS[shape])


def test_a_curve_without_keys_is_compared_in_its_order():
    curve = pd.Series([1.0, 0.6, 0.4])
    assert agrees(curve, [1.0, 0.6, 0.4])
    assert agrees(curve, {0: 1.0, 1: 0.6, 2: 0.4})
    assert agrees(curve, pd.Series([0.4, 1.0, 0.6], index=[2, 0, 1]))
    assert agrees(curve, pd.DataFrame({"age": [0, 1, 2], "retention": [1.0, 0.6, 0.4]}))
    assert not agrees(curve, [1.0, 0.4, 0.6])


def test_a_numbering_from_one_is_a_key():
    by_age = pd.Series([1.0, 0.6], index=range(1, 3))
    assert not agrees(by_age, pd.Series([1.0, 0.6]))
    assert agrees(by_age, {1: 1.0, 2: 0.6})
    assert agrees(decode(encode(by_age)), by_age)


def test_a_tuple_is_compared_in_its_order_and_a_list_is_not():
    assert agrees((0.5, 10), [0.5, np.int64(10)])
    assert agrees((0.5, 10), pd.Series([0.5, 10], index=["rate", "customers"]))
    assert not agrees((0.5, 10), (10, 0.5))
    assert not agrees((1, 2), {1, 2})
    assert agrees(["b", "a"], ("a", "b"))
    assert not agrees(["b", "a"], ("a", "b"), ordered=True)
    assert not agrees(["b", "a"], {"b", "a"}, ordered=True)


def test_lists_of_pairs_allow_for_rounding():
    assert agrees([("2026-01", 0.5), ("2026-02", 0.25)], [("2026-02", 0.25 + 1e-9), (pd.Period("2026-01"), 0.5)])
    assert not agrees([("a", 0.5), ("b", 0.25)], [("b", 0.5), ("a", 0.25)])


def test_grids_are_compared_place_by_place():
    grid = np.array([[1.0, 0.5], [1.0, np.nan]])
    assert agrees(grid, grid.tolist())
    assert agrees(grid, pd.DataFrame(grid, index=["a", "b"]))
    assert not agrees(grid, grid.T)
    assert not agrees(grid, grid.ravel())


def test_a_dict_of_results_is_compared_by_its_names():
    expected = {"retained": 3, "rate": 0.5, "ids": {1, 2}}
    assert agrees(expected, {"ids": [2, 1], "rate": np.float64(0.5), "retained": 3.0})
    assert not agrees(expected, {"ids": [2, 1], "rate": 3, "retained": 0.5})
    assert not agrees(expected, {"rate": 0.5, "retained": 3})
    assert agrees({"rate": 0.5, "retained": 3}, pd.DataFrame({"rate": [0.5], "retained": [3]}))


def _across(value):
    return decode(encode(value, parts := []), parts)


@pytest.mark.parametrize(
    ("expected", "right", "wrong"),
    [
        (0.5, SAME_NUMBER, WRONG_NUMBER),
        ("2026-01", SAME_MONTH, {}),
        (IDS, SAME_IDS, WRONG_IDS),
        (BY_MONTH, SAME_BY_MONTH, WRONG_BY_MONTH),
    ],
    ids=["number", "month", "set", "series"],
)
def test_the_verdict_is_the_same_on_the_other_side_of_the_boundary(expected, right, wrong):
    shipped = decode(encode(expected))
    assert [name for name, got in right.items() if not agrees(shipped, _across(got))] == []
    flattering = {"flattering float"}
    assert [name for name, got in wrong.items() if name not in flattering and agrees(expected, _across(got))] == []


@pytest.mark.parametrize(
    "broken", [AlwaysEqual(), {"a": AlwaysEqual()}, [[...]], object(), lambda: None, type, Opaque("x")]
)
@pytest.mark.parametrize("expected", [0.5, IDS, BY_MONTH, {"a": 1}, [1], "a", pd.DataFrame({"a": [1]}), None, (1, 2)])
def test_nothing_odd_is_right_and_nothing_raises(expected, broken):
    assert not agrees(expected, broken)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | st.dates(),
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text("abc01", max_size=3), inner, max_size=3),
        max_leaves=8,
    )
)
def test_every_plain_value_agrees_with_itself_across_the_boundary(value):
    assert agrees(value, value, ordered=True)
    assert agrees(value, decode(encode(value)), ordered=True)


def test_text_that_names_no_period_is_told_by_its_form_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    class Parsed(pd.Period):
        def __new__(cls, text: str, freq: str) -> "Parsed":
            raise AssertionError(f"{text} was parsed")

    monkeypatch.setattr(pd, "Period", Parsed)
    for text in ("1 Jan 2026 10:00", "tomorrow", "1 " * 50):
        assert [period_of(text, unit) for unit in ("M", "D", "W-SUN")] == [None, None, None]


def test_what_has_more_keys_than_are_expected_is_not_read_as_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[object] = []
    monkeypatch.setattr("coursekit.keys.identity", lambda key, units: read.append(key))
    for got in (pd.Series(1, index=MONTHS), dict.fromkeys(MONTHS, 1), pd.DataFrame({"month": MONTHS, "share": 1})):
        assert list(readings(got, [None], "M", 2)) == []
    assert read == []


@pytest.mark.parametrize("expected", [BY_MONTH, pd.Series(RATES)])
def test_a_list_of_another_length_is_not_gone_through(expected: pd.Series) -> None:
    class Long(list[object]):
        def __iter__(self) -> Iterator[object]:
            raise AssertionError("gone through")

    assert not agrees(expected, Long(range(9)))


def test_of_many_columns_that_could_be_meant_only_the_first_and_the_last_are() -> None:
    guesses = {f"guess {number}": [number / 10] * 3 for number in range(4)}
    rate = {"retention": RATES}
    assert not agrees(BY_MONTH, pd.DataFrame({"month": MONTHS, "a": 0.9, **rate, **guesses}))
    assert agrees(BY_MONTH, pd.DataFrame({"month": MONTHS, **guesses, **rate}))
    assert agrees(BY_MONTH, pd.DataFrame({"month": MONTHS, **rate, **guesses}))
    assert agrees(BY_MONTH, pd.DataFrame({"month": MONTHS, "churn": 0.5, **rate, "before": 1, "after": 2, "left": 3}))
