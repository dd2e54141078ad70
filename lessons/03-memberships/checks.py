"""Memberships: small cases, the wrong answers learners give, and other right ones."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Final

import numpy as np
import pandas as pd

from grader.questions import Arguments, Mistake, Namespace, Option, Question, Tables, Text, Toy

PAYMENTS: Final = ["plan_started", "rejoined", "renewed"]
SHARE: Final = 6e-4
"""A share rounded to three decimals is as good as the whole number."""
DRAWN: Final = 6e-3
"""In a picture a share rounded to two decimals looks the same."""

NOT_YET_DUE: Final = Text(
    "You counted renewals that are not yet due as failures. Whoever has paid the current term and is still a member has not been asked: "
    "the newest members would always look like the worst. Below the line belong only those who were due.",
    "你把还没到期的续费当成了失败。当期已付、仍在册的会员，还没有轮到他们作决定；这样算，最新的会员永远显得最差。分母里只能是续费已到期的人。",
)
ACTIVE_DROPPED: Final = Text(
    "You left the active members out and looked only at those who have ended. But staying is the very thing that is measured: whoever is still "
    "here has renewed at every renewal so far, and belongs among those who were due there.",
    "你去掉了在册会员，只看已经结束的。可要衡量的恰恰是“留下”：还在的人，此前每次到期都续了费，理应算进当时应续费的人里。",
)
UNDECIDED_DROPPED: Final = Text(
    "You removed the members who haven't got that far, but kept the leavers among those who started with them. Early leavers are known at once, stayers "
    "only later, so this tilts the share downwards. Go renewal by renewal: each time, only those due there.",
    "你去掉了还没走到那一步的会员，却留下了同期早早离开的人。离开早的马上就知道，留下的要晚些才知道，结果会偏低。请一次续费一次续费地算，每次只看当次应续费的人。",
)
ONLY_VOLUNTARY: Final = Text(
    "You counted only those who decided to leave, and let members whose payment failed pass for active. Their membership has ended all the same; "
    "the reason matters for the cure, not for whether they are gone.",
    "你只数了主动离开的人，把因支付失败而结束的会员当成了在册。他们的会员关系同样已经结束；原因决定对策，不决定他们走没走。",
)
ALL_AT_START: Final = Text(
    "Your denominator is everyone who ever started, at every renewal. Those who left before can't be lost again, and those who aren't due can't have failed. "
    "The renewal rate asks of those due at *this* renewal.",
    "你每一次都拿最初的全体会员作分母。早已离开的人不会再流失一次，还没到期的人也谈不上失败。续费率问的是**这一次**应续费的人。",
)
NOT_DUE_AS_RENEWED: Final = Text(
    "Below your line stand members whose renewal isn't due yet, as if they had renewed. They flatter the rate: most young programmes would look splendid.",
    "你的分母里有续费还没到期的会员，等于认定他们已经续了。这会美化比率：越新的会员计划越显得漂亮。",
)
WINDOW_IGNORED: Final = Text(
    "You took every trial there ever was. Asked are those that *began* in the period.",
    "你把历史上的所有试用都算上了。题目问的是在这段时间内**开始**的试用。",
)


def events_of(text: str, customers: Mapping[int, int] | None = None) -> pd.DataFrame:
    """Build a small events table from lines of membership, day, optional time, event, and optional plan and paid-until.

    A membership's customer has its number and 40 more, unless `customers` says otherwise.
    """
    rows = []
    for line in text.strip().splitlines():
        parts = line.split()
        time = parts.pop(2) if ":" in parts[2] else "00:00"
        rows.append((int(parts[0]), f"{parts[1]} {time}", parts[2], *(parts[3:] or ["", None])))
    columns = ["membership_id", "event_at", "event", "plan", "paid_until"]
    table = pd.DataFrame(rows, columns=columns)
    others = customers or {}
    table.insert(1, "customer_id", [others.get(number, number + 40) for number in table["membership_id"]])
    for name in ("event_at", "paid_until"):
        table[name] = pd.to_datetime(table[name], format="ISO8601").astype("datetime64[us]")
    return table


def members_of(text: str) -> pd.DataFrame:
    """Build a small table of memberships from lines of terms paid and reason."""
    rows = [line.split() for line in text.strip().splitlines()]
    return pd.DataFrame(
        {
            "membership_id": range(1, len(rows) + 1),
            "plan": "monthly",
            "terms": [int(row[0]) for row in rows],
            "reason": [row[1] for row in rows],
        }
    )


def paid_memberships(events: pd.DataFrame) -> pd.DataFrame:
    """Put together one row for each membership that was ever paid for."""
    table = (
        events[events["event"].isin(PAYMENTS)]
        .groupby("membership_id")
        .agg(plan=("plan", "first"), terms=("event", "size"))
    )
    ends = events.dropna(subset=["reason"]).set_index("membership_id")["reason"]
    return table.assign(reason=ends.reindex(table.index).fillna("active")).reset_index()


def both_plans(tables: Tables) -> Iterable[pd.DataFrame]:
    """Give the monthly and the annual memberships of a data set."""
    members = paid_memberships(tables["membership_events"])
    for plan in ("monthly", "annual"):
        yield members[members["plan"] == plan]


def of_both_plans(tables: Tables) -> Iterable[Arguments]:
    """Ask a question of the monthly and of the annual memberships."""
    return ({"members": members} for members in both_plans(tables))


def ratio(part: float, whole: float) -> float:
    """Divide; nothing divided by nobody is not a number."""
    return float(part / whole) if whole else float("nan")


def ended(members: pd.DataFrame) -> pd.DataFrame:
    """Keep the memberships that have ended."""
    return members[members["reason"] != "active"]


def as_active(members: pd.DataFrame) -> pd.DataFrame:
    """Let members whose payment failed pass for active."""
    return members.assign(reason=members["reason"].replace("payment", "active"))


def as_ended(members: pd.DataFrame) -> pd.DataFrame:
    """Let active members pass for ended."""
    return members.assign(reason=members["reason"].replace("active", "voluntary"))


def rates(members: pd.DataFrame) -> pd.Series:
    """Give the renewal rate of each renewal for which somebody was due: what is right."""
    gone, found = ended(members)["terms"], {}
    for k in range(1, int(members["terms"].max()) + 1):
        renewed, left = (members["terms"] > k).sum(), (gone == k).sum()
        if renewed + left:
            found[k] = renewed / (renewed + left)
    return pd.Series(found, dtype=float)


def curve(members: pd.DataFrame) -> pd.Series:
    """Multiply the renewal rates: what is right."""
    return pd.concat([pd.Series({0: 1.0}), rates(members).cumprod()])


def in_step(members: pd.DataFrame, share: Callable[[int], float]) -> pd.Series:
    """Work out something for each renewal for which somebody was due."""
    return pd.Series({k: share(k) for k in rates(members).index}, dtype=float)


# --- trial conversion


def _trial_conversion() -> Question:
    def by_sets(
        events: pd.DataFrame, start: str, end: str, first: str = "trial_started"
    ) -> tuple[set[int], set[int], set[int]]:
        day = events["event_at"].dt.normalize()
        began = set(events.loc[(events["event"] == first) & day.between(start, end), "membership_id"])
        paid = set(events.loc[events["event"] == "plan_started", "membership_id"])
        over = set(events.loc[events["event"] == "trial_ended", "membership_id"])
        return began, began & paid, began & over

    def right(events: pd.DataFrame, start: str, end: str) -> float:
        _, paid, over = by_sets(events, start, end)
        return ratio(len(paid), len(paid | over))

    def running_trials_counted_as_failures(events: pd.DataFrame, start: str, end: str) -> float:
        began, paid, _ = by_sets(events, start, end)
        return ratio(len(paid), len(began))

    def conversions_counted_by_their_own_date(events: pd.DataFrame, start: str, end: str) -> float:
        inside = events.loc[events["event_at"].dt.normalize().between(start, end), "event"]
        return ratio((inside == "plan_started").sum(), (inside == "trial_started").sum())

    def decided_in_the_period_for_begun_in_it(events: pd.DataFrame, start: str, end: str) -> float:
        inside = events.loc[events["event_at"].dt.normalize().between(start, end), "event"]
        return ratio((inside == "plan_started").sum(), inside.isin(["plan_started", "trial_ended"]).sum())

    def later_leavers_counted_as_not_converted(events: pd.DataFrame, start: str, end: str) -> float:
        _, paid, over = by_sets(events, start, end)
        gone = set(events.loc[events["event"].isin(["cancelled", "lapsed"]), "membership_id"])
        return ratio(len(paid - gone), len(paid | over))

    def every_payment_counted_as_a_conversion(events: pd.DataFrame, start: str, end: str) -> float:
        _, paid, over = by_sets(events, start, end)
        rows = events["membership_id"].isin(paid) & events["event"].isin(PAYMENTS)
        return ratio(rows.sum(), len(paid | over))

    def returning_members_counted_as_trials(events: pd.DataFrame, start: str, end: str) -> float:
        _, paid, over = by_sets(events, start, end)
        back, _, _ = by_sets(events, start, end, "rejoined")
        return ratio(len(paid | back), len(paid | over | back))

    def the_period_ignored(events: pd.DataFrame, start: str, end: str) -> float:
        return right(events, "1900-01-01", "2200-01-01")

    def last_day_lost_after_midnight(events: pd.DataFrame, start: str, end: str) -> float:
        late = (events["event"] == "trial_started") & (events["event_at"] > pd.Timestamp(end))
        return right(events[~late], start, end)

    def next_midnight_counted(events: pd.DataFrame, start: str, end: str) -> float:
        midnight = pd.Timestamp(end) + pd.Timedelta(days=1)
        return right(events.replace({"event_at": {midnight: pd.Timestamp(end)}}), start, end)

    def first_moment_left_out(events: pd.DataFrame, start: str, end: str) -> float:
        first = (events["event"] == "trial_started") & (events["event_at"] == pd.Timestamp(start))
        return right(events[~first], start, end)

    def only_what_was_decided_by_the_end(events: pd.DataFrame, start: str, end: str) -> float:
        return right(events[events["event_at"].dt.normalize() <= end], start, end)

    def by_pivot(events: pd.DataFrame, start: str, end: str) -> float:
        first = events.pivot_table(index="membership_id", columns="event", values="event_at", aggfunc="min")
        first = first.reindex(columns=["trial_started", "plan_started", "trial_ended"])
        inside = (first["trial_started"] >= start) & (first["trial_started"] < pd.Timestamp(end) + pd.Timedelta(days=1))
        decided = first[inside & first[["plan_started", "trial_ended"]].notna().any(axis=1)]
        return decided["plan_started"].notna().mean()

    def by_merge(events: pd.DataFrame, start: str, end: str) -> float | None:
        began = events[(events["event"] == "trial_started") & events["event_at"].dt.normalize().between(start, end)]
        outcome = events.loc[events["event"].isin(["plan_started", "trial_ended"]), ["membership_id", "event"]]
        found = began[["membership_id"]].merge(outcome, on="membership_id")
        return round(float((found["event"] == "plan_started").mean()), 3) if len(found) else None

    def by_loop(events: pd.DataFrame, start: str, end: str) -> float:
        began, fate = set(), {}
        for row in events.itertuples():
            if row.event == "trial_started" and start <= str(row.event_at)[:10] <= end:
                began.add(row.membership_id)
            elif row.event in ("plan_started", "trial_ended"):
                fate[row.membership_id] = row.event == "plan_started"
        known = [fate[one] for one in began if one in fate]
        return sum(known) / len(known) if known else float("nan")

    def elsewhere(tables: Tables) -> Iterable[Arguments]:
        for start, end in [("2026-01-01", "2026-06-30"), ("2025-07-01", "2025-07-31"), ("2024-11-01", "2025-01-31")]:
            yield {"events": tables["membership_events"], "start": start, "end": end}
        began = tables["membership_events"].query("event == 'trial_started'")["event_at"]
        day = str(began.sort_values().iloc[len(began) // 2])[:10]
        yield {"events": tables["membership_events"], "start": day, "end": day}
        at_midnight = tables["membership_events"].assign(event_at=lambda table: table["event_at"].dt.normalize())
        days = began.dt.normalize().drop_duplicates().sort_values().dt.strftime("%Y-%m-%d").tolist()
        for first, after in [(len(days) // 4, len(days) // 2), (len(days) // 2, len(days) * 5 // 6)]:
            before = str(pd.Timestamp(days[after]) - pd.Timedelta(days=1))[:10]
            yield {"events": at_midnight, "start": days[first], "end": before}

    def toy(en: str, zh: str, start: str, end: str, text: str) -> Toy:
        events = events_of(text).drop(columns=["plan", "paid_until"])
        return Toy(Text(en, zh), {"events": events, "start": start, "end": end})

    return Question(
        "trial-conversion",
        tolerance=SHARE,
        toys=[
            toy(
                "Two trials are still running; one began earlier",
                "两个试用还没到期；有一个开始得更早",
                "2026-01-01",
                "2026-01-31",
                """
                5 2025-12-20 trial_started
                1 2026-01-01 trial_started
                2 2026-01-10 trial_started
                3 2026-01-12 trial_started
                6 2026-01-13 trial_started
                5 2026-01-19 trial_ended
                4 2026-01-31 20:00 trial_started
                1 2026-01-31 plan_started
                2 2026-02-09 trial_ended
                3 2026-02-11 plan_started
                """,
            ),
            toy(
                "Not a whole month; what a member did later, and a former member who came back",
                "不是整月；一位会员后来的去向，还有一位老会员回来了",
                "2025-03-02",
                "2025-03-31",
                """
                3 2025-03-01 trial_started
                4 2025-03-05 rejoined
                2 2025-03-09 trial_started
                3 2025-03-31 trial_ended
                1 2025-03-31 18:00 trial_started
                5 2025-04-01 trial_started
                2 2025-04-08 plan_started
                1 2025-04-30 trial_ended
                5 2025-05-02 trial_ended
                2 2025-05-08 renewed
                2 2025-06-08 renewed
                2 2025-07-08 cancelled
                """,
            ),
            toy(
                "Nothing is decided yet",
                "一个都还没见分晓",
                "2026-06-01",
                "2026-06-30",
                """
                7 2026-05-05 trial_started
                7 2026-06-04 plan_started
                8 2026-06-14 trial_started
                9 2026-06-25 trial_started
                """,
            ),
        ],
        mistakes=[
            Mistake(
                running_trials_counted_as_failures,
                Text(
                    "You put trials below the line that are still running. They have not failed, they have not been decided; the more trials begin "
                    "this month, the worse your conversion looks this month.",
                    "你的分母里有还没到期的试用。它们没有失败，只是还没见分晓；这个月开始的试用越多，你的转化率反而越难看。",
                ),
            ),
            Mistake(
                conversions_counted_by_their_own_date,
                Text(
                    "You divided the plans started in the period by the trials started in it. These are different people: a plan started now belongs to a trial of "
                    "a month ago. Follow each trial to its own end.",
                    "你用这段时间内开始的付费数除以这段时间内开始的试用数。这是两拨人：现在转的付费，对应的是一个月前的试用。要跟着每一个试用走到它自己的结果。",
                ),
            ),
            Mistake(
                decided_in_the_period_for_begun_in_it,
                Text(
                    "You took the trials that were *decided* in the period. Asked are those that *began* in it, whenever they were decided.",
                    "你取的是在这段时间内**见分晓**的试用。题目问的是在这段时间内**开始**的试用，什么时候见分晓都算。",
                ),
            ),
            Mistake(
                only_what_was_decided_by_the_end,
                Text(
                    "You looked at what was decided by the end of the period. A trial that began late in it is decided a month later, and counts all the same: "
                    "`plan_started` or `trial_ended`, whenever that was.",
                    "你只看了到期末为止已见分晓的试用。在期末前不久开始的试用，要到一个月后才见分晓，同样要算：`plan_started` 或 `trial_ended`，什么时候发生都行。",
                ),
            ),
            Mistake(
                next_midnight_counted,
                Text(
                    "A trial begun at the midnight *after* the last day is among yours. That moment belongs to the next day: `<`, not `<=`.",
                    "最后一天**之后**那个零点开始的试用，也被你算进来了。那一刻属于第二天：要用 `<`，不是 `<=`。",
                ),
            ),
            Mistake(
                first_moment_left_out,
                Text(
                    "A trial begun at the very midnight with which the period begins is missing: `>=`, not `>`.",
                    "正好在起始日零点开始的试用漏掉了：要用 `>=`，不是 `>`。",
                ),
            ),
            Mistake(
                later_leavers_counted_as_not_converted,
                Text(
                    "You took members who left later for trials that didn't convert. They did pay: that they left is the subject of the renewal rate.",
                    "你把后来离开的会员当成了没有转化的试用。他们确实付过费；后来离开，是续费率要回答的问题。",
                ),
            ),
            Mistake(
                every_payment_counted_as_a_conversion,
                Text(
                    "You counted payments, renewals too, where trials are asked for. A trial converts once.",
                    "题目问的是试用，你数的却是付款次数，连续费也算上了。一个试用只会转化一次。",
                ),
            ),
            Mistake(
                returning_members_counted_as_trials,
                Text(
                    "You let members who `rejoined` pass for converted trials. They came back without a trial, so they can neither convert nor fail to.",
                    "你把重新加入（`rejoined`）的会员当成了转化的试用。他们回来时没有试用，谈不上转化不转化。",
                ),
            ),
            Mistake(the_period_ignored, WINDOW_IGNORED),
            Mistake(
                last_day_lost_after_midnight,
                Text(
                    "The last day ends too early: a date without a time is midnight at its start. Compare days with days.",
                    "最后一天收得太早：只写日期指的是当天零点。请按日期比较。",
                ),
            ),
        ],
        also_right=[by_pivot, by_merge, by_loop],
        elsewhere=elsewhere,
        hints=[
            Text(
                "First find the memberships whose trial began in the period. Then look up, for these only, how each trial ended.",
                "先找出试用在这段时间内开始的会员关系编号，再只对它们查试用的结果。",
            ),
            Text(
                'A set of memberships: `set(events.loc[events["event"] == "plan_started", "membership_id"])`; `a & b` is what two sets share, `a | b` what is in either.',
                '会员关系编号的集合：`set(events.loc[events["event"] == "plan_started", "membership_id"])`；`a & b` 是两个集合的共同部分，`a | b` 是并集。',
            ),
            Text(
                "With the sets `began`, `paid` and `over` (trial ended), return `len(began & paid) / len(began & (paid | over))`, after seeing to an empty denominator.",
                "有了 `began`、`paid`、`over`（试用结束）三个集合，先处理分母为空的情形，再返回 `len(began & paid) / len(began & (paid | over))`。",
            ),
        ],
    )


# --- paying members


def _paying_members() -> Question:
    def covered(events: pd.DataFrame, day: str, kinds: list[str]) -> pd.DataFrame:
        at = events["event_at"].dt.normalize()
        return events[events["event"].isin(kinds) & (at <= day) & (events["paid_until"] > day)]

    def trials_counted_as_members(events: pd.DataFrame, day: str) -> set[int]:
        return set(covered(events, day, [*PAYMENTS, "trial_started"])["customer_id"])

    def everyone_who_ever_paid(events: pd.DataFrame, day: str) -> set[int]:
        rows = events["event"].isin(PAYMENTS) & (events["event_at"].dt.normalize() <= day)
        return set(events.loc[rows, "customer_id"])

    def later_leavers_left_out(events: pd.DataFrame, day: str) -> set[int]:
        gone = events.loc[events["event"].isin(["cancelled", "lapsed"]), "membership_id"]
        rows = covered(events, day, PAYMENTS)
        return set(rows.loc[~rows["membership_id"].isin(gone), "customer_id"])

    def only_payments_of_that_month(events: pd.DataFrame, day: str) -> set[int]:
        rows = covered(events, day, PAYMENTS)
        return set(rows.loc[rows["event_at"].dt.strftime("%Y-%m") == day[:7], "customer_id"])

    def first_payment_forgotten(events: pd.DataFrame, day: str) -> set[int]:
        return set(covered(events, day, ["renewed"])["customer_id"])

    def returning_members_forgotten(events: pd.DataFrame, day: str) -> set[int]:
        return set(covered(events, day, ["plan_started", "renewed"])["customer_id"])

    def day_of_the_next_payment_counted(events: pd.DataFrame, day: str) -> set[int]:
        at = events["event_at"].dt.normalize()
        rows = events["event"].isin(PAYMENTS) & (at <= day) & (events["paid_until"] >= day)
        return set(events.loc[rows, "customer_id"])

    def failed_payments_taken_for_paid(events: pd.DataFrame, day: str) -> set[int]:
        before = events[events["event_at"].dt.normalize() <= day]
        gone = before.loc[before["event"].isin(["cancelled", "lapsed"]), "membership_id"]
        return set(before.loc[before["event"].isin(PAYMENTS) & ~before["membership_id"].isin(gone), "customer_id"])

    def payments_made_later_that_day_lost(events: pd.DataFrame, day: str) -> set[int]:
        rows = covered(events, day, PAYMENTS)
        return set(rows.loc[rows["event_at"] <= day, "customer_id"])

    def payments_of_the_future_counted(events: pd.DataFrame, day: str) -> set[int]:
        return set(events.loc[events["event"].isin(PAYMENTS) & (events["paid_until"] > day), "customer_id"])

    def only_the_last_payment_of_all_looked_at(events: pd.DataFrame, day: str) -> set[int]:
        paid = events[events["event"].isin(PAYMENTS)].sort_values("event_at")
        return set(covered(paid.drop_duplicates("membership_id", keep="last"), day, PAYMENTS)["customer_id"])

    def whoever_had_left_once_left_out(events: pd.DataFrame, day: str) -> set[int]:
        before = events[events["event_at"].dt.normalize() <= day]
        gone = before.loc[before["event"].isin(["cancelled", "lapsed"]), "customer_id"]
        return set(covered(events, day, PAYMENTS)["customer_id"]) - set(gone)

    def whoever_ever_left_left_out(events: pd.DataFrame, day: str) -> set[int]:
        gone = events.loc[events["event"].isin(["cancelled", "lapsed"]), "customer_id"]
        return set(covered(events, day, PAYMENTS)["customer_id"]) - set(gone)

    def memberships_for_customers(events: pd.DataFrame, day: str) -> set[int]:
        return set(covered(events, day, PAYMENTS)["membership_id"])

    def one_entry_per_payment(events: pd.DataFrame, day: str) -> list[int]:
        return covered(events, day, PAYMENTS)["customer_id"].tolist()

    def by_query(events: pd.DataFrame, day: str) -> np.ndarray:
        when = pd.Timestamp(day)
        paid = events.query("event in ['plan_started', 'rejoined', 'renewed']")
        return paid[(paid["event_at"] < when + pd.Timedelta(days=1)) & (paid["paid_until"] > when)][
            "customer_id"
        ].unique()

    def by_last_payment(events: pd.DataFrame, day: str) -> pd.Series:
        paid = events[events["event"].isin(PAYMENTS) & (events["event_at"].dt.normalize() <= day)]
        last = paid.sort_values("event_at").drop_duplicates("customer_id", keep="last")
        return last.loc[last["paid_until"] > day, "customer_id"]

    def by_loop(events: pd.DataFrame, day: str) -> list[int]:
        found = []
        for row in events.itertuples():
            if (
                row.event in PAYMENTS
                and str(row.event_at)[:10] <= day < str(row.paid_until)[:10]
                and row.customer_id not in found
            ):
                found.append(row.customer_id)
        return found

    def elsewhere(tables: Tables) -> Iterable[Arguments]:
        events = tables["membership_events"]
        events = events.assign(paid_until=pd.to_datetime(events["paid_until"]))
        ends = events.query("event == 'cancelled'")["paid_until"].astype(str).str[:10]
        for day in ("2026-06-15", "2024-07-31", max(ends)):
            yield {"events": events, "day": day}
        early = events["event_at"].where(events["event"] != "renewed", events["event_at"] - pd.Timedelta(days=1))
        day = early[events["event"] == "renewed"].quantile(0.75).strftime("%Y-%m-%d")
        yield {"events": events.assign(event_at=early), "day": day}

    return Question(
        "paying-members",
        toys=[
            Toy(
                Text("Trials, terms, and a payment due today", "试用、付费期，还有今天到期的付款"),
                {
                    "events": events_of(
                        """
                        1 2025-07-01 plan_started annual 2026-07-01
                        5 2025-12-05 rejoined monthly 2026-01-05
                        5 2026-01-05 cancelled monthly 2026-01-05
                        3 2026-02-15 rejoined monthly 2026-03-15
                        2 2026-02-20 trial_started trial 2026-03-22
                        4 2026-02-28 rejoined monthly 2026-03-28
                        8 2026-03-04 rejoined monthly 2026-04-04
                        3 2026-03-15 payment_failed monthly 2026-03-15
                        6 2026-03-15 13:00 rejoined monthly 2026-04-15
                        7 2026-03-20 rejoined monthly 2026-04-20
                        4 2026-03-28 cancelled monthly 2026-03-28
                        8 2026-04-04 renewed monthly 2026-05-04
                        """,
                    ),
                    "day": "2026-03-15",
                },
            ),
            Toy(
                Text(
                    "A payment mended late, one never mended, one made a day early",
                    "一笔迟补的付款，一笔一直没补上，一笔提前一天付",
                ),
                {
                    "events": events_of(
                        customers={4: 41},
                        text="""
                        4 2026-01-08 rejoined monthly 2026-02-08
                        1 2026-02-01 plan_started monthly 2026-03-01
                        1 2026-03-01 payment_failed monthly 2026-03-01
                        1 2026-03-09 09:30 renewed monthly 2026-04-01
                        2 2026-02-05 plan_started monthly 2026-03-05
                        4 2026-02-08 cancelled monthly 2026-02-08
                        2 2026-03-05 payment_failed monthly 2026-03-05
                        2 2026-03-19 lapsed monthly 2026-03-05
                        3 2026-02-13 rejoined monthly 2026-03-13
                        3 2026-03-12 renewed monthly 2026-04-13
                        """,
                    ),
                    "day": "2026-03-12",
                },
            ),
        ],
        mistakes=[
            Mistake(
                trials_counted_as_members,
                Text(
                    "You counted people on trial as members. They enjoy the benefits and pay nothing; many will never pay. A press release may add them, a "
                    "retention figure must not: every trial that runs out would look like a member lost.",
                    "你把试用者也算成了会员。他们享受权益却没有付费，其中不少人永远不会付。新闻稿可以把他们加进去，留存指标不行：每个到期的试用都会像是流失了一位会员。",
                ),
            ),
            Mistake(
                everyone_who_ever_paid,
                Text(
                    "You counted everyone who has paid at some time. Such a number can only grow, even while members walk out. Ask whether the payment still covers the day.",
                    "你数的是曾经付过费的所有人。这个数只增不减，哪怕会员正在流失。要问的是：那笔付款是否还覆盖这一天。",
                ),
            ),
            Mistake(
                later_leavers_left_out,
                Text(
                    "You left out members who ended their membership *later*. On that day they had paid. With hindsight like this the past always looks smaller than it was.",
                    "你去掉了**后来**才结束的会员。在那一天，他们的费用是付过的。这样“事后诸葛亮”，过去的会员数总是偏少。",
                ),
            ),
            Mistake(
                only_the_last_payment_of_all_looked_at,
                Text(
                    "You kept each membership's last payment in the *whole* table before you looked at the day. Whoever has renewed since then drops out, though "
                    "an earlier payment covers the day: hindsight again.",
                    "你先在**整张表**里取了每段会员关系的最后一笔付款，再去看那一天。那天之后又续过费的人就掉出去了，可更早的一笔付款明明覆盖着那一天：又是“事后诸葛亮”。",
                ),
            ),
            Mistake(
                whoever_had_left_once_left_out,
                Text(
                    "You left out everyone who had ended a membership before. Some of them came back and have paid: what counts is whether a payment covers the day.",
                    "凡是以前结束过会员的人，你都去掉了。其中有人又回来付了费：要看的只是有没有一笔付款覆盖这一天。",
                ),
            ),
            Mistake(
                whoever_ever_left_left_out,
                Text(
                    "You left out everyone who ever ended a membership: those who left later, though they had paid for that day, and those who had left and come back. "
                    "What counts is whether a payment covers the day.",
                    "凡是结束过会员的人，你都去掉了：后来才离开的，那一天的费用其实付过；离开又回来的，也付了费。要看的只是有没有一笔付款覆盖这一天。",
                ),
            ),
            Mistake(
                memberships_for_customers,
                Text(
                    "These are numbers of memberships. Asked are customers: one who came back has several memberships.",
                    "你给的是会员关系的编号。题目问的是顾客：离开又回来的人有好几段会员关系。",
                ),
            ),
            Mistake(
                one_entry_per_payment,
                Text(
                    "Whoever is covered by two payments stands in your list twice. Each customer belongs there once.",
                    "同时有两笔付款覆盖的人，在你的名单里出现了两次。每位顾客只该出现一次。",
                ),
            ),
            Mistake(
                only_payments_of_that_month,
                Text(
                    "You counted only payments made in that calendar month. Annual members pay once a year and are members all year.",
                    "你只数了当月的付款。年付会员一年付一次，全年都是会员。",
                ),
            ),
            Mistake(
                first_payment_forgotten,
                Text(
                    "You counted renewals only. The first payment (`plan_started`, `rejoined`) makes a member too.",
                    "你只数了续费。第一笔付款（`plan_started`、`rejoined`）同样使人成为会员。",
                ),
            ),
            Mistake(
                returning_members_forgotten,
                Text(
                    "Members who came back (`rejoined`) are missing. They pay like everyone else, only without a trial first.",
                    "重新加入（`rejoined`）的会员漏掉了。他们和别人一样付费，只是没有先试用。",
                ),
            ),
            Mistake(
                day_of_the_next_payment_counted,
                Text(
                    "You counted the day in `paid_until` as covered. On that day the next payment is due; without it nothing covers the day.",
                    "你把 `paid_until` 当天也算作已覆盖。那一天正是下一笔付款到期的日子，没有付款就没有覆盖。",
                ),
            ),
            Mistake(
                failed_payments_taken_for_paid,
                Text(
                    "You counted everyone whose membership hadn't ended yet. In the 14 days to mend a failed payment nobody has paid, and many never do.",
                    "你数的是会员关系尚未结束的人。付款失败后的 14 天补付期内，费用并没有付，不少人最后也不会付。",
                ),
            ),
            Mistake(
                payments_made_later_that_day_lost,
                Text(
                    "Payments made later on the day itself are missing: a date without a time is midnight at its start.",
                    "当天晚些时候的付款漏掉了：只写日期指的是当天零点。",
                ),
            ),
            Mistake(
                payments_of_the_future_counted,
                Text(
                    "You let in payments that were made only after that day. Nobody could have known of them then.",
                    "你把那天之后才付的款也算上了。在那一天，谁也不知道会有这些付款。",
                ),
            ),
        ],
        also_right=[by_query, by_last_payment, by_loop],
        elsewhere=elsewhere,
        hints=[
            Text(
                "Which rows are payments? And for each: from which day does it cover, and until which?",
                "哪些行是付款？每一笔从哪天起覆盖、到哪天为止？",
            ),
            Text(
                '`isin(["plan_started", "rejoined", "renewed"])` finds the payments; `.dt.normalize()` removes the time of day.',
                '`isin(["plan_started", "rejoined", "renewed"])` 找出付款；`.dt.normalize()` 去掉时刻。',
            ),
            Text(
                'Keep the payments with `event_at.dt.normalize() <= day` and `paid_until > day`, and return `set(…["customer_id"])`.',
                '保留 `event_at.dt.normalize() <= day` 且 `paid_until > day` 的付款，返回 `set(…["customer_id"])`。',
            ),
        ],
    )


# --- wrong curves: they come back by hand, as a function and summed up


def not_yet_due_counted_as_failed(members: pd.DataFrame) -> pd.Series:
    """Take who hasn't got so far for gone."""
    found = curve(as_ended(members)).reindex(curve(members).index)
    return found.fillna(0.0)


