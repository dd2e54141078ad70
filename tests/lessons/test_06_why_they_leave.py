"""Lesson 06 by the standards of the field: joins as of a day, effects and shops checked, wrong answers told apart."""

import importlib.util
import re
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from scipy.special import expit, logit

from coursekit.diagnosis import same_outcome
from coursekit.interactive.monthly_renewals import DRIVERS, drivers_of, monthly_renewals
from grader.cases import in_language, toy_cases, tried
from grader.lesson import read_lesson
from grader.running import run_reference

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "lessons/06-why-they-leave"
LESSON = read_lesson(FOLDER)
CALLED = [question.name for question in LESSON.questions.values() if question.kind in ("function", "chart")]
FUNCTIONS = [name for name in CALLED if name != "calibration-chart"]


@pytest.fixture(scope="module")
def population():
    generator = pytest.importorskip("generator")
    return generator.simulate("amazon", customers=1_000, seed=5)


@pytest.fixture(scope="module")
def reference(population):
    return run_reference(LESSON, population)


@pytest.fixture(scope="module")
def known(population):
    renewals = monthly_renewals(population["membership_events"])
    return drivers_of(renewals, population["orders"], population["deliveries"], population["tickets"])


def question_of(name, reference):
    question = LESSON.questions[name]
    return question, in_language(LESSON, question, toy_cases(question, reference, "en"), "en")


# --- the measures


def test_counting_as_of_a_day_is_what_the_kit_does_by_months(reference, population, known):
    late = reference["late_deliveries"]
    counts = reference["recent_counts"](known, late).clip(upper=3)
    assert counts.tolist() == known["late"].tolist()
    placed = population["orders"].rename(columns={"ordered_at": "at"})
    assert np.log1p(reference["recent_counts"](known, placed)).tolist() == pytest.approx(known["use"].tolist())


def test_what_happens_after_the_day_changes_nothing(reference, population, known):
    day = pd.Timestamp("2025-09-01")
    early, late = known[known["as_of"] <= day], reference["late_deliveries"]
    then = reference["recent_counts"](early, late[late["at"] < day])
    assert reference["recent_counts"](early, late).tolist() == then.tolist()
    surveys = population["surveys"]
    before = reference["last_answer"](early, surveys[surveys["answered_at"] < day])
    pd.testing.assert_series_equal(reference["last_answer"](early, surveys), before)
    assert before.notna().any()


def test_the_last_answer_is_that_of_pandas_merge_asof(reference, population, known):
    answers = population["surveys"].dropna(subset=["answered_at"]).sort_values("answered_at")
    joined = pd.merge_asof(
        known.sort_values("as_of"),
        answers[["customer_id", "answered_at", "satisfaction"]],
        left_on="as_of",
        right_on="answered_at",
        by="customer_id",
        allow_exact_matches=False,
    ).set_index("renewal_id")["satisfaction"]
    found = reference["last_answer"](known, population["surveys"])
    pd.testing.assert_series_equal(found, joined.reindex(found.index), check_dtype=False)


def test_predictions_are_scipys_and_those_of_the_fitted_model(reference, known):
    model = reference["model"]
    mine = reference["predicted_churn"](model.coefficients, known)
    assert mine.to_numpy() == pytest.approx(model.probability(known))
    late_only = pd.Series({"late": 0.5, "constant": -2.0})
    chance = reference["predicted_churn"](late_only, known)
    assert chance.to_numpy() == pytest.approx(expit(0.5 * known["late"] - 2).to_numpy())


def test_a_small_step_has_the_effect_of_the_derivative(reference, known):
    # average partial effect of a logit: coefficient × mean of p(1 − p) (Wooldridge 2010, section 15.6)
    weights = reference["model"].coefficients
    chance = reference["predicted_churn"](weights, known)
    slope = weights["use"] * (chance * (1 - chance)).mean()
    assert reference["effect_of_driver"](weights, known, "use", 1e-5) / 1e-5 == pytest.approx(slope, rel=1e-3)


def test_an_effect_on_members_all_alike_is_that_of_one(reference):
    weights, alike = pd.Series({"constant": -1.0, "late": 0.7}), pd.DataFrame({"late": [1, 1, 1]})
    assert reference["effect_of_driver"](weights, alike, "late", 2) == pytest.approx(expit(1.1) - expit(-0.3))


