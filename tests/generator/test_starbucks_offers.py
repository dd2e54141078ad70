"""Offers are experiments, or look like ones: the lot finds their effect, and viewers or targets mislead about it."""

from functools import cache

import numpy as np
import pandas as pd
import pytest

import generator

SEEDS = (7, 8, 9)
TABLES = ("visits", "offers", "offer_events", "campaigns", "assignments", "contacts")


@cache
def simulated(seed: int) -> dict[str, pd.DataFrame]:
    data = generator.simulate("starbucks", seed=seed, tables=TABLES)
    return {**data, "sealed": generator.simulate_truth("starbucks", seed=seed)["assignments"]}


@pytest.fixture(params=SEEDS, ids=lambda seed: f"seed {seed}")
def coffee(request):
    return simulated(request.param)


@pytest.fixture
def options(coffee):
    """Every assignment and option with what was planned."""
    offers = coffee["offers"].rename(columns={"reward": "face_value", "spend": "threshold"})
    return coffee["sealed"].merge(coffee["campaigns"], on="campaign_id").merge(offers, "left", "offer_id")


@pytest.fixture
def trials(coffee):
    """Every assignment with what was done, what happened and what would have happened without an offer."""
    sealed = coffee["sealed"].fillna({"offer_id": 0})
    full = coffee["assignments"].fillna({"offer_id": 0}).merge(coffee["campaigns"], on="campaign_id")
    kept = [c for c in sealed if c not in ("campaign_id", "member_id")]
    full = full.merge(sealed[kept], on=["assignment_id", "offer_id"])
    control = sealed.query("offer_id == 0").drop(columns=["campaign_id", "member_id", "offer_id", "segment"])
    return full.merge(control, on="assignment_id", suffixes=("", "_without"))


def test_what_happened_is_the_potential_outcome_of_the_arm(trials, coffee):
    paid = coffee["visits"].query("status == 'paid'")
    for _, wave in trials.groupby("campaign_id"):
        first, last = wave["starts_on"].iloc[0], wave["ends_on"].iloc[0] + pd.Timedelta(days=1)
        here = paid[(paid["visited_at"] >= first) & (paid["visited_at"] < last)].groupby("member_id")
        assert (here.size().reindex(wave["member_id"], fill_value=0).to_numpy() == wave["visits"].to_numpy()).all()
        spent = here["gross"].sum().reindex(wave["member_id"], fill_value=0.0).to_numpy()
        assert np.allclose(spent, wave["spend"])
        reward = here["offer_reward"].sum().reindex(wave["member_id"], fill_value=0.0).to_numpy()
        assert np.allclose(reward, wave["reward"])


def test_the_funnel_records_the_potential_outcome_of_the_arm(trials, coffee):
    events = coffee["offer_events"].drop_duplicates(["member_id", "campaign_id", "event"])
    keys = pd.MultiIndex.from_frame(trials[["member_id", "campaign_id"]])
    for event in ("viewed", "completed"):
        seen = pd.MultiIndex.from_frame(events.loc[events["event"] == event, ["member_id", "campaign_id"]])
        assert (keys.isin(seen) == trials[event]).all()
    received = pd.MultiIndex.from_frame(events.query("event == 'received'")[["member_id", "campaign_id"]])
    assert (keys.isin(received) == (trials["arm"] == "treated")).all()


def test_potential_outcomes_share_their_random_numbers(options):
    plain = options[options["offer_id"].isna()].set_index("assignment_id")["visits"]
    offered = options[options["offer_id"].notna()]
    gain = offered["visits"].to_numpy() - plain[offered["assignment_id"]].to_numpy()
    assert (gain[(offered["effect"] > 0).to_numpy()] >= 0).all()
    assert (gain[(offered["effect"] < 0).to_numpy()] <= 0).all()
    assert (gain[~offered["viewed"].to_numpy()] == 0).all()


def test_expectations_match_what_is_played_out(options):
    """Each within four standard errors, over all options of the waves drawn by lot and by rule."""
    for column, expected in (
        ("visits", "expected_visits"),
        ("completed", "completion_probability"),
        ("reward", "expected_reward"),
    ):
        for _, group in options.groupby("offer_id", dropna=False):
            apart = group[column] - group[expected]
            assert abs(apart.mean()) <= 4 * apart.std() / np.sqrt(len(apart)) + 1e-12, column
    spent = options["spend"] - options["expected_spend"]
    assert abs(spent.mean()) < 0.02 * options["spend"].mean()


