"""Wrong answers that look right: none gets a tick in the notebook, and the likely ones are named. Odd shapes pass."""

from __future__ import annotations

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
from grader.cases import in_language, toy_cases, tried
from grader.lesson import read_lesson
from grader.running import run_reference

LESSON = read_lesson(Path(__file__).parents[2] / "lessons" / "03-memberships")
PAYMENTS = ["plan_started", "rejoined", "renewed"]
ENDS = ["cancelled", "lapsed"]
NAN = float("nan")
DAY = pd.Timedelta(days=1)


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


# --- trial_conversion(events, start, end)


def of_kind(events, kind):
    return set(events.loc[events["event"] == kind, "membership_id"])


def began_between(events, low, high):
    """Memberships whose trial began from one moment on and before another."""
    trials = events[(events["event"] == "trial_started") & (events["event_at"] >= low) & (events["event_at"] < high)]
    return set(trials["membership_id"])


def converted(events, began, decided=None):
    paid, over = of_kind(events, "plan_started"), of_kind(events, "trial_ended")
    decided = began & (paid | over) if decided is None else decided
    return len(began & paid) / len(decided) if decided else NAN


def period(start, end):
    return pd.Timestamp(start), pd.Timestamp(end) + DAY


def right_conversion(events, start, end):
    return converted(events, began_between(events, *period(start, end)))


def running_ones_below(events, start, end):
    began = began_between(events, *period(start, end))
    return converted(events, began, began)


def end_at_midnight(events, start, end):
    return converted(events, began_between(events, pd.Timestamp(start), pd.Timestamp(end)))


def next_midnight_too(events, start, end):
    low, high = period(start, end)
    return converted(events, began_between(events, low, high + pd.Timedelta(microseconds=1)))


def first_midnight_lost(events, start, end):
    low, high = period(start, end)
    return converted(events, began_between(events, low + pd.Timedelta(microseconds=1), high))


def known_at_the_end(events, start, end):
    return right_conversion(events[events["event_at"] < period(start, end)[1]], start, end)


def starts_over_starts(events, start, end):
    low, high = period(start, end)
    inside = events.loc[(events["event_at"] >= low) & (events["event_at"] < high), "event"]
    trials = (inside == "trial_started").sum()
    return (inside == "plan_started").sum() / trials if trials else NAN


def only_those_who_stayed(events, start, end):
    began = began_between(events, *period(start, end))
    gone = set(events.loc[events["event"].isin(ENDS), "membership_id"])
    decided = began & (of_kind(events, "plan_started") | of_kind(events, "trial_ended"))
    return converted(events, began - gone, decided)


def zero_for_nobody(events, start, end):
    found = right_conversion(events, start, end)
    return 0.0 if np.isnan(found) else found


def dates_written_out(events, start, end):
    return right_conversion(events, "2025-07-01", "2026-06-30")


def conversion_in_two_decimals(events, start, end):
    return round(right_conversion(events, start, end), 2)


def number_converted(events, start, end):
    return len(began_between(events, *period(start, end)) & of_kind(events, "plan_started"))


# --- paying_members(events, day)


def payments(events, kinds=PAYMENTS):
    return events[events["event"].isin(kinds)]


def covering(events, day, kinds=PAYMENTS, column="customer_id"):
    paid = payments(events, kinds)
    moment = pd.Timestamp(day)
    return list(paid.loc[(paid["event_at"] < moment + DAY) & (paid["paid_until"] > moment), column])


def last_payment_of_all(events, day):
    last = payments(events).sort_values("event_at").drop_duplicates("membership_id", keep="last")
    return set(covering(last, day))


def left_before_and_out_for_good(events, day):
    gone = events[events["event"].isin(ENDS) & (events["event_at"] < pd.Timestamp(day) + DAY)]
    return set(covering(events, day)) - set(gone["customer_id"])


def ever_left(events, day):
    return set(covering(events, day)) - set(events.loc[events["event"].isin(ENDS), "customer_id"])


def left_later(events, day):
    gone = set(events.loc[events["event"].isin(ENDS), "membership_id"])
    return set(covering(events[~events["membership_id"].isin(gone)], day))


def one_for_each_payment(events, day):
    return covering(events, day)


def numbers_of_memberships(events, day):
    return set(covering(events, day, column="membership_id"))


def trials_too(events, day):
    return set(covering(events, day, [*PAYMENTS, "trial_started"]))


def returned_ones_forgotten(events, day):
    return set(covering(events, day, ["plan_started", "renewed"]))


