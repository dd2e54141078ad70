"""Names of firms as they are registered in China, and unified social credit codes with their check characters."""

from __future__ import annotations

from functools import cache

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from faker import Faker

from generator.arrays import Bools, Ints, Texts
from generator.cases.citic.parameters import INDUSTRIES, REGISTER
from generator.chinese_places import CHINESE_PLACES
from generator.frames import labels
from generator.identity import join, repeats
from generator.pools import POOL_SEED

MARKS = 97
CODE = "0123456789ABCDEFGHJKLMNPQRTUWXY"
BODY = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
CODES = 31**6
HOLDING = "控股集团"
FORMS = ("有限公司", "有限公司", "有限公司", "有限责任公司", "股份有限公司")
ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)


PLAIN = (
    "子电软国讯七计算机菊九网息脑科技群依曼双趋势点件大小公司开发区数字西"
    "地球村商线力动维迪昂艾戴毕建浙襄樊济南码罳四次耐纪盒空间派"
)
NOTHING = pa.scalar("", pa.large_string())


@cache
def marks() -> tuple[str, ...]:
    """Characters that firm names are made of: lucky ones, and those of Faker's zh_CN companies, one by one."""
    fake = Faker("zh_CN")
    fake.seed_instance(POOL_SEED)
    found: dict[str, None] = dict.fromkeys("恒盛瑞鑫泰隆昌达祥荣裕丰兴宏伟嘉诚益宝利源顺安康华茂")
    while len(found) < MARKS:
        found |= dict.fromkeys(c for c in fake.company_prefix() if "\u4e00" <= c <= "\u9fff" and c not in PLAIN)
    return tuple(list(found)[:MARKS])


def trade_names(identity: Ints, short: Bools, shift: int) -> Texts:
    """The distinguishing part of a firm's name (字号): two characters, or three, one for each identity.

    Parameters: `identity`, whole numbers from 0, the same for firms that share a name; `short`, whether two characters
    will do; `shift`, a whole number that moves the series. Identities under 9,409 never share a two-character name.
    """
    code = (identity * 5_347 + shift) % MARKS**2
    first, second = code // MARKS, code % MARKS
    third = np.where(short, 0, 1 + (identity * 31 + identity // MARKS**2) % MARKS)
    second = np.where(second == first, (second + 1 + identity // MARKS**2) % MARKS, second)
    return join(labels(first, marks()), labels(second, marks()), labels(third, ("", *marks())))


def firm_names(
    random: np.random.Generator, identity: Ints, place: Ints, industry: Ints, parent: Bools, shift: int
) -> Texts:
    """Registered names: city, distinguishing part, trade, legal form, as in 苏州恒泰精密机械有限公司.

    Parameters: `identity` as in `trade_names`, `place` in CHINESE_PLACES, `industry` in INDUSTRIES, `parent`, whether
    the firm heads a group; shapes equal. A name that would repeat in the block gets a number.
    """
    size = len(identity)
    words = tuple(word for item in INDUSTRIES for word in item.words)
    counts = np.array([len(item.words) for item in INDUSTRIES])
    start = np.r_[0, np.cumsum(counts)[:-1]]
    word = start[industry] + (random.random(size) * counts[industry]).astype(np.int64)
    form = (random.random(size) * len(FORMS)).astype(np.int64)
    short = (random.random(size) < REGISTER.short_name) | parent
    heads = pa.array(parent)
    city = pc.if_else(heads, NOTHING, labels(place, [item.city for item in CHINESE_PLACES]))
    trade = pc.if_else(heads, pa.scalar(HOLDING, pa.large_string()), labels(word, words))
    stem = join(city, trade_names(identity, short, shift), trade)
    keys = stem.dictionary_encode().indices.to_numpy(zero_copy_only=False).astype(np.int64)
    again = repeats(keys)
    number = join("（", pa.array(again + 1).cast(pa.large_string()), "）")
    return join(stem, pc.if_else(pa.array(again > 0), number, NOTHING), labels(form, FORMS))


def credit_codes(firm_id: Ints, place: Ints, shift: int) -> Texts:
    """Unified social credit codes (GB 32100-2015), 18 characters, different for every firm of a run.

    The organisation part begins with XX; its check character (GB 11714-1997) and the last one are those that the
    standards ask for.

    Parameters: `firm_id`, whole numbers from 1; `place` in CHINESE_PLACES, shape as `firm_id`; `shift`, any number.

    >>> credit_codes(np.array([1]), np.array([0]), 0).to_pylist()[0][:10]
    '91110105XX'
    """
    serial = (firm_id * 104_729 + shift) % CODES
    letters = np.empty((17, len(firm_id)), dtype=np.int64)
    letters[0], letters[1] = 9, 1
    division = np.array([[int(c) for c in item.division] for item in CHINESE_PLACES]).T
    letters[2:8] = division[:, place]
    letters[8:10] = CODE.index("X")
    for position in range(6):
        letters[10 + position] = serial // 31**position % 31
    values = np.array([BODY.index(c) for c in CODE])[letters[8:16]]
    check = 11 - (np.array(ORGANISATION_WEIGHTS)[:, None] * values).sum(axis=0) % 11
    letters[16] = np.where(check == 11, 0, np.where(check == 10, CODE.index("X"), check))
    weights = np.array([3**position % 31 for position in range(17)])
    last = (31 - (weights[:, None] * letters).sum(axis=0) % 31) % 31
    return join(*[labels(row, tuple(CODE)) for row in (*letters, last)])
