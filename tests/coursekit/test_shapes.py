"""A cell that goes on with an answer finds it in one shape, whichever of the right ones it came in."""

from fractions import Fraction

import pandas as pd
import pytest
from toy_lesson import checks_in

from coursekit import session
from coursekit.questions import dump_checks
from coursekit.session import CourseError
from coursekit.shapes import by_month

RATES = pd.Series([0.5, float("nan"), 0.25], index=["2026-01", "2026-02", "2026-03"])
SHAPES = {
    "Series": RATES,
    "newest first": RATES[::-1],
    "periods": RATES.set_axis(pd.PeriodIndex(RATES.index, freq="M")),
    "month ends": RATES.set_axis(pd.to_datetime(RATES.index) + pd.offsets.MonthEnd(0)),
    "without zeros": RATES.set_axis(["2026-1", "2026-2", "2026-3"]),
    "dict": {"2026-01": Fraction(1, 2), "2026-02": None, "2026-03": 0.25},
    "pairs": list(RATES.items()),
    "table": RATES.rename_axis("month").reset_index(name="rate"),
    "table with an index": RATES.to_frame(),
}


@pytest.mark.parametrize("given", SHAPES.values(), ids=SHAPES)
def test_rates_by_month_come_in_order_of_time_with_months_as_text(given):
    pd.testing.assert_series_equal(by_month(given), RATES)


@pytest.mark.parametrize("given", [None, 0.5, RATES.to_numpy(), pd.Series(["a"], index=["2026-01"]), {"gold": 0.5}])
def test_what_holds_no_rates_by_month_is_told(lesson_folder, given):
    (lesson_folder / "checks" / "01-toy.json").write_text(dump_checks(checks_in("en")), encoding="utf-8")
    session.begin("01-toy")
    with pytest.raises(CourseError, match="no months"):
        by_month(given)
