"""Every command says what it does, with an example, and is told in the docs."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from workshop.cli import app

ROOT = Path(__file__).resolve().parents[2]
COMMANDS = [command.name for command in app.registered_commands]


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_has_help_with_an_example(name: str) -> None:
    result = CliRunner().invoke(app, [name, "--help"])
    assert result.exit_code == 0
    assert f"Example: workshop {name}" in result.output


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize("page", ["docs/commands.md", "docs/zh/commands.md"])
def test_a_command_is_in_the_docs(name: str, page: str) -> None:
    assert f"workshop {name}" in (ROOT / page).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["data", "--case", "nowhere"], "no case 'nowhere'"),
        (["data", "--customers", "0"], "customers=0"),
        (["data", "--format", "xlsx"], "No format 'xlsx'"),
        (["verify", "99"], "No lesson '99'"),
        (["build", "--lang", "fr"], "No language 'fr'"),
        (["lab", "--lang", "fr"], "No language 'fr'"),
    ],
)
def test_bad_input_is_one_clear_line(words: list[str], says: str, tmp_path: Path) -> None:
    if words[0] == "data":
        words = [*words, "--out", str(tmp_path)]
    result = CliRunner().invoke(app, words)
    assert result.exit_code == 1
    assert says in result.output
    assert "Traceback" not in result.output
