"""Wrong answers that look right: none gets a tick in the notebook, and the likely ones are named. Odd shapes pass."""

from __future__ import annotations

from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from judging import verdict_on

from coursekit.diagnosis import judge
from coursekit.outcomes import Returned
from coursekit.policies import judge_policy
from grader.cases import in_language
from grader.deciding import mistaken, practice_world
from grader.lesson import read_lesson
from grader.running import run_cells

LESSON = read_lesson(Path(__file__).parents[2] / "lessons" / "07-stars-and-offers")


def variants(make, **changes):
    """Answers that differ from a right one in one part, each under its name."""
    found = {}
    for name, change in changes.items():
        answer = make(change)
        answer.__name__ = name
        found[name] = answer
    return found


# --- stars_owed(ledger, day)


def end_of(day):
    return pd.Timestamp(day) + pd.Timedelta(days=1)


def owed(counts=lambda rows, day: rows["posted_at"] < end_of(day), total=lambda rows: rows["stars"].sum()):
    return lambda ledger, day: total(ledger[counts(ledger, day)])


COUNTED = variants(
    lambda counts: owed(counts),
    of_six_months=lambda rows, day: rows["posted_at"].between(
        end_of(day) - pd.DateOffset(months=6), end_of(day), "left"
    ),
    of_twelve_months=lambda rows, day: rows["posted_at"].between(
        end_of(day) - pd.DateOffset(years=1), end_of(day), "left"
    ),
    of_that_year=lambda rows, day: (rows["posted_at"] < end_of(day)) & (rows["posted_at"].dt.year == int(day[:4])),
    up_to_eleven_at_night=lambda rows, day: rows["posted_at"] <= f"{day} 23:00",
    the_last_minute_lost=lambda rows, day: rows["posted_at"] <= f"{day} 23:59",
    by_month=lambda rows, day: rows["posted_at"].dt.strftime("%Y-%m") <= day[:7],
)
TOTALS = variants(
    lambda total: owed(total=total),
    alike_dropped=lambda rows: rows.drop_duplicates(["member_id", "posted_at", "stars"])["stars"].sum(),
    one_entry_a_moment=lambda rows: rows.drop_duplicates(["member_id", "posted_at"])["stars"].sum(),
    largest_balances=lambda rows: rows.groupby("member_id")["balance"].max().sum(),
    minus_twice=lambda rows: rows["stars"].abs().sum(),
    earned_less_redeemed=lambda rows: rows.loc[rows["entry"].isin(["earned", "redeemed"]), "stars"].sum(),
    average=lambda rows: rows.groupby("member_id")["stars"].sum().mean(),
    missing_for_none=lambda rows: rows["stars"].sum() if len(rows) else float("nan"),
)


# --- breakage(ledger, month)


def months_of(ledger):
    return ledger["posted_at"].dt.to_period("M")


def days_of(ledger):
    return ledger["posted_at"].dt.normalize()


def broken(
    due=lambda month: (pd.Period(month) + 7).start_time,
    then=lambda ledger, day: days_of(ledger) == day,
    when=lambda ledger, month: months_of(ledger) == pd.Period(month),
    rows=lambda ledger: ledger,
    above=("expired",),
    last=lambda ledger: days_of(ledger).max(),
    below=lambda here, ledger: here.loc[here["entry"].isin(["earned", "reversed"]), "stars"].sum(),
    unknown=float("nan"),
    share=lambda lost, earned: -lost / earned,
):
    def answer(ledger, month):
        ledger, day = rows(ledger), due(month)
        earned = below(ledger[when(ledger, month)], ledger)
        if last(ledger) < day or earned == 0:
            return unknown
        return share(ledger.loc[then(ledger, day) & ledger["entry"].isin(above), "stars"].sum(), earned)

    return lambda ledger, month: answer(ledger, month)


