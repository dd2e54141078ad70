"""Corporate accounts, payrolls, loans and income balance to the cent in every row, and look like those of a bank."""

from functools import cache

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import generator
from generator.chinese_holidays import working_days

SIZES = st.integers(1, 160)
SEEDS = st.integers(0, 2**32)


@cache
def simulated(seed: int) -> dict[str, pd.DataFrame]:
    return generator.simulate("citic", customers=generator.DEFAULT_CUSTOMERS, seed=seed)


@pytest.fixture
def data(seed: int) -> dict[str, pd.DataFrame]:
    return simulated(seed)


@pytest.fixture
def citic() -> dict[str, pd.DataFrame]:
    return simulated(7)


def cents(amount: pd.Series) -> pd.Series:
    return (amount * 100).round().astype("int64")


def settlements_balance(rows: pd.DataFrame) -> None:
    money = rows.set_index(["firm_id", "month"]).select_dtypes("float64").apply(cents)
    change = money["inflow"] - money["outflow"] + money["interest"] - money["fees"]
    assert (money["opening_balance"] + change == money["closing_balance"]).all()
    assert (money >= 0).all().all()
    by_firm = money.groupby("firm_id")
    after = by_firm["opening_balance"].shift(-1)
    assert (after.dropna() == money.loc[after.notna(), "closing_balance"]).all()
    assert (money["inflow_from_group"] + money["returned_payments"] <= money["inflow"]).all()
    assert (money["outflow_to_group"] <= money["outflow"]).all()


def loans_balance(tables: dict[str, pd.DataFrame]) -> None:
    rows = tables["loan_balances"]
    money = rows.set_index(["loan_id", "month"]).select_dtypes("float64").apply(cents)
    change = money["drawn"] - money["principal_paid"] - money["written_off"]
    assert (money["opening"] + change == money["closing"]).all()
    assert (money >= 0).all().all()
    by_loan = money.groupby("loan_id")
    after = by_loan["opening"].shift(-1)
    assert (after.dropna() == money.loc[after.notna(), "closing"]).all()
    owed = by_loan["interest_arrears"].shift(1).fillna(0)
    left = owed + money["interest_due"] - money["interest_paid"] - money["interest_waived"]
    assert (left == money["interest_arrears"]).all()
    loans = tables["loans"].set_index("loan_id")
    inside = loans[loans["drawn_on"] >= generator.START]
    assert (by_loan["drawn"].sum()[inside.index] == cents(inside["amount"])).all()
    last = by_loan["closing"].last()
    ended = loans["ended_on"].notna()
    assert (last[loans.index[ended]] == 0).all()
    assert (last[loans.index[~ended]] > 0).all()


def test_every_settlement_balance_follows_from_the_one_before(data):
    settlements_balance(data["settlements"])


def test_every_loan_balance_follows_from_the_one_before(data):
    loans_balance(data)


@settings(max_examples=15, deadline=None)
@given(customers=SIZES, seed=SEEDS)
def test_any_size_and_seed_balances_and_is_sound(customers, seed):
    tables = generator.simulate("citic", customers=customers, seed=seed)
    assert generator.validate("citic", tables) == []
    settlements_balance(tables["settlements"])
    loans_balance(tables)


def test_the_default_size_is_sound(data):
    assert generator.validate("citic", data) == []


def test_no_month_of_a_client_is_missing(data):
    rows = data["settlements"].groupby("firm_id")["month"].agg(["min", "max", "size"])
    months = rows["max"].dt.to_period("M").astype("int64") - rows["min"].dt.to_period("M").astype("int64") + 1
    assert (months == rows["size"]).all()
    assert set(rows.index) == set(data["firms"]["firm_id"])


def test_money_passed_within_a_group_is_counted_on_both_sides_and_nets_out(data):
    group = data["settlements"].merge(data["firms"][["firm_id", "group_id"]], on="firm_id")
    moved = group.groupby(["group_id", "month"])[["inflow_from_group", "outflow_to_group"]].sum()
    assert (cents(moved["inflow_from_group"]) == cents(moved["outflow_to_group"])).all()
    alone = group[group["group_id"].isna()]
    assert (alone[["inflow_from_group", "outflow_to_group"]] == 0).all().all()
    assert moved["inflow_from_group"].sum() > 0


def test_income_of_members_is_booked_once_more_with_the_parent(data):
    """So much that forgetting it shows: a tenth of the income and more."""
    rows = data["income"].merge(data["firms"][["firm_id", "group_id", "group_parent"]], on="firm_id")
    own = cents(rows["deposit_income"]) + cents(rows["loan_income"]) + cents(rows["fee_income"])
    assert (own + cents(rows["group_income"]) == cents(rows["total"])).all()
    assert (rows.loc[~rows["group_parent"], "group_income"] == 0).all()
    rows["own"] = own.where(~rows["group_parent"], 0)
    both = rows.groupby(["group_id", "month"]).agg(own=("own", "sum"), group=("group_income", "sum"))
    here = both["group"] > 0
    assert (both.loc[here, "own"] == cents(both.loc[here, "group"])).all()
    assert 0.08 < rows["group_income"].sum() / (own.sum() / 100) < 0.30


