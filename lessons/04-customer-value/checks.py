"""What is a customer worth?: small cases, the wrong answers learners give, and other right ones."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from typing import Final

import numpy as np
import pandas as pd

from grader.questions import Arguments, Mistake, Namespace, Option, Question, Tables, Text, Toy

SHARE: Final = 6e-4
"""A share rounded to three decimals is as good as the whole number."""

CENT: Final = 2e-4
"""Relative to sums of some thirty dollars and more: a number rounded to the cent is as good as the whole one."""

REVENUE_FOR_MARGIN: Final = Text(
    "This is revenue. Goods and parcels had to be paid out of it first; in retail most of a dollar of revenue was somebody else's all along. A customer "
    "who buys much at a thin margin would look better than one who earns us money.",
    "这是收入。货款和运费都要先从里面付掉；在零售业，一块钱收入的大头本来就是别人的。这样算，买得多、利润薄的顾客，会显得比真正给我们赚钱的顾客还好。",
)
CANCELLED_COUNTED: Final = Text(
    "Cancelled orders are in your margin. Nobody paid and nothing was sent: the figures in those rows are only what might have been.",
    "你把已取消的订单算进了利润。没有人付款，也没有发货：那些行里的数字只是“本来可能有”的。",
)
RETURNED_DROPPED: Final = Text(
    "You left returned orders out. They bring no revenue, but their parcels were paid for: a returned order is a loss, and a customer who sends everything back costs money.",
    "你去掉了退货订单。它们没有带来收入，可运费已经付了：一笔退货就是一笔亏损，什么都退的顾客，是让我们倒贴钱的。",
)
REFUND_FORGOTTEN: Final = Text(
    "You forgot the refunds. What was paid back to the customer isn't ours, also where only a part of the order came back.",
    "你忘了退款。退给顾客的钱就不是我们的了，订单只退了一部分时也一样。",
)
PARCEL_FORGOTTEN: Final = Text(
    "You forgot what the parcels cost. Serving a customer costs money too; with small orders the parcel eats much of the margin.",
    "你忘了包裹的成本。服务顾客也要花钱；订单小的时候，运费会吃掉一大块利润。",
)
GOODS_FORGOTTEN: Final = Text(
    "You forgot what the goods cost us. It is by far the largest part of what an order costs.",
    "你忘了货物本身的成本。在一单的成本里，它占的份额最大。",
)
ON_THE_WAY_DROPPED: Final = Text(
    "You left orders on their way (`shipped`) out. They are paid for and sent; only the doorbell hasn't rung yet.",
    "你去掉了在途（`shipped`）的订单。钱付了，货发了，只是门铃还没响。",
)
DELIVERED_ALONE: Final = Text(
    "You counted `delivered` orders alone. Orders on their way (`shipped`) are paid for and sent, and a returned one has cost its parcel: only cancelled orders bring and cost nothing.",
    "你只算了 `delivered` 的订单。在途（`shipped`）的订单钱已付、货已发；退货的订单付过运费。只有取消的订单才既没收入也没成本。",
)
LOSSES_AS_NIL: Final = Text(
    "You counted losses as nil. An order on which we lose money does lose it: a customer's margin may be negative, and such customers are worth knowing.",
    "你把亏损当成了零。亏钱的订单就是亏了钱：顾客的利润可以是负数，这样的顾客值得认识认识。",
)
MEAN_OF_ORDERS: Final = Text(
    "This is a mean of the orders. Asked is what all of them left together.",
    "这是订单的平均值。题目问的是全部订单加起来的利润。",
)

TIME_OF_DAY: Final = Text(
    "The time of day has crept in. Somebody who joined at six in the evening hasn't got fewer days than one who joined at dawn: use `.dt.normalize()` on both columns before you compare.",
    "时刻混进来了。傍晚六点注册的人，天数并不比清晨注册的少：比较之前，先对两列都用 `.dt.normalize()`。",
)

COST_REPEATED: Final = Text(
    "After a merge with the orders, a customer's cost stands in the row of each order; you added it up there, so that it counts once an order. Each customer was won once: add the costs up "
    "over the customers, before the merge. Those without an order belong in too.",
    "与订单合并之后，一位顾客的成本在他的每笔订单里都有一份；你在合并后的表上求和，有几单就算了几遍。每位顾客只争取过一次：请在合并之前对顾客求成本之和，没有订单的人也要算上。",
)

Rule = Callable[[pd.DataFrame], pd.Series]


def ledger_of(text: str) -> pd.DataFrame:
    """Build a small ledger from lines of customer, status, amount, refund, goods cost and parcel cost."""
    rows = [line.split() for line in text.strip().splitlines()]
    return pd.DataFrame(
        {
            "order_id": range(101, 101 + len(rows)),
            "customer_id": [int(row[0]) for row in rows],
            "ordered_at": pd.date_range("2026-01-03 09:00", periods=len(rows), freq="5D").as_unit("us"),
            "status": [row[1] for row in rows],
            **{
                name: [float(row[place]) for row in rows]
                for place, name in enumerate(("amount", "refund", "goods_cost", "parcel_cost"), start=2)
            },
        }
    )


def whole_ledger(tables: Tables) -> pd.DataFrame:
    """Put the ledger of a data set together, as the lesson's given cell does."""
    lines = tables["order_items"].merge(tables["products"][["product_id", "unit_cost"]], on="product_id")
    stays = ~lines["order_item_id"].isin(tables["returns"]["order_item_id"])
    goods = (lines["quantity"] * lines["unit_cost"] * stays).groupby(lines["order_id"]).sum()
    ledger = tables["orders"].set_index("order_id")[["customer_id", "ordered_at", "status", "amount"]]
    ledger["refund"] = tables["returns"].groupby("order_id")["refund"].sum()
    ledger["goods_cost"] = goods
    ledger["parcel_cost"] = tables["deliveries"].groupby("order_id")["cost"].sum()
    return ledger.fillna({"refund": 0.0, "parcel_cost": 0.0}).reset_index()


def order_margin(ledger: pd.DataFrame) -> pd.Series:
    """Give each order's margin: what is right."""
    left = ledger["amount"] - ledger["refund"] - ledger["goods_cost"] - ledger["parcel_cost"]
    return left.where(ledger["status"] != "cancelled", 0.0)


def newcomers_of(tables: Tables) -> pd.DataFrame:
    """Keep the customers all of whose orders are in the data."""
    columns = ["customer_id", "joined_at", "acquisition_channel", "acquisition_cost"]
    return tables["customers"].loc[tables["customers"]["joined_at"] >= "2024-07-01", columns]


# --- wrong margins of an order: they come back by hand and for each customer


def revenue_for_margin(ledger: pd.DataFrame) -> pd.Series:
    return (ledger["amount"] - ledger["refund"]).where(ledger["status"] != "cancelled", 0.0)


def turnover_for_margin(ledger: pd.DataFrame) -> pd.Series:
    return ledger["amount"].where(ledger["status"] != "cancelled", 0.0)


def all_amounts_added_up(ledger: pd.DataFrame) -> pd.Series:
    return ledger["amount"]


def cancelled_orders_counted(ledger: pd.DataFrame) -> pd.Series:
    return order_margin(ledger.assign(status="delivered"))


def returned_orders_left_out(ledger: pd.DataFrame) -> pd.Series:
    return order_margin(ledger).where(ledger["status"] != "returned", 0.0)


def refunds_forgotten(ledger: pd.DataFrame) -> pd.Series:
    return order_margin(ledger.assign(refund=0.0))


def refunds_of_parts_forgotten(ledger: pd.DataFrame) -> pd.Series:
    return order_margin(ledger.assign(refund=ledger["refund"].where(ledger["status"] == "returned", 0.0)))


def parcels_forgotten(ledger: pd.DataFrame) -> pd.Series:
    return order_margin(ledger.assign(parcel_cost=0.0))


def goods_forgotten(ledger: pd.DataFrame) -> pd.Series:
    return order_margin(ledger.assign(goods_cost=0.0))


def orders_on_their_way_left_out(ledger: pd.DataFrame) -> pd.Series:
    return order_margin(ledger).where(ledger["status"] != "shipped", 0.0)


def delivered_orders_alone(ledger: pd.DataFrame) -> pd.Series:
    return order_margin(ledger).where(ledger["status"] == "delivered", 0.0)


def losses_set_to_nil(ledger: pd.DataFrame) -> pd.Series:
    return order_margin(ledger).clip(lower=0.0)


ORDER_MISTAKES: Final[list[tuple[Rule, Text]]] = [
    (revenue_for_margin, REVENUE_FOR_MARGIN),
    (turnover_for_margin, REVENUE_FOR_MARGIN),
    (all_amounts_added_up, REVENUE_FOR_MARGIN),
    (cancelled_orders_counted, CANCELLED_COUNTED),
    (returned_orders_left_out, RETURNED_DROPPED),
    (refunds_forgotten, REFUND_FORGOTTEN),
    (refunds_of_parts_forgotten, REFUND_FORGOTTEN),
    (parcels_forgotten, PARCEL_FORGOTTEN),
    (goods_forgotten, GOODS_FORGOTTEN),
    (orders_on_their_way_left_out, ON_THE_WAY_DROPPED),
    (delivered_orders_alone, DELIVERED_ALONE),
    (losses_set_to_nil, LOSSES_AS_NIL),
]


def _by_hand() -> Question:
    def on_the_history(rule: Rule, says: Text) -> Mistake:
        def value(namespace: Namespace) -> float:
            return float(rule(namespace["one_customer"]).sum())

        value.__name__ = rule.__name__
        return Mistake(value, says)

    def mean_margin_of_an_order(namespace: Namespace) -> float:
        return float(order_margin(namespace["one_customer"]).mean())

    def mean_margin_of_an_order_sent(namespace: Namespace) -> float:
        history = namespace["one_customer"]
        return float(order_margin(history)[history["status"] != "cancelled"].mean())

    def margin_as_a_share_of_revenue(namespace: Namespace) -> float:
        return float(
            order_margin(namespace["one_customer"]).sum() / revenue_for_margin(namespace["one_customer"]).sum()
        )

    return Question(
        "by-hand-margin",
        kind="value",
        form="number",
        shown=True,
        tolerance=1e-4,
        mistakes=[
            *(on_the_history(rule, says) for rule, says in ORDER_MISTAKES if rule is not losses_set_to_nil),
            Mistake(mean_margin_of_an_order, MEAN_OF_ORDERS),
            Mistake(mean_margin_of_an_order_sent, MEAN_OF_ORDERS),
            Mistake(
                margin_as_a_share_of_revenue,
                Text(
                    "This is the margin as a share of revenue. Asked is the margin itself, in dollars.",
                    "这是利润占收入的比例。题目问的是利润本身，单位是美元。",
                ),
            ),
        ],
        hints=[
            Text(
                "Go row by row. Which row brings nothing at all? Which brings a loss?",
                "一行一行算。哪一行什么也没带来？哪一行是亏损？",
            ),
            Text(
                "Row 1 leaves 60 − 0 − 42 − 6 = 12. Row 3 was cancelled: 0, whatever stands in it.",
                "第 1 行剩 60 − 0 − 42 − 6 = 12。第 3 行已取消：不管写着什么，都是 0。",
            ),
            Text(
                "The rows leave 12, 6, 0, −6, 90 − 30 − 43 − 7 and 25 − 17 − 5. Add them up.",
                "各行依次剩 12、6、0、−6、90 − 30 − 43 − 7、25 − 17 − 5。加起来就是。",
            ),
        ],
    )


def _customer_margins() -> Question:
    def by_customer(rule: Rule, says: Text) -> Mistake:
        def wrong(ledger: pd.DataFrame) -> pd.Series:
            return rule(ledger).groupby(ledger["customer_id"]).sum()

        wrong.__name__ = rule.__name__
        return Mistake(wrong, says)

    def customers_with_cancelled_orders_alone_left_out(ledger: pd.DataFrame) -> pd.Series:
        sent = ledger[ledger["status"] != "cancelled"]
        return order_margin(sent).groupby(sent["customer_id"]).sum()

    def mean_margin_of_an_order(ledger: pd.DataFrame) -> pd.Series:
        return order_margin(ledger).groupby(ledger["customer_id"]).mean()

    def customers_with_cancelled_orders_alone_left_without_a_number(ledger: pd.DataFrame) -> pd.Series:
        return customers_with_cancelled_orders_alone_left_out(ledger).reindex(ledger["customer_id"].unique())

    def customers_at_a_loss_set_to_nil(ledger: pd.DataFrame) -> pd.Series:
        return order_margin(ledger).groupby(ledger["customer_id"]).sum().clip(lower=0.0)

    def one_total_for_all(ledger: pd.DataFrame) -> float:
        return float(order_margin(ledger).sum())

    def one_row_an_order(ledger: pd.DataFrame) -> pd.Series:
        return order_margin(ledger)

    def by_columns(ledger: pd.DataFrame) -> pd.Series:
        sums = ledger.mask(ledger["status"] == "cancelled", 0).assign(customer_id=ledger["customer_id"])
        sums = sums.groupby("customer_id")[["amount", "refund", "goods_cost", "parcel_cost"]].sum()
        return sums["amount"] - sums[["refund", "goods_cost", "parcel_cost"]].sum(axis=1)

    def by_loop(ledger: pd.DataFrame) -> dict[int, float]:
        found: dict[int, float] = {}
        for row in ledger.itertuples():
            left = 0.0 if row.status == "cancelled" else row.amount - row.refund - row.goods_cost - row.parcel_cost
            found[row.customer_id] = found.get(row.customer_id, 0.0) + left
        return {customer: round(left, 2) for customer, left in found.items()}

    def by_pivot(ledger: pd.DataFrame) -> pd.DataFrame:
        table = ledger.assign(margin=np.where(ledger["status"] == "cancelled", 0.0, order_margin(ledger)))
        return table.pivot_table(index="customer_id", values="margin", aggfunc="sum")

    def by_merge(ledger: pd.DataFrame) -> pd.DataFrame:
        sent = ledger.query("status != 'cancelled'").eval("margin = amount - refund - goods_cost - parcel_cost")
        sums = sent.groupby("customer_id", as_index=False)["margin"].sum()
        return ledger[["customer_id"]].drop_duplicates().merge(sums, how="left").fillna(0.0)

    return Question(
        "customer-margins",
        tolerance=CENT,
        toys=[
            Toy(
                Text("Four customers", "四位顾客"),
                {
                    "ledger": ledger_of(
                        """
                        7 delivered 60 0 42 6
                        2 returned 50 50 0 6
                        7 cancelled 80 0 58 0
                        2 delivered 90 30 43 7
                        4 cancelled 40 0 30 0
                        7 delivered 31 0 22 5.5
                        3 shipped 25 0 17 5
                        """
                    )
                },
            ),
            Toy(
                Text("One sends everything back, two buy at a loss", "一位全部退货，两位让我们亏本"),
                {
                    "ledger": ledger_of(
                        """
                        11 returned 20 20 0 4.5
                        12 delivered 9 0 7 5
                        12 shipped 48 12 26 6
                        13 delivered 10 0 8 5
                        """
                    )
                },
            ),
        ],
        mistakes=[
            *(by_customer(rule, says) for rule, says in ORDER_MISTAKES),
            Mistake(
                customers_with_cancelled_orders_alone_left_out,
                Text(
                    "The sums are right, but customers whose orders were all cancelled have dropped out. They are customers with a margin of 0; a mean over those left would be too high.",
                    "求和没错，但订单全被取消的顾客不见了。他们是利润为 0 的顾客；漏掉他们，平均值就会偏高。",
                ),
            ),
            Mistake(
                customers_with_cancelled_orders_alone_left_without_a_number,
                Text(
                    "Almost: customers whose orders were all cancelled have got no number. They brought nothing and cost nothing: 0.",
                    "就差一点：订单全被取消的顾客没有得到数值。他们没带来钱，也没花掉钱：应为 0。",
                ),
            ),
            Mistake(customers_at_a_loss_set_to_nil, LOSSES_AS_NIL),
            Mistake(
                one_total_for_all,
                Text(
                    "This is the margin of all customers together. Asked is one number for each of them: group by `customer_id`.",
                    "这是全体顾客的利润之和。题目要每位顾客一个数：请按 `customer_id` 分组。",
                ),
            ),
            Mistake(
                mean_margin_of_an_order,
                Text(
                    "You took the mean of each customer's orders. Asked is what all their orders left together.",
                    "你对每位顾客的订单取了平均。题目问的是全部订单加起来的利润。",
                ),
            ),
            Mistake(
                one_row_an_order,
                Text(
                    "You have the margin of each *order*. Now add them up for each customer.",
                    "你算出的是每笔**订单**的利润，还要按顾客加起来。",
                ),
            ),
        ],
        also_right=[by_columns, by_loop, by_pivot, by_merge],
        elsewhere=lambda tables: [{"ledger": whole_ledger(tables)}],
        hints=[
            Text(
                "First one number for each row, as you did by hand; then one for each customer.",
                "先像手算那样，每行得一个数；再按顾客合起来。",
            ),
            Text(
                '`margin.where(ledger["status"] != "cancelled", 0.0)` puts 0 wherever the condition doesn\'t hold, and keeps the row.',
                '`margin.where(ledger["status"] != "cancelled", 0.0)` 会把不满足条件的地方换成 0，同时保留这一行。',
            ),
            Text(
                'Subtract the three cost columns from `amount`, set cancelled rows to 0, then `return margin.groupby(ledger["customer_id"]).sum()`.',
                '用 `amount` 减去三列成本，已取消的行设为 0，最后 `return margin.groupby(ledger["customer_id"]).sum()`。',
            ),
        ],
    )


