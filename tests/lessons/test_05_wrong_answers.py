"""Wrong answers that look right: none gets a tick in the notebook, and the likely ones are named. Odd shapes pass."""

from __future__ import annotations

from collections.abc import Callable
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

LESSON = read_lesson(Path(__file__).parents[2] / "lessons" / "05-profiles-and-stickiness")
NAN = float("nan")


@pytest.fixture(scope="module")
def compiled():
    reference = run_reference(LESSON, generator.simulate("amazon", customers=1_000, seed=5))
    return {
        name: in_language(LESSON, question, toy_cases(question, reference, "en"), "en")
        for name, question in LESSON.questions.items()
    }


def verdict_on(question, answer: Callable[..., object]) -> Verdict:
    chart = question.kind == "chart"
    return judge(question, [tried(answer, case.arguments, chart=chart) for case in question.cases])


def variants(make, **changes):
    """Answers that differ from a right one in one part, each under its name."""
    found = {}
    for name, change in changes.items():
        answer = make(change)
        answer.__name__ = name
        found[name] = answer
    return found


# --- nps(answers)


def score(promoter=9, detractor=6, shown=lambda points: points):
    def answer(answers):
        said = answers.dropna()
        return shown(100 * ((said >= promoter).mean() - (said <= detractor).mean())) if len(said) else NAN

    return lambda answers: answer(answers)


SCORES = {
    **variants(lambda promoter: score(promoter=promoter), nine_is_passive=10, eight_promotes=8),
    **variants(lambda detractor: score(detractor=detractor), seven_detracts=7, six_is_passive=5),
    **variants(lambda shown: score(shown=shown), turned=lambda points: -points, whole_points=round),
}


# --- stickiness_scores(people)


def stickiness(behaviour):
    def answer(people):
        return pd.DataFrame(
            {
                "customer_id": people["customer_id"],
                "behavioural": behaviour(people),
                "emotional": (people["attachment"] - 1) * 25,
                "cognitive": (people["difference"] - 1) * 25,
            }
        )

    return lambda people: answer(people)


def behaviour(people):
    return 50 * ((people["frequency"] / 12).clip(upper=1) + (people["lines"] / 4).clip(upper=1))


STICKY = variants(
    stickiness,
    blank_for_the_silent=lambda people: behaviour(people).where(people["attachment"].notna()),
    by_the_maximum=lambda people: (
        50 * (people["frequency"] / people["frequency"].max() + people["lines"] / people["lines"].max())
    ),
    sixteenths=lambda people: 100 * (people["frequency"].clip(upper=12) + people["lines"].clip(upper=4)) / 16,
    the_larger_part=lambda people: 100 * np.maximum(people["frequency"] / 12, people["lines"] / 4).clip(upper=1),
)


def quarters(people):
    return stickiness(behaviour)(
        people.assign(attachment=people["attachment"] + 1, difference=people["difference"] + 1)
    )


# --- rfm_scores(buyers)


def rfm(grade, recency=lambda grade, days: grade(-days)):
    def answer(buyers):
        columns = {"f": grade(buyers["frequency"]), "m": grade(buyers["monetary"])}
        return buyers[["customer_id"]].assign(r=recency(grade, buyers["recency"]), **columns)

    return lambda buyers: answer(buyers)


def worse(good):
    return good.rank(method="min") - 1


def fifth(good):
    return 1 + 5 * worse(good) // len(good)


GRADES = {
    **variants(
        rfm,
        with_oneself_rounded_up=lambda good: np.ceil(5 * good.rank(method="min") / len(good)),
        rounded=lambda good: 1 + (5 * worse(good) / len(good)).round(),
        of_the_others=lambda good: 1 + 5 * worse(good) // max(len(good) - 1, 1),
        borders_dropped=lambda good: 1 + pd.qcut(good, 5, labels=False, duplicates="drop"),
    ),
    **variants(lambda recency: rfm(fifth, recency), six_minus=lambda grade, days: 6 - grade(days)),
}


# --- lifecycle_stage(profile)


def stages(gone=lambda days: days > 365, declining=lambda days: days > 180):
    def answer(profile):
        rules = [
            gone(profile["recency"]),
            declining(profile["recency"]),
            profile["account_days"] <= 90,
            profile["frequency"] >= 6,
        ]
        named = np.select(rules, ["gone", "declining", "new", "mature"], "growing")
        return pd.DataFrame({"customer_id": profile["customer_id"], "stage": named})

    return lambda profile: answer(profile)


STAGES = {
    **variants(
        lambda gone: stages(gone=gone),
        from_day_365=lambda days: days >= 365,
        beyond_366=lambda days: days > 366,
        from_day_360=lambda days: days > 360,
    ),
    **variants(lambda declining: stages(declining=declining), from_day_180=lambda days: days >= 180),
}


