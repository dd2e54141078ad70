"""Wrong answers that look right: none gets a tick in the notebook, and the likely ones are named. Odd shapes pass."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from judging import verdict_on

import generator
from coursekit.call_draws import TABLES, calls_and_after
from coursekit.diagnosis import Verdict
from coursekit.policies import judge_policy
from grader.cases import in_language, tried
from grader.deciding import mistaken, practice_world
from grader.lesson import read_lesson

LESSON = read_lesson(Path(__file__).parents[2] / "lessons" / "08-insight-at-a-retail-bank")
NAN = float("nan")


# --- silently_gone(assets, day)


def months(day: str, *steps: int) -> list[pd.Timestamp]:
    return [pd.Timestamp(day) + pd.DateOffset(months=step) for step in steps]


def gone_of(peak: pd.Series, later: pd.Series) -> pd.DataFrame:
    table = pd.DataFrame({"peak": peak[peak >= 1_000]}).assign(later=later).reset_index()
    return table.assign(gone=table["later"] < 0.3 * table["peak"])


def peaks(assets: pd.DataFrame, day: str, seen: int = -1) -> pd.Series:
    first, there, oldest = months(day, 0, seen, -6)
    who = assets.loc[assets["month"] == there, "customer_id"]
    past = assets[assets["month"].between(oldest, first, inclusive="left") & assets["customer_id"].isin(who)]
    return past.groupby("customer_id")["closing"].max()


def at(assets: pd.DataFrame, month: pd.Timestamp) -> pd.Series:
    return assets[assets["month"] == month].set_index("customer_id")["closing"]


def later_of(assets: pd.DataFrame, day: str, peak: pd.Series, step: int = 11) -> pd.Series:
    return at(assets, months(day, step)[0]).reindex(peak.index).fillna(0)


def open_in_the_month_itself(assets, day):
    peak = peaks(assets, day, seen=0)
    return gone_of(peak, later_of(assets, day, peak))


def six_rows_for_six_months(assets, day):
    first, there = months(day, 0, -1)
    past = assets[assets["month"] < first].sort_values("month")
    past = past[past["customer_id"].isin(assets.loc[assets["month"] == there, "customer_id"])]
    peak = past.groupby("customer_id").tail(6).groupby("customer_id")["closing"].max()
    return gone_of(peak, later_of(assets, day, peak))


def twelfth_row_for_twelfth_month(assets, day):
    peak = peaks(assets, day)
    rows = assets[assets["month"] >= pd.Timestamp(day)].sort_values("month")
    twelfth = rows[rows.groupby("customer_id").cumcount() == 11].set_index("customer_id")["closing"]
    return gone_of(peak, twelfth.reindex(peak.index).fillna(0))


def year_plus_one_month_less_one(assets, day):
    year, month = int(day[:4]), int(day[5:7])
    peak = peaks(assets, day)
    ends = assets["month"].dt.strftime("%Y-%m") == f"{year + 1}-{month - 1:02}"
    later = assets[ends].set_index("customer_id")["closing"]
    return gone_of(peak, later.reindex(peak.index).fillna(0))


def half_a_year_in_days(assets, day):
    first, there = months(day, 0, -1)
    who = assets.loc[assets["month"] == there, "customer_id"]
    past = assets[assets["month"].between(first - pd.Timedelta(days=183), first, inclusive="left")]
    peak = past[past["customer_id"].isin(who)].groupby("customer_id")["closing"].max()
    return gone_of(peak, later_of(assets, day, peak))


def closed_left_missing(assets, day):
    peak = peaks(assets, day)
    return gone_of(peak, at(assets, months(day, 11)[0]))


def march_written_out(assets, day):
    return right_gone(assets, "2025-03-01")


def six_months_with_day(assets, day):
    first, there, oldest = months(day, 0, -1, -5)
    who = assets.loc[assets["month"] == there, "customer_id"]
    past = assets[assets["month"].between(oldest, first) & assets["customer_id"].isin(who)]
    peak = past.groupby("customer_id")["closing"].max()
    return gone_of(peak, later_of(assets, day, peak))


def right_gone(assets, day):
    peak = peaks(assets, day)
    return gone_of(peak, later_of(assets, day, peak))


def right_gone_by_customer(assets, day):
    return right_gone(assets, day).astype({"gone": int}).set_index("customer_id").iloc[::-1]


# --- lift(scored, share)


def ratio(scored: pd.DataFrame, picked: pd.DataFrame) -> float:
    return picked["gone"].mean() / scored["gone"].mean() if len(picked) and scored["gone"].any() else NAN


def by_risk(scored: pd.DataFrame) -> pd.DataFrame:
    return scored.sort_values("risk", ascending=False)


def above_one_half(scored, share):
    return ratio(scored, scored[scored["risk"] > 0.5]) if int(share * len(scored)) else NAN


def above_one_less_the_share(scored, share):
    return ratio(scored, scored[scored["risk"] > 1 - share])


def labels_for_positions(scored, share):
    return ratio(scored, by_risk(scored).loc[: int(share * len(scored))])


def share_of_the_gone_picked(scored, share):
    return ratio(scored, by_risk(scored).head(int(share * scored["gone"].sum())))


def the_gone_first(scored, share):
    return ratio(scored, scored.sort_values(["gone", "risk"], ascending=False).head(int(share * len(scored))))


def one_more(scored, share):
    return ratio(scored, by_risk(scored).reset_index(drop=True).loc[: int(share * len(scored))])


def at_least_one(scored, share):
    return ratio(scored, by_risk(scored).head(max(1, int(share * len(scored)))))


def ceiling(scored, share):
    return ratio(scored, by_risk(scored).head(int(np.ceil(share * len(scored)))))


def difference(scored, share):
    return by_risk(scored).head(int(share * len(scored)))["gone"].mean() - scored["gone"].mean()


def right_lift(scored, share):
    return np.float32(ratio(scored, scored.nlargest(int(share * len(scored)), "risk")))


# --- next_best(held)


def expected(held: pd.DataFrame, one: str, other: str) -> float:
    return sum(rows[one].sum() * rows[other].sum() / len(rows) for _, rows in held.groupby("wealth"))


def best(rows: list[tuple[str, str, float]]) -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=["has", "offer", "lift"])
    return table.sort_values("lift", ascending=False).drop_duplicates("has")


def pairs_of(held, kept=lambda both, wanted: wanted >= 5, lift=lambda both, wanted, rows: both / wanted):
    products, rows = [column for column in held.columns if column != "wealth"], []
    for has in products:
        for offer in products:
            both, wanted = (held[has] & held[offer]).sum(), expected(held, has, offer)
            if has != offer and wanted and kept(both, wanted):
                rows.append((has, offer, lift(both, wanted, held[[has, offer]])))
    return rows


def right_next_best(held):
    return best(pairs_of(held)).set_index("has")[["lift", "offer"]].astype({"offer": "category"})


def more_than_five_expected(held):
    return best(pairs_of(held, kept=lambda both, wanted: wanted > 5))


def first_column_taken_for_wealth(held):
    return best(pairs_of(held.set_axis(["wealth", *held.columns[1:]], axis=1)))


def only_lifts_above_one(held):
    return best(pairs_of(held, kept=lambda both, wanted: wanted >= 5 and both > wanted))


def lift_without_classes_minimum_within(held):
    return best(pairs_of(held, lift=lambda both, wanted, rows: both * len(rows) / np.prod(rows.sum().to_numpy())))


def holders_of_either_below_the_line(held):
    return best(pairs_of(held, lift=lambda both, wanted, rows: both / rows.any(axis=1).sum()))


def classes_one_to_ten(held):
    return best(pairs_of(held[held["wealth"] <= 10]))


def wealth_left_out(held):
    return best(pairs_of(held.assign(wealth=0)))


def share_of_holders(held):
    return best(pairs_of(held, lift=lambda both, wanted, rows: both / rows.iloc[:, 0].sum()))


def five_who_hold_both(held):
    return best(pairs_of(held, kept=lambda both, wanted: both >= 5))


def every_pair_once(held):
    products = [column for column in held.columns if column != "wealth"]
    once = set(combinations(products, 2))
    return best([row for row in pairs_of(held) if row[:2] in once])


def only_customers_with_a_product(held):
    return best(pairs_of(held[held.drop(columns="wealth").any(axis=1)]))


# --- solved_in_time(tickets, hours, now)


def in_time(tickets, hours, now, took=None, due=None):
    took = tickets["resolved_at"] - tickets["opened_at"] if took is None else took
    limit = pd.Timedelta(hours=hours)
    due = tickets["opened_at"] <= pd.Timestamp(now) - limit if due is None else due
    rows = tickets.assign(quick=took <= limit)[due]
    return rows.groupby("topic", as_index=False).agg(due=("quick", "size"), in_time=("quick", "mean"))


def hours_cut(tickets, hours, now):
    return in_time(tickets, hours, now, took=(tickets["resolved_at"] - tickets["opened_at"]).dt.floor("h"))


def hours_rounded(tickets, hours, now):
    return in_time(tickets, hours, now, took=(tickets["resolved_at"] - tickets["opened_at"]).dt.round("h"))


def open_until_now(tickets, hours, now):
    return in_time(tickets, hours, now, took=tickets["resolved_at"].fillna(pd.Timestamp(now)) - tickets["opened_at"])


def those_solved_by_now(tickets, hours, now):
    return in_time(tickets, hours, now, due=tickets["resolved_at"] <= pd.Timestamp(now))


def last_ticket_for_now(tickets, hours, now):
    return in_time(tickets, hours, tickets["opened_at"].max())


def a_row_for_every_topic(tickets, hours, now):
    found = in_time(tickets, hours, now).set_index("topic")
    return found.reindex(sorted(tickets["topic"].unique()), fill_value=0).reset_index()


def solved_ones_only(tickets, hours, now):
    return in_time(tickets.dropna(subset="resolved_at"), hours, now)


def all_tickets(tickets, hours, now):
    return in_time(tickets, hours, now, due=tickets["ticket_id"] > 0)


def whole_days(tickets, hours, now):
    took = pd.to_timedelta((tickets["resolved_at"] - tickets["opened_at"]).dt.days, unit="D")
    return in_time(tickets, hours, now, took=took)


def due_by_whole_days(tickets, hours, now):
    return in_time(tickets, hours, now, due=(pd.Timestamp(now) - tickets["opened_at"]).dt.days >= hours / 24)


def two_days_always(tickets, hours, now):
    return in_time(tickets, 48, now)


def due_after_two_days_always(tickets, hours, now):
    due = tickets["opened_at"] <= pd.Timestamp(now) - pd.Timedelta(hours=48)
    return in_time(tickets, hours, now, due=due)


def right_in_time(tickets, hours, now):
    return in_time(tickets, hours, now).set_index("topic").astype({"due": float}).iloc[::-1]


# --- call_effects(drawn)


def effects(drawn, kept=lambda got, none: len(got) >= 5 and len(none) >= 5, square=None, weight=len):
    rows = []
    for segment, here in drawn.assign(gone=drawn["gone"].astype(float)).groupby("segment"):
        parts = []
        for _, wave in here.groupby("campaign_id"):
            got, none = (wave.loc[wave["called"] == which, "gone"] for which in (True, False))
            if kept(got, none):
                error = got.var() / len(got) + none.var() / len(none) if square is None else square(got, none)
                parts.append((got.mean() - none.mean(), error, weight(got)))
        if parts:
            gaps, squares, weights = (np.array(part) for part in zip(*parts, strict=True))
            weights = weights / weights.sum()
            middle, half = weights @ gaps, 1.96 * np.sqrt(weights**2 @ squares)
            rows.append((segment, middle, middle - half, middle + half))
    return pd.DataFrame(rows, columns=["segment", "effect", "low", "high"])


def campaigns_written_out(drawn):
    return effects(drawn[drawn["campaign_id"].isin([3, 4, 5])])


def segments_written_out(drawn):
    return effects(drawn[drawn["segment"].isin(["silent", "slipping", "steady"])])


def p_times_one_less_p(drawn):
    return effects(drawn, square=lambda got, none: got.var(ddof=0) / len(got) + none.var(ddof=0) / len(none))


def only_the_called_counted(drawn):
    return effects(drawn, kept=lambda got, none: len(got) >= 5)


def more_than_five(drawn):
    return effects(drawn, kept=lambda got, none: min(len(got), len(none)) > 5)


def five_gone_asked_for(drawn):
    return effects(drawn, kept=lambda got, none: min(got.sum(), none.sum()) >= 5)


def one_variance_for_both(drawn):
    return effects(drawn, square=lambda got, none: pd.concat([got, none]).var() * (1 / len(got) + 1 / len(none)))


def right_effects(drawn):
    return effects(drawn).set_index("segment").round(5)


# --- profit_curve(gains)


def curve(x, y):
    _, ax = plt.subplots()
    ax.plot(list(x), list(y))
    ax.set(xlabel="calls", ylabel="CNY", title="gains")
    return ax


def equal_gains_dropped(gains):
    line = np.r_[0, np.unique(gains["gain"])[::-1].cumsum()]
    return curve(range(len(line)), line)


def from_call_one(gains):
    line = np.sort(gains["gain"])[::-1].cumsum()
    return curve(range(1, len(line) + 1), line)


def losses_for_nothing(gains):
    line = np.r_[0, np.sort(gains["gain"].clip(lower=0))[::-1].cumsum()]
    return curve(range(len(line)), line)


def customers_for_calls(gains):
    ordered = gains.sort_values("gain", ascending=False)
    return curve([0, *ordered["customer_id"]], [0, *ordered["gain"].cumsum()])


REFUSED = {
    "silently-gone": [
        six_rows_for_six_months, twelfth_row_for_twelfth_month, year_plus_one_month_less_one, half_a_year_in_days,
    ],
    "lift": [
        above_one_less_the_share, labels_for_positions, share_of_the_gone_picked, the_gone_first, one_more,
    ],
    "next-best": [
        more_than_five_expected, first_column_taken_for_wealth, only_lifts_above_one, classes_one_to_ten,
        lift_without_classes_minimum_within, holders_of_either_below_the_line,
    ],
    "solved-in-time": [
        hours_cut, hours_rounded, open_until_now, those_solved_by_now, due_by_whole_days, last_ticket_for_now,
        a_row_for_every_topic,
    ],
    "call-effects": [campaigns_written_out, segments_written_out, five_gone_asked_for, one_variance_for_both],
    "profit-curve": [equal_gains_dropped, customers_for_calls],
}  # fmt: skip

NAMED = {
    "silently-gone": {
        open_in_the_month_itself: "row in the month itself",
        closed_left_missing: "closed accounts pass for stayers",
        march_written_out: "the same day always",
        six_months_with_day: "six months up to the first",
    },
    "lift": {
        above_one_half: "threshold of one half",
        at_least_one: "at least one picked",
        ceiling: "calls rounded up",
        difference: "difference for the ratio",
    },
    "next-best": {
        wealth_left_out: "wealth ignored",
        share_of_holders: "share of the holders for the lift",
        five_who_hold_both: "five holders of both asked for",
        every_pair_once: "each pair looked at once",
        only_customers_with_a_product: "customers without products dropped",
    },
    "solved-in-time": {
        solved_ones_only: "open tickets dropped",
        all_tickets: "not yet due counted",
        whole_days: "whole days counted",
        two_days_always: "forty eight hours always",
    },
    "call-effects": {
        p_times_one_less_p: "divided by n in the standard deviation",
        only_the_called_counted: "only those called counted",
        more_than_five: "five are left out",
    },
    "profit-curve": {from_call_one: "begins at call one", losses_for_nothing: "losses taken for nought"},
}

UNNAMED = [("solved-in-time", due_after_two_days_always)]


@pytest.mark.parametrize(("name", "answer"), [(name, one) for name, them in REFUSED.items() for one in them])
def test_wrong_answers_get_no_tick(compiled, name, answer):
    assert not verdict_on(compiled[name], answer).right


@pytest.mark.parametrize(
    ("name", "answer", "says"), [(name, one, says) for name, them in NAMED.items() for one, says in them.items()]
)
def test_likely_misunderstandings_are_named(compiled, name, answer, says):
    assert verdict_on(compiled[name], answer).mistake == says


@pytest.mark.parametrize(("name", "answer"), UNNAMED)
def test_what_nobody_listed_is_not_taken_for_something_else(compiled, name, answer):
    verdict = verdict_on(compiled[name], answer)
    assert not verdict.right
    assert verdict.mistake is None


@pytest.mark.parametrize(
    ("name", "answer"),
    [
        ("silently-gone", right_gone), ("silently-gone", right_gone_by_customer), ("lift", right_lift),
        ("next-best", right_next_best), ("solved-in-time", right_in_time), ("call-effects", right_effects),
    ],
)  # fmt: skip
def test_odd_shapes_of_right_answers_pass(compiled, name, answer):
    assert verdict_on(compiled[name], answer).right


# --- the next best product, by the standards of the field


def test_expected_holders_agree_with_scipys_expected_frequencies(reference):
    contingency = pytest.importorskip("scipy.stats.contingency")
    random = np.random.default_rng(4)
    wealth = random.integers(1, 4, 600)
    held = pd.DataFrame({"wealth": wealth, "fund": random.random(600) < wealth / 6, "card": random.random(600) < 0.4})
    tables = [pd.crosstab(rows["fund"], rows["card"]).to_numpy() for _, rows in held.groupby("wealth")]
    wanted = sum(contingency.expected_freq(table)[1, 1] for table in tables)
    found = reference["next_best"](held).set_index("has")["lift"]
    assert found.to_dict() == pytest.approx(
        dict.fromkeys(["fund", "card"], (held["fund"] & held["card"]).sum() / wanted)
    )


def test_products_that_only_wealth_brings_together_have_a_lift_of_one_within_its_classes(reference):
    """Independent within a class: both held 1,000 times or more, so that the lift's standard error is about .03."""
    random = np.random.default_rng(11)
    wealth = random.integers(1, 11, 40_000)
    held = pd.DataFrame({"wealth": wealth} | {name: random.random(40_000) < wealth**2 / 200 for name in ("a", "b")})
    assert reference["next_best"](held)["lift"].to_numpy() == pytest.approx(1.0, abs=0.06)
    assert (reference["next_best"](held.assign(wealth=1))["lift"] > 1.5).all()


