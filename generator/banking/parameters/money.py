"""How money moves, what it earns and what it is worth to the bank. "invented" means chosen to hit the bands."""

from __future__ import annotations

from dataclasses import dataclass

from generator.parameter import parameter

BIG_BANKS = "public: listed deposit rates of the large banks"


@dataclass(frozen=True)
class Flows:
    """Money in and out of the current account, per customer and month; amounts in RMB."""

    salary: tuple[float, float, float] = parameter(
        (7_800.0, 0.42, 0.16), "median, SD of the log, log change per log unit of assets", "NBS 2023: 5,700 to 10,000"
    )
    fixed_pay: float = parameter(0.60, "share whose salary is the same every month", "invented")
    pay_varies: float = parameter(0.08, "share by which the others' salary goes up and down at most", "invented")
    raise_: float = parameter(
        0.04, "rise of salaries every April", "NBS: wages of urban units rose by 3 to 6 % in 2023 and 2024"
    )
    bonus: tuple[float, float] = parameter(
        (0.75, 1.6), "share who get a bonus before the Spring Festival, in months of salary", "invented"
    )
    pay_days: tuple[int, ...] = parameter((5, 8, 10, 15, 20, 25, 28), "days of the month", "public: usual pay days")
    pay_day_shares: tuple[float, ...] = parameter(
        (0.12, 0.10, 0.31, 0.22, 0.10, 0.10, 0.05), "share of each", "invented"
    )
    spends: float = parameter(0.72, "share of the salary spent through the account", "invented")
    spending: tuple[float, float, float] = parameter(
        (1_050.0, 0.8, 0.22), "median of those without salary, SD of the log, change per log unit of assets", "invented"
    )
    payments: tuple[float, float] = parameter((3.1, 0.75), "median payments, SD of the log", "invented")
    payments_age: float = parameter(-0.15, "log payments per decade", "invented")
    payment_spread: float = parameter(0.9, "SD of the log shares of payments in a month's spending", "invented")
    spending_wobble: float = parameter(0.35, "SD of the log spending from month to month", "invented")
    season: tuple[float, ...] = parameter(
        (1.22, 1.10, 0.88, 0.92, 0.98, 1.04, 0.96, 0.96, 1.00, 1.07, 1.16, 1.04),
        "times the usual spending in January to December",
        "invented; Spring Festival, 618, National Day, Double 11",
    )
    full_use: float = parameter(5.0, "payments a month from which all spending goes through the account", "invented")
    most_used: float = parameter(1.4, "times the usual spending, at most", "invented")
    most_spent: float = parameter(0.85, "largest share of the month's opening balance that is spent", "invented")
    cash: tuple[float, float] = parameter((0.12, 0.25), "probability of cash withdrawals, more per decade", "invented")
    cash_amount: tuple[float, float] = parameter((900.0, 0.8), "median, SD of the log", "invented")
    card_bill: tuple[float, float] = parameter((0.22, 0.5), "median share of spending, SD of the log", "invented")
    brings: float = parameter(0.65, "probability per month of topping up towards usual assets", "invented")
    sends: tuple[float, float] = parameter(
        (0.65, 0.90), "probability of sending surplus elsewhere: active, declining or dormant", "invented"
    )
    portion: tuple[float, float] = parameter((0.70, 1.10), "least and largest share of the gap moved", "invented")
    rebalances: float = parameter(0.40, "probability per month of buying or selling investments", "invented")
    tolerance: float = parameter(0.15, "share by which investments may be off before anyone acts", "invented")
    keeps_lot: float = parameter(0.25, "probability that a declining customer renews a deposit", "invented")
    round_to: tuple[float, float, float] = parameter(
        (100.0, 1_000.0, 100.0), "RMB: transfers, wealth products and deposits, funds", "public: least amounts"
    )
    booked_late: tuple[float, float] = parameter(
        (0.06, 1.4), "share of card payments booked later, mean days more", "invented"
    )
    booked_twice: float = parameter(0.004, "share of card payments booked twice and reversed", "invented")


@dataclass(frozen=True)
class Rates:
    """What money earns, yearly shares."""

    changes: tuple[str, ...] = parameter(("2024-08", "2024-11", "2025-06"), "months with new rates", BIG_BANKS)
    deposits: tuple[tuple[float, ...], ...] = parameter(
        (
            (0.0115, 0.0135, 0.0145, 0.0165, 0.0195),
            (0.0105, 0.0125, 0.0135, 0.0145, 0.0175),
            (0.0080, 0.0100, 0.0110, 0.0120, 0.0150),
            (0.0065, 0.0085, 0.0095, 0.0105, 0.0125),
        ),
        "yearly rate by term, before and after each change",
        BIG_BANKS,
    )
    demand: tuple[float, ...] = parameter((0.0020, 0.0015, 0.0010, 0.0005), "yearly rate likewise", BIG_BANKS)
    wealth: float = parameter(0.024, "yearly return of wealth products", "public: 2.1 to 2.9 % in 2024 and 2025")
    wealth_spread: float = parameter(0.0009, "SD of their monthly return, market", "invented")
    fund: float = parameter(0.05, "yearly return of funds", "invented")
    fund_spread: float = parameter(0.042, "SD of their monthly return, market", "invented; CSI 300 about .06")
    own_spread: float = parameter(0.012, "SD of the monthly return of one's own choice of funds", "invented")


@dataclass(frozen=True)
class Valuation:
    """What a customer is worth to the bank."""

    demand: float = parameter(0.017, "yearly margin on demand deposits", "CMB 2023: net interest margin 2.15 %")
    deposits: float = parameter(0.008, "yearly margin on time deposits", "invented")
    wealth: float = parameter(0.0045, "yearly fee on wealth products", "public: .2 to .6 %")
    funds: float = parameter(0.0075, "yearly fee on funds", "public: trailer fees about half of 1.2 to 1.5 %")
    card: float = parameter(95.0, "RMB a year, margin of a credit card", "invented")
    service: float = parameter(14.0, "RMB a year, cost of an account in use", "invented")
    discount: float = parameter(0.08, "yearly discount rate", "invented")
    declining: float = parameter(0.45, "share of usual assets held on average while declining", "invented")
    dormant: float = parameter(0.02, "the same while dormant", "invented")
    drift: float = parameter(0.0, "monthly growth of assets in quiet times", "invented")
