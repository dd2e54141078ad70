"""Survival analysis from outside: lifelines finds the survival of the memberships that the sealed truth implies.

Time is counted in renewals due. Renewals due in the fortnight before the as-of date are left out: a failed payment may
still be mended, so that not all of their outcomes are known.
"""

import dataclasses

import numpy as np
import pandas as pd
import pytest
from lifelines import KaplanMeierFitter
from lifelines.statistics import logrank_test

import generator
from generator.cases.amazon import membership
from generator.cases.amazon.parameters import MEMBERSHIP
from generator.processes.shifted_beta_geometric import ShiftedBetaGeometric

pytestmark = pytest.mark.filterwarnings("ignore:Starting with pandas version 4.0")

MANY = 40_000
LAST_KNOWN = generator.AS_OF - pd.Timedelta(days=15)
LONG = {"monthly": 24, "annual": 3}
FALSE_ALARM = 0.001
MODEL = {
    "monthly": ShiftedBetaGeometric(MEMBERSHIP.monthly_a, MEMBERSHIP.monthly_b),
    "annual": ShiftedBetaGeometric(MEMBERSHIP.annual_a, MEMBERSHIP.annual_b),
}


def renewals(events: pd.DataFrame) -> pd.DataFrame:
    """One row a renewal that fell due in a first membership, with its number (1, 2, …) and whether the member left."""
    paid = events[~events["event"].isin(["trial_started", "trial_ended", "payment_failed"])]
    paid = paid.sort_values(["membership_id", "event_at", "event_id"])
    spell = paid.groupby("membership_id")
    paid = paid.assign(
        number=spell.cumcount() + 1, outcome=spell["event"].shift(-1), first=spell["event"].transform("first")
    )
    due = paid[paid["event"].isin(["plan_started", "renewed"]) & (paid["first"] == "plan_started")]
    due = due[due["paid_until"] <= LAST_KNOWN]
    assert due["outcome"].notna().all()
    return due.assign(left=due["outcome"].isin(["cancelled", "lapsed"])).rename(columns={"paid_until": "due"})


def memberships(due: pd.DataFrame, since: pd.Timestamp | None = None) -> pd.DataFrame:
    """One row a membership: renewals due before it was `watched`, renewals due until it ended or was seen last, `left`.

    Who was watched `since` a day has renewed until then: left truncation. Entry is half a renewal after the last one
    before that day, so that a member counts among those at risk from the next renewal on.
    """
    late = due if since is None else due[due["due"] >= since]
    spell = late.groupby("membership_id")
    return pd.DataFrame(
        {
            "customer_id": spell["customer_id"].first(),
            "entered": spell["number"].min() - 0.5,
            "until": spell["number"].max(),
            "left": spell["left"].any(),
        }
    )


def kaplan_meier(spells: pd.DataFrame, entered: bool = True) -> KaplanMeierFitter:
    entry = spells["entered"] if entered else None
    return KaplanMeierFitter(alpha=FALSE_ALARM).fit(spells["until"], spells["left"], entry=entry)


def outside_of_band(fit: KaplanMeierFitter, truth: pd.Series) -> pd.Series:
    """How far the true survival lies outside of Greenwood's band at each renewal, 0 within it.

    The band has a false alarm in a thousand at each renewal, and neighbouring ones are nearly the same event.
    """
    band = fit.confidence_interval_survival_function_.reindex(truth.index, method="ffill")
    low, high = (band.iloc[:, side] for side in (0, 1))
    return np.maximum(low - truth, 0.0) + np.maximum(truth - high, 0.0)


def width(fit: KaplanMeierFitter, at: int) -> float:
    low, high = fit.confidence_interval_survival_function_.loc[:at].iloc[-1]
    return float(high - low)


def model_survival(plan: str) -> pd.Series:
    """Beta-geometric cancellation, and failed payments that are not mended: what the parameters imply."""
    numbers = np.arange(1, LONG[plan] + 1)
    lapses = MEMBERSHIP.payment_fails * (1 - MEMBERSHIP.payment_recovers)
    return pd.Series(np.cumprod([MODEL[plan].retention(n) * (1 - lapses) for n in numbers]), numbers)


@pytest.fixture(scope="module")
def plain_due():
    """Renewals in a world in which late deliveries, prices and use don't matter, so that a formula is the truth."""
    neutral = dataclasses.replace(MEMBERSHIP, late_on_churn=0.0, price_rise_on_churn=0.0, use_on_churn=0.0)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(membership, "MEMBERSHIP", neutral)
        events = generator.simulate("amazon", customers=MANY, seed=7, tables=["membership_events"])["membership_events"]
    return renewals(events)


