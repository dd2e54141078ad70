"""The truth is about the same customers, and agrees with what can be seen."""

import dataclasses

import numpy as np
import pandas as pd
import pytest

import generator
from generator.blocks import Block
from generator.cases.amazon import history
from generator.cases.amazon.history import live
from generator.cases.amazon.world import AmazonWorld
from generator.streams import Streams


def test_truth_and_data_are_of_the_same_customers(data, truth):
    known = truth["customers"].set_index("customer_id")
    orders = data["orders"].query("ordered_at >= '2025-07-01'").groupby("customer_id").size()
    assert (orders.reindex(known.index, fill_value=0) == known["orders_last_12"]).all()


def test_nobody_orders_after_having_left(data, truth):
    left = truth["customers"].set_index("customer_id")["left_at"]
    first_order = data["customers"].set_index("customer_id")["joined_at"] + pd.Timedelta(hours=2)
    orders = data["orders"]
    gone = left[orders["customer_id"]].to_numpy()
    late = orders["ordered_at"].to_numpy() > gone + np.timedelta64(1, "D")
    at_once = orders["ordered_at"].to_numpy() < first_order[orders["customer_id"]].to_numpy()
    assert not (late & ~at_once).any()


def test_looking_into_the_future_leaves_the_past_alone():
    world = AmazonWorld(Streams(7, "amazon", 0), Block(0, 500))
    seen, future = live(world.population, world.streams), live(world.population, world.streams, future=36)
    months = seen.timeline.months
    assert np.array_equal(seen.ordered.when, future.ordered.when[: future.ordered.months[months]])
    assert len(future.ordered.when) > len(seen.ordered.when)
    assert np.array_equal(seen.member, future.member[: seen.timeline.months])


def test_expected_orders_match_the_future_that_was_played_out(data, truth):
    """Over 10,000 customers; 5 % for chance, late deliveries and memberships that change."""
    known = truth["customers"]
    assert known["expected_orders_12"].mean() == pytest.approx(known["orders_next_12"].mean(), rel=0.05)


def test_the_expected_value_of_an_order_matches_the_orders(data, truth):
    orders = data["orders"].merge(truth["customers"], on="customer_id")
    assert orders["order_value"].mean() == pytest.approx(orders["amount"].mean(), rel=0.05)


def test_the_expected_margin_of_an_order_matches_the_orders(data, truth):
    orders = data["orders"].merge(truth["customers"], on="customer_id")
    lines = data["order_items"].merge(data["products"], on="product_id")
    lines = lines.merge(orders[["order_id", "status"]], on="order_id")
    back = lines["order_item_id"].isin(data["returns"]["order_item_id"])
    kept = lines[~back & (lines["status"] != "cancelled")]
    made = (kept["amount"] - kept["quantity"] * kept["unit_cost"]).sum() - data["deliveries"]["cost"].sum()
    assert orders["order_margin"].sum() == pytest.approx(made, rel=0.10)


def test_who_has_left_is_worth_nothing_more(truth):
    gone = ~truth["customers"]["active"]
    assert 0.3 < gone.mean() < 0.8
    assert (truth["customers"].loc[gone, ["expected_value_36", "orders_next_36"]] == 0).all().all()


def test_past_revenue_misleads_about_future_value(data, truth):
    known = truth["customers"].set_index("customer_id")
    spent = data["orders"].groupby("customer_id")["amount"].sum().reindex(known.index, fill_value=0.0)
    best = spent[spent > 0].nlargest(1_000).index
    assert (~known.loc[best, "active"]).mean() > 0.15


def test_promotion_only_customers_came_in_the_wave_and_are_poorer(data, truth):
    both = data["customers"].merge(truth["customers"], on="customer_id")
    poor = both["promotion_only"]
    assert both.loc[poor, "joined_at"].dt.month.isin([11, 12]).all()
    assert both.loc[poor, "orders_per_month"].mean() < 0.6 * both.loc[~poor, "orders_per_month"].mean()


def test_late_deliveries_drive_customers_away(data, truth):
    """Of those there at the end of a month in which they ordered, more leave in the next after a late delivery.

    In about 2,000 months with a late delivery and 20,000 without; an effect of 0.6 multiplies the hazard by 1.8.
    """
    sent = data["orders"].merge(data["deliveries"][["order_id", "delivered_at", "promised_on"]], on="order_id")
    late = sent["delivered_at"].dt.normalize() > sent["promised_on"]
    month = sent["ordered_at"].dt.to_period("M").rename("month")
    months = late.groupby([sent["customer_id"], month]).any().rename("late").reset_index()
    left = months["customer_id"].map(truth["customers"].set_index("customer_id")["left_at"]).dt.to_period("M")
    there = left.isna() | (left > months["month"])
    leaves = (left == months["month"] + 1)[there].groupby(months["late"]).mean()
    assert 1.3 < leaves[True] / leaves[False] < 2.4


def test_without_the_effect_of_late_deliveries_nobody_leaves_sooner(monkeypatch):
    with_effect = generator.simulate_truth("amazon", customers=2_000, seed=7)["customers"]["left_at"]
    without = dataclasses.replace(history.PURCHASING, late_on_dropout=0.0)
    monkeypatch.setattr(history, "PURCHASING", without)
    left = generator.simulate_truth("amazon", customers=2_000, seed=7)["customers"]["left_at"]
    latest = pd.Timestamp("2100-01-01")
    assert (left.fillna(latest) >= with_effect.fillna(latest)).all()
    assert (left.fillna(latest) > with_effect.fillna(latest)).sum() > 10


def test_the_parameters_of_the_world_have_units_and_sources(sealed):
    parameters = sealed["parameters"]
    assert (parameters["unit"].str.len() > 0).all()
    assert (parameters["source"].str.len() > 0).all()
    assert parameters.query("name == 'late_on_dropout'")["value"].item() == pytest.approx(0.6)


def test_the_truth_follows_its_schema(truth):
    for table in generator.sealed_schema("amazon"):
        assert {name: str(dtype) for name, dtype in truth[table.name].dtypes.items()} == table.dtypes()
        assert not truth[table.name].duplicated(list(table.key)).any()