def active_members_dropped(members: pd.DataFrame) -> pd.Series:
    """Look only at memberships that have ended."""
    return curve(ended(members)) if len(ended(members)) else pd.Series({0: 1.0})


def undecided_dropped_and_leavers_kept(members: pd.DataFrame) -> pd.Series:
    """Divide those who passed renewal k by them and all who ever left before or there."""
    gone = ended(members)["terms"]

    def share(k: int) -> float:
        passed = (members["terms"] > k).sum()
        return ratio(passed, passed + (gone <= k).sum())

    return pd.concat([pd.Series({0: 1.0}), in_step(members, share)])


def only_voluntary_leaving_counted(members: pd.DataFrame) -> pd.Series:
    """Take members whose payment failed for active."""
    return curve(as_active(members))


def rates_not_multiplied(members: pd.DataFrame) -> pd.Series:
    """Take the renewal rate itself for the share left."""
    return pd.concat([pd.Series({0: 1.0}), rates(members)])


def hazards_added_up(members: pd.DataFrame) -> pd.Series:
    """Take the sum of the leaving shares from one."""
    return pd.concat([pd.Series({0: 1.0}), 1 - (1 - rates(members)).cumsum()])


def constant_churn_let_run(members: pd.DataFrame) -> pd.Series:
    """Throw all renewals together into one rate and take its powers."""
    due = members["terms"].sum() - (members["reason"] == "active").sum()
    stay = 1 - ratio(len(ended(members)), due)
    return pd.Series({k: stay**k for k in curve(members).index}, dtype=float)


