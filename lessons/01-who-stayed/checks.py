"""Who stayed?: small cases, the wrong answers learners give, and other right ones.

Toys are chosen so that every mistake differs from the reference and from every other mistake on at least one of them.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from typing import Final

import numpy as np
import pandas as pd

from grader.questions import Arguments, Mistake, Namespace, Option, Question, Tables, Text, Toy

NO_PURCHASE: Final = ["cancelled", "returned"]
SHARE: Final = 6e-4
"""A share rounded to three decimals is as good as the whole number; 0.4375 rounds to 0.438, so a little above 0.0005."""

NOTHING_FILTERED: Final = Text(
    "Cancelled and returned orders are in your count. They look like sales when they come in, but the customer has their "
    "money back: somebody who returned everything has not stayed. Only what was neither cancelled nor returned is a purchase.",
    "你把已取消和已退货的订单也算进来了。下单时它们看着像销售，可钱最后都退给了顾客：东西全退了的人，谈不上“留下”。"
    "既没取消、也没退货的订单，才算一次购买。",
)
RETURNED_COUNTED: Final = Text(
    "Returned orders are still in your count. The shop delivered them and took them back: in the five steps, the customer "
    "*evaluated* and said no. A returned order is no purchase.",
    "退货订单还留在你的统计里。货送到了，又退了回来：在五个步骤里，顾客走到“评估”这一步，评估的结论是“不值”。退了货就不算购买。",
)
CANCELLED_COUNTED: Final = Text(
    "Cancelled orders are still in your count. Nothing was delivered and nothing was paid in the end, so no purchase took "
    "place, however eager the click was.",
    "已取消的订单还留在你的统计里。货没有送出，钱最后也没有付，下单时再真心，也没有形成购买。",
)
LAST_DAY_LOST: Final = Text(
    "The last day of your period ends too early. A date without a time means midnight, the *start* of that day, so all that "
    "was bought later on that day falls out. Compare days with days, or look for the moment at which the last day is over.",
    "你的时间段在最后一天收得太早了。只写日期、不写时刻，指的是当天零点，也就是这一天的开始，之后的购买全都漏掉了。"
    "请按日期比较，或者想一想这一天到哪一刻才算结束。",
)


def orders_of(text: str) -> pd.DataFrame:
    """Build a small orders table from lines of customer, day, optional time, and status."""
    rows = [line.split() for line in text.strip().splitlines()]
    return pd.DataFrame(
        {
            "order_id": range(101, 101 + len(rows)),
            "customer_id": [int(row[0]) for row in rows],
            "ordered_at": pd.to_datetime([" ".join(row[1:-1]) for row in rows], format="ISO8601").as_unit("us"),
            "status": [row[-1] for row in rows],
        }
    )


_bought: list[tuple[pd.DataFrame, pd.DataFrame]] = []
"""The table asked about last and its purchases: rates are asked month by month of the same table."""


def bought_in(orders: pd.DataFrame) -> pd.DataFrame:
    """Keep the purchases, with their day and month."""
    if not _bought or _bought[0][0] is not orders:
        kept = orders[~orders["status"].isin(NO_PURCHASE)]
        made = kept.assign(day=kept["ordered_at"].dt.normalize(), month=kept["ordered_at"].dt.strftime("%Y-%m"))
        _bought[:] = [(orders, made)]
    return _bought[0][1]


def accepted(orders: pd.DataFrame, *statuses: str) -> pd.DataFrame:
    """Let orders of these statuses pass for purchases."""
    return orders.assign(status=orders["status"].where(~orders["status"].isin(statuses), "delivered"))


def without_times(orders: pd.DataFrame) -> pd.DataFrame:
    """Give the orders as a shop keeps them that notes days alone: every moment is a midnight."""
    return orders.assign(ordered_at=orders["ordered_at"].dt.normalize())


def cancelled_between(orders: pd.DataFrame, start: str, end: str) -> pd.DataFrame:
    """Cancel every order of some days, both included: there are rows, but no purchases."""
    there = orders["ordered_at"].dt.normalize().between(start, end)
    return orders.assign(status=orders["status"].mask(there, "cancelled"))


def ratio(part: float, whole: float) -> float:
    """Divide; nothing divided by nobody is not a number."""
    return part / whole if whole else float("nan")


def who(bought: pd.DataFrame, month: str) -> set[int]:
    """Give the customers with a purchase in a month."""
    return set(bought.loc[bought["month"] == month, "customer_id"])


def one_by_one(rate, orders: pd.DataFrame) -> pd.Series:  # type: ignore[no-untyped-def]
    """Apply a rate of two months to every pair of neighbouring months in which all days are observed."""
    last_day = orders["ordered_at"].max().normalize()
    months = pd.period_range(orders["ordered_at"].min(), last_day + pd.Timedelta(days=1), freq="M")[:-1]
    return pd.Series({str(month): rate(orders, str(month), str(month + 1)) for month in months[:-1]}, dtype=float)


def kept_by_month(orders: pd.DataFrame) -> pd.Series:
    """Give the retention of every pair of neighbouring months, each month's customers found once."""
    there = {month: set(found) for month, found in bought_in(orders).groupby("month")["customer_id"]}

    def kept(orders: pd.DataFrame, before: str, after: str) -> float:
        stayed = there.get(before, set()) & there.get(after, set())
        return ratio(len(stayed), len(there.get(before, set())))

    return one_by_one(kept, orders)


# --- wrong rates of two months: they come back by hand, as a function and month by month


def kept(orders: pd.DataFrame, before: str, after: str) -> float:
    """Divide the customers of both months by those of the first: what is right."""
    bought = bought_in(orders)
    return ratio(len(who(bought, before) & who(bought, after)), len(who(bought, before)))


def new_customers_in_the_numerator(orders: pd.DataFrame, before: str, after: str) -> float:
    """Count everyone of the second month as retained."""
    bought = bought_in(orders)
    return ratio(len(who(bought, after)), len(who(bought, before)))


def denominator_at_the_end(orders: pd.DataFrame, before: str, after: str) -> float:
    """Divide by the customers of the second month."""
    bought = bought_in(orders)
    return ratio(len(who(bought, before) & who(bought, after)), len(who(bought, after)))


def orders_counted_for_customers(orders: pd.DataFrame, before: str, after: str) -> float:
    """Divide the orders of the retained by the orders of the first month."""
    bought = bought_in(orders)
    again = bought[(bought["month"] == after) & bought["customer_id"].isin(who(bought, before))]
    return ratio(len(again), int((bought["month"] == before).sum()))


def each_order_given_a_vote(orders: pd.DataFrame, before: str, after: str) -> float:
    """Average over the rows of the first month, so that frequent buyers weigh more."""
    bought = bought_in(orders)
    rows = bought[bought["month"] == before]
    return ratio(int(rows["customer_id"].isin(who(bought, after)).sum()), len(rows))


def one_minus_lost_over_average(orders: pd.DataFrame, before: str, after: str) -> float:
    """Divide the lost by the mean number of customers, and take that from one."""
    bought = bought_in(orders)
    start, end = who(bought, before), who(bought, after)
    return 1 - ratio(len(start - end), (len(start) + len(end)) / 2)


def everyone_of_either_month_in_the_denominator(orders: pd.DataFrame, before: str, after: str) -> float:
    """Divide by everyone seen in either month."""
    bought = bought_in(orders)
    start, end = who(bought, before), who(bought, after)
    return ratio(len(start & end), len(start | end)) if start else float("nan")


def everyone_ever_in_the_denominator(orders: pd.DataFrame, before: str, after: str) -> float:
    """Divide by every customer in the table."""
    bought = bought_in(orders)
    return ratio(len(who(bought, before) & who(bought, after)), bought["customer_id"].nunique())


def nothing_filtered(orders: pd.DataFrame, before: str, after: str) -> float:
    """Take cancelled and returned orders for purchases."""
    return kept(accepted(orders, *NO_PURCHASE), before, after)


def returned_orders_counted(orders: pd.DataFrame, before: str, after: str) -> float:
    """Take returned orders for purchases."""
    return kept(accepted(orders, "returned"), before, after)


def cancelled_orders_counted(orders: pd.DataFrame, before: str, after: str) -> float:
    """Take cancelled orders for purchases."""
    return kept(accepted(orders, "cancelled"), before, after)


def churn_for_retention(orders: pd.DataFrame, before: str, after: str) -> float:
    """Give the share that left."""
    return 1 - kept(orders, before, after)


def on_the_way_left_out(orders: pd.DataFrame, before: str, after: str) -> float:
    """Take only what has arrived for a purchase."""
    return kept(orders[orders["status"] != "shipped"], before, after)


def customers_who_sent_something_back_left_out(orders: pd.DataFrame, before: str, after: str) -> float:
    """Leave a customer with a returned order out altogether."""
    back = orders.loc[orders["status"] == "returned", "customer_id"]
    return kept(orders[~orders["customer_id"].isin(back)], before, after)


def customers_with_a_cancelled_or_returned_order_left_out(orders: pd.DataFrame, before: str, after: str) -> float:
    """Leave a customer with a cancelled or returned order out altogether."""
    marked = orders.loc[orders["status"].isin(NO_PURCHASE), "customer_id"]
    return kept(orders[~orders["customer_id"].isin(marked)], before, after)


CHURN_FOR_RETENTION: Final = Text(
    "You found the share of customers who *left*. That is churn, and a good number to know; asked here is the rest, those "
    "who stayed.",
    "你算的是离开的比例，也就是流失率。这个数同样值得知道，但这里问的是其余的人：留下来的。",
)
ON_THE_WAY_LEFT_OUT: Final = Text(
    "An order on its way (`shipped`) is a purchase too: paid, wanted, merely not yet at the door. Leave it out and the newest "
    "customers always look lost, simply because parcels take days.",
    "在途订单（`shipped`）也是购买：钱付了，东西也想要，只是还没到家。把它去掉，最近的顾客就总像是流失了，其实只是包裹在路上。",
)
CUSTOMERS_LEFT_OUT: Final = Text(
    "You removed every customer who has a cancelled or returned order, along with their good purchases. One "
    "order sent back doesn't undo the others: sort out *orders*, and the customers follow.",
    "只要有一笔取消或退货，你就把这位顾客整个剔除了，正常的购买也跟着没了。退一单并不会抵消其他的单："
    "该筛掉的是订单，不是人。",
)
NEW_IN_NUMERATOR: Final = Text(
    "You put everyone who bought in the second month above the line, new customers too. Nobody can *stay* who wasn't there "
    "before: a rate built like this rises with every advertising campaign, even while the old customers walk out, and it "
    "can exceed 100 %. Above the line belong only those who were below it.",
    "你把第二个月的所有购买者都放进了分子，连新顾客也算上了。原来不在的人，谈不上“留下”。照这样算，只要一打广告，"
    "比率就往上走，哪怕老顾客正在离开，甚至会超过 100%。能进分子的，只有本来就在分母里的人。",
)
DENOMINATOR_AT_END: Final = Text(
    "You divided by the customers of the *second* month. That tells how much of today's customer base is old, not how much of "
    "yesterday's was kept: a month with few new customers makes it look splendid. Below the line belong those you could "
    "lose, the customers at the start.",
    "你除以的是第二个月的顾客数。这说明的是“现在的顾客里有多少老面孔”，而不是“原来的顾客留住了多少”：新客一少，它反而更好看。"
    "分母应当是有可能流失的人，也就是期初的顾客。",
)
ORDERS_FOR_CUSTOMERS: Final = Text(
    "You counted orders where customers are asked for. One person with five orders then weighs as much as five people, and "
    "a few enthusiasts can hide that most have gone. Count each customer once in each month.",
    "题目问的是顾客，你数的却是订单。这样一来，一个人下五单就顶得上五个人，少数“铁粉”足以掩盖多数人的离开。"
    "每个月里，每位顾客只算一次。",
)
VOTE_PER_ORDER: Final = Text(
    "You looked up the right thing, but for every *order* of the first month instead of every customer. Whoever orders often "
    "then gets a vote for each order, and since frequent buyers come back more often, the rate comes out too rosy. One "
    "customer, one vote.",
    "判断本身没错，但你是对第一个月的每一笔订单、而不是每一位顾客做判断。下单多的人就有了好几票，而他们本来就更容易回来，"
    "结果偏乐观。应当一人一票。",
)
LOST_OVER_AVERAGE: Final = Text(
    "You divided the lost customers by the *average* number of customers and took that from one. The average contains new "
    "customers, who weren't at risk yet; so winning new ones changes your retention although nobody behaved differently. "
    "The lost and the kept are parts of one group: the customers at the start.",
    "你用流失的人数除以平均顾客数，再用 1 去减。可是平均数里混进了新顾客，他们那时还谈不上流失：只要多拉些新客，"
    "留存率就变了，其实谁的行为都没有变。留下的和离开的，都来自同一群人：期初的顾客。",
)
EITHER_MONTH: Final = Text(
    "You divided by everyone seen in either month. That measures how alike the two months' customers are, and every new "
    "customer pulls it down, though new customers tell nothing about who stayed. Only those of the first month could be kept.",
    "你除以的是两个月里出现过的所有人。这衡量的是两个月的顾客有多相似，每来一位新顾客都会把它拉低，"
    "可新顾客说明不了谁留了下来。能被“留住”的，只有第一个月的顾客。",
)
EVERYONE_EVER: Final = Text(
    "Your denominator holds every customer in the table, also those who weren't active in the first month. The longer the "
    "company exists, the smaller such a rate must get, whatever customers do. Ask first: who could have been kept here?",
    "你的分母是表里的全部顾客，连第一个月并不活跃的人也在内。公司开得越久，这样算出来的比率就越低，与顾客的表现无关。"
    "先问一句：这一次，谁才是有可能被留住的人？",
)


# --- by hand


