from __future__ import annotations

import dataclasses

import nbformat
import pytest
from nbformat.v4 import new_code_cell

from grader.lesson import Cell
from grader.marking import Marking
from grader.reference import Reference
from grader.sandbox import Isolation


@pytest.fixture
def marked(lesson, reference, own, fresh, data, start):
    """Mark a notebook; return the points by question and the marking."""

    def _marked(notebook, language="en", isolation=Isolation.PROCESS_ONLY):
        marking = Marking(lesson, reference, own, fresh, language)
        marking.mark(notebook, start(isolation, data=data))
        nbformat.validate(notebook)
        return {found.question: found.earned for found in marking.scores}, marking

    return _marked


def cell(notebook, name):
    return next(cell for cell in notebook.cells if cell.metadata.get("nbgrader", {}).get("grade_id") == name)


def test_the_reference_earns_full_marks_where_nbgrader_reads_them(marked, handed_in, isolation):
    from nbgrader.utils import determine_grade

    notebook = handed_in({})
    assert marked(notebook, isolation=isolation)[0] == {"buyers": 2.0, "buyer-count": 1.0, "busiest": 1.0}
    assert determine_grade(cell(notebook, "buyers-check")) == (2.0, 2.0)
    assert determine_grade(cell(notebook, "busiest-check")) == (1.0, 1.0)


def test_an_untouched_notebook_earns_nothing(marked, handed_in):
    points, marking = marked(handed_in({}, solved=False))
    assert set(points.values()) == {0.0}
    assert {found.verdict.status for found in marking.scores} == {"untouched"}


def test_test_cells_do_not_run_where_the_learner_s_code_is(marked, handed_in):
    notebook = handed_in({"buyers-check": "stolen = open('/etc/hostname').read()\ncheck('buyers')"})
    points, _ = marked(notebook)
    assert points["buyers"] == 2.0
    assert [output.output_type for output in cell(notebook, "buyers-check").outputs] == [
        "execute_result",
        "display_data",
    ]


def test_work_in_progress_does_not_sink_later_questions(marked, handed_in):
    notebook = handed_in({"buyers": "def buyers(orders):\n    return undefined_yet"})
    notebook.cells.insert(2, new_code_cell("1 / 0"))
    notebook.cells.insert(3, new_code_cell("this is ] not Python"))
    cell(notebook, "buyer-count").source = "buyer_count = orders.customer_id.nunique()"
    points, _ = marked(notebook)
    assert points == {"buyers": 0.0, "buyer-count": 1.0, "busiest": 1.0}


def test_a_cell_that_is_no_python_is_told_by_its_error(marked, handed_in):
    notebook = handed_in({"buyers": "def buyers(orders)\n    return 3", "buyer-count": "raise ValueError('too few')"})
    marked(notebook)
    assert "SyntaxError: expected ':' (line 1)" in cell(notebook, "buyers-check").outputs[1].data["text/html"]
    assert "ValueError: too few" in cell(notebook, "buyer-count-check").outputs[1].data["text/html"]


def test_what_was_answered_before_a_fatal_cell_keeps_its_marks(marked, handed_in):
    notebook = handed_in({"buyer-count": "import os\nos._exit(0)"})
    points, marking = marked(notebook)
    assert points == {"buyers": 2.0, "buyer-count": 0.0, "busiest": 0.0}
    assert marking.scores[1].verdict.status == "stopped"
    assert "ended the Python process" in cell(notebook, "buyer-count").outputs[-1].text


def test_an_endless_cell_costs_only_its_own_question(marked, handed_in):
    points, _ = marked(handed_in({"buyer-count": "while True: pass"}))
    assert points == {"buyers": 2.0, "buyer-count": 0.0, "busiest": 1.0}


def test_an_answer_given_further_down_counts(marked, handed_in):
    notebook = handed_in({"busiest": "busiest = ..."})
    notebook.cells.append(new_code_cell("busiest = 'b'"))
    points, marking = marked(notebook)
    assert points["busiest"] == 1.0
    assert len(marking.scores) == 3


def test_cells_in_another_order_count_as_in_theirs(marked, handed_in):
    notebook = handed_in({"buyers": "def buyers(orders):\n    return counted(orders)"})
    setup, *answers = [cell for cell in notebook.cells if cell.cell_type == "code"]
    helper = new_code_cell("def counted(orders):\n    return orders['customer_id'].nunique()")
    notebook.cells = [*reversed(answers), helper, setup]
    assert marked(notebook)[0] == {"buyers": 2.0, "buyer-count": 1.0, "busiest": 1.0}


