"""The truth of the coffee chain agrees with what can be seen; its data depend on the seed only."""

import dataclasses
from functools import cache

import numpy as np
import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

import generator
from generator.blocks import Block
from generator.cases.starbucks import population
from generator.cases.starbucks.activity import interest
from generator.cases.starbucks.bills import bill_worth, reaches
from generator.cases.starbucks.world import StarbucksWorld
from generator.streams import Streams

NAMES = [table.name for table in generator.schema("starbucks")]


@cache
def small() -> dict[str, pd.DataFrame]:
    return generator.simulate("starbucks", customers=400, seed=7)


@pytest.fixture(scope="module")
def world():
    return StarbucksWorld(Streams(7, "starbucks", 0), Block(0, 6_000))


@pytest.fixture(scope="module")
def members(world):
    table = next(table for table in generator.sealed_schema("starbucks") if table.name == "members")
    return generator.frames.to_frame(table, world.table("truth/members"))


def test_generated_data_are_sound():
    assert list(small()) == NAMES
    assert generator.validate("starbucks", small()) == []


@pytest.mark.parametrize("size", [1, 2, 5])
def test_the_smallest_populations_are_sound(size):
    for seed in range(6):
        assert generator.validate("starbucks", generator.simulate("starbucks", customers=size, seed=seed)) == []
        generator.simulate_truth("starbucks", customers=size, seed=seed)


def test_the_truth_follows_its_schema():
    truth = generator.simulate_truth("starbucks", customers=400, seed=7)
    for table in generator.sealed_schema("starbucks"):
        assert {name: str(dtype) for name, dtype in truth[table.name].dtypes.items()} == table.dtypes()
        assert not truth[table.name].duplicated(list(table.key)).any()


@pytest.mark.parametrize("name", NAMES)
def test_a_table_asked_for_alone_is_the_same_as_in_a_full_run(name):
    alone = generator.simulate("starbucks", customers=400, seed=7, tables=[name])
    assert_frame_equal(alone[name], small()[name])


def test_another_seed_gives_other_data():
    other = generator.simulate("starbucks", customers=400, seed=8)
    for name in set(NAMES) - {"calendar", "campaigns", "menu", "offers"}:
        assert not small()[name].equals(other[name]), name


def test_two_workers_write_the_same_bytes_as_one(tmp_path):
    parts = [
        generator.write("starbucks", tmp_path / str(workers), customers=20_050, seed=5, workers=workers).parts
        for workers in (1, 2)
    ]
    assert parts[0] == parts[1]


def test_a_change_of_the_mess_shifts_nothing_else(monkeypatch):
    messier = dataclasses.replace(population.DEMOGRAPHICS, missing=0.6)
    monkeypatch.setattr(population, "DEMOGRAPHICS", messier)
    after = generator.simulate("starbucks", customers=400, seed=7)
    assert after["members"]["income"].isna().mean() > 0.4
    assert_frame_equal(small()["visits"], after["visits"])
    assert_frame_equal(small()["star_ledger"], after["star_ledger"])


