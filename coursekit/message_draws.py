"""The bank's trials by lot as tables: who could be written to, what was known of them, what they did then.

What is known of a customer is counted as in the table of the decision, so that what trials teach can be applied there.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import pandas as pd

from coursekit.call_draws import TABLES as KNOWN_FROM
from coursekit.call_draws import known_on

TABLES: Final = (*KNOWN_FROM, "contacts")
TAKES_GIFT: Final = 0.75
"""Share who take the gift, of those who opened a message and used the app in the month (the controllers' figure)."""

INVITATION: Final = "mini_programme_invitation"
GONE: Final = 0.3
"""Of the half-year's highest assets: whoever has less left a year later is gone."""


def messages_and_after(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Put together the trials of push messages by lot: one row a campaign and customer who could be written to.

    Parameters
    ----------
    tables : the tables named in `TABLES`

    Returns
    -------
    DataFrame with `campaign_id`, `customer_id`; `arm` and `messages`, the number sent by the lot (0 for "control");
    `opened`, whether any of them was opened, and `clicked`; `active`, whether the app was used from the campaign's
    first day to its last; `cost`, that of the messages and what gifts can be expected to cost (CNY); and what was known
    on the first day (`coursekit.call_draws.known_on`), with `contacts_3`, messages sent in the three months before.
    Customers with a relationship manager are left out, as in the table of the decision.
    """
    campaigns, contacts = tables["campaigns"], tables["contacts"]
    arms = tables["campaign_arms"].rename(columns={"contacts": "messages"})
    lot = campaigns[(campaigns["design"] == "randomised") & (campaigns["medium"] == "push")]
    parts = []
    for number, starts, ends in zip(lot["campaign_id"], lot["starts_on"], lot["ends_on"], strict=True):
        first, after = pd.Timestamp(starts), pd.Timestamp(ends) + pd.Timedelta(days=1)
        drawn = tables["assignments"].query("campaign_id == @number")[["campaign_id", "customer_id", "arm"]]
        table = drawn.merge(arms[["campaign_id", "arm", "messages", "cost_per_contact", "gift"]])
        sent = contacts[contacts["campaign_id"] == number]
        for name, moment in (("opened", "opened_at"), ("clicked", "clicked_at")):
            table[name] = table["customer_id"].isin(sent.loc[sent[moment].notna(), "customer_id"])
        sessions = tables["app_sessions"]
        during = sessions[sessions["started_at"].between(first, after, inclusive="left")]
        table["active"] = table["customer_id"].isin(during["customer_id"])
        came = table["opened"] & table["active"]
        gift = TAKES_GIFT * table.pop("gift") * came
        table["cost"] = table["messages"] * table.pop("cost_per_contact") + gift
        known = known_on(tables, first)
        before = contacts["sent_at"].between(first - pd.DateOffset(months=3), first, inclusive="left")
        known["contacts_3"] = contacts.loc[before, "customer_id"].value_counts().reindex(known.index, fill_value=0)
        parts.append(table.merge(known, on="customer_id"))
    return pd.concat(parts, ignore_index=True)


def invitation_and_after(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Put together the invitation to the mini-programme, drawn by lot, with channels before it and money a year later.

    Parameters
    ----------
    tables : "campaigns", "assignments", "monthly_assets" and "journey_steps"

    Returns
    -------
    DataFrame with one row a customer in the draw: `customer_id`; `arm`, "control" or "invitation"; `channels`, the
    number of different channels of all journey steps in the half-year before; `took_it_up`, whether the mini-programme
    was used in the half-year from the first day on; and `gone`, whether less than 30 % of the half-year's highest
    assets was left twelve months on
    """
    campaigns, steps, monthly = tables["campaigns"], tables["journey_steps"], tables["monthly_assets"]
    invitation = campaigns[campaigns["name"] == INVITATION].iloc[0]
    day = pd.Timestamp(invitation["starts_on"])
    before, after = day - pd.DateOffset(months=6), day + pd.DateOffset(months=6)
    draws = tables["assignments"]
    chosen = draws["campaign_id"] == invitation["campaign_id"]
    drawn: pd.DataFrame = draws.loc[chosen, ["customer_id", "arm"]].reset_index(drop=True)
    past = steps[steps["at"].between(before, day, inclusive="left")]
    since = steps[steps["at"].between(day, after, inclusive="left") & (steps["channel"] == "mini_programme")]
    used = past.groupby("customer_id")["channel"].nunique()
    held = monthly[monthly["month"].between(before, day, inclusive="left")].groupby("customer_id")["closing"].max()
    end = day + pd.DateOffset(months=11)
    later = monthly[monthly["month"] == end].set_index("customer_id")["closing"]
    who = drawn["customer_id"]
    return drawn.assign(
        channels=who.map(used).fillna(0).astype(int),
        took_it_up=who.isin(since["customer_id"]),
        gone=who.map(later).fillna(0.0) < GONE * who.map(held),
    )