def _by_hand() -> Question:
    def on_the_small_table(wrong, says: Text) -> Mistake:  # type: ignore[no-untyped-def]
        def value(namespace: Namespace) -> float:
            return float(wrong(namespace["a_few_orders"], "2026-01", "2026-02"))

        value.__name__ = wrong.__name__
        return Mistake(value, says)

    return Question(
        "by-hand-retention",
        kind="value",
        form="share",
        shown=True,
        tolerance=5e-3,
        mistakes=[
            on_the_small_table(new_customers_in_the_numerator, NEW_IN_NUMERATOR),
            on_the_small_table(denominator_at_the_end, DENOMINATOR_AT_END),
            on_the_small_table(nothing_filtered, NOTHING_FILTERED),
            on_the_small_table(returned_orders_counted, RETURNED_COUNTED),
            on_the_small_table(cancelled_orders_counted, CANCELLED_COUNTED),
            on_the_small_table(churn_for_retention, CHURN_FOR_RETENTION),
            on_the_small_table(on_the_way_left_out, ON_THE_WAY_LEFT_OUT),
            on_the_small_table(customers_who_sent_something_back_left_out, CUSTOMERS_LEFT_OUT),
            on_the_small_table(customers_with_a_cancelled_or_returned_order_left_out, CUSTOMERS_LEFT_OUT),
            on_the_small_table(each_order_given_a_vote, VOTE_PER_ORDER),
            on_the_small_table(one_minus_lost_over_average, LOST_OVER_AVERAGE),
            on_the_small_table(everyone_of_either_month_in_the_denominator, EITHER_MONTH),
        ],
        hints=[
            Text(
                "Start below the line. Which customers have at least one purchase in January? Write their numbers down, each once.",
                "先看分母。哪些顾客在一月至少有一次购买？把编号写下来，每人只写一次。",
            ),
            Text(
                "Cross out whoever only has a cancelled or returned order. Then look for the remaining numbers in February's rows.",
                "订单全是取消或退货的人要划掉。然后在二月的行里，找剩下的这些编号。",
            ),
            Text(
                "Below the line stand customers 1 to 7: customer 8 cancelled in January. In February customer 6 cancelled and "
                "customer 7 sent the order back, so count how many of the seven have a February purchase left, and divide that by seven.",
                "分母是 1 至 7 号顾客：8 号一月的订单取消了。二月里 6 号取消、7 号退货，所以数一数七人中还有几位在二月有购买，再除以七。",
            ),
        ],
    )


# --- active customers


def _active_customers() -> Question:
    def nothing_filtered(orders: pd.DataFrame, start: str, end: str) -> set[int]:
        return by_set(accepted(orders, *NO_PURCHASE), start, end)

    def returned_orders_counted(orders: pd.DataFrame, start: str, end: str) -> set[int]:
        return by_set(accepted(orders, "returned"), start, end)

    def cancelled_orders_counted(orders: pd.DataFrame, start: str, end: str) -> set[int]:
        return by_set(accepted(orders, "cancelled"), start, end)

    def only_delivered_orders_counted(orders: pd.DataFrame, start: str, end: str) -> set[int]:
        return by_set(orders[orders["status"] == "delivered"], start, end)

    def customers_with_any_cancelled_order_dropped(orders: pd.DataFrame, start: str, end: str) -> set[int]:
        inside = orders[orders["ordered_at"].dt.normalize().between(start, end)]
        return by_set(orders, start, end) - set(inside.loc[inside["status"].isin(NO_PURCHASE), "customer_id"])

    def last_day_lost_after_midnight(orders: pd.DataFrame, start: str, end: str) -> set[int]:
        bought = bought_in(orders)
        return set(bought.loc[bought["ordered_at"].between(start, end), "customer_id"])

    def last_day_left_out(orders: pd.DataFrame, start: str, end: str) -> set[int]:
        bought = bought_in(orders)
        return set(bought.loc[(bought["day"] >= start) & (bought["day"] < end), "customer_id"])

    def first_day_left_out(orders: pd.DataFrame, start: str, end: str) -> set[int]:
        bought = bought_in(orders)
        return set(bought.loc[(bought["day"] > start) & (bought["day"] <= end), "customer_id"])

    def everyone_up_to_the_end(orders: pd.DataFrame, start: str, end: str) -> set[int]:
        bought = bought_in(orders)
        return set(bought.loc[bought["day"] <= end, "customer_id"])

    def customers_listed_once_per_order(orders: pd.DataFrame, start: str, end: str) -> list[int]:
        bought = bought_in(orders)
        return list(bought.loc[bought["day"].between(start, end), "customer_id"])

    def order_numbers_for_customers(orders: pd.DataFrame, start: str, end: str) -> set[int]:
        bought = bought_in(orders)
        return set(bought.loc[bought["day"].between(start, end), "order_id"])

    def the_first_order_taken_for_all(orders: pd.DataFrame, start: str, end: str) -> set[int]:
        return by_set(orders.drop_duplicates("customer_id"), start, end)

    def only_customers_new_in_the_period(orders: pd.DataFrame, start: str, end: str) -> set[int]:
        first = bought_in(orders).groupby("customer_id")["day"].min()
        return set(first.index[first.between(start, end)])

    def the_whole_first_month_taken(orders: pd.DataFrame, start: str, end: str) -> set[int]:
        return who(bought_in(orders), start[:7])

    def the_next_midnight_counted(orders: pd.DataFrame, start: str, end: str) -> set[int]:
        bought = bought_in(orders)
        over = pd.Timestamp(end) + pd.Timedelta(days=1)
        return set(bought.loc[bought["ordered_at"].between(start, over), "customer_id"])

    def the_filter_turned_round(orders: pd.DataFrame, start: str, end: str) -> set[int]:
        inside = orders["ordered_at"].dt.normalize().between(start, end)
        return set(orders.loc[inside & orders["status"].isin(NO_PURCHASE), "customer_id"])

    def how_many_instead_of_who(orders: pd.DataFrame, start: str, end: str) -> int:
        return len(by_set(orders, start, end))

    def by_set(orders: pd.DataFrame, start: str, end: str) -> set[int]:
        bought = bought_in(orders)
        return set(bought.loc[bought["day"].between(start, end), "customer_id"])

    def by_query_as_array(orders: pd.DataFrame, start: str, end: str) -> np.ndarray:
        over = pd.Timestamp(end) + pd.Timedelta(days=1)
        rows = orders[(orders["ordered_at"] >= start) & (orders["ordered_at"] < over)]
        return rows.query("status != 'cancelled' and status != 'returned'")["customer_id"].unique()[::-1]

    def by_groups_as_index(orders: pd.DataFrame, start: str, end: str) -> pd.Index:
        rows = orders[orders["status"].isin(["shipped", "delivered"])]
        rows = rows[rows["ordered_at"].dt.strftime("%Y-%m-%d").between(start, end)]
        return rows.groupby("customer_id").size().index

    def by_loop_as_list(orders: pd.DataFrame, start: str, end: str) -> list[int]:
        first, last = pd.Timestamp(start).date(), pd.Timestamp(end).date()
        found: list[int] = []
        for customer, moment, status in zip(orders["customer_id"], orders["ordered_at"], orders["status"], strict=True):
            if status not in NO_PURCHASE and first <= moment.date() <= last and customer not in found:
                found.append(customer)
        return found

    def by_dropping_duplicates_as_series(orders: pd.DataFrame, start: str, end: str) -> pd.Series:
        rows = bought_in(orders).set_index("ordered_at").sort_index().loc[start:end]
        return rows["customer_id"].drop_duplicates()

    def elsewhere(tables: Tables) -> Iterable[Arguments]:
        for start, end in [
            ("2025-11-01", "2025-11-30"),
            ("2025-12-24", "2025-12-24"),
            ("2026-06-01", "2026-06-30"),
            ("2024-07-01", "2026-06-30"),
        ]:
            yield {"orders": tables["orders"], "start": start, "end": end}
        yield {"orders": without_times(tables["orders"]), "start": "2025-11-10", "end": "2025-11-19"}

    return Question(
        "active-customers",
        toys=[
            Toy(
                Text("What became of the order", "订单后来怎样了"),
                {
                    "orders": orders_of(
                        """
                        1 2026-01-05 10:00 delivered
                        2 2026-01-08 11:30 shipped
                        3 2026-01-12 09:15 cancelled
                        4 2026-01-20 16:40 returned
                        5 2026-01-15 20:05 delivered
                        5 2026-01-25 08:50 cancelled
                        6 2026-01-10 13:20 cancelled
                        6 2026-01-28 21:30 delivered
                        """
                    ),
                    "start": "2026-01-01",
                    "end": "2026-01-31",
                },
            ),
            Toy(
                Text("Close to the first and the last day", "第一天和最后一天前后"),
                {
                    "orders": orders_of(
                        """
                        1 2025-10-31 23:50 delivered
                        2 2025-11-01 00:00 delivered
                        3 2025-11-30 00:00 delivered
                        4 2025-11-30 18:30 delivered
                        5 2025-11-30 23:59:30 delivered
                        6 2025-12-01 00:00 delivered
                        """
                    ),
                    "start": "2025-11-01",
                    "end": "2025-11-30",
                },
            ),
            Toy(
                Text(
                    "The same customer more than once; the middle of one month to that of another",
                    "同一位顾客不止一次购买；从一个月的中旬到另一个月的中旬",
                ),
                {
                    "orders": orders_of(
                        """
                        7 2026-02-10 12:00 delivered
                        7 2026-02-20 12:00 delivered
                        7 2026-03-12 19:20 delivered
                        7 2026-04-10 07:45 shipped
                        8 2026-03-18 13:10 delivered
                        9 2026-02-03 09:30 cancelled
                        9 2026-03-05 15:40 delivered
                        10 2026-04-21 10:15 delivered
                        11 2026-02-12 18:00 delivered
                        """
                    ),
                    "start": "2026-02-15",
                    "end": "2026-04-10",
                },
            ),
        ],
        mistakes=[
            Mistake(nothing_filtered, NOTHING_FILTERED),
            Mistake(last_day_lost_after_midnight, LAST_DAY_LOST),
            Mistake(returned_orders_counted, RETURNED_COUNTED),
            Mistake(cancelled_orders_counted, CANCELLED_COUNTED),
            Mistake(only_delivered_orders_counted, ON_THE_WAY_LEFT_OUT),
            Mistake(customers_with_any_cancelled_order_dropped, CUSTOMERS_LEFT_OUT),
            Mistake(
                customers_listed_once_per_order,
                Text(
                    "Your result names a customer once for every order. Anything counted from it later counts orders, not "
                    "people. List each customer once.",
                    "你的结果里，顾客每下一单就出现一次。之后拿它去计数，数出来的就是订单，而不是人。每位顾客只列一次。",
                ),
            ),
            Mistake(
                order_numbers_for_customers,
                Text(
                    "These are the numbers of the orders, not of the customers. Two orders of one person would pass for two "
                    "people. The column that tells people apart is `customer_id`.",
                    "这些是订单编号，不是顾客编号。同一个人的两笔订单会被当成两个人。能区分“谁”的是 `customer_id` 这一列。",
                ),
            ),
            Mistake(
                how_many_instead_of_who,
                Text(
                    "You returned *how many* customers were active; asked is *which ones*. From the number alone nobody can tell "
                    "later whether the same people came back.",
                    "你返回的是活跃顾客有多少位，题目问的是哪几位。只有一个数字，之后就无法判断回来的是不是同一批人。",
                ),
            ),
            Mistake(
                last_day_left_out,
                Text(
                    "The last day is missing altogether. Here the period includes both its first and its last day.",
                    "最后一天整天都漏掉了。本题的时间段，首尾两天都包括在内。",
                ),
            ),
            Mistake(
                first_day_left_out,
                Text(
                    "The first day is missing. Here the period includes both its first and its last day.",
                    "第一天漏掉了。本题的时间段，首尾两天都包括在内。",
                ),
            ),
            Mistake(
                everyone_up_to_the_end,
                Text(
                    "You let in purchases from before the period. That gives everyone who ever bought up to the end, a number that "
                    "can only grow; active means active *in* the period.",
                    "时间段之前的购买也算进来了。这样得到的是截至期末所有买过的人，只会越来越多；“活跃”指的是在这段时间之内有购买。",
                ),
            ),
            Mistake(
                the_first_order_taken_for_all,
                Text(
                    "You dropped repeated customers before all the filters were through. What stays of each is the first row, and "
                    "that one may be cancelled or too early, while a later purchase counts. First filter, then list each customer once.",
                    "筛选还没做完，你就先去掉了重复的顾客。这样每人只剩第一行，而那一行可能是取消的订单，也可能不在时间段内，"
                    "后面算数的购买反倒没了。应当先筛选，再去重。",
                ),
            ),
            Mistake(
                only_customers_new_in_the_period,
                Text(
                    "You kept customers whose *first ever* purchase lies in the period. Those are the new ones. Whoever bought "
                    "before and buys again in the period is active too, and just the kind that stayed.",
                    "你只保留了第一次购买就在这段时间内的人，那是新顾客。以前买过、这段时间又买的，同样是活跃顾客，而且正是“留下来”的那种。",
                ),
            ),
            Mistake(
                the_whole_first_month_taken,
                Text(
                    "You took the whole month that `start` lies in. The period can begin and end in the middle of a month, and can "
                    "be longer than one: go by the two days you are given.",
                    "你取的是 `start` 所在的整个月。时间段可以从月中开始、到月中结束，也可以不止一个月：请按给定的两个日期来取。",
                ),
            ),
            Mistake(
                the_next_midnight_counted,
                Text(
                    "An order at midnight sharp after the last day got in. `between` includes both its ends, and that moment already "
                    "belongs to the next day: use `<` there, or compare days.",
                    "最后一天过后零点整的订单也算进来了。`between` 两端都包括，而零点整已经属于第二天：请改用 `<`，或者按日期比较。",
                ),
            ),
            Mistake(
                the_filter_turned_round,
                Text(
                    "You kept just the orders that are no purchases. `isin([…])` finds the cancelled and returned ones; put `~` in "
                    "front of it to keep the others.",
                    "你留下的恰恰是不算购买的订单。`isin([…])` 找出的是已取消和已退货的，前面加上 `~` 才是其余的。",
                ),
            ),
        ],
        also_right=[by_query_as_array, by_groups_as_index, by_loop_as_list, by_dropping_duplicates_as_series],
        elsewhere=elsewhere,
        hints=[
            Text(
                "Two filters, one after the other: which rows are purchases, and which of them fall into the period? Only then "
                "look at the customers.",
                "先后做两次筛选：哪些行是购买？其中哪些落在这段时间里？最后才看是哪些顾客。",
            ),
            Text(
                '`isin(["cancelled", "returned"])` finds what is no purchase, and `~` turns it round. For the days, '
                "`.dt.normalize()` removes the time of day, and `.between(start, end)` includes both ends.",
                '`isin(["cancelled", "returned"])` 能找出不算购买的行，前面加 `~` 就反过来。日期方面，`.dt.normalize()` '
                "去掉时刻，`.between(start, end)` 首尾都包括。",
            ),
            Text(
                'Put the purchases into `bought`. Then `inside = bought["ordered_at"].dt.normalize().between(start, end)`, and '
                'return `set(bought.loc[inside, "customer_id"])`.',
                '把购买存为 `bought`，再写 `inside = bought["ordered_at"].dt.normalize().between(start, end)`，'
                '最后返回 `set(bought.loc[inside, "customer_id"])`。',
            ),
        ],
    )


