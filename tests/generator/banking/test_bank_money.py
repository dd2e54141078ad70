"""Every balance of the whole set follows from the bookings, to the cent."""

import dataclasses

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import generator
from generator.banking.history import live
from generator.banking.population import populate
from generator.blocks import Block
from generator.cases.cmb.parameters import BANK
from generator.streams import Streams

COMES_IN = ["salary", "transfer_in"]
LEAVES = ["card_payment", "cash_withdrawal", "credit_card_bill", "insurance_premium", "transfer_out"]
CLASSES = ["demand", "deposits", "wealth_products", "funds"]


def cents(amounts):
    return (amounts * 100).round().astype("int64")


def by_month(transactions: pd.DataFrame, rows: pd.DataFrame, kinds: list[str] | None = None) -> np.ndarray:
    """The sum of the bookings of those kinds for each row of monthly_assets, in cents."""
    chosen = transactions if kinds is None else transactions[transactions["kind"].isin(kinds)]
    month = chosen["occurred_at"].to_numpy().astype("datetime64[M]").astype("datetime64[us]")
    total = cents(chosen["amount"]).groupby([chosen["customer_id"].to_numpy(), month]).sum()
    return total.reindex(pd.MultiIndex.from_frame(rows[["customer_id", "month"]]), fill_value=0).to_numpy()


def check_statement(rows: pd.DataFrame) -> None:
    money = rows.select_dtypes("float64").apply(cents)
    change = money["inflow"] - money["outflow"] + money["returns"]
    assert (money["opening"] + change == money["closing"]).all()
    assert (money[CLASSES].sum(axis=1) == money["closing"]).all()
    assert (money[["opening", "inflow", "outflow", "closing", *CLASSES]] >= 0).all().all()
    same = rows["customer_id"].eq(rows["customer_id"].shift())
    assert (money["opening"] == money["closing"].shift())[same].all()
    following = rows["month"].dt.to_period("M").astype("int64")
    assert (following.diff()[same] == 1).all()


def check_ledger(transactions: pd.DataFrame) -> None:
    money = transactions[["amount", "balance"]].apply(cents)
    same = transactions["account_id"].eq(transactions["account_id"].shift())
    assert (money["balance"].shift() + money["amount"] == money["balance"])[same].all()
    assert (money["balance"] >= 0).all()
    assert (transactions["occurred_at"].diff()[same] >= pd.Timedelta(0)).all()


def test_every_month_balances(data):
    check_statement(data["monthly_assets"])


def test_every_booking_balances_and_no_account_is_overdrawn(data):
    check_ledger(data["transactions"])


def test_the_current_account_of_the_statement_is_that_of_the_ledger(data):
    rows = data["monthly_assets"]
    changed = by_month(data["transactions"], rows)
    demand = cents(rows["demand"])
    before = demand.shift().where(rows["customer_id"].eq(rows["customer_id"].shift()))
    assert (demand - before == changed)[before.notna()].all()
    last = data["transactions"].groupby("customer_id")["balance"].last()
    end = rows.groupby("customer_id")["demand"].last()
    assert np.allclose(last, end.reindex(last.index), atol=0.004)


def test_flows_of_the_statement_are_those_of_the_ledger(data):
    rows, transactions = data["monthly_assets"], data["transactions"]
    assert (by_month(transactions, rows, COMES_IN) == cents(rows["inflow"])).all()
    assert (-by_month(transactions, rows, [*LEAVES, "reversal"]) == cents(rows["outflow"])).all()


def test_deposits_are_the_sum_of_the_lots_held(data):
    lots = data["product_holdings"].query("product == 'time_deposit'")
    rows = data["monthly_assets"]
    for month in pd.to_datetime(["2024-09-01", "2025-06-01", "2026-06-01"]):
        end = month + pd.offsets.MonthEnd() + pd.Timedelta(hours=23)
        held = lots[(lots["opened_on"] <= end) & ~(lots["ended_on"] <= end)].groupby("customer_id")["amount"].sum()
        stated = rows[rows["month"] == month].set_index("customer_id")["deposits"]
        assert (cents(held.reindex(stated.index, fill_value=0.0)) == cents(stated)).all()


def test_matured_deposits_pay_the_interest_agreed(data):
    lots = data["product_holdings"].query("product == 'time_deposit' and status == 'matured'")
    paid = data["transactions"].query("kind == 'deposit_interest'")
    agreed = cents(lots["amount"] * lots["yearly_rate"] * lots["term_months"].astype("float64") / 12.0)
    broken = set(data["product_holdings"].query("status == 'broken'")["customer_id"])
    agreed = agreed.groupby(lots["customer_id"]).sum()
    got = cents(paid["amount"]).groupby(paid["customer_id"]).sum().reindex(agreed.index, fill_value=0)
    whole = ~agreed.index.isin(broken)
    count = lots.groupby("customer_id").size()
    assert (np.abs(agreed - got)[whole] <= count[whole]).all()