DUE = variants(
    lambda due: broken(due=due),
    in_212_days=lambda month: pd.Timestamp(month) + pd.Timedelta(days=212),
    in_210_days=lambda month: pd.Timestamp(month) + pd.Timedelta(days=210),
    in_seven_months_of_thirty_and_a_half=lambda month: (pd.Timestamp(month) + pd.Timedelta(days=213)).replace(day=1),
    six_months=lambda month: (pd.Period(month) + 6).start_time,
    eight_months=lambda month: (pd.Period(month) + 8).start_time,
)
THEN = variants(
    lambda then: broken(then=then),
    ever_after=lambda ledger, day: days_of(ledger) >= day,
    any_year=lambda ledger, day: (ledger["posted_at"].dt.month == day.month) & (ledger["posted_at"].dt.day == 1),
    all_until=lambda ledger, day: days_of(ledger) <= day,
)
BELOW = variants(
    lambda below: broken(below=below),
    every_refund=lambda here, ledger: (
        here.loc[here["entry"] == "earned", "stars"].sum() + ledger.loc[ledger["entry"] == "reversed", "stars"].sum()
    ),
    refunds_added=lambda here, ledger: here.loc[here["entry"].isin(["earned", "reversed"]), "stars"].abs().sum(),
    redeemed_too=lambda here, ledger: here.loc[here["entry"] != "opening", "stars"].sum(),
)
LAST = variants(
    lambda last: broken(last=last),
    the_last_row=lambda ledger: ledger["posted_at"].iloc[-1].normalize(),
    the_last_expiry=lambda ledger: ledger.loc[ledger["entry"] == "expired", "posted_at"].max(),
)
ROWS = variants(
    lambda rows: broken(rows=rows),
    alike_dropped=lambda ledger: ledger.drop_duplicates(["posted_at", "entry", "stars"]),
)
any_year_s_month = broken(when=lambda ledger, month: ledger["posted_at"].dt.month == pd.Period(month).month)
all_that_leaves_that_day = broken(above=("expired", "redeemed"))
nil_for_unknown = broken(unknown=0.0)
unknown_where_nothing_expired = broken(share=lambda lost, earned: -lost / earned if lost else float("nan"))


# --- offer_funnel(events)

KEYS = ["offer_id", "campaign_id", "member_id"]


def funnel(
    seen=lambda first: first["viewed"] < first["completed"],
    done=lambda first: first["completed"].notna(),
    viewed=lambda first: first["viewed"].notna(),
    pick="min",
    after=lambda table: table,
    of=lambda missed, done: missed.astype(float).where(done),
):
    def answer(events):
        first = events.groupby([*KEYS, "event"])["occurred_at"].agg(pick).unstack("event")
        first = first.reindex(columns=["received", "viewed", "completed"])
        steps = pd.DataFrame(
            {"viewed": viewed(first), "completed": done(first), "unseen": of(~seen(first), done(first))}
        )
        groups = steps.groupby(level="offer_id")
        return after(groups.mean().assign(received=groups.size()).reset_index())

    return lambda events: answer(events)


def viewed_in_any_campaign(events):
    views = events[events["event"] == "viewed"].groupby(["offer_id", "member_id"])["occurred_at"].min()

    def seen(first):
        keys = pd.MultiIndex.from_arrays([first.index.get_level_values(level) for level in ("offer_id", "member_id")])
        return pd.Series(views.reindex(keys).to_numpy(), first.index) < first["completed"]

    return funnel(seen=seen)(events)


def views_counted_by_row(events):
    counts = events.groupby(["offer_id", "event"]).size().unstack(fill_value=0)
    return funnel()(events).assign(viewed=(counts["viewed"] / counts["received"]).to_numpy())


