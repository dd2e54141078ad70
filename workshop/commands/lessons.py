"""Lessons: build them, prove them fair, open them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from grader.lesson import LANGUAGES, LessonError, lesson_folders, read_lesson
from workshop.building import LESSONS, ROOT, build, build_lessons, build_pictures
from workshop.laboratory import course_data, open_lab
from workshop.terminal import WorkshopError, console
from workshop.verifying import verify

Language = Annotated[str, typer.Option("--lang", help="en or zh.")]


def build_command(
    check: Annotated[bool, typer.Option("--check", help="Write nothing; fail where a built file differs.")] = False,
    lang: Annotated[str | None, typer.Option("--lang", help="Only en or zh; both unless told.")] = None,
    pictures: Annotated[bool, typer.Option("--pictures", help="Draw the pictures of docs/cases/ too.")] = False,
) -> None:
    """Build notebooks/, solutions/, datasets/ and the parameters in docs/cases/ from lessons/ and the generator.

    Example: workshop build --check
    """
    if check and pictures:
        raise WorkshopError("Pictures are not checked: say --check or --pictures, not both.")
    languages = LANGUAGES if lang is None else (known_language(lang),)
    with console.status("building") as status:
        differing = build(languages=languages, check=check, progress=lambda step: status.update(f"building {step}"))
        if pictures:
            differing += build_pictures(progress=lambda step: status.update(f"drawing {step}"))
    for name in differing:
        console.print(f"{'differs' if check else 'built'}  {name}")
    if check and differing:
        raise WorkshopError(f"{len(differing)} built files differ. Run `workshop build` and commit what it writes.")
    if not differing:
        console.print("All built files are up to date.")


def verify_command(
    lessons: Annotated[list[str] | None, typer.Argument(help="Lessons by name or number; all unless told.")] = None,
) -> None:
    """Prove each exercise fair: right answers pass, each listed mistake is named, both languages are whole.

    Example: workshop verify 01-who-stayed
    """
    problems = 0
    for folder in chosen_lessons(lessons or []):
        console.print(f"[bold]{folder.name}[/]")
        with console.status("trying every right and wrong answer"):
            findings = list(verify(read_lesson(folder)))
        for finding in findings:
            mark = "[red]✗[/]" if finding.level == "problem" else "[green]✓[/]"
            place = finding.place.replace("[", r"\[")
            console.print(f"  {mark} {place}: {finding.says}")
        problems += sum(finding.level == "problem" for finding in findings)
    if problems:
        raise WorkshopError(
            f"{problems} problems. Mend them in the files named above, then run `workshop verify` again."
        )


def lab_command(
    lang: Language = "en",
    no_browser: Annotated[bool, typer.Option("--no-browser", help="Print the address, open nothing.")] = False,
    port: Annotated[int, typer.Option("--port", help="The port to listen on.", min=1, max=65535)] = 8888,
) -> None:
    """Open JupyterLab on your own copy of the course, in work/ (existing work is never overwritten).

    Example: workshop lab --lang zh --no-browser
    """
    open_lab(known_language(lang), browser=not no_browser, port=port)


def course_command(
    lang: Language = "en",
    no_browser: Annotated[bool, typer.Option("--no-browser", help="Print the address, open nothing.")] = False,
    port: Annotated[int, typer.Option("--port", help="The port to listen on.", min=1, max=65535)] = 8888,
) -> None:
    """Make the data, build the notebooks and open JupyterLab on them: what `make course` runs.

    Example: workshop course --lang zh
    """
    language = known_language(lang)
    cases = tuple(dict.fromkeys(read_lesson(folder).dataset for folder in lesson_folders(LESSONS)))
    with console.status("customers") as status:
        course_data(ROOT, cases)
        status.update("notebooks")
        build_lessons(ROOT, languages=(language,))
    open_lab(language, browser=not no_browser, port=port)


def known_language(lang: str) -> str:
    """Return the language if the course has it."""
    if lang not in LANGUAGES:
        raise WorkshopError(f"No language {lang!r}. Say --lang {' or --lang '.join(LANGUAGES)}.")
    return lang


def chosen_lessons(names: list[str], root: Path = LESSONS) -> list[Path]:
    """The folders of the lessons named (by name or number), or of all."""
    folders = lesson_folders(root)
    if not names:
        return folders
    found: list[Path] = []
    for name in names:
        match = [folder for folder in folders if name.rstrip("/").split("/")[-1] in (folder.name, folder.name[:2])]
        if not match:
            known = ", ".join(folder.name for folder in folders)
            raise LessonError(f"No lesson {name!r} in {root}. There are: {known}.")
        found += match
    return found
