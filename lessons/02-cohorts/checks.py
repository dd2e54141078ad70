"""Cohorts: small cases, the wrong answers learners give, and other right ones.

Toys are chosen so that every mistake differs from the reference and from every other mistake on at least one of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Final

import numpy as np
import pandas as pd

from grader.questions import Arguments, Mistake, Namespace, Option, Question, Tables, Text, Toy

BEGIN: Final = "2024-07-01"
LAST_MONTH: Final = "2026-06"
NOVEMBERS: Final = ["2024-11", "2025-11"]
SHARE: Final = 6e-4
"""A share rounded to three decimals is as good as the whole number."""
DRAWN: Final = 6e-3
"""In a picture a share rounded to two decimals looks the same."""

CALENDAR_MONTH: Final = Text(
    "You sorted by the month of the *order* at hand. But a cohort is fixed by a customer's first purchase and never changes: "
    "with you everyone starts anew every month, and nobody ever grows older than 0.",
    "你按当前这笔订单的月份来分组。可同期群由首次购买的月份决定，之后永远不变：照你的分法，每个人每个月都重新开始，谁也长不大，月龄永远是 0。",
)
ORDERS_FOR_CUSTOMERS: Final = Text(
    "You counted purchases where customers are asked for. Someone who buys three times in a month is still one customer who "
    "stayed; a few enthusiasts must not stand in for those who left.",
    "题目问的是顾客，你数的却是购买次数。一个月买三次的人，也只是一位留下的顾客；不能让少数“铁粉”顶替那些已经离开的人。",
)
UNOBSERVED_AS_ZERO: Final = Text(
    "What hasn't happened yet stands there as 0. Zero claims that we looked and nobody came; but those months lie after the data. "
    "Every young cohort then seems to be dying. Leave the cells empty.",
    "还没有发生的月份，你写成了 0。0 的意思是“我们看了，没有人来”；可那些月份在数据结束之后，谁也没看过。这样一来，年轻的同期群个个像要垮掉。这些格子应当留空。",
)
ZEROS_EMPTY: Final = Text(
    'Where we looked and nobody came, your cell is empty. That is news, bad news, and must not look like "not yet". Put 0.',
    "看过了、确实没有人来的格子，你留成了空。这可是个消息，还是坏消息，不能让它看上去像“还不知道”。请写 0。",
)
UNWEIGHTED: Final = Text(
    "You averaged the cohorts' rates. A cohort of three customers then has as much say as one of three hundred. First add up the "
    "customers, above and below the line, then divide once.",
    "你是把各个同期群的比率拿来平均。这样，3 个人的同期群和 300 个人的同期群分量一样重。先把人数加起来（分子、分母各加各的），最后只除一次。",
)
DAYS_ROUNDED: Final = Text(
    "You turned days into months by dividing and rounding. The task asks for calendar months: 30 November to 1 December is 1, "
    "however few the days; 5 and 20 March are the same month, however many.",
    "你是用天数相除再取整得到月数的。题目要的是自然月：11 月 30 日到 12 月 1 日，天数再少也是 1；3 月 5 日到 20 日，天数再多也是 0。",
)
FEBRUARY_BELOW_THE_LINE: Final = Text(
    "You divided by the customers seen in February. Below the line stands the whole cohort, at every age.",
    "你除以的是二月来过的人。不管月龄是几，分母始终是整个同期群。",
)
YOUNG_BELOW_THE_LINE: Final = Text(
    "Below your line stand all cohorts, also those too young to have reached this age. They can't be above the line, so each of "
    "them counts as lost, and the curve sinks the faster the older it gets. Leave a cohort out on both sides until it is old enough.",
    "你的分母里是全部同期群，连还没到这个月龄的也算上了。它们不可能出现在分子里，等于统统算作流失，曲线越往后就压得越低。没到月龄的同期群，分子、分母都不该进。",
)


def purchases_of(text: str) -> pd.DataFrame:
    """Build a small table of purchases from lines of customer, day and optional time."""
    rows = [line.split() for line in text.strip().splitlines()]
    return pd.DataFrame(
        {
            "customer_id": [int(row[0]) for row in rows],
            "ordered_at": pd.to_datetime([" ".join(row[1:]) for row in rows], format="ISO8601").as_unit("us"),
        }
    )


def visits_of(text: str) -> pd.DataFrame:
    """Build a small table of visits from lines of customer, cohort and the ages at which they bought."""
    rows = [line.split() for line in text.strip().splitlines()]
    return pd.DataFrame(
        [(int(row[0]), row[1], int(age)) for row in rows for age in row[2:]], columns=["customer_id", "cohort", "age"]
    )


def counts_of(rows: dict[str, list[float]]) -> pd.DataFrame:
    """Build a small table of counts; rows are as long as their cohort has been observed."""
    width = max(map(len, rows.values()))
    padded = [[*map(float, row), *[np.nan] * (width - len(row))] for row in rows.values()]
    return pd.DataFrame(padded, index=pd.Index(list(rows), name="cohort"), columns=range(width))


def bought(orders: pd.DataFrame) -> pd.DataFrame:
    """Keep what was neither cancelled nor returned."""
    kept = orders[~orders["status"].isin(["cancelled", "returned"])]
    return kept[["customer_id", "ordered_at"]].reset_index(drop=True)


def month_number(moments: pd.Series) -> pd.Series:
    """Number the months across the years."""
    return moments.dt.year * 12 + moments.dt.month


def aged(purchases: pd.DataFrame) -> pd.DataFrame:
    """Give each purchase its customer's cohort and age: what is right."""
    first = purchases.groupby("customer_id")["ordered_at"].transform("min")
    return purchases[["customer_id"]].assign(
        cohort=first.dt.strftime("%Y-%m"), age=month_number(purchases["ordered_at"]) - month_number(first)
    )


def known_from_the_start(tables: Tables) -> pd.DataFrame:
    """Keep the purchases of customers whose first one can't lie before the data."""
    joined = tables["customers"]
    later = joined.loc[joined["joined_at"] >= BEGIN, "customer_id"]
    purchases = bought(tables["orders"])
    return purchases[purchases["customer_id"].isin(later)]


def observed(
    visits: pd.DataFrame, last_month: str, size: Callable[[pd.Series], Any] = pd.Series.nunique
) -> pd.DataFrame:
    """Count customers by cohort and age; empty where not yet observed: what is right."""
    end = pd.Period(last_month, "M")
    cohorts = sorted(cohort for cohort in visits["cohort"].unique() if cohort <= last_month)
    reached = {cohort: (end - pd.Period(cohort, "M")).n for cohort in cohorts}
    found = visits.groupby(["cohort", "age"])["customer_id"].agg(size)
    cells = [
        [
            float(found.get((cohort, age), 0)) if age <= reached[cohort] else np.nan
            for age in range(max(reached.values()) + 1)
        ]
        for cohort in cohorts
    ]
    return pd.DataFrame(cells, index=pd.Index(cohorts, name="cohort"))


def pooled(counts: pd.DataFrame) -> pd.Series:
    """Divide the customers seen by those who could be: what is right."""
    return counts.sum() / counts.notna().mul(counts[0], axis=0).sum()


# --- by hand


