"""A cell that fails for want of an earlier answer names that answer."""

from collections.abc import Iterator

import pytest
from IPython.core.interactiveshell import InteractiveShell

from coursekit.waiting import explain_open_questions


@pytest.fixture
def shell() -> Iterator[InteractiveShell]:
    shell = InteractiveShell.instance()
    explain_open_questions("en")
    yield shell
    InteractiveShell.clear_instance()


def test_the_open_question_is_named_in_place_of_a_traceback(
    shell: InteractiveShell, capsys: pytest.CaptureFixture[str]
) -> None:
    shell.run_cell("def retention_rate(orders): ...")
    result = shell.run_cell("print(f'{retention_rate(1):.1%}')")
    printed = capsys.readouterr().out
    assert "`retention_rate`" in printed
    assert "Traceback" not in printed
    assert not result.success


def test_a_variable_left_open_is_named(shell: InteractiveShell, capsys: pytest.CaptureFixture[str]) -> None:
    shell.run_cell("share = (\n    ...\n)")
    shell.run_cell("share + 1")
    assert "`share`" in capsys.readouterr().out


def test_it_is_named_also_where_a_later_line_of_the_cell_fails(
    shell: InteractiveShell, capsys: pytest.CaptureFixture[str]
) -> None:
    shell.run_cell("def monthly_retention(orders): ...")
    shell.run_cell("monthly = monthly_retention(1)\nprint('so far')\nprint(monthly.max())")
    assert "`monthly_retention`" in capsys.readouterr().out


def test_any_other_error_keeps_its_traceback(shell: InteractiveShell, capsys: pytest.CaptureFixture[str]) -> None:
    shell.run_cell("def answered(orders):\n    return orders + 1")
    shell.run_cell("answered(None)")
    assert "TypeError" in capsys.readouterr().out