# --- retention rate

FILTERED_IN_ONE_MONTH: Final = Text(
    "Cancelled and returned orders are sorted out in one of the two months, but not in the other. A purchase must mean the same "
    "above and below the line: filter once, before you look at the months.",
    "已取消和已退货的订单，你只在一个月里筛掉了，另一个月没有。分子和分母里的“购买”必须是同一个意思：先统一筛选，再看月份。",
)


def _retention_rate() -> Question:
    def months_compared_without_their_year(orders: pd.DataFrame, before: str, after: str) -> float:
        bought = bought_in(orders)
        month = bought["ordered_at"].dt.month
        start = set(bought.loc[month == int(before[5:]), "customer_id"])
        end = set(bought.loc[month == int(after[5:]), "customer_id"])
        return ratio(len(start & end), len(start))

    def any_later_purchase_counted(orders: pd.DataFrame, before: str, after: str) -> float:
        bought = bought_in(orders)
        later = set(bought.loc[bought["month"] > before, "customer_id"])
        return ratio(len(who(bought, before) & later), len(who(bought, before)))

    def purchases_counted_above_the_line(orders: pd.DataFrame, before: str, after: str) -> float:
        bought = bought_in(orders)
        start = who(bought, before)
        return ratio(int((bought["customer_id"].isin(start) & (bought["month"] == after)).sum()), len(start))

    def months_in_between_counted(orders: pd.DataFrame, before: str, after: str) -> float:
        bought = bought_in(orders)
        later = set(bought.loc[(bought["month"] > before) & (bought["month"] <= after), "customer_id"])
        return ratio(len(who(bought, before) & later), len(who(bought, before)))

    def everyone_but_first_time_buyers_kept(orders: pd.DataFrame, before: str, after: str) -> float:
        bought = bought_in(orders)
        known = set(bought.loc[bought["month"] < after, "customer_id"])
        return ratio(len(who(bought, after) & known), len(who(bought, before)))

    def filtered_in_the_second_month_only(orders: pd.DataFrame, before: str, after: str) -> float:
        start = who(bought_in(accepted(orders, *NO_PURCHASE)), before)
        return ratio(len(start & who(bought_in(orders), after)), len(start))

    def filtered_in_the_first_month_only(orders: pd.DataFrame, before: str, after: str) -> float:
        start = who(bought_in(orders), before)
        return ratio(len(start & who(bought_in(accepted(orders, *NO_PURCHASE)), after)), len(start))

    def the_last_day_of_a_long_month_lost(orders: pd.DataFrame, before: str, after: str) -> float:
        return kept(orders[orders["ordered_at"].dt.day < 31], before, after)

    def the_first_of_the_next_month_counted(orders: pd.DataFrame, before: str, after: str) -> float:
        bought = bought_in(orders)

        def within(month: str) -> set[int]:
            first = pd.Timestamp(month)
            return set(bought.loc[bought["ordered_at"].between(first, first + pd.DateOffset(months=1)), "customer_id"])

        return ratio(len(within(before) & within(after)), len(within(before)))

    def by_merge(orders: pd.DataFrame, before: str, after: str) -> np.float64:
        bought = orders[orders["status"].isin(["delivered", "shipped"])]
        month = bought["ordered_at"].dt.strftime("%Y-%m")
        start = bought.loc[month == before, ["customer_id"]].drop_duplicates()
        end = bought.loc[month == after, ["customer_id"]].drop_duplicates()
        return start.merge(end, on="customer_id", how="left", indicator="found")["found"].eq("both").mean()

    def by_pivot(orders: pd.DataFrame, before: str, after: str) -> float:
        seen = bought_in(orders).pivot_table(index="customer_id", columns="month", values="order_id", aggfunc="count")
        seen = seen.reindex(columns=[before, after]).notna()
        return round(float(seen.loc[seen[before], after].mean()), 3)

    def by_loop(orders: pd.DataFrame, before: str, after: str) -> float | None:
        months: dict[int, set[str]] = {}
        for row in orders.itertuples():
            if row.status not in NO_PURCHASE:
                months.setdefault(row.customer_id, set()).add(str(row.ordered_at)[:7])
        at_risk = [seen for seen in months.values() if before in seen]
        return sum(after in seen for seen in at_risk) / len(at_risk) if at_risk else None

    def by_groups(orders: pd.DataFrame, before: str, after: str) -> float:
        months = bought_in(orders).groupby("customer_id")["month"].agg(set)
        at_risk = months[[before in seen for seen in months]]
        return np.mean([after in seen for seen in at_risk]) if len(at_risk) else np.nan

    def elsewhere(tables: Tables) -> Iterable[Arguments]:
        for before, after in [
            ("2025-11", "2025-12"),
            ("2025-12", "2026-01"),
            ("2026-05", "2026-06"),
            ("2024-07", "2024-08"),
            ("2025-06", "2026-06"),
        ]:
            yield {"orders": tables["orders"], "before": before, "after": after}
        yield {"orders": without_times(tables["orders"]), "before": "2025-08", "after": "2025-09"}

    return Question(
        "retention-rate",
        tolerance=SHARE,
        toys=[
            Toy(
                Text("Some stay, some leave, some are new", "有人留下，有人离开，有人新来"),
                {
                    "orders": orders_of(
                        """
                        6 2025-12-11 delivered
                        1 2026-01-05 delivered
                        2 2026-01-17 delivered
                        3 2026-01-31 21:30 delivered
                        4 2026-02-01 00:00 delivered
                        1 2026-02-04 delivered
                        2 2026-02-09 delivered
                        1 2026-02-12 delivered
                        5 2026-02-18 delivered
                        6 2026-02-20 delivered
                        1 2026-02-28 delivered
                        """
                    ),
                    "before": "2026-01",
                    "after": "2026-02",
                },
            ),
            Toy(
                Text(
                    "One customer orders often, and not every order is a purchase", "有人下单很勤；并非每笔订单都是购买"
                ),
                {
                    "orders": orders_of(
                        """
                        1 2026-01-03 delivered
                        1 2026-01-11 delivered
                        2 2026-01-15 shipped
                        3 2026-01-20 cancelled
                        4 2026-01-22 returned
                        1 2026-01-24 delivered
                        5 2026-01-28 delivered
                        1 2026-02-06 delivered
                        2 2026-02-09 returned
                        4 2026-02-19 delivered
                        5 2026-02-21 cancelled
                        """
                    ),
                    "before": "2026-01",
                    "after": "2026-02",
                },
            ),
            Toy(
                Text("A month in between, and another year", "中间隔了一个月，还有另一年"),
                {
                    "orders": orders_of(
                        """
                        4 2025-01-14 delivered
                        6 2025-12-11 delivered
                        1 2026-01-05 delivered
                        3 2026-01-18 delivered
                        6 2026-01-20 delivered
                        7 2026-01-31 20:40 delivered
                        5 2026-02-10 delivered
                        6 2026-02-15 delivered
                        1 2026-03-07 delivered
                        4 2026-03-21 delivered
                        3 2026-04-02 delivered
                        """
                    ),
                    "before": "2026-01",
                    "after": "2026-03",
                },
            ),
            Toy(
                Text("Nobody was active in the first month", "第一个月没有活跃顾客"),
                {
                    "orders": orders_of(
                        """
                        1 2026-01-10 cancelled
                        1 2026-02-13 delivered
                        2 2026-02-19 delivered
                        """
                    ),
                    "before": "2026-01",
                    "after": "2026-02",
                },
            ),
            Toy(
                Text("Nobody was active in the second month", "第二个月没有活跃顾客"),
                {
                    "orders": orders_of(
                        """
                        1 2026-05-04 delivered
                        1 2026-05-19 delivered
                        2 2026-05-11 delivered
                        3 2026-05-20 delivered
                        3 2026-06-02 returned
                        4 2026-07-02 delivered
                        """
                    ),
                    "before": "2026-05",
                    "after": "2026-06",
                },
            ),
        ],
        mistakes=[
            Mistake(churn_for_retention, CHURN_FOR_RETENTION),
            Mistake(new_customers_in_the_numerator, NEW_IN_NUMERATOR),
            Mistake(denominator_at_the_end, DENOMINATOR_AT_END),
            Mistake(
                purchases_counted_above_the_line,
                Text(
                    "Above the line you counted *purchases* of the second month, not people. Somebody who comes three times then "
                    "counts as three who stayed, and the rate can exceed 100 %. Count each customer once.",
                    "你在分子里数的是第二个月的购买次数，而不是人。来三次的人就成了三个“留下的人”，比率甚至会超过 100%。每位顾客只算一次。",
                ),
            ),
            Mistake(
                everyone_but_first_time_buyers_kept,
                Text(
                    "You took the customers of `after` without those who bought for the first time. Some of them weren't active in "
                    "`before` either: they came back from an earlier time. They are good news, but they were not there to be kept.",
                    "你用的是 `after` 的顾客减去首次购买的新顾客。可剩下的人里，有些在 `before` 也不活跃，是从更早的时候回来的。"
                    "这当然是好事，但他们当时不在“可以留住”的人当中。",
                ),
            ),
            Mistake(orders_counted_for_customers, ORDERS_FOR_CUSTOMERS),
            Mistake(each_order_given_a_vote, VOTE_PER_ORDER),
            Mistake(nothing_filtered, NOTHING_FILTERED),
            Mistake(returned_orders_counted, RETURNED_COUNTED),
            Mistake(cancelled_orders_counted, CANCELLED_COUNTED),
            Mistake(filtered_in_the_first_month_only, FILTERED_IN_ONE_MONTH),
            Mistake(filtered_in_the_second_month_only, FILTERED_IN_ONE_MONTH),
            Mistake(customers_with_a_cancelled_or_returned_order_left_out, CUSTOMERS_LEFT_OUT),
            Mistake(one_minus_lost_over_average, LOST_OVER_AVERAGE),
            Mistake(everyone_of_either_month_in_the_denominator, EITHER_MONTH),
            Mistake(everyone_ever_in_the_denominator, EVERYONE_EVER),
            Mistake(
                any_later_purchase_counted,
                Text(
                    "You counted customers who came back at *any* later time. Retention asks about one period: were they active "
                    'in `after`? With "ever again" old months always look better than recent ones, merely because their '
                    "customers have had longer to return.",
                    "以后任何时候回来过的顾客，你都算上了。留存率问的是一个确定的时期：在 `after` 那个月是否活跃？"
                    "如果按“以后回来过”来算，越早的月份总是越好看，只因为那时的顾客有更长的时间回来。",
                ),
            ),
            Mistake(
                months_in_between_counted,
                Text(
                    "You counted customers who came back in a month *between* the two. What happens there plays no part: were they "
                    "active in `after` itself?",
                    "在两个月之间回来过的顾客，你也算上了。中间的月份不起作用，只看一点：`after` 当月是否活跃？",
                ),
            ),
            Mistake(
                the_last_day_of_a_long_month_lost,
                Text(
                    "Purchases on the 31st are missing. Months are of different length, and their last day lasts until midnight: "
                    '`.dt.to_period("M")` gives the month of every moment and knows all that.',
                    '31 号的购买漏掉了。各月长短不同，最后一天又要到 24 点才结束：`.dt.to_period("M")` 能直接给出每个时刻所在的月份。',
                ),
            ),
            Mistake(
                the_first_of_the_next_month_counted,
                Text(
                    "An order at midnight sharp on the 1st got into the month before. `between` includes both its ends, and that "
                    "moment belongs to the next month.",
                    "次月 1 号零点整的订单被算进了上个月。`between` 两端都包括，而零点整已经属于次月。",
                ),
            ),
            Mistake(
                months_compared_without_their_year,
                Text(
                    "You compared the month without its year, so January 2025 and January 2026 fell into one. Customers of two "
                    "Januaries are then mixed. A month needs its year.",
                    "你比较月份时没有带上年份，2025 年 1 月和 2026 年 1 月混成了一个月，两批顾客也混到了一起。月份要连同年份一起比。",
                ),
            ),
        ],
        also_right=[by_merge, by_pivot, by_loop, by_groups],
        elsewhere=elsewhere,
        hints=[
            Text(
                "Two groups of customers are enough: those active in `before`, and those active in `after`. What do you need of "
                "the second group?",
                "有两群顾客就够了：`before` 的活跃顾客和 `after` 的活跃顾客。第二群里，你真正需要的是谁？",
            ),
            Text(
                'To pick a month, compare `bought["ordered_at"].dt.to_period("M")` with `before`; that knows how long each month '
                "is, while a made-up day such as `2026-02-31` stops with an error. Two sets have what they "
                "share in `start & again`.",
                '要挑出某个月，可以拿 `bought["ordered_at"].dt.to_period("M")` 与 `before` 比较：它知道每个月有几天，'
                "而自己拼出来的 `2026-02-31` 会报错。"
                "两个集合的共同部分是 `start & again`。",
            ),
            Text(
                'Build `start = set(bought.loc[month == before, "customer_id"])` and likewise `again` for `after`. Return '
                "`len(start & again) / len(start)`, after seeing to the case that `start` is empty.",
                '写出 `start = set(bought.loc[month == before, "customer_id"])`，再照样用 `after` 写出 `again`。'
                "先处理 `start` 为空的情形，然后返回 `len(start & again) / len(start)`。",
            ),
        ],
    )


