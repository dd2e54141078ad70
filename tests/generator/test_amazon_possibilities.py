"""Orders that could happen come at the highest rate, and thinned at the rate in force."""

import numpy as np
import pytest

from generator.blocks import Block
from generator.cases.amazon.days import clock
from generator.cases.amazon.possibilities import CERTAIN, MOST, further_orders, late_probability, possible_orders
from generator.cases.amazon.without_benefit import orders_without_benefit
from generator.cases.amazon.world import AmazonWorld
from generator.streams import Streams
from generator.window import END_DAY, START_DAY, Timeline

WORLD = AmazonWorld(Streams(7, "amazon", 0), Block(0, 4_000))


@pytest.fixture(scope="module")
def drawn():
    opens, closes = np.full(4_000, float(START_DAY)), np.full(4_000, float(END_DAY))
    return possible_orders(WORLD.population, Timeline(0, 0), opens, closes, np.random.default_rng(7))


def test_there_are_as_many_as_the_highest_rate_says(drawn):
    """24 seasonal months in the window; within four standard errors."""
    mean = WORLD.population.rate.sum() * MOST * 24.0
    assert abs(len(drawn.customer) - mean) < 4 * np.sqrt(mean)


def test_those_below_a_share_come_at_that_share_of_the_rate_in_every_season(drawn):
    taken = drawn.of(drawn.mark < 1.0 / MOST)
    edges = Timeline(0, 0).edges
    counts = np.histogram(taken.when, edges)[0]
    mean = WORLD.population.rate.sum() * np.diff(clock().at(edges))
    assert (np.abs(counts - mean) < 4 * np.sqrt(mean)).all()


def test_months_and_time_are_in_order(drawn):
    assert (np.diff(drawn.when) > -1e-7).all()
    edges = Timeline(0, 0).edges
    for month in range(24):
        assert (drawn.within(month).when >= edges[month] - 1e-7).all()
        assert (drawn.within(month).when < edges[month + 1] + 1e-7).all()


def test_as_many_are_late_as_season_and_place_say(drawn):
    november = np.isin(Timeline(0, 0).calendar_months, (11, 12))
    for month in range(24):
        here = drawn.within(month)
        chance = late_probability(WORLD.population, 11 if november[month] else 1)[here.customer]
        assert abs(here.late.sum() - chance.sum()) < 4.5 * np.sqrt((chance * (1 - chance)).sum())


def test_orders_on_top_are_those_of_customers_whose_rate_rises():
    times = np.where(np.arange(4_000) < 1_000, 0.5, 0.0)
    more = further_orders(WORLD.population, Timeline(0, 0), 3, times, np.random.default_rng(8))
    edges = Timeline(0, 0).edges[3:5]
    mean = (WORLD.population.rate * times).sum() * MOST * np.diff(clock().at(edges))[0]
    assert more.customer.max() < 1_000
    assert ((more.when >= edges[0]) & (more.when < edges[1])).all()
    assert abs(len(more.customer) - mean) < 4 * np.sqrt(mean)


def test_first_orders_take_place_for_certain():
    first = WORLD.luck.possible.mark == CERTAIN
    assert first.sum() == WORLD.population.buys_at_once.sum()
    assert (WORLD.history.ordered.mark == CERTAIN).sum() == first.sum()


def test_without_the_benefit_members_order_less_and_others_the_same():
    seen, now = WORLD.history, 60
    without = orders_without_benefit(WORLD.luck, seen, now - 12, now)
    ever = seen.member.any(axis=0)
    assert np.array_equal(without[~ever], seen.orders(now - 12, now)[~ever])
    constant = seen.member[now - 12 : now].all(axis=0) & (seen.left_on == np.inf)
    share = without[constant].sum() / seen.orders(now - 12, now)[constant].sum()
    assert share == pytest.approx(1.0 / MOST, abs=0.03)
