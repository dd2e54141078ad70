"""The same attacks against plain `nbgrader autograde`: `python -m tests.grader.attacks.plain_nbgrader [NAME …]`.

The assignment is the same, written as nbgrader's manual has it: asserts, some of them hidden, run in the learner's
kernel. Each attack is handed in beside an honest learner's work and graded by the command as nbgrader ships it. It all
runs in a throwaway folder, behind bubblewrap's read-only view of this machine, so that what succeeds there does no harm
here. What comes of it is kept in `plain_nbgrader.json`, from which docs/security.md has its table.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

import nbformat
import pandas as pd
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from nbgrader.api import Gradebook, MissingEntry

from . import CATALOGUE
from .active_content import active_content
from .attack import QUESTIONS, STOLEN, Attack, token

RECORD: Final = Path(__file__).with_suffix(".json")
ASSIGNMENT: Final = "01-orders"
HONEST: Final = "honest"
LEARNER: Final = "attacker"
CUSTOMERS: Final = 300
SECONDS: Final = 90
_CANARY: Final = "retention-course-canary"
_MEMORY: Final = 8 << 30

_SETUP: Final = 'import numpy as np\nimport pandas as pd\n\norders = pd.read_csv("orders.csv")'
_ANSWERS: Final = {
    "buyers": 'def buyers(orders):\n    return orders["customer_id"].nunique()',
    "buyer-count": "buyer_count = buyers(orders)",
    "busiest": 'busiest = "b"',
}
_TESTS: Final = {
    "buyers": (
        'assert np.isclose(buyers(pd.DataFrame({"customer_id": [1, 1, 2]})), 2)\n'
        'assert np.isclose(buyers(pd.DataFrame({"customer_id": []})), 0)',
        f"assert np.isclose(buyers(orders), {CUSTOMERS})",
        2,
    ),
    "buyer-count": ("assert buyer_count >= 0", f"assert np.isclose(buyer_count, {CUSTOMERS})", 1),
    "busiest": ('assert busiest in ("a", "b")', 'assert busiest == "b"', 1),
}


@dataclass(frozen=True)
class Found:
    """What came of an attack.

    Parameters
    ----------
    points : for buyers, buyer-count and busiest; None where there is no grade
    honest : whether the honest learner had all points in the end
    stolen : whether the submission got what it must not have
    active : what the feedback page would run
    left : whether a process was left behind
    ended : whether nbgrader came to an end within the time it had
    megabytes : size of the attacker's graded notebook
    """

    points: tuple[float, ...] | None
    honest: bool
    stolen: bool
    active: bool
    left: bool
    ended: bool
    megabytes: int


def main(names: Sequence[str]) -> None:
    """Run the attacks named, or all that are not recorded yet, and keep what comes of them."""
    record: dict[str, object] = json.loads(RECORD.read_text(encoding="utf-8")) if RECORD.is_file() else {}
    attacks = [attack for group in CATALOGUE.values() for attack in group]
    with tempfile.TemporaryDirectory(dir="/var/tmp", prefix="plain-nbgrader-") as folder:
        empty = _assignment(Path(folder))
        for attack in attacks:
            if attack.harms is not None or (attack.name not in names if names else attack.name in record):
                continue
            found = _graded(attack, empty, Path(folder) / "class")
            record[attack.name] = asdict(found)
            print(attack.name, asdict(found), flush=True)
            known = {one.name: record[one.name] for one in attacks if one.name in record}
            RECORD.write_text(json.dumps(known, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _assignment(folder: Path) -> Path:
    """A course directory with the assignment made by nbgrader."""
    room = folder / "empty"
    source = room / "source" / ASSIGNMENT
    source.mkdir(parents=True)
    nbformat.write(_notebook(hidden=True), source / f"{ASSIGNMENT}.ipynb")
    (source / "checks").mkdir()
    (source / "checks" / f"{ASSIGNMENT}.json").write_text("{}")
    numbers = [number % CUSTOMERS for number in range(5 * CUSTOMERS)]
    pd.DataFrame({"customer_id": numbers}).to_csv(source / "orders.csv", index=False)
    (room / "nbgrader_config.py").write_text("c = get_config()\nc.CourseDirectory.course_id = 'class'\n")
    (room / ".secret").write_text("the class secret")
    (room / "home").mkdir()
    done = _behind_walls(room, folder, ["nbgrader", "generate_assignment", ASSIGNMENT])
    if done is None or done.returncode:
        raise SystemExit(f"nbgrader could not make the assignment:\n{done and done.stderr.decode()}")
    return room


def _notebook(*, hidden: bool) -> NotebookNode:
    """The lesson in nbgrader's own way, solved."""
    cells = [new_markdown_cell("# How many ordered?", id="orders-intro"), _cell("orders-setup", _SETUP, locked=True)]
    for name in QUESTIONS:
        shown, secret, points = _TESTS[name]
        tests = f"{shown}\n### BEGIN HIDDEN TESTS\n{secret}\n### END HIDDEN TESTS" if hidden else shown
        answer = f"### BEGIN SOLUTION\n{_ANSWERS[name]}\n### END SOLUTION" if hidden else _ANSWERS[name]
        cells += [_cell(name, answer, solution=True)]
        cells += [_cell(f"{name}-check", tests, locked=True, grade=True, points=points)]
    memo = new_markdown_cell("Call them.", id="memo", metadata={"nbgrader": _about("memo", True, True, False, 2)})
    cells.append(memo)
    return new_notebook(cells=cells, metadata={"kernelspec": {"name": "python3", "display_name": "Python 3"}})


