"""Wrong answers that look right: none gets a tick in the notebook, and the likely ones are named. Odd shapes pass."""

from __future__ import annotations

from pathlib import Path
from statistics import NormalDist

import numpy as np
import pandas as pd
import pytest
from judging import verdict_on

from coursekit.diagnosis import judge
from coursekit.policies import judge_policy
from grader.cases import in_language, tried
from grader.deciding import mistaken, practice_world
from grader.lesson import read_lesson
from grader.running import run_cells

LESSON = read_lesson(Path(__file__).parents[2] / "lessons" / "09-everywhere-at-once")


# --- channels_used(steps, customers, first, after)


def channels(found: pd.Series, customers: pd.DataFrame, empty: float = 0) -> pd.DataFrame:
    return found.reindex(customers["customer_id"]).fillna(empty).rename("channels").reset_index()


def within(steps: pd.DataFrame, first: str, after: str, inclusive: str = "left") -> pd.DataFrame:
    return steps[steps["at"].between(first, after, inclusive=inclusive)]


def dates_by_heart(steps, customers, first, after):
    return channels(
        within(steps, "2024-11-01", "2025-05-01").groupby("customer_id")["channel"].nunique(), customers
    ).reset_index(drop=True)


def per_journey_added_up(steps, customers, first, after):
    found = within(steps, first, after).groupby(["customer_id", "journey_id"])["channel"].nunique()
    return channels(found.groupby("customer_id").sum(), customers)


def nothing_stays_missing(steps, customers, first, after):
    return channels(within(steps, first, after).groupby("customer_id")["channel"].nunique(), customers, np.nan)


def first_day_left_out(steps, customers, first, after):
    day = steps["at"].dt.normalize()
    return channels(steps[(day > first) & (day < after)].groupby("customer_id")["channel"].nunique(), customers)


# --- arm_effects(trial, z)


def effects(trial, z, error=None, control="control", times=1.0, divide=None):
    found = trial.groupby("arm")["outcome"].agg(["mean", "size"])
    square = found["mean"] * (1 - found["mean"]) / found["size"]
    plain = found.index[0] if control == "first" else control
    effect = (found["mean"] - found.loc[plain, "mean"]).drop(plain)
    half = z * (np.sqrt(square + square[plain]) if error is None else error(found, plain)).drop(plain)
    if divide is not None:
        effect, half = effect / divide, half / divide
    return times * pd.DataFrame({"effect": effect, "low": effect - half, "high": effect + half})


def first_in_the_alphabet_is_the_control_group(trial, z):
    return effects(trial, z, control="first")


def rows_with_gaps_dropped(trial, z):
    return effects(trial.dropna(), z)


def clickers_of_the_arm(trial, z):
    return effects(trial[trial["clicked"] | (trial["arm"] == "control")], z)


def per_reader(trial, z):
    return effects(trial, z, divide=trial.groupby("arm")["opened"].mean().drop("control"))


def in_per_cent(trial, z):
    return effects(trial, z, times=100.0)


def one_share_for_both(trial, z):
    def error(found, plain):
        p = (found["mean"] * found["size"] + found.prod(axis=1)[plain]) / (found["size"] + found["size"][plain])
        return np.sqrt(p * (1 - p) * (1 / found["size"] + 1 / found["size"][plain]))

    return effects(trial, z, error)


def root_forgotten(trial, z):
    def error(found, plain):
        square = found["mean"] * (1 - found["mean"]) / found["size"]
        return square + square[plain]

    return effects(trial, z, error)


def control_in_the_table(trial, z):
    plain = trial[trial["arm"] == "control"].assign(arm="zero")
    return effects(pd.concat([trial, plain]), z).rename(index={"zero": "control"})


# --- customers_needed(base, change, power)


def needed(base, change, z, other=None):
    other = base + change if other is None else other
    return int(np.ceil(z**2 * (base * (1 - base) + other * (1 - other)) / change**2))


def always_84(base, change, power):
    return needed(base, change, 1.96 + 0.84)


def sixteen_times(base, change, power):
    return int(np.ceil(16 * base * (1 - base) / change**2))


