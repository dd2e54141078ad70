from __future__ import annotations

import dataclasses
import re
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from coursekit.checking import practised
from coursekit.outcomes import CHANGED_INPUT, Raised, Returned, Stopped, Undefined, Untouched
from coursekit.policies import likeness, practise
from coursekit.policies import practice_world as shipped_world
from coursekit.policy_rendering import WIDTH
from coursekit.rendering import verdict_html, verdict_text
from coursekit.session import CourseError
from generator import decision_world
from grader.cases import in_language
from grader.deciding import decide, kept_world, mistaken, practice_world
from grader.feedback import feedback_html
from grader.lesson import read_lesson
from grader.marking import Marking

LESSONS = Path(__file__).parent / "lessons"
SEED = 4242


class Policy:
    """A far side that answers by a policy."""

    def __init__(self, policy):
        self.policy = policy

    def call(self, target, arguments, *, chart=False):
        found = self.policy(**arguments)
        return found if isinstance(found, Raised | Stopped | Undefined | Untouched) else Returned(found)


@pytest.fixture(scope="module")
def whom():
    return read_lesson(LESSONS / "02-whom")


@pytest.fixture(scope="module")
def question(whom):
    return whom.questions["offer-policy"]


@pytest.fixture(scope="module")
def world():
    return decision_world("starbucks", customers=3_000, seed=SEED)


@pytest.fixture
def decided(whom, question, world):
    return lambda policy, language="en": decide(whom, question, world, Policy(policy), language)


def fewest_visits_first(customers, action="discount_2"):
    treated = customers["visits_90"].rank(method="first") <= 0.35 * len(customers) - 1
    return treated.map({True: action, False: "nothing"})


def test_a_policy_that_reaches_par_earns_all_points(decided):
    found = decided(fewest_visits_first)
    assert found.verdict.status == "right"
    assert found.earned == found.points == 4.0


def test_below_par_points_fall_in_proportion_to_the_share_of_the_possible_gain(whom, question, world, decided):
    dear = dataclasses.replace(question, par=0.9)
    found = decide(whom, dear, world, Policy(fewest_visits_first))
    reached = world.score(fewest_visits_first).score
    assert found.verdict.status == "short"
    assert found.earned == pytest.approx(4.0 * reached / 0.9, abs=0.005)


def test_what_is_earned_agrees_with_the_world(decided, world):
    play = decided(fewest_visits_first).verdict.play
    assert play.gain == world.value(fewest_visits_first).gain
    assert play.best_policy == world.oracle().gain
    assert play.best_rule == max(rule.gain for rule in world.baselines().values() if rule.within_budget)
    assert play.by_segment["gain"].sum() == pytest.approx(play.gain)


def test_doing_nothing_earns_nothing(decided):
    found = decided(lambda customers: ["nothing"] * len(customers))
    assert (found.earned, found.verdict.status) == (0.0, "short")


def test_a_listed_mistake_is_named(decided):
    def absent(customers):
        order = customers["days_since_visit"].rank(method="first", ascending=False)
        return np.where(order <= 0.29 * len(customers), "bogo_10", "nothing")

    found = decided(absent)
    assert found.verdict.mistake == "longest absent first"
    assert "stay away longest" in feedback_html(found, "en")


def test_a_listed_mistake_that_overspends_is_named_too(decided):
    found = decided(lambda customers: ["bogo_10"] * len(customers))
    assert (found.verdict.mistake, found.earned) == ("everyone gets the offer", 0.0)


@pytest.mark.parametrize(
    ("policy", "slip"),
    [
        (lambda customers: "nothing", "policy NotActions"),
        (lambda customers: ["nothing"] * 5, "policy WrongLength"),
        (lambda customers: dict.fromkeys(range(-1, len(customers) - 1), "nothing"), "policy NotActions"),
        (lambda customers: customers.assign(one="nothing", two="nothing"), "policy NotActions"),
        (lambda customers: pd.Series("bogo_5", index=customers.index), "policy OverBudget"),
        (lambda customers: ["telephone"] * len(customers), "policy UnknownAction"),
        (lambda customers: [None] * len(customers), "policy MissingAction"),
        (lambda customers: Raised("KeyError", "'true_uplift'"), "policy UnknownFeature"),
        (lambda customers: Raised(CHANGED_INPUT, "customers"), "changed its input"),
    ],
)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_policy_that_can_t_be_played_is_told_why(decided, policy, slip, language):
    found = decided(policy, language)
    assert (found.earned, found.verdict.slip) == (0.0, slip)
    assert "{" not in verdict_text(found.verdict, language)


