"""Workers do jobs; one whose job takes longer than honest work does is given up, and the others go on."""

from __future__ import annotations

import signal
from dataclasses import replace
from multiprocessing.context import ForkServerContext
from pathlib import Path

import pytest

from grader.candidate import Candidate, Rules
from grader.feedback_html import Standing
from grader.job import Job
from grader.sandbox import Limits
from workshop import crew
from workshop.crew import SPARE_SECONDS, here


def job(learner: str, content: bytes, seconds: float) -> Job:
    rules = Rules(limits=Limits(total_seconds=(seconds - SPARE_SECONDS) / 2))
    one = Candidate(learner, "01-orders", "en", Path("data"), {}, "", 1, 2, Path("cache"), rules)
    return Job(one, content, None, Standing())  # type: ignore[arg-type]


class Deadly(dict[str, bytes]):
    """Files handed in that end the process in which they are read."""

    def __init__(self, number: int) -> None:
        self.number = number

    def __reduce__(self) -> tuple[object, tuple[int, ...]]:
        return signal.raise_signal, (self.number,)


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGSEGV, signal.SIGABRT])
def test_what_ends_its_worker_is_refused_alone_and_the_others_are_done(number: int) -> None:
    deadly = job("deadly", b"{}", 600.0)
    deadly = replace(deadly, candidate=replace(deadly.candidate, files=Deadly(number)))
    jobs = [job("before", b"", 600.0), deadly, *(job(f"after {place}", b"", 600.0) for place in range(3))]
    found = {result.learner: result for result in here(iter(jobs), 2)}
    assert "ended without a word, twice; the others are graded" in found.pop("deadly").failed
    assert set(found) == {"before", "after 0", "after 1", "after 2"}
    assert all(result.refused is not None for result in found.values())


def test_a_worker_that_is_gone_before_it_gets_its_job_is_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    hired, gone = crew._hired, list[crew._Worker]()

    def gone_at_first(context: ForkServerContext) -> crew._Worker:
        worker = hired(context)
        if not gone:
            worker.process.kill()
            worker.process.join()
            gone.append(worker)
        return worker

    monkeypatch.setattr(crew, "_hired", gone_at_first)
    (result,) = here(iter([job("patient", b"", 600.0)]), 1)
    assert gone
    assert result.refused is not None


def test_a_job_that_takes_too_long_is_given_up_and_the_others_are_done() -> None:
    endless = b'{"cells": [{"outputs": ' + b"[" * 19_000_000
    jobs = [job("slow", endless, 1.0), job("broken", b"", 600.0), job("empty", b"{}", 600.0)]
    found = {result.learner: result for result in here(iter(jobs), 1)}
    assert "given up after 1 s" in found["slow"].failed
    for name in ("broken", "empty"):
        assert found[name].refused is not None
