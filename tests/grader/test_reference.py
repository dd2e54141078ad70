from __future__ import annotations

import gc
import weakref
from dataclasses import replace

import pytest

from coursekit.outcomes import Returned
from grader import reference as module
from grader.lesson import Cell
from grader.reference import Reference, ReferenceFailed
from grader.worlds import NoData, fresh_world, own_world


@pytest.fixture
def runs(monkeypatch) -> list[str]:
    """The data sets that the reference was run on."""
    seen: list[str] = []
    honest = module.run_reference
    monkeypatch.setattr(module, "run_reference", lambda *given: seen.append("run") or honest(*given))
    return seen


def test_what_is_right_is_found_out_when_first_asked_for_and_once(lesson, own, runs):
    reference = Reference(lesson)
    assert runs == []
    right = own.tables["orders"]["customer_id"].nunique()
    for _ in range(2):
        for name in ("buyers", "buyer-count"):
            assert reference.on(lesson.questions[name], own)[0].expected == Returned(right)
        assert reference.on(lesson.questions["busiest"], own) == ()
    assert runs == ["run"]


def test_mistakes_are_found_out_only_when_asked_for(lesson, own):
    asked = []
    buyers = lesson.questions["buyers"]

    def orders_counted(orders):
        asked.append(1)
        return len(orders)

    counted = replace(buyers.mistakes[0], wrong=orders_counted)
    curious = replace(buyers, mistakes=(counted,))
    (case, *_) = Reference(replace(lesson, questions={**lesson.questions, "buyers": curious})).on(curious, own)
    mistaken = case.mistaken
    assert list(mistaken) == ["orders counted"]
    assert "orders counted" in mistaken
    assert not asked
    assert mistaken["orders counted"] == mistaken["orders counted"] == Returned(len(own.tables["orders"]))
    assert asked == [1]


def test_another_data_set_has_results_of_its_own(lesson, own, fresh, runs):
    reference, buyers = Reference(lesson), lesson.questions["buyers"]
    assert reference.on(buyers, own)[0].expected != reference.on(buyers, fresh)[0].expected
    assert len(runs) == 2


def test_as_many_calls_are_found_out_as_are_asked_for(lesson, own):
    heads = [lambda orders, size=size: {"orders": orders.head(size)} for size in (5, 6, 7)]
    often = replace(lesson.questions["buyers"], elsewhere=lambda tables: [head(tables["orders"]) for head in heads])
    reference = Reference(replace(lesson, questions={**lesson.questions, "buyers": often}))
    first = reference.on(often, own, 1)
    assert [len(case.arguments["orders"]) for case in first] == [5]
    assert [len(case.arguments["orders"]) for case in reference.on(often, own)] == [5, 6, 7]
    assert reference.on(often, own)[0] is first[0]
    assert len(reference.on(often, own, 2)) == 2


def test_given_cells_that_no_answer_needs_are_not_run(lesson, own):
    picture = Cell("picture", "given", "raise RuntimeError('nobody looks at this')")
    reference = Reference(replace(lesson, cells=(*lesson.cells, picture)))
    assert reference.on(lesson.questions["buyer-count"], own)


def test_questions_that_fail_on_the_data_are_named(lesson, own):
    broken = replace(lesson.questions["buyers"], elsewhere=lambda tables: [{"orders": tables["invoices"]}])
    faulty = replace(lesson, questions={**lesson.questions, "buyers": broken})
    with pytest.raises(ReferenceFailed, match=r"checks\.py, question 'buyers': `elsewhere` raises KeyError"):
        Reference(faulty).on(broken, own)


def test_a_reference_that_raises_on_the_data_is_named(lesson, own):
    odd = replace(lesson.questions["buyers"], elsewhere=lambda tables: [{"orders": tables["calendar"]}])
    faulty = replace(lesson, questions={**lesson.questions, "buyers": odd})
    with pytest.raises(ReferenceFailed, match="the reference gives no answer but Raised"):
        Reference(faulty).on(odd, own)


def test_missing_data_are_missed_with_their_place(tmp_path):
    with pytest.raises(NoData, match="on the roster"):
        own_world("amazon", tmp_path / "nobody" / "amazon")


def test_fresh_customers_follow_from_their_seed():
    one, same, other = (fresh_world("amazon", 60, seed) for seed in (1, 1, 2))
    assert one is same
    assert one.digest != other.digest
    assert not one.tables["orders"].equals(other.tables["orders"])


def test_a_value_s_mistake_may_be_about_an_example(lesson, own):
    def example_taken(names):
        return names["few"]

    count = lesson.questions["buyer-count"]
    odd = replace(count, mistakes=(replace(count.mistakes[0], wrong=example_taken),))
    others = Cell("another-example", "given", "raise RuntimeError('no need to run')")
    cells = (*lesson.cells, others, Cell("example", "given", "few = 3"))
    reference = Reference(replace(lesson, cells=cells, questions={**lesson.questions, "buyer-count": odd}))
    assert reference.on(odd, own)[0].mistaken["example taken"] == Returned(3)


def test_a_learner_s_tables_are_let_go_of_as_soon_as_the_next_one_s_are_asked_about(lesson, own, fresh):
    reference, count = Reference(lesson), lesson.questions["buyer-count"]
    reference.on(count, own)
    reference.on(count, fresh)
    tables = weakref.ref(reference._on(own).namespace["orders"])
    gc.disable()
    try:
        reference.on(count, replace(own, digest="another learner's"))
        assert tables() is None
    finally:
        gc.enable()
    assert reference.on(count, fresh)[0].expected == Returned(fresh.tables["orders"]["customer_id"].nunique())
