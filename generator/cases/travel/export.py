"""The flat file that a company would export from its system: Chinese headings, mixed formats, rows that stand twice."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from generator.arrays import Bools, Columns, Ints, Texts
from generator.blocks import Block
from generator.cases.travel.bookings import PRODUCTS, Bookings
from generator.cases.travel.parameters import DESTINATIONS, EXPORT
from generator.frames import hide, labels
from generator.identity import digits, join
from generator.mess import doubled
from generator.streams import Streams
from generator.window import instant

CHANNEL_WORDS = ("APP", "小程序", "官网", "电话", "门店")
PRODUCT_WORDS = ("跟团/打包", "酒店+交通", "酒店")
STATUS_WORDS = (("待出行", "出行中", "已完成", "已取消"), ("未出行", "行程中", "已出行", "取消"))
TEST = "测试订单请忽略"
FIRST_NUMBER = 20_240_000_000


def _dates(moment: Ints, slashes: Bools) -> Texts:
    """Local times as text, in the ISO form or, where `slashes`, as in 2025/3/4 14:05."""
    time = pa.array(instant(moment))
    usual = pc.strftime(time.cast(pa.timestamp("s")), "%Y-%m-%d %H:%M:%S").cast(pa.large_string())
    parts = [digits(np.asarray(part(time).to_numpy(zero_copy_only=False)).astype(np.int64), 1)
             for part in (pc.year, pc.month, pc.day)]  # fmt: skip
    clock = pc.strftime(time.cast(pa.timestamp("s")), "%H:%M").cast(pa.large_string())
    return pc.if_else(pa.array(slashes), join(parts[0], "/", parts[1], "/", parts[2], " ", clock), usual)


def _money(cents: Ints, signed: Bools) -> Texts:
    """Amounts as text with two decimals or, where `signed`, as in ¥1,280.00."""
    whole, part = np.divmod(cents, 100)
    tail = join(".", digits(part, 2))
    plain = join(digits(whole, 1), tail)
    thousands, rest = np.divmod(whole, 1_000)
    millions, middle = np.divmod(thousands, 1_000)
    grouped = pc.if_else(
        pa.array(millions > 0),
        join("¥", digits(millions, 1), ",", digits(middle, 3), ",", digits(rest, 3), tail),
        pc.if_else(
            pa.array(thousands > 0), join("¥", digits(thousands, 1), ",", digits(rest, 3), tail), join("¥", plain)
        ),
    )
    return pc.if_else(pa.array(signed), grouped, plain)


def orders_export_table(booked: Bookings, booking_id: Ints, phone: Texts, block: Block, streams: Streams) -> Columns:
    """The columns of orders_export, one row a booking, in the order in which they were entered."""
    order = np.argsort(booked.recorded, kind="stable")
    order = order[booked.entered[order]]
    random = streams.of("mess.export")
    uniform = random.random((7, booked.size))[:, order]
    twice = random.random(booked.size)[order] < EXPORT.doubled
    size = len(order)
    tests = (uniform[5] < EXPORT.tests) & streams.messy("duplicates")
    who = booked.traveller[order]
    place = labels(booked.destination[order], [item.zh for item in DESTINATIONS])
    kind = labels(booked.product[order], PRODUCT_WORDS[: len(PRODUCTS)])
    nights = digits(booked.nights[order], 1)
    spaced = labels((uniform[3] < EXPORT.spaces).astype(np.int64), ("", " "))
    product = pc.if_else(
        pa.array(tests), pa.scalar(TEST, pa.large_string()), join(place, " ", nights, "晚 ", kind, spaced)
    )
    other = uniform[4] < EXPORT.status
    words = labels(booked.status[order] + 4 * other, STATUS_WORDS[0] + STATUS_WORDS[1])
    amount = np.where(tests, 1, booked.amount[order])
    signed = uniform[1] < EXPORT.currency
    held = np.where(booked.is_cancelled, booked.fee, 0)[order]
    columns = {
        "订单编号": join("T", digits(FIRST_NUMBER + booking_id[order], 1)),
        "下单时间": _dates(booked.moment[order], uniform[0] < EXPORT.slashes),
        "会员手机": phone.take(pa.array(who)),
        "会员ID": who + block.first_customer,
        "产品名称": product,
        "出行日期": _dates(booked.departs[order] * 86_400, np.zeros(size, dtype=bool)),
        "人数": booked.persons[order],
        "订单金额(元)": _money(amount, signed),
        "取消手续费": hide(_money(held, np.zeros(size, dtype=bool)), ~booked.is_cancelled[order]),
        "订单状态": words,
        "下单渠道 ": hide(labels(booked.channel[order], CHANNEL_WORDS), uniform[2] < EXPORT.blank),
    }
    return doubled(columns, twice & streams.messy("duplicates"))
