from __future__ import annotations

import json
import os
import stat
from collections.abc import Callable

import pytest

from coursekit.diagnosis import Verdict
from coursekit.questions import Question
from grader import ledger
from grader.ledger import Entry
from grader.scoring import Score


@pytest.fixture
def line() -> Callable[..., Entry]:
    asked = Question("buyers", "function", "buyers", 2.0, 0.0, False, "number", (), {})
    found = Score("buyers", 2.0, 0.5, {"toys": True}, Verdict(asked, "mistake", mistake="orders counted"), "toys")

    def _line(learner: str = "li", seconds: float = 1.0) -> Entry:
        return ledger.entry(
            [found],
            lesson="01-orders",
            learner=learner,
            submission=b"notebook",
            version="abc",
            data=ledger.seed_digest(123456789),
            isolation="bubblewrap",
            seconds=seconds,
        )

    return _line


def test_a_line_says_what_was_graded_how_and_with_what(tmp_path, line):
    ledger.append(tmp_path, line())
    (found,) = ledger.read(tmp_path)
    assert found.scores == {"buyers": 0.5}
    assert found.mistakes == {"buyers": "orders counted"}
    assert found.isolation == "bubblewrap"
    assert {"python", "pandas", "numpy"} <= set(found.environment)
    assert len(found.grader) == 16


def test_the_seed_is_not_in_it_and_only_the_instructor_reads_it(tmp_path, line):
    ledger.append(tmp_path, line())
    file = tmp_path / ledger.LEDGER_FILE
    assert "123456789" not in file.read_text()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_grading_twice_differs_in_nothing_but_the_time(line):
    assert line(seconds=1.0).grade == line(seconds=7.0).grade


def test_the_last_line_counts_and_a_line_cut_short_is_passed_over(tmp_path, line):
    ledger.append(tmp_path, line("li", 1.0))
    ledger.append(tmp_path, line("wang", 2.0))
    ledger.append(tmp_path, line("li", 3.0))
    with (tmp_path / ledger.LEDGER_FILE).open("a") as file:
        file.write(json.dumps({"lesson": "01"})[:8])
    latest = ledger.latest(tmp_path)
    assert {learner: entry.seconds for (_, learner), entry in latest.items()} == {"li": 3.0, "wang": 2.0}


def test_a_class_that_was_never_graded_has_an_empty_ledger(tmp_path):
    assert list(ledger.read(tmp_path)) == []


def test_a_line_after_one_cut_short_is_read(tmp_path, line):
    ledger.append(tmp_path, line("li"))
    file = tmp_path / ledger.LEDGER_FILE
    with file.open("ab") as cut:
        cut.write('{"learner": "伟'.encode()[:-1])
    ledger.append(tmp_path, line("wang"))
    assert [found.learner for found in ledger.read(tmp_path)] == ["li", "wang"]


def test_a_full_disk_is_told(tmp_path, line, monkeypatch):
    monkeypatch.setattr(os, "write", lambda descriptor, text: len(text) - 1)
    with pytest.raises(OSError, match="No space left"):
        ledger.append(tmp_path, line())


def test_no_sign_in_a_line_ends_it(tmp_path, line):
    ledger.append(tmp_path, line("li\u2028wang\x85"))
    assert [found.learner for found in ledger.read(tmp_path)] == ["li\u2028wang\x85"]