def test_who_closes_takes_everything_along(data):
    closed = data["closures"].set_index("customer_id")
    last = data["monthly_assets"].groupby("customer_id").last()
    assert (last.loc[closed.index, "closing"] == 0).all()
    assert (last.loc[closed.index, "month"] == closed["closed_at"].dt.to_period("M").dt.to_timestamp()).all()
    after = data["transactions"].merge(closed["closed_at"], on="customer_id")
    assert (after["occurred_at"] <= after["closed_at"]).all()
    open_accounts = data["accounts"].loc[data["accounts"]["closed_on"].isna(), "customer_id"]
    assert not set(open_accounts) & set(closed.index)


def test_reversals_undo_a_payment_of_the_same_month(one):
    transactions = one["transactions"]
    back = transactions[transactions["kind"] == "reversal"]
    assert len(back) > 500
    paid = transactions[transactions["kind"] == "card_payment"]
    keys = ["customer_id", "amount", "month"]
    pairs = paid.assign(amount=-paid["amount"], month=paid["occurred_at"].dt.to_period("M"))[keys].value_counts()
    undone = back.assign(month=back["occurred_at"].dt.to_period("M"))[keys].value_counts()
    assert (pairs.reindex(undone.index, fill_value=0) >= 2 * undone).all()


@settings(max_examples=12, deadline=None)
@given(size=st.integers(1, 120), seed=st.integers(0, 2**40), bank=st.sampled_from(["cmb", "pingan"]))
def test_books_balance_whatever_the_size_and_seed(size, seed, bank):
    made = generator.simulate(bank, customers=size, seed=seed, tables=["monthly_assets", "transactions"])
    check_statement(made["monthly_assets"])
    check_ledger(made["transactions"])


@settings(max_examples=8, deadline=None)
@given(declines=st.floats(0.0, 0.3), closes=st.floats(0.0, 0.3), wobble=st.floats(0.0, 1.5), sends=st.floats(0.0, 1.0))
def test_books_balance_whatever_the_parameters(declines, closes, wobble, sends):
    life = dataclasses.replace(BANK.lifecycle, declines=declines, closes_declining=closes, wobble=(wobble, 0.5))
    bank = dataclasses.replace(BANK, lifecycle=life, flows=dataclasses.replace(BANK.flows, sends=(sends, 1.0)))
    streams = Streams(3, "cmb", 0)
    history = live(bank, populate(bank, streams, Block(0, 150)), streams)
    total, flows = history.balance.sum(axis=1), history.flows
    into = sum(
        flows[name] for name in ("salary", "brought", "interest", "deposit_interest", "gain_wealth", "gain_fund")
    )
    out = sum(flows[name] for name in ("spent", "cash", "card_bill", "premium", "sent", "final"))
    assert (np.diff(total, axis=0) == (into - out)[1:]).all()
    assert (history.balance >= 0).all()


@pytest.mark.parametrize("months", [3])
def test_tiers_follow_the_averages(data, bank, months):
    from generator.cases import cmb, pingan

    edges = [tier.least for tier in {"cmb": cmb, "pingan": pingan}[bank].BANK.tiers]
    names = [tier.name for tier in {"cmb": cmb, "pingan": pingan}[bank].BANK.tiers]
    average = data["monthly_assets"].pivot(index="customer_id", columns="month", values="average")
    spells = data["tier_history"]
    assert not spells.duplicated(["customer_id", "from_date"]).any()
    follows = spells["customer_id"].eq(spells["customer_id"].shift())
    assert (spells["from_date"] - spells["to_date"].shift() == pd.Timedelta(days=1))[follows].all()
    assert (spells["tier"] != spells["tier"].shift())[follows].all()
    deserved = pd.DataFrame(np.digitize(average, edges) - 1, average.index, average.columns).where(average.notna(), -1)
    rank = spells["tier"].map(names.index)
    risen = follows & (rank > rank.shift())
    fallen = follows & (rank < rank.shift())
    assert risen.sum() > 20
    assert fallen.sum() > 20
    for kind, rows in (("risen", spells[risen]), ("fallen", spells[fallen])):
        for offset in range(1, months + 1 if kind == "fallen" else 2):
            month = (rows["from_date"].dt.to_period("M") - offset).dt.to_timestamp()
            earned = deserved.stack().reindex(pd.MultiIndex.from_arrays([rows["customer_id"], month])).to_numpy()
            here = rank[rows.index].to_numpy()
            before = rank.shift()[rows.index].to_numpy()
            assert (earned == here).all() if kind == "risen" else (np.nan_to_num(earned, nan=-1) < before).all()
