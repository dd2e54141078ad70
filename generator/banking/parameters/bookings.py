"""What a booking looks like: media, categories, days. "invented" means chosen to look like a bank's statement."""

from __future__ import annotations

from dataclasses import dataclass

from generator.parameter import parameter


@dataclass(frozen=True)
class Bookings:
    """Details of transactions and closures."""

    app: float = parameter(0.82, "share of transfers and purchases made in the app, not at a branch", "invented")
    quick_pay: float = parameter(0.86, "share of payments through an e-wallet, not with the card", "invented")
    atm: float = parameter(0.80, "share of cash from machines, not at a branch", "invented")
    categories: tuple[float, ...] = parameter(
        (0.24, 0.22, 0.20, 0.12, 0.09, 0.05, 0.05, 0.03),
        "share of groceries, dining, shopping, transport, utilities, health, leisure, education",
        "invented; NBS household expenditure",
    )
    whole: float = parameter(0.50, "share of payments of whole RMB", "invented")
    interest_day: int = parameter(21, "day of the quarter's last month on which interest is paid", "public: the 21st")
    reversed_within: float = parameter(2.0, "days within which a double booking is reversed", "invented")
    complaint: float = parameter(0.60, "share who name poor service if it failed in the two months before", "invented")
    reasons: tuple[float, ...] = parameter(
        (0.38, 0.24, 0.08, 0.14, 0.16),
        "share of other bank, too many accounts, poor service, moved away, no longer needed",
        "invented",
    )
    closed_at_branch: float = parameter(0.55, "share closed at a branch, not in the app", "invented")
