"""The schema finds what is broken, and says where."""

import pandas as pd
import pytest

import generator


@pytest.fixture(scope="module")
def sound() -> dict[str, pd.DataFrame]:
    return generator.simulate("amazon", customers=200, seed=7)


def broken(sound: dict[str, pd.DataFrame], table: str, **columns: object) -> list[str]:
    return generator.validate("amazon", {**sound, table: sound[table].assign(**columns)})


def test_generated_data_are_sound(data):
    assert generator.validate("amazon", data) == []


def test_a_missing_column_is_named(sound):
    orders = sound["orders"].drop(columns="status")
    assert generator.validate("amazon", {**sound, "orders": orders}) == ["orders: column status is missing"]


def test_a_column_too_many_is_named(sound):
    assert broken(sound, "orders", profit=1.0) == ["orders: column profit is not in the schema"]


def test_a_wrong_dtype_is_named(sound):
    found = broken(sound, "orders", amount=sound["orders"]["amount"].astype("str"))
    assert found == ["orders.amount: dtype is str, expected float64"]


def test_a_value_outside_the_list_is_shown(sound):
    status = sound["orders"]["status"].copy()
    status.iloc[3] = "lost"
    found = broken(sound, "orders", status=status)
    assert len(found) == 1
    assert found[0].startswith("orders.status: 1 rows are none of shipped, delivered")
    assert "'lost' in row 3" in found[0]


def test_a_missing_value_where_none_may_be_is_shown(sound):
    found = broken(sound, "orders", ordered_at=sound["orders"]["ordered_at"].where(sound["orders"].index > 1))
    assert found == ["orders.ordered_at: 2 rows miss a value, and none may, for example NaT in row 0"]


def test_a_key_that_leads_nowhere_is_shown(sound):
    assert broken(sound, "tickets", order_id=5)[0].endswith("are not in orders.order_id, for example 5 in row 0")


def test_a_repeated_key_is_shown(sound):
    orders = pd.concat([sound["orders"], sound["orders"].head(1)], ignore_index=True)
    found = generator.validate("amazon", {**sound, "orders": orders})
    assert any("orders.order_id: 1 rows repeat an earlier value" in problem for problem in found)


def test_an_amount_below_zero_is_shown(sound):
    assert "are below 0" in broken(sound, "orders", amount=-1.0)[0]


def test_knowledge_of_the_future_is_shown(sound):
    tomorrow = pd.Series(generator.AS_OF + pd.Timedelta(days=1), sound["orders"].index).astype("datetime64[us]")
    assert "lie after the as-of date" in broken(sound, "orders", ordered_at=tomorrow)[0]


def test_a_table_that_the_case_does_not_have_is_named(sound):
    assert generator.validate("amazon", {"visits": sound["orders"]}) == ["visits: the case has no such table"]


def test_a_table_can_be_checked_alone(sound):
    assert generator.validate("amazon", {"orders": sound["orders"]}) == []


def test_an_unknown_case_is_refused():
    with pytest.raises(generator.UnknownCase):
        generator.validate("amazn", {})