def due_day_covered(events, day):
    paid = payments(events)
    moment = pd.Timestamp(day)
    return set(paid.loc[(paid["event_at"] < moment + DAY) & (paid["paid_until"] >= moment), "customer_id"])


def two_weeks_of_grace(events, day):
    return set(covering(events.assign(paid_until=events["paid_until"] + 14 * DAY), day))


def paid_by_midnight(events, day):
    return set(covering(events[events["event_at"] <= pd.Timestamp(day)], day))


def times_cut_off_in_place(events, day):
    events["event_at"] = events["event_at"].dt.normalize()
    return set(covering(events, day))


def the_last_thirty_days(events, day):
    paid = payments(events)
    moment = pd.Timestamp(day)
    return set(paid.loc[paid["event_at"].between(moment - 29 * DAY, moment + DAY), "customer_id"])


# --- renewal_rates(members), survival_curve(members), mean_terms(members, horizon)


def is_due(members, k):
    return (members["terms"] > k) | ((members["terms"] == k) & (members["reason"] != "active"))


def rates(members, due=is_due):
    found = {}
    for k in range(1, members["terms"].max() + 1 if len(members) else 1):
        below = members[due(members, k)]
        if len(below):
            found[k] = (below["terms"] > k).mean()
    return pd.Series(found, dtype=float)


def curve(members, due=is_due):
    return pd.concat([pd.Series({0: 1.0}), rates(members, due).cumprod()])


def has_come_so_far(members, k):
    return members["terms"] >= k


def went_on_of_those_so_far(members):
    return rates(members, has_come_so_far)


def left_ones_only(members):
    return rates(members[members["reason"] != "active"])


def left_ones_only_or_an_error(members):
    left = members[members["reason"] != "active"]
    steps = range(1, int(left["terms"].max()) + 1)
    return pd.Series({k: (left["terms"] > k).sum() / (left["terms"] >= k).sum() for k in steps})


def paid_leavers_dropped(members):
    return rates(members[members["reason"] != "payment"])


def failed_for_active(members):
    return rates(members.replace({"reason": {"payment": "active"}}))


def of_all_at_the_start(members):
    return rates(members) * 0 + [(members["terms"] > k).mean() for k in rates(members).index]


def hazards(members):
    return 1 - rates(members)


def terms_for_renewals(members):
    return rates(members) * 0 + 1


def only_where_somebody_left(members):
    return rates(members)[lambda found: found < 1]


def numbered_from_zero(members):
    return rates(members).reset_index(drop=True)


def numbered_to_the_last_term(members):
    return rates(members).reindex(range(1, members["terms"].max() + 1))


def twelve_at_most(members):
    return rates(members)[:12]


def multiplied(members):
    return rates(members).cumprod()


def product_of_those_so_far(members):
    return curve(members, has_come_so_far)


def mean_of_longer(members):
    return pd.Series([(members["terms"] > k).mean() for k in range(members["terms"].max())])


def rates_with_a_start(members):
    return pd.concat([pd.Series({0: 1.0}), rates(members)])


def hazards_summed(members):
    return pd.concat([pd.Series({0: 1.0}), 1 - (1 - rates(members)).cumsum()])


def without_the_start(members):
    return list(rates(members).cumprod())


def terms_taken_for_durations(members):
    return kaplan_meier(members["terms"], members["reason"] != "active", len(curve(members)))["KM_estimate"]


def kaplan_meier(durations, ended, times):
    """A survival curve in the form that lifelines gives it: a table by times as fractions, one column."""
    steps = [1 - (ended & (durations == time)).sum() / max((durations >= time).sum(), 1) for time in range(times)]
    timeline = pd.Index(np.arange(times, dtype=float), name="timeline")
    return pd.DataFrame({"KM_estimate": np.cumprod(steps)}, index=timeline)


def from_one(members):
    return pd.Series(curve(members).to_numpy(), index=range(1, len(curve(members)) + 1))


def one_year_of_it(members):
    return curve(members)[:13]


def in_percent(members):
    return 100 * curve(members)


def cut(members, horizon, found=None):
    found = curve(members) if found is None else found
    return found.iloc[:horizon].sum() if len(curve(members)) >= horizon else NAN


def horizon_too(members, horizon):
    return curve(members).iloc[: horizon + 1].sum()


def from_the_first_renewal(members, horizon):
    return curve(members).iloc[1 : horizon + 1].sum() if len(curve(members)) >= horizon else NAN


def without_the_first_term(members, horizon):
    return cut(members, horizon) - 1


def as_far_as_it_goes(members, horizon):
    return curve(members).iloc[:horizon].sum()