def test_toy_answers_looked_up_earn_toy_credit_and_the_learner_is_told(marked, handed_in):
    notebook = handed_in({"buyers": "def buyers(orders):\n    return {3: 2, 0: 0}.get(len(orders), 7)"})
    points, _ = marked(notebook)
    assert points["buyers"] == 0.5
    assert "not beyond them" in cell(notebook, "buyers-check").outputs[1].data["text/html"]


def test_feedback_speaks_the_learner_s_language_and_escapes_what_is_theirs(marked, handed_in):
    notebook = handed_in({"buyers": "def buyers(orders):\n    raise ValueError('<script>alert(1)</script>')"})
    marked(notebook, language="zh")
    html = cell(notebook, "buyers-check").outputs[1].data["text/html"]
    assert "得 0 分" in html
    assert "<script" not in html


def test_the_right_answer_on_the_learner_s_own_data_is_not_told(marked, handed_in, own):
    notebook = handed_in({"buyer-count": "buyer_count = 1234567"})
    marked(notebook)
    html = cell(notebook, "buyer-count-check").outputs[1].data["text/html"]
    assert str(own.tables["orders"]["customer_id"].nunique()) not in html


def test_a_test_cell_of_no_question_earns_nothing_rather_than_everything(marked, handed_in):
    from nbgrader.utils import determine_grade

    notebook = handed_in({})
    invented = new_code_cell("check('everything')")
    invented.metadata["nbgrader"] = {"grade": True, "solution": False, "grade_id": "everything-check", "points": 50}
    notebook.cells.append(invented)
    marked(notebook)
    assert determine_grade(notebook.cells[-1])[0] == 0.0


def test_replacing_later_cells_from_within_changes_no_mark(marked, handed_in):
    notebook = handed_in(
        {
            "buyers": (
                "ip = get_ipython()\n"
                "ip.input_transformers_cleanup.append(lambda lines: ['print(2.0)\\n'])\n"
                "import builtins, sys\nbuiltins.float = lambda *a: 99.0\n"
                "sys.displayhook = lambda *a: None\n"
                "def buyers(orders):\n    return 99"
            )
        }
    )
    assert marked(notebook)[0]["buyers"] == 0.0


@pytest.fixture
def with_example(lesson, own, fresh, data, start, handed_in):
    """Mark notebooks of a lesson whose setup is followed by an example that no answer needs."""
    example = Cell("example", "given", "few = orders.head(3)\nprint('shown')")
    setup, *others = lesson.cells[1:]
    longer = dataclasses.replace(lesson, cells=(lesson.cells[0], setup, example, *others))

    def _marked(answers, pictures=False):
        marking = Marking(longer, Reference(longer), own, fresh, pictures=pictures)
        notebook = handed_in(answers)
        shown = new_code_cell(example.source)
        shown.metadata["nbgrader"] = {"grade_id": "example", "grade": False, "solution": False, "locked": True}
        notebook.cells.insert(2, shown)
        marking.mark(notebook, start(Isolation.PROCESS_ONLY, data=data))
        return {found.question: found.earned for found in marking.scores}, shown

    return _marked


def test_a_given_cell_that_only_shows_something_is_not_run(with_example):
    points, shown = with_example({})
    assert points["buyer-count"] == 1.0
    assert shown.outputs == []


def test_it_is_run_where_the_instructor_wants_pictures(with_example):
    _, shown = with_example({}, pictures=True)
    assert [output.text for output in shown.outputs] == ["shown\n"]


@pytest.mark.parametrize(
    "uses",
    [
        "len(few) and buyers(orders)",
        "eval('few') is not None and buyers(orders)",
        "orders.query('customer_id in @few.customer_id or True').customer_id.nunique()",
        "globals()['f' + 'ew'] is not None and buyers(orders)",
    ],
    ids=["by name", "in a string", "in a query", "by a name put together"],
)
def test_it_is_run_where_a_learner_s_cell_needs_it(with_example, uses):
    points, shown = with_example({"buyer-count": f"buyer_count = {uses}"})
    assert points["buyer-count"] == 1.0
    assert [output.text for output in shown.outputs] == ["shown\n"]
