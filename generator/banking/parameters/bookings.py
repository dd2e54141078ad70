"""What a booking looks like: media, categories, days. "invented" means chosen to look like a bank's statement."""

from __future__ import annotations

from dataclasses import dataclass

from generator.parameter import parameter


@dataclass(frozen=True)
class Bookings:
    """Details of transactions and closures."""

    app: float = parameter(
        0.82,
        "share of transfers and purchases made in the app, not at a branch",
        "invented",
        "转账与申购在 App（而非网点）办理的占比",
    )
    quick_pay: float = parameter(
        0.86, "share of payments through an e-wallet, not with the card", "invented", "支付经电子钱包（而非刷卡）的占比"
    )
    atm: float = parameter(
        0.80, "share of cash from machines, not at a branch", "invented", "取现在自助机（而非网点）的占比"
    )
    categories: tuple[float, ...] = parameter(
        (0.24, 0.22, 0.20, 0.12, 0.09, 0.05, 0.05, 0.03),
        "weight of groceries, dining, shopping, transport, utilities, health, leisure, education",
        "invented; NBS household expenditure",
        "日用、餐饮、购物、交通、缴费、医疗、休闲、教育的权重",
    )
    category_amounts: tuple[tuple[float, float], ...] = parameter(
        ((62.0, 0.9), (55.0, 0.9), (210.0, 1.1), (28.0, 1.1), (140.0, 0.6), (230.0, 1.1), (150.0, 1.0), (1_200.0, 1.0)),
        "RMB, median payment of each, SD of its log",
        "invented",
        "各类单笔消费中位数（元）与其对数的标准差",
    )
    whole: float = parameter(0.50, "share of payments of whole RMB", "invented", "整元消费的占比")
    round: float = parameter(
        0.16, "share of payments round to 5, 10 or 50 RMB", "invented", "取整到 5、10 或 50 元的消费占比"
    )
    interest_day: int = parameter(
        21, "day of the quarter's last month on which interest is paid", "public: the 21st", "季末月结息日"
    )
    reversed_within: float = parameter(
        2.0, "days within which a double booking is reversed", "invented", "重复入账在几天内冲正"
    )
    complaint: float = parameter(
        0.60,
        "share who name poor service if it failed in the two months before",
        "invented",
        "此前两个月服务出过错的销户者中归因于服务的占比",
    )
    reasons: tuple[float, ...] = parameter(
        (0.38, 0.24, 0.08, 0.14, 0.16),
        "share of other bank, too many accounts, poor service, moved away, no longer needed",
        "invented",
        "他行、账户太多、服务差、搬离、不再需要的占比",
    )
    closed_at_branch: float = parameter(
        0.55, "share closed at a branch, not in the app", "invented", "在网点（而非 App）销户的占比"
    )
