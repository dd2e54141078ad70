"""Who customers in mainland China are on paper: names of their generation, e-mails in pinyin, postcodes that fit."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np

from generator.arrays import Bools, Floats, Ints, Texts
from generator.blocks import Block
from generator.chinese_names import FEMALE, GENERATIONS, MALE, SURNAMES, parts
from generator.chinese_places import CHINESE_PLACES
from generator.frames import labels
from generator.identity import digits, emails, join

PREFIXES = (
    "133", "135", "136", "137", "138", "139", "150", "151",
    "158", "159", "176", "177", "182", "186", "188", "199",
)  # fmt: skip
ROADS = (
    "人民", "解放", "中山", "建设", "和平", "文化", "新华", "长江", "黄河", "北京", "南京", "朝阳",
    "迎宾", "科技", "学院", "滨江", "滨河", "东风", "光明", "青年", "花园", "公园", "幸福", "团结",
    "胜利", "友谊", "大学", "体育", "工业", "创业", "兴业", "环城", "府前", "湖滨",
)  # fmt: skip
ROAD_KINDS = ("路", "大道", "街", "东路", "西路", "南路", "北路", "中路")
COMMONEST = (7.2, 7.1, 6.8, 5.1, 4.5)  # percent; Ministry of Public Security: together 30.8 % of the population
STEP_DOWN, DECAY = 0.72, 0.95
SINGLE = 0.12


@dataclass(frozen=True)
class Resident:
    """Identities of the customers of a block; every array has one entry a customer.

    Phone numbers are masked as banks and shops show them, so that none is anybody's.
    """

    name: Texts
    email: Texts
    phone: Texts
    address: Texts
    place: Ints
    postcode: Texts

    @property
    def city(self) -> Texts:
        return labels(self.place, [place.city for place in CHINESE_PLACES])

    @property
    def province(self) -> Texts:
        return labels(self.place, [place.province for place in CHINESE_PLACES])


@cache
def _surname_edges() -> Floats:
    """Cumulative shares of the surnames, by their rank: the commonest as counted, the others after a power law."""
    rank = np.arange(len(COMMONEST), len(parts(SURNAMES))) + 1.0
    weight = np.r_[COMMONEST, COMMONEST[-1] * (rank[0] / rank) ** DECAY * STEP_DOWN]
    return np.asarray(np.cumsum(weight / weight.sum()))


def _given(random: np.random.Generator, feminine: Bools, birth_year: Ints) -> tuple[Texts, Texts]:
    """Given names of one or two characters that fit the year of birth, in characters and in pinyin."""
    size = len(feminine)
    lists = [parts(listed) for listed in FEMALE + MALE]
    entries = [entry for listed in lists for entry in listed]
    length = len(lists[0])
    which = np.digitize(birth_year, GENERATIONS) + np.where(feminine, 0, len(FEMALE))
    first, second = (random.random((2, size)) ** 1.3 * length).astype(np.int64)
    second = np.where(second == first, (second + 1) % length, second)
    single = random.random(size) < SINGLE
    hanzi, pinyin = ([*(getattr(entry, field) for entry in entries), ""] for field in ("hanzi", "pinyin"))
    one, two = which * length + first, np.where(single, len(entries), which * length + second)
    return join(labels(one, hanzi), labels(two, hanzi)), join(labels(one, pinyin), labels(two, pinyin))


def residents(
    random: np.random.Generator, block: Block, feminine: Bools, birth_year: Ints, concentration: float = 1.0
) -> Resident:
    """Identities for a block of customers in mainland China.

    Parameters: `feminine` and `birth_year`, shape (size,); `concentration`, the power of a city's population that its
    share of the customers follows.
    """
    size = block.size
    rank = np.searchsorted(_surname_edges(), random.random(size), side="right")
    surnames = parts(SURNAMES)
    hanzi, pinyin = _given(random, feminine, birth_year)
    weights = np.array([place.ten_thousands for place in CHINESE_PLACES], dtype=np.float64) ** concentration
    place = np.searchsorted(np.cumsum(weights / weights.sum())[:-1], random.random(size), side="right")
    road, kind = random.integers(0, len(ROADS), size), random.integers(0, len(ROAD_KINDS), size)
    number, flat = (10 ** random.uniform(0.3, 3.0, size)).astype(np.int64), random.integers(1, 33, size)
    room = flat * 100 + random.integers(1, 5, size)
    address = join(labels(road, ROADS), labels(kind, ROAD_KINDS), digits(number, 1), "号", digits(room, 1), "室")
    prefix, ending = random.integers(0, len(PREFIXES), size), random.integers(0, 10_000, size)
    return Resident(
        name=join(labels(rank, [name.hanzi for name in surnames]), hanzi),
        email=emails(pinyin, labels(rank, [name.pinyin for name in surnames]), birth_year, random, block),
        phone=join(labels(prefix, PREFIXES), "****", digits(ending, 4)),
        address=address,
        place=place.astype(np.int64),
        postcode=join(
            labels(place, [p.postcode for p in CHINESE_PLACES]), digits(random.integers(0, 100, size) * 10, 3)
        ),
    )
