"""Which offer to whom next month: the expectations behind the retailer's decision."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from generator.arrays import Bools, Columns, Floats, Ints
from generator.blocks import Block
from generator.cases.amazon.campaigns import SEGMENTS
from generator.cases.amazon.days import clock
from generator.cases.amazon.history import History, live
from generator.cases.amazon.membership import ANNUAL, MONTHLY, Memberships, logistic
from generator.cases.amazon.parameters import CAMPAIGNS, CHANNELS, MEMBERSHIP, OFFERS, PURCHASING
from generator.cases.amazon.population import Population
from generator.cases.amazon.treatment import Standing, effect_on_rate
from generator.cases.amazon.value import mean_discount, order_worth
from generator.cases.amazon.world import AmazonWorld
from generator.decisions.specification import Action, Budget, Decision, Prospects
from generator.frames import hide, labels
from generator.schema import Column, Table, Text
from generator.streams import Streams
from generator.window import END_DAY, MONTHS

MOST_ORDERS = 60
YEAR, QUARTER = 12, 3
GROUPS = ("member", *SEGMENTS)
REPEATED = tuple(next(campaign for campaign in CAMPAIGNS if campaign.name == name) for name in OFFERS.like)


@dataclass(frozen=True)
class Offering:
    """The customers of a block at the start of the month of the offers; one entry or row a customer of the block."""

    world: AmazonWorld

    @cached_property
    def history(self) -> History:
        return live(self.world.population, self.world.streams, future=1)

    @property
    def month(self) -> int:
        return self.history.timeline.before + MONTHS

    @cached_property
    def order_month(self) -> Ints:
        """The month of each order placed, on the timeline of the history."""
        return np.asarray(np.searchsorted(self.history.timeline.edges, self.world.placed.day, side="right") - 1)

    def orders_within(self, first: int, last: int, weights: Ints | None = None) -> Floats:
        """How many orders, or how much of what `weights` gives, from `first` to `last` months before this one."""
        ago = self.month - self.order_month
        here = (ago >= last) & (ago <= first)
        size = self.world.population.size
        chosen = None if weights is None else weights[here]
        return np.bincount(self.world.placed.customer[here], weights=chosen, minlength=size).astype(np.float64)

    @cached_property
    def standing(self) -> Standing:
        """What the shop knows at the start of the month, as for every campaign."""
        last = np.full(self.world.population.size, -MONTHS)
        np.maximum.at(last, self.world.placed.customer, self.order_month)
        return Standing(
            self.month - last,
            self.orders_within(YEAR, 1).astype(np.int64),
            self.history.member[self.month],
            np.asarray(self.history.member[: self.month + 1].any(axis=0)),
        )

    @cached_property
    def active(self) -> Bools:
        return self.history.left_on >= END_DAY

    @cached_property
    def effects(self) -> Floats:
        """The change of the log purchase rate by each action, shape (customers, actions)."""
        population = self.world.population
        columns = [np.zeros(population.size)]
        for action, campaign in zip(ACTIONS[1:], REPEATED, strict=True):
            noise = self.world.streams.of(f"decision.{action.name}").standard_normal(population.size)
            effect = effect_on_rate(campaign, population, self.standing, noise)
            columns.append(np.where(campaign.trial and self.standing.ever_member, 0.0, effect))
        return np.stack(columns, axis=1)

    @cached_property
    def leaving(self) -> Floats:
        """Probability that a customer who is active leaves within the month."""
        late = self.history.late[self.month - 1]
        return np.asarray(-np.expm1(-self.world.population.dropout * np.exp(PURCHASING.late_on_dropout * late)))

    @cached_property
    def rate(self) -> Floats:
        """Orders in seasonal time with each action, shape (customers, actions)."""
        benefit = np.where(self.standing.member, PURCHASING.membership, 1.0)
        return np.asarray((self.active * self.world.population.rate * benefit)[:, None] * np.exp(self.effects))

    def over_the_month(self, stays: Floats, until: Floats) -> Floats:
        """The mean of a value for those who stay all month and, by the day they go, for those who leave within it."""
        gone = self.leaving[:, None]
        return np.asarray((1.0 - gone) * stays + gone * until)

    @cached_property
    def elapsed(self) -> Floats:
        """Seasonal time passed by the middle of each day of the month, and at last the whole, shape (days + 1,)."""
        first, end = self.history.timeline.edges[self.month : self.month + 2]
        moments = np.r_[np.arange(first, end) + 0.5, end]
        return clock().at(moments) - clock().at(np.array([first]))

    @cached_property
    def orders(self) -> Floats:
        """Expected orders of the month with each action, shape (customers, actions)."""
        return self.rate * self.over_the_month(self.elapsed[-1], self.elapsed[:-1].mean())

    @cached_property
    def buys(self) -> Floats:
        """Probability of at least one order in the month with each action, shape (customers, actions)."""
        until = np.mean([-np.expm1(-self.rate * passed) for passed in self.elapsed[:-1]], axis=0)
        return self.over_the_month(-np.expm1(-self.rate * self.elapsed[-1]), until)


def _converts(mean_orders: Floats) -> Floats:
    """Probability that a trial becomes a paid plan when the orders before are Poisson with a mean, shape as given."""
    chance, left, total = np.exp(-mean_orders), np.ones_like(mean_orders), np.zeros_like(mean_orders)
    for orders in range(MOST_ORDERS):
        total += chance * logistic(MEMBERSHIP.convert_base + MEMBERSHIP.convert_on_orders * np.log1p(orders))
        left, chance = left - chance, chance * mean_orders / (orders + 1)
    return np.asarray(total + np.maximum(left, 0.0))


def _trials(offering: Offering) -> Floats:
    """Probability of starting a trial in the month with each action, shape (customers, actions)."""
    population, month = offering.world.population, offering.month
    books = Memberships(population, offering.history.timeline)
    everyone = np.arange(population.size)
    may = offering.active & ~offering.standing.ever_member & (books.join_month < month)
    boosts = [0.0, *(campaign.trial for campaign in REPEATED)]
    chances = [books.trial_probability(month, np.full(population.size, boost), everyone) for boost in boosts]
    return np.asarray((may * (1.0 - offering.leaving))[:, None] * np.stack(chances, axis=1))


def _trial_worth(offering: Offering) -> Floats:
    """Expected USD of a trial that starts in the month: what is kept of a first fee, less what the trial costs."""
    population, timeline = offering.world.population, offering.history.timeline
    books = Memberships(population, timeline)
    annual = logistic(MEMBERSHIP.annual_base + MEMBERSHIP.annual_on_rate * books.eagerness)
    yearly, monthly = books.price(timeline.months, np.array([ANNUAL, MONTHLY]))
    fee = OFFERS.fee_kept * (annual * yearly + (1.0 - annual) * monthly)
    return np.asarray(fee[:, None] * _converts(offering.rate * offering.elapsed[-1]) - OFFERS.trial_cost)


def _margins(offering: Offering) -> Floats:
    """Expected margin in USD of an order of the month with each action, coupon off, shape (customers, actions)."""
    population, member = offering.world.population, offering.standing.member.astype(np.float64)
    first, end = offering.history.timeline.edges[offering.month : offering.month + 2]
    coupons = [0.0, *(campaign.coupon for campaign in REPEATED)]
    discounts = [mean_discount(int(first), int(end), coupon) for coupon in coupons]
    goods, taste, favourite = offering.world.products, population.taste, population.favourite
    return np.stack([order_worth(goods, taste, favourite, member, cut).margin for cut in discounts], axis=1)


def _features(offering: Offering) -> Columns:
    world, standing = offering.world, offering.standing
    population: Population = world.population
    sessions = world.table("sessions")
    quarter = offering.history.timeline.edges[offering.month - QUARTER].astype("datetime64[D]")
    recent = np.asarray(sessions["started_at"]) >= quarter
    visitor = np.asarray(sessions["customer_id"])[recent] - world.block.first_customer
    lines = world.lines
    amount = lines.per_order(lines.amount, world.placed.size)
    years = np.floor((END_DAY - 1 - population.birth_day) / 365.25)
    return {
        "customer_id": world.block.customer_ids(),
        "segment": labels(np.where(standing.member, 0, standing.segment() + 1), GROUPS),
        "months_since_order": standing.months_since_order,
        "orders_12": standing.orders_in_year,
        "orders_before": offering.orders_within(MONTHS, YEAR + 1).astype(np.int64),
        "amount_12": offering.orders_within(YEAR, 1, amount) / 100.0,
        "visits_3": np.bincount(visitor, minlength=population.size),
        "member": standing.member,
        "ever_member": standing.ever_member,
        "days_since_joined": END_DAY - 1 - population.join_day,
        "age": hide(years, population.no_demographics),
        "acquisition_channel": labels(population.channel, [channel.name for channel in CHANNELS]),
    }


def prospects(streams: Streams, block: Block) -> tuple[Columns, Prospects]:
    """The features of the customers who have ordered within twelve months, and what the offers would do for them.

    Value is the margin of the month's orders and what the trials that start in it are worth; an order in the month
    counts as staying. All follows from what drives each customer and from how things stand on the first of the month.
    """
    offering = Offering(AmazonWorld(streams, block))
    size = block.size
    contact = np.array([0.0, *(campaign.cost for campaign in REPEATED)])
    treated = np.r_[0.0, np.ones(len(REPEATED))]
    value = offering.orders * _margins(offering) + _trials(offering) * _trial_worth(offering)
    concerned = np.flatnonzero(offering.standing.months_since_order <= YEAR)
    columns = {name: values.take(concerned) for name, values in _features(offering).items()}
    matrices = (value, np.tile(contact, (size, 1)), np.tile(treated, (size, 1)), offering.buys)
    return columns, Prospects(*(matrix[concerned] for matrix in matrices))


UNSTATED = Text("not stated by the customer", "顾客未填写")

CUSTOMERS = Table(
    "decision_customers",
    Text(
        "One row a customer who has ordered within the last twelve months, as known on the as-of date.",
        "近 12 个月下过单的顾客，每人一行，信息截至数据截止日。",
    ),
    ("customer_id",),
    (
        Column("customer_id", "int", Text("The customer.", "顾客编号。"), unique=True),
        Column("segment", "text", Text(
            "Members; of the others, last order under 3 (recent), 3 to 6 (cooling) or more months before (quiet).",
            "member 为会员；其余按上次下单距 2026 年 7 月：recent 不到 3 个月；cooling 3 至 6 个月；quiet 更久。"),
            values=GROUPS),
        Column("months_since_order", "int", Text(
            "Calendar months from that of the last order to July 2026; 1 for June.",
            "从上次下单所在月份到 2026 年 7 月的自然月数，6 月下单为 1。"), low=1, high=YEAR),
        Column("orders_12", "int", Text("Orders since 1 July 2025.", "2025 年 7 月 1 日以来的订单数。"), low=1),
        Column("orders_before", "int", Text("Orders of the twelve months before.", "再往前 12 个月的订单数。"), low=0),
        Column("amount_12", "money", Text("Total amount of the orders since 1 July 2025.",
                                          "2025 年 7 月 1 日以来的订单总金额。"), "USD", low=0),
        Column("visits_3", "int", Text("Visits to the shop since 1 April 2026.",
                                       "2026 年 4 月 1 日以来访问商城的次数。"), low=0),
        Column("member", "bool", Text("On trial or a paying member on the as-of date.",
                                      "截止日是否为会员（含试用）。")),
        Column("ever_member", "bool", Text("Has been a member, on trial or paying.", "是否曾是会员（含试用）。")),
        Column("days_since_joined", "int", Text("Days since the account was opened.", "开户至今的天数。"), low=0),
        Column("age", "number", Text("Age in whole years.", "周岁年龄。"), missing=UNSTATED),
        Column("acquisition_channel", "text", Text("How the customer was won.", "获客渠道。"),
               values=tuple(channel.name for channel in CHANNELS)),
    ),
)  # fmt: skip

ACTIONS = (
    Action("nothing", Text("Nothing is sent.", "不联系。")),
    Action("reminder", Text("A reminder in the app, as in June 2025.", "应用推送提醒，同 2025 年 6 月的活动。")),
    Action("coupon", Text("A coupon for 10 % off, as in March 2026.", "九折回归券，同 2026 年 3 月的活动。")),
    Action("trial", Text("An invitation to a membership trial, as in April 2025.",
                         "会员试用邀请，同 2025 年 4 月的活动。")),
)  # fmt: skip

DECISION = Decision(
    question=Text(
        "Which offer should which customer get in July 2026? What counts is the margin of the month's orders, less "
        "discounts and contacts, and what is left of the first fees of the trials that start in it.",
        "2026 年 7 月，给哪些顾客送哪种优惠？衡量标准是当月订单毛利（扣除优惠券与触达成本），"
        "加上当月新开始的试用日后所缴首期会费的净收入。",
    ),
    customers=CUSTOMERS,
    segment="segment",
    actions=ACTIONS,
    budget=Budget(OFFERS.share, Text("customers treated", "位顾客")),
    prospects=prospects,
)