# --- churn, on the learner's own data


def _november_churn() -> Question:
    before, after = "2025-11", "2025-12"

    def change_in_numbers_for_churn(namespace: Namespace) -> float:
        bought = bought_in(namespace["orders"])
        return 1 - ratio(len(who(bought, after)), len(who(bought, before)))

    def lost_over_average(namespace: Namespace) -> float:
        return 1 - one_minus_lost_over_average(namespace["orders"], before, after)

    def lost_over_december(namespace: Namespace) -> float:
        bought = bought_in(namespace["orders"])
        return ratio(len(who(bought, before) - who(bought, after)), len(who(bought, after)))

    def lost_over_everyone_ever(namespace: Namespace) -> float:
        bought = bought_in(namespace["orders"])
        return ratio(len(who(bought, before) - who(bought, after)), bought["customer_id"].nunique())

    def never_seen_again(namespace: Namespace) -> float:
        bought = bought_in(namespace["orders"])
        later = set(bought.loc[bought["month"] > before, "customer_id"])
        return ratio(len(who(bought, before) - later), len(who(bought, before)))

    def retention_for_churn(namespace: Namespace) -> float:
        return kept(namespace["orders"], before, after)

    def orders_counted(namespace: Namespace) -> float:
        return 1 - each_order_given_a_vote(namespace["orders"], before, after)

    def nothing_filtered_out(namespace: Namespace) -> float:
        return 1 - nothing_filtered(namespace["orders"], before, after)

    def another_year(namespace: Namespace) -> float:
        return 1 - kept(namespace["orders"], "2024-11", "2024-12")

    return Question(
        "november-churn",
        kind="value",
        form="share",
        tolerance=SHARE,
        mistakes=[
            Mistake(
                retention_for_churn,
                Text(
                    "That is the share of November's customers who *stayed*. Churn asks for the rest, those who didn't come back "
                    "in December.",
                    "这是十一月顾客中留下来的比例。流失率问的是其余的人，也就是十二月没有回来的。",
                ),
            ),
            Mistake(
                change_in_numbers_for_churn,
                Text(
                    "You compared how *many* customers the two months had. New customers fill the places of those who left, so "
                    "the difference can be small, or negative, while half of November's customers are gone. Churn follows the "
                    "same people.",
                    "你比较的是两个月各有多少顾客。新顾客会补上离开的人留下的位置，所以差额可以很小，甚至是负数，"
                    "而十一月的顾客也许已经走了一半。流失率要盯住的是同一批人。",
                ),
            ),
            Mistake(lost_over_average, LOST_OVER_AVERAGE),
            Mistake(
                lost_over_december,
                Text(
                    "You found those who left, but divided by December's customers. Those who left were November's, so they are "
                    "a share of November's: part and whole must come from one group.",
                    "离开的人找对了，除以的却是十二月的顾客。离开的是十一月的顾客，就该看占十一月的多少：部分和整体必须出自同一群人。",
                ),
            ),
            Mistake(lost_over_everyone_ever, EVERYONE_EVER),
            Mistake(
                never_seen_again,
                Text(
                    "You counted as lost only those who never came back at all. That is a question worth asking, but it changes "
                    "with every month that passes; asked here is who did not buy in December 2025.",
                    "你只把“再也没有出现过”的人算作流失。这个问题值得问，但答案每过一个月就会变；这里问的是谁在 2025 年 12 月没有购买。",
                ),
            ),
            Mistake(orders_counted, VOTE_PER_ORDER),
            Mistake(nothing_filtered_out, NOTHING_FILTERED),
            Mistake(
                another_year,
                Text(
                    "That is the churn from November to December *2024*. Your data hold two Novembers; asked is the later one.",
                    "这是 2024 年 11 月到 12 月的流失率。数据里有两个十一月，问的是后一个。",
                ),
            ),
        ],
        hints=[
            Text(
                "You already have a function that says who stayed. Those who left are everyone else of November.",
                "你已经有一个函数，能算出谁留下了。离开的，就是十一月其余的顾客。",
            ),
            Text(
                "Retention and churn of the same two months add up to one.",
                "同样两个月的顾客留存率与流失率，加起来等于 1。",
            ),
            Text(
                'Take `retention_rate(orders, "2025-11", "2025-12")` away from 1.',
                '用 1 减去 `retention_rate(orders, "2025-11", "2025-12")`。',
            ),
        ],
    )


# --- repeat-purchase rate


def _repeat_purchase_rate() -> Question:
    def times_each(orders: pd.DataFrame, start: str, end: str) -> pd.Series:
        bought = bought_in(orders)
        return bought[bought["day"].between(start, end)].groupby("customer_id").size()

    def rate(orders: pd.DataFrame, start: str, end: str) -> float:
        return float((times_each(orders, start, end) >= 2).mean())

    def lifetime_repeats_for_repeats_in_the_window(orders: pd.DataFrame, start: str, end: str) -> float:
        ever = bought_in(orders).groupby("customer_id").size()
        return float((ever.reindex(times_each(orders, start, end).index) >= 2).mean())

    def an_earlier_purchase_taken_for_a_repeat(orders: pd.DataFrame, start: str, end: str) -> float:
        bought = bought_in(orders)
        active = times_each(orders, start, end).index
        return float(active.isin(bought.loc[bought["day"] < start, "customer_id"]).mean())

    def a_later_purchase_taken_for_a_repeat(orders: pd.DataFrame, start: str, end: str) -> float:
        bought = bought_in(orders)
        active = times_each(orders, start, end).index
        return float(active.isin(bought.loc[bought["day"] > end, "customer_id"]).mean())

    def orders_of_any_kind_below_the_line(orders: pd.DataFrame, start: str, end: str) -> float:
        ordered = times_each(accepted(orders, *NO_PURCHASE), start, end)
        return ratio(int((times_each(orders, start, end) >= 2).sum()), len(ordered))

    def customers_who_sent_something_back_left_out(orders: pd.DataFrame, start: str, end: str) -> float:
        marked = orders.loc[orders["status"] == "returned", "customer_id"]
        return rate(orders[~orders["customer_id"].isin(marked)], start, end)

    def customers_with_a_cancelled_or_returned_order_left_out(orders: pd.DataFrame, start: str, end: str) -> float:
        marked = orders.loc[orders["status"].isin(NO_PURCHASE), "customer_id"]
        return rate(orders[~orders["customer_id"].isin(marked)], start, end)

    def everyone_ever_in_the_denominator(orders: pd.DataFrame, start: str, end: str) -> float:
        return ratio(int((times_each(orders, start, end) >= 2).sum()), bought_in(orders)["customer_id"].nunique())

    def repeat_orders_for_repeat_customers(orders: pd.DataFrame, start: str, end: str) -> float:
        times = times_each(orders, start, end)
        return ratio(int(times.sum() - len(times)), int(times.sum()))

    def orders_of_repeat_customers_counted(orders: pd.DataFrame, start: str, end: str) -> float:
        times = times_each(orders, start, end)
        return ratio(int(times[times >= 2].sum()), int(times.sum()))

    def repeat_against_single_buyers(orders: pd.DataFrame, start: str, end: str) -> float:
        times = times_each(orders, start, end)
        return ratio(int((times >= 2).sum()), int((times == 1).sum()))

    def exactly_two_purchases(orders: pd.DataFrame, start: str, end: str) -> float:
        return float((times_each(orders, start, end) == 2).mean())

    def more_than_two_purchases(orders: pd.DataFrame, start: str, end: str) -> float:
        return float((times_each(orders, start, end) > 2).mean())

    def days_counted_for_purchases(orders: pd.DataFrame, start: str, end: str) -> float:
        bought = bought_in(orders)
        return float((bought[bought["day"].between(start, end)].groupby("customer_id")["day"].nunique() >= 2).mean())

    def nothing_filtered(orders: pd.DataFrame, start: str, end: str) -> float:
        return rate(accepted(orders, *NO_PURCHASE), start, end)

    def returned_orders_counted(orders: pd.DataFrame, start: str, end: str) -> float:
        return rate(accepted(orders, "returned"), start, end)

    def cancelled_orders_counted(orders: pd.DataFrame, start: str, end: str) -> float:
        return rate(accepted(orders, "cancelled"), start, end)

    def last_day_lost_after_midnight(orders: pd.DataFrame, start: str, end: str) -> float:
        bought = bought_in(orders)
        return float((bought[bought["ordered_at"].between(start, end)].groupby("customer_id").size() >= 2).mean())

    def by_duplicates(orders: pd.DataFrame, start: str, end: str) -> float:
        over = pd.Timestamp(end) + pd.Timedelta(days=1)
        bought = orders[~orders["status"].isin(NO_PURCHASE)]
        inside = bought.loc[(bought["ordered_at"] >= start) & (bought["ordered_at"] < over), "customer_id"]
        repeat = set(inside[inside.duplicated()])
        return len(repeat) / inside.nunique() if len(inside) else float("nan")

    def by_value_counts(orders: pd.DataFrame, start: str, end: str) -> np.float64:
        bought = bought_in(orders)
        return np.float64((bought[bought["day"].between(start, end)].value_counts("customer_id") > 1).mean())

    def by_loop(orders: pd.DataFrame, start: str, end: str) -> float:
        times: dict[int, int] = {}
        for customer, moment, status in zip(orders["customer_id"], orders["ordered_at"], orders["status"], strict=True):
            if status in ("shipped", "delivered") and start <= moment.strftime("%Y-%m-%d") <= end:
                times[customer] = times.get(customer, 0) + 1
        if not times:
            return np.nan
        return round(len([customer for customer in times if times[customer] > 1]) / len(times), 4)

    def by_pivot(orders: pd.DataFrame, start: str, end: str) -> pd.Series:
        bought = bought_in(orders)
        inside = bought[bought["day"].between(start, end)]
        table = inside.pivot_table(index="customer_id", values="order_id", aggfunc="nunique")
        return (table >= 2).mean() if len(table) else pd.Series([np.nan], index=["order_id"])

    def elsewhere(tables: Tables) -> Iterable[Arguments]:
        for start, end in [
            ("2025-11-01", "2025-11-30"),
            ("2025-12-01", "2025-12-31"),
            ("2026-03-01", "2026-03-31"),
            ("2026-06-01", "2026-06-30"),
            ("2024-07-01", "2024-09-30"),
            ("2025-07-01", "2026-06-30"),
        ]:
            yield {"orders": tables["orders"], "start": start, "end": end}

    quarter = {"start": "2026-01-01", "end": "2026-03-31"}
    return Question(
        "repeat-purchase-rate",
        tolerance=SHARE,
        toys=[
            Toy(
                Text("Before, inside and after the window", "窗口之前、之内和之后"),
                {
                    "orders": orders_of(
                        """
                        1 2025-12-10 delivered
                        1 2026-01-08 delivered
                        2 2026-01-14 delivered
                        2 2026-03-02 delivered
                        3 2025-10-09 delivered
                        3 2026-02-20 delivered
                        4 2026-03-11 delivered
                        4 2026-04-05 delivered
                        5 2025-11-21 delivered
                        5 2025-12-28 delivered
                        """
                    ),
                    **quarter,
                },
            ),
            Toy(
                Text("Twice on one day, or more than twice", "一天两次，或者不止两次"),
                {
                    "orders": orders_of(
                        """
                        1 2026-02-10 10:00 delivered
                        1 2026-02-10 18:30 delivered
                        2 2026-01-05 delivered
                        2 2026-02-06 delivered
                        2 2026-03-07 delivered
                        3 2026-01-15 delivered
                        3 2026-01-16 delivered
                        3 2026-03-17 delivered
                        4 2026-03-20 delivered
                        5 2026-01-11 delivered
                        6 2026-02-25 delivered
                        7 2026-03-02 delivered
                        """
                    ),
                    **quarter,
                },
            ),
            Toy(
                Text("What became of the order, and the last evening", "订单后来怎样了；最后一天的晚上"),
                {
                    "orders": orders_of(
                        """
                        1 2026-01-12 delivered
                        1 2026-02-01 cancelled
                        2 2026-01-18 delivered
                        2 2026-02-14 cancelled
                        3 2026-01-22 delivered
                        3 2026-03-03 returned
                        4 2026-02-25 delivered
                        4 2026-03-31 20:15 shipped
                        5 2026-02-11 cancelled
                        6 2026-01-05 delivered
                        6 2026-01-09 delivered
                        6 2026-03-11 returned
                        """
                    ),
                    **quarter,
                },
            ),
            Toy(
                Text("Nobody bought in the window", "窗口内没有人购买"),
                {
                    "orders": orders_of(
                        """
                        1 2025-12-20 delivered
                        1 2026-01-10 cancelled
                        """
                    ),
                    **quarter,
                },
            ),
        ],
        mistakes=[
            Mistake(
                lifetime_repeats_for_repeats_in_the_window,
                Text(
                    "You asked whether the customers have *ever* bought twice. The window then only picks the people, not their "
                    "purchases, and the rate creeps upwards with every year of history. Both purchases must lie within the window.",
                    "你看的是顾客历史上有没有买过两次。这样窗口只决定了看哪些人，却没有限制看哪些购买，历史越长比率就越高。"
                    "两次购买都必须落在窗口之内。",
                ),
            ),
            Mistake(
                an_earlier_purchase_taken_for_a_repeat,
                Text(
                    "You counted customers who had bought *before* the window. That is the share of returning customers, a "
                    "cousin; here the first and the second purchase are both looked for within the window.",
                    "你算的是窗口之前就买过的顾客。那是“老顾客占比”，与它很像；这里要求第一次和第二次购买都在窗口之内。",
                ),
            ),
            Mistake(
                a_later_purchase_taken_for_a_repeat,
                Text(
                    "You counted customers who bought again *after* the window. Here the first and the second purchase are both "
                    "looked for within it: else a recent window always looks worse, since less has come after it.",
                    "你算的是窗口之后又买了的顾客。这里要求第一次和第二次购买都在窗口之内；否则越近的窗口越难看，只因为后面的日子还短。",
                ),
            ),
            Mistake(
                orders_of_any_kind_below_the_line,
                Text(
                    "Above the line you count purchases, but below it also customers whose only order was cancelled or returned. Who "
                    "bought nothing couldn't buy *again*: filter before you count either side.",
                    "分子按购买来数，分母里却混进了订单全被取消或退货的人。根本没有买成的人，谈不上“再买”：先筛选，再数两边。",
                ),
            ),
            Mistake(
                everyone_ever_in_the_denominator,
                Text(
                    "Below the line you have every customer in the table. Somebody who bought nothing in the window couldn't buy "
                    "*again* in it: the rate asks what share of the window's customers did.",
                    "你的分母是表里的所有顾客。在窗口内根本没买的人，也就谈不上在窗口内“再买”：这个比率问的是窗口内的购买者中有多少人再次购买。",
                ),
            ),
            Mistake(
                repeat_orders_for_repeat_customers,
                Text(
                    "You computed the share of *orders* that are repeat orders. A few very busy customers can push that up by "
                    "themselves. Asked is the share of *customers* who bought at least twice.",
                    "你算的是复购订单占全部订单的比例。少数买得特别勤的顾客，光靠自己就能把它推高。题目问的是至少买过两次的顾客占多少。",
                ),
            ),
            Mistake(
                orders_of_repeat_customers_counted,
                Text(
                    "You gave every order a vote: the share of orders that come from repeat customers. Somebody with ten orders "
                    "then counts ten times. One customer, one vote.",
                    "你让每笔订单都有一票，算的是来自复购顾客的订单占比。下十单的人就算了十次。应当一人一票。",
                ),
            ),
            Mistake(
                repeat_against_single_buyers,
                Text(
                    "You divided the repeat customers by those who bought only once. That is one group against the other, and it can "
                    "exceed 1. A share needs the whole below the line: all customers active in the window.",
                    "你用复购顾客除以只买了一次的顾客。这是两群人之比，可能大于 1。比例的分母应当是整体，也就是窗口内的全部活跃顾客。",
                ),
            ),
            Mistake(
                exactly_two_purchases,
                Text(
                    "You kept customers with *exactly* two purchases, so your best customers, with three and more, dropped out. "
                    "At least two is what counts.",
                    "你只留下了恰好买两次的顾客，买了三次以上的好顾客反而被去掉了。条件是“至少两次”。",
                ),
            ),
            Mistake(
                more_than_two_purchases,
                Text(
                    "You asked for more than two purchases. The second purchase already makes a repeat customer.",
                    "你要求的是两次以上、不含两次。其实买到第二次，就已经是复购顾客了。",
                ),
            ),
            Mistake(
                days_counted_for_purchases,
                Text(
                    "You merged purchases of one day. That is a sensible measure where people split one basket into several "
                    "orders, but it needs saying; in this question two orders on one day are two purchases.",
                    "你把同一天的购买合并成了一次。如果顾客常把一篮东西拆成几单，这样算也有道理，但要说明；本题约定，一天两单就是两次购买。",
                ),
            ),
            Mistake(nothing_filtered, NOTHING_FILTERED),
            Mistake(returned_orders_counted, RETURNED_COUNTED),
            Mistake(cancelled_orders_counted, CANCELLED_COUNTED),
            Mistake(customers_who_sent_something_back_left_out, CUSTOMERS_LEFT_OUT),
            Mistake(customers_with_a_cancelled_or_returned_order_left_out, CUSTOMERS_LEFT_OUT),
            Mistake(last_day_lost_after_midnight, LAST_DAY_LOST),
        ],
        also_right=[by_duplicates, by_value_counts, by_loop, by_pivot],
        elsewhere=elsewhere,
        hints=[
            Text(
                "First throw away all that doesn't count: orders that are no purchases, and purchases outside the window. Then "
                "count for each customer.",
                "先把不该算的去掉：不算购买的订单，以及窗口之外的购买。然后逐个顾客计数。",
            ),
            Text(
                '`.groupby("customer_id").size()` tells how often each customer stands in a table.',
                '`.groupby("customer_id").size()` 能告诉你每位顾客在表里出现了几次。',
            ),
            Text(
                "With `times` for the number of purchases of each customer in the window, `(times >= 2).mean()` is the share "
                "with at least two; look after the empty window first.",
                "设 `times` 是每位顾客在窗口内的购买次数，那么 `(times >= 2).mean()` 就是至少两次的比例；窗口内没有人的情形要先处理。",
            ),
        ],
    )


