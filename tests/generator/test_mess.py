"""Each kind of mess is where the dictionary says, can be left out, and nothing else depends on it."""

from functools import cache

import numpy as np
import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

import generator
from generator.case import find_case
from generator.mess import doubled, taken

KINDS = ("missing", "duplicates", "late", "cancellations", "refunds")


@pytest.fixture(scope="module")
def messy() -> dict[str, pd.DataFrame]:
    return generator.simulate("amazon", customers=3_000, seed=7)


def without(kind: str) -> dict[str, pd.DataFrame]:
    return generator.simulate("amazon", customers=3_000, seed=7, mess=[other for other in KINDS if other != kind])


def test_amazon_declares_what_it_has():
    assert tuple(each.kind for each in find_case("amazon").mess) == KINDS


@pytest.mark.parametrize("case", generator.cases())
def test_declared_mess_is_in_tables_that_there_are(case):
    known = {table.name for table in generator.schema(case)}
    for each in find_case(case).mess:
        assert set(each.tables) <= known


@pytest.mark.parametrize("case", generator.cases())
def test_a_case_without_its_mess_is_sound(case):
    assert generator.validate(case, generator.simulate(case, customers=300, seed=7, mess=())) == []


SWITCHES = [(case, each.kind) for case in generator.cases() for each in find_case(case).mess]


@cache
def everything(case: str, left_out: str = "") -> dict[str, pd.DataFrame]:
    """All tables of a small population, sealed ones as "truth/…", with one kind of mess left out."""
    mess = [each.kind for each in find_case(case).mess if each.kind != left_out]
    sealed = generator.simulate_truth(case, 2_000, 3, mess=mess)
    return {**generator.simulate(case, 2_000, 3, mess=mess), **{f"truth/{name}": sealed[name] for name in sealed}}


@pytest.mark.parametrize(("case", "kind"), SWITCHES)
def test_a_switch_changes_what_it_says_and_nothing_else(case, kind):
    declared = next(each for each in find_case(case).mess if each.kind == kind)
    usual, tidy = everything(case), everything(case, kind)
    changed = {name for name in usual if not usual[name].equals(tidy[name])}
    assert set(declared.tables) <= changed <= {*declared.tables, *declared.follows}


@pytest.mark.parametrize("case", generator.cases())
def test_what_follows_from_mess_is_a_table_that_there_is(case):
    names = {table.name for table in generator.schema(case)}
    names |= {f"truth/{table.name}" for table in generator.sealed_schema(case)}
    for each in find_case(case).mess:
        assert set(each.follows) <= names


def test_bookings_that_were_entered_in_time_do_not_depend_on_those_that_were_not():
    in_time = ("missing", "duplicates", "cancellations", "refunds")
    usual, tidy = (generator.simulate("travel", 10_000, 7, mess=mess) for mess in (None, in_time))
    assert len(usual["bookings"]) < len(tidy["bookings"])
    keys = {table.name: table.key[0] for table in generator.schema("travel")}
    for name in ("bookings", "payments", "surveys", "tickets"):
        entered = tidy[name][tidy[name][keys[name]].isin(usual[name][keys[name]])].reset_index(drop=True)
        shared = usual[name].columns.drop("recorded_at", errors="ignore")
        assert_frame_equal(usual[name][shared], entered[shared])


def test_without_missing_values_everybody_states_gender_and_birth(messy):
    tidy = without("missing")
    assert 0.08 < messy["customers"]["gender"].isna().mean() < 0.15
    assert tidy["customers"][["gender", "birth_date"]].notna().all(axis=None)
    stated = messy["customers"]["gender"].notna()
    assert_frame_equal(messy["customers"][stated], tidy["customers"][stated])
    for name in set(messy) - {"customers"}:
        assert_frame_equal(messy[name], tidy[name])


def test_without_duplicates_no_row_stands_twice(messy):
    tidy = without("duplicates")
    for name in messy:
        assert not tidy[name].duplicated().any(), name
        assert_frame_equal(messy[name].drop_duplicates(ignore_index=True), tidy[name])
    assert 0.006 < messy["sessions"].duplicated().mean() < 0.012  # 0.9 % of 23,000: 0.78 to 1.02 % at two SE
    assert messy["tickets"].duplicated().any()


