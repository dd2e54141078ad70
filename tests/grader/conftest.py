from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest

from grader.sandbox import Isolation, Limits, NoIsolation, Sandbox, available

QUICK = Limits(cell_seconds=2, total_seconds=20, memory_bytes=512 << 20, output_bytes=100_000, grace_seconds=1)


@pytest.fixture(scope="session")
def walls() -> Isolation:
    """Bubblewrap, or skip where it does not work."""
    try:
        return available()
    except NoIsolation as reason:
        pytest.skip(str(reason)[:120])


@pytest.fixture(params=["walls", "process"])
def isolation(request: pytest.FixtureRequest) -> Isolation:
    """Both ways of running a submission."""
    return request.getfixturevalue("walls") if request.param == "walls" else Isolation.PROCESS_ONLY


@pytest.fixture
def quick() -> Limits:
    """Limits that a test does not have to wait long for."""
    return QUICK


@pytest.fixture
def start() -> Iterator[Callable[..., Sandbox]]:
    """Start sandboxes that end with the test."""
    with ExitStack() as stack:

        def started(isolation: Isolation, limits: Limits = QUICK, **more: Any) -> Sandbox:
            return stack.enter_context(Sandbox("amazon", limits=limits, isolation=isolation, **more))

        yield started
