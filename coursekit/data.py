"""Load the tables of the open lesson's case."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from coursekit.session import CourseError, Session, current, data_folder


def load(table: str) -> pd.DataFrame:
    """Load one of your tables, such as "orders".

    Parameters
    ----------
    table : the table's name; the data dictionary in `datasets/` lists them

    Raises
    ------
    CourseError : for a table the case doesn't have, and where no data have been made yet
    """
    session = current()
    if session.tables is not None:
        if table not in session.tables:
            raise _no_such_table(table, sorted(session.tables))
        return session.tables[table].copy()
    folder = session.data or data_folder(session.case)
    if folder is None:
        raise _no_data(session)
    if table not in tables(folder):
        raise _no_such_table(table, tables(folder))
    parts = sorted((folder / table).glob("part-*.parquet"))
    if parts:
        return pd.concat([pd.read_parquet(part) for part in parts], ignore_index=True)
    parts = sorted((folder / table).glob("part-*.csv"))
    return pd.concat([_read_csv(part) for part in parts], ignore_index=True)


def tables(folder: Path) -> list[str]:
    """The names of the tables in a case's folder; the sealed truth isn't one."""
    return sorted({part.parent.name for part in folder.glob("*/part-*.*") if part.suffix in (".parquet", ".csv")})


def _read_csv(file: Path) -> pd.DataFrame:
    frame = pd.read_csv(file, encoding="utf-8-sig")
    for name in frame.columns:
        if str(name).endswith(("_at", "_date", "_on")):
            frame[name] = pd.to_datetime(frame[name], errors="coerce", format="ISO8601")
    return frame


def _no_such_table(table: str, known: list[str]) -> CourseError:
    names = ", ".join(known)
    return CourseError(f"No table {table!r}. There are: {names}. / 没有名为 {table!r} 的表，现有：{names}。")


def _no_data(session: Session) -> CourseError:
    command = f"workshop data --case {session.case}"
    return CourseError(
        f"No data of the case {session.case!r} here. Make them with `{command}` or `make course`. / "
        f"这里还没有 {session.case!r} 案例的数据，请运行 `{command}` 或 `make course` 生成。"
    )
