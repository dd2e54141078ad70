"""Those who race: each grades a class directory, in a process of its own that prints the seconds it took.

`python -m benchmarks.grading.contestants nbgrader|ours FOLDER WORDS…`; the import of the contestant is counted, the
start of Python is not.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from benchmarks.grading.handed_in import LESSON, plain


def nbgrader(folder: Path, part: int, parts: int) -> dict[str, float]:
    """Grade every `parts`-th submission with nbgrader's autograde, then make its feedback pages."""
    began = time.perf_counter()
    from nbgrader.apps import NbGraderAPI

    os.environ["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    api = NbGraderAPI(config=plain(folder))
    learners = sorted(item.name for item in (folder / "submitted").iterdir())[part::parts]
    for learner in learners:
        os.environ["COURSEKIT_DATA"] = str(folder / "data" / learner)
        _whole(api.autograde(LESSON, learner, create=False))
    graded = time.perf_counter() - began
    for learner in learners:
        _whole(api.generate_feedback(LESSON, learner))
    return {"graded": graded, "feedback": time.perf_counter() - began - graded, "count": len(learners)}


def ours(folder: Path, workers: int) -> dict[str, float]:
    """Grade with `workshop grade`: isolation, gradebook, ledger and feedback pages."""
    began = time.perf_counter()
    from workshop.classroom import open_classroom
    from workshop.grading import grade, submissions

    room = open_classroom(folder)
    _check(list(grade(room, submissions(room), workers=workers)))
    return {"graded": time.perf_counter() - began, "count": len(submissions(room))}


def _whole(result: dict[str, Any]) -> None:
    if not result["success"]:
        raise RuntimeError(result.get("error") or result.get("log"))


def _check(results: Iterable[Any]) -> None:
    failed = [one for one in results if one.what != "graded"]
    if failed:
        raise RuntimeError(f"{len(failed)} were not graded; the first: {failed[0]}")


def main(words: list[str]) -> None:
    """Run one of the contestants."""
    who, folder, numbers = words[0], Path(words[1]), [int(word) for word in words[2:]]
    print(json.dumps({"nbgrader": nbgrader, "ours": ours}[who](folder, *numbers)))


if __name__ == "__main__":
    main(sys.argv[1:])