# --- the same thirty days for everyone


def _returned_within() -> Question:
    def clocks(orders: pd.DataFrame, start: str, end: str) -> tuple[pd.DataFrame, pd.Series, pd.Timestamp]:
        """Give the purchases, the first day of each customer in the window, and the last day of the data."""
        bought = bought_in(orders)
        first = bought[bought["day"].between(start, end)].groupby("customer_id")["day"].min()
        return bought, first, orders["ordered_at"].max().normalize()

    def observed(first: pd.Series, last_day: pd.Timestamp, days: int) -> pd.Series:
        return first[first + pd.Timedelta(days=days) <= last_day]

    def started(bought: pd.DataFrame, first: pd.Series) -> pd.Series:
        """Give for each purchase the day its customer's clock started, if it did."""
        return pd.to_datetime(bought["customer_id"].map(first.to_dict()))

    def share_back(bought: pd.DataFrame, first: pd.Series, low: int, high: float) -> float:
        gap = (bought["day"] - started(bought, first)).dt.days
        return ratio(bought.loc[gap.between(low, high), "customer_id"].nunique(), len(first))

    def rate(orders: pd.DataFrame, start: str, end: str, days: int = 30) -> float:
        bought, first, last_day = clocks(orders, start, end)
        return share_back(bought, observed(first, last_day, days), 1, days)

    def the_next_calendar_month_for_thirty_days(orders: pd.DataFrame, start: str, end: str, days: int = 30) -> float:
        bought, first, last_day = clocks(orders, start, end)
        first = observed(first, last_day, days)
        clock = started(bought, first)
        months = (bought["day"].dt.year - clock.dt.year) * 12 + bought["day"].dt.month - clock.dt.month
        return ratio(bought.loc[months == 1, "customer_id"].nunique(), len(first))

    def a_calendar_month_for_thirty_days(orders: pd.DataFrame, start: str, end: str, days: int = 30) -> float:
        bought, first, last_day = clocks(orders, start, end)
        first = observed(first, last_day, days)
        clock = started(bought, first)
        back = (bought["day"] > clock) & (bought["day"] <= clock + pd.DateOffset(months=1))
        return ratio(bought.loc[back, "customer_id"].nunique(), len(first))

    def unfinished_clocks_counted_as_lost(orders: pd.DataFrame, start: str, end: str, days: int = 30) -> float:
        bought, first, _ = clocks(orders, start, end)
        return share_back(bought, first, 1, days)

    def early_returners_counted_before_their_clock_ran_out(
        orders: pd.DataFrame, start: str, end: str, days: int = 30
    ) -> float:
        bought, first, last_day = clocks(orders, start, end)
        gap = (bought["day"] - started(bought, first)).dt.days
        back = set(bought.loc[gap.between(1, days), "customer_id"])
        return ratio(len(back), len(back | set(observed(first, last_day, days).index)))

    def a_return_had_to_fall_inside_the_window(orders: pd.DataFrame, start: str, end: str, days: int = 30) -> float:
        bought, first, last_day = clocks(orders, start, end)
        return share_back(bought[bought["day"] <= end], observed(first, last_day, days), 1, days)

    def only_first_ever_purchases_counted(orders: pd.DataFrame, start: str, end: str, days: int = 30) -> float:
        bought, first, last_day = clocks(orders, start, end)
        ever = bought.groupby("customer_id")["day"].min().reindex(first.index)
        return share_back(bought, observed(first[ever == first], last_day, days), 1, days)

    def clock_started_at_the_last_purchase(orders: pd.DataFrame, start: str, end: str, days: int = 30) -> float:
        bought, _, last_day = clocks(orders, start, end)
        last = bought[bought["day"].between(start, end)].groupby("customer_id")["day"].max()
        return share_back(bought, observed(last, last_day, days), 1, days)

    def a_clock_for_every_order(orders: pd.DataFrame, start: str, end: str, days: int = 30) -> float:
        bought, _, last_day = clocks(orders, start, end)
        inside = bought[bought["day"].between(start, end) & (bought["day"] + pd.Timedelta(days=days) <= last_day)]
        pairs = inside.merge(bought[["customer_id", "day"]], on="customer_id", suffixes=("", "_next"))
        gap = (pairs["day_next"] - pairs["day"]).dt.days
        return ratio(pairs.loc[gap.between(1, days), "order_id"].nunique(), len(inside))

    def same_day_taken_for_a_return(orders: pd.DataFrame, start: str, end: str, days: int = 30) -> float:
        bought, first, last_day = clocks(orders, start, end)
        first = observed(first, last_day, days)
        gap = (bought["day"] - started(bought, first)).dt.days
        times = bought[gap.between(0, days)].groupby("customer_id").size()
        return ratio(int((times >= 2).sum()), len(first))

    def the_last_of_the_days_left_out(orders: pd.DataFrame, start: str, end: str, days: int = 30) -> float:
        bought, first, last_day = clocks(orders, start, end)
        return share_back(bought, observed(first, last_day, days), 1, days - 1)

    def one_day_too_many(orders: pd.DataFrame, start: str, end: str, days: int = 30) -> float:
        bought, first, last_day = clocks(orders, start, end)
        return share_back(bought, observed(first, last_day, days), 1, days + 1)

    def the_first_day_taken_for_a_return(orders: pd.DataFrame, start: str, end: str, days: int = 30) -> float:
        bought, first, last_day = clocks(orders, start, end)
        return share_back(bought, observed(first, last_day, days), 0, days)

    def a_clock_that_ends_on_the_last_day_left_out(orders: pd.DataFrame, start: str, end: str, days: int = 30) -> float:
        bought, first, last_day = clocks(orders, start, end)
        return share_back(bought, first[first + pd.Timedelta(days=days) < last_day], 1, days)

    def last_day_taken_from_purchases(orders: pd.DataFrame, start: str, end: str, days: int = 30) -> float:
        bought, first, _ = clocks(orders, start, end)
        return share_back(bought, observed(first, bought["day"].max(), days), 1, days)

    def clock_started_at_the_first_purchase_ever(orders: pd.DataFrame, start: str, end: str, days: int = 30) -> float:
        bought, first, last_day = clocks(orders, start, end)
        ever = bought.groupby("customer_id")["day"].min().reindex(first.index)
        return share_back(bought, observed(ever, last_day, days), 1, days)

    def purchases_counted_above_the_line(orders: pd.DataFrame, start: str, end: str, days: int = 30) -> float:
        bought, first, last_day = clocks(orders, start, end)
        first = observed(first, last_day, days)
        gap = (bought["day"] - started(bought, first)).dt.days
        return ratio(int(gap.between(1, days).sum()), len(first))

    def only_the_very_next_order_looked_at(orders: pd.DataFrame, start: str, end: str, days: int = 30) -> float:
        bought, first, last_day = clocks(orders, start, end)
        first = observed(first, last_day, days)
        rows = bought.sort_values("ordered_at")
        rows = rows.assign(next=rows.groupby("customer_id")["day"].shift(-1))
        rows = rows[rows["day"].between(start, end)].drop_duplicates("customer_id")
        back = rows[(rows["next"] - rows["day"]).dt.days.between(1, days)]
        return ratio(int(back["customer_id"].isin(first.index).sum()), len(first))

    def spans_of_twenty_four_hours_counted(orders: pd.DataFrame, start: str, end: str, days: int = 30) -> float:
        bought, first, last_day = clocks(orders, start, end)
        first = observed(first, last_day, days)
        inside = bought[bought["day"].between(start, end) & bought["customer_id"].isin(first.index)]
        moment = inside.groupby("customer_id")["ordered_at"].min()
        gap = (bought["ordered_at"] - pd.to_datetime(bought["customer_id"].map(moment.to_dict()))).dt.days
        return ratio(bought.loc[gap.between(1, days), "customer_id"].nunique(), len(first))

    def a_returned_order_taken_for_a_return(orders: pd.DataFrame, start: str, end: str, days: int = 30) -> float:
        _, first, last_day = clocks(orders, start, end)
        back = orders[orders["status"] == "returned"]
        back = back.assign(day=back["ordered_at"].dt.normalize())
        return share_back(back, observed(first, last_day, days), 1, days)

    def last_day_lost_after_midnight(orders: pd.DataFrame, start: str, end: str, days: int = 30) -> float:
        bought, _, last_day = clocks(orders, start, end)
        first = bought[bought["ordered_at"].between(start, end)].groupby("customer_id")["day"].min()
        return share_back(bought, observed(first, last_day, days), 1, days)

    def hours_counted_for_days(orders: pd.DataFrame, start: str, end: str, days: int = 30) -> float:
        bought, first, last_day = clocks(orders, start, end)
        first = observed(first, last_day, days)
        inside = bought[bought["day"].between(start, end)]
        gap = bought["ordered_at"] - bought["customer_id"].map(inside.groupby("customer_id")["ordered_at"].min())
        back = (gap > pd.Timedelta(0)) & (gap <= pd.Timedelta(days=days)) & bought["customer_id"].isin(first.index)
        return ratio(bought.loc[back, "customer_id"].nunique(), len(first))

    def any_later_purchase_counted(orders: pd.DataFrame, start: str, end: str, days: int = 30) -> float:
        bought, first, last_day = clocks(orders, start, end)
        return share_back(bought, observed(first, last_day, days), 1, np.inf)

    def always_thirty_days(orders: pd.DataFrame, start: str, end: str, days: int = 30) -> float:
        return rate(orders, start, end, 30)

    def nothing_filtered(orders: pd.DataFrame, start: str, end: str, days: int = 30) -> float:
        return rate(accepted(orders, *NO_PURCHASE), start, end, days)

    def returned_orders_counted(orders: pd.DataFrame, start: str, end: str, days: int = 30) -> float:
        return rate(accepted(orders, "returned"), start, end, days)

    def cancelled_orders_counted(orders: pd.DataFrame, start: str, end: str, days: int = 30) -> float:
        return rate(accepted(orders, "cancelled"), start, end, days)

    def by_merge(orders: pd.DataFrame, start: str, end: str, days: int = 30) -> np.float64:
        bought = orders[orders["status"].isin(["shipped", "delivered"])].copy()
        bought["day"] = bought["ordered_at"].dt.floor("D")
        first = bought[bought["day"].between(start, end)].groupby("customer_id", as_index=False)["day"].min()
        first["until"] = first["day"] + pd.Timedelta(days=days)
        first = first[first["until"] <= orders["ordered_at"].max().floor("D")]
        pairs = first.merge(bought, on="customer_id", suffixes=("_first", ""))
        pairs["back"] = (pairs["day"] > pairs["day_first"]) & (pairs["day"] <= pairs["until"])
        return pairs.groupby("customer_id")["back"].any().mean()

    def by_loop(orders: pd.DataFrame, start: str, end: str, days: int = 30) -> float:
        first_day, end_day = pd.Timestamp(start).date().toordinal(), pd.Timestamp(end).date().toordinal()
        days_of: dict[int, list[int]] = {}
        last_day = 0
        for customer, moment, status in zip(orders["customer_id"], orders["ordered_at"], orders["status"], strict=True):
            day = moment.toordinal()
            last_day = max(last_day, day)
            if status not in NO_PURCHASE:
                days_of.setdefault(customer, []).append(day)
        outcomes = []
        for own in days_of.values():
            inside = [day for day in own if first_day <= day <= end_day]
            if inside and min(inside) + days <= last_day:
                outcomes.append(any(min(inside) < day <= min(inside) + days for day in own))
        return sum(outcomes) / len(outcomes) if outcomes else float("nan")

    def by_next_purchase(orders: pd.DataFrame, start: str, end: str, days: int = 30) -> float:
        visits = bought_in(orders)[["customer_id", "day"]].drop_duplicates().sort_values(["customer_id", "day"])
        visits["next"] = visits.groupby("customer_id")["day"].shift(-1)
        first = visits[visits["day"].between(start, end)].drop_duplicates("customer_id")
        latest_start = orders["ordered_at"].dt.normalize().max() - pd.Timedelta(days=days)
        first = first[first["day"] <= latest_start]
        return round(((first["next"] - first["day"]).dt.days <= days).mean(), 3)

    def elsewhere(tables: Tables) -> Iterable[Arguments]:
        for start, end, days in [
            ("2025-11-01", "2025-11-30", 30),
            ("2026-01-01", "2026-01-31", 30),
            ("2026-05-01", "2026-06-30", 30),
            ("2025-01-15", "2025-03-15", 60),
            ("2024-07-01", "2025-12-31", 7),
            ("2025-07-01", "2026-03-31", 30),
        ]:
            yield {"orders": tables["orders"], "start": start, "end": end, "days": days}
        silent = cancelled_between(tables["orders"], "2026-06-21", "2026-06-30")
        yield {"orders": silent, "start": "2026-05-15", "end": "2026-06-15", "days": 14}

    january = {"start": "2026-01-01", "end": "2026-01-31"}
    return Question(
        "returned-within",
        tolerance=SHARE,
        toys=[
            Toy(
                Text("Day 30, day 31, and the time of day", "第 30 天、第 31 天，以及一天中的时刻"),
                {
                    "orders": orders_of(
                        """
                        2 2026-01-05 09:00 delivered
                        2 2026-02-05 18:00 delivered
                        3 2026-01-10 20:00 delivered
                        3 2026-02-10 08:00 delivered
                        4 2026-01-20 15:00 delivered
                        4 2026-03-31 08:00 delivered
                        5 2026-01-08 22:00 delivered
                        5 2026-01-09 09:00 delivered
                        7 2026-01-14 20:00 delivered
                        7 2026-01-15 08:00 delivered
                        8 2026-01-31 07:00 delivered
                        8 2026-03-02 21:00 delivered
                        """
                    ),
                    **january,
                    "days": 30,
                },
            ),
            Toy(
                Text(
                    "Which purchase starts the clock, and fourteen days instead of thirty",
                    "从哪次购买开始计时；十四天而不是三十天",
                ),
                {
                    "orders": orders_of(
                        """
                        1 2026-01-02 delivered
                        1 2026-01-16 delivered
                        2 2025-12-20 delivered
                        2 2026-01-04 delivered
                        2 2026-01-15 delivered
                        3 2026-01-25 delivered
                        3 2026-02-03 delivered
                        3 2026-02-08 delivered
                        4 2026-01-06 delivered
                        4 2026-01-30 delivered
                        5 2026-01-08 delivered
                        5 2026-01-22 delivered
                        """
                    ),
                    **january,
                    "days": 14,
                },
            ),
            Toy(
                Text("The data end before every clock has run out", "数据结束时，有人的观察期还没满"),
                {
                    "orders": orders_of(
                        """
                        1 2026-01-05 09:00 delivered
                        1 2026-01-05 18:00 delivered
                        1 2026-01-12 delivered
                        1 2026-01-30 delivered
                        2 2026-01-11 delivered
                        3 2026-01-20 delivered
                        4 2026-01-25 delivered
                        4 2026-02-05 delivered
                        5 2026-01-28 delivered
                        6 2026-02-10 returned
                        """
                    ),
                    **january,
                    "days": 30,
                },
            ),
            Toy(
                Text("What became of the order, and twice on the first day", "订单后来怎样了；第一天买了两次"),
                {
                    "orders": orders_of(
                        """
                        1 2025-11-20 delivered
                        1 2026-01-03 delivered
                        1 2026-01-20 delivered
                        2 2026-01-07 shipped
                        2 2026-01-16 cancelled
                        3 2026-01-09 delivered
                        3 2026-01-14 cancelled
                        4 2026-01-12 returned
                        5 2026-01-08 10:00 delivered
                        5 2026-01-08 17:30 delivered
                        6 2026-03-15 delivered
                        """
                    ),
                    **january,
                    "days": 30,
                },
            ),
            Toy(
                Text("Every clock is still running", "所有人的观察期都还没满"),
                {
                    "orders": orders_of(
                        """
                        1 2026-01-20 delivered
                        1 2026-01-28 delivered
                        2 2026-01-31 delivered
                        """
                    ),
                    **january,
                    "days": 30,
                },
            ),
        ],
        mistakes=[
            Mistake(
                the_next_calendar_month_for_thirty_days,
                Text(
                    "You looked for a purchase in the next *calendar month*. Somebody who buys on the 31st would have weeks less "
                    "than somebody who buys on the 1st, and a return within the same month would not count at all. The clock "
                    "runs in days, for each customer from their own first day.",
                    "你看的是下一个自然月有没有购买。31 号买的人比 1 号买的人少了好几周的机会，而当月就回来的人反倒不算。"
                    "这里按天计时，每位顾客从自己的第一天算起。",
                ),
            ),
            Mistake(
                a_calendar_month_for_thirty_days,
                Text(
                    "You gave everyone until the same date of the next month. That is 28 to 31 days, depending on the month, so "
                    "January's buyers get three days more than February's. The same number of days for everyone makes the months "
                    "comparable.",
                    "你给每个人的期限是下个月的同一天。有的月份是 28 天，有的是 31 天：一月的顾客就比二月的多出三天。"
                    "只有天数相同，各月之间才可比。",
                ),
            ),
            Mistake(
                unfinished_clocks_counted_as_lost,
                Text(
                    "Customers whose days are not over yet count as lost with you. They have not been silent for thirty days; "
                    "we merely haven't watched them that long. This is why so many dashboards show a collapse in the latest month. (If you do "
                    "leave them out: does the last day come from the table your function is given?)",
                    "观察期未满的顾客，你当成流失了。他们并没有沉默三十天，只是我们还没观察那么久。"
                    "许多看板最近一个月总是“断崖下跌”，原因就在这里。（如果你已经排除了这些人，请检查：最后一天是不是取自传入函数的那张表？）",
                ),
            ),
            Mistake(
                early_returners_counted_before_their_clock_ran_out,
                Text(
                    "You waited with the silent customers but already counted those who came back early. So from the youngest "
                    "customers only the good news gets in, and the rate comes out too high. Whether somebody counts must not "
                    "depend on what they did.",
                    "没回来的顾客你还在等，早早回来的却已经算上了。这样一来，最新的顾客只有好消息进得了统计，比率就偏高。"
                    "一个人算不算在内，不能取决于他做了什么。",
                ),
            ),
            Mistake(
                a_return_had_to_fall_inside_the_window,
                Text(
                    "You only see returns up to `end`. Whoever started late in the window then has hardly any days left to come "
                    "back. The window says whose clock starts; the clock itself runs on beyond it.",
                    "`end` 之后的回购你没有算。窗口末尾才买的人，几乎没有几天可以回来。窗口决定的是谁开始计时，计时本身会延续到窗口之后。",
                ),
            ),
            Mistake(
                only_first_ever_purchases_counted,
                Text(
                    "You only kept customers whose first purchase *ever* lies in the window. That measures new customers, a fine "
                    "question for lesson 02. Here everyone who bought in the window counts, old hands too.",
                    "你只保留了第一次购买就在窗口内的顾客。那衡量的是新顾客，第 02 课会谈到。这里凡是在窗口内买过的人都算，老顾客也在内。",
                ),
            ),
            Mistake(
                clock_started_at_the_last_purchase,
                Text(
                    "You started the clock at the *last* purchase in the window. Whoever came back within the window then starts "
                    "anew and may look lost: the return you are looking for becomes the start. Begin with the first.",
                    "你从窗口内的最后一次购买开始计时。在窗口内回来过的人就得重新算起，反而像是流失了：要找的那次回购变成了起点。"
                    "应当从第一次购买算起。",
                ),
            ),
            Mistake(
                a_clock_for_every_order,
                Text(
                    "You started a clock for every *order* in the window. Frequent buyers then count several times. Each customer "
                    "has one clock.",
                    "你给窗口内的每笔订单都开了一个计时，买得勤的人就被算了好几次。每位顾客只有一个计时。",
                ),
            ),
            Mistake(
                same_day_taken_for_a_return,
                Text(
                    "A second order on the very first day counts as a return with you. Somebody who forgot the batteries and "
                    "orders again an hour later hasn't gone away yet. A return falls on a later day.",
                    "第一天当天的第二单，你也当成了回购。有人忘了买电池，一小时后又补一单，他根本还没有离开过。回购要发生在之后的日子。",
                ),
            ),
            Mistake(
                the_last_of_the_days_left_out,
                Text(
                    "You stop one day early: at most 30 days after the start means that day 30 still counts.",
                    "你少算了一天：起始日之后最多 30 天，第 30 天仍然算数。",
                ),
            ),
            Mistake(
                one_day_too_many,
                Text(
                    "You go one day too far: with 30 days, day 30 still counts, day 31 doesn't.",
                    "你多算了一天：期限是 30 天时，第 30 天算，第 31 天不算。",
                ),
            ),
            Mistake(
                the_first_day_taken_for_a_return,
                Text(
                    "The purchase that starts the clock counts as a return with you, so everyone has come back. A return falls on a "
                    "later day: begin to look at day 1, not at day 0.",
                    "开始计时的那次购买，你也当成了回购，于是人人都“回来了”。回购要发生在之后的日子：从第 1 天看起，不是第 0 天。",
                ),
            ),
            Mistake(
                a_clock_that_ends_on_the_last_day_left_out,
                Text(
                    "A customer whose days run out exactly on the last day of the data has been watched to the end, so they count: "
                    "`<=`, not `<`.",
                    "观察期恰好在数据最后一天届满的顾客，已经观察完整了，应当算在内：用 `<=`，不是 `<`。",
                ),
            ),
            Mistake(
                last_day_taken_from_purchases,
                Text(
                    "You took the last day from the purchases alone. The data reach as far as the latest *order*, whatever became of "
                    "it: somebody was watching the shop on that day too.",
                    "你只从购买中取最后一天。数据到最晚一笔**订单**的日期为止，不论那笔订单后来怎样：那一天我们同样在观察。",
                ),
            ),
            Mistake(
                clock_started_at_the_first_purchase_ever,
                Text(
                    "You started the clock at each customer's first purchase *ever*. Old customers' days ran out long before the "
                    "window, so their return in it goes unseen. Begin with the first purchase in the window.",
                    "你从每位顾客有史以来的第一次购买开始计时。老顾客的观察期在窗口之前早就满了，他们在窗口里回来也看不到。"
                    "应当从窗口内的第一次购买算起。",
                ),
            ),
            Mistake(
                purchases_counted_above_the_line,
                Text(
                    "Above the line you counted *purchases*. Whoever comes back three times then counts as three people, and the rate "
                    "can exceed 1. Count the customers who returned, each once.",
                    "你在分子里数的是购买次数。回来三次的人就成了三个人，比率甚至会超过 1。要数的是回来的顾客，每人一次。",
                ),
            ),
            Mistake(
                only_the_very_next_order_looked_at,
                Text(
                    "You looked at each customer's very next order only. If that is a second one on the first day, it hides the real "
                    "return that follows. Look at all later purchases, or keep one a day first.",
                    "你只看了每位顾客紧接着的下一单。如果那是第一天的第二单，真正的回购就被它挡住了。要看之后的所有购买，或者先把每天合并成一次。",
                ),
            ),
            Mistake(
                spans_of_twenty_four_hours_counted,
                Text(
                    "You subtracted moments and took the whole days of the difference. From the evening of the 14th to the morning of "
                    "the 15th that makes 0 days, though it is the next day. Take the time of day away *before* you subtract.",
                    "你是把两个时刻相减，再取差里的整天数。14 号晚上到 15 号早上，算出来是 0 天，其实已经是第二天了。请**先**去掉时刻，再相减。",
                ),
            ),
            Mistake(
                a_returned_order_taken_for_a_return,
                Text(
                    "You looked for orders with the status `returned`: parcels that came back. Asked is which *customers* came back "
                    "and bought again.",
                    "你找的是状态为 `returned` 的订单，那是退回来的包裹。题目问的是哪些**顾客**又回来购买了。",
                ),
            ),
            Mistake(last_day_lost_after_midnight, LAST_DAY_LOST),
            Mistake(
                hours_counted_for_days,
                Text(
                    "You measured to the hour. A purchase on the evening of day 30 is then too late if the first one was made in "
                    "the morning, and a second order on the first day passes for a return. Here whole days count: take the time "
                    "of day away on both sides.",
                    "你精确到了小时。第一次在早上买、第 30 天晚上又买，就成了超时；而第一天当天的第二单又成了回购。"
                    "这里按整天计算：两边都先去掉时刻。",
                ),
            ),
            Mistake(
                any_later_purchase_counted,
                Text(
                    "You counted anyone who came back at all, however late. Early customers have had longer to return than recent "
                    "ones, so months can't be compared. The limit is `days` days.",
                    "只要后来回来过，不管隔了多久，你都算上了。早来的顾客比新来的有更多时间回来，各月之间就没法比较。期限是 `days` 天。",
                ),
            ),
            Mistake(
                always_thirty_days,
                Text(
                    "Your function counts thirty days whatever it is asked for. Use `days`, both for the return and for deciding "
                    "whose clock has run out.",
                    "无论传入多少天，你的函数都按三十天算。请使用 `days`：判断是否回购要用，判断观察期是否已满也要用。",
                ),
            ),
            Mistake(nothing_filtered, NOTHING_FILTERED),
            Mistake(returned_orders_counted, RETURNED_COUNTED),
            Mistake(cancelled_orders_counted, CANCELLED_COUNTED),
        ],
        also_right=[by_merge, by_loop, by_next_purchase],
        elsewhere=elsewhere,
        hints=[
            Text(
                "Go by the three steps of the task. First make a table, or Series, that has one start day for each customer: the "
                "earliest day on which they bought in the window.",
                "按题目的三步来。先做出一张表（或一个 Series），每位顾客对应一个起始日：在窗口内最早购买的那一天。",
            ),
            Text(
                'With `bought["day"]` as the day without the time, `first` is `.groupby("customer_id")["day"].min()` of the rows in '
                "the window. Keep those with `first + pd.Timedelta(days=days) <= last_day`. Then attach each customer's start day "
                'to **all** their purchases: `bought["customer_id"].map(first)`.',
                '设 `bought["day"]` 是去掉时刻的日期，对窗口内的行用 `.groupby("customer_id")["day"].min()` 得到 `first`，'
                "保留 `first + pd.Timedelta(days=days) <= last_day` 的顾客。再把起始日对到这些顾客的**所有**购买上："
                '`bought["customer_id"].map(first)`。',
            ),
            Text(
                'If `first` is empty, return `float("nan")` at once. Otherwise take '
                '`gap = (bought["day"] - bought["customer_id"].map(first)).dt.days`. Rows with `gap.between(1, days)` are '
                "returns; count their customers with `.nunique()` and divide by `len(first)`.",
                '如果 `first` 是空的，先返回 `float("nan")`。否则令 '
                '`gap = (bought["day"] - bought["customer_id"].map(first)).dt.days`。满足 `gap.between(1, days)` 的行就是回购；'
                "用 `.nunique()` 数出顾客数，再除以 `len(first)`。",
            ),
        ],
    )


