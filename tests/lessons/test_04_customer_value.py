"""Lesson 04 by the standards of the field: published figures met, wrong answers told apart, right ones taken."""

import functools
import importlib.util
import math
import re
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from coursekit.diagnosis import same_outcome
from coursekit.interactive.clv_levers import Levers
from coursekit.practice_customers import practice_customers
from grader.cases import in_language, toy_cases, tried, value_case
from grader.lesson import read_lesson
from grader.running import run_reference

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "lessons/04-customer-value"
LESSON = read_lesson(FOLDER)
CALLED = [question.name for question in LESSON.questions.values() if question.kind in ("function", "chart")]
VALUES = ["by-hand-margin", "next-year-value"]


@pytest.fixture(scope="module")
def population():
    generator = pytest.importorskip("generator")
    return generator.simulate("amazon", customers=1_000, seed=6)


@pytest.fixture(scope="module")
def reference(population):
    return run_reference(LESSON, population)


@pytest.fixture(scope="module")
def asked(reference):
    """Give a question and its compiled form, compiled once."""

    @functools.cache
    def of(name):
        question = LESSON.questions[name]
        cases = toy_cases(question, reference, "en") or (value_case(question, reference),)
        return question, in_language(LESSON, question, cases, "en")

    return of


def script():
    spec = importlib.util.spec_from_file_location("lesson_04_practice", FOLDER / "practice.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


# --- definitions and estimators

CDNOW = {"r": 0.243, "alpha": 4.414, "a": 0.793, "b": 2.426}
"""Fader, Hardie & Lee (Marketing Science, 2005), table 2, in weeks."""

LIFETIMES = {
    (2, 30.43, 38.86): 0.726579,
    (0, 0.0, 38.86): 1.0,
    (7, 20.0, 39.0): 0.141122,
    (1, 1.71, 38.86): 0.212101,
    (26, 30.86, 38.0): 0.215175,
}
"""P(alive) that lifetimes 0.11.3 gives customers with x, t_x and T under the published estimates."""


def test_p_alive_is_that_of_lifetimes_under_the_published_estimates(reference):
    table = pd.DataFrame(list(LIFETIMES), columns=["repeats", "recency", "age"])
    assert list(reference["p_alive"](table, **CDNOW)) == pytest.approx(list(LIFETIMES.values()), abs=1e-6)


def test_recency_frequency_is_the_summary_of_lifetimes(reference):
    # lifetimes 0.11.3, summary_data_from_transaction_data(…, freq="D"), of these purchases up to 2026-02-28
    bought = [(1, "2026-01-01 09:00"), (1, "2026-01-15 22:00"), (1, "2026-01-15 23:00"), (1, "2026-02-10 01:00")]
    bought += [(2, "2026-01-20 12:00"), (3, "2026-02-28 23:59"), (3, "2026-01-31 00:01"), (3, "2026-03-05 10:00")]
    purchases = pd.DataFrame(bought, columns=["customer_id", "ordered_at"])
    purchases["ordered_at"] = pd.to_datetime(purchases["ordered_at"])
    found = reference["recency_frequency"](purchases, "2026-02-28").set_index("customer_id")
    assert found.loc[1].tolist() == [2, 40, 58]
    assert found.loc[2].tolist() == [0, 0, 39]
    assert found.loc[3].tolist() == [1, 28, 28]


@pytest.mark.parametrize(("retention", "rate"), [(0.8, 0.12), (0.6, 0.1), (0.9, 0.05)])
def test_a_contract_of_constant_churn_is_worth_what_the_textbooks_formula_says(reference, retention, rate):
    # Gupta, Lehmann & Stuart (2004): m·r ÷ (1 + i − r) with the first margin in a year; here one more, today
    survival = pd.Series(retention ** np.arange(600))
    worth = 100 + 100 * retention / (1 + rate - retention)
    assert reference["contract_value"](100.0, survival, rate) == pytest.approx(worth)
    assert Levers(1.0, 100.0, retention, rate, 0.0).value() == pytest.approx(worth)


def test_margins_of_all_customers_are_those_of_all_orders(reference):
    ledger = reference["ledger"]
    margins = reference["customer_margins"](ledger)
    assert margins.sum() == pytest.approx(ledger["margin"].sum())
    assert set(margins.index) == set(ledger["customer_id"])


def test_a_ledger_is_right_line_by_line(reference, population):
    ledger = reference["ledger"].set_index("order_id")
    returned = ledger[ledger["status"] == "returned"]
    assert returned["refund"].to_numpy() == pytest.approx(returned["amount"].to_numpy())
    assert (returned["goods_cost"] == 0).all()
    assert returned["margin"].to_numpy() == pytest.approx(-returned["parcel_cost"].to_numpy())
    assert (ledger.loc[ledger["status"] == "cancelled", "margin"] == 0).all()
    lines = population["order_items"].merge(population["products"][["product_id", "unit_cost"]])
    cost = (lines["quantity"] * lines["unit_cost"]).groupby(lines["order_id"]).sum()
    whole = ~ledger.index.isin(population["returns"]["order_id"])
    assert ledger.loc[whole, "goods_cost"].to_numpy() == pytest.approx(cost.reindex(ledger.index[whole]).to_numpy())


def test_everyone_a_year_is_the_ratio_of_the_totals(reference):
    customers, ledger = reference["newcomers"], reference["ledger"]
    early = customers[customers["joined_at"] < "2025-07-01"]
    found = reference["margin_per_cost"](customers, ledger, 365, "2026-06-30")
    one = early[early["acquisition_channel"] == "search_ads"]
    theirs = ledger.merge(one[["customer_id", "joined_at"]], on="customer_id")
    day = theirs["joined_at"].dt.normalize() + pd.Timedelta(days=365)
    in_time = theirs[theirs["ordered_at"].dt.normalize() <= day]
    assert found["search_ads"] == pytest.approx(in_time["margin"].sum() / one["acquisition_cost"].sum())
    assert "organic" not in found.index


def test_the_example_in_the_text_is_right(reference):
    table = pd.DataFrame({"customer_id": [1], "repeats": [2], "recency": [100], "age": [300]})
    assert reference["p_alive"](table, 1, 100, 1, 2).item() == pytest.approx(3 / 11)


# --- the practice shop


def test_the_practice_shop_holds_what_its_command_makes():
    made, kept = script().practice_table(customers=400, seed=9), practice_customers()
    assert made.columns.tolist() == kept.columns.tolist()
    assert kept["active"].dtype == bool
    assert (kept["recency"] <= kept["age"]).all()
    assert (kept.loc[~kept["active"], "true_value"] == 0).all()
    assert ((kept["margin"] < kept["revenue"]) | (kept["revenue"] == 0)).all()


def test_the_text_tells_the_truth_about_the_practice_shop(reference):
    off, practice = reference["off"], reference["practice"]
    assert abs(off["model"]) < 0.15 < off["last"] < off["past"]
    means = pd.DataFrame({"forecast": reference["forecast"], "truth": practice["true_value"]}).groupby(
        reference["group"]
    )
    assert means.mean().loc[10].pipe(lambda best: best["forecast"] > best["truth"])
    assert means.mean().loc[1].pipe(lambda worst: worst["forecast"] < worst["truth"])
    assert practice.loc[reference["once"], "active"].mean() < 0.9


# --- right and wrong answers


@pytest.mark.parametrize("name", CALLED)
def test_every_other_right_answer_is_right_on_a_population(reference, asked, population, name):
    question, compiled = asked(name)
    chart = question.kind == "chart"
    for arguments in question.elsewhere(population):
        expected = tried(reference[question.target], arguments, chart=chart)
        for other in question.also_right:
            assert same_outcome(compiled, expected, tried(other, arguments, chart=chart)), other.__name__


def by_status(ledger, *statuses):
    return ledger.assign(status=ledger["status"].where(ledger["status"].isin(statuses), "cancelled"))


HALF_RIGHT = {
    "delivered orders alone": (
        "customer-margins",
        lambda right: lambda ledger: right(by_status(ledger, "delivered")),
    ),
    "whole dollars": ("customer-margins", lambda right: lambda ledger: right(ledger).round()),
    "one customer too few": ("customer-margins", lambda right: lambda ledger: right(ledger).iloc[1:]),
    "the first order alone": (
        "customer-margins",
        lambda right: lambda ledger: right(ledger.drop_duplicates("customer_id")),
    ),
    "organic known by its name": (
        "margin-per-cost",
        lambda right: (
            lambda customers, ledger, days, last_day: right(
                customers.assign(acquisition_cost=customers["acquisition_cost"].replace(0, 1e-9)),
                ledger,
                days,
                last_day,
            ).drop("organic", errors="ignore")
        ),
    ),
    "the last day of all data": (
        "margin-per-cost",
        lambda right: lambda customers, ledger, days, last_day: right(customers, ledger, days, "2026-06-30"),
    ),
    "a year for everyone": (
        "margin-per-cost",
        lambda right: lambda customers, ledger, days, last_day: right(customers, ledger, 365, last_day),
    ),
    "first orders alone": (
        "margin-per-cost",
        lambda right: (
            lambda customers, ledger, days, last_day: right(
                customers, ledger.drop_duplicates("customer_id"), days, last_day
            )
        ),
    ),
    "one clock for all, from the first who joined": (
        "margin-per-cost",
        lambda right: (
            lambda customers, ledger, days, last_day: right(
                customers.assign(joined_at=customers["joined_at"].min()), ledger, days, last_day
            )
        ),
    ),
    "ten per cent always": (
        "contract-value",
        lambda right: lambda margin, survival, rate: right(margin, survival, 0.1),
    ),
    "one fee fewer": (
        "contract-value",
        lambda right: lambda margin, survival, rate: right(margin, survival.iloc[:-1], rate),
    ),
    "whole dollars of value": (
        "contract-value",
        lambda right: lambda margin, survival, rate: round(right(margin, survival, rate)),
    ),
    "rows taken for sorted": (
        "recency-frequency",
        lambda right: (
            lambda purchases, end: right(purchases, end).assign(
                recency=lambda table: (
                    purchases[purchases["ordered_at"] < pd.Timestamp(end) + pd.Timedelta(days=1)]
                    .groupby("customer_id")["ordered_at"]
                    .agg(lambda moments: (moments.iloc[-1].normalize() - moments.iloc[0].normalize()).days)
                    .to_numpy()
                )
            )
        ),
    ),
    "weeks for days": (
        "recency-frequency",
        lambda right: lambda purchases, end: right(purchases, end).assign(age=lambda table: table["age"] / 7),
    ),
    "age up to the day after": (
        "recency-frequency",
        lambda right: lambda purchases, end: right(purchases, end).assign(age=lambda table: table["age"] + 1),
    ),
    "ordered by customer": (
        "p-alive",
        lambda right: lambda table, **model: right(table.sort_values("customer_id"), **model).reset_index(drop=True),
    ),
    "two decimals": ("p-alive", lambda right: lambda table, **model: right(table, **model).round(2)),
    "the mean": ("p-alive", lambda right: lambda table, **model: right(table, **model).mean()),
}


@pytest.mark.parametrize("case", HALF_RIGHT)
def test_a_half_right_answer_is_refused_on_the_toys(reference, asked, case):
    name, half = HALF_RIGHT[case]
    question, compiled = asked(name)
    wrong = half(reference[question.target])
    assert not all(same_outcome(compiled, toy.expected, tried(wrong, toy.arguments)) for toy in compiled.cases)


def test_the_mistakes_that_the_curriculum_names_are_there():
    named = {mistake.name for question in LESSON.questions.values() for mistake in question.mistakes}
    assert named >= {
        "revenue for margin",
        "no discounting",
        "mean of ratios for ratio of means",
        "averages over unlike customers",
        "past revenue for future value",
        "churn taken from survivors",
    }


def test_a_function_that_changes_the_ledger_is_told_so(reference, asked):
    _, compiled = asked("customer-margins")

    def spoils(ledger):
        ledger.loc[ledger["status"] == "cancelled", ["amount", "goods_cost"]] = 0.0
        return reference["customer_margins"](ledger)

    outcomes = [tried(spoils, toy.arguments) for toy in compiled.cases]
    assert not all(same_outcome(compiled, toy.expected, got) for toy, got in zip(compiled.cases, outcomes, strict=True))


# --- its texts


def test_toys_stay_small_enough_to_read():
    for question in LESSON.questions.values():
        tables = [table for toy in question.toys for table in toy.arguments.values()]
        assert all(len(table) <= 12 for table in tables if isinstance(table, pd.DataFrame))


def test_every_label_that_the_code_uses_has_its_words():
    code = "\n".join(cell.source for cell in LESSON.cells if cell.role in ("given", "solution"))
    view = (ROOT / "coursekit/interactive/clv_levers_view.py").read_text(encoding="utf-8")
    used = set(re.findall(r'label\(\s*"([a-z0-9-]+)"', code + view))
    used |= {f"lever-{name}" for name in vars(Levers(1, 1, 0, 0, 0))} | {"claim-price-before", "claim-price-rise"}
    assert used == set(LESSON.labels)


def test_no_answer_is_missing_where_nothing_was_won_back(reference):
    customers = reference["newcomers"].head(40)
    nobody = reference["ledger"].iloc[:0]
    found = reference["margin_per_cost"](customers, nobody, 30, "2026-06-30")
    assert (found == 0).all()
    assert not found.isna().any()
    assert math.isclose(reference["contract_value"](10.0, pd.Series([1.0]), 0.1), 10.0)
