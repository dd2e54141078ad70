from __future__ import annotations

from dataclasses import replace

import pytest

from coursekit.outcomes import Returned
from grader import reference as module
from grader.reference import Reference, ReferenceFailed
from grader.worlds import NoData, fresh_world, own_world


@pytest.fixture
def runs(monkeypatch) -> list[str]:
    """The data sets that the reference was run on."""
    seen: list[str] = []
    honest = module.run_reference
    monkeypatch.setattr(module, "run_reference", lambda *given: seen.append("run") or honest(*given))
    return seen


def test_what_is_right_is_computed_once_and_kept_on_disk(lesson, own, tmp_path, runs):
    first = Reference(lesson, tmp_path).on(own)
    again = Reference(lesson, tmp_path).on(own)
    assert runs == ["run"]
    right = own.tables["orders"]["customer_id"].nunique()
    for cases in (first, again):
        assert cases["buyers"][0].expected == Returned(right)
        assert cases["buyer-count"][0].expected == Returned(right)
        assert cases["busiest"] == ()


def test_what_is_kept_holds_no_table(lesson, own, tmp_path):
    Reference(lesson, tmp_path).on(own)
    assert sum(file.stat().st_size for file in tmp_path.iterdir()) < 2000


def test_mistakes_are_found_out_only_when_asked_for(lesson, own, tmp_path):
    mistaken = Reference(lesson, tmp_path).on(own)["buyers"][0].mistaken
    assert list(mistaken) == ["orders counted"]
    assert "orders counted" in mistaken
    assert mistaken["orders counted"] == Returned(len(own.tables["orders"]))


def test_another_data_set_or_lesson_has_results_of_its_own(lesson, own, fresh, tmp_path, runs):
    Reference(lesson, tmp_path).on(own)
    Reference(lesson, tmp_path).on(fresh)
    assert len(list(tmp_path.iterdir())) == 2
    assert len(runs) == 2


def test_a_damaged_file_is_computed_anew(lesson, own, tmp_path, runs):
    Reference(lesson, tmp_path).on(own)
    for file in tmp_path.iterdir():
        file.write_text('{"buyers": [')
    assert Reference(lesson, tmp_path).on(own)["buyers"]
    assert len(runs) == 2


def test_questions_that_fail_on_the_data_are_named(lesson, own, tmp_path):
    broken = replace(lesson.questions["buyers"], elsewhere=lambda tables: [{"orders": tables["invoices"]}])
    faulty = replace(lesson, questions={**lesson.questions, "buyers": broken})
    with pytest.raises(ReferenceFailed, match=r"checks\.py, question 'buyers': `elsewhere` raises KeyError"):
        Reference(faulty, tmp_path).on(own)


def test_a_reference_that_raises_on_the_data_is_named(lesson, own, tmp_path):
    odd = replace(lesson.questions["buyers"], elsewhere=lambda tables: [{"orders": tables["calendar"]}])
    faulty = replace(lesson, questions={**lesson.questions, "buyers": odd})
    with pytest.raises(ReferenceFailed, match="the reference gives no answer but Raised"):
        Reference(faulty, tmp_path).on(own)


def test_missing_data_are_missed_with_their_place(tmp_path):
    with pytest.raises(NoData, match="on the roster"):
        own_world("amazon", tmp_path / "nobody" / "amazon")


def test_fresh_customers_follow_from_their_seed():
    one, same, other = (fresh_world("amazon", 60, seed) for seed in (1, 1, 2))
    assert one is same
    assert one.digest != other.digest
    assert not one.tables["orders"].equals(other.tables["orders"])