# --- bought_later(stages, purchases, day, days)


def shares(who):
    def answer(stages, purchases, day, days=90):
        later = who(purchases, pd.Timestamp(day), pd.Timedelta(days=1), days)
        return stages["customer_id"].isin(later["customer_id"]).groupby(stages["stage"]).mean()

    return lambda stages, purchases, day, days=90: answer(stages, purchases, day, days)


def inside(purchases, begin, end):
    return purchases[(purchases["ordered_at"] >= begin) & (purchases["ordered_at"] < end)]


LATER = variants(
    shares,
    begun_on_the_day=lambda rows, day, one, days: inside(rows, day, day + days * one),
    last_purchases=lambda rows, day, one, days: inside(
        rows.sort_values("ordered_at").drop_duplicates("customer_id", keep="last"), day + one, day + (days + 1) * one
    ),
    day_of_the_course=lambda rows, day, one, days: inside(rows, pd.Timestamp("2026-03-10"), pd.Timestamp("2026-06-08")),
)
rightly_later = shares(lambda rows, day, one, days: inside(rows, day + one, day + (days + 1) * one))


def rows_of_a_left_join(stages, purchases, day, days=90):
    begin = pd.Timestamp(day) + pd.Timedelta(days=1)
    both = stages.merge(inside(purchases, begin, begin + pd.Timedelta(days=days)), on="customer_id", how="left")
    return both["ordered_at"].notna().groupby(both["stage"]).mean()


def five_stages_always(stages, purchases, day, days=90):
    found = rightly_later(stages, purchases, day, days)
    return found.reindex(["new", "growing", "mature", "declining", "gone"], fill_value=0)


def stages_of_the_buyers(stages, purchases, day, days=90):
    begin = pd.Timestamp(day) + pd.Timedelta(days=1)
    later = inside(purchases, begin, begin + pd.Timedelta(days=days)).drop_duplicates("customer_id")
    return stages.merge(later, on="customer_id")["stage"].value_counts(normalize=True)


# --- answer_chart(asked)


def there(asked):
    return asked["recommend"].notna().groupby(asked["group"]).mean()


def charted(heights, kind="bar", **texts):
    def answer(asked):
        ax = heights(asked).plot(kind=kind)
        names = ("share", "group") if kind == "barh" else ("group", "share")
        ax.set(**{"xlabel": names[0], "ylabel": names[1], "title": "Heavy buyers answer", **texts})
        return ax

    return lambda asked: answer(asked)


CHARTS = variants(
    charted,
    all_three_groups=lambda asked: there(asked).reindex(["light", "medium", "heavy"], fill_value=0),
    mean_answers=lambda asked: asked.groupby("group")["recommend"].mean().astype(float).dropna(),
    names_turned=lambda asked: there(asked).set_axis(there(asked).index[::-1]),
)
lying_cut = charted(there, "barh", xlim=(0.1, 1))


def by_seaborn(asked):
    _, ax = plt.subplots()
    sns.barplot(asked.assign(said=asked["recommend"].notna()), y="group", x="said", orient="h", errorbar=None, ax=ax)
    ax.set_title("Heavy buyers answer")
    return ax


# --- weighted_nps(asked)


def weighted(weight, shown=lambda points: points):
    def answer(asked):
        groups = [rows["recommend"] for _, rows in asked.groupby("group") if rows["recommend"].notna().any()]
        total = sum(weight(group) for group in groups)
        return shown(sum(weight(group) * score()(group) for group in groups) / total) if groups else NAN

    return lambda asked: answer(asked)


WEIGHTED = {
    **variants(weighted, asked_per_answer=lambda group: len(group) / group.count()),
    **variants(lambda shown: weighted(len, shown), whole_weighted=round),
}

