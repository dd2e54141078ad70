"""Stars and offers: small cases, the wrong answers learners give, and other right ones."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Final

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd

from coursekit.offer_waves import TABLES, drawn_by_lot
from grader.questions import Arguments, Mistake, Namespace, Option, Question, Tables, Text, Toy

CENTS: Final = 6e-4
"""Rounded to three decimals is as good as the whole number."""

NAN: Final = float("nan")
Z: Final = 1.96

# --- the star ledger


def ledger_of(*entries: tuple[int, str, str, int]) -> pd.DataFrame:
    """Build a ledger that balances from member, moment, entry and stars."""
    table = pd.DataFrame(entries, columns=["member_id", "posted_at", "entry", "stars"])
    table["posted_at"] = pd.to_datetime(table["posted_at"], format="mixed")
    table.insert(0, "entry_id", range(1, len(table) + 1))
    return table.assign(balance=table.groupby("member_id")["stars"].cumsum())


SPRING: Final = ledger_of(
    (1, "2024-03-01 00:00", "opening", 64),
    (1, "2025-01-09 08:10", "earned", 45),
    (1, "2025-02-03 08:05", "redeemed", -25),
    (1, "2025-03-01 00:00", "expired", -39),
    (1, "2025-03-07 08:20", "earned", 31),
    (2, "2025-01-20 17:40", "earned", 113),
    (2, "2025-02-11 12:30", "earned", 22),
    (2, "2025-02-11 12:55", "reversed", -22),
    (2, "2025-03-07 23:59:40", "redeemed", -100),
    (2, "2025-03-12 09:00", "redeemed", -9),
    (2, "2025-03-12 09:00", "earned", 17),
    (3, "2024-10-11 09:00", "earned", 14),
    (3, "2024-10-11 09:00", "earned", 14),
    (3, "2025-03-08 00:00", "earned", 8),
)


def before_and_on(ledger: pd.DataFrame, day: str) -> pd.DataFrame:
    """Keep the entries up to the end of a day."""
    return ledger[ledger["posted_at"].dt.normalize() <= day]


Owed = Callable[[pd.DataFrame, str], Any]


def without_entries(*entries: str) -> Owed:
    """Forget the entries of some kinds."""

    def owed(ledger: pd.DataFrame, day: str) -> int:
        here = before_and_on(ledger, day)
        return int(here.loc[~here["entry"].isin(entries), "stars"].sum())

    return owed


def named(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
    """Give a function the name of a misunderstanding."""
    function.__name__ = name
    return function


WRONG_SUMS: Final = [
    (
        "expired_stars_still_owed",
        ("expired",),
        Text(
            "Expired stars are still owed with you. Their time is up: nobody can redeem them any more, and their rows are negative for that very reason.",
            "你把已过期的星星还算作欠着的。它们到期作废，谁也不能再兑换，那几行正因如此才是负数。",
        ),
    ),
    (
        "redeemed_stars_still_owed",
        ("redeemed",),
        Text(
            "Redeemed stars are still owed with you. They have been drunk.",
            "你把已兑换的星星还算作欠着的。它们早已变成咖啡喝掉了。",
        ),
    ),
    (
        "refunded_stars_still_owed",
        ("reversed",),
        Text(
            "Stars that were taken back with a refund (`reversed`) are still owed with you.",
            "随退款收回的星星（`reversed`），你还算作欠着的。",
        ),
    ),
    (
        "opening_stars_forgotten",
        ("opening",),
        Text(
            "The `opening` stars are missing: earned before the data begin, but owed all the same.",
            "漏掉了 `opening`：它们是数据开始之前获得的，但同样欠着。",
        ),
    ),
    (
        "only_earned_and_redeemed_counted",
        ("opening", "expired", "reversed"),
        Text(
            "You took what was earned less what was redeemed. `opening`, `expired` and `reversed` move the accounts too.",
            "你只算了获得减兑换。`opening`、`expired`、`reversed` 同样会改变账户。",
        ),
    ),
    (
        "all_that_was_ever_handed_out",
        ("expired", "redeemed", "reversed"),
        Text(
            "You added up all that was ever handed out. What has left the accounts since (negative rows) isn't owed any more.",
            "你加的是历来发出的总数。后来离开账户的（负数行），已经不欠了。",
        ),
    ),
]


NEGATIVE_TAKEN_OFF: Final = Text(
    "Stars that leave an account are negative already. You took them off once more with a minus, so they were added.",
    "离开账户的星星本来就记为负数。你又减了一次，负负得正，反而加上了。",
)


def _by_hand() -> Question:
    def of_the_few(name: str, entries: tuple[str, ...], says: Text) -> Mistake:
        def value(namespace: Namespace) -> int:
            few = namespace["a_small_ledger"]
            return int(few.loc[~few["entry"].isin(entries), "stars"].sum())

        return Mistake(named(name, value), says)

    def leaving_stars_added(namespace: Namespace) -> int:
        return int(namespace["a_small_ledger"]["stars"].abs().sum())

    def rows_counted(namespace: Namespace) -> int:
        return len(namespace["a_small_ledger"])

    return Question(
        "by-hand-owed",
        kind="value",
        form="count",
        shown=True,
        mistakes=[
            *(of_the_few(*wrong) for wrong in WRONG_SUMS),
            Mistake(leaving_stars_added, NEGATIVE_TAKEN_OFF),
            Mistake(rows_counted, Text("You counted the rows, not the stars.", "你数的是行数，不是星星数。")),
        ],
        hints=[
            Text("Take one member at a time.", "一位会员一位会员地算。"),
            Text("Add up `stars` as they stand, negative ones included.", "把 `stars` 照原样加起来，负数也加进去。"),
            Text(
                "Member 1: `60 + 45 - 25 - 40 + 30`. Now member 2, and the two together.",
                "1 号会员：`60 + 45 - 25 - 40 + 30`。再算 2 号，然后相加。",
            ),
        ],
    )


def _stars_owed() -> Question:
    def the_day_itself_left_out(ledger: pd.DataFrame, day: str) -> int:
        return int(ledger.loc[ledger["posted_at"] <= day, "stars"].sum())

    def next_midnight_counted_too(ledger: pd.DataFrame, day: str) -> int:
        end = pd.Timestamp(day) + pd.Timedelta(days=1)
        return int(ledger.loc[ledger["posted_at"] <= end, "stars"].sum())

    def balances_added_up(ledger: pd.DataFrame, day: str) -> int:
        return int(before_and_on(ledger, day)["balance"].sum())

    def all_days_counted(ledger: pd.DataFrame, day: str) -> int:
        return int(ledger["stars"].sum())

    def balance_of_the_last_row_alone(ledger: pd.DataFrame, day: str) -> int:
        here = before_and_on(ledger, day)
        return int(here["balance"].iloc[-1]) if len(here) else 0

    def only_members_with_an_entry_that_day(ledger: pd.DataFrame, day: str) -> int:
        here = ledger[ledger["posted_at"].dt.normalize() == day]
        return int(here.groupby("member_id")["balance"].last().sum())

    def leaving_stars_added(ledger: pd.DataFrame, day: str) -> int:
        return int(before_and_on(ledger, day)["stars"].abs().sum())

    def last_balances(ledger: pd.DataFrame, day: str) -> int:
        return before_and_on(ledger, day).groupby("member_id")["balance"].last().sum()

    def by_loop(ledger: pd.DataFrame, day: str) -> int:
        end = pd.Timestamp(day) + pd.Timedelta(days=1)
        return sum(int(stars) for when, stars in zip(ledger["posted_at"], ledger["stars"], strict=True) if when < end)

    def by_entries(ledger: pd.DataFrame, day: str) -> float:
        here = ledger[ledger["posted_at"].dt.strftime("%Y-%m-%d") <= day]
        return float(here.pivot_table(index="entry", values="stars", aggfunc="sum")["stars"].sum()) if len(here) else 0

    def by_text(ledger: pd.DataFrame, day: str) -> np.int64:
        return np.int64(ledger["stars"].to_numpy()[ledger["posted_at"].dt.date <= pd.Timestamp(day).date()].sum())

    def elsewhere(tables: Tables) -> Iterable[Arguments]:
        ledger = tables["star_ledger"]
        for day in ("2026-06-30", "2025-07-31", "2024-01-01"):
            yield {"ledger": ledger, "day": day}

    return Question(
        "stars-owed",
        toys=[
            Toy(Text("Three members, on 7 March", "三位会员，3 月 7 日"), {"ledger": SPRING, "day": "2025-03-07"}),
            Toy(Text("The same, at the end", "同一份账本，期末"), {"ledger": SPRING, "day": "2025-03-31"}),
            Toy(Text("The same, on 11 February", "同一份账本，2 月 11 日"), {"ledger": SPRING, "day": "2025-02-11"}),
            Toy(Text("Before the first entry", "第一笔之前"), {"ledger": SPRING, "day": "2024-02-29"}),
        ],
        mistakes=[
            *(Mistake(named(name, without_entries(*entries)), says) for name, entries, says in WRONG_SUMS),
            Mistake(
                the_day_itself_left_out,
                Text(
                    "Almost: entries of the day itself are missing. A day as text means its midnight, and they were posted later.",
                    "就差一点：漏掉了当天的分录。写成文本的日期指当天 0 点，而它们是之后才入账的。",
                ),
            ),
            Mistake(
                next_midnight_counted_too,
                Text(
                    "Almost: an entry at the midnight that begins the next day counts with you. Stars expire at midnight, so that matters.",
                    "就差一点：次日 0 点的分录被你算进来了。星星正是在 0 点过期的，所以这很要紧。",
                ),
            ),
            Mistake(
                balances_added_up,
                Text(
                    "You added up the balances of all rows. A balance already is a sum; what counts is the last one of each member.",
                    "你把每一行的余额都加了起来。余额本身已经是合计，每位会员只看最后一笔。",
                ),
            ),
            Mistake(
                all_days_counted,
                Text(
                    "You counted later entries too. What is owed on a day knows nothing of the days after it.",
                    "你把之后的分录也算了。某一天欠多少，与之后的日子无关。",
                ),
            ),
            Mistake(leaving_stars_added, NEGATIVE_TAKEN_OFF),
            Mistake(
                balance_of_the_last_row_alone,
                Text(
                    "This is the balance of one member, whoever comes last. Every member has a last balance; add those up.",
                    "这只是排在最后的那一位会员的余额。每位会员都有最后一笔余额，要加起来。",
                ),
            ),
            Mistake(
                only_members_with_an_entry_that_day,
                Text(
                    "You counted only members with an entry on that very day. Stars are owed on quiet days too.",
                    "你只算了当天有分录的会员。没有动静的日子，星星照样欠着。",
                ),
            ),
        ],
        also_right=[last_balances, by_loop, by_entries, by_text],
        elsewhere=elsewhere,
        hints=[
            Text("Which rows had been posted by the end of the day?", "到当天结束时，哪些行已经入账？"),
            Text(
                '`ledger["posted_at"].dt.normalize() <= day` is True for them.',
                '对这些行，`ledger["posted_at"].dt.normalize() <= day` 为 True。',
            ),
            Text(
                "Keep those rows and add up their `stars`; the negative ones take care of the rest.",
                "保留这些行，把 `stars` 加起来；负数行自会扣掉该扣的。",
            ),
        ],
    )


def _breakage() -> Question:
    def share(
        ledger: pd.DataFrame,
        month: str,
        earned: tuple[str, ...] = ("earned", "reversed"),
        later: int = 7,
        unknown: float = NAN,
        above: tuple[str, ...] = ("expired",),
        whole_month: bool = False,
        sign: int = -1,
        known: Callable[[pd.Timestamp, pd.Timestamp], bool] = lambda due, last: due <= last,
        refunds: int = 1,
    ) -> float:
        day = ledger["posted_at"].dt.normalize()
        period, due = pd.Period(month), (pd.Period(month) + later).start_time
        here = day.dt.strftime("%Y-%m") == month
        stars = ledger["stars"].where(ledger["entry"] != "reversed", refunds * ledger["stars"])
        below = stars[here & ledger["entry"].isin(earned)].sum()
        then = (day.dt.to_period("M") == period + later) if whole_month else day == due
        lost = sign * ledger.loc[then & ledger["entry"].isin(above), "stars"].sum()
        if not known(due, day.max()):
            return unknown
        return float(lost / below) if below else NAN

    def variant(name: str, says: Text, **changed: Any) -> Mistake:
        def wrong(ledger: pd.DataFrame, month: str) -> float:
            return share(ledger, month, **changed)

        return Mistake(named(name, wrong), says)

    def expired_in_the_same_month(ledger: pd.DataFrame, month: str) -> float:
        return share(ledger, month, later=0, whole_month=True, known=lambda due, last: True)

    def no_expiry_taken_for_unknown(ledger: pd.DataFrame, month: str) -> float:
        return share(ledger, month) or NAN

    def not_redeemed_in_the_same_month(ledger: pd.DataFrame, month: str) -> float:
        here = ledger[ledger["posted_at"].dt.strftime("%Y-%m") == month]
        sums = here.groupby("entry")["stars"].sum()
        below = sums.get("earned", 0) + sums.get("reversed", 0)
        return float(1 + sums.get("redeemed", 0) / below) if below else NAN

    def expired_over_expired_and_redeemed(ledger: pd.DataFrame, month: str) -> float:
        day = ledger["posted_at"].dt.normalize()
        due = (pd.Period(month) + 7).start_time
        between = (day >= month) & (day <= due)
        lost = ledger.loc[(day == due) & (ledger["entry"] == "expired"), "stars"].sum()
        gone = ledger.loc[between & ledger["entry"].eq("redeemed"), "stars"].sum() + lost
        return float(lost / gone) if due <= day.max() and gone else NAN

    def by_period(ledger: pd.DataFrame, month: str) -> float | None:
        ledger = ledger.assign(month=ledger["posted_at"].dt.to_period("M").astype(str))
        due = pd.Timestamp(month + "-01") + pd.DateOffset(months=7)
        got = ledger.query("month == @month and entry in ('earned', 'reversed')")["stars"].sum()
        if ledger["posted_at"].max() < due or got == 0:
            return None
        expired = ledger[(ledger["entry"] == "expired") & (ledger["posted_at"].dt.date == due.date())]
        return abs(expired["stars"].sum()) / got

    def by_pivot(ledger: pd.DataFrame, month: str) -> float:
        days = ledger.pivot_table(
            index=ledger["posted_at"].dt.normalize(), columns="entry", values="stars", aggfunc="sum"
        )
        days = days.reindex(columns=["earned", "reversed", "expired"]).fillna(0)
        due = (pd.Period(month) + 7).start_time
        here = days[days.index.strftime("%Y-%m") == month]
        below = here["earned"].sum() + here["reversed"].sum()
        if days.index.max() < due or below == 0:
            return np.nan
        return round(-float(days["expired"].get(due, 0.0)) / below, 5)

    def by_loop(ledger: pd.DataFrame, month: str) -> float:
        due = (pd.Period(month, "M") + 7).start_time.date()
        below = above = 0
        for when, entry, stars in zip(ledger["posted_at"], ledger["entry"], ledger["stars"], strict=True):
            if f"{when:%Y-%m}" == month and entry in ("earned", "reversed"):
                below += stars
            if entry == "expired" and when.date() == due:
                above -= stars
        return above / below if below and ledger["posted_at"].max().date() >= due else NAN

    year = ledger_of(
        (1, "2025-01-01 00:00", "opening", 50),
        (1, "2025-01-09 08:10", "earned", 70),
        (1, "2025-01-30 08:10", "earned", 20),
        (1, "2025-01-30 08:40", "reversed", -20),
        (1, "2025-01-31 20:00", "redeemed", -25),
        (1, "2025-06-12 08:00", "earned", 90),
        (1, "2025-07-01 00:00", "expired", -12),
        (1, "2025-08-01 00:00", "expired", -19),
        (1, "2025-08-20 09:10", "earned", 6),
        (2, "2025-01-01 00:00", "earned", 41),
        (2, "2025-01-01 00:00", "expired", -2),
        (2, "2025-02-01 00:00", "expired", -3),
        (2, "2025-02-14 08:30", "earned", 60),
        (2, "2025-07-15 08:30", "redeemed", -30),
        (2, "2025-08-01 00:00", "expired", -11),
        (2, "2025-08-01 09:30", "redeemed", -8),
        (2, "2025-09-01 00:00", "expired", -5),
        (3, "2025-01-31 23:50", "earned", 10),
        (3, "2025-01-31 23:50", "earned", 10),
        (3, "2025-02-01 08:30", "earned", 7),
        (3, "2025-02-01 08:50", "reversed", -7),
        (3, "2025-02-12 08:30", "redeemed", -5),
    )
    complete = ledger_of(
        (1, "2024-01-15 08:00", "earned", 44),
        (1, "2024-08-01 00:00", "expired", -9),
        (1, "2025-01-20 08:00", "earned", 30),
        (1, "2025-01-31 08:00", "redeemed", -10),
        (1, "2025-08-01 00:00", "expired", -7),
        (2, "2025-02-03 08:00", "earned", 50),
    )
    winter = ledger_of(
        (1, "2024-07-10 08:00", "earned", 30),
        (1, "2024-12-15 09:00", "redeemed", -22),
        (1, "2025-02-01 00:00", "expired", -8),
        (2, "2024-08-03 10:00", "earned", 25),
        (2, "2024-09-02 08:30", "earned", 12),
        (2, "2025-01-20 08:30", "redeemed", -25),
        (2, "2025-03-30 09:00", "redeemed", -12),
    )[["posted_at", "entry", "stars"]]

    def elsewhere(tables: Tables) -> Iterable[Arguments]:
        ledger = tables["star_ledger"]
        ledger = ledger.groupby([ledger["posted_at"].dt.normalize(), "entry"], as_index=False)["stars"].sum()
        for month in ("2024-07", "2025-01", "2025-10", "2026-01", "2023-05"):
            yield {"ledger": ledger, "month": month}
        yield {"ledger": ledger[ledger["posted_at"] <= "2026-02-01"], "month": "2025-07"}
        yield {"ledger": ledger[ledger["entry"] != "expired"], "month": "2025-01"}

    return Question(
        "breakage",
        tolerance=CENTS,
        toys=[
            Toy(Text("Three members, January", "三位会员，一月"), {"ledger": year, "month": "2025-01"}),
            Toy(
                Text("The same ledger, June: not due yet", "同一份账本，六月：尚未到期"),
                {"ledger": year, "month": "2025-06"},
            ),
            Toy(
                Text("The ledger ends on the very day", "账本正好到到期那天为止"),
                {"ledger": complete, "month": "2025-01"},
            ),
            Toy(
                Text("A month in which nobody earned any", "没有人获得星星的月份"), {"ledger": year, "month": "2024-12"}
            ),
            Toy(Text("Over the turn of the year", "跨年到期"), {"ledger": winter, "month": "2024-07"}),
            Toy(Text("All redeemed in time", "全部及时兑换"), {"ledger": winter, "month": "2024-08"}),
        ],
        mistakes=[
            variant(
                "unexpired_stars_counted_as_redeemed",
                Text(
                    "Where the clock hasn't run out you report 0: as if all those stars would be redeemed. Nobody knows yet: NaN.",
                    "还没到期的月份，你报了 0，等于说这些星星都会被兑换。现在谁也不知道：应返回 NaN。",
                ),
                unknown=0.0,
            ),
            Mistake(
                expired_in_the_same_month,
                Text(
                    "You divided what expired *in* the month by what was earned in it. Those are different stars: what expires today was earned half a year ago.",
                    "你用当月过期的除以当月获得的。那不是同一批星星：今天过期的，是半年前获得的。",
                ),
            ),
            variant(
                "refunded_stars_not_taken_off",
                Text(
                    "Stars that were reversed are still below the line. A refunded visit earned nothing.",
                    "分母里还留着被收回（`reversed`）的星星。退了款的消费，没有获得星星。",
                ),
                earned=("earned",),
            ),
            variant(
                "a_month_too_early",
                Text(
                    "Your stars expire a month too early: six whole months after the month of earning, so on the first of the **seventh**.",
                    "你的星星早过期了一个月：获得当月之后还有整整六个月，所以是**第七个月**的 1 日。",
                ),
                later=6,
            ),
            variant(
                "a_month_too_late",
                Text(
                    "Your stars expire a month too late. Earned in January: six whole months follow, and they go at midnight on 1 August.",
                    "你的星星晚过期了一个月。一月获得的：之后整整六个月，8 月 1 日 0 点作废。",
                ),
                later=8,
            ),
            variant(
                "refunded_stars_added",
                Text(
                    "`reversed` is negative already: by taking it off you added it to what was earned.",
                    "`reversed` 本来就是负数：你再减一次，反而加到了获得的星星上。",
                ),
                refunds=-1,
            ),
            Mistake(
                no_expiry_taken_for_unknown,
                Text(
                    "Almost: nothing expired, though the day has come and gone. That is known, and it is 0.",
                    "就差一点：到期日已过，一颗也没有过期。这不是未知，而是 0。",
                ),
            ),
            variant(
                "opening_stars_counted_as_earned",
                Text(
                    "`opening` stars were earned in earlier months; they are not of this one.",
                    "`opening` 是更早的月份获得的，不属于这个月。",
                ),
                earned=("earned", "reversed", "opening"),
            ),
            Mistake(
                not_redeemed_in_the_same_month,
                Text(
                    "What wasn't redeemed within the month isn't lost: there are six months more to do it. Count what **expired**.",
                    "当月没兑换不等于作废：之后还有六个月可以兑换。请数**过期**的。",
                ),
            ),
            Mistake(
                expired_over_expired_and_redeemed,
                Text(
                    "You divided by what left the accounts in those months. Below the line belong the stars **earned** in the month: part of what was redeemed is older.",
                    "你除以的是那几个月离开账户的星星。分母应当是当月**获得**的星星：被兑换的有一部分是更早的。",
                ),
            ),
            variant(
                "a_negative_share",
                Text(
                    "The size is right; the sign isn't. Expired stars are negative in the ledger, a share isn't.",
                    "大小没错，符号错了。过期的星星在账本里是负数，比例却不是。",
                ),
                sign=1,
            ),
            variant(
                "the_last_day_taken_for_unknown",
                Text(
                    "Almost: on the day of expiry itself it is known. Expired stars are posted at its midnight.",
                    "就差一点：到期当天就已知道结果，过期分录在那天 0 点入账。",
                ),
                known=lambda due, last: due < last,
            ),
        ],
        also_right=[by_period, by_pivot, by_loop],
        elsewhere=elsewhere,
        hints=[
            Text(
                "Three pieces: earned in the month, the day on which they expire, expired on that day.",
                "分三步：当月获得多少、哪天到期、那天过期多少。",
            ),
            Text(
                "`(pd.Period(month) + 7).start_time` is midnight of the first day of the seventh month after.",
                "`(pd.Period(month) + 7).start_time` 就是之后第七个月 1 日的 0 点。",
            ),
            Text(
                'Below: `stars` where `posted_at.dt.strftime("%Y-%m") == month` and `entry` is `earned` or `reversed`. Above: minus `stars` where `entry` is `expired` on that day. NaN if the day is later than `posted_at.max()` or nothing stands below.',
                '分母：`posted_at.dt.strftime("%Y-%m") == month` 且 `entry` 为 `earned` 或 `reversed` 的 `stars` 之和。分子：当天 `expired` 的 `stars` 之和取负。若那天晚于 `posted_at.max()`，或分母为 0，返回 NaN。',
            ),
        ],
    )


def _tier_effect() -> Question:
    return Question(
        "tier-effect",
        kind="choice",
        options=[
            Option(
                "A",
                Text(
                    "They came more often before there were tiers, too. Gold was the consequence of coming often, not its cause.",
                    "还没有等级的时候，他们就来得更勤。金卡是常来的结果，不是原因。",
                ),
            ),
            Option(
                "B",
                Text(
                    "The tier picked the members, or rather they picked the tier. Only a comparison of alike members, best by lot, could show its effect.",
                    "是等级挑了人，或者说是人挑了等级。要看出等级的作用，得比较条件相同的会员，最好由抽签决定。",
                ),
                right=True,
            ),
            Option(
                "C",
                Text(
                    "Who was picked for an extremely good year comes back towards the usual afterwards, with or without a card: regression to the mean.",
                    "因为某一年特别好而被选中的人，之后总会向平常水平回落，有没有金卡都一样：这叫向均值回归。",
                ),
            ),
            Option(
                "D",
                Text(
                    "To be placed in gold doesn't make one a person who earns 500 stars. And each star costs.",
                    "把人划进金卡，并不会让他变成一年攒 500 颗星的人。何况每颗星都有成本。",
                ),
            ),
        ],
        hints=[
            Text("By what were members placed, and of which year?", "会员是按什么、按哪一年的数据分级的？"),
            Text("Look at the column of the year before: were there tiers then?", "看看前一年那一列：那时有等级吗？"),
            Text(
                "Who chose whom: did gold make frequent visitors, or frequent visits make gold?",
                "谁选了谁：是金卡造就了常客，还是常来造就了金卡？",
            ),
        ],
    )


# --- the funnel

FUNNEL: Final = ["offer_id", "received", "viewed", "completed", "unseen"]


UNSEEN_IS_OF_THE_COMPLETED: Final = Text(
    "`unseen` is a share of those **completed**, not of those received.",
    "`unseen` 是占**完成数**的比例，不是占收到数的比例。",
)


def events_of(*rows: tuple[int, int, int, str, str, str]) -> pd.DataFrame:
    """Build events from campaign, member, offer, event, when it happened and when it was recorded."""
    table = pd.DataFrame(rows, columns=["campaign_id", "member_id", "offer_id", "event", "occurred_at", "recorded_at"])
    for column in ("occurred_at", "recorded_at"):
        table[column] = pd.to_datetime("2025-05-" + table[column])
    return table.assign(event_id=range(1, len(table) + 1))


def _funnel() -> Question:
    def counted(
        events: pd.DataFrame,
        keys: tuple[str, ...] = ("offer_id", "campaign_id", "member_id"),
        moment: str = "occurred_at",
        never: bool = False,
        fill: float = NAN,
    ) -> pd.DataFrame:
        first = events.pivot_table(index=list(keys), columns="event", values=moment, aggfunc="min")
        first = first.reindex(columns=["received", "viewed", "completed"])
        seen = first["viewed"].notna() if never else first["viewed"] <= first["completed"]
        done = first["completed"].notna()
        groups = first.assign(done=done, unseen=done & ~seen, seen=first["viewed"].notna()).groupby("offer_id")
        received = groups.size()
        table = pd.DataFrame(
            {"received": received, "viewed": groups["seen"].mean(), "completed": groups["done"].mean()}
        )
        table["unseen"] = (groups["unseen"].sum() / groups["done"].sum()).fillna(fill)
        return table.reset_index()

    def rows_counted_twice(events: pd.DataFrame) -> pd.DataFrame:
        table = counted(events)
        rows = events.groupby(["offer_id", "event"]).size().unstack().reindex(columns=["received", "viewed"])
        return table.assign(viewed=(rows["viewed"].fillna(0) / rows["received"]).to_numpy())

    def recorded_for_happened(events: pd.DataFrame) -> pd.DataFrame:
        return counted(events, moment="recorded_at")

    def unseen_only_if_never_viewed(events: pd.DataFrame) -> pd.DataFrame:
        return counted(events, never=True)

    def campaigns_thrown_together(events: pd.DataFrame) -> pd.DataFrame:
        return counted(events, keys=("offer_id", "member_id"))

    def completed_of_those_viewed(events: pd.DataFrame) -> pd.DataFrame:
        table = counted(events)
        return table.assign(completed=table["completed"] / table["viewed"])

    def unseen_of_those_received(events: pd.DataFrame) -> pd.DataFrame:
        table = counted(events)
        return table.assign(unseen=(table["unseen"] * table["completed"]).where(table["completed"] > 0))

    def unseen_over_received(events: pd.DataFrame) -> pd.DataFrame:
        return unseen_of_those_received(events).fillna({"unseen": 0.0})

    def percent_for_shares(events: pd.DataFrame) -> pd.DataFrame:
        table = counted(events)
        shares = ["viewed", "completed", "unseen"]
        return table.assign(**{name: 100 * table[name] for name in shares})

    def only_seen_completions_counted(events: pd.DataFrame) -> pd.DataFrame:
        table = counted(events)
        return table.assign(completed=table["completed"] * (1 - table["unseen"].fillna(0)))

    def seen_for_unseen(events: pd.DataFrame) -> pd.DataFrame:
        table = counted(events)
        return table.assign(unseen=1 - table["unseen"])

    def zero_where_nothing_was_completed(events: pd.DataFrame) -> pd.DataFrame:
        return counted(events, fill=0.0)

    def counts_for_shares(events: pd.DataFrame) -> pd.DataFrame:
        table = counted(events)
        done = table["completed"] * table["received"]
        return table.assign(viewed=table["viewed"] * table["received"], completed=done, unseen=table["unseen"] * done)

    def by_merging(events: pd.DataFrame) -> pd.DataFrame:
        keys = ["campaign_id", "member_id", "offer_id"]
        parts = {
            name: events[events["event"] == name].groupby(keys)["occurred_at"].min().rename(name).reset_index()
            for name in ("received", "viewed", "completed")
        }
        whole = (
            parts["received"].merge(parts["viewed"], on=keys, how="left").merge(parts["completed"], on=keys, how="left")
        )
        rows = []
        for offer, group in whole.groupby("offer_id"):
            done = group[group["completed"].notna()]
            late = done["viewed"].isna() | (done["viewed"] > done["completed"])
            rows.append(
                (
                    offer,
                    len(group),
                    group["viewed"].notna().mean(),
                    len(done) / len(group),
                    late.mean() if len(done) else None,
                )
            )
        return pd.DataFrame(rows, columns=FUNNEL).sample(frac=1, random_state=1)

    def by_sets(events: pd.DataFrame) -> pd.DataFrame:
        events = events.drop_duplicates("event_id").sort_values("occurred_at")
        tables = []
        for offer in events["offer_id"].unique():
            mine = events[events["offer_id"] == offer].set_index(["campaign_id", "member_id"])
            got, seen, done = (
                mine[mine["event"] == name]["occurred_at"] for name in ("received", "viewed", "completed")
            )
            seen = seen[~seen.index.duplicated()]
            before = [key in seen.index and seen[key] <= when for key, when in done.items()]
            tables.append(
                {
                    "offer_id": int(offer),
                    "received": len(set(got.index)),
                    "viewed": len(set(seen.index)) / len(got),
                    "completed": len(done) / len(got),
                    "unseen": 1 - sum(before) / len(done) if len(done) else np.nan,
                }
            )
        return pd.DataFrame(tables)

    def by_index(events: pd.DataFrame) -> pd.DataFrame:
        return counted(events).set_index("offer_id").round(5)

    def elsewhere(tables: Tables) -> Iterable[Arguments]:
        events = tables["offer_events"].drop(columns=["visit_id", "reward"])
        yield {"events": events}
        yield {"events": events[events["campaign_id"] == 12]}

    two_offers = events_of(
        (1, 1, 4, "received", "01 06:00", "01 06:00"),
        (1, 1, 4, "viewed", "01 09:00", "01 09:00"),
        (1, 1, 4, "completed", "02 08:00", "02 08:00"),
        (1, 2, 4, "received", "01 06:01", "01 06:01"),
        (1, 2, 4, "completed", "01 08:00", "01 08:00"),
        (1, 2, 4, "viewed", "01 19:00", "01 19:00"),
        (1, 3, 4, "received", "01 06:02", "01 06:02"),
        (1, 3, 4, "completed", "03 07:00", "03 07:00"),
        (1, 3, 4, "viewed", "01 07:00", "04 12:00"),
        (1, 4, 4, "received", "01 06:03", "01 06:03"),
        (1, 4, 4, "viewed", "02 07:30", "02 07:30"),
        (1, 5, 4, "received", "01 06:04", "01 06:04"),
        (1, 5, 4, "completed", "05 12:30", "05 12:30"),
        (1, 6, 4, "received", "01 06:05", "01 06:05"),
        (1, 7, 6, "received", "01 06:06", "01 06:06"),
        (1, 7, 6, "viewed", "01 10:00", "01 10:00"),
        (1, 8, 6, "received", "01 06:07", "01 06:07"),
    )
    twice = two_offers.iloc[[1, 9]]
    again = events_of(
        (1, 1, 5, "received", "01 06:00", "01 06:00"),
        (1, 1, 5, "viewed", "01 12:00", "01 12:00"),
        (2, 1, 5, "received", "20 06:00", "20 06:00"),
        (2, 1, 5, "completed", "21 08:00", "21 08:00"),
        (2, 2, 5, "received", "20 06:01", "20 06:01"),
        (2, 2, 5, "viewed", "20 06:30", "20 06:30"),
        (2, 2, 5, "completed", "20 08:00", "20 08:00"),
        (2, 3, 5, "received", "20 06:02", "20 06:02"),
        (2, 4, 5, "received", "20 06:03", "20 06:03"),
        (2, 4, 5, "completed", "28 08:15", "28 08:15"),
        (2, 5, 5, "received", "20 06:04", "20 06:04"),
        (2, 5, 5, "completed", "23 12:40", "23 12:40"),
        (2, 6, 9, "received", "20 06:05", "20 06:05"),
        (2, 6, 9, "completed", "24 09:10", "24 09:10"),
        (2, 7, 9, "received", "20 06:06", "20 06:06"),
    )
    return Question(
        "offer-funnel",
        tolerance=CENTS,
        toys=[
            Toy(Text("Two offers, one view recorded late", "两种优惠，有一次查看迟报"), {"events": two_offers}),
            Toy(
                Text("The same, two views recorded twice", "同上，另有两次查看重复入库"),
                {"events": pd.concat([two_offers, twice], ignore_index=True)},
            ),
            Toy(Text("The same offer in two campaigns", "同一种优惠出现在两个批次"), {"events": again}),
        ],
        mistakes=[
            Mistake(
                unseen_only_if_never_viewed,
                Text(
                    "You took for unseen only what was *never* viewed. Who looked after paying hadn't been moved by it either.",
                    "你只把**从未**查看的算作未看。付完款才看的，同样不是被它打动的。",
                ),
            ),
            Mistake(
                recorded_for_happened,
                Text(
                    "You went by `recorded_at`. A phone without a connection reports a view days late; what counts is `occurred_at`.",
                    "你用的是 `recorded_at`。手机没有信号时，查看会迟报好几天；要看的是 `occurred_at`。",
                ),
            ),
            Mistake(
                completed_of_those_viewed,
                Text(
                    "You divided completions by views. Many complete without looking; below the line belong all that were received.",
                    "你用完成数除以查看数。很多人没看也完成了；分母应当是收到的全部。",
                ),
            ),
            Mistake(
                rows_counted_twice,
                Text(
                    "Some views stand in the table twice, and you counted the rows. An offer is viewed or not: once for each campaign and member.",
                    "有些查看在表里出现了两次，而你数的是行。一份优惠要么看过要么没看过：每个批次、每位会员只算一次。",
                ),
            ),
            Mistake(
                campaigns_thrown_together,
                Text(
                    "You threw the campaigns together: a member who gets the same offer twice counts once with you, and the view of May serves for that of June.",
                    "你把各批次混在一起了：同一位会员两次收到同一种优惠，在你这里只算一次，上一批的查看还被当成了这一批的。",
                ),
            ),
            Mistake(unseen_of_those_received, UNSEEN_IS_OF_THE_COMPLETED),
            Mistake(unseen_over_received, UNSEEN_IS_OF_THE_COMPLETED),
            Mistake(
                percent_for_shares,
                Text(
                    "These are percentages. Shares between 0 and 1 were asked for.",
                    "这些是百分数。题目要的是 0 到 1 之间的比例。",
                ),
            ),
            Mistake(
                only_seen_completions_counted,
                Text(
                    "You counted only completions after a view. A sound thought, but here `completed` takes all of them, and `unseen` says which share that flatters.",
                    "你只算了看过之后的完成。想法很好，不过这里的 `completed` 包括全部完成，由 `unseen` 说明其中有多少是虚的。",
                ),
            ),
            Mistake(
                seen_for_unseen,
                Text(
                    "This is the share that *had* been viewed before. `unseen` is the rest.",
                    "这是完成之前**看过**的比例。`unseen` 是其余的部分。",
                ),
            ),
            Mistake(
                counts_for_shares,
                Text(
                    "These are numbers. `viewed`, `completed` and `unseen` are shares.",
                    "这些是个数。`viewed`、`completed`、`unseen` 要的是比例。",
                ),
            ),
            Mistake(
                zero_where_nothing_was_completed,
                Text(
                    "Almost: where nothing was completed there is no share of it. Leave it missing.",
                    "就差一点：一份都没有完成的，就谈不上比例，应当留空。",
                ),
            ),
        ],
        also_right=[by_merging, by_sets, by_index],
        elsewhere=elsewhere,
        hints=[
            Text(
                "One row for each offer, campaign and member first; then count.",
                "先做到每种优惠、每个批次、每位会员一行，再来数。",
            ),
            Text(
                '`events.pivot_table(index=["offer_id", "campaign_id", "member_id"], columns="event", values="occurred_at", aggfunc="min")` gives the three moments side by side, missing where something didn\'t happen.',
                '`events.pivot_table(index=["offer_id", "campaign_id", "member_id"], columns="event", values="occurred_at", aggfunc="min")` 把三个时刻并排放好，没发生的留空。',
            ),
            Text(
                '`viewed <= completed` is True where it was viewed before (and False where it never was). Within `groupby("offer_id")`: the mean of `notna()` for the first two shares; for `unseen` take the completed ones only.',
                "`viewed <= completed` 表示完成之前看过（从未看过的为 False）。再按 `offer_id` 分组：前两个比例取 `notna()` 的平均；`unseen` 只看已完成的。",
            ),
        ],
    )


# --- effects


def wave_of(**groups: str) -> pd.DataFrame:
    """Build a wave: for each offer words such as "12.5/3vc": margin, reward, viewed, completed."""
    rows = []
    for offer, text in groups.items():
        for word in text.split():
            margin, _, rest = word.rstrip("vc").partition("/")
            marks = word[len(word.rstrip("vc")) :]
            rows.append((offer, "v" in marks, "c" in marks, float(margin), float(rest or 0)))
    table = pd.DataFrame(rows, columns=["offer", "viewed", "completed", "margin", "reward"])
    table.insert(0, "member_id", range(1, len(table) + 1))
    return table.assign(message=np.where(table["offer"] == "nothing", 0.0, 0.02))


def waves_of(tables: Tables, *campaigns: int) -> pd.DataFrame:
    """Put together some waves by lot of a data set."""
    some = tables["campaigns"][tables["campaigns"]["campaign_id"].isin(campaigns)]
    return drawn_by_lot({name: tables[name] for name in TABLES} | {"campaigns": some})


Rows = pd.DataFrame


def profit_of(rows: Rows) -> pd.Series:
    """Margin less all that was spent on the member."""
    return rows["margin"] - rows["reward"] - rows["message"]


def compared(
    rows: Rows,
    got: Callable[[Rows], pd.Series] = lambda rows: rows["offer"] != "nothing",
    against: Callable[[Rows, str], pd.Series] = lambda rows, offer: rows["offer"] == "nothing",
    profit: Callable[[Rows], pd.Series] = profit_of,
    error: Callable[[pd.Series, pd.Series], float] = lambda one, two: np.sqrt(
        one.var() / len(one) + two.var() / len(two)
    ),
    width: float = Z,
) -> pd.DataFrame:
    """Compare each offer with nothing within one wave."""
    money, found = profit(rows), []
    for offer in sorted(set(rows["offer"]) - {"nothing"}):
        one, two = money[(rows["offer"] == offer) & got(rows)], money[against(rows, offer)]
        effect, half = one.mean() - two.mean(), width * error(one, two)
        found.append((offer, effect, effect - half, effect + half))
    return pd.DataFrame(found, columns=["offer", "effect", "low", "high"])


REWARD_FORGOTTEN: Final = Text(
    "The reward is missing: this is margin, not profit. Ten dollars off a bill are ten dollars gone.",
    "没有扣奖励：这是毛利，不是利润。账单上减掉的十美元，就是少收了十美元。",
)
MESSAGE_FORGOTTEN: Final = Text(
    "The cost of the message is missing. Two cents a member: little, but times everyone it was sent to.",
    "没有扣通知成本。每人两美分虽少，可要乘以发送的人数。",
)
ONE_STANDARD_ERROR: Final = Text(
    "Your interval reaches one standard error to each side; 95 % need 1.96.",
    "你的区间左右各只有一个标准误；95% 的区间要 1.96 个。",
)
ONLY_COMPLETERS: Final = Text(
    "You compared those who **completed** the offer with those who got nothing. Who completes has come, by definition; they chose that themselves. Take everyone it was sent to.",
    "你拿**完成**了优惠的人与没收到的人比。能完成，说明人已经来了：这一组是他们自己选的。应当取收到优惠的所有人。",
)
ONLY_VIEWERS: Final = Text(
    "You kept only those who viewed the offer. The lot decided to whom it was *sent*; who looks decides that himself and isn't like the others.",
    "你只留下了看过优惠的人。抽签决定的是**发给谁**；看不看由会员自己决定，看的人与不看的人并不相同。",
)


def _wave_effects() -> Question:
    def variant(name: str, says: Text, **changed: Any) -> Mistake:
        def wrong(wave: Rows) -> pd.DataFrame:
            return compared(wave, **changed)

        return Mistake(named(name, wrong), says)

    def completers_alone(wave: Rows) -> pd.DataFrame:
        return compared(wave[wave["completed"] | (wave["offer"] == "nothing")])

    def nothing_compared_with_itself(wave: Rows) -> pd.DataFrame:
        half = Z * profit_of(wave)[wave["offer"] == "nothing"].sem() * np.sqrt(2)
        itself = pd.DataFrame({"offer": ["nothing"], "effect": 0.0, "low": -half, "high": half})
        return pd.concat([compared(wave), itself], ignore_index=True)

    def turned_round(wave: Rows) -> pd.DataFrame:
        found = compared(wave)
        return found.assign(effect=-found["effect"], low=-found["high"], high=-found["low"])

    def one_variance_for_both(one: pd.Series, two: pd.Series) -> float:
        squares = one.var() * (len(one) - 1) + two.var() * (len(two) - 1)
        return float(np.sqrt(squares / (len(one) + len(two) - 2) * (1 / len(one) + 1 / len(two))))

    def against_whom(column: str) -> Callable[[Rows, str], pd.Series]:
        return lambda rows, offer: (rows["offer"] == offer) & ~rows[column]

    def by_describe(wave: Rows) -> pd.DataFrame:
        table = wave.assign(profit=wave.eval("margin - reward - message")).groupby("offer")["profit"].describe()
        none = table.loc["nothing"]
        rest = table.drop(index="nothing")
        half = 1.96 * (rest["std"] ** 2 / rest["count"] + none["std"] ** 2 / none["count"]) ** 0.5
        effect = rest["mean"] - none["mean"]
        return pd.DataFrame({"effect": effect, "low": effect - half, "high": effect + half})

    def by_loop(wave: Rows) -> pd.DataFrame:
        profits: dict[str, list[float]] = {}
        for row in wave.itertuples():
            profits.setdefault(row.offer, []).append(row.margin - row.reward - row.message)
        none = np.array(profits.pop("nothing"))
        rows = []
        for offer, values in sorted(profits.items(), reverse=True):
            got = np.array(values)
            error = np.sqrt(got.var(ddof=1) / got.size + none.var(ddof=1) / none.size)
            difference = got.mean() - none.mean()
            rows.append(
                {
                    "offer": offer,
                    "effect": difference,
                    "low": difference - 1.96 * error,
                    "high": difference + 1.96 * error,
                }
            )
        return pd.DataFrame(rows)

    def by_sem(wave: Rows) -> pd.DataFrame:
        group = profit_of(wave).groupby(wave["offer"])
        mean, square = group.mean(), group.sem() ** 2
        half = 1.96 * np.sqrt(square.drop("nothing") + square["nothing"])
        effect = mean.drop("nothing") - mean["nothing"]
        return pd.concat({"low": effect - half, "effect": effect, "high": effect + half}, axis=1).round(4).reset_index()

    def elsewhere(tables: Tables) -> Iterable[Arguments]:
        for campaign in (12, 2):
            wave = waves_of(tables, campaign)
            yield {"wave": wave[["member_id", "offer", "viewed", "completed", "margin", "reward", "message"]]}

    two = wave_of(
        nothing="0 12.4 7.1 0 22.6 3.3 9.9",
        bogo_5="18.2/5vc 0v 9.4v 31.5/5c 0 6.3v 14.8/5vc 0",
        discount_2="12.1/2vc 7.7v 0 25.3/2c 3.9v",
    )
    news = wave_of(news="4.4v 0 15.2v 9.1 0v 3.2", nothing="8.5 0 0 16.4 2.3")
    large = wave_of(bogo_10="41.3/10vc 35.2/10c 38.8/10vc 29.9/10c 52.7v", nothing="33.1 47.4 28.2 39.5")
    return Question(
        "wave-effects",
        tolerance=CENTS,
        toys=[
            Toy(Text("Two offers and nothing", "两种优惠与不发"), {"wave": two}),
            Toy(Text("News alone", "只有新品资讯"), {"wave": news}),
            Toy(Text("A large reward for those who come anyway", "给本来就会来的人发大额奖励"), {"wave": large}),
        ],
        mistakes=[
            variant("reward_cost_forgotten", REWARD_FORGOTTEN, profit=lambda rows: rows["margin"] - rows["message"]),
            variant(
                "margin_taken_for_profit",
                Text(
                    "This compares margins: neither the reward nor the message has been paid for.",
                    "你比较的是毛利：奖励和通知成本都还没有扣。",
                ),
                profit=lambda rows: rows["margin"],
            ),
            variant("message_forgotten", MESSAGE_FORGOTTEN, profit=lambda rows: rows["margin"] - rows["reward"]),
            Mistake(
                named(
                    "only_those_who_completed",
                    lambda wave: compared(wave, got=lambda rows: rows["completed"] | (rows["offer"] == "news")),
                ),
                ONLY_COMPLETERS,
            ),
            Mistake(completers_alone, ONLY_COMPLETERS),
            variant(
                "completers_against_those_who_let_it_lapse",
                Text(
                    "You compared those who completed the offer with those who let it lapse. Who completes has come, by definition; they chose that themselves. Compare everyone it was sent to with those who, by lot, got nothing.",
                    "你拿完成的人与任其过期的人比。能完成，说明人已经来了：这一组是他们自己选的。应当拿收到优惠的所有人，与抽签决定不发的人比。",
                ),
                got=lambda rows: rows["completed"],
                against=against_whom("completed"),
            ),
            variant("only_those_who_viewed", ONLY_VIEWERS, got=lambda rows: rows["viewed"]),
            Mistake(
                turned_round,
                Text(
                    "The sign is turned round: an effect is those who got the offer less those who got nothing.",
                    "符号反了：效应等于收到优惠的人减去没收到的人。",
                ),
            ),
            Mistake(
                nothing_compared_with_itself,
                Text(
                    'Almost: `"nothing"` is the yardstick, not an offer. It has no row of its own.',
                    '就差一点：`"nothing"` 是标尺，不是优惠，不该有自己的一行。',
                ),
            ),
            variant(
                "spread_divided_by_n",
                Text(
                    "Almost: your standard deviation divides by n (`np.std` does), `.std()` of pandas by n − 1. With few members that makes intervals too narrow.",
                    "就差一点：你的标准差除以 n（`np.std` 就是这样），而 pandas 的 `.std()` 除以 n − 1。人数少时，区间会偏窄。",
                ),
                error=lambda one, two: float(np.sqrt(one.var(ddof=0) / len(one) + two.var(ddof=0) / len(two))),
            ),
            variant(
                "one_variance_for_both",
                Text(
                    "You gave both groups one common variance. An offer may change how much members differ, too: take each group's own.",
                    "你让两组共用一个方差。优惠也可能改变会员之间的差异：各组用各自的方差。",
                ),
                error=one_variance_for_both,
            ),
            variant(
                "viewers_against_non_viewers",
                Text(
                    "You compared viewers with those who didn't look. They chose their group themselves: habit and looking have to do with each other. Compare with those who, by lot, got nothing.",
                    "你拿看过的与没看的比。看不看是他们自己选的，而且与习惯有关。应当与抽签决定不发的人比。",
                ),
                got=lambda rows: rows["viewed"],
                against=against_whom("viewed"),
            ),
            variant(
                "everyone_else_as_control",
                Text(
                    "You compared with everyone who didn't get *this* offer. Some of them got another one. Those who got nothing are the yardstick.",
                    "你与所有没收到**这种**优惠的人比，其中有人收到了别的优惠。标尺应当是什么都没收到的人。",
                ),
                against=lambda rows, offer: (
                    (rows["offer"] != offer) & ((rows["offer"] == "nothing") | (rows["offer"] != offer))
                ),
            ),
            variant(
                "standard_deviation_for_standard_error",
                Text(
                    "Your intervals say how much *members* differ. How well the *mean* is known depends on how many there are: divide each variance by its n.",
                    "你的区间说的是**会员之间**相差多少。**均值**有多准，还取决于人数：每个方差要除以各自的 n。",
                ),
                error=lambda one, two: float(np.sqrt(one.var() + two.var())),
            ),
            variant(
                "control_known_exactly",
                Text(
                    "The interval is too narrow: those who got nothing are a sample as well, and their mean has an error of its own.",
                    "区间太窄：没收到优惠的人也是样本，他们的均值同样有误差。",
                ),
                error=lambda one, two: float(one.std() / np.sqrt(len(one))),
            ),
            variant("one_standard_error", ONE_STANDARD_ERROR, width=1.0),
            variant(
                "standard_errors_added",
                Text(
                    "You added the two standard errors. It is their squares that add up; then take the root.",
                    "你把两个标准误直接相加了。应当相加的是平方，然后再开方。",
                ),
                error=lambda one, two: float(one.sem() + two.sem()),
            ),
        ],
        also_right=[by_describe, by_loop, by_sem],
        elsewhere=elsewhere,
        hints=[
            Text(
                "First one column: what was earned with each member after all costs.",
                "先算出一列：扣除全部成本后，每位会员带来多少。",
            ),
            Text(
                '`profit.groupby(wave["offer"]).agg(["mean", "var", "size"])` has all you need: one row an offer, and one for `"nothing"`.',
                '`profit.groupby(wave["offer"]).agg(["mean", "var", "size"])` 里要用的都有了：每种优惠一行，`"nothing"` 一行。',
            ),
            Text(
                'Take `.loc["nothing"]` off the other rows\' mean; the error is `np.sqrt(var / size + control["var"] / control["size"])`; low and high are `effect ∓ 1.96 * error`; `reset_index()` makes `offer` a column.',
                '其余各行的均值减去 `.loc["nothing"]` 的均值；标准误是 `np.sqrt(var / size + control["var"] / control["size"])`；区间两端是 `effect ∓ 1.96 * error`；`reset_index()` 让 `offer` 成为一列。',
            ),
        ],
    )


def _segment_effects() -> Question:
    columns = ["segment", "offer", "effect", "low", "high"]

    def averaged(
        drawn: Rows,
        profit: Callable[[Rows], pd.Series] = profit_of,
        weight: Callable[[pd.Series, pd.Series, float], float] = lambda got, none, square: len(got),
        spread: Callable[[np.ndarray, np.ndarray], float] = lambda weights, squares: float(
            np.sqrt((weights**2 * squares).sum())
        ),
        control: str = "segment",
        width: float = Z,
    ) -> pd.DataFrame:
        table, found = drawn.assign(profit=profit(drawn)), []
        for (segment, offer), mine in table[table["offer"] != "nothing"].groupby(["segment", "offer"]):
            effects, weights, squares = [], [], []
            for campaign, group in mine.groupby("campaign_id"):
                none = table[(table["offer"] == "nothing") & (table["campaign_id"] == campaign)]
                none = none[none["segment"] == segment] if control == "segment" else none
                got, left = group["profit"], none["profit"]
                if len(got) >= 2 and len(left) >= 2:
                    square = got.var() / len(got) + left.var() / len(left)
                    effects.append(got.mean() - left.mean())
                    squares.append(square)
                    weights.append(weight(got, left, square))
            if effects:
                share = np.array(weights) / sum(weights)
                effect, half = float(share @ effects), width * spread(share, np.array(squares))
                found.append((segment, offer, effect, effect - half, effect + half))
        return pd.DataFrame(found, columns=columns)

    def variant(name: str, says: Text, **changed: Any) -> Mistake:
        def wrong(drawn: Rows) -> pd.DataFrame:
            return averaged(drawn, **changed)

        return Mistake(named(name, wrong), says)

    def waves_in_one_pot(drawn: Rows) -> pd.DataFrame:
        return averaged(drawn.assign(campaign_id=1))

    def one_average_for_all(drawn: Rows) -> pd.DataFrame:
        found = averaged(drawn.assign(segment="all")).drop(columns="segment")
        kinds = drawn.loc[drawn["offer"] != "nothing", ["segment", "offer"]].drop_duplicates()
        return kinds.merge(found, on="offer")[columns]

    def by_merge(drawn: Rows) -> pd.DataFrame:
        drawn = drawn.assign(profit=profit_of(drawn))
        keys = ["segment", "campaign_id"]
        none = drawn[drawn["offer"] == "nothing"].groupby(keys)["profit"].agg(m0="mean", v0="var", n0="count")
        got = drawn[drawn["offer"] != "nothing"].groupby([*keys, "offer"])["profit"].agg(m="mean", v="var", n="count")
        both = got.reset_index().merge(none.reset_index(), on=keys).query("n >= 2 and n0 >= 2")
        both = both.assign(sum=both.n * (both.m - both.m0), square=both.n**2 * (both.v / both.n + both.v0 / both.n0))
        total = both.groupby(["offer", "segment"])[["n", "sum", "square"]].sum()
        effect, half = total["sum"] / total["n"], 1.96 * np.sqrt(total["square"]) / total["n"]
        return pd.DataFrame({"low": effect - half, "high": effect + half, "effect": effect}).reset_index()

    def by_loop(drawn: Rows) -> pd.DataFrame:
        return averaged(drawn).sample(frac=1, random_state=3)

    def with_index(drawn: Rows) -> pd.DataFrame:
        return averaged(drawn).set_index(["segment", "offer"]).round(4)

    def elsewhere(tables: Tables) -> Iterable[Arguments]:
        drawn = waves_of(tables, 2, 4, 8, 12)
        yield {"drawn": drawn[["campaign_id", "member_id", "segment", "offer", "margin", "reward", "message"]]}

    def put_together(*waves: tuple[int, str, pd.DataFrame]) -> pd.DataFrame:
        parts = [rows.assign(campaign_id=campaign, segment=segment) for campaign, segment, rows in waves]
        whole = pd.concat(parts, ignore_index=True).drop(columns=["viewed", "completed"])
        return whole.assign(member_id=whole.groupby("campaign_id").cumcount() + 1)

    seasons = put_together(
        (1, "regular", wave_of(nothing="8.2 11.4 9.7", bogo_5="14.1/5 10.3 12.8/5 9.5")),
        (2, "regular", wave_of(nothing="21.3 26.8 24.4 19.9 23.1 28.6", bogo_5="29.1/5 31.2/5", news="25.6 22.2")),
        (
            1,
            "frequent",
            wave_of(nothing="30.2 33.7 28.4", bogo_5="32.5/5 29.6/5 35.3/5", discount_5="37.7/5 31.1 34.9/5"),
        ),
        (
            2,
            "frequent",
            wave_of(
                nothing="41.2 46.6",
                bogo_5="43.3/5 40.1/5 48.2/5 45.4/5",
                news="44.4 39.8 47.1",
                discount_2="45.2/2 42.4",
            ),
        ),
    )
    few = put_together(
        (1, "occasional", wave_of(nothing="0 7.4 3.1", discount_2="9.5/2 0 6.6 12.2/2")),
        (2, "occasional", wave_of(nothing="5.5 0", discount_2="18.4/2", news="2.2 0 7.3")),
        (2, "regular", wave_of(discount_2="16.3/2 13.9 20.2/2")),
        (3, "occasional", wave_of(nothing="30.3", discount_2="14.4/2 22.1/2 17.6", news="19.1 11.3")),
        (3, "regular", wave_of(nothing="12.3 17.7 9.1", discount_2="15.2/2 11.9 18.8/2")),
        (3, "frequent", wave_of(nothing="44.1", discount_2="39.2/2 41.7/2")),
    )
    return Question(
        "segment-effects",
        tolerance=CENTS,
        toys=[
            Toy(Text("A poor and a rich wave", "一淡一旺两个批次"), {"drawn": seasons}),
            Toy(Text("Waves with too few members", "人数太少的批次"), {"drawn": few}),
        ],
        mistakes=[
            Mistake(
                one_average_for_all,
                Text(
                    "Every segment has the same effect with you: one average for all. What moves an occasional guest is a gift to a frequent one.",
                    "你给每个群体的效应都一样：一个平均数打天下。能打动偶尔来的人的，对来得最勤的人只是白送。",
                ),
            ),
            Mistake(
                waves_in_one_pot,
                Text(
                    "You threw all waves into one pot. Those who got the offer then come more from one month, those who got nothing from another, and the month passes for an effect.",
                    "你把各批次一锅煮了。这样一来，收到的人多来自某个月，没收到的人多来自另一个月，月份的差别就被当成了效应。",
                ),
            ),
            variant(
                "waves_weighted_equally",
                Text(
                    "You gave each wave the same weight. A wave in which two members got the offer then counts as much as one with two thousand.",
                    "你给了每个批次同样的权重。这样，只有两个人收到优惠的批次，和两千人的批次一样重。",
                ),
                weight=lambda got, none, square: 1.0,
            ),
            variant(
                "weighted_with_the_control_too",
                Text(
                    "You weighted by everyone in the wave. The effect is one on those who **got** the offer; let them be the weight.",
                    "你按批次的全部人数加权。这里要的是对**收到者**的效应，应当按收到者人数加权。",
                ),
                weight=lambda got, none, square: len(got) + len(none),
            ),
            variant(
                "weighted_by_precision",
                Text(
                    "You weighted by one over the squared error, as in a meta-analysis: right if the effect is the same in all waves. Here everyone who got the offer is to count once.",
                    "你按误差平方的倒数加权，这是荟萃分析的做法，前提是各批次效应相同。这里要让每位收到者都算一次。",
                ),
                weight=lambda got, none, square: 1 / square,
            ),
            variant(
                "control_of_all_segments",
                Text(
                    "Your yardstick are the members of *all* segments who got nothing. Frequent members spend more with or without an offer: compare like with like.",
                    "你的标尺是**所有**群体中没收到优惠的人。常来的人有没有优惠都花得多：要同类相比。",
                ),
                control="all",
            ),
            variant(
                "weighted_with_those_who_got_nothing",
                Text(
                    "Your weights are those who got *nothing*. The effect is one on those who **got** the offer; let them be the weight.",
                    "你的权重是**没收到**的人数。这里要的是对**收到者**的效应，应当按收到者人数加权。",
                ),
                weight=lambda got, none, square: len(none),
            ),
            variant("reward_cost_forgotten", REWARD_FORGOTTEN, profit=lambda rows: rows["margin"] - rows["message"]),
            variant(
                "margin_taken_for_profit",
                Text(
                    "This compares margins: neither the reward nor the message has been paid for.",
                    "你比较的是毛利：奖励和通知成本都还没有扣。",
                ),
                profit=lambda rows: rows["margin"],
            ),
            variant("message_forgotten", MESSAGE_FORGOTTEN, profit=lambda rows: rows["margin"] - rows["reward"]),
            variant("one_standard_error", ONE_STANDARD_ERROR, width=1.0),
            variant(
                "weights_not_squared",
                Text(
                    "The weights must be squared, too: add up (w × error)², not w × error².",
                    "权重也要平方：相加的是（w × 标准误）²，不是 w × 标准误²。",
                ),
                spread=lambda weights, squares: float(np.sqrt((weights * squares).sum())),
            ),
            variant(
                "intervals_averaged",
                Text(
                    "You averaged the waves' standard errors. Chance cancels out over waves: add up the *squares* of weight × error, then take the root.",
                    "你把各批次的标准误平均了。批次一多，偶然误差会相互抵消：应当把“权重 × 标准误”的**平方**相加，再开方。",
                ),
                spread=lambda weights, squares: float((weights * np.sqrt(squares)).sum()),
            ),
        ],
        also_right=[by_merge, by_loop, with_index],
        elsewhere=elsewhere,
        hints=[
            Text(
                "Within one wave and one segment it is `wave_effects` over again. How many got the offer there?",
                "在一个批次、一个群体之内，就是 `wave_effects` 再做一遍。那里有多少人收到了优惠？",
            ),
            Text(
                'One table with mean, variance and size by `segment`, `campaign_id` and `offer`; drop cells with `size` below 2; `merge` the rows of `"nothing"` to the others on segment and campaign.',
                '先按 `segment`、`campaign_id`、`offer` 求均值、方差和人数；去掉人数不足 2 的；再把 `"nothing"` 的行按群体和批次 `merge` 到其余各行上。',
            ),
            Text(
                'The weight is `size / groupby(["segment", "offer"])["size"].transform("sum")`. Add up `weight * (mean - mean_0)` and `weight**2 * (var / size + var_0 / size_0)` by segment and offer; the root of the second is the standard error.',
                '权重是 `size / groupby(["segment", "offer"])["size"].transform("sum")`。按群体和优惠，把 `weight * (mean - mean_0)` 与 `weight**2 * (var / size + var_0 / size_0)` 分别相加；后者开方就是标准误。',
            ),
        ],
    )


# --- the picture


def _effect_chart() -> Question:
    def drawn_as(effects: Rows, values: pd.Series, names: pd.Series | None = None) -> Any:
        ax = plt.figure().subplots()
        ax.bar(effects["offer"] if names is None else names, values)
        ax.set(xlabel="offer", ylabel="USD", title="Effect of each offer")
        return ax

    def upper_end_for_the_effect(effects: Rows) -> Any:
        return drawn_as(effects, effects["high"])

    def lower_end_for_the_effect(effects: Rows) -> Any:
        return drawn_as(effects, effects["low"])

    def losses_left_out(effects: Rows) -> Any:
        good = effects[effects["effect"] > 0]
        return drawn_as(good, good["effect"])

    def losses_turned_into_gains(effects: Rows) -> Any:
        return drawn_as(effects, effects["effect"].abs())

    def names_and_values_torn_apart(effects: Rows) -> Any:
        return drawn_as(effects, effects["effect"].sort_values(ascending=False))

    def by_scatter(effects: Rows) -> Any:
        ax = plt.figure().subplots()
        ax.scatter(effects["offer"], effects["effect"])
        ax.vlines(effects["offer"], effects["low"], effects["high"])
        ax.set(xlabel="Offer", ylabel="USD a member", title="Only two pay")
        return ax

    def by_pandas(effects: Rows) -> Any:
        ax = effects.sort_values("effect").plot.bar(x="offer", y="effect", legend=False)
        ax.set(xlabel="Offer", ylabel="Effect", title="Effects")
        return ax

    def with_caps(effects: Rows) -> Any:
        figure, ax = plt.subplots()
        middle = effects["effect"]
        ax.errorbar(
            effects["offer"], middle, yerr=[middle - effects["low"], effects["high"] - middle], capsize=4, fmt="s"
        )
        ax.axhline(0)
        ax.set(xlabel="Offer", ylabel="Effect", title="Effects with intervals")
        return figure

    def elsewhere(tables: Tables) -> Iterable[Arguments]:
        profit = tables["visits"].groupby("channel")["gross"].agg(["mean", "sem"])
        middle = profit["mean"] - tables["visits"]["gross"].mean()
        table = pd.DataFrame({"effect": middle, "low": middle - Z * profit["sem"], "high": middle + Z * profit["sem"]})
        yield {"effects": table.rename_axis("offer").reset_index()}

    rows = [
        ("bogo_5", 0.62, -0.18, 1.42),
        ("news", -0.24, -1.64, 1.16),
        ("discount_2", 1.33, 0.73, 1.93),
        ("bogo_10", -0.91, -2.11, 0.29),
    ]
    return Question(
        "effect-chart",
        kind="chart",
        tolerance=CENTS,
        toys=[
            Toy(
                Text("Four offers, two that lose money", "四种优惠，其中两种亏钱"),
                {"effects": pd.DataFrame(rows, columns=["offer", "effect", "low", "high"])},
            ),
            Toy(
                Text("All lose money", "全都亏钱"),
                {
                    "effects": pd.DataFrame(
                        [("bogo_5", -4.1, -5.2, -3.0), ("discount_3", -2.2, -4.4, 0.0), ("news", -0.7, -2.0, 0.6)],
                        columns=["offer", "effect", "low", "high"],
                    )
                },
            ),
        ],
        mistakes=[
            Mistake(
                upper_end_for_the_effect,
                Text(
                    "You drew the upper ends: the most hopeful figure of each interval.",
                    "你画的是区间上端：每个区间里最乐观的数。",
                ),
            ),
            Mistake(
                lower_end_for_the_effect,
                Text(
                    "You drew the lower ends of the intervals. A careful thought, but the effect belongs in the middle.",
                    "你画的是区间下端。谨慎是好事，不过点应当画在效应上。",
                ),
            ),
            Mistake(
                losses_turned_into_gains,
                Text(
                    "Losses stand above zero with you, like gains. Keep the sign.",
                    "你把亏损也画在了零线之上，看着像盈利。请保留正负号。",
                ),
            ),
            Mistake(
                losses_left_out,
                Text(
                    "The offers that lose money are missing. Those are the ones the board must see.",
                    "亏钱的优惠不见了。董事会最该看到的正是它们。",
                ),
            ),
            Mistake(
                names_and_values_torn_apart,
                Text(
                    "The values were sorted and the names were not: now each name stands under another offer's effect.",
                    "数值排了序，名称却没有跟着动：每个名称下面站的是别人的效应。",
                ),
            ),
        ],
        also_right=[by_scatter, by_pandas, with_caps],
        elsewhere=elsewhere,
        hints=[
            Text(
                "A new figure first: `ax = plt.figure().subplots()`.", "先开一张新图：`ax = plt.figure().subplots()`。"
            ),
            Text(
                '`ax.errorbar(x, y, yerr=[below, above], fmt="o")` draws points with whiskers; `below` is how far the interval reaches down.',
                '`ax.errorbar(x, y, yerr=[below, above], fmt="o")` 画出带误差线的点；`below` 是区间向下伸出的长度。',
            ),
            Text(
                '`ax.errorbar(effects["offer"], effects["effect"], yerr=[effects["effect"] - effects["low"], effects["high"] - effects["effect"]], fmt="o")`, `ax.axhline(0)`, `ax.set(xlabel=…, ylabel=…, title=…)`, `return ax`.',
                '`ax.errorbar(effects["offer"], effects["effect"], yerr=[effects["effect"] - effects["low"], effects["high"] - effects["effect"]], fmt="o")`、`ax.axhline(0)`、`ax.set(xlabel=…, ylabel=…, title=…)`、`return ax`。',
            ),
        ],
    )


# --- the decision


COMPLETE_ANYWAY: Final = Text(
    "You send the offer to those most likely to **complete** it. They come anyway: you pay for visits you had. Ask who would come *more*.",
    "你把优惠发给了最可能**完成**它的人。他们本来就会来：你花钱买的，是本来就有的消费。要问的是：谁会因此**多来**？",
)


def _offer_policy() -> Question:
    def first_of(score: pd.Series, action: str) -> np.ndarray:
        best = score.rank(method="first", ascending=False) <= int(0.35 * len(score))
        return np.where(best, action, "nothing")

    def sent_first(name: str, score: Callable[[pd.DataFrame], pd.Series], action: str, says: Text) -> Mistake:
        return Mistake(named(name, lambda customers: first_of(score(customers), action)), says)

    def with_each_reward(name: str, score: Callable[[pd.DataFrame], pd.Series], says: Text) -> list[Mistake]:
        rewards = ("discount_2", "discount_3", "bogo_5", "bogo_10")
        return [sent_first(f"{name}_{action}", score, action, says) for action in rewards]

    def everyone_gets_the_offer(customers: pd.DataFrame) -> np.ndarray:
        return np.full(len(customers), "discount_3")

    def largest_reward_to_occasional_members(customers: pd.DataFrame) -> np.ndarray:
        return first_of(-customers["visits_90"], "bogo_10")

    return Question(
        "offer-policy",
        kind="decision",
        par=0.4,
        mistakes=[
            *with_each_reward(
                "completion_taken_for_effect_with",
                lambda customers: customers["visits_30"] + customers["large_share"],
                COMPLETE_ANYWAY,
            ),
            *with_each_reward(
                "past_completions_taken_for_effect_with",
                lambda customers: customers["offers_completed"] / customers["offers_received"].clip(lower=1),
                COMPLETE_ANYWAY,
            ),
            *with_each_reward(
                "best_customers_rewarded_with",
                lambda customers: customers["gross_365"],
                Text(
                    "You reward the best customers. That is generous, and it may be right for other reasons; within these ten days it only costs.",
                    "你奖励了最好的顾客。这很大方，出于别的理由也许该这么做；但在这十天里，它只是成本。",
                ),
            ),
            *with_each_reward(
                "those_most_likely_to_stay_away_with",
                lambda customers: customers["days_since_visit"],
                Text(
                    "You send the offer to those longest away. The risk that somebody stays away isn't the effect of an offer: most of these won't come with or without it. More is won with those who still come now and then.",
                    "你发给了最久没来的人。流失风险不等于优惠的效应：这些人大多有没有优惠都不会来。更能打动的，是还不时来一趟的人。",
                ),
            ),
            Mistake(
                everyone_gets_the_offer,
                Text(
                    "You send it to everyone: beyond the budget, and to many whose reward costs more than it brings.",
                    "你发给了所有人：超出预算不说，其中许多人的奖励比带来的还多。",
                ),
            ),
            Mistake(
                largest_reward_to_occasional_members,
                Text(
                    "The right people, the wrong offer. The largest reward moves most and costs most: after its cost little or nothing is left.",
                    "人选对了，优惠选错了。奖励越大越能打动人，也越贵：扣掉成本，所剩无几。",
                ),
            ),
        ],
        hints=[
            Text(
                "Whom not to send it to comes first: in which segment does every offer lose money? Then: which offer's interval keeps clear of zero?",
                "先决定不发给谁：在哪个群体里，每种优惠都亏钱？再看：哪种优惠的区间离零最远？",
            ),
            Text(
                "Take the rows of `drawn` with `discount_2` and with `nothing`, not of frequent members. Name a few groups by `visits_30` (0–1, 2 or more) and by mean bill `gross_365 / visits_365` (under 20, 20 or more); `segment_effects` compares them within the waves if you give it the groups as `segment`.",
                "从 `drawn` 中取 `discount_2` 和 `nothing` 的行，去掉 frequent 会员。按 `visits_30`（0–1 次、2 次及以上）和平均客单价 `gross_365 / visits_365`（不足 20、20 及以上）给小组起名；把组名放进 `segment` 列，`segment_effects` 就会在批次内部比较各组。",
            ),
            Text(
                "Give each customer an expected gain: the effect of their group, or a regression of profit on one column for each wave, on traits, and on traits × got the offer (`np.linalg.lstsq`; the last coefficients are the effect). Rank it, send `discount_2` to the first `int(0.35 * len(customers))` whose gain is above 0 and who came within 42 days, `nothing` to the rest.",
                "给每位会员一个预期增益：所在小组的效应；或者用利润对“每个批次一列”“特征”和“特征 × 收到优惠”做回归（`np.linalg.lstsq`，最后那组系数就是效应）。按增益排序，给前 `int(0.35 * len(customers))` 位中增益大于 0、且 42 天内来过的发 `discount_2`，其余 `nothing`。",
            ),
        ],
    )


QUESTIONS: Final = [
    _by_hand(),
    _stars_owed(),
    _breakage(),
    _tier_effect(),
    _funnel(),
    _wave_effects(),
    _segment_effects(),
    _effect_chart(),
    _offer_policy(),
]
