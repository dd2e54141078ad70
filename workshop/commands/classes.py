"""A class: make it, grade it, report on it."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from grader.seeds import NoSecret
from workshop.classroom import Classroom, new_classroom, open_classroom
from workshop.collecting import collect
from workshop.commands.lessons import chosen_lessons, known_language
from workshop.grading import grade, submissions
from workshop.intake import settle, strangers
from workshop.report import release_solutions, write_report
from workshop.roster import read_roster
from workshop.terminal import WorkshopError, console


def new_command(
    folder: Annotated[Path, typer.Argument(help="The class directory to make.", metavar="DIR")],
    roster: Annotated[Path, typer.Option("--roster", help="CSV with id, name, and email and language if you like.")],
    lang: Annotated[str, typer.Option("--lang", help="The class's language: en or zh.")] = "en",
    lessons: Annotated[str, typer.Option("--lessons", help="Lessons by number or name, separated by commas.")] = "all",
    customers: Annotated[int, typer.Option("--customers", help="Customers in each learner's own data.")] = 10_000,
    seed_file: Annotated[
        Path | None, typer.Option("--seed-file", help="A file of 32 bytes or more to take the class secret from.")
    ] = None,
    db: Annotated[
        str | None,
        typer.Option("--db", help="Address of a database for the gradebook, in place of a file.", metavar="URL"),
    ] = None,
) -> None:
    """Make a class: an nbgrader course directory, with own data and a folder to hand out for each learner.

    Example: workshop new tuesday --roster roster.csv --lang zh --lessons 01
    """
    learners = read_roster(roster, known_language(lang))
    chosen = chosen_lessons([] if lessons == "all" else [name.strip() for name in lessons.split(",")])
    try:
        with _bar() as bar:
            task = bar.add_task("")

            def moved(step: str, done: int, total: int) -> None:
                bar.update(task, description=escape(step), completed=done, total=total)

            secret = seed_file.read_bytes() if seed_file else None
            room = new_classroom(
                folder,
                learners,
                chosen,
                language=lang,
                customers=customers,
                secret=secret,
                gradebook=db,
                progress=moved,
            )
    except NoSecret as error:
        raise WorkshopError(str(error)) from error
    console.print(f"{len(room.learners)} learners, {len(room.lessons)} lessons: [bold]{escape(str(folder))}[/]")
    console.print(f"Hand out  {escape(str(folder / 'handout'))}/<learner>/  (notebooks and their own data)")
    console.print(f"Put what comes back into  {escape(str(folder / 'submitted'))}/<learner>/<lesson>/<lesson>.ipynb")
    console.print(f"Then: workshop grade {escape(str(folder))}")


def collect_command(
    folder: Annotated[Path, typer.Argument(help="The class directory.", metavar="DIR")],
    sources: Annotated[list[Path], typer.Argument(help="Notebooks, folders or zip archives.", metavar="FILES…")],
) -> None:
    """Put what came back into submitted/: notebooks, folders with notebooks, zip archives of a learning platform.

    A learner is known by their id or name in the name of the archive, the folder or the file.

    Example: workshop collect tuesday downloads/tuesday.zip
    """
    room = open_classroom(folder)
    placed = passed = 0
    for taken in collect(room, sources):
        placed += taken.place is not None
        passed += taken.place is None
        if taken.place is None or taken.why:
            mark = "[yellow]![/]" if taken.place else "[red]✗[/]"
            console.print(f"{mark} {escape(f'{taken.source}: {taken.why}')}")
    console.print(f"{placed} in their places{f', [red]{passed} not taken[/]' if passed else ''}.")
    if placed:
        console.print(f"Then: workshop grade {escape(str(folder))}")


def grade_command(
    folder: Annotated[Path, typer.Argument(help="The class directory.", metavar="DIR")],
    lesson: Annotated[str | None, typer.Option("--lesson", help="Only this lesson.")] = None,
    learner: Annotated[str | None, typer.Option("--learner", help="Only this learner.")] = None,
    workers: Annotated[
        int | None, typer.Option("--workers", min=1, help="Processes; as many as this machine has cores unless told.")
    ] = None,
    scheduler: Annotated[
        str | None, typer.Option("--scheduler", help="Address of a Dask scheduler whose workers do the marking.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Grade again what is graded and unchanged.")] = False,
    no_isolation: Annotated[
        bool, typer.Option("--no-isolation", help="Run learners' code without walls: it can read what you can read.")
    ] = False,
    pictures: Annotated[
        bool, typer.Option("--pictures", help="Also run the given cells that only show something; it takes longer.")
    ] = False,
) -> None:
    """Grade what was handed in, each submission shut in; an interrupted run goes on where it was.

    Scores and comments that you gave by hand stay, also with --force.

    Example: workshop grade tuesday --lesson 01-who-stayed --workers 4
    """
    room = open_classroom(folder)
    if no_isolation:
        console.print("[bold yellow]![/] Without isolation a submission can read and change whatever you can.")
    grade_class(
        room,
        lesson=lesson,
        learner=learner,
        force=force,
        isolate=not no_isolation,
        pictures=pictures,
        workers=workers,
        scheduler=scheduler,
    )


def grade_class(
    room: Classroom,
    *,
    lesson: str | None = None,
    learner: str | None = None,
    force: bool = False,
    isolate: bool = True,
    pictures: bool = False,
    workers: int | None = None,
    scheduler: str | None = None,
) -> None:
    """Grade a class with a progress bar, and say what came of it."""
    lesson = lesson and next((name for name in room.lessons if lesson in (name, name[:2])), lesson)
    for note in settle(room):
        console.print(f"[yellow]![/] {escape(note)}")
    pairs = submissions(room, lesson, learner)
    if not pairs:
        where = room.folder / "submitted" / "<learner>" / "<lesson>" / "<lesson>.ipynb"
        raise WorkshopError(f"Nothing has been handed in. Notebooks belong in {where}")
    for name in strangers(room):
        console.print(f"[yellow]![/] submitted/{escape(name)} belongs to nobody on the roster; it was passed over.")
    counted: Counter[str] = Counter()
    with _bar() as bar:
        task = bar.add_task("")

        def moved(step: str, done: int, total: int) -> None:
            bar.update(task, description=escape(step), completed=done, total=total)

        for result in grade(
            room,
            pairs,
            force=force,
            isolate=isolate,
            pictures=pictures,
            workers=workers,
            scheduler=scheduler,
            progress=moved,
        ):
            counted[result.what] += 1
            if result.what == "failed" or result.why:
                mark = "[red]✗[/]" if result.what == "failed" else "[yellow]![/]"
                console.print(f"{mark} {escape(f'{result.learner}, {result.lesson}: {result.why}')}")
    kept = f", {counted['kept']} already graded and unchanged" if counted["kept"] else ""
    failed = f", [red]{counted['failed']} could not be graded[/]" if counted["failed"] else ""
    console.print(f"{counted['graded']} graded{kept}{failed}.")


def report_command(
    folder: Annotated[Path, typer.Argument(help="The class directory.", metavar="DIR")],
    lang: Annotated[str | None, typer.Option("--lang", help="en or zh; the class's unless told.")] = None,
    solutions: Annotated[
        bool, typer.Option("--solutions", help="Put the solved notebooks beside the learners' feedback.")
    ] = False,
) -> None:
    """Write the class report (HTML) and the grades (CSV); with --solutions, release the solutions too.

    Example: workshop report tuesday
    """
    room = open_classroom(folder)
    files = write_report(room, known_language(lang) if lang else room.language)
    for file in files:
        console.print(f"written  {escape(str(file))}")
    if solutions:
        console.print(f"released  {len(release_solutions(room))} solutions, beside the feedback")
    console.print(f"Feedback for each learner is in {escape(str(folder / 'feedback'))}/<learner>/<lesson>/")


def _bar() -> Progress:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    return Progress(*columns, console=console, transient=True)