def _cell(
    name: str, source: str, *, locked: bool = False, solution: bool = False, grade: bool = False, points: float = 0
) -> NotebookNode:
    return new_code_cell(source, id=name, metadata={"nbgrader": _about(name, grade, solution, locked, points)})


def _about(name: str, grade: bool, solution: bool, locked: bool, points: float) -> dict[str, object]:
    about = {"grade_id": name, "grade": grade, "solution": solution, "locked": locked, "schema_version": 3}
    return {**about, "task": False, **({"points": points} if grade else {})}


def _graded(attack: Attack, empty: Path, room: Path) -> Found:
    shutil.rmtree(room, ignore_errors=True)
    shutil.copytree(empty, room)
    reached: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        threading.Thread(target=_accept, args=(server, reached), daemon=True).start()
        words = {"@PORT@": str(server.getsockname()[1]), "@LESSONS@": str(room / "source"), "@CANARY@": _CANARY}
        words |= {"@HONEST@": str(CUSTOMERS)}
        for one, learner in ((Attack("honest", attack.about), HONEST), (attack, LEARNER)):
            one.hand_in(_notebook(hidden=False), room, learner, words)
        seen = "for one in /proc/[0-9]*/cmdline; do tr '\\0' ' ' < $one; echo; done"
        command = f"nbgrader autograde {ASSIGNMENT}; ({seen}) | grep '^sleep {token(attack)}' > left"
        done = _behind_walls(room, room.parent, ["bash", "-c", f"{command}; nbgrader generate_feedback {ASSIGNMENT}"])
    said = "" if done is None else (done.stdout + done.stderr).decode(errors="replace")
    autograded = room / "autograded" / LEARNER / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
    text = autograded.read_text(encoding="utf-8", errors="replace") if autograded.is_file() else ""
    page = room / "feedback" / LEARNER / ASSIGNMENT / f"{ASSIGNMENT}.html"
    left = room / "left"
    return Found(
        points=_points(room, LEARNER) if autograded.is_file() else None,
        honest=_points(room, HONEST) == (2, 1, 1),
        stolen=STOLEN in text or STOLEN in said or bool(reached) or (room / "tmp" / token(attack)).exists(),
        active=bool(active_content(page.read_text(encoding="utf-8"))) if page.is_file() else False,
        left=left.is_file() and bool(left.read_text().strip()),
        ended=done is not None,
        megabytes=len(text) >> 20,
    )


def _accept(server: socket.socket, reached: list[bytes]) -> None:
    while True:
        try:
            line, _ = server.accept()
        except OSError:
            return
        with line:
            reached.append(line.recv(100))


def _behind_walls(room: Path, folder: Path, command: Sequence[str]) -> subprocess.CompletedProcess[bytes] | None:
    """Run a command that may write into the class directory and nowhere else; None when it did not end in time."""
    temporary = room / "tmp"
    temporary.mkdir(exist_ok=True)
    (temporary / _CANARY).write_text("a file of the instructor's")
    walls = ["bwrap", "--ro-bind", "/", "/", "--dev", "/dev", "--proc", "/proc", "--unshare-pid", "--die-with-parent"]
    walls += [
        "--bind",
        str(folder),
        str(folder),
        "--bind",
        str(temporary),
        "/tmp",
        "--chdir",
        str(room),
        "--new-session",
    ]
    environment: Mapping[str, str] = {
        **os.environ,
        "HOME": str(room / "home"),
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        "CLASS_PASSWORD": "hunter2",
        "JUPYTER_CONFIG_DIR": str(room / "home" / "jupyter"),
    }
    limits = ["prlimit", f"--as={_MEMORY}", f"--fsize={1 << 30}"]
    try:
        return subprocess.run(
            [*limits, *walls, *command], env=environment, capture_output=True, timeout=SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        return None


def _points(room: Path, learner: str) -> tuple[float, ...] | None:
    with Gradebook(f"sqlite:///{room / 'gradebook.db'}", "class") as book:
        try:
            found = book.find_submission_notebook(ASSIGNMENT, ASSIGNMENT, learner)
        except MissingEntry:
            return None
        points = {grade.name: grade.auto_score for grade in found.grades}
        marks = [points.get(f"{name}-check") for name in QUESTIONS]
        return None if any(mark is None for mark in marks) else tuple(marks)


if __name__ == "__main__":
    main(sys.argv[1:])
