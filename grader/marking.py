"""Mark one notebook: run its cells on the far side in order, and score each question where its test cell stands."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import nbformat
from nbformat import NotebookNode

from coursekit.outcomes import Raised, Stopped
from generator import DecisionWorld
from grader.deciding import Worlds, decide
from grader.dependence import builds_on, showing, spoken_of
from grader.feedback import feedback_html, overview_html, stopped_text, too_much_text, unknown_html
from grader.lesson import Lesson
from grader.questions import Question
from grader.reference import Cases, Reference
from grader.sandbox import CellRun, Sandbox
from grader.scoring import Carry, Find, Part, Score, score
from grader.worlds import World

_CHECK: Final = "-check"
_PARTS_OF: Final[Mapping[str, tuple[Part, ...]]] = {"choice": ("toys",), "value": ("own",)}
_CELL_FILE: Final = re.compile(r"<ipython-input-[\w-]+>, ")
"""What IPython calls a cell's file in a syntax error: a learner knows cells by no such name."""

MOST_SHOWN: Final = 16 << 20
"""Characters of output that are kept of one notebook."""


@dataclass
class Marking:
    """The marking of one learner's notebook.

    Parameters
    ----------
    lesson : the lesson
    reference : its right answers
    own : the learner's data
    fresh : the class's fresh customers
    language : the learner's, for feedback
    decisions : gives the world that the class's policies are played in, for lessons that ask for a decision
    pictures : also run given cells that only show something
    """

    lesson: Lesson
    reference: Reference
    own: World
    fresh: World
    language: str = "en"
    decisions: Worlds | None = None
    pictures: bool = False
    scores: list[Score] = field(default_factory=list)
    _shown: int = field(default=0, init=False, repr=False)
    _errors: dict[str, str] = field(default_factory=dict, init=False, repr=False)

    def mark(self, notebook: NotebookNode, box: Sandbox, log: Callable[[str], None] = lambda line: None) -> None:
        """Run and score a notebook; what comes of each cell is written into its outputs.

        Parameters
        ----------
        notebook : the submission; changed in place
        box : where its cells run; test cells do not run there
        log : takes a line for what the instructor should know
        """
        notebook.metadata["retention_course"] = {"language": self.language}
        count, raised, idle, passed = 0, list[NotebookNode](), self._idle(notebook), list[NotebookNode]()
        for cell in notebook.cells:
            if cell.cell_type != "code":
                continue
            count += 1
            cell.execution_count = count
            if _name(cell) in idle:
                cell.outputs = []
                passed.append(cell)
                continue
            if is_test(cell):
                cell.outputs = _nodes(self._marked(cell, box, count))
                continue
            if box.stopped is not None:
                cell.outputs = _nodes([_notice(box.stopped, self.language)])
                continue
            run = self._run(cell, box)
            if run.stopped is not None:
                log(f"cell {count} was stopped ({run.stopped.why}) after {run.seconds:.0f} s")
            elif run.raised:
                raised.append(cell)
        self._ask_again(notebook, passed, raised, box)

    def _idle(self, notebook: NotebookNode) -> set[str]:
        """The given cells that need not run: they only show something, and no cell of the learner's speaks of them."""
        shown = () if self.pictures else showing(self.lesson)
        given = {cell.name for cell in self.lesson.cells if cell.role in ("given", "tests")}
        theirs = [cell.source for cell in notebook.cells if cell.cell_type == "code" and _name(cell) not in given]
        return {cell.name for cell in shown} - {cell.name for cell in spoken_of(shown, theirs)}

    def _run(self, cell: NotebookNode, box: Sandbox) -> CellRun:
        run = box.run(cell.source)
        notices = [] if run.stopped is None else [_notice(run.stopped, self.language)]
        self._shown += sum(len(str(output)) for output in run.outputs)
        outputs = run.outputs if self._shown <= MOST_SHOWN else [_too_much(self.language)]
        cell.outputs = _nodes([*outputs, *notices])
        self._errors[_name(cell)] = self._error(run)
        return run

    def _error(self, run: CellRun) -> str:
        """What a cell stopped with; "" where it ran to its end."""
        if run.stopped is not None:
            return stopped_text(run.stopped.why, self.language)
        failed = next((output for output in run.outputs if output["output_type"] == "error"), None)
        said = _CELL_FILE.sub("", failed["evalue"]) if failed else ""
        return f"{failed['ename']}: {said}".removesuffix(": ") if failed else ""

    def _ask_again(
        self, notebook: NotebookNode, passed: Sequence[NotebookNode], raised: Sequence[NotebookNode], box: Sandbox
    ) -> None:
        """Score once more what had no answer at its test cell: it, or what it needs, may have been given further down.

        Cells that raised run once more before that, for they may have stood above what they need; and before those the
        cells passed over, whose names may have been asked for in a way that can't be read from the text.
        """
        open_ones = {found.question for found in self.scores if _lacking(found)}
        unnamed = raised or any(isinstance(found.verdict.outcome, Raised) for found in self.scores)
        for cell in [*(passed if unnamed else ()), *raised] if open_ones else ():
            if box.stopped is None:
                self._run(cell, box)
        self.scores = [found for found in self.scores if found.question not in open_ones or box.stopped]
        for cell in notebook.cells:
            if box.stopped is None and is_test(cell) and _asks(cell) in open_ones:
                cell.outputs = _nodes(self._marked(cell, box, cell.execution_count))

    def _marked(self, cell: NotebookNode, box: Sandbox, count: int) -> list[dict[str, Any]]:
        question = self.lesson.questions.get(_asks(cell))
        if question is None:
            return _graded(0.0, unknown_html(self.language), count)
        if question.kind == "decision":
            learnt = functools.partial(self.reference.policy, question, self.own)
            found = decide(self.lesson, question, self._world(), box, self.language, learnt)
            return self._recorded(found, cell, count)
        found = score(self.lesson, question, self._cases(question), box, self.language, self._carry(question, box))
        return self._recorded(found, cell, count)

    def _carry(self, question: Question, box: Sandbox) -> Carry:
        """How to find what is right given the learner's own answers, unless one of them could be anybody's."""
        right = {found.question for found in self.scores if found.earned >= found.points}
        anybody_s = {found.question for found in self.scores if found.one_number}

        def carry(part: Part, cases: Cases) -> Cases | None:
            if anybody_s.intersection(builds_on(self.lesson, question)):
                return None
            return self.reference.carried(question, cases, right, box, self.fresh if part == "fresh" else self.own)

        return carry

    def _recorded(self, found: Score, cell: NotebookNode, count: int) -> list[dict[str, Any]]:
        self.scores.append(found)
        cell.metadata["retention_course"] = {"says": overview_html(found, self.language)}
        earned = min(found.earned, float(cell.metadata.nbgrader.get("points", found.points)))
        return _graded(earned, feedback_html(found, self.language, self._errors.get(found.question, "")), count)

    def _world(self) -> DecisionWorld:
        if self.decisions is None:
            raise ValueError(f"{self.lesson.name} asks for a decision, and no world to play it in was given")
        return self.decisions(self.lesson.dataset)

    def _cases(self, question: Question) -> Mapping[Part, Find]:
        parts: dict[Part, Find] = {
            "toys": lambda most: self.reference.toys(question, self.language, self.fresh)[:most],
            "fresh": lambda most: self.reference.on(question, self.fresh, most),
            "own": lambda most: self.reference.on(question, self.own, most),
        }
        return {part: find for part, find in parts.items() if part in _PARTS_OF.get(question.kind, parts)}


