"""Holidays are those of the official notices (China) and of the law (United States), checked against other sources."""

import numpy as np
import pandas as pd
import pytest
from pandas.tseries.holiday import Holiday, USFederalHolidayCalendar

from generator.chinese_holidays import chinese_holidays, working_days
from generator.holidays import pay_days, public_holidays

OFF = {  # General Office of the State Council: notices of 25 October 2023, 12 November 2024 and 4 November 2025
    2024: "01-01 02-10/02-17 04-04/04-06 05-01/05-05 06-10 09-15/09-17 10-01/10-07",
    2025: "01-01 01-28/02-04 04-04/04-06 05-01/05-05 05-31/06-02 10-01/10-08",
    2026: "01-01/01-03 02-15/02-23 04-04/04-06 05-01/05-05 06-19/06-21 09-25/09-27 10-01/10-07",
}
MADE_UP = {
    2024: "02-04 02-18 04-07 04-28 05-11 09-14 09-29 10-12",
    2025: "01-26 02-08 04-27 09-28 10-11",
    2026: "01-04 02-14 02-28 05-09 09-20 10-10",
}


def days(year: int) -> pd.DatetimeIndex:
    return pd.date_range(f"{year}-01-01", f"{year}-12-31")


def numbers(dates: pd.DatetimeIndex) -> np.ndarray:
    return dates.to_numpy().astype("datetime64[D]").astype(np.int64)


def spans(year: int) -> set[pd.Timestamp]:
    found: set[pd.Timestamp] = set()
    for span in OFF[year].split():
        first, _, last = span.partition("/")
        found |= set(pd.date_range(f"{year}-{first}", f"{year}-{last or first}"))
    return found


@pytest.mark.parametrize("year", OFF)
def test_china_is_off_on_the_days_of_the_notice(year):
    off = {day for day, number in zip(days(year), numbers(days(year)), strict=True) if number in chinese_holidays()}
    assert off == spans(year)


@pytest.mark.parametrize("year", OFF)
def test_china_works_on_weekdays_and_on_the_weekends_of_the_notice(year):
    made_up = {pd.Timestamp(f"{year}-{day}") for day in MADE_UP[year].split()}
    expected = [day in made_up or (day.weekday() < 5 and day not in spans(year)) for day in days(year)]
    assert working_days(numbers(days(year))).tolist() == expected


def test_federal_holidays_are_on_the_dates_that_pandas_works_out():
    first, last = "2021-01-01", "2029-12-31"
    found = set()
    for rule in USFederalHolidayCalendar.rules:
        plain = Holiday(rule.name, month=rule.month, day=rule.day, offset=rule.offset)
        found |= {int(number) for number in numbers(plain.dates(pd.Timestamp(first), pd.Timestamp(last)))}
    assert set(public_holidays(range(2021, 2030))) == found


def test_american_pay_days_are_the_fifteenth_and_the_last_of_a_month():
    dates = days(2024)
    assert [str(day.date()) for day in dates[pay_days(numbers(dates))][:4]] == [
        "2024-01-15", "2024-01-31", "2024-02-15", "2024-02-29",
    ]  # fmt: skip