FUNNELS = {
    **variants(
        lambda after: funnel(after=after),
        unviewed_dropped=lambda table: table[table["viewed"] > 0],
        uncompleted_dropped=lambda table: table.dropna(),
        percent=lambda table: table.assign(**{name: 100 * table[name] for name in ("viewed", "completed", "unseen")}),
        nil_for_missing=lambda table: table.fillna(0),
        rounded=lambda table: table.round(1),
    ),
    **variants(
        lambda done: funnel(done=done),
        within_seven_days=lambda first: (first["completed"] - first["received"]).dt.days < 7,
    ),
    **variants(
        lambda seen: funnel(seen=seen),
        seen_on_that_day=lambda first: first["viewed"].dt.normalize() <= first["completed"].dt.normalize(),
        only_afterwards_is_unseen=lambda first: ~(first["viewed"] > first["completed"]),
    ),
    **variants(lambda of: funnel(of=of), unseen_of_received=lambda missed, done: missed & done),
}


# --- wave_effects(wave), segment_effects(drawn)


def profit_of(rows):
    return rows["margin"] - rows["reward"] - rows["message"]


def wave(
    kept=lambda rows: rows,
    mean="mean",
    square=lambda one, two: one["var"] / one["size"] + two["var"] / two["size"],
    width=1.96,
    after=lambda table: table,
):
    def answer(wave):
        rows = kept(wave)
        groups = profit_of(rows).groupby(rows["offer"]).agg(["mean", "median", "var", "size"])
        one, two = groups.drop("nothing"), groups.loc["nothing"]
        effect, half = one[mean] - two[mean], width * np.sqrt(square(one, two))
        return after(pd.DataFrame({"effect": effect, "low": effect - half, "high": effect + half}).reset_index())

    return lambda wave: answer(wave)


def completers_against_the_rest(wave):
    rows = []
    for offer in set(wave["offer"]) - {"nothing"}:
        mine = profit_of(wave)[wave["offer"] == offer].groupby(wave["completed"])
        one, two = mine.get_group(True), mine.get_group(False)
        effect, half = one.mean() - two.mean(), 1.96 * np.hypot(one.sem(), two.sem())
        rows.append({"offer": offer, "effect": effect, "low": effect - half, "high": effect + half})
    return pd.DataFrame(rows)


def pooled_squares(one, two):
    within = (one["var"] * (one["size"] - 1) + two["var"] * (two["size"] - 1)) / (one["size"] + two["size"] - 2)
    return within * (1 / one["size"] + 1 / two["size"])


WAVES = {
    **variants(
        lambda square: wave(square=square),
        by_numpy=lambda one, two: (
            one["var"] * (one["size"] - 1) / one["size"] ** 2 + two["var"] * (two["size"] - 1) / two["size"] ** 2
        ),
        pooled=pooled_squares,
        over_all=lambda one, two: (one["var"] + two["var"]) / (one["size"] + two["size"]),
    ),
    **variants(lambda width: wave(width=width), nine_of_ten=1.645, two_errors=2.0, one_error=1.0),
    **variants(
        lambda after: wave(after=after),
        turned=lambda table: table.assign(effect=-table["effect"], low=-table["high"], high=-table["low"]),
        ends_exchanged=lambda table: table.rename(columns={"low": "high", "high": "low"}),
        only_what_is_sure=lambda table: table[(table["low"] > 0) | (table["high"] < 0)],
        news_left_out=lambda table: table[table["offer"] != "news"],
        no_losses=lambda table: table.assign(low=table["low"].clip(lower=0)),
    ),
    **variants(
        lambda kept: wave(kept=kept),
        completers=lambda rows: rows[rows["completed"] | (rows["offer"] == "nothing")],
        viewers=lambda rows: rows[rows["viewed"] | (rows["offer"] == "nothing")],
        those_who_came=lambda rows: rows[rows["margin"] > 0],
    ),
}


def with_nothing(wave_):
    zero = pd.DataFrame({"offer": ["nothing"], "effect": 0.0})
    half = 1.96 * np.sqrt(2) * profit_of(wave_)[wave_["offer"] == "nothing"].sem()
    return pd.concat([wave()(wave_), zero.assign(low=-half, high=half)])


