#!/usr/bin/env python3
"""Every task of this project by its name: `python start.py course`, `python start.py test` …

`make course` calls this script, and so can any machine without make. It needs Python 3.11 or later and nothing else:
the first task sets up `.venv` from `requirements.lock` (with uv where it is installed, with pip otherwise).
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
LOCK = ROOT / "requirements.lock"
BENCH_LOCK = ROOT / "requirements-bench.lock"
RIVALS = ROOT / "build" / "bench"
STAMP = VENV / "installed.sha256"
OLDEST = (3, 11)


class CannotGoOn(Exception):
    """A task failed; the message says what to do."""


def main(words: list[str]) -> int:
    """Run the task named first, with its `key=value` options; return the exit status."""
    if not words or words[0] in ("-h", "--help", "help"):
        print(usage())
        return 0 if words else 2
    name, options = words[0], dict(word.partition("=")[::2] for word in words[1:])
    if name not in TASKS:
        print(f"There is no task {name!r}.\n\n{usage()}", file=sys.stderr)
        return 2
    task, known, _ = TASKS[name]
    unknown = [key for key in options if key not in known]
    if unknown:
        says = ", ".join(f"{key}=…" for key in known) or "no options"
        print(f"The task {name!r} doesn't take {unknown[0]!r}; it takes {says}.", file=sys.stderr)
        return 2
    try:
        task({key: value for key, value in options.items() if value})
    except CannotGoOn as error:
        print(f"\n✗ {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


def usage() -> str:
    """What can be asked for."""
    lines = ["python start.py TASK [key=value …]", ""]
    for name, (_, known, says) in TASKS.items():
        options = " ".join(f"{key}=…" for key in known)
        lines.append(f"  {name:8} {says}{'  (' + options + ')' if options else ''}")
    return "\n".join(lines)


def setup(options: dict[str, str]) -> None:
    """Create `.venv` and install what the lock names, unless that is done already."""
    if sys.version_info < OLDEST:
        raise CannotGoOn(f"This is Python {sys.version.split()[0]}; install Python 3.11 or later and run it with that.")
    wanted = hashlib.sha256(LOCK.read_bytes()).hexdigest()
    if python().exists() and STAMP.exists() and STAMP.read_text() == wanted:
        return
    if os.path.lexists(VENV) and not STAMP.exists():
        raise CannotGoOn(
            f"{VENV} is there already, and this script didn't make it, so it won't replace it. If you don't need it, "
            "delete it; else give it another name. Then run the same command again.\n"
            "  已有 .venv，但不是本脚本创建的，因此不会替换。不需要就请删除，需要就请改名，然后重新运行同一命令。"
        )
    began = time.monotonic()
    print(f"Setting up .venv with {'uv' if shutil.which('uv') else 'pip'}, once; it takes a minute or two", flush=True)
    print("正在准备运行环境，只需一次，大约一两分钟", flush=True)
    step("1/3 a fresh virtual environment / 新建虚拟环境")
    install = environment(VENV)
    STAMP.touch()
    step("2/3 the packages of requirements.lock, each with its hash checked / 安装并核对所需的包")
    run(
        [*install, "--require-hashes", "-r", str(LOCK)],
        mend="Is there a network connection, and does it let the package index through? Then run it again.",
    )
    step("3/3 the course itself / 安装课程本身")
    run([*install, "--quiet", "--no-deps", "--no-build-isolation", "--editable", str(ROOT)])
    STAMP.write_text(wanted)
    print(f"Set up in {time.monotonic() - began:.0f} s.", flush=True)


def environment(folder: Path) -> list[str]:
    """Make a fresh virtual environment; return the words that install packages into it."""
    uv = shutil.which("uv")
    shutil.rmtree(folder, ignore_errors=True)
    make = [uv, "venv", "--quiet", "--python", sys.executable] if uv else [sys.executable, "-m", "venv"]
    try:
        run(
            [*make, str(folder)],
            mend="On Debian and Ubuntu: sudo apt install python3-venv. Then run the same command again.",
        )
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    inside = str(program("python", folder))
    if uv:
        return [uv, "pip", "install", "--compile-bytecode", "--python", inside]
    return [inside, "-m", "pip", "install", "--disable-pip-version-check", "--progress-bar=off"]


def course(options: dict[str, str]) -> None:
    """Data, notebooks, JupyterLab."""
    language = options.get("lang", "en")
    setup({})
    workshop("course", "--lang", language, *flags(options))


def flags(options: dict[str, str]) -> list[str]:
    """`browser=no` and `port=…` as the command's options."""
    found = ["--port", options["port"]] if "port" in options else []
    if options.get("browser", "yes").lower() in ("no", "0", "false"):
        found.append("--no-browser")
    return found


def demo(options: dict[str, str]) -> None:
    """A class of eight, graded before your eyes."""
    setup({})
    workshop("demo", *(["--out", options["out"]] if "out" in options else []))


