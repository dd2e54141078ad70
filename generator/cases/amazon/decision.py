"""Which offer to whom next month: what each offer can be expected to bring from each customer."""

from __future__ import annotations

import numpy as np

from generator.arrays import Columns, Floats
from generator.blocks import Block
from generator.cases.amazon.dictionary.decision import ACTIONS, CUSTOMERS, GROUPS, QUESTION
from generator.cases.amazon.membership import ANNUAL, MONTHLY, Memberships, logistic
from generator.cases.amazon.offering import REPEATED, YEAR, Offering
from generator.cases.amazon.parameters import CHANNELS, MEMBERSHIP, OFFERS
from generator.cases.amazon.value import mean_discount, order_worth
from generator.cases.amazon.world import AmazonWorld
from generator.decisions.specification import Budget, Decision, Prospects
from generator.frames import coded, hide
from generator.schema import Text
from generator.streams import Streams
from generator.window import END_DAY, MONTHS

MOST_ORDERS = 60
QUARTER = 3


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
    books = Memberships(population, offering.timeline)
    everyone = np.arange(population.size)
    may = offering.active & ~offering.standing.ever_member & (offering.world.luck.joined < month)
    boosts = [0.0, *(campaign.trial for campaign in REPEATED)]
    chances = [books.trial_probability(month, np.full(population.size, boost), everyone) for boost in boosts]
    return np.asarray((may * (1.0 - offering.leaving))[:, None] * np.stack(chances, axis=1))


def _trial_worth(offering: Offering) -> Floats:
    """Expected USD of a trial that starts in the month: what is kept of a first fee, less what the trial costs."""
    population, timeline = offering.world.population, offering.timeline
    books = Memberships(population, timeline)
    annual = books.chooses_annual
    yearly, monthly = books.price(timeline.months, np.array([ANNUAL, MONTHLY]))
    fee = OFFERS.fee_kept * (annual * yearly + (1.0 - annual) * monthly)
    return np.asarray(fee[:, None] * _converts(offering.rate * offering.elapsed[-1]) - OFFERS.trial_cost)


def _margins(offering: Offering) -> Floats:
    """Expected margin in USD of an order of the month with each action, coupon off, shape (customers, actions)."""
    population, member = offering.world.population, offering.standing.member.astype(np.float64)
    first, end = offering.timeline.edges[offering.month : offering.month + 2]
    coupons = [0.0, *(campaign.coupon for campaign in REPEATED)]
    discounts = [mean_discount(int(first), int(end), coupon) for coupon in coupons]
    goods, taste, favourite = offering.world.products, population.taste, population.favourite
    return np.stack([order_worth(goods, taste, favourite, member, cut).margin for cut in discounts], axis=1)


def _features(offering: Offering) -> Columns:
    world, standing = offering.world, offering.standing
    population, lines, sessions = world.population, world.lines, world.table("sessions")
    quarter = offering.timeline.edges[offering.month - QUARTER].astype("datetime64[D]")
    _, once = np.unique(sessions["session_id"], return_index=True)
    recent = once[np.asarray(sessions["started_at"])[once] >= quarter]
    visitor = np.asarray(sessions["customer_id"])[recent] - world.block.first_customer
    amount = lines.per_order(lines.amount)
    years = np.floor((END_DAY - 1 - population.birth_day) / 365.25)
    return {
        "customer_id": world.block.customer_ids(),
        "segment": coded(np.where(standing.member, 0, standing.segment() + 1), GROUPS),
        "months_since_order": standing.months_since_order,
        "orders_12": standing.orders_in_year,
        "orders_before": offering.orders_within(MONTHS, YEAR + 1).astype(np.int64),
        "amount_12": offering.orders_within(YEAR, 1, amount) / 100.0,
        "visits_3": np.bincount(visitor, minlength=population.size),
        "member": standing.member,
        "ever_member": standing.ever_member,
        "days_since_joined": END_DAY - 1 - population.join_day,
        "age": hide(years, population.no_demographics),
        "acquisition_channel": coded(population.channel, [channel.name for channel in CHANNELS]),
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


DECISION = Decision(
    question=QUESTION,
    customers=CUSTOMERS,
    segment="segment",
    actions=ACTIONS,
    budget=Budget(OFFERS.share, Text("customers treated", "位顾客")),
    prospects=prospects,
)