def renewal_not_due_passed_for_renewed(members: pd.DataFrame) -> pd.Series:
    """Count an active member as renewed at the renewal that isn't due yet."""
    gone = ended(members)["terms"]
    stayed = in_step(members, lambda k: 1 - ratio((gone == k).sum(), (members["terms"] >= k).sum()))
    return pd.concat([pd.Series({0: 1.0}), stayed.cumprod()])


def still_there_of_all_who_started(members: pd.DataFrame) -> pd.Series:
    """Divide all who haven't left by renewal k by everyone who ever started."""
    gone = ended(members)["terms"]
    return pd.Series({k: 1 - (gone <= k).sum() / len(members) for k in curve(members).index})


RATES_NOT_MULTIPLIED: Final = Text(
    "This is the rate of the last renewal alone. To be a member after two renewals one must have passed the first as well: multiply.",
    "这只是最后一次续费的比率。要在两次续费之后还是会员，第一次也得续：请相乘。",
)
HAZARDS_ADDED: Final = Text(
    "You added up the shares that leave. Each is a share of fewer people than the one before, so they can't be added; with enough renewals you would lose more "
    "than everybody. Multiply the shares that stay.",
    "你把各次离开的比例加了起来。每一次的分母都比前一次少，不能相加；续费次数一多，流失的会超过全部。请把留下的比例连乘。",
)
CONSTANT_CHURN: Final = Text(
    "You made one average churn rate of all renewals and let it run on. That gives the faithful the haste of the doubtful: too rosy at first, too gloomy later. "
    "Each renewal has its own rate.",
    "你把所有续费合成一个平均流失率，一路推下去。等于让忠诚的人也像犹豫的人那样匆忙离开：开头过于乐观，后面过于悲观。每次续费都有自己的比率。",
)


