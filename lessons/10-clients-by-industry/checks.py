"""Clients by industry: small cases, the wrong answers learners give, and other right ones."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Final

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd

from coursekit.interactive.shrinkage import prior_strength, shrunk_rates
from coursekit.plan_lotteries import DESKS, desk_of, known_on, plans_and_after
from grader.questions import Arguments, Mistake, Namespace, Option, Question, Tables, Text, Toy

FINE: Final = 6e-5
"""Rounded to four decimals is as good as the whole number."""

NAN: Final = float("nan")
Z: Final = 1.96
KINDS: Final = ["deposit_income", "loan_income", "fee_income"]


def named(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
    """Give a function the name of a misunderstanding."""
    function.__name__ = name
    return function


# --- whose income


def _by_hand() -> Question:
    def share_of(name: str, part: Callable[[pd.DataFrame], float], whole: str, says: Text) -> Mistake:
        def wrong(namespace: Namespace) -> float:
            five = namespace["five_firms"]
            return float(part(five) / five[whole].sum())

        return Mistake(named(name, wrong), says)

    def group(column: str) -> Callable[[pd.DataFrame], float]:
        return lambda five: float(five.loc[five["group_id"].notna(), column].sum())

    return Question(
        "by-hand-share",
        kind="value",
        form="share",
        shown=True,
        tolerance=6e-4,
        mistakes=[
            share_of(
                "income_counted_twice_across_the_group",
                group("total"),
                "total",
                Text(
                    "You added up `total`: the income of firm 2 is in it twice, once with firm 2 and once more with its parent.",
                    "你把 `total` 相加了：企业 2 的收入算了两次，一次在它自己名下，一次又记在母公司名下。",
                ),
            ),
            share_of(
                "income_counted_twice_below_the_line",
                group("own_income"),
                "total",
                Text(
                    "The group is right. But you divided by the sum of `total`, in which the income of firm 2 stands twice.",
                    "集团的收入算对了，但分母用的是 `total` 之和，企业 2 的收入在里面出现了两次。",
                ),
            ),
            share_of(
                "largest_firm_for_largest_client",
                lambda five: float(five["own_income"].max()),
                "own_income",
                Text(
                    "This is the share of the largest **firm**. Firms of a group decide together: they are one client.",
                    "这是最大一家**企业**的占比。同一集团的企业一起做决定，是一个客户。",
                ),
            ),
            share_of(
                "only_the_parent",
                lambda five: float(five["own_income"].iloc[0]),
                "own_income",
                Text(
                    "This is the parent's own income alone; the other member of the group is missing.",
                    "这只是母公司自己的收入，漏了集团的另一家企业。",
                ),
            ),
            share_of(
                "group_added_to_its_parent_again",
                group("total"),
                "own_income",
                Text(
                    "Above the line the income of firm 2 stands twice: with firm 2, and in the parent's `total`.",
                    "分子里企业 2 的收入出现了两次：一次在它自己名下，一次在母公司的 `total` 里。",
                ),
            ),
        ],
        hints=[
            Text("Who decides about the bank at firm 2?", "企业 2 用哪家银行，由谁决定？"),
            Text(
                "Use `own_income` only: everything in `group_income` stands somewhere else already.",
                "只用 `own_income`：`group_income` 里的每一元，在别处都已经有了。",
            ),
            Text(
                "The largest client are firms 1 and 2 together: the sum of their own incomes, divided by that of all five.",
                "最大的客户是企业 1 和 2 合在一起：两家自有收入之和，除以五家自有收入之和。",
            ),
        ],
    )


def incomes_of(*rows: tuple[int, str, float, float, float, float]) -> pd.DataFrame:
    """Build an income table: firm, month, deposits, loans, fees, the group's."""
    table = pd.DataFrame(rows, columns=["firm_id", "month", *KINDS, "group_income"])
    table["month"] = pd.to_datetime(table["month"] + "-01")
    return table.assign(total=table[[*KINDS, "group_income"]].sum(axis=1))


def groups_of(**groups: int | None) -> pd.DataFrame:
    """Build the firms with their groups, None for no group: f7=901."""
    ids = pd.array(list(groups.values()), dtype="Int64")
    return pd.DataFrame({"firm_id": [int(name[1:]) for name in groups], "group_id": ids})


def _concentration() -> Question:
    def shares(
        income: pd.DataFrame, firms: pd.DataFrame, columns: tuple[str, ...] = tuple(KINDS), client: str = "groups"
    ) -> pd.Series:
        own = income[list(columns)].sum(axis=1).groupby(income["firm_id"]).sum()
        group = own.index.to_series().map(firms.set_index("firm_id")["group_id"])
        firm = "f" + own.index.to_series().astype(str)
        key = {
            "groups": ("g" + group.astype(str)).where(group.notna(), firm),
            "firms": firm,
            "only groups": group.where(group.notna()),
            "one rest": group.fillna(-1),
        }[client]
        summed = own.groupby(key).sum()
        return summed / summed.sum()

    def variant(
        name: str, says: Text, index: Callable[[pd.Series], float] = lambda s: float((s**2).sum()), **changed: Any
    ) -> Mistake:
        def wrong(income: pd.DataFrame, firms: pd.DataFrame) -> float:
            return index(shares(income, firms, **changed))

        return Mistake(named(name, wrong), says)

    def mean_of_monthly_indices(income: pd.DataFrame, firms: pd.DataFrame) -> float:
        found = [(shares(month, firms) ** 2).sum() for _, month in income.groupby("month")]
        return float(np.mean(found))

    def last_month_only(income: pd.DataFrame, firms: pd.DataFrame) -> float:
        return float((shares(income[income["month"] == income["month"].max()], firms) ** 2).sum())

    def rows_averaged(income: pd.DataFrame, firms: pd.DataFrame) -> float:
        joined = income.merge(firms, on="firm_id")
        mean = joined[KINDS].sum(axis=1).groupby(joined["group_id"].fillna(-joined["firm_id"])).mean()
        return float(((mean / mean.sum()) ** 2).sum())

    def repeats_taken_off(income: pd.DataFrame, firms: pd.DataFrame) -> float:
        return float(
            (shares(income.assign(fee_income=income["fee_income"] - income["group_income"]), firms) ** 2).sum()
        )

    def incomes_squared(income: pd.DataFrame, firms: pd.DataFrame) -> float:
        return float((shares(income, firms) ** 2).sum() * income[KINDS].to_numpy().sum() ** 2)

    def months_as_clients(income: pd.DataFrame, firms: pd.DataFrame) -> float:
        joined = income.merge(firms, on="firm_id")
        own = joined[KINDS].sum(axis=1)
        client = joined["group_id"].fillna(-joined["firm_id"])
        return float(((own.groupby([client, joined["month"]]).sum() / own.sum()) ** 2).sum())

    def by_numbers(income: pd.DataFrame, firms: pd.DataFrame) -> float:
        joined = income.merge(firms, on="firm_id", how="left")
        joined["client"] = joined["group_id"].fillna(-joined["firm_id"])
        joined["own"] = joined["total"] - joined["group_income"]
        by_client = joined.groupby("client")["own"].sum()
        return float(((by_client / by_client.sum()) ** 2).sum())

    def by_loop(income: pd.DataFrame, firms: pd.DataFrame) -> float:
        group = {f: g for f, g in zip(firms["firm_id"], firms["group_id"], strict=True) if pd.notna(g)}
        sums: dict[Any, float] = {}
        for firm, *parts in income[["firm_id", *KINDS]].itertuples(index=False):
            key = ("group", group[firm]) if firm in group else ("firm", firm)
            sums[key] = sums.get(key, 0.0) + sum(parts)
        whole = sum(sums.values())
        return sum((one / whole) ** 2 for one in sums.values())

    def by_variance(income: pd.DataFrame, firms: pd.DataFrame) -> np.floating[Any]:
        found = shares(income, firms).to_numpy()
        return 1 / len(found) + len(found) * found.var()

    def elsewhere(tables: Tables) -> Iterable[Arguments]:
        firms = tables["firms"][["firm_id", "industry", "group_id"]]
        income = tables["income"]
        yield {"income": income[income["month"] >= "2026-04-01"], "firms": firms}
        some = firms[firms["industry"].isin(DESKS["people"])]
        part = income[income["firm_id"].isin(some["firm_id"]) & (income["month"] >= "2026-01-01")]
        yield {"income": part, "firms": some}

    toy = incomes_of(
        (1, "2026-01", 10, 5, 1, 24),
        (1, "2026-02", 12, 5, 2, 31),
        (2, "2026-01", 8, 0, 1, 0),
        (2, "2026-02", 9, 0, 2, 0),
        (3, "2026-01", 10, 4, 1, 0),
        (3, "2026-02", 14, 4, 2, 0),
        (4, "2026-01", 3, 30, 7, 0),
        (4, "2026-02", 2, 0, 1, 0),
        (5, "2026-01", 6, 0, 4, 0),
        (5, "2026-02", 6, 0, 4, 0),
        (6, "2026-01", 1, 0, 1, 0),
        (6, "2024-11", 9, 4, 2, 0),
    )
    members = groups_of(f1=901, f2=901, f3=901, f4=None, f5=None, f6=None)
    two = incomes_of(
        (3, "2026-05", 20, 0, 1, 9),
        (8, "2026-05", 4, 3, 2, 0),
        (9, "2026-06", 5, 60, 3, 12),
        (7, "2026-06", 7, 2, 3, 0),
        (5, "2026-06", 30, 0, 2, 0),
        (6, "2026-04", 11, 0, 2, 0),
    )
    two_groups = groups_of(f9=77, f3=55, f5=None, f8=55, f7=77, f6=None)
    return Question(
        "concentration",
        tolerance=FINE,
        toys=[
            Toy(
                Text("A group of three, and three others", "一个三家企业的集团，外加三家"),
                {"income": toy, "firms": members},
            ),
            Toy(Text("Two groups", "两个集团"), {"income": two, "firms": two_groups}),
        ],
        mistakes=[
            variant(
                "income_counted_twice_across_the_group",
                Text(
                    "You used `total`, or `group_income`: the parents are credited once more with what their members bring. Groups look larger than they are.",
                    "你用了 `total` 或 `group_income`：成员带来的收入，又在母公司名下算了一次，集团显得比实际更大。",
                ),
                columns=(*KINDS, "group_income"),
            ),
            variant(
                "firms_for_groups",
                Text(
                    "You took every firm for a client. Firms of a group decide together; apart, they make the bank look less dependent than it is.",
                    "你把每家企业都当成一个客户。同一集团的企业一起做决定，拆开来算，银行的依赖程度就显得偏低。",
                ),
                client="firms",
            ),
            variant(
                "total_by_firm",
                Text(
                    "Both at once: every firm taken for a client, and the parents' `group_income` counted again.",
                    "两处都错了：每家企业当成一个客户，母公司的 `group_income` 又重复计算。",
                ),
                client="firms",
                columns=(*KINDS, "group_income"),
            ),
            variant(
                "firms_without_a_group_dropped",
                Text(
                    "The firms without a group are missing: `groupby` drops missing keys without a word.",
                    "没有集团的企业不见了：`groupby` 会悄悄丢掉缺失的键。",
                ),
                client="only groups",
            ),
            variant(
                "firms_without_a_group_made_one_client",
                Text(
                    "You put all firms without a group together, as if they were one client. Each of them is a client of its own.",
                    "你把没有集团的企业合成了一个客户。它们各自都是一个客户。",
                ),
                client="one rest",
            ),
            variant(
                "share_of_the_largest",
                Text(
                    "This is the share of the largest client. The index adds up the squared shares of all.",
                    "这是最大客户的占比。指数是全部客户占比的平方之和。",
                ),
                index=lambda s: float(s.max()),
            ),
            variant(
                "number_of_equal_clients",
                Text("This is 1 ÷ HHI, the number of equal clients.", "这是 1 ÷ HHI，即“相当于多少个同样大的客户”。"),
                index=lambda s: float(1 / (s**2).sum()),
            ),
            variant(
                "shares_in_per_cent",
                Text(
                    "You squared percentages; that is the competition authorities' scale up to 10,000. Here the index goes up to 1.",
                    "你平方的是百分数，那是反垄断机构用的 0 到 10000 的尺度。这里的指数最大为 1。",
                ),
                index=lambda s: float(((100 * s) ** 2).sum()),
            ),
            Mistake(
                mean_of_monthly_indices,
                Text(
                    "You averaged the months' indices. Add up each client's months first, then take shares.",
                    "你对各月的指数取了平均。应当先把每个客户的各月收入相加，再算占比。",
                ),
            ),
            Mistake(
                months_as_clients,
                Text(
                    "Each month of a client counts with you as a client of its own: add up the months first.",
                    "你把同一客户的每个月当成了一个客户：先把各月加起来。",
                ),
            ),
            Mistake(last_month_only, Text("You used the last month only.", "你只用了最后一个月。")),
            Mistake(
                rows_averaged,
                Text(
                    "You averaged a client's rows. A group of many firms then looks like one of them: add up.",
                    "你对客户的各行取了平均。成员再多的集团，也就只像其中一家了：应当相加。",
                ),
            ),
            Mistake(
                repeats_taken_off,
                Text(
                    "You took `group_income` off the three kinds. It isn't in them: it stands in `total` only.",
                    "你从三种收入里减去了 `group_income`。它本来就不在其中，只含在 `total` 里。",
                ),
            ),
            Mistake(
                incomes_squared,
                Text(
                    "You squared the incomes themselves. Divide each by the sum of all first: the *shares* are squared.",
                    "你平方的是收入本身。应当先除以全部收入之和：平方的是**占比**。",
                ),
            ),
            variant(
                "loans_forgotten",
                Text("The income from loans is missing.", "漏了贷款收入。"),
                columns=("deposit_income", "fee_income"),
            ),
            variant(
                "fees_forgotten",
                Text("The income from fees is missing.", "漏了手续费收入。"),
                columns=("deposit_income", "loan_income"),
            ),
        ],
        also_right=[by_numbers, by_loop, by_variance],
        elsewhere=elsewhere,
        hints=[
            Text("First the own income of each firm over all months.", "先算每家企业各月自有收入之和。"),
            Text(
                "Give each firm the name of its client: the group's number, or, where that is missing, something of its own: `group_id.fillna(-firm_id)`.",
                "给每家企业标上所属客户：集团编号；没有集团的，用自己独有的编号，例如 `group_id.fillna(-firm_id)`。",
            ),
            Text(
                "`merge` with `firms`, `groupby` the client, `sum`; `share = by_client / by_client.sum()`; `(share**2).sum()`.",
                "与 `firms` `merge`，按客户 `groupby` 求和；`share = by_client / by_client.sum()`；`(share**2).sum()`。",
            ),
        ],
    )