def test_a_budget_is_told_in_members_who_can_be_treated(decided, world):
    one_too_many = int(world.budget) + 1
    found = decided(lambda customers: ["bogo_5"] * one_too_many + ["nothing"] * (len(customers) - one_too_many))
    assert world.budget % 1
    assert f"{one_too_many:,} members" in verdict_text(found.verdict, "en")
    assert f"there are {int(world.budget):,}." in verdict_text(found.verdict, "en")


def test_what_it_overspends_is_said_in_the_learner_s_language(decided):
    found = decided(lambda customers: ["bogo_5"] * len(customers), "zh")
    assert "位会员" in verdict_text(found.verdict, "zh")


@pytest.mark.parametrize("outcome", [Untouched(), Undefined(), Stopped("time"), Raised("ValueError", "no")])
def test_what_is_no_policy_earns_nothing(decided, outcome):
    found = decided(lambda customers: outcome)
    assert (found.earned, found.verdict.play) == (0.0, None)


@pytest.mark.parametrize(
    "shape",
    [
        lambda customers, actions: actions,
        lambda customers, actions: actions.tolist(),
        lambda customers, actions: actions.to_numpy(),
        lambda customers, actions: actions.astype("category"),
        lambda customers, actions: actions.sample(frac=1, random_state=1),
        lambda customers, actions: actions.set_axis(customers["member_id"]).sort_index(ascending=False),
        lambda customers, actions: customers[["member_id"]].assign(action=actions).sample(frac=1, random_state=1),
        lambda customers, actions: actions.to_frame("action"),
        lambda customers, actions: customers.assign(action=actions).sample(frac=1, random_state=1),
        lambda customers, actions: dict(zip(customers["member_id"], actions, strict=True)),
        lambda customers, actions: actions.to_dict(),
        lambda customers, actions: [f" {action.capitalize()} " for action in actions],
        lambda customers, actions: actions.str.upper().astype("category"),
    ],
)
def test_actions_are_taken_in_every_shape_that_says_whose_they_are(decided, shape):
    found = decided(lambda customers: shape(customers, fewest_visits_first(customers)))
    assert found.earned == 4.0


def test_the_actions_of_thousands_are_not_listed(decided):
    for policy in (fewest_visits_first, lambda customers: ["bogo_5"] * len(customers)):
        assert "your answer was" not in feedback_html(decided(policy), "en")


def test_learners_text_is_escaped(decided):
    found = decided(lambda customers: ["<script>alert(1)</script>"] * len(customers))
    assert "<script>" not in feedback_html(found, "en")


def test_the_picture_shows_every_rule_within_the_budget_in_both_languages(decided):
    for language, words in {"en": ("highest risk first", "your policy"), "zh": ("你的策略", "随机挑选")}.items():
        shown = verdict_html(decided(fewest_visits_first, language).verdict, language)
        assert all(word in shown for word in words)
    assert "everybody" not in verdict_html(decided(fewest_visits_first).verdict, "en")


def test_losses_are_drawn_to_the_left_of_gains_and_money_has_its_unit(decided, world):
    found = decided(
        lambda customers: ["bogo_10"] * int(world.budget) + ["nothing"] * (len(customers) - int(world.budget))
    )
    assert found.verdict.play.gain < 0
    shown = verdict_html(found.verdict, "en")
    bars = [
        (float(left), float(width)) for left, width in re.findall(r"margin-left:([\d.]+)ch;width:([\d.]+)ch", shown)
    ]
    zero = max(left for left, _ in bars)
    assert bars[0][0] + bars[0][1] == pytest.approx(zero, abs=0.2)
    assert max(left + width for left, width in bars) <= WIDTH + 0.5
    assert "USD earned beyond doing nothing" in shown