def segments(
    enough=lambda pairs: (pairs["size"] >= 2) & (pairs["size_0"] >= 2),
    weight=lambda pairs: pairs["size"],
    error=lambda share, square: np.sqrt((share**2 * square).sum()),
    keys=("segment", "campaign_id"),
    actions=None,
    width=1.96,
):
    def answer(drawn):
        rows = drawn if actions is None else drawn[drawn["offer"].isin([*actions, "nothing"])]
        profit = profit_of(rows).rename("profit")
        cells = profit.groupby([rows["segment"], rows["campaign_id"], rows["offer"]]).agg(["mean", "var", "size"])
        none = rows[rows["offer"] == "nothing"]
        control = profit[none.index].groupby([none[key] for key in keys]).agg(["mean", "var", "size"]).reset_index()
        pairs = cells.drop("nothing", level="offer").reset_index().merge(control, on=list(keys), suffixes=("", "_0"))
        pairs, found = pairs[enough(pairs)], []
        for (segment, offer), mine in pairs.groupby(["segment", "offer"]):
            share = weight(mine) / weight(mine).sum()
            square = mine["var"] / mine["size"] + mine["var_0"] / mine["size_0"]
            effect, half = (share * (mine["mean"] - mine["mean_0"])).sum(), width * error(share, square)
            found.append((segment, offer, effect, effect - half, effect + half))
        return pd.DataFrame(found, columns=["segment", "offer", "effect", "low", "high"])

    return lambda drawn: answer(drawn)


SEGMENTS = {
    "control_of_all_waves": segments(keys=("segment",)),
    "control_of_all_segments": segments(keys=("campaign_id",)),
    "actions_of_the_decision": segments(actions=["bogo_10", "bogo_5", "discount_3", "discount_2", "news"]),
    "one_error": segments(width=1.0),
    **variants(
        lambda enough: segments(enough),
        no_minimum=lambda pairs: pairs["size"] > 0,
        minimum_for_the_offer=lambda pairs: pairs["size"] >= 2,
        minimum_for_nothing=lambda pairs: pairs["size_0"] >= 2,
        three_at_least=lambda pairs: (pairs["size"] > 2) & (pairs["size_0"] > 2),
    ),
    **variants(lambda weight: segments(weight=weight), by_control=lambda pairs: pairs["size_0"]),
    **variants(
        lambda error: segments(error=error),
        not_squared=lambda share, square: np.sqrt((share * square).sum()),
        not_weighted=lambda share, square: np.sqrt(square.sum()),
    ),
}


# --- effect_chart(effects)


def charted(draw):
    def answer(effects):
        ax = plt.figure().subplots()
        draw(ax, effects)
        ax.axhline(0)
        ax.set(xlabel="Offer", ylabel="USD a member", title="Two of four pay")
        return ax

    return lambda effects: answer(effects)


def one_by_one(draw):
    return charted(lambda ax, effects: [draw(ax, row) for row in effects.itertuples()])


def gains_and_losses_apart(ax, effects):
    for sign, colour in ((1, "tab:blue"), (-1, "tab:red")):
        some = effects[np.sign(effects["effect"]) == sign]
        ax.bar(some["offer"], some["effect"], color=colour)


CHARTS = variants(
    charted,
    numbered=lambda ax, effects: ax.bar(range(len(effects)), effects["effect"]),
    over_the_index=lambda ax, effects: ax.scatter(effects.index, effects["effect"]),
    names_of_other_offers=lambda ax, effects: (
        ax.bar(range(len(effects)), effects["effect"]),
        ax.set_xticks(range(len(effects)), ["bogo_10", "bogo_5", "discount_2", "discount_3"][: len(effects)]),
    ),
    names_sorted=lambda ax, effects: ax.bar(sorted(effects["offer"]), effects["effect"]),
    no_losses=lambda ax, effects: ax.bar(effects["offer"], effects["effect"].clip(lower=0)),
    losses_cut_off=lambda ax, effects: (ax.bar(effects["offer"], effects["effect"]), ax.set_ylim(0, None)),
)


