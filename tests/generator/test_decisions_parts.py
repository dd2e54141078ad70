"""The parts of decision worlds on their own: reading policies, spending budgets, learning from features, scoring."""

from __future__ import annotations

import itertools

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import generator
from generator.decisions.allocation import allocate
from generator.decisions.policy import chosen
from generator.decisions.regression import fit
from generator.decisions.scoring import Yardstick
from generator.decisions.value import PolicyValue, Scales

NAMES = ("nothing", "call", "visit")
FOUR = pd.DataFrame({"orders": [4, 1, 3, 2], "segment": ["a", "a", "b", "b"]})


def by_orders(customers):
    return np.where(customers["orders"] > 2, "call", "nothing")


@pytest.mark.parametrize(
    "policy",
    [
        by_orders,
        lambda customers: pd.Series(by_orders(customers)),
        lambda customers: pd.Series(by_orders(customers), dtype="category"),
        lambda customers: list(by_orders(customers)),
        lambda customers: tuple(by_orders(customers)),
        lambda customers: pd.Index(by_orders(customers)),
        ["call", "nothing", "call", "nothing"],
    ],
    ids=["array", "series", "categories", "list", "tuple", "index", "the actions themselves"],
)
def test_a_policy_may_answer_in_many_forms(policy):
    assert chosen(policy, FOUR, NAMES).tolist() == [1, 0, 1, 0]


def test_a_policy_that_sorts_its_customers_is_read_by_their_index():
    def sorts(customers):
        best = customers.sort_values("orders", ascending=False)
        return pd.Series(["visit", "call", "nothing", "nothing"], index=best.index)

    assert chosen(sorts, FOUR, NAMES).tolist() == [2, 0, 1, 0]


def test_a_series_with_another_index_is_read_in_its_order():
    assert chosen(pd.Series(["visit", "call", "nothing", "nothing"], index=[9, 8, 7, 6]), FOUR, NAMES).tolist() == [
        2, 1, 0, 0,
    ]  # fmt: skip


def test_a_policy_cannot_change_the_customers_it_is_given():
    def spoils(customers):
        customers["orders"] = 0
        return ["nothing"] * len(customers)

    chosen(spoils, FOUR, NAMES)
    assert FOUR["orders"].tolist() == [4, 1, 3, 2]


@pytest.mark.parametrize(
    ("returned", "error", "says"),
    [
        (None, generator.NotActions, "NoneType"),
        ("call", generator.NotActions, "str"),
        (1.5, generator.NotActions, "float"),
        (FOUR, generator.NotActions, "DataFrame"),
        (np.array([["call"] * 4]), generator.NotActions, "ndarray"),
        (np.array("call"), generator.NotActions, "ndarray"),
        ({"call": 1}, generator.NotActions, "dict"),
        (["call"] * 3, generator.WrongLength, "3 actions for 4 customers"),
        ([], generator.WrongLength, "0 actions for 4 customers"),
        (["call", None, "call", "call"], generator.MissingAction, "row 1"),
        ([np.nan, "call", "call", np.nan], generator.MissingAction, "2 customers"),
        (pd.Series(["call", pd.NA, "call", "call"], dtype="string"), generator.MissingAction, "'nothing'"),
        (["call", "Call", "fax", "call"], generator.UnknownAction, "'Call'"),
        ([0, 1, 1, 0], generator.UnknownAction, "nothing, call, visit"),
        ([["call"], "call", "call", "call"], generator.UnknownAction, "call"),
    ],
)
def test_what_is_no_policy_is_refused_with_what_to_change(returned, error, says):
    with pytest.raises(error, match=says):
        chosen(lambda customers: returned, FOUR, NAMES)


def test_an_error_carries_its_numbers_for_other_languages():
    with pytest.raises(generator.PolicyError) as caught:
        chosen(["call"], FOUR, NAMES)
    assert caught.value.details == {"actions": 1, "customers": 4}


@pytest.mark.parametrize("peeks", [lambda customers: customers["effect"], lambda customers: customers.effect])
def test_a_policy_that_peeks_is_told_what_it_may_see(peeks):
    with pytest.raises(generator.UnknownFeature, match=r"'effect'.*orders, segment"):
        chosen(peeks, FOUR, NAMES)


