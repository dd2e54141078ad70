"""Lesson 05 by the standards of the field: definitions checked independently, wrong answers told apart."""

import math
import re
from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest

from coursekit.diagnosis import judge
from coursekit.interactive.silent_customers import estimate
from grader.cases import in_language, toy_cases, tried
from grader.lesson import read_lesson
from grader.running import run_cells, run_reference

ROOT = Path(__file__).parents[2]
LESSON = read_lesson(ROOT / "lessons/05-profiles-and-stickiness")
CALLED = [question.name for question in LESSON.questions.values() if question.kind in ("function", "chart")]
NAN = float("nan")


@pytest.fixture(scope="module")
def population():
    generator = pytest.importorskip("generator")
    return generator.simulate("amazon", customers=1_500, seed=5)


@pytest.fixture(scope="module")
def reference(population):
    return run_reference(LESSON, population)


@pytest.fixture(scope="module")
def compiled(reference):
    return {
        name: in_language(LESSON, question, toy_cases(question, reference, "en"), "en")
        for name, question in LESSON.questions.items()
    }


def verdict_on(question, answer):
    chart = question.kind == "chart"
    return judge(question, [tried(answer, case.arguments, chart=chart) for case in question.cases])


def buyers_of(recency, frequency, monetary):
    return pd.DataFrame(
        {"customer_id": range(len(recency)), "recency": recency, "frequency": frequency, "monetary": monetary}
    )


# --- the definitions


def test_the_nps_is_the_mean_of_plus_and_minus_a_hundred(reference, population):
    said = population["surveys"]["recommend"].dropna().astype(int)
    marks = said.map(lambda answer: 100 if answer in (9, 10) else 0 if answer in (7, 8) else -100)
    assert reference["nps"](population["surveys"]["recommend"]) == pytest.approx(marks.mean())
    assert estimate(np.bincount(said, minlength=11)).score == pytest.approx(marks.mean())


def test_the_nps_of_reichhelds_extremes(reference):
    assert reference["nps"](pd.Series([9, 10, 10])) == 100
    assert reference["nps"](pd.Series([0, 6])) == -100
    assert math.isnan(reference["nps"](pd.Series([None, None], dtype="Int64")))


def test_without_ties_the_scores_are_the_quintiles_of_pandas(reference):
    random = np.random.default_rng(4)
    table = buyers_of(random.permutation(200), random.permutation(200), random.permutation(200) + 0.5)
    found = reference["rfm_scores"](table)
    for score, values in (("r", -table["recency"]), ("f", table["frequency"]), ("m", table["monetary"])):
        assert found[score].tolist() == (pd.qcut(values, 5, labels=False) + 1).tolist()


def test_with_ties_the_scores_follow_the_lowest_rank_of_scipy(reference, population):
    stats = pytest.importorskip("scipy.stats")
    buyers = reference["buyers"]
    found = reference["rfm_scores"](buyers)
    for score, values in (("r", -buyers["recency"]), ("f", buyers["frequency"]), ("m", buyers["monetary"])):
        share_worse = (stats.rankdata(values, method="min") - 1) / len(buyers)
        assert found[score].tolist() == [1 + math.floor(5 * share + 1e-12) for share in share_worse]
    assert found.assign(frequency=buyers["frequency"]).groupby("frequency")["f"].nunique().max() == 1


def test_every_customer_has_one_stage_and_each_stage_its_rule(reference):
    profile = reference["profile"]
    stages = reference["lifecycle_stage"](profile).set_index("customer_id")["stage"]
    table = profile.set_index("customer_id").assign(stage=stages)
    assert set(stages) <= {"gone", "declining", "new", "mature", "growing"}
    assert table.loc[table["recency"] > 365, "stage"].eq("gone").all()
    assert table.loc[table["stage"] == "declining", "recency"].between(181, 365).all()
    here = table[table["recency"] <= 180]
    assert here.loc[here["account_days"] <= 90, "stage"].eq("new").all()
    assert here.loc[here["stage"] == "mature", "frequency"].min() >= 6
    assert here.loc[here["stage"] == "growing", "frequency"].max() <= 5


def test_profiles_know_nothing_of_later_days(reference, population):
    profile = reference["profile"].set_index("customer_id")
    orders = population["orders"]
    bought = orders[~orders["status"].isin(["cancelled", "returned"]) & (orders["ordered_at"] < "2026-03-10")]
    assert set(profile.index) == set(bought["customer_id"])
    year = bought[bought["ordered_at"] >= "2025-03-10"]
    assert profile["frequency"].sum() == len(year)
    assert profile["monetary"].sum() == pytest.approx(year["amount"].sum())
    assert profile["recency"].min() >= 0