# --- how they are


def known_of(*rows: tuple[float, int, int, int]) -> pd.DataFrame:
    """Build what is known: inflow ratio, payroll months lately and before, days past due."""
    columns = ["inflow_ratio", "payroll_months", "payroll_months_before", "days_past_due"]
    firms = pd.Index([21 + 5 * row % 13 for row in range(len(rows))], name="firm_id")
    return pd.DataFrame(rows, columns=columns, index=firms)


def _health() -> Question:
    def judged(
        known: pd.DataFrame,
        fell: Callable[[pd.Series], pd.Series] = lambda ratio: ratio < 0.6,
        stopped: Callable[[pd.DataFrame], pd.Series] = lambda k: (
            (k["payroll_months"] == 0) & (k["payroll_months_before"] >= 3)
        ),
        overdue: Callable[[pd.Series], pd.Series] = lambda days: days >= 30,
        scale: tuple[str, ...] = ("sound", "watch", "ill", "ill"),
    ) -> list[str]:
        signs = [fell(known["inflow_ratio"]), stopped(known), overdue(known["days_past_due"])]
        return sum(sign.astype(int) for sign in signs).map(dict(enumerate(scale))).tolist()  # type: ignore[union-attr]

    def variant(name: str, says: Text, **changed: Any) -> Mistake:
        def wrong(known: pd.DataFrame) -> list[str]:
            return judged(known, **changed)

        return Mistake(named(name, wrong), says)

    def new_clients_dropped(known: pd.DataFrame) -> list[str]:
        return judged(known[known["inflow_ratio"].notna()])

    def by_loop(known: pd.DataFrame) -> list[str]:
        found = []
        for row in known.to_dict("records"):
            signs = int(row["inflow_ratio"] < 0.6) + int(row["days_past_due"] >= 30)
            signs += int(row["payroll_months"] == 0 and row["payroll_months_before"] >= 3)
            found.append("sound" if signs == 0 else "watch" if signs == 1 else "ill")
        return found

    def by_select(known: pd.DataFrame) -> np.ndarray:
        ratio = known["inflow_ratio"].fillna(1.0) < 0.6
        wages = known["payroll_months"].eq(0) & known["payroll_months_before"].ge(3)
        number = np.sum([ratio, wages, known["days_past_due"].ge(30)], axis=0)
        return np.select([number >= 2, number == 1], ["ill", "watch"], default="sound")

    def by_cut(known: pd.DataFrame) -> pd.Series:
        signs = pd.DataFrame({
            "a": known["inflow_ratio"].lt(0.6),
            "b": (known["payroll_months"] < 1) & (known["payroll_months_before"] > 2),
            "c": known["days_past_due"] > 29,
        }).sum(axis=1)  # fmt: skip
        return pd.cut(signs, [-1, 0, 1, 3], labels=["sound", "watch", "ill"]).reset_index(drop=True)

    def elsewhere(tables: Tables) -> Iterable[Arguments]:
        columns = ["inflow_ratio", "payroll_months", "payroll_months_before", "days_past_due"]
        for day in ("2025-07-01", "2026-07-01"):
            found = known_on(tables, pd.Timestamp(day))[columns]
            if day < "2026":
                late = (found["days_past_due"] / 10).round().astype(int) * 10
                found = found.assign(inflow_ratio=found["inflow_ratio"].round(1), days_past_due=late)
            yield {"known": found}

    toy = known_of(
        (1.04, 3, 9, 0),
        (0.31, 3, 9, 0),
        (0.6, 0, 0, 0),
        (0.97, 0, 9, 0),
        (0.95, 0, 2, 12),
        (NAN, 0, 0, 0),
        (1.2, 0, 0, 30),
        (0.44, 0, 8, 0),
    )
    more = known_of(
        (0.59, 0, 3, 95),
        (NAN, 3, 4, 41),
        (0.9, 1, 9, 0),
        (0.9, 3, 9, 29),
        (0.2, 2, 6, 64),
        (0.61, 0, 3, 0),
        (NAN, 0, 1, 0),
        (0.7, 0, 5, 33),
        (0.58, 1, 0, 0),
        (1.5, 3, 2, 0),
        (1.1, 2, 5, 0),
        (0.0, 3, 9, 0),
    )
    return Question(
        "health",
        ordered=True,
        toys=[
            Toy(Text("Eight firms", "八家企业"), {"known": toy}),
            Toy(Text("Twelve more", "另外十二家"), {"known": more}),
        ],
        mistakes=[
            variant(
                "missing_inflow_taken_for_none",
                Text(
                    "New clients have no ratio yet. You filled it with 0, and so a client of two months looks as if its money had gone.",
                    "新客户还没有这个比值。你用 0 填补，刚来两个月的客户看上去就像钱都走了。",
                ),
                fell=lambda ratio: ratio.fillna(0) < 0.6,
            ),
            variant(
                "no_payroll_taken_for_stopped",
                Text(
                    "Firms that never paid wages through the bank can't stop. Payroll must have been there before.",
                    "从来没在本行代发过工资的企业，谈不上停发。此前必须有过。",
                ),
                stopped=lambda k: k["payroll_months"] == 0,
            ),
            variant(
                "fewer_payrolls_taken_for_stopped",
                Text(
                    "A single month without payroll is no stop: none of the last three may have any.",
                    "少发一个月不算停发：最近三个月都没有才算。",
                ),
                stopped=lambda k: (k["payroll_months"] < 3) & (k["payroll_months_before"] >= 3),
            ),
            variant(
                "once_was_enough",
                Text(
                    "One or two months of payroll before are no habit: at least three are asked for.",
                    "此前只发过一两个月，还算不上惯例：至少要三个月。",
                ),
                stopped=lambda k: (k["payroll_months"] == 0) & (k["payroll_months_before"] > 0),
            ),
            variant(
                "more_than_three_payrolls",
                Text("Almost: exactly three months before are enough.", "就差一点：此前恰好三个月也算。"),
                stopped=lambda k: (k["payroll_months"] == 0) & (k["payroll_months_before"] > 3),
            ),
            variant(
                "months_of_three_against_months_of_nine",
                Text(
                    "You compare months out of three with months out of nine: nearly every firm has fewer. Stopped means none of the last three.",
                    "你拿三个月里的月数，去比九个月里的月数：几乎每家都会变少。停发是指最近三个月一次也没有。",
                ),
                stopped=lambda k: k["payroll_months"] < k["payroll_months_before"],
            ),
            variant(
                "fallen_by_six_tenths",
                Text(
                    "You ask for a fall *by* six tenths, a ratio below 0.4. The sign is a ratio below 0.6.",
                    "你要求的是下降**了**六成，即比值低于 0.4。信号是比值低于 0.6。",
                ),
                fell=lambda ratio: ratio < 0.4,
            ),
            variant(
                "any_delay_is_a_sign",
                Text(
                    "A slip of some days is no sign: at least 30 days past due are asked for.",
                    "晚几天不算信号：逾期至少 30 天才算。",
                ),
                overdue=lambda days: days > 0,
            ),
            variant(
                "exactly_thirty_days_is_no_sign",
                Text("Almost: exactly 30 days are a sign.", "就差一点：恰好 30 天也算信号。"),
                overdue=lambda days: days > 30,
            ),
            variant(
                "exactly_six_tenths_is_a_sign",
                Text("Almost: a ratio of exactly 0.6 is no sign.", "就差一点：比值恰好 0.6 不算信号。"),
                fell=lambda ratio: ratio <= 0.6,
            ),
            variant(
                "any_sign_is_ill",
                Text(
                    "With you, one sign makes a firm ill. One is for watching, two or three make it ill.",
                    "只有一个信号，你就判为 ill 了。一个信号是 watch，两个或三个才是 ill。",
                ),
                scale=("sound", "ill", "ill", "ill"),
            ),
            variant(
                "only_three_signs_are_ill",
                Text("Two signs are enough for `ill`.", "两个信号就是 `ill`。"),
                scale=("sound", "watch", "watch", "ill"),
            ),
            Mistake(
                new_clients_dropped,
                Text(
                    "Rows are missing: new clients without a ratio have other signs, and want a word too.",
                    "少了几行：没有比值的新客户还有别的信号，也要给出判断。",
                ),
            ),
        ],
        also_right=[by_loop, by_select, by_cut],
        elsewhere=elsewhere,
        hints=[
            Text("Three columns of True and False, one for each sign.", "先做三列 True/False，每个信号一列。"),
            Text(
                "A comparison with a missing number is False. True counts as 1: `.astype(int)`, then add.",
                "缺失值参与比较，结果是 False。True 算 1：用 `.astype(int)` 之后相加。",
            ),
            Text(
                '`fell = ratio < 0.6`, `stopped = (payroll_months == 0) & (payroll_months_before >= 3)`, `overdue = days_past_due >= 30`; the sum `.map({0: "sound", 1: "watch", 2: "ill", 3: "ill"})`.',
                '`fell = ratio < 0.6`，`stopped = (payroll_months == 0) & (payroll_months_before >= 3)`，`overdue = days_past_due >= 30`；三者之和用 `.map({0: "sound", 1: "watch", 2: "ill", 3: "ill"})`。',
            ),
        ],
    )


