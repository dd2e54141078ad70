"""What `encode` writes, `decode` reads back: in JSON alone and with Arrow parts."""

import array
import datetime as dt
import json
from collections import deque

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

from coursekit.values import Malformed, Opaque, decode, encode

FRAME = pd.DataFrame(
    {
        "whole": [1, 2],
        "text": ["x", None],
        "when": pd.to_datetime(["2025-01-01 10:00", "2025-02-02 00:00"]),
        "share": [0.5, np.nan],
        "month": pd.PeriodIndex(["2025-01", "2025-02"], freq="M"),
        "kind": pd.Categorical(["u", "v"]),
        "flag": [True, False],
        "mixed": [[1], {2}],
        "maybe": pd.array([1, None], dtype="Int64"),
        "infinite": [np.inf, -np.inf],
    }
)

TABLES = {
    "frame": FRAME,
    "indexed by period": FRAME.set_index("month"),
    "indexed twice": FRAME.set_index(["whole", "month"]),
    "no rows": FRAME.drop(columns="kind").iloc[:0],
    "nothing": pd.DataFrame(),
    "columns of one name": pd.DataFrame([[1, 2.5]], columns=["a", "a"]),
    "columns in two levels": pd.DataFrame([[1, 2.5]], columns=pd.MultiIndex.from_tuples([("a", "x"), ("a", "y")])),
}

SERIES = {
    "of numbers": FRAME["whole"],
    "by text": FRAME.set_index("text")["share"],
    "without a name": pd.Series([1.0, 2.0], index=["a", "b"]),
    "by group": FRAME.groupby("kind", observed=True)["share"].sum(),
}

SCALARS = [
    None,
    True,
    3,
    0.25,
    "王伟",
    {1, 2, 3},
    (1, [2, {"k": "v"}]),
    {("a", 1): {2: 3}},
    pd.Period("2025-01", freq="M"),
    pd.Timestamp("2025-01-01 10:00"),
    dt.date(2025, 1, 1),
    pd.Timedelta("30D"),
    pd.Interval(0, 30, closed="left"),
]


def through(value: object, arrow: bool) -> object:
    parts: list[bytes] | None = [] if arrow else None
    tree = json.loads(json.dumps(encode(value, parts), allow_nan=False))
    return decode(tree, parts or ())


@pytest.mark.parametrize("arrow", [False, True], ids=["json", "arrow"])
@pytest.mark.parametrize("name", TABLES)
def test_a_table_comes_back(name: str, arrow: bool) -> None:
    pd.testing.assert_frame_equal(
        through(TABLES[name], arrow), TABLES[name], check_index_type=False, check_column_type=False
    )


@pytest.mark.parametrize("arrow", [False, True], ids=["json", "arrow"])
@pytest.mark.parametrize("name", SERIES)
def test_a_series_comes_back(name: str, arrow: bool) -> None:
    expected = SERIES[name]
    if isinstance(expected.index, pd.CategoricalIndex):
        pd.testing.assert_series_equal(
            through(expected, arrow), expected, check_index_type=False, check_categorical=False
        )
    else:
        pd.testing.assert_series_equal(through(expected, arrow), expected)


@pytest.mark.parametrize("value", SCALARS, ids=str)
def test_a_plain_value_comes_back(value: object) -> None:
    assert through(value, arrow=True) == value


def test_numpy_numbers_become_plain_ones() -> None:
    assert through([np.int64(3), np.float64(0.5), np.bool_(True)], arrow=False) == [3, 0.5, True]


@pytest.mark.parametrize("missing", [np.nan, pd.NA, pd.NaT, float("nan")], ids=str)
def test_what_is_missing_stays_missing(missing: object) -> None:
    assert pd.isna(through(missing, arrow=False))


def test_an_index_or_array_keeps_its_values() -> None:
    assert list(through(pd.PeriodIndex(["2025-01"], freq="M"), arrow=True)) == [pd.Period("2025-01", freq="M")]
    assert list(through(np.array([1, 2]), arrow=True)) == [1, 2]
    assert list(through(pd.array([1, 2]), arrow=True)) == [1, 2]