TWELVE_AT_MOST: Final = Text(
    "You stop after twelve. Here members have stayed longer: go on to the last renewal for which anybody was due.",
    "你算到第 12 次就停了。这里有人待得更久：要一直算到最后一次有人应续费的为止。",
)
NUMBERED_FROM_ONE: Final = Text(
    "The values are right, but numbered from 1. The 1.0 at the start stands for 0 renewals: everybody has paid the first term.",
    "值都对，可编号从 1 开始了。开头的 1.0 对应 0 次续费：人人都付过第一期。",
)


# --- by hand


def second_renewal_not_due_counted_as_failed(members: pd.DataFrame) -> pd.Series:
    """See to who isn't due at the first renewal and forget it at the second."""
    passed = [(members["terms"] > k).sum() for k in (0, 1, 2)]
    first = rates(members)[1]
    return pd.Series([1.0, first, first * passed[2] / passed[1]])


def second_renewal_not_due_counted_as_renewed(members: pd.DataFrame) -> pd.Series:
    """See to who isn't due at the first renewal and take them for renewed at the second."""
    left = (ended(members)["terms"] == 2).sum()
    first = rates(members)[1]
    return pd.Series([1.0, first, first * (1 - left / (members["terms"] > 1).sum())])


def only_the_first_renewal(members: pd.DataFrame) -> pd.Series:
    """Stop after the first renewal."""
    return curve(members).clip(lower=rates(members)[1])


def mean_of_the_two_rates(members: pd.DataFrame) -> pd.Series:
    """Take the mean where the product is meant."""
    return pd.concat([pd.Series({0: 1.0}), rates(members).expanding().mean()])


def a_third_renewal_too(members: pd.DataFrame) -> pd.Series:
    """Go one renewal too far."""
    return curve(members).shift(-1)


def _by_hand() -> Question:
    def after_two(wrong: Callable[[pd.DataFrame], pd.Series], says: Text) -> Mistake:
        def value(namespace: Namespace) -> float:
            return float(wrong(namespace["a_few_members"])[2])

        value.__name__ = wrong.__name__
        return Mistake(value, says)

    return Question(
        "by-hand-survival",
        kind="value",
        form="share",
        shown=True,
        tolerance=2e-3,
        mistakes=[
            after_two(not_yet_due_counted_as_failed, NOT_YET_DUE),
            after_two(active_members_dropped, ACTIVE_DROPPED),
            after_two(undecided_dropped_and_leavers_kept, UNDECIDED_DROPPED),
            after_two(only_voluntary_leaving_counted, ONLY_VOLUNTARY),
            after_two(rates_not_multiplied, RATES_NOT_MULTIPLIED),
            after_two(hazards_added_up, HAZARDS_ADDED),
            after_two(second_renewal_not_due_counted_as_failed, NOT_YET_DUE),
            after_two(second_renewal_not_due_counted_as_renewed, NOT_DUE_AS_RENEWED),
            after_two(renewal_not_due_passed_for_renewed, NOT_DUE_AS_RENEWED),
            after_two(still_there_of_all_who_started, NOT_DUE_AS_RENEWED),
            after_two(
                only_the_first_renewal,
                Text(
                    "That is the share after the *first* renewal. Multiply it by the share that renewed the second time, of those due then.",
                    "这是**第一次**续费之后的比例。还要乘以第二次应续费的人里续费的比例。",
                ),
            ),
            after_two(
                mean_of_the_two_rates,
                Text(
                    "You averaged the two shares. Whoever is still there has passed both renewals, one after the other: multiply.",
                    "你把两个比例平均了。还在的人是先后过了两关的：应当相乘。",
                ),
            ),
            after_two(
                a_third_renewal_too,
                Text(
                    "You went on to the third renewal. Asked is the share after two.",
                    "你算到了第三次续费。题目问的是两次之后。",
                ),
            ),
        ],
        hints=[
            Text(
                "Take the first renewal alone. Nine memberships were due. How many of the nine left there?",
                "先看第一次续费。有九位应续费，其中几位在这一次离开？",
            ),
            Text(
                "Due a second time are those who renewed once and have either paid more than two terms or ended after two.",
                "第二次应续费的人：续过一次费，并且要么付了两期以上，要么在付完两期后结束。",
            ),
            Text(
                "8 of 9 renewed the first time. Memberships 3, 4, 5, 7, 8, 9 and 10 were due the second time, and 3 and 10 left. Multiply.",
                "第一次 9 人中续了 8 人。第二次应续费的是 3、4、5、7、8、9、10 号，3 号和 10 号离开了。把两个比例相乘。",
            ),
        ],
    )


# --- renewal rates