WRONG = {
    "stars-owed": {
        COUNTED["of_six_months"]: None,
        COUNTED["of_twelve_months"]: None,
        COUNTED["of_that_year"]: None,
        COUNTED["up_to_eleven_at_night"]: None,
        COUNTED["the_last_minute_lost"]: None,
        COUNTED["by_month"]: None,
        TOTALS["alike_dropped"]: None,
        TOTALS["one_entry_a_moment"]: None,
        TOTALS["largest_balances"]: None,
        TOTALS["minus_twice"]: "leaving stars added",
        TOTALS["earned_less_redeemed"]: "only earned and redeemed counted",
        TOTALS["average"]: None,
        TOTALS["missing_for_none"]: "missing for a number",
    },
    "breakage": {
        DUE["in_212_days"]: None,
        DUE["in_210_days"]: None,
        DUE["in_seven_months_of_thirty_and_a_half"]: None,
        DUE["six_months"]: "a month too early",
        DUE["eight_months"]: "a month too late",
        THEN["ever_after"]: None,
        THEN["any_year"]: None,
        THEN["all_until"]: None,
        BELOW["every_refund"]: None,
        BELOW["refunds_added"]: "refunded stars added",
        BELOW["redeemed_too"]: None,
        LAST["the_last_row"]: None,
        LAST["the_last_expiry"]: None,
        ROWS["alike_dropped"]: None,
        any_year_s_month: None,
        all_that_leaves_that_day: None,
        nil_for_unknown: "a number where nothing can be said",
        unknown_where_nothing_expired: "no expiry taken for unknown",
    },
    "offer-funnel": {
        viewed_in_any_campaign: None,
        views_counted_by_row: "rows counted twice",
        FUNNELS["unviewed_dropped"]: None,
        FUNNELS["uncompleted_dropped"]: None,
        FUNNELS["percent"]: "percent for shares",
        FUNNELS["nil_for_missing"]: "zero where nothing was completed",
        FUNNELS["rounded"]: None,
        FUNNELS["within_seven_days"]: None,
        FUNNELS["seen_on_that_day"]: None,
        FUNNELS["only_afterwards_is_unseen"]: None,
        FUNNELS["unseen_of_received"]: "unseen over received",
    },
    "wave-effects": {
        completers_against_the_rest: "completers against those who let it lapse",
        with_nothing: "nothing compared with itself",
        wave(mean="median"): None,
        WAVES["by_numpy"]: "spread divided by n",
        WAVES["pooled"]: "one variance for both",
        WAVES["over_all"]: None,
        WAVES["nine_of_ten"]: None,
        WAVES["two_errors"]: None,
        WAVES["one_error"]: "one standard error",
        WAVES["turned"]: "turned round",
        WAVES["ends_exchanged"]: None,
        WAVES["only_what_is_sure"]: None,
        WAVES["news_left_out"]: None,
        WAVES["no_losses"]: None,
        WAVES["completers"]: "completers alone",
        WAVES["viewers"]: "only those who viewed",
        WAVES["those_who_came"]: None,
    },
    "segment-effects": {
        SEGMENTS["control_of_all_waves"]: None,
        SEGMENTS["control_of_all_segments"]: "control of all segments",
        SEGMENTS["actions_of_the_decision"]: None,
        SEGMENTS["one_error"]: "one standard error",
        SEGMENTS["no_minimum"]: None,
        SEGMENTS["minimum_for_the_offer"]: None,
        SEGMENTS["minimum_for_nothing"]: None,
        SEGMENTS["three_at_least"]: None,
        SEGMENTS["by_control"]: "weighted with those who got nothing",
        SEGMENTS["not_squared"]: "weights not squared",
        SEGMENTS["not_weighted"]: None,
    },
    "effect-chart": {
        CHARTS["numbered"]: "no names",
        CHARTS["over_the_index"]: "no names",
        CHARTS["names_sorted"]: None,
        CHARTS["names_of_other_offers"]: None,
        CHARTS["no_losses"]: None,
        CHARTS["losses_cut_off"]: "out of sight",
        one_by_one(lambda ax, row: ax.bar(row.offer, row.high)): "upper end for the effect",
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
    assert told is None or told in (verdict.mistake, verdict.slip), (verdict.status, verdict.mistake, verdict.slip)


@pytest.mark.parametrize(
    ("name", "answer", "never"),
    [
        ("breakage", DUE["in_210_days"], "expired in the same month"),
        ("breakage", DUE["in_212_days"], "expired in the same month"),
        ("offer-funnel", viewed_in_any_campaign, "seen for unseen"),
    ],
    ids=lambda value: getattr(value, "__name__", None),
)
def test_an_answer_that_nothing_names_is_not_told_another_misunderstanding(compiled, name, answer, never):
    assert verdict_on(compiled[name], answer).mistake != never


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (80, None),
        (85, "only earned and redeemed counted"),
        (120, "expired stars still owed"),
        (105, "refunded stars still owed"),
        (205, "redeemed stars still owed"),
        (20, "opening stars forgotten"),
        (270, "all that was ever handed out"),
        (460, "leaving stars added"),
    ],
)
def test_each_way_to_add_up_the_small_ledger_has_a_number_of_its_own(compiled, value, told):
    question = compiled["by-hand-owed"]
    verdict = judge(question, [Returned(value)] * len(question.cases))
    assert (verdict.mistake, verdict.right) == (told, told is None)


