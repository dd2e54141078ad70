"""Everywhere at once: small cases, the wrong answers learners give, and other right ones."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from statistics import NormalDist
from typing import Any, Final

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd

from grader.questions import Arguments, Mistake, Namespace, Option, Question, Tables, Text, Toy

FINE: Final = 6e-5
"""Rounded to four decimals is as good as the whole number."""

NAN: Final = float("nan")
Z: Final = 1.96
FREQUENCY: Final = ("double_11_frequency", "autumn_frequency")


def named(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
    """Give a function the name of a misunderstanding."""
    function.__name__ = name
    return function


def trial_of(tables: Tables, *names: str) -> pd.DataFrame:
    """Put together tests by lot from a data set's tables: who got which arm, opened, clicked, and came in the month."""
    campaigns, contacts, sessions = tables["campaigns"], tables["contacts"], tables["app_sessions"]
    parts = []
    for number, starts, ends in (
        campaigns.loc[campaigns["name"].isin(names), ["campaign_id", "starts_on", "ends_on"]].to_numpy().tolist()
    ):
        drawn = tables["assignments"].query("campaign_id == @number")[["campaign_id", "customer_id", "arm"]]
        sent = contacts[contacts["campaign_id"] == number]
        after = pd.Timestamp(ends) + pd.Timedelta(days=1)
        during = sessions[sessions["started_at"].between(pd.Timestamp(starts), after, inclusive="left")]
        came = drawn["customer_id"].isin(during["customer_id"])
        parts.append(
            drawn.assign(
                opened=drawn["customer_id"].isin(sent.loc[sent["opened_at"].notna(), "customer_id"]),
                clicked=drawn["customer_id"].isin(sent.loc[sent["clicked_at"].notna(), "customer_id"]),
                active=came,
                outcome=came,
            )
        )
    trial = pd.concat(parts, ignore_index=True)
    arms = tables["campaign_arms"].set_index(["campaign_id", "arm"])["contacts"]
    keys = pd.MultiIndex.from_frame(trial[["campaign_id", "arm"]])
    return trial.assign(messages=arms.reindex(keys).to_numpy())


def cells(*parts: str) -> pd.DataFrame:
    """Build a trial from words such as "a control 1100": a group, its arm, the outcome of each customer.

    A dot under an outcome's place is written into "opened" by a capital: "Y" and "N" opened, "y" and "n" didn't; the
    first two who opened also clicked.
    """
    rows: list[dict[str, object]] = []
    for part in parts:
        group, arm, outcomes = part.split()
        clicks = 0
        for one in outcomes:
            opened = one.isupper()
            clicks += opened
            rows.append(
                {
                    "group": group,
                    "arm": arm,
                    "outcome": one in "Yy",
                    "opened": opened,
                    "clicked": opened and clicks <= 2,
                }
            )
    order = np.random.default_rng(4).permutation(len(rows))
    table = pd.DataFrame(rows).iloc[order].reset_index(drop=True)
    table.insert(0, "customer_id", range(101, 101 + len(table)))
    return table


# --- by hand


def _by_hand() -> Question:
    def share(ten: pd.DataFrame, rows: pd.Series) -> float:
        return float(ten.loc[rows, "gone"].mean())

    def gap(name: str, found: Callable[[pd.DataFrame], float], says: Text) -> Mistake:
        def wrong(namespace: Namespace) -> float:
            return found(namespace["ten_customers"])

        return Mistake(named(name, wrong), says)

    return Question(
        "by-hand-gap",
        kind="value",
        form="number",
        shown=True,
        tolerance=6e-4,
        mistakes=[
            gap(
                "no_channel_left_out",
                lambda ten: share(ten, ten["channels"] >= 2) - share(ten, ten["channels"] == 1),
                Text(
                    "You left out the customer without any channel. **At most** one means one or none.",
                    "你漏掉了一个渠道也没用过的客户。**至多**一个，就是一个或没有。",
                ),
            ),
            gap(
                "turned_round",
                lambda ten: share(ten, ten["channels"] <= 1) - share(ten, ten["channels"] >= 2),
                Text(
                    "The sign is turned round: the share **gone** among those with many channels, less that among those with few.",
                    "符号反了：应当是多渠道客户的**流失**率，减去少渠道客户的。",
                ),
            ),
            gap(
                "customers_for_shares",
                lambda ten: float(
                    ten.loc[ten["channels"] >= 2, "gone"].sum() - ten.loc[ten["channels"] <= 1, "gone"].sum()
                ),
                Text(
                    "This is a difference of numbers of customers. The groups aren't equally large: compare shares.",
                    "这是人数之差。两组人数不同，要比的是比例。",
                ),
            ),
            gap(
                "shares_of_all_customers",
                lambda ten: float(
                    (ten["gone"] & (ten["channels"] >= 2)).mean() - (ten["gone"] & (ten["channels"] <= 1)).mean()
                ),
                Text(
                    "You divided by all ten customers. Each share is one of its own group.",
                    "你除以了全部十位客户。每个比例都要除以本组的人数。",
                ),
            ),
            gap(
                "relative_change",
                lambda ten: share(ten, ten["channels"] >= 2) / share(ten, ten["channels"] <= 1) - 1,
                Text(
                    "This is the change relative to those with few channels. Asked is the difference of the two shares.",
                    "这是相对于少渠道客户的变化幅度。要求的是两个比例之差。",
                ),
            ),
            gap(
                "shares_of_the_gone",
                lambda ten: float((ten.loc[ten["gone"], "channels"] >= 2).mean() * 2 - 1),
                Text(
                    "You divided by all who are gone. Asked is how many of the group are gone, not how many of the gone are in the group.",
                    "你除以的是流失的总人数。问的是这一组里有多少人流失，不是流失的人里有多少属于这一组。",
                ),
            ),
            gap(
                "two_channels_left_out",
                lambda ten: share(ten, ten["channels"] > 2) - share(ten, ten["channels"] <= 2),
                Text(
                    "Two channels belong to the first group: two **or more**.",
                    "两个渠道也属于第一组：两个**或以上**。",
                ),
            ),
        ],
        hints=[
            Text("How many customers belong to each of the two groups?", "两组各有几位客户？"),
            Text(
                "Customer 4 used no channel: that is at most one.",
                "4 号客户一个渠道也没用过，也属于“至多一个”。",
            ),
            Text(
                "Four have two channels or more, one of them is gone; six have at most one, four of them are gone.",
                "两个渠道及以上的有四位，其中一位流失；至多一个渠道的有六位，其中四位流失。",
            ),
        ],
    )


# --- channels


def steps_of(*rows: str) -> pd.DataFrame:
    """Build steps from words such as "7 3 app 2025-01-05 10:00": journey, customer, channel, moment."""
    found = []
    for row in rows:
        journey, customer, channel, day, clock = row.split()
        found.append((int(journey), int(customer), channel, pd.Timestamp(f"{day} {clock}")))
    table = pd.DataFrame(found, columns=["journey_id", "customer_id", "channel", "at"])
    table.insert(1, "step", table.groupby("journey_id").cumcount() + 1)
    return table


