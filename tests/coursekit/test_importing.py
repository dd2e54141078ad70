"""A learner waits for the import: it brings in nothing of the other packages and no notebook machinery."""

import json
import subprocess
import sys
from pathlib import Path

import coursekit

KEPT_OUT = {
    "generator",
    "grader",
    "workshop",
    "nbgrader",
    "jupytext",
    "ipywidgets",
    "nbformat",
    "faker",
    "typer",
    "IPython",
}


def test_importing_the_course_kit_brings_in_nothing_else():
    source = (
        "import json, sys; import coursekit; print(json.dumps(sorted({name.split('.')[0] for name in sys.modules})))"
    )
    answer = subprocess.run([sys.executable, "-c", source], capture_output=True, text=True, check=True, timeout=60)
    assert answer.stderr == ""
    assert not KEPT_OUT & set(json.loads(answer.stdout))


def test_the_names_a_notebook_imports_are_there():
    assert set(coursekit.__all__) >= {"CourseError", "begin", "check", "hint", "label", "load", "style"}
    assert all(hasattr(coursekit, name) for name in coursekit.__all__)


def test_no_module_of_the_course_kit_names_the_packages_behind_it():
    """Only policies are played in the generator's worlds; it is imported when the first one is."""
    for file in Path(coursekit.__file__).parent.rglob("*.py"):
        source = file.read_text(encoding="utf-8")
        for package in ("grader", "workshop", *(("generator",) if file.name != "policies.py" else ())):
            assert f"import {package}" not in source, file
            assert f"from {package}" not in source, file


def test_the_course_kit_holds_no_lesson_and_no_answer():
    folder = Path(coursekit.__file__).parent
    files = [file for file in folder.rglob("*") if file.is_file() and "__pycache__" not in file.parts]
    assert [file.name for file in files if file.suffix == ".csv"] == ["amazon_customers.csv"], "the practice shop alone"
    assert {file.suffix for file in files} <= {".py", ".toml", ".otf", ".txt", ".typed", ".csv"}
    assert not [file for file in files if "BEGIN SOLUTION" in file.read_text(encoding="utf-8", errors="ignore")]
