"""The catalogue of attacks, a class for each group: every submission gets what it deserves, and none harms another."""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import sys
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import nbformat
import pytest
from attacks import CATALOGUE
from attacks.active_content import active_content
from attacks.attack import FULL, QUESTIONS, STOLEN, Attack, token
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.apps import NbGraderAPI
from traitlets.config import Config

import generator
from grader import ledger
from grader.seeds import new_secret, own_seed
from workshop.classroom import open_classroom
from workshop.gradebook import configured
from workshop.grading import grade, submissions
from workshop.intake import settle

LESSONS = Path(__file__).parent / "lessons"
LESSON = "01-orders"
HONEST = "honest"
CANARY = f"retention-course-canary-{os.getpid()}"
EVERY = [
    pytest.param(group, attack, id=f"{group}: {attack.name}")
    for group, attacks in CATALOGUE.items()
    for attack in attacks
]

pytestmark = [
    pytest.mark.filterwarnings("ignore::nbformat.warnings.DuplicateCellId", "ignore::sqlalchemy.exc.SAWarning"),
]


@dataclass(frozen=True)
class Outcome:
    """What came of a class: what was said, who has what, what the instructor finds in the folders."""

    room: Path
    log: str
    marks: Mapping[str, tuple[float, ...] | None]
    learners: Mapping[str, str]
    reached: list[bytes]

    def page(self, learner: str) -> str:
        """A learner's feedback page; empty where none was made."""
        file = self.room / "feedback" / learner / LESSON / f"{LESSON}.html"
        return file.read_text(encoding="utf-8") if file.is_file() else ""

    def shown(self, learner: str) -> str:
        """All that a learner's autograded notebook and feedback page show, and what the log says of them."""
        notebook = self.room / "autograded" / learner / LESSON / f"{LESSON}.ipynb"
        lines = [line for line in self.log.splitlines() if learner in line]
        outputs = []
        if notebook.is_file():
            node = nbformat.read(notebook, as_version=4)
            outputs = [json.dumps(cell.get("outputs", []), ensure_ascii=False) for cell in node.cells]
            outputs += [cell.source for cell in node.cells if cell.cell_type == "markdown" and cell.id != "memo"]
        return "\n".join([*lines, *outputs])


def learner_of(group: str, attack: Attack) -> str:
    """The id that an attack's learner has on the roster."""
    return f"{group}{[one.name for one in CATALOGUE[group]].index(attack.name):02d}"


