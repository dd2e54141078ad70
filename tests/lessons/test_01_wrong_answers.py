"""Wrong answers that look right: none gets a tick in the notebook, and the likely ones are named. Odd shapes pass."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable
from fractions import Fraction
from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest

import generator
from coursekit.diagnosis import Verdict, judge
from coursekit.outcomes import Returned
from grader.cases import in_language, toy_cases, tried
from grader.lesson import read_lesson
from grader.running import run_reference

LESSON = read_lesson(Path(__file__).parents[2] / "lessons" / "01-who-stayed")
SKIPPED = ["cancelled", "returned"]
NAN = float("nan")
DAY = pd.Timedelta(days=1)


@pytest.fixture(scope="module")
def compiled():
    reference = run_reference(LESSON, generator.simulate("amazon", customers=300, seed=5))
    return {
        name: in_language(LESSON, question, toy_cases(question, reference, "en"), "en")
        for name, question in LESSON.questions.items()
    }


def verdict_on(question, answer: Callable[..., object]) -> Verdict:
    chart = question.kind == "chart"
    return judge(question, [tried(answer, case.arguments, chart=chart) for case in question.cases])


def kept(orders: pd.DataFrame) -> pd.DataFrame:
    bought = orders[~orders["status"].isin(SKIPPED)]
    return bought.assign(day=bought["ordered_at"].dt.normalize(), month=bought["ordered_at"].dt.strftime("%Y-%m"))


def of(bought: pd.DataFrame, month: str) -> set[int]:
    return set(bought.loc[bought["month"] == month, "customer_id"])


def share(part: float, whole: float) -> float:
    return part / whole if whole else NAN


# --- active_customers(orders, start, end)


def first_ever_in_the_period(orders, start, end):
    first = kept(orders).groupby("customer_id")["day"].min()
    return set(first.index[first.between(start, end)])


def duplicates_dropped_before_the_filters(orders, start, end):
    bought = kept(orders.drop_duplicates("customer_id"))
    return set(bought.loc[bought["day"].between(start, end), "customer_id"])


def duplicates_dropped_before_the_status(orders, start, end):
    inside = orders[orders["ordered_at"].dt.normalize().between(start, end)].drop_duplicates("customer_id")
    return set(inside.loc[~inside["status"].isin(SKIPPED), "customer_id"])


def month_of_start(orders, start, end):
    return of(kept(orders), start[:7])


def month_written_out(orders, start, end):
    return of(kept(orders), "2026-01")


def next_midnight_counts(orders, start, end):
    bought = kept(orders)
    return set(bought.loc[bought["ordered_at"].between(start, pd.Timestamp(end) + DAY), "customer_id"])


def until_2359(orders, start, end):
    bought = kept(orders)
    return set(bought.loc[bought["ordered_at"].between(start, end + " 23:59"), "customer_id"])


def times_cut_off_in_place(orders, start, end):
    orders["ordered_at"] = orders["ordered_at"].dt.normalize()
    bought = kept(orders)
    return set(bought.loc[bought["day"].between(start, end), "customer_id"])


def rows_dropped_in_place(orders, start, end):
    orders.drop(orders.index[orders["status"].isin(SKIPPED)], inplace=True)
    return set(orders.loc[orders["ordered_at"].dt.normalize().between(start, end), "customer_id"])


def tilde_forgotten(orders, start, end):
    bought = orders[orders["status"].isin(SKIPPED)]
    return set(bought.loc[bought["ordered_at"].dt.normalize().between(start, end), "customer_id"])


def numbers_as_text(orders, start, end):
    bought = kept(orders)
    return set(bought.loc[bought["day"].between(start, end), "customer_id"].astype(str))


# --- retention_rate(orders, before, after)


def rows_above_the_line(orders, before, after):
    bought = kept(orders)
    start = of(bought, before)
    return share(len(bought[(bought["month"] == after) & bought["customer_id"].isin(start)]), len(start))


def whole_stretch(orders, before, after):
    bought = kept(orders)
    later = set(bought.loc[(bought["month"] > before) & (bought["month"] <= after), "customer_id"])
    return share(len(of(bought, before) & later), len(of(bought, before)))


def first_time_buyers_alone(orders, before, after):
    bought = kept(orders)
    first = bought.groupby("customer_id")["month"].min()
    start = set(first.index[first == before])
    return share(len(start & of(bought, after)), len(start))


def twice_in_both_months_together(orders, before, after):
    bought = kept(orders)
    start = of(bought, before)
    times = bought[bought["month"].isin([before, after])].groupby("customer_id").size()
    return share(len(start & set(times.index[times >= 2])), len(start))


def until_the_first_of_the_next_month(orders, before, after):
    bought = kept(orders)

    def within(month):
        first = pd.Timestamp(month)
        return set(bought.loc[bought["ordered_at"].between(first, first + pd.DateOffset(months=1)), "customer_id"])

    return share(len(within(before) & within(after)), len(within(before)))


def nobody_in_the_second_month_is_nan(orders, before, after):
    bought = kept(orders)
    start, again = of(bought, before), of(bought, after)
    return len(start & again) / len(start) if start and again else NAN


def two_decimals(orders, before, after):
    bought = kept(orders)
    return round(share(len(of(bought, before) & of(bought, after)), len(of(bought, before))), 2)


def churn(orders, before, after):
    bought = kept(orders)
    return share(len(of(bought, before) - of(bought, after)), len(of(bought, before)))


def month_ends_on_the(last):
    def rate(orders, before, after):
        return two_sets(orders[orders["ordered_at"].dt.day <= last], before, after)

    rate.__name__ = f"month_ends_on_the_{last}"
    return rate


def end_less_new_over_start(orders, before, after):
    bought = kept(orders)
    first = bought.groupby("customer_id")["month"].min()
    end, new = of(bought, after), set(first.index[first == after])
    return share(len(end) - len(new), len(of(bought, before)))


def status_forgotten_before(orders, before, after):
    start = of(kept(orders.assign(status="delivered")), before)
    return share(len(start & of(kept(orders), after)), len(start))


def status_forgotten_after(orders, before, after):
    start = of(kept(orders), before)
    return share(len(start & of(kept(orders.assign(status="delivered")), after)), len(start))


def number_kept(orders, before, after):
    return len(of(kept(orders), before) & of(kept(orders), after))


def text_in_percent(orders, before, after):
    return f"{two_sets(orders, before, after):.1%}"


def two_sets(orders, before, after):
    bought = kept(orders)
    return share(len(of(bought, before) & of(bought, after)), len(of(bought, before)))


# --- repeat_purchase_rate(orders, start, end)


def times_in(orders, start, end):
    bought = kept(orders)
    return bought[bought["day"].between(start, end)].groupby("customer_id").size()


def again_after_the_window(orders, start, end):
    bought = kept(orders)
    active = times_in(orders, start, end).index
    return active.isin(bought.loc[bought["day"] > end, "customer_id"]).mean()


def cancelled_below_the_line(orders, start, end):
    everyone = times_in(orders.assign(status="delivered"), start, end)
    return share((times_in(orders, start, end) >= 2).sum(), len(everyone))


def whoever_returned_left_out(orders, start, end):
    left = orders.groupby("customer_id")["status"].transform(lambda status: (status != "returned").all())
    times = times_in(orders[left], start, end)
    return (times >= 2).mean()


def repeat_customers_counted(orders, start, end):
    return int((times_in(orders, start, end) >= 2).sum())


def purchases_on_average(orders, start, end):
    return times_in(orders, start, end).mean()


# --- returned_within(orders, start, end, days)


def clocks(orders, start, end, days):
    bought = kept(orders)
    first = bought[bought["day"].between(start, end)].groupby("customer_id")["day"].min()
    return bought, first, orders["ordered_at"].max().normalize()


def back_within(bought, first, low, high):
    gap = (bought["day"] - pd.to_datetime(bought["customer_id"].map(first.to_dict()))).dt.days
    return share(bought.loc[gap.between(low, high), "customer_id"].nunique(), len(first))


def rows_of_returns(orders, start, end, days):
    bought, first, last = clocks(orders, start, end, days)
    first = first[first + days * DAY <= last]
    gap = (bought["day"] - pd.to_datetime(bought["customer_id"].map(first.to_dict()))).dt.days
    return share(gap.between(1, days).sum(), len(first))


def moments_subtracted(orders, start, end, days):
    bought, first, last = clocks(orders, start, end, days)
    inside = bought[bought["day"].between(start, end)].groupby("customer_id")["ordered_at"].min()
    inside = inside[first + days * DAY <= last]
    gap = (bought["ordered_at"] - pd.to_datetime(bought["customer_id"].map(inside.to_dict()))).dt.days
    return share(bought.loc[gap.between(1, days), "customer_id"].nunique(), len(inside))


def very_next_order(orders, start, end, days):
    bought, _, last = clocks(orders, start, end, days)
    bought = bought.sort_values(["customer_id", "ordered_at"])
    bought["next"] = bought.groupby("customer_id")["day"].shift(-1)
    rows = bought[bought["day"].between(start, end)].drop_duplicates("customer_id")
    rows = rows[rows["day"] + days * DAY <= last]
    return (rows["next"] - rows["day"]).dt.days.between(1, days).mean()


def end_lost_at_midnight(orders, start, end, days):
    bought, _, last = clocks(orders, start, end, days)
    first = bought[bought["ordered_at"].between(start, end)].groupby("customer_id")["day"].min()
    return back_within(bought, first[first + days * DAY <= last], 1, days)


def last_day_of_purchases(orders, start, end, days):
    bought, first, _ = clocks(orders, start, end, days)
    return back_within(bought, first[first + days * DAY <= bought["day"].max()], 1, days)


def clock_of_thirty_days_only(orders, start, end, days):
    bought, first, last = clocks(orders, start, end, days)
    return back_within(bought, first[first + 30 * DAY <= last], 1, days)


def return_in_thirty_days_only(orders, start, end, days):
    bought, first, last = clocks(orders, start, end, days)
    return back_within(bought, first[first + days * DAY <= last], 1, 30)


def day_31_too(orders, start, end, days):
    bought, first, last = clocks(orders, start, end, days)
    return back_within(bought, first[first + days * DAY <= last], 1, days + 1)


def clock_from_the_first_ever(orders, start, end, days):
    bought, first, last = clocks(orders, start, end, days)
    first = bought.groupby("customer_id")["day"].min()[first.index]
    return back_within(bought, first[first + days * DAY <= last], 1, days)


def last_day_of_other_orders(orders, start, end, days):
    bought, first, _ = clocks(orders, start, end, days)
    return back_within(bought, first[first + days * DAY <= "2026-06-30"], 1, days)


def day_0_too(orders, start, end, days):
    bought, first, last = clocks(orders, start, end, days)
    return back_within(bought, first[first + days * DAY <= last], 0, days)


def less_for_at_most(orders, start, end, days):
    bought, first, last = clocks(orders, start, end, days)
    return back_within(bought, first[first + days * DAY < last], 1, days)


def parcels_sent_back(orders, start, end, days):
    _, first, last = clocks(orders, start, end, days)
    back = orders[orders["status"] == "returned"]
    return back_within(back.assign(day=back["ordered_at"].dt.normalize()), first[first + days * DAY <= last], 1, days)


# --- monthly_retention(orders)


def by_month(orders, last_day=None, months=None):
    last = orders["ordered_at"].max() if last_day is None else last_day
    if months is None:
        months = pd.period_range(orders["ordered_at"].min(), last.normalize() + DAY, freq="M")[:-1]
    pairs = itertools.pairwise([str(month) for month in months])
    return pd.Series({now: two_sets(orders, now, then) for now, then in pairs}, dtype=float)


def complete_by_purchases(orders):
    return by_month(orders, kept(orders)["ordered_at"].max())


def from_the_first_purchase(orders):
    return by_month(orders)[kept(orders)["month"].min() :]


def complete_from_day(day):
    def rates(orders):
        last = orders["ordered_at"].max()
        last = last + pd.offsets.MonthEnd(0) if last.day >= day else last
        return by_month(orders, last)

    rates.__name__ = f"complete_from_day_{day}"
    return rates


def without_empty_months(orders):
    return by_month(orders).dropna()


def empty_months_as_zero(orders):
    return by_month(orders).fillna(0)


def neighbours_among_months_with_purchases(orders):
    end = pd.Period(by_month(orders).index[-1], "M") + 1
    return by_month(orders, months=sorted(month for month in set(kept(orders)["month"]) if month <= str(end)))


def the_last_twelve(orders):
    return by_month(orders).tail(12)


def best_first(orders):
    return by_month(orders).sort_values(ascending=False)


def newest_first(orders):
    return by_month(orders)[::-1]


def end_time_against_the_last_moment(orders):
    months = pd.period_range(orders["ordered_at"].min(), orders["ordered_at"].max(), freq="M")
    return by_month(orders, months=[month for month in months if month.end_time <= orders["ordered_at"].max()])


def churn_by_month(orders):
    return 1 - by_month(orders)


def last_complete_month_as_zero(orders):
    rates = by_month(orders)
    return pd.concat([rates, pd.Series({str(pd.Period(rates.index[-1], "M") + 1): 0.0})])


# --- retention_chart(monthly)


def axes(monthly, values=None, **texts):
    _, ax = plt.subplots()
    ax.plot(monthly.index, monthly if values is None else values)
    ax.set(**{"xlabel": "Monat", "ylabel": "Anteil", "title": "Wer bleibt", "ylim": (0, None), **texts})
    return ax


def data_out_of_sight(monthly):
    return axes(monthly, ylim=(0, 0.1))


def half_of_the_axis_below_zero(monthly):
    return axes(monthly, ylim=(-1, 1))


def upside_down(monthly):
    ax = axes(monthly)
    ax.invert_yaxis()
    return ax


def time_backwards(monthly):
    ax = axes(monthly)
    ax.invert_xaxis()
    return ax


def months_without_names(monthly):
    return axes(monthly.set_axis(range(len(monthly))))


def labels_exchanged(monthly):
    return axes(monthly, xlabel="retention", ylabel="month")


def no_title(monthly):
    return axes(monthly, title="")


def reversed_values(monthly):
    return axes(monthly, monthly.to_numpy()[::-1])


def rolling_mean(monthly):
    return axes(monthly, monthly.rolling(3).mean())


WRONG: dict[str, dict[Callable[..., object], str | None]] = {
    "active-customers": {
        first_ever_in_the_period: "only customers new in the period",
        duplicates_dropped_before_the_filters: "the first order taken for all",
        duplicates_dropped_before_the_status: "the first order taken for all",
        month_of_start: "the whole first month taken",
        month_written_out: None,
        next_midnight_counts: "the next midnight counted",
        until_2359: None,
        times_cut_off_in_place: "changed its input",
        rows_dropped_in_place: "changed its input",
        tilde_forgotten: "the filter turned round",
        numbers_as_text: "numbers as text",
    },
    "retention-rate": {
        rows_above_the_line: "purchases counted above the line",
        whole_stretch: "months in between counted",
        first_time_buyers_alone: None,
        twice_in_both_months_together: None,
        until_the_first_of_the_next_month: "the first of the next month counted",
        nobody_in_the_second_month_is_nan: "missing for a number",
        two_decimals: "rounded",
        churn: "churn for retention",
        month_ends_on_the(28): "the last day of a long month lost",
        month_ends_on_the(30): "the last day of a long month lost",
        end_less_new_over_start: "everyone but first time buyers kept",
        status_forgotten_before: "filtered in the second month only",
        status_forgotten_after: "filtered in the first month only",
        number_kept: "a count for a share",
        text_in_percent: "text for a number",
    },
    "repeat-purchase-rate": {
        again_after_the_window: "a later purchase taken for a repeat",
        cancelled_below_the_line: "orders of any kind below the line",
        whoever_returned_left_out: "customers who sent something back left out",
        repeat_customers_counted: "a count for a share",
        purchases_on_average: None,
    },
    "returned-within": {
        rows_of_returns: "purchases counted above the line",
        moments_subtracted: "spans of twenty four hours counted",
        very_next_order: "only the very next order looked at",
        end_lost_at_midnight: "last day lost after midnight",
        last_day_of_purchases: "last day taken from purchases",
        clock_of_thirty_days_only: None,
        return_in_thirty_days_only: None,
        day_31_too: "one day too many",
        clock_from_the_first_ever: "clock started at the first purchase ever",
        last_day_of_other_orders: "unfinished clocks counted as lost",
        day_0_too: "the first day taken for a return",
        less_for_at_most: "a clock that ends on the last day left out",
        parcels_sent_back: "a returned order taken for a return",
    },
    "monthly-retention": {
        complete_by_purchases: "completeness judged by purchases",
        from_the_first_purchase: "begun with the first purchase",
        complete_from_day(28): "incomplete month counted",
        complete_from_day(30): "incomplete month counted",
        without_empty_months: "empty months left out",
        empty_months_as_zero: "empty months shown as zero",
        neighbours_among_months_with_purchases: "empty months skipped",
        the_last_twelve: None,
        best_first: "another order",
        newest_first: "another order",
        end_time_against_the_last_moment: "last observed month dropped too",
        churn_by_month: "churn every month",
        last_complete_month_as_zero: "last complete month shown as zero",
    },
    "retention-chart": {
        data_out_of_sight: "out of sight",
        half_of_the_axis_below_zero: "cut axis",
        upside_down: "turned axis",
        time_backwards: "turned axis",
        months_without_names: "no places",
        labels_exchanged: "labels exchanged",
        no_title: "no title",
        reversed_values: None,
        rolling_mean: "rolling mean drawn",
    },
}


@pytest.mark.parametrize(
    ("name", "answer", "told"),
    [(name, answer, told) for name, answers in WRONG.items() for answer, told in answers.items()],
    ids=lambda value: getattr(value, "__name__", None),
)
def test_a_wrong_answer_gets_no_tick_and_is_told_what_it_is(compiled, name, answer, told):
    verdict = verdict_on(compiled[name], answer)
    assert not verdict.right
    assert verdict.status != "raised", verdict.outcome
    if told is not None:
        assert told in (verdict.mistake, verdict.slip)


NEVER_SAID = {
    first_time_buyers_alone: {"churn for retention", "denominator at the end", "any later purchase counted"},
    twice_in_both_months_together: {"any later purchase counted", "cancelled orders counted"},
    month_written_out: {"nothing filtered", "returned orders counted", "cancelled orders counted"},
    purchases_on_average: {"repeat orders for repeat customers"},
}


@pytest.mark.parametrize("answer", NEVER_SAID, ids=lambda answer: answer.__name__)
def test_an_answer_that_nothing_names_is_not_told_another_misunderstanding(compiled, answer):
    name = next(name for name, answers in WRONG.items() if answer in answers)
    assert verdict_on(compiled[name], answer).mistake not in NEVER_SAID[answer]


# --- by hand


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (6 / 7, "churn for retention"),
        (3 / 7, "new customers in the numerator"),
        (1 / 3, "denominator at the end"),
        (4 / 8, "nothing filtered"),
        (2 / 7, "returned orders counted"),
        (3 / 8, "cancelled orders counted"),
        (0, "on the way left out"),
        (1 / 6, "customers who sent something back left out"),
        (1 / 5, "customers with a cancelled or returned order left out"),
        (-4 / 7, None),
        (1, "a count for a share"),
        ("14.3%", "text for a number"),
        (14.3, "percent for a share"),
    ],
)
def test_a_wrong_rate_by_hand_is_told_what_it_is(compiled, value, told):
    verdict = judge(compiled["by-hand-retention"], [Returned(value)])
    assert not verdict.right
    assert told is None or told in (verdict.mistake, verdict.slip)


@pytest.mark.parametrize("value", [1 / 7, 0.143, 0.14, Fraction(1, 7), np.float32(1 / 7), pd.Series([1 / 7])])
def test_a_right_rate_by_hand_is_right_in_any_form(compiled, value):
    assert judge(compiled["by-hand-retention"], [Returned(value)]).right


@pytest.mark.parametrize(
    "value", ["B", "b", " (B)", "B.", "Answer B", "B: What share of February's customers …", "选B"]
)
def test_the_right_letter_is_right_however_written(compiled, value):
    assert judge(compiled["marketing-number"], [Returned(value)]).right


@pytest.mark.parametrize(("value", "told"), [("A: What share …", "chose a"), ("Answer C", "chose c"), ("A or B", None)])
def test_a_wrong_letter_is_told_what_it_says(compiled, value, told):
    verdict = judge(compiled["marketing-number"], [Returned(value)])
    assert not verdict.right
    assert verdict.mistake == told


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (1.2, "no share"),
        (554, "no share"),
        (-0.54, "no share"),
        (46.0, "percent for a share"),
        (two_sets, "not plain data"),
    ],
)
def test_a_churn_that_can_not_be_one_is_told_at_once(compiled, value, told):
    assert judge(compiled["november-churn"], [Returned(value)]).slip == told


# --- right answers of odd shapes


def active(form: Callable[[Iterable[int]], object]):
    def answer(orders, start, end):
        bought = kept(orders)
        return form(bought.loc[bought["day"].between(start, end), "customer_id"].unique())

    return answer


def a_column_added(orders, start, end):
    orders["day"] = orders["ordered_at"].dt.normalize()
    orders.sort_values("customer_id", inplace=True)
    return set(orders.loc[~orders["status"].isin(SKIPPED) & orders["day"].between(start, end), "customer_id"])


def as_a_fraction(orders, before, after):
    bought = kept(orders)
    start = of(bought, before)
    return Fraction(len(start & of(bought, after)), len(start)) if start else None


def as_periods(orders):
    return by_month(orders).set_axis(pd.PeriodIndex(by_month(orders).index, freq="M"))


def as_month_ends(orders):
    return by_month(orders).set_axis(pd.PeriodIndex(by_month(orders).index, freq="M").to_timestamp(how="end"))


def as_a_dict(orders):
    return by_month(orders).to_dict()


def as_a_table(orders):
    return by_month(orders).rename_axis("month").reset_index(name="rate")


def bars(monthly):
    _, ax = plt.subplots()
    ax.bar(monthly.index, monthly)
    ax.set(xlabel="Monat", ylabel="Anteil", title="Wer bleibt")
    return ax


def in_percent(monthly):
    return axes(monthly, monthly * 100)


def a_mean_beside_it(monthly):
    ax = axes(monthly)
    ax.axhline(monthly.mean())
    return ax


def nothing_returned(monthly):
    axes(monthly)


def the_figure(monthly):
    return axes(monthly).figure


RIGHT = {
    "active-customers": [
        active(form) for form in (set, list, tuple, np.array, pd.Series, pd.Index, dict.fromkeys, iter)
    ]
    + [active(lambda found: pd.DataFrame({"customer_id": found})), a_column_added],
    "retention-rate": [two_sets, as_a_fraction, lambda *given: np.array([two_sets(*given)])],
    "monthly-retention": [by_month, as_periods, as_month_ends, as_a_dict, as_a_table],
    "retention-chart": [axes, bars, in_percent, a_mean_beside_it, nothing_returned, the_figure],
}


@pytest.mark.parametrize(
    ("name", "place"), [(name, place) for name, answers in RIGHT.items() for place in range(len(answers))]
)
def test_a_right_answer_is_right_in_any_shape(compiled, name, place):
    verdict = verdict_on(compiled[name], RIGHT[name][place])
    assert verdict.right, (verdict.status, verdict.mistake, verdict.slip, verdict.outcome)


@pytest.mark.parametrize(
    "form", [lambda found: pd.Series(1, index=found), lambda found: pd.DataFrame({"n": 1}, index=found)]
)
def test_customers_in_the_index_are_told_as_such(compiled, form):
    assert verdict_on(compiled["active-customers"], active(form)).slip == "items in the index"
