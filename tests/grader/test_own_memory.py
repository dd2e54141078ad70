"""What marking one submission may take here: the process is told no, and goes on."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from grader.own_memory import LEAST_BYTES, bounded, room_bytes

if sys.platform != "linux":
    pytest.skip("only Linux bounds a process's own memory", allow_module_level=True)

import resource


def test_a_join_that_would_take_all_memory_is_refused_and_smaller_ones_are_not() -> None:
    many = pd.DataFrame({"key": np.zeros(100_000, dtype=int)})
    with bounded(1 << 30):
        with pytest.raises(MemoryError):
            many.merge(many, on="key")
        assert len(many.head(1000).merge(many.head(1000), on="key")) == 1_000_000


def test_the_limit_is_lifted_afterwards_also_by_an_error() -> None:
    before = resource.getrlimit(resource.RLIMIT_DATA)
    with pytest.raises(ValueError, match="other"), bounded(1 << 30):
        raise ValueError("another error")
    assert resource.getrlimit(resource.RLIMIT_DATA) == before


def test_a_limit_that_is_there_already_is_never_raised() -> None:
    with bounded(1 << 30):
        lower = resource.getrlimit(resource.RLIMIT_DATA)
        with bounded(8 << 30):
            assert resource.getrlimit(resource.RLIMIT_DATA) == lower


def test_the_room_is_that_of_large_classes_on_large_machines() -> None:
    kilobytes = int(
        next(line for line in Path("/proc/meminfo").read_text().splitlines() if "MemTotal" in line).split()[1]
    )
    assert LEAST_BYTES <= room_bytes() <= max(LEAST_BYTES, kilobytes * 1024)


def test_a_submission_s_own_limits_don_t_come_from_here(start, walls):
    with bounded(1 << 30):
        box = start(walls)
        box.run("import resource\nlimit = resource.getrlimit(resource.RLIMIT_DATA) == (resource.RLIM_INFINITY,) * 2")
        answer = box.value("limit")
    assert getattr(answer, "value", answer) is (resource.getrlimit(resource.RLIMIT_DATA)[1] == resource.RLIM_INFINITY)