def carried_on(members, horizon):
    return curve(members).reindex(range(horizon)).ffill().sum()


def nan_one_too_early(members, horizon):
    return NAN if len(curve(members)) <= horizon else cut(members, horizon)


def nan_one_too_late(members, horizon):
    return NAN if len(curve(members)) < horizon - 1 else as_far_as_it_goes(members, horizon)


def nan_by_the_longest(members, horizon):
    return NAN if members["terms"].max() < horizon else as_far_as_it_goes(members, horizon)


def mean_of_those_who_left(members, horizon):
    return members.loc[members["reason"] != "active", "terms"].mean()


def mean_of_all_so_far(members, horizon):
    return members["terms"].clip(upper=horizon).mean()


def mean_share(members, horizon):
    return cut(members, horizon) / horizon


def sum_of_the_rates(members, horizon):
    return cut(members, horizon, rates_with_a_start(members))


def always_twelve(members, horizon):
    return cut(members, 12)


# --- reasons_chart(members)


def leaving(members, below=is_due):
    steps = [k for k in rates(members).index if k <= 12]
    return pd.DataFrame(
        {
            why: [
                ((members["terms"] == k) & (members["reason"] == why)).sum() / max(1, below(members, k).sum())
                for k in steps
            ]
            for why in ("voluntary", "payment")
        },
        index=steps,
    )


def drawn(table, names=None, legend=True, **texts):
    _, ax = plt.subplots()
    for column, name in zip(table, names or table.columns, strict=True):
        ax.plot(table.index, table[column], label=name)
    ax.set(**{"xlabel": "renewal", "ylabel": "share", "title": "Wer geht", "ylim": (0, None), **texts})
    if legend:
        ax.legend()
    return ax


def names_exchanged(members):
    return drawn(leaving(members), ["payment", "voluntary"])


def no_legend(members):
    return drawn(leaving(members), legend=False)


def axis_left_to_matplotlib(members):
    return drawn(leaving(members), ylim=(None, None))


def to_the_twelfth(members):
    return drawn(leaving(members).reindex(range(1, 13), fill_value=0.0))


def from_zero(members):
    return drawn(leaving(members).rename(index=lambda k: k - 1))


def without_failed_payments(members):
    return drawn(leaving(members)[["voluntary"]])


def in_one_line(members):
    return drawn(leaving(members).sum(axis=1).to_frame("all"))


def over_those_who_renewed(members):
    return drawn(leaving(members, lambda table, k: table["terms"] > k))


def over_those_so_far(members):
    return drawn(leaving(members, has_come_so_far))


def over_everyone(members):
    return drawn(leaving(members, lambda table, k: table["terms"] > 0))


def summed_up(members):
    return drawn(leaving(members).cumsum())


# --- projected_survival(alpha, beta, renewals)


def projected(alpha, beta, renewals, ahead=-1):
    return [1.0, *np.cumprod([(beta + k + ahead) / (alpha + beta + k + ahead) for k in range(1, renewals + 1)])]


def one_ahead(alpha, beta, renewals):
    return projected(alpha, beta, renewals, 0)


def exchanged(alpha, beta, renewals):
    return projected(beta, alpha, renewals)


def start_left_out(alpha, beta, renewals):
    return pd.Series(projected(alpha, beta, renewals)[1:])


def one_short(alpha, beta, renewals):
    return projected(alpha, beta, max(0, renewals - 1))


def one_behind(alpha, beta, renewals):
    return [np.prod([(beta + j - 1) / (alpha + beta + j - 1) for j in range(1, k)]) for k in range(renewals + 1)]


def projected_from_one(alpha, beta, renewals):
    return pd.Series(projected(alpha, beta, renewals), index=range(1, renewals + 2))


def one_too_many(alpha, beta, renewals):
    return projected(alpha, beta, renewals + 1)


def constant(alpha, beta, renewals):
    return [(beta / (alpha + beta)) ** k for k in range(renewals + 1)]


def share_gone(alpha, beta, renewals):
    return 1 - np.array(projected(alpha, beta, renewals))