def sign_lost(base, change, power):
    return needed(base, change, 1.96 + NormalDist().inv_cdf(power), base + abs(change))


def squares_added(base, change, power):
    return needed(base, change, np.hypot(1.96, NormalDist().inv_cdf(power)))


def not_squared(base, change, power):
    return int(np.ceil(needed(base, change, 1.96 + NormalDist().inv_cdf(power)) * abs(change)))


# --- alarm_share(looks, limit)


def both_sides_added(looks, limit):
    return (looks > limit).any(axis=1).mean() + (looks < -limit).any(axis=1).mean()


def first_five_looks(looks, limit):
    return (looks.iloc[:, :5].abs() > limit).any(axis=1).mean()


def looks_per_test(looks, limit):
    return (looks.abs() > limit).sum().sum() / len(looks)


def mean_look(looks, limit):
    return (looks.mean(axis=1).abs() > limit).mean()


def beyond_on_both_sides(looks, limit):
    return ((looks.max(axis=1) > limit) & (looks.min(axis=1) < -limit)).mean()


def never_beyond(looks, limit):
    return (looks.abs() <= limit).all(axis=1).mean()


# --- group_effects(trial)


def by_group(trial, k=None, rows=lambda part: part):
    k = trial["group"].nunique() * (trial["arm"].nunique() - 1) if k is None else k
    z = NormalDist().inv_cdf(1 - 0.05 / (2 * k))
    return pd.concat(
        [effects(rows(part), z).reset_index().assign(group=group) for group, part in trial.groupby("group")],
        ignore_index=True,
    )


def k_of_arms(trial):
    return by_group(trial, k=trial["arm"].nunique() - 1)


def best_row(trial):
    return by_group(trial).nlargest(1, "effect")


def clear_of_zero(trial):
    return by_group(trial).query("low > 0 or high < 0")


def openers(trial):
    return by_group(trial, rows=lambda part: part[part["opened"] | (part["arm"] == "control")])


# --- frequency_chart(trial)


def drawn(shares: pd.Series) -> object:
    return shares.plot(xlabel="messages", ylabel="share", title="How often?")


def numbers_by_heart(trial):
    return drawn(trial.groupby("messages")["active"].mean().reindex([0, 1, 2, 4]))


def in_a_row(trial):
    return drawn(trial.groupby("messages")["active"].mean().reset_index(drop=True))


def opened_drawn(trial):
    return drawn(trial.groupby("messages")["opened"].mean())


@pytest.mark.parametrize(
    ("name", "answer"),
    [
        ("channels-used", dates_by_heart),
        ("arm-effects", first_in_the_alphabet_is_the_control_group),
        ("arm-effects", rows_with_gaps_dropped),
        ("alarm-share", first_five_looks),
        ("alarm-share", beyond_on_both_sides),
        ("alarm-share", never_beyond),
        ("frequency-chart", numbers_by_heart),
    ],
)
def test_wrong_answers_are_refused_without_a_wrong_reason(compiled, name, answer):
    verdict = verdict_on(compiled[name], answer)
    assert not verdict.right
    assert verdict.mistake is None
    assert verdict.slip != "other columns"


