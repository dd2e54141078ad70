"""Who the corporate clients are: sizes, register, groups. "invented" means chosen to make a credible portfolio."""

from __future__ import annotations

from dataclasses import dataclass

from generator.parameter import parameter


@dataclass(frozen=True)
class Size:
    """One class of size: share of the firms, median employees, SD of their log, times the usual hazard. All invented.

    `borrows` is the mean number of loans that run at a time; `visits` the visits a year of its relationship manager,
    `grouped` the weight with which it belongs to a group.
    """

    name: str
    zh: str
    share: float
    employees: float
    spread: float
    hazard: float
    borrows: float
    visits: float
    grouped: float


SIZES = (
    Size("micro", "微型", 0.40, 7.0, 0.45, 1.25, 0.35, 1.2, 0.3),
    Size("small", "小型", 0.37, 38.0, 0.50, 1.05, 0.80, 2.5, 0.8),
    Size("medium", "中型", 0.175, 220.0, 0.50, 0.75, 1.30, 5.0, 2.5),
    Size("large", "大型", 0.055, 1_700.0, 1.45, 0.50, 1.90, 10.0, 5.0),
)


@dataclass(frozen=True)
class Register:
    """How firms became clients, and what the register knows of them."""

    old: float = parameter(0.84, "share of the firms that were clients before the window", "invented")
    tenure: float = parameter(6.5, "mean years as a client at the start of the window, older clients", "invented")
    longest: float = parameter(24.0, "years, longest time as a client", "invented")
    founded: float = parameter(4.0, "mean years from the founding of a firm to its first account", "invented")
    usual_size: float = parameter(38.0, "employees of a usual firm", "invented")
    founded_on_size: float = parameter(0.25, "power of the employees, over the usual, in those years", "invented")
    rounds: float = parameter(0.6, "share who state their staff in round numbers", "invented")
    not_stated: float = parameter(0.105, "share without employees and capital", "course band .08 to .15")
    not_stated_micro: float = parameter(1.25, "times that for micro firms", "invented")
    not_stated_other: float = parameter(0.85, "times that for larger firms", "invented")
    not_stated_most: float = parameter(0.95, "largest share without them, however it is set", "invented")
    reason_unknown: float = parameter(0.12, "share of the exits without a reason on record", "invented")
    capital: float = parameter(45e3, "CNY of registered capital per employee, median", "invented")
    capital_spread: float = parameter(1.0, "SD of the log of that", "invented")
    location: float = parameter(0.9, "power of the population in the share of a city", "invented")
    managers: float = parameter(40.0, "firms that a relationship manager looks after", "invented")
    short_name: float = parameter(0.6, "share of names whose firm name has two characters, not three", "invented")


@dataclass(frozen=True)
class Groups:
    """Groups of firms under one parent."""

    members: tuple[int, int] = parameter((2, 9), "fewest and most firms of a group", "invented")
    share: float = parameter(0.20, "share of the firms that belong to a group", "invented")
    one_industry: float = parameter(0.55, "share of the members in the parent's industry", "invented")
    sweep: tuple[float, float] = parameter((0.10, 0.45), "share of the inflow passed to the parent", "invented")


REGISTER = Register()
GROUPS = Groups()