def is_test(cell: NotebookNode) -> bool:
    """Tell whether a cell is one that nbgrader reads an automatic mark from."""
    about = cell.metadata.get("nbgrader", {})
    return cell.cell_type == "code" and bool(about.get("grade")) and not about.get("solution")


def _lacking(found: Score) -> bool:
    """Whether there was no answer, or one that lacked a name."""
    outcome = found.verdict.outcome
    unnamed = isinstance(outcome, Raised) and outcome.error == "NameError"
    return unnamed or found.verdict.status in ("undefined", "untouched")


def _name(cell: NotebookNode) -> str:
    return str(cell.metadata.get("nbgrader", {}).get("grade_id", ""))


def _asks(cell: NotebookNode) -> str:
    return _name(cell).removesuffix(_CHECK)


def _graded(earned: float, html: str, count: int) -> list[dict[str, Any]]:
    mark = {"text/plain": repr(float(earned))}
    return [
        {"output_type": "execute_result", "data": mark, "metadata": {}, "execution_count": count},
        {"output_type": "display_data", "data": {"text/html": html, "text/plain": ""}, "metadata": {}},
    ]


def _nodes(outputs: list[dict[str, Any]]) -> list[NotebookNode]:
    return list(nbformat.from_dict(outputs))


def _too_much(language: str) -> dict[str, Any]:
    return {"output_type": "stream", "name": "stderr", "text": f"[{too_much_text(language)}]\n"}


def _notice(stopped: Stopped, language: str) -> dict[str, Any]:
    return {"output_type": "stream", "name": "stderr", "text": f"[{stopped_text(stopped.why, language)}]\n"}