def test_who_was_unlucky_in_the_lot_is_measured_by_what_the_reference_learns_from_the_same_data(whom, question, world):
    dear = dataclasses.replace(question, par=0.9)
    reached = world.score(fewest_visits_first).score
    assert 0.9 / 4 < reached < 0.9
    unlucky = decide(whom, dear, world, Policy(fewest_visits_first), "en", lambda: fewest_visits_first)
    assert (unlucky.earned, unlucky.verdict.status, unlucky.lowered) == (unlucky.points, "right", True)
    assert f"full marks begin at {reached:.0%} for you" in feedback_html(unlucky, "en")
    assert f"满分从 {reached:.0%} 算起" in feedback_html(unlucky, "zh")
    lucky = decide(whom, dear, world, Policy(fewest_visits_first), "en", lambda: world.oracle_actions)
    assert (lucky.verdict.status, lucky.lowered) == ("short", False)


def test_par_falls_to_a_quarter_at_most_and_never_for_a_listed_mistake(whom, question, world):
    nobody = lambda: lambda customers: ["nothing"] * len(customers)  # noqa: E731
    dear = dataclasses.replace(question, par=0.99)
    found = decide(whom, dear, world, Policy(lambda customers: ["nothing"] * len(customers)), "en", nobody)
    assert (found.earned, found.verdict.question.par) == (0.0, 0.99 / 4)
    for mistake in question.mistakes:
        told = decide(whom, question, world, Policy(mistake.wrong), "en", nobody)
        assert not told.lowered


def test_the_marking_plays_decisions_in_the_class_s_world(whom, tmp_path, start, isolation, handed_in, own, fresh):
    from grader.reference import Reference

    notebook = handed_in({}, of=whom)
    marking = Marking(whom, Reference(whom), own, fresh, decisions=lambda case: kept_world(case, 7, tmp_path, 2_000))
    marking.mark(notebook, start(isolation))
    assert [found.earned for found in marking.scores] == [4.0]


def test_what_was_learned_of_a_world_is_kept(tmp_path, world):
    first = kept_world("starbucks", SEED, tmp_path, 3_000)
    assert kept_world("starbucks", SEED, tmp_path, 3_000) is first
    kept_world.cache_clear()
    again = kept_world("starbucks", SEED, tmp_path, 3_000)
    assert again.known is not None
    assert first.score(fewest_visits_first) == again.score(fewest_visits_first) == world.score(fewest_visits_first)
    for file in tmp_path.glob("decision-*"):
        file.write_bytes(b"not an archive")
    kept_world.cache_clear()
    assert kept_world("starbucks", SEED, tmp_path, 3_000).known is None


def test_practice_is_with_other_customers_than_the_grading(world):
    assert practice_world("starbucks").seed != world.seed


def test_a_notebook_plays_the_same_as_the_world_it_was_built_from(whom, question):
    world = practice_world("starbucks")
    practice = practise(world, mistaken(question, world))
    ready = in_language(whom, question, (), "en", practice)
    verdict = practised(ready, practice, {"offer_policy": fewest_visits_first})
    assert verdict.play.share == pytest.approx(world.score(fewest_visits_first).score, abs=1e-6)
    assert verdict.right


def test_another_version_of_the_generator_is_noticed(question):
    world = practice_world("starbucks")
    practice = dataclasses.replace(practise(world, {}), digest="00000000")
    with pytest.raises(CourseError, match="workshop build"):
        shipped_world(practice)


def test_doing_nothing_does_not_make_policies_alike():
    assert likeness(np.array([0, 0, 0, 1]), np.array([0, 0, 0, 0])) == 0.0
    assert likeness(np.array([0, 0]), np.array([0, 0])) == 1.0


def odd(size):
    twice = pd.DataFrame([["nothing", "nothing"]] * size, columns=["member_id", "member_id"])
    return [twice, {1: 2}, [["nothing"]] * size, [{}] * size, [10**40] * size, np.zeros((size, 1, 1)), {"nothing"}, ...]


def test_what_nobody_thought_of_earns_nothing_and_stops_nothing(decided, world):
    for value in [*odd(world.size), pd.Series(np.arange(5_000_000))]:
        found = decided(lambda customers, value=value: value)
        assert found.earned == 0
        assert feedback_html(found, "en")
