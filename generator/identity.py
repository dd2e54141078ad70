"""Who customers are on paper: names, e-mails that match them, phones and postcodes that match the place."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from generator.arrays import Floats, Ints, Texts
from generator.blocks import Block
from generator.frames import labels
from generator.places import US_PLACES
from generator.pools import pools

DOMAINS = ("example.com", "example.net", "example.org")
SEPARATORS = (".", "_", "", ".")
INITIAL, YEAR = 2, 3


@dataclass(frozen=True)
class Person:
    """Identities of the customers of a block; every array has one entry a customer."""

    name: Texts
    email: Texts
    phone: Texts
    street: Texts
    place: Ints
    postcode: Texts

    @property
    def city(self) -> Texts:
        return labels(self.place, [place.city for place in US_PLACES])

    @property
    def state(self) -> Texts:
        return labels(self.place, [place.state for place in US_PLACES])


@cache
def _two_digits() -> tuple[str, ...]:
    return tuple(f"{number:02d}" for number in range(100))


def digits(values: Ints, width: int) -> Texts:
    """Whole numbers as text, with leading zeros to `width` digits."""
    if width == 2 and len(values) and values.min() >= 0 and values.max() < 100:
        return labels(values, _two_digits())
    return pc.utf8_lpad(pa.array(values).cast(pa.large_string()), width, padding="0")


def join(*parts: Texts | str) -> Texts:
    """The parts one after the other, entry by entry."""
    return pc.binary_join_element_wise(
        *[pa.scalar(p, pa.large_string()) if isinstance(p, str) else p for p in parts], pa.scalar("", pa.large_string())
    )


def repeats(keys: Ints) -> Ints:
    """How many earlier entries equal each entry, shape as `keys`."""
    order = np.argsort(keys, kind="stable")
    ranked = keys[order]
    first = np.flatnonzero(np.r_[True, ranked[1:] != ranked[:-1]])
    counts = np.empty(len(keys), dtype=np.int64)
    counts[order] = np.arange(len(keys)) - np.repeat(first, np.diff(np.r_[first, len(keys)]))
    return counts


def emails(first: Texts, last: Texts, birth_year: Ints, random: np.random.Generator, block: Block) -> Texts:
    """E-mail addresses from names in Latin letters, unique over all blocks: a number that no other block uses follows
    whatever would repeat. The domains are those that RFC 2606 reserves."""
    first, last = (_latin(part) for part in (first, last))
    style, domain = random.integers(0, 4, block.size), random.integers(0, len(DOMAINS), block.size)
    initial = np.flatnonzero(style == INITIAL)
    head = pc.replace_with_mask(
        first, pa.array(style == INITIAL), pc.utf8_slice_codeunits(first.take(pa.array(initial)), 0, 1)
    )
    year = pc.if_else(pa.array(style == YEAR), digits(birth_year % 100, 2), pa.scalar("", pa.large_string()))
    local = join(head, labels(style, SEPARATORS), last, year)
    keys = local.dictionary_encode().indices.to_numpy(zero_copy_only=False).astype(np.int64)
    number = repeats(keys * len(DOMAINS) + domain) * 1_000 + block.index
    plain = pa.array(number == 0)
    suffix = join(".", pa.array(number).cast(pa.large_string()))
    return join(local, pc.if_else(plain, pa.scalar("", pa.large_string()), suffix), "@", labels(domain, DOMAINS))


def _latin(names: Texts) -> Texts:
    """Names in small letters from a to z, as addresses have them."""
    found = names.dictionary_encode()
    return pc.replace_substring_regex(pc.utf8_lower(found.dictionary), "[^a-z]", "").take(found.indices)


def people(random: np.random.Generator, block: Block, female: Floats, birth_year: Ints) -> Person:
    """Identities for a block of customers in the United States.

    Parameters: `female`, the share of feminine first names for each customer (0 to 1); `birth_year`, shape (size,).
    E-mail domains are those that RFC 2606 reserves, phone numbers the 555-01xx that are kept for fiction.
    """
    pool, size = pools("en_US"), block.size
    feminine = random.random(size) < female
    first_uniform = random.random(size)
    first = pc.if_else(
        pa.array(feminine),
        pool.female_names.pick(first_uniform),
        pool.male_names.pick(first_uniform),
    )
    last = pool.surnames.pick(random.random(size))
    weights = np.array([place.thousands for place in US_PLACES], dtype=np.float64) ** 0.7
    place = np.searchsorted(np.cumsum(weights / weights.sum())[:-1], random.random(size), side="right")
    number = (10 ** random.uniform(0.7, 4.0, size)).astype(np.int64)
    street = pool.streets.take(pa.array(random.integers(0, len(pool.streets), size)))
    return Person(
        name=join(first, " ", last),
        email=emails(first, last, birth_year, random, block),
        phone=join(
            "(", labels(place, [p.area_code for p in US_PLACES]), ") 555-01", digits(random.integers(0, 100, size), 2)
        ),
        street=join(pa.array(number).cast(pa.large_string()), " ", street),
        place=place.astype(np.int64),
        postcode=join(labels(place, [p.zip3 for p in US_PLACES]), digits(random.integers(1, 61, size), 2)),
    )
