"""Lesson 10 by the standards of the field: definitions checked independently, wrong answers told apart."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from judging import verdict_on

from coursekit.interactive.shrinkage import shrunk_rates
from coursekit.plan_lotteries import DESKS, TABLES, clients_on, desk_of, known_on, plans_and_after
from grader.lesson import read_lesson

ROOT = Path(__file__).parents[2]
LESSON = read_lesson(ROOT / "lessons/10-clients-by-industry")
CUSTOMERS = 1_200
OWN = ["deposit_income", "loan_income", "fee_income"]


# --- what is known, and what came after


def test_what_was_known_is_counted_as_the_decision_counts_it():
    generator = pytest.importorskip("generator")
    data = generator.simulate("citic", customers=800, seed=9, tables=list(TABLES))
    seen = generator.decision_world("citic", 800, 9).customers.set_index("firm_id")
    found = known_on(data, pd.Timestamp("2026-07-01")).loc[seen.index]
    for name in found:
        assert np.allclose(found[name].astype(float), seen[name].astype(float), equal_nan=True, atol=0.006), name


def test_every_industry_belongs_to_one_desk(population):
    names = [name for industries in DESKS.values() for name in industries]
    assert len(names) == len(set(names))
    assert desk_of(population["firms"]["industry"]).notna().all()


def test_clients_of_a_day_had_an_account_at_the_end_of_the_month_before(population):
    day = pd.Timestamp("2025-07-01")
    here = clients_on(population, day)
    june = population["settlements"]["month"] == pd.Timestamp("2025-06-01")
    open_then = population["settlements"].loc[june, "firm_id"]
    exits = population["exits"].set_index("firm_id")["exited_on"]
    still = open_then[~(open_then.map(exits) < day)]
    assert set(here.index) == set(still)
    year = exits[(exits >= day) & (exits < day + pd.DateOffset(years=1))]
    assert set(here.index[here["gone"]]) == set(year.index) & set(here.index)


def test_drawn_by_lot_are_all_clients_of_the_pilot_and_nobody_chosen_by_rule(population):
    drawn = plans_and_after(population)
    assert sorted(drawn["campaign_id"].unique()) == [1, 2]
    by_rule = population["assignments"].query("chosen_by == 'rule'")[["campaign_id", "firm_id"]]
    assert drawn.merge(by_rule, on=["campaign_id", "firm_id"]).empty
    assert set(drawn.query("campaign_id == 1")["firm_id"]) == set(
        clients_on(population, pd.Timestamp("2024-10-01")).index
    )


# --- definitions


def test_the_index_agrees_with_its_textbook_form(reference, population):
    """Mean and variance of the shares: 1/n + n × variance (Adelman, 1969)."""
    income, firms = population["income"], population["firms"]
    own = income[OWN].sum(axis=1).groupby(income["firm_id"]).sum()
    client = (
        firms.set_index("firm_id")["group_id"]
        .astype("Float64")
        .fillna(firms.set_index("firm_id").index.to_series() / -1.0)
    )
    share = own.groupby(client.reindex(own.index)).sum() / own.sum()
    expected = 1 / len(share) + len(share) * share.var(ddof=0)
    assert reference["concentration"](income, firms) == pytest.approx(expected)


def test_equal_clients_have_an_index_of_one_over_their_number(reference):
    income = pd.DataFrame({"firm_id": range(8), "month": pd.Timestamp("2026-01-01"), "deposit_income": 5.0})
    income = income.assign(loan_income=0.0, fee_income=0.0, group_income=3.0, total=8.0)
    firms = pd.DataFrame({"firm_id": range(8), "group_id": pd.array([1, 1, 2, 2, None, None, 3, 3], dtype="Int64")})
    alone = firms.assign(group_id=pd.array([None] * 8, dtype="Int64"))
    assert reference["concentration"](income, alone) == pytest.approx(1 / 8)
    assert reference["concentration"](income, firms) == pytest.approx(3 * (1 / 4) ** 2 + 2 * (1 / 8) ** 2)


def test_income_booked_again_with_the_parent_is_that_of_the_other_members(population):
    year = population["income"]
    firms = population["firms"].dropna(subset="group_id")
    joined = year.merge(firms[["firm_id", "group_id", "group_parent"]], on="firm_id")
    joined["own"] = joined[OWN].sum(axis=1)
    parents = joined[joined["group_parent"]]
    members = joined[~joined["group_parent"]].groupby(["group_id", "month"])["own"].sum()
    again = parents.set_index(["group_id", "month"])["group_income"]
    both = again.index.intersection(members.index)
    assert np.allclose(again[both], members[both], atol=0.02)


def test_shrunk_rates_are_those_of_the_interactive_part(reference, population):
    rates = (
        clients_on(population, pd.Timestamp("2025-07-01")).groupby("industry")["gone"].agg(clients="size", gone="sum")
    )
    found = reference["shrunk"](rates.rename_axis("unit").reset_index(), 80.0)
    assert np.allclose(found["shrunk"], shrunk_rates(rates["clients"], rates["gone"], 80.0))


def test_alerts_without_lead_time_agree_with_precision_and_recall_of_confusion_counts(reference, population):
    exits = population["exits"].assign(judged=True)
    alerts = population["alerts"]
    found = reference["alert_quality"](alerts, exits, 0).set_index("kind")
    head = alerts[alerts["system"] == "head_office"]
    pairs = head.merge(exits, on="firm_id")
    late = pairs["exited_on"] - pairs["raised_on"]
    right = pairs[(late >= pd.Timedelta(0)) & (late <= pd.Timedelta(days=180))]
    assert np.allclose(
        found["precision"], right["kind"].value_counts().reindex(found.index, fill_value=0) / found["alerts"]
    )
    hits = right.groupby("kind")["firm_id"].nunique().reindex(found.index, fill_value=0)
    assert np.allclose(found["recall"], hits / len(exits))


def test_one_draw_agrees_with_welchs_standard_error_of_scipy(reference):
    stats = pytest.importorskip("scipy.stats")
    draw = reference["drawn"].query("campaign_id == 1 and desk == 'works'")
    got, none = (draw.loc[draw["plan"] == which, "gone"].astype(float) for which in ("credit", "control"))
    found = reference["plan_effects"](draw).set_index("plan").loc["credit"]
    error = (got.mean() - none.mean()) / stats.ttest_ind(got, none, equal_var=False).statistic
    assert found["effect"] == pytest.approx(got.mean() - none.mean())
    assert found["high"] - found["effect"] == pytest.approx(1.96 * abs(error))


def test_intervals_cover_the_truth_in_about_95_of_100_experiments_and_the_pot_does_not(reference):
    """150 intervals: three standard errors of a share of .95 are .053."""
    random, truth = np.random.default_rng(8), -0.06
    covered, potted = [], []
    for _ in range(150):
        parts = []
        for campaign, base, share in ((1, 0.2, 0.15), (2, 0.6, 0.6)):
            treated = random.random(500) < share
            gone = random.random(500) < base + truth * treated
            plan = np.where(treated, "credit", "control")
            parts.append(pd.DataFrame({"campaign_id": campaign, "desk": "all", "plan": plan, "gone": gone}))
        drawn = pd.concat(parts)
        for hits, rows in ((covered, drawn), (potted, drawn.assign(campaign_id=1))):
            found = reference["plan_effects"](rows).iloc[0]
            hits.append(found["low"] <= truth <= found["high"])
    assert np.mean(covered) == pytest.approx(0.95, abs=0.055)
    assert np.mean(potted) < 0.5


# --- right and wrong answers


def filled_with_the_first_group(income, firms):
    own = income[OWN].sum(axis=1).groupby(income["firm_id"]).sum()
    group = own.index.to_series().map(firms.set_index("firm_id")["group_id"]).ffill().fillna(0)
    return float(((own.groupby(group).sum() / own.sum()) ** 2).sum())


def share_of_each_month(income, firms):
    joined = income.merge(firms, on="firm_id").assign(own=income[OWN].sum(axis=1).to_numpy())
    client = joined["group_id"].fillna(-joined["firm_id"])
    share = joined["own"].groupby([client, joined["month"]]).sum() / joined.groupby("month")["own"].sum()
    return float((share.groupby("group_id").mean() ** 2).sum()) if share.index.names[0] else float((share**2).mean())


def only_inflow(known):
    return np.where(known["inflow_ratio"] < 0.6, "watch", "sound")


def or_for_and(known):
    signs = (known["inflow_ratio"] < 0.6) + 0 + (known["days_past_due"] >= 30)
    signs += (known["payroll_months"] == 0) | (known["payroll_months_before"] < 3)
    return signs.map({0: "sound", 1: "watch", 2: "ill", 3: "ill"})


def sorted_words(known):
    return sorted(np.where(known["inflow_ratio"] < 0.6, "watch", "sound"))


def median_for_the_overall_rate(rates, strength):
    middle = (rates["gone"] / rates["clients"]).median()
    return rates[["unit"]].assign(shrunk=(rates["gone"] + strength * middle) / (rates["clients"] + strength))


def strength_of_thirty(rates, strength):
    middle = rates["gone"].sum() / rates["clients"].sum()
    return rates[["unit"]].assign(shrunk=(rates["gone"] + 30 * middle) / (rates["clients"] + 30))


def overall_rate_of_the_others(rates, strength):
    others = (rates["gone"].sum() - rates["gone"]) / (rates["clients"].sum() - rates["clients"])
    return rates[["unit"]].assign(shrunk=(rates["gone"] + strength * others) / (rates["clients"] + strength))


def first_alert_of_each_firm(alerts, exits, lead):
    head = alerts[alerts["system"] == "head_office"].sort_values("raised_on").drop_duplicates(["firm_id", "kind"])
    days = (head["firm_id"].map(exits.set_index("firm_id")["exited_on"]) - head["raised_on"]).dt.days
    head = head.assign(days=days.where(days.between(lead, 180)))
    judged = exits.loc[exits["judged"], "firm_id"]
    rows = [
        (
            kind,
            len(mine),
            mine["days"].notna().mean(),
            judged.isin(mine.dropna()["firm_id"]).mean(),
            mine["days"].median(),
        )
        for kind, mine in head.groupby("kind")
    ]
    return pd.DataFrame(rows, columns=["kind", "alerts", "precision", "recall", "days"])


def binomial_variance(drawn):
    cells = drawn.groupby(["desk", "campaign_id", "plan"])["gone"].agg(["mean", "size"]).reset_index()
    cells = cells[cells["size"] >= 5].assign(var=lambda rows: rows["mean"] * (1 - rows["mean"]))
    pairs = cells[cells["plan"] != "control"].merge(
        cells[cells["plan"] == "control"].drop(columns="plan"), on=["desk", "campaign_id"], suffixes=("", "_0")
    )
    weight = pairs["size"] / pairs.groupby(["desk", "plan"])["size"].transform("sum")
    pairs["effect"] = weight * (pairs["mean"] - pairs["mean_0"])
    pairs["square"] = weight**2 * (pairs["var"] / pairs["size"] + pairs["var_0"] / pairs["size_0"])
    found = pairs.groupby(["desk", "plan"])[["effect", "square"]].sum().reset_index()
    half = 1.96 * np.sqrt(found["square"])
    return found.assign(low=found["effect"] - half, high=found["effect"] + half)


@pytest.mark.parametrize(
    ("name", "answer"),
    [
        ("concentration", filled_with_the_first_group),
        ("concentration", share_of_each_month),
        ("health", only_inflow),
        ("health", or_for_and),
        ("health", sorted_words),
        ("shrunk", median_for_the_overall_rate),
        ("shrunk", strength_of_thirty),
        ("shrunk", overall_rate_of_the_others),
        ("alert-quality", first_alert_of_each_firm),
        ("plan-effects", binomial_variance),
    ],
)
def test_wrong_answers_that_nobody_listed_are_refused(compiled, name, answer):
    assert not verdict_on(compiled[name], answer).right


def test_health_may_be_answered_as_a_series_of_the_firms(compiled):
    def as_series(known):
        signs = known["inflow_ratio"].lt(0.6) * 1 + known["days_past_due"].ge(30)
        signs += known["payroll_months"].eq(0) & known["payroll_months_before"].ge(3)
        return signs.clip(upper=2).map({0: "sound", 1: "watch", 2: "ill"}).rename("health")

    assert verdict_on(compiled["health"], as_series).right


# --- the decision
