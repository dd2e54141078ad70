"""What a policy earns: one action for each customer, played out in a world where its value is known.

A notebook plays it among practice customers, the grader among others; both call `judge_policy`.
"""

from __future__ import annotations

import functools
import hashlib
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from coursekit.diagnosis import Verdict
from coursekit.outcomes import CHANGED_INPUT, Outcome, Raised, Returned, Stopped, Undefined, Untouched
from coursekit.questions import Practice, Question
from coursekit.session import CourseError

if TYPE_CHECKING:
    from generator import DecisionWorld, OverBudget

Codes = npt.NDArray[np.int64]

ALIKE: Final = 0.8
"""How much of what two policies do must be the same for one to be taken for the other (Jaccard, nothings apart)."""

RISK_UNITS: Final = 10_000


@dataclass(frozen=True)
class Play:
    """What a policy earned in a world, money being what it brings beyond doing nothing.

    Parameters
    ----------
    share : of the possible gain, 0 for the best simple rule or less, 1 for the best policy
    low, high : of its 95 % interval
    gain, best_rule, best_policy : money; `rule` names the best simple rule
    rules : simple rule → money; those beyond the budget are left out
    by_segment : one row a segment: customers, treated, cost, gain, and how many get each action
    currency : what money is counted in, such as "USD"
    used, budget : in the decision's unit
    """

    share: float
    low: float
    high: float
    gain: float
    rule: str
    best_rule: float
    best_policy: float
    rules: Mapping[str, float]
    by_segment: pd.DataFrame = field(repr=False)
    currency: str
    used: float = 0.0
    budget: float = 0.0


def judge_policy(question: Question, world: DecisionWorld, outcome: Outcome, mistaken: Mapping[str, Codes]) -> Verdict:
    """Judge what a policy gave for a world's customers.

    Parameters
    ----------
    question : of kind "decision"
    world : where it is played out
    outcome : of calling the policy with `world.customers`
    mistaken : mistake → the number of the action that it would give each customer

    Returns
    -------
    verdict : "right" from the question's par on; below it the known mistake, or "short"; with its `play`, unless the
        policy can't be played at all
    """
    from generator import OverBudget, PolicyError

    for status, kind in (("undefined", Undefined), ("untouched", Untouched), ("stopped", Stopped)):
        if isinstance(outcome, kind):
            return Verdict(question, status, outcome=outcome)  # type: ignore[arg-type]
    if not isinstance(outcome, Returned):
        return _raised(question, world, outcome)
    taken_for = ""
    try:
        codes = world.chosen(_as_listed(by_customer(outcome.value, world.customers), world.actions))
        taken_for = _likest(codes, mistaken)
        played = _played(world, codes)
    except PolicyError as error:
        if taken_for:
            return Verdict(question, "mistake", mistake=taken_for, outcome=outcome)
        details = error.details | (_of_whole_units(world, error) if isinstance(error, OverBudget) else {})
        return Verdict(question, "slip", slip=f"policy {type(error).__name__}", outcome=outcome, details=details)
    if played.share >= question.par:
        return Verdict(question, "right", outcome=outcome, play=played)
    if taken_for:
        return Verdict(question, "mistake", mistake=taken_for, outcome=outcome, play=played)
    return Verdict(question, "short", outcome=outcome, play=played)


def _likest(codes: Codes, mistaken: Mapping[str, Codes]) -> str:
    """The listed mistake that does much the same, or ""."""
    alike = {name: likeness(codes, of) for name, of in mistaken.items()}
    name = max(alike, key=lambda item: alike[item], default="")
    return name if name and alike[name] >= ALIKE else ""


def likeness(one: Codes, other: Codes) -> float:
    """The share of what is done by either policy that both do (Jaccard); doing nothing, number 0, doesn't count.

    >>> likeness(np.array([0, 1, 2, 0]), np.array([0, 1, 1, 0]))
    0.5
    """
    either = (one != 0) | (other != 0)
    return float((one == other)[either].mean()) if either.any() else 1.0


def by_customer(value: object, customers: pd.DataFrame) -> Any:
    """One action a customer in the customers' order, where what came back says whose each is.

    That is a Series or dict indexed by the customers' key, or a table with that key and one more column, or with all
    the customers' columns and one more. All else is left as it is.
    """
    key = customers.columns[0]
    if isinstance(value, dict) and len(value) == len(customers):
        named = pd.Series(list(value.values()), index=list(value), dtype=object)
        if any(set(named.index) == set(whose) for whose in (customers[key], customers.index)):
            value = named
    if isinstance(value, pd.DataFrame):
        added = value.columns.difference(customers.columns, sort=False)
        if key in value.columns and len(added) == 1 and len(value.columns) in (2, len(customers.columns) + 1):
            value = value.set_index(key)[added[0]]
        elif len(value.columns) == 1:
            value = value.iloc[:, 0]
    if isinstance(value, pd.Series) and value.index.is_unique and not set(value.index) <= set(customers.index):
        ids = customers[key]
        if len(value) == len(ids) and set(value.index) == set(ids):
            return value.reindex(ids).to_numpy()
    return value


