"""Wrong answers that look right: none gets a tick in the notebook, and the likely ones are named. Odd shapes pass."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from scipy.special import expit

import generator
from coursekit.diagnosis import Verdict, judge
from coursekit.outcomes import Returned
from grader.cases import in_language, toy_cases, tried
from grader.lesson import read_lesson
from grader.running import run_reference

LESSON = read_lesson(Path(__file__).parents[2] / "lessons" / "06-why-they-leave")


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


# --- recent_counts(renewals, happened, months)


def back(pairs, months):
    return pairs["as_of"] - pd.DateOffset(months=months)


def inside(pairs, months):
    return pairs["at"].between(back(pairs, months), pairs["as_of"], inclusive="left")


def counting(known=inside, happened=lambda rows: rows, counts=lambda found: found.size()):
    def answer(renewals, happened_, months=3):
        pairs = renewals.merge(happened(happened_), on="customer_id")
        found = counts(pairs[known(pairs, months)].groupby("renewal_id"))
        return found.reindex(renewals["renewal_id"], fill_value=0)

    return lambda renewals, happened, months=3: answer(renewals, happened, months)


WINDOWS = variants(
    lambda known: counting(known),
    let_in_the_moment=lambda p, m: p["at"].between(back(p, m), p["as_of"]),
    after_the_start=lambda p, m: (p["at"] > back(p, m)) & (p["at"] < p["as_of"]),
    to_the_due_day=lambda p, m: p["at"].between(back(p, m), p["due_on"], inclusive="left"),
    blocks_of_thirty_days=lambda p, m: p["at"].between(
        p["as_of"] - pd.Timedelta(days=30 * m), p["as_of"], inclusive="left"
    ),
    ninety_one_days=lambda p, m: p["at"].between(p["as_of"] - pd.Timedelta(days=91), p["as_of"], inclusive="left"),
    to_the_day_before=lambda p, m: p["at"].between(back(p, m), p["as_of"] - pd.Timedelta(days=1)),
    current_month_too=lambda p, m: p["at"].between(back(p, m), p["as_of"] + pd.DateOffset(months=1), inclusive="left"),
    current_month_in_place_of_the_first=lambda p, m: p["at"].between(
        back(p, m - 1), p["as_of"] + pd.DateOffset(months=1), inclusive="left"
    ),
)
COUNTS = variants(
    lambda counts: counting(counts=counts),
    three_at_most=lambda found: found.size().clip(upper=3),
    days=lambda found: found["at"].agg(lambda at: at.dt.normalize().nunique()),
    moments=lambda found: found["at"].nunique(),
)
LOOKALIKES = variants(lambda change: counting(happened=change), lookalikes_dropped=pd.DataFrame.drop_duplicates)


# --- last_answer(renewals, surveys)


def last(known, by="answered_at", pick="last", group="renewal_id"):
    def answer(renewals, surveys):
        pairs = renewals.merge(surveys.dropna(subset=["answered_at"]), on="customer_id").sort_values(by)
        said = pairs[known(pairs)].groupby(group)["satisfaction"].agg(pick)
        return renewals.set_index("renewal_id", drop=False)[group].map(said)

    return lambda renewals, surveys: answer(renewals, surveys)


def in_time(pairs):
    return pairs["answered_at"] < pairs["as_of"]


def newest_blanked(renewals, surveys):
    newest = surveys.dropna(subset=["satisfaction"]).sort_values("answered_at").groupby("customer_id").last()
    both = renewals.merge(newest, on="customer_id", how="left")
    return both["satisfaction"].where(both["answered_at"] < both["as_of"]).set_axis(both["renewal_id"])


def last_invitation(renewals, surveys):
    both = renewals.merge(surveys, on="customer_id").sort_values("sent_at")
    both = both[both["sent_at"] < both["as_of"]].drop_duplicates("renewal_id", keep="last")
    said = both["satisfaction"].where(both["answered_at"] < both["as_of"]).set_axis(both["renewal_id"])
    return said.reindex(renewals["renewal_id"])


LAST = {
    **variants(
        last,
        midnight_too=lambda p: p["answered_at"] <= p["as_of"],
        the_day_too=lambda p: p["answered_at"].dt.normalize() <= p["as_of"],
        three_months_only=lambda p: in_time(p) & (p["answered_at"] >= back(p, 3)),
    ),
    **variants(lambda pick: last(in_time, pick=pick), best="max", worst="min", average="mean"),
    **variants(lambda by: last(in_time, by=by), by_the_question="sent_at"),
    **variants(lambda group: last(in_time, group=group), for_the_customer="customer_id"),
}


# --- split_by_time(renewals, day)


def split(later):
    def answer(renewals, day):
        return pd.Series(np.where(later(renewals, day), "test", "train"), index=renewals["renewal_id"])

    return lambda renewals, day: answer(renewals, day)


SPLITS = variants(
    split,
    day_of_the_notebook=lambda rows, day: rows["due_on"] >= "2026-01-01",
    by_month=lambda rows, day: rows["due_on"].dt.to_period("M") >= pd.Period(day, "M"),
    by_year=lambda rows, day: rows["due_on"].dt.year >= int(day[:4]),
    eighty_percent=lambda rows, day: rows["due_on"].rank(method="first") > int(0.8 * len(rows)),
    by_the_list=lambda rows, day: rows["as_of"] >= day,
)


# --- predicted_churn(coefficients, table)


def five_names(coefficients, table):
    names = [name for name in ("late", "use", "dearer", "complaints", "tenure") if name in coefficients]
    return expit(coefficients["constant"] + table[names] @ coefficients[names])


def columns_as_they_stand(coefficients, table):
    weights = coefficients.drop("constant")
    columns = [name for name in table.columns if name in weights.index]
    return expit(coefficients["constant"] + table[columns].to_numpy(dtype=float) @ weights.to_numpy())


def of_all(coefficients, table):
    weights = coefficients.drop("constant")
    return expit(coefficients["constant"] + table[weights.index] @ weights)


# --- calibration_chart(predicted, left, edges)


def means(predicted, left, edges):
    table = pd.DataFrame({"predicted": predicted, "left": left})
    return table.groupby(pd.cut(predicted, edges, include_lowest=True), observed=True).mean()


def finished(ax, **changes):
    ax.set(**{"xlabel": "group", "ylabel": "share", "title": "Do they match?", "ylim": (0, None), **changes})
    ax.legend()
    return ax


def charted(table, paint="bar"):
    def answer(predicted, left, edges):
        found = table(predicted, left, edges)
        ax = found.set_axis(found.index.astype(str)).plot(kind=paint)
        return finished(ax) if paint != "barh" else finished(ax, xlabel="share", ylabel="group", ylim=(None, None))

    return lambda predicted, left, edges: answer(predicted, left, edges)


def grouped_by(cut):
    return lambda predicted, left, edges: (
        pd.DataFrame({"predicted": predicted, "left": left}).groupby(cut(predicted, edges), observed=True).mean()
    )


CHARTS = variants(
    charted,
    names_swapped=lambda *given: means(*given).rename(columns={"predicted": "left", "left": "predicted"}),
    equal_numbers=grouped_by(lambda predicted, edges: pd.qcut(predicted, len(edges) - 1)),
    equal_widths=grouped_by(lambda predicted, edges: pd.cut(predicted, len(edges) - 1)),
    edges_of_the_example=grouped_by(lambda predicted, edges: pd.cut(predicted, [0, 0.03, 0.06, 0.1, 0.2, 1])),
    reversed_order=lambda *given: means(*given)[::-1].reset_index(drop=True),
    last_edge_left_out=lambda predicted, left, edges: means(predicted, left, edges[:-1]),
)


def how_many_left(predicted, left, edges):
    found = means(predicted, left, edges)
    total = left.groupby(pd.cut(predicted, edges, include_lowest=True), observed=True).sum()
    return charted(lambda *given: found.assign(left=total))(predicted, left, edges)


def reliability_diagram(predicted, left, edges):
    found = means(predicted, left, edges)
    _, ax = plt.subplots()
    ax.plot(found["predicted"], found["left"], marker="o", label="left")
    ax.plot([0, 1], [0, 1], linestyle="--", label="predicted")
    return finished(ax, xlabel="predicted")


def axis_not_from_zero(predicted, left, edges):
    _, ax = plt.subplots()
    for name, values in means(predicted, left, edges).items():
        ax.plot(values.to_numpy(), label=name)
    ax.set(xlabel="group", ylabel="share", title="Do they match?")
    ax.legend()
    return ax


# --- effect_of_driver(coefficients, table, driver, by)


def effect(raised=lambda column, by: column + by, told=lambda after, before: after.mean() - before.mean()):
    def answer(coefficients, table, driver, by):
        after = table.assign(**{driver: raised(table[driver], by)})
        return told(of_all(coefficients, after), of_all(coefficients, table))

    return lambda coefficients, table, driver, by: answer(coefficients, table, driver, by)


EFFECTS = {
    **variants(
        effect,
        times_more=lambda column, by: column * (1 + by),
        where_there_is_some=lambda column, by: column.where(column == 0, column + by),
        where_there_is_none=lambda column, by: column.where(column > 0, by),
        less=lambda column, by: column - by,
        three_at_most_raised=lambda column, by: (column + by).clip(upper=3),
    ),
    **variants(
        lambda told: effect(told=told),
        points=lambda after, before: 100 * (after.mean() - before.mean()),
        total=lambda after, before: after.sum() - before.sum(),
        middle=lambda after, before: after.median() - before.median(),
        ratio=lambda after, before: after.mean() / before.mean(),
    ),
}


# --- complaint_gap(drivers)


def gap(
    weight=lambda yes, no: len(yes),
    mean=pd.Series.mean,
    empty=float("nan"),
    skip=True,
    late=lambda drivers: drivers["late"],
):
    def answer(drivers):
        total = weights = 0.0
        for _, alike in drivers.groupby(late(drivers)):
            yes, no = alike[alike["complaints"] > 0], alike[alike["complaints"] == 0]
            if skip and (yes.empty or no.empty):
                continue
            shares = [side["cancelled"].mean() if len(side) else 0.0 for side in (yes, no)]
            total += weight(yes, no) * (shares[0] - shares[1])
            weights += weight(yes, no)
        return total / weights if weights else empty

    return lambda drivers: answer(drivers)


def shares_averaged(drivers):
    share = drivers.groupby([drivers["complaints"] > 0, "late"])["cancelled"].mean().groupby("complaints").mean()
    return share.get(True, np.nan) - share.get(False, np.nan)


def single_complaints(drivers):
    return gap()(drivers[drivers["complaints"] <= 1])


GAPS = {
    **variants(
        lambda weight: gap(weight),
        weight_of_others=lambda yes, no: len(no),
        weight_of_complaints=lambda yes, no: yes["complaints"].sum(),
        weight_of_all=lambda yes, no: len(yes) + len(no),
    ),
    **variants(lambda empty: gap(empty=empty), nil_for_unknown=0.0),
    **variants(lambda skip: gap(skip=skip), nobody_is_nil=False),
    **variants(lambda late: gap(late=late), late_twice_at_most=lambda drivers: drivers["late"].clip(upper=2)),
}

WRONG: dict[str, dict[Callable[..., object], str | None]] = {
    "recent-counts": {
        WINDOWS["let_in_the_moment"]: None,
        WINDOWS["after_the_start"]: "first day lost",
        WINDOWS["to_the_due_day"]: "counted up to the due day",
        WINDOWS["blocks_of_thirty_days"]: "thirty days for a month",
        WINDOWS["ninety_one_days"]: "always three months",
        WINDOWS["to_the_day_before"]: "last day only to midnight",
        WINDOWS["current_month_too"]: None,
        WINDOWS["current_month_in_place_of_the_first"]: "the current month for one of the months",
        COUNTS["three_at_most"]: None,
        COUNTS["days"]: "days counted for events",
        COUNTS["moments"]: "equal rows counted once",
        LOOKALIKES["lookalikes_dropped"]: "equal rows counted once",
    },
    "last-answer": {
        LAST["midnight_too"]: "midnight of the day let in",
        LAST["the_day_too"]: "the first of the month let in",
        LAST["three_months_only"]: "old answers thrown away",
        LAST["best"]: None,
        LAST["worst"]: None,
        LAST["average"]: "mean of all answers",
        LAST["by_the_question"]: "latest question for the latest answer",
        LAST["for_the_customer"]: "what was known at the newest renewal",
        newest_blanked: "only the newest answer looked at",
        last_invitation: "an unanswered invitation taken for a blank answer",
    },
    "split-by-time": {
        SPLITS["day_of_the_notebook"]: "the whole month given to the test",
        SPLITS["by_month"]: "the whole month given to the test",
        SPLITS["by_year"]: None,
        SPLITS["eighty_percent"]: "a fixed share for the day",
        SPLITS["by_the_list"]: "split on the day of the list",
        lambda rows, day: rows.set_index("renewal_id")["due_on"] < day: "truth of training for words",
        lambda rows, day: rows.set_index("renewal_id")["due_on"] >= day: "truth of the test for words",
    },
    "predicted-churn": {
        five_names: "only the drivers of the lesson used",
        columns_as_they_stand: "columns taken by their place",
        lambda coefficients, table: 100 * of_all(coefficients, table): "percent for a share",
        lambda coefficients, table: of_all(coefficients, table).round(2): None,
    },
    "calibration-chart": {
        CHARTS["names_swapped"]: "names exchanged",
        CHARTS["equal_numbers"]: "groups of equal size",
        CHARTS["equal_widths"]: "groups of equal width",
        CHARTS["edges_of_the_example"]: "edges of the notebook",
        CHARTS["reversed_order"]: None,
        CHARTS["last_edge_left_out"]: None,
        how_many_left: "numbers of leavers for their share",
        reliability_diagram: "prediction laid along the axis",
        axis_not_from_zero: "cut axis",
    },
    "effect-of-driver": {
        EFFECTS["times_more"]: "multiplied for added",
        EFFECTS["where_there_is_some"]: "only those raised who have some",
        EFFECTS["where_there_is_none"]: None,
        EFFECTS["less"]: "lowered for raised",
        EFFECTS["three_at_most_raised"]: None,
        EFFECTS["points"]: "points for shares",
        EFFECTS["total"]: None,
        EFFECTS["middle"]: None,
        EFFECTS["ratio"]: None,
    },
    "complaint-gap": {
        GAPS["weight_of_others"]: "weighted by the others",
        GAPS["weight_of_complaints"]: "weighted by complaints",
        GAPS["weight_of_all"]: "weighted by everybody",
        GAPS["nil_for_unknown"]: "no difference where nothing can be compared",
        GAPS["nobody_is_nil"]: "nobody taken for nobody who left",
        GAPS["late_twice_at_most"]: None,
        shares_averaged: "means of shares subtracted",
        single_complaints: "rows with several complaints left out",
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
    ("name", "answer", "never"),
    [
        ("recent-counts", COUNTS["three_at_most"], "first day lost"),
        ("last-answer", LAST["best"], "the row furthest down taken for the latest"),
        ("last-answer", LAST["worst"], "first answer for the last"),
        ("complaint-gap", GAPS["late_twice_at_most"], "late or not for how often"),
    ],
    ids=lambda value: getattr(value, "__name__", None),
)
def test_an_answer_that_nothing_names_is_not_told_another_misunderstanding(compiled, name, answer, never):
    assert verdict_on(compiled[name], answer).mistake != never


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (3, "counted on the promised day"),
        (4, "a later hour of the promised day taken for late"),
        (5, "counted up to the due day"),
        (6, "all of the past counted"),
        (7, "deliveries in time counted"),
        (10, "everything known today counted"),
    ],
)
def test_each_way_to_miscount_has_a_number_of_its_own(compiled, value, told):
    question = compiled["by-hand-late"]
    assert judge(question, [Returned(value)] * len(question.cases)).mistake == told


def shaped(form, of):
    return lambda *given, **named: form(of(*given, **named))


def split_rightly(renewals, day):
    return pd.Series(np.where(renewals["due_on"] < day, "train", "test"), index=renewals["renewal_id"])


RIGHT = {
    "recent-counts": [shaped(form, counting()) for form in (dict, pd.Series.to_frame, lambda s: s.astype(float)[::-1])],
    "last-answer": [
        shaped(form, last(in_time))
        for form in (dict, pd.Series.to_frame, lambda s: s.astype("Int64"), lambda s: s.astype(object))
    ],
    "split-by-time": [
        shaped(form, split_rightly) for form in (dict, pd.Series.to_frame, lambda s: s.astype("category"))
    ],
    "predicted-churn": [
        shaped(form, of_all) for form in (list, np.array, tuple, pd.Series.to_frame, lambda s: s.reset_index(drop=True))
    ],
    "calibration-chart": [charted(means), charted(means, "line"), charted(means, "barh")],
    "effect-of-driver": [shaped(form, effect()) for form in (float, np.float32, np.array, lambda x: pd.Series([x]))],
    "complaint-gap": [gap(), gap(empty=None), gap(empty=pd.NA), shaped(np.array, gap())],
}


@pytest.mark.parametrize(
    ("name", "place"), [(name, place) for name, answers in RIGHT.items() for place in range(len(answers))]
)
def test_a_right_answer_is_right_in_any_shape(compiled, name, place):
    verdict = verdict_on(compiled[name], RIGHT[name][place])
    assert verdict.right, (verdict.status, verdict.mistake, verdict.slip, verdict.outcome)
