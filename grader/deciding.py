"""Decisions: the learner's policy is asked across the boundary, and played out in a world that nobody has seen."""

from __future__ import annotations

import functools
import hashlib
import json
import os
import tempfile
from collections.abc import Callable, Mapping, Sized
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Final

import numpy as np

from coursekit import questions as shipped
from coursekit.diagnosis import Verdict
from coursekit.outcomes import Outcome, Returned, Stopped
from coursekit.policies import Codes, judge_policy
from generator import DEFAULT_CUSTOMERS, DecisionWorld, Insight, Policy, PolicyError, decision_world
from grader.answering import Answering
from grader.cases import in_language
from grader.lesson import Lesson
from grader.questions import Mistake, Question
from grader.scoring import TOO_LARGE, Score
from grader.versions import environment, grader_version

PRACTICE_SEED: Final = 20_260_701
"""Of the customers that notebooks practise on: the same for everybody, and never graded on."""

DECISIONS: Final = 1
"""The class's fresh population of this number is the one that decisions are played in."""

PRACTICE_CUSTOMERS: Final = 3_000


LEAST_PAR: Final = 1 / 4
"""The share of a question's par below which it doesn't fall for whom the lot was unkind to."""


def decide(
    lesson: Lesson,
    question: Question,
    world: DecisionWorld,
    far: Answering,
    language: str = "en",
    learnt: Callable[[], Policy] | None = None,
) -> Score:
    """Ask the learner's policy what to do for each customer of a world, and mark what that earns.

    A policy is learnt from draws by lot in the learner's own data, and some lots mislead whoever reads them soundly. So
    a policy below par is measured by what the lesson's own solution reaches with the same data, where that is less.

    Parameters
    ----------
    lesson, question : the question is of kind "decision"
    world : fresh customers, the same for the whole class
    far : where the learner's code is
    language : of the verdict's messages
    learnt : gives the lesson's own policy, learnt from this learner's data

    Returns
    -------
    score : points in proportion to the share of the possible gain, all of them from the question's par on
    """
    outcome = far.call(question.target, {"customers": world.customers})
    ready = in_language(lesson, question, (), language)
    mistakes = {} if isinstance(outcome, Stopped) else mistaken(question, world)
    verdict, lowered = _judged(ready, world, outcome, mistakes), False
    if verdict.status == "short" and learnt is not None:
        reached = world.score(learnt()).score
        lowered = reached < ready.par
        if lowered:
            verdict = _judged(replace(ready, par=max(reached, LEAST_PAR * ready.par)), world, outcome, mistakes)
    points = lesson.points[question.name]
    earned = round(points * verdict.credit, 2)
    return Score(question.name, points, earned, {"fresh": verdict.right}, verdict, "fresh", lowered=lowered)


def _judged(ready: shipped.Question, world: DecisionWorld, outcome: Outcome, mistakes: Mapping[str, Codes]) -> Verdict:
    """The verdict; what comes in a form that nobody thought of is wrong, and costs no other question its points."""
    if isinstance(outcome, Returned) and isinstance(outcome.value, Sized) and len(outcome.value) > 2 * world.size + 100:
        outcome = TOO_LARGE
    try:
        return judge_policy(ready, world, outcome, mistakes)
    except Exception:
        return Verdict(ready, "wrong", outcome=outcome)


def mistaken(question: Question, world: DecisionWorld) -> Mapping[str, Codes]:
    """What each listed mistake does for a world's customers, by the number of the action; found out once a world.

    A mistake that gives no action for each customer is told by that alone.
    """
    return _mistaken(tuple(question.mistakes), world)


@functools.lru_cache(maxsize=4)
def _mistaken(mistakes: tuple[Mistake, ...], world: DecisionWorld) -> Mapping[str, Codes]:
    found: dict[str, Codes] = {}
    for mistake in mistakes:
        try:
            found[mistake.name] = world.chosen(mistake.wrong)
        except PolicyError:
            continue
    return MappingProxyType(found)


@functools.cache
def practice_world(case: str) -> DecisionWorld:
    """Return the world that notebooks of a case practise in."""
    return decision_world(case, PRACTICE_CUSTOMERS, PRACTICE_SEED)


@functools.lru_cache(maxsize=2)
def kept_world(case: str, seed: int, cache: Path, customers: int = DEFAULT_CUSTOMERS) -> DecisionWorld:
    """Return a world whose insight is kept in a folder, since it takes seconds to learn; a process keeps the last two.

    Parameters
    ----------
    case, seed, customers : the world's
    cache : the folder; made when needed
    """
    facts = json.dumps([case, str(seed), customers, grader_version(), environment()])
    file = cache / f"decision-{case}-{hashlib.sha256(facts.encode()).hexdigest()[:32]}.npz"
    try:
        with np.load(file, allow_pickle=False) as stored:
            return decision_world(case, customers, seed, known=Insight(stored["oracle"], stored["risk"]))
    except (OSError, ValueError, KeyError):
        pass
    world = decision_world(case, customers, seed)
    cache.mkdir(parents=True, exist_ok=True)
    descriptor, beside = tempfile.mkstemp(dir=cache, suffix=".part")
    with os.fdopen(descriptor, "wb") as out:
        np.savez_compressed(out, oracle=world.insight.oracle, risk=world.insight.risk)
    os.replace(beside, file)
    return world


Worlds = Callable[[str], DecisionWorld]
"""From a case's name to the world that the class is graded in."""