@pytest.mark.parametrize("kind", ["int64", "double", "bool", "string", "timestamp[us]"])
@pytest.mark.parametrize("arrow", [False, True], ids=["json", "arrow"])
def test_columns_of_arrow_s_types_keep_their_values(kind: str, arrow: bool) -> None:
    plain = {"int64": 3, "double": 0.5, "bool": True, "string": "x", "timestamp[us]": pd.Timestamp("2026-01-05")}[kind]
    table = pd.DataFrame({"whole": pd.Series([plain], dtype=f"{kind}[pyarrow]"), "gaps": [1]})
    assert through(table, arrow)["whole"].tolist() == [plain]
    assert through(table.set_index("whole"), arrow).index.tolist() == [plain]
    gaps = through(pd.Series([plain, None], dtype=f"{kind}[pyarrow]"), arrow)
    assert (gaps[0], pd.isna(gaps[1])) == (plain, True)


@pytest.mark.parametrize("arrow", [False, True], ids=["json", "arrow"])
def test_intervals_stay_intervals_wherever_they_stand(arrow: bool) -> None:
    band = pd.cut(pd.Series([1, 2, 5]), [0, 2, 6])
    low, high = pd.Interval(0, 2), pd.Interval(2, 6)
    assert through(band, arrow).tolist() == [low, low, high]
    assert through(pd.Series([1, 2, 5]).groupby(band, observed=True).sum(), arrow).to_dict() == {low: 3, high: 5}
    assert through(pd.Series(pd.IntervalIndex([low, high])), arrow).tolist() == [low, high]


@pytest.mark.parametrize("kind", ["float16", np.longdouble, "Sparse[float]"], ids=str)
def test_floats_of_rare_sizes_come_over_as_numbers(kind: object) -> None:
    assert through(pd.Series([0.5, 2.0], dtype=kind), arrow=True).tolist() == [0.5, 2.0]


def test_arrow_s_own_arrays_and_tables_are_plain_data() -> None:
    assert through(pa.array([1, None]), arrow=True) == [1, None]
    assert through(pa.chunked_array([["a"], ["b"]]), arrow=True) == ["a", "b"]
    assert through(pa.scalar(0.5), arrow=True) == 0.5
    assert through(pa.table({"a": [1, 2]}), arrow=True).to_dict("list") == {"a": [1, 2]}


def test_a_queue_or_array_is_a_list_and_a_styled_table_a_table() -> None:
    assert through(deque([1, 2]), arrow=True) == [1, 2]
    assert through(array.array("d", [0.5]), arrow=True) == [0.5]
    assert through(FRAME[["whole"]].style.format("{:.1%}"), arrow=True).to_dict("list") == {"whole": [1, 2]}


def test_what_is_not_data_crosses_as_its_type_name_alone() -> None:
    class Equal:
        def __eq__(self, other: object) -> bool:
            return True

    back = through([Equal()], arrow=True)
    assert isinstance(back, list)
    assert isinstance(back[0], Opaque)
    assert back[0] != 1


def test_endless_nesting_ends() -> None:
    loop: list[object] = []
    loop.append(loop)
    assert "nested too deeply" in repr(through(loop, arrow=False))


@pytest.mark.parametrize(
    "tree",
    [
        {"$": "frame", "rows": 3, "columns": [{"name": "a", "dtype": "int64", "v": [1]}], "index": []},
        {"$": "frame", "rows": 1, "columns": [{"name": "a", "dtype": "int64", "arrow": "0"}], "index": [], "part": 0},
        {"$": "unheard"},
        {"$": "period", "v": "x", "freq": "M"},
        {},
    ],
    ids=["lengths differ", "no such part", "unknown node", "bad period", "no tag"],
)
def test_a_forged_tree_is_refused(tree: dict[str, object]) -> None:
    with pytest.raises(Malformed):
        decode(tree)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "tree",
    [
        {"$": "period", "v": "x" * 16_000_000, "freq": "D"},
        {"$": "period", "v": "2026", "freq": "1D" * 8_000_000},
        {"$": "timestamp", "v": "a " * 8_000_000},
        {"$": "timedelta", "v": "1 " * 8_000_000},
        *(
            {
                "$": "frame",
                "rows": 1,
                "columns": [{"name": "a", "dtype": kind, "v": ["x" * 16_000_000]}],
                "index": [],
            }
            for kind in ("period[M]", "datetime64[ns]")
        ),
    ],
)
def test_a_moment_longer_than_any_is_not_even_read(tree: dict[str, object]) -> None:
    """Reading some of these takes pandas hours, and no signal interrupts it."""
    with pytest.raises(Malformed, match="no moment"):
        decode(tree)