def _channels_used() -> Question:
    def used(
        steps: pd.DataFrame,
        customers: pd.DataFrame,
        first: str,
        after: str,
        count: Callable[[pd.DataFrame], pd.Series] = lambda rows: rows.groupby("customer_id")["channel"].nunique(),
        begins: bool = True,
        ends: bool = True,
        last_day: int = 0,
        all_of_them: bool = True,
        first_day: int = 0,
        empty: float = 0,
    ) -> pd.DataFrame:
        low, high = (pd.Timestamp(day) + pd.Timedelta(days=n) for day, n in ((first, first_day), (after, last_day)))
        counted = steps[((steps["at"] >= low) | (not begins)) & ((steps["at"] < high) | (not ends))]
        found = customers["customer_id"].map(count(counted))
        table = pd.DataFrame({"customer_id": customers["customer_id"], "channels": found})
        return table.fillna({"channels": empty}) if all_of_them else table.dropna()

    def variant(name: str, says: Text, **changed: Any) -> Mistake:
        def wrong(steps: pd.DataFrame, customers: pd.DataFrame, first: str, after: str) -> pd.DataFrame:
            return used(steps, customers, first, after, **changed)

        return Mistake(named(name, wrong), says)

    def by_journey(rows: pd.DataFrame) -> Any:
        return rows.groupby(["customer_id", "journey_id"])["channel"].nunique().groupby("customer_id")

    def by_crosstab(steps: pd.DataFrame, customers: pd.DataFrame, first: str, after: str) -> pd.DataFrame:
        counted = steps[steps["at"].between(first, after, inclusive="left")]
        table = pd.crosstab(counted["customer_id"], counted["channel"]).gt(0).sum(axis=1)
        return (
            table.reindex(customers["customer_id"].to_list(), fill_value=0)
            .rename("channels")
            .rename_axis("customer_id")
            .reset_index()
        )

    def by_merge(steps: pd.DataFrame, customers: pd.DataFrame, first: str, after: str) -> pd.DataFrame:
        counted = steps.query("@first <= at < @after").drop_duplicates(["customer_id", "channel"])
        sizes = counted.groupby("customer_id", as_index=False).size().rename(columns={"size": "channels"})
        return customers[["customer_id"]].merge(sizes, how="left").fillna(0).sort_values("customer_id", ascending=False)

    def by_loop(steps: pd.DataFrame, customers: pd.DataFrame, first: str, after: str) -> pd.DataFrame:
        low, high = pd.Timestamp(first), pd.Timestamp(after)
        seen: dict[int, set[str]] = {who: set() for who in customers["customer_id"]}
        for who, channel, at in zip(steps["customer_id"], steps["channel"], steps["at"], strict=True):
            if who in seen and low <= at < high:
                seen[who].add(channel)
        return pd.DataFrame([{"customer_id": who, "channels": len(names)} for who, names in seen.items()])

    def elsewhere(tables: Tables) -> Iterable[Arguments]:
        steps = tables["journey_steps"]
        customers = tables["customers"][["customer_id"]]
        yield {"steps": steps, "customers": customers, "first": "2024-11-01", "after": "2025-05-01"}
        some = customers.iloc[::7].sample(frac=1, random_state=5)
        yield {"steps": steps, "customers": some, "first": "2025-12-15", "after": "2026-03-02"}

    steps = steps_of(
        "31 1 app 2024-10-31 23:59",
        "32 1 branch 2024-11-01 00:00",
        "32 1 app 2024-11-01 00:20",
        "33 1 app 2025-01-09 12:00",
        "33 1 app 2025-01-09 12:40",
        "34 2 branch 2024-12-03 10:00",
        "34 2 phone 2024-12-03 14:00",
        "34 2 app 2024-12-04 09:00",
        "35 2 phone 2025-02-11 08:30",
        "36 2 mini_programme 2025-02-27 19:00",
        "37 4 app 2025-04-30 23:50",
        "37 4 phone 2025-05-01 00:00",
        "38 5 phone 2024-09-02 10:00",
        "38 5 branch 2024-09-03 10:00",
        "39 6 app 2024-12-24 10:00",
        "40 6 mini_programme 2025-01-02 10:00",
        "41 6 app 2025-03-02 10:00",
        "42 7 mini_programme 2025-02-02 10:00",
        "43 7 branch 2025-06-05 10:00",
        "44 9 branch 2025-01-15 10:00",
    )
    customers = pd.DataFrame({"customer_id": [1, 2, 3, 4, 5, 6, 7]})
    return Question(
        "channels-used",
        toys=[
            Toy(
                Text("Seven customers, half a year", "七位客户，半年"),
                {"steps": steps, "customers": customers, "first": "2024-11-01", "after": "2025-05-01"},
            ),
            Toy(
                Text("The same in another order, two months", "同样的客户，换个顺序，两个月"),
                {
                    "steps": steps.sample(frac=1, random_state=2),
                    "customers": customers.iloc[::-1],
                    "first": "2025-01-09",
                    "after": "2025-02-28",
                },
            ),
        ],
        mistakes=[
            variant(
                "steps_counted_for_channels",
                Text(
                    "You counted steps. Ten steps in the app are still one channel.",
                    "你数的是步骤。在手机银行里走十步，也只是一个渠道。",
                ),
                count=lambda rows: rows.groupby("customer_id").size(),
            ),
            variant(
                "journeys_counted_for_channels",
                Text("You counted journeys, not channels.", "你数的是旅程，不是渠道。"),
                count=lambda rows: rows.groupby("customer_id")["journey_id"].nunique(),
            ),
            variant(
                "channels_of_one_journey",
                Text(
                    "You counted channels within single journeys. Someone may use another channel each time: count over all steps.",
                    "你是在单段旅程内数渠道。有人每次换一个渠道：要把全部步骤合在一起数。",
                ),
                count=lambda rows: by_journey(rows).max(),
            ),
            variant(
                "channels_of_journeys_added_up",
                Text(
                    "You added up the channels of the journeys. Who takes the app on three journeys still uses one channel.",
                    "你把各段旅程的渠道数加了起来。三段旅程都用手机银行，也还是一个渠道。",
                ),
                count=lambda rows: by_journey(rows).sum(),
            ),
            variant(
                "customers_without_steps_dropped",
                Text(
                    "Customers without any step are missing. They have 0 channels, and belong in the table: often they are the ones who leave.",
                    "没有任何步骤的客户不见了。他们是 0 个渠道，也应在表里，而且往往正是要走的人。",
                ),
                all_of_them=False,
            ),
            variant(
                "nothing_left_missing",
                Text(
                    "Customers without any step stand there with a missing value. They used 0 channels: fill it in.",
                    "没有任何步骤的客户，你留成了缺失值。他们用过 0 个渠道，要补上。",
                ),
                empty=NAN,
            ),
            variant(
                "everything_before_counted",
                Text("You count steps from before `first`, too.", "`first` 之前的步骤，你也算了进来。"),
                begins=False,
            ),
            variant(
                "what_came_after_counted",
                Text(
                    "You count steps from `after` on. They belong to the future, which nobody knows on that day.",
                    "从 `after` 起的步骤你也算了。那是未来，当天谁也不知道。",
                ),
                ends=False,
            ),
            variant(
                "last_day_counted",
                Text("Almost: the day `after` itself doesn't count.", "就差一点：`after` 这一天本身不算。"),
                last_day=1,
            ),
            variant(
                "first_day_left_out",
                Text(
                    "Almost: the day `first` counts, from its beginning.",
                    "就差一点：`first` 这一天要算，从零点算起。",
                ),
                first_day=1,
            ),
        ],
        also_right=[by_crosstab, by_merge, by_loop],
        elsewhere=elsewhere,
        hints=[
            Text(
                "First keep the steps of the window. Which of its two ends belongs to it?",
                "先留下窗口内的步骤。窗口的两端，哪一端算在内？",
            ),
            Text(
                '`groupby("customer_id")["channel"].nunique()` counts different channels, but knows nothing of customers without steps.',
                '`groupby("customer_id")["channel"].nunique()` 数的是不同渠道，但没有步骤的客户不在里面。',
            ),
            Text(
                '`customers["customer_id"].map(used).fillna(0)` gives each customer their number, and 0 to all others; `pd.DataFrame({"customer_id": …, "channels": …})`.',
                '`customers["customer_id"].map(used).fillna(0)` 给每位客户对上个数，其余为 0；再组成 `pd.DataFrame({"customer_id": …, "channels": …})`。',
            ),
        ],
    )


# --- self-selection


