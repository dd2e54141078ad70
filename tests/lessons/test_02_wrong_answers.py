"""Wrong answers that look right: none gets a tick in the notebook, and the likely ones are named. Odd shapes pass."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
import seaborn as sns

import generator
from coursekit.diagnosis import Verdict, judge
from coursekit.outcomes import Returned
from grader.cases import in_language, toy_cases, tried
from grader.lesson import read_lesson
from grader.running import run_reference

LESSON = read_lesson(Path(__file__).parents[2] / "lessons" / "02-cohorts")
NAN = float("nan")


@pytest.fixture(scope="module")
def compiled():
    reference = run_reference(LESSON, generator.simulate("amazon", customers=1_500, seed=5))
    return {
        name: in_language(LESSON, question, toy_cases(question, reference, "en"), "en")
        for name, question in LESSON.questions.items()
    }


def verdict_on(question, answer: Callable[..., object]) -> Verdict:
    chart = question.kind == "chart"
    return judge(question, [tried(answer, case.arguments, chart=chart) for case in question.cases])


# --- newcomers(purchases, customers, begin)


def joined_from(customers, moment):
    return set(customers.loc[customers["joined_at"] >= moment, "customer_id"])


def buyers(purchases):
    return set(purchases["customer_id"])


def after_the_first_moment(purchases, customers, begin):
    return set(customers.loc[customers["joined_at"] > begin, "customer_id"]) & buyers(purchases)


def after_the_first_day(purchases, customers, begin):
    return joined_from(customers, pd.Timestamp(begin) + pd.Timedelta(days=1)) & buyers(purchases)


def by_month_of_joining(purchases, customers, begin):
    months = customers["joined_at"].dt.to_period("M")
    return set(customers.loc[months >= pd.Period(begin, "M"), "customer_id"]) & buyers(purchases)


def by_year_of_joining(purchases, customers, begin):
    years = customers["joined_at"].dt.year
    return set(customers.loc[years >= int(begin[:4]), "customer_id"]) & buyers(purchases)


def date_of_the_course(purchases, customers, begin):
    return joined_from(customers, "2024-07-01") & buyers(purchases)


def everyone_who_joined(purchases, customers, begin):
    return joined_from(customers, begin)


def a_month_later(purchases, customers, begin):
    first = purchases.groupby("customer_id")["ordered_at"].min()
    return set(first.index[first >= pd.Timestamp(begin) + pd.DateOffset(months=1)])


def bought_within_thirty_days(purchases, customers, begin):
    both = purchases.merge(customers, on="customer_id")
    soon = both["ordered_at"] - both["joined_at"] < pd.Timedelta(days=30)
    return set(both.loc[(both["joined_at"] >= begin) & soon, "customer_id"])


def bought_within_a_year(purchases, customers, begin):
    both = purchases.merge(customers, on="customer_id")
    soon = both["ordered_at"] - both["joined_at"] < pd.Timedelta(days=365)
    return set(both.loc[(both["joined_at"] >= begin) & soon, "customer_id"])


def older_accounts_dropped_in_place(purchases, customers, begin):
    customers.drop(customers.index[customers["joined_at"] < begin], inplace=True)
    return buyers(purchases) & set(customers["customer_id"])


def number_of_them(purchases, customers, begin):
    return len(joined_from(customers, begin) & buyers(purchases))


# --- cohort_ages(purchases)


def months(moments):
    return moments.dt.year * 12 + moments.dt.month


def first_of(purchases, how="min"):
    return purchases.groupby("customer_id")["ordered_at"].transform(how)


def visits_with(purchases, age, cohort=None):
    first = first_of(purchases) if cohort is None else cohort
    return pd.DataFrame({"customer_id": purchases["customer_id"], "cohort": first.dt.strftime("%Y-%m"), "age": age})


def right_ages(purchases):
    return visits_with(purchases, months(purchases["ordered_at"]) - months(first_of(purchases)))


def first_row(purchases):
    first = first_of(purchases, "first")
    return visits_with(purchases, months(purchases["ordered_at"]) - months(first), first)


def blocks_of_thirty_days(purchases):
    return visits_with(purchases, (purchases["ordered_at"] - first_of(purchases)).dt.days // 30)


def average_months(purchases):
    return visits_with(purchases, ((purchases["ordered_at"] - first_of(purchases)).dt.days / 30.44).round().astype(int))


def blocks_begun(purchases):
    days = (purchases["ordered_at"] - first_of(purchases)).dt.days
    return visits_with(purchases, np.ceil(days / 30).astype(int))


def birthdays(purchases):
    first = first_of(purchases)
    early = purchases["ordered_at"].dt.day < first.dt.day
    return visits_with(purchases, months(purchases["ordered_at"]) - months(first) - early.astype(int))


def months_without_years(purchases):
    return visits_with(purchases, purchases["ordered_at"].dt.month - first_of(purchases).dt.month)


def months_round_the_clock(purchases):
    return visits_with(purchases, (purchases["ordered_at"].dt.month - first_of(purchases).dt.month) % 12)


def months_since_the_last_one(purchases):
    rows = purchases.sort_values("ordered_at")
    gap = months(rows["ordered_at"]).groupby(rows["customer_id"]).diff().fillna(0).astype(int)
    return visits_with(rows, gap)


def from_the_first_month_of_all(purchases):
    month = months(purchases["ordered_at"])
    return visits_with(purchases, month - month.min())


def differences_of_periods(purchases):
    month = purchases["ordered_at"].dt.to_period("M")
    return visits_with(purchases, month - first_of(purchases).dt.to_period("M"))


def from_one(purchases):
    return right_ages(purchases).assign(age=lambda table: table["age"] + 1)


def whole_dates_for_cohorts(purchases):
    return right_ages(purchases).assign(cohort=first_of(purchases).dt.strftime("%Y-%m-%d"))


def repeats_alone(purchases):
    return right_ages(purchases).query("age > 0")


def without_customers(purchases):
    return right_ages(purchases)[["cohort", "age"]]


# --- cohort_table(visits, last_month)


def month_of(visits):
    return [pd.Period(cohort, "M") + int(age) for cohort, age in zip(visits["cohort"], visits["age"], strict=True)]


def staircase(visits, last_month, *, until=None, edge=0, count="nunique"):
    """The right table; until: the last month whose rows count; edge: cells too many (or, below 0, too few) in a row."""
    end = pd.Period(last_month, "M")
    kept = visits[[month <= pd.Period(until or last_month, "M") for month in month_of(visits)]]
    table = kept.groupby(["cohort", "age"])["customer_id"].agg(count).unstack()
    table = table.reindex(columns=range((end - pd.Period(table.index[0], "M")).n + 1 + max(edge, 0))).fillna(0)
    for cohort in table.index:
        table.loc[cohort, table.columns > (end - pd.Period(cohort, "M")).n + edge] = NAN
    return table


def before(month):
    return str(pd.Period(month, "M") - 1)


def rows_before_the_last_month(visits, last_month):
    return staircase(visits, last_month, until=before(last_month))


def one_cell_too_few(visits, last_month):
    return staircase(visits, last_month, edge=-1)


def one_cell_too_many(visits, last_month):
    return staircase(visits, last_month, edge=1)


def end_of_the_rows(visits, last_month):
    return staircase(visits, str(max(month_of(visits))))


def end_of_the_rows_if_earlier(visits, last_month):
    return staircase(visits, min(last_month, str(max(month_of(visits)))))


def zeros_beyond_and_late_rows(visits, last_month):
    kept = visits[visits["cohort"] <= last_month]
    table = kept.groupby(["cohort", "age"])["customer_id"].nunique().unstack(fill_value=0)
    return table.reindex(columns=range(staircase(visits, last_month).shape[1]), fill_value=0)


def zeros_beyond(visits, last_month):
    return staircase(visits, last_month).fillna(0)


def as_many_ages_as_were_seen(visits, last_month):
    table = staircase(visits, last_month)
    return table.loc[:, : visits["age"].max()].loc[:, lambda wide: wide.sum() > 0]


def empty_after_the_last_purchase(visits, last_month):
    table = staircase(visits, last_month).replace(0, NAN)
    return table.where(table.bfill(axis=1).isna(), table.fillna(0))


def on_its_side(visits, last_month):
    return staircase(visits, last_month).T


def rows_for_customers(visits, last_month):
    return staircase(visits, last_month, count="size")


def each_customer_once(visits, last_month):
    return staircase(visits.sort_values("age").drop_duplicates("customer_id"), last_month)


def minus_one_for_missing(visits, last_month):
    return staircase(visits, last_month).fillna(-1)


def every_cohort_a_row(visits, last_month):
    return staircase(visits, last_month).reindex(sorted(visits["cohort"].unique()))


def age_zero_dropped(visits, last_month):
    return staircase(visits, last_month).drop(columns=0)


# --- average_curve(counts)


def pooled(counts):
    return counts.sum() / counts.notna().mul(counts[0], axis=0).sum()


def mean_of_rates(counts):
    return counts.div(counts[0], axis=0).mean()


def all_cohorts_below(counts):
    return counts.sum() / counts[0].sum()


def mean_over_mean(counts):
    return counts.mean() / counts[0].mean()


def zeros_missing(counts):
    return pooled(counts.replace(0, NAN))


def only_falling(counts):
    return pooled(counts).cummin()


def two_decimals(counts):
    return pooled(counts).round(2)


def in_percent(counts):
    return 100 * pooled(counts)


def one_rate_a_cohort(counts):
    return counts.div(counts[0], axis=0).mean(axis=1)


def zero_beyond(counts):
    return np.average(counts.div(counts[0], axis=0).fillna(0), weights=counts[0], axis=0)


def average_of_numpy(counts):
    rates = counts.div(counts[0], axis=0)
    return pd.Series({age: np.average(rates[age], weights=counts[0]) for age in counts})


def ages_from_one(counts):
    return pooled(counts).set_axis(range(1, counts.shape[1] + 1))


def latest_cell_of_each_dropped(counts):
    return pooled(counts.where(counts.shift(-1, axis=1).notna() | (counts.columns == 0)))


# --- cohort_heatmap(counts)


def shares(counts):
    return counts.div(counts[0], axis=0)


def painted(grid, **texts):
    _, ax = plt.subplots()
    sns.heatmap(grid, ax=ax)
    ax.set(**{"xlabel": "Alter", "ylabel": "Kohorte", "title": "Wer bleibt", **texts})
    return ax


def names_of_the_axes_exchanged(counts):
    return painted(shares(counts), xlabel="cohort", ylabel="age")


def names_of_the_rows_reversed(counts):
    ax = painted(shares(counts))
    ax.set_yticklabels(list(counts.index)[::-1])
    return ax


def rows_turned_without_names(counts):
    return painted(shares(counts)[::-1].reset_index(drop=True))


def zeros_blank(counts):
    return painted(shares(counts).replace(0, NAN))


def chained(counts):
    return painted(counts / counts.shift(1, axis=1))


def lines(counts):
    _, ax = plt.subplots()
    shares(counts).T.plot(ax=ax, title="Wer bleibt", xlabel="Alter", ylabel="Anteil")
    return ax


def no_title(counts):
    return painted(shares(counts), title="")


def overwritten(counts):
    counts.loc[:] = shares(counts)
    return painted(counts)


WRONG: dict[str, dict[Callable[..., object], str | None]] = {
    "newcomers": {
        after_the_first_moment: "midnight of the first day left out",
        after_the_first_day: "first day left out",
        by_month_of_joining: "the whole first month taken",
        by_year_of_joining: None,
        date_of_the_course: "a date written out",
        everyone_who_joined: "customers without a purchase counted",
        a_month_later: "first month of the data thrown away",
        bought_within_thirty_days: "slow starters dropped",
        bought_within_a_year: None,
        older_accounts_dropped_in_place: "changed its input",
        number_of_them: None,
    },
    "cohort-ages": {
        first_row: "first row taken for the first purchase",
        blocks_of_thirty_days: "thirty days for a month",
        average_months: "days rounded to months",
        blocks_begun: "days rounded up to months",
        birthdays: "completed months for calendar months",
        months_without_years: "year forgotten",
        months_round_the_clock: "year forgotten",
        months_since_the_last_one: "months since the purchase before",
        from_the_first_month_of_all: "months since the data began",
        differences_of_periods: None,
        from_one: "age counted from one",
        whole_dates_for_cohorts: None,
        repeats_alone: None,
        without_customers: "other columns",
    },
    "cohort-table": {
        rows_before_the_last_month: "purchases of the last month dropped",
        one_cell_too_few: "edge of the staircase left empty",
        one_cell_too_many: None,
        end_of_the_rows: "end taken from the rows",
        end_of_the_rows_if_earlier: "end taken from the rows",
        zeros_beyond_and_late_rows: "zeros and later months",
        zeros_beyond: "unobserved cells as zero",
        as_many_ages_as_were_seen: "age at which nobody came left out",
        empty_after_the_last_purchase: "gaps where nobody came",
        on_its_side: "ages down and cohorts across",
        rows_for_customers: "purchases counted for customers",
        each_customer_once: None,
        minus_one_for_missing: None,
        every_cohort_a_row: "cohorts after the last month kept",
        age_zero_dropped: "other columns",
    },
    "average-curve": {
        mean_of_rates: "unweighted mean of rates",
        all_cohorts_below: "cohorts too young below the line",
        zero_beyond: "cohorts too young below the line",
        mean_over_mean: "mean number over mean size",
        zeros_missing: "nobody came taken for not known",
        only_falling: "a curve that may only fall",
        two_decimals: None,
        in_percent: "percent for a share",
        average_of_numpy: "one missing cell spoils the mean",
        ages_from_one: "ages numbered from one",
        one_rate_a_cohort: None,
        latest_cell_of_each_dropped: None,
    },
    "cohort-heatmap": {
        names_of_the_axes_exchanged: "labels exchanged",
        names_of_the_rows_reversed: "rows named in reverse",
        rows_turned_without_names: None,
        zeros_blank: "nobody came left blank",
        chained: "share of the age before",
        lines: "lines for a heatmap",
        no_title: "no title",
        overwritten: "changed its input",
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
    by_year_of_joining: {"a date written out", "first purchase in the data taken for the first"},
    one_cell_too_many: {"incomplete last month counted"},
    each_customer_once: {"unbroken chain demanded"},
}


@pytest.mark.parametrize("answer", NEVER_SAID, ids=lambda answer: answer.__name__)
def test_an_answer_that_nothing_names_is_not_told_another_misunderstanding(compiled, answer):
    name = next(name for name, answers in WRONG.items() if answer in answers)
    assert verdict_on(compiled[name], answer).mistake not in NEVER_SAID[answer]


# --- by hand, and the letters


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (5 / 10, "purchases counted for customers"),
        (5 / 11, "purchases counted on both sides"),
        (3 / 11, "divided by purchases"),
        (4 / 10, "age counted from one"),
        (1 / 10, "unbroken chain demanded"),
        (6 / 10, "back at any age"),
        (1 / 4, "divided by the month before"),
        (3 / 4, "divided by all of the month before"),
        (3 / 8, "divided by march"),
        (8 / 10, "calendar months for cohorts"),
        (3 / 15, "divided by everyone"),
        (7 / 10, "the complement"),
        (30, "percent for a share"),
        (3, "a count for a share"),
        ("3/10", "text for a number"),
    ],
)
def test_a_wrong_rate_by_hand_is_told_what_it_is(compiled, value, told):
    verdict = judge(compiled["by-hand-cohort"], [Returned(value)])
    assert not verdict.right
    assert told in (verdict.mistake, verdict.slip)


@pytest.mark.parametrize("value", [0.3, 3 / 10, Fraction(3, 10), np.float32(0.3), pd.Series([0.3])])
def test_a_right_rate_by_hand_is_right_in_any_form(compiled, value):
    assert judge(compiled["by-hand-cohort"], [Returned(value)]).right


@pytest.mark.parametrize(("name", "letter"), [("november-plan", "B"), ("members-stay", "C")])
def test_each_wrong_letter_is_answered_by_what_it_says(compiled, name, letter):
    assert judge(compiled[name], [Returned(letter)]).right
    for other in set("ABCD") - {letter}:
        assert judge(compiled[name], [Returned(other)]).mistake == f"chose {other.casefold()}"


# --- right answers of odd shapes


def new(form: Callable[[list[int]], object]):
    def answer(purchases, customers, begin):
        return form(sorted(joined_from(customers, begin) & buyers(purchases)))

    return answer


def ages(form: Callable[[pd.DataFrame], object]):
    return lambda purchases: form(right_ages(purchases))


def counted(form: Callable[[pd.DataFrame], object]):
    return lambda visits, last_month: form(staircase(visits, last_month))


def curve(form: Callable[[pd.Series], object]):
    return lambda counts: form(pooled(counts))


def as_periods(visits):
    return visits.assign(cohort=pd.PeriodIndex(visits["cohort"], freq="M"))


def as_month_starts(visits):
    return visits.assign(cohort=pd.to_datetime(visits["cohort"]))


def newest_on_top(counts):
    return painted(shares(counts)[::-1])


def upside_up(counts):
    _, ax = plt.subplots()
    ax.pcolormesh(shares(counts).to_numpy(dtype=float))
    ax.set_yticks(np.arange(len(counts)) + 0.5, labels=list(counts.index))
    ax.set(xlabel="Alter", ylabel="Kohorte", title="Wer bleibt")
    return ax


def the_figure(counts):
    return painted(shares(counts)).figure


def a_column_added(purchases):
    purchases["month"] = purchases["ordered_at"].dt.to_period("M")
    purchases.sort_values("ordered_at", inplace=True)
    return right_ages(purchases)


RIGHT = {
    "newcomers": [new(form) for form in (set, list, tuple, np.array, pd.Series, pd.Index, dict.fromkeys, iter)]
    + [new(lambda found: pd.DataFrame({"customer_id": found})), new(lambda found: np.array(found, dtype=float))],
    "cohort-ages": [
        ages(as_periods),
        ages(as_month_starts),
        ages(lambda visits: visits.sample(frac=1, random_state=1)),
        ages(lambda visits: visits.set_index("customer_id")),
        ages(lambda visits: visits.astype({"age": float, "cohort": "category"})),
        a_column_added,
    ],
    "cohort-table": [
        counted(lambda table: table.iloc[::-1, ::-1]),
        counted(lambda table: table.astype("Int64")),
        counted(lambda table: table.astype(object).where(table.notna(), None)),
        counted(lambda table: table.rename(columns=str)),
        counted(lambda table: table.reset_index()),
        counted(lambda table: table.set_axis(pd.PeriodIndex(table.index, freq="M"))),
    ],
    "average-curve": [
        *(curve(form) for form in (list, np.array, dict, pd.Series.to_frame)),
        curve(lambda found: found[::-1]),
        curve(lambda found: found.round(3)),
        curve(lambda found: found.rename(index=str)),
    ],
    "cohort-heatmap": [
        newest_on_top,
        upside_up,
        the_figure,
        lambda counts: painted(100 * shares(counts)),
        lambda counts: painted(shares(counts).round(2)),
    ],
}


@pytest.mark.parametrize(
    ("name", "place"), [(name, place) for name, answers in RIGHT.items() for place in range(len(answers))]
)
def test_a_right_answer_is_right_in_any_shape(compiled, name, place):
    verdict = verdict_on(compiled[name], RIGHT[name][place])
    assert verdict.right, (verdict.status, verdict.mistake, verdict.slip, verdict.outcome)