def test_nobody_comes_before_joining_or_after_leaving(world, members):
    visits, known = world.visits, members.set_index("member_id")
    left = known["left_at"].to_numpy()[visits.member]
    when = (visits.moment * 1_000_000).astype("datetime64[us]")
    assert not (when > left + np.timedelta64(1, "D")).any()
    assert (visits.moment // 86_400 > world.population.join_day[visits.member]).all()


def test_expected_visits_match_the_future_that_was_played_out(members):
    """Within four standard errors, and for the paused, the active and the gone alike."""
    for horizon in (12, 36):
        apart = members[f"visits_next_{horizon}"] - members[f"expected_visits_{horizon}"]
        for group in (members["active"] & ~members["paused"], members["paused"], ~members["active"]):
            here = apart[group]
            assert abs(here.mean()) <= 4 * here.std() / np.sqrt(len(here)) + 1e-9


def test_who_has_left_is_worth_nothing_more(members):
    gone = ~members["active"]
    assert 0.05 < gone.mean() < 0.5
    assert (members.loc[gone, ["expected_value_36", "visits_next_36"]] == 0).all().all()


def test_bills_are_worth_what_the_truth_says(world):
    visits, worth = world.visits, bill_worth(world.population)
    assert worth.amount[visits.member].mean() == pytest.approx(visits.gross.mean() / 100, rel=0.01)
    for dollars in (5, 7, 10, 20):
        reached = (visits.gross >= dollars * 100).mean()
        assert reaches(world.population, dollars)[visits.member].mean() == pytest.approx(reached, abs=0.005)


def test_margins_are_what_is_left_of_the_lines(world):
    visits, bills = world.visits, world.bills
    lines = pd.DataFrame({"item_id": bills.item + 1, "quantity": bills.quantity})
    menu = generator.simulate("starbucks", customers=1, seed=1, tables=["menu"])["menu"].set_index("item_id")
    gain = (menu["price"] - menu["unit_cost"])[lines["item_id"]].to_numpy() * lines["quantity"].to_numpy()
    each = np.add.reduceat(gain, np.cumsum(bills.lines) - bills.lines)[visits.point]
    assert bill_worth(world.population).margin[visits.member].mean() == pytest.approx(each.mean(), rel=0.01)


def test_looking_into_the_future_leaves_the_past_alone(world):
    seen, further = interest(world.population, world.streams), interest(world.population, world.streams, 36)
    assert np.array_equal(seen.paused, further.paused[:24])
    assert np.array_equal(seen.drift, further.drift[:24])


def test_a_pause_is_not_the_end(world):
    """So that silence is an uncertain sign: of the members silent for three months many return within six."""
    visits = pd.DataFrame({"member": world.visits.member, "day": world.visits.moment // 86_400})
    cut = (pd.Timestamp("2025-12-01") - pd.Timestamp(0)).days
    last = visits[visits["day"] < cut].groupby("member")["day"].max()
    silent = last[(cut - last > 90) & (cut - last < 270)].index
    again = visits[(visits["day"] >= cut) & (visits["day"] < cut + 182)]["member"].unique()
    assert 0.20 < silent.isin(again).mean() < 0.70


def test_the_content_answer_surveys_more_often():
    data = generator.simulate("starbucks", seed=7, tables=["surveys"])["surveys"]
    truth = generator.simulate_truth("starbucks", seed=7)["surveys"]
    asked = data.merge(truth, on="survey_id", suffixes=("", "_true"))
    answered = asked["answered_at"].notna()
    assert 0.12 < answered.mean() < 0.40
    assert asked.loc[answered, "recommend_true"].mean() > asked["recommend_true"].mean() + 0.2
    assert (asked.loc[answered, "recommend"] == asked.loc[answered, "recommend_true"]).all()
    assert (asked["satisfaction"].notna() == answered).all()


def test_tickets_follow_trouble_at_the_counter():
    data = generator.simulate("starbucks", seed=7, tables=["tickets", "visits"])
    about = data["visits"]["visit_id"].isin(data["tickets"]["visit_id"])
    trouble = data["visits"]["status"] != "paid"
    assert 0.01 < trouble.mean() < 0.03
    assert about[trouble].mean() > 10 * about[~trouble].mean()
    both = data["tickets"].merge(data["visits"], on="visit_id")
    assert (both["opened_at"] > both["visited_at"]).all()
    assert (data["visits"].query("status == 'cancelled'")["channel"] == "mobile_order").all()


def test_the_parameters_have_units_and_sources():
    parameters = generator.simulate_truth("starbucks", customers=5, seed=7)["parameters"]
    assert len(parameters) > 80
    assert (parameters["unit"].str.len() > 0).all()
    assert (parameters["source"].str.len() > 0).all()


def test_every_unit_has_a_chinese_name():
    from generator.dictionary import UNITS

    tables = generator.schema("starbucks") + generator.sealed_schema("starbucks")
    assert {column.unit for table in tables for column in table.columns} <= {"", *UNITS}


KINDS = ("missing", "duplicates", "late", "cancellations", "refunds")


def without(kind: str) -> dict[str, pd.DataFrame]:
    return generator.simulate("starbucks", customers=400, seed=7, mess=[other for other in KINDS if other != kind])


def test_without_duplicates_no_row_stands_twice():
    tidy = without("duplicates")
    assert small()["offer_events"].duplicated().any()
    for name in NAMES:
        assert not tidy[name].duplicated().any(), name
        assert_frame_equal(small()[name].drop_duplicates(ignore_index=True), tidy[name])


def test_without_late_events_views_are_recorded_at_once():
    tidy, events = without("late"), small()["offer_events"]
    assert (tidy["offer_events"]["recorded_at"] - tidy["offer_events"]["occurred_at"]).max() < pd.Timedelta(minutes=2)
    assert (events["recorded_at"] - events["occurred_at"]).max() > pd.Timedelta(hours=5)
    assert events["recorded_at"].is_monotonic_increasing
    for name in set(NAMES) - {"offer_events"}:
        assert_frame_equal(small()[name], tidy[name])


@pytest.mark.parametrize(("kind", "status"), [("cancellations", "cancelled"), ("refunds", "refunded")])
def test_without_mishaps_those_visits_are_paid(kind, status):
    tidy = without(kind)
    assert (small()["visits"]["status"] == status).any()
    assert not (tidy["visits"]["status"] == status).any()
    assert ("reversed" in set(tidy["star_ledger"]["entry"])) == (kind != "refunds")
    assert generator.validate("starbucks", tidy) == []
    assert_frame_equal(small()["members"], tidy["members"])


def test_another_locale_changes_names_and_addresses_and_nothing_else():
    chinese = generator.simulate("starbucks", customers=400, seed=7, locale="zh_CN")
    assert generator.validate("starbucks", chinese) == []
    paper = ["name", "email", "phone", "street", "city", "state", "postcode"]
    assert chinese["members"]["name"].str.fullmatch("[\u4e00-\u9fff]{2,4}").all()
    assert_frame_equal(small()["members"].drop(columns=paper), chinese["members"].drop(columns=paper))
    for name in set(NAMES) - {"members"}:
        assert_frame_equal(small()[name], chinese[name])
