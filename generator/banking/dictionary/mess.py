"""The mess in a bank's tables, by kind."""

from generator.mess import Mess
from generator.schema import Text

MESS = (
    Mess(
        "missing",
        ("customers",),
        Text("Some customers have not stated gender and date of birth.", "部分客户未登记性别和出生日期。"),
    ),
    Mess(
        "duplicates",
        ("transactions",),
        Text(
            "Some card payments are booked twice and reversed within days; a reversal counts neither as inflow nor as "
            "income.",
            "部分消费被重复入账，几天内冲正；冲正既不算流入，也不算收入。",
        ),
    ),
    Mess(
        "late",
        ("transactions",),
        Text(
            "Some card payments are booked days after they happened; balances follow the moment they happened.",
            "部分消费晚几天才记账；余额按实际发生时间累计。",
        ),
    ),
)
