"""From outcomes to a verdict: right, a known mistake, a slip, or wrong and where.

The learner's notebook and the grader call the same `judge`; they differ only in the cases they bring.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Sized
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, cast

from coursekit.comparing import agrees
from coursekit.outcomes import CHANGED_INPUT, Outcome, Raised, Returned, Stopped, Undefined, Untouched
from coursekit.pictures import same_picture
from coursekit.questions import Case, Question, chose
from coursekit.scalars import is_missing
from coursekit.slips import chart_slip, form_slip, slip

if TYPE_CHECKING:
    from coursekit.policies import Play

Chart: TypeAlias = dict[str, Any]
Status: TypeAlias = Literal[
    "right", "noted", "mistake", "slip", "wrong", "raised", "undefined", "untouched", "stopped", "short"
]


@dataclass(frozen=True)
class Verdict:
    """What to tell about an answer.

    `mistake` names the misunderstanding found, `slip` a general one (see coursekit.slips); `case` and `outcome` are the
    call that shows it. "noted" is an answer of the right form that only grading can judge. Of a policy, `play` is what
    it earned, "short" that it earned less than it should, and `details` the names and numbers of its slip.
    """

    question: Question
    status: Status
    mistake: str | None = None
    slip: str | None = None
    case: Case | None = None
    outcome: Outcome | None = None
    play: Play | None = None
    details: Mapping[str, object] = field(default_factory=dict)

    @property
    def right(self) -> bool:
        """Whether the answer is right in all its cases; of a policy, whether it reaches par."""
        return self.status == "right"

    @property
    def credit(self) -> float:
        """The share of the points: all or none, and of a policy as much of par as it reaches."""
        if self.play is not None:
            return min(1.0, self.play.share / self.question.par)
        return float(self.right)


def judge(question: Question, outcomes: Sequence[Outcome]) -> Verdict:
    """Judge the outcomes of a question's cases, one outcome a case in the same order.

    Of a value without cases (the notebook doesn't know the right one) the single outcome is judged by its form.
    """
    for status, kind in (("undefined", Undefined), ("untouched", Untouched)):
        found = next((item for item in outcomes if isinstance(item, kind)), None)
        if found is not None:
            return Verdict(question, "undefined" if status == "undefined" else "untouched", outcome=found)
    if not question.cases:
        return _judge_form(question, outcomes[0])
    pairs = list(zip(question.cases, outcomes, strict=True))
    failing = [(case, outcome) for case, outcome in pairs if not same_outcome(question, case.expected, outcome)]
    if not failing:
        return _labelled(question, pairs)
    case, outcome = failing[0]
    stopped = next(((a, b) for a, b in failing if isinstance(b, Stopped)), None)
    if stopped is not None:
        return Verdict(question, "stopped", case=stopped[0], outcome=stopped[1])
    mistake = recognise(question, outcomes)
    if mistake is not None:
        returned = [pair for pair in failing if not _stopped(pair[1])] or failing
        shown = next((pair for pair in returned if _tells(question, pair[0], mistake)), returned[0])
        return Verdict(question, "mistake", mistake=mistake, case=shown[0], outcome=shown[1])
    raised = next(((a, b) for a, b in failing if isinstance(b, Raised)), None)
    if raised is not None:
        if isinstance(raised[1], Raised) and raised[1].error == CHANGED_INPUT:
            return Verdict(question, "slip", slip="changed its input", case=raised[0], outcome=raised[1])
        return Verdict(question, "raised", case=raised[0], outcome=raised[1])
    found_slip = slip(question, failing)
    if found_slip is not None:
        return Verdict(question, "slip", slip=found_slip, case=case, outcome=outcome)
    return Verdict(question, "wrong", case=case, outcome=outcome)


def recognise(question: Question, outcomes: Sequence[Outcome]) -> str | None:
    """The listed mistake that gives these outcomes, or None.

    The mistake must agree wherever the answer is wrong, unless the code stopped there with an error: what it returns
    elsewhere tells the misunderstanding, and the error often comes of it. One that agrees in every case is taken first;
    else the one that the right cases contradict least, since a learner may have the misunderstanding and yet have seen
    to an odd case. An answer that is right in most cases, or wrong in odd ones only, hasn't got the misunderstanding.
    """
    if question.kind == "choice":
        return _chosen(question, outcomes[0])
    pairs = list(zip(question.cases, outcomes, strict=True))
    right = [same_outcome(question, case.expected, outcome) for case, outcome in pairs]
    wrong_in = [(case, outcome) for (case, outcome), holds in zip(pairs, right, strict=True) if not holds]
    right_in = [(case, outcome) for (case, outcome), holds in zip(pairs, right, strict=True) if holds]
    found: list[tuple[int, int, str]] = []
    for name in question.mistakes:
        alike = [_as_mistaken(question, case, outcome, name) for case, outcome in wrong_in]
        if not any(alike) or not all(
            same or _stopped(outcome) for same, (_, outcome) in zip(alike, wrong_in, strict=True)
        ):
            continue
        against = [case for case, outcome in right_in if not _as_mistaken(question, case, outcome, name)]
        telling = sum(same and not _is_odd(case) for same, (case, _) in zip(alike, wrong_in, strict=True))
        if not against or (telling and telling >= sum(not _is_odd(case) for case in against)):
            found.append((len(against), -sum(alike), name))
    return min(found, key=lambda item: item[:2])[2] if found else None


def _stopped(outcome: Outcome) -> bool:
    """Whether the code stopped with an error of its own."""
    return isinstance(outcome, Raised) and outcome.error != CHANGED_INPUT


def _chosen(question: Question, outcome: Outcome) -> str | None:
    """The wrong option chosen, which is a misunderstanding of its own."""
    name = chose(question.option(outcome.value)) if isinstance(outcome, Returned) else ""
    return name if name in question.mistakes else None


def _as_mistaken(question: Question, case: Case, outcome: Outcome, mistake: str) -> bool:
    return mistake in case.mistaken and same_outcome(question, case.mistaken[mistake], outcome)


def _is_odd(case: Case) -> bool:
    """Whether a case is about nothing to compute from: the right answer is missing, empty or an error."""
    if not isinstance(case.expected, Returned):
        return True
    value = case.expected.value
    return is_missing(value) or (isinstance(value, Sized) and not isinstance(value, str) and len(value) == 0)


def same_outcome(question: Question, expected: Outcome, got: Outcome) -> bool:
    """Whether two outcomes mean the same for this question."""
    if isinstance(expected, Returned) and isinstance(got, Returned):
        if question.kind == "chart":
            return (
                isinstance(expected.value, dict)
                and isinstance(got.value, dict)
                and _same_picture(expected.value, got.value, question.tolerance)
            )
        if question.kind == "choice":
            return question.option(expected.value) == question.option(got.value)
        return agrees(expected.value, got.value, tolerance=question.tolerance, ordered=question.ordered)
    if isinstance(expected, Raised) and isinstance(got, Raised):
        return expected.error == got.error
    return False


def _same_picture(expected: Chart, got: Chart, tolerance: float) -> bool:
    try:
        return same_picture(expected, got, tolerance)
    except (KeyError, TypeError, ValueError, AttributeError):
        return False


def _tells(question: Question, case: Case, mistake: str) -> bool:
    return mistake in case.mistaken and not same_outcome(question, case.expected, case.mistaken[mistake])


def _labelled(question: Question, pairs: Sequence[tuple[Case, Outcome]]) -> Verdict:
    """A chart that shows the right data also needs its labels."""
    if question.kind == "chart":
        for case, outcome in pairs:
            if isinstance(case.expected, Returned) and isinstance(outcome, Returned):
                found = chart_slip(cast("Chart", case.expected.value), cast("Chart", outcome.value))
                if found is not None:
                    return Verdict(question, "slip", slip=found, case=case, outcome=outcome)
    return Verdict(question, "right", outcome=pairs[0][1])


def _judge_form(question: Question, outcome: Outcome) -> Verdict:
    if isinstance(outcome, Stopped):
        return Verdict(question, "stopped", outcome=outcome)
    if isinstance(outcome, Raised):
        return Verdict(question, "raised", outcome=outcome)
    assert isinstance(outcome, Returned)
    found = form_slip(question.form, outcome.value)
    return Verdict(question, "slip" if found else "noted", slip=found, outcome=outcome)
