"""The `workshop` command: its subcommands and nothing else."""

from __future__ import annotations

import io
import sys
import warnings
from collections.abc import Callable
from functools import wraps
from typing import Any

import typer
from sqlalchemy.exc import SAWarning

from workshop.commands import classes, data, demo, doctor, lessons
from workshop.terminal import spoken_failures

app = typer.Typer(
    name="workshop",
    help="Build lessons, make data, run a class, grade it.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def register(name: str, command: Callable[..., Any]) -> None:
    """Add a subcommand whose failures are spoken, not traced."""

    @wraps(command)
    def spoken(*args: Any, **options: Any) -> Any:
        with spoken_failures():
            return command(*args, **options)

    app.command(name)(spoken)


register("data", data.data_command)
register("build", lessons.build_command)
register("verify", lessons.verify_command)
register("lab", lessons.lab_command)
register("course", lessons.course_command)
register("new", classes.new_command)
register("collect", classes.collect_command)
register("grade", classes.grade_command)
register("report", classes.report_command)
register("demo", demo.demo_command)
register("doctor", doctor.doctor_command)


def main() -> None:
    """Run the command."""
    warnings.filterwarnings("ignore", category=SAWarning)  # nbgrader's own, about its own queries
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a Chinese name on a terminal that knows ASCII only
    app()


if __name__ == "__main__":
    main()
