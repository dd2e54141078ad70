"""What the project promises about its own files: locks, the two commands, licences, no host names."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
BENCH_LOCK = (ROOT / "requirements-bench.lock").read_text(encoding="utf-8")
SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PROJECT = SETTINGS["project"]
ASKED = [Requirement(line) for line in (*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["test"])]
RACING = [Requirement(line) for line in SETTINGS["dependency-groups"]["bench"]]


def pinned(lock: str = LOCK) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, version in re.findall(r"^([A-Za-z0-9._-]+)==([^ ;\\]+)", lock, flags=re.MULTILINE):
        found.setdefault(canonicalize_name(name), []).append(version)
    return found


@pytest.mark.parametrize("wanted", ASKED, ids=lambda item: item.name)
def test_the_lock_pins_what_the_project_asks_for(wanted: Requirement) -> None:
    versions = pinned()[canonicalize_name(wanted.name)]
    assert all(version in wanted.specifier for version in versions)


@pytest.mark.parametrize("wanted", RACING, ids=lambda item: item.name)
def test_rivals_are_locked_apart_and_share_the_course_s_versions(wanted: Requirement) -> None:
    name = canonicalize_name(wanted.name)
    versions, ours = pinned(BENCH_LOCK)[name], pinned().get(name)
    assert all(version in wanted.specifier for version in versions)
    assert versions == ours if name in {canonicalize_name(item.name) for item in ASKED} else ours is None


@pytest.mark.parametrize("lock", [LOCK, BENCH_LOCK], ids=["course", "bench"])
def test_every_locked_package_has_hashes(lock: str) -> None:
    entries = re.split(r"^(?=[A-Za-z0-9])", lock, flags=re.MULTILINE)[1:]
    assert len(entries) > 50
    assert all("--hash=sha256:" in entry for entry in entries)


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-bench.lock", "environment.yml", "pyproject.toml"])
def test_no_index_is_named(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert not re.search(r"https?://|--index-url|--extra-index-url|--find-links", text)


def test_conda_users_get_the_versions_of_the_lock() -> None:
    """environment.yml may name nothing but Python, pip and the lock: no second list of versions to drift."""
    text = (ROOT / "environment.yml").read_text(encoding="utf-8")
    lines = [line.strip() for line in text.splitlines() if line.strip().startswith("- ")]
    python = next(line for line in lines if line.startswith("- python="))
    assert set(lines) == {
        "- conda-forge",
        "- nodefaults",
        python,
        "- pip",
        "- pip:",
        "- --requirement requirements.lock",
    }
    assert python.removeprefix("- python=") in Requirement(f"python{PROJECT['requires-python']}").specifier


def start(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "start.py", *words], cwd=ROOT, capture_output=True, text=True, check=False)


def test_start_lists_its_tasks() -> None:
    listed = start("help")
    assert listed.returncode == 0
    for task in ("setup", "course", "demo", "test", "build", "verify", "lint"):
        assert f"  {task} " in listed.stdout


@pytest.mark.parametrize(
    ("words", "says"),
    [(["corse"], "no task 'corse'"), (["course", "colour=red"], "doesn't take 'colour'"), ([], "TASK")],
)
def test_start_says_what_it_does_not_understand(words: list[str], says: str) -> None:
    said = start(*words)
    assert said.returncode == 2
    assert says in said.stdout + said.stderr


def test_start_leaves_an_environment_that_it_did_not_make(tmp_path: Path) -> None:
    for name in ("start.py", "requirements.lock"):
        shutil.copy(ROOT / name, tmp_path)
    theirs = tmp_path / ".venv" / "pyvenv.cfg"
    theirs.parent.mkdir()
    theirs.write_text("mine")
    said = subprocess.run(
        [sys.executable, "start.py", "setup"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert said.returncode == 1
    assert "didn't make it" in said.stderr
    assert theirs.read_text() == "mine"


def test_start_needs_nothing_but_the_standard_library() -> None:
    imported = re.findall(
        r"^(?:from|import) ([a-z_]+)", (ROOT / "start.py").read_text(encoding="utf-8"), flags=re.MULTILINE
    )
    assert set(imported) <= sys.stdlib_module_names


def test_make_knows_every_task_of_start() -> None:
    make = (ROOT / "Makefile").read_text(encoding="utf-8")
    tasks = re.findall(r"^  ([a-z]+) ", start("help").stdout, flags=re.MULTILINE)
    assert tasks
    targets = set(" ".join(re.findall(r"^([a-z ]+):", make, flags=re.MULTILINE)).split())
    assert set(tasks) <= targets


@pytest.mark.parametrize(
    "page",
    [
        "README.md",
        "README.zh-CN.md",
        "docs/instructor.md",
        "docs/zh/instructor.md",
        "docs/learner.md",
        "docs/author.md",
        "docs/zh/author.md",
        "docs/zh/learner.md",
    ],
)
def test_links_within_the_project_lead_somewhere(page: str) -> None:
    file = ROOT / page
    for target in re.findall(r"\]\(([^)#:]+)\)", file.read_text(encoding="utf-8")):
        assert (file.parent / target).exists(), f"{page} links to {target}"