@pytest.mark.parametrize("plan", ["monthly", "annual"])
def test_kaplan_meier_finds_the_survival_of_the_parameters(plain_due, plan):
    fit = kaplan_meier(memberships(plain_due[plain_due["plan"] == plan]))
    assert (outside_of_band(fit, model_survival(plan)) == 0).all()
    assert width(fit, LONG[plan]) < 0.10


def test_it_finds_it_too_when_only_those_still_there_are_watched(plain_due):
    """Left truncation: taken into account it does no harm, forgotten it makes the members look loyal."""
    due = plain_due[plain_due["plan"] == "monthly"]
    spells = memberships(due, since=generator.AS_OF - pd.Timedelta(days=365))
    assert (spells["entered"] > 1).mean() > 0.4
    truth = model_survival("monthly")
    assert (outside_of_band(kaplan_meier(spells), truth) == 0).all()
    assert outside_of_band(kaplan_meier(spells, entered=False), truth).max() > 0.05


def test_members_still_there_on_the_as_of_date_are_censored(plain_due):
    """Counted as having left, they would pull the survival far below the truth."""
    spells = memberships(plain_due[plain_due["plan"] == "monthly"])
    assert (~spells["left"]).mean() > 0.3
    assert outside_of_band(kaplan_meier(spells.assign(left=True)), model_survival("monthly")).max() > 0.15


def true_chances(due: pd.DataFrame, data: dict[str, pd.DataFrame], truth: dict[str, pd.DataFrame]) -> np.ndarray:
    """The chance that each renewal due ends the membership: the sealed chances and parameters, the orders observed."""
    known = truth["parameters"].query("group == 'membership'").set_index("name")["value"]
    own = truth["customers"].set_index("customer_id")[["monthly_plan_churn", "annual_plan_churn"]]
    own = own.loc[due["customer_id"]].to_numpy()[np.arange(len(due)), (due["plan"] == "annual").astype(int)]
    orders = data["orders"].merge(data["deliveries"][["order_id", "delivered_at", "promised_on"]], how="left")
    orders["late"] = orders["delivered_at"].dt.normalize() > orders["promised_on"]
    month = orders["ordered_at"].dt.to_period("M")
    recent = np.zeros((len(due), 2))
    for back in (1, 2, 3):
        monthly = orders.groupby(["customer_id", month])["late"].agg(["size", "sum"])
        keys = pd.MultiIndex.from_arrays([due["customer_id"], due["due"].dt.to_period("M") - back])
        recent += monthly.reindex(keys, fill_value=0).to_numpy()
    dearer = (due["due"] >= "2025-10-01") & due["price"].isin([14.99, 139.0])
    odds = np.log(own / (1 - own)) + known["late_on_churn"] * np.minimum(recent[:, 1], known["late_most"])
    odds += known["use_on_churn"] * (np.log1p(recent[:, 0]) - known["use_centre"])
    cancels = 1 / (1 + np.exp(-odds - known["price_rise_on_churn"] * dearer.to_numpy()))
    return np.asarray(1 - (1 - cancels) * (1 - known["payment_fails"] * (1 - known["payment_recovers"])))


@pytest.mark.parametrize("plan", ["monthly", "annual"])
def test_in_the_data_it_finds_the_survival_that_the_sealed_truth_implies(data, truth, plan):
    """With all covariates, watched since orders have been known for three months; members before that enter late."""
    since = generator.AS_OF - pd.DateOffset(months=21) + pd.Timedelta(days=1)
    due = renewals(data["membership_events"])
    due = due[(due["plan"] == plan) & (due["due"] >= since)]
    chance = pd.Series(true_chances(due, data, truth), due.index).groupby(due["number"]).mean()
    implied = (1 - chance).cumprod().loc[: LONG[plan]]
    fit = kaplan_meier(memberships(due, since))
    assert (outside_of_band(fit, implied) == 0).all()
    assert width(fit, LONG[plan]) < 0.25


def test_the_log_rank_test_tells_those_apart_who_differ_and_no_others(amazon, sealed):
    """By their own chance of leaving the plan that they have, and by that of the other plan, which means nothing."""
    due = renewals(amazon["membership_events"])
    spells = memberships(due[due["plan"] == "monthly"])
    known = sealed["customers"].set_index("customer_id").loc[spells["customer_id"]]
    p = {}
    for plan in ("monthly", "annual"):
        own = known[f"{plan}_plan_churn"].to_numpy()
        high = own > np.median(own)
        one, other = spells[high], spells[~high]
        p[plan] = logrank_test(one["until"], other["until"], one["left"], other["left"]).p_value
    assert p["monthly"] < 1e-12
    assert p["annual"] > 0.01