@pytest.mark.parametrize(
    ("name", "answer", "mistake"),
    [
        ("channels-used", per_journey_added_up, "channels_of_journeys_added_up"),
        ("channels-used", nothing_stays_missing, "nothing_left_missing"),
        ("channels-used", first_day_left_out, "first_day_left_out"),
        ("arm-effects", clickers_of_the_arm, "clickers_against_the_control_group"),
        ("arm-effects", per_reader, "effect_of_reading"),
        ("arm-effects", in_per_cent, "in_per_cent"),
        ("arm-effects", one_share_for_both, "one_share_for_both"),
        ("arm-effects", root_forgotten, "root_forgotten"),
        ("customers-needed", always_84, "power_always_80"),
        ("customers-needed", sixteen_times, "rule_of_thumb"),
        ("customers-needed", sign_lost, "change_taken_upwards"),
        ("customers-needed", squares_added, "squares_added_up"),
        ("customers-needed", not_squared, "change_not_squared"),
        ("alarm-share", both_sides_added, "both_sides_added_up"),
        ("alarm-share", looks_per_test, "alarms_for_tests"),
        ("alarm-share", mean_look, "mean_of_the_looks"),
        ("group-effects", k_of_arms, "arms_counted_for_comparisons"),
        ("group-effects", best_row, "only_the_best_of_wide_ones"),
        ("group-effects", clear_of_zero, "only_those_clear_of_zero"),
        ("group-effects", openers, "sent_taken_for_read"),
        ("frequency-chart", in_a_row, "places_for_numbers"),
        ("frequency-chart", opened_drawn, "openers_drawn"),
    ],
)
def test_likely_wrong_answers_are_named(compiled, name, answer, mistake):
    verdict = verdict_on(compiled[name], answer)
    assert not verdict.right
    assert verdict.mistake == mistake.replace("_", " ")


@pytest.mark.parametrize(
    ("gap", "mistake"),
    [
        (1 / 5 - 4 / 5, "shares_of_the_gone"),
        ((1 / 4) / (4 / 6) - 1, "relative_change"),
        (2 / 4 - 4 / 8, "two_channels_left_out"),
    ],
)
def test_gaps_by_hand_are_told_apart(compiled, gap, mistake):
    question = compiled["by-hand-gap"]
    verdict = judge(question, [tried(lambda: gap, {})])
    assert not verdict.right
    assert verdict.mistake == mistake.replace("_", " ")


# --- right answers in odd shapes, and the cells that go on with them


def group_in_index_and_column(trial):
    k = trial["group"].nunique() * (trial["arm"].nunique() - 1)
    z = NormalDist().inv_cdf(1 - 0.05 / (2 * k))
    found = {group: effects(part, z).reset_index().assign(group=group) for group, part in trial.groupby("group")}
    return pd.concat(found, names=["group", None])


def keys_as_index(trial):
    return by_group(trial).set_index(["group", "arm"])


def groups_numbered(trial):
    return by_group(trial).assign(group=range(len(by_group(trial))))


@pytest.mark.parametrize("answer", [by_group, group_in_index_and_column, keys_as_index])
def test_groups_may_stand_in_index_or_column_and_the_next_cell_shows_them_in_order(
    compiled, reference, population, answer
):
    assert verdict_on(compiled["group-effects"], answer).right
    own = [cell for cell in LESSON.cells if cell.name == "groups-own"]
    namespace = reference | {"group_effects": answer}
    run_cells(LESSON, own, namespace, population)
    shown = namespace["own_groups"]
    assert list(dict.fromkeys(shown["group"])) == reference["USE"]
    assert shown.iloc[:, -1].notna().all()


def test_the_cell_of_groups_shows_wrong_ones_too(reference, population):
    own = [cell for cell in LESSON.cells if cell.name == "groups-own"]
    namespace = reference | {"group_effects": groups_numbered}
    run_cells(LESSON, own, namespace, population)
    shown = namespace["own_groups"]
    assert len(shown) == 18


def test_two_messages_are_compared_with_one(reference):
    """As arm_effects would with the arms told by hand."""
    frequency = reference["frequency"]
    found = reference["arm_effects"](frequency.assign(arm=reference["against_one"]), 1.96).set_index("arm")
    shares = frequency.groupby("arm")["active"].mean()
    assert found.loc["twice", "effect"] == pytest.approx(shares["twice"] - shares["once"])
    assert found.loc["none", "effect"] == pytest.approx(shares["control"] - shares["once"])


# --- the decision


def test_calling_the_richest_is_named():
    question, world = LESSON.questions["message-policy"], practice_world("pingan")

    def calls(customers):
        first = customers["peak_assets_6"].rank(method="first", ascending=False) <= len(customers) // 2
        return np.where(first, "call", "nothing")

    ready = in_language(LESSON, question, (), "en")
    verdict = judge_policy(ready, world, tried(calls, {"customers": world.customers}), mistaken(question, world))
    assert verdict.mistake == "calls for the richest"