WRONG: dict[str, dict[Callable[..., object], str | None]] = {
    "nps": {
        SCORES["nine_is_passive"]: "nine counted as passive",
        SCORES["eight_promotes"]: "eight counted as promoter",
        SCORES["seven_detracts"]: "seven counted as detractor",
        SCORES["six_is_passive"]: "six counted as passive",
        SCORES["turned"]: "detractors less promoters",
        SCORES["whole_points"]: "rounded to whole points",
    },
    "stickiness-scores": {
        STICKY["blank_for_the_silent"]: "silence taken for no purchases",
        STICKY["by_the_maximum"]: "largest in the table for the ceiling",
        STICKY["sixteenths"]: "purchases and lines pooled",
        STICKY["the_larger_part"]: None,
        lambda people: stickiness(behaviour)(people.assign(attachment=people["attachment"] + 1)): None,
        quarters: "lowest answer not subtracted",
    },
    "rfm-scores": {
        GRADES["with_oneself_rounded_up"]: "rounded up with oneself",
        GRADES["rounded"]: "rounded for the whole part",
        GRADES["of_the_others"]: "divided by the others alone",
        GRADES["borders_dropped"]: "doubled borders dropped",
        GRADES["six_minus"]: "recency turned by six minus",
    },
    "lifecycle-stage": {
        STAGES["from_day_365"]: "day 365 already gone",
        STAGES["beyond_366"]: None,
        STAGES["from_day_360"]: "months of thirty days",
        STAGES["from_day_180"]: "day 180 already declining",
    },
    "bought-later": {
        LATER["begun_on_the_day"]: "a window that begins on the day",
        LATER["last_purchases"]: None,
        LATER["day_of_the_course"]: None,
        rows_of_a_left_join: "rows of the join counted",
        five_stages_always: "names of stages written out",
        stages_of_the_buyers: "share of all who came back",
    },
    "answer-chart": {
        CHARTS["all_three_groups"]: "groups of nobody drawn as nothing",
        CHARTS["mean_answers"]: "scores drawn",
        CHARTS["names_turned"]: None,
        lying_cut: "cut axis",
    },
    "weighted-nps": {
        WEIGHTED["asked_per_answer"]: "weighted by the customers of one answer",
        WEIGHTED["whole_weighted"]: None,
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
    assert told is None or told in (verdict.mistake, verdict.slip)


@pytest.mark.parametrize(
    ("name", "answer"),
    [("lifecycle-stage", STAGES["beyond_366"]), ("bought-later", LATER["last_purchases"])],
    ids=lambda value: getattr(value, "__name__", None),
)
def test_an_answer_that_nothing_names_is_not_told_another_misunderstanding(compiled, name, answer):
    assert verdict_on(compiled[name], answer).mistake is None


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (100 * 3 / 16, "silent below the line"),
        (100 * (6 - 5) / 16, "silent counted as detractors"),
        (100 * 3 / 9, "passives not below the line"),
        (100 * 6 / 14, "promoters alone"),
        (100 * (8 - 3) / 14, "eight counted as promoter"),
        (100 * (6 - 2) / 14, "six counted as passive"),
        (100 * (6 - 6) / 14, "seven counted as detractor"),
        (100 * (4 - 3) / 14, "nine counted as passive"),
        (-100 * 3 / 14, "detractors less promoters"),
        (3, "a plain count"),
        (100 * (8 - 6) / 14, None),
    ],
)
def test_each_way_to_miscount_has_a_number_of_its_own(compiled, value, told):
    question = compiled["by-hand-nps"]
    verdict = judge(question, [Returned(value)] * len(question.cases))
    assert not verdict.right
    assert verdict.mistake == told


def shaped(form, of):
    return lambda *given, **named: form(of(*given, **named))


RIGHT = {
    "nps": [score(), score(shown=lambda points: round(points, 3)), score(shown=np.array)],
    "stickiness-scores": [
        shaped(form, stickiness(behaviour))
        for form in (lambda t: t.set_index("customer_id"), lambda t: t[::-1], lambda t: t.to_dict("list"))
    ],
    "rfm-scores": [
        shaped(form, rfm(fifth))
        for form in (lambda t: t.astype(int).set_index("customer_id"), lambda t: t.astype(float)[::-1])
    ],
    "lifecycle-stage": [
        shaped(form, stages())
        for form in (
            lambda t: t.set_index("customer_id")["stage"],
            lambda t: dict(zip(t["customer_id"], t["stage"], strict=True)),
            lambda t: t.astype({"stage": "category"}),
        )
    ],
    "bought-later": [
        shaped(form, rightly_later)
        for form in (dict, pd.Series.to_frame, lambda s: s.rename("share").reset_index(), lambda s: s.round(3)[::-1])
    ],
    "answer-chart": [
        charted(there),
        charted(lambda asked: 100 * there(asked)),
        charted(lambda asked: there(asked)[::-1]),
        charted(there, "barh"),
        by_seaborn,
    ],
    "weighted-nps": [weighted(len), weighted(len, lambda points: round(points, 3))],
}


@pytest.mark.parametrize(
    ("name", "place"), [(name, place) for name, answers in RIGHT.items() for place in range(len(answers))]
)
def test_a_right_answer_is_right_in_any_shape(compiled, name, place):
    verdict = verdict_on(compiled[name], RIGHT[name][place])
    assert verdict.right, (verdict.status, verdict.mistake, verdict.slip, verdict.outcome)