# --- the whale curve

MARK_FOR_EACH: Final = Text(
    "Almost: your curve has a mark for each customer. Asked are eleven marks, at 0, 10, 20 … 100 % of the customers, so that shops can be compared.",
    "就差一点：你的曲线每位顾客一个点。题目只要十一个点，在顾客的 0、10、20……100% 处，这样不同的店才好比较。",
)
AXES_EXCHANGED: Final = Text(
    "The two axes have changed places: the per cent of customers belongs along the bottom, the share of the margin upwards.",
    "两个轴弄反了：横轴是顾客的百分比，纵轴是占利润的比例。",
)
ONE_TOO_MANY: Final = Text(
    "Almost: you took one customer more wherever the per cent is a whole number of customers. Round up: 20 % of ten are two, 20 % of twelve are three.",
    "就差一点：百分比正好是整数个人时，你多取了一位。向上取整的意思是：10 人的 20% 是 2 人，12 人的 20% 是 3 人。",
)


def _whale_chart() -> Question:
    percents = list(range(0, 101, 10))

    def cumulated(line: pd.Series, rounded: Callable[[float], int] = math.ceil) -> list[float]:
        return [float(line.iloc[: rounded(len(line) * percent / 100)].sum()) for percent in percents]

    def draw(values: Iterable[float], at: Iterable[float] = percents) -> object:
        import matplotlib.pyplot as plt

        ax = plt.figure().subplots()
        ax.plot(list(at), list(values))
        ax.set(xlabel="customers", ylabel="share of margin", title="whale curve", ylim=(0, None))
        return ax

    def best_first(margins: pd.Series) -> pd.Series:
        return margins.sort_values(ascending=False)

    def shares(margins: pd.Series) -> np.ndarray:
        return np.array(cumulated(best_first(margins))) / margins.sum()

    def worst_customers_first(margins: pd.Series) -> object:
        return draw(np.array(cumulated(margins.sort_values())) / margins.sum())

    def customers_not_put_in_order(margins: pd.Series) -> object:
        return draw(np.array(cumulated(margins)) / margins.sum())

    def not_added_up(margins: pd.Series) -> object:
        return draw(np.diff(shares(margins), prepend=0.0))

    def customers_with_a_loss_left_out(margins: pd.Series) -> object:
        gains = best_first(margins[margins > 0])
        return draw(np.array(cumulated(gains)) / gains.sum())

    def losses_left_out_of_the_total(margins: pd.Series) -> object:
        return draw(np.array(cumulated(best_first(margins))) / margins[margins > 0].sum())

    def rounded_down(margins: pd.Series) -> object:
        return draw(np.array(cumulated(best_first(margins), math.floor)) / margins.sum())

    def rounded_to_the_nearest(margins: pd.Series) -> object:
        return draw(np.array(cumulated(best_first(margins), round)) / margins.sum())

    def dollars_for_shares(margins: pd.Series) -> object:
        return draw(cumulated(best_first(margins)))

    def the_start_left_out(margins: pd.Series) -> object:
        return draw(shares(margins)[1:], percents[1:])

    def one_mark_a_customer(margins: pd.Series) -> object:
        line = best_first(margins)
        return draw([0.0, *(line.cumsum() / line.sum())], [100 * place / len(line) for place in range(len(line) + 1)])

    def one_mark_a_customer_without_the_start(margins: pd.Series) -> object:
        line = best_first(margins)
        return draw(list(line.cumsum() / line.sum()), [100 * place / len(line) for place in range(1, len(line) + 1)])

    def shares_for_per_cent_along_the_line(margins: pd.Series) -> object:
        return draw(shares(margins), [percent / 100 for percent in percents])

    def losses_set_to_nil(margins: pd.Series) -> object:
        return draw(shares(margins.clip(lower=0.0)))

    def capped_at_the_whole(margins: pd.Series) -> object:
        return draw(np.minimum(shares(margins), 1.0))

    def one_customer_too_many(margins: pd.Series) -> object:
        return draw(np.array(cumulated(best_first(margins), lambda count: int(count) + (count > 0))) / margins.sum())

    def one_customer_too_many_from_the_start(margins: pd.Series) -> object:
        return draw(np.array(cumulated(best_first(margins), lambda count: int(count) + 1)) / margins.sum())

    def rounded_up_from_fractions_of_the_machine(margins: pd.Series) -> object:
        counts = [math.ceil(len(margins) * share) for share in np.linspace(0, 1, 11)]
        return draw([best_first(margins).iloc[:count].sum() / margins.sum() for count in counts])

    def read_between_two_customers(margins: pd.Series) -> object:
        running = np.concatenate([[0.0], best_first(margins).cumsum()])
        return draw(np.interp(np.array(percents) / 100 * len(margins), range(len(running)), running) / running[-1])

    def cut_at_quantiles(margins: pd.Series) -> object:
        line = best_first(margins)
        counts = [0, *(math.floor(1 + (len(line) - 1) * percent / 100 + 1e-9) for percent in percents[1:])]
        return draw([line.iloc[:count].sum() / margins.sum() for count in counts])

    def axes_exchanged(margins: pd.Series) -> object:
        return draw(percents, shares(margins))

    def axes_exchanged_in_per_cent(margins: pd.Series) -> object:
        return draw(percents, 100 * shares(margins))

    def by_bars_in_percent(margins: pd.Series) -> object:
        import matplotlib.pyplot as plt

        ax = plt.figure().subplots()
        ax.bar(percents, 100 * shares(margins), width=6)
        ax.set(xlabel="best customers, %", ylabel="% of all margin", title="Whale", ylim=(0, None))
        return ax

    def by_cumsum_with_pandas(margins: pd.Series) -> object:
        running = np.concatenate([[0.0], np.sort(margins.to_numpy())[::-1].cumsum()])
        places = [-(-len(margins) * percent // 100) for percent in percents]
        table = pd.Series(running[places] / running[-1], index=percents)
        ax = table.plot(xlabel="customers", ylabel="share", title="Few bring much", figsize=(7, 4))
        ax.set_ylim(0, 1.3)
        return ax

    def by_seaborn(margins: pd.Series) -> object:
        import matplotlib.pyplot as plt
        import seaborn as sns

        plt.figure()
        ax = sns.lineplot(
            x=percents, y=[margins.nlargest(math.ceil(len(margins) * p / 100)).sum() / margins.sum() for p in percents]
        )
        ax.set(xlabel="customers", ylabel="share", title="whale", ylim=(0, 1.5))
        return ax

    def elsewhere(tables: Tables) -> Iterable[Arguments]:
        ledger = whole_ledger(tables)
        margins = order_margin(ledger).groupby(ledger["customer_id"]).sum()
        yield {"margins": margins}
        yield {"margins": margins[margins.index % 7 == 0]}
        yield {"margins": margins.iloc[:20]}

    def toy(en: str, zh: str, values: list[float]) -> Toy:
        index = pd.Index([3 * place % 17 + 20 for place in range(len(values))], name="customer_id")
        return Toy(Text(en, zh), {"margins": pd.Series(values, index=index, name="margin")})

    return Question(
        "whale-chart",
        kind="chart",
        tolerance=SHARE,
        toys=[
            toy(
                "Ten customers, two of them at a loss",
                "十位顾客，其中两位亏损",
                [12.0, -7.0, 3.0, 55.0, 0.0, 8.0, 90.0, -4.0, 21.0, 5.0],
            ),
            toy(
                "Twelve: the tenths aren't whole people",
                "十二位：一成不是整数个人",
                [4.0, 60.0, 9.0, 2.0, 31.0, -3.0, 17.0, 6.0, 44.0, 1.0, 12.0, 27.0],
            ),
        ],
        mistakes=[
            Mistake(
                worst_customers_first,
                Text(
                    "Your line begins with the worst customers. Economists draw inequality that way; the question here is what the *best* bring.",
                    "你是从最差的顾客排起的。经济学家用洛伦兹曲线衡量不平等，就是这样画的；这里要问的是**最好的**顾客带来多少。",
                ),
            ),
            Mistake(
                customers_not_put_in_order,
                Text(
                    "You took the customers in the order in which they stand in the table. Line them up first, the best in front.",
                    "你按顾客在表里的顺序取人。先排队，最好的站在前面。",
                ),
            ),
            Mistake(
                not_added_up,
                Text(
                    "Your marks show what each tenth brings by itself. Asked is what all customers *up to there* bring together.",
                    "你的每个点是每一成顾客各自带来的。要画的是**到那里为止**的所有顾客合起来带来的。",
                ),
            ),
            Mistake(
                customers_with_a_loss_left_out,
                Text(
                    "You left out the customers on whom money is lost. They are customers, they stand at the end of the line, and it is they who make the curve come down again.",
                    "你去掉了让我们亏钱的顾客。他们也是顾客，站在队尾；曲线最后掉头向下，正是因为他们。",
                ),
            ),
            Mistake(
                losses_left_out_of_the_total,
                Text(
                    "You divided by the gains alone, the highest point of the curve. The whole margin is what is left after the losses: the curve may rise above 100 % and must come down to it.",
                    "你除以的只是盈利部分的合计，也就是曲线的最高点。全部利润要扣掉亏损：曲线可以先超过 100%，最后一定落回 100%。",
                ),
            ),
            Mistake(
                losses_set_to_nil,
                Text(
                    "You counted losses as nil. Then the curve never comes down again, and the gains look like the whole. Some customers cost us money: that is what the hump shows.",
                    "你把亏损当成了零。这样曲线不会再往下走，盈利部分也就被当成了全部。有些顾客是让我们亏钱的，曲线的“驼峰”要显示的正是这一点。",
                ),
            ),
            Mistake(
                capped_at_the_whole,
                Text(
                    "You cut the curve off at 100 %. It may rise above: what the best bring beyond 100 % is lost again on the last in line.",
                    "你把曲线截在了 100%。它可以超过 100%：最好的顾客多带来的部分，又在队尾的顾客身上亏掉了。",
                ),
            ),
            Mistake(axes_exchanged, AXES_EXCHANGED),
            Mistake(axes_exchanged_in_per_cent, AXES_EXCHANGED),
            Mistake(one_customer_too_many, ONE_TOO_MANY),
            Mistake(one_customer_too_many_from_the_start, ONE_TOO_MANY),
            Mistake(
                rounded_up_from_fractions_of_the_machine,
                Text(
                    "Almost: to the computer 3 × 0.1 is 0.30000000000000004, and rounding *up* makes one customer too many of it. Multiply by a whole number and divide last: `len(margins) * percent / 100`.",
                    "就差一点：在计算机里 3 × 0.1 是 0.30000000000000004，**向上**取整就多算了一位顾客。请先乘整数、最后再除：`len(margins) * percent / 100`。",
                ),
            ),
            Mistake(
                read_between_two_customers,
                Text(
                    "Almost: where a per cent isn't a whole number of customers, you read the curve between two of them. Agreed is: round up to the next whole customer.",
                    "就差一点：百分比不是整数个人时，你在两位顾客之间取了插值。约定的是向上取整到整数个人。",
                ),
            ),
            Mistake(
                cut_at_quantiles,
                Text(
                    "Almost: `quantile` and `qcut` put their cuts between the first and the last customer, by a rule of their own. Count instead: customers × per cent, rounded up.",
                    "就差一点：`quantile` 和 `qcut` 按自己的规则在第一位和最后一位顾客之间切分。请直接数人：人数 × 百分比，向上取整。",
                ),
            ),
            Mistake(
                rounded_down,
                Text(
                    "Almost: where a per cent isn't a whole number of customers, you rounded down. Agreed is: up.",
                    "就差一点：百分比不是整数个人时，你向下取整了。约定的是向上取整。",
                ),
            ),
            Mistake(
                rounded_to_the_nearest,
                Text(
                    "Almost: you rounded to the nearest number of customers. Agreed is: up, always.",
                    "就差一点：你四舍五入取人数了。约定的是一律向上取整。",
                ),
            ),
            Mistake(
                dollars_for_shares,
                Text(
                    "You drew dollars. Divide by the whole margin, so that shops of any size can be compared.",
                    "你画的是美元。请除以全部利润，这样大店小店才能比较。",
                ),
            ),
            Mistake(one_mark_a_customer, MARK_FOR_EACH),
            Mistake(one_mark_a_customer_without_the_start, MARK_FOR_EACH),
            Mistake(
                shares_for_per_cent_along_the_line,
                Text(
                    "Almost: the curve is right, but the x axis runs from 0 to 1. Asked is per cent, from 0 to 100.",
                    "就差一点：曲线没错，但横轴是从 0 到 1。题目要的是百分数，从 0 到 100。",
                ),
            ),
            Mistake(
                the_start_left_out,
                Text(
                    "Almost: the mark at 0 is missing. No customers bring nothing, and the curve begins there.",
                    "就差一点：缺了 0 处的点。零位顾客带来零利润，曲线从那里出发。",
                ),
            ),
        ],
        also_right=[by_bars_in_percent, by_cumsum_with_pandas, by_seaborn],
        elsewhere=elsewhere,
        hints=[
            Text(
                "Line the customers up: `margins.sort_values(ascending=False)`. How many are 10 % of them, and what do these bring?",
                "先排队：`margins.sort_values(ascending=False)`。10% 是多少人，他们带来多少？",
            ),
            Text(
                "`int(np.ceil(len(margins) * percent / 100))` rounds up; `.iloc[:how_many].sum()` adds the first ones up.",
                "`int(np.ceil(len(margins) * percent / 100))` 向上取整；`.iloc[:how_many].sum()` 把排在前面的加起来。",
            ),
            Text(
                "For each percent in `range(0, 101, 10)` append the sum of the best, divided by `margins.sum()`; then `ax = plt.figure().subplots()`, `ax.plot(range(0, 101, 10), shares)`, names, title, `ax.set_ylim(0, None)`, `return ax`.",
                "对 `range(0, 101, 10)` 里的每个百分比，把最好的那些人之和除以 `margins.sum()`，依次存进列表；再写 `ax = plt.figure().subplots()`、`ax.plot(range(0, 101, 10), shares)`、轴名、标题、`ax.set_ylim(0, None)`，最后 `return ax`。",
            ),
        ],
    )


# --- pay-back by channel

UPSIDE_DOWN: Final = Text(
    "You divided the cost by the margin. Asked is how often the cost has come back: margin ÷ cost.",
    "你用成本除以利润了。题目问的是成本收回了几倍：利润 ÷ 成本。",
)
NOTHING_WON_BACK: Final = Text(
    "Almost: a channel whose customers bought nothing has cost money and brought none. Its ratio is 0, and that should be seen.",
    "就差一点：有的渠道，顾客什么也没买，钱花了却没有回报。它的比率是 0，应当让人看见。",
)


def _margin_per_cost() -> Question:
    def ratio(
        customers: pd.DataFrame,
        ledger: pd.DataFrame,
        days: float,
        last_day: str,
        *,
        column: str = "margin",
        grace: int = 0,
        shortest: int = 0,
        longest: float | None = None,
    ) -> tuple[pd.DataFrame, pd.Series]:
        """Give the customers whose days are over, and what each of them brought in time."""
        joined = customers["joined_at"].dt.normalize()
        over = customers[joined + pd.Timedelta(days=days - grace) <= pd.Timestamp(last_day)].assign(joined=joined)
        theirs = ledger.merge(over[["customer_id", "joined"]], on="customer_id")
        age = (theirs["ordered_at"].dt.normalize() - theirs["joined"]).dt.days
        kept = theirs[age.between(shortest, days if longest is None else longest)]
        return over, kept.groupby("customer_id")[column].sum().reindex(over["customer_id"], fill_value=0.0)

    def totals(over: pd.DataFrame, brought: pd.Series) -> pd.Series:
        channel = over["acquisition_channel"].to_numpy()
        cost = over.groupby("acquisition_channel")["acquisition_cost"].sum()
        return (brought.groupby(channel).sum() / cost)[cost > 0]

    def mean_of_ratios_for_ratio_of_means(
        customers: pd.DataFrame, ledger: pd.DataFrame, days: int, last_day: str
    ) -> pd.Series:
        over, brought = ratio(customers[customers["acquisition_cost"] > 0], ledger, days, last_day)
        each = brought.to_numpy() / over["acquisition_cost"]
        return each.groupby(over["acquisition_channel"]).mean()

    def revenue_for_margin(customers: pd.DataFrame, ledger: pd.DataFrame, days: int, last_day: str) -> pd.Series:
        return totals(*ratio(customers, ledger, days, last_day, column="amount"))

    def averages_over_unlike_customers(
        customers: pd.DataFrame, ledger: pd.DataFrame, days: int, last_day: str
    ) -> pd.Series:
        over, brought = ratio(customers, ledger, days, last_day)
        cost = over.groupby("acquisition_channel")["acquisition_cost"].mean()
        return (brought.mean() / cost)[cost > 0]

    def days_not_over_counted(customers: pd.DataFrame, ledger: pd.DataFrame, days: int, last_day: str) -> pd.Series:
        return totals(*ratio(customers, ledger, days, last_day, grace=100_000))

    def customers_who_never_bought_forgotten(
        customers: pd.DataFrame, ledger: pd.DataFrame, days: int, last_day: str
    ) -> pd.Series:
        over, brought = ratio(customers, ledger, days, last_day)
        bought = over["customer_id"].isin(ledger["customer_id"]).to_numpy()
        return totals(over[bought], brought[bought])

    def customers_who_did_not_buy_in_time_forgotten(
        customers: pd.DataFrame, ledger: pd.DataFrame, days: int, last_day: str
    ) -> pd.Series:
        _, brought = ratio(customers, ledger.assign(n=1.0), days, last_day, column="n")
        buyers = customers[customers["customer_id"].isin(brought.index[brought > 0])]
        return totals(*ratio(buyers, ledger, days, last_day))

    def cost_counted_with_every_order(
        customers: pd.DataFrame, ledger: pd.DataFrame, days: int, last_day: str
    ) -> pd.Series:
        over, brought = ratio(customers, ledger, days, last_day)
        orders = ledger["customer_id"].value_counts().reindex(over["customer_id"], fill_value=0).clip(lower=1)
        return totals(over.assign(acquisition_cost=over["acquisition_cost"] * orders.to_numpy()), brought)

    def cost_counted_with_every_order_in_time(
        customers: pd.DataFrame, ledger: pd.DataFrame, days: int, last_day: str
    ) -> pd.Series:
        over, brought = ratio(customers, ledger, days, last_day)
        _, orders = ratio(customers, ledger.assign(n=1.0), days, last_day, column="n")
        return totals(over.assign(acquisition_cost=over["acquisition_cost"] * orders.to_numpy()), brought)

    def all_orders_so_far_counted(customers: pd.DataFrame, ledger: pd.DataFrame, days: int, last_day: str) -> pd.Series:
        return totals(*ratio(customers, ledger, days, last_day, longest=1e6))

    def last_day_of_the_clock_left_out(
        customers: pd.DataFrame, ledger: pd.DataFrame, days: int, last_day: str
    ) -> pd.Series:
        return totals(*ratio(customers, ledger, days, last_day, longest=days - 1))

    def those_over_on_the_last_day_left_out(
        customers: pd.DataFrame, ledger: pd.DataFrame, days: int, last_day: str
    ) -> pd.Series:
        return totals(*ratio(customers, ledger, days, last_day, grace=-1, longest=days))

    def times_of_day_left_in(customers: pd.DataFrame, ledger: pd.DataFrame, days: int, last_day: str) -> pd.Series:
        over = customers[customers["joined_at"] + pd.Timedelta(days=days) <= pd.Timestamp(last_day)]
        theirs = ledger.merge(over[["customer_id", "joined_at"]], on="customer_id")
        until = theirs["joined_at"] + pd.Timedelta(days=days)
        kept = theirs[(theirs["ordered_at"] >= theirs["joined_at"]) & (theirs["ordered_at"] <= until)]
        return totals(over, kept.groupby("customer_id")["margin"].sum().reindex(over["customer_id"], fill_value=0.0))

    def days_counted_from_the_hour_of_joining(
        customers: pd.DataFrame, ledger: pd.DataFrame, days: int, last_day: str
    ) -> pd.Series:
        over, _ = ratio(customers, ledger, days, last_day)
        theirs = ledger.merge(over[["customer_id", "joined_at"]], on="customer_id")
        kept = theirs[(theirs["ordered_at"] - theirs["joined_at"]).dt.days.between(0, days)]
        return totals(over, kept.groupby("customer_id")["margin"].sum().reindex(over["customer_id"], fill_value=0.0))

    def cost_divided_by_margin(customers: pd.DataFrame, ledger: pd.DataFrame, days: int, last_day: str) -> pd.Series:
        over, brought = ratio(customers, ledger, days, last_day)
        margin = brought.groupby(over["acquisition_channel"].to_numpy()).sum()
        cost = over.groupby("acquisition_channel")["acquisition_cost"].sum()
        return (cost / margin)[cost > 0]

    def cost_divided_by_margin_where_there_is_one(
        customers: pd.DataFrame, ledger: pd.DataFrame, days: int, last_day: str
    ) -> pd.Series:
        return cost_divided_by_margin(customers, ledger, days, last_day).replace(np.inf, np.nan)

    def days_not_used(customers: pd.DataFrame, ledger: pd.DataFrame, days: int, last_day: str) -> pd.Series:
        return totals(*ratio(customers, ledger, days, last_day, grace=100_000, longest=1e6))

    def gain_for_ratio(customers: pd.DataFrame, ledger: pd.DataFrame, days: int, last_day: str) -> pd.Series:
        return totals(*ratio(customers, ledger, days, last_day)) - 1

    def channels_that_cost_nothing_listed(
        customers: pd.DataFrame, ledger: pd.DataFrame, days: int, last_day: str
    ) -> pd.Series:
        over, brought = ratio(customers, ledger, days, last_day)
        margin = brought.groupby(over["acquisition_channel"].to_numpy()).sum()
        return margin / over.groupby("acquisition_channel")["acquisition_cost"].sum()

    def channels_without_a_purchase_left_out(
        customers: pd.DataFrame, ledger: pd.DataFrame, days: int, last_day: str
    ) -> pd.Series:
        found = totals(*ratio(customers, ledger, days, last_day))
        return found[found != 0]

    def losses_set_to_nil(customers: pd.DataFrame, ledger: pd.DataFrame, days: int, last_day: str) -> pd.Series:
        return totals(*ratio(customers, ledger.assign(margin=ledger["margin"].clip(lower=0.0)), days, last_day))

    def one_day_too_many(customers: pd.DataFrame, ledger: pd.DataFrame, days: int, last_day: str) -> pd.Series:
        return totals(*ratio(customers, ledger, days, last_day, longest=days + 1))

    def day_of_joining_left_out(customers: pd.DataFrame, ledger: pd.DataFrame, days: int, last_day: str) -> pd.Series:
        return totals(*ratio(customers, ledger, days, last_day, shortest=1))

    def cost_of_everyone_below_the_line(
        customers: pd.DataFrame, ledger: pd.DataFrame, days: int, last_day: str
    ) -> pd.Series:
        over, brought = ratio(customers, ledger, days, last_day)
        margin = brought.groupby(over["acquisition_channel"].to_numpy()).sum()
        cost = customers.groupby("acquisition_channel")["acquisition_cost"].sum()
        return (margin.reindex(cost.index, fill_value=0.0) / cost)[cost > 0]

    def days_counted_from_the_first_order(
        customers: pd.DataFrame, ledger: pd.DataFrame, days: int, last_day: str
    ) -> pd.Series:
        first = ledger.groupby("customer_id")["ordered_at"].min()
        moved = ledger.assign(joined=ledger["customer_id"].map(customers.set_index("customer_id")["joined_at"]))
        moved["ordered_at"] += (moved["joined"] - moved["customer_id"].map(first)).dt.round("D")
        return totals(*ratio(customers, moved.drop(columns="joined").dropna(), days, last_day))

    def mean_of_ratios_of_buyers(customers: pd.DataFrame, ledger: pd.DataFrame, days: int, last_day: str) -> pd.Series:
        _, orders = ratio(customers, ledger.assign(n=1.0), days, last_day, column="n")
        buyers = customers[customers["customer_id"].isin(orders.index[orders > 0])]
        return mean_of_ratios_for_ratio_of_means(buyers, ledger, days, last_day)

    def mean_of_buyers_against_the_mean_of_all(
        customers: pd.DataFrame, ledger: pd.DataFrame, days: int, last_day: str
    ) -> pd.Series:
        over, brought = ratio(customers, ledger, days, last_day)
        _, orders = ratio(customers, ledger.assign(n=1.0), days, last_day, column="n")
        cost = over.groupby("acquisition_channel")["acquisition_cost"].mean()
        mean = brought[orders > 0].groupby(over["acquisition_channel"].to_numpy()[orders > 0]).mean()
        return (mean.reindex(cost.index, fill_value=0.0) / cost)[cost > 0]

    def mean_of_orders_against_the_mean_of_all(
        customers: pd.DataFrame, ledger: pd.DataFrame, days: int, last_day: str
    ) -> pd.Series:
        over, brought = ratio(customers, ledger, days, last_day)
        _, orders = ratio(customers, ledger.assign(n=1.0), days, last_day, column="n")
        channel = over["acquisition_channel"].to_numpy()
        cost = over.groupby("acquisition_channel")["acquisition_cost"].mean()
        mean = (brought.groupby(channel).sum() / orders.groupby(channel).sum()).fillna(0.0)
        return (mean / cost)[cost > 0]

    def dollars_for_ratio(customers: pd.DataFrame, ledger: pd.DataFrame, days: int, last_day: str) -> pd.Series:
        over, brought = ratio(customers, ledger, days, last_day)
        cost = over.groupby("acquisition_channel")["acquisition_cost"].sum()
        return (brought.groupby(over["acquisition_channel"].to_numpy()).sum() - cost)[cost > 0]

    def one_ratio_for_all_channels(customers: pd.DataFrame, ledger: pd.DataFrame, days: int, last_day: str) -> float:
        over, brought = ratio(customers, ledger, days, last_day)
        return float(brought.sum() / over["acquisition_cost"].sum())

    def channels_without_a_purchase_left_empty(
        customers: pd.DataFrame, ledger: pd.DataFrame, days: int, last_day: str
    ) -> pd.Series:
        found = totals(*ratio(customers, ledger, days, last_day))
        return found.where(found != 0)

    def by_loop(customers: pd.DataFrame, ledger: pd.DataFrame, days: int, last_day: str) -> dict[str, float]:
        margin, cost, joined = {}, {}, {}
        for row in customers.itertuples():
            day = row.joined_at.normalize()
            if day + pd.Timedelta(days=days) <= pd.Timestamp(last_day):
                joined[row.customer_id] = (day, row.acquisition_channel)
                cost[row.acquisition_channel] = cost.get(row.acquisition_channel, 0.0) + row.acquisition_cost
        for who, when, left in zip(ledger["customer_id"], ledger["ordered_at"], ledger["margin"], strict=True):
            if who in joined:
                day, channel = joined[who]
                if 0 <= (when.normalize() - day).days <= days:
                    margin[channel] = margin.get(channel, 0.0) + left
        return {channel: margin.get(channel, 0.0) / spent for channel, spent in cost.items() if spent}

    def by_means(customers: pd.DataFrame, ledger: pd.DataFrame, days: int, last_day: str) -> pd.Series:
        over, brought = ratio(customers, ledger, days, last_day)
        table = (
            over.assign(brought=brought.to_numpy())
            .groupby("acquisition_channel")[["brought", "acquisition_cost"]]
            .mean()
        )
        table = table[table["acquisition_cost"] > 0]
        return (table["brought"] / table["acquisition_cost"]).round(4)

    def by_merge(customers: pd.DataFrame, ledger: pd.DataFrame, days: int, last_day: str) -> pd.DataFrame:
        limit = pd.Timestamp(last_day) + pd.Timedelta(days=1)
        span = pd.to_timedelta(days, unit="D")
        over = customers[customers["joined_at"].dt.floor("D") + span < limit]
        rows = over.merge(ledger, how="left", on="customer_id")
        late = rows["ordered_at"].dt.floor("D") > rows["joined_at"].dt.floor("D") + span
        margin = rows["margin"].mask(late).groupby(rows["acquisition_channel"]).sum()
        cost = over.groupby("acquisition_channel")["acquisition_cost"].sum()
        table = pd.DataFrame({"margin": margin, "cost": cost}).query("cost > 0")
        return (table["margin"] / table["cost"]).rename("ratio").reset_index()

    def elsewhere(tables: Tables) -> Iterable[Arguments]:
        ledger = whole_ledger(tables)
        ledger = ledger.assign(margin=order_margin(ledger))[["customer_id", "ordered_at", "amount", "margin"]]
        for days, last_day in ((365, "2026-06-30"), (90, "2026-03-15")):
            yield {"customers": newcomers_of(tables), "ledger": ledger, "days": days, "last_day": last_day}
        silent = newcomers_of(tables).query("acquisition_channel == 'affiliate'")["customer_id"]
        quiet = ledger[~ledger["customer_id"].isin(silent)]
        later = quiet.assign(ordered_at=quiet["ordered_at"] + pd.Timedelta(hours=50))
        yield {"customers": newcomers_of(tables), "ledger": later, "days": 2, "last_day": "2025-08-10"}

    def people(text: str) -> pd.DataFrame:
        rows = [line.split() for line in text.strip().splitlines()]
        return pd.DataFrame(
            {
                "customer_id": [int(row[0]) for row in rows],
                "joined_at": pd.to_datetime([f"{row[1]} {row[2]}" for row in rows]).as_unit("us"),
                "acquisition_channel": [row[3] for row in rows],
                "acquisition_cost": [float(row[4]) for row in rows],
            }
        )

    def sales(text: str) -> pd.DataFrame:
        rows = [line.split() for line in text.strip().splitlines()]
        return pd.DataFrame(
            {
                "customer_id": [int(row[0]) for row in rows],
                "ordered_at": pd.to_datetime([f"{row[1]} {row[2]}" for row in rows]).as_unit("us"),
                "amount": [float(row[3]) for row in rows],
                "margin": [float(row[4]) for row in rows],
            }
        )

    return Question(
        "margin-per-cost",
        tolerance=SHARE,
        toys=[
            Toy(
                Text(
                    "Customers cost and bring unlike sums; one never buys", "顾客的成本和贡献各不相同；有一位从没买过"
                ),
                {
                    "customers": people(
                        """
                        1 2026-01-05 10:00 search_ads 20
                        2 2026-01-20 09:00 search_ads 40
                        3 2026-03-10 08:00 search_ads 30
                        4 2026-02-01 20:00 social_ads 4
                        5 2026-02-10 07:30 social_ads 16
                        6 2026-01-15 12:00 organic 0
                        8 2026-01-11 12:00 social_ads 5
                        """
                    ),
                    "ledger": sales(
                        """
                        1 2026-01-05 10:05 100 18
                        9 2026-01-08 11:00 66 12
                        6 2026-01-15 12:02 70 13
                        1 2026-01-25 18:00 50 6
                        4 2026-02-01 20:10 30 9
                        5 2026-02-10 07:45 40 7
                        5 2026-02-19 21:00 12 -2
                        1 2026-02-20 10:00 80 14
                        8 2026-03-05 09:00 35 6
                        3 2026-03-10 08:20 60 10
                        """
                    ),
                    "days": 30,
                    "last_day": "2026-03-31",
                },
            ),
            Toy(
                Text("First and last days, with their hours", "头一天和最后一天，带着时刻"),
                {
                    "customers": people(
                        """
                        1 2025-06-01 18:00 affiliate 10
                        2 2025-06-10 18:00 affiliate 15
                        3 2025-06-11 00:30 affiliate 25
                        4 2025-06-03 09:00 referral 8
                        5 2025-06-18 09:00 search_ads 12
                        6 2025-06-02 09:00 press 0
                        """
                    ),
                    "ledger": sales(
                        """
                        1 2025-06-01 18:05 20 3
                        1 2025-06-11 23:00 30 5
                        1 2025-06-12 06:00 60 11
                        1 2025-06-12 21:00 18 2
                        2 2025-06-15 10:00 45 9
                        3 2025-06-12 10:00 90 21
                        5 2025-06-19 10:00 33 7
                        6 2025-06-04 10:00 25 4
                        """
                    ),
                    "days": 10,
                    "last_day": "2025-06-20",
                },
            ),
        ],
        mistakes=[
            Mistake(
                mean_of_ratios_for_ratio_of_means,
                Text(
                    "You took each customer's own ratio and then the mean of these. A customer who cost 4 dollars then weighs as much as one who cost 40, and a few cheap lucky ones lift the figure. The money is in the totals: total margin ÷ total cost.",
                    "你先算每位顾客自己的比率，再取平均。这样一来，花 4 美元得来的顾客和花 40 美元得来的一样重，几个又便宜又走运的就能把数字抬高。钱在总额里：总利润 ÷ 总成本。",
                ),
            ),
            Mistake(revenue_for_margin, REVENUE_FOR_MARGIN),
            Mistake(
                averages_over_unlike_customers,
                Text(
                    "You set the same average margin, that of all customers, against each channel's cost. But channels bring different people: that is the very thing to be found out. Take each channel's own margins.",
                    "你拿全体顾客的平均利润，去比每个渠道的成本。可不同渠道带来的人不一样，这正是要查明的。请用各渠道自己的利润。",
                ),
            ),
            Mistake(
                days_not_over_counted,
                Text(
                    "You counted customers whose days aren't over. They cost in full but have had no time to pay back: a channel that grew lately would look bad.",
                    "你把时间还没满的顾客也算进来了。成本已经全额发生，他们却还来不及回报：最近增长快的渠道会显得很差。",
                ),
            ),
            Mistake(
                customers_who_never_bought_forgotten,
                Text(
                    "You forgot the customers who never bought. They were paid for like everybody else; who leaves them out makes every channel look cheaper than it was.",
                    "你漏了从没买过的顾客。争取他们一样花了钱；不算他们，每个渠道都显得比实际便宜。",
                ),
            ),
            Mistake(
                customers_who_did_not_buy_in_time_forgotten,
                Text(
                    "You kept only customers who bought within the days. The cost of those who didn't belongs below the line too.",
                    "你只留下了在规定天数内买过的顾客。没买的人，成本同样要进分母。",
                ),
            ),
            Mistake(
                cost_of_everyone_below_the_line,
                Text(
                    "Above the line stand the customers whose days are over, below it the cost of everybody. Both totals are of the same customers.",
                    "分子只有期满的顾客，分母却是所有人的成本。两个总额必须来自同一批顾客。",
                ),
            ),
            Mistake(
                mean_of_buyers_against_the_mean_of_all,
                Text(
                    "You took the mean margin of those who bought, but the mean cost of all. Who bought nothing brought 0, and belongs above the line too: divide totals.",
                    "你用买过的人的平均利润，去比所有人的平均成本。没买的人带来的是 0，同样要进分子：请用总额相除。",
                ),
            ),
            Mistake(
                mean_of_orders_against_the_mean_of_all,
                Text(
                    "You set the mean margin of an order against the mean cost of a customer. Customers have several orders or none: divide totals.",
                    "你用每笔订单的平均利润，去比每位顾客的平均成本。一位顾客可能有好几笔订单，也可能没有：请用总额相除。",
                ),
            ),
            Mistake(
                mean_of_ratios_of_buyers,
                Text(
                    "You took the mean of the buyers' own ratios. That forgets who never bought, and lets a customer who cost 4 dollars weigh as much as one who cost 40. Divide totals: margin ÷ cost, of all whose days are over.",
                    "你对买过的人各自的比率取了平均。这样既漏掉了没买的人，又让花 4 美元得来的顾客和花 40 美元得来的一样重。请用总额相除：所有期满顾客的总利润 ÷ 总成本。",
                ),
            ),
            Mistake(
                losses_set_to_nil,
                Text(
                    "You counted orders with a loss as nil, or left them out. An order on which we lose money does lose it: the total margin contains the losses.",
                    "你把亏损的订单当成了零，或者去掉了。亏钱的订单就是亏了钱：总利润要把亏损算进去。",
                ),
            ),
            Mistake(cost_counted_with_every_order, COST_REPEATED),
            Mistake(cost_counted_with_every_order_in_time, COST_REPEATED),
            Mistake(
                all_orders_so_far_counted,
                Text(
                    "You counted all orders so far. Whoever joined early has then had far more time than the others. Everyone gets the same number of days.",
                    "你把至今的订单全算上了。早来的人，时间比别人多得多。请给每个人同样的天数。",
                ),
            ),
            Mistake(
                last_day_of_the_clock_left_out,
                Text(
                    "Almost: the order on day `days` itself still counts.",
                    "就差一点：正好在第 `days` 天的订单也算。",
                ),
            ),
            Mistake(
                one_day_too_many,
                Text(
                    "Almost: you counted a day too many. The day of joining is day 0, and day `days` is the last.",
                    "就差一点：你多算了一天。注册当天是第 0 天，第 `days` 天是最后一天。",
                ),
            ),
            Mistake(
                day_of_joining_left_out,
                Text(
                    "Orders of the day of joining are missing. Many buy at once: that day counts.",
                    "漏了注册当天的订单。很多人一注册就下单：那天也算。",
                ),
            ),
            Mistake(
                days_counted_from_the_first_order,
                Text(
                    "You counted the days from the first order. The money was spent on the day of joining: the clock starts there.",
                    "你从第一笔订单开始数天数。可钱在注册那天就花出去了：请从注册当天数起。",
                ),
            ),
            Mistake(
                those_over_on_the_last_day_left_out,
                Text(
                    "Almost: whoever's days are over exactly on the last day belongs in.",
                    "就差一点：正好在最后一天期满的顾客也要算。",
                ),
            ),
            Mistake(times_of_day_left_in, TIME_OF_DAY),
            Mistake(days_counted_from_the_hour_of_joining, TIME_OF_DAY),
            Mistake(cost_divided_by_margin, UPSIDE_DOWN),
            Mistake(cost_divided_by_margin_where_there_is_one, UPSIDE_DOWN),
            Mistake(
                days_not_used,
                Text(
                    "You used neither of the two limits of time: all customers and all their orders are in. Only those count whose `days` days are over, and of their orders only those within the days.",
                    "两个时间限制你都没有用：所有顾客、所有订单都算进来了。只算已满 `days` 天的顾客，而且只算他们在这些天里的订单。",
                ),
            ),
            Mistake(
                gain_for_ratio,
                Text(
                    "You subtracted the cost before dividing: that is the return on the investment, 0 where the cost has just come back. Asked is margin ÷ cost, 1 at that point.",
                    "你先减去成本再相除：那是投资回报率，刚好回本时是 0。这里要的是利润 ÷ 成本，回本时是 1。",
                ),
            ),
            Mistake(
                dollars_for_ratio,
                Text(
                    "You subtracted the cost: these are dollars, large where a channel is large. Asked is margin ÷ cost.",
                    "你减去了成本：这是美元数，渠道越大数字越大。题目要的是利润 ÷ 成本。",
                ),
            ),
            Mistake(
                one_ratio_for_all_channels,
                Text(
                    "This is one ratio for all channels together. Asked is one for each: group both totals by `acquisition_channel`.",
                    "这是所有渠道合在一起的一个比率。题目要每个渠道一个：两个总额都要按 `acquisition_channel` 分组。",
                ),
            ),
            Mistake(
                channels_that_cost_nothing_listed,
                Text(
                    "Almost: where nothing was paid there is nothing to pay back, and no ratio. Leave such channels out.",
                    "就差一点：没有花钱的渠道，谈不上回本，也没有比率。请不要列出。",
                ),
            ),
            Mistake(
                channels_without_a_purchase_left_out,
                NOTHING_WON_BACK,
            ),
            Mistake(channels_without_a_purchase_left_empty, NOTHING_WON_BACK),
        ],
        also_right=[by_loop, by_means, by_merge],
        elsewhere=elsewhere,
        hints=[
            Text(
                "Three steps: whose days are over; which of their orders lie within the days; two totals for each channel.",
                "三步走：谁的天数已满；他们的哪些订单落在这些天里；每个渠道两个总额。",
            ),
            Text(
                'With `joined = customers["joined_at"].dt.normalize()`, those with `joined + pd.Timedelta(days=days) <= pd.Timestamp(last_day)` are over. Merge them with `ledger` on `customer_id` to see how many days after joining each order came.',
                '设 `joined = customers["joined_at"].dt.normalize()`，满足 `joined + pd.Timedelta(days=days) <= pd.Timestamp(last_day)` 的已期满。按 `customer_id` 与 `ledger` 合并，就能看出每笔订单在注册后第几天。',
            ),
            Text(
                "Sum `acquisition_cost` by channel over the *customers*, before merging; sum `margin` by channel over the orders with an age `.between(0, days)`; `.reindex(cost.index, fill_value=0)` gives channels without orders a 0; then `(margin / cost)[cost > 0]`.",
                "合并之前，先按渠道对**顾客**求 `acquisition_cost` 之和；再对天数 `.between(0, days)` 的订单按渠道求 `margin` 之和；`.reindex(cost.index, fill_value=0)` 给没有订单的渠道补 0；最后 `(margin / cost)[cost > 0]`。",
            ),
        ],
    )


# --- a member's value

TOTAL_DISCOUNTED: Final = Text(
    "You added the fees up first and then discounted the total. But the fees come in different years: each is discounted by its own, then they are added up.",
    "你先把各期加起来，再对总数折现。可各期到账的年份不同：应先按各自的年数折现，再相加。",
)
MEAN_RETENTION: Final = Text(
    "You let one average retention hold in every year. Members are unlike: many leave early, few later. The curve knows how many are left each year; no average is needed.",
    "你让每一年都用同一个平均留存率。会员各不相同：早期走得多，后来走得少。曲线上已经写明每年还剩多少人，用不着平均。",
)


def _contract_value() -> Question:
    def present(margin: float, shares: Iterable[float], rate: float, first: int = 0) -> float:
        return float(sum(margin * share / (1 + rate) ** year for year, share in enumerate(shares, start=first)))

    def no_discounting(margin: float, survival: pd.Series, rate: float) -> float:
        return float(margin * survival.sum())

    def todays_fee_discounted_too(margin: float, survival: pd.Series, rate: float) -> float:
        return present(margin, survival, rate, first=1)

    def todays_fee_left_out(margin: float, survival: pd.Series, rate: float) -> float:
        return present(margin, survival, rate) - margin

    def churn_taken_from_survivors(margin: float, survival: pd.Series, rate: float) -> float:
        stay = survival.iloc[-1] / survival.iloc[-2] if len(survival) > 1 else 1.0
        return present(margin, [stay**year for year in range(len(survival))], rate)

    def first_churn_run_on(margin: float, survival: pd.Series, rate: float) -> float:
        stay = survival.iloc[1] if len(survival) > 1 else 1.0
        return present(margin, [stay**year for year in range(len(survival))], rate)

    def run_on_for_ever(margin: float, survival: pd.Series, rate: float) -> float:
        stay = survival.iloc[1] if len(survival) > 1 else 0.0
        return float(margin * (1 + rate) / (1 + rate - stay))

    def nobody_leaves(margin: float, survival: pd.Series, rate: float) -> float:
        return present(margin, [1.0] * len(survival), rate)

    def survival_taken_for_renewal_rates(margin: float, survival: pd.Series, rate: float) -> float:
        return present(margin, survival.cumprod(), rate)

    def interest_added(margin: float, survival: pd.Series, rate: float) -> float:
        return float(sum(margin * share * (1 + rate) ** year for year, share in enumerate(survival)))

    def interest_without_interest(margin: float, survival: pd.Series, rate: float) -> float:
        return float(sum(margin * share / (1 + rate * year) for year, share in enumerate(survival)))

    def rate_taken_off_each_year(margin: float, survival: pd.Series, rate: float) -> float:
        return float(sum(margin * share * (1 - rate) ** year for year, share in enumerate(survival)))

    def everything_discounted_by_one_year(margin: float, survival: pd.Series, rate: float) -> float:
        return float(margin * survival.iloc[0] + margin * survival.iloc[1:].sum() / (1 + rate))

    def everyone_stays_and_nothing_is_discounted(margin: float, survival: pd.Series, rate: float) -> float:
        return float(margin * len(survival))

    def total_discounted_once(margin: float, survival: pd.Series, rate: float) -> float:
        return float(margin * survival.sum() / (1 + rate))

    def total_discounted_by_all_years(margin: float, survival: pd.Series, rate: float) -> float:
        return float(margin * survival.sum() / (1 + rate) ** len(survival))

    def last_fee_left_out(margin: float, survival: pd.Series, rate: float) -> float:
        return present(margin, survival.iloc[:-1], rate)

    def first_renewal_not_discounted(margin: float, survival: pd.Series, rate: float) -> float:
        return float(margin * survival.iloc[0]) + present(margin, survival.iloc[1:], rate)

    def rate_read_as_per_cent(margin: float, survival: pd.Series, rate: float) -> float:
        return present(margin, survival, rate / 100)

    def mean_of_the_fees(margin: float, survival: pd.Series, rate: float) -> float:
        return present(margin, survival, rate) / len(survival)

    def discounted_continuously(margin: float, survival: pd.Series, rate: float) -> float:
        return float(sum(margin * share * math.exp(-rate * year) for year, share in enumerate(survival)))

    def todays_fee_alone(margin: float, survival: pd.Series, rate: float) -> float:
        return float(margin * survival.iloc[0])

    def margin_forgotten(margin: float, survival: pd.Series, rate: float) -> float:
        return present(1.0, survival, rate)

    def mean_retention_run_on(margin: float, survival: pd.Series, rate: float) -> float:
        stay = float((survival / survival.shift()).mean()) if len(survival) > 1 else 1.0
        return present(margin, [stay**year for year in range(len(survival))], rate)

    def retention_over_all_years_run_on(margin: float, survival: pd.Series, rate: float) -> float:
        stay = float(survival.iloc[-1]) ** (1 / max(1, len(survival) - 1))
        return present(margin, [stay**year for year in range(len(survival))], rate)

    def by_loop(margin: float, survival: pd.Series, rate: float) -> float:
        value, factor = 0.0, 1.0
        for share in survival:
            value += margin * share * factor
            factor /= 1 + rate
        return round(value, 2)

    def by_polynomial(margin: float, survival: pd.Series, rate: float) -> float:
        return float(margin * np.polynomial.polynomial.polyval(1 / (1 + rate), survival.to_numpy()))

    def by_index(margin: float, survival: pd.Series, rate: float) -> np.float64:
        return np.sum(margin * survival * (1 + rate) ** (-survival.index.to_numpy(dtype=float)))

    def by_horner(margin: float, survival: pd.Series, rate: float) -> float:
        worth = 0.0
        for share in reversed(list(survival)):
            worth = share * margin + worth / (1 + rate)
        return worth

    def elsewhere(tables: Tables) -> Iterable[Arguments]:
        size = len(tables["membership_events"])
        for stay, years, rate in ((0.7 + size % 20 / 100, 8, 0.1), (0.35 + size % 13 / 50, 25, 0.04)):
            survival = pd.Series([1.0, *(stay ** (year**0.8) for year in range(1, years))])
            yield {"margin": 30.0 + size % 17, "survival": survival, "rate": rate}

    return Question(
        "contract-value",
        tolerance=CENT,
        toys=[
            Toy(
                Text("Three fees at 10 %", "三期会员费，折现率 10%"),
                {"margin": 50.0, "survival": pd.Series([1.0, 0.6, 0.5]), "rate": 0.1},
            ),
            Toy(
                Text("Five fees, a high rate", "五期会员费，折现率较高"),
                {"margin": 36.0, "survival": pd.Series([1.0, 0.9, 0.72, 0.65, 0.63]), "rate": 0.25},
            ),
            Toy(
                Text("Today's fee alone", "只有今天这一期"),
                {"margin": 42.0, "survival": pd.Series([1.0]), "rate": 0.1},
            ),
        ],
        mistakes=[
            Mistake(
                no_discounting,
                Text(
                    "You counted a dollar in four years like a dollar today. Money that comes later is worth less, since today's could be at work meanwhile: divide by (1 + rate) to the power of the years.",
                    "你把四年后的一美元当成了今天的一美元。晚到的钱要打折，因为今天的钱这段时间可以拿去用：请除以（1 + 折现率）的年数次方。",
                ),
            ),
            Mistake(
                todays_fee_discounted_too,
                Text(
                    "You discounted today's fee too, and all later ones a year too much. The fee of year 0 is paid today: its factor is 1.",
                    "你把今天这一期也折现了，后面各期都多折了一年。第 0 年的费用今天就付，系数是 1。",
                ),
            ),
            Mistake(
                todays_fee_left_out,
                Text(
                    "The fee of year 0 is missing. It is paid today, by everyone.",
                    "漏了第 0 年的费用。它今天就付，人人都付。",
                ),
            ),
            Mistake(
                churn_taken_from_survivors,
                Text(
                    "You took the churn of the last year and let it hold from the start. Those who have stayed so long are the faithful ones: the doubtful went before. A member who begins today is not yet sorted, so each year needs the share of the curve itself.",
                    "你拿最后一年的流失率，当作从一开始就这么低。留到那时的都是忠实会员，犹豫的人早就走了。今天刚加入的会员还没有经过这番筛选，所以每一年都要用曲线上自己的比例。",
                ),
            ),
            Mistake(
                first_churn_run_on,
                Text(
                    "You let the churn of the first year run on. It is usually the highest: the doubtful leave first. Take each year's share from the curve.",
                    "你让第一年的流失率一直不变。它通常最高：犹豫的人先走。每一年的比例请从曲线上取。",
                ),
            ),
            Mistake(
                run_on_for_ever,
                Text(
                    "You used the formula for a constant retention without an end. Asked are the fees in `survival`, each with its own share, and no others.",
                    "你用了“留存率恒定、没有终点”的公式。题目只要 `survival` 里的各期，每期用自己的比例。",
                ),
            ),
            Mistake(
                nobody_leaves,
                Text(
                    "You let everybody stay. A fee is paid only by the share of members still there.",
                    "你假定没有人离开。每一期的费用，只有还在的那部分会员才付。",
                ),
            ),
            Mistake(
                survival_taken_for_renewal_rates,
                Text(
                    "You multiplied the shares one after the other. `survival` is the curve already: the share of those who *started* who are still there.",
                    "你把各个比例连乘了。`survival` 本身就是曲线：是**最初**那批会员中仍在的比例。",
                ),
            ),
            Mistake(
                interest_added,
                Text(
                    "You let later money count for *more*. Divide by (1 + rate), don't multiply.",
                    "你让晚到的钱变得**更**值钱了。应当除以（1 + 折现率），不是乘。",
                ),
            ),
            Mistake(
                interest_without_interest,
                Text(
                    "You divided by 1 + rate × years. Money at work earns interest on its interest: (1 + rate) to the *power* of the years.",
                    "你除以的是 1 + 折现率 × 年数。钱会利滚利：应当是（1 + 折现率）的年数**次方**。",
                ),
            ),
            Mistake(
                rate_taken_off_each_year,
                Text(
                    "You took the rate off each year. At 10 %, today's 100 becomes 110 in a year; so 110 in a year is worth 100 today: divide by 1.1, which isn't the same as times 0.9.",
                    "你每年减去了一个折现率。按 10% 算，今天的 100 一年后变成 110，所以一年后的 110 今天值 100：应当除以 1.1，这与乘以 0.9 不同。",
                ),
            ),
            Mistake(
                everything_discounted_by_one_year,
                Text(
                    "You discounted all later fees by one year. Each is discounted by its own number of years.",
                    "你把后面各期都只折了一年。每一期要按自己的年数折现。",
                ),
            ),
            Mistake(total_discounted_once, TOTAL_DISCOUNTED),
            Mistake(total_discounted_by_all_years, TOTAL_DISCOUNTED),
            Mistake(
                everyone_stays_and_nothing_is_discounted,
                Text(
                    "You multiplied the margin by the number of fees: as if nobody ever left, and later money were worth as much as today's. Each fee needs its share of members and its discount.",
                    "你用利润乘了期数：等于没有人离开，晚到的钱也和今天一样值钱。每一期都要乘当时仍在的比例，再折现。",
                ),
            ),
            Mistake(
                first_renewal_not_discounted,
                Text(
                    "You discounted one year too little: only the fee of year 0 is paid today. That of year 1 comes in a year, and is divided by 1 + rate.",
                    "你少折了一年：只有第 0 年的费用是今天付的。第 1 年的费用要一年后才到，应除以 1 + 折现率。",
                ),
            ),
            Mistake(
                last_fee_left_out,
                Text(
                    "The last fee in `survival` is missing. Each share in it pays: as many fees as shares.",
                    "漏了 `survival` 里的最后一期。里面有几个比例，就有几期费用。",
                ),
            ),
            Mistake(
                mean_of_the_fees,
                Text(
                    "This is the mean of the fees. A member pays them all, one after the other: add them up.",
                    "这是各期的平均值。会员是一期一期都要付的：请相加。",
                ),
            ),
            Mistake(
                discounted_continuously,
                Text(
                    "Almost: you discounted with `exp`, as if interest were added at every moment. Here the rate is one a year: divide by (1 + rate) to the power of the years.",
                    "就差一点：你用 `exp` 折现，等于每时每刻都在计息。这里的折现率按年计：请除以（1 + 折现率）的年数次方。",
                ),
            ),
            Mistake(
                todays_fee_alone,
                Text(
                    "This is today's fee alone. In a loop, `return` ends the function at once: put it after the loop, as far left as `for`.",
                    "这只是今天这一期。循环里一遇到 `return`，函数就结束了：请把它放到循环之后，与 `for` 左端对齐。",
                ),
            ),
            Mistake(
                rate_read_as_per_cent,
                Text(
                    "You divided the rate by 100. It is a share already: 0.1 means 10 %.",
                    "你把折现率又除以了 100。它本来就是小数：0.1 就是 10%。",
                ),
            ),
            Mistake(
                margin_forgotten,
                Text(
                    "This is the number of fees, discounted. Multiply by what is left of each, the margin.",
                    "这是折现后的期数。还要乘以每期留下的利润。",
                ),
            ),
            Mistake(mean_retention_run_on, MEAN_RETENTION),
            Mistake(retention_over_all_years_run_on, MEAN_RETENTION),
        ],
        also_right=[by_loop, by_polynomial, by_index, by_horner],
        elsewhere=elsewhere,
        hints=[
            Text(
                "Take a small case on paper, 50 dollars at 10 %: 50 today; in a year 0.6 of the members pay 50, and a dollar then counts 1/1.1.",
                "在纸上算一个小例子，每期 50 美元、折现率 10%：今天 50；一年后有 0.6 的会员付 50，那时的一美元算 1/1.1。",
            ),
            Text(
                "`np.arange(len(survival))` are the years; `(1 + rate) ** years` are the divisors.",
                "`np.arange(len(survival))` 是年数；`(1 + rate) ** years` 是要除的数。",
            ),
            Text(
                "`(margin * survival.to_numpy() / (1 + rate) ** years).sum()`, with `years` as in the hint before.",
                "`(margin * survival.to_numpy() / (1 + rate) ** years).sum()`，`years` 同上一条提示。",
            ),
        ],
    )


# --- recency and frequency

A_DAY_LOST: Final = Text(
    "The time of day has crept in: from late one evening to early on another day, pandas counts a day too few. Use `.dt.normalize()` before you subtract.",
    "时刻混进来了：从头一天深夜到另一天清晨，pandas 会少数一天。相减之前先用 `.dt.normalize()`。",
)
BOTH_ENDS: Final = Text(
    "You counted both ends. Asked are the days that pass *from* one day *to* the other: from Monday to Tuesday it is one.",
    "你把首尾两天都数进去了。题目要的是**从**一天**到**另一天过了几天：周一到周二是 1 天。",
)
AGE_UP_TO_A_PURCHASE: Final = Text(
    "You counted the age up to the last purchase in the table. The observation ends at `end`, whether somebody bought on that day or not: silence at the end is news too.",
    "你的 `age` 数到表里最后一次购买为止。观察到 `end` 才结束，不论那天有没有人买：最后的沉默也是信息。",
)


def _recency_frequency() -> Question:
    def histories(purchases: pd.DataFrame, end: str, *, until: str | None = None) -> pd.DataFrame:
        """Give first and last day, days and rows of each customer up to a day."""
        day = purchases["ordered_at"].dt.normalize()
        known = purchases.assign(day=day)[day <= pd.Timestamp(until or end)]
        return known.groupby("customer_id")["day"].agg(["min", "max", "nunique", "size"])

    def table(found: pd.DataFrame, end: str, **other: pd.Series) -> pd.DataFrame:
        columns = {
            "repeats": found["nunique"] - 1,
            "recency": (found["max"] - found["min"]).dt.days,
            "age": (pd.Timestamp(end) - found["min"]).dt.days,
        }
        return pd.DataFrame(columns | other).reset_index()

    def first_purchase_counted_as_a_repeat(purchases: pd.DataFrame, end: str) -> pd.DataFrame:
        found = histories(purchases, end)
        return table(found, end, repeats=found["nunique"])

    def purchases_of_one_day_counted_apart(purchases: pd.DataFrame, end: str) -> pd.DataFrame:
        found = histories(purchases, end)
        return table(found, end, repeats=found["size"] - 1)

    def all_purchases_counted(purchases: pd.DataFrame, end: str) -> pd.DataFrame:
        found = histories(purchases, end)
        return table(found, end, repeats=found["size"])

    def recency_upside_down(purchases: pd.DataFrame, end: str) -> pd.DataFrame:
        found = histories(purchases, end)
        return table(found, end, recency=(pd.Timestamp(end) - found["max"]).dt.days)

    def purchases_after_the_end_counted(purchases: pd.DataFrame, end: str) -> pd.DataFrame:
        found = histories(purchases, end, until="2200-01-01")
        return table(found[found["min"] <= pd.Timestamp(end)], end)

    def the_whole_future_let_in(purchases: pd.DataFrame, end: str) -> pd.DataFrame:
        return table(histories(purchases, end, until="2200-01-01"), end)

    def last_day_lost_after_midnight(purchases: pd.DataFrame, end: str) -> pd.DataFrame:
        return table(histories(purchases[purchases["ordered_at"] <= pd.Timestamp(end)], end), end)

    def age_up_to_the_last_purchase_of_all(purchases: pd.DataFrame, end: str) -> pd.DataFrame:
        found = histories(purchases, end)
        return table(found, end, age=(found["max"].max() - found["min"]).dt.days)

    def age_counted_from_the_first_purchase_of_all(purchases: pd.DataFrame, end: str) -> pd.DataFrame:
        found = histories(purchases, end)
        return table(found, end, age=(pd.Timestamp(end) - found["min"].min()).days + 0 * found["nunique"])

    def customers_who_bought_once_left_out(purchases: pd.DataFrame, end: str) -> pd.DataFrame:
        found = histories(purchases, end)
        return table(found[found["nunique"] > 1], end)

    def times_of_day_left_in(purchases: pd.DataFrame, end: str) -> pd.DataFrame:
        known = purchases[purchases["ordered_at"].dt.normalize() <= pd.Timestamp(end)]
        moments = known.groupby("customer_id")["ordered_at"].agg(["min", "max"])
        return table(histories(purchases, end), end, recency=(moments["max"] - moments["min"]).dt.days)

    def age_counted_from_the_last_purchase(purchases: pd.DataFrame, end: str) -> pd.DataFrame:
        found = histories(purchases, end)
        return table(found, end, age=(pd.Timestamp(end) - found["max"]).dt.days)

    def age_up_to_their_own_last_purchase(purchases: pd.DataFrame, end: str) -> pd.DataFrame:
        return table(histories(purchases, end), end).eval("age = recency")

    def times_of_day_left_in_the_age(purchases: pd.DataFrame, end: str) -> pd.DataFrame:
        known = purchases[purchases["ordered_at"].dt.normalize() <= pd.Timestamp(end)]
        first = known.groupby("customer_id")["ordered_at"].min()
        return table(histories(purchases, end), end, age=(pd.Timestamp(end) - first).dt.days)

    def times_of_day_left_in_both(purchases: pd.DataFrame, end: str) -> pd.DataFrame:
        recency = times_of_day_left_in(purchases, end)["recency"]
        return times_of_day_left_in_the_age(purchases, end).assign(recency=recency)

    def next_midnight_counted(purchases: pd.DataFrame, end: str) -> pd.DataFrame:
        midnight = pd.Timestamp(end) + pd.Timedelta(days=1)
        return table(histories(purchases[purchases["ordered_at"] <= midnight], end, until=str(midnight)), end)

    def days_of_the_month_counted(purchases: pd.DataFrame, end: str) -> pd.DataFrame:
        known = purchases[purchases["ordered_at"].dt.normalize() <= pd.Timestamp(end)]
        days = known["ordered_at"].dt.day.groupby(known["customer_id"]).nunique()
        return table(histories(purchases, end), end, repeats=days - 1)

    def both_ends_counted_in_the_age(purchases: pd.DataFrame, end: str) -> pd.DataFrame:
        return table(histories(purchases, end), end).eval("age = age + 1")

    def both_ends_counted(purchases: pd.DataFrame, end: str) -> pd.DataFrame:
        return both_ends_counted_in_the_age(purchases, end).eval("recency = recency + 1")

    def rows_taken_for_sorted(purchases: pd.DataFrame, end: str) -> pd.DataFrame:
        day = purchases["ordered_at"].dt.normalize()
        known = purchases.assign(day=day)[day <= pd.Timestamp(end)].groupby("customer_id")["day"]
        found = histories(purchases, end).assign(min=known.first(), max=known.last())
        return table(found, end)

    def single_buyers_left_without_recency(purchases: pd.DataFrame, end: str) -> pd.DataFrame:
        found = table(histories(purchases, end), end)
        return found.assign(recency=found["recency"].where(found["repeats"] > 0))

    def age_up_to_the_last_row_of_the_table(purchases: pd.DataFrame, end: str) -> pd.DataFrame:
        found = histories(purchases, end)
        last = purchases["ordered_at"].max().normalize()
        return table(found, end, age=(last - found["min"]).dt.days)

    def end_written_out(purchases: pd.DataFrame, end: str) -> pd.DataFrame:
        return table(histories(purchases, "2026-06-30"), "2026-06-30")

    def spans_of_time_for_numbers(purchases: pd.DataFrame, end: str) -> pd.DataFrame:
        found = histories(purchases, end)
        return table(found, end, recency=found["max"] - found["min"], age=pd.Timestamp(end) - found["min"])

    def the_last_gap_for_recency(purchases: pd.DataFrame, end: str) -> pd.DataFrame:
        day = purchases["ordered_at"].dt.normalize()
        known = purchases.assign(day=day)[day <= pd.Timestamp(end)].drop_duplicates(["customer_id", "day"])
        gap = known.sort_values("day").groupby("customer_id")["day"].agg(lambda days: days.diff().iloc[-1])
        return table(histories(purchases, end), end, recency=gap.dt.days.fillna(0).astype(int))

    def by_loop(purchases: pd.DataFrame, end: str) -> pd.DataFrame:
        last = pd.Timestamp(end).date()
        days: dict[int, set[object]] = {}
        for customer, moment in zip(purchases["customer_id"], purchases["ordered_at"], strict=True):
            if moment.date() <= last:
                days.setdefault(customer, set()).add(moment.date())
        rows = [
            (customer, len(on) - 1, (max(on) - min(on)).days, (last - min(on)).days)  # type: ignore[type-var, operator]
            for customer, on in days.items()
        ]
        return pd.DataFrame(rows, columns=["customer_id", "repeats", "recency", "age"])

    def by_index(purchases: pd.DataFrame, end: str) -> pd.DataFrame:
        over = pd.Timestamp(end) + pd.Timedelta(days=1)
        known = purchases[purchases["ordered_at"] < over].assign(day=lambda rows: rows["ordered_at"].dt.floor("D"))
        groups = known.drop_duplicates(["customer_id", "day"]).groupby("customer_id")["day"]
        return pd.DataFrame(
            {
                "age": (pd.Timestamp(end) - groups.min()) / pd.Timedelta(days=1),
                "repeats": groups.count() - 1.0,
                "recency": (groups.max() - groups.min()) / pd.Timedelta(days=1),
            }
        )

    def by_sorted_rows(purchases: pd.DataFrame, end: str) -> pd.DataFrame:
        rows = purchases.assign(day=purchases["ordered_at"].dt.strftime("%Y-%m-%d")).query("day <= @end")
        rows = rows.sort_values("day").drop_duplicates(["customer_id", "day"])
        first, last = (
            rows.drop_duplicates("customer_id", keep=keep).set_index("customer_id") for keep in ("first", "last")
        )
        start = pd.to_datetime(first["day"])
        found = pd.DataFrame({"repeats": rows["customer_id"].value_counts().reindex(first.index) - 1})
        found["recency"] = (pd.to_datetime(last["day"]).reindex(first.index) - start).dt.days
        return found.assign(age=(pd.Timestamp(end) - start).dt.days).reset_index().sort_values("repeats")

    def elsewhere(tables: Tables) -> Iterable[Arguments]:
        orders = tables["orders"]
        bought = orders.loc[~orders["status"].isin(["cancelled", "returned"]), ["customer_id", "ordered_at"]]
        for end in ("2026-06-30", "2025-11-28"):
            yield {"purchases": bought, "end": end}
        yield {"purchases": bought[bought["ordered_at"] < "2025-03-20"], "end": "2025-03-31"}
        at_midnight = bought.assign(ordered_at=bought["ordered_at"].dt.normalize())
        yield {"purchases": at_midnight.iloc[::-1], "end": "2025-11-27"}

    def toy(en: str, zh: str, end: str, text: str) -> Toy:
        rows = [line.split() for line in text.strip().splitlines()]
        purchases = pd.DataFrame(
            {
                "customer_id": [int(row[0]) for row in rows],
                "ordered_at": pd.to_datetime([f"{row[1]} {row[2]}" for row in rows]).as_unit("us"),
            }
        )
        return Toy(Text(en, zh), {"purchases": purchases, "end": end})

    return Question(
        "recency-frequency",
        toys=[
            toy(
                "One day with two purchases; some purchases come after the end",
                "有一天买了两次；有些购买发生在截止日之后",
                "2026-03-31",
                """
                5 2026-03-20 01:00
                1 2026-01-05 10:00
                3 2026-04-02 09:00
                2 2026-02-01 14:00
                2 2026-04-01 00:00
                1 2026-01-05 18:30
                1 2026-03-31 20:15
                5 2026-03-01 23:00
                3 2026-01-10 16:00
                4 2026-04-05 12:00
                1 2026-02-14 08:00
                """,
            ),
            toy(
                "The end lies after the last purchase",
                "截止日晚于最后一次购买",
                "2025-12-31",
                """
                8 2025-05-20 19:00
                9 2025-06-01 07:00
                8 2025-08-11 06:00
                8 2025-09-11 09:00
                8 2025-10-02 12:00
                8 2025-10-02 12:05
                """,
            ),
        ],
        mistakes=[
            Mistake(
                first_purchase_counted_as_a_repeat,
                Text(
                    "You counted the day of the first purchase too. The first purchase makes a customer; only what comes after it is a repeat.",
                    "你把首次购买那天也算进去了。第一次购买只是成为顾客，之后的才是重复购买。",
                ),
            ),
            Mistake(
                purchases_of_one_day_counted_apart,
                Text(
                    "You counted two purchases on one day as two. The model needs days apart: two orders within an hour are one visit to the shop.",
                    "你把同一天的两次购买算成了两次。模型要的是不同的日子：一小时内下两单，只算来了一趟。",
                ),
            ),
            Mistake(
                all_purchases_counted,
                Text(
                    "You counted every purchase. Asked are the *days* with a purchase, without the first.",
                    "你数了每一次购买。题目要的是有购买的**天数**，并且不算第一天。",
                ),
            ),
            Mistake(
                recency_upside_down,
                Text(
                    "Your recency counts the days since the last purchase, so small would be good. Here it runs from the first purchase to the last: large means that the customer was seen lately. The name misleads, and has misled many.",
                    "你的 `recency` 数的是距最后一次购买过了多少天，越小越好。这里它从首次购买数到最后一次购买：越大，说明最近还来过。这个名字容易误导人，很多人都上过当。",
                ),
            ),
            Mistake(
                purchases_after_the_end_counted,
                Text(
                    "You used purchases after `end`. On that day nobody knew of them; a forecast that has seen the future is worth nothing.",
                    "你用了 `end` 之后的购买。到那天为止还没有人知道这些；看过未来的预测一文不值。",
                ),
            ),
            Mistake(
                the_whole_future_let_in,
                Text(
                    "You ignored `end` but for the age: later purchases count, and even customers who first bought after it are in the table.",
                    "除了 `age`，你没有理会 `end`：之后的购买算进来了，连之后才首次购买的顾客也在表里。",
                ),
            ),
            Mistake(
                last_day_lost_after_midnight,
                Text(
                    "The last day ends too early: a date without a time is midnight at its start, so purchases of that day fall out. Compare days with days.",
                    "最后一天收得太早：只写日期指的是当天零点，那天的购买都漏掉了。请按日期比较。",
                ),
            ),
            Mistake(age_up_to_the_last_purchase_of_all, AGE_UP_TO_A_PURCHASE),
            Mistake(age_up_to_the_last_row_of_the_table, AGE_UP_TO_A_PURCHASE),
            Mistake(
                age_counted_from_the_first_purchase_of_all,
                Text(
                    "You gave everyone the same age, from the first purchase in the table. Each customer's clock starts at their own first purchase.",
                    "你给了所有人同样的 `age`，都从表里最早的购买算起。每位顾客的时钟从自己的首次购买开始。",
                ),
            ),
            Mistake(
                customers_who_bought_once_left_out,
                Text(
                    "You left out those who bought on one day only. They are often the largest group, and the model learns much from them: 0 repeats is a fact.",
                    "你去掉了只在一天买过的顾客。他们往往人数最多，模型从他们身上学到很多：0 次重复购买也是事实。",
                ),
            ),
            Mistake(
                age_counted_from_the_last_purchase,
                Text(
                    "Your age is the time since the *last* purchase, the silence. Asked is the time since the first.",
                    "你的 `age` 是距**最后一次**购买的天数，也就是沉默了多久。题目要的是距首次购买的天数。",
                ),
            ),
            Mistake(
                age_up_to_their_own_last_purchase,
                Text(
                    "Your age ends with each customer's own last purchase: that is the recency once more. It runs up to `end`; the silence in between is what the model learns from.",
                    "你的 `age` 数到各人自己的最后一次购买为止，那就又成了 `recency`。它要数到 `end`：中间的沉默，正是模型要学的。",
                ),
            ),
            Mistake(times_of_day_left_in, A_DAY_LOST),
            Mistake(times_of_day_left_in_the_age, A_DAY_LOST),
            Mistake(times_of_day_left_in_both, A_DAY_LOST),
            Mistake(
                spans_of_time_for_numbers,
                Text(
                    "Almost: these are spans of time, such as `85 days`. Whole numbers are asked for: `.dt.days` makes them.",
                    "就差一点：这是时间间隔（如 `85 days`）。题目要整数：用 `.dt.days` 转换。",
                ),
            ),
            Mistake(
                next_midnight_counted,
                Text(
                    "Almost: a purchase at midnight after the last day belongs to the next day. Compare days with days, or use `<` with the day after.",
                    "就差一点：最后一天过后零点整的购买，属于第二天。请按日期比较，或者对第二天用 `<`。",
                ),
            ),
            Mistake(
                days_of_the_month_counted,
                Text(
                    "You counted different days of the *month* (`.dt.day`): 11 August and 11 September are then one. Use whole dates, `.dt.normalize()`.",
                    "你数的是“几号”（`.dt.day`）：8 月 11 日和 9 月 11 日成了同一天。请用完整日期：`.dt.normalize()`。",
                ),
            ),
            Mistake(both_ends_counted_in_the_age, BOTH_ENDS),
            Mistake(both_ends_counted, BOTH_ENDS),
            Mistake(
                rows_taken_for_sorted,
                Text(
                    "You took each customer's first and last *row*. The rows aren't sorted by time: use the smallest and the largest day.",
                    "你取的是每位顾客的第一**行**和最后一**行**。表没有按时间排序：请取最早和最晚的日期。",
                ),
            ),
            Mistake(
                single_buyers_left_without_recency,
                Text(
                    "Almost: who bought on one day only has recency 0. From the first purchase to the last, which is the same, no day passes.",
                    "就差一点：只在一天买过的顾客，`recency` 是 0。首次和最后一次是同一天，中间没有隔日。",
                ),
            ),
            Mistake(
                end_written_out,
                Text(
                    "You wrote a date into the function. It is called with another `end` too: use the argument.",
                    "你把日期写死在函数里了。调用时 `end` 可能是别的日期：请用参数。",
                ),
            ),
            Mistake(
                the_last_gap_for_recency,
                Text(
                    "Your recency is the gap between the last two purchases. Asked is the time from the *first* to the last.",
                    "你的 `recency` 是最后两次购买的间隔。题目要的是从**首次**到最后一次的时间。",
                ),
            ),
        ],
        also_right=[by_loop, by_index, by_sorted_rows],
        elsewhere=elsewhere,
        hints=[
            Text(
                "For each customer you need three things: the first day, the last day, and how many different days.",
                "每位顾客要三样：第一天、最后一天，以及有多少个不同的日子。",
            ),
            Text(
                'Make a column of days with `.dt.normalize()`, keep the rows up to `pd.Timestamp(end)`, and use `.groupby("customer_id")["day"].agg(["min", "max", "nunique"])`.',
                '用 `.dt.normalize()` 得到日期列，保留不晚于 `pd.Timestamp(end)` 的行，再用 `.groupby("customer_id")["day"].agg(["min", "max", "nunique"])`。',
            ),
            Text(
                "`repeats` is `nunique - 1`, `recency` is `(max - min).dt.days`, `age` is `(pd.Timestamp(end) - min).dt.days`; put them into a DataFrame and return it with `.reset_index()`.",
                "`repeats` 是 `nunique - 1`，`recency` 是 `(max - min).dt.days`，`age` 是 `(pd.Timestamp(end) - min).dt.days`；放进 DataFrame，用 `.reset_index()` 返回。",
            ),
        ],
    )


# --- P(alive)

BRACKETS_MISSING: Final = Text(
    "Python divided a by b alone, since the brackets are missing: `a / (b + x - 1)`.",
    "少了括号，Python 只用 a 除以了 b：应写 `a / (b + x - 1)`。",
)
ONE_FOR_SINGLE_BUYERS: Final = Text(
    "Those with 0 repeats have got no number. They have one: 1.",
    "重复次数为 0 的人没有得到数值。他们的概率是 1。",
)
GONE_FOR_ALIVE: Final = Text(
    "This is the probability of having *gone*. Asked is the probability of being alive.",
    "这是**已经离开**的概率。题目要的是仍活跃的概率。",
)
OTHER_ROWS: Final = Text(
    "Almost: the probabilities are right, but they stand in another order than the rows of `table`, and so beside the wrong customers.",
    "就差一点：概率都对，但顺序与 `table` 的行不一致，于是对错了人。",
)


def _p_alive() -> Question:
    def alive(
        table: pd.DataFrame,
        r: float,
        alpha: float,
        a: float,
        b: float,
        *,
        weight: Callable[[pd.Series], pd.Series] | None = None,
        since: pd.Series | None = None,
        power: pd.Series | None = None,
    ) -> pd.Series:
        """Work out P(alive) of those with repeats, with a part of the formula replaced; NaN for the others."""
        x, age = table["repeats"].where(table["repeats"] > 0).astype(float), table["age"]
        odds = a / (b + x - 1) if weight is None else weight(x)
        base = (alpha + age) / (alpha + (table["recency"] if since is None else since))
        return 1 / (1 + odds * base ** (r + x if power is None else power))

    def p_alive(table: pd.DataFrame, r: float, alpha: float, a: float, b: float) -> pd.Series:
        return alive(table, r, alpha, a, b).fillna(1.0)

    def formula_for_repeaters_used_for_all(
        table: pd.DataFrame, r: float, alpha: float, a: float, b: float
    ) -> pd.Series:
        x = table["repeats"]
        return 1 / (1 + a / (b + x - 1) * ((alpha + table["age"]) / (alpha + table["recency"])) ** (r + x))

    def single_buyers_taken_for_gone(table: pd.DataFrame, r: float, alpha: float, a: float, b: float) -> pd.Series:
        return alive(table, r, alpha, a, b).fillna(0.0)

    def single_buyers_left_without_an_answer(
        table: pd.DataFrame, r: float, alpha: float, a: float, b: float
    ) -> pd.Series:
        return alive(table, r, alpha, a, b)

    def probability_of_having_gone(table: pd.DataFrame, r: float, alpha: float, a: float, b: float) -> pd.Series:
        return 1 - p_alive(table, r, alpha, a, b)

    def probability_of_having_gone_with_one_for_single_buyers(
        table: pd.DataFrame, r: float, alpha: float, a: float, b: float
    ) -> pd.Series:
        return (1 - alive(table, r, alpha, a, b)).fillna(1.0)

    def silence_for_recency(table: pd.DataFrame, r: float, alpha: float, a: float, b: float) -> pd.Series:
        return alive(table, r, alpha, a, b, since=table["age"] - table["recency"]).fillna(1.0)

    def ratio_upside_down(table: pd.DataFrame, r: float, alpha: float, a: float, b: float) -> pd.Series:
        x = table["repeats"].where(table["repeats"] > 0)
        odds = a / (b + x - 1) * ((alpha + table["recency"]) / (alpha + table["age"])) ** (r + x)
        return (1 / (1 + odds)).fillna(1.0)

    def exponent_without_r(table: pd.DataFrame, r: float, alpha: float, a: float, b: float) -> pd.Series:
        return alive(table, r, alpha, a, b, power=table["repeats"]).fillna(1.0)

    def exponent_without_x(table: pd.DataFrame, r: float, alpha: float, a: float, b: float) -> pd.Series:
        return alive(table, r, alpha, a, b, power=0 * table["repeats"] + r).fillna(1.0)

    def b_plus_x(table: pd.DataFrame, r: float, alpha: float, a: float, b: float) -> pd.Series:
        return alive(table, r, alpha, a, b, weight=lambda x: a / (b + x)).fillna(1.0)

    def a_and_b_swapped(table: pd.DataFrame, r: float, alpha: float, a: float, b: float) -> pd.Series:
        return p_alive(table, r, alpha, b, a)

    def r_and_alpha_swapped(table: pd.DataFrame, r: float, alpha: float, a: float, b: float) -> pd.Series:
        return p_alive(table, alpha, r, a, b)

    def alpha_left_out(table: pd.DataFrame, r: float, alpha: float, a: float, b: float) -> pd.Series:
        return alive(table, r, 0.0, a, b).fillna(1.0)

    def division_without_brackets(table: pd.DataFrame, r: float, alpha: float, a: float, b: float) -> pd.Series:
        return alive(table, r, alpha, a, b, weight=lambda x: a / b + x - 1).fillna(1.0)

    def odds_for_probability(table: pd.DataFrame, r: float, alpha: float, a: float, b: float) -> pd.Series:
        return 1 / (1 / p_alive(table, r, alpha, a, b) - 1).where(table["repeats"] > 0, 1.0)

    def no_brackets_below_a(table: pd.DataFrame, r: float, alpha: float, a: float, b: float) -> pd.Series:
        x = table["repeats"].where(table["repeats"] > 0)
        silence = ((alpha + table["age"]) / (alpha + table["recency"])) ** (r + x)
        return (1 / (1 + a / b + x - 1 * silence)).fillna(1.0)

    def single_buyers_left_out(table: pd.DataFrame, r: float, alpha: float, a: float, b: float) -> pd.Series:
        return alive(table, r, alpha, a, b).dropna()

    def exponent_without_brackets(table: pd.DataFrame, r: float, alpha: float, a: float, b: float) -> pd.Series:
        x = table["repeats"].where(table["repeats"] > 0)
        odds = a / (b + x - 1) * ((alpha + table["age"]) / (alpha + table["recency"])) ** r
        return (1 / (1 + odds + x)).fillna(1.0)

    def odds_of_having_gone(table: pd.DataFrame, r: float, alpha: float, a: float, b: float) -> pd.Series:
        return (1 / alive(table, r, alpha, a, b) - 1).fillna(1.0)

    def first_purchase_counted_too(table: pd.DataFrame, r: float, alpha: float, a: float, b: float) -> pd.Series:
        more = alive(table.assign(repeats=table["repeats"] + 1), r, alpha, a, b)
        return more.where(table["repeats"] > 0, 1.0)

    def sorted_by_customer(table: pd.DataFrame, r: float, alpha: float, a: float, b: float) -> pd.Series:
        return p_alive(table.sort_values("customer_id"), r, alpha, a, b).reset_index(drop=True)

    def sorted_by_probability(table: pd.DataFrame, r: float, alpha: float, a: float, b: float) -> pd.Series:
        return p_alive(table, r, alpha, a, b).sort_values(ascending=False).reset_index(drop=True)

    def by_loop(table: pd.DataFrame, r: float, alpha: float, a: float, b: float) -> list[float]:
        found = []
        for row in table.itertuples():
            if row.repeats == 0:
                found.append(1.0)
                continue
            silence = ((alpha + row.age) / (alpha + row.recency)) ** (r + row.repeats)
            found.append(round(1 / (1 + a / (b + row.repeats - 1) * silence), 4))
        return found

    def by_logarithms(table: pd.DataFrame, r: float, alpha: float, a: float, b: float) -> np.ndarray:
        x, t, age = (table[name].to_numpy(dtype=float) for name in ("repeats", "recency", "age"))
        logit = np.log(np.maximum(b + x - 1, 1e-9) / a) - (r + x) * (np.log(alpha + age) - np.log(alpha + t))
        return np.where(x > 0, 1 / (1 + np.exp(-logit)), 1.0)

    def by_apply(table: pd.DataFrame, r: float, alpha: float, a: float, b: float) -> pd.Series:
        def one(row: pd.Series) -> float:
            if row["repeats"] < 1:
                return 1
            return 1 / (
                1
                + a
                / (b + row["repeats"] - 1)
                * ((alpha + row["age"]) / (alpha + row["recency"])) ** (r + row["repeats"])
            )

        return table.apply(one, axis=1)

    def by_customer(table: pd.DataFrame, r: float, alpha: float, a: float, b: float) -> dict[int, float]:
        return dict(zip(table["customer_id"], p_alive(table, r, alpha, a, b), strict=True))

    def in_the_table(table: pd.DataFrame, r: float, alpha: float, a: float, b: float) -> pd.DataFrame:
        return table.assign(p_alive=p_alive(table, r, alpha, a, b)).set_index("customer_id")

    def elsewhere(tables: Tables) -> Iterable[Arguments]:
        orders = tables["orders"]
        bought = orders[~orders["status"].isin(["cancelled", "returned"])]
        day = bought["ordered_at"].dt.normalize().groupby(bought["customer_id"]).agg(["min", "max", "nunique"])
        table = pd.DataFrame({"repeats": day["nunique"] - 1, "recency": (day["max"] - day["min"]).dt.days})
        table["age"] = (pd.Timestamp("2026-06-30") - day["min"]).dt.days
        size = len(orders)
        for sample, shape in ((table.iloc[::5], 0.3), (table.iloc[:40], 0.9)):
            values = {"r": shape, "alpha": 20.0 + size % 30, "a": 0.4 + size % 7 / 10, "b": 1.8 + size % 11 / 5}
            yield {"table": sample.iloc[::-1].reset_index(), **values}

    def people(text: str) -> pd.DataFrame:
        rows = [[int(number) for number in line.split()] for line in text.strip().splitlines()]
        return pd.DataFrame(rows, columns=["customer_id", "repeats", "recency", "age"])

    return Question(
        "p-alive",
        tolerance=SHARE,
        toys=[
            Toy(
                Text("The customer of the example, and others", "例子里的顾客，还有几位"),
                {
                    "table": people("41 2 100 300\n12 0 0 300\n33 1 200 220\n24 6 150 400"),
                    "r": 1.0,
                    "alpha": 100.0,
                    "a": 1.0,
                    "b": 2.0,
                },
            ),
            Toy(
                Text("Other numbers of the model", "换一组模型参数"),
                {
                    "table": people("58 3 90 130\n40 1 15 365\n36 12 340 350\n27 0 0 20\n11 1 60 60"),
                    "r": 0.25,
                    "alpha": 30.0,
                    "a": 0.8,
                    "b": 2.5,
                },
            ),
        ],
        mistakes=[
            Mistake(
                formula_for_repeaters_used_for_all,
                Text(
                    "You used the formula for those with 0 repeats too. In this model one drops out after a *repeat* purchase, so who has none can't have dropped out: 1.",
                    "重复次数为 0 的人，你也套用了公式。在这个模型里，人只会在**重复**购买之后离开；一次重复购买都没有的人，不可能已经离开：应为 1。",
                ),
            ),
            Mistake(
                single_buyers_taken_for_gone,
                Text(
                    "You took those with 0 repeats for gone. The model can't say that: in it nobody drops out before a repeat purchase, so they get 1.",
                    "你把重复次数为 0 的人当成已经离开。模型得不出这个结论：在它那里，重复购买之前没有人离开，所以应为 1。",
                ),
            ),
            Mistake(single_buyers_left_without_an_answer, ONE_FOR_SINGLE_BUYERS),
            Mistake(single_buyers_left_out, ONE_FOR_SINGLE_BUYERS),
            Mistake(probability_of_having_gone, GONE_FOR_ALIVE),
            Mistake(probability_of_having_gone_with_one_for_single_buyers, GONE_FOR_ALIVE),
            Mistake(
                silence_for_recency,
                Text(
                    "You put the days since the last purchase where the recency belongs. Recency *t* runs from the first purchase to the last.",
                    "该用 `recency` 的地方，你用了距最后一次购买的天数。*t* 是从首次购买到最后一次购买的天数。",
                ),
            ),
            Mistake(
                ratio_upside_down,
                Text(
                    "The fraction with the times is upside down: a longer silence now makes the customer *more* alive. Age stands above the line, recency below.",
                    "含时间的那个分数颠倒了：沉默越久，顾客反而越“活跃”。`age` 在分子，`recency` 在分母。",
                ),
            ),
            Mistake(
                exponent_without_r,
                Text("The exponent is r + x; you left r out.", "指数是 r + x，你漏了 r。"),
            ),
            Mistake(
                exponent_without_x,
                Text(
                    "The exponent is r + x; you left x out. It is x that lets a frequent buyer's silence weigh more.",
                    "指数是 r + x，你漏了 x。正是 x 让常客的沉默分量更重。",
                ),
            ),
            Mistake(
                exponent_without_brackets,
                Text(
                    "Python raised to the power of r alone and added x afterwards, since the brackets are missing: `** (r + x)`.",
                    "少了括号，Python 只取了 r 次方，再加上 x：应写 `** (r + x)`。",
                ),
            ),
            Mistake(
                first_purchase_counted_too,
                Text(
                    "You counted the first purchase too. *x* is the column `repeats` as it is, without the first.",
                    "你把首次购买也算进去了。*x* 就是 `repeats` 这一列，不含首次购买。",
                ),
            ),
            Mistake(
                odds_of_having_gone,
                Text(
                    "These are odds, gone to alive, and may exceed 1. The probability is 1 ÷ (1 + …).",
                    "这是几率，即“离开”与“活跃”之比，可能大于 1。概率是 1 ÷（1 + ……）。",
                ),
            ),
            Mistake(sorted_by_customer, OTHER_ROWS),
            Mistake(sorted_by_probability, OTHER_ROWS),
            Mistake(
                b_plus_x,
                Text(
                    "Below a stands b + x − 1; you left out the − 1.",
                    "a 的分母是 b + x − 1，你漏了 − 1。",
                ),
            ),
            Mistake(division_without_brackets, BRACKETS_MISSING),
            Mistake(no_brackets_below_a, BRACKETS_MISSING),
            Mistake(
                a_and_b_swapped,
                Text("a and b have changed places.", "a 和 b 弄反了。"),
            ),
            Mistake(
                r_and_alpha_swapped,
                Text(
                    "r and alpha have changed places: alpha is a time and is added to times, r belongs to the exponent.",
                    "r 和 alpha 弄反了：alpha 是时间，与时间相加；r 在指数里。",
                ),
            ),
            Mistake(
                alpha_left_out,
                Text(
                    "alpha is missing from the fraction with the times: it stands both above and below the line.",
                    "含时间的那个分数里少了 alpha：分子、分母都有它。",
                ),
            ),
            Mistake(
                odds_for_probability,
                Text(
                    "These are odds, alive to gone. The probability is 1 ÷ (1 + …).",
                    "这是几率，即“活跃”与“离开”之比。概率是 1 ÷（1 + ……）。",
                ),
            ),
        ],
        also_right=[by_loop, by_logarithms, by_apply, by_customer, in_the_table],
        elsewhere=elsewhere,
        hints=[
            Text(
                "Reckon the example of the text on paper first. Then write the formula for whole columns: pandas works row by row by itself.",
                "先在纸上算一遍文中的例子，再对整列写公式：pandas 会自动逐行计算。",
            ),
            Text(
                "Build it in two steps: `silence = ((alpha + age) / (alpha + t)) ** (r + x)`, then `1 / (1 + a / (b + x - 1) * silence)`.",
                "分两步：先写 `silence = ((alpha + age) / (alpha + t)) ** (r + x)`，再写 `1 / (1 + a / (b + x - 1) * silence)`。",
            ),
            Text(
                '`x = table["repeats"]`, and so on; at the end `.where(x > 0, 1.0)` puts 1 for those without repeats.',
                '先取 `x = table["repeats"]` 等各列；最后用 `.where(x > 0, 1.0)` 把没有重复购买的人设为 1。',
            ),
        ],
    )


# --- the year ahead


def _next_year_value() -> Question:
    def base_of(namespace: Namespace) -> pd.DataFrame:
        base: pd.DataFrame = namespace["base"]
        return base

    def past_revenue_for_future_value(namespace: Namespace) -> float:
        return float(base_of(namespace)["revenue"].sum())

    def past_margin_for_future_value(namespace: Namespace) -> float:
        return float(base_of(namespace)["margin"].sum())

    def revenue_for_margin_ahead(namespace: Namespace) -> float:
        base = base_of(namespace)
        return float((base["expected"] * base["revenue"] / (base["repeats"] + 1)).sum())

    def averages_over_unlike_customers(namespace: Namespace) -> float:
        base = base_of(namespace)
        return float(base["expected"].sum() * (base["margin"] / (base["repeats"] + 1)).mean())

    def one_margin_for_all_purchases(namespace: Namespace) -> float:
        base = base_of(namespace)
        return float(base["expected"].sum() * base["margin"].sum() / (base["repeats"] + 1).sum())

    def everyone_goes_on_as_before(namespace: Namespace) -> float:
        base = base_of(namespace)
        return float((base["margin"] / base["age"].clip(lower=1) * 365).sum())

    def past_margin_of_those_alive(namespace: Namespace) -> float:
        base = base_of(namespace)
        return float((base["margin"] * namespace["p_alive"](base, *model_of(namespace))).sum())

    def expected_times_all_the_past(namespace: Namespace) -> float:
        base = base_of(namespace)
        return float((base["expected"] * base["margin"]).sum())

    def purchase_days_for_dollars(namespace: Namespace) -> float:
        return float(base_of(namespace)["expected"].sum())

    def mean_of_a_customer_for_the_total(namespace: Namespace) -> float:
        base = base_of(namespace)
        return float((base["expected"] * base["margin"] / (base["repeats"] + 1)).mean())

    def alive_counted_twice(namespace: Namespace) -> float:
        base = base_of(namespace)
        each = base["expected"] * base["margin"] / (base["repeats"] + 1)
        return float((each * namespace["p_alive"](base, *model_of(namespace))).sum())

    def discounted_by_a_year(namespace: Namespace) -> float:
        base = base_of(namespace)
        return float((base["expected"] * base["margin"] / (base["repeats"] + 1)).sum() / 1.1)

    def single_buyers_dropped(namespace: Namespace) -> float:
        base = base_of(namespace)
        base = base[base["repeats"] > 0]
        return float((base["expected"] * base["margin"] / base["repeats"]).sum())

    def model_of(namespace: Namespace) -> tuple[float, float, float, float]:
        model = namespace["model"]
        return model.r, model.alpha, model.a, model.b

    return Question(
        "next-year-value",
        kind="value",
        form="number",
        tolerance=1e-3,
        mistakes=[
            Mistake(
                past_revenue_for_future_value,
                Text(
                    "This is the revenue so far: past, and not even margin. What customers are worth is what is still to come.",
                    "这是至今的收入：既是过去的，又不是利润。顾客值多少钱，看的是今后还会带来多少。",
                ),
            ),
            Mistake(
                past_margin_for_future_value,
                Text(
                    "This is the margin so far. It contains what those brought who have gone; the past can't be earned again.",
                    "这是至今的利润，里面有已经离开的人带来的。过去的钱不会再赚一遍。",
                ),
            ),
            Mistake(revenue_for_margin_ahead, REVENUE_FOR_MARGIN),
            Mistake(
                averages_over_unlike_customers,
                Text(
                    "You multiplied totals by an average over all customers. Who buys often needn't bring the average margin: multiply for each customer first, then add up.",
                    "你用总数乘了全体顾客的平均值。常来的人，单次利润未必等于平均：请先对每位顾客相乘，再相加。",
                ),
            ),
            Mistake(
                one_margin_for_all_purchases,
                Text(
                    "You gave every purchase the same average margin. Asked is each customer's *own* margin per purchase day.",
                    "你给每次购买用了同一个平均利润。题目要的是每位顾客**自己的**每个购买日的利润。",
                ),
            ),
            Mistake(
                everyone_goes_on_as_before,
                Text(
                    "You let everyone go on as before. Many have fallen silent; the expected purchases know that, the past rate doesn't.",
                    "你假定人人照旧。可许多人已经没有动静了；预期购买次数考虑到了这一点，过去的频率没有。",
                ),
            ),
            Mistake(
                past_margin_of_those_alive,
                Text(
                    "You multiplied the past margin by P(alive). That asks who is still there, but not how much they will buy in a year.",
                    "你用过去的利润乘了仍活跃的概率。这只问了谁还在，没问他们一年里会买多少。",
                ),
            ),
            Mistake(
                alive_counted_twice,
                Text(
                    "You multiplied by P(alive) as well. `expected` has it in it already: who may have gone is expected to buy less.",
                    "你又乘了一遍仍活跃的概率。`expected` 已经把它算进去了：可能已经离开的人，预期购买本来就少。",
                ),
            ),
            Mistake(
                discounted_by_a_year,
                Text(
                    "Almost: you discounted by a year. Within one year that changes little; here it is left out.",
                    "就差一点：你折现了一年。一年之内影响不大，这里不折现。",
                ),
            ),
            Mistake(
                expected_times_all_the_past,
                Text(
                    "You multiplied by all the margin so far, as if each coming purchase brought as much as all earlier ones together. Divide by the number of purchase days.",
                    "你乘的是至今的全部利润，等于当今后每次购买都抵得上以前全部购买的总和。请先除以购买日的个数。",
                ),
            ),
            Mistake(
                purchase_days_for_dollars,
                Text(
                    "These are expected purchase days. Asked are dollars: what does each of them leave?",
                    "这是预期的购买日数。题目要的是美元：每个购买日能留下多少利润？",
                ),
            ),
            Mistake(
                mean_of_a_customer_for_the_total,
                Text(
                    "This is the mean per customer. Asked is what they bring all together.",
                    "这是每位顾客的平均值。题目要的是全部顾客合起来。",
                ),
            ),
            Mistake(
                single_buyers_dropped,
                Text(
                    "You divided by the repeats. Customers had one purchase day more, the first; and those who bought on one day only drop out of your sum.",
                    "你除以的是重复次数。购买日还要加上第一次那天；而且只在一天买过的人，从你的合计里消失了。",
                ),
            ),
        ],
        hints=[
            Text(
                "One number for each customer first: what do they leave per purchase day, and how many such days are expected?",
                "先为每位顾客得一个数：每个购买日留下多少利润，预期有多少个购买日？",
            ),
            Text(
                '`base["repeats"] + 1` is the number of purchase days so far.',
                '`base["repeats"] + 1` 是至今的购买日数。',
            ),
            Text(
                'Multiply `base["expected"]` by `base["margin"] / (base["repeats"] + 1)` and call `.sum()` on the product.',
                '用 `base["expected"]` 乘以 `base["margin"] / (base["repeats"] + 1)`，再对乘积用 `.sum()`。',
            ),
        ],
    )


# --- five times


def _five_times() -> Question:
    return Question(
        "five-times",
        kind="choice",
        options=[
            Option(
                "A",
                Text(
                    "That is the usual conclusion, and it mixes cost with return. What costs a fifth needn't bring five times as much: some of those kept would have stayed for nothing, and some bring little when they stay.",
                    "这是最常见的结论，却把成本和回报混在了一起。成本是五分之一，不等于回报是五倍：有些人不花钱也会留下，有些人留下了也带来不了多少。",
                ),
            ),
            Option(
                "B",
                Text(
                    "A ratio of average costs says nothing of what the next dollar brings, on either side. That takes the future margin gained, against customers left alone.",
                    "平均成本之比，说明不了任何一边的下一块钱能带来什么。要看增加的未来利润，还要与不采取行动时相比。",
                ),
                right=True,
            ),
            Option(
                "C",
                Text(
                    "The last leavers are the dearest to hold, and some can't be held at all. A shop that wins nobody dies, however well it keeps.",
                    "最后那几个要走的人，挽留的代价最高，有些根本留不住。不拉新客的店，留客留得再好也会慢慢消亡。",
                ),
            ),
            Option(
                "D",
                Text(
                    "A cost says what has to be paid, not what is worth paying for. Nobody divides the household money by the prices in the shop.",
                    "成本说的是要付多少，不是值不值得付。没有人按商店的标价来分配家用。",
                ),
            ),
        ],
        hints=[
            Text(
                "What does the ratio compare: what is paid, or what comes back?",
                "这个比例比的是什么：付出去的，还是收回来的？",
            ),
            Text(
                "Would those who were kept have stayed anyway? And is the next new customer like the average one?",
                "留下的人，不花钱会不会也留下？下一位新顾客，和平均的新顾客一样吗？",
            ),
            Text(
                "From costs alone nothing follows; which option says so?",
                "只看成本，什么也推不出来。哪个选项是这个意思？",
            ),
        ],
    )


QUESTIONS: Final = [
    _by_hand(),
    _customer_margins(),
    _whale_chart(),
    _margin_per_cost(),
    _contract_value(),
    _recency_frequency(),
    _p_alive(),
    _next_year_value(),
    _five_times(),
]
