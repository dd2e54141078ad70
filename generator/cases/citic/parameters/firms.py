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

    old: float = parameter(
        0.84, "share of the firms that were clients before the window", "invented", "数据期开始前已是客户的企业占比"
    )
    tenure: float = parameter(
        6.5,
        "mean years as a client at the start of the window, older clients",
        "invented",
        "老客户在数据期开始时的平均客龄，年",
    )
    longest: float = parameter(24.0, "years, longest time as a client", "invented", "最长客龄，年")
    founded: float = parameter(
        4.0, "mean years from the founding of a firm to its first account", "invented", "从成立到首次开户的平均年数"
    )
    usual_size: float = parameter(38.0, "employees of a usual firm", "invented", "一般企业的员工数")
    founded_on_size: float = parameter(
        0.25,
        "power of the employees, over the usual, in those years",
        "invented",
        "员工数（相对一般企业）对上述年数的幂次",
    )
    rounds: float = parameter(
        0.6, "share who state their staff in round numbers", "invented", "以整数填报员工数的企业占比"
    )
    not_stated: float = parameter(
        0.105, "share without employees and capital", "course band .08 to .15", "未填报员工数与注册资本的占比"
    )
    not_stated_micro: float = parameter(1.25, "times that for micro firms", "invented", "微型企业为其几倍")
    not_stated_other: float = parameter(0.85, "times that for larger firms", "invented", "较大企业为其几倍")
    not_stated_most: float = parameter(
        0.95, "largest share without them, however it is set", "invented", "无论如何设定，未填报占比的上限"
    )
    reason_unknown: float = parameter(
        0.12, "share of the exits without a reason on record", "invented", "未登记流失原因的占比"
    )
    capital: float = parameter(
        45e3, "CNY of registered capital per employee, median", "invented", "人均注册资本中位数，元"
    )
    capital_spread: float = parameter(1.0, "SD of the log of that", "invented", "其对数的标准差")
    location: float = parameter(
        0.9, "power of the population in the share of a city", "invented", "城市人口对其客户占比的幂次"
    )
    managers: float = parameter(40.0, "firms that a relationship manager looks after", "invented", "每位客户经理管户数")
    short_name: float = parameter(
        0.6,
        "share of names whose firm name has two characters, not three",
        "invented",
        "字号为两个字（而非三个字）的企业占比",
    )


@dataclass(frozen=True)
class Groups:
    """Groups of firms under one parent."""

    members: tuple[int, int] = parameter(
        (2, 9), "fewest and most firms of a group", "invented", "一个集团最少、最多的企业数"
    )
    share: float = parameter(0.20, "share of the firms that belong to a group", "invented", "隶属集团的企业占比")
    one_industry: float = parameter(
        0.55, "share of the members in the parent's industry", "invented", "成员与母公司同行业的比例"
    )
    sweep: tuple[float, float] = parameter(
        (0.10, 0.45), "share of the inflow passed to the parent", "invented", "归集到母公司的流入占比"
    )


REGISTER = Register()
GROUPS = Groups()