# --- the league table


def rates_of(text: str) -> pd.DataFrame:
    """Build rates from "name clients gone" separated by commas."""
    rows = [(name, int(clients), int(gone)) for name, clients, gone in (row.split() for row in text.split(","))]
    return pd.DataFrame(rows, columns=["unit", "clients", "gone"])


def rates_in(tables: Tables, by: str = "industry") -> pd.DataFrame:
    """The clients of the lotteries by industry or another column, and how many had gone a year later."""
    drawn = plans_and_after(tables).merge(tables["firms"][["firm_id", "province", "region"]], on="firm_id")
    found = drawn.groupby(by)["gone"].agg(clients="size", gone="sum").reset_index()
    return found.rename(columns={by: "unit"})


FIVE: Final = "mining 6 2, retail 210 15, software 95 12, aviation 4 0, machinery 520 41"
OTHERS: Final = "food 40 9, ships 1 1, energy 12 0, paper 150 30, media 12 5"


def _funnel() -> Question:
    def points(rates: pd.DataFrame, x: Any, y: Any) -> Any:
        ax = plt.figure().subplots()
        ax.scatter(x, y)
        ax.set(xlabel="clients", ylabel="share gone", title="Funnel")
        return ax

    def variant(name: str, says: Text, drawn: Callable[[pd.DataFrame], tuple[Any, Any]]) -> Mistake:
        def wrong(rates: pd.DataFrame) -> Any:
            return points(rates, *drawn(rates))

        return Mistake(named(name, wrong), says)

    def rate(rates: pd.DataFrame) -> pd.Series:
        return rates["gone"] / rates["clients"]

    def without_loss(rates: pd.DataFrame) -> tuple[Any, Any]:
        lost = rates[rates["gone"] > 0]
        return lost["clients"], rate(lost)

    def of_each_size(rates: pd.DataFrame) -> tuple[Any, Any]:
        sizes = rates.groupby("clients", as_index=False)["gone"].mean()
        return sizes["clients"], rate(sizes)

    def by_plot(rates: pd.DataFrame) -> Any:
        shown = rates.assign(rate=rate(rates)).sort_values("clients")
        figure, ax = plt.subplots()
        ax.plot(shown["clients"], shown["rate"], "o", linestyle="none")
        ax.set_xlabel("Clients")
        ax.set_ylabel("Rate")
        ax.set_title("Rates by size of industry")
        return figure

    def by_pandas(rates: pd.DataFrame) -> Any:
        ax = plt.figure().subplots()
        shown = rates.assign(share=rates["gone"] / rates["clients"])
        return shown.plot.scatter(x="clients", y="share", ax=ax, title="Funnel", logx=True, ylabel="Share gone")

    def with_names(rates: pd.DataFrame) -> Any:
        ax = points(rates, rates["clients"], rate(rates))
        for name, x, y in zip(rates["unit"], rates["clients"], rate(rates), strict=True):
            ax.annotate(name, (x, y))
        return ax

    def elsewhere(tables: Tables) -> Iterable[Arguments]:
        yield {"rates": rates_in(tables)}
        yield {"rates": rates_in(tables, "province")}

    return Question(
        "funnel",
        kind="chart",
        tolerance=FINE,
        toys=[
            Toy(Text("Five units", "五个单元"), {"rates": rates_of(FIVE)}),
            Toy(Text("Five others", "另外五个"), {"rates": rates_of(OTHERS)}),
        ],
        mistakes=[
            variant(
                "numbers_for_shares",
                Text(
                    "Upwards stands the *number* of those gone; large units lose more because they are large. Divide by `clients`.",
                    "纵轴是流失的**家数**：单元大，流失的自然多。要除以 `clients`。",
                ),
                lambda rates: (rates["clients"], rates["gone"]),
            ),
            variant(
                "axes_swapped",
                Text(
                    "The axes are swapped: clients go across, the share goes up.",
                    "两条轴放反了：横轴是客户数，纵轴是流失率。",
                ),
                lambda rates: (rate(rates), rates["clients"]),
            ),
            variant(
                "units_without_a_loss_left_out",
                Text(
                    "Units without a loss are missing. They are half of what the funnel is to show.",
                    "一家也没流失的单元不见了。漏斗要给人看的，有一半就是它们。",
                ),
                without_loss,
            ),
            variant(
                "one_point_for_each_size",
                Text(
                    "Units with the same number of clients have become one point. Each unit has a rate of its own.",
                    "客户数相同的单元合成了一个点。每个单元都有自己的流失率。",
                ),
                of_each_size,
            ),
            variant(
                "share_that_stayed",
                Text("This is the share that stayed.", "这是留下来的比例。"),
                lambda rates: (rates["clients"], 1 - rate(rates)),
            ),
            variant(
                "share_of_all_losses",
                Text(
                    "You divided by all losses of the bank: each unit's share of the losses, not its own rate.",
                    "你除的是全行的流失总数：得到的是各单元占流失的份额，而不是它自己的流失率。",
                ),
                lambda rates: (rates["clients"], rates["gone"] / rates["gone"].sum()),
            ),
            variant(
                "ranks_for_clients",
                Text(
                    "Across stands the rank of the unit, not its number of clients.",
                    "横轴是单元的名次，不是客户数。",
                ),
                lambda rates: (rates["clients"].rank(), rate(rates)),
            ),
        ],
        also_right=[by_plot, by_pandas, with_names],
        elsewhere=elsewhere,
        hints=[
            Text("Which two numbers does each unit have?", "每个单元有哪两个数？"),
            Text(
                '`ax.scatter(x, y)` with `rates["gone"] / rates["clients"]` upwards.',
                '`ax.scatter(x, y)`，纵轴是 `rates["gone"] / rates["clients"]`。',
            ),
            Text(
                '`ax = plt.figure().subplots()`, `ax.scatter(rates["clients"], rates["gone"] / rates["clients"])`, `ax.set(xlabel=…, ylabel=…, title=…)`, `return ax`.',
                '`ax = plt.figure().subplots()`、`ax.scatter(rates["clients"], rates["gone"] / rates["clients"])`、`ax.set(xlabel=…, ylabel=…, title=…)`、`return ax`。',
            ),
        ],
    )


