"""Race the graders, or let one class grow: `python -m benchmarks.grading race`, `… scale 600 5000`."""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil

from benchmarks.__main__ import machine
from benchmarks.contestants import has_otter, rival
from benchmarks.grading import LESSON
from benchmarks.grading.for_otter import prepare
from benchmarks.grading.handed_in import make, replicate
from benchmarks.grading.processor import account

LOOK_SECONDS = 0.5
ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Run:
    """A contestant's time: seconds to grade, seconds more for feedback pages, submissions, peak bytes of memory.

    `feedback` is 0 for who writes it while grading; `processor` is the seconds of processor of everything together, if
    they could be counted; `book` the bytes of the gradebook; `points` what a submission earned on average.
    """

    graded: float
    feedback: float
    count: int
    memory: int
    processor: float | None
    book: int
    points: float

    @property
    def rate(self) -> float:
        """Submissions a minute, feedback included."""
        return 60 * self.count / (self.graded + self.feedback)


def run(folder: Path, commands: Sequence[Sequence[str]]) -> Run:
    """Run contestants side by side on a copy of a class directory, and measure them."""
    with tempfile.TemporaryDirectory(prefix="race-") as place:
        room = Path(place, "class")
        shutil.copytree(folder, room, symlinks=True)
        with account() as taken:
            racing = [
                subprocess.Popen(
                    taken.within(_command(room, *words)),
                    stdout=subprocess.PIPE,
                    stderr=subprocess.PIPE,
                    cwd=ROOT,
                )
                for words in commands
            ]
            over, most = threading.Event(), [0]
            watcher = threading.Thread(target=_watch, args=([process.pid for process in racing], over, most))
            watcher.start()
            said = [process.communicate() for process in racing]
            over.set()
            watcher.join()
        for process, (_, errors) in zip(racing, said, strict=True):
            if process.returncode:
                raise RuntimeError(errors.decode(errors="replace")[-3000:])
        found = [json.loads(out.splitlines()[-1]) for out, _ in said]
        return Run(
            max(one["graded"] for one in found),
            max(one.get("feedback", 0.0) for one in found),
            int(sum(one["count"] for one in found)),
            most[0],
            taken.seconds,
            (room / "gradebook.db").stat().st_size,
            sum(one["points"] for one in found) / sum(one["count"] for one in found),
        )


def _command(room: Path, who: str, *words: str) -> list[str]:
    """A contestant's command: Otter runs in the rivals' environment, the others in the course's."""
    name, _, how = who.partition(" ")
    if name == "otter":
        return [rival("python"), "-m", "benchmarks.grading.otter_contestant", how, str(room), *words]
    return [sys.executable, "-W", "ignore", "-m", "benchmarks.grading.contestants", name, str(room), *words]


def _watch(pids: list[int], over: threading.Event, most: list[int]) -> None:
    """Weigh processes and all they started: proportional set size, so that what is shared counts once."""
    while not over.wait(LOOK_SECONDS):
        total = 0
        for pid in pids:
            try:
                root = psutil.Process(pid)
                family = [root, *root.children(recursive=True)]
            except psutil.Error:
                continue
            for each in family:
                try:
                    total += each.memory_full_info().pss
                except psutil.Error:
                    continue
        most[0] = max(most[0], total)


def race(submissions: int, customers: int) -> str:
    """Let everyone grade the same submissions, and set them side by side."""
    with tempfile.TemporaryDirectory(prefix="class-") as place:
        folder = Path(place, "class")
        make(folder, submissions, customers)
        who = {
            "nbgrader autograde, 1 process": [["nbgrader", "0", "1"]],
            "nbgrader autograde, 2 processes": [["nbgrader", "0", "2"], ["nbgrader", "1", "2"]],
            "workshop grade, 1 worker": [["ours", "1"]],
            "workshop grade, 2 workers": [["ours", "2"]],
            "workshop grade --pictures, 2 workers": [["ours", "2", "1"]],
        }
        if has_otter():
            prepare(folder, LESSON)
            who["otter run"] = [["otter run", "0", "1"]]
            who["Otter's grade_submission, 1 process"] = [["otter process", "0", "1"]]
        runs: dict[str, Run] = {}
        for name, commands in who.items():
            runs[name] = run(folder, commands)
            print(f"  {name}: {runs[name].graded:.0f} s", flush=True)
    said = f"{submissions} submissions of lesson 01, {customers:,} customers each. {machine()}"
    return "\n".join([said, "", *table(runs)])


def table(runs: Mapping[str, Run]) -> list[str]:
    """Everyone's figures beside those of the first two: the lines of a table."""
    one, two = list(runs.values())[:2]
    head = (
        "",
        "grading, s",
        "feedback, s",
        "a minute",
        "× 1 process",
        "× 2 processes",
        "CPU s each",
        "× by CPU",
        "peak",
        "points each",
    )
    lines = ["| " + " | ".join(head) + " |", "|" + " --- |" + " ---: |" * (len(head) - 1)]
    for name, each in runs.items():
        taken = each.processor / each.count if each.processor else None
        cells = (
            name,
            f"{each.graded:.1f}",
            f"{each.feedback:.1f}" if each.feedback else "in it",
            f"{each.rate:.1f}",
            f"{each.rate / one.rate:.1f}",
            f"{each.rate / two.rate:.1f}",
            f"{taken:.2f}" if taken else "",
            f"{one.processor / one.count / taken:.1f}" if taken and one.processor else "",
            f"{each.memory / 1e6:,.0f} MB",
            f"{each.points:.2f}",
        )
        lines.append("| " + " | ".join(cells) + " |")
    return lines


def scale(sizes: Sequence[int], customers: int, workers: int) -> str:
    """Let a class of 60 grow by copies of itself: seconds, memory, and the size of the gradebook."""
    lines = [machine(), "", "| submissions | seconds | a minute | CPU s each | peak | gradebook |"]
    lines.append("|" + " ---: |" * 6)
    with tempfile.TemporaryDirectory(prefix="class-") as place:
        folder = Path(place, "class")
        make(folder, 60, customers)
        for size in sizes:
            replicate(folder, size)
            each = run(folder, [["ours", str(workers)]])
            taken = f"{each.processor / size:.2f}" if each.processor else ""
            cells = (
                f"{size:,}",
                f"{each.graded + each.feedback:,.0f}",
                f"{each.rate:,.0f}",
                taken,
                f"{each.memory / 1e6:,.0f} MB",
            )
            lines.append("| " + " | ".join([*cells, f"{each.book / 1e6:,.1f} MB"]) + " |")
            print(lines[-1], flush=True)
    return "\n".join(lines)


def main() -> None:
    """Read the options and run."""
    reader = argparse.ArgumentParser(prog="benchmarks.grading", description=__doc__)
    what = reader.add_subparsers(dest="what", required=True)
    racing = what.add_parser("race", help="everyone side by side")
    racing.add_argument("--submissions", type=int, default=60)
    growing = what.add_parser("scale", help="one class, larger and larger")
    growing.add_argument("sizes", type=int, nargs="+", help="submissions")
    growing.add_argument("--workers", type=int, default=2)
    for each in (racing, growing):
        each.add_argument("--customers", type=int, default=10_000, help="customers in each learner's own data")
    said = reader.parse_args()
    if said.what == "race":
        print(race(said.submissions, said.customers))
    else:
        print(scale(said.sizes, said.customers, said.workers))


if __name__ == "__main__":
    main()
