"""The doctor finds what is wrong with a machine, and says how to mend it."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest
from typer.testing import CliRunner

from grader.sandbox import Isolation, NoIsolation, available
from workshop.cli import app
from workshop.doctor import Finding, Verdict, machine, walls


def by_name(findings) -> dict[str, Finding]:
    return {finding.name: finding for finding in findings}


def test_a_machine_in_order_is_fine_and_its_walls_hold() -> None:
    try:
        available()
    except NoIsolation as reason:
        pytest.skip(str(reason)[:120])
    found = by_name(walls.walls())
    assert {name for name, finding in found.items() if finding.verdict is Verdict.BROKEN} == set()
    assert {"network", "files", "processes", "environment", "rights", "memory of a submission", "time"} <= set(found)


def test_walls_that_do_not_hold_are_found() -> None:
    found = by_name(walls._tried(Isolation.PROCESS_ONLY))
    for name in ("network", "files", "processes"):
        assert found[name].verdict is Verdict.BROKEN, found[name]
        assert "Do not grade strangers' work" in found[name].mend


def test_no_isolation_is_told_with_the_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    def none() -> Isolation:
        raise NoIsolation("bubblewrap is not installed. Install it.")

    monkeypatch.setattr(walls, "available", none)
    found = by_name(walls.walls())["isolation"]
    assert (found.verdict, found.mend) == (Verdict.BROKEN, "bubblewrap is not installed. Install it.")


def test_off_linux_lessons_run_and_grading_does_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(walls.sys, "platform", "win32")
    (found,) = walls.walls()
    assert found.verdict is Verdict.LIMITED
    assert "WSL 2" in found.mend


@pytest.mark.parametrize(
    ("settings", "verdict", "says"),
    [
        ({"max_user_namespaces": "0"}, Verdict.BROKEN, "max_user_namespaces"),
        ({"unprivileged_userns_clone": "0"}, Verdict.BROKEN, "unprivileged_userns_clone"),
        ({"apparmor_restrict_unprivileged_userns": "1"}, Verdict.LIMITED, "AppArmor"),
        ({}, Verdict.FINE, "allowed"),
    ],
)
def test_what_the_kernel_forbids_is_named(monkeypatch, settings: dict[str, str], verdict: Verdict, says: str) -> None:
    monkeypatch.setattr(walls, "_read", lambda file: settings.get(file.name))
    monkeypatch.setattr(walls.os, "geteuid", lambda: 1000)
    (found,) = walls.user_namespaces()
    assert found.verdict is verdict
    assert says in found.says


def test_packages_are_compared_with_the_lock(tmp_path: Path) -> None:
    lock = tmp_path / "requirements.lock"
    lock.write_text(
        f"pandas==0.1 \\\n    --hash=sha256:{'0' * 64}\nno-such-package==1.0 \\\n    --hash=sha256:{'0' * 64}\n"
        f"only-on-mars==1.0 ; sys_platform == 'mars' \\\n    --hash=sha256:{'0' * 64}\n"
    )
    found = machine.packages(lock)
    assert found.verdict is Verdict.BROKEN
    assert "missing: no-such-package" in found.says
    assert "for 0.1" in found.says
    assert "mars" not in found.says


def test_the_packages_of_the_course_are_all_found() -> None:
    assert "all" in machine.packages(machine.ROOT / "requirements.lock").says


def test_a_port_in_use_is_named() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        found = machine.listening(server.getsockname()[1])
    assert found.verdict is Verdict.LIMITED
    assert "port=8889" in found.mend


def test_too_little_room_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(machine, "DISK_BYTES", 1 << 60)
    monkeypatch.setattr(machine, "MEMORY_BYTES", 1 << 60)
    assert "Make room" in machine.disk(tmp_path).mend
    assert machine.memory().verdict in (Verdict.BROKEN, Verdict.LIMITED)


@pytest.mark.parametrize(("verdict", "status"), [(Verdict.FINE, 0), (Verdict.LIMITED, 0), (Verdict.BROKEN, 1)])
def test_what_is_broken_shows_in_the_exit_status(monkeypatch, verdict: Verdict, status: int) -> None:
    finding = Finding("fonts", verdict, "as it is", "do this")
    monkeypatch.setattr("workshop.commands.doctor.look_over", lambda port: [finding])
    result = CliRunner().invoke(app, ["doctor"])
    assert result.exit_code == status
    assert f"{verdict.value} fonts: as it is" in result.output
    assert "do this" in result.output