def test_where_complaints_follow_late_parcels_and_do_nothing_the_gap_is_nil(reference):
    # 200,000 renewals: the standard error of the gap is about 0.3 points
    random = np.random.default_rng(6)
    late = random.choice([0, 1, 2], size=200_000, p=[0.85, 0.1, 0.05])
    complaints = random.binomial(1, np.array([0.02, 0.3, 0.5])[late])
    cancelled = random.binomial(1, expit(logit(0.06) + 0.7 * late))
    table = pd.DataFrame({"late": late, "complaints": complaints, "cancelled": cancelled})
    share = table.groupby("complaints")["cancelled"].mean()
    assert share[1] - share[0] > 0.04
    assert reference["complaint_gap"](table) == pytest.approx(0, abs=0.012)
    harmful = table.assign(cancelled=np.where((complaints == 1) & (random.random(200_000) < 0.1), 1, cancelled))
    assert reference["complaint_gap"](harmful) > 0.06


def test_the_split_keeps_the_future_out_of_the_training_rows(reference, known):
    sides = reference["split_by_time"](known.sample(frac=1, random_state=1), "2026-01-01")
    due = known.set_index("renewal_id")["due_on"].reindex(sides.index)
    assert due[sides == "train"].max() < pd.Timestamp("2026-01-01") <= due[sides == "test"].min()


def test_the_small_table_is_right_by_hand(reference):
    table = reference["a_few_deliveries"].rename(columns={"delivered_at": "at"}).assign(customer_id=1)
    late = table[table["at"].dt.normalize() > table["promised_on"]]
    one = pd.DataFrame({"renewal_id": [1], "customer_id": [1], "as_of": [pd.Timestamp("2026-03-01")]})
    assert reference["by_hand_late"] == reference["recent_counts"](one, late)[1]


