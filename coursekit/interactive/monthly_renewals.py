"""Renewals of the monthly plan as they fell due, and what the shop knew of each member on the first of that month.

One row a member and period at risk is how discrete-time survival analysis lays out its data (Allison, "Discrete-time
methods for the analysis of event histories", Sociological Methodology 13, 1982, 61–98).
"""

from __future__ import annotations

from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from coursekit.interactive.membership_truth import LATE_MOST, MONTHLY_PRICE, PRICE_RISE

FIRST_DAY: Final = pd.Timestamp("2024-10-01")
"""The first of the months before which orders of three whole months are known."""

RISE: Final = pd.Timestamp(PRICE_RISE)
"""From this day on the month costs more; who has paid less before pays more at the next renewal."""

MONTHS: Final = 3
MOST: Final = LATE_MOST
"""Late deliveries and complaints that count at most: few members have more."""

PAYMENTS: Final = ("plan_started", "rejoined", "renewed")
DRIVERS: Final = ("late", "use", "dearer", "complaints", "tenure")


def monthly_renewals(events: pd.DataFrame) -> pd.DataFrame:
    """Put together the renewals of the monthly plan that fell due by the end of the data.

    Parameters
    ----------
    events : the table `membership_events`, whole

    Returns
    -------
    one row a renewal, in the order of `due_on`: `renewal_id`, `membership_id`, `customer_id`, `due_on` (midnight),
    `as_of` (first of that month), `renewal` (its number in the membership), `dearer` (1 at the first renewal at a
    higher price), `cancelled` (1 when the member decided not to renew; a failed payment is no decision)
    """
    known_until = events["event_at"].max().normalize()
    paid = events[(events["plan"] == "monthly") & events["event"].isin(PAYMENTS)]
    cancelled = events.loc[events["event"] == "cancelled", "membership_id"]
    due = pd.to_datetime(paid["paid_until"])
    number = paid.groupby("membership_id").cumcount() + 1
    last = number == number.groupby(paid["membership_id"]).transform("max")
    table = pd.DataFrame(
        {
            "membership_id": paid["membership_id"],
            "customer_id": paid["customer_id"],
            "due_on": due,
            "as_of": due.dt.to_period("M").dt.start_time.astype(due.dtype),
            "renewal": number,
            "dearer": ((due >= RISE) & (paid["price"] < MONTHLY_PRICE)).astype(int),
            "cancelled": (last & paid["membership_id"].isin(cancelled)).astype(int),
        }
    )
    inside = (due >= FIRST_DAY) & (due <= known_until)
    found: pd.DataFrame = table.loc[inside].sort_values(["due_on", "membership_id"]).reset_index(drop=True)
    found.insert(0, "renewal_id", np.arange(1, len(found) + 1))
    return found


def drivers_of(
    renewals: pd.DataFrame, orders: pd.DataFrame, deliveries: pd.DataFrame, tickets: pd.DataFrame
) -> pd.DataFrame:
    """Say what was known of each member on `as_of` that may drive them away.

    Parameters
    ----------
    renewals : as `monthly_renewals` gives them
    orders, deliveries, tickets : tables of the data set; tickets that were filed twice count once

    Returns
    -------
    `renewals` with four columns more: `late`, deliveries that arrived late in the three months before (at most 3);
    `use`, log(1 + orders) of these months; `complaints`, tickets opened in these months (at most 3); `tenure`, log of
    the number of the renewal
    """
    late = deliveries[deliveries["delivered_at"].dt.normalize() > pd.to_datetime(deliveries["promised_on"])]
    once = tickets.drop_duplicates("ticket_id")
    return renewals.assign(
        late=np.minimum(_before(renewals, late["customer_id"], late["delivered_at"]), MOST),
        use=np.log1p(_before(renewals, orders["customer_id"], orders["ordered_at"])),
        complaints=np.minimum(_before(renewals, once["customer_id"], once["opened_at"]), MOST),
        tenure=np.log(renewals["renewal"]),
    )


def _before(renewals: pd.DataFrame, customer: pd.Series, moment: pd.Series) -> NDArray[np.int64]:
    """How often something happened to each member in the three calendar months before that of the renewal."""
    keys = np.sort(_key(customer, moment))
    at = _key(renewals["customer_id"], renewals["as_of"])
    found: NDArray[np.int64] = np.searchsorted(keys, at) - np.searchsorted(keys, at - MONTHS)
    return found


def _key(customer: pd.Series, moment: pd.Series) -> NDArray[np.int64]:
    """One number for a customer and a calendar month, rising with both."""
    month = moment.dt.year * 12 + moment.dt.month
    keys: NDArray[np.int64] = (customer * 100_000 + month).to_numpy(dtype=np.int64)
    return keys
