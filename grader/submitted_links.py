"""nbgrader's hook that sets links aside before nbgrader copies what was handed in: it would follow them.

It belongs in `c.Autograde.pre_convert_hook`. What a link led to, the class secret for one, would come back to its
learner beside the feedback. `workshop grade` copies plain files alone and needs no hook.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from itertools import count
from pathlib import Path
from typing import Final

ASIDE: Final = ".links"
"""The folder of a class directory where links go, below the names of who handed them in."""


def set_links_aside(assignment: str, student: str, notebooks: Sequence[str]) -> None:
    """Move every link out of the folders of submissions, and the folders themselves where they are links.

    Parameters
    ----------
    assignment, student : as nbgrader gives them; "*" may stand for all
    notebooks : the notebooks about to be graded, each in submitted/LEARNER/LESSON of the class directory
    """
    for folder in {Path(notebook).absolute().parent for notebook in notebooks}:
        aside = folder.parents[2] / ASIDE / folder.parent.name
        for place in (folder.parent, folder):
            if place.is_symlink():
                _move(place, aside / place.name)
        folder.mkdir(parents=True, exist_ok=True)
        for inside, folders, files in os.walk(folder):
            for link in (Path(inside, name) for name in (*folders, *files)):
                if link.is_symlink():
                    _move(link, aside / folder.name / link.relative_to(folder))


def _move(link: Path, place: Path) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    free = (place.with_name(f"{place.name}.{number}") for number in count(1))
    os.rename(link, next(one for one in free if not os.path.lexists(one)))