# --- month by month

LAST_MONTH_ZERO: Final = Text(
    "Your last month stands at 0. Nobody came back *yet*, since the next month isn't in the data: not observed is "
    "not the same as lost. In a chart this cliff at the right edge frightens a board for nothing.",
    "你的最后一个月是 0。不是没有人回来，而是下一个月还不在数据里：没有观察到，不等于流失了。"
    "图的右端要是出现这样一道悬崖，管理层会被白白吓一跳。",
)


def _monthly_retention() -> Question:
    def rates(orders: pd.DataFrame) -> pd.Series:
        return one_by_one(kept, orders)

    def new_customers_in_the_numerator_every_month(orders: pd.DataFrame) -> pd.Series:
        return one_by_one(new_customers_in_the_numerator, orders)

    def denominator_at_the_end_every_month(orders: pd.DataFrame) -> pd.Series:
        return one_by_one(denominator_at_the_end, orders)

    def each_order_given_a_vote_every_month(orders: pd.DataFrame) -> pd.Series:
        return one_by_one(each_order_given_a_vote, orders)

    def one_minus_lost_over_average_every_month(orders: pd.DataFrame) -> pd.Series:
        return one_by_one(one_minus_lost_over_average, orders)

    def nothing_filtered_every_month(orders: pd.DataFrame) -> pd.Series:
        return one_by_one(nothing_filtered, orders)

    def churn_every_month(orders: pd.DataFrame) -> pd.Series:
        return 1 - rates(orders)

    def last_month_shown_as_zero(orders: pd.DataFrame) -> pd.Series:
        found = incomplete_month_counted(orders)
        found[orders["ordered_at"].max().strftime("%Y-%m")] = 0.0
        return found

    def last_complete_month_shown_as_zero(orders: pd.DataFrame) -> pd.Series:
        return last_month_shown_as_missing(orders).where(lambda rate: rate.index < rate.index[-1], 0.0)

    def completeness_judged_by_purchases(orders: pd.DataFrame) -> pd.Series:
        found = rates(orders)
        ends_early = bought_in(orders)["day"].max() < pd.Period(orders["ordered_at"].max(), "M").end_time.normalize()
        return found[: -1 if ends_early and len(found) == len(incomplete_month_counted(orders)) else None]

    def begun_with_the_first_purchase(orders: pd.DataFrame) -> pd.Series:
        return rates(orders)[bought_in(orders)["month"].min() :]

    def empty_months_left_out(orders: pd.DataFrame) -> pd.Series:
        return rates(orders).dropna()

    def empty_months_shown_as_zero(orders: pd.DataFrame) -> pd.Series:
        return rates(orders).fillna(0)

    def empty_months_skipped(orders: pd.DataFrame) -> pd.Series:
        last = pd.Period(rates(orders).index[-1], "M") + 1
        months = sorted(month for month in set(bought_in(orders)["month"]) if month <= str(last))
        return pd.Series({now: kept(orders, now, then) for now, then in itertools.pairwise(months)}, dtype=float)

    def last_month_shown_as_missing(orders: pd.DataFrame) -> pd.Series:
        found = rates(orders)
        found[str(pd.Period(found.index[-1], "M") + 1)] = np.nan
        return found

    def incomplete_month_counted(orders: pd.DataFrame) -> pd.Series:
        months = pd.period_range(orders["ordered_at"].min(), orders["ordered_at"].max(), freq="M")
        return pd.Series({str(month): kept(orders, str(month), str(month + 1)) for month in months[:-1]}, dtype=float)

    def last_observed_month_dropped_too(orders: pd.DataFrame) -> pd.Series:
        return incomplete_month_counted(orders)[:-1]

    def filed_under_the_later_month(orders: pd.DataFrame) -> pd.Series:
        found = rates(orders)
        return found.set_axis([str(pd.Period(month, "M") + 1) for month in found.index])

    def always_against_the_first_month(orders: pd.DataFrame) -> pd.Series:
        found = rates(orders)
        start = str(found.index[0])
        return pd.Series(
            {month: kept(orders, start, str(pd.Period(month, "M") + 1)) for month in found.index}, dtype=float
        )

    def by_pivot(orders: pd.DataFrame) -> pd.Series:
        first_day, last_day = orders["ordered_at"].agg(["min", "max"])
        months = pd.period_range(first_day, last_day, freq="M").astype(str)
        if not last_day.is_month_end:
            months = months[:-1]
        counts = bought_in(orders).pivot_table(index="customer_id", columns="month", values="order_id", aggfunc="count")
        seen = counts.reindex(columns=months) > 0
        pairs = itertools.pairwise(months)
        return pd.Series([seen.loc[seen[before], after].mean() for before, after in pairs], index=months[:-1])

    def by_self_merge(orders: pd.DataFrame) -> pd.Series:
        bought = orders[orders["status"].isin(["delivered", "shipped"])]
        visits = pd.DataFrame({"customer": bought["customer_id"], "month": bought["ordered_at"].dt.to_period("M")})
        visits = visits.drop_duplicates()
        later = visits.assign(month=visits["month"] - 1, back=1.0)
        both = visits.merge(later, on=["customer", "month"], how="left").fillna({"back": 0.0})
        end = orders["ordered_at"].max()
        last_complete = end.to_period("M") if end.is_month_end else end.to_period("M") - 1
        months = pd.period_range(orders["ordered_at"].min(), last_complete - 1, freq="M")
        return both.groupby("month")["back"].mean().reindex(months)

    def by_sets_as_table(orders: pd.DataFrame) -> pd.DataFrame:
        bought = bought_in(orders)
        month, over = orders["ordered_at"].min().strftime("%Y-%m"), orders["ordered_at"].max() + pd.Timedelta(days=1)
        rows = []
        while (following := str(pd.Period(month, "M") + 1)) < over.strftime("%Y-%m"):
            now, then = who(bought, month), who(bought, following)
            rows.append({"month": month, "rate": round(len(now & then) / len(now), 3) if now else None})
            month = following
        return pd.DataFrame(rows, columns=["month", "rate"])

    def elsewhere(tables: Tables) -> Iterable[Arguments]:
        orders = tables["orders"]
        yield {"orders": orders[orders["ordered_at"].between("2025-07-01", "2026-03-20", inclusive="left")]}
        yield {"orders": orders}
        silent = cancelled_between(cancelled_between(orders, "2024-07-01", "2024-07-31"), "2025-03-31", "2025-03-31")
        silent = silent[silent["ordered_at"] < "2025-04-01"]
        yield {"orders": silent[silent["ordered_at"].dt.strftime("%Y-%m") != "2024-12"]}

    return Question(
        "monthly-retention",
        tolerance=SHARE,
        ordered=True,
        toys=[
            Toy(
                Text("Four whole months, across the new year", "四个完整的月份，跨过新年"),
                {
                    "orders": orders_of(
                        """
                        1 2025-12-03 delivered
                        1 2025-12-17 delivered
                        2 2025-12-09 delivered
                        3 2025-12-28 delivered
                        1 2026-01-05 delivered
                        2 2026-01-16 delivered
                        4 2026-01-22 delivered
                        5 2026-01-30 delivered
                        4 2026-02-02 delivered
                        3 2026-02-11 delivered
                        3 2026-03-08 delivered
                        6 2026-03-31 19:00 delivered
                        """
                    )
                },
            ),
            Toy(
                Text("The last month lacks its last day", "最后一个月还差一天"),
                {
                    "orders": orders_of(
                        """
                        1 2026-01-07 delivered
                        2 2026-01-19 delivered
                        3 2026-01-25 delivered
                        1 2026-02-04 delivered
                        2 2026-02-13 delivered
                        4 2026-02-27 delivered
                        1 2026-03-30 21:15 delivered
                        """
                    )
                },
            ),
            Toy(
                Text("What became of the order, the first and the last too", "订单后来怎样了，第一笔和最后一笔也一样"),
                {
                    "orders": orders_of(
                        """
                        5 2025-12-20 cancelled
                        1 2026-01-06 delivered
                        2 2026-01-14 shipped
                        3 2026-01-23 cancelled
                        1 2026-02-03 returned
                        2 2026-02-12 delivered
                        3 2026-02-20 delivered
                        2 2026-03-09 delivered
                        3 2026-03-18 cancelled
                        4 2026-03-31 08:30 cancelled
                        """
                    )
                },
            ),
            Toy(
                Text("More than a year, and months in which nobody bought", "一年多的数据，有的月份没有人购买"),
                {
                    "orders": orders_of(
                        """
                        1 2024-11-05 delivered
                        2 2024-11-20 delivered
                        1 2024-12-10 delivered
                        1 2025-02-14 delivered
                        1 2025-03-09 delivered
                        1 2025-05-02 delivered
                        2 2025-05-16 delivered
                        2 2025-06-20 delivered
                        4 2025-08-11 delivered
                        4 2025-09-23 delivered
                        2 2025-11-15 delivered
                        5 2025-12-31 10:40 delivered
                        """
                    )
                },
            ),
        ],
        mistakes=[
            Mistake(last_month_shown_as_zero, LAST_MONTH_ZERO),
            Mistake(last_complete_month_shown_as_zero, LAST_MONTH_ZERO),
            Mistake(churn_every_month, CHURN_FOR_RETENTION),
            Mistake(
                incomplete_month_counted,
                Text(
                    "You measured a return into a month that has only begun. Customers had a few days there, and whole months "
                    "elsewhere; the newest rate is then too low, every time the report is made. Both months of a pair must be "
                    "complete.",
                    "你把刚开始的月份也当成完整的月份来衡量回购。在那个月顾客只有几天时间，别的月份却有整月；"
                    "于是每次出报表，最新的比率总是偏低。前后两个月都必须完整。",
                ),
            ),
            Mistake(
                last_month_shown_as_missing,
                Text(
                    "Almost: the last complete month is in your Series as a missing value. It has no rate yet; here such a month is "
                    "left out altogether.",
                    "就差一点：最后一个完整的月份以空值出现在结果里。它还没有比率，本题要求这样的月份不出现。",
                ),
            ),
            Mistake(
                last_observed_month_dropped_too,
                Text(
                    "You dropped one month too many. Caution is right where a month is incomplete, but a month whose next month is "
                    "complete has been fully observed, and its rate is the freshest one you have. (If you compare with `end_time`: that is a "
                    "moment before midnight, later than any order. Compare days.)",
                    "你多去掉了一个月。月份不完整时谨慎是对的，但只要下一个月是完整的，这个月就已经观察完毕，它的比率正是最新的一个。"
                    "（如果你用的是 `end_time`：它是午夜前的最后一刻，比当天任何一笔订单都晚。请按日期比较。）",
                ),
            ),
            Mistake(
                filed_under_the_later_month,
                Text(
                    "The rates are right but stand one month too late. A rate from January to February belongs to January here, "
                    "since it is about January's customers. Shift it, and November's buyers get blamed on December.",
                    "比率本身没错，但都往后错了一个月。一月到二月的留存率说的是一月的顾客，所以记在一月名下。"
                    "要是错位，十一月顾客的账就会算到十二月头上。",
                ),
            ),
            Mistake(
                always_against_the_first_month,
                Text(
                    "You followed the customers of the very first month all along. That is a cohort curve, the subject of lesson "
                    "02. Here each month is a new start: its own customers below the line, and the month after.",
                    "你一直跟踪的是第一个月的那批顾客。那是同期群曲线，第 02 课再讲。这里每个月都重新开始：分母是当月的顾客，看的是次月。",
                ),
            ),
            Mistake(
                completeness_judged_by_purchases,
                Text(
                    "You judged by *purchases* whether the last month is complete. The data reach as far as the latest order, whatever "
                    "became of it: a cancelled order on the 31st shows that the 31st was watched.",
                    "你是按**购买**来判断最后一个月是否完整的。数据到最晚一笔订单为止，不论那笔订单后来怎样：31 号有一笔取消的订单，就说明 31 号也观察到了。",
                ),
            ),
            Mistake(
                begun_with_the_first_purchase,
                Text(
                    "You began with the first month that has a *purchase*. The data begin with the first order. A month in which nobody "
                    'bought has no rate, but it stays in the Series, as `float("nan")`.',
                    '你从第一个有**购买**的月份开始。数据是从第一笔订单开始的。没有人购买的月份没有比率，但要留在 Series 里，写成 `float("nan")`。',
                ),
            ),
            Mistake(
                empty_months_left_out,
                Text(
                    "A month in which nobody bought has dropped out. In a chart its neighbours then close up, and nobody sees the gap. "
                    'Leave it in as `float("nan")`.',
                    '没有人购买的月份不见了。画成图时，前后两个月会连在一起，谁也看不出中间有空缺。请保留它，写成 `float("nan")`。',
                ),
            ),
            Mistake(
                empty_months_shown_as_zero,
                Text(
                    "Where nobody bought you put 0. That says everybody left, but nobody was there to leave: such a month has no rate, "
                    '`float("nan")`.',
                    '没有人购买的月份，你写成了 0。意思就成了“全部流失”，其实根本没有人可流失：这样的月份没有比率，写成 `float("nan")`。',
                ),
            ),
            Mistake(
                empty_months_skipped,
                Text(
                    "You paired each month with the next month *that has purchases*. If nobody buys in a month, that becomes a pair "
                    "further apart. The next month is the next on the calendar.",
                    "你把每个月和下一个**有购买的**月份配成了一对。中间要是有一个月没人购买，这一对就隔得更远了。次月指的是日历上的下一个月。",
                ),
            ),
            Mistake(new_customers_in_the_numerator_every_month, NEW_IN_NUMERATOR),
            Mistake(denominator_at_the_end_every_month, DENOMINATOR_AT_END),
            Mistake(each_order_given_a_vote_every_month, VOTE_PER_ORDER),
            Mistake(one_minus_lost_over_average_every_month, LOST_OVER_AVERAGE),
            Mistake(nothing_filtered_every_month, NOTHING_FILTERED),
        ],
        also_right=[by_pivot, by_self_merge, by_sets_as_table],
        elsewhere=elsewhere,
        hints=[
            Text(
                "Write down on paper for which months a rate exists: both the month and the next must be covered by the data to "
                "their last day. Then go through them one after the other.",
                "先在纸上写出哪些月份有比率：这个月和下一个月，数据都要覆盖到最后一天。然后一个月一个月地算。",
            ),
            Text(
                '`pd.period_range(first_day, last_day, freq="M")` lists the months. Of a period `month`, `str(month)` is the text, '
                "`month + 1` the next month and `month.end_time.normalize()` its last day.",
                '`pd.period_range(first_day, last_day, freq="M")` 可以列出各个月。对一个月份 `month`，`str(month)` 是字符串，'
                "`month + 1` 是下一个月，`month.end_time.normalize()` 是它的最后一天。",
            ),
            Text(
                "Drop the last month from the list if the data end before its last day. For every month but the last one left, put "
                "`retention_rate(orders, str(month), str(month + 1))` into a dict under `str(month)`, and return `pd.Series` of it.",
                "如果数据在最后一个月的月底之前就结束了，把这个月去掉。对剩下的月份，除最后一个以外，"
                "把 `retention_rate(orders, str(month), str(month + 1))` 以 `str(month)` 为键放进字典，最后返回它的 `pd.Series`。",
            ),
        ],
    )