WRONG: dict[str, dict[Callable[..., object], str | None]] = {
    "trial-conversion": {
        running_ones_below: "running trials counted as failures",
        end_at_midnight: "last day lost after midnight",
        next_midnight_too: "next midnight counted",
        first_midnight_lost: "first moment left out",
        known_at_the_end: "only what was decided by the end",
        starts_over_starts: "conversions counted by their own date",
        only_those_who_stayed: "later leavers counted as not converted",
        zero_for_nobody: "a number where nothing can be said",
        dates_written_out: None,
        conversion_in_two_decimals: "rounded",
        number_converted: "a count for a share",
    },
    "paying-members": {
        last_payment_of_all: "only the last payment of all looked at",
        left_before_and_out_for_good: "whoever had left once left out",
        ever_left: "whoever ever left left out",
        left_later: "later leavers left out",
        one_for_each_payment: "one entry per payment",
        numbers_of_memberships: "memberships for customers",
        trials_too: "trials counted as members",
        returned_ones_forgotten: "returning members forgotten",
        due_day_covered: "day of the next payment counted",
        two_weeks_of_grace: None,
        paid_by_midnight: "payments made later that day lost",
        times_cut_off_in_place: "changed its input",
        the_last_thirty_days: None,
    },
    "renewal-rates": {
        went_on_of_those_so_far: "went on of all who came so far",
        left_ones_only: "active members left out",
        left_ones_only_or_an_error: "active members left out",
        paid_leavers_dropped: "failed payments left out",
        failed_for_active: "only voluntary leaving",
        of_all_at_the_start: "everyone at the start in the denominator",
        hazards: "share leaving for share renewing",
        terms_for_renewals: "the term paid taken for a renewal",
        only_where_somebody_left: "renewals without leavers left out",
        numbered_from_zero: "terms numbered from zero",
        numbered_to_the_last_term: "renewals with nobody due listed",
        twelve_at_most: "twelve renewals at most",
        multiplied: "survival for renewal",
    },
    "survival-curve": {
        product_of_those_so_far: "share of all who started to the last term",
        mean_of_longer: "share of all who started",
        rates_with_a_start: "rates not multiplied",
        hazards_summed: "hazards added up",
        without_the_start: "the start forgotten",
        terms_taken_for_durations: "renewal not due passed for renewed",
        from_one: "renewals numbered from one",
        one_year_of_it: "twelve renewals at most",
        in_percent: "percent for a share",
    },
    "mean-terms": {
        horizon_too: "one term too many",
        from_the_first_renewal: "first term forgotten",
        without_the_first_term: "first term left out",
        as_far_as_it_goes: "unseen terms counted as lost",
        carried_on: "last value carried forward",
        nan_one_too_early: "end of the curve taken for unseen",
        nan_one_too_late: "unseen terms counted as lost",
        nan_by_the_longest: "end of the curve taken for unseen",
        mean_of_those_who_left: "mean tenure of those who left",
        mean_of_all_so_far: "terms so far up to the horizon",
        mean_share: "mean of the curve",
        sum_of_the_rates: "rates added up",
        always_twelve: None,
    },
    "reasons-chart": {
        names_exchanged: "reasons swapped",
        no_legend: "no legend",
        axis_left_to_matplotlib: "cut axis",
        to_the_twelfth: "drawn to the twelfth whoever was due",
        from_zero: "renewals numbered from zero",
        without_failed_payments: "failed payments missing",
        in_one_line: "both reasons in one line",
        over_those_who_renewed: "leavers not below the line",
        over_those_so_far: "not yet due below the line",
        over_everyone: "everyone at the start below the line",
        summed_up: "losses added up",
    },
    "projected-survival": {
        one_ahead: "one renewal ahead",
        exchanged: "alpha and beta swapped",
        start_left_out: "the start left out",
        one_short: "one renewal short",
        one_behind: "one renewal behind",
        projected_from_one: "renewals numbered from one",
        one_too_many: None,
        constant: "constant churn extrapolated",
        share_gone: "share gone for share left",
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
    dates_written_out: {"the period ignored", "running trials counted as failures"},
    the_last_thirty_days: {"only payments of that month"},
    one_too_many: {"constant churn extrapolated", "one renewal ahead"},
}


@pytest.mark.parametrize("answer", NEVER_SAID, ids=lambda answer: answer.__name__)
def test_an_answer_that_nothing_names_is_not_told_another_misunderstanding(compiled, answer):
    name = next(name for name, answers in WRONG.items() if answer in answers)
    assert verdict_on(compiled[name], answer).mistake not in NEVER_SAID[answer]


# --- by hand, and the letters


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (5 / 10, "not yet due counted as failed"),
        (8 / 9 * 5 / 8, "second renewal not due counted as failed"),
        (8 / 9 * 6 / 8, "second renewal not due counted as renewed"),
        (9 / 10 * 6 / 8, "renewal not due passed for renewed"),
        (7 / 10, "still there of all who started"),
        (4 / 5 * 2 / 4, "active members dropped"),
        (5 / 8, "undecided dropped and leavers kept"),
        (8 / 9 * 5 / 6, "only voluntary leaving counted"),
        (5 / 7, "rates not multiplied"),
        (8 / 9, "only the first renewal"),
        ((8 / 9 + 5 / 7) / 2, "mean of the two rates"),
        (8 / 9 * 5 / 7 * 3 / 4, "a third renewal too"),
        (1 - 1 / 9 - 2 / 7, "hazards added up"),
        (1 - 40 / 63, "the complement"),
        (0.63, "rounded"),
        (63.5, "percent for a share"),
    ],
)
def test_a_wrong_share_by_hand_is_told_what_it_is(compiled, value, told):
    verdict = judge(compiled["by-hand-survival"], [Returned(value)])
    assert not verdict.right
    assert told in (verdict.mistake, verdict.slip)


