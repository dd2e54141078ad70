"""What a learner can do with the pingan case: learn from the trials of frequency how often to write to whom.

No number of the case was chosen by a look at the seeds here.
"""

import numpy as np
import pandas as pd

import generator

TRIALS = ("double_11_frequency", "autumn_frequency")
LIKE = {"push_once": ("once", 1), "push_twice": ("twice", 2), "push_four_times": ("four_times", 4)}
ACTIVE_MONTH, GIFT, MESSAGE, PER_CUSTOMER = 40.0, 8.0, 0.06, 0.5
TAKES_PART = 0.75 * 0.4
STEPS = (3, 8, 20)


def kind(sessions: pd.Series, assets: pd.Series, peak: pd.Series) -> np.ndarray:
    """How much customers used the app of late, 0 to 3, and 4 more where their assets fell below half of the peak."""
    return np.digitize(sessions, STEPS) + 4 * (assets < 0.5 * peak).to_numpy()


def trial(seed: int) -> pd.DataFrame:
    """The share who used the app in the trials' month, by their kind and arm."""
    data = generator.simulate(
        "pingan", seed=seed, tables=["app_sessions", "campaigns", "assignments", "monthly_assets"]
    )
    sessions, parts = data["app_sessions"], []
    closing = data["monthly_assets"].pivot(index="customer_id", columns="month", values="closing")
    for campaign in data["campaigns"][data["campaigns"]["name"].isin(TRIALS)].itertuples():
        arm = data["assignments"].query("campaign_id == @campaign.campaign_id").set_index("customer_id")["arm"]
        day = sessions["started_at"].dt.normalize()
        before = (day >= campaign.starts_on - pd.DateOffset(months=3)) & (day < campaign.starts_on)
        during = (day >= campaign.starts_on) & (day <= campaign.ends_on)
        known, seen = (
            sessions[rows].groupby("customer_id").size().reindex(arm.index, fill_value=0) for rows in (before, during)
        )
        past = closing.reindex(arm.index).loc[:, closing.columns < campaign.starts_on].iloc[:, -6:].fillna(0.0)
        alike = kind(known, past.iloc[:, -1], past.max(axis=1))
        parts.append(pd.DataFrame({"kind": alike, "arm": arm, "active": (seen > 0).astype(float)}))
    return pd.concat(parts).groupby(["kind", "arm"])["active"].mean().unstack()


def learned(seed: int):
    """The number of messages that earns most a contact where it earns anything, best customers first."""
    share = trial(seed)
    gain = pd.DataFrame({
        action: ACTIVE_MONTH * (share[arm] - share["control"]) - MESSAGE * number - GIFT * TAKES_PART * share[arm]
        for action, (arm, number) in LIKE.items()
    })  # fmt: skip
    numbers = pd.Series({action: number for action, (_, number) in LIKE.items()})
    per_contact = gain / numbers

    def policy(customers: pd.DataFrame) -> np.ndarray:
        alike = pd.Series(
            kind(customers["sessions_3"], customers["assets"], customers["peak_assets_6"]), index=customers.index
        )
        best, much = alike.map(per_contact.idxmax(axis=1)), alike.map(per_contact.max(axis=1))
        much = much.where((much > 0) & (customers["segment"] != "silent"), 0.0)
        order = (1_000 * much + customers["silent_months"].eq(0)).sort_values(ascending=False, kind="stable").index
        fits = best[order].map(numbers).where(much[order] > 0, 0).cumsum() <= PER_CUSTOMER * len(customers)
        return np.where((much > 0) & fits.reindex(customers.index), best, "nothing")

    return policy


def test_policies_learned_from_trials_of_frequency_lie_between_the_baselines_and_the_oracle():
    """Those of four learners in five; they see a month's use of the app, not who stays."""
    world = generator.decision_world("pingan", seed=181)
    scores = np.sort([world.score(learned(seed)).score for seed in (86, 87, 88, 89, 90)])
    assert scores[1] > 0.05
    assert 0.1 < scores.mean() < 0.8
    assert scores[-1] < 0.95