# --- right in odd shapes


def shaped(form, of):
    return lambda *given, **named: form(of(*given, **named))


def by_last_balance(rows):
    return rows.groupby("member_id")["balance"].last().sum()


TABLES = (
    lambda table: table.iloc[::-1],
    lambda table: table.set_index(list(table.columns[: 2 if "segment" in table else 1])),
    lambda table: table.astype({column: "category" for column in table if column in ("offer", "segment")}),
    lambda table: table.assign(note="mine"),
    lambda table: table.to_dict("records"),
    lambda table: table.round(4),
)
RIGHT = {
    "stars-owed": [
        owed(lambda rows, day: rows["posted_at"] <= f"{day} 23:59:59"),
        owed(lambda rows, day: days_of(rows) <= pd.Timestamp(day)),
        owed(total=by_last_balance),
        owed(total=lambda rows: rows[["stars"]].sum()),
        owed(total=lambda rows: float(rows["stars"].sum())),
    ],
    "breakage": [
        broken(),
        broken(unknown=None),
        broken(unknown=pd.NA),
        shaped(lambda share: round(share, 3), broken()),
        broken(then=lambda ledger, day: months_of(ledger) == day.to_period("M")),
    ],
    "offer-funnel": [shaped(form, funnel()) for form in TABLES],
    "wave-effects": [shaped(form, wave()) for form in TABLES],
    "segment-effects": [shaped(form, segments()) for form in TABLES],
    "effect-chart": [
        charted(gains_and_losses_apart),
        charted(lambda ax, effects: ax.barh(effects["offer"], effects["effect"])),
        charted(
            lambda ax, effects: (
                ax.bar(range(len(effects)), effects["effect"]),
                ax.set_xticks(range(len(effects)), effects["offer"]),
            )
        ),
        one_by_one(lambda ax, row: ax.bar(row.offer, row.effect)),
        one_by_one(lambda ax, row: ax.scatter(row.offer, row.effect)),
        one_by_one(lambda ax, row: ax.errorbar(row.offer, row.effect, yerr=(row.high - row.low) / 2, fmt="o")),
        one_by_one(
            lambda ax, row: (ax.plot(row.offer, row.effect, "o"), ax.plot([row.offer] * 2, [row.low, row.high], "k"))
        ),
    ],
}


