"""The questions of one lesson as a check needs them: cases, what each mistake gives there, messages.

`workshop build` compiles them from the lesson's `checks.py` into one JSON file a language, which ships with the
notebook; the grader makes the same objects with the learner's own data. No code is in them, right or wrong.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Final

from coursekit.comparing import lone
from coursekit.outcomes import Outcome, Raised, Returned
from coursekit.values import Json, Malformed, decode, encode

FORMAT: Final = 1
LED_BY: Final = re.compile(r"[(\[]?([a-z0-9]+)[)\]]?\s*[:.,、)\]—–-]")
WORDS: Final = re.compile(r"[a-z0-9]+")
SHORT: Final = 12
"""Up to how many characters an answer may be a letter with a word beside it, such as "Answer B" or "选 B"."""


@dataclass(frozen=True)
class Case:
    """One call (or one look at a variable): its arguments, what is right, and what each mistake gives."""

    title: str
    arguments: Mapping[str, Any]
    expected: Outcome
    mistaken: Mapping[str, Outcome]


@dataclass(frozen=True)
class Practice:
    """The customers that a notebook tries a policy on; see `coursekit.policies`.

    Parameters
    ----------
    case, customers, seed : the world's, for `generator.decision_world`
    oracle : the number of the best policy's action, one digit a customer
    risk : probability of leaving, in ten-thousandths
    mistaken : mistake → the number of its action, one digit a customer
    digest : of the world, to know another version by
    """

    case: str
    customers: int
    seed: int
    oracle: str = field(hash=False)
    risk: tuple[int, ...] = field(hash=False)
    mistaken: Mapping[str, str] = field(hash=False)
    digest: str


@dataclass(frozen=True)
class Question:
    """A question in one language, ready to be judged."""

    name: str
    kind: str
    target: str
    points: float
    tolerance: float
    ordered: bool
    form: str
    cases: tuple[Case, ...]
    mistakes: Mapping[str, str]
    hints: tuple[str, ...] = ()
    options: Mapping[str, str] = field(default_factory=dict)
    par: float = 1.0
    practice: Practice | None = None

    def option(self, written: object) -> str:
        """The key of the option a learner means by what they wrote.

        It is the letter alone, "(B)", "B: What share …" with the option's own words, or "Answer B"; and what was
        written, if it means no option.
        """
        written = lone(written)
        text = unicodedata.normalize("NFKC", str(written)).strip().strip("().,、。").strip().casefold()
        if text in self.options:
            return text
        if not isinstance(written, str):
            return text
        before = LED_BY.match(text)
        if before and before[1] in self.options:
            return before[1]
        words = [word for word in WORDS.findall(text) if word in self.options] if len(text) <= SHORT else []
        return words[0] if len(words) == 1 else text


@dataclass(frozen=True)
class LessonChecks:
    """What ships with a notebook: the lesson's questions and chart labels in the notebook's language."""

    lesson: str
    language: str
    title: str
    dataset: str
    labels: Mapping[str, str]
    questions: Mapping[str, Question]


def chose(option: str) -> str:
    """The name of the mistake of choosing a wrong option.

    >>> chose("a")
    'chose a'
    """
    return f"chose {option}"


def outcome_to_json(outcome: Outcome) -> Json:
    """Write what a reference or mistake came to."""
    if isinstance(outcome, Returned):
        return {"returned": encode(outcome.value)}
    return {"raised": outcome.error if isinstance(outcome, Raised) else type(outcome).__name__}


def outcome_from_json(tree: Any) -> Outcome:
    """Read what `outcome_to_json` wrote."""
    return Returned(decode(tree["returned"])) if "returned" in tree else Raised(str(tree["raised"]), "")


def dump_checks(checks: LessonChecks) -> str:
    """The checks as JSON text, the same bytes for the same lesson."""
    tree = {
        "do not edit": f"built by `workshop build`; edit lessons/{checks.lesson}/",
        "format": FORMAT,
        "lesson": checks.lesson,
        "language": checks.language,
        "title": checks.title,
        "dataset": checks.dataset,
        "labels": dict(checks.labels),
        "questions": {name: _question_to_json(question) for name, question in checks.questions.items()},
    }
    return json.dumps(tree, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def read_checks(file: Path) -> LessonChecks:
    """Read a lesson's shipped checks.

    Raises
    ------
    Malformed : when the file isn't one that this version of the course built
    """
    try:
        tree = json.loads(file.read_text(encoding="utf-8"))
        if tree["format"] != FORMAT:
            raise Malformed(
                f"{file}: made by another version of the course; run `workshop build` again. / "
                f"{file} 由另一个版本的课程生成，请重新运行 `workshop build`。"
            )
        return LessonChecks(
            tree["lesson"],
            tree["language"],
            tree["title"],
            tree["dataset"],
            tree["labels"],
            {name: _question_from_json(name, item) for name, item in tree["questions"].items()},
        )
    except (KeyError, TypeError, AttributeError, ValueError, RecursionError) as error:
        if isinstance(error, Malformed) and str(file) in str(error):
            raise
        raise Malformed(
            f"{file}: damaged ({type(error).__name__}: {error}); run `workshop build` again. / "
            f"{file} 已损坏，请重新运行 `workshop build`。"
        ) from error


def _question_to_json(question: Question) -> Json:
    cases: list[Json] = [
        {
            "title": case.title,
            "arguments": {key: encode(value) for key, value in case.arguments.items()},
            "expected": outcome_to_json(case.expected),
            "mistaken": {name: outcome_to_json(outcome) for name, outcome in case.mistaken.items()},
        }
        for case in question.cases
    ]
    tree: dict[str, Json] = {
        "kind": question.kind,
        "target": question.target,
        "points": question.points,
        "tolerance": question.tolerance,
        "ordered": question.ordered,
        "form": question.form,
        "cases": cases,
        "mistakes": dict(question.mistakes),
        "hints": list(question.hints),
        "options": dict(question.options),
    }
    if question.practice is not None:
        tree |= {"par": question.par, "practice": asdict(question.practice) | {"risk": list(question.practice.risk)}}
    return tree


def _question_from_json(name: str, tree: Any) -> Question:
    cases = tuple(
        Case(
            item["title"],
            {key: decode(value) for key, value in item["arguments"].items()},
            outcome_from_json(item["expected"]),
            {mistake: outcome_from_json(outcome) for mistake, outcome in item["mistaken"].items()},
        )
        for item in tree["cases"]
    )
    return Question(
        name,
        tree["kind"],
        tree["target"],
        float(tree["points"]),
        float(tree["tolerance"]),
        bool(tree["ordered"]),
        tree["form"],
        cases,
        tree["mistakes"],
        tuple(tree["hints"]),
        tree["options"],
        float(tree.get("par", 1.0)),
        _practice(tree["practice"]) if "practice" in tree else None,
    )


def _practice(tree: Any) -> Practice:
    return Practice(**{**tree, "risk": tuple(tree["risk"])})
