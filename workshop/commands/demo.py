"""The demo: the whole loop without a person."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from workshop.building import ROOT
from workshop.demo.run import run_demo
from workshop.terminal import console


def demo_command(
    out: Annotated[
        Path, typer.Option("--out", help="The class directory to make; an earlier demo there is replaced.")
    ] = (ROOT / "demo"),
    no_isolation: Annotated[
        bool, typer.Option("--no-isolation", help="Run the eight submissions without walls (they are the demo's own).")
    ] = False,
) -> None:
    """Make a class of eight learners, grade it, print who got what and why, and write its report.

    Example: workshop demo --out demo
    """
    if no_isolation:
        console.print("[bold yellow]![/] Without isolation: fine for the demo's own submissions, not for strangers'.")
    run_demo(out, isolate=not no_isolation)
