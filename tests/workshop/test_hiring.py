"""What workers are forked from gets ready while the command is imported, and only where somebody will grade here."""

from __future__ import annotations

import subprocess
import sys

import pytest

import workshop.__main__ as command
from workshop import cli, hiring


@pytest.mark.parametrize(
    ("words", "called"),
    [
        (["grade", "tuesday", "--workers", "2"], True),
        (["grade", "--help"], False),
        (["grade", "tuesday", "--scheduler=tcp://10.0.0.1:8786"], False),
        (["report", "grade"], False),
        ([], False),
    ],
)
def test_it_is_called_up_for_grading_here(monkeypatch, words, called):
    done = []
    monkeypatch.setattr(sys, "argv", ["workshop", *words])
    monkeypatch.setattr(hiring, "call_up", lambda: done.append("called up"))
    monkeypatch.setattr(cli, "main", lambda: done.append("run"))
    command.main()
    assert done == ["called up", "run"] if called else ["run"]


HIRING = """
import sys
from workshop.hiring import call_up, context

def look():
    print("seaborn" in sys.modules, "grader.job" in sys.modules)

if __name__ == "__main__":
    call_up()
    print("seaborn" in sys.modules)
    process = context().Process(target=look)
    process.start()
    process.join()
"""


def test_who_is_hired_finds_the_libraries_imported_though_nobody_here_did(tmp_path):
    script = tmp_path / "hiring.py"
    script.write_text(HIRING)
    done = subprocess.run([sys.executable, "-u", script], capture_output=True, text=True)
    assert done.stdout.splitlines() == ["False", "True True"], done.stderr
