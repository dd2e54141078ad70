"""A rate belongs to a window: the model counts it rightly, and the view answers quickly in either language."""

import base64
import tomllib
from pathlib import Path

import matplotlib as mpl
import numpy as np
import pandas as pd
import pytest

from coursekit.interactive import slide_the_window
from coursekit.interactive.sliding_window import COLUMNS, VisitDays, rate_by_window, sliding_rate
from coursekit.interactive.sliding_window_view import still_picture
from coursekit.plotting import style

PNG = b"\x89PNG"
LABELS = tomllib.loads((Path(__file__).parents[2] / "lessons/01-who-stayed/lesson.toml").read_text(encoding="utf-8"))[
    "labels"
]


@pytest.fixture(autouse=True)
def _course_style():
    with mpl.rc_context():
        style()
        yield


def bought(*visits: tuple[int, str]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "customer_id": [who for who, _ in visits],
            "ordered_at": pd.to_datetime([day for _, day in visits], format="ISO8601"),
        }
    )


def many(customers: int, purchases: int = 60_000, days: int = 730) -> pd.DataFrame:
    random = np.random.default_rng(11)
    return pd.DataFrame(
        {
            "customer_id": random.integers(0, customers, purchases),
            "ordered_at": pd.Timestamp("2024-07-01")
            + pd.to_timedelta(random.integers(0, days * 86_400, purchases), "s"),
        }
    )


def label_in(language: str):
    return lambda key, **values: LABELS[key][language].format(**values)


def counted_one_by_one(purchases: pd.DataFrame, start: pd.Timestamp, days: int) -> float:
    span = pd.Timedelta(days=days)
    when, who = purchases["ordered_at"], purchases["customer_id"]
    first = set(who[(when >= start) & (when < start + span)])
    second = set(who[(when >= start + span) & (when < start + 2 * span)])
    return len(first & second) / len(first) if first else float("nan")


FOUR = bought((1, "2026-01-01 08:00"), (2, "2026-01-07 23:59"), (3, "2026-01-08 00:00"), (1, "2026-01-14 22:00"))


def test_a_window_runs_from_midnight_of_its_first_day_to_midnight_after_its_last():
    assert sliding_rate(FOUR, "2026-01-01", days=7) == 0.5


def test_moving_or_stretching_the_window_changes_the_rate_though_nobody_behaves_differently():
    assert sliding_rate(FOUR, "2026-01-01", days=7) == 0.5
    assert sliding_rate(FOUR, "2026-01-02", days=7) == 0
    assert sliding_rate(FOUR, "2026-01-01", days=13) == pytest.approx(1 / 3)


def test_a_window_in_which_nobody_bought_has_no_rate():
    assert np.isnan(sliding_rate(FOUR, "2026-01-09", days=3))


def test_buying_several_times_counts_once():
    assert (
        sliding_rate(
            bought((1, "2026-01-01"), (1, "2026-01-01"), (1, "2026-01-03"), (2, "2026-01-02")), "2026-01-01", 2
        )
        == 0.5
    )


def test_windows_outside_the_data_are_empty():
    assert rate_by_window(FOUR, ["2020-01-01", "2030-01-01"], 7)["customers"].tolist() == [0, 0]


@pytest.mark.parametrize("days", [1, 7, 30, 90])
def test_every_window_agrees_with_counting_one_by_one(days):
    purchases = many(customers=150, purchases=900, days=200)
    visits = VisitDays.of(purchases)
    starts = visits.starts(days)[::9]
    expected = [counted_one_by_one(purchases, start, days) for start in starts]
    np.testing.assert_allclose(rate_by_window(visits, starts, days)["rate"], expected)


def test_starts_leave_room_for_both_windows():
    visits = VisitDays.of(FOUR)
    assert visits.length == 14
    assert list(visits.starts(7)) == [pd.Timestamp("2026-01-01")]
    assert len(visits.starts(8)) == 0


def test_the_table_names_its_columns():
    assert tuple(rate_by_window(FOUR, ["2026-01-01"], 7).columns) == COLUMNS


def test_a_window_without_days_is_refused():
    with pytest.raises(ValueError, match="at least one day"):
        rate_by_window(FOUR, ["2026-01-01"], 0)


def test_no_purchases_are_refused():
    with pytest.raises(ValueError, match="no purchases"):
        VisitDays.of(FOUR.iloc[:0])


@pytest.mark.parametrize("language", ["en", "zh"])
def test_each_slider_redraws_the_picture(language):
    view = slide_the_window(many(customers=300, purchases=2_000), label_in(language))
    before = bytes(view.picture.value)
    view.position.value = view.position.options[200][1]
    moved = bytes(view.picture.value)
    view.length.value = 90
    assert before.startswith(PNG)
    assert len({before, moved, bytes(view.picture.value)}) == 3


def test_a_longer_window_keeps_the_position_where_it_can():
    view = slide_the_window(many(customers=300, purchases=2_000), label_in("en"))
    view.position.value = view.position.options[100][1]
    wanted = view.position.value
    view.length.value = 60
    assert view.position.value == wanted
    view.position.value = view.position.options[-1][1]
    view.length.value = 180
    assert view.position.value == view.visits.starts(180)[-1]


def test_without_widgets_a_still_picture_and_a_sentence_are_left():
    view = slide_the_window(many(customers=300, purchases=2_000), label_in("en"))
    shown = view._repr_mimebundle_()
    assert base64.b64decode(shown["image/png"]).startswith(PNG)
    assert shown["text/plain"] == LABELS["slide-still"]["en"]


def test_a_few_days_of_data_are_enough_to_show_something():
    view = slide_the_window(FOUR, label_in("en"))
    assert view.length.options == (7,)
    assert still_picture(view.visits, view.position.value, view.label).startswith(PNG)
    assert bytes(slide_the_window(FOUR.iloc[:1], label_in("zh")).picture.value).startswith(PNG)
