"""Those who race: each grades a class directory, in a process of its own that prints the seconds it took.

`python -m benchmarks.grading.contestants nbgrader|ours FOLDER WORDS…`; the import of the contestant is counted, the
start of Python is not. nbgrader's configuration is its own: its kernel, its tests, nothing of ours. Otter has an
environment of its own, and so a module: `otter_contestant`.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from benchmarks.grading import LESSON


def nbgrader(folder: Path, part: int, parts: int) -> dict[str, float]:
    """Grade every `parts`-th submission with nbgrader's autograde, then make its feedback pages."""
    began = time.perf_counter()
    from nbgrader.apps import NbGraderAPI
    from traitlets.config import Config

    os.environ["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    config = Config()
    config.CourseDirectory.root = str(folder.resolve())
    config.CourseDirectory.course_id = folder.name
    api = NbGraderAPI(config=config)
    learners = sorted(item.name for item in (folder / "submitted").iterdir())[part::parts]
    for learner in learners:
        os.environ["COURSEKIT_DATA"] = str(folder / "data" / learner)
        _whole(api.autograde(LESSON, learner, create=False))
    graded = time.perf_counter() - began
    for learner in learners:
        _whole(api.generate_feedback(LESSON, learner))
    told = time.perf_counter() - began - graded
    return {"graded": graded, "feedback": told, "count": len(learners), "points": _points(folder, learners)}


def ours(folder: Path, workers: int, pictures: int = 0) -> dict[str, float]:
    """Grade with `workshop grade`: isolation, gradebook, ledger and feedback pages; with `--pictures` or without.

    Workers make feedback pages while others grade: the seconds of the pages are their sum, shared among the workers.
    """
    began = time.perf_counter()
    from workshop.hiring import call_up

    call_up()  # as the command does
    from workshop.classroom import open_classroom
    from workshop.grading import grade, submissions

    room = open_classroom(folder)
    results = list(grade(room, submissions(room), workers=workers, pictures=bool(pictures)))
    seconds = time.perf_counter() - began
    _check(results)
    told = sum(one.feedback_seconds for one in results) / workers
    learners = [one.learner for one in results]
    return {"graded": seconds - told, "feedback": told, "count": len(learners), "points": _points(folder, learners)}


def _points(folder: Path, learners: Iterable[str]) -> float:
    from nbgrader.api import Gradebook

    with Gradebook(f"sqlite:///{folder.resolve() / 'gradebook.db'}", folder.name) as gradebook:
        return sum(float(gradebook.find_submission(LESSON, learner).code_score) for learner in learners)


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
