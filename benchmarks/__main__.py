"""Race the generators, or make one case larger and larger: `python -m benchmarks race`, `… scale 100000 1000000`."""

from __future__ import annotations

import argparse
import os
import platform
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.contestants import RIVALS, faker, mimesis, ours, tpchgen
from benchmarks.measuring import Measured, measure

Entry = tuple[str, Callable[..., None], tuple[Any, ...]]


def entries(customers: int, rows: int, scale: float) -> list[Entry]:
    """Who races: name, function, its arguments."""
    return [
        ("Faker en_US, row by row", faker, (rows, "en_US")),
        ("Faker zh_CN, row by row", faker, (rows, "zh_CN")),
        ("Mimesis en, row by row", mimesis, (10 * rows, "en")),
        ("tpchgen-cli, 1 thread", tpchgen, (scale, 1)),
        ("tpchgen-cli, 2 threads", tpchgen, (scale, 2)),
        ("this, 1 worker", ours, ("amazon", customers, 1, False)),
        ("this, 2 workers", ours, ("amazon", customers, 2, False)),
        ("this with truth, 1 worker", ours, ("amazon", customers, 1, True)),
        ("this with truth, 2 workers", ours, ("amazon", customers, 2, True)),
    ]


def machine() -> str:
    """What the figures were measured on."""
    model = platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    if info.exists():
        model = next((line.partition(": ")[2] for line in info.read_text().splitlines() if "model name" in line), model)
    load = f", load {os.getloadavg()[0]:.1f} at the start" if hasattr(os, "getloadavg") else ""
    return f"{os.cpu_count()} × {model}, {platform.system()}, Python {platform.python_version()}{load}"


def race(customers: int, rows: int, scale: float, rounds: int) -> str:
    """Run everyone in turn, `rounds` times, and set their medians side by side."""
    runs: dict[str, list[Measured]] = {}
    for _ in range(rounds):
        for name, make, words in entries(customers, rows, scale):
            if make in (mimesis, tpchgen) and not RIVALS.is_dir():
                continue
            runs.setdefault(name, []).append(measure(make, *words))
            print(f"  {name}: {runs[name][-1].seconds:.1f} s", flush=True)
    rate = {name: median(run.rate for run in each) for name, each in runs.items()}
    steady = {name: median(run.values / max(run.processor, 1e-9) for run in each) for name, each in runs.items()}
    first = rate["Faker en_US, row by row"]
    peer = {"1": "tpchgen-cli, 1 thread", "2": "tpchgen-cli, 2 threads"}
    head = (
        "",
        "values",
        "seconds",
        "M values/s",
        "M values/CPU s",
        "× Faker en_US",
        "× tpchgen-cli",
        "× tpchgen-cli by CPU",
        "bytes/value",
        "peak",
    )
    lines = [machine(), "", "| " + " | ".join(head) + " |", "|" + " --- |" + " ---: |" * (len(head) - 1)]
    for name, each in runs.items():
        best, rival = each[0], peer["2" if "2 " in name else "1"]
        cells = (
            name, f"{best.values / 1e6:,.2f} M", f"{median(run.seconds for run in each):.1f}",
            f"{rate[name] / 1e6:,.3f}", f"{steady[name] / 1e6:,.3f}", f"{rate[name] / first:,.0f}",
            f"{rate[name] / rate[rival]:.2f}" if rival in rate else "",
            f"{steady[name] / steady[rival]:.2f}" if rival in rate else "", f"{best.size / best.values:.2f}",
            f"{max(run.memory for run in each) / 1e6:,.0f} MB",
        )  # fmt: skip
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


def scale(sizes: list[int], workers: int) -> str:
    """Make the amazon case, truth included, larger and larger: what a row costs, and the memory it takes."""
    lines = [machine(), "", "| customers | rows | seconds | µs a row | CPU µs a row | GB on disk | peak |"]
    lines.append("|" + " ---: |" * 7)
    for customers in sizes:
        run = measure(ours, "amazon", customers, workers, True)
        cells = (
            f"{customers:,}", f"{run.rows:,}", f"{run.seconds:,.1f}", f"{1e6 * run.seconds / run.rows:.2f}",
            f"{1e6 * run.processor / run.rows:.2f}", f"{run.size / 1e9:.2f}", f"{run.memory / 1e6:,.0f} MB",
        )  # fmt: skip
        lines.append("| " + " | ".join(cells) + " |")
        print(lines[-1], flush=True)
    return "\n".join(lines)


def main() -> None:
    """Read the options and run."""
    reader = argparse.ArgumentParser(prog="benchmarks", description=__doc__)
    what = reader.add_subparsers(dest="what", required=True)
    racing = what.add_parser("race", help="everyone side by side")
    racing.add_argument("--customers", type=int, default=300_000, help="customers of amazon")
    racing.add_argument("--rows", type=int, default=4_000, help="rows for those who go row by row")
    racing.add_argument("--scale", type=float, default=1.0, help="scale factor of TPC-H")
    racing.add_argument("--rounds", type=int, default=3, help="times that everyone runs")
    growing = what.add_parser("scale", help="one case, larger and larger")
    growing.add_argument("sizes", type=int, nargs="+", help="customers")
    growing.add_argument("--workers", type=int, default=2)
    said = reader.parse_args()
    if said.what == "race":
        print(race(said.customers, said.rows, said.scale, said.rounds))
    else:
        print(scale(said.sizes, said.workers))


if __name__ == "__main__":
    main()
