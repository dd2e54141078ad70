from __future__ import annotations

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell

from grader.mending import mend, tell
from grader.refusal import Refused
from grader.released import Released


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
    assert "worth 1, not 1000" in notes[0].en


def test_an_invented_test_cell_loses_its_name_and_stays(mended, released):
    def inventive(notebook):
        about = {"grade": True, "solution": False, "grade_id": "bonus", "points": 50, "locked": False}
        notebook.cells.append(new_code_cell("check('bonus')", metadata={"nbgrader": about}))

    notebook, notes = mended(inventive)
    assert names(notebook) == [cell.name for cell in released]
    assert notebook.cells[-1].source == "check('bonus')"
    assert "not part of the assignment" in notes[0].en


def test_of_doubled_cells_the_last_one_counts(mended, released):
    def doubled(notebook):
        notebook.cells.insert(1, nbformat.from_dict(dict(notebook.cells[place(notebook, "buyers-check")])))

    notebook, notes = mended(doubled)
    assert names(notebook) == [cell.name for cell in released]
    assert place(notebook, "buyers-check") == place(notebook, "buyers") + 1
    assert "twice" in notes[0].en


def test_a_renamed_test_cell_is_known_by_its_id(mended, released):
    def renamed(notebook):
        notebook.cells[place(notebook, "buyers-check")].metadata.nbgrader["grade_id"] = "mine"

    notebook, notes = mended(renamed)
    assert names(notebook) == [cell.name for cell in released]
    assert [note.en for note in notes] == ["Cell buyers-check had lost its name; its id gave it back."]


def test_a_cell_renamed_in_name_and_id_is_taken_for_missing(mended):
    def renamed(notebook):
        cell = notebook.cells[place(notebook, "buyers-check")]
        cell.metadata.nbgrader["grade_id"] = cell["id"] = "mine"

    notebook, notes = mended(renamed)
    assert place(notebook, "buyers-check") == place(notebook, "buyers") + 1
    assert len(notes) == 2


def test_names_lost_in_another_program_come_back_by_the_ids(mended, released):
    def stripped(notebook):
        for cell in notebook.cells:
            cell.metadata.pop("nbgrader", None)

    notebook, _ = mended(stripped)
    assert names(notebook) == [cell.name for cell in released]


def test_an_invented_cell_with_a_test_cell_s_id_does_not_take_its_place(mended):
    def doubled(notebook):
        about = {"grade": True, "solution": False, "grade_id": "bonus", "points": 50, "locked": False}
        notebook.cells.append(new_code_cell("50.0", id="buyers-check", metadata={"nbgrader": about}))

    notebook, _ = mended(doubled)
    assert notebook.cells[place(notebook, "buyers-check")].source == 'check("buyers")'
    assert notebook.cells[-1].id != "buyers-check"


def test_what_was_written_into_a_given_cell_runs_behind_it_and_into_a_test_cell_before_it(mended, handed_in):
    def written(notebook):
        notebook.cells[place(notebook, "orders-setup")].source = "import numpy as np"
        notebook.cells[place(notebook, "buyers-check")].source = "def buyers(orders): ..."

    notebook, notes = mended(written)
    setup, test = place(notebook, "orders-setup"), place(notebook, "buyers-check")
    assert notebook.cells[setup + 1].source == "import numpy as np"
    assert notebook.cells[test - 1].source == "def buyers(orders): ..."
    assert notebook.cells[setup].source == handed_in({}).cells[1].source
    assert notebook.cells[test].source == 'check("buyers")'
    assert len(notes) == 2


def test_blanks_at_the_ends_of_lines_are_no_change(mended):
    def blank(notebook):
        notebook.cells[place(notebook, "buyers-check")].source += "  \n\n"

    assert mended(blank)[1] == []


def test_another_lesson_s_notebook_is_refused(handed_in, released):
    notebook = handed_in({})
    for cell in notebook.cells:
        if cell["id"] not in ("orders-setup", "memo") and "nbgrader" in cell.metadata:
            cell["id"] = f"other-{cell['id']}"
            cell.metadata.nbgrader["grade_id"] = cell["id"]
    with pytest.raises(Refused, match="another lesson"):
        mend(notebook, released)


def test_what_was_mended_stands_at_the_top_in_the_learner_s_language(mended):
    notebook, notes = mended(lambda notebook: notebook.cells.pop(place(notebook, "buyers-check")))
    tell(notebook, notes, "zh")
    assert notebook.cells[0].source.endswith("- 单元格 buyers-check 缺失，已重新补上。")
    nbformat.validate(notebook)


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