def test_other_mistakes_of_a_policy_come_through_as_they_are():
    with pytest.raises(ZeroDivisionError):
        chosen(lambda customers: 1 / 0, FOUR, NAMES)
    with pytest.raises(KeyError):
        chosen(lambda customers: {"a": 1}["b"], FOUR.rename(columns={"orders": "b"}), NAMES)


def spent(gain, use, choice):
    rows = np.arange(len(gain))
    return gain[rows, choice].sum(), use[rows, choice].sum()


def best_by_trying_all(gain, use, limit):
    choices = (np.array(choice) for choice in itertools.product(range(gain.shape[1]), repeat=len(gain)))
    found = [spent(gain, use, choice) for choice in choices]
    return max(value for value, used in found if used <= limit)


@st.composite
def tasks(draw, equal):
    customers, actions = draw(st.integers(1, 5)), draw(st.integers(1, 3))
    numbers = st.integers(-20, 60).map(lambda number: number / 4)
    shape = customers * actions
    gain = np.array(draw(st.lists(numbers, min_size=shape, max_size=shape))).reshape(customers, actions)
    if equal:
        use = np.full((customers, actions), 1.0)
    else:
        uses = st.integers(1, 12).map(float)
        use = np.array(draw(st.lists(uses, min_size=shape, max_size=shape))).reshape(customers, actions)
    nothing = np.zeros((customers, 1))
    limit = draw(st.integers(0, 12 if not equal else 5))
    return np.hstack([nothing, gain]), np.hstack([nothing, use]), float(limit)


@given(tasks(equal=True))
@settings(max_examples=200, deadline=None)
def test_with_equal_uses_the_budget_is_spent_in_the_best_way(task):
    gain, use, limit = task
    value, used = spent(gain, use, allocate(gain, use, limit))
    assert used <= limit
    assert value == pytest.approx(best_by_trying_all(gain, use, limit))


@given(tasks(equal=False))
@settings(max_examples=200, deadline=None)
def test_with_unequal_uses_less_than_one_customer_is_lost(task):
    gain, use, limit = task
    value, used = spent(gain, use, allocate(gain, use, limit))
    assert used <= limit
    assert value >= best_by_trying_all(gain, use, limit) - max(gain.max(), 0.0) - 1e-9


def test_in_a_large_budget_with_unequal_uses_hardly_anything_is_lost():
    """Against the bound that Lagrange's multiplier gives, over a grid of prices."""
    random = np.random.default_rng(5)
    gain = np.hstack([np.zeros((3_000, 1)), random.normal(1.0, 2.0, (3_000, 3))])
    use = np.hstack([np.zeros((3_000, 1)), random.uniform(0.5, 4.0, (3_000, 3))])
    value, _ = spent(gain, use, allocate(gain, use, 900.0))
    bound = min((gain - price * use).max(axis=1).sum() + price * 900.0 for price in np.linspace(0.0, 5.0, 2_001))
    assert value > 0.998 * bound


def test_trees_find_means_that_depend_on_numbers_words_and_gaps():
    """From 20,000 outcomes with noise of SD 1, to a fifth of that."""
    random = np.random.default_rng(11)
    size = 20_000
    seen = pd.DataFrame(
        {
            "orders": random.poisson(4.0, size),
            "age": np.where(random.random(size) < 0.2, np.nan, random.normal(40.0, 10.0, size)),
            "channel": random.choice(["ads", "friends"], size),
        }
    )
    shape = np.log1p(seen["orders"]) * np.where(seen["channel"] == "ads", 2.0, 1.0)
    means = np.stack([shape, np.where(seen["age"].isna(), 3.0, seen["age"] / 20.0)], axis=1)
    forest = fit(seen, means + random.normal(0.0, 1.0, means.shape), random)
    error = forest.predict(seen) - means
    assert (error.std(axis=0) < 0.20).all()
    assert (np.abs(error.mean(axis=0)) < 0.03).all()


def test_trees_cope_with_a_word_they_never_saw():
    seen = pd.DataFrame({"channel": ["ads", "friends"] * 500})
    forest = fit(seen, np.tile([[1.0], [3.0]], (500, 1)), np.random.default_rng(1))
    assert 0.9 < forest.predict(pd.DataFrame({"channel": ["radio"]}))[0, 0] < 3.1


