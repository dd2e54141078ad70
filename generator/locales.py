"""Names, e-mails, phones and addresses in the locales there are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from generator.arrays import Floats, Ints, Texts
from generator.blocks import Block
from generator.chinese_identity import residents
from generator.identity import people


@dataclass(frozen=True)
class Identity:
    """Who customers are on paper, whatever the locale; every array has one entry a customer.

    `street` is the address within the city, `region` the state or province.
    """

    name: Texts
    email: Texts
    phone: Texts
    street: Texts
    city: Texts
    region: Texts
    postcode: Texts


def _american(random: np.random.Generator, block: Block, female: Floats, birth_year: Ints) -> Identity:
    who = people(random, block, female, birth_year)
    return Identity(who.name, who.email, who.phone, who.street, who.city, who.state, who.postcode)


def _chinese(random: np.random.Generator, block: Block, female: Floats, birth_year: Ints) -> Identity:
    feminine = random.random(block.size) < female
    who = residents(random, block, feminine, birth_year)
    return Identity(who.name, who.email, who.phone, who.address, who.city, who.province, who.postcode)


LOCALES: dict[str, Callable[[np.random.Generator, Block, Floats, Ints], Identity]] = {
    "en_US": _american,
    "zh_CN": _chinese,
}


def identities(locale: str, random: np.random.Generator, block: Block, female: Floats, birth_year: Ints) -> Identity:
    """Identities of a block of customers in a locale.

    Parameters: `female`, the share of feminine first names for each customer (0 to 1); `birth_year`; shapes (size,).
    Raises KeyError for a locale that isn't in LOCALES.

    >>> someone = identities("zh_CN", np.random.default_rng(7), Block(0, 1), np.ones(1), np.array([1990]))
    >>> len(someone.region)
    1
    """
    return LOCALES[locale](random, block, female, birth_year)
