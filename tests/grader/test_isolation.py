"""Where there are no walls, grading refuses and says what to do."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator

import pytest

from grader.sandbox import NoIsolation, available, bubblewrap


@pytest.fixture(autouse=True)
def _tried_anew() -> Iterator[None]:
    bubblewrap._problem.cache_clear()
    yield
    bubblewrap._problem.cache_clear()


def test_bubblewrap_missing_is_refused_with_how_to_get_it(monkeypatch):
    monkeypatch.setattr(bubblewrap.shutil, "which", lambda name: None)
    with pytest.raises(NoIsolation, match=r"not installed.*apt-get install bubblewrap.*WSL 2.*--no-isolation"):
        available()


def test_bubblewrap_that_does_not_work_is_refused_with_what_it_says(monkeypatch):
    failed = subprocess.CompletedProcess([], 1, b"", b"bwrap: setting up uid map: Permission denied")
    monkeypatch.setattr(bubblewrap.shutil, "which", lambda name: "/usr/bin/bwrap")
    monkeypatch.setattr(bubblewrap.subprocess, "run", lambda *given, **how: failed)
    monkeypatch.setattr(bubblewrap, "_restricted", lambda: True)
    with pytest.raises(NoIsolation, match=r"setting up uid map.*AppArmor.*bwrap-userns-restrict"):
        available()


def test_a_sandbox_says_why_it_did_not_start(monkeypatch, start, isolation):
    from grader.sandbox import SandboxFailed, launch

    monkeypatch.setattr(launch, "_BOOT", "raise SystemExit('no Python today')")
    with pytest.raises(SandboxFailed, match="no Python today"):
        start(isolation)