@pytest.mark.parametrize(
    ("name", "place"), [(name, place) for name, answers in RIGHT.items() for place in range(len(answers))]
)
def test_a_right_answer_is_right_in_any_shape(compiled, name, place):
    verdict = verdict_on(compiled[name], RIGHT[name][place])
    assert verdict.right, (verdict.status, verdict.mistake, verdict.slip, verdict.outcome)


def test_pictures_are_drawn_where_segments_stand_in_the_index(reference, population):
    drawn = []
    namespace = reference | {
        "segment_effects": lambda rows: segments()(rows).set_index(["segment", "offer"]),
        "effect_chart": lambda effects: drawn.append(len(effects)),
    }
    run_cells(
        LESSON, [cell for cell in LESSON.cells if cell.name in ("segment-own", "chart-own")], namespace, population
    )
    assert len(drawn) == 3
    assert min(drawn) > 0


# --- the liability


def test_what_will_expire_is_reckoned_from_what_was_earned_not_from_what_is_owed(reference, population):
    """On 30 June 2025, under the old rules, what stood on the accounts and expired is known: until 1 January 2026."""
    ledger, day = population["star_ledger"], "2025-06-30"
    months = pd.period_range("2024-12", "2025-06", freq="M").astype(str)
    in_months = months_of(ledger).astype(str).isin(months) & ledger["entry"].isin(["earned", "reversed"])
    expired = ledger[(ledger["entry"] == "expired") & ledger["posted_at"].between("2025-07-01", "2026-01-01")]
    lost = -expired["stars"].sum()
    share = np.mean([reference["breakage"](ledger, month) for month in ("2024-08", "2024-09", "2024-10", "2024-11")])
    assert share * ledger.loc[in_months, "stars"].sum() == pytest.approx(lost, rel=0.15)
    assert share * reference["stars_owed"](ledger, day) < 0.7 * lost


# --- offer_policy(customers)

SHARE = 0.35


def to_the_first(customers, score, action):
    return np.where(score.rank(method="first", ascending=False) <= int(SHARE * len(customers)), action, "nothing")


POLICIES = {
    "those most likely to stay away": (lambda customers: customers["days_since_visit"], ("discount_2", "bogo_10")),
    "best customers rewarded": (lambda customers: customers["gross_365"], ("discount_3", "bogo_10")),
    "completion taken for effect": (lambda customers: customers["visits_30"], ("discount_2", "bogo_5")),
    "past completions taken for effect": (
        lambda customers: customers["offers_completed"] / customers["offers_received"].clip(lower=1),
        ("discount_3", "bogo_10"),
    ),
}


@pytest.mark.parametrize(
    ("told", "score", "action"), [(told, score, a) for told, (score, actions) in POLICIES.items() for a in actions]
)
def test_whom_a_policy_treats_in_vain_is_told_whatever_it_sends(told, score, action):
    question, world = LESSON.questions["offer-policy"], practice_world("starbucks")
    ready = in_language(LESSON, question, (), "en")
    outcome = Returned(to_the_first(world.customers, score(world.customers), action))
    assert judge_policy(ready, world, outcome, mistaken(question, world)).mistake == f"{told} with {action}".replace(
        "_", " "
    )


def test_the_riskiest_first_stay_below_par_with_any_offer_and_a_simple_reasoned_rule_reaches_it():
    question, world = LESSON.questions["offer-policy"], practice_world("starbucks")
    customers = world.customers
    for action in world.actions[1:]:
        risky = world.score(to_the_first(customers, pd.Series(world.insight.risk), action).tolist())
        assert risky.score < question.par / 2
    bill = customers["gross_365"] / customers["visits_365"]
    score = customers["segment"].map({"occasional": 1.0, "regular": 0.5, "frequent": -9.0})
    score += ((customers["days_since_visit"] <= 10) & (customers["segment"] == "occasional")) + 0.6 * bill.between(
        10, 20
    )
    best = to_the_first(customers, score - customers["days_since_visit"] / 100, "discount_2")
    assert world.score(best.tolist()).score > question.par
