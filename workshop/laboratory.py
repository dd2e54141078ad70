"""JupyterLab on a learner's own copy of the course."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path
from typing import Final

import generator
from grader.questions import Text
from workshop.building import ROOT
from workshop.glossary import PAGE
from workshop.terminal import WorkshopError, console

DEFAULT_CASE_SEED = 20260630
"""The seed of the data that `make course` generates: public, since nobody is graded on them."""


OPENED: Final = Text(
    "Your notebooks are in [bold]{folder}[/]. JupyterLab opens in a moment; stop it with Ctrl+C.",
    "你的笔记本在 [bold]{folder}[/] 里。JupyterLab 马上打开；按 Ctrl+C 可以停止。",
)
LAB_LOCALE: Final = {"en": "default", "zh": "zh_CN"}


def open_lab(language: str, *, browser: bool, port: int) -> None:
    """Copy new lessons into `work/`, then run JupyterLab there until it is stopped.

    Raises
    ------
    WorkshopError : where the port is taken, or the course isn't built
    """
    folder = working_copy(ROOT, language)
    check_port(port)
    first = min((file.name for file in folder.glob("*.ipynb")), default="")
    console.print(OPENED.said_in(language).format(folder=folder))
    command = [
        sys.executable,
        "-m",
        "jupyterlab",
        str(folder),
        f"--port={port}",
        "--ServerApp.port_retries=0",
        "--log-level=ERROR",
    ]
    command += [f"--LabApp.app_settings_dir={_settings(folder, language)}", f"--LabApp.default_url=/lab/tree/{first}"]
    if not browser:
        command.append("--no-browser")
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        command.append("--allow-root")
    try:
        code = subprocess.run(command, check=False, cwd=folder).returncode
    except KeyboardInterrupt:
        code = 0
    if code not in (0, 130, -2):
        raise WorkshopError(f"JupyterLab ended with status {code}; what it printed above says why.")


def working_copy(root: Path, language: str) -> Path:
    """Bring `work/<language>/` up to date: lessons and checks come in, a learner's notebook is never touched."""
    built = root / "notebooks" / language
    if not built.is_dir():
        raise WorkshopError(f"No {built}. Run `workshop build` first.")
    folder = root / "work" / language
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copytree(built / "checks", folder / "checks", dirs_exist_ok=True)
    shutil.copyfile(built / PAGE, folder / PAGE)
    for notebook in sorted(built.glob("*.ipynb")):
        mine = folder / notebook.name
        if not mine.exists():
            shutil.copyfile(notebook, mine)
    return folder


def course_data(root: Path, cases: tuple[str, ...], customers: int = 10_000) -> None:
    """Generate the course's own data where they aren't there yet."""
    for case in cases:
        if not (root / "datasets" / case / "manifest.json").is_file():
            generator.write(case, root / "datasets", customers=customers, seed=DEFAULT_CASE_SEED, truth=False)


def _settings(folder: Path, language: str) -> Path:
    """JupyterLab's own texts in the course's language, and no news from elsewhere."""
    settings = folder / ".lab"
    settings.mkdir(exist_ok=True)
    overrides = {
        "@jupyterlab/translation-extension:plugin": {"locale": LAB_LOCALE[language]},
        "@jupyterlab/apputils-extension:notification": {"fetchNews": "false", "checkForUpdates": False},
    }
    (settings / "overrides.json").write_text(json.dumps(overrides, indent=1) + "\n", encoding="utf-8")
    return settings


def check_port(port: int) -> None:
    """Fail clearly where somebody else listens on the port."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        if probe.connect_ex(("127.0.0.1", port)) == 0:
            raise WorkshopError(
                f"Port {port} is taken, perhaps by another JupyterLab. Choose another: port={port + 1}."
            )