def _loyal_because() -> Question:
    return Question(
        "loyal-because",
        kind="choice",
        options=[
            Option(
                "A",
                Text(
                    "Nobody was *given* a channel: customers chose. What made them choose more may be what makes them stay.",
                    "渠道不是**分配**的，是客户自己选的。让他们多选渠道的原因，也许正是让他们留下来的原因。",
                ),
            ),
            Option(
                "B",
                Text(
                    "Yes: self-selection. The groups differed before anybody used anything; from this number nothing follows about the channel.",
                    "对，这是自我选择。在使用任何渠道之前，两组人就已经不同；这个数字说明不了渠道的作用。",
                ),
                right=True,
            ),
            Option(
                "C",
                Text(
                    "It may be so, but this number can't show that either: it is silent on what channels do, for and against.",
                    "也许是，但这个数字同样证明不了：渠道有没有作用，它正反都没说。",
                ),
            ),
            Option(
                "D",
                Text(
                    "A step in a picture is still no effect: those with three channels chose them, too.",
                    "图上有台阶，也不等于有作用：用三个渠道的人，同样是自己选的。",
                ),
            ),
        ],
        hints=[
            Text("Who decided how many channels a customer used?", "客户用几个渠道，是谁决定的？"),
            Text(
                "Think of a customer who has liked this bank for years. How many channels will she have tried?",
                "想想一位多年来一直喜欢这家银行的客户，她会用过几个渠道？",
            ),
            Text(
                "The number shows a difference between people. It neither proves an effect nor disproves one.",
                "这个数字显示的是人与人的差别，既不能证明有作用，也不能证明没有。",
            ),
        ],
    )


# --- an A/B test


def _effects(
    trial: pd.DataFrame,
    z: float,
    control: pd.Series | None = None,
    treated: Callable[[pd.DataFrame], pd.DataFrame] = lambda rows: rows,
    sign: int = 1,
    reach: Callable[[float, float, int, int], float] = lambda p, q, n, m: math.sqrt(p * (1 - p) / n + q * (1 - q) / m),
    relative: bool = False,
    alone: bool = False,
    stretched: bool = True,
) -> pd.DataFrame:
    """Compare every arm of a trial with the control group, rightly unless told otherwise."""
    others = trial.loc[trial["arm"] == "control", "outcome"] if control is None else control
    q, m = float(others.mean()), len(others)
    found = []
    for arm, rows in trial[trial["arm"] != "control"].groupby("arm"):
        kept = treated(rows)
        p, n = float(kept["outcome"].mean()), len(kept)
        effect = p if alone else sign * (p - q)
        error = reach(p, q, n, m)
        if relative:
            effect, error = effect / q, error / q
        half = z * error if stretched else error
        found.append({"arm": arm, "effect": effect, "low": effect - half, "high": effect + half})
    return pd.DataFrame(found, columns=["arm", "effect", "low", "high"])


def _arm_effects() -> Question:
    def variant(name: str, says: Text, **changed: Any) -> Mistake:
        def wrong(trial: pd.DataFrame, z: float) -> pd.DataFrame:
            return _effects(trial, z, **changed)

        return Mistake(named(name, wrong), says)

    def clickers_against_the_others(trial: pd.DataFrame, z: float) -> pd.DataFrame:
        parts = [
            _effects(rows[rows["clicked"]], z, control=rows.loc[~rows["clicked"], "outcome"])
            for _, rows in trial[trial["arm"] != "control"].groupby("arm")
        ]
        return pd.concat(parts)

    def everyone_else_for_the_control(trial: pd.DataFrame, z: float) -> pd.DataFrame:
        parts = [
            _effects(trial[trial["arm"] == arm], z, control=trial.loc[trial["arm"] != arm, "outcome"])
            for arm in sorted(set(trial["arm"]) - {"control"})
        ]
        return pd.concat(parts)

    def always_1_96(trial: pd.DataFrame, z: float) -> pd.DataFrame:
        return _effects(trial, Z)

    def effect_of_reading(trial: pd.DataFrame, z: float) -> pd.DataFrame:
        found = _effects(trial, z).set_index("arm")
        return found.div(trial.groupby("arm")["opened"].mean().drop("control"), axis=0).reset_index()

    def control_against_itself(trial: pd.DataFrame, z: float) -> pd.DataFrame:
        plain = trial[trial["arm"] == "control"]
        return pd.concat([_effects(trial, z), _effects(pd.concat([plain, plain.assign(arm="itself")]), z)])

    def in_per_cent(trial: pd.DataFrame, z: float) -> pd.DataFrame:
        return _effects(trial, z).set_index("arm").mul(100).reset_index()

    def pooled(p: float, q: float, n: int, m: int) -> float:
        both = (p * n + q * m) / (n + m)
        return math.sqrt(both * (1 - both) * (1 / n + 1 / m))

    def by_loop(trial: pd.DataFrame, z: float) -> pd.DataFrame:
        plain = trial[trial.arm == "control"].outcome.to_numpy(dtype=float)
        rows = []
        for arm in trial["arm"].unique():
            if arm != "control":
                mine = trial[trial.arm == arm].outcome.to_numpy(dtype=float)
                error = np.sqrt(mine.var() / len(mine) + plain.var() / len(plain))
                effect = mine.mean() - plain.mean()
                rows.append((arm, effect, effect - z * error, effect + z * error))
        return pd.DataFrame(rows, columns=["arm", "effect", "low", "high"])

    def by_pivot(trial: pd.DataFrame, z: float) -> pd.DataFrame:
        table = trial.assign(outcome=trial["outcome"].astype(int)).pivot_table(
            index="arm", values="outcome", aggfunc=["sum", "count"]
        )
        p, n = table.iloc[:, 0] / table.iloc[:, 1], table.iloc[:, 1]
        q = p.pop("control")
        half = z * (p * (1 - p) / n.drop("control") + q * (1 - q) / n["control"]) ** 0.5
        return pd.DataFrame({"effect": p - q, "low": p - q - half, "high": p - q + half}).reset_index()

    def arms_as_index(trial: pd.DataFrame, z: float) -> pd.DataFrame:
        return _effects(trial, z).set_index("arm")[["high", "low", "effect"]].round(5)

    def elsewhere(tables: Tables) -> Iterable[Arguments]:
        yield {"trial": trial_of(tables, "autumn_frequency"), "z": Z}
        yield {"trial": trial_of(tables, "give_back_august_2025"), "z": 2.5}

    toy = cells("- control nynynnnynnyn", "- bonus yNYnnYyNYyn", "- points nYnNyyYn")
    toy = toy.assign(age=np.where(toy["customer_id"] % 5 == 0, NAN, 20.0 + toy["customer_id"] % 37))
    one = cells("- control ynnynnyn", "- invitation NynYnnYnyYnynY")
    return Question(
        "arm-effects",
        tolerance=FINE,
        toys=[
            Toy(Text("Two kinds of gift", "两种礼品"), {"trial": toy, "z": Z}),
            Toy(Text("One arm, a narrower interval", "只有一个实验组，区间窄一些"), {"trial": one, "z": 1.0}),
        ],
        mistakes=[
            Mistake(
                clickers_against_the_others,
                Text(
                    "You compared those who **clicked** with those who didn't. Whoever clicks is keener, and comes more often anyway: a click is a sign of interest, no effect.",
                    "你比的是**点击**的人与没点的人。会点的人本来就更感兴趣，不发也来得多：点击说明兴趣，不是效应。",
                ),
            ),
            variant(
                "sent_taken_for_read",
                Text(
                    "You count only those of the arm who **opened**. Who of the control group would have opened, nobody knows; compare all who were drawn.",
                    "实验组里你只算了**打开**消息的人。对照组里谁会打开，没有人知道；抽中的人都要算。",
                ),
                treated=lambda rows: rows[rows["opened"]],
            ),
            variant(
                "share_without_comparison",
                Text(
                    "This is the share of the arm. Some of them would have come without it: subtract the control group's share.",
                    "这是实验组的比例。其中一些人什么都不做也会来：要减去对照组的比例。",
                ),
                alone=True,
            ),
            Mistake(
                everyone_else_for_the_control,
                Text(
                    "Your yardstick is everyone not in the arm, the other arms too. Compare with the control group alone.",
                    "你的标尺是该组之外的所有人，连其他实验组也在内。只与对照组相比。",
                ),
            ),
            variant(
                "turned_round",
                Text(
                    "The sign is turned round: the arm less the control group.",
                    "符号反了：应当是实验组减去对照组。",
                ),
                sign=-1,
            ),
            variant(
                "relative_change",
                Text(
                    "This is the change relative to the control group (in trade: the lift in per cent). Asked is the difference of the two shares.",
                    "这是相对于对照组的变化幅度（业内常报的百分比提升）。要求的是两个比例之差。",
                ),
                relative=True,
            ),
            Mistake(
                always_1_96,
                Text(
                    "The intervals always reach 1.96 standard errors. How many is said by `z`.",
                    "你的区间总是 1.96 个标准误。几个标准误由 `z` 说了算。",
                ),
            ),
            variant(
                "errors_added_up",
                Text(
                    "You added the two standard errors. Add up their squares, then take the root.",
                    "你把两个标准误直接相加了。应当把平方相加，再开方。",
                ),
                reach=lambda p, q, n, m: math.sqrt(p * (1 - p) / n) + math.sqrt(q * (1 - q) / m),
            ),
            variant(
                "error_of_the_arm_only",
                Text(
                    "Your standard error is that of the arm only. The control group's share is uncertain, too.",
                    "你的标准误只算了实验组。对照组的比例同样不确定。",
                ),
                reach=lambda p, q, n, m: math.sqrt(p * (1 - p) / n),
            ),
            variant(
                "one_less_below_the_line",
                Text(
                    "Almost: you divided by n − 1, as `.std()`, `.var()` and lesson 08 do. That is right for many kinds of data; the formula here, for shares, has n.",
                    "就差一点：你除以的是 n − 1，`.std()`、`.var()` 和第 08 课都是这样。它适用于多种数据；这里是比例的公式，除以 n。",
                ),
                reach=lambda p, q, n, m: math.sqrt(p * (1 - p) / (n - 1) + q * (1 - q) / (m - 1)),
            ),
            variant(
                "spread_for_standard_error",
                Text(
                    "You forgot to divide by the numbers of customers: this is the spread of single customers, not the error of a share.",
                    "你忘了除以人数：这是单个客户的离散程度，不是比例的误差。",
                ),
                reach=lambda p, q, n, m: math.sqrt(p * (1 - p) + q * (1 - q)),
            ),
            variant(
                "clickers_against_the_control_group",
                Text(
                    "You count only those of the arm who **clicked**, the keenest ones. Who of the control group would have clicked, nobody knows; compare all who were drawn.",
                    "实验组里你只算了**点击**的人，也就是最感兴趣的那些。对照组里谁会点，没有人知道；抽中的人都要算。",
                ),
                treated=lambda rows: rows[rows["clicked"]],
            ),
            Mistake(
                effect_of_reading,
                Text(
                    "You divided by the share who opened: that is the effect of *reading*. Asked is the effect of sending, over all.",
                    "你除以了打开的比例，那是**读到**的效应。问的是发送的效应，按全体算。",
                ),
            ),
            Mistake(
                control_against_itself,
                Text(
                    "The control group has a row of its own. It is the yardstick: leave it out.",
                    "对照组也占了一行。它是标尺，不必列出。",
                ),
            ),
            Mistake(in_per_cent, Text("These are per cent. Asked are shares.", "你给的是百分数，要的是比例。")),
            variant(
                "one_share_for_both",
                Text(
                    'Your standard error takes one share for both groups together. That is for the test of "no difference at all"; an interval lets each group have its own.',
                    "你的标准误把两组合在一起，只用了一个比例。那是检验“毫无差别”时的做法；求区间时，两组各用各的比例。",
                ),
                reach=pooled,
            ),
            variant(
                "root_forgotten",
                Text(
                    "You forgot the square root: this is the square of the standard error.",
                    "你忘了开方：这是标准误的平方。",
                ),
                reach=lambda p, q, n, m: p * (1 - p) / n + q * (1 - q) / m,
            ),
            variant(
                "z_forgotten",
                Text(
                    "Your interval reaches one standard error to either side. It should reach `z` of them.",
                    "你的区间只向两边各延伸 1 个标准误，应当是 `z` 个。",
                ),
                stretched=False,
            ),
        ],
        also_right=[by_loop, by_pivot, arms_as_index],
        elsewhere=elsewhere,
        hints=[
            Text(
                "One arm first: two shares, two numbers of customers, one difference.",
                "先看一个实验组：两个比例、两个人数、一个差。",
            ),
            Text(
                '`trial.groupby("arm")["outcome"].agg(["mean", "size"])` has all you need; the row `"control"` is the yardstick.',
                '`trial.groupby("arm")["outcome"].agg(["mean", "size"])` 里什么都有了；`"control"` 那一行是标尺。',
            ),
            Text(
                'With `square = mean * (1 - mean) / size`, the error of an arm is `np.sqrt(square[arm] + square["control"])`; `low` and `high` are `effect` minus and plus `z` of them.',
                '设 `square = mean * (1 - mean) / size`，某个实验组的标准误就是 `np.sqrt(square[arm] + square["control"])`；`low` 和 `high` 是 `effect` 减、加 `z` 个标准误。',
            ),
        ],
    )