MEMBERS: Final = members_of(
    """
    1 voluntary
    1 voluntary
    1 active
    2 payment
    2 active
    3 voluntary
    4 active
    4 active
    6 voluntary
    6 active
    """
)
LONGEST_ACTIVE: Final = members_of(
    """
    5 active
    2 active
    1 payment
    2 voluntary
    3 active
    3 payment
    1 active
    """
)
MEMBER_TOYS: Final = (
    (Text("Ten memberships, five still running", "十位会员，五位在册"), MEMBERS),
    (Text("The longest membership is still running", "时间最长的会员仍在册"), LONGEST_ACTIVE),
    (Text("Nobody has left yet", "还没有人离开"), members_of("3 active\n1 active\n2 active")),
    (Text("Two members of long standing", "两位待了很久的会员"), members_of("15 active\n1 payment\n14 voluntary")),
)


def _renewal_rates() -> Question:
    def not_yet_due_counted_as_failures(members: pd.DataFrame) -> pd.Series:
        return in_step(members, lambda k: ratio((members["terms"] > k).sum(), (members["terms"] >= k).sum()))

    def went_on_of_all_who_came_so_far(members: pd.DataFrame) -> pd.Series:
        terms = members["terms"]
        return pd.Series({k: (terms > k).sum() / (terms >= k).sum() for k in range(1, int(terms.max()) + 1)})

    def failed_payments_left_out(members: pd.DataFrame) -> pd.Series:
        return rates(members[members["reason"] != "payment"])

    def renewals_without_leavers_left_out(members: pd.DataFrame) -> pd.Series:
        return rates(members)[lambda found: found < 1]

    def the_term_paid_taken_for_a_renewal(members: pd.DataFrame) -> pd.Series:
        return in_step(members, lambda k: 1.0)

    def not_yet_due_counted_as_renewed(members: pd.DataFrame) -> pd.Series:
        gone = ended(members)["terms"]
        return in_step(members, lambda k: 1 - ratio((gone == k).sum(), (members["terms"] >= k).sum()))

    def everyone_at_the_start_in_the_denominator(members: pd.DataFrame) -> pd.Series:
        return in_step(members, lambda k: ratio((members["terms"] > k).sum(), len(members)))

    def active_members_left_out(members: pd.DataFrame) -> pd.Series:
        return rates(ended(members)) if len(ended(members)) else pd.Series(dtype=float)

    def only_voluntary_leaving(members: pd.DataFrame) -> pd.Series:
        return rates(as_active(members))

    def share_leaving_for_share_renewing(members: pd.DataFrame) -> pd.Series:
        return 1 - rates(members)

    def survival_for_renewal(members: pd.DataFrame) -> pd.Series:
        return rates(members).cumprod()

    def terms_numbered_from_zero(members: pd.DataFrame) -> pd.Series:
        found = rates(members)
        return found.set_axis(found.index - 1)

    def twelve_renewals_at_most(members: pd.DataFrame) -> pd.Series:
        return rates(members).loc[:12]

    def renewals_with_nobody_due_listed(members: pd.DataFrame) -> pd.Series:
        return rates(members).reindex(range(1, int(members["terms"].max()) + 1))

    def by_explode(members: pd.DataFrame) -> pd.Series:
        due = members.assign(last=members["terms"] - (members["reason"] == "active"))
        rows = due.loc[due.index.repeat(due["last"])]
        rows = rows.assign(k=rows.groupby("membership_id").cumcount() + 1)
        return (rows["terms"] > rows["k"]).groupby(rows["k"]).mean()

    def by_counting(members: pd.DataFrame) -> dict[int, float]:
        found = {}
        for k in range(1, 500):
            due = [row for row in members.itertuples() if row.terms > k or (row.terms == k and row.reason != "active")]
            if not due:
                break
            found[k] = round(sum(row.terms > k for row in due) / len(due), 3)
        return found

    def by_table(members: pd.DataFrame) -> pd.DataFrame:
        terms = members["terms"].to_numpy()
        over = (members["reason"] != "active").to_numpy()
        k = np.arange(1, terms.max() + 1)
        renewed = (terms[:, None] > k).sum(axis=0)
        due = renewed + ((terms[:, None] == k) & over[:, None]).sum(axis=0)
        return pd.DataFrame({"renewal": k[due > 0], "rate": renewed[due > 0] / due[due > 0]})

    return Question(
        "renewal-rates",
        tolerance=SHARE,
        toys=[Toy(title, {"members": table}) for title, table in MEMBER_TOYS],
        mistakes=[
            Mistake(not_yet_due_counted_as_failures, NOT_YET_DUE),
            Mistake(went_on_of_all_who_came_so_far, NOT_YET_DUE),
            Mistake(
                failed_payments_left_out,
                Text(
                    "You dropped the members whose payment failed. They were due and did not renew: the reason matters for the cure, not for whether they are gone.",
                    "你去掉了支付失败的会员。他们也是应续而未续：原因决定对策，不决定他们走没走。",
                ),
            ),
            Mistake(
                renewals_without_leavers_left_out,
                Text(
                    "Renewals at which nobody left are missing. There the rate is 1, and that is good news worth a row.",
                    "没有人离开的那几次续费不见了。那里的续费率是 1，这样的好消息也该占一行。",
                ),
            ),
            Mistake(
                the_term_paid_taken_for_a_renewal,
                Text(
                    "Your rates are all 1: with `>= k` everyone who was due has renewed. Who has paid k terms has renewed k − 1 times; renewal k needs one term more.",
                    "你的续费率全是 1：用 `>= k`，等于凡是应续费的都续了。付了 k 期，只续过 k − 1 次；第 k 次续费要再多付一期。",
                ),
            ),
            Mistake(active_members_left_out, ACTIVE_DROPPED),
            Mistake(
                not_yet_due_counted_as_renewed,
                NOT_DUE_AS_RENEWED,
            ),
            Mistake(everyone_at_the_start_in_the_denominator, ALL_AT_START),
            Mistake(only_voluntary_leaving, ONLY_VOLUNTARY),
            Mistake(
                share_leaving_for_share_renewing,
                Text(
                    "These are the shares that *leave*, the hazard. Asked is the share that renews: the same people below the line, the others above it.",
                    "这是**离开**的比例，也就是风险率。题目问的是续费的比例：分母相同，分子是另一部分人。",
                ),
            ),
            Mistake(
                survival_for_renewal,
                Text(
                    "You multiplied already. That is the survival curve of the next question; here each renewal stands alone, among those due there.",
                    "你已经连乘了。那是下一题的生存曲线；这里每次续费单独算，只看当次应续费的人。",
                ),
            ),
            Mistake(
                renewals_with_nobody_due_listed,
                Text(
                    "Almost: you list renewals for which nobody was due yet. There is no rate there, so they are left out altogether.",
                    "就差一点：你列出了还没有人应续费的那几次。那里没有比率，不应出现在结果里。",
                ),
            ),
            Mistake(twelve_renewals_at_most, TWELVE_AT_MOST),
            Mistake(
                terms_numbered_from_zero,
                Text(
                    "The rates are right but numbered from 0. The first renewal has the number 1: the first payment is no renewal.",
                    "比率没错，但编号从 0 开始了。第一次续费的编号是 1：首次付费不是续费。",
                ),
            ),
        ],
        also_right=[by_explode, by_counting, by_table],
        elsewhere=of_both_plans,
        hints=[
            Text(
                "For one renewal, say the second: who renewed it, who left there, and who hasn't been asked yet?",
                "只看一次续费，比如第二次：谁续了，谁在这次离开，谁还没轮到？",
            ),
            Text(
                '`(members["terms"] > k).sum()` counts those who renewed *k* times; who left at *k* has `terms == k` and a `reason` other than `"active"`.',
                '`(members["terms"] > k).sum()` 是续过第 *k* 次的人数；在第 *k* 次离开的人，`terms == k` 且 `reason` 不是 `"active"`。',
            ),
            Text(
                'Loop `for k in range(1, members["terms"].max() + 1)`, put `renewed / (renewed + left)` into a dict under `k` where the denominator isn\'t 0, and return `pd.Series` of it.',
                '循环 `for k in range(1, members["terms"].max() + 1)`，分母不为 0 时把 `renewed / (renewed + left)` 以 `k` 为键放进字典，返回它的 `pd.Series`。',
            ),
        ],
    )


# --- the survival curve


