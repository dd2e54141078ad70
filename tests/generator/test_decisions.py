"""Every case's decision: what holds of all worlds, whatever is decided in them.

No number of any case was chosen by a look at the seeds here.
"""

from __future__ import annotations

import dataclasses
from functools import cache

import numpy as np
import pytest

import generator
from generator.case import find_case
from generator.frames import to_frame
from generator.streams import Streams

CASES = [name for name in generator.cases() if find_case(name).decision is not None]
SEEDS = (61, 62, 63)


@cache
def made(case: str, seed: int) -> generator.DecisionWorld:
    return generator.decision_world(case, seed=seed)


@pytest.fixture(params=CASES)
def case(request):
    return request.param


@pytest.fixture(params=SEEDS, ids=lambda seed: f"seed {seed}")
def world(case, request):
    return made(case, request.param)


def test_a_case_without_a_decision_says_so(monkeypatch):
    from generator.decisions import foresight

    without = dataclasses.replace(find_case("amazon"), decision=None)
    monkeypatch.setattr(foresight, "find_case", lambda name: without if name == "amazon" else find_case(name))
    with pytest.raises(generator.NoDecision, match="amazon has no decision"):
        generator.decision_world("amazon")


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ({"case": "nowhere"}, generator.UnknownCase),
        ({"case": "amazon", "customers": 0}, generator.BadSize),
        ({"case": "amazon", "seed": -1}, generator.BadSeed),
    ],
)
def test_a_wrong_request_is_refused(arguments, error):
    with pytest.raises(error):
        generator.decision_world(**arguments)


def test_a_world_without_anyone_concerned_is_refused(case, monkeypatch):
    from generator.decisions import foresight, world

    decision = foresight.find_decision(case)

    def nobody(streams, block):
        columns, prospects = decision.prospects(streams, block)
        none = generator.Prospects(*(getattr(prospects, field.name)[:0] for field in dataclasses.fields(prospects)))
        return {name: values.take(np.arange(0)) for name, values in columns.items()}, none

    monkeypatch.setattr(world, "find_decision", lambda name: dataclasses.replace(decision, prospects=nobody))
    with pytest.raises(generator.NobodyConcerned, match="a world of 200"):
        generator.decision_world(case, customers=200)


def test_the_same_arguments_give_the_same_world(case):
    first, second = (generator.decision_world(case, customers=600, seed=5) for _ in range(2))
    assert first.customers.equals(second.customers)
    assert np.array_equal(first.prospects.value, second.prospects.value)
    assert first.score(first.oracle_actions) == second.score(second.oracle_actions)
    other = generator.decision_world(case, customers=600, seed=6)
    assert not first.customers.equals(other.customers)


def test_a_world_of_two_blocks_holds_the_customers_of_both(case, monkeypatch):
    monkeypatch.setattr("generator.blocks.BLOCK_SIZE", 1_000)
    big = generator.decision_world(case, customers=1_200, seed=7)
    key = find_case(case).decision.customers.key[0]
    assert big.customers[key].is_unique
    assert (big.customers[key] > 1_000).any()
    assert len(big.prospects.value) == len(big.customers)
    assert list(big.customers.index) == list(range(len(big.customers)))


def test_a_policy_sees_what_the_schema_says_and_nothing_else(world):
    table = world.decision.customers
    assert {name: str(dtype) for name, dtype in world.customers.dtypes.items()} == table.dtypes()
    for column in table.columns:
        values = world.customers[column.name]
        assert column.missing is not None or values.notna().all(), column.name
        assert not column.values or values.dropna().isin(column.values).all(), column.name
        assert column.low is None or (values.dropna() >= column.low).all(), column.name
        assert column.meaning.en
        assert column.meaning.zh


def test_features_come_out_of_their_columns_as_the_schema_has_them(case):
    decision = find_case(case).decision
    block = generator.blocks.Block(0, 300)
    columns, prospects = decision.prospects(Streams(3, case, 0), block)
    assert len(to_frame(decision.customers, columns)) == len(prospects.value)