def test_the_thirty_shops_are_like_others_of_the_simulator(reference):
    """Another 20,000 customers: shares of cancellations within four standard errors, as in `thirty_shops.py`."""
    spec = importlib.util.spec_from_file_location("thirty_shops", FOLDER / "thirty_shops.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    fresh = module.counted(20_000, [4_711])
    table = reference["thirty_shops"]
    assert fresh[["late", "complained"]].values.tolist() == table[["late", "complained"]].values.tolist()
    told, found = (t["cancelled"] / t["renewals"] for t in (table, fresh))
    error = np.sqrt(told * (1 - told) * (1 / table["renewals"] + 1 / fresh["renewals"]))
    assert ((told - found).abs() < 4 * error).all()


def test_the_thirty_shops_tell_what_the_lesson_says_of_them(reference):
    table = reference["thirty_shops"]
    rows = pd.DataFrame(
        {
            "late": table["late"].str[0].astype(int).repeat(table["renewals"]),
            "complaints": table["complained"].astype(int).repeat(table["renewals"]),
        }
    ).reset_index(drop=True)
    rows["cancelled"] = [
        value for cell in table.itertuples() for value in [1] * cell.cancelled + [0] * (cell.renewals - cell.cancelled)
    ]
    share = rows.groupby("complaints")["cancelled"].mean()
    assert share[1] - share[0] > 0.006
    assert abs(reference["complaint_gap"](rows)) < 0.006
    assert abs(reference["alike"] - reference["complaint_gap"](rows)) < 1e-9


# --- right and wrong answers


@pytest.mark.parametrize("name", FUNCTIONS)
def test_every_other_right_answer_is_right_on_a_population(reference, population, name):
    question, compiled = question_of(name, reference)
    for arguments in question.elsewhere(population):
        expected = tried(reference[question.target], arguments)
        for other in question.also_right:
            assert same_outcome(compiled, expected, tried(other, arguments)), (other.__name__, arguments)


def days_with_something(right):
    def wrong(renewals, happened, months=3):
        day = happened["at"].dt.normalize()
        return right(renewals, happened.assign(at=day).drop_duplicates(), months)

    return wrong


def answers_of_a_year(right):
    def wrong(renewals, surveys):
        pairs = renewals.merge(surveys.dropna(subset=["answered_at"]), on="customer_id")
        old = pairs["answered_at"] < pairs["as_of"] - pd.DateOffset(months=12)
        known = pairs[(pairs["answered_at"] < pairs["as_of"]) & ~old].sort_values("answered_at")
        return known.groupby("renewal_id")["satisfaction"].last().reindex(renewals["renewal_id"])

    return wrong


def best_answer(right):
    def wrong(renewals, surveys):
        pairs = renewals.merge(surveys, on="customer_id")
        known = pairs[pairs["answered_at"] < pairs["as_of"]]
        return known.groupby("renewal_id")["satisfaction"].max().reindex(renewals["renewal_id"])

    return wrong


HALF_RIGHT = {
    "days counted for events": ("recent-counts", days_with_something),
    "a month more": (
        "recent-counts",
        lambda right: lambda renewals, happened, months: right(renewals, happened, months + 1),
    ),
    "in the order of the table, by place": (
        "recent-counts",
        lambda right: lambda renewals, happened, months: right(renewals, happened, months).reset_index(drop=True),
    ),
    "nothing for nothing": (
        "recent-counts",
        lambda right: (
            lambda renewals, happened, months: (
                right(renewals, happened, months) if len(happened) else pd.Series(dtype=float)
            )
        ),
    ),
    "old answers forgotten": ("last-answer", answers_of_a_year),
    "the best answer": ("last-answer", best_answer),
    "filled from the row above": (
        "last-answer",
        lambda right: lambda renewals, surveys: right(renewals, surveys).ffill(),
    ),
    "the day of the notebook": ("split-by-time", lambda right: lambda renewals, day: right(renewals, "2026-01-01")),
    "from the month on": ("split-by-time", lambda right: lambda renewals, day: right(renewals, f"{day[:7]}-01")),
    "rounded to percent": (
        "predicted-churn",
        lambda right: lambda coefficients, table: np.round(right(coefficients, table), 2),
    ),
    "sorted": ("predicted-churn", lambda right: lambda coefficients, table: sorted(right(coefficients, table))),
    "in percentage points": ("effect-of-driver", lambda right: lambda *given: 100 * right(*given)),
    "always late deliveries": (
        "effect-of-driver",
        lambda right: lambda coefficients, table, driver, by: right(coefficients, table, "late", by),
    ),
    "nil where nothing can be compared": (
        "complaint-gap",
        lambda right: lambda drivers: np.nan_to_num(right(drivers)),
    ),
    "two late deliveries at most": ("complaint-gap", lambda right: lambda drivers: right(drivers[drivers["late"] < 2])),
}


@pytest.mark.parametrize("case", HALF_RIGHT)
def test_a_half_right_answer_is_refused_on_the_toys(reference, case):
    name, half = HALF_RIGHT[case]
    _, compiled = question_of(name, reference)
    right = reference[LESSON.questions[name].target]

    def wrong(*given):
        return half(right)(*given)

    outcomes = [tried(lambda **given: wrong(*given.values()), toy.arguments) for toy in compiled.cases]
    assert not all(same_outcome(compiled, toy.expected, got) for toy, got in zip(compiled.cases, outcomes, strict=True))


def test_the_mistakes_that_the_curriculum_names_are_there():
    named = {mistake.name for question in LESSON.questions.values() for mistake in question.mistakes}
    assert named >= {
        "everything known today counted",
        "rows drawn at random",
        "complaint read as cause",
        "rows with missing values dropped",
        "yes or no for a probability",
    }
    told = " ".join(option.says.en for option in LESSON.questions["vendor-answer"].options)
    assert "accuracy" in told
    assert "close date" in told
    assert "An ID is no feature" in told


# --- its texts


def test_the_price_rise_of_the_story_is_that_of_the_case():
    prices = pytest.importorskip("generator.cases.amazon.parameters").PRICES
    (_, before, _), (month, after, _) = prices[-2:]
    story = " ".join(cell.source for cell in LESSON.cells if cell.role == "prose")
    assert month == "2025-10"
    assert f"On 1 October 2025 the month went from {before} to {after} USD" in story


def test_toys_stay_small_enough_to_read():
    for question in LESSON.questions.values():
        tables = [table for toy in question.toys for table in toy.arguments.values()]
        assert all(len(table) <= 24 for table in tables if isinstance(table, pd.DataFrame))


def test_every_label_that_the_code_uses_has_its_words():
    code = "\n".join(cell.source for cell in LESSON.cells if cell.role in ("given", "solution"))
    view = (ROOT / "coursekit/interactive/raised_driver_view.py").read_text(encoding="utf-8")
    used = set(re.findall(r'label\(\s*"([a-z0-9-]+)"', code + view))
    used |= {f"{kind}-{driver}" for kind in ("step", "raise") for driver in DRIVERS}
    used |= {f"accuracy-{name}" for name in ("vendor", "nobody", "ours")}
    assert used == set(LESSON.labels)
