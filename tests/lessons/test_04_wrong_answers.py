"""Wrong answers that look right: none gets a tick in the notebook, and the likely ones are named. Odd shapes pass."""

from __future__ import annotations

import math
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest

import generator
from coursekit.diagnosis import Verdict, judge
from coursekit.outcomes import Returned
from grader.cases import in_language, toy_cases, tried, value_case
from grader.lesson import read_lesson
from grader.running import run_reference

LESSON = read_lesson(Path(__file__).parents[2] / "lessons" / "04-customer-value")
DAY = pd.Timedelta(days=1)
PERCENTS = range(0, 101, 10)


@pytest.fixture(scope="module")
def reference():
    return run_reference(LESSON, generator.simulate("amazon", customers=1_000, seed=6))


@pytest.fixture(scope="module")
def compiled(reference):
    return {
        name: in_language(LESSON, question, cases, "en")
        for name, question in LESSON.questions.items()
        if (cases := toy_cases(question, reference, "en") or (value_case(question, reference),))
    }


def verdict_on(question, answer: Callable[..., object]) -> Verdict:
    chart = question.kind == "chart"
    return judge(question, [tried(answer, case.arguments, chart=chart) for case in question.cases])


# --- customer_margins(ledger)


def left_of(ledger: pd.DataFrame) -> pd.Series:
    left = ledger["amount"] - ledger["refund"] - ledger["goods_cost"] - ledger["parcel_cost"]
    return left.where(ledger["status"] != "cancelled", 0.0)


def by_customer(ledger: pd.DataFrame, left: pd.Series | None = None) -> pd.Series:
    return (left_of(ledger) if left is None else left).groupby(ledger["customer_id"]).sum()


def customers_clipped(ledger):
    return by_customer(ledger).clip(lower=0)


def orders_clipped(ledger):
    return by_customer(ledger, left_of(ledger).clip(lower=0))


def delivered_only(ledger):
    return by_customer(ledger, left_of(ledger).where(ledger["status"] == "delivered", 0))


def cancelled_masked_away(ledger):
    left = left_of(ledger).where(ledger["status"] != "cancelled")
    return left.groupby(ledger["customer_id"]).sum(min_count=1)


def one_sum(ledger):
    return left_of(ledger).sum()


def the_word_misspelt(ledger):
    return by_customer(ledger, left_of(ledger.assign(status=ledger["status"].replace("cancelled", "canceled"))))


def refund_added(ledger):
    return by_customer(ledger, left_of(ledger.assign(refund=-ledger["refund"])))


def first_orders(ledger):
    return by_customer(ledger.drop_duplicates("customer_id"))


def share_of_all(ledger):
    return by_customer(ledger) / left_of(ledger).sum()


def figures_overwritten(ledger):
    ledger.loc[ledger["status"] == "cancelled", ["amount", "goods_cost"]] = 0.0
    return by_customer(ledger)


# --- whale_chart(margins)


def drawn(x, y):
    _, ax = plt.subplots()
    ax.plot(list(x), list(y), "o-")
    ax.set(xlabel="customers", ylabel="margin", title="whale", ylim=(0, None))
    return ax


