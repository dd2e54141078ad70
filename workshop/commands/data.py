"""Data: generate the customers of a case."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

import generator
from generator.case import Case, find_case
from generator.mess import KINDS
from generator.variant import chosen_variant
from workshop.building import ROOT
from workshop.laboratory import DEFAULT_CASE_SEED
from workshop.terminal import WorkshopError, console


def data_command(
    case: Annotated[str, typer.Option("--case", help="A case's name, or all.")] = "all",
    customers: Annotated[int, typer.Option("--customers", help="Customers in each case.")] = 10_000,
    seed: Annotated[int, typer.Option("--seed", help="The same seed gives the same bytes.")] = DEFAULT_CASE_SEED,
    format: Annotated[str, typer.Option("--format", help="parquet or csv.")] = "parquet",
    out: Annotated[Path, typer.Option("--out", help="The folder to write into.")] = ROOT / "datasets",
    workers: Annotated[int, typer.Option("--workers", help="Processes; the bytes don't depend on it.")] = 1,
    scheduler: Annotated[
        str | None, typer.Option("--scheduler", help="Address of a Dask scheduler whose workers do the work.")
    ] = None,
    mess: Annotated[
        str, typer.Option("--mess", help="Kinds of mess to leave in: all, none, or some such as missing,late.")
    ] = "all",
    locale: Annotated[
        str | None, typer.Option("--locale", help="Names and addresses: en_US or zh_CN, where the case has them.")
    ] = None,
) -> None:
    """Generate the customers of a case, or of all: tables, and the sealed truth beside them.

    Stopped, it goes on where it was when the same is run again.

    Example: workshop data --case amazon --customers 100000 --workers 2 --out my-data
    """
    if format not in ("parquet", "csv"):
        raise WorkshopError(f"No format {format!r}. Say --format parquet or --format csv.")
    names = generator.cases() if case == "all" else (case,)
    kinds = {name: _kinds(mess, find_case(name), strict=case != "all") for name in names}
    for name in names:
        chosen_variant(find_case(name), kinds[name], locale)
    for name in names:
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        with Progress(*columns, console=console, transient=True) as bar:
            task = bar.add_task(name, total=None)

            def moved(done: int, total: int, task: TaskID = task) -> None:
                bar.update(task, completed=done, total=total)

            manifest = generator.write(
                name, out, customers=customers, seed=seed, format=format, workers=workers, scheduler=scheduler,
                mess=kinds[name], locale=locale, progress=moved,
            )  # fmt: skip
        console.print(f"{name}: {sum(manifest.rows.values()):,} rows in {len(manifest.rows)} tables in {out / name}")


def _kinds(mess: str, case: Case, *, strict: bool) -> list[str] | None:
    """The kinds of mess that `--mess` names; for all cases at once, those of them that a case has."""
    if mess == "all":
        return None
    asked = [] if mess == "none" else [kind.strip() for kind in mess.split(",")]
    has = {each.kind for each in case.mess}
    return [kind for kind in asked if strict or kind in has or kind not in KINDS]
