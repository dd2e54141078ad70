"""Whatever a learner's function does, trying it gives an outcome and leaves nothing behind."""

import logging
import sys
import warnings

import matplotlib.pyplot as plt
import pandas as pd
import pytest
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell, new_notebook

from coursekit.attempts import call, is_untouched, look
from coursekit.outcomes import CHANGED_INPUT, Raised, Returned, Undefined, Untouched

TOY = pd.DataFrame({"customer_id": [1, 2], "tags": [["a"], ["b"]]})


def tried(function, **arguments):
    return call({"f": function}, "f", arguments)


def test_what_is_returned_is_returned():
    assert tried(lambda a, b: a - b, x=5, y=3) == Returned(2)


def test_a_name_without_a_function_is_undefined():
    assert call({}, "f", {}) == Undefined()
    assert look({}, "x") == Undefined()


@pytest.mark.parametrize(
    "source", ["def f(orders): ...", "def f(orders):\n 'What it does.'\n ...", "def f(orders): pass"]
)
def test_a_placeholder_is_untouched(source):
    names = {}
    exec(source, names)
    assert is_untouched(names["f"])
    assert call(names, "f", {"orders": TOY}) == Untouched()


def _not_written(orders):
    raise NotImplementedError


@pytest.mark.parametrize("unanswered", [..., _not_written, lambda orders: ...])
def test_other_ways_not_to_answer_are_untouched_too(unanswered):
    assert tried(unanswered, orders=TOY) == Untouched()
    assert look({"x": ...}, "x") == Untouched()


@pytest.mark.parametrize("answer", [lambda orders: 0, lambda orders: orders, lambda orders: print(orders), len, dict])
def test_a_short_answer_is_an_answer(answer):
    assert not is_untouched(answer)
    assert not isinstance(tried(answer, orders=TOY), Untouched)


def test_a_function_overwritten_by_its_result_is_told_as_an_error():
    outcome = call({"retention_rate": 0.5}, "retention_rate", {})
    assert isinstance(outcome, Raised)
    assert outcome.error == "TypeError"
    assert "retention_rate" in outcome.message


def test_what_can_be_gone_through_once_is_kept_as_a_list():
    assert tried(lambda: (n for n in (1, 2))) == Returned([1, 2])
    assert tried(lambda: {1: "a", 2: "b"}.keys()) == Returned([1, 2])
    assert tried(lambda: filter(None, [0, 1])) == Returned([1])


def test_an_error_is_told_with_the_learners_own_line():
    names = {}
    source = "def f(orders):\n    wanted = 'month'\n    return orders[wanted]\n"
    import linecache

    linecache.cache["<cell 7>"] = (len(source), None, source.splitlines(keepends=True), "<cell 7>")
    exec(compile(source, "<cell 7>", "exec"), names)
    assert call(names, "f", {"orders": TOY}) == Raised("KeyError", "'month'", "return orders[wanted]")


class SilentError(Exception):
    def __str__(self):
        raise ValueError


@pytest.mark.parametrize("error", [ZeroDivisionError("by zero"), RecursionError("deep"), SystemExit(1), SilentError()])
def test_every_error_is_an_outcome(error):
    def f():
        raise error

    outcome = tried(f)
    assert isinstance(outcome, Raised)
    assert outcome.error == type(error).__name__


def test_an_interrupt_is_no_outcome():
    def f():
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        tried(f)


def test_too_few_parameters_are_an_error_of_the_call():
    assert tried(lambda orders: 1, orders=TOY, month="2026-01").error == "TypeError"


def test_the_toys_stay_as_they_are():
    def f(orders, months):
        orders["customer_id"] = 0
        orders.drop(columns="tags", inplace=True)
        months.append("2027-01")

    before, months = TOY.copy(), ["2026-01"]
    tried(f, orders=TOY, months=months)
    pd.testing.assert_frame_equal(TOY, before)
    assert months == ["2026-01"]


def test_nothing_is_printed_logged_or_warned(capfd):
    def f():
        print("out")
        print("err", file=sys.stderr)
        warnings.warn("FutureWarning it is", FutureWarning, stacklevel=1)
        logging.getLogger("learner").warning("logged")
        return 1

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert tried(f) == Returned(1)
    assert capfd.readouterr() == ("", "")


def drawn(function):
    return call({"f": function}, "f", {"rates": [0.5, 0.25]}, chart=True)


def test_a_chart_is_described_and_its_figures_are_closed():
    def f(rates):
        plt.figure()
        _, ax = plt.subplots()
        ax.plot([1, 2], rates)
        return ax

    own = plt.figure()
    assert drawn(f).value["lines"][0]["y"] == [0.5, 0.25]
    assert plt.get_fignums() == [own.number]


def test_a_chart_that_is_shown_and_not_returned_is_found():
    def f(rates):
        plt.plot([1, 2], rates)
        plt.show()

    show = plt.show
    assert drawn(f).value["lines"][0]["y"] == [0.5, 0.25]
    assert plt.show is show


def test_a_chart_is_never_drawn_over_an_older_one():
    plt.plot([1, 2, 3], [7, 8, 9])

    def f(rates):
        plt.plot([1, 2], rates)

    assert len(drawn(f).value["lines"]) == 1
    assert drawn(f) == drawn(f)
    assert len(plt.gca().lines) == 1


@pytest.mark.parametrize("result", [None, 0.5, "chart"])
def test_what_is_no_chart_is_returned_as_it_is(result):
    assert drawn(lambda rates: result if rates else ...) == Returned(result)


def test_figures_of_a_chart_that_fails_are_closed_too():
    def f(rates):
        plt.figure()
        raise ValueError("half drawn")

    assert drawn(f).error == "ValueError"
    assert plt.get_fignums() == []


def _in_place(change):
    def answer(orders):
        change(orders)
        return 1

    return answer


@pytest.mark.parametrize(
    "change",
    [
        lambda orders: orders.drop(index=0, inplace=True),
        lambda orders: orders.drop(columns="tags", inplace=True),
        lambda orders: orders.rename(columns={"tags": "words"}, inplace=True),
        lambda orders: orders.set_index("customer_id", inplace=True),
        lambda orders: orders.__setitem__("customer_id", 7),
    ],
)
def test_a_function_that_spoils_its_table_is_told_so(change):
    assert tried(_in_place(change), orders=TOY) == Raised(CHANGED_INPUT, "orders")


@pytest.mark.parametrize(
    "change",
    [
        lambda orders: orders.__setitem__("day", 1),
        lambda orders: orders.sort_values("customer_id", ascending=False, inplace=True),
        lambda orders: orders.__setitem__("customer_id", orders["customer_id"].astype("category")),
        lambda orders: None,
    ],
)
def test_a_new_column_or_another_order_does_no_harm(change):
    assert tried(_in_place(change), orders=TOY) == Returned(1)


def test_a_chart_tried_first_does_not_keep_later_pictures_from_showing():
    """In a notebook, the first figure decides whether pictures are shown from then on."""
    tried = (
        "from coursekit.attempts import call\n"
        "import matplotlib.pyplot as plt\n"
        "def drawn(x):\n    return plt.figure().subplots()\n"
        "call({'drawn': drawn}, 'drawn', {'x': 1}, chart=True);"
    )
    notebook = new_notebook(cells=[new_code_cell(tried), new_code_cell("plt.plot([1, 2]);")])
    NotebookClient(notebook, timeout=120, kernel_name="python3").execute()
    assert [output.output_type for output in notebook.cells[0].outputs] == []
    assert "image/png" in notebook.cells[1].outputs[-1].data
