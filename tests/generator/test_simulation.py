"""Data depend on case, size and seed, and on nothing else."""

import dataclasses
import subprocess
import sys

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

import generator
from generator.cases.amazon import baskets, population

NAMES = [table.name for table in generator.schema("amazon")]


def test_the_cases_are_found_from_their_folders():
    assert "amazon" in generator.cases()


def test_every_table_of_the_schema_is_made():
    assert list(generator.simulate("amazon", customers=20, seed=7)) == NAMES


def test_the_same_seed_gives_the_same_data():
    once, again = (generator.simulate("amazon", customers=300, seed=7) for _ in range(2))
    for name in NAMES:
        assert_frame_equal(once[name], again[name])


def test_another_seed_gives_other_data():
    one, other = (generator.simulate("amazon", customers=300, seed=seed) for seed in (7, 8))
    for name in set(NAMES) - {"calendar", "campaigns"}:
        assert not one[name].equals(other[name]), name


@pytest.mark.parametrize("name", NAMES)
def test_a_table_asked_for_alone_is_the_same_as_in_a_full_run(name):
    alone = generator.simulate("amazon", customers=300, seed=7, tables=[name])
    assert list(alone) == [name]
    assert_frame_equal(alone[name], generator.simulate("amazon", customers=300, seed=7)[name])


def test_the_truth_is_never_among_the_tables():
    made = generator.simulate("amazon", customers=20, seed=7)
    hidden = {column.name for table in generator.sealed_schema("amazon") for column in table.columns}
    secret = {"dropout_per_month", "satisfaction", "expected_value_36", "orders_treated", "left_at", "effect"} & hidden
    for name in set(made) - {"surveys"}:
        assert not secret & set(made[name].columns)


def test_a_change_of_the_mess_shifts_nothing_else(monkeypatch):
    before = generator.simulate("amazon", customers=300, seed=7)
    messier = dataclasses.replace(population.DEMOGRAPHICS, missing=0.6)
    monkeypatch.setattr(population, "DEMOGRAPHICS", messier)
    after = generator.simulate("amazon", customers=300, seed=7)
    assert after["customers"]["gender"].isna().mean() > 0.4
    assert_frame_equal(before["orders"], after["orders"])
    kept = ["name", "email", "joined_at", "postcode"]
    assert_frame_equal(before["customers"][kept], after["customers"][kept])


def test_a_change_of_the_amounts_shifts_no_time(monkeypatch):
    before = generator.simulate("amazon", customers=300, seed=7)["orders"]
    monkeypatch.setattr(baskets, "BASKETS", dataclasses.replace(baskets.BASKETS, extra_lines=0.7))
    after = generator.simulate("amazon", customers=300, seed=7)["orders"]
    assert after["amount"].sum() > 1.2 * before["amount"].sum()
    times = ["order_id", "customer_id", "ordered_at"]
    assert_frame_equal(before[times], after[times])


def test_keys_stay_unique_and_resolve_over_several_blocks(monkeypatch):
    monkeypatch.setattr("generator.blocks.BLOCK_SIZE", 150)
    made = generator.simulate("amazon", customers=400, seed=7)
    assert made["customers"]["customer_id"].tolist() == list(range(1, 401))
    assert generator.validate("amazon", made) == []


def test_the_first_block_does_not_change_when_others_follow(monkeypatch):
    monkeypatch.setattr("generator.blocks.BLOCK_SIZE", 150)
    alone = generator.simulate("amazon", customers=150, seed=7)["customers"]
    assert_frame_equal(alone, generator.simulate("amazon", customers=400, seed=7)["customers"].head(150))


def test_one_customer_is_enough():
    for seed in range(5):
        assert generator.validate("amazon", generator.simulate("amazon", customers=1, seed=seed)) == []
        assert len(generator.simulate_truth("amazon", customers=1, seed=seed)["customers"]) == 1


def test_an_unknown_case_is_answered_with_the_known_ones():
    with pytest.raises(generator.UnknownCase, match=r"no case .amazn..*amazon"):
        generator.simulate("amazn")


def test_an_unknown_table_is_answered_with_the_known_ones():
    with pytest.raises(generator.UnknownTable, match=r"no table 'oders'.*orders"):
        generator.simulate("amazon", customers=10, tables=["oders"])


@pytest.mark.parametrize("customers", [0, 2.5, "many"])
def test_a_bad_size_is_refused(customers):
    with pytest.raises(generator.BadSize, match="Give a whole number"):
        generator.simulate("amazon", customers=customers)


def test_every_mistake_can_be_caught_as_one():
    for mistake in (generator.UnknownCase, generator.BadSize, generator.BadSeed, generator.FolderTaken):
        assert issubclass(mistake, generator.GeneratorError)


def test_frames_have_the_dtypes_of_the_schema():
    made = generator.simulate("amazon", customers=50, seed=7)
    for table in generator.schema("amazon"):
        assert {name: str(dtype) for name, dtype in made[table.name].dtypes.items()} == table.dtypes()


def test_times_have_no_fraction_of_a_second():
    orders = generator.simulate("amazon", customers=300, seed=7, tables=["orders"])["orders"]
    assert (orders["ordered_at"].dt.microsecond == 0).all()


def test_the_package_stands_on_nothing_above_it():
    code = (
        "import sys, generator; generator.simulate('amazon', customers=5)\n"
        "print([name for name in sys.modules if name.split('.')[0] in ('coursekit', 'grader', 'workshop')])"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_the_window_is_24_months_to_the_as_of_date():
    orders = generator.simulate("amazon", customers=2_000, seed=7, tables=["orders"])["orders"]
    assert orders["ordered_at"].min() >= generator.START
    assert orders["ordered_at"].max() < generator.AS_OF + pd.Timedelta(days=1)
    assert orders["ordered_at"].dt.to_period("M").nunique() == 24


def test_emails_are_unique_over_blocks():
    email = generator.simulate("amazon", customers=45_000, seed=7, tables=["customers"])["customers"]["email"]
    assert email.is_unique