def test(options: dict[str, str]) -> None:
    """The whole test suite."""
    setup({})
    only = options.get("only", "").split()
    run([str(python()), "-m", "pytest", *only], mend="The failures are listed above.")


def build(options: dict[str, str]) -> None:
    """What learners open, from what authors write."""
    setup({})
    workshop("build")


def verify(options: dict[str, str]) -> None:
    """Is every exercise fair, is every built file up to date?"""
    setup({})
    workshop("verify")
    workshop("build", "--check")


def lint(options: dict[str, str]) -> None:
    """Style, types and the direction of imports."""
    setup({})
    tool("ruff", "check", ".")
    tool("ruff", "format", "--check", ".")
    tool("mypy")
    tool("lint-imports", "--no-logo")


def lock(options: dict[str, str]) -> None:
    """Renew requirements.lock from pyproject.toml (needs uv)."""
    uv = shutil.which("uv")
    if not uv:
        raise CannotGoOn("This task needs uv: pip install uv.")
    command = [uv, "pip", "compile", "pyproject.toml", "--extra", "test", "--universal", "--python-version", "3.11"]
    command += ["--no-emit-index-url", "--no-header", "--no-annotate", "--generate-hashes", "--quiet", "-o", str(LOCK)]
    run(command)
    shutil.copyfile(LOCK, BENCH_LOCK)  # uv keeps the versions it finds: the rivals get the course's own where they can
    command[3:6] = ["--group", "pyproject.toml:bench"]
    run([*command[:-1], str(BENCH_LOCK)])


def bench(options: dict[str, str]) -> None:
    """This generator beside others, or one case larger and larger; the graders side by side."""
    setup({})
    generators = [str(python()), "-m", "benchmarks"]
    graders = [str(python()), "-W", "ignore", "-m", "benchmarks.grading"]
    if "class" in options:
        run([*graders, "scale", *options["class"].split(",")])
        return
    if "scale" in options:
        run([*generators, "scale", *options["scale"].split(",")])
        return
    rivals()
    if "graders" in options:
        run([*graders, "race", f"--submissions={options['graders']}"])
        return
    run([*generators, "race", *(f"--{key}={options[key]}" for key in ("customers", "rounds") if key in options)])
    run([*graders, "race"])


def rivals() -> None:
    """Install those who race against the course into an environment of their own, unless that is done already."""
    stamp, wanted = RIVALS / "installed.sha256", hashlib.sha256(BENCH_LOCK.read_bytes()).hexdigest()
    if stamp.exists() and stamp.read_text() == wanted:
        return
    step("the other generators and graders, into build/bench")
    run([*environment(RIVALS), "--quiet", "--require-hashes", "-r", str(BENCH_LOCK)])
    stamp.write_text(wanted)


TASKS: dict[str, tuple[Callable[[dict[str, str]], None], tuple[str, ...], str]] = {
    "setup": (setup, (), "create .venv from requirements.lock"),
    "course": (course, ("lang", "browser", "port"), "make the data and the notebooks, open JupyterLab"),
    "demo": (demo, ("out",), "a class of eight learners, graded, with its report"),
    "test": (test, ("only",), "run the whole test suite"),
    "build": (build, (), "build notebooks/, solutions/ and datasets/ from lessons/"),
    "verify": (verify, (), "prove that every exercise is fair and every built file up to date"),
    "lint": (lint, (), "style, types and the direction of imports"),
    "bench": (
        bench,
        ("customers", "rounds", "scale", "graders", "class"),
        "this generator and this grader beside others; scale=100000,1000000 for size, graders=60 for those alone",
    ),
    "lock": (lock, (), "renew requirements.lock and requirements-bench.lock from pyproject.toml"),
}


def python() -> Path:
    """The interpreter of `.venv`."""
    return program("python")


def program(name: str, folder: Path = VENV) -> Path:
    """A program in `.venv`, or in another virtual environment."""
    return folder / "Scripts" / f"{name}.exe" if os.name == "nt" else folder / "bin" / name


def workshop(*words: str) -> None:
    """Run the `workshop` command; it says itself what went wrong."""
    code = subprocess.run([str(python()), "-m", "workshop", *words], cwd=ROOT, check=False).returncode
    if code:
        raise SystemExit(code)


def tool(name: str, *words: str) -> None:
    """Run one of the checkers in `.venv`."""
    step(" ".join([name, *words]))
    run([str(program(name)), *words], mend="What it found is listed above.")


def step(says: str) -> None:
    """Say what comes next."""
    print(f"  {says}", flush=True)


def run(command: list[str], mend: str = "") -> None:
    """Run a command, or say what to do."""
    code = subprocess.run(command, cwd=ROOT, check=False).returncode
    if code:
        raise CannotGoOn(f"{Path(command[0]).name} ended with status {code}. {mend}".rstrip())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