def _survival_curve() -> Question:
    def the_start_forgotten(members: pd.DataFrame) -> pd.Series:
        return rates(members).cumprod().reset_index(drop=True)

    def share_of_all_who_started(members: pd.DataFrame) -> pd.Series:
        return pd.Series({k: (members["terms"] > k).mean() for k in range(int(members["terms"].max()))})

    def share_of_all_who_started_to_the_last_term(members: pd.DataFrame) -> pd.Series:
        return pd.Series({k: (members["terms"] > k).mean() for k in range(int(members["terms"].max()) + 1)})

    def twelve_renewals_at_most(members: pd.DataFrame) -> pd.Series:
        return curve(members).loc[:12]

    def renewals_numbered_from_one(members: pd.DataFrame) -> pd.Series:
        return curve(members).set_axis(range(1, len(curve(members)) + 1))

    def by_product_limit(members: pd.DataFrame) -> pd.Series:
        terms, over = members["terms"].to_numpy(), (members["reason"] != "active").to_numpy()
        last = int((terms - ~over).max())
        left = np.array([((terms == k) & over).sum() for k in range(1, last + 1)])
        at_risk = np.array([(terms - ~over >= k).sum() for k in range(1, last + 1)])
        return pd.Series(np.concatenate([[1.0], np.cumprod(1 - left / at_risk)]))

    def by_recursion(members: pd.DataFrame) -> list[float]:
        found = [1.0]
        for k in range(1, 500):
            due = members[(members["terms"] > k) | ((members["terms"] == k) & (members["reason"] != "active"))]
            if due.empty:
                return found
            found.append(found[-1] * (due["terms"] > k).mean())
        return found

    def by_logarithms(members: pd.DataFrame) -> dict[int, float]:
        with np.errstate(divide="ignore"):
            return {0: 1.0} | np.exp(np.log(rates(members)).cumsum()).round(4).to_dict()

    return Question(
        "survival-curve",
        tolerance=SHARE,
        toys=[Toy(title, {"members": table}) for title, table in MEMBER_TOYS],
        mistakes=[
            Mistake(not_yet_due_counted_as_failed, NOT_YET_DUE),
            Mistake(share_of_all_who_started, NOT_YET_DUE),
            Mistake(share_of_all_who_started_to_the_last_term, NOT_YET_DUE),
            Mistake(renewal_not_due_passed_for_renewed, NOT_DUE_AS_RENEWED),
            Mistake(still_there_of_all_who_started, NOT_DUE_AS_RENEWED),
            Mistake(active_members_dropped, ACTIVE_DROPPED),
            Mistake(undecided_dropped_and_leavers_kept, UNDECIDED_DROPPED),
            Mistake(rates_not_multiplied, RATES_NOT_MULTIPLIED),
            Mistake(hazards_added_up, HAZARDS_ADDED),
            Mistake(only_voluntary_leaving_counted, ONLY_VOLUNTARY),
            Mistake(constant_churn_let_run, CONSTANT_CHURN),
            Mistake(twelve_renewals_at_most, TWELVE_AT_MOST),
            Mistake(renewals_numbered_from_one, NUMBERED_FROM_ONE),
            Mistake(
                the_start_forgotten,
                Text(
                    "Almost: the curve begins at 0 renewals with 1.0, when everybody is a member. Without it the sum of the curve lacks the first term.",
                    "就差一点：曲线要从 0 次续费、1.0 开始，那时人人都是会员。少了它，曲线求和时就少了第一期。",
                ),
            ),
        ],
        also_right=[by_product_limit, by_recursion, by_logarithms],
        elsewhere=of_both_plans,
        hints=[
            Text(
                "You did it by hand: one share for each renewal, each times the last.",
                "你已经用手算过：每次续费一个比例，依次相乘。",
            ),
            Text(
                "A Series has `.cumprod()`: the product of all values so far. The value at 0 must be put before it.",
                "Series 有 `.cumprod()`：截至目前各值的乘积。0 处的值要放在最前面。",
            ),
            Text(
                "Begin with `curve = {0: 1.0}`; in the loop over k write `curve[k] = curve[k - 1] * renewed / (renewed + left)` where anybody was due; return `pd.Series(curve)`.",
                "从 `curve = {0: 1.0}` 开始，对每个有人到期的 k 写 `curve[k] = curve[k - 1] * renewed / (renewed + left)`，返回 `pd.Series(curve)`。",
            ),
        ],
    )


# --- how many terms


def _mean_terms() -> Question:
    def of(found: pd.Series, members: pd.DataFrame, horizon: int) -> float:
        return float(found.loc[: horizon - 1].sum()) if horizon - 1 <= curve(members).index.max() else float("nan")

    def mean_tenure_of_those_who_left(members: pd.DataFrame, horizon: int) -> float:
        return float(ended(members)["terms"].mean())

    def active_members_dropped_up_to_the_horizon(members: pd.DataFrame, horizon: int) -> float:
        return float(ended(members)["terms"].clip(upper=horizon).mean())

    def mean_of_the_terms_so_far(members: pd.DataFrame, horizon: int) -> float:
        return float(members["terms"].mean())

    def terms_so_far_up_to_the_horizon(members: pd.DataFrame, horizon: int) -> float:
        return float(members["terms"].clip(upper=horizon).mean())

    def one_over_a_constant_churn(members: pd.DataFrame, horizon: int) -> float:
        due = members["terms"].sum() - (members["reason"] == "active").sum()
        return ratio(due, len(ended(members)))

    def constant_churn_up_to_the_horizon(members: pd.DataFrame, horizon: int) -> float:
        return of(constant_churn_let_run(members), members, horizon)

    def first_term_forgotten(members: pd.DataFrame, horizon: int) -> float:
        whole = curve(members)
        return float(whole.loc[1:horizon].sum()) if horizon - 1 <= whole.index.max() else float("nan")

    def one_term_too_many(members: pd.DataFrame, horizon: int) -> float:
        return float(curve(members).loc[:horizon].sum())

    def unseen_terms_counted_as_lost(members: pd.DataFrame, horizon: int) -> float:
        return float(curve(members).loc[: horizon - 1].sum())

    def only_voluntary_leaving_in_the_sum(members: pd.DataFrame, horizon: int) -> float:
        return of(curve(as_active(members)), members, horizon)

    def last_value_carried_forward(members: pd.DataFrame, horizon: int) -> float:
        return float(curve(members).reindex(range(horizon)).ffill().sum())

    def first_term_left_out(members: pd.DataFrame, horizon: int) -> float:
        return of(curve(members).drop(0), members, horizon)

    def end_of_the_curve_taken_for_unseen(members: pd.DataFrame, horizon: int) -> float:
        return of(curve(members), members, horizon) if horizon <= curve(members).index.max() else float("nan")

    def rates_added_up(members: pd.DataFrame, horizon: int) -> float:
        return of(rates_not_multiplied(members), members, horizon)

    def mean_of_the_curve(members: pd.DataFrame, horizon: int) -> float:
        return of(curve(members), members, horizon) / horizon

    def by_positions(members: pd.DataFrame, horizon: int) -> float:
        values = curve(members).to_numpy()
        return np.nan if len(values) < horizon else values[:horizon].sum()

    def by_running_total(members: pd.DataFrame, horizon: int) -> float | None:
        total, alive = 1.0, 1.0
        for k in range(1, horizon):
            due = members[(members["terms"] > k) | ((members["terms"] == k) & (members["reason"] != "active"))]
            if due.empty:
                return None
            alive *= (due["terms"] > k).mean()
            total += alive
        return round(total, 3)

    def by_leaving_times(members: pd.DataFrame, horizon: int) -> float:
        whole = curve(members)
        if horizon - 1 > whole.index.max():
            return float("nan")
        leaving = -whole.diff().iloc[1:horizon]
        return float((leaving * leaving.index).sum() + whole.loc[horizon - 1] * horizon)

    def elsewhere(tables: Tables) -> Iterable[Arguments]:
        for members, horizon in zip(both_plans(tables), (12, 3), strict=True):
            yield {"members": members, "horizon": horizon}
        for horizon in (12, len(curve(members)), len(curve(members)) + 1):
            yield {"members": members, "horizon": horizon}

    return Question(
        "mean-terms",
        tolerance=SHARE,
        toys=[
            Toy(MEMBER_TOYS[0][0], {"members": MEMBERS, "horizon": 4}),
            Toy(MEMBER_TOYS[1][0], {"members": LONGEST_ACTIVE, "horizon": 5}),
            Toy(Text("Nobody has been seen that far", "还没有人走到那么远"), {"members": LONGEST_ACTIVE, "horizon": 6}),
            Toy(Text("Seen to the last renewal", "看到了最后一次续费"), {"members": MEMBERS, "horizon": 7}),
        ],
        mistakes=[
            Mistake(
                mean_tenure_of_those_who_left,
                Text(
                    "This is the mean tenure of those who left: the finance director's figure. Those who leave early are over-represented among those who have left "
                    "already; all who stay are missing. It would fall if many new members joined today.",
                    "这是已离开会员的平均会龄，也就是财务总监的那个数字。在已经离开的人里，早走的人占了大头，留下的人一个也没算。今天多来一批新会员，过些时候这个数还会下降。",
                ),
            ),
            Mistake(active_members_dropped_up_to_the_horizon, ACTIVE_DROPPED),
            Mistake(
                mean_of_the_terms_so_far,
                Text(
                    "This is the mean of the terms paid *so far*, with the active members counted as if they left today. They won't all.",
                    "这是**截至目前**已付期数的平均值，等于认定在册会员今天就全部离开。他们不会都走。",
                ),
            ),
            Mistake(
                terms_so_far_up_to_the_horizon,
                Text(
                    "You cut the terms at the horizon, which is right, but took active members' terms so far for all they will ever pay.",
                    "期数截到期限为止，这没错；但你把在册会员目前已付的期数当成了他们一共会付的期数。",
                ),
            ),
            Mistake(
                one_over_a_constant_churn,
                Text(
                    "You divided 1 by an average churn rate. That formula holds if the rate stays the same for ever and the horizon is endless; neither is so here.",
                    "你用 1 除以平均流失率。这个公式要求流失率永远不变、期限无限，这里两条都不成立。",
                ),
            ),
            Mistake(constant_churn_up_to_the_horizon, CONSTANT_CHURN),
            Mistake(
                first_term_forgotten,
                Text(
                    "You began the sum at the first renewal. Everybody has paid the first term: it stands at 0 in the curve, with the value 1.",
                    "你从第一次续费才开始加。人人都付过第一期：它在曲线的 0 处，值为 1。",
                ),
            ),
            Mistake(
                last_value_carried_forward,
                Text(
                    "The curve ends before the horizon, and you carried its last value on, as if nobody left any more. Nobody knows: the answer is NaN.",
                    "曲线在期限之前就断了，你把最后一个值一直延续下去，等于认定此后谁也不会离开。其实没人知道：应返回 NaN。",
                ),
            ),
            Mistake(
                first_term_left_out,
                Text(
                    "The first term is missing from your sum. Everybody has paid it: it stands at 0 in the curve, with the value 1.",
                    "你的总和里少了第一期。这一期人人都付过：它在曲线的 0 处，值为 1。",
                ),
            ),
            Mistake(
                end_of_the_curve_taken_for_unseen,
                Text(
                    "The curve reaches just far enough here: for `horizon` terms you need its values from 0 to `horizon - 1`, and all of them are there.",
                    "这里的曲线刚好够长：`horizon` 期只需要 0 到 `horizon - 1` 的值，它们都在。",
                ),
            ),
            Mistake(
                rates_added_up,
                Text(
                    "You added up renewal rates, each a share of those due. Terms are paid by those still there: add up the survival curve.",
                    "你加的是续费率，每个的分母都是当次应续费的人。付费的是仍在的人：请把生存曲线加起来。",
                ),
            ),
            Mistake(
                mean_of_the_curve,
                Text(
                    "This is the mean share of members still there, not a number of terms. The sum of the curve is the number of terms.",
                    "这是各期仍在比例的平均值，不是期数。把曲线加起来，才是期数。",
                ),
            ),
            Mistake(
                one_term_too_many,
                Text(
                    "Your sum has one term too many. The curve begins at 0, so the first `horizon` terms end at `horizon - 1`.",
                    "你多加了一期。曲线从 0 开始，所以前 `horizon` 期到 `horizon - 1` 为止。",
                ),
            ),
            Mistake(
                unseen_terms_counted_as_lost,
                Text(
                    "The curve ends before the horizon, and you added nothing for the terms nobody has reached: as if everyone had left. Nobody knows: the answer is NaN.",
                    "曲线在期限之前就断了，没人走到的期数你一律按 0 相加，等于认定所有人都已离开。其实没人知道：应返回 NaN。",
                ),
            ),
            Mistake(only_voluntary_leaving_in_the_sum, ONLY_VOLUNTARY),
        ],
        also_right=[by_positions, by_running_total, by_leaving_times],
        elsewhere=elsewhere,
        hints=[
            Text(
                "Which share of members pays the first term? Which the second? Add the shares up.",
                "付第一期的比例是多少？第二期呢？把这些比例加起来。",
            ),
            Text(
                "You need the survival curve, `survival_curve(members)` or its code anew. With `.loc[: horizon - 1]` you take it from 0 to horizon − 1.",
                "需要生存曲线：用 `survival_curve(members)`，或把它重写一遍。`.loc[: horizon - 1]` 取 0 到 horizon − 1。",
            ),
            Text(
                'If `horizon - 1 > curve.index.max()` return `float("nan")`, otherwise `curve.loc[: horizon - 1].sum()`.',
                '若 `horizon - 1 > curve.index.max()`，返回 `float("nan")`；否则返回 `curve.loc[: horizon - 1].sum()`。',
            ),
        ],
    )