@pytest.fixture(scope="module")
def empty_class(walls, handed_in, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A class with its assignment and nobody in it, and two populations of customers."""
    os.environ["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    room = tmp_path_factory.mktemp("attacked") / "class"
    room.mkdir()
    secret = new_secret(room)
    (room / "class.toml").write_text(f'language = "en"\ncustomers = 300\nlessons = ["{LESSON}"]\nlearners = []\n')
    source = room / "source" / LESSON
    source.mkdir(parents=True)
    nbformat.write(handed_in({}), source / f"{LESSON}.ipynb")
    (source / "checks").mkdir()
    (source / "checks" / f"{LESSON}.json").write_text("{}")
    made = NbGraderAPI(config=settings_of(room)).generate_assignment(LESSON)
    assert made["success"], made["log"]
    for learner, customers in ((HONEST, 300), ("others", 200)):
        seed = own_seed(secret, learner, "amazon")
        generator.write("amazon", room / "data" / learner, customers=customers, seed=seed, truth=False)
    return room


def settings_of(room: Path) -> Config:
    config = configured(room)
    config.TrustedExecute.lessons = str(LESSONS)
    config.TrustedExecute.fresh_customers = 100
    config.TrustedExecute.cell_seconds = 3.0
    config.TrustedExecute.total_seconds = 30.0
    config.TrustedExecute.memory_bytes = 512 << 20
    return config


@pytest.fixture(scope="module")
def listening() -> Iterator[tuple[int, list[bytes]]]:
    """A server on this machine that notes what reaches it."""
    reached: list[bytes] = []
    server = socket.create_server(("127.0.0.1", 0))

    def accept() -> None:
        while True:
            try:
                line, _ = server.accept()
            except OSError:
                return
            with line:
                reached.append(line.recv(100))

    threading.Thread(target=accept, daemon=True).start()
    yield server.getsockname()[1], reached
    server.close()


@pytest.fixture(scope="module")
def outcomes() -> dict[str, Outcome]:
    """Each group's class, once graded."""
    return {}


@pytest.fixture
def outcome(request: pytest.FixtureRequest, outcomes, empty_class, handed_in, listening, tmp_path_factory) -> Outcome:
    """What came of the class in which an attack was handed in."""
    group = request.node.callspec.params["group"]
    if group not in outcomes:
        folder = tmp_path_factory.mktemp(group) / "class"
        shutil.copytree(empty_class, folder)
        outcomes[group] = graded(folder, group, handed_in, listening)
    return outcomes[group]


def graded(room: Path, group: str, handed_in, listening: tuple[int, list[bytes]]) -> Outcome:
    """Hand in a group's attacks beside an honest learner's work, and grade the class as `workshop grade` does."""
    attacks = CATALOGUE[group]
    learners = {attack.name: learner_of(group, attack) for attack in attacks}
    everyone = [HONEST, *learners.values()]
    roster = "".join(f'[[learners]]\nid = "{one}"\nname = "{one}"\nemail = ""\nlanguage = "en"\n' for one in everyone)
    facts = (room / "class.toml").read_text().replace("learners = []\n", roster)
    (room / "class.toml").write_text(facts)
    honest = Attack("honest", attacks[0].about)
    words = {
        "@PORT@": str(listening[0]),
        "@LESSONS@": str(LESSONS),
        "@CANARY@": CANARY,
        "@HONEST@": str(buyers_of(room)),
    }
    honest.hand_in(handed_in({}), room, HONEST, words)
    for attack in attacks:
        shutil.copytree(room / "data" / "others", room / "data" / learners[attack.name])
        attack.hand_in(handed_in({}), room, learners[attack.name], words)
    Path("/tmp", CANARY).write_text("a file of the instructor's")
    os.environ["CLASS_PASSWORD"] = "hunter2"
    try:
        lines = list(settle(open_classroom(room)))
        classroom = open_classroom(room)
        for found in grade(classroom, submissions(classroom), config=settings_of(room), workers=2):
            lines.append(f"{found.learner}, {found.lesson}: {found.what}: {found.why}")
    finally:
        del os.environ["CLASS_PASSWORD"]
        Path("/tmp", CANARY).unlink(missing_ok=True)
    marks = {one: points_of(room, one) for one in everyone}
    return Outcome(room, "\n".join(lines), marks, learners, listening[1])


def buyers_of(room: Path) -> int:
    import pandas as pd

    parts = (room / "data" / HONEST / "amazon" / "orders").glob("part-*")
    return int(pd.concat([pd.read_parquet(part) for part in parts])["customer_id"].nunique())


def points_of(room: Path, learner: str) -> tuple[float, ...] | None:
    """The points of the three questions in the gradebook; None where there is no grade."""
    if (LESSON, learner) not in ledger.latest(room):
        return None
    with Gradebook(f"sqlite:///{room / 'gradebook.db'}", room.name) as book:
        try:
            found = book.find_submission_notebook(LESSON, LESSON, learner)
        except MissingEntry:
            return None
        points = {grade.name: grade.auto_score for grade in found.grades}
        assert set(points) == {*(f"{name}-check" for name in QUESTIONS), "memo"}
        return tuple(points[f"{name}-check"] for name in QUESTIONS)


@pytest.mark.parametrize(("group", "attack"), EVERY)
class TestAttack:
    """Each entry of the catalogue."""

    def test_it_gets_what_it_deserves_and_is_told(self, outcome: Outcome, group: str, attack: Attack) -> None:
        learner = outcome.learners[attack.name]
        assert outcome.marks[learner] == attack.earns
        assert re.search(attack.says, outcome.shown(learner) if attack.earns else outcome.log)

    def test_nothing_leaks_and_nothing_runs_where_it_is_read(
        self, outcome: Outcome, group: str, attack: Attack
    ) -> None:
        learner = outcome.learners[attack.name]
        shown = outcome.shown(learner) + outcome.page(learner)
        for word in (STOLEN, *attack.never):
            assert word not in shown
        assert active_content(outcome.page(learner)) == []
        assert outcome.reached == []
        assert not Path("/tmp", token(attack)).exists()


@pytest.mark.parametrize("group", CATALOGUE)
class TestClass:
    """What holds for a class with all attacks of a group in it."""

    def test_the_honest_learner_s_grade_stands(self, outcome: Outcome, group: str) -> None:
        assert outcome.marks[HONEST] == FULL

    def test_no_process_is_left(self, outcome: Outcome, group: str) -> None:
        tokens = {token(attack).encode() for attack in CATALOGUE[group]}
        running = set()
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                running |= {word for word in (folder / "cmdline").read_bytes().split(b"\0") if word in tokens}
            except OSError:
                continue
        assert running == set()

    def test_the_assignment_and_the_class_are_as_they_were(self, outcome: Outcome, group: str, empty_class) -> None:
        for name in (".secret", f"source/{LESSON}/{LESSON}.ipynb", f"release/{LESSON}/{LESSON}.ipynb"):
            assert (outcome.room / name).read_bytes() == (empty_class / name).read_bytes()
        for file in (empty_class / "data").rglob("*"):
            if file.is_file():
                assert (outcome.room / file.relative_to(empty_class)).read_bytes() == file.read_bytes()


def test_names_of_attacks_are_told_apart() -> None:
    names = [attack.name for attacks in CATALOGUE.values() for attack in attacks]
    assert len(names) == len(set(names))
