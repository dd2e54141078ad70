"""Which cells of a lesson need which: read from the names in them, nothing is run."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from grader.lesson import Cell, Lesson
from grader.names import mentioned, names_of
from grader.questions import Question


def needing(lesson: Lesson, question: Question, targets: Collection[str]) -> tuple[Cell, ...]:
    """Return the cells on the way from `targets` to the question: each needs one of them and is needed further on.

    Empty when the question's own cell does not: then the answer stands on its own.

    Parameters
    ----------
    lesson : the lesson; its solution cells are the reference
    question : one of its questions
    targets : names of earlier answers, such as ``{"retention_rate"}``
    """
    touched, found = set(targets), list[Cell]()
    for cell in lesson.cells:
        if cell.role not in ("given", "solution"):
            continue
        names = names_of(cell.source)
        if names.reads & touched and not names.binds & set(targets):
            found.append(cell)
            touched |= names.binds
        if cell.name == question.name:
            return _leading_to([cell], found) if cell in found else ()
    return ()


def _leading_to(last: Collection[Cell], cells: Iterable[Cell]) -> tuple[Cell, ...]:
    """Those of the cells that bind a name which `last` need directly or through another of them, and `last` too."""
    wanted, kept = set[str](), list[Cell]()
    for cell in reversed(list(cells)):
        names = names_of(cell.source)
        if cell in last or names.leaves & wanted:
            kept.append(cell)
            wanted |= names.reads
    return tuple(reversed(kept))


def leading_to_answers(lesson: Lesson) -> tuple[Cell, ...]:
    """Return the lesson's solution cells and the given cells that they need; the others only show something."""
    cells = [cell for cell in lesson.cells if cell.role in ("given", "solution")]
    return _leading_to([cell for cell in cells if cell.role == "solution"], cells)


def leading_to(lesson: Lesson, name: str) -> tuple[Cell, ...]:
    """Return the lesson's cells that bind a name, and those that they need; none where no cell does."""
    cells = [cell for cell in lesson.cells if cell.role in ("given", "solution")]
    return _leading_to([cell for cell in cells if name in names_of(cell.source).leaves], cells)


def showing(lesson: Lesson) -> tuple[Cell, ...]:
    """Return the given cells that no answer needs: pictures of data and of answers, examples, sliders."""
    needed = leading_to_answers(lesson)
    return tuple(cell for cell in lesson.cells if cell.role == "given" and cell not in needed)


def spoken_of(cells: Iterable[Cell], sources: Iterable[str]) -> tuple[Cell, ...]:
    """Return those of the cells that bind a name which a source mentions, were it in a string, and what they need.

    Parameters
    ----------
    cells : given cells, in order
    sources : a learner's cells, which need not be Python
    """
    words = {word for source in sources for word in mentioned(source)}
    order = list(cells)
    return _leading_to([cell for cell in order if names_of(cell.source).leaves & words], order)


def builds_on(lesson: Lesson, question: Question) -> tuple[str, ...]:
    """Return the names of the earlier questions that a question's reference uses, in the order of the lesson."""
    earlier: list[Question] = []
    for cell in lesson.cells:
        if cell.name == question.name:
            break
        if cell.name in lesson.questions:
            earlier.append(lesson.questions[cell.name])
    return tuple(item.name for item in earlier if needing(lesson, question, {item.target}))