# --- power


def _customers_needed() -> Question:
    def size(
        base: float,
        change: float,
        power: float,
        level: float = Z,
        beta: Callable[[float], float] = lambda power: NormalDist().inv_cdf(power),
        spread: Callable[[float, float], float] = lambda p, q: p * (1 - p) + q * (1 - q),
        squared: bool = True,
        groups: int = 1,
        to_whole: Callable[[float], float] = math.ceil,
        relative: bool = False,
        root: bool = False,
    ) -> float:
        difference = base * change if relative else change
        z = level + beta(power)
        n = (z**2 if squared else z) * spread(base, base + difference) / abs(difference) ** (1 if root else 2)
        return groups * to_whole(n)

    def variant(name: str, says: Text, **changed: Any) -> Mistake:
        def wrong(base: float, change: float, power: float) -> float:
            return size(base, change, power, **changed)

        return Mistake(named(name, wrong), says)

    def with_variance(base: float, change: float, power: float) -> float:
        shares = np.array([base, base + change])
        z = NormalDist().inv_cdf(power) + 1.96
        return float(np.ceil((z / abs(change)) ** 2 * (shares * (1 - shares)).sum()))

    def by_steps(base: float, change: float, power: float) -> int:
        normal, other = NormalDist(), base + change
        spread = base * (1 - base) + other * (1 - other)

        def reached(n: int) -> bool:
            return normal.cdf(abs(change) / math.sqrt(spread / n) - 1.96) >= power

        high = 1
        while not reached(high):
            high *= 2
        low = high // 2
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (low, middle) if reached(middle) else (middle, high)
        return high

    def with_both_quantiles(base: float, change: float, power: float) -> int:
        z = NormalDist().inv_cdf(0.975) + NormalDist().inv_cdf(power)
        p, q = base, base + change
        return math.ceil((z / change) ** 2 * (p - p**2 + q - q**2))

    def by_integer_division(base: float, change: float, power: float) -> np.integer[Any]:
        z = 1.96 + NormalDist(0, 1).inv_cdf(power)
        n = z * z * (base * (1 - base) + (base + change) * (1 - base - change)) / (change * change)
        return np.int64(-(-n // 1))

    def elsewhere(tables: Tables) -> Iterable[Arguments]:
        trial = trial_of(tables, "autumn_frequency")
        base = round(float(trial.loc[trial["arm"] == "control", "active"].mean()), 3)
        yield {"base": base, "change": 0.08, "power": 0.8}
        yield {"base": base, "change": -0.09, "power": 0.9}

    return Question(
        "customers-needed",
        toys=[
            Toy(Text("One in five", "五分之一"), {"base": 0.2, "change": -0.02, "power": 0.8}),
            Toy(
                Text("More power, a larger change", "功效更高，变化更大"), {"base": 0.3, "change": 0.11, "power": 0.95}
            ),
            Toy(Text("A rare thing", "罕见的事"), {"base": 0.02, "change": 0.008, "power": 0.9}),
        ],
        mistakes=[
            variant(
                "power_forgotten",
                Text(
                    "Power is missing: with so few customers a test finds the effect only half of the time.",
                    "漏了检验功效：人数这么少，效应存在也只有一半的机会能发现。",
                ),
                beta=lambda power: 0.0,
            ),
            variant(
                "both_groups_together",
                Text("This is the number for both groups together. Asked is one group.", "这是两组合计。问的是一组。"),
                groups=2,
            ),
            variant(
                "rounded_down",
                Text(
                    "Almost: round **up**. With one customer less, the power isn't reached.",
                    "就差一点：要**向上**取整。少一位，功效就达不到。",
                ),
                to_whole=math.floor,
            ),
            variant(
                "not_rounded",
                Text("Almost: customers come in whole numbers; round up.", "就差一点：客户只有整数，要向上取整。"),
                to_whole=float,
            ),
            variant(
                "spread_of_one_group",
                Text(
                    "You have the spread of one group only. The uncertainty of both adds up.",
                    "你只算了一组的离散程度。两组的不确定性要相加。",
                ),
                spread=lambda p, q: p * (1 - p),
            ),
            variant(
                "both_groups_with_the_base",
                Text(
                    "You gave both groups the spread of the control group. The other one's share is `base + change`.",
                    "两组你都用了对照组的离散程度。另一组的比例是 `base + change`。",
                ),
                spread=lambda p, q: 2 * p * (1 - p),
            ),
            variant(
                "not_squared",
                Text("The sum 1.96 + z must be squared.", "1.96 + z 要平方。"),
                squared=False,
            ),
            variant(
                "one_sided",
                Text(
                    "You used 1.64, a one-sided test. The formula has 1.96: an effect may go either way.",
                    "你用了 1.64，那是单侧检验。公式里是 1.96：效应可正可负。",
                ),
                level=1.645,
            ),
            variant(
                "change_taken_as_relative",
                Text(
                    "You took `change` as a share of `base`. It is the difference of the two shares: from 0.20 to 0.18, it is −0.02.",
                    "你把 `change` 当成了相对 `base` 的幅度。它是两个比例之差：从 0.20 到 0.18，就是 −0.02。",
                ),
                relative=True,
            ),
            variant(
                "power_for_its_quantile",
                Text(
                    "You added the power itself. Its z comes from `NormalDist().inv_cdf(power)`.",
                    "你直接加上了功效本身。对应的 z 要用 `NormalDist().inv_cdf(power)` 求出。",
                ),
                beta=lambda power: power,
            ),
            variant(
                "power_always_80",
                Text(
                    "Your z is always 0.84, that of a power of 0.8. Which power is asked for, `power` says.",
                    "你的 z 总是 0.84，那是功效 0.8 的。要多大的功效，由 `power` 说了算。",
                ),
                beta=lambda power: 0.84,
            ),
            Mistake(
                named("rule_of_thumb", lambda base, change, power: math.ceil(16 * base * (1 - base) / change**2)),
                Text(
                    "This is the rule of thumb: fine for mental arithmetic at a power of 0.8. Asked is the formula.",
                    "这是那句口诀：功效 0.8 时心算够用。这里要的是公式。",
                ),
            ),
            variant(
                "change_taken_upwards",
                Text(
                    "You lost the sign of `change`. The other group's share is `base + change`, smaller than `base` if `change` is negative.",
                    "你丢了 `change` 的符号。另一组的比例是 `base + change`；`change` 为负时，它比 `base` 小。",
                ),
                spread=lambda p, q: p * (1 - p) + (p + abs(q - p)) * (1 - p - abs(q - p)),
            ),
            variant(
                "squares_added_up",
                Text(
                    "You squared 1.96 and z one by one. Add them first, then square.",
                    "你把 1.96 和 z 各自平方了。应当先相加，再平方。",
                ),
                beta=lambda power: math.hypot(Z, NormalDist().inv_cdf(power)) - Z,
            ),
            variant("change_not_squared", Text("`change` must be squared.", "`change` 要平方。"), root=True),
        ],
        also_right=[with_variance, by_steps, by_integer_division, with_both_quantiles],
        elsewhere=elsewhere,
        hints=[
            Text("Three factors: what each of them is for.", "公式由三部分组成：先弄清各管什么。"),
            Text(
                "`z = NormalDist().inv_cdf(power)`; the second share is `base + change`.",
                "`z = NormalDist().inv_cdf(power)`；第二个比例是 `base + change`。",
            ),
            Text(
                "`int(np.ceil((1.96 + z) ** 2 * (base * (1 - base) + other * (1 - other)) / change**2))`",
                "`int(np.ceil((1.96 + z) ** 2 * (base * (1 - base) + other * (1 - other)) / change**2))`",
            ),
        ],
    )


# --- peeking


def _alarm_share() -> Question:
    def variant(name: str, says: Text, share: Callable[[pd.DataFrame, float], float]) -> Mistake:
        def wrong(looks: pd.DataFrame, limit: float) -> float:
            return float(share(looks, limit))

        return Mistake(named(name, wrong), says)

    def by_max(looks: pd.DataFrame, limit: float) -> float:
        furthest = np.abs(looks.to_numpy()).max(axis=1)
        return float(np.mean(furthest > limit))

    def by_loop(looks: pd.DataFrame, limit: float) -> float:
        alarms = 0
        for row in looks.itertuples(index=False):
            alarms += any(value > limit or value < -limit for value in row)
        return alarms / len(looks)

    def by_stacking(looks: pd.DataFrame, limit: float) -> float:
        long = looks.rename_axis("test").reset_index().melt(id_vars="test")
        return long.loc[(long["value"] > limit) | (long["value"] < -limit), "test"].nunique() / len(looks)

    def elsewhere(tables: Tables) -> Iterable[Arguments]:
        trial = trial_of(tables, "autumn_frequency")
        came = trial["active"].to_numpy(dtype=float)[: 20 * (len(trial) // 20)].reshape(20, -1)
        walks = (came - came.mean(axis=1, keepdims=True)) * np.where(np.arange(came.shape[1]) % 2, 1, -1)
        seen = np.linspace(0, came.shape[1], 7).astype(int)[1:]
        reached = 2.2 * walks.cumsum(axis=1)[:, seen - 1] / np.sqrt(seen) / came.std()
        looks = pd.DataFrame(reached, columns=range(1, 7)).round(1)
        for limit in (float(looks.abs().max(axis=1).median()), 1.0):
            yield {"looks": looks, "limit": limit}

    def looks_of(*rows: str) -> pd.DataFrame:
        table = pd.DataFrame([[float(value) for value in row.split()] for row in rows])
        return table.set_axis([f"look_{number}" for number in range(1, table.shape[1] + 1)], axis=1)

    usual = looks_of(
        "0.4 2.1 1.2 0.7",
        "-2.1 -1.1 -2.3 -1.4",
        "1.2 0.6 1.3 2.6",
        "-2.5 -2.2 -1.9 -0.8",
        "0.1 -0.4 0.9 1.1",
        "1.96 0.2 -0.7 1.0",
        "-0.9 -1.3 -1.7 -2.0",
        "0.6 1.5 1.8 1.9",
        "-1.2 0.3 0.8 0.2",
        "-2.3 -0.6 0.9 2.2",
        "2.1 0.3 -1.2 -2.0",
        "2.2 2.5 2.1 2.3",
        "2.6 2.4 2.1 1.3",
        "0.3 1.4 2.2 1.6",
        "2.4 2.3 2.2 1.4",
    )
    strict = looks_of(
        "2.2 2.4 2.6 2.1 1.9 1.6",
        "-0.2 -2.8 -2.7 -2.6 -2.3 -2.1",
        "-0.4 -1.0 -1.5 -2.0 -2.2 -2.6",
        "-0.5 -1.9 -2.5 -2.2 -1.8 -1.7",
        "1.1 2.1 0.3 0.9 1.4 1.2",
        "2.413 1.7 0.4 -0.2 0.1 0.5",
        "-2.1 2.3 2.2 2.0 1.7 1.4",
        "0.7 1.2 1.8 2.0 2.3 2.7",
        "-2.5 -0.9 0.4 1.3 2.2 2.6",
        "2.5 1.1 -0.3 -1.4 -2.1 -2.6",
        "2.5 2.6 2.9 2.7 2.8 3.0",
        "3.1 2.9 2.8 2.5 2.0 1.4",
    )
    return Question(
        "alarm-share",
        tolerance=FINE,
        toys=[
            Toy(Text("Fifteen tests, four looks", "十五次测试，各看四眼"), {"looks": usual, "limit": Z}),
            Toy(
                Text("Twelve tests, six looks, a wider band", "十二次测试，各看六眼，界限宽一些"),
                {"looks": strict, "limit": 2.413},
            ),
        ],
        mistakes=[
            variant(
                "peeking_overlooked",
                Text(
                    "You looked only at the end. Whoever peeks stops at the first look that pleases, whatever the end would have said.",
                    "你只看了最后一眼。爱偷看的人，看到满意的就停，最后会怎样已经不管了。",
                ),
                lambda looks, limit: (looks.iloc[:, -1].abs() > limit).mean(),
            ),
            variant(
                "looks_counted_for_tests",
                Text(
                    "This is the share of **looks** beyond the limit. A test with two such looks is still one test.",
                    "这是越界的**次数**占全部查看次数的比例。一次测试越界两回，也只算一次测试。",
                ),
                lambda looks, limit: (looks.abs() > limit).to_numpy().mean(),
            ),
            variant(
                "only_good_news",
                Text(
                    "You counted only positive values. A difference of nothing may please on either side.",
                    "你只算了正的一边。两边都会有人高兴：越界不分正负。",
                ),
                lambda looks, limit: (looks > limit).any(axis=1).mean(),
            ),
            variant(
                "the_limit_itself_counted",
                Text(
                    "Almost: exactly at the limit isn't further than the limit.",
                    "就差一点：恰好等于 `limit` 不算越界。",
                ),
                lambda looks, limit: (looks.abs() >= limit).any(axis=1).mean(),
            ),
            variant(
                "beyond_at_all_looks",
                Text(
                    "With you, a test must lie beyond the limit at **all** looks. One is enough to stop.",
                    "你要求**每一眼**都越界。其实有一眼就会停。",
                ),
                lambda looks, limit: (looks.abs() > limit).all(axis=1).mean(),
            ),
            variant(
                "alarms_for_tests",
                Text(
                    "You counted every look beyond the limit. A test with two such looks, or one on either side, is still one test.",
                    "你数的是越界的次数。一次测试越界两回，哪怕一正一负，也只算一次测试。",
                ),
                lambda looks, limit: (looks.abs() > limit).to_numpy().sum() / len(looks),
            ),
            variant(
                "both_sides_added_up",
                Text(
                    "You added up the tests beyond on either side. One that was beyond on both counts once.",
                    "你把两边越界的测试相加了。两边都越过界的，只算一次。",
                ),
                lambda looks, limit: (looks > limit).any(axis=1).mean() + (looks < -limit).any(axis=1).mean(),
            ),
            variant(
                "mean_of_the_looks",
                Text(
                    "You took the mean of a test's looks. Whoever peeks acts on a single one.",
                    "你取了各次查看的平均。爱偷看的人，凭其中一眼就动手。",
                ),
                lambda looks, limit: (looks.mean(axis=1).abs() > limit).mean(),
            ),
            variant(
                "number_for_share",
                Text("This is the number of tests. Asked is their share.", "这是测试的个数，问的是比例。"),
                lambda looks, limit: (looks.abs() > limit).any(axis=1).sum(),
            ),
            variant(
                "first_look_only",
                Text("You looked only once, at the first look.", "你只看了第一眼。"),
                lambda looks, limit: (looks.iloc[:, 0].abs() > limit).mean(),
            ),
            variant(
                "always_1_96",
                Text("Your limit is always 1.96. It is given as `limit`.", "你的界限总是 1.96。界限由 `limit` 给出。"),
                lambda looks, limit: (looks.abs() > Z).any(axis=1).mean(),
            ),
        ],
        also_right=[by_max, by_loop, by_stacking],
        elsewhere=elsewhere,
        hints=[
            Text("Take one row: when does this test count?", "先看一行：这次测试什么时候算？"),
            Text(
                "`looks.abs() > limit` gives True or False for each look; which function asks for *at least one* in a row?",
                "`looks.abs() > limit` 对每一眼给出 True 或 False；哪个函数问的是一行里“至少有一个”？",
            ),
            Text("`(looks.abs() > limit).any(axis=1).mean()`", "`(looks.abs() > limit).any(axis=1).mean()`"),
        ],
    )


# --- many comparisons


def _group_effects() -> Question:
    def table(
        trial: pd.DataFrame,
        z: Callable[[int, pd.DataFrame], float] = lambda k, trial: NormalDist().inv_cdf(1 - 0.05 / (2 * k)),
        control: str = "own",
        pick: Callable[[pd.DataFrame], pd.DataFrame] = lambda found: found,
        treated: Callable[[pd.DataFrame], pd.DataFrame] = lambda rows: rows,
    ) -> pd.DataFrame:
        k = len(trial.loc[trial["arm"] != "control", ["group", "arm"]].drop_duplicates())
        everyone = trial.loc[trial["arm"] == "control", "outcome"] if control == "all" else None
        parts = [
            _effects(part, z(k, trial), control=everyone, treated=treated).assign(group=group)
            for group, part in trial.groupby("group")
        ]
        return pick(pd.concat(parts, ignore_index=True)[["group", "arm", "effect", "low", "high"]])

    def variant(name: str, says: Text, **changed: Any) -> Mistake:
        def wrong(trial: pd.DataFrame) -> pd.DataFrame:
            return table(trial, **changed)

        return Mistake(named(name, wrong), says)

    def bonferroni(level: Callable[[int, pd.DataFrame], float]) -> Callable[[int, pd.DataFrame], float]:
        return lambda k, trial: NormalDist().inv_cdf(1 - level(k, trial))

    def by_loop(trial: pd.DataFrame) -> pd.DataFrame:
        rows = []
        for (group, arm), mine in trial.groupby(["group", "arm"]):
            if arm == "control":
                continue
            plain = trial[(trial["group"] == group) & (trial["arm"] == "control")]["outcome"]
            p, q = mine["outcome"].mean(), plain.mean()
            rows.append([group, arm, p - q, math.sqrt(p * (1 - p) / len(mine) + q * (1 - q) / len(plain))])
        z = NormalDist().inv_cdf(1 - 0.05 / 2 / len(rows))
        found = pd.DataFrame(rows, columns=["group", "arm", "effect", "error"])
        found["low"], found["high"] = found["effect"] - z * found["error"], found["effect"] + z * found["error"]
        return found.drop(columns="error")

    def by_merge(trial: pd.DataFrame) -> pd.DataFrame:
        shares = trial.groupby(["group", "arm"])["outcome"].agg(p="mean", n="count").reset_index()
        plain = shares[shares["arm"] == "control"].drop(columns="arm")
        both = shares[shares["arm"] != "control"].merge(plain, on="group", suffixes=("", "_0"))
        half = -NormalDist().inv_cdf(0.025 / len(both)) * np.sqrt(
            both["p"] * (1 - both["p"]) / both["n"] + both["p_0"] * (1 - both["p_0"]) / both["n_0"]
        )
        both = both.assign(effect=both["p"] - both["p_0"])
        both = both.assign(low=both["effect"] - half, high=both["effect"] + half)
        return both[["arm", "group", "low", "effect", "high"]].sort_values("effect")

    def with_keys_as_index(trial: pd.DataFrame) -> pd.DataFrame:
        return table(trial).set_index(["group", "arm"])

    def elsewhere(tables: Tables) -> Iterable[Arguments]:
        trial = trial_of(tables, *FREQUENCY)
        trial = trial.assign(group=np.array(["south", "north", "west"])[trial["customer_id"] % 3])
        yield {"trial": trial}
        halves = trial.loc[trial["arm"].isin(["control", "twice"])]
        yield {"trial": halves.assign(group=halves["customer_id"] % 2)}

    gifts = cells(
        "light control nnynnynn",
        "light coupon yyYnYNy",
        "light points nYynnny",
        "heavy control yyynyy",
        "heavy coupon yYnYyNyy",
        "heavy points YnyyyY",
        "middle control ynynnyyny",
        "middle coupon YnYyNn",
        "middle points nyNynyYyy",
    )
    two = cells("a control ynnyn", "a invitation nYyny", "b control nnyy", "b invitation yYnNyny")
    return Question(
        "group-effects",
        tolerance=FINE,
        toys=[
            Toy(Text("Three groups, two gifts", "三个群体，两种礼品"), {"trial": gifts}),
            Toy(Text("Two groups, one arm", "两个群体，一个实验组"), {"trial": two}),
        ],
        mistakes=[
            variant(
                "many_tested_as_if_one",
                Text(
                    "Each interval is as narrow as if it were the only one. Of many such comparisons some look good by chance: make them wider, as Bonferroni asks.",
                    "每个区间都窄得好像只比了一次。比的次数多了，总有一些碰巧好看：要按 Bonferroni 放宽。",
                ),
                z=lambda k, trial: Z,
            ),
            variant(
                "only_the_best_reported",
                Text(
                    "You report only the best comparison. Whoever hides the others hides how often they looked.",
                    "你只报告了最好看的一个。藏起其余的，就是藏起自己看了多少次。",
                ),
                z=lambda k, trial: Z,
                pick=lambda found: found.nlargest(1, "effect"),
            ),
            variant(
                "groups_counted_for_comparisons",
                Text(
                    "k is the number of groups with you. Each arm in each group is a comparison.",
                    "你的 k 是群体个数。每个群体里的每个实验组，都是一次比较。",
                ),
                z=bonferroni(lambda k, trial: 0.05 / (2 * trial["group"].nunique())),
            ),
            variant(
                "arms_counted_for_comparisons",
                Text(
                    "k is the number of arms with you. Each arm in each group is a comparison.",
                    "你的 k 是实验组的个数。每个群体里的每个实验组，都是一次比较。",
                ),
                z=bonferroni(lambda k, trial: 0.05 / (2 * (trial["arm"].nunique() - 1))),
            ),
            variant(
                "only_the_best_of_wide_ones",
                Text(
                    "You report only the best comparison. Whoever hides the others hides how often they looked.",
                    "你只报告了最好看的一个。藏起其余的，就是藏起自己看了多少次。",
                ),
                pick=lambda found: found.nlargest(1, "effect"),
            ),
            variant(
                "only_those_clear_of_zero",
                Text(
                    "You report only comparisons whose interval keeps clear of zero. The others belong to the report, too.",
                    "你只报告了区间离开零的比较。其余的也是结果，也要报告。",
                ),
                pick=lambda found: found[(found["low"] > 0) | (found["high"] < 0)],
            ),
            variant(
                "sent_taken_for_read",
                Text(
                    "You count only those of the arm who **opened**. Compare all who were drawn.",
                    "实验组里你只算了**打开**消息的人。抽中的人都要算。",
                ),
                treated=lambda rows: rows[rows["opened"]],
            ),
            variant(
                "control_counted_as_a_comparison",
                Text(
                    "Your k counts the control groups, too. Only what is compared *with* them is a comparison.",
                    "你的 k 把对照组也数了进去。与对照组相比的，才算一次比较。",
                ),
                z=bonferroni(lambda k, trial: 0.05 / (2 * len(trial[["group", "arm"]].drop_duplicates()))),
            ),
            variant(
                "customers_counted_for_comparisons",
                Text("Your k is the number of customers, not of comparisons.", "你的 k 是客户人数，不是比较的次数。"),
                z=bonferroni(lambda k, trial: 0.05 / (2 * len(trial))),
            ),
            variant(
                "one_sided",
                Text(
                    "You divided by k, not by 2k. The interval has two sides.",
                    "你除以的是 k，不是 2k。区间有两边。",
                ),
                z=bonferroni(lambda k, trial: 0.05 / k),
            ),
            variant(
                "control_of_all_groups",
                Text(
                    "Your yardstick is the control group of *all* groups. Heavy users come anyway: compare like with like.",
                    "你的标尺是**所有**群体的对照组。常用的人本来就会来：要同类相比。",
                ),
                control="all",
            ),
            variant(
                "width_multiplied",
                Text(
                    "You made the intervals k times as wide. Not the width grows k times: the probability of an error is divided by k.",
                    "你把区间放宽到了 k 倍。不是宽度乘以 k，而是出错的概率除以 k。",
                ),
                z=lambda k, trial: Z * k,
            ),
        ],
        also_right=[by_loop, by_merge, with_keys_as_index],
        elsewhere=elsewhere,
        hints=[
            Text("How many rows will your table have? That is k.", "你的表会有几行？那就是 k。"),
            Text(
                '`for group, part in trial.groupby("group")`: `arm_effects(part, z)` does the comparisons of a group; z is the same for all.',
                '`for group, part in trial.groupby("group")`：`arm_effects(part, z)` 就是一个群体内的比较；z 对所有群体都一样。',
            ),
            Text(
                'k is `len(trial.loc[trial["arm"] != "control", ["group", "arm"]].drop_duplicates())`, z is `NormalDist().inv_cdf(1 - 0.05 / (2 * k))`; put the parts together with `pd.concat`.',
                'k 是 `len(trial.loc[trial["arm"] != "control", ["group", "arm"]].drop_duplicates())`，z 是 `NormalDist().inv_cdf(1 - 0.05 / (2 * k))`；最后用 `pd.concat` 拼起来。',
            ),
        ],
    )


# --- frequency


def _frequency_chart() -> Question:
    def line(values: pd.Series) -> Any:
        ax = plt.figure().subplots()
        ax.plot(values.index, values.to_numpy(dtype=float))
        ax.set(xlabel="messages", ylabel="share active", title="Frequency")
        return ax

    def variant(name: str, says: Text, drawn: Callable[[pd.DataFrame], pd.Series]) -> Mistake:
        def wrong(trial: pd.DataFrame) -> Any:
            return line(drawn(trial))

        return Mistake(named(name, wrong), says)

    def share(trial: pd.DataFrame) -> pd.Series:
        return trial.groupby("messages")["active"].mean()

    def by_pivot(trial: pd.DataFrame) -> Any:
        table = trial.assign(active=trial["active"].astype(float)).pivot_table(index="messages", values="active")
        return table["active"].plot(
            ax=plt.figure().subplots(), xlabel="Messages", ylabel="Share", title="How often?", marker="s"
        )

    def by_loop(trial: pd.DataFrame) -> Any:
        numbers = sorted(trial["messages"].unique())
        shares = [sum(trial.loc[trial["messages"] == n, "active"]) / (trial["messages"] == n).sum() for n in numbers]
        figure, ax = plt.subplots()
        ax.plot(numbers, shares, "o--")
        ax.set_xlabel("n")
        ax.set_ylabel("share")
        ax.set_title("Messages and use")
        return figure

    def by_crosstab(trial: pd.DataFrame) -> Any:
        shares = pd.crosstab(trial["messages"], trial["active"], normalize="index")[True]
        return line(shares)

    def elsewhere(tables: Tables) -> Iterable[Arguments]:
        yield {"trial": trial_of(tables, *FREQUENCY)[["messages", "active", "opened"]]}

    def trial(*parts: str) -> pd.DataFrame:
        number = {"control": 0, "once": 1, "twice": 2, "thrice": 3, "four_times": 4}
        table = cells(*parts)
        return pd.DataFrame(
            {"messages": table["arm"].map(number), "active": table["outcome"], "opened": table["opened"]}
        )

    four = trial("- control ynnyynn", "- once yYnyYNn", "- twice YyYnNyyYyn", "- four_times nYNyYnYn")
    three = trial("- control nynnn", "- twice YynNYy", "- thrice YnNnyYn")
    return Question(
        "frequency-chart",
        kind="chart",
        tolerance=FINE,
        toys=[
            Toy(Text("None, one, two, four", "0 次、1 次、2 次、4 次"), {"trial": four}),
            Toy(Text("None, two, three", "0 次、2 次、3 次"), {"trial": three}),
        ],
        mistakes=[
            variant(
                "customers_counted",
                Text(
                    "You drew numbers of customers. The groups aren't equally large: draw shares.",
                    "你画的是人数。各组人数不同，要画比例。",
                ),
                lambda trial: trial.groupby("messages")["active"].sum(),
            ),
            variant(
                "sent_taken_for_read",
                Text(
                    "You left out those who didn't open. A message sent is not a message read; the budget pays for sending.",
                    "你去掉了没有打开的人。发出不等于读到，预算买的是发送。",
                ),
                lambda trial: share(trial[trial["opened"] | (trial["messages"] == 0)]),
            ),
            variant(
                "control_left_out",
                Text(
                    "The control group, 0 messages, is missing: without it nobody sees what the first message does.",
                    "缺了对照组（0 次）：没有它，就看不出第一次触达的作用。",
                ),
                lambda trial: share(trial[trial["messages"] > 0]),
            ),
            variant(
                "effects_for_shares",
                Text(
                    "You drew the differences from the control group. Asked are the shares themselves.",
                    "你画的是与对照组之差。要画的是比例本身。",
                ),
                lambda trial: share(trial) - share(trial)[0],
            ),
            variant(
                "divided_by_messages",
                Text(
                    "You divided by the number of messages. Asked is the share of customers.",
                    "你除以了发送次数。要画的是客户的比例。",
                ),
                lambda trial: share(trial) / np.maximum(share(trial).index.to_numpy(), 1),
            ),
            variant(
                "share_of_all_customers",
                Text(
                    "You divided by all customers of the trial. Each share is one of those sent so many.",
                    "你除以了试验的全部客户。每个比例都应除以收到该次数的人数。",
                ),
                lambda trial: trial.groupby("messages")["active"].sum() / len(trial),
            ),
            variant(
                "openers_drawn",
                Text(
                    "You drew the share who opened. Asked is the share who were active.",
                    "你画的是打开的比例，要画的是活跃的比例。",
                ),
                lambda trial: trial.groupby("messages")["opened"].mean(),
            ),
            variant(
                "places_for_numbers",
                Text(
                    "Your points stand at 0, 1, 2 … in a row. Each belongs at the number of messages that was sent.",
                    "你的点依次排在 0、1、2……。每个点应当画在实际的发送次数上。",
                ),
                lambda trial: share(trial).reset_index(drop=True),
            ),
            variant(
                "inactive_drawn",
                Text("You drew the share who were *not* active.", "你画的是**没有**来的比例。"),
                lambda trial: 1 - share(trial),
            ),
        ],
        also_right=[by_pivot, by_loop, by_crosstab],
        elsewhere=elsewhere,
        hints=[
            Text("How many points will the line have, and at which x?", "这条线有几个点？横坐标各是多少？"),
            Text('`trial.groupby("messages")["active"].mean()`', '`trial.groupby("messages")["active"].mean()`'),
            Text(
                "`ax = plt.figure().subplots()`, `ax.plot(share.index, share)`, `ax.set(xlabel=…, ylabel=…, title=…)`, `return ax`.",
                "`ax = plt.figure().subplots()`、`ax.plot(share.index, share)`、`ax.set(xlabel=…, ylabel=…, title=…)`、`return ax`。",
            ),
        ],
    )


# --- the decision


def _message_policy() -> Question:
    def first_of(score: pd.Series, action: str, contacts: int) -> np.ndarray:
        best = score.rank(method="first", ascending=False) <= int(0.5 * len(score) / contacts)
        return np.where(best, action, "nothing")

    def heaviest_users_first(customers: pd.DataFrame) -> np.ndarray:
        return first_of(customers["sessions_3"] + 0.01 * customers["sessions_before"], "push_once", 1)

    def those_about_to_leave_first(customers: pd.DataFrame) -> np.ndarray:
        return first_of(
            1 - customers["assets"] / customers["peak_assets_6"] + 0.3 * customers["silent_months"], "push_twice", 2
        )

    def the_richest_first(customers: pd.DataFrame) -> np.ndarray:
        return first_of(customers["peak_assets_6"], "push_once", 1)

    def four_messages_for_the_lightest(customers: pd.DataFrame) -> np.ndarray:
        light = customers["sessions_3"].where(customers["sessions_3"] > 0, customers["sessions_3"].max() + 1)
        return first_of(-light, "push_four_times", 4)

    def calls_for_those_about_to_leave(customers: pd.DataFrame) -> np.ndarray:
        return first_of(
            1 - customers["assets"] / customers["peak_assets_6"] + 0.3 * customers["silent_months"], "call", 1
        )

    def calls_for_the_richest(customers: pd.DataFrame) -> np.ndarray:
        return first_of(customers["peak_assets_6"], "call", 1)

    def four_messages_for_everyone(customers: pd.DataFrame) -> np.ndarray:
        return np.full(len(customers), "push_four_times")

    return Question(
        "message-policy",
        kind="decision",
        par=0.45,
        mistakes=[
            Mistake(
                heaviest_users_first,
                Text(
                    "You write to the heaviest users. They open and click most, and come without any message: a click is no effect.",
                    "你发给了最常用的人。他们打开和点击得最多，可是不发消息也会来：点击不是效应。",
                ),
            ),
            Mistake(
                those_about_to_leave_first,
                Text(
                    "You write to those whose money is leaving or who are silent: the **riskiest**, not those whom a message moves.",
                    "你发给了资产正在流走或已经沉默的人：他们**风险最高**，却不是消息打动得了的人。",
                ),
            ),
            Mistake(
                the_richest_first,
                Text(
                    "You write to the richest. A message moves use of the app, and hardly ever money: whose use can be moved?",
                    "你发给了资产最多的人。消息打动的是 App 的使用，很少是资产：谁的使用打动得了？",
                ),
            ),
            Mistake(
                four_messages_for_the_lightest,
                Text(
                    "You chose well whom to write to, but four times: the third and fourth message cost contacts and tire. For the same contacts twice as many customers get two.",
                    "给谁发选得不错，但发了四次：第三、第四次占用名额，还让人厌烦。同样的名额，每人两次能多发给一倍的人。",
                ),
            ),
            Mistake(
                calls_for_those_about_to_leave,
                Text(
                    "You have those about to leave called. A call costs 18 CNY, and most of them have decided.",
                    "你给快要走的人打电话。一通电话 18 元，而多数人心意已决。",
                ),
            ),
            Mistake(
                calls_for_the_richest,
                Text(
                    "You have the richest called. A call costs 18 CNY, more than it brings with most of them.",
                    "你给资产最多的人打电话。一通 18 元，对其中多数人来说得不偿失。",
                ),
            ),
            Mistake(
                four_messages_for_everyone,
                Text(
                    "Four messages for everyone: far beyond the contacts there are, and they tire.",
                    "给每个人发四次：远远超出名额，还让人厌烦。",
                ),
            ),
        ],
        hints=[
            Text(
                "In which groups of your table do nearly all come without a message? Nothing can be won there. `sessions_3` says who belongs to them.",
                "在你的表里，哪些群体不发消息也几乎人人都来？那里没有什么可争取的。谁属于这些群体，看 `sessions_3`。",
            ),
            Text(
                '`came_model(frequency[frequency["arm"] == "once"])` and the same for `"control"` and `"twice"`: the difference of two `.probability(traits(customers))` × 40, less the mean `cost` of the arm, is what an action is worth.',
                '对 `"control"`、`"once"`、`"twice"` 各做一个 `came_model(...)`：两个 `.probability(traits(customers))` 之差 × 40，再减去该组的平均 `cost`，就是这个动作的价值。',
            ),
            Text(
                "Value of the first message: `once`; of the second: `twice - once`. Put both lists one after the other, sort, take the first `int(0.5 * len(customers))` above 0, and count how many fell on each customer.",
                "第一次的价值是 `once`，第二次的价值是 `twice - once`。把两列首尾相接，从大到小排序，取前 `int(0.5 * len(customers))` 个大于 0 的，数一数每位客户分到几次。",
            ),
        ],
    )


QUESTIONS: Final = [
    _by_hand(),
    _channels_used(),
    _loyal_because(),
    _arm_effects(),
    _customers_needed(),
    _alarm_share(),
    _group_effects(),
    _frequency_chart(),
    _message_policy(),
]
