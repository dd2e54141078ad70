"""Tables are compared by the names of their columns and the keys of their rows."""

import numpy as np
import pandas as pd
import pytest

from coursekit.comparing import agrees
from coursekit.tables import as_table
from coursekit.values import decode, encode

MONTHS = ["2026-01", "2026-02", "2026-03"]
TABLE = pd.DataFrame({"month": MONTHS, "customers": [10, 20, 20], "retention": [0.5, 0.25, 0.25]})
COHORTS = pd.DataFrame(
    [[1.0, 0.5, 0.25], [1.0, 0.4, np.nan], [1.0, np.nan, np.nan]],
    index=pd.PeriodIndex(MONTHS, freq="M", name="cohort"),
    columns=pd.Index([0, 1, 2], name="age"),
)

SAME_TABLE = {
    "other rows first": TABLE[::-1],
    "row numbers left over": TABLE.sort_values("retention"),
    "other columns first": TABLE[["retention", "month", "customers"]],
    "more columns": TABLE.assign(note="x"),
    "month as index": TABLE.set_index("month"),
    "month as period": TABLE.assign(month=pd.PeriodIndex(MONTHS, freq="M")),
    "month as last day": TABLE.assign(month=pd.to_datetime(MONTHS) + pd.offsets.MonthEnd(0)),
    "month as category": TABLE.assign(month=pd.Categorical(MONTHS)),
    "counts as floats": TABLE.assign(customers=[10.0, 20.0, 20.0])[::-1],
    "counts nullable": TABLE.assign(customers=pd.array([10, 20, 20], dtype="Int64")),
    "index of a column's name": TABLE.set_index("month", drop=False),
    "columns with a name": TABLE.rename_axis(columns="measure"),
    "rounding error": TABLE.assign(retention=TABLE["retention"] + 1e-9)[::-1],
    "rows as dicts": TABLE.to_dict("records"),
    "columns as lists": TABLE.to_dict("list"),
    "columns as Series": dict(TABLE.items()),
}


@pytest.mark.parametrize("got", SAME_TABLE.values(), ids=SAME_TABLE)
def test_a_table_is_right_in_every_form(got):
    assert agrees(TABLE, got)
    assert agrees(TABLE.set_index("month"), got)


WRONG_TABLE = {
    "a column less": TABLE.drop(columns="customers"),
    "a column of another name": TABLE.rename(columns={"retention": "rate"}),
    "a column twice": pd.concat([TABLE, TABLE[["retention"]]], axis=1),
    "a row less": TABLE[:2],
    "a row twice": pd.concat([TABLE, TABLE[:1]]),
    "a row instead of another": TABLE.iloc[[0, 1, 1]],
    "values at other rows": TABLE.assign(retention=[0.25, 0.5, 0.25]),
    "missing for a number": TABLE.assign(retention=[0.5, 0.25, None]),
    "text for numbers": TABLE.astype(str),
    "columns exchanged": TABLE.rename(columns={"customers": "retention", "retention": "customers"}),
    "another month": TABLE.assign(month=["2026-01", "2026-02", "2026-04"]),
    "turned on its side": TABLE.set_index("month").T,
    "without names": TABLE.to_numpy().tolist(),
    "empty": TABLE[:0],
}


@pytest.mark.parametrize("got", WRONG_TABLE.values(), ids=WRONG_TABLE)
def test_another_table_is_wrong(got):
    assert not agrees(TABLE, got)
    assert not agrees(TABLE.set_index("month"), got)


def test_the_order_of_rows_counts_where_it_is_asked_for():
    assert agrees(TABLE, TABLE.set_index("month"), ordered=True)
    assert not agrees(TABLE, TABLE[::-1], ordered=True)


def test_row_numbers_left_over_in_the_reference_ask_for_nothing():
    reference = TABLE[TABLE["customers"] > 10]
    assert agrees(reference, reference.reset_index(drop=True))
    assert agrees(reference, reference.set_index("month"))
    assert not agrees(reference, reference.iloc[[0, 0]])


SAME_COHORTS = {
    "text": COHORTS.set_axis(MONTHS),
    "first days": COHORTS.set_axis(pd.to_datetime(MONTHS)),
    "index without a name": COHORTS.rename_axis(None),
    "index of another name": COHORTS.rename_axis("first_month"),
    "column of another name": COHORTS.rename_axis("first_month").reset_index(),
    "cohorts in a column": COHORTS.reset_index(),
    "ages as text": COHORTS.rename(columns=str),
    "ages as floats": COHORTS.rename(columns=float),
    "nullable": COHORTS.astype("Float64"),
    "objects": COHORTS.astype(object).where(COHORTS.notna(), None),
    "other order": COHORTS.iloc[::-1, ::-1],
}