def _tiny_on_top() -> Question:
    return Question(
        "tiny-on-top",
        kind="choice",
        options=[
            Option(
                "A",
                Text(
                    "How many clients has the unit at the worst end got? Take one of its losses away, and look where it stands then.",
                    "排在最后的单元有几家客户？拿掉其中一家流失，再看它排在哪里。",
                ),
            ),
            Option(
                "B",
                Text(
                    "Then there would be no small ones among the best. Look at the other end of the table.",
                    "那样的话，最好的单元里就不该有小单元。看看表的另一头。",
                ),
            ),
            Option(
                "C",
                Text(
                    "The standard error of a rate grows as clients get fewer: chance alone puts the tiny at the ends.",
                    "客户越少，比率的标准误越大：光凭偶然，小单元就会排到两头。",
                ),
                right=True,
            ),
            Option(
                "D",
                Text(
                    "They don't rank well, but they are clients, and something is known of them. How could one use it without being fooled?",
                    "它们确实不适合排名，可它们也是客户，我们也了解一些情况。怎样用上这些信息而不上当？",
                ),
            ),
        ],
        hints=[
            Text(
                "Imagine a coin thrown four times, and one thrown a thousand times.",
                "想象一枚硬币抛四次，另一枚抛一千次。",
            ),
            Text(
                "With how many clients can a rate be 0 by luck? With how many can it be a third?",
                "多少家客户时，流失率会碰巧是 0？多少家时会碰巧是三分之一？",
            ),
            Text(
                "The funnel is wide on the left, on both sides.",
                "漏斗的左边很宽，而且上下都宽。",
            ),
        ],
    )


def _shrunk() -> Question:
    def overall(rates: pd.DataFrame) -> float:
        return float(rates["gone"].sum() / rates["clients"].sum())

    def table(rates: pd.DataFrame, rate: Any) -> pd.DataFrame:
        return rates[["unit"]].assign(shrunk=rate)

    def variant(name: str, says: Text, rate: Callable[[pd.DataFrame, float, float], Any]) -> Mistake:
        def wrong(rates: pd.DataFrame, strength: float) -> pd.DataFrame:
            return table(rates, rate(rates, strength, overall(rates)))

        return Mistake(named(name, wrong), says)

    def mean_rate(rates: pd.DataFrame) -> float:
        return float((rates["gone"] / rates["clients"]).mean())

    def by_weights(rates: pd.DataFrame, strength: float) -> pd.DataFrame:
        trust = rates["clients"] / (rates["clients"] + strength)
        rate = trust * rates["gone"] / rates["clients"] + (1 - trust) * overall(rates)
        return table(rates, rate).sort_values("shrunk", ascending=False)

    def by_loop(rates: pd.DataFrame, strength: float) -> pd.DataFrame:
        middle = sum(rates["gone"]) / sum(rates["clients"])
        rows = [
            {"shrunk": (gone + strength * middle) / (clients + strength), "unit": name}
            for name, clients, gone in rates[["unit", "clients", "gone"]].itertuples(index=False)
        ]
        return pd.DataFrame(rows)

    def as_series(rates: pd.DataFrame, strength: float) -> pd.Series:
        sums = rates.set_index("unit")
        extra = strength * overall(rates)
        return ((sums["gone"] + extra) / (sums["clients"] + strength)).rename("shrunk").round(6)

    def elsewhere(tables: Tables) -> Iterable[Arguments]:
        yield {"rates": rates_in(tables), "strength": 45.0}
        yield {"rates": rates_in(tables, "province"), "strength": 210.5}

    return Question(
        "shrunk",
        tolerance=FINE,
        toys=[
            Toy(Text("Five units, strength 30", "五个单元，强度 30"), {"rates": rates_of(FIVE), "strength": 30}),
            Toy(Text("Five others, strength 8", "另外五个，强度 8"), {"rates": rates_of(OTHERS), "strength": 8}),
            Toy(Text("Hardly any strength", "强度几乎为零"), {"rates": rates_of(FIVE), "strength": 0.5}),
        ],
        mistakes=[
            variant(
                "mean_of_the_rates_for_the_overall_rate",
                Text(
                    "You draw towards the mean of the units' rates. There the tiny count as much as the large, and bring back the very noise that is to go. The overall rate is that of all clients together.",
                    "你向各单元流失率的简单平均收缩。那样小单元和大单元分量一样，本来要去掉的噪声又回来了。总体流失率要用全部客户合在一起计算。",
                ),
                lambda rates, m, mean: (rates["gone"] + m * mean_rate(rates)) / (rates["clients"] + m),
            ),
            variant(
                "raw_rates_of_tiny_units",
                Text("These are the raw rates: nothing has been shrunk.", "这还是原始流失率，没有收缩。"),
                lambda rates, m, mean: rates["gone"] / rates["clients"],
            ),
            variant(
                "shrunk_towards_zero",
                Text(
                    "You added M clients, of whom nobody has gone: everything is drawn towards 0, the tiny units most. The tiny would look safest.",
                    "你加了 M 家客户，其中却没有一家流失：所有单元都被拉向 0，小单元拉得最多，看上去反而最安全。",
                ),
                lambda rates, m, mean: rates["gone"] / (rates["clients"] + m),
            ),
            variant(
                "large_units_shrunk_most",
                Text(
                    "The weights are the wrong way round: with you, the large units are drawn furthest. The fewer the clients, the further.",
                    "权重反了：你把大单元拉得最多。客户越少，才应当拉得越多。",
                ),
                lambda rates, m, mean: (
                    (m * rates["gone"] / rates["clients"] + rates["clients"] * mean) / (rates["clients"] + m)
                ),
            ),
            variant(
                "all_shrunk_alike",
                Text(
                    "You drew all units the same share of the way. How far it is depends on the number of clients of each.",
                    "你把所有单元都拉近了同样的比例。拉多少，要看各单元的客户数。",
                ),
                lambda rates, m, mean: (
                    mean
                    + (rates["gone"] / rates["clients"] - mean)
                    * rates["clients"].mean()
                    / (rates["clients"].mean() + m)
                ),
            ),
            variant(
                "half_of_the_added_are_gone",
                Text(
                    "Of the M added clients, with you half are gone. It should be the overall rate.",
                    "你加的 M 家客户里有一半流失了。应当按总体流失率来加。",
                ),
                lambda rates, m, mean: (rates["gone"] + m / 2) / (rates["clients"] + m),
            ),
            variant(
                "overall_rate_for_everyone",
                Text(
                    "Every unit has got the overall rate: that is shrinking all the way, and the large have something to say of their own.",
                    "每个单元都成了总体流失率：这是收缩到底，大单元自己的信息全丢了。",
                ),
                lambda rates, m, mean: [mean] * len(rates),
            ),
            variant(
                "added_clients_forgotten_below",
                Text(
                    "You added to those gone, but not to the clients below the line: all rates rise.",
                    "分子加了，分母却没有加：所有流失率都被抬高了。",
                ),
                lambda rates, m, mean: (rates["gone"] + m * mean) / rates["clients"],
            ),
            variant(
                "overall_rate_of_the_others",
                Text(
                    "You left each unit out of its own overall rate. It is one number: that of all clients together.",
                    "算总体流失率时，你把单元自己排除在外了。总体流失率只有一个：全部客户合在一起算。",
                ),
                lambda rates, m, mean: (
                    (
                        rates["gone"]
                        + m * (rates["gone"].sum() - rates["gone"]) / (rates["clients"].sum() - rates["clients"])
                    )
                    / (rates["clients"] + m)
                ),
            ),
            variant(
                "half_own_half_overall",
                Text(
                    "Half its own rate, half the overall one, for every unit. How much is its own depends on its clients.",
                    "每个单元都是一半自己的、一半总体的。自己的占多少，要看它有多少客户。",
                ),
                lambda rates, m, mean: (rates["gone"] / rates["clients"] + mean) / 2,
            ),
            variant(
                "brackets_forgotten",
                Text(
                    "Brackets are missing: only M × the overall rate has been divided. The sum above the line belongs in brackets.",
                    "少了括号：只有“M × 总体流失率”被除了。整个分子都要放在括号里。",
                ),
                lambda rates, m, mean: rates["gone"] + m * mean / (rates["clients"] + m),
            ),
            variant(
                "one_gone_and_one_stayed_added",
                Text(
                    "You added one client gone and one that stayed, whatever M is. Add M clients, gone at the overall rate.",
                    "无论 M 是多少，你都加了一家流失、一家留下。应当加 M 家，按总体流失率流失。",
                ),
                lambda rates, m, mean: (rates["gone"] + 1) / (rates["clients"] + 2),
            ),
            variant(
                "another_strength",
                Text(
                    "You estimated M inside the function. Use the `strength` that it is given.",
                    "你在函数里自己估计了 M。应当用传进来的 `strength`。",
                ),
                lambda rates, m, mean: shrunk_rates(
                    rates["clients"], rates["gone"], prior_strength(rates["clients"], rates["gone"])
                ),
            ),
            variant(
                "per_cent",
                Text("These are percentages; shares from 0 to 1 are asked for.", "这是百分数；要的是 0 到 1 的比例。"),
                lambda rates, m, mean: 100 * (rates["gone"] + m * mean) / (rates["clients"] + m),
            ),
            variant(
                "rate_added_for_clients_gone",
                Text(
                    "You added the overall *rate* to those gone, not M times it.",
                    "分子加的是总体流失率本身，没有乘以 M。",
                ),
                lambda rates, m, mean: (rates["gone"] + mean) / (rates["clients"] + m),
            ),
        ],
        also_right=[by_weights, by_loop, as_series],
        elsewhere=elsewhere,
        hints=[
            Text(
                "What would you believe of a unit of which you know no client at all?",
                "一个单元连一家客户都没有，你会怎么估计它？",
            ),
            Text(
                'The overall rate is `rates["gone"].sum() / rates["clients"].sum()`, one number.',
                '总体流失率是 `rates["gone"].sum() / rates["clients"].sum()`，一个数。',
            ),
            Text(
                '`rate = (rates["gone"] + strength * overall) / (rates["clients"] + strength)`; `return rates[["unit"]].assign(shrunk=rate)`.',
                '`rate = (rates["gone"] + strength * overall) / (rates["clients"] + strength)`；`return rates[["unit"]].assign(shrunk=rate)`。',
            ),
        ],
    )


