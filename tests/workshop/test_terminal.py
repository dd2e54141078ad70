"""A command that is asked to end does so in order, and says how to go on."""

from __future__ import annotations

import signal
import subprocess
import sys

import pytest

ASKED = """
import os, signal, sys
from workshop.terminal import spoken_failures
number, ignored = int(sys.argv[1]), len(sys.argv) > 2
usual = signal.default_int_handler if number == signal.SIGINT else signal.SIG_DFL
signal.signal(number, signal.SIG_IGN if ignored else usual)
with spoken_failures():
    try:
        os.kill(os.getpid(), number)
        print("goes on")
    finally:
        print("written down")
"""


def asked(number: signal.Signals, *more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", ASKED, str(int(number)), *more], capture_output=True, text=True)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_asked_to_end_it_writes_down_what_is_finished_and_says_how_to_go_on(number):
    done = asked(number)
    assert done.stdout == "written down\n"
    assert done.stderr.startswith("Stopped. What was finished is kept")
    assert done.returncode == 128 + number


def test_what_somebody_had_it_ignore_is_ignored():
    assert asked(signal.SIGHUP, "ignored").stdout == "goes on\nwritten down\n"
