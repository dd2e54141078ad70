"""What outsiders' policies are given for a decision agrees with what they would bring a third population.

Every lesson with a decision is found by itself. The graded population and the third share nothing but the case. Money
there is counted here from the prospects alone, not by what puts a value on policies elsewhere.
"""

from __future__ import annotations

import dataclasses
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from outsiders import POLICIES, RISKIEST, Terms
from scipy.stats import spearmanr

from coursekit.outcomes import Returned
from generator import DecisionWorld, Insight, decision_world
from generator.decisions import foresight, scoring
from generator.decisions.allocation import allocate
from grader.deciding import decide
from grader.lesson import Lesson, read_lesson
from grader.questions import Question

LESSONS = Path(__file__).parents[2] / "lessons"
GRADED, THIRD = 61_001, 61_002
CUSTOMERS = 10_000


@dataclasses.dataclass(frozen=True)
class Decided:
    """A policy as graded (`points` from 0 to 1), and the money it really brings each customer, graded and third."""

    policy: str
    share: float
    gain: float
    points: float
    graded: np.ndarray
    third: np.ndarray

    @property
    def true(self) -> float:
        """Money a customer of the third population, beyond doing nothing."""
        return float(self.third.mean())


@dataclasses.dataclass(frozen=True)
class Exercise:
    """A lesson's decision: the question, its graded world, and a third one."""

    lesson: Lesson
    question: Question
    graded: DecisionWorld
    third: DecisionWorld

    @property
    def terms(self) -> Terms:
        """The price list."""
        use = {action: float(self.graded.use[action].max()) for action in self.graded.actions}
        return Terms(self.graded.decision.budget.per_customer, use)

    def policies(self, table: Any) -> dict[str, Any]:
        """The policies written for the case, by name."""
        terms = self.terms

        def as_handed_in(policy: Any) -> Any:
            return lambda customers: policy(customers, terms)

        return {policy.__name__: as_handed_in(policy) for policy in table[self.lesson.dataset]}

    def by_risk(self, action: str) -> Any:
        """The policy that treats those with the highest risk of all, which no learner knows so well."""

        def policy(customers: pd.DataFrame) -> pd.Series:
            [world] = (world for world in self.worlds if world.customers.equals(customers))
            return self.terms.first(pd.Series(world.insight.risk, index=customers.index), action)

        return policy

    def decided(self, name: str, policy: Any, by: DecisionWorld | None = None) -> Decided:
        """Have a policy graded, in the graded world unless another is named."""
        score = decide(self.lesson, self.question, by or self.graded, FarSide(policy))
        assert score.verdict.play is not None, (name, score.verdict)
        play = score.verdict.play
        points = score.earned / score.points
        return Decided(name, play.share, play.gain, points, *(brings(policy, of) for of in self.worlds))

    @property
    def worlds(self) -> tuple[DecisionWorld, DecisionWorld]:
        """Both."""
        return self.graded, self.third


class FarSide:
    """A far side that answers by a policy."""

    def __init__(self, policy: Any) -> None:
        self.policy = policy

    def call(self, target: str, arguments: Any, *, chart: bool = False) -> Returned:
        return Returned(self.policy(**arguments))


def brings(policy: Any, world: DecisionWorld) -> np.ndarray:
    """Money that a policy really brings each customer beyond doing nothing, shape (customers,)."""
    does = np.asarray(policy(world.customers.copy()))
    number = {name: place for place, name in enumerate(world.actions)}
    here = np.arange(len(does)), np.array([number[name] for name in does])
    known = world.prospects
    return known.value[here] - known.cost[here] - known.value[:, 0] + known.cost[:, 0]


def clearly_apart(one: Decided, other: Decided) -> bool:
    """Whether the third population tells two policies apart: by two standard errors of what both populations say."""
    third, graded = one.third - other.third, one.graded - other.graded
    return abs(third.mean()) > 2 * np.sqrt(third.var() / len(third) + graded.var() / len(graded))


def reversed_pairs(decided: list[Decided]) -> list[str]:
    """Pairs that are clearly apart in truth and not graded so.

    Money must be in the same order. So must shares and points, but where both lie at the same end: 0 (no better than
    the best simple rule) or 1.
    """
    found = []
    for one, other in combinations(decided, 2):
        if not clearly_apart(one, other):
            continue
        good, bad = (one, other) if one.true > other.true else (other, one)
        marks = [(good.share, bad.share), (good.points, bad.points)]
        if good.gain <= bad.gain or any(more < less or more == less not in (0.0, 1.0) for more, less in marks):
            found.append(f"{good.policy} < {bad.policy}")
    return found


