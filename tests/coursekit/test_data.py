"""`load` reads a case's tables in parts, from Parquet or CSV, and says what to do where it can't."""

import pandas as pd
import pytest

from coursekit import session
from coursekit.data import load
from coursekit.session import CourseError, Session, opened

ORDERS = pd.DataFrame(
    {
        "order_id": [1, 2, 3],
        "ordered_at": pd.to_datetime(["2026-01-01 10:00", "2026-01-02 00:00", "2026-02-03 23:59"]),
        "city": ["上海", "Köln", None],
    }
)


def written(folder, format):
    """Two parts of the orders in a case's folder."""
    table = folder / "amazon" / "orders"
    table.mkdir(parents=True)
    for number, part in enumerate((ORDERS[:2], ORDERS[2:])):
        file = table / f"part-{number:05}.{format}"
        part.to_parquet(file) if format == "parquet" else part.to_csv(file, index=False, encoding="utf-8-sig")


@pytest.mark.parametrize("format", ["parquet", "csv"])
def test_a_table_in_parts_is_loaded_whole(toy_lesson, format):
    written(toy_lesson / "datasets", format)
    loaded = load("orders")
    pd.testing.assert_frame_equal(loaded, ORDERS, check_dtype=False)
    assert loaded["ordered_at"].dt.year.tolist() == [2026, 2026, 2026]


def test_a_folder_of_ones_own_comes_before_the_course_folder(toy_lesson, monkeypatch):
    written(toy_lesson / "datasets", "csv")
    written(toy_lesson / "mine", "csv")
    (toy_lesson / "mine" / "amazon" / "orders" / "part-00001.csv").unlink()
    monkeypatch.setenv(session.DATA_VARIABLE, str(toy_lesson / "mine"))
    assert len(load("orders")) == 2


def test_a_table_the_case_does_not_have_is_told_with_those_it_has(toy_lesson):
    written(toy_lesson / "datasets", "csv")
    with pytest.raises(CourseError, match=r"'order'.*There are: orders.*现有：orders"):
        load("order")


def test_missing_data_are_told_with_the_command_that_makes_them(toy_lesson, monkeypatch):
    with pytest.raises(CourseError, match=r"workshop data --case amazon.*生成"):
        load("orders")
    monkeypatch.setenv(session.DATA_VARIABLE, str(toy_lesson / "nowhere"))
    with pytest.raises(CourseError, match="workshop data --case amazon"):
        load("orders")


def test_nothing_is_loaded_before_the_first_cell(lesson_folder):
    with pytest.raises(CourseError, match="first cell"):
        load("orders")


@pytest.mark.parametrize("name", ["../amazon/orders", "/etc", "", "orders/part-00000.csv", "*"])
def test_only_tables_are_loaded(toy_lesson, name):
    written(toy_lesson / "datasets", "csv")
    with pytest.raises(CourseError, match="There are: orders"):
        load(name)


def test_tables_given_directly_are_copied():
    with opened(Session("01-toy", None, "amazon", tables={"orders": ORDERS})):
        mine = load("orders")
        mine.loc[:, "order_id"] = 0
        assert load("orders")["order_id"].tolist() == [1, 2, 3]
        with pytest.raises(CourseError, match="There are: orders"):
            load("customers")