def prospects():
    value = np.array([[10.0, 14.0, 20.0], [5.0, 4.0, 5.0], [8.0, 12.0, 9.0], [1.0, 1.0, 9.0]])
    cost = np.tile([0.0, 1.0, 3.0], (4, 1))
    use = np.tile([0.0, 0.5, 2.0], (4, 1))
    stays = np.tile([0.5, 0.6, 0.9], (4, 1))
    return generator.Prospects(value, cost, use, stays)


def test_a_policy_is_worth_what_one_reckons_by_hand():
    scales = Scales(prospects(), 3.0, FOUR["segment"], NAMES)
    found = scales.weigh(scales.certain(np.array([2, 0, 1, 0])))
    assert (found.value, found.gain, found.cost, found.used, found.treated) == (17 + 5 + 11 + 1, 10, 4, 2.5, 2)
    assert found.retention == pytest.approx((0.9 + 0.5 + 0.6 + 0.5) / 4)
    assert found.within_budget
    assert found.by_segment.loc["a", ["customers", "treated", "cost", "gain", "visit"]].tolist() == [2, 1, 3, 7, 1]
    assert found.by_segment.loc["b", "retention"] == pytest.approx(0.55)


def test_too_much_is_refused_and_exactly_enough_is_not():
    scales = Scales(prospects(), 3.0, FOUR["segment"], NAMES)
    assert scales.weigh(scales.certain(np.array([2, 1, 1, 0]))).within_budget
    assert not scales.weigh(scales.certain(np.array([2, 1, 1, 1]))).within_budget


def test_overspending_is_told_with_what_there_is():
    world = generator.decision_world("amazon", customers=300, seed=7)
    with pytest.raises(generator.OverBudget, match=r"uses [\d.]+ customers treated, and there are [\d.]+"):
        world.value(["reminder"] * len(world.customers))


def worth(each, within=True):
    return PolicyValue(float(sum(each)), 0, 0, 0, 0, 0, within, pd.DataFrame(), np.array(each, dtype=float))


def test_the_score_is_the_share_of_what_is_possible_beyond_the_best_baseline():
    random, rivals = np.random.default_rng(1), {"nobody": worth([0] * 50), "at random": worth([1] * 50)}
    found = Yardstick(rivals, worth([5] * 50), random).score(worth([2] * 50))
    assert found.score == pytest.approx(0.25)
    assert (found.low, found.high) == pytest.approx((0.25, 0.25))
    assert found.baseline == "at random"


@pytest.mark.parametrize(("each", "reached"), [(0.5, 0.0), (1.0, 0.0), (5.0, 1.0), (7.0, 1.0)])
def test_scores_end_at_zero_and_one(each, reached):
    rivals = {"at random": worth([1] * 50)}
    assert Yardstick(rivals, worth([5] * 50), np.random.default_rng(1)).score(worth([each] * 50)).score == reached


def test_a_baseline_beyond_the_budget_is_no_rival():
    rivals = {"nobody": worth([0] * 50), "everybody": worth([4] * 50, within=False)}
    assert Yardstick(rivals, worth([5] * 50), np.random.default_rng(1)).score(worth([2] * 50)).baseline == "nobody"


def test_where_nothing_can_be_gained_the_best_baseline_is_enough():
    rivals = {"nobody": worth([1] * 50)}
    assert Yardstick(rivals, worth([1] * 50), np.random.default_rng(1)).score(worth([1] * 50)).score == 1
    assert Yardstick(rivals, worth([1] * 50), np.random.default_rng(1)).score(worth([0] * 50)).score == 0


def test_the_interval_covers_the_true_share_about_as_often_as_it_says():
    """200 populations of 400; 95 % are expected, 90 to 99 % allowed for chance."""
    random, covered = np.random.default_rng(2), 0
    for _ in range(200):
        size = random.gamma(1.0, 1.0, 400)
        rivals = {"nobody": worth(np.zeros(400)), "other": worth(size - 0.8)}
        found = Yardstick(rivals, worth(size), random).score(worth(size * random.uniform(0.0, 1.2, 400)))
        covered += found.low <= (0.6 - 0.2) / (1.0 - 0.2) <= found.high
    assert 180 <= covered <= 198
