"""Data: generate the customers of a case."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

import generator
from workshop.building import ROOT
from workshop.laboratory import DEFAULT_CASE_SEED
from workshop.terminal import WorkshopError, console


def data_command(
    case: Annotated[str, typer.Option("--case", help="A case's name, or all.")] = "all",
    customers: Annotated[int, typer.Option("--customers", help="Customers in each case.")] = 10_000,
    seed: Annotated[int, typer.Option("--seed", help="The same seed gives the same bytes.")] = DEFAULT_CASE_SEED,
    format: Annotated[str, typer.Option("--format", help="parquet or csv.")] = "parquet",
    out: Annotated[Path, typer.Option("--out", help="The folder to write into.")] = ROOT / "datasets",
    workers: Annotated[int, typer.Option("--workers", help="Processes; the bytes don't depend on it.", min=1)] = 1,
) -> None:
    """Generate the customers of a case, or of all: tables, and the sealed truth beside them.

    Example: workshop data --case amazon --customers 100000 --workers 2 --out my-data
    """
    if format not in ("parquet", "csv"):
        raise WorkshopError(f"No format {format!r}. Say --format parquet or --format csv.")
    for name in generator.cases() if case == "all" else (case,):
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        with Progress(*columns, console=console, transient=True) as bar:
            task = bar.add_task(name, total=None)

            def moved(done: int, total: int, task: TaskID = task) -> None:
                bar.update(task, completed=done, total=total)

            manifest = generator.write(
                name, out, customers=customers, seed=seed, format=format, workers=workers, progress=moved
            )
        console.print(f"{name}: {sum(manifest.rows.values()):,} rows in {len(manifest.rows)} tables in {out / name}")
