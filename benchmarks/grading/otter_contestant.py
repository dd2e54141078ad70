"""Otter in the race: run by the rivals' Python, which knows nothing of this course's grader and workshop.

`python -m benchmarks.grading.otter_contestant run|process FOLDER PART PARTS` grades every `PARTS`-th submission, with
the command `otter run` for each, or all in one process by Otter's own function for that.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

PLACE, SUBMITTED, AUTOGRADER = "otter", "submitted", "autograder.zip"
ROOT = Path(__file__).resolve().parents[2]


def run(place: Path, submission: Path) -> float:
    """Points of a submission that `otter run` grades; its results stay beside it, as its feedback."""
    results = place / "results" / submission.stem
    results.mkdir(parents=True)
    otter = Path(sys.executable).with_name("otter")
    words = ["run", "--autograder", str(place / AUTOGRADER), "--output-dir", str(results), "--no-logo", str(submission)]
    subprocess.run([str(otter), *words], check=True, stdout=subprocess.DEVNULL)
    found = json.loads((results / "results.json").read_text(encoding="utf-8"))["tests"]
    return _whole(place, [float(test["score"]) for test in found if "score" in test])


def process(place: Path, submission: Path) -> float:
    """Points of a submission that Otter grades within this process."""
    from otter.api import grade_submission

    found = grade_submission(str(submission), str(place / AUTOGRADER), quiet=True)
    return _whole(place, [float(test.score) for test in found.results.values()])


def _whole(place: Path, scores: list[float]) -> float:
    wanted = len(list((place / "tests").iterdir()))
    if len(scores) != wanted:
        raise RuntimeError(f"Otter ran {len(scores)} of {wanted} tests")
    return sum(scores)


def main(words: list[str]) -> None:
    """Grade, and print the seconds it took."""
    how, folder, part, parts = {"run": run, "process": process}[words[0]], Path(words[1]), int(words[2]), int(words[3])
    os.environ["PYTHONPATH"] = str(ROOT)
    began = time.perf_counter()
    submissions, points = sorted((folder / PLACE / SUBMITTED).iterdir())[part::parts], 0.0
    for submission in submissions:
        os.environ["COURSEKIT_DATA"] = str(folder / "data" / submission.stem)
        points += how(folder / PLACE, submission)
    print(json.dumps({"graded": time.perf_counter() - began, "count": len(submissions), "points": points}))


if __name__ == "__main__":
    main(sys.argv[1:])