def whale(margins, count=lambda size, percent: -(-size * percent // 100), whole=None):
    line = margins.sort_values(ascending=False)
    whole = line.sum() if whole is None else whole
    return drawn(PERCENTS, [100 * line.iloc[: count(len(line), percent)].sum() / whole for percent in PERCENTS])


def clipped(margins):
    return whale(margins.clip(lower=0))


def capped(margins):
    ax = whale(margins)
    return drawn(PERCENTS, np.minimum(ax.lines[0].get_ydata(), 100))


def floor_and_one(margins):
    return whale(margins, lambda size, percent: size * percent // 100 + 1)


def floor_and_one_but_at_the_start(margins):
    return whale(margins, lambda size, percent: size * percent // 100 + 1 if percent else 0)


def tenths_of_the_machine(margins):
    line = margins.sort_values(ascending=False)
    counts = [int(np.ceil(len(line) * share)) for share in np.arange(0, 1.01, 0.1)]
    return drawn(PERCENTS, [line.iloc[:count].sum() / line.sum() for count in counts])


def interpolated(margins):
    running = np.concatenate([[0], np.sort(margins.to_numpy())[::-1].cumsum()])
    return drawn(
        PERCENTS, np.interp(np.array(PERCENTS) / 100 * len(margins), range(len(running)), running / running[-1])
    )


def above_a_quantile(margins):
    shares = [margins[margins >= margins.quantile(1 - percent / 100)].sum() / margins.sum() for percent in PERCENTS[1:]]
    return drawn(PERCENTS, [0, *shares])


def by_qcut(margins):
    tenth = pd.qcut(margins.rank(method="first", ascending=False), 10, labels=False)
    return drawn(PERCENTS, [0, *(margins.groupby(tenth).sum().cumsum() / margins.sum())])


def axes_exchanged(margins):
    ax = whale(margins)
    return drawn(ax.lines[0].get_ydata(), PERCENTS)


def every_customer_from_the_first(margins):
    line = margins.sort_values(ascending=False)
    return drawn(100 * np.arange(1, len(line) + 1) / len(line), line.cumsum() / line.sum())


def means_of_the_best(margins):
    line = margins.sort_values(ascending=False)
    return drawn(PERCENTS, [0, *(line.iloc[: -(-len(line) * percent // 100)].mean() for percent in PERCENTS[1:])])


def hump_out_of_sight(margins):
    ax = whale(margins)
    ax.set_ylim(0, 100)
    return ax


# --- margin_per_cost(customers, ledger, days, last_day)


def over_by(customers, days, last_day):
    joined = customers["joined_at"].dt.normalize()
    return customers.assign(day=joined)[joined + days * DAY <= pd.Timestamp(last_day)]


def in_time(over, ledger, low, high):
    rows = ledger.merge(over, on="customer_id")
    return rows[(rows["ordered_at"].dt.normalize() - rows["day"]).dt.days.between(low, high)]


def ratio_of(over, rows, everyone=None):
    cost = (over if everyone is None else everyone).groupby("acquisition_channel")["acquisition_cost"].sum()
    cost = cost[cost > 0]
    return rows.groupby("acquisition_channel")["margin"].sum().reindex(cost.index).fillna(0) / cost


def losses_left_out(customers, ledger, days, last_day):
    over = over_by(customers, days, last_day)
    return ratio_of(over, in_time(over, ledger[ledger["margin"] > 0], 0, days))


def a_day_more(customers, ledger, days, last_day):
    over = over_by(customers, days, last_day)
    return ratio_of(over, in_time(over, ledger, 0, days + 1))


def from_the_day_after(customers, ledger, days, last_day):
    over = over_by(customers, days, last_day)
    return ratio_of(over, in_time(over, ledger, 1, days))


def cost_of_all(customers, ledger, days, last_day):
    over = over_by(customers, days, last_day)
    return ratio_of(over, in_time(over, ledger, 0, days), customers)


def clock_from_the_first_order(customers, ledger, days, last_day):
    over = over_by(customers, days, last_day)
    first = ledger.groupby("customer_id")["ordered_at"].min().dt.normalize()
    rows = in_time(over.assign(day=over["customer_id"].map(first)), ledger, 0, days)
    return ratio_of(over, rows)


def ratios_of_buyers(customers, ledger, days, last_day):
    rows = in_time(over_by(customers, days, last_day), ledger, 0, days)
    each = rows.groupby("customer_id").agg(
        margin=("margin", "sum"), cost=("acquisition_cost", "first"), channel=("acquisition_channel", "first")
    )
    each = each[each["cost"] > 0]
    return (each["margin"] / each["cost"]).groupby(each["channel"]).mean()


def buyers_against_all(customers, ledger, days, last_day):
    over = over_by(customers, days, last_day)
    each = in_time(over, ledger, 0, days).groupby(["acquisition_channel", "customer_id"])["margin"].sum()
    cost = over.groupby("acquisition_channel")["acquisition_cost"].mean()
    cost = cost[cost > 0]
    return each.groupby("acquisition_channel").mean().reindex(cost.index).fillna(0) / cost


def orders_against_customers(customers, ledger, days, last_day):
    over = over_by(customers, days, last_day)
    means = in_time(over, ledger, 0, days).groupby("acquisition_channel")["margin"].mean()
    cost = over.groupby("acquisition_channel")["acquisition_cost"].mean()
    cost = cost[cost > 0]
    return means.reindex(cost.index).fillna(0) / cost


def gain_in_dollars(customers, ledger, days, last_day):
    over = over_by(customers, days, last_day)
    cost = over.groupby("acquisition_channel")["acquisition_cost"].sum()
    return ratio_of(over, in_time(over, ledger, 0, days)) * cost[cost > 0] - cost[cost > 0]


def all_channels_together(customers, ledger, days, last_day):
    over = over_by(customers, days, last_day)
    return in_time(over, ledger, 0, days)["margin"].sum() / over["acquisition_cost"].sum()


def empty_where_nobody_bought(customers, ledger, days, last_day):
    over = over_by(customers, days, last_day)
    cost = over.groupby("acquisition_channel")["acquisition_cost"].sum()
    cost = cost[cost > 0]
    return in_time(over, ledger, 0, days).groupby("acquisition_channel")["margin"].sum().reindex(cost.index) / cost


def turned_round(customers, ledger, days, last_day):
    return 1 / empty_where_nobody_bought(customers, ledger, days, last_day)


def no_limit_of_time(customers, ledger, days, last_day):
    rows = ledger.merge(customers, on="customer_id")
    return ratio_of(customers, rows)


def times_cut_off_in_place(customers, ledger, days, last_day):
    customers["joined_at"] = customers["joined_at"].dt.normalize()
    over = over_by(customers, days, last_day)
    return ratio_of(over, in_time(over, ledger, 0, days))


# --- contract_value(margin, survival, rate)


def present(margin, survival, rate, power=lambda year: year):
    return sum(margin * share / (1 + rate) ** power(year) for year, share in enumerate(survival))


def fees_times_margin(margin, survival, rate):
    return margin * len(survival)


def total_over_one_year(margin, survival, rate):
    return margin * survival.sum() / (1 + rate)


def total_over_all_years(margin, survival, rate):
    return margin * survival.sum() / (1 + rate) ** len(survival)


def last_fee_lost(margin, survival, rate):
    return present(margin, survival.iloc[:-1], rate)


def first_renewal_whole(margin, survival, rate):
    return present(margin, survival, rate, lambda year: max(0, year - 1))


def per_cent_of_a_share(margin, survival, rate):
    return present(margin, survival, rate / 100)


def without_margin(margin, survival, rate):
    return present(1, survival, rate)


def returned_within_the_loop(margin, survival, rate):
    total = 0
    for year, share in enumerate(survival):
        total += margin * share / (1 + rate) ** year
        return total
    return None


def retention_on_average(margin, survival, rate):
    stay = (survival / survival.shift()).mean() if len(survival) > 1 else 1
    return present(margin, [stay**year for year in range(len(survival))], rate)


def retention_in_the_end(margin, survival, rate):
    stay = survival.iloc[-1] ** (1 / (len(survival) - 1)) if len(survival) > 1 else 1
    return present(margin, [stay**year for year in range(len(survival))], rate)


def fees_on_average(margin, survival, rate):
    return present(margin, survival, rate) / len(survival)


def continuous(margin, survival, rate):
    return sum(margin * share * math.exp(-rate * year) for year, share in enumerate(survival))


def next_years_share(margin, survival, rate):
    return present(margin, survival.shift(-1).fillna(0), rate)


# --- recency_frequency(purchases, end)


def history(purchases, end, **columns):
    days = purchases["ordered_at"].dt.normalize()
    groups = days[days <= pd.Timestamp(end)].groupby(purchases["customer_id"])
    first, last = groups.min(), groups.max()
    table = {
        "repeats": groups.nunique() - 1,
        "recency": (last - first).dt.days,
        "age": (pd.Timestamp(end) - first).dt.days,
    }
    return pd.DataFrame({**table, **columns}).reset_index()


def known(purchases, end):
    return purchases[purchases["ordered_at"].dt.normalize() <= pd.Timestamp(end)]


def up_to_the_next_midnight(purchases, end):
    limit = pd.Timestamp(end) + DAY
    kept = purchases[purchases["ordered_at"] <= limit]
    first = kept.groupby("customer_id")["ordered_at"].min().dt.normalize()
    return history(kept, limit, age=(pd.Timestamp(end) - first).dt.days)


def days_of_the_month(purchases, end):
    kept = known(purchases, end)
    return history(purchases, end, repeats=kept["ordered_at"].dt.day.groupby(kept["customer_id"]).nunique() - 1)


def moments(purchases, end):
    seen = known(purchases, end).groupby("customer_id")["ordered_at"]
    return seen.min(), seen.max()


def moments_for_recency(purchases, end):
    first, last = moments(purchases, end)
    return history(purchases, end, recency=(last - first).dt.days)


def moments_for_age(purchases, end):
    return history(purchases, end, age=(pd.Timestamp(end) - moments(purchases, end)[0]).dt.days)


def moments_for_both(purchases, end):
    first, last = moments(purchases, end)
    return history(purchases, end, recency=(last - first).dt.days, age=(pd.Timestamp(end) - first).dt.days)


def a_day_too_old(purchases, end):
    return history(purchases, end).eval("age = age + 1")


def a_day_too_long(purchases, end):
    return history(purchases, end).eval("age = age + 1\nrecency = recency + 1")


def first_and_last_row(purchases, end):
    kept = known(purchases, end)
    rows = kept["ordered_at"].dt.normalize().groupby(kept["customer_id"])
    first, last = rows.first(), rows.last()
    return history(purchases, end, recency=(last - first).dt.days, age=(pd.Timestamp(end) - first).dt.days)


def empty_recency(purchases, end):
    found = history(purchases, end)
    return found.assign(recency=found["recency"].where(found["repeats"] > 0))


def age_to_the_last_row(purchases, end):
    last = purchases["ordered_at"].max().normalize()
    return history(purchases, end).eval("age = age + @gap", local_dict={"gap": (last - pd.Timestamp(end)).days})


def silence_for_age(purchases, end):
    return history(purchases, end).eval("age = age - recency")


def recency_twice(purchases, end):
    return history(purchases, end).eval("age = recency")


def written_out(purchases, end):
    return history(purchases, "2026-06-30")


def timedeltas(purchases, end):
    found = history(purchases, end)
    return found.assign(recency=pd.to_timedelta(found["recency"], "D"), age=pd.to_timedelta(found["age"], "D"))


def weeks(purchases, end):
    return history(purchases, end).eval("recency = recency // 7\nage = age // 7")


# --- p_alive(table, r, alpha, a, b)


def formula(table, r, alpha, a, b, more=0):
    x = table["repeats"] + more
    return 1 / (1 + a / (b + x - 1) * ((alpha + table["age"]) / (alpha + table["recency"])) ** (r + x))


def alive(table, r, alpha, a, b):
    return formula(table, r, alpha, a, b).where(table["repeats"] > 0, 1.0)


def power_of_r_and_then_x(table, r, alpha, a, b):
    x = table["repeats"]
    found = 1 / (1 + a / (b + x - 1) * ((alpha + table["age"]) / (alpha + table["recency"])) ** r + x)
    return found.where(x > 0, 1.0)


def brackets_nowhere(table, r, alpha, a, b):
    x = table["repeats"]
    found = 1 / (1 + a / b + x - 1 * ((alpha + table["age"]) / (alpha + table["recency"])) ** (r + x))
    return found.where(x > 0, 1.0)


def gone_to_alive(table, r, alpha, a, b):
    return (1 / formula(table, r, alpha, a, b) - 1).where(table["repeats"] > 0, 1.0)


def one_purchase_more(table, r, alpha, a, b):
    return formula(table, r, alpha, a, b, more=1).where(table["repeats"] > 0, 1.0)


def gone_but_for_single_buyers(table, r, alpha, a, b):
    return (1 - formula(table, r, alpha, a, b)).where(table["repeats"] > 0, 1.0)


def repeaters_alone(table, r, alpha, a, b):
    return formula(table, r, alpha, a, b)[table["repeats"] > 0]


def customers_sorted(table, r, alpha, a, b):
    return alive(table.sort_values("customer_id"), r, alpha, a, b).to_numpy()


def likeliest_first(table, r, alpha, a, b):
    return sorted(alive(table, r, alpha, a, b), reverse=True)


def numbers_of_other_rows(table, r, alpha, a, b):
    return dict(zip(range(1, len(table) + 1), alive(table, r, alpha, a, b), strict=True))


def two_decimals(table, r, alpha, a, b):
    return alive(table, r, alpha, a, b).round(2)


def more_likely_than_not(table, r, alpha, a, b):
    return alive(table, r, alpha, a, b) > 0.5


WRONG: dict[str, dict[Callable[..., object], str | None]] = {
    "customer-margins": {
        customers_clipped: "customers at a loss set to nil",
        orders_clipped: "losses set to nil",
        delivered_only: "delivered orders alone",
        cancelled_masked_away: "customers with cancelled orders alone left without a number",
        one_sum: "one total for all",
        the_word_misspelt: "cancelled orders counted",
        refund_added: None,
        first_orders: None,
        share_of_all: None,
        figures_overwritten: "changed its input",
    },
    "whale-chart": {
        clipped: "losses set to nil",
        capped: "capped at the whole",
        floor_and_one: "one customer too many from the start",
        floor_and_one_but_at_the_start: "one customer too many",
        tenths_of_the_machine: "rounded up from fractions of the machine",
        interpolated: "read between two customers",
        above_a_quantile: "cut at quantiles",
        by_qcut: "cut at quantiles",
        axes_exchanged: "axes exchanged in per cent",
        every_customer_from_the_first: "one mark a customer without the start",
        means_of_the_best: None,
        hump_out_of_sight: "out of sight",
    },
    "margin-per-cost": {
        losses_left_out: "losses set to nil",
        a_day_more: "one day too many",
        from_the_day_after: "day of joining left out",
        cost_of_all: "cost of everyone below the line",
        clock_from_the_first_order: "days counted from the first order",
        ratios_of_buyers: "mean of ratios of buyers",
        buyers_against_all: "mean of buyers against the mean of all",
        orders_against_customers: "mean of orders against the mean of all",
        gain_in_dollars: "dollars for ratio",
        all_channels_together: "one ratio for all channels",
        empty_where_nobody_bought: "channels without a purchase left empty",
        turned_round: "cost divided by margin where there is one",
        no_limit_of_time: "days not used",
        times_cut_off_in_place: "changed its input",
    },
    "contract-value": {
        fees_times_margin: "everyone stays and nothing is discounted",
        total_over_one_year: "total discounted once",
        total_over_all_years: "total discounted by all years",
        last_fee_lost: "last fee left out",
        first_renewal_whole: "first renewal not discounted",
        per_cent_of_a_share: "rate read as per cent",
        without_margin: "margin forgotten",
        returned_within_the_loop: "todays fee alone",
        retention_on_average: "mean retention run on",
        retention_in_the_end: "retention over all years run on",
        fees_on_average: "mean of the fees",
        continuous: "discounted continuously",
        next_years_share: None,
    },
    "recency-frequency": {
        up_to_the_next_midnight: "next midnight counted",
        days_of_the_month: "days of the month counted",
        moments_for_recency: "times of day left in",
        moments_for_age: "times of day left in the age",
        moments_for_both: "times of day left in both",
        a_day_too_old: "both ends counted in the age",
        a_day_too_long: "both ends counted",
        first_and_last_row: "rows taken for sorted",
        empty_recency: "single buyers left without recency",
        age_to_the_last_row: "age up to the last row of the table",
        silence_for_age: "age counted from the last purchase",
        recency_twice: "age up to their own last purchase",
        written_out: "end written out",
        timedeltas: "spans of time for numbers",
        weeks: None,
    },
    "p-alive": {
        power_of_r_and_then_x: "exponent without brackets",
        brackets_nowhere: "no brackets below a",
        gone_to_alive: "odds of having gone",
        one_purchase_more: "first purchase counted too",
        gone_but_for_single_buyers: "probability of having gone with one for single buyers",
        repeaters_alone: "single buyers left out",
        customers_sorted: "sorted by customer",
        likeliest_first: "sorted by probability",
        numbers_of_other_rows: None,
        two_decimals: None,
        more_likely_than_not: None,
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
    customers_clipped: {"returned orders left out"},
    a_day_more: {"times of day left in", "days counted from the hour of joining"},
    refund_added: {"refunds forgotten"},
    next_years_share: {"todays fee left out"},
}


@pytest.mark.parametrize("answer", NEVER_SAID, ids=lambda answer: answer.__name__)
def test_an_answer_is_not_told_another_misunderstanding(compiled, answer):
    name = next(name for name, answers in WRONG.items() if answer in answers)
    assert verdict_on(compiled[name], answer).mistake not in NEVER_SAID[answer]


# --- by hand


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (28, "delivered orders alone"),
        (31, "returned orders left out"),
        (22, "orders on their way left out"),
        (47, "cancelled orders counted"),
        (54, "parcels forgotten"),
        (105, "refunds forgotten"),
        (180, "revenue for margin"),
        (340, "all amounts added up"),
        (25 / 6, "mean margin of an order"),
        (5, "mean margin of an order sent"),
        (25 / 180, "margin as a share of revenue"),
        ([12, 6, 0, -6, 10, 3], "a table for a number"),
        ("25", "text for a number"),
        (-25, None),
        (76, None),
    ],
)
def test_a_wrong_margin_by_hand_is_told_what_it_is(compiled, value, told):
    verdict = judge(compiled["by-hand-margin"], [Returned(value)])
    assert not verdict.right
    assert told is None or told in (verdict.mistake, verdict.slip)


@pytest.mark.parametrize("value", [25, 25.0, np.float64(25), Fraction(25), pd.Series([25.0])])
def test_a_right_margin_by_hand_is_right_in_any_form(compiled, value):
    assert judge(compiled["by-hand-margin"], [Returned(value)]).right


# --- the year ahead


def per_customer(namespace):
    base = namespace["base"]
    return base["expected"] * base["margin"] / (base["repeats"] + 1)


def chance(namespace):
    model = namespace["model"]
    return namespace["p_alive"](namespace["base"], model.r, model.alpha, model.a, model.b)


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (lambda given: (per_customer(given) * chance(given)).sum(), "alive counted twice"),
        (lambda given: per_customer(given).sum() / 1.1, "discounted by a year"),
        (lambda given: per_customer(given).mean(), "mean of a customer for the total"),
        (lambda given: per_customer(given).median(), None),
    ],
)
def test_a_wrong_value_ahead_is_told_what_it_is(reference, compiled, value, told):
    verdict = judge(compiled["next-year-value"], [Returned(float(value(reference)))])
    assert not verdict.right
    assert verdict.mistake == told


def test_the_value_ahead_may_be_rounded_to_the_dollar(reference, compiled):
    value = float(per_customer(reference).sum())
    assert judge(compiled["next-year-value"], [Returned(round(value))]).right


# --- right answers of odd shapes


def as_frame(ledger):
    return by_customer(ledger).rename("margin").reset_index()


def with_new_columns(ledger):
    ledger["left"] = left_of(ledger)
    return ledger.groupby("customer_id")["left"].sum().sort_values().to_dict()


def bars(margins):
    line = whale(margins).lines[0].get_ydata()
    _, ax = plt.subplots()
    ax.bar([f"{percent}%" for percent in PERCENTS], line / 100)
    ax.set(xlabel="x", ylabel="y", title="t")
    return ax


def with_a_line_of_equals(margins):
    ax = whale(margins)
    ax.plot(PERCENTS, PERCENTS, "--")
    return ax


def channel_by_channel(customers, ledger, days, last_day):
    over = over_by(customers, days, last_day)
    rows = in_time(over, ledger, 0, days)
    return {
        channel: rows.loc[rows["acquisition_channel"] == channel, "margin"].sum() / group["acquisition_cost"].sum()
        for channel, group in over.groupby("acquisition_channel")
        if group["acquisition_cost"].sum() > 0
    }


def as_records(purchases, end):
    return history(purchases, end).astype(float).to_dict("records")


def chances(form: Callable[[pd.DataFrame, pd.Series], object]):
    def answer(table, r, alpha, a, b):
        return form(table, alive(table, r, alpha, a, b))

    return answer


RIGHT = {
    "customer-margins": [by_customer, as_frame, with_new_columns],
    "whale-chart": [whale, bars, with_a_line_of_equals],
    "margin-per-cost": [channel_by_channel],
    "contract-value": [present, lambda *given: round(present(*given), 2), lambda *given: np.array(present(*given))],
    "recency-frequency": [history, as_records, lambda *given: history(*given).set_index("customer_id")],
    "p-alive": [
        chances(form)
        for form in (
            lambda table, found: found.to_list(),
            lambda table, found: tuple(found.round(3)),
            lambda table, found: found.to_numpy(),
            lambda table, found: found.sort_values(),
            lambda table, found: found.set_axis(table["customer_id"]),
            lambda table, found: dict(zip(table["customer_id"], found, strict=True)),
            lambda table, found: table.assign(p=found),
            lambda table, found: table[["customer_id"]].assign(p=found),
            lambda table, found: table.assign(p=found).set_index("customer_id"),
            lambda table, found: found.set_axis(table["customer_id"]).to_frame("p"),
        )
    ],
}


@pytest.mark.parametrize(
    ("name", "place"), [(name, place) for name, answers in RIGHT.items() for place in range(len(answers))]
)
def test_a_right_answer_is_right_in_any_shape(compiled, name, place):
    verdict = verdict_on(compiled[name], RIGHT[name][place])
    assert verdict.right, (verdict.status, verdict.mistake, verdict.slip, verdict.outcome)


@pytest.mark.parametrize("letter", ["B", "b", " (B)", "B.", "Answer B"])
def test_the_right_letter_is_right_however_written(compiled, letter):
    assert judge(compiled["five-times"], [Returned(letter)]).right
