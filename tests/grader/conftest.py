from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

import generator
from grader.lesson import Lesson, read_lesson
from grader.reference import Reference
from grader.sandbox import ForkServer, Isolation, Limits, NoIsolation, Sandbox, available
from grader.worlds import World, fresh_world, own_world

QUICK = Limits(cell_seconds=2, total_seconds=20, memory_bytes=512 << 20, output_bytes=100_000, grace_seconds=1)
LESSONS = Path(__file__).parent / "lessons"
ROLES = {
    "given": {"grade": False, "solution": False, "locked": True},
    "solution": {"grade": False, "solution": True, "locked": False},
    "tests": {"grade": True, "solution": False, "locked": True},
    "essay": {"grade": True, "solution": True, "locked": False},
}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what can't be: a submission is forked inside walls only."""
    kept, left_out = [], []
    for item in items:
        given = item.callspec.params if hasattr(item, "callspec") else {}
        isolation = given.get("isolation", "walls" if "walls" in getattr(item, "fixturenames", ()) else "process")
        possible = given.get("start") != "forked" or isolation == "walls"
        (kept if possible else left_out).append(item)
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = kept


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


@pytest.fixture(scope="session")
def can_fork(walls: Isolation) -> None:
    """Where submissions can be forked inside walls; elsewhere each has a bubblewrap of its own, and is tested so."""
    with ForkServer() as server, Sandbox("amazon", isolation=walls, server=server):
        if server.problem:
            pytest.skip(server.problem)


@pytest.fixture(scope="session")
def servers() -> Iterator[list[ForkServer]]:
    """Fork servers, as many as there are submissions at a time."""
    with ExitStack() as stack:
        yield [stack.enter_context(ForkServer()) for _ in range(2)]


@pytest.fixture(params=["fresh", "forked"])
def start(request: pytest.FixtureRequest, servers: list[ForkServer]) -> Iterator[Callable[..., Sandbox]]:
    """Start sandboxes that end with the test: each in a bubblewrap of its own, or forked inside one."""
    forked = request.param == "forked"
    if forked:
        request.getfixturevalue("can_fork")
    free = list(servers) if forked else []
    with ExitStack() as stack:

        def started(isolation: Isolation, limits: Limits = QUICK, **more: Any) -> Sandbox:
            server = free.pop() if forked else None
            box = stack.enter_context(Sandbox("amazon", limits=limits, isolation=isolation, server=server, **more))
            assert server is None or server.pid, server.problem
            return box

        yield started


@pytest.fixture(scope="session")
def lesson() -> Lesson:
    """A lesson as small as can be: a function, a value, a choice, an essay."""
    return read_lesson(LESSONS / "01-orders")


@pytest.fixture(scope="session")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A learner's data, as a class directory has them."""
    folder = tmp_path_factory.mktemp("data")
    generator.write("amazon", folder, customers=300, seed=11, truth=False)
    return folder


@pytest.fixture(scope="session")
def own(data: Path) -> World:
    """The learner's own customers."""
    return own_world("amazon", data / "amazon")


@pytest.fixture(scope="session")
def fresh() -> World:
    """Customers whom nobody has seen."""
    return fresh_world("amazon", 200, 12)


@pytest.fixture(scope="session")
def reference(lesson: Lesson, tmp_path_factory: pytest.TempPathFactory) -> Reference:
    """The lesson's right answers."""
    return Reference(lesson)


@pytest.fixture(scope="session")
def handed_in(lesson: Lesson) -> Callable[..., NotebookNode]:
    """Make a notebook of the lesson, solved or as released, with some cells' sources replaced."""
    return lambda answers, solved=True, of=lesson: notebook(of, answers, solved=solved)


def notebook(lesson: Lesson, answers: Mapping[str, str], *, solved: bool = True) -> NotebookNode:
    """Make a lesson's notebook: solved, or as released, with `answers` in place of the cells they name."""
    cells = []
    for cell in lesson.cells:
        if cell.role == "prose":
            cells.append(new_markdown_cell(cell.source, id=cell.name))
            continue
        about = {"grade_id": cell.name, "schema_version": 3, "task": False, **ROLES[cell.role]}
        if cell.points:
            about["points"] = cell.points
        source = answers.get(cell.name, cell.source if solved else stub(cell.source))
        new = new_markdown_cell if cell.role == "essay" else new_code_cell
        about["cell_type"] = "markdown" if cell.role == "essay" else "code"
        cells.append(new(source or "Write here", id=cell.name, metadata={"nbgrader": about}))
    return new_notebook(cells=cells, metadata={"kernelspec": {"name": "python3", "display_name": "Python 3"}})


def stub(source: str) -> str:
    """Put the placeholder where the solution is, as the release has it."""
    return re.sub(r"^( *)### BEGIN SOLUTION.*?### END SOLUTION", r"\1...", source, flags=re.DOTALL | re.MULTILINE)
