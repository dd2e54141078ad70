"""The waves by lot as a table: what was known then, as the decision knows it, and what was done in ten days."""

import pandas as pd
import pytest

import generator
from coursekit.offer_waves import DAYS, TABLES, drawn_by_lot, known_on, offer_names

MEMBERS, SEED = 800, 5


@pytest.fixture(scope="module")
def tables():
    return generator.simulate("starbucks", customers=MEMBERS, seed=SEED, tables=list(TABLES))


@pytest.fixture(scope="module")
def drawn(tables):
    return drawn_by_lot(tables)


def test_what_was_known_is_counted_as_the_decision_counts_it(tables):
    seen = generator.decision_world("starbucks", customers=MEMBERS, seed=SEED).customers.set_index("member_id")
    known = known_on(tables["visits"], pd.Timestamp("2026-07-01"))
    assert set(known.index) == set(seen.index)
    for column in ("segment", "days_since_visit", "visits_30", "visits_90", "visits_365"):
        assert known[column].eq(seen[column].reindex(known.index)).all(), column
    assert known["gross_365"].to_numpy() == pytest.approx(seen["gross_365"].reindex(known.index).to_numpy())


def test_nothing_of_the_day_itself_or_later_is_known(tables):
    day = pd.Timestamp("2025-09-09")
    before = tables["visits"][tables["visits"]["visited_at"] < day]
    pd.testing.assert_frame_equal(known_on(tables["visits"], day), known_on(before, day))


def test_a_row_for_everyone_drawn_by_lot_and_for_nobody_else(tables, drawn):
    lot = tables["campaigns"].query("design == 'randomised'")["campaign_id"]
    wanted = tables["assignments"][tables["assignments"]["campaign_id"].isin(lot)]
    keys = ["campaign_id", "member_id"]
    assert drawn[keys].sort_values(keys).to_numpy().tolist() == wanted[keys].sort_values(keys).to_numpy().tolist()
    assert not drawn.isna().any().any()
    treated = wanted.set_index(keys)["arm"].eq("treated")
    assert (drawn.set_index(keys)["offer"] != "nothing").eq(treated.reindex(drawn.set_index(keys).index)).all()


def test_outcomes_are_those_of_ten_days_by_hand(tables, drawn):
    row = drawn[(drawn["visits"] >= 2) & (drawn["reward"] > 0)].iloc[0]
    begin = tables["campaigns"].set_index("campaign_id").loc[row["campaign_id"], "starts_on"]
    mine = tables["visits"][tables["visits"]["member_id"] == row["member_id"]].query("status == 'paid'")
    mine = mine[(mine["visited_at"] >= begin) & (mine["visited_at"] < begin + pd.Timedelta(days=DAYS))]
    lines = tables["line_items"].merge(tables["menu"], on="item_id").query("visit_id in @mine.visit_id")
    goods = (lines["quantity"] * lines["unit_cost"]).sum()
    assert row["visits"] == len(mine)
    assert row["margin"] == pytest.approx(mine["gross"].sum() - goods)
    assert row["reward"] == pytest.approx(mine["offer_reward"].sum())
    assert row["message"] == pytest.approx(0.02)


def test_who_got_nothing_has_neither_offer_nor_cost(drawn):
    nothing = drawn[drawn["offer"] == "nothing"]
    assert len(nothing) > 100
    assert (nothing[["reward", "message"]] == 0).all().all()
    assert not nothing[["viewed", "completed"]].any().any()


def test_offers_are_named_as_the_actions_are(tables):
    actions = generator.decision_world("starbucks", customers=200, seed=1).actions
    assert set(actions) - {"nothing"} <= set(offer_names(tables["offers"]))