def with_insight(*worlds: DecisionWorld) -> list[DecisionWorld]:
    """Worlds of a case with what its features tell, learned from fewer customers than the grader's: it costs less."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(foresight, "WORLDS", 1)
        learned = foresight.foresight.__wrapped__(worlds[0].case)
    found = []
    for world in worlds:
        expected = learned.expect(world.customers)
        oracle = allocate(expected.gain, world.prospects.use, world.budget)
        found.append(dataclasses.replace(world, known=Insight(oracle, expected.risk)))
    return found


def exercises() -> list[tuple[Path, str]]:
    """The lessons with a decision, and its question."""
    found = []
    for folder in sorted(LESSONS.glob("[0-9][0-9]-*")):
        kinds = {name: question.kind for name, question in read_lesson(folder).questions.items()}
        found += [(folder, name) for name, kind in kinds.items() if kind == "decision"]
    return found


@pytest.fixture(scope="module", params=exercises(), ids=lambda found: found[0].name)
def exercise(request):
    folder, question = request.param
    lesson = read_lesson(folder)
    assert len(POLICIES.get(lesson.dataset, ())) >= 8, f"outsiders.py has no eight policies for {lesson.dataset}"
    graded, third = with_insight(*(decision_world(lesson.dataset, CUSTOMERS, seed) for seed in (GRADED, THIRD)))
    return Exercise(lesson, lesson.questions[question], graded, third)


@pytest.fixture(autouse=True, scope="module")
def few_draws():
    """The interval isn't looked at here."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(scoring, "DRAWS", 20)
        yield


@pytest.fixture(scope="module")
def outsiders(exercise):
    return [exercise.decided(name, policy) for name, policy in exercise.policies(POLICIES).items()]


@pytest.fixture(scope="module")
def riskiest(exercise):
    """Who treats those most likely to leave: by what columns show, and by the risk itself, with each action."""
    policies = exercise.policies(RISKIEST)
    for action in exercise.graded.actions[1:]:
        policies[f"riskiest by the risk itself: {action}"] = exercise.by_risk(action)
    return [exercise.decided(name, policy) for name, policy in policies.items()]


def test_policies_are_ranked_as_a_third_population_ranks_them(outsiders, riskiest):
    everyone = [*outsiders, *riskiest]
    assert reversed_pairs(everyone) == []


def test_the_ranks_agree(outsiders):
    graded, true = [each.gain for each in outsiders], [each.true for each in outsiders]
    assert spearmanr(graded, true).statistic >= 0.9


def test_most_policies_are_told_apart(outsiders):
    pairs = list(combinations(outsiders, 2))
    assert sum(clearly_apart(one, other) for one, other in pairs) >= 0.6 * len(pairs)


def test_to_treat_the_riskiest_never_wins(exercise, outsiders, riskiest):
    best = max(outsiders, key=lambda each: each.share)
    for each in riskiest:
        assert each.share < min(best.share, exercise.question.par), each.policy
        assert each.points < best.points, each.policy
        assert each.gain < best.gain, each.policy


def costs_forgotten(world):
    return dataclasses.replace(world.prospects, cost=np.zeros_like(world.prospects.cost))


def rows_of_other_customers(world):
    known = world.prospects
    moved = {item.name: np.roll(getattr(known, item.name), 1, axis=0) for item in dataclasses.fields(known)}
    return dataclasses.replace(known, **moved)


def customers_at_risk_counted_as_saved(world):
    known, risk = world.prospects, world.insight.risk
    treated = np.arange(known.value.shape[1]) > 0
    return dataclasses.replace(
        known, value=known.value[:, :1] + risk[:, None] * treated, cost=np.zeros_like(known.cost)
    )


@pytest.mark.parametrize("broken", [costs_forgotten, rows_of_other_customers, customers_at_risk_counted_as_saved])
def test_a_broken_score_is_noticed(exercise, broken):
    world = dataclasses.replace(exercise.graded, prospects=broken(exercise.graded))
    policies = exercise.policies(POLICIES)
    some = {*[*policies][::2], "nobody"}
    assert reversed_pairs([exercise.decided(name, policies[name], by=world) for name in some])
