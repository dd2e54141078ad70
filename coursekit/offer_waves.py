"""The coffee chain's waves by lot as one table: who was drawn, what was known of them, what they did in ten days.

What is known of a member is counted as in the table of the decision, so that what the waves teach can be applied there.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import pandas as pd

DAYS: Final = 10
"""Days from the first of a wave on in which its outcomes are counted."""

SEGMENTS: Final = {"occasional": 0, "regular": 6, "frequent": 16}
"""From how many paid visits in the 90 days before a member belongs to a segment."""

NOTHING: Final = "nothing"
TABLES: Final = ("visits", "line_items", "menu", "offers", "offer_events", "campaigns", "assignments")


def known_on(visits: pd.DataFrame, day: pd.Timestamp) -> pd.DataFrame:
    """Say what was known of each member at the beginning of a day.

    Parameters
    ----------
    visits : with `member_id`, `visited_at`, `status` and `gross`; only paid visits before the day count
    day : midnight

    Returns
    -------
    DataFrame with one row a member who came within 90 days, indexed by `member_id`: `segment`, `days_since_visit`,
    `visits_30`, `visits_90`, `visits_365` and `gross_365` (USD), as in the table `decision_customers`

    Examples
    --------
    >>> came = pd.to_datetime(["2026-03-01 08:00", "2026-03-20 08:00"])
    >>> visits = pd.DataFrame({"member_id": 7, "visited_at": came, "status": "paid", "gross": [4.0, 12.0]})
    >>> print(known_on(visits, pd.Timestamp("2026-04-01")).to_string(index=False))
       segment  days_since_visit  visits_30  visits_90  visits_365  gross_365
    occasional                12          1          2           2       16.0
    """
    year = visits["visited_at"].between(day - pd.Timedelta(days=365), day, inclusive="left")
    paid = visits.loc[year & (visits["status"] == "paid"), ["member_id", "visited_at", "gross"]]
    ago = (day - paid["visited_at"].dt.normalize()).dt.days
    counts = {days: paid.loc[ago <= days, "member_id"].value_counts() for days in (30, 90, 365)}
    table = pd.DataFrame({"visits_90": counts[90].sort_index()}).rename_axis("member_id")
    table["days_since_visit"] = ago.groupby(paid["member_id"]).min().reindex(table.index)
    for days in (30, 365):
        table[f"visits_{days}"] = counts[days].reindex(table.index, fill_value=0)
    table["gross_365"] = paid.groupby("member_id")["gross"].sum().reindex(table.index).round(2)
    edges = [*SEGMENTS.values(), float("inf")]
    segment = pd.cut(table["visits_90"], edges, right=False, labels=list(SEGMENTS)).astype(str)
    table.insert(0, "segment", segment)
    return table[["segment", "days_since_visit", "visits_30", "visits_90", "visits_365", "gross_365"]]


def drawn_by_lot(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Put together the waves by lot: one row a wave and member who could get an offer.

    Parameters
    ----------
    tables : the tables named in `TABLES`

    Returns
    -------
    DataFrame with `campaign_id`, `member_id`; `offer`, "nothing" for the control group, else named by kind and reward
    as the decision's actions are; what was known on the day of the wave (`known_on`); `viewed`, `completed`; and of the
    ten days from that day on `visits` (paid), `margin` (bills before rewards less the cost of goods), `reward` (taken
    off for the offer) and `message` (cost of telling), all USD
    """
    paid = _with_margin(tables)
    names = offer_names(tables["offers"])
    events = tables["offer_events"].drop_duplicates()
    campaigns, assignments = tables["campaigns"], tables["assignments"]
    waves = campaigns[campaigns["design"] == "randomised"]
    parts = []
    for number, cost, day in zip(waves["campaign_id"], waves["cost_per_contact"], waves["starts_on"], strict=True):
        begin = pd.Timestamp(day)
        end = begin + pd.Timedelta(days=DAYS)
        drawn = assignments[assignments["campaign_id"] == number]
        then = paid[paid["visited_at"].between(begin, end, inclusive="left")].groupby("member_id")
        did = pd.DataFrame(
            {"visits": then.size(), "margin": then["margin"].sum(), "reward": then["offer_reward"].sum()}
        )
        mine = events[events["campaign_id"] == number]
        table = pd.DataFrame({"campaign_id": number, "member_id": drawn["member_id"].to_numpy()})
        table["offer"] = drawn["offer_id"].map(names).fillna(NOTHING).to_numpy()
        for event in ("viewed", "completed"):
            table[event] = table["member_id"].isin(mine.loc[mine["event"] == event, "member_id"])
        known = known_on(paid, begin)
        table = table.merge(known, on="member_id", how="left").merge(did, on="member_id", how="left")
        table["message"] = (table["offer"] != NOTHING) * float(cost)
        parts.append(table)
    columns = ["visits", "margin", "reward"]
    together = pd.concat(parts, ignore_index=True)
    together[columns] = together[columns].fillna(0)
    return together.astype({"visits": "int64"}).round({"margin": 2, "reward": 2})


def offer_names(offers: pd.DataFrame) -> pd.Series:
    """Name each offer by its kind and reward, as the decision's actions are named; indexed by `offer_id`.

    >>> offers = pd.DataFrame({"offer_id": [1, 2], "kind": ["bogo", "informational"], "reward": [10.0, 0.0]})
    >>> offer_names(offers).tolist()
    ['bogo_10', 'news']
    """
    named = offers["kind"] + "_" + offers["reward"].astype(int).astype(str)
    return named.where(offers["reward"] > 0, "news").set_axis(offers["offer_id"])


def _with_margin(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    lines, costs = tables["line_items"], tables["menu"].set_index("item_id")["unit_cost"]
    goods = (lines["quantity"] * lines["item_id"].map(costs)).groupby(lines["visit_id"]).sum()
    visits = tables["visits"]
    paid = visits[visits["status"] == "paid"]
    return paid.assign(margin=paid["gross"] - goods.reindex(paid["visit_id"]).to_numpy())
