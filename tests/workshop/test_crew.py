"""Workers do jobs; one whose job takes longer than honest work does is given up, and the others go on."""

from __future__ import annotations

from pathlib import Path

from grader.candidate import Candidate, Rules
from grader.feedback_html import Standing
from grader.job import Job
from grader.sandbox import Limits
from workshop.crew import SPARE_SECONDS, here


def job(learner: str, content: bytes, seconds: float) -> Job:
    rules = Rules(limits=Limits(total_seconds=(seconds - SPARE_SECONDS) / 2))
    one = Candidate(learner, "01-orders", "en", Path("data"), {}, "", 1, 2, Path("cache"), rules)
    return Job(one, content, None, Standing())  # type: ignore[arg-type]


def test_a_job_that_takes_too_long_is_given_up_and_the_others_are_done() -> None:
    endless = b'{"cells": [{"outputs": ' + b"[" * 19_000_000
    jobs = [job("slow", endless, 1.0), job("broken", b"", 600.0), job("empty", b"{}", 600.0)]
    found = {result.learner: result for result in here(iter(jobs), 1)}
    assert "given up after 1 s" in found["slow"].failed
    for name in ("broken", "empty"):
        assert found[name].refused is not None