def _as_listed(value: Any, actions: Sequence[str]) -> Any:
    """Actions as they are listed, where capitals or blanks at the ends are all the difference."""

    def as_listed(item: object) -> object:
        text = item.strip().casefold() if isinstance(item, str) else ""
        return text if text in actions else item

    if isinstance(value, pd.Series):
        return pd.Series([as_listed(item) for item in value], index=value.index, dtype=object)
    if isinstance(value, list | tuple) or (isinstance(value, np.ndarray) and value.ndim == 1):
        return [as_listed(item) for item in value]
    return value


def _of_whole_units(world: DecisionWorld, error: OverBudget) -> dict[str, object]:
    """What is used and what there is, in whole units: of 813.75 members, 813 can be treated."""
    return {
        "unit": world.decision.budget.unit,
        "used": math.ceil(round(float(error.details["used"]), 6)),  # type: ignore[arg-type]
        "limit": math.floor(round(float(error.details["limit"]), 6)),  # type: ignore[arg-type]
    }


def _raised(question: Question, world: DecisionWorld, outcome: Outcome) -> Verdict:
    if isinstance(outcome, Raised) and outcome.error == CHANGED_INPUT:
        return Verdict(question, "slip", slip="changed its input", outcome=outcome)
    if isinstance(outcome, Raised):
        asked = outcome.message.strip("'\"")
        if outcome.error == "KeyError" and asked and asked not in world.customers.columns:
            known = tuple(map(str, world.customers))
            details = {"column": asked, "known": known}
            return Verdict(question, "slip", slip="policy UnknownFeature", outcome=outcome, details=details)
    return Verdict(question, "raised", outcome=outcome)


def _played(world: DecisionWorld, codes: Codes) -> Play:
    actions = np.array(world.actions)[codes].tolist()
    found, score = world.value(actions), world.score(actions)
    rules = {name: rule for name, rule in world.baselines().items() if rule.within_budget}
    return Play(
        share=score.score,
        low=score.low,
        high=score.high,
        gain=found.gain,
        rule=score.baseline,
        best_rule=rules[score.baseline].gain,
        best_policy=world.oracle().gain,
        rules={name: rule.gain for name, rule in rules.items()},
        by_segment=found.by_segment,
        currency=world.currency,
        used=found.used,
        budget=world.budget,
    )


@functools.lru_cache(maxsize=4)
def practice_world(practice: Practice) -> DecisionWorld:
    """Return the world that a notebook's policies are tried in; nobody is graded on its customers.

    Raises
    ------
    CourseError : when the course's generator is not the one that the notebook was built with
    """
    from generator import Insight, decision_world

    known = Insight(codes_of(practice.oracle), np.array(practice.risk) / RISK_UNITS)
    world = decision_world(practice.case, practice.customers, practice.seed, known=known)
    if digest(world) != practice.digest:
        raise CourseError(
            "This notebook was built with another version of the course; run `workshop build` again. / "
            "这份笔记本由另一个版本的课程生成，请重新运行 `workshop build`。"
        )
    return world


def practise(world: DecisionWorld, mistaken: Mapping[str, Codes]) -> Practice:
    """Return what a notebook needs to play a world's policies without working out the oracle again."""
    risk = np.rint(world.insight.risk * RISK_UNITS).astype(np.int64)
    return Practice(
        world.case,
        world.size,
        world.seed,
        text_of(world.insight.oracle),
        tuple(risk.tolist()),
        {name: text_of(codes) for name, codes in mistaken.items()},
        digest(world),
    )


def digest(world: DecisionWorld) -> str:
    """Eight hex digits that change with what a policy sees and with what it would bring."""
    net = np.rint(world.prospects.net * 100).astype(np.int64)
    seen = pd.util.hash_pandas_object(world.customers.astype(str), index=False).to_numpy()
    return hashlib.sha256(net.tobytes() + seen.tobytes()).hexdigest()[:8]


def text_of(codes: Codes) -> str:
    """Actions by number as one digit a customer.

    >>> text_of(np.array([0, 2, 1])), codes_of("021").tolist()
    ('021', [0, 2, 1])
    """
    return "".join(map(str, codes.tolist()))


def codes_of(text: str) -> Codes:
    """What `text_of` wrote."""
    return np.array([int(digit) for digit in text], dtype=np.int64)
