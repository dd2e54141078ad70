"""Orders, their lines, deliveries, returns, visits and tickets tell one story."""

import numpy as np
import pandas as pd

import generator


def cents(values: pd.Series) -> pd.Series:
    return (values * 100).round().astype("int64")


def test_order_totals_balance_with_their_lines_to_the_cent(data):
    orders, lines = data["orders"].set_index("order_id"), data["order_items"]
    for total, part in (("amount", "amount"), ("discount", "discount")):
        summed = cents(lines[part]).groupby(lines["order_id"]).sum()
        assert (summed.reindex(orders.index) == cents(orders[total])).all()
    assert (lines.groupby("order_id")["quantity"].sum().reindex(orders.index) == orders["items"]).all()


def test_lines_balance_to_the_cent(data):
    lines = data["order_items"]
    assert (cents(lines["amount"]) == lines["quantity"] * cents(lines["unit_price"]) - cents(lines["discount"])).all()


def test_lines_are_priced_as_the_product(data):
    lines = data["order_items"].merge(data["products"], on="product_id")
    assert (lines["unit_price"] == lines["list_price"]).all()
    assert (data["products"]["unit_cost"] < data["products"]["list_price"]).all()


def test_money_is_whole_cents(data):
    for column in ("amount", "discount", "shipping_fee"):
        values = data["orders"][column]
        assert (values == cents(values) / 100).all()


def test_nobody_orders_before_joining(data):
    orders = data["orders"].merge(data["customers"], on="customer_id")
    assert (orders["ordered_at"] >= orders["joined_at"]).all()


def test_some_customers_joined_before_the_orders_begin(data):
    joined = data["customers"].set_index("customer_id")["joined_at"]
    buyers = joined[joined.index.isin(data["orders"]["customer_id"])]
    assert 0.15 < (buyers < generator.START).mean() < 0.5


def test_an_order_is_returned_when_all_its_lines_came_back(data):
    lines = data["order_items"].groupby("order_id").size()
    back = data["returns"].groupby("order_id").size().reindex(lines.index, fill_value=0)
    status = data["orders"].set_index("order_id")["status"]
    assert ((back == lines) == (status == "returned")).all()
    assert ((back > 0) & (back < lines)).any()


def test_refunds_are_what_was_paid(data):
    back = data["returns"].merge(data["order_items"], on="order_item_id")
    assert (back["refund"] == back["amount"]).all()


def test_what_was_never_delivered_never_comes_back(data):
    back = data["returns"].merge(data["deliveries"], on="order_id")
    assert (back["returned_at"] > back["delivered_at"]).all()
    status = data["orders"].set_index("order_id")["status"]
    assert not status[data["returns"]["order_id"]].isin(["cancelled", "shipped"]).any()


def test_cancelled_orders_have_no_delivery_and_the_others_one(data):
    status = data["orders"].set_index("order_id")["status"]
    sent = status.index.isin(data["deliveries"]["order_id"])
    assert not sent[status == "cancelled"].any()
    assert sent[status.isin(["delivered", "returned"])].all()
    assert data["deliveries"]["order_id"].is_unique


def test_orders_are_on_their_way_only_near_the_as_of_date(data):
    on_the_way = data["orders"].query("status == 'shipped'")["ordered_at"]
    assert len(on_the_way) > 0
    assert on_the_way.min() > generator.AS_OF - pd.Timedelta(days=60)


def test_deliveries_leave_after_the_order_and_arrive_after_they_leave(data):
    sent = data["deliveries"].merge(data["orders"], on="order_id")
    assert (sent["shipped_at"] > sent["ordered_at"]).all()
    arrived = sent.dropna(subset="delivered_at")
    assert (arrived["delivered_at"] > arrived["shipped_at"]).all()


def test_deliveries_are_late_more_often_in_the_peak_and_far_away(data):
    sent = data["deliveries"].dropna(subset="delivered_at").merge(data["customers"], on="customer_id")
    late = sent["delivered_at"].dt.normalize() > sent["promised_on"]
    peak, far = sent["shipped_at"].dt.month.isin([11, 12]), sent["state"].isin(["AK", "HI", "MT", "ND", "VT", "ME"])
    assert 0.05 < late.mean() < 0.10
    assert late[peak & ~far].mean() > 1.4 * late[~peak & ~far].mean()
    assert late[far & ~peak].mean() > 1.5 * late[~far & ~peak].mean()


def test_members_ship_free_and_fast(data):
    orders = data["orders"]
    assert (orders.loc[orders["member"], "shipping_fee"] == 0).all()
    assert (orders.loc[~orders["member"] & (orders["amount"] < 35), "shipping_fee"] > 0).all()
    sent = data["deliveries"].merge(orders[["order_id", "ordered_at", "member"]], on="order_id")
    days = (sent["promised_on"] - sent["ordered_at"].dt.normalize()).dt.days
    assert days[sent["member"]].mean() < 0.6 * days[~sent["member"]].mean()


def test_every_order_has_its_visit_once_the_log_is_tidy(seed, data):
    tidy = generator.simulate("amazon", seed=seed, tables=["sessions"], mess=["missing", "cancellations", "refunds"])
    visits = tidy["sessions"].dropna(subset="order_id")
    assert visits["order_id"].is_unique
    assert len(visits) == len(data["orders"])
    both = visits.astype({"order_id": "int64"}).merge(data["orders"], on="order_id", suffixes=("", "_order"))
    assert (both["started_at"] <= both["ordered_at"]).all()
    assert (both["customer_id"] == both["customer_id_order"]).all()
    assert (both["device"] == both["channel"]).all()


def test_tickets_follow_late_and_returned_orders(data):
    late = data["deliveries"]["delivered_at"].dt.normalize() > data["deliveries"]["promised_on"]
    about = data["deliveries"]["order_id"].isin(data["tickets"]["order_id"])
    assert about[late].mean() > 4 * about[~late].mean()


def test_who_complains_buys_more(amazon):
    """So that a complaint looks harmless or good until exposure is taken into account."""
    orders = amazon["orders"].groupby("customer_id").size()
    complains = orders.index.isin(amazon["tickets"]["customer_id"])
    assert orders[complains].mean() > 1.5 * orders[~complains].mean()


def test_prices_look_like_prices(amazon):
    ending = cents(amazon["products"]["list_price"]) % 100
    assert set(ending) == {99, 49, 0}


def test_people_order_by_day_and_in_the_evening(amazon):
    hour = amazon["orders"]["ordered_at"].dt.hour.value_counts(normalize=True)
    assert hour.idxmax() in (19, 20, 21)
    assert hour[[2, 3, 4]].sum() < 0.03


def test_order_values_are_skewed_to_the_right(amazon):
    amount = amazon["orders"]["amount"]
    assert amount.mean() > 1.5 * amount.median()
    assert np.log(amount.clip(lower=1)).skew() < 1.0