# --- alerts in time


def alerts_of(*rows: tuple[int, str, str, str]) -> pd.DataFrame:
    """Build alerts: firm, day, kind, system (h for head office, b for branch)."""
    table = pd.DataFrame(rows, columns=["firm_id", "raised_on", "kind", "system"])
    table["raised_on"] = pd.to_datetime(table["raised_on"])
    return table.replace({"system": {"h": "head_office", "b": "branch"}})


def exits_of(*rows: tuple[int, str, bool]) -> pd.DataFrame:
    """Build exits: firm, day, and whether recall is judged by it."""
    table = pd.DataFrame(rows, columns=["firm_id", "exited_on", "judged"])
    return table.assign(exited_on=pd.to_datetime(table["exited_on"]))


def _alert_quality() -> Question:
    def quality(
        alerts: pd.DataFrame,
        exits: pd.DataFrame,
        lead: int,
        most: float = 180,
        repeats: bool = False,
        precision: Callable[[pd.DataFrame, pd.DataFrame], float] = lambda mine, right: len(right) / len(mine),
        recall: Callable[[pd.Series, pd.DataFrame, pd.DataFrame], float] = lambda judged, right, mine: float(
            judged.isin(right["firm_id"]).mean()
        ),
        judged_only: bool = True,
        middle: Callable[[pd.DataFrame, pd.DataFrame], float] = lambda right, mine: right["days"].median(),
        strict: bool = False,
        days_without_lead: bool = False,
    ) -> pd.DataFrame:
        known = alerts if repeats else alerts[alerts["system"] == "head_office"]
        joined = known.merge(exits, on="firm_id", how="left")
        joined["days"] = (joined["exited_on"] - joined["raised_on"]).dt.days
        judged = exits.loc[exits["judged"] | (not judged_only), "firm_id"]
        rows = []
        for kind, mine in joined.groupby("kind"):
            early = mine["days"] > lead if strict else mine["days"] >= lead
            right = mine[early & (mine["days"] <= most)]
            spans = mine[mine["days"].between(0, most)] if days_without_lead else right
            rows.append((kind, len(mine), precision(mine, right), recall(judged, right, mine), middle(spans, mine)))
        return pd.DataFrame(rows, columns=["kind", "alerts", "precision", "recall", "days"])

    def variant(name: str, says: Text, **changed: Any) -> Mistake:
        def wrong(alerts: pd.DataFrame, exits: pd.DataFrame, lead: int) -> pd.DataFrame:
            return quality(alerts, exits, lead, **changed)

        return Mistake(named(name, wrong), says)

    def judged_without_lead_time(alerts: pd.DataFrame, exits: pd.DataFrame, lead: int) -> pd.DataFrame:
        return quality(alerts, exits, 0)

    def alerts_of_firms_that_stayed_dropped(alerts: pd.DataFrame, exits: pd.DataFrame, lead: int) -> pd.DataFrame:
        return quality(alerts[alerts["firm_id"].isin(exits["firm_id"])], exits, lead)

    def alerted_by_whatever_kind(alerts: pd.DataFrame, exits: pd.DataFrame, lead: int) -> pd.DataFrame:
        whole = quality(alerts.assign(kind="any"), exits, lead)
        return quality(alerts, exits, lead).assign(recall=whole["recall"].iloc[0])

    def days_of_a_fixed_lead(alerts: pd.DataFrame, exits: pd.DataFrame, lead: int) -> pd.DataFrame:
        return quality(alerts, exits, 60)

    def alerts_after_the_exit_too(alerts: pd.DataFrame, exits: pd.DataFrame, lead: int) -> pd.DataFrame:
        return quality(alerts, exits, -10_000)

    def first_alert_of_each_firm(alerts: pd.DataFrame, exits: pd.DataFrame, lead: int) -> pd.DataFrame:
        head = alerts[alerts["system"] == "head_office"].sort_values("raised_on")
        return quality(head.drop_duplicates(["firm_id", "kind"]), exits, lead)

    def in_per_cent(alerts: pd.DataFrame, exits: pd.DataFrame, lead: int) -> pd.DataFrame:
        found = quality(alerts, exits, lead)
        return found.assign(precision=100 * found["precision"], recall=100 * found["recall"])

    def nought_days_where_nothing_was_in_time(alerts: pd.DataFrame, exits: pd.DataFrame, lead: int) -> pd.DataFrame:
        return quality(alerts, exits, lead).fillna({"days": 0.0})

    def precision_and_recall_swapped(alerts: pd.DataFrame, exits: pd.DataFrame, lead: int) -> pd.DataFrame:
        found = quality(alerts, exits, lead)
        return found.rename(columns={"precision": "recall", "recall": "precision"})

    def by_masks(alerts: pd.DataFrame, exits: pd.DataFrame, lead: int) -> pd.DataFrame:
        left = exits.set_index("firm_id")["exited_on"]
        head = alerts[alerts["system"] != "branch"]
        days = (head["firm_id"].map(left) - head["raised_on"]) / pd.Timedelta(days=1)
        head = head.assign(days=days.where(days.between(lead, 180)))
        grouped = head.groupby("kind")
        table = pd.DataFrame({
            "days": grouped["days"].median(),
            "alerts": grouped.size(),
            "precision": grouped["days"].count() / grouped.size(),
        })  # fmt: skip
        found = head.dropna(subset=["days"]).merge(exits[exits["judged"]], on="firm_id")
        hit = found.groupby("kind")["firm_id"].nunique().reindex(table.index, fill_value=0)
        return table.assign(recall=hit / exits["judged"].sum()).reset_index()

    def by_loop(alerts: pd.DataFrame, exits: pd.DataFrame, lead: int) -> pd.DataFrame:
        gone = dict(zip(exits["firm_id"], exits["exited_on"], strict=True))
        judged = set(exits.loc[exits["judged"], "firm_id"])
        spans: dict[str, list[tuple[int, int | None]]] = {}
        for firm, day, kind, system in alerts[["firm_id", "raised_on", "kind", "system"]].itertuples(index=False):
            if system == "branch":
                continue
            span = (gone[firm] - day).days if firm in gone else None
            spans.setdefault(kind, []).append((firm, span if span is not None and lead <= span <= 180 else None))
        rows = []
        for kind, found in spans.items():
            right = [span for _, span in found if span is not None]
            hit = {firm for firm, span in found if span is not None} & judged
            rows.append({
                "kind": kind,
                "alerts": len(found),
                "precision": len(right) / len(found),
                "recall": len(hit) / len(judged),
                "days": float(np.median(right)) if right else None,
            })  # fmt: skip
        return pd.DataFrame(rows)

    def with_index(alerts: pd.DataFrame, exits: pd.DataFrame, lead: int) -> pd.DataFrame:
        return quality(alerts, exits, lead).set_index("kind").round(5)

    def elsewhere(tables: Tables) -> Iterable[Arguments]:
        exits = tables["exits"][["firm_id", "exited_on"]]
        exits = exits.assign(judged=exits["exited_on"].between("2025-07-01", "2025-12-31"))
        alerts = tables["alerts"][["firm_id", "raised_on", "kind", "system"]]
        for lead in (60, 20):
            yield {"alerts": alerts, "exits": exits, "lead": lead}

    toy = alerts_of(
        (11, "2025-05-04", "inflow_fell", "h"),
        (11, "2025-05-06", "inflow_fell", "b"),
        (11, "2025-03-05", "inflow_fell", "h"),
        (12, "2025-08-03", "inflow_fell", "h"),
        (12, "2025-07-20", "loan_overdue", "h"),
        (13, "2025-06-05", "inflow_fell", "h"),
        (13, "2025-06-08", "inflow_fell", "b"),
        (14, "2025-02-07", "inflow_fell", "h"),
        (15, "2024-12-04", "loan_overdue", "h"),
        (16, "2025-06-02", "loan_overdue", "h"),
        (16, "2025-06-04", "bad_news", "h"),
        (17, "2025-07-03", "bad_news", "h"),
        (17, "2025-07-04", "bad_news", "b"),
        (18, "2025-04-06", "inflow_fell", "h"),
        (21, "2025-05-08", "loan_prepaid", "h"),
        (19, "2025-01-10", "inflow_fell", "h"),
        (19, "2025-05-09", "inflow_fell", "h"),
    )
    gone = exits_of(
        (11, "2025-08-20", True),
        (12, "2025-08-23", True),
        (14, "2025-06-20", False),
        (15, "2025-10-01", True),
        (16, "2025-08-01", True),
        (20, "2025-09-02", True),
        (19, "2025-06-12", False),
    )
    edges = alerts_of(
        (1, "2025-01-31", "balance_fell", "h"),
        (2, "2025-01-01", "balance_fell", "h"),
        (3, "2025-01-01", "balance_fell", "h"),
        (4, "2025-02-10", "balance_fell", "h"),
        (4, "2025-03-15", "payroll_stopped", "h"),
        (5, "2025-04-01", "payroll_stopped", "b"),
        (5, "2025-03-30", "payroll_stopped", "h"),
        (7, "2025-06-10", "payroll_stopped", "h"),
        (8, "2025-03-01", "balance_fell", "h"),
        (8, "2025-03-20", "balance_fell", "h"),
        (8, "2025-04-30", "balance_fell", "h"),
        (6, "2024-07-10", "balance_fell", "h"),
    )
    edge_exits = exits_of(
        (1, "2025-03-02", True),
        (2, "2025-06-30", True),
        (3, "2025-07-01", True),
        (4, "2025-04-10", True),
        (5, "2025-05-29", True),
        (6, "2025-06-06", True),
        (7, "2025-05-01", False),
        (8, "2025-07-19", True),
    )
    return Question(
        "alert-quality",
        tolerance=FINE,
        toys=[
            Toy(Text("Ten firms, 45 days", "十家企业，45 天"), {"alerts": toy, "exits": gone, "lead": 45}),
            Toy(Text("On the day, 30 days", "恰在当天，30 天"), {"alerts": edges, "exits": edge_exits, "lead": 30}),
        ],
        mistakes=[
            Mistake(
                judged_without_lead_time,
                Text(
                    "Alerts that came too late to do anything count with you: those less than `lead` days before the exit. An alert without lead time is an obituary.",
                    "来不及行动的预警你也算数了：离销户不足 `lead` 天的。没有提前期的预警，不过是讣告。",
                ),
            ),
            variant(
                "repeats_counted",
                Text(
                    "The branches' repeats are in: the same alert counts twice.",
                    "分行的重复预警也算了进来：同一条预警算了两次。",
                ),
                repeats=True,
            ),
            variant(
                "any_later_exit_counts",
                Text(
                    "With you an alert is right whenever the firm leaves some day. After more than 180 days that isn't the alert's merit.",
                    "只要企业哪天走了，你就算预警正确。超过 180 天，就不能算它的功劳了。",
                ),
                most=float("inf"),
            ),
            variant(
                "six_months_for_180_days",
                Text(
                    "Almost: six months are up to 184 days; at most 180 are asked for.",
                    "就差一点：六个月最多有 184 天；要求的是至多 180 天。",
                ),
                most=184,
            ),
            Mistake(
                alerts_after_the_exit_too,
                Text(
                    "Nothing keeps late alerts out, not even those raised after the exit: `lead` isn't used.",
                    "你没有排除太晚的预警，连离开之后才发出的也算了：`lead` 没有用上。",
                ),
            ),
            Mistake(
                days_of_a_fixed_lead,
                Text(
                    "You wrote 60 days into the function. How many are wanted is said by `lead`.",
                    "你把 60 天写死在函数里了。要多少天，由 `lead` 决定。",
                ),
            ),
            Mistake(
                first_alert_of_each_firm,
                Text(
                    "You kept one alert of each firm and kind. A manager looks into every one: count them all.",
                    "每家企业的每类预警，你只留了一条。每一条客户经理都要去看：全部都要算。",
                ),
            ),
            Mistake(
                in_per_cent,
                Text("These are percentages; shares from 0 to 1 are asked for.", "这是百分数；要的是 0 到 1 的比例。"),
            ),
            variant(
                "exits_not_judged_above_the_line",
                Text(
                    "Your recall divides by the `judged` exits, but above the line stand others too.",
                    "你的召回率，分母是 `judged` 的流失企业，分子里却还有别的企业。",
                ),
                recall=lambda judged, right, mine: right["firm_id"].nunique() / len(judged),
            ),
            variant(
                "alerts_counted_for_leavers",
                Text(
                    "Your recall counts alerts in time, not firms: a firm that was alerted three times counts three times.",
                    "你的召回率数的是及时的预警条数，不是企业：预警过三次的企业算了三次。",
                ),
                recall=lambda judged, right, mine: float(right["firm_id"].isin(judged).sum() / len(judged)),
            ),
            variant(
                "alerts_of_all_exits_counted_for_leavers",
                Text(
                    "Your recall divides alerts by firms. Above the line belong `judged` exits, each once.",
                    "你的召回率用预警条数除以企业数。分子应当是 `judged` 的流失企业，每家只算一次。",
                ),
                recall=lambda judged, right, mine: len(right) / len(judged),
            ),
            variant(
                "recall_over_all_exits",
                Text(
                    "Your recall is judged by all exits. Before the first ones nobody raised alerts yet; `judged` says which count.",
                    "你的召回率用了全部流失企业。最早的那些，当时还没有预警；`judged` 说明了哪些算数。",
                ),
                judged_only=False,
            ),
            variant(
                "recall_without_lead_time",
                Text(
                    "Your precision asks for lead time, your recall doesn't: it counts leavers with any alert at all.",
                    "你的精确率考虑了提前期，召回率却没有：只要有过预警就算。",
                ),
                recall=lambda judged, right, mine: float(judged.isin(mine["firm_id"]).mean()),
            ),
            variant(
                "firms_counted_for_alerts",
                Text(
                    "Your precision counts firms. A manager looks into every alert: count alerts.",
                    "你的精确率数的是企业。每一条预警客户经理都要去看：应当数预警。",
                ),
                precision=lambda mine, right: right["firm_id"].nunique() / mine["firm_id"].nunique(),
            ),
            Mistake(
                alerts_of_firms_that_stayed_dropped,
                Text(
                    "Alerts of firms that never left are missing: the merge dropped them. They are the false alarms, and belong below the line.",
                    "从未离开的企业的预警不见了：合并时被丢掉了。它们正是误报，应当留在分母里。",
                ),
            ),
            Mistake(
                alerted_by_whatever_kind,
                Text(
                    "Your recall is the same for all kinds: it asks whether a firm was alerted by *any* rule. Ask it of each kind.",
                    "你的召回率对各类预警都一样：问的是企业有没有被**任何**一条规则预警过。应当对每一类分别问。",
                ),
            ),
            Mistake(
                nought_days_where_nothing_was_in_time,
                Text(
                    "Where no alert was in time there is no number of days. A 0 would say: on the very day.",
                    "一条及时的预警也没有，就没有天数可言。写成 0，意思是“就在当天”。",
                ),
            ),
            Mistake(
                precision_and_recall_swapped,
                Text(
                    "Precision and recall are swapped. Precision: of the alerts. Recall: of the leavers.",
                    "精确率和召回率对调了。精确率除以预警数，召回率除以流失企业数。",
                ),
            ),
            variant(
                "lead_days_exactly_are_too_late",
                Text("Almost: exactly `lead` days are in time.", "就差一点：恰好提前 `lead` 天也算及时。"),
                strict=True,
            ),
            variant(
                "half_a_year_exactly_is_too_early",
                Text("Almost: exactly 180 days are in time.", "就差一点：恰好 180 天也算及时。"),
                most=179,
            ),
            variant(
                "mean_for_the_median",
                Text("You took the mean of the days; the median is asked for.", "你取的是天数的平均值，要的是中位数。"),
                middle=lambda right, mine: right["days"].mean(),
            ),
            variant(
                "days_of_late_alerts_too",
                Text(
                    "Your median days are over late alerts too; only those in time count.",
                    "你的天数中位数把太晚的预警也算了进去；只算及时的。",
                ),
                days_without_lead=True,
            ),
        ],
        also_right=[by_masks, by_loop, with_index],
        elsewhere=elsewhere,
        hints=[
            Text(
                "For each alert of head office: did its firm leave, and how many days later?",
                "对总行的每条预警：那家企业后来走了吗？过了多少天？",
            ),
            Text(
                '`alerts.merge(exits, on="firm_id", how="left")` keeps alerts of firms that stayed; for them the days are missing, and a comparison with them is False.',
                '`alerts.merge(exits, on="firm_id", how="left")` 会保留没走的企业的预警；它们的天数缺失，比较的结果是 False。',
            ),
            Text(
                "`in_time = (days >= lead) & (days <= 180)`. By kind: `in_time.mean()` is the precision; of the `firm_id` with `judged`, `.isin(...)` those alerted in time, `.mean()` is the recall.",
                "`in_time = (days >= lead) & (days <= 180)`。按 `kind` 分组：`in_time.mean()` 是精确率；`judged` 为 True 的 `firm_id`，用 `.isin(...)` 看是否在及时预警过的企业里，再 `.mean()` 就是召回率。",
            ),
        ],
    )


