"""The doctor: what this machine can and can't do."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.markup import escape

from workshop.doctor import Verdict, look_over
from workshop.doctor.machine import PORT
from workshop.terminal import console

_COLOURS = {Verdict.FINE: "green", Verdict.LIMITED: "yellow", Verdict.BROKEN: "red"}


def doctor_command(
    port: Annotated[int, typer.Option("--port", help="The port JupyterLab is to listen on.", min=1, max=65535)] = PORT,
) -> None:
    """Try what this machine can do for the course, grading's walls too, and say how to mend what it can't.

    Exit status 1 when something is broken (✗); what works with limits (!) doesn't count.

    Example: workshop doctor
    """
    broken = 0
    for finding in look_over(port=port):
        sign, colour = finding.verdict.value, _COLOURS[finding.verdict]
        console.print(f"[{colour}]{sign}[/] {escape(finding.name)}: {escape(finding.says)}")
        if finding.mend:
            console.print(f"    {escape(finding.mend)}")
        broken += finding.verdict is Verdict.BROKEN
    if broken:
        console.print(f"[red]{broken} to be mended[/]; what to do stands below each.")
        raise typer.Exit(1)
    console.print("Everything the course needs is there.")
