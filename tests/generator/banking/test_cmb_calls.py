"""Managers call whom they worry about: who was called leaves more, though calls help; a tenth was called by lot."""

import numpy as np
import pandas as pd

LOTTERIES = ("winter_lottery", "spring_lottery", "summer_lottery")


def difference(campaign: pd.DataFrame) -> tuple[float, float, float]:
    """What a naive comparison of those called with the others shows, its standard error, and the true effect."""
    observed = campaign[campaign["arm"] == campaign["given"]].set_index("assignment_id")
    called = observed["given"] == "call"
    lost = observed["lost"].astype(float)
    error = np.sqrt(lost[called].var() / called.sum() + lost[~called].var() / (~called).sum())
    wide = campaign.pivot(index="assignment_id", columns="arm", values="lost_probability")
    effect = (wide["call"] - wide["control"]).mean()
    return lost[called].mean() - lost[~called].mean(), error, effect


def test_calls_by_lot_show_the_true_effect(cmb_trials):
    for name in LOTTERIES:
        naive, error, effect = difference(cmb_trials[cmb_trials["name"] == name])
        assert effect < -0.015
        assert abs(naive - effect) < 4 * error


def test_in_each_lottery_one_tenth_was_called_by_lot(cmb):
    drawn = cmb["assignments"].merge(cmb["campaigns"], on="campaign_id").set_index("name").loc[list(LOTTERIES)]
    assert (abs((drawn["arm"] == "call").groupby("name").mean() - 0.1) < 0.02).all()
    assert drawn["propensity"].isin([0.1, 0.9]).all()


def test_those_called_by_rule_leave_more_though_calls_help(cmb_trials):
    for name in ("autumn_care_2024", "autumn_care_2025"):
        campaign = cmb_trials[cmb_trials["name"] == name]
        naive, _, effect = difference(campaign)
        assert effect < -0.015
        control = campaign[campaign["arm"] == "control"].set_index("assignment_id")
        called = control["given"] == "call"
        selection = control["lost_probability"][called].mean() - control["lost_probability"][~called].mean()
        wide = campaign.pivot(index="assignment_id", columns="arm", values="lost_probability")
        on_called = (wide["call"] - wide["control"])[called].mean()
        assert naive > 0.05
        assert abs(naive - (selection + on_called)) < 0.05


def test_weighting_by_the_propensity_undoes_most_of_the_bias(cmb_trials):
    """The rule sees only what is in the tables, so the stated propensity suffices."""
    campaign = cmb_trials[cmb_trials["name"] == "autumn_care_2024"]
    observed = campaign[campaign["arm"] == campaign["given"]]
    weight = 1.0 / observed["propensity_given"]
    called, lost = observed["given"] == "call", observed["lost"].astype(float)
    weighted = np.average(lost[called], weights=weight[called]) - np.average(lost[~called], weights=weight[~called])
    naive, _, effect = difference(campaign)
    assert abs(weighted - effect) < 0.4 * abs(naive - effect)


def test_ordinary_contacts_go_to_customers_at_risk(cmb):
    """Pooled over a year: of the customers with a manager, those called have lost more of their assets since."""
    ordinary = cmb["manager_contacts"][cmb["manager_contacts"]["campaign_id"].isna()]
    month = ordinary["called_at"].dt.to_period("M").dt.to_timestamp()
    called = set(zip(ordinary["customer_id"], month, strict=True))
    assets = cmb["monthly_assets"].pivot(index="customer_id", columns="month", values="closing")
    assets = assets.reindex(cmb["customers"].dropna(subset="manager_id")["customer_id"])
    rows = []
    for number in range(6, 18):
        before, later = assets.iloc[:, number - 1], assets.iloc[:, number + 6].fillna(0.0)
        known = before.index[before > 1_000.0]
        was_called = [(customer, assets.columns[number]) in called for customer in known]
        rows.append(pd.DataFrame({"called": was_called, "left": (later < 0.3 * before)[known]}))
    pooled = pd.concat(rows).groupby("called")["left"].mean()
    assert pooled[True] > 1.3 * pooled[False]


def test_nobody_is_called_after_closing(cmb):
    calls = cmb["manager_contacts"].merge(cmb["closures"], on="customer_id")
    assert (calls["called_at"] < calls["closed_at"]).all()


def test_calls_are_made_in_office_hours(cmb):
    called = cmb["manager_contacts"]["called_at"]
    assert called.dt.hour.between(9, 17).all()
    working = cmb["calendar"].set_index("date")["working_day"]
    assert called.dt.normalize().map(working).all()