# --- the effect of a plan


def draws_of(*cells: tuple[int, str, str, str]) -> pd.DataFrame:
    """Build draws: campaign, desk, plan, gone (1) or not (0)."""
    rows = [(campaign, desk, plan, one == "1") for campaign, desk, plan, outcomes in cells for one in outcomes]
    table = pd.DataFrame(rows, columns=["campaign_id", "desk", "plan", "gone"])
    return table.sample(frac=1, random_state=6).reset_index(drop=True)


def _plan_effects() -> Question:
    def effects(
        drawn: pd.DataFrame,
        weight: Callable[[int, int, float], float] = lambda got, none, square: got,
        spread: Callable[[Any, Any], float] = lambda w, squares: float(np.sqrt((w**2 * squares).sum())),
        fewest: int = 5,
        control: str = "own",
        sign: int = 1,
        z: float = Z,
        relative: bool = False,
        fewest_without: int | None = None,
        ddof: int = 1,
        by_number: bool = True,
        times: float = 1.0,
    ) -> pd.DataFrame:
        rows = []
        drawn = drawn.assign(gone=drawn["gone"].astype(float))
        for (desk, plan), _ in drawn[drawn["plan"] != "control"].groupby(["desk", "plan"]):
            parts = []
            for _, wave in drawn.groupby("campaign_id"):
                here = wave[wave["desk"] == desk]
                all_draws = drawn[drawn["desk"] == desk]
                base = {"all desks": wave, "all draws": all_draws}.get(control, here)
                unlike = {"others": base["plan"] != plan, "everyone": base["plan"] != ""}
                none = base.loc[unlike.get(control, base["plan"] == "control"), "gone"]
                got = here.loc[here["plan"] == plan, "gone"]
                if len(got) < fewest or len(none) < (fewest if fewest_without is None else fewest_without):
                    continue
                sizes = (len(got), len(none)) if by_number else (1, 1)
                square = got.var(ddof=ddof) / sizes[0] + none.var(ddof=ddof) / sizes[1]
                difference = (got.mean() - none.mean()) / (none.mean() if relative else 1)
                parts.append((difference, square, weight(len(got), len(none), square)))
            if parts:
                differences, squares, weights = (np.array(part) for part in zip(*parts, strict=True))
                weights = weights / weights.sum()
                middle, half = times * sign * (weights @ differences), times * z * spread(weights, squares)
                rows.append((desk, plan, middle, middle - half, middle + half))
        return pd.DataFrame(rows, columns=["desk", "plan", "effect", "low", "high"])

    def variant(name: str, says: Text, **changed: Any) -> Mistake:
        def wrong(drawn: pd.DataFrame) -> pd.DataFrame:
            return effects(drawn, **changed)

        return Mistake(named(name, wrong), says)

    def draws_in_one_pot(drawn: pd.DataFrame) -> pd.DataFrame:
        return effects(drawn.assign(campaign_id=1))

    def one_effect_for_all_desks(drawn: pd.DataFrame) -> pd.DataFrame:
        whole = effects(drawn.assign(desk="all")).drop(columns="desk")
        return effects(drawn)[["desk", "plan"]].merge(whole, on="plan")

    def by_pivot(drawn: pd.DataFrame) -> pd.DataFrame:
        cells = drawn.assign(g=drawn["gone"].astype(int)).pivot_table(
            index=["desk", "campaign_id"], columns="plan", values="g", aggfunc=["mean", "count"]
        )
        rows = []
        for plan in cells["mean"].columns.drop("control"):
            mean, count = cells["mean"][["control", plan]], cells["count"][["control", plan]].fillna(0)
            kept = (count >= 5).all(axis=1)
            square = (mean * (1 - mean) / (count - 1))[kept].sum(axis=1)
            for desk, here in count[kept].groupby("desk"):
                w = here[plan] / here[plan].sum()
                effect = (w * (mean.loc[here.index, plan] - mean.loc[here.index, "control"])).sum()
                half = Z * np.sqrt((w**2 * square.loc[here.index]).sum())
                rows.append((plan, desk, effect, effect - half, effect + half))
        return pd.DataFrame(rows, columns=["plan", "desk", "effect", "low", "high"])

    def with_index(drawn: pd.DataFrame) -> pd.DataFrame:
        return effects(drawn).set_index(["desk", "plan"]).round(5)

    def by_loop(drawn: pd.DataFrame) -> pd.DataFrame:
        found: dict[tuple[str, str], list[tuple[int, float, float]]] = {}
        for (_, desk), here in drawn.groupby(["campaign_id", "desk"]):
            none = np.array(here.loc[here["plan"] == "control", "gone"], dtype=float)
            for plan in set(here["plan"]) - {"control"}:
                got = np.array(here.loc[here["plan"] == plan, "gone"], dtype=float)
                if len(got) >= 5 and len(none) >= 5:
                    square = got.var(ddof=1) / len(got) + none.var(ddof=1) / len(none)
                    found.setdefault((desk, plan), []).append((len(got), got.mean() - none.mean(), square))
        rows = []
        for (desk, plan), parts in found.items():
            n = sum(part[0] for part in parts)
            effect = sum(size * apart for size, apart, _ in parts) / n
            error = sum((size / n) ** 2 * square for size, _, square in parts) ** 0.5
            rows.append((desk, plan, effect, effect - Z * error, effect + Z * error))
        return pd.DataFrame(rows, columns=["desk", "plan", "effect", "low", "high"])

    def elsewhere(tables: Tables) -> Iterable[Arguments]:
        drawn = plans_and_after(tables)[["campaign_id", "desk", "plan", "gone", "size"]]
        yield {"drawn": drawn.drop(columns="size")}
        yield {"drawn": drawn[drawn["size"] != "micro"].drop(columns="size")}
        rank = drawn.groupby(["campaign_id", "desk", "plan"]).cumcount()
        few_without = drawn[(drawn["campaign_id"] > 1) | (drawn["plan"] != "control") | (rank < 4)]
        yield {"drawn": few_without.drop(columns="size")}

    seasons = draws_of(
        (1, "trade", "control", "0100100000"),
        (1, "trade", "treasury", "0001000"),
        (1, "trade", "credit", "010100"),
        (2, "trade", "control", "1101101"),
        (2, "trade", "treasury", "01001010110"),
        (2, "trade", "credit", "11010"),
        (1, "people", "control", "001000100"),
        (1, "people", "treasury", "10010"),
        (2, "people", "control", "0110111"),
        (2, "people", "treasury", "1011010"),
        (2, "people", "credit", "011111"),
    )
    few = draws_of(
        (1, "works", "control", "01000100"),
        (1, "works", "advice", "0101"),
        (1, "works", "treasury", "100100"),
        (2, "works", "control", "1010100110"),
        (2, "works", "advice", "100100"),
        (2, "works", "treasury", "1101"),
        (3, "works", "control", "0111"),
        (3, "works", "treasury", "0001010"),
        (2, "ports", "control", "0101000"),
        (2, "ports", "advice", "000"),
        (2, "ports", "treasury", "10001"),
        (3, "ports", "control", "001001"),
        (3, "ports", "treasury", "010010100010"),
    )
    return Question(
        "plan-effects",
        tolerance=FINE,
        toys=[
            Toy(Text("Two draws, two desks", "两次抽签，两个行业团队"), {"drawn": seasons}),
            Toy(Text("Draws with too few firms", "企业太少的抽签"), {"drawn": few}),
        ],
        mistakes=[
            Mistake(
                draws_in_one_pot,
                Text(
                    "You threw all draws into one pot. If one year has more plans and more leaving, the year passes for an effect.",
                    "你把各次抽签混在一起算了。如果某一年专案多、流失也多，年份就冒充了效应。",
                ),
            ),
            Mistake(
                one_effect_for_all_desks,
                Text(
                    "Every desk has the same effect with you: one plan would then be best for all. Whether it suits a desk is the very question.",
                    "你给各团队的效应都一样，于是一种专案对谁都最好。它适合哪个团队，正是问题所在。",
                ),
            ),
            variant(
                "control_of_all_desks",
                Text(
                    "Your yardstick are the firms without a plan of *all* desks. Desks differ in risk anyway: compare like with like.",
                    "你的标尺是**所有**团队中没进专案的企业。各团队的风险本来就不同：要同类相比。",
                ),
                control="all desks",
            ),
            variant(
                "other_plans_in_the_control_group",
                Text(
                    'You compare with everyone else, those with another plan too. The yardstick is no plan at all: `"control"`.',
                    '你是与其余所有企业相比，连进了别的专案的也算在内。标尺应当是完全没进专案的 `"control"`。',
                ),
                control="others",
            ),
            variant(
                "compared_with_all_firms_of_the_desk",
                Text(
                    "You compare with the whole desk, firms with this very plan included.",
                    "你是与整个团队相比，连进了这种专案的企业也在其中。",
                ),
                control="everyone",
            ),
            variant(
                "draws_weighted_equally",
                Text(
                    "You gave each draw the same weight. Let each firm that got the plan count once.",
                    "你给了每次抽签同样的权重。应当让每家进了专案的企业都算一次。",
                ),
                weight=lambda got, none, square: 1.0,
            ),
            variant(
                "weighted_with_the_control_group_too",
                Text(
                    "You weighted with all firms of the comparison. Let those that **got the plan** be the weight.",
                    "你按参与比较的全部企业数加权。应当只按**进了专案**的企业数。",
                ),
                weight=lambda got, none, square: got + none,
            ),
            variant(
                "weighted_by_precision",
                Text(
                    "You weighted by one over the squared error, as in a meta-analysis. Here every firm that got the plan is to count once.",
                    "你按误差平方的倒数加权，那是荟萃分析的做法。这里要让每家进了专案的企业都算一次。",
                ),
                weight=lambda got, none, square: 1 / max(square, 1e-9),
            ),
            variant(
                "weighted_with_the_control_group",
                Text(
                    "You weighted with the firms without a plan. Let those that **got the plan** be the weight.",
                    "你按没进专案的企业数加权。应当按**进了专案**的企业数。",
                ),
                weight=lambda got, none, square: none,
            ),
            variant(
                "control_of_all_draws",
                Text(
                    "Your yardstick are the firms without a plan of *all* draws. Years differ: compare within each draw.",
                    "你的标尺是**历次**抽签中没进专案的企业。年份不同，情况也不同：要在同一次抽签里比较。",
                ),
                control="all draws",
            ),
            variant(
                "turned_round",
                Text(
                    "The sign is turned round: with the plan less without. If a plan keeps firms, that is negative.",
                    "符号反了：应当是进了专案的减去没进的。专案若能留住企业，结果为负。",
                ),
                sign=-1,
            ),
            variant(
                "relative_change",
                Text(
                    "This is the change relative to the firms without a plan. Asked is the difference of the two shares.",
                    "这是相对于没进专案者的变化幅度。要求的是两个比例之差。",
                ),
                relative=True,
            ),
            variant(
                "one_standard_error",
                Text(
                    "Your interval is one standard error to each side; 1.96 of them make 95 %.",
                    "你的区间两边各只有一个标准误；1.96 个才是 95%。",
                ),
                z=1.0,
            ),
            variant(
                "standard_deviation_for_its_error",
                Text(
                    "You added up the variances without dividing by the number of firms: that is how firms scatter, not how means do.",
                    "你把方差直接相加，没有除以企业数：那是企业之间的离散程度，不是均值的误差。",
                ),
                by_number=False,
            ),
            variant(
                "divided_by_n",
                Text(
                    "Your variance divides by n, as p(1 − p) and numpy's `var` do; `.var()` of pandas divides by n − 1.",
                    "你的方差除以了 n，p(1 − p) 和 numpy 的 `var` 都是这样；pandas 的 `.var()` 除以 n − 1。",
                ),
                ddof=0,
            ),
            variant(
                "root_forgotten",
                Text(
                    "The last root is missing: what you add on both sides is the squared error.",
                    "最后忘了开方：你在两边加减的，是误差的平方。",
                ),
                spread=lambda w, squares: float((w**2 * squares).sum()),
            ),
            variant(
                "low_and_high_exchanged",
                Text("`low` and `high` are exchanged.", "`low` 和 `high` 对调了。"),
                z=-Z,
            ),
            variant(
                "ninety_in_a_hundred",
                Text("1.64 standard errors make 90 %; 1.96 make 95 %.", "1.64 个标准误是 90%；1.96 个才是 95%。"),
                z=1.645,
            ),
            variant(
                "per_cent",
                Text("These are percentage points; shares are asked for.", "这是百分点；要的是比例。"),
                times=100.0,
            ),
            variant(
                "intervals_averaged",
                Text(
                    "You averaged the draws' standard errors. Chance cancels out over draws: add up the *squares* of weight × error, then take the root.",
                    "你把各次抽签的标准误平均了。抽签一多，偶然误差会相互抵消：应当把“权重 × 标准误”的**平方**相加，再开方。",
                ),
                spread=lambda w, squares: float((w * np.sqrt(squares)).sum()),
            ),
            variant(
                "weights_not_squared",
                Text(
                    "You added up weight × squared error; the weights must be squared too.",
                    "你加的是“权重 × 误差的平方”；权重也要平方。",
                ),
                spread=lambda w, squares: float(np.sqrt((w * squares).sum())),
            ),
            variant(
                "only_those_with_the_plan_counted",
                Text(
                    "You asked for five firms with the plan only. Those without any must be five at least as well.",
                    "你只要求进了专案的有五家。没进专案的，也至少要有五家。",
                ),
                fewest_without=2,
            ),
            variant(
                "exactly_five_left_out",
                Text("Almost: exactly five firms are enough.", "就差一点：恰好五家也够了。"),
                fewest=6,
            ),
            variant(
                "tiny_groups_kept",
                Text(
                    "You kept draws with fewer than five firms in a group. With so few, not even the standard error can be trusted.",
                    "某一组不足五家企业的抽签，你也留下了。企业这么少，连标准误都靠不住。",
                ),
                fewest=2,
            ),
        ],
        also_right=[by_loop, by_pivot, with_index],
        elsewhere=elsewhere,
        hints=[
            Text(
                "One draw, one desk, one plan first: two shares and their difference.",
                "先看一次抽签、一个团队、一种专案：两个比例，一个差。",
            ),
            Text(
                'Turn `gone` into numbers, take mean, `var` and size by `desk`, `campaign_id` and `plan`, drop sizes below 5, and `merge` the rows with a plan with the rows of `"control"` on desk and campaign.',
                '先把 `gone` 变成数字，再按 `desk`、`campaign_id`、`plan` 求均值、`var` 和企业数，去掉不足 5 的；把有专案的行与 `"control"` 的行按团队和批次 `merge`。',
            ),
            Text(
                'The weight is `size / groupby(["desk", "plan"])["size"].transform("sum")`. Add up `weight * (mean - mean_0)` and `weight**2 * (var / size + var_0 / size_0)` by desk and plan; the root of the second is the standard error.',
                '权重是 `size / groupby(["desk", "plan"])["size"].transform("sum")`。按团队和专案把 `weight * (mean - mean_0)` 与 `weight**2 * (var / size + var_0 / size_0)` 分别相加；后者开方就是标准误。',
            ),
        ],
    )