def test_arms_and_offers_are_drawn_with_the_propensity_stated(trials):
    treated = (trials["arm"] == "treated").astype(float)
    for _, wave in trials.groupby("name"):
        p = wave["propensity"]
        assert abs((treated[wave.index] - p).mean()) < 4 * np.sqrt((p * (1 - p)).sum()) / len(p)
        assert p.between(0.049, 0.951).all()
        share = wave.loc[wave["arm"] == "treated", "offer_id"].value_counts(normalize=True)
        assert share.max() - share.min() < 0.06


def test_by_lot_the_arms_are_alike_and_by_rule_they_are_not(trials):
    for name, wave in trials.groupby("name"):
        base, arm = wave["visits_without"], wave["arm"] == "treated"
        gap = base[arm].mean() - base[~arm].mean()
        alike = abs(gap) < 4 * base.std() * np.sqrt(1 / arm.sum() + 1 / (~arm).sum())
        assert alike == (wave["design"].iloc[0] == "randomised"), name


def test_winning_back_looks_harmful_though_it_helps(trials):
    wave = trials[trials["name"] == "we_miss_you"]
    treated = wave["arm"] == "treated"
    assert wave.loc[treated, "visits"].mean() < 0.75 * wave.loc[~treated, "visits"].mean()
    assert (wave["expected_visits"] - wave["expected_visits_without"])[treated].mean() > 0.05


def test_weighting_by_the_propensity_finds_the_true_effect_of_any_offer(trials, options):
    """Within four standard errors of the weighted estimate; the truth is the mean over the offers of the wave."""
    offered = options[options["offer_id"].notna()].groupby("assignment_id")["expected_visits"].mean()
    for name, wave in trials.groupby("name"):
        treated, p = wave["arm"] == "treated", wave["propensity"]
        score = np.where(treated, 1 / p, -1 / (1 - p)) * wave["visits"]
        true = (offered[wave["assignment_id"]].to_numpy() - wave["expected_visits_without"]).mean()
        assert abs(score.mean() - true) < 4 * score.std() / np.sqrt(len(score)), name


def activity(visits: pd.Series) -> pd.Series:
    return -np.expm1(-visits)


def test_offers_with_a_reward_lift_activity_by_three_to_eight_points(options):
    """Hillstrom's e-mail experiment: visits +5 to +8 points. Members to whom an offer was sent by lot."""
    plain = options[options["offer_id"].isna()].set_index("assignment_id")["visit_probability"]
    lot = options[(options["design"] == "randomised") & (options["face_value"] > 0)]
    lift = lot["visit_probability"] - plain[lot["assignment_id"]].to_numpy()
    assert 0.03 <= lift[lot["kind"] == "bogo"].mean() <= 0.08
    by_segment = lift.groupby(lot["segment"]).mean()
    assert by_segment["frequent"] < 0.01


def test_offers_harm_some(options):
    plain = options[options["offer_id"].isna()].set_index("assignment_id")["expected_visits"]
    offered = options[options["offer_id"].notna()]
    harmed = offered["expected_visits"] < plain[offered["assignment_id"]].to_numpy()
    assert harmed.groupby(offered["kind"]).mean().min() > 0.05
    assert 0.10 < harmed.mean() < 0.60


def test_who_comes_most_is_not_who_gains_most(options):
    lot = options[options["design"] == "randomised"]
    plain = lot[lot["offer_id"].isna()].set_index("assignment_id")
    offered = lot[lot["kind"] == "bogo"]
    gain = offered["expected_visits"] - plain.loc[offered["assignment_id"], "expected_visits"].to_numpy()
    gain = gain.groupby(offered["segment"]).mean()
    base = plain["expected_visits"].groupby(plain["segment"]).mean()
    assert base.idxmax() == "frequent"
    assert gain.idxmax() != "frequent"
    assert gain["frequent"] < 0


def test_an_offer_can_cost_more_than_it_brings(options):
    """Profit after reward cost: on the whole a BOGO of 10 USD loses, and every kind pays off with some."""
    lot = options[options["design"] == "randomised"]
    plain = lot[lot["offer_id"].isna()].set_index("assignment_id")["expected_profit"]
    offered = lot[lot["offer_id"].notna()]
    profit = offered["expected_profit"] - plain[offered["assignment_id"]].to_numpy()
    assert profit[offered["face_value"] == 10].mean() < -1.0
    assert (profit[offered["kind"] == "discount"] > 0).mean() > 0.10
    assert profit[(offered["kind"] == "discount") & (offered["segment"] == "frequent")].mean() < 0


