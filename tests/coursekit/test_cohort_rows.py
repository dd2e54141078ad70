"""A cohort's row holds what is known and nothing else; the view draws it in either language."""

import base64
import tomllib
from pathlib import Path

import matplotlib as mpl
import numpy as np
import pandas as pd
import pytest

from coursekit.interactive import build_cohorts
from coursekit.interactive.cohort_rows import CohortGrid
from coursekit.plotting import style

PNG = b"\x89PNG"
LABELS = tomllib.loads((Path(__file__).parents[2] / "lessons/02-cohorts/lesson.toml").read_text(encoding="utf-8"))[
    "labels"
]


def label_in(language: str):
    return lambda key, **values: LABELS[key][language].format(**values)


@pytest.fixture
def grid() -> CohortGrid:
    purchases = pd.DataFrame(
        [
            (1, "2026-01-31"),
            (1, "2026-01-02"),
            (1, "2026-03-01"),
            (2, "2026-01-09"),
            (3, "2026-02-28"),
            (3, "2026-03-05"),
            (9, "2026-01-20"),
            (9, "2026-02-20"),
        ],
        columns=["customer_id", "ordered_at"],
    )
    purchases["ordered_at"] = pd.to_datetime(purchases["ordered_at"])
    customers = pd.DataFrame({"customer_id": [1, 2, 3, 9]})
    customers["joined_at"] = pd.to_datetime(["2026-01-01", "2026-01-09", "2026-01-30", "2025-12-31"])
    return CohortGrid.of(purchases, customers, begin="2026-01-01", last_month="2026-03")


def test_a_row_counts_customers_and_ends_where_the_data_end(grid):
    assert grid.row("2026-01") == [2, 0, 1]
    assert grid.row("2026-02") == [1, 1, None]
    assert grid.row("2026-03") == [0, None, None]


def test_what_lies_after_a_month_is_not_known_in_it(grid):
    assert grid.row("2026-01", known="2026-02") == [2, 0, None]
    assert np.isnan(grid.share(["2026-02"], 1, known="2026-02"))


def test_customers_are_sorted_by_what_had_happened_by_an_age(grid):
    days = pd.to_datetime(pd.Series({1: "2026-03-01", 2: "2025-12-31", 3: "2026-03-31", 9: "2026-01-20"}))
    for until, chosen in ((0, [2]), (1, [2, 3]), (2, [1, 2, 3]), (None, [1, 2, 3])):
        inside, others = grid.split(days, until)
        assert sorted(inside.who) == chosen
        assert sorted(others.who) == sorted({1, 2, 3} - set(chosen))
    inside, others = grid.split(days[[3]], until=1)
    assert (inside.share(grid.months, 1), others.row("2026-01")) == (1.0, [2, 0, 1])


def test_a_customer_has_one_such_day(grid):
    with pytest.raises(ValueError, match="more than once"):
        grid.split(pd.to_datetime(pd.Series(["2026-01-01", "2026-01-02"], index=[1, 1])))


def test_the_share_is_weighted_and_leaves_young_cohorts_out(grid):
    assert grid.share(grid.months, 1) == pytest.approx(1 / 3)
    assert grid.share(grid.months, 2) == pytest.approx(1 / 2)


def test_customers_older_than_the_data_are_in_no_cohort(grid):
    assert sum(grid.size(month) for month in grid.months) == 3


def test_nobody_left_is_said_in_words(grid):
    nobody = pd.DataFrame({"customer_id": [1], "joined_at": pd.to_datetime(["2020-01-01"])})
    bought = pd.DataFrame({"customer_id": [1], "ordered_at": pd.to_datetime(["2026-01-05"])})
    with pytest.raises(ValueError, match="no cohort"):
        CohortGrid.of(bought, nobody, begin="2026-01-01", last_month="2026-03")


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.filterwarnings("error")
def test_the_sliders_draw_and_a_still_picture_stands_in_for_them(grid, language):
    with mpl.rc_context():
        style()
        part = build_cohorts(grid, label_in(language))
        first = part.picture.value
        part.rows.value = 3
        second = part.picture.value
        part.known.value = "2026-01"
        assert first[:4] == second[:4] == part.picture.value[:4] == PNG
        assert len({first, second, part.picture.value}) == 3
        assert base64.b64decode(part._repr_mimebundle_()["image/png"])[:4] == PNG