def _by_hand() -> Question:
    def share(numerator: Callable[[Any, Any, Any, Any], float]) -> Callable[[Namespace], float]:
        def value(namespace: Namespace) -> float:
            table = namespace["a_few_purchases"]
            month = table["ordered_at"].dt.month
            january, february, march = (table.loc[month == number, "customer_id"] for number in (1, 2, 3))
            return float(numerator(table["customer_id"], january, february, march))

        value.__name__ = numerator.__name__
        return value

    def calendar_months_for_cohorts(_: Any, january: Any, __: Any, march: Any) -> float:
        return march.nunique() / january.nunique()

    def purchases_counted_for_customers(_: Any, january: Any, __: Any, march: Any) -> float:
        return march.isin(january).sum() / january.nunique()

    def purchases_counted_on_both_sides(_: Any, january: Any, __: Any, march: Any) -> float:
        return march.isin(january).sum() / len(january)

    def age_counted_from_one(_: Any, january: Any, february: Any, __: Any) -> float:
        return len(set(january) & set(february)) / january.nunique()

    def unbroken_chain_demanded(_: Any, january: Any, february: Any, march: Any) -> float:
        return len(set(january) & set(february) & set(march)) / january.nunique()

    def back_at_any_age(_: Any, january: Any, february: Any, march: Any) -> float:
        return len(set(january) & (set(february) | set(march))) / january.nunique()

    def divided_by_the_month_before(_: Any, january: Any, february: Any, march: Any) -> float:
        return len(set(january) & set(february) & set(march)) / len(set(january) & set(february))

    def divided_by_purchases(_: Any, january: Any, __: Any, march: Any) -> float:
        return len(set(january) & set(march)) / len(january)

    def divided_by_all_of_the_month_before(_: Any, january: Any, february: Any, march: Any) -> float:
        return len(set(january) & set(march)) / len(set(january) & set(february))

    def divided_by_march(_: Any, january: Any, __: Any, march: Any) -> float:
        return len(set(january) & set(march)) / march.nunique()

    def divided_by_everyone(everyone: Any, january: Any, __: Any, march: Any) -> float:
        return len(set(january) & set(march)) / everyone.nunique()

    return Question(
        "by-hand-cohort",
        kind="value",
        form="share",
        shown=True,
        tolerance=5e-3,
        mistakes=[
            Mistake(
                share(calendar_months_for_cohorts),
                Text(
                    "You put everyone who bought in March above the line. Most of them began later; they belong to other cohorts. "
                    "Above the line stand only customers of the January cohort.",
                    "你把三月所有购买的人都放进了分子。他们大多是后来才开始的，属于别的同期群。能进分子的，只有一月同期群的顾客。",
                ),
            ),
            Mistake(share(purchases_counted_for_customers), ORDERS_FOR_CUSTOMERS),
            Mistake(
                share(purchases_counted_on_both_sides),
                Text(
                    "You divided purchases by purchases. Customer 1 bought twice in January and customer 3 twice in March; each is "
                    "one customer all the same.",
                    "你用购买次数除以购买次数。1 号顾客一月买了两次，3 号三月买了两次，可他们各自都只是一位顾客。",
                ),
            ),
            Mistake(
                share(age_counted_from_one),
                Text(
                    "That is age 1, February. The month of the first purchase is age 0, so January's cohort is 2 in March.",
                    "你算的是月龄 1，也就是二月。首次购买的那个月，月龄是 0，所以一月同期群到三月才是 2。",
                ),
            ),
            Mistake(
                share(unbroken_chain_demanded),
                Text(
                    "You asked for customers who bought in February *and* in March. Nobody has to buy every month: whoever skips "
                    "February and comes in March is there at age 2.",
                    "你要求二月**和**三月都买过。可没人规定每个月都得买：二月没来、三月来了的人，月龄 2 时照样在。",
                ),
            ),
            Mistake(
                share(back_at_any_age),
                Text(
                    "You counted everyone who came back by March. Age 2 asks for March alone; February is age 1.",
                    "到三月为止回来过的人，你都算上了。月龄 2 只看三月，二月是月龄 1。",
                ),
            ),
            Mistake(share(divided_by_the_month_before), FEBRUARY_BELOW_THE_LINE),
            Mistake(share(divided_by_all_of_the_month_before), FEBRUARY_BELOW_THE_LINE),
            Mistake(
                share(divided_by_purchases),
                Text(
                    "Below your line stand January's purchases. Customer 1 bought twice and is one customer all the same.",
                    "你的分母是一月的购买次数。1 号顾客买了两次，可他只是一位顾客。",
                ),
            ),
            Mistake(
                share(divided_by_march),
                Text(
                    "You divided by the customers of March. They tell where March's buyers come from, not what became of January's.",
                    "你除以的是三月的顾客数。那说明三月的购买者从哪儿来，而不是一月的人后来怎样了。",
                ),
            ),
            Mistake(
                share(divided_by_everyone),
                Text(
                    "Your denominator holds every customer in the table. Those who began after January can't leave January's cohort.",
                    "你的分母是表里的全部顾客。一月以后才开始的人，谈不上离开一月的同期群。",
                ),
            ),
        ],
        hints=[
            Text(
                "Below the line: whose *first* purchase is in January? Count each once.",
                "先看分母：哪些人的**首次**购买在一月？每人只数一次。",
            ),
            Text(
                "January is age 0, February 1, March 2. Look for January's customers in March's line.",
                "一月是月龄 0，二月是 1，三月是 2。在三月那一行里找一月的顾客。",
            ),
            Text(
                "The January cohort is customers 1 to 10. How many *different* ones of them stand in March's line? Divide by ten.",
                "一月同期群是 1 至 10 号。三月那一行里出现了其中几位**不同**的顾客？再除以 10。",
            ),
        ],
    )


# --- newcomers