def test_without_late_events_all_visits_are_there_and_recorded_at_once(messy):
    tidy, visits = without("late"), messy["sessions"].drop_duplicates()
    wait = (tidy["sessions"]["recorded_at"] - tidy["sessions"]["started_at"]).dt.total_seconds()
    assert wait.max() < 60
    assert set(visits["session_id"]) < set(tidy["sessions"]["session_id"])
    late = visits[(visits["recorded_at"] - visits["started_at"]).dt.total_seconds() > 600]
    assert (late["device"] == "app").all()
    assert 0.01 < len(late) / len(visits) < 0.035
    for name in set(messy) - {"sessions"}:
        assert_frame_equal(messy[name], tidy[name])


def test_visits_are_in_the_order_of_recording_and_never_recorded_before_they_began(messy):
    visits = messy["sessions"]
    assert visits["recorded_at"].is_monotonic_increasing
    assert not visits["started_at"].is_monotonic_increasing
    assert (visits["recorded_at"] >= visits["started_at"]).all()


def test_without_cancellations_the_same_orders_are_delivered(messy):
    tidy, orders = without("cancellations"), messy["orders"]
    assert not (tidy["orders"]["status"] == "cancelled").any()
    cancelled = orders["status"] == "cancelled"
    assert cancelled.any()
    assert_frame_equal(orders[~cancelled], tidy["orders"][~cancelled])
    assert_frame_equal(orders.drop(columns="status"), tidy["orders"].drop(columns="status"))
    for name in ("customers", "order_items", "membership_events", "surveys"):
        assert_frame_equal(messy[name], tidy[name])


def test_without_refunds_nothing_comes_back(messy):
    tidy = without("refunds")
    assert len(messy["returns"]) > 0
    assert len(tidy["returns"]) == 0
    assert not (tidy["orders"]["status"] == "returned").any()
    assert_frame_equal(messy["orders"].drop(columns="status"), tidy["orders"].drop(columns="status"))
    assert_frame_equal(messy["deliveries"], tidy["deliveries"])


def test_the_truth_knows_of_orders_that_are_not_lost():
    usual, tidy = (generator.simulate_truth("amazon", 300, 7, mess=mess)["customers"] for mess in (None, ()))
    assert (tidy["order_margin"] > usual["order_margin"]).mean() > 0.95
    assert_frame_equal(usual[["orders_next_12", "satisfaction"]], tidy[["orders_next_12", "satisfaction"]])


def test_no_mess_and_all_mess_can_be_said_in_several_ways(messy):
    for mess in (None, KINDS, set(KINDS)):
        assert_frame_equal(
            messy["sessions"], generator.simulate("amazon", 3_000, 7, ["sessions"], mess=mess)["sessions"]
        )


def test_mess_that_a_case_does_not_have_is_answered_with_what_it_has():
    with pytest.raises(generator.UnknownMess, match=r"no mess 'lost'.*missing, duplicates, late"):
        generator.simulate("amazon", 10, mess=["missing", "lost"])


def test_another_locale_changes_names_and_addresses_and_nothing_else():
    usual, chinese = (generator.simulate("amazon", 300, 7, locale=locale) for locale in (None, "zh_CN"))
    assert generator.validate("amazon", chinese) == []
    paper = ["name", "email", "phone", "street", "city", "state", "postcode"]
    assert chinese["customers"]["name"].str.fullmatch("[\u4e00-\u9fff]{2,4}").all()
    assert chinese["customers"]["email"].is_unique
    assert_frame_equal(usual["customers"].drop(columns=paper), chinese["customers"].drop(columns=paper))
    for name in set(usual) - {"customers"}:
        assert_frame_equal(usual[name], chinese[name])


def test_the_own_locale_is_the_usual_one():
    usual, named = (generator.simulate("amazon", 50, 7, ["customers"], locale=at) for at in (None, "en_US"))
    assert_frame_equal(usual["customers"], named["customers"])


def test_a_locale_that_a_case_does_not_have_is_refused():
    with pytest.raises(generator.UnknownLocale, match=r"locale 'fr_FR'.*en_US, zh_CN"):
        generator.simulate("amazon", 10, locale="fr_FR")


def test_doubling_keeps_missing_values():
    columns = {"points": np.ma.MaskedArray([1, 2], mask=[True, False])}
    twice = doubled(columns, np.array([True, False]))["points"]
    assert np.ma.getmaskarray(twice).tolist() == [True, True, False]
    assert taken(columns, np.array([], dtype=np.int64))["points"].shape == (0,)
