from __future__ import annotations

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell

from grader.mending import Released, mend


@pytest.fixture
def released(handed_in) -> list[Released]:
    found = []
    for cell in handed_in({}).cells:
        about = cell.metadata.get("nbgrader")
        if about:
            points = about.get("points")
            found.append(
                Released(about.grade_id, cell.cell_type, cell.source, points, about.solution, about.locked, "0" * 32)
            )
    return found


@pytest.fixture
def mended(handed_in, released):
    """Spoil a notebook, mend it, and return it with the notes."""

    def _mended(spoil):
        notebook = handed_in({})
        spoil(notebook)
        notes = mend(notebook, released)
        nbformat.validate(notebook)
        return notebook, notes

    return _mended


def names(notebook):
    return [cell.metadata["nbgrader"]["grade_id"] for cell in notebook.cells if "nbgrader" in cell.metadata]


def place(notebook, name):
    return next(n for n, cell in enumerate(notebook.cells) if cell.metadata.get("nbgrader", {}).get("grade_id") == name)


def test_a_notebook_in_order_stays_as_it_is(mended, released):
    notebook, notes = mended(lambda notebook: None)
    assert notes == []
    assert names(notebook) == [cell.name for cell in released]


def test_a_missing_test_cell_comes_back_behind_its_answer(mended):
    notebook, notes = mended(lambda notebook: notebook.cells.pop(place(notebook, "buyer-count-check")))
    assert place(notebook, "buyer-count-check") == place(notebook, "buyer-count") + 1
    assert len(notes) == 1


def test_all_graded_cells_come_back_to_an_empty_notebook(mended):
    notebook, _ = mended(lambda notebook: notebook.cells.clear())
    assert names(notebook) == ["orders-setup", "buyers-check", "buyer-count-check", "busiest-check", "memo"]


def test_changed_points_are_changed_back(mended):
    def greedy(notebook):
        notebook.cells[place(notebook, "busiest-check")].metadata.nbgrader["points"] = 1000

    notebook, notes = mended(greedy)
    assert notebook.cells[place(notebook, "busiest-check")].metadata.nbgrader["points"] == 1.0
    assert "worth 1, not 1000" in notes[0]


def test_an_invented_test_cell_loses_its_name_and_stays(mended, released):
    def inventive(notebook):
        about = {"grade": True, "solution": False, "grade_id": "bonus", "points": 50, "locked": False}
        notebook.cells.append(new_code_cell("check('bonus')", metadata={"nbgrader": about}))

    notebook, notes = mended(inventive)
    assert names(notebook) == [cell.name for cell in released]
    assert notebook.cells[-1].source == "check('bonus')"
    assert "not part of the assignment" in notes[0]


def test_of_doubled_cells_the_last_one_counts(mended, released):
    def doubled(notebook):
        notebook.cells.insert(1, nbformat.from_dict(dict(notebook.cells[place(notebook, "buyers-check")])))

    notebook, notes = mended(doubled)
    assert names(notebook) == [cell.name for cell in released]
    assert place(notebook, "buyers-check") == place(notebook, "buyers") + 1
    assert "twice" in notes[0]


def test_a_renamed_test_cell_is_taken_for_missing(mended):
    def renamed(notebook):
        notebook.cells[place(notebook, "buyers-check")].metadata.nbgrader["grade_id"] = "mine"

    notebook, notes = mended(renamed)
    assert place(notebook, "buyers-check") == place(notebook, "buyers") + 1
    assert len(notes) == 2


def test_an_answer_turned_into_text_is_code_again(mended):
    def texted(notebook):
        at = place(notebook, "buyers")
        old = notebook.cells[at]
        notebook.cells[at] = new_markdown_cell(old.source, id=old.id, metadata=old.metadata)

    notebook, _ = mended(texted)
    assert notebook.cells[place(notebook, "buyers")].cell_type == "code"


def test_a_forged_role_is_put_right(mended):
    def forged(notebook):
        notebook.cells[place(notebook, "buyers-check")].metadata["nbgrader"].update(solution=True, grade=False)
        notebook.cells[place(notebook, "memo")].metadata["nbgrader"]["solution"] = False

    notebook, _ = mended(forged)
    test, essay = notebook.cells[place(notebook, "buyers-check")], notebook.cells[place(notebook, "memo")]
    assert (test.metadata.nbgrader["grade"], test.metadata.nbgrader["solution"]) == (True, False)
    assert essay.metadata.nbgrader["solution"] is True


@pytest.mark.parametrize("about", [None, [], "text", {}, {"grade_id": 7}, {"grade_id": ["x"]}])
def test_nonsense_for_metadata_is_taken_off(mended, released, about):
    notebook, _ = mended(
        lambda notebook: notebook.cells.insert(0, new_code_cell("x = 1", metadata={"nbgrader": about}))
    )
    assert names(notebook) == [cell.name for cell in released]
    assert notebook.cells[0].source == "x = 1"


def test_cell_ids_are_told_apart(mended):
    def same(notebook):
        for cell in notebook.cells:
            cell["id"] = "same"

    notebook, _ = mended(same)
    assert len({cell.id for cell in notebook.cells}) == len(notebook.cells)
