"""What an entry of the catalogue says: what is handed in, what it deserves, what is told, what must not happen."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, TypeAlias

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell

from grader.questions import Text

Group: TypeAlias = Literal["forging", "theft", "hijack", "exhaustion", "malformed", "output", "honest"]
Marks: TypeAlias = tuple[float, float, float]

FULL: Marks = (2, 1, 1)
NOTHING: Marks = (0, 0, 0)
QUESTIONS = ("buyers", "buyer-count", "busiest")
STOLEN = "STOLEN"
"""What an attack prints when it got what it must not have."""

WRONG = {
    "buyers": "def buyers(orders):\n    return -1",
    "buyer-count": "buyer_count = -2",
    "busiest": 'busiest = "a"',
}
"""Wrong answers to all three questions, of which none follows from another."""


@dataclass(frozen=True)
class Attack:
    """A submission made from the solved notebook of tests/grader/lessons/01-orders.

    Parameters
    ----------
    name : in a few words, unique
    about : what it tries, for docs/security.md
    cells : cell name → the source it has instead. Surroundings may be named: @ROOM@ is the class directory, @PORT@ a
        port that the test listens on, @TOKEN@ a word to know its processes by
    first : a cell of its own behind the setup
    spoil : changes the notebook further
    raw : changes the bytes of the file
    file : the file's path below submitted/, with @LEARNER@ for the learner, @UPPER@ in capitals
    files : what is handed in beside the notebook
    links : links handed in beside it: name → what they lead to
    earns : the points it deserves for buyers, buyer-count and busiest; None where it has to be refused
    says : what its learner, or the instructor, is told
    never : what must not stand in its feedback page or in the log
    harms : why it is not run where nothing shuts it in
    """

    name: str
    about: Text
    cells: Mapping[str, str] = field(default_factory=dict)
    first: str = ""
    spoil: Callable[[NotebookNode], None] | None = None
    raw: Callable[[bytes], bytes] | None = None
    file: str = "@LEARNER@/01-orders/01-orders.ipynb"
    files: Mapping[str, bytes] = field(default_factory=dict)
    links: Mapping[str, str] = field(default_factory=dict)
    earns: Marks | None = FULL
    says: str = ""
    never: tuple[str, ...] = ()
    harms: Text | None = None

    def hand_in(self, notebook: NotebookNode, room: Path, learner: str, words: Mapping[str, str]) -> None:
        """Put the submission into a class directory.

        Parameters
        ----------
        notebook : the solved notebook; changed
        room : the class directory
        learner : who hands it in
        words : what the surroundings are called here, such as {"@PORT@": "4711"}
        """
        told = {"@ROOM@": str(room), "@LEARNER@": learner, "@UPPER@": learner.upper(), "@TOKEN@": token(self), **words}
        for name, source in self.cells.items():
            cell_of(notebook, name).source = _replaced(source, told)
        if self.first:
            place = notebook.cells.index(cell_of(notebook, "orders-setup")) + 1
            notebook.cells.insert(place, new_code_cell(_replaced(self.first, told), id="own-cell"))
        if self.spoil is not None:
            self.spoil(notebook)
        content = json.dumps(notebook, ensure_ascii=False, indent=1).encode("utf-8", "surrogatepass")
        file = room / "submitted" / _replaced(self.file, told)
        file.parent.mkdir(parents=True, exist_ok=True)
        for name, beside in self.files.items():
            (file.parent / name).parent.mkdir(parents=True, exist_ok=True)
            (file.parent / name).write_bytes(beside)
        for name, target in self.links.items():
            (file.parent / name).symlink_to(_replaced(target, told))
        if not (file.exists() or file.is_symlink()):
            file.write_bytes(content if self.raw is None else self.raw(content))


def token(attack: Attack) -> str:
    """A number of seconds that no other process sleeps for, to know an attack's processes by."""
    return f"31557.{sum(attack.name.encode()):07d}"


def cell_of(notebook: NotebookNode, name: str) -> NotebookNode:
    """The cell that was released under a name."""
    return next(cell for cell in notebook.cells if cell.get("id") == name)


def about(cell: NotebookNode) -> NotebookNode:
    """What nbgrader says about a cell."""
    return cell.metadata["nbgrader"]


def copied(cell: NotebookNode) -> NotebookNode:
    """A copy of a cell, its id too."""
    return nbformat.from_dict(json.loads(json.dumps(cell)))


def _replaced(text: str, told: Mapping[str, str]) -> str:
    for word, means in told.items():
        text = text.replace(word, means)
    return text
