"""`workshop verify` finds what makes an exercise unfair, and names the place and the mend."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from grader.lesson import Lesson, LessonError, read_lesson
from workshop.verifying import verify

Change = Callable[[str, str, str], Path]


def problems(folder: Path) -> str:
    return "\n".join(
        f"{found.place}: {found.says}" for found in verify(read_lesson(folder)) if found.level == "problem"
    )


def test_the_first_lesson_is_fair(lesson: Lesson) -> None:
    findings = list(verify(lesson))
    assert [found for found in findings if found.level == "problem"] == []
    assert len(findings) == len(lesson.questions)


def test_a_mistake_that_no_toy_shows_is_found(changed_lesson: Change) -> None:
    folder = changed_lesson("checks.py", '"customer_id": [1, 1, 2]', '"customer_id": [1, 2, 3]')
    assert "mistake 'orders counted' is right on every toy" in problems(folder)


def test_a_mistake_that_whole_data_do_not_show_is_found(changed_lesson: Change) -> None:
    folder = changed_lesson("checks.py", 'tables["orders"]}', 'tables["orders"].drop_duplicates("customer_id")}')
    changed = folder / "checks.py"
    text = changed.read_text(encoding="utf-8").replace('tables["orders"].head(500)}', 'tables["orders"].head(0)}')
    changed.write_text(text, encoding="utf-8")
    assert "mistake 'orders counted' would pass on every population" in problems(folder)


def test_two_mistakes_that_look_alike_are_found(changed_lesson: Change) -> None:
    folder = changed_lesson(
        "checks.py",
        "mistakes=[Mistake(orders_counted, ORDERS_COUNTED)]",
        "mistakes=[Mistake(orders_counted, ORDERS_COUNTED), Mistake(lambda orders: len(orders), ORDERS_COUNTED)]",
    )
    assert "is taken for 'orders counted'" in problems(folder)


def test_a_refused_right_answer_is_found(changed_lesson: Change) -> None:
    folder = changed_lesson("checks.py", "elsewhere=quarters,", "elsewhere=quarters, also_right=[lambda orders: 7],")
    assert "also_right '<lambda>' is refused on its toys" in problems(folder)


def test_a_reference_that_fails_on_a_toy_is_found(changed_lesson: Change) -> None:
    folder = changed_lesson("lesson.py", 'orders["customer_id"].nunique()', 'orders["customer_id"].iloc[0]')
    assert "the reference raises IndexError on its toys" in problems(folder)


def test_a_stale_translation_is_found_with_the_digest_to_write(changed_lesson: Change) -> None:
    folder = changed_lesson("lesson.py", "# How many ordered?", "# How many bought?")
    says = problems(folder)
    assert "the English of cell 'orders-intro' has changed" in says
    assert f"en: {read_lesson(folder).cell('orders-intro').digest}" in says


def test_a_missing_translation_is_found(changed_lesson: Change) -> None:
    folder = changed_lesson("lesson.zh.md", "cell: orders-intro", "cell: another-name")
    says = problems(folder)
    assert "no Chinese for cell 'orders-intro'" in says
    assert "block 'another-name' belongs to no prose cell" in says


def test_a_rubric_that_does_not_add_up_is_found(changed_lesson: Change) -> None:
    assert "must add up to its 2 points" in problems(changed_lesson("lesson.toml", "points = 2", "points = 1"))


@pytest.mark.parametrize(
    ("file", "old", "new", "says"),
    [
        ("lesson.py", '# %% buyers role="solution"', '# %% Buyers! role="solution"', "give the cell a name"),
        ("lesson.py", '# %% memo role="essay"', '# %% memo role="poem"', "role must be one of"),
        ("lesson.py", "points=2\ncheck", "points=0\ncheck", "must be above 0"),
        ("lesson.py", "# %% busiest-check", "# %% busy-check", "has no tests cell 'busiest-check'"),
        ("lesson.py", "### BEGIN SOLUTION\n    return", "return", "put the part to be hidden between"),
        ("lesson.toml", "minutes = 5", "minutes = ", "lesson.toml"),
        ("lesson.toml", 'level = "starter"', "", "no 'level'"),
        ("checks.py", "QUESTIONS =", "ANSWERS =", "define QUESTIONS"),
        ("checks.py", "import pandas as pd", "import pandas as pd; 1 / 0", "ZeroDivisionError"),
    ],
)
def test_a_lesson_that_cant_be_read_is_refused_with_the_place(
    changed_lesson: Change, file: str, old: str, new: str, says: str
) -> None:
    folder = changed_lesson(file, old, new)
    with pytest.raises(LessonError, match=file.replace(".", r"\.")) as caught:
        read_lesson(folder)
    assert says in str(caught.value)


def test_a_given_cell_that_changes_a_table_unseen_is_found(changed_lesson: Change) -> None:
    unseen = 'orders.pop("status")\n\n\n# %% buyers role="solution"'
    folder = changed_lesson("lesson.py", '# %% buyers role="solution"', f'# %% example role="given"\n{unseen}')
    assert "orders is another where the given cells example are not run" in problems(folder)
