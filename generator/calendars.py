"""The table calendar: the days of the window, with what is special about each in the United States or in China."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyarrow as pa

from generator.arrays import Columns, Ints
from generator.chinese_holidays import NAMES, chinese_holidays, working_days
from generator.frames import labels
from generator.holidays import pay_days, public_holidays
from generator.schema import Column, Table, Text
from generator.window import AS_OF, END_DAY, START, START_DAY, midnight

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
ORDINARY = Text("an ordinary day", "普通日子")


def days_of_window() -> Ints:
    """Every day of the window, in days since 1970."""
    return np.arange(START_DAY, END_DAY)


def _days(names: Sequence[tuple[str | None, str | None]]) -> Columns:
    days, text = days_of_window(), pa.large_string()
    return {
        "date": midnight(days),
        "weekday": labels((days + 3) % 7, WEEKDAYS),
        "holiday": pa.array([english for english, _ in names], text),
        "holiday_zh": pa.array([chinese for _, chinese in names], text),
    }


def american_days() -> Columns:
    """Date, weekday, public holiday and pay day of each day, as in the United States."""
    holidays = public_holidays(range(START.year, AS_OF.year + 1))
    names = [holidays.get(int(day), (None, None)) for day in days_of_window()]
    return {**_days(names), "pay_day": pay_days(days_of_window())}


def chinese_days() -> Columns:
    """Date, weekday, public holiday of each day and whether people work, as in mainland China."""
    keys = [chinese_holidays().get(int(day)) for day in days_of_window()]
    names = [NAMES[key] if key else (None, None) for key in keys]
    return {**_days(names), "working_day": working_days(days_of_window())}


def calendar_schema(holiday: Text, holiday_zh: Text, *columns: Column) -> Table:
    """The table calendar; `columns` are those beyond date, weekday and holiday."""
    return Table(
        "calendar",
        Text("One row a day of the 24 months.", "日历表，24 个月内每天一行。"),
        ("date",),
        (
            Column("date", "date", Text("The day.", "日期。"), unique=True),
            Column("weekday", "text", Text("Day of the week.", "星期几。"), values=WEEKDAYS),
            Column("holiday", "text", holiday, missing=ORDINARY),
            Column("holiday_zh", "text", holiday_zh, missing=ORDINARY),
            *columns,
        ),
        once=True,
    )


def american_calendar(*columns: Column) -> Table:
    """The table calendar of a case in the United States; `columns` are those beyond `american_days`."""
    return calendar_schema(
        Text("Public holiday in the United States.", "美国法定节假日（英文名）。"),
        Text("The same in Chinese.", "美国法定节假日（中文名）。"),
        Column("pay_day", "bool", Text("Usual pay day: the 15th and the last of the month.",
                                       "是否为常见发薪日：每月 15 日和月末。")),
        *columns,
    )  # fmt: skip


def chinese_calendar(*columns: Column) -> Table:
    """The table calendar of a case in mainland China; `columns` are those beyond `chinese_days`."""
    return calendar_schema(
        Text("Public holiday in mainland China.", "法定节假日放假期间（英文名）。"),
        Text("The same in Chinese.", "法定节假日放假期间（中文名）。"),
        Column("working_day", "bool", Text("Whether people work: weekends that make up for holidays are included.",
                                           "是否为工作日（调休上班的周末算工作日）。")),
        *columns,
    )  # fmt: skip
