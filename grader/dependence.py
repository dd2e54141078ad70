"""Which earlier answers an answer is built on: read from the names in a lesson's cells, nothing is run."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from grader.lesson import Cell, Lesson
from grader.questions import Question


@dataclass(frozen=True)
class Names:
    """The names that a cell reads, in its functions too, and those that it binds for later cells."""

    reads: frozenset[str]
    binds: frozenset[str]


def names_of(source: str) -> Names:
    """Return the names in a cell.

    >>> names = names_of("rate = share(orders)\\ndef twice(x):\\n    return rate * 2")
    >>> sorted(names.binds), "rate" in names.reads
    (['rate', 'twice'], True)
    """
    tree = ast.parse(source)
    reads = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)}
    return Names(frozenset(reads), frozenset(_bound(tree.body)))


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
            return _leading_to(cell, found) if cell in found else ()
    return ()


def _leading_to(last: Cell, cells: list[Cell]) -> tuple[Cell, ...]:
    """Those of the cells that bind a name which `last` needs directly or through another of them, and `last` itself."""
    wanted, kept = set[str](), list[Cell]()
    for cell in reversed(cells):
        names = names_of(cell.source)
        if cell is last or names.binds & wanted:
            kept.append(cell)
            wanted |= names.reads
    return tuple(reversed(kept))


def builds_on(lesson: Lesson, question: Question) -> tuple[str, ...]:
    """Return the names of the earlier questions that a question's reference uses, in the order of the lesson."""
    earlier: list[Question] = []
    for cell in lesson.cells:
        if cell.name == question.name:
            break
        if cell.name in lesson.questions:
            earlier.append(lesson.questions[cell.name])
    return tuple(item.name for item in earlier if needing(lesson, question, {item.target}))


def _bound(body: list[ast.stmt]) -> Iterator[str]:
    for statement in body:
        if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield statement.name
            continue
        for node in ast.walk(statement):
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
                yield node.id
            elif isinstance(node, ast.alias):
                yield (node.asname or node.name).partition(".")[0]