# --- the picture of the reasons


def _reasons_chart() -> Question:
    whys = ("voluntary", "payment")

    def shares(members: pd.DataFrame, below: Callable[[int], float]) -> dict[str, dict[int, float]]:
        steps = [k for k in rates(members).index if k <= 12]
        terms, reason = members["terms"], members["reason"]
        return {why: {k: ratio(((terms == k) & (reason == why)).sum(), below(k)) for k in steps} for why in whys}

    def due(members: pd.DataFrame) -> Callable[[int], float]:
        terms, reason = members["terms"], members["reason"]
        return lambda k: float(((terms > k) | ((terms == k) & (reason != "active"))).sum())

    def draw(found: dict[str, dict[int, float]]) -> object:
        import matplotlib.pyplot as plt

        _, ax = plt.subplots()
        for why, values in found.items():
            ax.plot(list(values), list(values.values()), label=why)
        ax.set(xlabel="renewal", ylabel="share", title="hazard by reason")
        ax.set_ylim(0, None)
        ax.legend()
        return ax

    def share_of_those_who_left(members: pd.DataFrame) -> object:
        terms, gone = members["terms"], members["reason"] != "active"
        return draw(shares(members, lambda k: max(1, ((terms == k) & gone).sum())))

    def everyone_at_the_start_below_the_line(members: pd.DataFrame) -> object:
        return draw(shares(members, lambda k: len(members)))

    def not_yet_due_below_the_line(members: pd.DataFrame) -> object:
        return draw(shares(members, lambda k: (members["terms"] >= k).sum()))

    def active_members_not_in_the_picture(members: pd.DataFrame) -> object:
        terms = ended(members)["terms"]
        return draw(shares(members, lambda k: (terms >= k).sum()))

    def numbers_of_people_for_shares(members: pd.DataFrame) -> object:
        return draw(shares(members, lambda k: 1))

    def reasons_swapped(members: pd.DataFrame) -> object:
        found = shares(members, due(members))
        return draw({"voluntary": found["payment"], "payment": found["voluntary"]})

    def leavers_not_below_the_line(members: pd.DataFrame) -> object:
        return draw(shares(members, lambda k: max(1, (members["terms"] > k).sum())))

    def failed_payments_missing(members: pd.DataFrame) -> object:
        return draw({"voluntary": shares(members, due(members))["voluntary"]})

    def renewals_numbered_from_zero(members: pd.DataFrame) -> object:
        found = shares(members, due(members))
        return draw({why: {k - 1: value for k, value in values.items()} for why, values in found.items()})

    def drawn_to_the_twelfth_whoever_was_due(members: pd.DataFrame) -> object:
        found = shares(members, due(members))
        return draw({why: {k: values.get(k, 0.0) for k in range(1, 13)} for why, values in found.items()})

    def both_reasons_in_one_line(members: pd.DataFrame) -> object:
        found = shares(members, due(members))
        return draw({"all": {k: sum(found[why][k] for why in whys) for k in found["payment"]}})

    def losses_added_up(members: pd.DataFrame) -> object:
        found = shares(members, due(members))
        return draw({why: pd.Series(values).cumsum().to_dict() for why, values in found.items()})

    def in_percent(members: pd.DataFrame) -> object:
        found = shares(members, due(members))
        return draw({why: {k: 100 * value for k, value in values.items()} for why, values in found.items()})

    def as_bars(members: pd.DataFrame) -> object:
        ax = pd.DataFrame(shares(members, due(members))).plot.bar(
            xlabel="renewal", ylabel="share", title="why they leave"
        )
        ax.set_ylim(0, 1)
        return ax

    def by_seaborn(members: pd.DataFrame) -> object:
        import matplotlib.pyplot as plt
        import seaborn as sns

        table = pd.DataFrame(shares(members, due(members))).rename_axis("renewal").reset_index()
        long = table.melt("renewal", var_name="why", value_name="share")
        plt.figure()
        ax = sns.lineplot(long, x="renewal", y="share", hue="why", marker="o")
        ax.set(title="why they leave", ylim=(0, 1))
        return ax

    def elsewhere(tables: Tables) -> Iterable[Arguments]:
        return of_both_plans(tables)

    return Question(
        "reasons-chart",
        kind="chart",
        tolerance=DRAWN,
        toys=[
            Toy(
                Text("Eleven memberships", "十一位会员"),
                {
                    "members": members_of(
                        "1 voluntary\n1 voluntary\n1 payment\n1 active\n2 voluntary\n2 active\n3 payment\n3 voluntary\n4 active\n5 active\n14 voluntary"
                    )
                },
            ),
            Toy(
                Text("Three renewals, and somebody leaves at each", "三次续费，每次都有人离开"),
                {
                    "members": members_of(
                        "1 voluntary\n1 voluntary\n1 payment\n1 active\n2 voluntary\n2 payment\n2 active\n3 voluntary\n3 payment\n4 active\n4 active\n4 active"
                    )
                },
            ),
        ],
        mistakes=[
            Mistake(
                share_of_those_who_left,
                Text(
                    "You divided by those who *left*. That shows how leaving is made up, but not how much of it there is: a renewal where one of a thousand leaves looks as bad as any. Below the line "
                    "belong all who were due.",
                    "你除以的是**离开**的人。这样看得到离开的构成，看不到离开的多少：一千人里走一个，也显得一样糟。分母应当是所有应续费的人。",
                ),
            ),
            Mistake(everyone_at_the_start_below_the_line, ALL_AT_START),
            Mistake(not_yet_due_below_the_line, NOT_YET_DUE),
            Mistake(active_members_not_in_the_picture, ACTIVE_DROPPED),
            Mistake(
                numbers_of_people_for_shares,
                Text(
                    "You drew numbers of people. They shrink because fewer and fewer are due, whatever members do. Draw shares of those due.",
                    "你画的是人数。应续费的人越来越少，人数自然下降，与会员的表现无关。请画占应续费者的比例。",
                ),
            ),
            Mistake(
                reasons_swapped,
                Text(
                    "The two lines bear each other's names. Whoever reads it would cure the wrong illness.",
                    "两条线的名字互换了。照着看图的人，会治错病。",
                ),
            ),
            Mistake(
                leavers_not_below_the_line,
                Text(
                    "You divided by those who renewed. Those who left there were due as well: below the line stand both.",
                    "你除以的是续了费的人。在这一次离开的人同样应续费：分母里两种人都要有。",
                ),
            ),
            Mistake(
                failed_payments_missing,
                Text(
                    "The line of failed payments is missing. It has a cure of its own.",
                    "少了支付失败那条线。它有自己的治法。",
                ),
            ),
            Mistake(
                renewals_numbered_from_zero,
                Text(
                    "Your renewals are numbered from 0. The first has the number 1: the first payment is no renewal.",
                    "你的续费从 0 开始编号。第一次续费的编号是 1：首次付费不是续费。",
                ),
            ),
            Mistake(
                drawn_to_the_twelfth_whoever_was_due,
                Text(
                    "You drew on to the twelfth renewal where nobody was due. A 0 there says that all of them stayed; nobody knows.",
                    "没有人应续费的地方，你也一直画到了第 12 次。那里的 0 等于说大家都留下了；其实没人知道。",
                ),
            ),
            Mistake(
                both_reasons_in_one_line,
                Text(
                    "You drew all leaving in one line. Two illnesses with two cures need a line each.",
                    "你把所有离开画成了一条线。两种“病”两种治法，要各画一条。",
                ),
            ),
            Mistake(
                losses_added_up,
                Text(
                    "You added the shares up from renewal to renewal. The picture asks where members leave, so each renewal stands alone.",
                    "你把各次的比例累加了。这张图要看会员在哪里离开，每次续费应单独看。",
                ),
            ),
        ],
        also_right=[in_percent, as_bars, by_seaborn],
        elsewhere=elsewhere,
        hints=[
            Text(
                "For each renewal you need three numbers: how many were due, how many left by decision, how many by payment.",
                "每次续费要三个数：应续费的人数、主动离开的人数、因支付离开的人数。",
            ),
            Text(
                '`due = ((terms > k) | ((terms == k) & (reason != "active"))).sum()` for k from 1 to 12, stopping where it is 0.',
                '对 1 到 12 的每个 k，算 `due = ((terms > k) | ((terms == k) & (reason != "active"))).sum()`，为 0 时停下。',
            ),
            Text(
                "For each `why`, draw `((terms == k) & (reason == why)).sum() / due` with `ax.plot(…, label=label(why))`; then `ax.set_ylim(0, None)`, `ax.legend()`, the texts, `return ax`.",
                "对每个 `why`，用 `ax.plot(…, label=label(why))` 画 `((terms == k) & (reason == why)).sum() / due`；再写 `ax.set_ylim(0, None)`、`ax.legend()`、各处文字，最后 `return ax`。",
            ),
        ],
    )