@pytest.mark.parametrize("got", SAME_COHORTS.values(), ids=SAME_COHORTS)
def test_a_cohort_table_is_right_in_every_form(got):
    assert agrees(COHORTS, got)
    assert agrees(decode(encode(COHORTS)), decode(encode(got)))


WRONG_COHORTS = {
    "unseen months as zero": COHORTS.fillna(0),
    "ages from one": COHORTS.rename(columns=lambda age: age + 1),
    "cohorts by number": COHORTS.reset_index(drop=True),
    "next month": COHORTS.set_axis(COHORTS.index + 1),
    "counts": COHORTS * 40,
}


@pytest.mark.parametrize("got", WRONG_COHORTS.values(), ids=WRONG_COHORTS)
def test_another_cohort_table_is_wrong(got):
    assert not agrees(COHORTS, got)


def test_months_may_be_columns_in_every_form():
    wide = pd.DataFrame([[1, 2, 3]], columns=pd.PeriodIndex(MONTHS, freq="M"), index=["a"])
    assert agrees(wide, wide.set_axis(MONTHS, axis=1))
    assert agrees(wide, wide.set_axis(pd.to_datetime(MONTHS), axis=1))
    assert not agrees(wide, wide.set_axis(["2026-02", "2026-03", "2026-04"], axis=1))


def test_a_table_of_one_column_may_come_as_a_series():
    by_month = TABLE.set_index("month")[["retention"]]
    assert agrees(by_month, by_month["retention"])
    assert agrees(by_month, by_month["retention"].rename(None))
    assert agrees(by_month, dict(by_month["retention"]))
    assert not agrees(by_month, by_month["retention"].to_list())


def test_a_table_of_key_and_value_may_come_as_a_series_or_pairs():
    two = TABLE[["month", "retention"]]
    assert agrees(two, two.set_index("month")["retention"].rename(None))
    assert agrees(two, dict(two.to_numpy()))
    assert agrees(two, list(two.itertuples(index=False, name=None)))
    three = TABLE.assign(segment="x")[["month", "segment", "customers"]]
    assert agrees(three, three.groupby(["month", "segment"])["customers"].sum())


def test_rows_are_told_apart_by_their_last_column_too():
    rows = pd.DataFrame({"segment": ["a", "a", "a"], "share": [0.1, 0.2, 0.3], "value": [5.0, 6.0, 7.0]})
    assert agrees(rows, rows.iloc[[2, 0, 1]] + {"segment": "", "share": 1e-10, "value": 0.0})
    assert not agrees(rows, rows.assign(value=[6.0, 5.0, 7.0]))


def test_ages_over_nine_stay_in_order_whether_whole_or_not():
    rows = pd.DataFrame({"age": range(12), "alive": np.linspace(1, 0, 12)})
    assert agrees(rows, rows.astype({"age": float}).sample(frac=1, random_state=1))


def test_truths_in_a_column_may_come_as_zero_and_one():
    rows = pd.DataFrame({"customer_id": [3, 1, 2], "churned": [True, False, True]})
    assert agrees(rows, rows.astype({"churned": int})[::-1])
    assert not agrees(rows, rows.assign(churned=~rows["churned"]))
    assert not agrees(rows.astype({"churned": int}), rows)


@pytest.mark.filterwarnings("error")
def test_infinite_values_are_compared_without_a_warning():
    table = pd.DataFrame({"offer": [4, 9], "share": [0.5, np.inf]})
    assert agrees(table, table[::-1])
    assert not agrees(table, table.assign(share=[0.5, 1.0]))


@pytest.mark.parametrize(
    "spread",
    [
        [{f"key {place}": 1} for place in range(2_000)],
        {f"key {place}": pd.Series([1, 2], index=[2 * place, 2 * place + 1]) for place in range(1_000)},
    ],
    ids=["rows", "columns"],
)
def test_what_would_be_an_enormous_table_all_but_empty_is_none(spread: object) -> None:
    assert as_table(spread) is None
    assert not agrees(pd.DataFrame({"a": [1, 2]}), spread)


def test_rows_and_columns_that_lack_a_few_values_are_a_table() -> None:
    rows = [{"customer": place, **({"reason": "price"} if place % 2 else {})} for place in range(5_000)]
    table = as_table(rows)
    assert table is not None
    assert table.shape == (5_000, 2)
    months = {str(month): pd.Series(range(2_000)) for month in pd.period_range("2023-01", periods=36, freq="M")}
    table = as_table(months)
    assert table is not None
    assert table.shape == (2_000, 36)