def test_most_of_the_high_lifts_of_the_bank_are_wealth(reference):
    held = reference["held"]
    within, plain = (reference["next_best"](rows)["lift"] for rows in (held, held.assign(wealth=1)))
    assert plain.max() > 2
    assert within.max() - 1 < 0.5 * (plain.max() - 1)


def test_only_what_is_held_today_by_customers_of_today_counts(reference, population):
    closed = set(population["closures"]["customer_id"])
    assert not closed & set(reference["held"].index)
    ended = population["product_holdings"].query("status != 'held'")
    both = ended.merge(population["product_holdings"].query("status == 'held'"), on=["customer_id", "product"])
    gone = ended[~ended["holding_id"].isin(both["holding_id_x"])]
    rows = gone[gone["customer_id"].isin(reference["held"].index)]
    assert len(rows)
    assert not any(reference["held"].at[row.customer_id, row.product] for row in rows.itertuples())


def test_the_warning_is_tried_on_customers_it_has_not_learnt_from(reference):
    alone, scored = reference["alone"], reference["scored"]
    assert (alone.loc[scored.index, "customer_id"] % 2 == 1).all()


# --- given cells, whatever the shape of a right answer


def test_tables_with_an_index_for_a_column_are_shown_too(reference):
    table_with = reference["table_with"]
    table = pd.DataFrame({"segment": ["steady"], "effect": [0.1]})
    assert table_with({"segment"}, table.set_index("segment")).columns.tolist() == ["segment", "effect"]
    assert table_with({"segment"}, table) is table
    assert table_with({"topic"}, table) is None
    assert table_with({"segment"}, None) is None