def _newcomers() -> Question:
    def right(purchases: pd.DataFrame, customers: pd.DataFrame, begin: str) -> set[int]:
        return set(customers.loc[customers["joined_at"] >= begin, "customer_id"]) & set(purchases["customer_id"])

    def first_purchase_in_the_data_taken_for_the_first(
        purchases: pd.DataFrame, customers: pd.DataFrame, begin: str
    ) -> set[int]:
        return set(purchases.loc[purchases["ordered_at"] >= begin, "customer_id"])

    def customers_without_a_purchase_counted(purchases: pd.DataFrame, customers: pd.DataFrame, begin: str) -> set[int]:
        return set(customers.loc[customers["joined_at"] >= begin, "customer_id"])

    def first_month_of_the_data_thrown_away(purchases: pd.DataFrame, customers: pd.DataFrame, begin: str) -> set[int]:
        first = purchases.groupby("customer_id")["ordered_at"].min()
        return set(first[month_number(first) > month_number(pd.Series(pd.to_datetime([begin])))[0]].index)

    def first_day_left_out(purchases: pd.DataFrame, customers: pd.DataFrame, begin: str) -> set[int]:
        joined = customers["joined_at"].dt.normalize()
        return set(customers.loc[joined > begin, "customer_id"]) & set(purchases["customer_id"])

    def midnight_of_the_first_day_left_out(purchases: pd.DataFrame, customers: pd.DataFrame, begin: str) -> set[int]:
        return set(customers.loc[customers["joined_at"] > begin, "customer_id"]) & set(purchases["customer_id"])

    def a_date_written_out(purchases: pd.DataFrame, customers: pd.DataFrame, begin: str) -> set[int]:
        return right(purchases, customers, BEGIN)

    def the_whole_first_month_taken(purchases: pd.DataFrame, customers: pd.DataFrame, begin: str) -> set[int]:
        return right(purchases, customers, begin[:7])

    def slow_starters_dropped(purchases: pd.DataFrame, customers: pd.DataFrame, begin: str) -> set[int]:
        first = purchases.groupby("customer_id")["ordered_at"].min()
        joined = customers.set_index("customer_id")["joined_at"].reindex(first.index)
        return set(first[(joined >= begin) & (month_number(joined) == month_number(first))].index)

    def the_old_hands_instead(purchases: pd.DataFrame, customers: pd.DataFrame, begin: str) -> set[int]:
        return set(purchases["customer_id"]) - right(purchases, customers, begin)

    def one_entry_per_purchase(purchases: pd.DataFrame, customers: pd.DataFrame, begin: str) -> list[int]:
        return [who for who in purchases["customer_id"] if who in right(purchases, customers, begin)]

    def by_merge(purchases: pd.DataFrame, customers: pd.DataFrame, begin: str) -> np.ndarray:
        both = purchases.merge(customers, on="customer_id")
        return both.loc[both["joined_at"] >= pd.Timestamp(begin), "customer_id"].unique()

    def by_index(purchases: pd.DataFrame, customers: pd.DataFrame, begin: str) -> pd.Index:
        joined = customers.set_index("customer_id")["joined_at"]
        return joined[(joined >= begin) & joined.index.isin(purchases["customer_id"])].index

    def by_first_purchase(purchases: pd.DataFrame, customers: pd.DataFrame, begin: str) -> list[int]:
        first = purchases.groupby("customer_id", as_index=False)["ordered_at"].min()
        first["joined"] = first["customer_id"].map(customers.set_index("customer_id")["joined_at"])
        return first.query("joined >= @begin")["customer_id"].tolist()

    def elsewhere(tables: Tables) -> Iterable[Arguments]:
        purchases = bought(tables["orders"])
        joined = tables["customers"][["customer_id", "joined_at"]]
        for begin in (BEGIN, "2025-07-01", "2025-03-17"):
            yield {"purchases": purchases[purchases["ordered_at"] >= begin], "customers": joined, "begin": begin}
        at_midnight = joined.assign(joined_at=joined["joined_at"].dt.normalize())
        days = at_midnight.loc[joined["customer_id"].isin(known_from_the_start(tables)["customer_id"]), "joined_at"]
        yield {
            "purchases": purchases,
            "customers": at_midnight,
            "begin": str(days.sort_values().iloc[len(days) // 2])[:10],
        }

    def case(bought_at: str, joined_at: str, begin: str) -> Arguments:
        joined = purchases_of(joined_at).rename(columns={"ordered_at": "joined_at"})
        return {"purchases": purchases_of(bought_at), "customers": joined, "begin": begin}

    return Question(
        "newcomers",
        toys=[
            Toy(
                Text("Old and new accounts", "老账户和新账户"),
                case(
                    "1 2024-07-03\n2 2024-07-10\n1 2024-08-02\n3 2024-09-05\n4 2024-09-12\n3 2024-10-01\n6 2024-10-08",
                    "1 2022-03-14 09:30\n2 2024-07-10 08:15\n3 2024-09-05 11:00\n4 2023-11-24 20:10\n5 2024-08-19 17:45\n6 2024-02-20 12:00",
                    "2024-07-01",
                ),
            ),
            Toy(
                Text("The first day, and slow starters", "数据的第一天，以及很久才买的人"),
                case(
                    "1 2025-01-01 12:00\n2 2025-01-02\n3 2026-02-20\n4 2025-02-11\n2 2025-03-03\n5 2025-01-01 00:20",
                    "1 2025-01-01 11:40\n2 2024-12-31 23:50\n3 2025-01-30\n4 2025-02-11\n6 2025-01-15\n5 2025-01-01",
                    "2025-01-01",
                ),
            ),
            Toy(
                Text("The data begin in the middle of a month", "数据从月中开始"),
                case(
                    "1 2025-03-11\n2 2025-03-12\n3 2025-03-25\n4 2025-04-20",
                    "1 2025-03-10 09:00\n2 2025-03-04 16:00\n3 2025-03-22 10:30\n4 2024-08-30 08:00",
                    "2025-03-10",
                ),
            ),
        ],
        mistakes=[
            Mistake(
                first_purchase_in_the_data_taken_for_the_first,
                Text(
                    "You took the first purchase *in the table* for the first ever. Customers whose account is older than the data may "
                    "have bought for years before; they aren't new, and they stay like old hands. Look at `joined_at`.",
                    "你把**表里**的第一次购买当成了真正的首次购买。账户比数据还老的人，可能早就买了好几年：他们不是新顾客，留存也像老顾客那样高。请看 `joined_at`。",
                ),
            ),
            Mistake(
                customers_without_a_purchase_counted,
                Text(
                    "People who opened an account and never bought are among yours. They never reached the first purchase, so they "
                    "belong to no cohort.",
                    "你把开了账户却从没买过的人也算进来了。他们还没走到首次购买这一步，不属于任何同期群。",
                ),
            ),
            Mistake(
                first_month_of_the_data_thrown_away,
                Text(
                    "You dropped those who bought in the data's first month. That loses the true newcomers of that month, and keeps old "
                    "hands whose first purchase *since then* came later. The account's date tells them apart, not the month.",
                    "你去掉了数据第一个月的购买者。这样既丢了那个月真正的新顾客，又留下了后来才露面的老顾客。能分清他们的是开户日期，而不是月份。",
                ),
            ),
            Mistake(
                first_day_left_out,
                Text(
                    "Accounts opened on the very first day are missing. The data begin at its midnight, so those customers were seen from "
                    "the start.",
                    "数据第一天开户的人漏掉了。数据从那天零点开始，这些顾客是从头看到的。",
                ),
            ),
            Mistake(
                midnight_of_the_first_day_left_out,
                Text(
                    "An account opened on the first day at the stroke of midnight is missing. `begin` is that very moment, and it belongs in.",
                    "数据第一天零点整开户的人漏掉了。`begin` 指的正是那一刻，应当算在内。",
                ),
            ),
            Mistake(
                a_date_written_out,
                Text(
                    "You compare with a date written into the function. It holds for these data only: `begin` says when the data at hand begin.",
                    "你把日期写死在函数里了，换一份数据就不成立。手头的数据从哪天开始，由 `begin` 来说。",
                ),
            ),
            Mistake(
                the_whole_first_month_taken,
                Text(
                    "You compare months. The data may begin within one, and whoever joined earlier in it may have bought unseen. Compare days.",
                    "你比的是月份。数据可能从月中开始，当月更早开户的人也许早就买过，只是没被看到。请按日期比较。",
                ),
            ),
            Mistake(
                slow_starters_dropped,
                Text(
                    "You kept only customers who bought in the month they joined. Whoever took longer to make up their mind is a newcomer "
                    "too: their first purchase lies in the data.",
                    "你只留下了开户当月就购买的人。考虑得久一些的人同样是新顾客：他们的首次购买也在数据之内。",
                ),
            ),
            Mistake(
                the_old_hands_instead,
                Text(
                    "These are the others: the customers whose account is older than the data. Their beginning is what we did *not* see.",
                    "你返回的恰好是另一批人：账户比数据还老的顾客。他们的开始正是我们**没有**看到的。",
                ),
            ),
            Mistake(
                one_entry_per_purchase,
                Text(
                    "A customer stands in your list once for every purchase. Each belongs there once.",
                    "顾客每买一次，就在你的名单里出现一次。每人只该出现一次。",
                ),
            ),
        ],
        also_right=[by_merge, by_index, by_first_purchase],
        elsewhere=elsewhere,
        hints=[
            Text("Two conditions, from two tables. Which table says what?", "两个条件来自两张表。各由哪张表回答？"),
            Text(
                '`customers.loc[customers["joined_at"] >= begin, "customer_id"]` are the customers whose beginning lies in the data.',
                '`customers.loc[customers["joined_at"] >= begin, "customer_id"]` 是开户日期在数据之内的顾客。',
            ),
            Text(
                'Make sets of these and of `purchases["customer_id"]`, and take what is in both: `a & b`.',
                '把它们和 `purchases["customer_id"]` 各做成一个集合，取两者都有的：`a & b`。',
            ),
        ],
    )


# --- cohort and age of each purchase


def _cohort_ages() -> Question:
    def labelled(purchases: pd.DataFrame, first: pd.Series, age: Any) -> pd.DataFrame:
        return pd.DataFrame({"customer_id": purchases["customer_id"], "cohort": first.dt.strftime("%Y-%m"), "age": age})

    def first_of(purchases: pd.DataFrame) -> pd.Series:
        return purchases.groupby("customer_id")["ordered_at"].transform("min")

    def cohort_by_the_month_of_the_order(purchases: pd.DataFrame) -> pd.DataFrame:
        return labelled(purchases, purchases["ordered_at"], 0)

    def order_month_beside_the_right_age(purchases: pd.DataFrame) -> pd.DataFrame:
        return labelled(purchases, purchases["ordered_at"], aged(purchases)["age"])

    def first_row_taken_for_the_first_purchase(purchases: pd.DataFrame) -> pd.DataFrame:
        first = purchases.groupby("customer_id")["ordered_at"].transform("first")
        return labelled(purchases, first, month_number(purchases["ordered_at"]) - month_number(first))

    def last_purchase_taken_for_the_first(purchases: pd.DataFrame) -> pd.DataFrame:
        last = purchases.groupby("customer_id")["ordered_at"].transform("max")
        return labelled(purchases, last, month_number(purchases["ordered_at"]) - month_number(last))

    def thirty_days_for_a_month(purchases: pd.DataFrame) -> pd.DataFrame:
        first = first_of(purchases)
        days = (purchases["ordered_at"].dt.normalize() - first.dt.normalize()).dt.days
        return labelled(purchases, first, days // 30)

    def completed_months_for_calendar_months(purchases: pd.DataFrame) -> pd.DataFrame:
        first = first_of(purchases)
        not_yet = purchases["ordered_at"].dt.day < first.dt.day
        return labelled(purchases, first, month_number(purchases["ordered_at"]) - month_number(first) - not_yet)

    def days_rounded_to_months(purchases: pd.DataFrame) -> pd.DataFrame:
        first = first_of(purchases)
        days = (purchases["ordered_at"].dt.normalize() - first.dt.normalize()).dt.days
        return labelled(purchases, first, (days / 30.4375).round())

    def days_rounded_up_to_months(purchases: pd.DataFrame) -> pd.DataFrame:
        first = first_of(purchases)
        days = (purchases["ordered_at"].dt.normalize() - first.dt.normalize()).dt.days
        return labelled(purchases, first, np.ceil(days / 30))

    def months_since_the_purchase_before(purchases: pd.DataFrame) -> pd.DataFrame:
        ordered = purchases.sort_values("ordered_at")
        gap = month_number(ordered["ordered_at"]).groupby(ordered["customer_id"]).diff().fillna(0)
        return labelled(purchases, first_of(purchases), gap)

    def months_since_the_data_began(purchases: pd.DataFrame) -> pd.DataFrame:
        month = month_number(purchases["ordered_at"])
        return labelled(purchases, first_of(purchases), month - month.min())

    def days_for_months(purchases: pd.DataFrame) -> pd.DataFrame:
        first = first_of(purchases)
        return labelled(purchases, first, (purchases["ordered_at"].dt.normalize() - first.dt.normalize()).dt.days)

    def year_forgotten(purchases: pd.DataFrame) -> pd.DataFrame:
        first = first_of(purchases)
        return labelled(purchases, first, purchases["ordered_at"].dt.month - first.dt.month)

    def age_counted_from_one(purchases: pd.DataFrame) -> pd.DataFrame:
        return aged(purchases).assign(age=lambda table: table["age"] + 1)

    def purchases_numbered_for_age(purchases: pd.DataFrame) -> pd.DataFrame:
        ranked = purchases.groupby("customer_id")["ordered_at"].rank(method="first").astype(int) - 1
        return labelled(purchases, first_of(purchases), ranked)

    def one_row_per_customer(purchases: pd.DataFrame) -> pd.DataFrame:
        return aged(purchases).sort_values("age").drop_duplicates("customer_id")

    def one_row_per_customer_and_month(purchases: pd.DataFrame) -> pd.DataFrame:
        return aged(purchases).drop_duplicates()

    def by_periods(purchases: pd.DataFrame) -> pd.DataFrame:
        table = purchases.assign(month=purchases["ordered_at"].dt.to_period("M"))
        table["cohort"] = table.groupby("customer_id")["month"].transform("min")
        table["age"] = [(month - cohort).n for month, cohort in zip(table["month"], table["cohort"], strict=True)]
        return table

    def by_merge(purchases: pd.DataFrame) -> pd.DataFrame:
        first = (
            purchases.groupby("customer_id", as_index=False)["ordered_at"].min().rename(columns={"ordered_at": "first"})
        )
        both = purchases.merge(first, on="customer_id").sort_values("ordered_at", ascending=False)
        both["cohort"] = both["first"].dt.strftime("%Y-%m")
        both["age"] = month_number(both["ordered_at"]) - month_number(both["first"])
        return both[["age", "customer_id", "cohort"]]

    def by_sorting(purchases: pd.DataFrame) -> pd.DataFrame:
        table = purchases.sort_values(["customer_id", "ordered_at"]).reset_index(drop=True)
        first = table.drop_duplicates("customer_id").set_index("customer_id")["ordered_at"]
        start = table["customer_id"].map(first)
        years = table["ordered_at"].dt.year - start.dt.year
        return labelled(table, start, (12 * years + table["ordered_at"].dt.month - start.dt.month).astype(float))

    def elsewhere(tables: Tables) -> Iterable[Arguments]:
        yield {"purchases": known_from_the_start(tables).sample(frac=1, random_state=2).reset_index(drop=True)}

    return Question(
        "cohort-ages",
        toys=[
            Toy(
                Text("Across the new year, in no order", "跨过新年，行的顺序是乱的"),
                {
                    "purchases": purchases_of(
                        """
                        1 2026-02-03
                        2 2025-12-24
                        1 2025-11-30
                        3 2026-01-15
                        2 2026-01-04
                        1 2025-12-01
                        3 2026-03-02
                        """
                    )
                },
            ),
            Toy(
                Text("Twice in a month, and a year later", "一个月两次，以及一年之后"),
                {"purchases": purchases_of("5 2025-03-20\n5 2025-03-05\n6 2025-04-30\n5 2026-03-03\n6 2025-05-31")},
            ),
        ],
        mistakes=[
            Mistake(cohort_by_the_month_of_the_order, CALENDAR_MONTH),
            Mistake(
                order_month_beside_the_right_age,
                Text(
                    "The ages are right, but `cohort` holds the month of each order. It should be the customer's first month in every one "
                    "of their rows.",
                    "月龄是对的，可 `cohort` 写的是每笔订单的月份。同一位顾客的每一行，都应当是他首次购买的月份。",
                ),
            ),
            Mistake(
                first_row_taken_for_the_first_purchase,
                Text(
                    "You took each customer's first *row* for the first purchase. The table is in no particular order: take the earliest "
                    "date, or sort first.",
                    "你把每位顾客的第一**行**当成了首次购买。表里的行没有固定顺序：要取最早的日期，或者先排序。",
                ),
            ),
            Mistake(
                last_purchase_taken_for_the_first,
                Text(
                    "You grouped by the *last* purchase. Then nobody knows their cohort before they stop buying.",
                    "你按**最后一次**购买来分组。这样一来，非得等顾客不再来了，才知道他属于哪个同期群。",
                ),
            ),
            Mistake(
                thirty_days_for_a_month,
                Text(
                    "You measured age in blocks of thirty days. Also a way, but the task asks for calendar months: 30 November to 1 December "
                    "is 1. Whatever you use, cohort and age must use the same clock, or the staircase doesn't close.",
                    "你按每 30 天一段来算月龄。这也是一种算法，但题目要的是自然月：11 月 30 日到 12 月 1 日是 1。无论用哪种，同期群和月龄都得用同一把尺子，不然“台阶”就对不齐。",
                ),
            ),
            Mistake(
                completed_months_for_calendar_months,
                Text(
                    "You counted months completed, from day to day, as one counts birthdays. The task asks for calendar months: from 30 November to "
                    "1 December is 1, or cohort and age would go by two clocks.",
                    "你数的是满月，像过生日那样从日到日。题目要的是自然月：11 月 30 日到 12 月 1 日就是 1，否则同期群和月龄用的就是两把尺子。",
                ),
            ),
            Mistake(days_rounded_to_months, DAYS_ROUNDED),
            Mistake(days_rounded_up_to_months, DAYS_ROUNDED),
            Mistake(
                months_since_the_purchase_before,
                Text(
                    "You counted from the purchase *before*. Age runs from the first one, however often somebody has bought since.",
                    "你是从**上一次**购买数起的。月龄要从首次购买数起，不管中间买过几次。",
                ),
            ),
            Mistake(
                months_since_the_data_began,
                Text(
                    "You counted from the first month of the whole table. Each customer has an age of their own, from their own first purchase.",
                    "你是从整张表的第一个月数起的。每位顾客各有自己的月龄，从自己的首次购买开始。",
                ),
            ),
            Mistake(
                days_for_months, Text("Your ages are days. Count calendar months.", "你的月龄是天数。请按自然月来数。")
            ),
            Mistake(
                year_forgotten,
                Text(
                    "You subtracted the months and forgot the years: from November to February comes out negative, and a year later is age 0 "
                    "again. Number the months across the years: year × 12 + month.",
                    "你只减了月份，忘了年份：从十一月到二月成了负数，一年之后又回到 0。请把月份跨年连续编号：年 × 12 + 月。",
                ),
            ),
            Mistake(
                age_counted_from_one,
                Text(
                    "You start at 1. The month of the first purchase is age 0.",
                    "你从 1 数起。首次购买的当月，月龄是 0。",
                ),
            ),
            Mistake(
                purchases_numbered_for_age,
                Text(
                    "You numbered each customer's purchases. Age is time, not a count: someone who buys once a year is 12 at the second "
                    "purchase.",
                    "你给每位顾客的购买编了号。月龄是时间，不是次数：一年买一次的人，第二次购买时月龄是 12。",
                ),
            ),
            Mistake(
                one_row_per_customer_and_month,
                Text(
                    "Two purchases in one month became one row. Keep a row for each; different customers are counted later.",
                    "同一个月的两次购买并成了一行。请每次购买各留一行，不同的顾客之后再数。",
                ),
            ),
            Mistake(
                one_row_per_customer,
                Text(
                    "Only one row a customer is left, and with it everything after the first purchase is gone. Keep all rows.",
                    "每位顾客只剩下一行，首次购买之后的事全没了。所有行都要保留。",
                ),
            ),
        ],
        also_right=[by_periods, by_merge, by_sorting],
        elsewhere=elsewhere,
        hints=[
            Text(
                "First find, for every row, the date of that customer's earliest purchase.",
                "先为每一行找出这位顾客最早一次购买的日期。",
            ),
            Text(
                '`first = purchases.groupby("customer_id")["ordered_at"].transform("min")` has one date for each row. '
                '`first.dt.strftime("%Y-%m")` is the cohort.',
                '`first = purchases.groupby("customer_id")["ordered_at"].transform("min")` 给每一行一个日期，`first.dt.strftime("%Y-%m")` 就是同期群。',
            ),
            Text(
                "The age is `(year × 12 + month)` of `ordered_at` minus the same of `first`, with `.dt.year` and `.dt.month`. Put the three "
                'columns into `pd.DataFrame({"customer_id": …, "cohort": …, "age": …})`.',
                "月龄等于 `ordered_at` 的“年 × 12 + 月”减去 `first` 的“年 × 12 + 月”，用 `.dt.year` 和 `.dt.month` 取出。最后把三列放进 "
                '`pd.DataFrame({"customer_id": …, "cohort": …, "age": …})`。',
            ),
        ],
    )


# --- the table


def _cohort_table() -> Question:
    def unobserved_cells_as_zero(visits: pd.DataFrame, last_month: str) -> pd.DataFrame:
        return observed(visits, last_month).fillna(0)

    def incomplete_last_month_counted(visits: pd.DataFrame, last_month: str) -> pd.DataFrame:
        return observed(visits, str(max(newest(visits), pd.Period(last_month, "M"))))

    def later_months_left_in_their_cells(visits: pd.DataFrame, last_month: str) -> pd.DataFrame:
        found = visits[visits["cohort"] <= last_month].pivot_table(
            index="cohort", columns="age", values="customer_id", aggfunc="nunique"
        )
        right = observed(visits, last_month)
        return found.reindex(
            index=right.index, columns=range(max(found.columns.max() + 1, right.shape[1]))
        ).combine_first(right)

    def last_complete_month_dropped(visits: pd.DataFrame, last_month: str) -> pd.DataFrame:
        return observed(visits, str(pd.Period(last_month, "M") - 1))

    def purchases_counted_for_customers(visits: pd.DataFrame, last_month: str) -> pd.DataFrame:
        return observed(visits, last_month, pd.Series.count)

    def calendar_months_for_ages(visits: pd.DataFrame, last_month: str) -> pd.DataFrame:
        month = [str(pd.Period(cohort, "M") + age) for cohort, age in zip(visits["cohort"], visits["age"], strict=True)]
        table = visits.assign(month=month)
        table = table[table["month"] <= last_month]
        return table.pivot_table(index="cohort", columns="month", values="customer_id", aggfunc="nunique")

    def back_at_this_age_or_later(visits: pd.DataFrame, last_month: str) -> pd.DataFrame:
        inside = within(visits, last_month)
        oldest = inside.groupby(["cohort", "customer_id"])["age"].max()
        spread = [(who, cohort, age) for (cohort, who), last in oldest.items() for age in range(last + 1)]
        return observed(pd.DataFrame(spread, columns=["customer_id", "cohort", "age"]), last_month)

    def unbroken_chain_demanded(visits: pd.DataFrame, last_month: str) -> pd.DataFrame:
        each = visits.drop_duplicates().sort_values("age")
        place = each.groupby("customer_id").cumcount()
        return observed(each[each["age"] == place], last_month)

    def shares_for_counts(visits: pd.DataFrame, last_month: str) -> pd.DataFrame:
        found = observed(visits, last_month)
        return found.div(found[0], axis=0)

    def newest(visits: pd.DataFrame) -> pd.Period:
        return max(pd.Period(c, "M") + int(a) for c, a in visits.groupby("cohort")["age"].max().items())

    def within(visits: pd.DataFrame, last_month: str) -> pd.DataFrame:
        end = pd.Period(last_month, "M")
        reached = visits["cohort"].map(
            {cohort: (end - pd.Period(cohort, "M")).n for cohort in visits["cohort"].unique()}
        )
        return visits[visits["age"] <= reached]

    def counted(visits: pd.DataFrame, fill: float = np.nan) -> pd.DataFrame:
        return visits.groupby(["cohort", "age"])["customer_id"].nunique().unstack(fill_value=fill)

    def left_as_pandas_counts_it(visits: pd.DataFrame, last_month: str) -> pd.DataFrame:
        return counted(visits)

    def everything_missing_filled_with_zero(visits: pd.DataFrame, last_month: str) -> pd.DataFrame:
        return counted(visits, fill=0)

    def zeros_after_the_last_month(visits: pd.DataFrame, last_month: str) -> pd.DataFrame:
        return counted(within(visits, last_month), fill=0)

    def gaps_where_nobody_came(visits: pd.DataFrame, last_month: str) -> pd.DataFrame:
        return counted(within(visits, last_month))

    def age_at_which_nobody_came_left_out(visits: pd.DataFrame, last_month: str) -> pd.DataFrame:
        return observed(visits, last_month).loc[:, lambda table: table.sum() > 0]

    def purchases_of_the_last_month_dropped(visits: pd.DataFrame, last_month: str) -> pd.DataFrame:
        return observed(within(visits, str(pd.Period(last_month, "M") - 1)), last_month)

    def edge_of_the_staircase_left_empty(visits: pd.DataFrame, last_month: str) -> pd.DataFrame:
        found = observed(visits, last_month)
        edge = found.notna().sum(axis=1) - 1
        return found.mask(edge.to_numpy()[:, None] == found.columns.to_numpy()[None, :])

    def end_taken_from_the_rows(visits: pd.DataFrame, last_month: str) -> pd.DataFrame:
        return observed(visits, str(newest(visits)))

    def zeros_and_later_months(visits: pd.DataFrame, last_month: str) -> pd.DataFrame:
        found = counted(visits[visits["cohort"] <= last_month], fill=0)
        return found.reindex(columns=range(observed(visits, last_month).shape[1]), fill_value=0)

    def cohorts_after_the_last_month_kept(visits: pd.DataFrame, last_month: str) -> pd.DataFrame:
        return observed(visits, last_month).reindex(sorted(visits["cohort"].unique()))

    def ages_down_and_cohorts_across(visits: pd.DataFrame, last_month: str) -> pd.DataFrame:
        return observed(visits, last_month).T

    def by_loop(visits: pd.DataFrame, last_month: str) -> pd.DataFrame:
        months = pd.period_range(visits["cohort"].min(), last_month, freq="M")
        table = pd.DataFrame(
            index=sorted(set(visits["cohort"]) & set(months.astype(str))), columns=range(len(months)), dtype=float
        )
        for cohort in table.index:
            rows = visits[visits["cohort"] == cohort]
            for age in range((months[-1] - pd.Period(cohort, "M")).n + 1):
                table.loc[cohort, age] = rows.loc[rows["age"] == age, "customer_id"].nunique()
        return table

    def by_pivot(visits: pd.DataFrame, last_month: str) -> pd.DataFrame:
        kept = within(visits, last_month)
        table = kept.pivot_table(index="cohort", columns="age", values="customer_id", aggfunc="nunique", fill_value=0)
        end = pd.Period(last_month, "M")
        table = table.reindex(columns=range((end - pd.Period(table.index[0], "M")).n + 1), fill_value=0).astype("Int64")
        for cohort in table.index:
            table.loc[cohort, [age for age in table.columns if pd.Period(cohort, "M") + age > end]] = pd.NA
        return table

    def by_crosstab_as_columns(visits: pd.DataFrame, last_month: str) -> pd.DataFrame:
        each = within(visits, last_month).drop_duplicates()
        table = pd.crosstab(each["cohort"], each["age"])
        first, last = pd.Period(table.index[0], "M"), pd.Period(last_month, "M")
        table = table.reindex(columns=range((last - first).n + 1), fill_value=0).astype(float)
        for place, cohort in enumerate(table.index):
            table.iloc[place, (last - pd.Period(cohort, "M")).n + 1 :] = np.nan
        return table.sort_index(ascending=False).reset_index()

    def elsewhere(tables: Tables) -> Iterable[Arguments]:
        visits = aged(known_from_the_start(tables)).reset_index(drop=True)
        yield {"visits": visits, "last_month": LAST_MONTH}
        yield {"visits": visits, "last_month": "2025-12"}
        early = visits[visits["cohort"] < "2024-10"]
        month = early["age"] + early["cohort"].map(
            lambda cohort: (pd.Period(cohort, "M") - pd.Period("2024-07", "M")).n
        )
        yield {"visits": early[month <= 3], "last_month": "2024-12"}

    return Question(
        "cohort-table",
        toys=[
            Toy(
                Text("Three cohorts, seen to the end of March", "三个同期群，看到三月底"),
                {
                    "visits": visits_of(
                        "1 2026-01 0 1 1 2\n2 2026-01 0 2\n3 2026-01 0\n4 2026-02 0 0\n5 2026-02 0\n6 2026-03 0"
                    ),
                    "last_month": "2026-03",
                },
            ),
            Toy(
                Text("April has only begun", "四月才刚开始"),
                {
                    "visits": visits_of("1 2026-01 0 3\n2 2026-01 0 1 3\n3 2026-02 0 1 2\n4 2026-03 0 1\n5 2026-04 0"),
                    "last_month": "2026-03",
                },
            ),
            Toy(
                Text("In the last month nobody came", "最后一个月谁也没来"),
                {"visits": visits_of("1 2025-11 0 1\n2 2025-11 0\n3 2025-12 0"), "last_month": "2026-01"},
            ),
        ],
        mistakes=[
            Mistake(unobserved_cells_as_zero, UNOBSERVED_AS_ZERO),
            Mistake(
                incomplete_last_month_counted,
                Text(
                    "Months after `last_month` are in your table. Only their first days are known, so their cells are too low, and the "
                    "lowest ones stand at the edge of the staircase where everyone looks. Wait until a month is complete.",
                    "`last_month` 之后的月份也进了你的表。那些月份只有开头几天的数据，数字必然偏低，而最低的几格偏偏就在大家最爱看的“台阶”边上。月份完整了再算。",
                ),
            ),
            Mistake(
                later_months_left_in_their_cells,
                Text(
                    "The rows end rightly, but at the edge of the staircase purchases made after `last_month` are still counted. Cohort and "
                    "age together say in which month a cell lies.",
                    "行数截得对，可“台阶”边上还留着 `last_month` 之后的购买。某一格落在哪个月，要看同期群加月龄。",
                ),
            ),
            Mistake(
                last_complete_month_dropped,
                Text(
                    "You also dropped `last_month` itself. It is complete: the data cover it to its last day.",
                    "你把 `last_month` 本身也去掉了。这个月是完整的：数据一直覆盖到月末。",
                ),
            ),
            Mistake(
                purchases_of_the_last_month_dropped,
                Text(
                    "The purchases of `last_month` are missing from your cells. It is complete, so it counts.",
                    "你的格子里少了 `last_month` 当月的购买。这个月是完整的，应当算上。",
                ),
            ),
            Mistake(
                edge_of_the_staircase_left_empty,
                Text(
                    "Each row ends one cell too early: you left `last_month` itself empty. It is over, so we know who came.",
                    "你的每一行都早收了一格：`last_month` 本身被留成了空。这个月已经过完，谁来过是知道的。",
                ),
            ),
            Mistake(
                end_taken_from_the_rows,
                Text(
                    "You took the end of the data from the last purchase in `visits`. But a month that has only begun has purchases too, and one in "
                    "which nobody came has been observed all the same: `last_month` says how far the data reach.",
                    "你把 `visits` 里最后一次购买当成了数据的终点。可刚开头的月份也会有购买，而没有人来的月份同样是观察过的：数据到哪里为止，由 `last_month` 来说。",
                ),
            ),
            Mistake(
                zeros_and_later_months,
                Text(
                    "Two things at once: purchases made after `last_month` are still counted, and what hasn't been observed stands there as 0. "
                    "Cohort and age together say in which month a cell lies; after `last_month` it stays empty.",
                    "两处问题：`last_month` 之后的购买还在里面；没有观察到的格子又写成了 0。某一格落在哪个月，要看同期群加月龄；落在 `last_month` 之后的，应当留空。",
                ),
            ),
            Mistake(
                cohorts_after_the_last_month_kept,
                Text(
                    "Almost: cohorts that began after `last_month` stand there as empty rows. Nothing about them is known yet: leave the rows out.",
                    "就差一点：`last_month` 之后才开始的同期群还留着空行。它们的情况现在还一无所知，整行都不要。",
                ),
            ),
            Mistake(
                ages_down_and_cohorts_across,
                Text(
                    "Your table lies on its side. One row a cohort, one column an age.",
                    "你的表行列颠倒了。应当每个同期群一行，每个月龄一列。",
                ),
            ),
            Mistake(purchases_counted_for_customers, ORDERS_FOR_CUSTOMERS),
            Mistake(zeros_after_the_last_month, UNOBSERVED_AS_ZERO),
            Mistake(
                left_as_pandas_counts_it,
                Text(
                    "The counting is right, but pandas leaves every gap empty, and keeps the months after `last_month`. Three things are left: "
                    "drop what lies after `last_month`, put 0 where we looked and nobody came, leave the rest empty.",
                    "数得没错，可 pandas 把所有空缺都留成了空，`last_month` 之后的月份也还在。还差三步：去掉 `last_month` 之后的；看过了没人来的写 0；其余留空。",
                ),
            ),
            Mistake(
                everything_missing_filled_with_zero,
                Text(
                    "You filled every gap with 0 and kept the months after `last_month`. Where nobody came, 0 is right; where the month hasn't "
                    "been observed to its end, the cell must stay empty.",
                    "你把所有空缺都填成了 0，还留着 `last_month` 之后的月份。没有人来，写 0 没错；没有观察完的月份，格子必须留空。",
                ),
            ),
            Mistake(
                age_at_which_nobody_came_left_out,
                Text(
                    "An age at which nobody at all came is missing among your columns. It was observed, so it needs its column, with zeros.",
                    "有一个月龄谁也没来，你的表里就少了这一列。这个月龄是观察过的，应当有一列，写 0。",
                ),
            ),
            Mistake(gaps_where_nobody_came, ZEROS_EMPTY),
            Mistake(
                calendar_months_for_ages,
                Text(
                    "Your columns are calendar months. Then cohorts stand side by side at different ages. Columns should be ages, so that "
                    "every cohort begins at the left.",
                    "你的列是自然月，并排的同期群就处在不同的月龄。列应当是月龄，让每个同期群都从最左边开始。",
                ),
            ),
            Mistake(
                back_at_this_age_or_later,
                Text(
                    "You counted everyone who bought at this age *or later*. Such a number changes every time the data grow, and for the "
                    "youngest cohorts it can't be known. Count who bought at this very age.",
                    "在这个月龄**或以后**买过的人，你都算上了。这样的数字会随着数据增长不断变化，最年轻的同期群更是无从得知。只数恰好在这个月龄购买的人。",
                ),
            ),
            Mistake(
                unbroken_chain_demanded,
                Text(
                    "You dropped customers for good after one month without a purchase. People pause. Whoever is back at age 2 counts at age 2.",
                    "只要有一个月没买，你就把这位顾客永远剔除了。人总会歇一歇，月龄 2 时回来了，就算在月龄 2。",
                ),
            ),
            Mistake(
                shares_for_counts,
                Text(
                    "These are shares. Keep the counts: without the sizes nobody can weight them later.",
                    "你给的是比例。请保留人数：没有规模，之后就没法加权。",
                ),
            ),
        ],
        also_right=[by_loop, by_pivot, by_crosstab_as_columns],
        elsewhere=elsewhere,
        hints=[
            Text(
                "First count, then worry about the staircase. What has to be counted in one cell: rows, or different customers?",
                "先数数，再管“台阶”。一个格子里该数的是行，还是不同的顾客？",
            ),
            Text(
                '`visits.groupby(["cohort", "age"])["customer_id"].nunique().unstack()` is nearly it. Drop cohorts after `last_month`, make all '
                "ages with `.reindex(columns=range(…))`, and fill with 0.",
                '`visits.groupby(["cohort", "age"])["customer_id"].nunique().unstack()` 已经差不多了。去掉 `last_month` 之后的同期群，用 `.reindex(columns=range(…))` 补全月龄，空格填 0。',
            ),
            Text(
                'Each cohort has reached the age `(pd.Period(last_month, "M") - pd.Period(cohort, "M")).n`. Go through the cohorts, and set '
                '`counts.loc[cohort, counts.columns > reached] = float("nan")`.',
                '每个同期群已经到的月龄是 `(pd.Period(last_month, "M") - pd.Period(cohort, "M")).n`。逐个同期群处理：`counts.loc[cohort, counts.columns > reached] = float("nan")`。',
            ),
        ],
    )


# --- the average curve


THREE: Final = counts_of({"2025-11": [50, 8, 6, 5], "2025-12": [20, 7, 6], "2026-01": [10, 5]})
FOUR: Final = counts_of({"2026-01": [4, 3, 0], "2026-02": [30, 6, 12], "2026-03": [12, 6, 3], "2026-04": [9, 1]})


def _average_curve() -> Question:
    def unweighted_mean_of_rates(counts: pd.DataFrame) -> pd.Series:
        return counts.div(counts[0], axis=0).mean()

    def cohorts_too_young_below_the_line(counts: pd.DataFrame) -> pd.Series:
        return counts.sum() / counts[0].sum()

    def unobserved_cells_as_zero_in_the_mean(counts: pd.DataFrame) -> pd.Series:
        return counts.div(counts[0], axis=0).fillna(0).mean()

    def only_cohorts_seen_to_the_end(counts: pd.DataFrame) -> pd.Series:
        return pooled(counts.dropna())

    def divided_by_the_age_before(counts: pd.DataFrame) -> pd.Series:
        both = counts.shift(-1, axis=1).notna()
        found = counts.sum() / counts.where(both).sum().shift(1)
        return found.fillna(1.0)

    def oldest_cohort_taken_for_all(counts: pd.DataFrame) -> pd.Series:
        return counts.iloc[0] / counts.iloc[0, 0]

    def weighted_by_those_who_came(counts: pd.DataFrame) -> pd.Series:
        return (counts.div(counts[0], axis=0) * counts).sum() / counts.sum()

    def median_of_rates(counts: pd.DataFrame) -> pd.Series:
        return counts.div(counts[0], axis=0).median()

    def customers_for_shares(counts: pd.DataFrame) -> pd.Series:
        return counts.sum()

    def churn_for_retention(counts: pd.DataFrame) -> pd.Series:
        return 1 - pooled(counts)

    def age_zero_left_out(counts: pd.DataFrame) -> pd.Series:
        return pooled(counts)[1:]

    def mean_number_over_mean_size(counts: pd.DataFrame) -> pd.Series:
        return counts.mean() / counts[0].mean()

    def nobody_came_taken_for_not_known(counts: pd.DataFrame) -> pd.Series:
        return pooled(counts.replace(0, np.nan))

    def a_curve_that_may_only_fall(counts: pd.DataFrame) -> pd.Series:
        return pooled(counts).cummin()

    def one_missing_cell_spoils_the_mean(counts: pd.DataFrame) -> pd.Series:
        return counts.sum(skipna=False) / counts[0].sum()

    def ages_numbered_from_one(counts: pd.DataFrame) -> pd.Series:
        return pooled(counts).set_axis(range(1, counts.shape[1] + 1))

    def by_numpy(counts: pd.DataFrame) -> dict[int, float]:
        rates = counts.div(counts[0], axis=0)
        return {
            age: float(np.average(rates.loc[there, age], weights=counts.loc[there, 0]))
            for age, there in ((age, counts[age].notna()) for age in counts.columns)
        }

    def by_loop(counts: pd.DataFrame) -> pd.Series:
        found = {}
        for age in counts:
            rows = counts.dropna(subset=[age])
            found[age] = round(rows[age].sum() / rows[0].sum(), 3)
        return pd.Series(found)

    def by_long_table(counts: pd.DataFrame) -> pd.DataFrame:
        long = counts.assign(size=counts[0]).melt(id_vars="size", var_name="age", value_name="seen").dropna()
        sums = long.groupby("age")[["seen", "size"]].sum()
        return (sums["seen"] / sums["size"]).rename("share").reset_index()

    def elsewhere(tables: Tables) -> Iterable[Arguments]:
        yield {"counts": observed(aged(known_from_the_start(tables)), LAST_MONTH)}

    return Question(
        "average-curve",
        tolerance=SHARE,
        toys=[
            Toy(Text("A large November and two small cohorts", "一个很大的十一月，两个小的同期群"), {"counts": THREE}),
            Toy(Text("A month in which nobody came", "有一个月没有人来"), {"counts": FOUR}),
        ],
        mistakes=[
            Mistake(unweighted_mean_of_rates, UNWEIGHTED),
            Mistake(cohorts_too_young_below_the_line, YOUNG_BELOW_THE_LINE),
            Mistake(
                unobserved_cells_as_zero_in_the_mean,
                Text(
                    "Two things at once: months that haven't happened count as 0, and every cohort has the same say whatever its size.",
                    "两处问题：还没发生的月份被当成了 0；而且不论大小，每个同期群的分量都一样。",
                ),
            ),
            Mistake(
                only_cohorts_seen_to_the_end,
                Text(
                    "You kept only cohorts that have been watched to the last age: the oldest. What young cohorts have already shown is thrown "
                    "away, and if newer customers are different, you won't notice. Use each cohort for the ages it has reached.",
                    "你只留下了一直看到最大月龄的同期群，也就是最老的那些。年轻同期群已经表现出来的都被扔掉了；新来的顾客要是变了样，你也发现不了。每个同期群到了哪个月龄，就用到哪个月龄。",
                ),
            ),
            Mistake(
                divided_by_the_age_before,
                Text(
                    "You divided by those seen one month earlier. They aren't the ones who could come: many who skipped last month are back "
                    "this month. Below the line stand the sizes at age 0.",
                    "你除以的是上一个月龄来过的人。可能回来的不只是他们：上个月没来的人，这个月照样会来。分母应当是月龄 0 的规模。",
                ),
            ),
            Mistake(
                oldest_cohort_taken_for_all,
                Text(
                    "This is the first cohort's curve. One cohort, and perhaps a November: the others have something to say too.",
                    "这是第一个同期群的曲线。它只是其中一个，说不定还是个十一月；其他的也有话要说。",
                ),
            ),
            Mistake(
                weighted_by_those_who_came,
                Text(
                    "You weighted each rate by the customers who *came* at that age. Then cohorts that stay well get more say because they stay "
                    "well. The weight is the size at age 0.",
                    "你用各月龄**来过**的人数作权重。留得好的同期群，因为留得好反而分量更重。权重应当是月龄 0 的规模。",
                ),
            ),
            Mistake(
                median_of_rates,
                Text(
                    "The median is the rate of the cohort in the middle. It says nothing about customers: half of them may be in a single November.",
                    "中位数是排在中间的那个同期群的比率，说的不是顾客：一半的顾客也许都在同一个十一月里。",
                ),
            ),
            Mistake(
                churn_for_retention,
                Text(
                    "This is the share that did *not* come. Retention is what is left.",
                    "这是**没有**来的比例。留存率是剩下的那部分。",
                ),
            ),
            Mistake(
                age_zero_left_out,
                Text(
                    "Age 0 is missing. It is 1, and belongs to the curve.", "少了月龄 0。它等于 1，也是曲线的一部分。"
                ),
            ),
            Mistake(
                mean_number_over_mean_size,
                Text(
                    "You divided a mean over the cohorts old enough by the mean size of *all* cohorts. Above and below the line must stand the same ones.",
                    "你的分子是已到这个月龄的同期群的平均人数，分母却是**全部**同期群的平均规模。分子、分母里应当是同一批同期群。",
                ),
            ),
            Mistake(
                nobody_came_taken_for_not_known,
                Text(
                    "You left out cohorts of which nobody came. A 0 is known: they belong below the line.",
                    "没有人来的同期群被你去掉了。0 是已知的结果，它们应当留在分母里。",
                ),
            ),
            Mistake(
                a_curve_that_may_only_fall,
                Text(
                    "Your curve may only fall. A cohort's may rise: people pause and come back, at Christmas for instance. Take each age as it is.",
                    "你的曲线只降不升。同期群的曲线是会回升的：人会歇一歇再回来，比如在圣诞季。每个月龄是多少就写多少。",
                ),
            ),
            Mistake(
                one_missing_cell_spoils_the_mean,
                Text(
                    "One cohort too young, and the whole age is missing with you: a weighted mean with an empty cell in it comes out empty. Keep, for each "
                    "age, only the cohorts that have reached it, above and below the line.",
                    "只要有一个同期群还没到，你的这个月龄就整个成了缺失值：加权平均里混进一个空格，结果就是空。每个月龄只留已经到的同期群，分子、分母都一样。",
                ),
            ),
            Mistake(
                ages_numbered_from_one,
                Text(
                    "The values are right, but your ages begin at 1. The month of the first purchase is age 0.",
                    "值都对，可你的月龄从 1 开始。首次购买的当月，月龄是 0。",
                ),
            ),
            Mistake(
                customers_for_shares,
                Text(
                    "These are numbers of customers. Divide them by how many could have been seen at that age.",
                    "这是人数。还要除以在那个月龄本来可能出现的人数。",
                ),
            ),
        ],
        also_right=[by_numpy, by_loop, by_long_table],
        elsewhere=elsewhere,
        hints=[
            Text(
                "Take one age. Which cohorts have a number there? Add only these, above and below the line.",
                "先只看一个月龄。哪些同期群在那里有数？分子、分母都只加这些。",
            ),
            Text(
                "`rows = counts[counts[age].notna()]` are the cohorts old enough; their sizes stand in `rows[0]`.",
                "`rows = counts[counts[age].notna()]` 是月龄够大的同期群，它们的规模在 `rows[0]` 里。",
            ),
            Text(
                "For each `age` of `counts.columns`: `rows[age].sum() / rows[0].sum()`. Collect them in a dict and return `pd.Series(found)`.",
                "对 `counts.columns` 的每个 `age`：`rows[age].sum() / rows[0].sum()`。收进一个字典，最后返回 `pd.Series(found)`。",
            ),
        ],
    )


# --- the heatmap


def _heatmap() -> Question:
    def draw(grid: pd.DataFrame, **how: Any) -> Any:
        import matplotlib.pyplot as plt
        import seaborn as sns

        ax = plt.figure().subplots()
        sns.heatmap(grid, ax=ax, **how)
        ax.set(xlabel="age", ylabel="cohort", title="retention")
        return ax

    def shares(counts: pd.DataFrame) -> pd.DataFrame:
        return counts.div(counts[0], axis=0)

    def counts_for_shares(counts: pd.DataFrame) -> Any:
        return draw(counts)

    def unobserved_cells_painted_as_zero(counts: pd.DataFrame) -> Any:
        return draw(shares(counts).fillna(0))

    def divided_by_the_column(counts: pd.DataFrame) -> Any:
        return draw(counts / counts.sum())

    def divided_by_all_customers(counts: pd.DataFrame) -> Any:
        return draw(counts / counts[0].sum())

    def divided_by_the_largest_cohort(counts: pd.DataFrame) -> Any:
        return draw(counts / counts[0].max())

    def lying_on_its_side(counts: pd.DataFrame) -> Any:
        return draw(shares(counts).T)

    def churn_for_retention(counts: pd.DataFrame) -> Any:
        return draw(1 - shares(counts))

    def age_zero_left_out(counts: pd.DataFrame) -> Any:
        return draw(shares(counts).iloc[:, 1:])

    def share_of_the_age_before(counts: pd.DataFrame) -> Any:
        return draw(counts / counts.shift(1, axis=1))

    def nobody_came_left_blank(counts: pd.DataFrame) -> Any:
        return draw(shares(counts).replace(0, np.nan))

    def lines_for_a_heatmap(counts: pd.DataFrame) -> Any:
        ax = shares(counts).T.plot()
        ax.set(xlabel="age", ylabel="share", title="retention")
        return ax

    def rows_named_in_reverse(counts: pd.DataFrame) -> Any:
        ax = draw(shares(counts))
        ax.set_yticklabels(list(counts.index)[::-1])
        return ax

    def newest_on_top(counts: pd.DataFrame) -> Any:
        return draw(shares(counts)[::-1])

    def in_percent_with_numbers(counts: pd.DataFrame) -> Any:
        return draw(shares(counts) * 100, annot=True, fmt=".0f")

    def by_imshow(counts: pd.DataFrame) -> Any:
        import matplotlib.pyplot as plt

        figure, ax = plt.subplots()
        ax.imshow(shares(counts).to_numpy(), vmax=0.5)
        ax.set_yticks(range(len(counts)), labels=list(counts.index))
        ax.set(xlabel="age", ylabel="cohort", title="cohorts")
        return figure

    def by_pcolormesh(counts: pd.DataFrame) -> Any:
        import matplotlib.pyplot as plt

        ax = plt.figure().add_subplot()
        ax.pcolormesh(np.ma.masked_invalid(shares(counts).to_numpy()))
        ax.invert_yaxis()
        plt.title("cohorts")
        plt.xlabel("age")
        plt.ylabel("cohort")
        return None

    def by_mask(counts: pd.DataFrame) -> Any:
        return draw(shares(counts).fillna(0), mask=counts.isna(), cbar=False)

    def elsewhere(tables: Tables) -> Iterable[Arguments]:
        yield {"counts": observed(aged(known_from_the_start(tables)), LAST_MONTH)}

    return Question(
        "cohort-heatmap",
        kind="chart",
        tolerance=DRAWN,
        toys=[
            Toy(Text("A large November and two small cohorts", "一个很大的十一月，两个小的同期群"), {"counts": THREE}),
            Toy(Text("A month in which nobody came", "有一个月没有人来"), {"counts": FOUR}),
        ],
        mistakes=[
            Mistake(
                counts_for_shares,
                Text(
                    "You painted numbers of customers. Large cohorts glow, however badly they stay: the picture shows marketing, not "
                    "retention. Divide each row by its size.",
                    "你画的是人数。大的同期群怎么看都亮，不管留得多差：这张图画的是营销，不是留存。请把每一行除以它自己的规模。",
                ),
            ),
            Mistake(unobserved_cells_painted_as_zero, UNOBSERVED_AS_ZERO),
            Mistake(
                divided_by_the_column,
                Text(
                    "You divided each column by its sum. That says which cohorts the buyers of an age come from. Divide each *row* by its age 0.",
                    "你把每一列除以了它的总和。那说明某个月龄的购买者来自哪些同期群。请把每一**行**除以它月龄 0 的人数。",
                ),
            ),
            Mistake(
                divided_by_all_customers,
                Text(
                    "You divided by the customers of all cohorts together. Each cohort is measured against its own size.",
                    "你除以的是所有同期群的总人数。每个同期群都该和自己的规模比。",
                ),
            ),
            Mistake(
                divided_by_the_largest_cohort,
                Text(
                    "You divided by the largest cohort. Small ones then look as if they stayed badly. Each has its own size.",
                    "你除以的是最大的那个同期群，小的就显得留得很差。每个同期群都有自己的规模。",
                ),
            ),
            Mistake(
                lying_on_its_side,
                Text(
                    "Cohorts run across and ages down. Turn it, so that a reader follows a cohort from left to right.",
                    "你的同期群是横排、月龄是竖排。请转过来，让读者从左到右跟踪一个同期群。",
                ),
            ),
            Mistake(
                age_zero_left_out,
                Text(
                    "Age 0 is missing. Its full column says nothing new, but it shows the reader where each cohort begins and that everything "
                    "to the right is a share of it. The task asks for all ages.",
                    "月龄 0 不见了。这一列满格的 100% 虽然没有新消息，却告诉读者每个同期群从哪里开始、右边的一切都是它的比例。题目要的是全部月龄。",
                ),
            ),
            Mistake(
                share_of_the_age_before,
                Text(
                    "Each cell is divided by the one to its left. They aren't the ones who could come: many who skipped a month are back. Divide the "
                    "whole row by its age 0.",
                    "你把每一格除以了它左边的那一格。可能回来的不只是上个月来过的人。请把整行除以月龄 0 的人数。",
                ),
            ),
            Mistake(nobody_came_left_blank, ZEROS_EMPTY),
            Mistake(
                lines_for_a_heatmap,
                Text(
                    "These are lines. Two dozen of them cross each other, and nobody reads a season out of that: paint the table as it stands.",
                    "你画的是折线。二十几条线缠在一起，谁也看不出季节来：请把这张表原样涂成颜色。",
                ),
            ),
            Mistake(
                rows_named_in_reverse,
                Text(
                    "The names of the rows are in another order than the rows: each cohort bears another's name.",
                    "行名的顺序和各行对不上：每个同期群都顶着别人的名字。",
                ),
            ),
            Mistake(
                churn_for_retention,
                Text(
                    "Your cells show who did *not* buy. A reader who expects retention takes the worst for the best.",
                    "你的格子显示的是**没有**购买的人。读图的人以为是留存，最差的就成了最好的。",
                ),
            ),
        ],
        also_right=[in_percent_with_numbers, by_imshow, by_pcolormesh, by_mask, newest_on_top],
        elsewhere=elsewhere,
        hints=[
            Text(
                "First the numbers, then the picture: `counts.div(counts[0], axis=0)` has a row of shares for each cohort.",
                "先有数，再有图：`counts.div(counts[0], axis=0)` 给每个同期群一行比例。",
            ),
            Text(
                "`fig, ax = plt.subplots()` makes a figure, `sns.heatmap(shares, vmax=0.4, ax=ax)` paints it; missing cells stay blank by "
                "themselves.",
                "`fig, ax = plt.subplots()` 新建一张图，`sns.heatmap(shares, vmax=0.4, ax=ax)` 上色；缺失的格子自然是空白。",
            ),
            Text(
                'Then `ax.set(xlabel=label("age"), ylabel=label("cohort"), title=label("heatmap-title"))` and `return ax`.',
                '最后 `ax.set(xlabel=label("age"), ylabel=label("cohort"), title=label("heatmap-title"))`，再 `return ax`。',
            ),
        ],
    )


# --- an ordinary month


def _ordinary() -> Question:
    def table(namespace: Namespace, *, everyone: bool = False) -> pd.DataFrame:
        tables = {"orders": namespace["orders"], "customers": namespace["customers"]}
        return observed(aged(bought(tables["orders"]) if everyone else known_from_the_start(tables)), LAST_MONTH)

    def ordinary(counts: pd.DataFrame) -> pd.DataFrame:
        return counts.drop(NOVEMBERS, errors="ignore")

    def november_taken_as_typical(namespace: Namespace) -> float:
        return float(pooled(table(namespace))[3])

    def only_the_novembers(namespace: Namespace) -> float:
        counts = table(namespace)
        return float(pooled(counts[counts.index.isin(NOVEMBERS)])[3])

    def only_one_november_left_out(namespace: Namespace) -> float:
        return float(pooled(table(namespace).drop("2025-11", errors="ignore"))[3])

    def unweighted_mean_of_rates(namespace: Namespace) -> float:
        counts = ordinary(table(namespace))
        return float((counts[3] / counts[0]).mean())

    def cohorts_too_young_below_the_line(namespace: Namespace) -> float:
        counts = ordinary(table(namespace))
        return float(counts[3].sum() / counts[0].sum())

    def customers_who_began_before_the_data_counted(namespace: Namespace) -> float:
        return float(pooled(ordinary(table(namespace, everyone=True)))[3])

    def only_cohorts_seen_to_the_end(namespace: Namespace) -> float:
        return float(pooled(ordinary(table(namespace)).dropna())[3])

    def age_counted_from_one(namespace: Namespace) -> float:
        return float(pooled(ordinary(table(namespace)))[2])

    return Question(
        "ordinary-at-three",
        kind="value",
        form="share",
        tolerance=SHARE,
        mistakes=[
            Mistake(
                november_taken_as_typical,
                Text(
                    "The Novembers are still in. They are among the largest cohorts, so their bargain hunters pull the average their way, and you "
                    "would expect of an ordinary month what only a November does.",
                    "两个十一月还在里面。它们的人数在各同期群里名列前茅，冲着优惠来的人把平均值拉了过去；你就会拿十一月才有的表现，去预期普通的月份。",
                ),
            ),
            Mistake(
                only_the_novembers,
                Text(
                    "These are the Novembers alone. The question is about all the other cohorts.",
                    "这只是两个十一月。题目问的是其余所有的同期群。",
                ),
            ),
            Mistake(
                only_one_november_left_out,
                Text("November 2024 is still in. The data hold two.", "2024 年 11 月还在里面。数据里有两个十一月。"),
            ),
            Mistake(unweighted_mean_of_rates, UNWEIGHTED),
            Mistake(cohorts_too_young_below_the_line, YOUNG_BELOW_THE_LINE),
            Mistake(
                customers_who_began_before_the_data_counted,
                Text(
                    "Customers whose account is older than the data are in your cohorts. They only look new, and they stay like old hands.",
                    "账户比数据还老的顾客也进了你的同期群。他们只是看上去新，留存却像老顾客一样高。",
                ),
            ),
            Mistake(
                only_cohorts_seen_to_the_end,
                Text(
                    "You kept only cohorts that were watched to the last age. For age 3 every cohort that has reached it counts.",
                    "你只留下了一直看到最大月龄的同期群。看月龄 3，凡是到了月龄 3 的都要算。",
                ),
            ),
            Mistake(
                age_counted_from_one,
                Text(
                    "That is age 2. The month of the first purchase is age 0.", "这是月龄 2。首次购买的当月，月龄是 0。"
                ),
            ),
        ],
        hints=[
            Text(
                "Everything is there: the table is `counts`, and the curve is your `average_curve`. Which rows must go?",
                "东西都齐了：表是 `counts`，曲线用你的 `average_curve`。哪几行要去掉？",
            ),
            Text(
                'Drop the two rows from the table of counts before you average: `counts.drop(["2024-11", "2025-11"])`.',
                '求平均之前，先从人数表里去掉那两行：`counts.drop(["2024-11", "2025-11"])`。',
            ),
            Text(
                "With the remaining `rows`, keep those observed at age 3, `rows = rows[rows[3].notna()]`, and divide "
                "`rows[3].sum()` by `rows[0].sum()`.",
                "剩下的行记作 `rows`，只留月龄 3 已有数的：`rows = rows[rows[3].notna()]`，再用 `rows[3].sum()` 除以 `rows[0].sum()`。",
            ),
        ],
    )


# --- members and others


def _members_stay() -> Question:
    return Question(
        "members-stay",
        kind="choice",
        options=[
            Option(
                "A",
                Text(
                    "The dashed pair credits membership with the months somebody had to stay in order to join at all. More people don't mend that: the "
                    "error is the same for each of them.",
                    "虚线那一对，把“先得留下来才入得了会”的那些月份，也算成了会员制的功劳。人再多也没用：每个人身上都带着同样的偏差。",
                ),
            ),
            Option(
                "B",
                Text(
                    "Fair in time, but the groups chose themselves: who means to buy often finds a membership worth its price. They might have come back as "
                    "often without it. Only lots, or something as good, tell that apart.",
                    "时间上是公平了，可这两组人是自己选出来的：本来就打算常买的人，才觉得入会划算。没有会员，他们也许照样常来。要分得清，得靠抽签分组，或者同样可靠的办法。",
                ),
            ),
            Option(
                "C",
                Text(
                    "A forecast may use whatever goes along with staying. A claim that it *makes* people stay needs more: self-selection is in every such "
                    "comparison.",
                    "只要和“留下”一起出现，预测就可以用。要说是它**让**人留下，还差得远：凡是这样的比较，里面都有自我选择。",
                ),
                right=True,
            ),
            Option(
                "D",
                Text(
                    "Few they are, and their lines are jagged for it: say so. But few people make a comparison uncertain, not empty. The trouble isn't "
                    "how many they are but how they became members.",
                    "人确实少，线也因此忽上忽下，这一点要说明。可人少只会让比较不够准，不会让它毫无意义。问题不在人少，而在他们是怎么成为会员的。",
                ),
            ),
        ],
        hints=[
            Text(
                "Two questions: were the groups sorted before or after what is compared? And who did the sorting?",
                "两个问题：分组是在比较的那段时间之前，还是之后？又是谁分的组？",
            ),
            Text(
                "The solid pair answers the first question well. For the second, think of the customer who is about to order every week.",
                "实线那一对，第一个问题答得很好。第二个问题，想一想那位打算每周都下单的顾客。",
            ),
            Text(
                "What goes along with staying may be used for a forecast. What *makes* people stay, this table can't tell.",
                "和“留下”一起出现的，可以用来预测；是什么**让**人留下，这张表说不清。",
            ),
        ],
    )


# --- the plan


def _november_plan() -> Question:
    return Question(
        "november-plan",
        kind="choice",
        options=[
            Option(
                "A",
                Text(
                    "Many customers make a *steady* average, not a fitting one: it is steady about everybody, and a November's newcomers came "
                    "for a bargain and live through other seasons. The test above shows how far it was off.",
                    "人多只会让平均值**稳**，不会让它**合适**：它稳稳地描述所有人，而十一月的新顾客是冲着优惠来的，经历的季节也不同。上面的检验已经显示它差了多少。",
                ),
            ),
            Option(
                "B",
                Text(
                    "Like with like: same kind of campaign, same months of the year at the same age. Two cohorts are few, so a margin belongs to "
                    "it, and if the campaign is changed, so is the comparison.",
                    "同类比同类：同样的活动，同样的月龄落在同样的月份。只有两个同期群，所以要留出余地；活动要是改了样，这个比较也就不成立了。",
                ),
                right=True,
            ),
            Option(
                "C",
                Text(
                    "Right for an ordinary month; but the plan *is* a November. It would promise the board ordinary customers from an "
                    "extraordinary campaign.",
                    "拿来预期普通的月份没错，可这个计划恰恰**就是**十一月。这等于用一次特殊的活动，向管理层许诺普通的顾客。",
                ),
            ),
            Option(
                "D",
                Text(
                    "New is not the same as alike. That cohort began in spring, without the bargains, and is small: its one rate jumps about by "
                    "chance.",
                    "新，不等于像。那个同期群是春天开始的，没有大促，人也少：单独一个比率，光是偶然因素就会上下跳动。",
                ),
            ),
        ],
        hints=[
            Text("Which customers came in the same way as those to be won?", "哪些顾客的来历，和将要拉来的人最像？"),
            Text(
                "February is age 3 for a November cohort, and another age for any other cohort.",
                "对十一月的同期群来说，二月是月龄 3；对别的同期群，二月就是别的月龄。",
            ),
            Text(
                "Compare a November with Novembers, and say that there are only two of them.",
                "十一月就和十一月比，同时说明一共只有两个。",
            ),
        ],
    )


QUESTIONS: Final = [
    _by_hand(),
    _newcomers(),
    _cohort_ages(),
    _cohort_table(),
    _average_curve(),
    _heatmap(),
    _ordinary(),
    _members_stay(),
    _november_plan(),
]