@pytest.mark.parametrize("value", [8 / 9 * 5 / 7, 0.635, Fraction(40, 63), np.float32(40 / 63), pd.Series([40 / 63])])
def test_a_right_share_by_hand_is_right_in_any_form(compiled, value):
    assert judge(compiled["by-hand-survival"], [Returned(value)]).right


def test_each_wrong_letter_is_answered_by_what_it_says(compiled):
    assert judge(compiled["falling-hazard"], [Returned("B")]).right
    for other in "ACD":
        assert judge(compiled["falling-hazard"], [Returned(other)]).mistake == f"chose {other.casefold()}"


# --- right answers of odd shapes


def members_on(form: Callable[[list[int]], object]):
    return lambda events, day: form(sorted(set(covering(events, day))))


def rates_as(form: Callable[[pd.Series], object]):
    return lambda members: form(rates(members))


def curve_as(form: Callable[[pd.Series], object]):
    return lambda members: form(curve(members))


def none_for_nan(answer: Callable[..., float]):
    def found(*given):
        value = answer(*given)
        return None if np.isnan(value) else round(value, 3)

    return found


def by_lifelines(members):
    over = members["reason"] != "active"
    passed = members["terms"].where(over, members["terms"] - 1)
    return kaplan_meier(passed, over, int(passed.max()) + 1)


def bars(members):
    ax = leaving(members).plot.bar(xlabel="renewal", ylabel="share", title="Wer geht")
    return ax.figure


def beside_each_other(members):
    table = leaving(members)
    _, ax = plt.subplots()
    ax.bar(table.index - 0.2, table["voluntary"], width=0.4, label="went")
    ax.bar(table.index + 0.2, table["payment"], width=0.4, label="fell out")
    ax.set(xlabel="renewal", ylabel="share", title="Wer geht")
    ax.legend()


def words_at_the_lines(members):
    table = leaving(members)
    ax = drawn(table, legend=False)
    for name in table:
        ax.annotate(name, (table.index[-1], table[name].iloc[-1]))
    return ax


def in_two_decimals(members):
    return drawn(leaving(members).round(2))


def percent_and_own_names(members):
    return drawn(100 * leaving(members), ["gegangen", "herausgefallen"])


RIGHT = {
    "trial-conversion": [right_conversion, none_for_nan(right_conversion)],
    "paying-members": [members_on(form) for form in (set, list, tuple, np.array, pd.Series, pd.Index, iter)]
    + [members_on(lambda found: pd.DataFrame({"customer_id": found}))],
    "renewal-rates": [rates_as(form) for form in (pd.Series, dict, lambda found: found.round(3), pd.Series.to_frame)]
    + [rates_as(lambda found: found.rename_axis("k").reset_index(name="rate")), rates_as(lambda found: found[::-1])],
    "survival-curve": [by_lifelines]
    + [curve_as(form) for form in (pd.Series, list, np.array, dict, lambda found: found.round(3))],
    "mean-terms": [cut, none_for_nan(cut)],
    "reasons-chart": [bars, beside_each_other, words_at_the_lines, percent_and_own_names, in_two_decimals],
    "projected-survival": [
        projected,
        lambda *given: pd.Series(projected(*given)),
        lambda *given: dict(enumerate(projected(*given))),
        lambda *given: np.round(projected(*given), 3),
    ],
}


@pytest.mark.parametrize(
    ("name", "place"), [(name, place) for name, answers in RIGHT.items() for place in range(len(answers))]
)
def test_a_right_answer_is_right_in_any_shape(compiled, name, place):
    verdict = verdict_on(compiled[name], RIGHT[name][place])
    assert verdict.right, (verdict.status, verdict.mistake, verdict.slip, verdict.outcome)