# --- the decision


@pytest.fixture(scope="module")
def another_model(reference):
    """The risk a learner's own model gives, learnt from other customers than the listed one."""
    data = generator.simulate("cmb", customers=6_000, seed=21, tables=list(TABLES))
    calls = calls_and_after(data).query("design == 'randomised' and not called")
    return reference["risk_model"](calls.assign(gone=calls["later"] < 0.3 * calls["peak_assets_6"]))


def test_calling_in_the_order_of_ones_own_models_risk_is_told_from_calling_where_it_helps(reference, another_model):
    question, world = LESSON.questions["call-policy"], practice_world("cmb")
    ready, known = in_language(LESSON, question, (), "en"), mistaken(question, world)

    def verdict(score: pd.Series) -> Verdict:
        best = score.rank(method="first", ascending=False) <= int(0.1 * len(score))
        actions = np.where(best & (score > 0), "call", "nothing")
        return judge_policy(ready, world, tried(lambda customers: actions, {"customers": world.customers}), known)

    customers = world.customers
    risk = pd.Series(another_model.probability(reference["traits"](customers)), index=customers.index)
    money, steady = customers["peak_assets_6"], customers["segment"] == "steady"
    assert verdict(risk).mistake == "highest risk of the model called"
    assert verdict(risk * money).mistake == "money at risk in all segments"
    assert verdict(customers["assets"]).mistake == "the richest of today called"
    assert verdict((0.2 * 0.026 * risk * money - 12).where(steady, -12)).mistake is None