def test_what_comes_after_is_counted_by_hand(reference, population):
    profile, purchases = reference["profile"], reference["purchases"]
    stages = reference["lifecycle_stage"](profile)
    found = reference["bought_later"](stages, purchases, "2026-03-09", 90)
    later = purchases[(purchases["ordered_at"] >= "2026-03-10") & (purchases["ordered_at"] < "2026-06-08")]
    back = set(later["customer_id"])
    for stage, people in stages.groupby("stage")["customer_id"]:
        assert found[stage] == pytest.approx(sum(who in back for who in people) / len(people))


def test_weighting_gives_every_answer_the_inverse_of_its_groups_response_rate(reference):
    asked = reference["asked"]
    rate = asked["recommend"].notna().groupby(asked["group"]).transform("mean")
    given = asked[asked["recommend"].notna()]
    marks = given["recommend"].astype(int).map(lambda answer: 100 * ((answer >= 9) - (answer <= 6)))
    horvitz_thompson = (marks / rate[given.index]).sum() / len(asked)
    assert asked.groupby("group")["recommend"].count().min() > 0
    assert reference["weighted_nps"](asked) == pytest.approx(horvitz_thompson)


def test_weighting_changes_nothing_where_all_groups_answer_alike(reference):
    asked = pd.DataFrame(
        {
            "customer_id": range(12),
            "group": list("aaaabbbbcccc"),
            "recommend": [9, 1, None, None] * 2 + [10, 7, None, None],
        }
    )
    assert reference["weighted_nps"](asked) == pytest.approx(reference["nps"](asked["recommend"]))


def test_the_example_in_the_text_is_right(reference):
    light = [9, 9, 9, 3, 3, 3, 7, 8] + [None] * 72
    heavy = [10] * 7 + [0] + [7, 8] + [None] * 10
    asked = pd.DataFrame({"group": ["light"] * 80 + ["heavy"] * 20, "recommend": light + heavy})
    asked["customer_id"] = range(100)
    assert reference["nps"](asked["recommend"]) == pytest.approx(100 / 3)
    assert reference["weighted_nps"](asked) == pytest.approx(12)


def test_the_small_table_is_right_by_hand(reference):
    assert reference["by_hand_nps"] == pytest.approx(reference["nps"](reference["a_few_answers"]["recommend"]))


# --- right and wrong answers


def scored(table, rank):
    return table[["customer_id"]].assign(
        r=rank(-table["recency"]), f=rank(table["frequency"]), m=rank(table["monetary"])
    )


def in_place(function, column):
    def changes(table, *rest, **more):
        table[column] = table[column].fillna(0) if table[column].dtype.kind != "O" else "x"
        return function(table, *rest, **more)

    return changes


def chart_of(shares, **texts):
    ax = plt.figure().subplots()
    ax.bar(list(shares.index), list(shares))
    ax.set(**{"xlabel": "group", "ylabel": "share", "title": "who", **texts})
    return ax


def answered(asked):
    return asked["recommend"].notna().groupby(asked["group"]).mean()


