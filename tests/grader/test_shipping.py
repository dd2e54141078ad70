"""What a worker on another machine keeps, it keeps where nobody else can put anything."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from grader import shipping
from grader.versions import grader_version

pytestmark = pytest.mark.skipif(os.name != "posix", reason="owners and modes are those of POSIX")


@pytest.fixture(autouse=True)
def _asked_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    shipping._cache.cache_clear()
    yield
    shipping._cache.cache_clear()


@pytest.fixture
def known(tmp_path: Path) -> Path:
    return tmp_path / f"retention-worlds-{os.geteuid()}-{grader_version()}"


def test_processes_of_one_user_share_a_folder_that_is_closed_to_others(known: Path) -> None:
    assert shipping._cache() == known
    assert known.stat().st_mode & 0o077 == 0
    shipping._cache.cache_clear()
    assert shipping._cache() == known


def test_a_folder_that_others_can_write_to_is_not_used(known: Path) -> None:
    known.mkdir()
    known.chmod(0o777)
    found = shipping._cache()
    assert found != known
    assert found.stat().st_mode & 0o077 == 0


def test_a_link_is_not_followed(known: Path, tmp_path: Path) -> None:
    (tmp_path / "theirs").mkdir(mode=0o700)
    known.symlink_to(tmp_path / "theirs")
    assert shipping._cache() not in (known, tmp_path / "theirs")


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a folder away")
def test_another_user_s_folder_is_not_used(known: Path) -> None:
    known.mkdir(mode=0o700)
    os.chown(known, 65534, 65534)
    assert shipping._cache() != known
