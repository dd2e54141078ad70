"""Why do they leave?: small cases, the wrong answers learners give, and other right ones."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable
from typing import Any, Final

import numpy as np
import pandas as pd

from coursekit.interactive.monthly_renewals import DRIVERS, drivers_of, monthly_renewals
from grader.questions import Arguments, Mistake, Namespace, Option, Question, Tables, Text, Toy

CHANCE: Final = 6e-5
"""A share rounded to four decimals is as good as the whole number."""

NO_EVENT: Final = pd.DataFrame({"customer_id": pd.Series(dtype="int64"), "at": pd.Series(dtype="datetime64[us]")})


def days(values: Iterable[str | None]) -> pd.Series:
    """Read moments from text."""
    return pd.to_datetime(pd.Series(list(values), dtype="object"), format="ISO8601").astype("datetime64[us]")


def renewals_of(text: str) -> pd.DataFrame:
    """Build a small table of renewals from lines of renewal, customer and due day."""
    rows = [line.split() for line in text.strip().splitlines()]
    due = days(row[2] for row in rows)
    return pd.DataFrame(
        {
            "renewal_id": [int(row[0]) for row in rows],
            "customer_id": [int(row[1]) for row in rows],
            "due_on": due,
            "as_of": due.dt.to_period("M").dt.start_time.astype("datetime64[us]"),
        }
    )


def happened_of(text: str) -> pd.DataFrame:
    """Build a small table of what happened from lines of customer, day and optional time."""
    rows = [line.split(maxsplit=1) for line in text.strip().splitlines()]
    return pd.DataFrame({"customer_id": [int(row[0]) for row in rows], "at": days(row[1] for row in rows)})


def surveys_of(text: str) -> pd.DataFrame:
    """Build a small table of surveys from lines of customer, day asked, and moment and value of the answer or "-"."""
    rows = [line.split() for line in text.strip().splitlines()]
    return pd.DataFrame(
        {
            "customer_id": [int(row[0]) for row in rows],
            "sent_at": days(row[1] for row in rows),
            "answered_at": days(None if row[2] == "-" else " ".join(row[2:-1]) for row in rows),
            "satisfaction": [np.nan if row[-1] == "-" else float(row[-1]) for row in rows],
        }
    )


def asked(renewals: pd.DataFrame, sent: int, answered: int | None, most: int) -> pd.DataFrame:
    """Ask the members of some renewals so many days before or after `as_of`; they answer at nine, or not at all."""
    start = renewals["as_of"]
    came = start + pd.Timedelta(days=answered, hours=9) if answered is not None else pd.Series(pd.NaT, start.index)
    return pd.DataFrame(
        {
            "customer_id": renewals["customer_id"],
            "sent_at": start + pd.Timedelta(days=sent),
            "answered_at": came.astype("datetime64[us]"),
            "satisfaction": np.nan if answered is None else renewals["customer_id"] % most + 1.0,
        }
    )


def shuffled(table: pd.DataFrame, seed: int) -> pd.DataFrame:
    """Put rows in another order, so that nothing hangs on it."""
    return table.sample(frac=1, random_state=seed)


def late_deliveries(tables: Tables) -> pd.DataFrame:
    """Give the late deliveries of a data set and the moments they arrived."""
    sent = tables["deliveries"]
    late = sent["delivered_at"].dt.normalize() > pd.to_datetime(sent["promised_on"])
    return sent.loc[late, ["customer_id", "delivered_at"]].rename(columns={"delivered_at": "at"})


def placed_orders(tables: Tables) -> pd.DataFrame:
    """Give the orders of a data set and their moments."""
    return tables["orders"][["customer_id", "ordered_at"]].rename(columns={"ordered_at": "at"})


def renewals_in(tables: Tables) -> pd.DataFrame:
    """Give the renewals of a data set."""
    return monthly_renewals(tables["membership_events"])


def drivers_in(tables: Tables) -> pd.DataFrame:
    """Give the renewals of a data set with their drivers."""
    return drivers_of(renewals_in(tables), tables["orders"], tables["deliveries"], tables["tickets"])


# --- by hand


def _by_hand() -> Question:
    first, as_of, due = (pd.Timestamp(day) for day in ("2025-12-01", "2026-03-01", "2026-03-18"))

    def table_of(namespace: Namespace) -> tuple[pd.Series, pd.Series, pd.Series]:
        table = namespace["a_few_deliveries"]
        arrived, promised = table["delivered_at"], table["promised_on"]
        return arrived, promised, arrived.dt.normalize() > promised

    def everything_known_today_counted(namespace: Namespace) -> int:
        return int(table_of(namespace)[2].sum())

    def counted_up_to_the_due_day(namespace: Namespace) -> int:
        arrived, _, late = table_of(namespace)
        return int((late & (arrived >= first) & (arrived < due)).sum())

    def all_of_the_past_counted(namespace: Namespace) -> int:
        arrived, _, late = table_of(namespace)
        return int((late & (arrived < as_of)).sum())

    def counted_on_the_promised_day(namespace: Namespace) -> int:
        _, promised, late = table_of(namespace)
        return int((late & (promised >= first) & (promised < as_of)).sum())

    def a_later_hour_of_the_promised_day_taken_for_late(namespace: Namespace) -> int:
        arrived, promised, _ = table_of(namespace)
        return int(((arrived > promised) & (arrived >= first) & (arrived < as_of)).sum())

    def deliveries_in_time_counted(namespace: Namespace) -> int:
        arrived, _, _ = table_of(namespace)
        return int(((arrived >= first) & (arrived < as_of)).sum())

    return Question(
        "by-hand-late",
        kind="value",
        form="count",
        shown=True,
        mistakes=[
            Mistake(
                counted_up_to_the_due_day,
                Text(
                    "You counted up to the day the renewal fell due. The list was made on 1 March; parcels that came late after that nobody could know of, and "
                    "nobody could act on them.",
                    "你一直数到了续费到期那天。名单是 3 月 1 日定的；之后才迟到的包裹，当时谁也不知道，也没法采取行动。",
                ),
            ),
            Mistake(
                everything_known_today_counted,
                Text(
                    "You counted every late delivery in the table, also those after 1 March and those long before. Seen from today we know more than we did on the day.",
                    "你把表里所有的迟到都数上了，连 3 月 1 日之后和很久以前的也在内。站在今天，我们知道的比那天多。",
                ),
            ),
            Mistake(
                all_of_the_past_counted,
                Text(
                    "You counted from the beginning of the table. The question looks back three months: from 1 December.",
                    "你从表的开头数起了。题目只回看三个月：从 12 月 1 日开始。",
                ),
            ),
            Mistake(
                counted_on_the_promised_day,
                Text(
                    "You went by the promised day. On 1 March one of these parcels was still on its way: that it would come, and how late, was known only when it arrived.",
                    "你按承诺的日期来数了。3 月 1 日那天，其中一个包裹还在路上：它到没到、晚了多久，送达时才知道。",
                ),
            ),
            Mistake(
                a_later_hour_of_the_promised_day_taken_for_late,
                Text(
                    "You compared a moment with a day. A day alone means its midnight, so that a parcel of 11 o'clock on the promised day seems late. "
                    "Compare days with days: `delivered_at.dt.normalize()`.",
                    "你拿时刻和日期相比了。单写日期指的是当天 0 点，于是承诺当天 11 点送到的也像是迟到。请用日期比日期：`delivered_at.dt.normalize()`。",
                ),
            ),
            Mistake(
                deliveries_in_time_counted,
                Text(
                    "You counted all deliveries of the three months, also those that came in time or early.",
                    "你把三个月里的配送全数上了，准时和提前的也在内。",
                ),
            ),
        ],
        hints=[
            Text(
                "First tick the late ones: arrived on a day after the one promised.",
                "先勾出迟到的：送达的日期晚于承诺的日期。",
            ),
            Text(
                "Now cross out those that arrived before 1 December, and those that arrived on 1 March or later.",
                "再划掉 12 月 1 日之前送达的，以及 3 月 1 日或之后送达的。",
            ),
            Text(
                "What is left arrived in January and in February. Count the rows.",
                "剩下的是一月和二月送达的。数一数有几行。",
            ),
        ],
    )


# --- what was known on the day


def _recent_counts() -> Question:
    def counted(
        renewals: pd.DataFrame,
        happened: pd.DataFrame,
        known: Callable[[pd.DataFrame], pd.Series],
        fill: float | None = 0,
    ) -> pd.Series:
        pairs = renewals.merge(happened, on="customer_id")
        counts = pairs[known(pairs)].groupby("renewal_id").size()
        return counts if fill is None else counts.reindex(renewals["renewal_id"], fill_value=fill)

    def start(pairs: pd.DataFrame, months: int) -> pd.Series:
        return pairs["as_of"] - pd.DateOffset(months=months)

    def rightly(months: int) -> Callable[[pd.DataFrame], pd.Series]:
        return lambda pairs: (pairs["at"] >= start(pairs, months)) & (pairs["at"] < pairs["as_of"])

    def window(
        name: str, known: Callable[[pd.DataFrame, int], pd.Series], fill: float | None = 0
    ) -> Callable[[pd.DataFrame, pd.DataFrame, int], pd.Series]:
        def wrong(renewals: pd.DataFrame, happened: pd.DataFrame, months: int = 3) -> pd.Series:
            return counted(renewals, happened, lambda pairs: known(pairs, months), fill)

        wrong.__name__ = name
        return wrong

    def inside(pairs: pd.DataFrame, months: int) -> pd.Series:
        return rightly(months)(pairs)

    everything_known_today_counted = window("everything_known_today_counted", lambda pairs, _: pairs["at"].notna())
    everything_after_the_start_counted = window(
        "everything_after_the_start_counted", lambda pairs, months: pairs["at"] >= start(pairs, months)
    )
    counted_up_to_the_due_day = window(
        "counted_up_to_the_due_day",
        lambda pairs, months: (pairs["at"] >= start(pairs, months)) & (pairs["at"] < pairs["due_on"]),
    )
    three_months_back_from_the_due_day = window(
        "three_months_back_from_the_due_day",
        lambda pairs, months: inside(pairs.assign(as_of=pairs["due_on"]), months),
    )
    the_current_month_for_one_of_the_months = window(
        "the_current_month_for_one_of_the_months",
        lambda pairs, months: inside(pairs.assign(as_of=pairs["as_of"] + pd.DateOffset(months=1)), months),
    )
    all_of_the_past_counted = window("all_of_the_past_counted", lambda pairs, _: pairs["at"] < pairs["as_of"])
    renewals_without_events_lost = window("renewals_without_events_lost", inside, fill=None)
    blanks_for_none = window("blanks_for_none", inside, fill=np.nan)
    the_first_of_the_month_let_in = window(
        "the_first_of_the_month_let_in",
        lambda pairs, months: pairs["at"].dt.normalize().between(start(pairs, months), pairs["as_of"]),
    )
    first_day_lost = window(
        "first_day_lost",
        lambda pairs, months: (pairs["at"].dt.normalize() > start(pairs, months)) & (pairs["at"] < pairs["as_of"]),
    )
    last_day_only_to_midnight = window(
        "last_day_only_to_midnight",
        lambda pairs, months: pairs["at"].between(start(pairs, months), pairs["as_of"] - pd.Timedelta(days=1)),
    )
    thirty_days_for_a_month = window(
        "thirty_days_for_a_month",
        lambda pairs, months: (
            (pairs["at"] >= pairs["as_of"] - pd.Timedelta(days=30 * months)) & (pairs["at"] < pairs["as_of"])
        ),
    )
    always_three_months = window("always_three_months", lambda pairs, _: inside(pairs, 3))

    def days_counted_for_events(renewals: pd.DataFrame, happened: pd.DataFrame, months: int = 3) -> pd.Series:
        each_day = happened.assign(at=happened["at"].dt.normalize()).drop_duplicates()
        return counted(renewals, each_day, rightly(months))

    def equal_rows_counted_once(renewals: pd.DataFrame, happened: pd.DataFrame, months: int = 3) -> pd.Series:
        return counted(renewals, happened.drop_duplicates(), rightly(months))

    def one_count_for_all_renewals_of_a_customer(
        renewals: pd.DataFrame, happened: pd.DataFrame, months: int = 3
    ) -> pd.Series:
        newest = renewals.groupby("customer_id")["as_of"].transform("max")
        return counted(renewals.assign(as_of=newest), happened, rightly(months))

    def whether_for_how_often(renewals: pd.DataFrame, happened: pd.DataFrame, months: int = 3) -> pd.Series:
        return (counted(renewals, happened, rightly(months)) > 0).astype(int)

    def renewals_added_up_by_customer(renewals: pd.DataFrame, happened: pd.DataFrame, months: int = 3) -> pd.Series:
        pairs = renewals.merge(happened, on="customer_id")
        each = pairs[rightly(months)(pairs)].groupby("customer_id").size()
        found = renewals.set_index("renewal_id")["customer_id"].map(each)
        return found.fillna(0)

    def by_loop(renewals: pd.DataFrame, happened: pd.DataFrame, months: int = 3) -> dict[int, int]:
        moments: dict[int, list[pd.Timestamp]] = {}
        for one in happened.itertuples():
            moments.setdefault(one.customer_id, []).append(one.at)
        found = {}
        for row in renewals.itertuples():
            begin = row.as_of - pd.DateOffset(months=months)
            found[row.renewal_id] = sum(begin <= at < row.as_of for at in moments.get(row.customer_id, []))
        return found

    def by_calendar_months(renewals: pd.DataFrame, happened: pd.DataFrame, months: int = 3) -> pd.Series:
        at = happened["at"].dt.year * 12 + happened["at"].dt.month
        monthly = happened.assign(month=at).groupby(["customer_id", "month"]).size()
        now = renewals["as_of"].dt.year * 12 + renewals["as_of"].dt.month
        total = np.zeros(len(renewals))
        for back in range(1, months + 1):
            keys = pd.MultiIndex.from_arrays([renewals["customer_id"], now - back])
            total += monthly.reindex(keys).fillna(0).to_numpy() if len(monthly) else 0
        return pd.Series(total, index=renewals["renewal_id"])

    def by_left_join_and_query(renewals: pd.DataFrame, happened: pd.DataFrame, months: int = 3) -> pd.DataFrame:
        pairs = renewals.merge(happened, on="customer_id", how="left")
        inside = pairs["at"].between(start(pairs, months), pairs["as_of"], inclusive="left")
        return pairs.assign(n=inside.astype(int)).groupby("renewal_id")[["n"]].sum()

    def by_searching(renewals: pd.DataFrame, happened: pd.DataFrame, months: int = 3) -> pd.Series:
        sorted_moments = {who: np.sort(rows.to_numpy()) for who, rows in happened.groupby("customer_id")["at"]}
        none = np.array([], dtype="datetime64[us]")
        begin = (renewals["as_of"] - pd.DateOffset(months=months)).to_numpy()
        counts = [
            int(np.searchsorted(moments, last) - np.searchsorted(moments, first))
            for moments, first, last in zip(
                (sorted_moments.get(who, none) for who in renewals["customer_id"]),
                begin,
                renewals["as_of"].to_numpy(),
                strict=True,
            )
        ]
        return pd.Series(counts, index=renewals["renewal_id"])

    def elsewhere(tables: Tables) -> Iterable[Arguments]:
        renewals = shuffled(renewals_in(tables), 6)
        yield {"renewals": renewals, "happened": placed_orders(tables), "months": 2}
        late = late_deliveries(tables)
        yield {"renewals": renewals, "happened": pd.concat([late, late.iloc[::3]]), "months": 3}

    return Question(
        "recent-counts",
        toys=[
            Toy(
                Text("Four renewals, three months back", "四次续费，回看三个月"),
                {
                    "renewals": renewals_of("12 7 2026-03-18\n11 7 2026-02-18\n14 9 2026-03-28\n13 8 2026-03-05"),
                    "happened": happened_of(
                        """
                        7 2026-02-28 23:15
                        7 2025-11-02 09:00
                        9 2026-03-01 08:00
                        7 2025-12-01 06:30
                        7 2025-11-02 09:00
                        7 2026-03-12 10:00
                        5 2026-02-02 12:00
                        9 2026-03-29 12:00
                        7 2026-02-06 17:00
                        7 2025-06-15 08:00
                        7 2026-02-06 21:30
                        7 2025-12-01 19:00
                        7 2026-02-06 17:00
                        """
                    ),
                    "months": 3,
                },
            ),
            Toy(
                Text("One month back, across a year's end", "回看一个月，跨年"),
                {
                    "renewals": renewals_of("21 3 2026-01-09\n22 4 2026-01-20\n23 3 2025-12-09"),
                    "happened": happened_of(
                        "3 2025-12-01 00:00\n3 2025-12-31 20:00\n4 2025-11-30 19:00\n3 2025-11-20 08:00\n3 2025-12-15 08:00\n3 2025-12-05 12:00"
                    ),
                    "months": 1,
                },
            ),
            Toy(
                Text("Nothing has happened", "什么也没发生"),
                {"renewals": renewals_of("31 1 2026-05-02\n32 2 2026-05-03"), "happened": NO_EVENT, "months": 3},
            ),
        ],
        mistakes=[
            Mistake(
                everything_known_today_counted,
                Text(
                    "You counted everything the table holds of the customer, also what happened **after** the renewal. A model fed with that looks clairvoyant, and on the next real "
                    "first of the month it is blind: the future isn't in the table yet.",
                    "你把表里这位顾客的一切都数上了，连续费**之后**发生的也在内。这样喂出来的模型看似料事如神，可一到真正的月初就成了瞎子：那时表里还没有未来。",
                ),
            ),
            Mistake(
                everything_after_the_start_counted,
                Text(
                    "Your window has a beginning but no end: what happened after `as_of` is counted too, and that nobody knew on the day.",
                    "你的时间段有头没尾：`as_of` 之后发生的也数进来了，而那天谁也不知道这些事。",
                ),
            ),
            Mistake(
                counted_up_to_the_due_day,
                Text(
                    "You counted up to the day the renewal fell due. The list is made on `as_of`, the first of the month; the days in between are the future for whoever must act.",
                    "你一直数到了到期日。名单是在 `as_of`（当月 1 日）定的；中间这些天，对要采取行动的人来说还是未来。",
                ),
            ),
            Mistake(
                three_months_back_from_the_due_day,
                Text(
                    "You moved the whole window to the due day. It ends at `as_of`: what happens between the first of the month and the due day isn't known when the list is made.",
                    "你把整个时间段挪到了到期日。它应当在 `as_of` 结束：从 1 日到到期日之间的事，定名单时还不知道。",
                ),
            ),
            Mistake(
                all_of_the_past_counted,
                Text(
                    "You counted all of the past before `as_of`. Long-standing members then have more of everything, merely because they have been here longer. Mind the beginning of the window.",
                    "你把 `as_of` 之前的全部历史都数上了。这样，老会员什么都多，只因为他们待得久。时间段还有一个起点。",
                ),
            ),
            Mistake(
                renewals_without_events_lost,
                Text(
                    "Renewals to which nothing happened are missing from your result. That nothing happened is an answer too: 0.",
                    "什么都没发生的那些续费，从你的结果里消失了。“没有发生”也是一个答案：0。",
                ),
            ),
            Mistake(
                blanks_for_none,
                Text(
                    "Where nothing happened you left a blank. We know that nothing happened; that is 0, not unknown.",
                    "没有发生的地方，你留了空值。我们知道那里什么也没发生：是 0，不是未知。",
                ),
            ),
            Mistake(
                the_first_of_the_month_let_in,
                Text(
                    "You let in `as_of` itself. On the morning of that day the list is made; what happens later that day comes too late.",
                    "你把 `as_of` 当天也算进来了。名单是那天早上定的，当天晚些时候的事已经来不及了。",
                ),
            ),
            Mistake(
                first_day_lost,
                Text(
                    "The first day of the window is missing. It belongs to it, from midnight on.",
                    "时间段的第一天漏掉了。它从 0 点起就算在内。",
                ),
            ),
            Mistake(
                last_day_only_to_midnight,
                Text(
                    "The last day of the window counts only to its first moment. A day without a time means its midnight: ask for `at < as_of`, and the whole day before is in.",
                    "最后一天你只算到了它的 0 点。不带时间的日期指的是当天 0 点：写成 `at < as_of`，前一天就整天都在内了。",
                ),
            ),
            Mistake(
                the_current_month_for_one_of_the_months,
                Text(
                    "You counted the month that begins with `as_of` among the months. It has yet to come; the window ends where that month begins.",
                    "你把从 `as_of` 开始的那个月也算进去了。那个月还没有到来；时间段在它开始时就结束。",
                ),
            ),
            Mistake(
                days_counted_for_events,
                Text(
                    "You counted days on which something happened. Two late parcels on one day are two.",
                    "你数的是“有事发生的天数”。同一天两个包裹迟到，就是两次。",
                ),
            ),
            Mistake(
                equal_rows_counted_once,
                Text(
                    "You dropped rows that look alike. Each row is one thing that happened: two parcels handed over at the same minute are two parcels.",
                    "你去掉了看起来相同的行。每一行都是发生过的一件事：同一分钟交到手里的两个包裹，还是两个。",
                ),
            ),
            Mistake(
                thirty_days_for_a_month,
                Text(
                    "You took 30 days for a month. From 1 December to 28 February it is 90 days, but most three months are longer: use `pd.DateOffset(months=months)`.",
                    "你把一个月当成了 30 天。12 月 1 日到 2 月 28 日恰好是 90 天，可多数三个月都不止：请用 `pd.DateOffset(months=months)`。",
                ),
            ),
            Mistake(
                always_three_months,
                Text(
                    "`months` is ignored: you always look back three months.", "`months` 没有用上：你总是回看三个月。"
                ),
            ),
            Mistake(
                one_count_for_all_renewals_of_a_customer,
                Text(
                    "All renewals of a customer got the number of the newest one. Each renewal has its own `as_of`, and its own past.",
                    "同一位顾客的各次续费，都得到了最近一次的数字。每次续费都有自己的 `as_of`，也有自己的过去。",
                ),
            ),
            Mistake(
                renewals_added_up_by_customer,
                Text(
                    "You counted by customer instead of by renewal: a customer with several renewals gets the sum of all of them at each.",
                    "你是按顾客、而不是按续费来数的：有多次续费的顾客，每一次都得到了各次之和。",
                ),
            ),
            Mistake(
                whether_for_how_often,
                Text(
                    "You say whether something happened. Asked is how often.",
                    "你回答的是“有没有发生”，题目问的是“发生了几次”。",
                ),
            ),
        ],
        also_right=[by_loop, by_calendar_months, by_left_join_and_query, by_searching],
        elsewhere=elsewhere,
        hints=[
            Text(
                "Bring each renewal together with all that happened to its customer (`merge` on `customer_id`), then keep only what was known in time.",
                "先把每次续费与该顾客发生过的一切放到一起（按 `customer_id` 做 `merge`），再只留下当时已知的。",
            ),
            Text(
                'Two conditions: `pairs["at"] >= pairs["as_of"] - pd.DateOffset(months=months)` and `pairs["at"] < pairs["as_of"]`.',
                '两个条件：`pairs["at"] >= pairs["as_of"] - pd.DateOffset(months=months)`，以及 `pairs["at"] < pairs["as_of"]`。',
            ),
            Text(
                'Count with `known.groupby("renewal_id").size()` and bring back the others: `.reindex(renewals["renewal_id"], fill_value=0)`.',
                '用 `known.groupby("renewal_id").size()` 计数，再把其余的补回来：`.reindex(renewals["renewal_id"], fill_value=0)`。',
            ),
        ],
    )


# --- the last answer before the day


def _last_answer() -> Question:
    def pairs_of(renewals: pd.DataFrame, surveys: pd.DataFrame, before: str | None = "answered_at") -> pd.DataFrame:
        answers = surveys[surveys["answered_at"].notna()]
        pairs = renewals.merge(answers, on="customer_id").sort_values("answered_at")
        return pairs if before is None else pairs[pairs[before] < pairs["as_of"]]

    def spread(renewals: pd.DataFrame, found: pd.Series) -> pd.Series:
        return found.reindex(renewals["renewal_id"])

    def right(renewals: pd.DataFrame, surveys: pd.DataFrame) -> pd.Series:
        return spread(renewals, pairs_of(renewals, surveys).groupby("renewal_id")["satisfaction"].last())

    def answers_of_the_future_known(renewals: pd.DataFrame, surveys: pd.DataFrame) -> pd.Series:
        return spread(renewals, pairs_of(renewals, surveys, None).groupby("renewal_id")["satisfaction"].last())

    def asked_taken_for_answered(renewals: pd.DataFrame, surveys: pd.DataFrame) -> pd.Series:
        return spread(renewals, pairs_of(renewals, surveys, "sent_at").groupby("renewal_id")["satisfaction"].last())

    def answers_up_to_the_due_day(renewals: pd.DataFrame, surveys: pd.DataFrame) -> pd.Series:
        return right(renewals.assign(as_of=renewals["due_on"]), surveys)

    def the_first_of_the_month_let_in(renewals: pd.DataFrame, surveys: pd.DataFrame) -> pd.Series:
        return right(renewals.assign(as_of=renewals["as_of"] + pd.Timedelta(days=1)), surveys)

    def rows_with_missing_values_dropped(renewals: pd.DataFrame, surveys: pd.DataFrame) -> pd.Series:
        return right(renewals, surveys).dropna()

    def silence_scored_zero(renewals: pd.DataFrame, surveys: pd.DataFrame) -> pd.Series:
        return right(renewals, surveys).fillna(0)

    def silence_filled_with_the_mean(renewals: pd.DataFrame, surveys: pd.DataFrame) -> pd.Series:
        return right(renewals, surveys).fillna(surveys["satisfaction"].mean())

    def first_answer_for_the_last(renewals: pd.DataFrame, surveys: pd.DataFrame) -> pd.Series:
        return spread(renewals, pairs_of(renewals, surveys).groupby("renewal_id")["satisfaction"].first())

    def mean_of_all_answers(renewals: pd.DataFrame, surveys: pd.DataFrame) -> pd.Series:
        return spread(renewals, pairs_of(renewals, surveys).groupby("renewal_id")["satisfaction"].mean())

    def the_row_furthest_down_taken_for_the_latest(renewals: pd.DataFrame, surveys: pd.DataFrame) -> pd.Series:
        answers = surveys[surveys["answered_at"].notna()]
        pairs = renewals.merge(answers, on="customer_id")
        known = pairs[pairs["answered_at"] < pairs["as_of"]]
        return spread(renewals, known.groupby("renewal_id")["satisfaction"].last())

    def an_unanswered_invitation_taken_for_a_blank_answer(renewals: pd.DataFrame, surveys: pd.DataFrame) -> pd.Series:
        pairs = renewals.merge(surveys, on="customer_id").sort_values("sent_at")
        last = pairs[pairs["sent_at"] < pairs["as_of"]].drop_duplicates("renewal_id", keep="last")
        said = last["satisfaction"].where(last["answered_at"] < last["as_of"])
        return spread(renewals, said.set_axis(last["renewal_id"]))

    def only_the_newest_answer_looked_at(renewals: pd.DataFrame, surveys: pd.DataFrame) -> pd.Series:
        newest = pairs_of(renewals, surveys, None).drop_duplicates("renewal_id", keep="last")
        said = newest["satisfaction"].where(newest["answered_at"] < newest["as_of"])
        return spread(renewals, said.set_axis(newest["renewal_id"]))

    def what_was_known_at_the_newest_renewal(renewals: pd.DataFrame, surveys: pd.DataFrame) -> pd.Series:
        said = pairs_of(renewals, surveys).groupby("customer_id")["satisfaction"].last()
        return renewals.set_index("renewal_id")["customer_id"].map(said)

    def midnight_of_the_day_let_in(renewals: pd.DataFrame, surveys: pd.DataFrame) -> pd.Series:
        return right(renewals.assign(as_of=renewals["as_of"] + pd.Timedelta(seconds=1)), surveys)

    def latest_question_for_the_latest_answer(renewals: pd.DataFrame, surveys: pd.DataFrame) -> pd.Series:
        pairs = pairs_of(renewals, surveys).sort_values("sent_at")
        return spread(renewals, pairs.groupby("renewal_id")["satisfaction"].last())

    def old_answers_thrown_away(renewals: pd.DataFrame, surveys: pd.DataFrame) -> pd.Series:
        pairs = pairs_of(renewals, surveys)
        recent = pairs[pairs["answered_at"] >= pairs["as_of"] - pd.DateOffset(months=3)]
        return spread(renewals, recent.groupby("renewal_id")["satisfaction"].last())

    def by_merge_asof(renewals: pd.DataFrame, surveys: pd.DataFrame) -> pd.Series:
        answers = surveys.dropna(subset=["answered_at"]).sort_values("answered_at")
        found = pd.merge_asof(
            renewals.sort_values("as_of"),
            answers[["customer_id", "answered_at", "satisfaction"]],
            left_on="as_of",
            right_on="answered_at",
            by="customer_id",
            allow_exact_matches=False,
        )
        return found.set_index("renewal_id")["satisfaction"]

    def by_loop(renewals: pd.DataFrame, surveys: pd.DataFrame) -> dict[int, float | None]:
        told: dict[int, list[tuple[pd.Timestamp, float]]] = {}
        for one in surveys.itertuples():
            if not pd.isna(one.answered_at):
                told.setdefault(one.customer_id, []).append((one.answered_at, one.satisfaction))
        found: dict[int, float | None] = {}
        for row in renewals.itertuples():
            known = [answer for answer in told.get(row.customer_id, []) if answer[0] < row.as_of]
            found[row.renewal_id] = max(known)[1] if known else None
        return found

    def by_idxmax(renewals: pd.DataFrame, surveys: pd.DataFrame) -> pd.DataFrame:
        pairs = renewals.merge(surveys, on="customer_id", how="left")
        known = pairs[pairs["answered_at"] < pairs["as_of"]]
        if known.empty:
            return pd.DataFrame({"satisfaction": np.nan}, index=renewals["renewal_id"])
        newest = known.loc[known.groupby("renewal_id")["answered_at"].idxmax(), ["renewal_id", "satisfaction"]]
        return renewals[["renewal_id"]].merge(newest, how="left").set_index("renewal_id")

    def elsewhere(tables: Tables) -> Iterable[Arguments]:
        renewals = shuffled(renewals_in(tables), 4)
        surveys = tables["surveys"][["customer_id", "sent_at", "answered_at", "satisfaction"]]
        yield {"renewals": renewals, "surveys": shuffled(surveys, 3)}
        more = [
            asked(renewals.iloc[::4], -4, 0, 5),
            asked(renewals.iloc[1::4], -200, -198, 4),
            asked(renewals.iloc[1::4], -400, -398, 3),
            asked(renewals.iloc[1::4], -30, None, 1),
            asked(renewals.iloc[2::4], -4, 0, 5).assign(answered_at=renewals["as_of"].iloc[2::4]),
        ]
        yield {"renewals": renewals, "surveys": shuffled(pd.concat([surveys, *more], ignore_index=True), 3)}

    return Question(
        "last-answer",
        toys=[
            Toy(
                Text("Several answers, in no order", "几次回答，没有顺序"),
                {
                    "renewals": renewals_of(
                        "42 7 2026-03-18\n41 7 2025-10-18\n43 8 2026-03-05\n44 9 2026-03-21\n45 6 2026-03-02"
                    ),
                    "surveys": surveys_of(
                        """
                        7 2026-03-10 2026-03-12 09:00 1
                        7 2025-12-10 2025-12-12 20:00 4
                        7 2024-09-10 2024-09-11 20:00 3
                        7 2024-12-10 2024-12-13 10:00 5
                        8 2026-02-26 2026-03-01 08:00 5
                        7 2025-03-10 2025-03-11 10:00 1
                        7 2026-02-10 - -
                        9 2026-02-20 2026-03-01 00:00 4
                        7 2025-09-10 2025-09-12 20:00 2
                        5 2025-09-10 2025-09-11 10:00 3
                        """
                    ),
                },
            ),
            Toy(
                Text("Who answered once, and who came late", "只答过一次的人，和晚了一步的人"),
                {
                    "renewals": renewals_of("51 1 2025-10-02\n52 2 2025-10-12\n53 3 2025-10-30\n54 1 2026-04-02"),
                    "surveys": surveys_of(
                        "2 2025-09-28 2025-10-04 11:00 4\n1 2024-09-10 2024-09-12 07:00 3\n1 2025-03-10 2025-09-30 23:50 5\n3 2025-09-10 - -\n2 2025-03-10 2025-03-13 07:00 3\n1 2025-09-10 2025-09-12 07:00 2\n3 2024-09-10 2024-09-14 07:00 4"
                    ),
                },
            ),
        ],
        mistakes=[
            Mistake(
                answers_of_the_future_known,
                Text(
                    "You took the newest answer there is, even one given after `as_of`. Members who leave are asked no more or answer in anger: such an answer tells of the leaving itself.",
                    "你取了现有的最新回答，哪怕它是在 `as_of` 之后给的。离开的人要么不再被询问，要么带着气回答：这样的回答说的正是离开本身。",
                ),
            ),
            Mistake(
                asked_taken_for_answered,
                Text(
                    "You went by the day of the question (`sent_at`). Some answers came days later, after `as_of`; until then nobody knew them.",
                    "你按提问的日期（`sent_at`）来取了。有的回答几天后才到，已经过了 `as_of`；在那之前谁也不知道。",
                ),
            ),
            Mistake(
                answers_up_to_the_due_day,
                Text(
                    "You let in answers up to the due day. The list is made on `as_of`.",
                    "你把到期日之前的回答都用上了。名单是在 `as_of` 那天定的。",
                ),
            ),
            Mistake(
                the_first_of_the_month_let_in,
                Text(
                    "An answer given on `as_of` itself is in your result. It comes after the list was made that morning.",
                    "`as_of` 当天给出的回答也在你的结果里。名单是那天早上定的，这个回答来晚了。",
                ),
            ),
            Mistake(
                rows_with_missing_values_dropped,
                Text(
                    "Renewals without an answer are gone. Those who answer are not like those who don't: drop the silent, and whatever you find holds for the fans alone. Keep every renewal, with `NaN`.",
                    "没有回答的续费都不见了。回答的人和不回答的人并不一样：丢掉沉默的人，得到的结论就只适用于“铁粉”。每次续费都要保留，值为 `NaN`。",
                ),
            ),
            Mistake(
                silence_scored_zero,
                Text(
                    "You gave the silent a 0. On a scale from 1 to 5 that makes them the angriest of all, and they have said nothing.",
                    "你给没有回答的人记了 0。在 1 到 5 分的量表上，这等于说他们最不满，可他们什么也没说。",
                ),
            ),
            Mistake(
                silence_filled_with_the_mean,
                Text(
                    "You filled in the mean. That puts the answers of those who talk into the mouths of those who don't, and hides who has answered.",
                    "你填上了平均值。这等于拿回答者的意见替没回答的人作答，还让人看不出谁真正回答过。",
                ),
            ),
            Mistake(
                first_answer_for_the_last,
                Text(
                    "You took the earliest answer. Asked is the latest that was known on the day.",
                    "你取的是最早的回答。题目要的是当天已知的最近一次。",
                ),
            ),
            Mistake(
                mean_of_all_answers,
                Text(
                    "You averaged all answers known on the day. Asked is the latest alone: moods change.",
                    "你把当天已知的回答取了平均。题目只要最近一次：心情是会变的。",
                ),
            ),
            Mistake(
                the_row_furthest_down_taken_for_the_latest,
                Text(
                    "You took the row that stands last in the table. The rows are in no order: sort by `answered_at` first.",
                    "你取的是表里排在最后的一行。各行没有顺序：请先按 `answered_at` 排序。",
                ),
            ),
            Mistake(
                only_the_newest_answer_looked_at,
                Text(
                    "You took the newest answer there is and then blanked it where it came too late. The answer before it was known on the day: first keep what came before `as_of`, then take the latest.",
                    "你先取了现有的最新回答，来晚了就留空。可它之前的那次回答，当天是知道的：请先筛出 `as_of` 之前的，再取最近一次。",
                ),
            ),
            Mistake(
                what_was_known_at_the_newest_renewal,
                Text(
                    "All renewals of a customer got the answer known at the newest one. Each renewal has its own `as_of`: group by `renewal_id`.",
                    "同一位顾客的各次续费，都得到了最近一次续费时已知的回答。每次续费都有自己的 `as_of`：请按 `renewal_id` 分组。",
                ),
            ),
            Mistake(
                midnight_of_the_day_let_in,
                Text(
                    "An answer of midnight sharp, the first moment of `as_of`, is in your result. It belongs to the day itself: ask for `<`, not `<=`.",
                    "正好在 `as_of` 当天 0 点给出的回答，也进了你的结果。它属于当天：要用 `<`，不用 `<=`。",
                ),
            ),
            Mistake(
                latest_question_for_the_latest_answer,
                Text(
                    "You sorted by the day of the question. Some answer an old invitation late: the latest *answer* is the one with the latest `answered_at`.",
                    "你是按提问的日期排序的。有人很晚才回答较早的邀请：最近一次**回答**要看 `answered_at`。",
                ),
            ),
            Mistake(
                old_answers_thrown_away,
                Text(
                    "You kept only answers of the last months. Asked is the latest answer, however old it is.",
                    "你只留下了最近几个月的回答。题目要的是最近一次回答，不管隔了多久。",
                ),
            ),
            Mistake(
                an_unanswered_invitation_taken_for_a_blank_answer,
                Text(
                    "Where the latest invitation wasn't answered, your result is empty. Silence takes nothing back: the answer before it still stands.",
                    "最近一次邀请没有回答时，你的结果就成了空值。沉默并不收回什么：之前的那次回答依然有效。",
                ),
            ),
        ],
        also_right=[by_merge_asof, by_loop, by_idxmax],
        elsewhere=elsewhere,
        hints=[
            Text(
                "First leave out the invitations without an answer. Then bring together each renewal and its customer's answers.",
                "先去掉没有回答的邀请，再把每次续费与该顾客的各次回答放到一起。",
            ),
            Text(
                'Keep the pairs with `answered_at < as_of`, sort them by `answered_at`, and take `.groupby("renewal_id")["satisfaction"].last()`.',
                '保留 `answered_at < as_of` 的配对，按 `answered_at` 排序，再取 `.groupby("renewal_id")["satisfaction"].last()`。',
            ),
            Text(
                'Renewals without an answer come back with `.reindex(renewals["renewal_id"])`: they get `NaN`.',
                '没有回答的续费，用 `.reindex(renewals["renewal_id"])` 补回来：它们的值是 `NaN`。',
            ),
        ],
    )


# --- the split


WORDS_ASKED: Final = Text(
    'You give True and False. Which of them is the test? Asked are the words `"train"` and `"test"`.',
    '你给的是 True 和 False。哪一个是测试？题目要的是 `"train"` 和 `"test"` 这两个词。',
)


def _split_by_time() -> Question:
    def said(renewals: pd.DataFrame, later: Any) -> pd.Series:
        return pd.Series(np.where(later, "test", "train"), index=renewals["renewal_id"])

    def rows_drawn_at_random(renewals: pd.DataFrame, day: str) -> pd.Series:
        share = (renewals["due_on"] >= day).mean()
        return said(renewals, np.random.default_rng(0).random(len(renewals)) < share)

    def the_rows_at_the_end_for_the_latest(renewals: pd.DataFrame, day: str) -> pd.Series:
        early = int((renewals["due_on"] < day).sum())
        return said(renewals, np.arange(len(renewals)) >= early)

    def a_fixed_share_for_the_day(renewals: pd.DataFrame, day: str) -> pd.Series:
        return said(renewals, renewals["due_on"].rank(method="first") > 0.8 * len(renewals))

    def the_whole_month_given_to_the_test(renewals: pd.DataFrame, day: str) -> pd.Series:
        return said(renewals, renewals["due_on"].dt.strftime("%Y-%m") >= day[:7])

    def members_kept_on_one_side(renewals: pd.DataFrame, day: str) -> pd.Series:
        return said(renewals, renewals.groupby("customer_id")["due_on"].transform("min") >= day)

    def members_of_the_test_taken_out_of_training(renewals: pd.DataFrame, day: str) -> pd.Series:
        return said(renewals, renewals.groupby("customer_id")["due_on"].transform("max") >= day)

    def the_day_itself_given_to_training(renewals: pd.DataFrame, day: str) -> pd.Series:
        return said(renewals, renewals["due_on"] > day)

    def split_on_the_day_of_the_list(renewals: pd.DataFrame, day: str) -> pd.Series:
        return said(renewals, renewals["as_of"] >= day)

    def truth_of_training_for_words(renewals: pd.DataFrame, day: str) -> pd.Series:
        return said(renewals, renewals["due_on"] >= day) == "train"

    def truth_of_the_test_for_words(renewals: pd.DataFrame, day: str) -> pd.Series:
        return said(renewals, renewals["due_on"] >= day) == "test"

    def trained_on_the_future(renewals: pd.DataFrame, day: str) -> pd.Series:
        return said(renewals, renewals["due_on"] < day)

    def by_loop(renewals: pd.DataFrame, day: str) -> dict[int, str]:
        return {row.renewal_id: "train" if str(row.due_on)[:10] < day else "test" for row in renewals.itertuples()}

    def by_map(renewals: pd.DataFrame, day: str) -> pd.Series:
        return (renewals.set_index("renewal_id")["due_on"] < day).map({True: "train", False: "test"})

    def by_cut(renewals: pd.DataFrame, day: str) -> pd.DataFrame:
        edges = [pd.Timestamp("1900-01-01"), pd.Timestamp(day), pd.Timestamp("2200-01-01")]
        side = pd.cut(renewals["due_on"], edges, right=False, labels=["train", "test"])
        return renewals[["renewal_id"]].assign(side=side).set_index("renewal_id")

    def elsewhere(tables: Tables) -> Iterable[Arguments]:
        renewals = shuffled(renewals_in(tables), 9)
        busiest = renewals["due_on"].dt.strftime("%Y-%m-%d").mode()[0]
        for day in ("2026-01-01", busiest):
            yield {"renewals": renewals, "day": day}

    return Question(
        "split-by-time",
        toys=[
            Toy(
                Text("Nine renewals in no order", "九次续费，没有顺序"),
                {
                    "renewals": renewals_of(
                        "64 2 2026-02-11\n61 1 2025-12-20\n66 3 2026-02-14\n63 1 2026-01-20\n62 2 2025-11-11\n67 3 2026-03-14\n65 4 2025-10-05\n69 4 2026-01-05\n68 4 2026-01-25"
                    ),
                    "day": "2026-01-20",
                },
            ),
            Toy(
                Text("All before the day", "全部早于那一天"),
                {
                    "renewals": renewals_of("72 5 2025-08-11\n71 5 2025-07-11\n73 6 2025-08-30\n74 7 2025-05-30"),
                    "day": "2025-09-01",
                },
            ),
        ],
        mistakes=[
            Mistake(
                rows_drawn_at_random,
                Text(
                    "You drew the rows at random. Then the model is tested on the very months it has learned from, and nothing new can happen to it. Next month something will: split by time.",
                    "你是随机抽取的。这样，考模型的正是它学过的那些月份，不会有任何新鲜事。可下个月一定会有：请按时间划分。",
                ),
            ),
            Mistake(
                the_rows_at_the_end_for_the_latest,
                Text(
                    "You cut the table at a row. The rows are in no order of time; look at `due_on`.",
                    "你是按行的位置切开的。各行并没有按时间排列，请看 `due_on`。",
                ),
            ),
            Mistake(
                a_fixed_share_for_the_day,
                Text(
                    "You took a fixed share of the rows, the latest. The split is given by `day`, whatever share that makes.",
                    "你取的是最晚的一定比例。划分由 `day` 决定，不论各占多大比例。",
                ),
            ),
            Mistake(
                the_whole_month_given_to_the_test,
                Text(
                    "Your border is the first of a month, and not `day`, which may lie in the middle of one. Compare `due_on` with `day` itself.",
                    "你的分界是某个月的 1 日，不是 `day`；而 `day` 可能落在月中。请直接拿 `due_on` 和 `day` 比。",
                ),
            ),
            Mistake(
                members_kept_on_one_side,
                Text(
                    "You sent all renewals of a member to the side of the first one. Next month's list holds members whom the model has seen before; each renewal goes by its own day.",
                    "你把同一位会员的所有续费都归到了第一次所在的一边。下个月的名单里，本来就有模型见过的会员；每次续费按自己的日期来分。",
                ),
            ),
            Mistake(
                members_of_the_test_taken_out_of_training,
                Text(
                    "You took members with a later renewal out of the training rows. Who has a later renewal is known only later: those who stay would be missing from what the model learns.",
                    "你把后来还有续费的会员从训练行里拿掉了。谁后来还有续费，要到后来才知道：这样模型学习时就少了那些留下来的人。",
                ),
            ),
            Mistake(
                the_day_itself_given_to_training,
                Text(
                    "Almost: renewals due on `day` itself belong to the test.",
                    "就差一点：正好在 `day` 到期的续费属于测试。",
                ),
            ),
            Mistake(
                split_on_the_day_of_the_list,
                Text(
                    "You went by `as_of`. Here `due_on` decides; in a month cut by `day` the two differ.",
                    "你按 `as_of` 来分了。这里以 `due_on` 为准；`day` 落在月中时，两者就不同了。",
                ),
            ),
            Mistake(truth_of_training_for_words, WORDS_ASKED),
            Mistake(truth_of_the_test_for_words, WORDS_ASKED),
            Mistake(
                trained_on_the_future,
                Text(
                    "The words have changed places: you train on the later renewals and test on the earlier ones.",
                    "两个词放反了：你用较晚的续费来训练，用较早的来测试。",
                ),
            ),
        ],
        also_right=[by_loop, by_map, by_cut],
        elsewhere=elsewhere,
        hints=[
            Text(
                "Which column decides? And on which side does `day` itself lie?", "由哪一列决定？`day` 当天属于哪一边？"
            ),
            Text(
                '`renewals["due_on"] >= pd.Timestamp(day)` is true for the test. Make words of it, for example with `np.where`.',
                '`renewals["due_on"] >= pd.Timestamp(day)` 为真的是测试。再把真假换成文字，例如用 `np.where`。',
            ),
            Text(
                '`pd.Series(np.where(later, "test", "train"), index=renewals["renewal_id"])`, where `later` is that comparison.',
                '`pd.Series(np.where(later, "test", "train"), index=renewals["renewal_id"])`，其中 `later` 就是上面的比较。',
            ),
        ],
    )


# --- the vendor


def _vendor_answer() -> Question:
    return Question(
        "vendor-answer",
        kind="choice",
        options=[
            Option(
                "A",
                Text(
                    "Where few leave, accuracy is nearly all about those who stay: the sheet of paper comes close without knowing anybody. And the column that lifts the vendor above it is filled in only after the member has cancelled.",
                    "离开的人很少时，准确率说的几乎全是留下的人：那张白纸对谁都一无所知，却也差不了多少。而让供应商胜出的那一列，是会员取消之后才填上的。",
                ),
            ),
            Option(
                "B",
                Text(
                    "A number of a membership is a date in disguise: low numbers began long ago, and those of them still here have been sorted. The model learns who happened to be here, and next year's numbers are higher than any it has seen. An ID is no feature.",
                    "会员编号其实是伪装过的日期：编号小的入会早，还在的都是筛选之后留下的。模型学到的只是“当时谁在”，而明年的编号比它见过的都大。编号不能当特征。",
                ),
            ),
            Option(
                "C",
                Text(
                    "Drawn at random or not, the close date of a cancelled membership is in the table: the accuracy would stay as high and as worthless. A random split would even hide what else is wrong.",
                    "不管随不随机，已取消的会员在表里都填着结束日期：准确率还会一样高，也一样没有价值。随机划分甚至会把别的毛病也盖住。",
                ),
            ),
            Option(
                "D",
                Text(
                    "It knows the outcome from the outcome: that is leakage. And for something rare ask about probabilities and their calibration, not about accuracy.",
                    "它是用结果来“预测”结果：这就是信息泄漏。对少见的事，要问的是概率和校准，不是准确率。",
                ),
                right=True,
            ),
        ],
        hints=[
            Text("On which day is `close_date` filled in?", "`close_date` 是哪一天填上的？"),
            Text(
                "How often does each of the three say yes, and how many points of accuracy lie between the last two?",
                "三者各说了多少次“会”？后两者的准确率差几个百分点？",
            ),
            Text(
                "One option names both faults: a column from after the event, and a measure that can't tell a model from a blank sheet.",
                "有一个选项把两个毛病都说到了：一列来自事后，一个指标分不出模型和白纸。",
            ),
        ],
    )


# --- what the model says

WEIGHTS: Final = pd.Series({"late": 0.5, "constant": -2.0, "dearer": 0.8, "use": -0.4})
SHARP: Final = pd.Series({"constant": 0.4, "visits": -1.5, "late": 1.0})
MEMBERS: Final = pd.DataFrame(
    {
        "renewal_id": [5, 3, 8, 6, 1],
        "dearer": [0, 1, 0, 0, 1],
        "use": [0.0, 1.5, 2.0, 1.0, 0.5],
        "complaints": [1, 0, 2, 0, 0],
        "late": [0, 1, 3, 2, 0],
    }
)
TWO_DRIVERS: Final = pd.DataFrame({"late": [0, 2, 1], "visits": [1.2, 0.3, 0.0]}, index=[11, 7, 9])


def sigmoid(log_odds: Any) -> Any:
    """Turn log-odds into probabilities."""
    return 1 / (1 + np.exp(-log_odds))


def log_odds_of(coefficients: pd.Series, table: pd.DataFrame) -> pd.Series:
    """Add up the log-odds of each row: what is right."""
    names = [name for name in coefficients.index if name != "constant"]
    return coefficients["constant"] + table[names].astype(float) @ coefficients[names]


def chance_of(coefficients: pd.Series, table: pd.DataFrame) -> pd.Series:
    """Predict the probability of each row: what is right."""
    return sigmoid(log_odds_of(coefficients, table))


def without_constant(coefficients: pd.Series) -> pd.Series:
    """Set the constant to nothing."""
    return coefficients.where(coefficients.index != "constant", 0.0)


def coefficients_for(table: pd.DataFrame, *names: str) -> pd.Series:
    """Make plausible coefficients that hang a little on the data."""
    shift = len(table) % 13 / 50
    known = {"late": 0.45 + shift, "use": -0.3 - shift, "dearer": 0.7, "complaints": 0.1, "tenure": -0.5 + shift / 2}
    found = pd.Series({name: known[name] for name in names})
    found["constant"] = -1.6 - shift
    return found.iloc[::-1]


CONSTANT_FORGOTTEN: Final = Text(
    "The constant is missing. Without it everybody starts from log-odds 0, that is from one half.",
    "漏掉了常数项。没有它，每个人都从对数几率 0、也就是二分之一出发。",
)


def _predicted_churn() -> Question:
    def log_odds_for_probability(coefficients: pd.Series, table: pd.DataFrame) -> pd.Series:
        return log_odds_of(coefficients, table)

    def odds_for_probability(coefficients: pd.Series, table: pd.DataFrame) -> pd.Series:
        return np.exp(log_odds_of(coefficients, table))

    def constant_forgotten(coefficients: pd.Series, table: pd.DataFrame) -> pd.Series:
        return chance_of(without_constant(coefficients), table)

    def columns_taken_by_their_place(coefficients: pd.Series, table: pd.DataFrame) -> Any:
        weights = coefficients.drop("constant")
        columns = table[[name for name in table.columns if name in weights.index]].to_numpy(dtype=float)
        return sigmoid(coefficients["constant"] + columns @ weights.to_numpy())

    def only_the_drivers_of_the_lesson_used(coefficients: pd.Series, table: pd.DataFrame) -> pd.Series:
        return chance_of(coefficients[coefficients.index.isin([*DRIVERS, "constant"])], table)

    def probability_of_staying(coefficients: pd.Series, table: pd.DataFrame) -> pd.Series:
        return 1 - chance_of(coefficients, table)

    def yes_or_no_for_a_probability(coefficients: pd.Series, table: pd.DataFrame) -> pd.Series:
        return (chance_of(coefficients, table) >= 0.5).astype(int)

    def one_number_for_all(coefficients: pd.Series, table: pd.DataFrame) -> float:
        return float(chance_of(coefficients, table).mean())

    def one_driver_forgotten(coefficients: pd.Series, table: pd.DataFrame) -> pd.Series:
        last = [name for name in coefficients.index if name != "constant"][-1]
        return chance_of(coefficients.drop(last), table)

    def by_loop(coefficients: pd.Series, table: pd.DataFrame) -> list[float]:
        found = []
        for row in table.to_dict("records"):
            total = sum(w * (1 if name == "constant" else row[name]) for name, w in coefficients.items())
            found.append(round(float(np.exp(total) / (1 + np.exp(total))), 4))
        return found

    def by_matrix(coefficients: pd.Series, table: pd.DataFrame) -> np.ndarray:
        design = table.assign(constant=1.0)[list(coefficients.index)].to_numpy(dtype=float)
        return np.asarray(1 / (1 + np.exp(-design @ coefficients.to_numpy())))

    def by_multiplication(coefficients: pd.Series, table: pd.DataFrame) -> pd.DataFrame:
        parts = table.assign(constant=1)[coefficients.index].mul(coefficients, axis=1)
        return parts.sum(axis=1).map(lambda value: 1 / (1 + np.exp(-value))).to_frame("p")

    def elsewhere(tables: Tables) -> Iterable[Arguments]:
        table = shuffled(drivers_in(tables), 1).drop(columns=["membership_id"])
        yield {"coefficients": coefficients_for(table, *DRIVERS), "table": table}
        renamed = {"use": "visits"}
        some = coefficients_for(table, "use", "late").rename(renamed)
        yield {"coefficients": some, "table": table.head(40).rename(columns=renamed)}

    return Question(
        "predicted-churn",
        tolerance=CHANCE,
        ordered=True,
        toys=[
            Toy(Text("Five members, three drivers", "五位会员，三个因素"), {"coefficients": WEIGHTS, "table": MEMBERS}),
            Toy(
                Text("Two drivers, in another order", "两个因素，换个顺序"),
                {"coefficients": SHARP, "table": TWO_DRIVERS},
            ),
        ],
        mistakes=[
            Mistake(
                log_odds_for_probability,
                Text(
                    "These are log-odds; they reach below 0. The last step is missing: 1 ÷ (1 + exp(−log-odds)).",
                    "这是对数几率，会小于 0。还差最后一步：1 ÷（1 + exp(−对数几率)）。",
                ),
            ),
            Mistake(
                odds_for_probability,
                Text(
                    "These are odds: those who leave for each who stays. For rare events they look like probabilities, and can exceed 1. Divide by 1 + odds.",
                    "这是几率：离开的与留下的之比。事件少见时，它和概率很像，却可能超过 1。请再除以 1 + 几率。",
                ),
            ),
            Mistake(constant_forgotten, CONSTANT_FORGOTTEN),
            Mistake(
                columns_taken_by_their_place,
                Text(
                    "You matched coefficients and columns by their place. Neither stands in a fixed order: go by the names.",
                    "你是按位置把系数和列对应起来的。两边的顺序都不固定：请按名称来对应。",
                ),
            ),
            Mistake(
                probability_of_staying,
                Text(
                    "This is the probability of staying. Mind the sign in exp(−log-odds).",
                    "这是留下的概率。注意 exp(−对数几率) 里的负号。",
                ),
            ),
            Mistake(
                yes_or_no_for_a_probability,
                Text(
                    "You made yes and no of the probabilities. Where few leave, nearly everybody gets a no, and all that the model knows is lost.",
                    "你把概率变成了“会”或“不会”。离开的人很少时，几乎人人都成了“不会”，模型知道的全丢了。",
                ),
            ),
            Mistake(
                one_number_for_all,
                Text(
                    "You give one number. Asked is a probability for each row.",
                    "你只给了一个数。题目要的是每一行各一个概率。",
                ),
            ),
            Mistake(
                only_the_drivers_of_the_lesson_used,
                Text(
                    "The names of our five drivers are written into your function, and others are passed over. Use whatever names `coefficients` holds.",
                    "你把我们五个因素的名称写死在函数里了，别的因素被跳过。`coefficients` 里有哪些名称，就用哪些。",
                ),
            ),
            Mistake(
                one_driver_forgotten,
                Text(
                    "One driver is missing from your sum. Go through all that `coefficients` names, however many there are.",
                    "你的和里少了一个因素。`coefficients` 里有几个，就要用上几个。",
                ),
            ),
        ],
        also_right=[by_loop, by_matrix, by_multiplication],
        elsewhere=elsewhere,
        hints=[
            Text(
                "Begin with the constant and add, driver by driver, coefficient × column.",
                "从常数项开始，逐个因素加上“系数 × 列”。",
            ),
            Text(
                '`for driver in coefficients.index.drop("constant"): log_odds = log_odds + coefficients[driver] * table[driver]`',
                '`for driver in coefficients.index.drop("constant"): log_odds = log_odds + coefficients[driver] * table[driver]`',
            ),
            Text("At the end: `return 1 / (1 + np.exp(-log_odds))`.", "最后：`return 1 / (1 + np.exp(-log_odds))`。"),
        ],
    )


# --- calibration


def _calibration_chart() -> Question:
    def groups(predicted: pd.Series, left: pd.Series, edges: list[float]) -> Any:
        table = pd.DataFrame({"predicted": predicted, "left": left})
        return table.groupby(pd.cut(predicted, edges, include_lowest=True), observed=True)

    def draw(said: Iterable[float], seen: Iterable[float], bars: bool = True) -> object:
        import matplotlib.pyplot as plt

        _, ax = plt.subplots()
        for shift, values, name in ((-0.2, list(said), "predicted"), (0.2, list(seen), "left")):
            if bars:
                ax.bar(np.arange(len(values)) + shift, values, width=0.4, label=name)
            else:
                ax.plot(values, marker="o", label=name)
        ax.set(xlabel="group", ylabel="share", title="calibration")
        ax.set_ylim(0, None)
        ax.legend()
        return ax

    def yes_or_no_for_a_probability(predicted: pd.Series, left: pd.Series, edges: list[float]) -> object:
        found = groups(predicted, left, edges)
        return draw([float((rows["predicted"] >= 0.5).mean()) for _, rows in found], found["left"].mean())

    def numbers_of_people_for_shares(predicted: pd.Series, left: pd.Series, edges: list[float]) -> object:
        found = groups(predicted, left, edges)
        return draw(found["predicted"].sum(), found["left"].sum())

    def share_of_all_who_left(predicted: pd.Series, left: pd.Series, edges: list[float]) -> object:
        found = groups(predicted, left, edges)
        return draw(found["predicted"].mean(), found["left"].sum() / left.sum())

    def middle_of_the_group_for_its_mean(predicted: pd.Series, left: pd.Series, edges: list[float]) -> object:
        found = groups(predicted, left, edges)["left"].mean()
        return draw([(group.left + group.right) / 2 for group in found.index], found)

    def regrouped(predicted: pd.Series, left: pd.Series, group: pd.Series) -> object:
        found = pd.DataFrame({"predicted": predicted, "left": left}).groupby(group, observed=True).mean()
        return draw(found["predicted"], found["left"])

    def groups_of_equal_size(predicted: pd.Series, left: pd.Series, edges: list[float]) -> object:
        return regrouped(predicted, left, pd.qcut(predicted, len(edges) - 1, duplicates="drop"))

    def groups_of_equal_width(predicted: pd.Series, left: pd.Series, edges: list[float]) -> object:
        return regrouped(predicted, left, pd.cut(predicted, len(edges) - 1))

    def edges_of_the_notebook(predicted: pd.Series, left: pd.Series, edges: list[float]) -> object:
        return regrouped(predicted, left, pd.cut(predicted, [0, 0.03, 0.06, 0.1, 0.2, 1], include_lowest=True))

    def numbers_of_leavers_for_their_share(predicted: pd.Series, left: pd.Series, edges: list[float]) -> object:
        found = groups(predicted, left, edges)
        return draw(found["predicted"].mean(), found["left"].sum())

    def names_exchanged(predicted: pd.Series, left: pd.Series, edges: list[float]) -> object:
        found = groups(predicted, left, edges)
        return draw(found["left"].mean(), found["predicted"].mean())

    def prediction_laid_along_the_axis(predicted: pd.Series, left: pd.Series, edges: list[float]) -> object:
        import matplotlib.pyplot as plt

        found = groups(predicted, left, edges)
        _, ax = plt.subplots()
        ax.plot(found["predicted"].mean(), found["left"].mean(), marker="o", label="left")
        ax.plot([0, 1], [0, 1], linestyle="--")
        ax.set(xlabel="predicted", ylabel="left", title="calibration")
        return ax

    def empty_groups_drawn_as_nothing(predicted: pd.Series, left: pd.Series, edges: list[float]) -> object:
        table = pd.DataFrame({"predicted": predicted, "left": left})
        found = table.groupby(pd.cut(predicted, edges, include_lowest=True), observed=False).mean().fillna(0)
        return draw(found["predicted"], found["left"])

    def groups_added_up(predicted: pd.Series, left: pd.Series, edges: list[float]) -> object:
        found = groups(predicted, left, edges)
        size = found.size().cumsum()
        return draw(found["predicted"].sum().cumsum() / size, found["left"].sum().cumsum() / size)

    def only_who_left_drawn(predicted: pd.Series, left: pd.Series, edges: list[float]) -> object:
        found = groups(predicted, left, edges)["left"].mean()
        return draw(found, found)

    def in_percent(predicted: pd.Series, left: pd.Series, edges: list[float]) -> object:
        found = groups(predicted, left, edges)
        return draw(100 * found["predicted"].mean(), 100 * found["left"].mean())

    def as_lines(predicted: pd.Series, left: pd.Series, edges: list[float]) -> object:
        found = groups(predicted, left, edges)
        return draw(found["predicted"].mean(), found["left"].mean(), bars=False)

    def by_pandas(predicted: pd.Series, left: pd.Series, edges: list[float]) -> object:
        ax = groups(predicted, left, edges).mean().plot.bar(xlabel="group", ylabel="share", title="calibration")
        ax.set_ylim(0, None)
        return ax

    def by_loop_over_edges(predicted: pd.Series, left: pd.Series, edges: list[float]) -> object:
        said, seen = [], []
        for low, high in itertools.pairwise(edges):
            inside = (predicted >= low) & (predicted < high)
            if inside.any():
                said.append(predicted[inside].mean())
                seen.append(left[inside].mean())
        return draw(said, seen)

    def elsewhere(tables: Tables) -> Iterable[Arguments]:
        table = drivers_in(tables).set_index("renewal_id")
        predicted = chance_of(coefficients_for(table, *DRIVERS), table)
        for edges in ([0, 0.03, 0.06, 0.1, 0.2, 1], [0, 0.05, 0.15, 0.5, 1]):
            yield {"predicted": predicted, "left": table["cancelled"], "edges": edges}

    return Question(
        "calibration-chart",
        kind="chart",
        tolerance=6e-4,
        toys=[
            Toy(
                Text("Twelve renewals, one group empty", "十二次续费，有一组没有人"),
                {
                    "predicted": pd.Series(
                        [0.62, 0.02, 0.07, 0.14, 0.04, 0.11, 0.01, 0.08, 0.13, 0.03, 0.55, 0.09],
                        index=pd.Index([21, 4, 7, 19, 5, 13, 2, 8, 16, 3, 25, 9], name="renewal_id"),
                    ),
                    "left": pd.Series(
                        [1, 0, 0, 1, 0, 0, 0, 1, 0, 1, 1, 0],
                        index=pd.Index([21, 4, 7, 19, 5, 13, 2, 8, 16, 3, 25, 9], name="renewal_id"),
                    ),
                    "edges": [0, 0.05, 0.1, 0.2, 0.5, 1],
                },
            ),
            Toy(
                Text("A shop that many leave, three groups", "一家流失严重的店，三组"),
                {
                    "predicted": pd.Series([0.41, 0.72, 0.33, 0.55, 0.31, 0.69, 0.58, 0.35], index=range(31, 39)),
                    "left": pd.Series([0, 1, 0, 1, 1, 0, 1, 0], index=range(31, 39)),
                    "edges": [0.3, 0.4, 0.6, 0.8],
                },
            ),
        ],
        mistakes=[
            Mistake(
                yes_or_no_for_a_probability,
                Text(
                    "You turned the predictions into yes and no before averaging. That is accuracy again; it is the probabilities that are put to the test.",
                    "你先把预测变成“会”或“不会”，再取平均。这又回到了准确率；要检验的是概率本身。",
                ),
            ),
            Mistake(
                numbers_of_people_for_shares,
                Text(
                    "You drew numbers of members. Groups are of unlike size: draw the mean prediction and the share who left.",
                    "你画的是人数。各组大小不同：请画预测的平均值和离开的比例。",
                ),
            ),
            Mistake(
                share_of_all_who_left,
                Text(
                    "You divided by all who left. That shows in which group the leavers are; asked is how many of *this group* left.",
                    "你除以的是全部离开的人。这说明离开的人在哪一组；题目问的是**这一组里**有多少人离开。",
                ),
            ),
            Mistake(
                middle_of_the_group_for_its_mean,
                Text(
                    "You drew the middle of each group's edges. Its members may all stand near one edge: draw the mean of their predictions.",
                    "你画的是每组上下界的中点。组里的人可能都靠近一边：请画他们预测值的平均。",
                ),
            ),
            Mistake(
                groups_of_equal_size,
                Text(
                    "You made groups of equal size. That is done too, but here the groups are given by `edges`.",
                    "你按人数平均分了组。这种做法也有人用，但这里的分组由 `edges` 给定。",
                ),
            ),
            Mistake(
                groups_of_equal_width,
                Text(
                    "You cut the range into pieces of equal width. Here the groups are given by `edges`: narrow where most members stand.",
                    "你把整个范围切成了等宽的几段。这里的分组由 `edges` 给定：人多的地方分得细。",
                ),
            ),
            Mistake(
                edges_of_the_notebook,
                Text(
                    "The edges of the example are written into your function. Use `edges`.",
                    "你把示例里的分界写死在函数里了。请用 `edges`。",
                ),
            ),
            Mistake(
                numbers_of_leavers_for_their_share,
                Text(
                    "Beside the mean prediction you drew *how many* left. Only the share of the group's members who left can be compared with it.",
                    "在平均预测旁边，你画的是离开的**人数**。能与它相比的，是这一组里离开的比例。",
                ),
            ),
            Mistake(
                names_exchanged,
                Text(
                    "The names are exchanged: what you call the prediction is the share who left.",
                    "两个名称写反了：你标成“预测”的，是实际离开的比例。",
                ),
            ),
            Mistake(
                prediction_laid_along_the_axis,
                Text(
                    "You drew the share who left over the mean prediction: a reliability diagram, as specialists do. For colleagues, draw **both as heights**, side by side or as two lines.",
                    "你以平均预测为横轴，画出了离开的比例：这是行家用的可靠性图。给同事看，请把**两者都画成高度**：并排的柱子，或两条线。",
                ),
            ),
            Mistake(
                empty_groups_drawn_as_nothing,
                Text(
                    "A group without anybody is drawn as 0. There nobody left and nobody stayed: leave it out.",
                    "没有人的组，你画成了 0。那里没有人离开，也没有人留下：不要画。",
                ),
            ),
            Mistake(
                groups_added_up,
                Text(
                    "You added the groups up from left to right. Each group stands for itself.",
                    "你从左到右累计了。每一组应当单独看。",
                ),
            ),
            Mistake(
                only_who_left_drawn,
                Text(
                    "Both series show who left. Without the predictions there is nothing to compare with.",
                    "两组数据都是实际离开的比例。没有预测，就没有可比的东西。",
                ),
            ),
        ],
        also_right=[in_percent, as_lines, by_pandas, by_loop_over_edges],
        elsewhere=elsewhere,
        hints=[
            Text(
                "`pd.cut(predicted, edges, include_lowest=True)` says to which group each prediction belongs.",
                "`pd.cut(predicted, edges, include_lowest=True)` 能说出每个预测值属于哪一组。",
            ),
            Text(
                '`pd.DataFrame({"predicted": predicted, "left": left}).groupby(group, observed=True).mean()` has both values of each group; `observed=True` leaves empty groups out.',
                '`pd.DataFrame({"predicted": predicted, "left": left}).groupby(group, observed=True).mean()` 就有每组的两个值；`observed=True` 会去掉没有人的组。',
            ),
            Text(
                '`ax = table.plot.bar()`, then `ax.set_ylim(0, None)`, `ax.set(xlabel=label("group"), ylabel=label("churn"), title=label("calibration-title"))`, `return ax`.',
                '`ax = table.plot.bar()`，再写 `ax.set_ylim(0, None)`、`ax.set(xlabel=label("group"), ylabel=label("churn"), title=label("calibration-title"))`、`return ax`。',
            ),
        ],
    )


# --- raise one driver


def _effect_of_driver() -> Question:
    def moved(table: pd.DataFrame, driver: str, by: float | pd.Series) -> pd.DataFrame:
        return table.assign(**{driver: table[driver] + by})

    def right(coefficients: pd.Series, table: pd.DataFrame, driver: str, by: float | pd.Series) -> float:
        return float(chance_of(coefficients, moved(table, driver, by)).mean() - chance_of(coefficients, table).mean())

    def coefficient_taken_for_the_effect(coefficients: pd.Series, table: pd.DataFrame, driver: str, by: float) -> float:
        return float(coefficients[driver] * by)

    def odds_ratio_taken_for_the_effect(coefficients: pd.Series, table: pd.DataFrame, driver: str, by: float) -> float:
        return float(np.exp(coefficients[driver] * by))

    def effect_on_the_average_member(coefficients: pd.Series, table: pd.DataFrame, driver: str, by: float) -> float:
        mean = table.mean(numeric_only=True).to_frame().T
        return right(coefficients, mean, driver, by)

    def slope_for_a_step(coefficients: pd.Series, table: pd.DataFrame, driver: str, by: float) -> float:
        now = chance_of(coefficients, table)
        return float((coefficients[driver] * now * (1 - now)).mean() * by)

    def relative_for_absolute(coefficients: pd.Series, table: pd.DataFrame, driver: str, by: float) -> float:
        return right(coefficients, table, driver, by) / float(chance_of(coefficients, table).mean())

    def set_to_for_raised_by(coefficients: pd.Series, table: pd.DataFrame, driver: str, by: float) -> float:
        there = table.assign(**{driver: float(by)})
        return float(chance_of(coefficients, there).mean() - chance_of(coefficients, table).mean())

    def with_it_against_without_it(coefficients: pd.Series, table: pd.DataFrame, driver: str, by: float) -> float:
        some, none = table.assign(**{driver: float(by)}), table.assign(**{driver: 0.0})
        return float(chance_of(coefficients, some).mean() - chance_of(coefficients, none).mean())

    def constant_forgotten(coefficients: pd.Series, table: pd.DataFrame, driver: str, by: float) -> float:
        return right(without_constant(coefficients), table, driver, by)

    def before_minus_after(coefficients: pd.Series, table: pd.DataFrame, driver: str, by: float) -> float:
        return -right(coefficients, table, driver, by)

    def points_for_shares(coefficients: pd.Series, table: pd.DataFrame, driver: str, by: float) -> float:
        return 100 * right(coefficients, table, driver, by)

    def multiplied_for_added(coefficients: pd.Series, table: pd.DataFrame, driver: str, by: float) -> float:
        return right(coefficients, table, driver, table[driver] * by)

    def only_those_raised_who_have_some(coefficients: pd.Series, table: pd.DataFrame, driver: str, by: float) -> float:
        return right(coefficients, table, driver, by * (table[driver] > 0))

    def lowered_for_raised(coefficients: pd.Series, table: pd.DataFrame, driver: str, by: float) -> float:
        return right(coefficients, table, driver, -by)

    def churn_after_the_change(coefficients: pd.Series, table: pd.DataFrame, driver: str, by: float) -> float:
        return float(chance_of(coefficients, moved(table, driver, by)).mean())

    def raised_by_one_whatever_was_asked(coefficients: pd.Series, table: pd.DataFrame, driver: str, by: float) -> float:
        return right(coefficients, table, driver, 1)

    def by_shift(coefficients: pd.Series, table: pd.DataFrame, driver: str, by: float) -> float:
        now = log_odds_of(coefficients, table).to_numpy()
        return round(float(np.mean(sigmoid(now + coefficients[driver] * by) - sigmoid(now))), 4)

    def by_copy(coefficients: pd.Series, table: pd.DataFrame, driver: str, by: float) -> pd.Series:
        other = table.copy()
        other[driver] = other[driver] + by
        both = pd.concat({"now": chance_of(coefficients, table), "then": chance_of(coefficients, other)}, axis=1)
        return (both["then"] - both["now"]).to_frame("effect").mean()

    def by_loop(coefficients: pd.Series, table: pd.DataFrame, driver: str, by: float) -> np.float64:
        changes = []
        for row in table.to_dict("records"):
            total = coefficients["constant"] + sum(
                coefficients[name] * row[name] for name in coefficients.index if name != "constant"
            )
            changes.append(sigmoid(total + coefficients[driver] * by) - sigmoid(total))
        return np.mean(changes)

    def elsewhere(tables: Tables) -> Iterable[Arguments]:
        table = drivers_in(tables)
        weights = coefficients_for(table, *DRIVERS)
        yield {"coefficients": weights, "table": table, "driver": "late", "by": 2}
        yield {"coefficients": weights, "table": table, "driver": "use", "by": 0.7}

    return Question(
        "effect-of-driver",
        tolerance=CHANCE,
        toys=[
            Toy(
                Text("Two more late deliveries for everyone", "每个人多两次迟到"),
                {"coefficients": WEIGHTS, "table": MEMBERS, "driver": "late", "by": 2},
            ),
            Toy(
                Text("More visits, in a model with two drivers", "多来几次，两个因素的模型"),
                {"coefficients": SHARP, "table": TWO_DRIVERS, "driver": "visits", "by": 0.5},
            ),
            Toy(
                Text("Nothing raised", "什么也没提高"),
                {"coefficients": SHARP, "table": TWO_DRIVERS, "driver": "late", "by": 0},
            ),
        ],
        mistakes=[
            Mistake(
                coefficient_taken_for_the_effect,
                Text(
                    "This is the coefficient times `by`: a change of log-odds. What it makes of the probability depends on where a member stands; predict twice and compare.",
                    "这是系数乘以 `by`，是对数几率的变化。概率变多少，取决于会员原来在哪里：请预测两次再比较。",
                ),
            ),
            Mistake(
                odds_ratio_taken_for_the_effect,
                Text(
                    'This is an odds ratio. "Times 1.6" of what? It is read as a risk nearly always, and wrongly. Asked are percentage points of churn.',
                    "这是几率比。“1.6 倍”是什么的 1.6 倍？人们几乎总把它误读成风险的倍数。题目要的是流失率的百分点。",
                ),
            ),
            Mistake(
                effect_on_the_average_member,
                Text(
                    "You asked one average member. Nobody is that member, and the curve is bent: the mean of the changes isn't the change at the mean. Predict for every row, then average.",
                    "你问的是一位“平均会员”。这样的人并不存在，而且曲线是弯的：变化的平均，不等于平均处的变化。请对每一行预测，再取平均。",
                ),
            ),
            Mistake(
                slope_for_a_step,
                Text(
                    "You took the slope at today's values times `by`. For a small step that is near; over a real one the curve bends. Predict twice.",
                    "你用的是现状处的斜率乘以 `by`。步子很小时差不多；步子一大，曲线就弯了。请预测两次。",
                ),
            ),
            Mistake(
                relative_for_absolute,
                Text(
                    "You divided by today's churn. Half as much again of very little is still very little: asked is the difference in percentage points.",
                    "你又除以了现在的流失率。很小的数多出一半，还是很小：题目要的是相差几个百分点。",
                ),
            ),
            Mistake(
                set_to_for_raised_by,
                Text(
                    "You set the driver *to* `by`. Asked is what happens when everyone has `by` *more* than now.",
                    "你把这个因素**设成**了 `by`。题目问的是：每个人都比现在**多** `by`，会怎样。",
                ),
            ),
            Mistake(
                with_it_against_without_it,
                Text(
                    "You compare everyone with `by` and everyone with none. Asked is a change from how things are: `by` more than now, against now.",
                    "你比较的是“人人都有 `by`”和“人人都没有”。题目问的是从现状出发的变化：比现在多 `by`，与现在相比。",
                ),
            ),
            Mistake(constant_forgotten, CONSTANT_FORGOTTEN),
            Mistake(
                before_minus_after,
                Text(
                    "The sign is the wrong way round: after minus before, so that more churn is above zero.",
                    "正负号反了：应当是之后减之前，流失增加时为正。",
                ),
            ),
            Mistake(
                points_for_shares,
                Text(
                    "This is in percentage points. Return the share: 0.02 for two points.",
                    "这是以百分点计的。请返回比例：两个百分点写成 0.02。",
                ),
            ),
            Mistake(
                multiplied_for_added,
                Text(
                    "You multiplied. Asked is `by` *more* for everyone: who has 0 then has `by`.",
                    "你用的是乘。题目问的是每个人都**多** `by`：原来是 0 的，就变成 `by`。",
                ),
            ),
            Mistake(
                only_those_raised_who_have_some,
                Text(
                    "You raised the driver only where it was above 0. Asked is `by` more for **every** row.",
                    "你只提高了原来大于 0 的那些行。题目问的是**每一行**都多 `by`。",
                ),
            ),
            Mistake(
                lowered_for_raised,
                Text(
                    "You lowered the driver. Asked is what happens when everyone has `by` more.",
                    "你把这个因素降低了。题目问的是每个人都多 `by` 时会怎样。",
                ),
            ),
            Mistake(
                churn_after_the_change,
                Text(
                    "This is the churn after the change. Asked is by how much it changes.",
                    "这是变化之后的流失率。题目问的是变化了多少。",
                ),
            ),
            Mistake(
                raised_by_one_whatever_was_asked,
                Text("You raise by 1 whatever `by` says.", "不管 `by` 是多少，你都提高了 1。"),
            ),
        ],
        also_right=[by_shift, by_copy, by_loop],
        elsewhere=elsewhere,
        hints=[
            Text(
                "You need two predictions for every row: one as things are, one with the driver raised.",
                "每一行需要两个预测：一个照现状，一个把因素提高之后。",
            ),
            Text(
                "`raised = table.assign(**{driver: table[driver] + by})` raises the driver and leaves `table` as it was.",
                "`raised = table.assign(**{driver: table[driver] + by})` 提高了这个因素，而 `table` 保持原样。",
            ),
            Text(
                "`predicted_churn(coefficients, raised).mean() - predicted_churn(coefficients, table).mean()`, or the same with the formula written out.",
                "`predicted_churn(coefficients, raised).mean() - predicted_churn(coefficients, table).mean()`，或者把公式直接写出来。",
            ),
        ],
    )


# --- complaints


def complaints_of(text: str) -> pd.DataFrame:
    """Build a small table from lines of late deliveries, complaints, whether cancelled, and how many rows alike."""
    rows = []
    for line in text.strip().splitlines():
        late, complaints, cancelled, times = (int(part) for part in line.split())
        rows += [(late, complaints, cancelled)] * times
    return pd.DataFrame(rows, columns=["late", "complaints", "cancelled"])


SEVERAL_ARE_SOME: Final = Text(
    "You took only rows with exactly one complaint for complainers. Who complained twice complained too.",
    "你只把恰好一次投诉的算作投诉者。投诉两次的人也投诉过。",
)


def _complaint_gap() -> Question:
    def crude(table: pd.DataFrame) -> float:
        share = table.groupby(table["complaints"] > 0)["cancelled"].mean()
        return float(share.get(True, np.nan) - share.get(False, np.nan))

    def each(table: pd.DataFrame) -> pd.DataFrame:
        rows = [
            (crude(alike), (alike["complaints"] > 0).sum(), (alike["complaints"] == 0).sum(), alike["complaints"].sum())
            for _, alike in table.groupby("late")
        ]
        found = pd.DataFrame(rows, columns=["gap", "complainers", "others", "complaints"], dtype=float).dropna()
        return found.assign(all=found["complainers"] + found["others"])

    def weighted(table: pd.DataFrame, by: str) -> float:
        found = each(table)
        return float((found["gap"] * found[by]).sum() / found[by].sum()) if len(found) else float("nan")

    def right(drivers: pd.DataFrame) -> float:
        return weighted(drivers, "complainers")

    def complaint_read_as_cause(drivers: pd.DataFrame) -> float:
        return crude(drivers)

    def every_value_given_the_same_weight(drivers: pd.DataFrame) -> float:
        return float(each(drivers)["gap"].mean())

    def weighted_by_everybody(drivers: pd.DataFrame) -> float:
        return weighted(drivers, "all")

    def weighted_by_the_others(drivers: pd.DataFrame) -> float:
        return weighted(drivers, "others")

    def weighted_by_complaints(drivers: pd.DataFrame) -> float:
        return weighted(drivers, "complaints")

    def means_of_shares_subtracted(drivers: pd.DataFrame) -> float:
        share = drivers.groupby([drivers["complaints"] > 0, "late"])["cancelled"].mean()
        both = share.groupby("complaints").mean()
        return float(both.get(True, np.nan) - both.get(False, np.nan))

    def nobody_taken_for_nobody_who_left(drivers: pd.DataFrame) -> float:
        complains = drivers["complaints"] > 0
        alike = drivers[~complains].groupby("late")["cancelled"].mean()
        some = drivers[complains]
        return float(some["cancelled"].mean() - some["late"].map(alike).fillna(0).mean())

    def no_difference_where_nothing_can_be_compared(drivers: pd.DataFrame) -> float:
        return float(np.nan_to_num(right(drivers)))

    def rows_with_several_complaints_left_out(drivers: pd.DataFrame) -> float:
        return right(drivers[drivers["complaints"] < 2])

    def others_minus_complainers(drivers: pd.DataFrame) -> float:
        return -right(drivers)

    def late_or_not_for_how_often(drivers: pd.DataFrame) -> float:
        return right(drivers.assign(late=(drivers["late"] > 0).astype(int)))

    def only_members_without_late_deliveries(drivers: pd.DataFrame) -> float:
        return right(drivers[drivers["late"] == 0])

    def only_one_complaint_counted(drivers: pd.DataFrame) -> float:
        return right(drivers.assign(complaints=(drivers["complaints"] == 1).astype(int)))

    def several_complaints_for_a_complaint(drivers: pd.DataFrame) -> float:
        return right(drivers.assign(complaints=(drivers["complaints"] > 1).astype(int)))

    def no_comparison_counted_as_no_difference(drivers: pd.DataFrame) -> float:
        rows = [(crude(a), int((a["complaints"] > 0).sum())) for _, a in drivers.groupby("late")]
        total = sum(number for _, number in rows)
        return sum(gap * number for gap, number in rows if gap == gap) / total if total else float("nan")

    def late_deliveries_compared_instead(drivers: pd.DataFrame) -> float:
        return right(drivers.rename(columns={"late": "complaints", "complaints": "late"}))

    def by_pivot(drivers: pd.DataFrame) -> float:
        table = drivers.assign(who=np.where(drivers["complaints"] > 0, "yes", "no")).pivot_table(
            index="late", columns="who", values="cancelled", aggfunc=["mean", "size"]
        )
        if not {("mean", "yes"), ("mean", "no")} <= set(table.columns):
            return float("nan")
        gap = (table["mean", "yes"] - table["mean", "no"]).dropna()
        weight = table["size", "yes"].loc[gap.index]
        return float(np.average(gap, weights=weight)) if len(gap) else float("nan")

    def by_what_complainers_would_have_done(drivers: pd.DataFrame) -> float | None:
        complains = drivers["complaints"] >= 1
        alike = drivers[~complains].groupby("late")["cancelled"].mean()
        some = drivers[complains & drivers["late"].isin(alike.index)]
        if some.empty:
            return None
        return float(some["cancelled"].mean() - some["late"].map(alike).mean())

    def by_loop(drivers: pd.DataFrame) -> float:
        cells: dict[int, list[list[int]]] = {}
        for row in drivers.itertuples():
            cells.setdefault(row.late, [[], []])[int(row.complaints > 0)].append(row.cancelled)
        parts = [
            (sum(yes) / len(yes) - sum(no) / len(no), len(yes)) for no, yes in cells.values() if len(yes) and len(no)
        ]
        return round(sum(g * n for g, n in parts) / sum(n for _, n in parts), 4) if parts else float("nan")

    def elsewhere(tables: Tables) -> Iterable[Arguments]:
        table = drivers_in(tables)
        columns = ["renewal_id", "late", "complaints", "cancelled"]
        yield {"drivers": table[columns]}
        number = table["renewal_id"] // 2
        late = (number % 10).map({0: 1, 1: 1, 2: 2, 3: 2, 4: 3}).fillna(0).astype(int)
        made_up = table.assign(late=late, complaints=np.where(late == 3, 2, number // 10 % 3 * (number % 3 > 0)))
        yield {"drivers": made_up[columns]}
        yield {"drivers": table.loc[table["complaints"] > 0, columns]}

    return Question(
        "complaint-gap",
        tolerance=CHANCE,
        toys=[
            Toy(
                Text("Twenty-four renewals, late up to three times", "二十四次续费，迟到最多三次"),
                {
                    "drivers": complaints_of(
                        """
                        0 0 0 7
                        0 0 1 1
                        0 1 0 2
                        0 2 0 1
                        1 0 0 3
                        1 0 1 1
                        1 1 0 1
                        1 1 1 1
                        1 3 1 1
                        2 0 1 1
                        2 0 0 1
                        2 1 1 2
                        3 2 1 2
                        """
                    )
                },
            ),
            Toy(
                Text("Nobody without a complaint alike", "没有可比的人"),
                {"drivers": complaints_of("0 0 0 2\n0 0 1 1\n2 1 1 1\n2 1 0 1")},
            ),
        ],
        mistakes=[
            Mistake(
                complaint_read_as_cause,
                Text(
                    "You compared all complainers with all others. Complainers have had more late parcels, and these alone make people leave: you have charged the complaints with what the parcels did. Compare within equally many late deliveries.",
                    "你把全部投诉者和全部其他人相比。投诉者遇到的迟到更多，而迟到本身就让人离开：你把包裹的账记到了投诉头上。请在迟到次数相同的人之间比较。",
                ),
            ),
            Mistake(
                every_value_given_the_same_weight,
                Text(
                    "Each number of late deliveries got the same weight, however few complainers stand behind it. A handful of unlucky members then decides. Weigh by the number of complainers.",
                    "每种迟到次数都给了同样的权重，不管背后有几个投诉者。这样，寥寥几位不走运的会员就能左右结果。请以投诉者人数为权重。",
                ),
            ),
            Mistake(
                weighted_by_everybody,
                Text(
                    "You weighted by all renewals. Most of them have no late delivery and no complaint; asked is about the complainers, so they give the weights.",
                    "你以全部续费为权重了。其中多数既没有迟到也没有投诉；题目问的是投诉者，权重应当是投诉者人数。",
                ),
            ),
            Mistake(
                weighted_by_the_others,
                Text(
                    "You weighted by those who did not complain. The question is what *their* complaining goes with: the complainers give the weights.",
                    "你以没有投诉的人数为权重了。题目问的是投诉者的投诉伴随着什么：权重应当是投诉者人数。",
                ),
            ),
            Mistake(
                weighted_by_complaints,
                Text(
                    "You weighted by the number of complaints. Who complains three times is still one complainer.",
                    "你以投诉次数为权重了。投诉三次的人，仍是一位投诉者。",
                ),
            ),
            Mistake(
                means_of_shares_subtracted,
                Text(
                    "You averaged the shares of complainers, and those of the others, and subtracted at the end. Then the two sides have different numbers of late deliveries again. Subtract at each value first.",
                    "你先分别平均了投诉者和其他人的比例，最后才相减。这样两边的迟到次数又不一样了。请先在每种迟到次数上相减。",
                ),
            ),
            Mistake(
                nobody_taken_for_nobody_who_left,
                Text(
                    "Where there are only complainers you took the others' share for 0. There are no others; leave that value of `late` out.",
                    "在只有投诉者的地方，你把其他人的比例当成了 0。那里并没有其他人：请不要用这种迟到次数。",
                ),
            ),
            Mistake(
                no_difference_where_nothing_can_be_compared,
                Text(
                    'Where no comparison can be made you say 0: that there is no difference. We don\'t know: return `float("nan")`.',
                    '无从比较时，你给了 0，等于说没有差别。其实我们并不知道：请返回 `float("nan")`。',
                ),
            ),
            Mistake(rows_with_several_complaints_left_out, SEVERAL_ARE_SOME),
            Mistake(
                others_minus_complainers,
                Text(
                    "The sign is the wrong way round: complainers minus others.", "正负号反了：应当是投诉者减其他人。"
                ),
            ),
            Mistake(
                late_or_not_for_how_often,
                Text(
                    "You compared late with not late. Who has been let down twice is not like who has been let down once: go by the number.",
                    "你只分了“迟到过”和“没迟到过”。被耽误两次的人和一次的人并不一样：请按次数来分。",
                ),
            ),
            Mistake(
                only_members_without_late_deliveries,
                Text(
                    "You looked only at members without a late delivery. Most of what a complaint is about is missing there; compare at every number of late deliveries.",
                    "你只看了没有迟到的会员。引起投诉的主要原因恰恰被你排除在外；请对每种迟到次数都作比较。",
                ),
            ),
            Mistake(only_one_complaint_counted, SEVERAL_ARE_SOME),
            Mistake(
                several_complaints_for_a_complaint,
                Text(
                    "You took only rows with two or more complaints for complainers. One is enough.",
                    "你只把两次以上投诉的算作投诉者。一次就够了。",
                ),
            ),
            Mistake(
                no_comparison_counted_as_no_difference,
                Text(
                    "Complainers with nobody to compare them with are in your weights, as if their difference were 0. Leave them out of the average.",
                    "没有人可比的投诉者也进了你的权重，等于把他们的差值当成 0。请不要把他们算进平均。",
                ),
            ),
            Mistake(
                late_deliveries_compared_instead,
                Text(
                    "You compared late with not late among people who complained equally often. The question is the other way round.",
                    "你是在投诉次数相同的人里，比较迟到与不迟到。题目问的正好相反。",
                ),
            ),
        ],
        also_right=[by_pivot, by_what_complainers_would_have_done, by_loop],
        elsewhere=elsewhere,
        hints=[
            Text(
                'For each group of `drivers.groupby("late")` you need two shares and one number: how many complainers there are.',
                '对 `drivers.groupby("late")` 的每一组，需要两个比例和一个数：有多少投诉者。',
            ),
            Text(
                '`complains = alike["complaints"] > 0`; go on only if `complains.any() and not complains.all()`.',
                '`complains = alike["complaints"] > 0`；只有 `complains.any() and not complains.all()` 时才往下算。',
            ),
            Text(
                'Add up `gap * complains.sum()` in one number and `complains.sum()` in another; at the end divide, or return `float("nan")` if the second is 0.',
                '一边累加 `gap * complains.sum()`，一边累加 `complains.sum()`；最后相除，如果后者为 0，就返回 `float("nan")`。',
            ),
        ],
    )


QUESTIONS: Final = [
    _by_hand(),
    _recent_counts(),
    _last_answer(),
    _split_by_time(),
    _vendor_answer(),
    _predicted_churn(),
    _calibration_chart(),
    _effect_of_driver(),
    _complaint_gap(),
]