# --- the picture

SMOOTHED: Final = Text(
    "You drew a mean over several months. It makes a calm line, and hides just what the board should see: which "
    "month was different. Draw each month's own rate.",
    "你画的是几个月的平均。线是平稳了，管理层该看到的却被抹掉了：究竟哪个月不一样。请画每个月自己的比率。",
)


def _retention_chart() -> Question:
    def draw(monthly: pd.Series) -> object:
        import matplotlib.pyplot as plt

        _, ax = plt.subplots()
        ax.plot(monthly.index, monthly.to_numpy())
        ax.set(xlabel="month", ylabel="retention", title="retention by month")
        ax.set_ylim(0, None)
        return ax

    def churn_drawn_for_retention(monthly: pd.Series) -> object:
        return draw(1 - monthly)

    def months_multiplied(monthly: pd.Series) -> object:
        return draw(monthly.cumprod())

    def smoothed_away(monthly: pd.Series) -> object:
        return draw(monthly.expanding().mean())

    def rolling_mean_drawn(monthly: pd.Series) -> object:
        return draw(monthly.rolling(3).mean())

    def change_drawn_for_level(monthly: pd.Series) -> object:
        return draw(monthly.diff())

    def in_percent(monthly: pd.Series) -> object:
        return draw(monthly * 100)

    def by_seaborn(monthly: pd.Series) -> object:
        import matplotlib.pyplot as plt
        import seaborn as sns

        plt.figure(figsize=(9, 4))
        ax = sns.lineplot(x=list(monthly.index), y=monthly.to_numpy(), marker="o")
        ax.set_title("retention")
        plt.xlabel("month")
        plt.ylabel("share")
        plt.ylim(0, 1)
        return ax

    def by_pandas(monthly: pd.Series) -> object:
        import matplotlib.pyplot as plt

        _, ax = plt.subplots()
        drawn = monthly.plot(ax=ax, style="o-", ylim=(0, 1), xlabel="month", ylabel="share", title="retention")
        return drawn.get_figure()

    def by_dates(monthly: pd.Series) -> object:
        return draw(monthly.set_axis(pd.to_datetime(monthly.index)))

    def elsewhere(tables: Tables) -> Iterable[Arguments]:
        yield {"monthly": kept_by_month(tables["orders"])}

    return Question(
        "retention-chart",
        kind="chart",
        tolerance=SHARE,
        toys=[
            Toy(
                Text("Five months", "五个月"),
                {
                    "monthly": pd.Series(
                        [0.42, 0.35, 0.31, 0.45, 0.40],
                        index=["2025-10", "2025-11", "2025-12", "2026-01", "2026-02"],
                    )
                },
            ),
        ],
        mistakes=[
            Mistake(
                churn_drawn_for_retention,
                Text(
                    "Your line shows churn, the share that left. A reader who expects retention takes bad months for good ones. "
                    "Draw the Series as it comes.",
                    "你画的是流失率，也就是离开的比例。读图的人以为看到的是留存率，好坏月份就颠倒了。请直接画传入的 Series。",
                ),
            ),
            Mistake(
                months_multiplied,
                Text(
                    "You multiplied the rates from month to month. That would follow one group for months on end, but every point "
                    "here starts anew with its own month's customers, so the product means nothing. Draw the rates themselves.",
                    "你把各月的比率连乘起来了。连乘相当于长期跟踪同一群人，可这里每个点都从当月的顾客重新开始，乘积没有意义。"
                    "请直接画各月的比率。",
                ),
            ),
            Mistake(smoothed_away, SMOOTHED),
            Mistake(rolling_mean_drawn, SMOOTHED),
            Mistake(
                change_drawn_for_level,
                Text(
                    "You drew the change from month to month. From it nobody can read how many customers stay. Draw the rate itself.",
                    "你画的是逐月的变化量，从中看不出究竟有多少顾客留下。请画比率本身。",
                ),
            ),
        ],
        also_right=[in_percent, by_seaborn, by_pandas, by_dates],
        elsewhere=elsewhere,
        hints=[
            Text(
                "The Series has everything you need: the months in its index, the rates in its values.",
                "这个 Series 里什么都有：索引是月份，数值是比率。",
            ),
            Text(
                "`fig, ax = plt.subplots()` makes a figure, `ax.plot(x, y)` a line, `ax.set(xlabel=…, ylabel=…, title=…)` the texts. "
                "Remember to `return ax`.",
                "`fig, ax = plt.subplots()` 新建一张图，`ax.plot(x, y)` 画线，`ax.set(xlabel=…, ylabel=…, title=…)` 写文字。"
                "别忘了 `return ax`。",
            ),
            Text(
                'Draw `ax.plot(monthly.index, monthly.to_numpy(), marker="o")`, then `ax.set_ylim(0, None)` and '
                '`ax.set(xlabel=label("month"), ylabel=label("retention"), title=label("retention-by-month"))`.',
                '先 `ax.plot(monthly.index, monthly.to_numpy(), marker="o")`，再 `ax.set_ylim(0, None)`，'
                '然后 `ax.set(xlabel=label("month"), ylabel=label("retention"), title=label("retention-by-month"))`。',
            ),
        ],
    )


