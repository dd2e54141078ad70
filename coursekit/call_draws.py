"""The bank's call campaigns as one table: who could be called, what was known of them, what was left a year later.

What is known of a customer is counted as in the table of the decision, so that what calls teach can be applied there.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import numpy as np
import pandas as pd

TABLES: Final = (
    "customers", "monthly_assets", "app_sessions", "transactions", "product_holdings", "campaigns", "campaign_arms",
    "assignments",
)  # fmt: skip
YEAR: Final = 12
"""Months after which a call is judged, unless the data end before."""

SHORTEST: Final = 10
"""Months after which a call may be judged at the end of the data."""

KNOWN: Final = 5
"""Months before a campaign that must be known."""

SILENT: Final = 3
SLIPPING: Final = 0.5
LEAST: Final = 1_000.0
"""CNY: whom campaigns are meant for held as much at some month's end of the half-year."""


def known_on(tables: Mapping[str, pd.DataFrame], day: pd.Timestamp) -> pd.DataFrame:
    """Say what was known at the beginning of a month of each customer who has no relationship manager.

    Parameters
    ----------
    tables : the tables named in `TABLES`
    day : the first of a month after the first of the data; where these don't reach half a year back, what there is
        counts

    Returns
    -------
    DataFrame with one row a customer who had an account at the end of the month before, indexed by `customer_id`:
    `segment`, `assets` and `peak_assets_6` (CNY), `silent_months` (at most 6), `sessions_3`, `sessions_before`,
    `payments_3`, `payments_before`, `salaries_3`, `transfers_in_3`, `transferred_out_3` (CNY), `products`,
    `days_since_joined`, `age`, as in the table `decision_customers`
    """
    people = tables["customers"].set_index("customer_id")
    people = people[people["manager_id"].isna()]
    quarter, half_year = day - pd.DateOffset(months=3), day - pd.DateOffset(months=6)
    monthly = tables["monthly_assets"]
    past = monthly[monthly["month"].between(half_year, day, inclusive="left")]
    past = past.pivot(index="customer_id", columns="month", values="closing")
    who = past.index[past.iloc[:, -1].notna()].intersection(people.index)
    past, people = past.loc[who].fillna(0.0), people.loc[who]
    sessions = tables["app_sessions"].rename(columns={"started_at": "moment"})[["customer_id", "moment"]]
    bookings = tables["transactions"].rename(columns={"occurred_at": "moment"})
    bookings = _between(bookings, half_year, day)

    def number(rows: pd.DataFrame) -> pd.Series:
        return rows["customer_id"].value_counts().reindex(who, fill_value=0)

    def payments(rows: pd.DataFrame) -> pd.Series:
        return number(rows[rows["kind"] == "card_payment"]) - number(rows[rows["kind"] == "reversal"])

    recent, before = _between(bookings, quarter, day), _between(bookings, half_year, quarter)
    sent = recent[recent["kind"] == "transfer_out"].groupby("customer_id")["amount"].sum()
    holdings = tables["product_holdings"]
    held = holdings[(holdings["opened_on"] < day) & ~(holdings["ended_on"] < day)]
    signs = ("card_payment", "transfer_in", "transfer_out", "cash_withdrawal")
    moved = bookings[bookings["kind"].isin(signs)][["customer_id", "moment"]]
    last = pd.concat([moved, _between(sessions, half_year, day)]).groupby("customer_id")["moment"].max().reindex(who)
    silent = (day.year - last.dt.year) * 12 + day.month - 1 - last.dt.month
    table = pd.DataFrame({
        "assets": past.iloc[:, -1],
        "peak_assets_6": past.max(axis=1),
        "silent_months": silent.fillna(6).astype(int),
        "sessions_3": number(_between(sessions, quarter, day)),
        "sessions_before": number(_between(sessions, half_year, quarter)),
        "payments_3": payments(recent),
        "payments_before": payments(before),
        "salaries_3": number(recent[recent["kind"] == "salary"]),
        "transfers_in_3": number(recent[recent["kind"] == "transfer_in"]),
        "transferred_out_3": -sent.reindex(who, fill_value=0.0),
        "products": held.groupby("customer_id")["product"].nunique().reindex(who, fill_value=0),
        "days_since_joined": (day - pd.Timedelta(days=1) - people["joined_at"].dt.normalize()).dt.days,
        "age": np.floor(((day - people["birth_date"]).dt.days - 1) / 365.25),
    })  # fmt: skip
    slipping = table["assets"] < SLIPPING * table["peak_assets_6"]
    segment = np.select([table["silent_months"] >= SILENT, slipping], ["silent", "slipping"], "steady")
    table.insert(0, "segment", segment)
    return table.rename_axis("customer_id")


def calls_and_after(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Put together the call campaigns that can be judged: one row a campaign and customer who could be called.

    Parameters
    ----------
    tables : the tables named in `TABLES`

    Returns
    -------
    DataFrame with `campaign_id`, `design` ("randomised" or "targeted"), `customer_id`, `called` (whether the campaign
    chose the customer, reached or not), `cost` of the call (CNY), what was known on the campaign's first day
    (`known_on`), and `later`, the assets at the end of the twelfth month from then on, or of the data (CNY; 0 once
    closed)
    """
    monthly, campaigns = tables["monthly_assets"], tables["campaigns"]
    begin, last = monthly["month"].min(), monthly["month"].max()
    arms = tables["campaign_arms"].set_index(["campaign_id", "arm"])["cost_per_contact"]
    parts = []
    phone = campaigns[campaigns["medium"] == "phone"]
    for number, design, starts in zip(phone["campaign_id"], phone["design"], phone["starts_on"], strict=True):
        day = pd.Timestamp(starts)
        end = min(day + pd.DateOffset(months=YEAR - 1), last)
        if day + pd.DateOffset(months=SHORTEST - 1) > last or day - pd.DateOffset(months=KNOWN) < begin:
            continue
        chosen = tables["assignments"].query("campaign_id == @number")
        known = known_on(tables, day)
        table = chosen[["campaign_id", "customer_id"]].merge(known, on="customer_id")
        arm = table["customer_id"].map(chosen.set_index("customer_id")["arm"])
        after = monthly[monthly["month"] == end].set_index("customer_id")["closing"]
        table.insert(1, "design", design)
        table.insert(3, "called", (arm == "call").to_numpy())
        table.insert(4, "cost", table["called"] * float(arms[number, "call"]))
        table["later"] = table["customer_id"].map(after).fillna(0.0)
        parts.append(table[table["peak_assets_6"] >= LEAST])
    return pd.concat(parts, ignore_index=True)


def _between(table: pd.DataFrame, first: pd.Timestamp, last: pd.Timestamp) -> pd.DataFrame:
    return table[table["moment"].between(first, last, inclusive="left")]