def test_who_leaves_takes_the_whole_balance_and_owes_nothing(data):
    exits = data["exits"].assign(month=lambda x: x["exited_on"].dt.to_period("M").dt.to_timestamp())
    last = data["settlements"].merge(exits[["firm_id", "month"]], on=["firm_id", "month"])
    assert len(last) == len(exits)
    assert (last["closing_balance"] == 0).all()
    known = data["settlements"].merge(exits[["firm_id", "exited_on"]], on="firm_id")
    assert (known["month"] <= known["exited_on"]).all()
    loans = data["loans"].merge(exits[["firm_id", "exited_on"]], on="firm_id")
    assert loans["ended_on"].notna().all()
    assert (loans["ended_on"] <= loans["exited_on"]).all()


def test_nothing_happens_before_a_firm_is_a_client_or_after_it_has_gone(data):
    dates = {"payrolls": "paid_on", "loans": "drawn_on", "manager_visits": "visited_at", "tickets": "opened_at",
             "alerts": "raised_on", "surveys": "sent_at", "product_holdings": "opened_on"}  # fmt: skip
    life = data["firms"][["firm_id", "client_since"]].merge(data["exits"][["firm_id", "exited_on"]], how="left")
    for table, column in dates.items():
        rows = data[table].merge(life, on="firm_id")
        day = rows[column].dt.normalize()
        assert (day >= rows["client_since"]).all(), table
        assert (rows["exited_on"].isna() | (day <= rows["exited_on"])).all(), table


def test_wages_are_due_on_working_days_and_bonuses_come_before_spring_festival(citic):
    payrolls = citic["payrolls"]
    assert working_days(payrolls["due_on"].to_numpy().astype("datetime64[D]").astype("int64")).all()
    paid = payrolls[payrolls["bonus"] > 0]
    assert set(paid["month"].dt.strftime("%Y-%m")) == {"2025-01", "2026-02"}
    assert (payrolls["bonus"] < payrolls["amount"]).all()


def test_late_wages_are_a_mark_of_distress(citic):
    payrolls = citic["payrolls"]
    late = (payrolls["paid_on"] - payrolls["due_on"]).dt.days > 4
    stopped = citic["exits"].query("reason == 'stopped_business'")["firm_id"]
    stressed = payrolls["firm_id"].isin(stopped)
    assert late[stressed].mean() > 5 * late[~stressed].mean()


def test_most_loans_are_paid_in_time(citic):
    share = citic["loans"]["status"].value_counts(normalize=True)
    assert share["written_off"] < 0.04
    assert share["overdue"] < 0.02
    assert 0.01 < share["prepaid"] < 0.10


def test_credit_codes_have_valid_check_characters_and_are_unique(citic):
    """GB 32100-2015: the sum of the values times powers of 3, modulo 31, is 1 with the check character."""
    codes = citic["firms"]["credit_code"]
    assert codes.is_unique
    assert codes.str.fullmatch("91[0-9]{6}[0-9A-HJ-NPQRTUWXY]{10}").all()
    values = np.array([["0123456789ABCDEFGHJKLMNPQRTUWXY".index(c) for c in code] for code in codes.head(500)])
    weights = np.array([3**n % 31 for n in range(17)])
    assert ((values[:, :17] @ weights + values[:, 17]) % 31 == 0).all()


def test_names_are_chinese_distinct_and_shared_within_groups(citic):
    firms = citic["firms"]
    assert firms["name"].str.fullmatch(r"[\u4e00-\u9fff]+(（\d+）)?[\u4e00-\u9fff]+").all()
    assert firms["name"].is_unique
    for _, members in list(firms[firms["group_id"].notna()].groupby("group_id"))[:40]:
        root = members.loc[members["group_parent"], "name"].item().removesuffix("有限公司").split("控股集团")[0]
        assert members["name"].str.contains(root, regex=False).all()


def test_every_industry_is_there_and_some_are_tiny(citic):
    counts = citic["firms"]["industry"].value_counts()
    assert len(counts) >= 18
    assert counts.min() < 30 < 1_000 < counts.max()


def test_seasons_differ_by_industry(citic):
    rows = citic["settlements"].merge(citic["firms"][["firm_id", "industry"]], on="firm_id")
    rows["inflow"] = np.log(rows["inflow"].clip(lower=1))
    month = rows.groupby(["industry", rows["month"].dt.month])["inflow"].median().unstack()
    assert month.loc["education", 9] > month.loc["education", 12] + 0.5
    assert month.loc["software", 12] > month.loc["software", 2] + 1.0
    assert month.loc["machinery", 2] < month.loc["machinery"].drop(2).min()


MESSY = {
    "missing": {"firms", "exits"},
    "duplicates": {"alerts"},
    "late": {"manager_visits"},
    "refunds": {"settlements"},
}


@pytest.mark.parametrize("kind", MESSY)
def test_leaving_one_kind_of_mess_out_changes_the_tables_named_and_no_other(kind):
    usual = generator.simulate("citic", customers=800, seed=7)
    tidy = generator.simulate("citic", customers=800, seed=7, mess=[other for other in MESSY if other != kind])
    assert {name for name in usual if not usual[name].equals(tidy[name])} == MESSY[kind]
    settlements_balance(tidy["settlements"])


def test_returned_payments_swell_inflow_and_outflow_alike():
    usual, tidy = (generator.simulate("citic", 800, 7, mess=mess)["settlements"] for mess in (None, ()))
    for column in ("inflow", "outflow"):
        assert (cents(usual[column]) == cents(tidy[column]) + cents(usual["returned_payments"])).all()
    assert 0.03 < (usual["returned_payments"] > 0).mean() < 0.08