HALF_RIGHT = {
    "missing answers spoil the sum": ("nps", lambda right: lambda a: NAN if a.isna().any() else right(a)),
    "whole points only": ("nps", lambda right: lambda a: right(a) if a.isna().all() else round(right(a))),
    "one decimal": ("nps", lambda right: lambda a: round(right(a), 1)),
    "the sign turned": ("nps", lambda right: lambda a: -right(a)),
    "a nine is no promoter": ("nps", lambda right: lambda a: right(a.where(a != 9, 8))),
    "a ten is no promoter": ("nps", lambda right: lambda a: right(a.where(a != 10, 8))),
    "a seven is a detractor": ("nps", lambda right: lambda a: right(a.where(a != 7, 5))),
    "zeros dropped with the missing": ("nps", lambda right: lambda a: right(a[a.fillna(0) != 0])),
    "the first customer left out": ("nps", lambda right: lambda a: right(a.iloc[1:])),
    "every answer once": ("nps", lambda right: lambda a: right(a.drop_duplicates())),
    "the table changed": (
        "stickiness-scores",
        lambda right: lambda people: right(people.drop(columns="lines").assign(lines=people.pop("lines"))),
    ),
    "cognitive from attachment": (
        "stickiness-scores",
        lambda right: lambda people: right(people).assign(cognitive=lambda table: table["emotional"]),
    ),
    "behaviour of the silent missing too": (
        "stickiness-scores",
        lambda right: (
            lambda people: right(people).where(people["attachment"].notna()).assign(customer_id=people["customer_id"])
        ),
    ),
    "customers numbered anew": (
        "stickiness-scores",
        lambda right: lambda people: right(people).assign(customer_id=range(len(people))),
    ),
    "a ceiling of eleven purchases": (
        "stickiness-scores",
        lambda right: lambda people: right(people.assign(frequency=people["frequency"].clip(upper=11))),
    ),
    "percentages of the rank": (
        "rfm-scores",
        lambda right: lambda buyers: scored(buyers, lambda v: (v.rank(pct=True) * 5).apply(np.ceil).astype(int)),
    ),
    "lowest rank rounded up": (
        "rfm-scores",
        lambda right: lambda buyers: scored(buyers, lambda v: np.ceil(5 * v.rank(method="min") / len(v)).astype(int)),
    ),
    "rounded for the whole part": (
        "rfm-scores",
        lambda right: (
            lambda buyers: scored(
                buyers, lambda v: (1 + 5 * (v.rank(method="min") - 1) / len(v)).round().clip(upper=5).astype(int)
            )
        ),
    ),
    "divided by all others": (
        "rfm-scores",
        lambda right: (
            lambda buyers: scored(
                buyers,
                lambda v: (1 + 5 * (v.rank(method="min") - 1) // max(len(v) - 1, 1)).clip(upper=5).astype(int),
            )
        ),
    ),
    "ties broken in frequency alone": (
        "rfm-scores",
        lambda right: (
            lambda buyers: right(buyers).assign(
                f=(1 + 5 * (buyers["frequency"].rank(method="first") - 1) // len(buyers)).astype(int)
            )
        ),
    ),
    "recency right, money turned": (
        "rfm-scores",
        lambda right: lambda buyers: right(buyers.assign(monetary=-buyers["monetary"])),
    ),
    "frequency for money": (
        "rfm-scores",
        lambda right: lambda buyers: right(buyers.assign(monetary=buyers["frequency"])),
    ),
    "sorted and numbered anew": (
        "rfm-scores",
        lambda right: lambda buyers: right(buyers).assign(customer_id=sorted(buyers["customer_id"], reverse=True)),
    ),
    "gone from 366 silent days on as declining": (
        "lifecycle-stage",
        lambda right: (
            lambda profile: right(profile.assign(recency=profile["recency"].where(profile["recency"] != 366, 365)))
        ),
    ),
    "new below 92 days": (
        "lifecycle-stage",
        lambda right: lambda profile: right(profile.assign(account_days=profile["account_days"] - 1)),
    ),
    "mature from five on": (
        "lifecycle-stage",
        lambda right: lambda profile: right(profile.assign(frequency=profile["frequency"] + 1)),
    ),
    "gone customers left out": (
        "lifecycle-stage",
        lambda right: lambda profile: right(profile[profile["recency"] <= 365]),
    ),
    "capital letters": (
        "lifecycle-stage",
        lambda right: lambda profile: right(profile).assign(stage=lambda table: table["stage"].str.title()),
    ),
    "thirty days written out": (
        "bought-later",
        lambda right: lambda stages, purchases, day, days=90: right(stages, purchases, day, 30),
    ),
    "a day written out": (
        "bought-later",
        lambda right: lambda stages, purchases, day, days=90: right(stages, purchases, "2026-02-28", days),
    ),
    "in percent": (
        "bought-later",
        lambda right: lambda stages, purchases, day, days=90: 100 * right(stages, purchases, day, days),
    ),
    "first purchase ever": (
        "bought-later",
        lambda right: (
            lambda stages, purchases, day, days=90: right(
                stages, purchases.sort_values("ordered_at").drop_duplicates("customer_id"), day, days
            )
        ),
    ),
    "last purchase only": (
        "bought-later",
        lambda right: (
            lambda stages, purchases, day, days=90: right(
                stages, purchases.sort_values("ordered_at").drop_duplicates("customer_id", keep="last"), day, days
            )
        ),
    ),
    "no names": (
        "bought-later",
        lambda right: lambda stages, purchases, day, days=90: right(stages, purchases, day, days).tolist(),
    ),
    "every purchase a row below the line": (
        "bought-later",
        lambda right: (
            lambda stages, purchases, day, days=90: (
                stages.merge(purchases, how="left")
                .assign(
                    back=lambda t: (
                        (t["ordered_at"] > day) & (t["ordered_at"] < pd.Timestamp(day) + pd.Timedelta(days=days + 1))
                    )
                )
                .groupby("stage")["back"]
                .mean()
            )
        ),
    ),
    "response of one group only": (
        "answer-chart",
        lambda right: lambda asked: chart_of(answered(asked).iloc[:1]),
    ),
    "the axis cut": ("answer-chart", lambda right: lambda asked: cut(chart_of(answered(asked)))),
    "no title": ("answer-chart", lambda right: lambda asked: chart_of(answered(asked), title="")),
    "names exchanged": (
        "answer-chart",
        lambda right: lambda asked: chart_of(pd.Series(answered(asked).to_numpy()[::-1], answered(asked).index)),
    ),
    "three groups written out": (
        "weighted-nps",
        lambda right: lambda asked: right(asked[asked["group"].isin(["light", "medium", "heavy"])]),
    ),
    "silent groups kept below the line": (
        "weighted-nps",
        lambda right: (
            lambda asked: right(asked) * asked[asked["group"].isin(asked.dropna()["group"])].shape[0] / len(asked)
        ),
    ),
    "population weights of the light alone": (
        "weighted-nps",
        lambda right: lambda asked: right(asked[asked["group"] != "medium"]),
    ),
    "whole points of each group": (
        "weighted-nps",
        lambda right: lambda asked: round(right(asked)) if asked["recommend"].notna().any() else NAN,
    ),
}


def cut(ax):
    ax.set_ylim(0.1, 1)
    return ax


@pytest.mark.parametrize("case", HALF_RIGHT)
def test_a_half_right_answer_is_refused_on_the_toys(reference, compiled, case):
    name, half = HALF_RIGHT[case]
    assert not verdict_on(compiled[name], half(reference[LESSON.questions[name].target])).right


ODD_BUT_RIGHT = {
    "a score as text of pandas' float": ("nps", lambda right: lambda a: np.float64(right(a))),
    "missing as NA": ("nps", lambda right: lambda a: pd.NA if math.isnan(right(a)) else right(a)),
    "three decimals": ("nps", lambda right: lambda a: round(right(a), 3)),
    "customers in the index": (
        "stickiness-scores",
        lambda right: lambda people: right(people).set_index("customer_id"),
    ),
    "all columns kept": ("stickiness-scores", lambda right: lambda people: people.merge(right(people))),
    "scores as floats, shuffled": (
        "rfm-scores",
        lambda right: lambda buyers: right(buyers).astype(float).sample(frac=1, random_state=1),
    ),
    "all columns of the buyers kept": (
        "rfm-scores",
        lambda right: lambda buyers: buyers.join(right(buyers)[["r", "f", "m"]]),
    ),
    "stages keyed by customer": (
        "lifecycle-stage",
        lambda right: lambda profile: right(profile).set_index("customer_id")["stage"],
    ),
    "stages in a dict": (
        "lifecycle-stage",
        lambda right: lambda profile: dict(zip(right(profile)["customer_id"], right(profile)["stage"], strict=True)),
    ),
    "shares as a table": (
        "bought-later",
        lambda right: (
            lambda stages, purchases, day, days=90: right(stages, purchases, day, days).reset_index(name="share")
        ),
    ),
    "shares the other way round": (
        "bought-later",
        lambda right: lambda stages, purchases, day, days=90: right(stages, purchases, day, days).iloc[::-1],
    ),
    "None for no score": (
        "weighted-nps",
        lambda right: lambda asked: None if math.isnan(right(asked)) else right(asked),
    ),
}


@pytest.mark.parametrize("case", ODD_BUT_RIGHT)
def test_an_odd_but_right_answer_is_taken(reference, compiled, case):
    name, odd = ODD_BUT_RIGHT[case]
    verdict = verdict_on(compiled[name], odd(reference[LESSON.questions[name].target]))
    assert verdict.right, (verdict.status, verdict.slip, verdict.mistake, verdict.outcome)


def by_column(score):
    def scores(buyers):
        table = buyers[["customer_id"]].copy()
        for name, column, rising in (("r", "recency", False), ("f", "frequency", True), ("m", "monetary", True)):
            table[name] = score(buyers[column], rising)
        return table

    return scores


def quintiles_of_ranks(values, rising):
    return pd.qcut(values.rank(method="first", ascending=rising), 5, labels=[1, 2, 3, 4, 5]).astype(int)


def group_scores(asked, nps):
    return asked.groupby("group")["recommend"].agg([nps, "size"]).set_axis(["score", "asked"], axis=1)


LIKELY = {
    "qcut of ranks": ("rfm-scores", lambda nps: by_column(quintiles_of_ranks), "ties broken by the order of rows"),
    "ranks in percent rounded up": (
        "rfm-scores",
        lambda nps: by_column(lambda v, rising: np.ceil(v.rank(pct=True, ascending=rising) * 5).astype(int)),
        "ties given the middle place",
    ),
    "lowest rank in percent": (
        "rfm-scores",
        lambda nps: by_column(lambda v, rising: (v.rank(pct=True, method="min", ascending=rising) * 5).astype(int) + 1),
        "oneself counted as worse",
    ),
    "weights of silent groups kept": (
        "weighted-nps",
        lambda nps: (
            lambda asked: (lambda t: (t["score"] * t["asked"]).sum() / t["asked"].sum())(group_scores(asked, nps))
        ),
        "silent group counted as zero",
    ),
    "weights of those who answered": (
        "weighted-nps",
        lambda nps: (
            lambda asked: sum(
                len(group) / asked["recommend"].count() * nps(group["recommend"])
                for _, group in asked.dropna().groupby("group")
            )
        ),
        "respondents taken for everyone",
    ),
    "compared with midnights": (
        "bought-later",
        lambda nps: (
            lambda stages, purchases, day, days=90: (
                stages["customer_id"]
                .isin(
                    purchases.loc[
                        (purchases["ordered_at"] > day)
                        & (purchases["ordered_at"] <= pd.Timestamp(day) + pd.Timedelta(days=days)),
                        "customer_id",
                    ]
                )
                .groupby(stages["stage"])
                .mean()
            )
        ),
        "the rest of the day counted",
    ),
    "detractors from 1 to 6": (
        "nps",
        lambda nps: lambda a: 100 * (a.dropna().between(9, 10).mean() - a.dropna().between(1, 6).mean()),
        "zero forgotten",
    ),
}


@pytest.mark.parametrize("case", LIKELY)
def test_what_learners_are_likely_to_write_is_told_by_its_mistake(reference, compiled, case):
    name, answer, mistake = LIKELY[case]
    assert verdict_on(compiled[name], answer(reference["nps"])).mistake == mistake


def test_the_mistakes_that_the_curriculum_names_are_there():
    named = {mistake.name for question in LESSON.questions.values() for mistake in question.mistakes}
    assert named >= {
        "recency upside down",
        "ties broken by the order of rows",
        "nps as a mean",
        "passives counted as promoters",
        "respondents taken for everyone",
        "the outcome used to define the segment",
    }


# --- its texts


def test_toys_stay_small_enough_to_read():
    for question in LESSON.questions.values():
        tables = [table for toy in question.toys for table in toy.arguments.values()]
        assert all(len(table) <= 26 for table in tables if isinstance(table, pd.DataFrame))


def test_every_label_that_the_code_uses_has_its_words():
    code = "\n".join(cell.source for cell in LESSON.cells if cell.role in ("given", "solution"))
    view = (ROOT / "coursekit/interactive/silent_customers_view.py").read_text(encoding="utf-8")
    used = set(re.findall(r'label\(\s*"([a-z0-9-]+)"', code + view))
    named = {"detractors", "passives", "promoters", "truth-respondents", "truth-weighted", "truth-phoned"}
    named |= {"answer-everyone", "answer-respondents", "customers", "paid-mean", "later-share", "asked", "answered"}
    stages = ("gone", "declining", "new", "mature", "growing", "0-90", "91-180", "181-365", "366-")
    named |= {f"stage-{stage}" for stage in stages}
    assert used | named == set(LESSON.labels)


SHAPES = {
    "with all columns of the profile": lambda stages, profile: profile.merge(stages),
    "keyed by customer": lambda stages, profile: stages.set_index("customer_id")["stage"],
    "in a dict": lambda stages, profile: dict(zip(stages["customer_id"], stages["stage"], strict=True)),
    "as columns in a dict": lambda stages, profile: {name: stages[name] for name in stages},
    "customers in the index": lambda stages, profile: stages.set_index("customer_id"),
    "not there yet": lambda stages, profile: None,
}


@pytest.mark.parametrize("shape", SHAPES)
def test_the_cells_after_the_stages_go_on_with_any_shape(reference, shape):
    def lifecycle_stage(profile):
        return SHAPES[shape](reference["lifecycle_stage"](profile), profile)

    namespace = reference | {"lifecycle_stage": lifecycle_stage, "bought_later": lambda *given: None}
    cells = [cell for cell in LESSON.cells if cell.name in ("later-own", "decision-own")]
    run_cells(LESSON, cells, namespace)
    known = (
        ["0-90", "181-365", "366-", "91-180"] if shape == "not there yet" else sorted(set(reference["stages"]["stage"]))
    )
    assert sorted(namespace["table"].index) == known
    assert namespace["table"]["customers"].sum() == len(reference["profile"])