# --- the decision

HOURS: Final = {"treasury": 14.0, "payroll": 10.0, "credit": 18.0}


def _plan_policy() -> Question:
    def within_hours(customers: pd.DataFrame, score: pd.Series, plan: pd.Series) -> np.ndarray:
        order = score.sort_values(ascending=False, kind="stable").index
        spent = plan.loc[order].map(HOURS).cumsum().reindex(customers.index)
        return np.where(spent <= 2.4 * len(customers), plan, "nothing")

    def one(customers: pd.DataFrame, plan: str) -> pd.Series:
        return pd.Series(plan, index=customers.index)

    def income(customers: pd.DataFrame) -> pd.Series:
        return customers["income_12"].astype(float)

    def one_treasury_plan_for_all(customers: pd.DataFrame) -> np.ndarray:
        return within_hours(customers, income(customers), one(customers, "treasury"))

    def one_credit_plan_for_all(customers: pd.DataFrame) -> np.ndarray:
        return within_hours(customers, income(customers), one(customers, "credit"))

    def one_payroll_plan_for_all(customers: pd.DataFrame) -> np.ndarray:
        return within_hours(customers, income(customers), one(customers, "payroll"))

    def the_illest_first(customers: pd.DataFrame) -> np.ndarray:
        fallen = 1 - customers["inflow_ratio"].astype(float).fillna(1.0)
        late = (customers["days_past_due"] >= 30).astype(float)
        fits = desk_of(customers["industry"]).map({"trade": "treasury", "works": "credit", "people": "payroll"})
        return within_hours(customers, fallen + late, fits)

    def money_forgotten(customers: pd.DataFrame) -> np.ndarray:
        fits = desk_of(customers["industry"]).map({"trade": "treasury", "works": "credit", "people": "payroll"})
        return within_hours(customers, -customers["firm_id"].astype(float), fits)

    def riskiest_industry_first(customers: pd.DataFrame) -> np.ndarray:
        raw = (
            customers["industry"]
            .map({"media": 5.0, "real_estate": 4.0, "construction": 3.0, "textiles": 2.0})
            .fillna(0)
        )
        fits = desk_of(customers["industry"]).map({"trade": "treasury", "works": "credit", "people": "payroll"})
        return within_hours(customers, raw, fits)

    def everyone_planned(customers: pd.DataFrame) -> np.ndarray:
        return np.asarray(one(customers, "payroll"))

    one_plan = Text(
        "One plan for all: where it suits the desk it works, elsewhere it costs hours and does next to nothing. Look at the effects by desk.",
        "一种专案打天下：对路的团队有用，其他团队白花工时。看看分团队的效应。",
    )
    return Question(
        "plan-policy",
        kind="decision",
        par=0.8,
        mistakes=[
            Mistake(one_treasury_plan_for_all, one_plan),
            Mistake(one_credit_plan_for_all, one_plan),
            Mistake(one_payroll_plan_for_all, one_plan),
            Mistake(
                the_illest_first,
                Text(
                    "The illest first. Most of them are decided or in distress, and little is left to keep; a plan prevents more than it rescues. How much income is at stake?",
                    "病得最重的优先。他们多半去意已决，或者陷入困境，留得住的所剩无几；专案重在预防，难以挽回。在险的收入有多少？",
                ),
            ),
            Mistake(
                riskiest_industry_first,
                Text(
                    "You begin with the industries that lose most clients. A plan is worth what it *changes*, times the income of the firm.",
                    "你先照顾流失率最高的行业。专案值多少，要看它**改变**多少，再乘以企业的收入。",
                ),
            ),
            Mistake(
                money_forgotten,
                Text(
                    "The right plan, but for the first firms on the list: with most of them there is less income than the plan costs. Sort by gain per hour.",
                    "专案选对了，却给了名单上最前面的企业：它们多数的收入还不够专案成本。应按每小时的收益排序。",
                ),
            ),
            Mistake(
                everyone_planned,
                Text("A plan for everyone is far beyond the managers' hours.", "人人进专案，远远超出客户经理的工时。"),
            ),
        ],
        hints=[
            Text(
                "Which plan has the lowest effect at each desk, and does it make sense there?",
                "每个团队里，哪种专案的效应最低（流失减少最多）？从业务上说得通吗？",
            ),
            Text(
                'For each plan a column: `gain = -effect of the desk * 0.7 * customers["income_12"] - cost`. Divide by the plan\'s hours, and take the best plan of each row with `.idxmax(axis=1)`.',
                '每种专案一列：`gain = -该团队的效应 * 0.7 * customers["income_12"] - 成本`。除以专案工时，用 `.idxmax(axis=1)` 选出每行最好的专案。',
            ),
            Text(
                'Sort by gain per hour, highest first, and `cumsum()` the hours of those above 0. Who lies within `2.4 * len(customers)` gets the best plan, the others `"nothing"`; put the rows back into their order.',
                '按每小时收益从高到低排序，对大于 0 的工时做 `cumsum()`。在 `2.4 * len(customers)` 之内的得到最好的专案，其余为 `"nothing"`；最后恢复原来的行序。',
            ),
        ],
    )


QUESTIONS: Final = [
    _by_hand(),
    _concentration(),
    _health(),
    _funnel(),
    _tiny_on_top(),
    _shrunk(),
    _alert_quality(),
    _plan_effects(),
    _plan_policy(),
]
