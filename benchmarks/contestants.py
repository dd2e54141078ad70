"""Those who race: each makes parquet files below a folder, in a process of its own.

The rivals that go row by row make the columns of the amazon case's customers, the way their tutorials do.
"""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
import sysconfig
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet

RIVALS = Path(__file__).resolve().parents[1] / "build" / "bench"
CHANNELS = ("organic", "search_ads", "social_ads", "referral", "affiliate")
BATCH = 10_000
Row = dict[str, Any]


def rival(program: str) -> str:
    """Where a program of the rivals' virtual environment stands."""
    return os.path.join(sysconfig.get_path("scripts", vars={"base": str(RIVALS)}), program)


def has_otter() -> bool:
    """Whether `make bench` has installed Otter."""
    return os.path.exists(rival("otter"))


def _write(rows: list[Row], folder: Path, number: int) -> None:
    pyarrow.parquet.write_table(pa.Table.from_pylist(rows), folder / f"part-{number:05d}.parquet", compression="zstd")


def _by_row(draw: Callable[[int], Row], count: int, folder: Path) -> None:
    for number, start in enumerate(range(0, count, BATCH)):
        _write([draw(key) for key in range(start, min(start + BATCH, count))], folder, number)


def faker(folder: Path, count: int, locale: str) -> None:
    """Naive Faker: one call a value, `count` rows."""
    from faker import Faker

    fake = Faker(locale)
    fake.seed_instance(7)
    begin, end = dt.date(2024, 7, 1), dt.date(2026, 6, 30)

    def draw(key: int) -> Row:
        return {
            "customer_id": key,
            "name": fake.name(),
            "email": fake.email(),
            "phone": fake.phone_number(),
            "street": fake.street_address(),
            "city": fake.city(),
            "state": fake.state() if locale == "en_US" else fake.province(),
            "postcode": fake.postcode(),
            "gender": fake.random_element(("female", "male")),
            "birth_date": fake.date_of_birth(minimum_age=18, maximum_age=90),
            "joined_at": fake.date_time_between(begin, end),
            "acquisition_channel": fake.random_element(CHANNELS),
            "acquisition_cost": fake.pyfloat(min_value=0, max_value=90, right_digits=2),
        }

    _by_row(draw, count, folder)


def mimesis(folder: Path, count: int, locale: str) -> None:
    """Mimesis: one call a value, `count` rows."""
    sys.path.append(sysconfig.get_path("purelib", vars={"base": str(RIVALS)}))
    from mimesis import Generic
    from mimesis.locales import Locale

    some = Generic(locale=Locale(locale), seed=7)

    def draw(key: int) -> Row:
        return {
            "customer_id": key,
            "name": some.person.full_name(),
            "email": some.person.email(),
            "phone": some.person.phone_number(),
            "street": some.address.address(),
            "city": some.address.city(),
            "state": some.address.state(),
            "postcode": some.address.zip_code(),
            "gender": some.person.gender(),
            "birth_date": some.person.birthdate(min_year=1940, max_year=2007),
            "joined_at": some.datetime.datetime(start=2024, end=2026),
            "acquisition_channel": some.choice(CHANNELS),
            "acquisition_cost": some.numeric.float_number(0, 90, precision=2),
        }

    _by_row(draw, count, folder)


def tpchgen(folder: Path, scale: float, threads: int) -> None:
    """tpchgen-cli, written in Rust: the eight tables of TPC-H at a scale factor."""
    program = rival("tpchgen-cli")
    words = ["parquet", "--scale-factor", f"{scale:g}", "--num-threads", str(threads), "--output-dir", str(folder)]
    subprocess.run([program, *words, "--quiet"], check=True)


def ours(folder: Path, case: str, customers: int, workers: int, truth: bool) -> None:
    """This generator: all tables of a case, with or without its sealed truth."""
    import generator

    generator.write(case, folder, customers=customers, seed=7, workers=workers, truth=truth)