def test_doing_nothing_costs_and_uses_nothing(world):
    assert (world.cost.iloc[:, 0] == 0).all()
    assert (world.use.iloc[:, 0] == 0).all()
    assert (world.use.to_numpy() >= 0).all()
    assert (world.use.iloc[:, 1:].to_numpy() > 0).all()


def test_prospects_are_numbers_and_staying_is_a_probability(world):
    found = world.prospects
    shape = (len(world.customers), len(world.actions))
    for matrix in (found.value, found.cost, found.use, found.retention):
        assert matrix.shape == shape
        assert np.isfinite(matrix).all()
    assert ((found.retention >= 0) & (found.retention <= 1)).all()


def test_segments_add_up_to_the_whole(world):
    for found in (world.oracle(), *world.baselines().values()):
        total = found.by_segment.sum()
        assert total["customers"] == len(world.customers)
        assert total[list(world.actions)].sum() == pytest.approx(len(world.customers))
        for name in ("treated", "cost", "value", "gain"):
            assert total[name] == pytest.approx(getattr(found, name), abs=1e-6)
        stay = found.by_segment["retention"] * found.by_segment["customers"]
        assert stay.sum() / len(world.customers) == pytest.approx(found.retention)


def test_the_oracle_keeps_to_the_budget_and_the_clairvoyant_is_above_it(world):
    oracle = world.oracle()
    assert oracle.within_budget
    assert oracle.used <= world.budget + 1e-6
    assert world.clairvoyant().value > oracle.value


def test_the_oracle_clearly_beats_every_baseline(world):
    """By a quarter at least, and by more than four standard errors over the customers of the default size."""
    oracle = world.oracle()
    for name, found in world.baselines().items():
        if found.within_budget:
            apart = oracle.each - found.each
            assert apart.sum() > 4 * apart.std() * np.sqrt(len(apart)), name
            assert oracle.gain > 1.25 * found.gain, name


def test_treating_the_riskiest_does_not_win(world):
    known = world.baselines()
    assert known["highest risk"].gain < max(known["at random"].gain, 0.5 * world.oracle().gain)
    assert known["highest risk"].gain < 0.6 * world.oracle().gain


def test_treating_everyone_loses_money_somewhere(world):
    assert world.baselines()["everybody"].by_segment["gain"].min() < 0


def test_at_random_is_the_mean_of_draws_by_lot(case):
    world = made(case, SEEDS[0])
    known = world.baselines()["at random"]
    action = int(known.by_segment[list(world.actions[1:])].sum().to_numpy().argmax()) + 1
    chance = known.by_segment[world.actions[action]].sum() / len(world.customers)
    net = world.prospects.net
    draws = np.random.default_rng(3).random((400, len(net))) < chance
    drawn = (draws * (net[:, action] - net[:, 0])).sum(axis=1)
    assert abs(drawn.mean() - known.gain) < 4 * drawn.std() / np.sqrt(400)


def test_nobody_gains_nothing(world):
    nobody = world.baselines()["nobody"]
    assert (nobody.gain, nobody.cost, nobody.treated, nobody.used) == (0, 0, 0, 0)


def test_the_oracle_scores_one_and_doing_nothing_scores_zero(world):
    best = world.score(world.oracle_actions)
    assert (best.score, best.low, best.high) == (1, 1, 1)
    nothing = world.score(lambda customers: [world.actions[0]] * len(customers))
    assert nothing.score == 0
    assert nothing.best_baseline < nothing.oracle


def test_a_policy_that_is_right_half_the_time_scores_between(world):
    half = world.oracle_actions.where(np.arange(len(world.customers)) % 2 == 0, world.actions[0])
    found = world.score(half)
    assert found.low <= found.score <= found.high
    assert found.score < 0.6