# --- whose number is it?


def _marketing_number() -> Question:
    return Question(
        "marketing-number",
        kind="choice",
        options=[
            Option(
                "A",
                Text(
                    "That would be Finance's number, with January's customers below the line. Marketing has February's there: "
                    "its share is one of the people who are here now, and says nothing about those who left.",
                    "那是财务部的数字，分母是一月的顾客。市场部的分母是二月的顾客：它说的是现在在场的人，对已经离开的人只字未提。",
                ),
            ),
            Option(
                "B",
                Text(
                    "The people below the line tell what a share is about, and here they are February's. The number rises "
                    "when fewer newcomers arrive: if everyone who came in February had come in January too, it is 100 %, even if nine of ten of "
                    "January's customers are gone.",
                    "一个比例说的是谁，看分母就知道，这里是二月的顾客。新来的人越少，它反而越高：只要二月来的人一月全都来过，它就是 100%，哪怕一月的顾客十个走了九个。",
                ),
                right=True,
            ),
            Option(
                "C",
                Text(
                    "Growth is Sales' number, February's customers over January's. In Marketing's number only people who bought in "
                    "both months stand above the line.",
                    "增减是销售部的数字：二月的顾客数除以一月的顾客数。市场部的分子里只有两个月都买过的人。",
                ),
            ),
            Option(
                "D",
                Text(
                    "A new customer's chance of buying again needs new customers below the line, and time for them to return. "
                    "Above Marketing's line stand people who had bought before.",
                    "要知道新顾客再次购买的可能性，分母得是新顾客，还要给他们时间回来。市场部的分子里却是以前就买过的人。",
                ),
            ),
        ],
        hints=[
            Text(
                "Cover the number above the line and look at the one below: of whom is this a share?",
                "先遮住分子，只看分母：这是谁的比例？",
            ),
            Text(
                'Read the fraction aloud: "of February\'s customers, the share who …"',
                "把这个分数读出来：“二月的顾客中，有多大比例……”",
            ),
            Text(
                "Of February's customers, those who bought in both months are the ones who had bought in January before.",
                "二月的顾客中，两个月都买过的，正是一月也买过的那些人。",
            ),
        ],
    )


QUESTIONS: Final = [
    _by_hand(),
    _active_customers(),
    _retention_rate(),
    _november_churn(),
    _repeat_purchase_rate(),
    _returned_within(),
    _monthly_retention(),
    _retention_chart(),
    _marketing_number(),
]
