"""What is built from a lesson: one notebook a language, the same code, nothing of the answer in it."""

from __future__ import annotations

import nbformat
import pytest

from grader.lesson import BEGIN_SOLUTION, LANGUAGES, Lesson
from workshop.notebooks import ESSAY, STUB, notebook, text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_learners_notebook_holds_no_solution(lesson: Lesson, language: str) -> None:
    built = notebook(lesson, language, "exercise")
    by_id = {cell.id: cell.source for cell in built.cells}
    for name in lesson.questions:
        assert STUB[language] in by_id[name]
        assert BEGIN_SOLUTION not in by_id[name]
    assert not any("### " in source and "SOLUTION" in source for source in by_id.values())


def test_both_languages_run_the_same_code_under_the_same_names(lesson: Lesson) -> None:
    english, chinese = (notebook(lesson, language, "solution") for language in LANGUAGES)
    assert [cell.id for cell in english.cells] == [cell.id for cell in chinese.cells]
    code = [
        [(cell.source, cell.metadata) for cell in node.cells if cell.cell_type == "code"] for node in (english, chinese)
    ]
    assert code[0] == code[1]


def test_a_cells_name_is_its_id_and_its_grade_id(lesson: Lesson) -> None:
    for cell in notebook(lesson, "en", "exercise").cells:
        about = cell.metadata.get("nbgrader")
        assert about is None or about["grade_id"] == cell.id


def test_the_notebook_is_valid_and_the_same_bytes_twice(lesson: Lesson) -> None:
    first, second = (text(notebook(lesson, "zh", "exercise")) for _ in range(2))
    assert first == second
    nbformat.validate(nbformat.reads(first, as_version=4))


def test_an_essay_waits_with_one_placeholder_in_both_languages(lesson: Lesson) -> None:
    for language in LANGUAGES:
        cell = next(cell for cell in notebook(lesson, language, "solution").cells if cell.id == "board-memo")
        assert cell.source == ESSAY
        assert cell.metadata.nbgrader["points"] == lesson.points["board-memo"]


@pytest.mark.parametrize(("language", "says"), [("en", "do not edit"), ("zh", "请勿直接修改")])
def test_a_built_notebook_says_where_to_edit(lesson: Lesson, language: str, says: str) -> None:
    first = notebook(lesson, language, "exercise").cells[0].source
    assert says in first
    assert f"lessons/{lesson.name}/" in first
