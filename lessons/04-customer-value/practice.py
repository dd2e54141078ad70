"""Make the practice shop of lesson 04: `.venv/bin/python lessons/04-customer-value/practice.py`.

A few thousand customers of the generator, with a seed that no learner has, put together as the lesson does it; the
sealed truth of who is still active and what is to come is laid beside them.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pandas as pd

import generator

CUSTOMERS: Final = 4_000
SEED: Final = 404
FILE: Final = Path(__file__).parents[2] / "coursekit/practice/amazon_customers.csv"
FIRST_DAY, LAST_DAY = pd.Timestamp("2024-07-01"), pd.Timestamp("2026-06-30")


def practice_table(customers: int = CUSTOMERS, seed: int = SEED) -> pd.DataFrame:
    """Put together what the file holds; see `coursekit.practice_customers`."""
    tables = generator.simulate("amazon", customers=customers, seed=seed)
    truth = generator.simulate_truth("amazon", customers=customers, seed=seed)["customers"].set_index("customer_id")
    ledger = order_margins(tables)
    newcomers = tables["customers"].loc[tables["customers"]["joined_at"] >= FIRST_DAY, "customer_id"]
    ledger = ledger[ledger["customer_id"].isin(newcomers)]
    bought = ledger[~ledger["status"].isin(["cancelled", "returned"])]
    day = bought["ordered_at"].dt.normalize()
    days = day.groupby(bought["customer_id"]).agg(["min", "max", "nunique"])
    found = pd.DataFrame(
        {
            "repeats": days["nunique"] - 1,
            "recency": (days["max"] - days["min"]).dt.days,
            "age": (LAST_DAY - days["min"]).dt.days,
        }
    )
    last_year = ledger["ordered_at"] >= LAST_DAY - pd.Timedelta(days=364)
    found["revenue"] = ledger.groupby("customer_id")["revenue"].sum()
    found["margin"] = ledger.groupby("customer_id")["margin"].sum()
    found["last_year"] = ledger[last_year].groupby("customer_id")["margin"].sum()
    found["active"] = truth["active"]
    found["true_value"] = truth["expected_value_12"]
    return found.fillna({"last_year": 0.0}).round(2).reset_index()


def order_margins(tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """Give each order its revenue and its margin; nothing for a cancelled one."""
    lines = tables["order_items"].merge(tables["products"][["product_id", "unit_cost"]], on="product_id")
    stays = ~lines["order_item_id"].isin(tables["returns"]["order_item_id"])
    goods = (lines["quantity"] * lines["unit_cost"] * stays).groupby(lines["order_id"]).sum()
    ledger = tables["orders"].set_index("order_id")[["customer_id", "ordered_at", "status", "amount"]]
    refund = tables["returns"].groupby("order_id")["refund"].sum().reindex(ledger.index, fill_value=0.0)
    parcel = tables["deliveries"].groupby("order_id")["cost"].sum().reindex(ledger.index, fill_value=0.0)
    sent = ledger["status"] != "cancelled"
    revenue = (ledger["amount"] - refund).where(sent, 0.0)
    margin = (revenue - goods - parcel).where(sent, 0.0)
    return ledger.assign(revenue=revenue, margin=margin)


if __name__ == "__main__":
    FILE.parent.mkdir(exist_ok=True)
    practice_table().to_csv(FILE, index=False, lineterminator="\n")
    print(FILE)