# --- why it falls


def _falling_hazard() -> Question:
    return Question(
        "falling-hazard",
        kind="choice",
        options=[
            Option(
                "A",
                Text(
                    "It may be so, but the curve can't tell: in the programme where nobody ever changes it falls as well. To see it, one would have to watch the same people.",
                    "也许是，但曲线看不出来：在谁都不变的那个计划里，它照样下降。要下这个结论，得跟踪同一批人。",
                ),
            ),
            Option(
                "B",
                Text(
                    "The doubtful leave first, and those who remain were faithful from the start. The same curve fits both stories.",
                    "犹豫的人先走，剩下的人本来就忠诚。同一条曲线，两种故事都讲得通。",
                ),
                right=True,
            ),
            Option(
                "C",
                Text(
                    "The x axis is the renewal, not the calendar: members of all years stand behind each point. Improvement would show between cohorts.",
                    "横轴是续费次数，不是日历：每个点背后都有各个年份的会员。有没有改进，要比较不同的同期群。",
                ),
            ),
            Option(
                "D",
                Text(
                    "Active members count at every renewal they were due at, and no further. Treated so, censoring makes the later points less certain, not better.",
                    "在册会员只在已经到期的各次续费里计入，之后不算。这样处理，删失只会让后面的点更不确定，不会让它们变好看。",
                ),
            ),
        ],
        hints=[
            Text(
                "Read the example of the two halves again. Does anybody change in it?",
                "再读一遍“两半会员”的例子。有谁变了吗？",
            ),
            Text(
                "Two stories can lead to the same curve. Which option says so?",
                "两个故事可以得出同一条曲线。哪个选项是这个意思？",
            ),
            Text(
                "From the curve alone sorting can't be told from growing loyalty.",
                "只看曲线，分不清是“筛选”还是“变忠诚”。",
            ),
        ],
    )


# --- the projection


def _projected_survival() -> Question:
    def powers_of(stay: Callable[[int], float], renewals: int) -> pd.Series:
        return pd.Series(np.cumprod([1.0, *(stay(k) for k in range(1, renewals + 1))]))

    def constant_churn_extrapolated(alpha: float, beta: float, renewals: int) -> pd.Series:
        return powers_of(lambda k: beta / (alpha + beta), renewals)

    def alpha_and_beta_swapped(alpha: float, beta: float, renewals: int) -> pd.Series:
        return powers_of(lambda k: (alpha + k - 1) / (alpha + beta + k - 1), renewals)

    def one_renewal_ahead(alpha: float, beta: float, renewals: int) -> pd.Series:
        return powers_of(lambda k: (beta + k) / (alpha + beta + k), renewals)

    def renewal_rates_for_survival(alpha: float, beta: float, renewals: int) -> pd.Series:
        return pd.Series([1.0, *((beta + k - 1) / (alpha + beta + k - 1) for k in range(1, renewals + 1))])

    def last_rate_raised_to_a_power(alpha: float, beta: float, renewals: int) -> pd.Series:
        return pd.Series([1.0, *(((beta + k - 1) / (alpha + beta + k - 1)) ** k for k in range(1, renewals + 1))])

    def share_gone_for_share_left(alpha: float, beta: float, renewals: int) -> pd.Series:
        return 1 - powers_of(lambda k: (beta + k - 1) / (alpha + beta + k - 1), renewals)

    def the_start_left_out(alpha: float, beta: float, renewals: int) -> pd.Series:
        return powers_of(lambda k: (beta + k - 1) / (alpha + beta + k - 1), renewals).iloc[1:].reset_index(drop=True)

    def one_renewal_short(alpha: float, beta: float, renewals: int) -> pd.Series:
        return powers_of(lambda k: (beta + k - 1) / (alpha + beta + k - 1), max(0, renewals - 1))

    def one_renewal_behind(alpha: float, beta: float, renewals: int) -> pd.Series:
        return powers_of(lambda k: (beta + k - 2) / (alpha + beta + k - 2) if k > 1 else 1.0, renewals)

    def renewals_numbered_from_one(alpha: float, beta: float, renewals: int) -> pd.Series:
        whole = powers_of(lambda k: (beta + k - 1) / (alpha + beta + k - 1), renewals)
        return whole.set_axis(range(1, renewals + 2))

    def by_beta_functions(alpha: float, beta: float, renewals: int) -> list[float]:
        from math import exp, lgamma

        start = lgamma(alpha + beta) - lgamma(beta)
        return [exp(start + lgamma(beta + k) - lgamma(alpha + beta + k)) for k in range(renewals + 1)]

    def by_cumprod(alpha: float, beta: float, renewals: int) -> np.ndarray:
        k = np.arange(renewals)
        return np.concatenate([[1.0], np.cumprod((beta + k) / (alpha + beta + k))])

    def by_leavers(alpha: float, beta: float, renewals: int) -> dict[int, float]:
        left, leaving = {0: 1.0}, alpha / (alpha + beta)
        for k in range(1, renewals + 1):
            left[k] = left[k - 1] - leaving
            leaving *= (beta + k - 1) / (alpha + beta + k)
        return left

    def elsewhere(tables: Tables) -> Iterable[Arguments]:
        size = len(tables["membership_events"])
        yield {"alpha": 0.4 + size % 7 / 10, "beta": 3.3 + size % 11 / 5, "renewals": 24}
        yield {"alpha": 1.5, "beta": 0.7 + size % 5 / 10, "renewals": 60}

    return Question(
        "projected-survival",
        tolerance=SHARE,
        toys=[
            Toy(Text("Alpha 1, beta 3", "alpha 为 1，beta 为 3"), {"alpha": 1.0, "beta": 3.0, "renewals": 4}),
            Toy(Text("Members very unlike", "会员差异很大"), {"alpha": 0.5, "beta": 0.25, "renewals": 3}),
            Toy(Text("Nothing to project", "不用推算"), {"alpha": 2.0, "beta": 5.0, "renewals": 0}),
        ],
        mistakes=[
            Mistake(
                constant_churn_extrapolated,
                Text(
                    "You let the rate of the first renewal run on for ever, as if all members were alike. The doubtful leave first, so the rate among those who remain rises "
                    "with k: put k into the formula.",
                    "你让第一次的续费率一直不变，等于认定所有会员都一样。犹豫的人先走，剩下的人续费率会随 k 上升：公式里要有 k。",
                ),
            ),
            Mistake(
                alpha_and_beta_swapped,
                Text(
                    "Alpha and beta have changed places. Beta stands above the line: it is the side of staying.",
                    "alpha 和 beta 弄反了。分子里是 beta：它代表留下的一边。",
                ),
            ),
            Mistake(
                one_renewal_ahead,
                Text(
                    "Your formula is one renewal ahead: at the first renewal k − 1 is 0, and beta ÷ (alpha + beta) renew.",
                    "你的公式超前了一次：第一次续费时 k − 1 是 0，续费的比例是 beta ÷（alpha + beta）。",
                ),
            ),
            Mistake(
                one_renewal_behind,
                Text(
                    "Your formula is one renewal behind: with you everybody renews the first time. At the first renewal beta ÷ (alpha + beta) renew.",
                    "你的公式慢了一次：照你的算法，第一次续费人人都续。第一次续费的比例是 beta ÷（alpha + beta）。",
                ),
            ),
            Mistake(renewals_numbered_from_one, NUMBERED_FROM_ONE),
            Mistake(
                renewal_rates_for_survival,
                Text(
                    "These are the renewal rates, each among those who were due. The share still there is their product.",
                    "这些是续费率，分母是当次应续费的人。仍在的比例是它们的乘积。",
                ),
            ),
            Mistake(
                last_rate_raised_to_a_power,
                Text(
                    "You raised the rate of renewal k to the power k, as if it had held from the start. Each earlier renewal had its own, lower rate: multiply them one by one.",
                    "你把第 k 次的续费率取了 k 次方，等于认定它从一开始就这么高。之前每次各有自己的、更低的比率：请逐个相乘。",
                ),
            ),
            Mistake(
                share_gone_for_share_left,
                Text(
                    "This is the share that has gone. Asked is the share still there.",
                    "这是已经离开的比例。题目问的是仍在的比例。",
                ),
            ),
            Mistake(
                the_start_left_out,
                Text("Almost: the value at 0 renewals, 1.0, is missing.", "就差一点：缺了 0 次续费处的值 1.0。"),
            ),
            Mistake(
                one_renewal_short,
                Text(
                    "Almost: your curve ends one renewal early. `range(1, renewals)` stops before `renewals`.",
                    "就差一点：你的曲线早停了一次。`range(1, renewals)` 不包含 `renewals`。",
                ),
            ),
        ],
        also_right=[by_beta_functions, by_cumprod, by_leavers],
        elsewhere=elsewhere,
        hints=[
            Text(
                "Work out the first two renewal rates with alpha 1 and beta 1 by hand, and multiply them: 1/2, then 1/2 × 2/3.",
                "先用 alpha 1、beta 1 手算前两次的续费率，再相乘：1/2，然后 1/2 × 2/3。",
            ),
            Text(
                "Begin with a list `[1.0]` and in a loop append the last value times the renewal rate of k.",
                "从列表 `[1.0]` 开始，循环中把最后一个值乘以第 k 次的续费率，再添到末尾。",
            ),
            Text(
                "`for k in range(1, renewals + 1): curve.append(curve[-1] * (beta + k - 1) / (alpha + beta + k - 1))`, then `return pd.Series(curve)`.",
                "`for k in range(1, renewals + 1): curve.append(curve[-1] * (beta + k - 1) / (alpha + beta + k - 1))`，然后 `return pd.Series(curve)`。",
            ),
        ],
    )


QUESTIONS: Final = [
    _trial_conversion(),
    _paying_members(),
    _by_hand(),
    _renewal_rates(),
    _survival_curve(),
    _mean_terms(),
    _reasons_chart(),
    _falling_hazard(),
    _projected_survival(),
]
