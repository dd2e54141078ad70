"""Names, e-mails, phones and postcodes fit together."""

import re

from generator.places import US_PLACES


def test_an_email_is_made_from_the_name(data):
    customers = data["customers"]
    parts = customers["name"].str.lower().str.replace(r"[^a-z ]", "", regex=True).str.rsplit(" ", n=1)
    local = customers["email"].str.split("@").str[0]
    for (first, last), mail in zip(parts, local, strict=True):
        assert re.fullmatch(rf"({first}[._]?{last}|{first[0]}{last})(\d\d)?(\.\d+)?", mail), (first, last, mail)


def test_no_email_repeats_and_none_reaches_a_person(data):
    email = data["customers"]["email"]
    assert email.is_unique
    assert email.str.fullmatch(r"[a-z._0-9]+@example\.(com|net|org)").all()


def test_few_emails_need_a_number_to_be_unique(amazon):
    assert amazon["customers"]["email"].str.contains(r"\.\d+@").mean() < 0.15


def test_names_repeat_as_they_do_among_people(amazon):
    assert 0.5 < amazon["customers"]["name"].nunique() / len(amazon["customers"]) < 0.99


def test_city_state_postcode_and_phone_are_of_one_place(data):
    places = {(p.city, p.state, p.zip3, p.area_code) for p in US_PLACES}
    customers = data["customers"]
    found = zip(
        customers["city"], customers["state"], customers["postcode"].str[:3], customers["phone"].str[1:4], strict=True
    )
    assert set(found) <= places


def test_phones_are_those_kept_for_fiction(data):
    assert data["customers"]["phone"].str.fullmatch(r"\(\d{3}\) 555-01\d\d").all()


def test_a_year_in_an_email_is_the_year_of_birth(amazon):
    known = amazon["customers"].dropna(subset="birth_date")
    year = known["email"].str.extract(r"[a-z](\d\d)(?:\.\d+)?@")[0]
    stated = year.notna()
    assert stated.mean() > 0.15
    assert (year[stated].astype(int) == known.loc[stated, "birth_date"].dt.year % 100).all()


def test_customers_were_of_age_when_they_joined(data):
    known = data["customers"].dropna(subset="birth_date")
    assert (known["joined_at"] - known["birth_date"]).dt.days.min() >= 18 * 365


def test_ages_are_not_uniform(amazon):
    years = amazon["customers"]["birth_date"].dropna().dt.year
    assert years.between(1985, 2000).mean() > 1.5 * years.between(1965, 1980).mean()


def test_who_was_referred_was_referred_by_an_earlier_customer(data):
    customers = data["customers"].set_index("customer_id")
    referred = customers.dropna(subset="referred_by")
    by = customers.loc[referred["referred_by"].astype("int64"), "joined_at"]
    assert (referred["acquisition_channel"] == "referral").all()
    assert (by.to_numpy() <= referred["joined_at"].to_numpy()).all()