def test_viewers_against_others_mislead(trials):
    """Who looks at offers comes less often anyway: the habitual order without looking."""
    sent = trials[(trials["arm"] == "treated") & (trials["design"] == "randomised")]
    naive = sent.loc[sent["viewed"], "visits"].mean() - sent.loc[~sent["viewed"], "visits"].mean()
    of_viewers = (sent["visits"] - sent["visits_without"])[sent["viewed"]].mean()
    assert of_viewers > 0.08
    assert naive < of_viewers - 0.3


def test_completion_is_not_effect(trials):
    """Most who complete an offer would have come for that bill anyway."""
    done = trials[trials["completed"]]
    assert (done["visits"] == done["visits_without"]).mean() > 0.5


def test_a_completion_is_in_time_and_large_enough(coffee):
    events = coffee["offer_events"]
    done = events.query("event == 'completed'").merge(coffee["offers"], on="offer_id")
    done = done.merge(coffee["campaigns"], on="campaign_id").merge(coffee["visits"], on="visit_id")
    assert (done["gross"] >= done["spend"]).all()
    assert (done["offer_reward"] == done["reward_x"]).all()
    assert (done["occurred_at"] == done["visited_at"]).all()
    assert (done["occurred_at"] < done["starts_on"] + pd.to_timedelta(done["days"], "D")).all()
    assert (done["status"] == "paid").all()
    assert not done.duplicated(["member_id_x", "campaign_id"]).any()
    rewarded = coffee["visits"].query("offer_reward > 0")["visit_id"]
    assert set(done["visit_id"]) == set(rewarded)


def test_views_fall_into_the_validity_and_some_are_recorded_late_or_twice(coffee):
    views = coffee["offer_events"].query("event == 'viewed'").merge(coffee["offers"], on="offer_id")
    views = views.merge(coffee["campaigns"], on="campaign_id")
    assert (views["occurred_at"] >= views["starts_on"]).all()
    assert (views["occurred_at"] < views["starts_on"] + pd.to_timedelta(views["days"], "D")).all()
    delay = views["recorded_at"] - views["occurred_at"]
    assert (delay >= pd.Timedelta(0)).all()
    assert 0.02 < (delay > pd.Timedelta(hours=1)).mean() < 0.05
    assert 0.003 < views.duplicated(["member_id", "campaign_id"]).mean() < 0.015


def test_only_the_treated_are_contacted_and_an_opened_message_is_a_view(coffee):
    treated = coffee["assignments"].query("arm == 'treated'")[["campaign_id", "member_id"]]
    contacts = coffee["contacts"]
    assert set(contacts[["campaign_id", "member_id"]].itertuples(index=False)) == set(treated.itertuples(index=False))
    opened = contacts.dropna(subset="opened_at")
    viewed = coffee["offer_events"].query("event == 'viewed'")
    assert opened.merge(viewed, on=["campaign_id", "member_id"])["contact_id"].nunique() == len(opened)
    assert opened["arrived"].all()
    assert (
        contacts.dropna(subset="clicked_at")["clicked_at"] > contacts.dropna(subset="clicked_at")["opened_at"]
    ).all()
    assert (contacts.dropna(subset="opened_at")["opened_at"] > contacts.dropna(subset="opened_at")["sent_at"]).all()


def test_eligible_members_had_come_and_segments_follow_from_their_visits(trials, coffee):
    paid = coffee["visits"].query("status == 'paid'")
    day = pd.Timedelta(days=1)
    for _, wave in trials.groupby("campaign_id"):
        start, design = wave["starts_on"].iloc[0], wave["design"].iloc[0]
        before = paid[(paid["visited_at"] < start) & (paid["visited_at"] >= start - 150 * day)]
        last = before.groupby("member_id")["visited_at"].max().dt.normalize()
        near = last[(start - last) <= (42 if design == "randomised" else 150) * day].index
        assert set(wave["member_id"]) == set(near)
        count = before[before["visited_at"] >= start - 90 * day].groupby("member_id").size()
        count = count.reindex(wave["member_id"], fill_value=0)
        names = np.select([count >= 16, count >= 6], ["frequent", "regular"], "occasional")
        assert (names == wave["segment"].to_numpy()).all()
