"""How money moves, what it earns and what it is worth to the bank. "invented" means chosen to hit the bands."""

from __future__ import annotations

from dataclasses import dataclass

from generator.parameter import parameter

BIG_BANKS = "public: listed deposit rates of the large banks"


@dataclass(frozen=True)
class Flows:
    """Money in and out of the current account, per customer and month; amounts in RMB."""

    salary: tuple[float, float, float] = parameter(
        (7_800.0, 0.42, 0.16),
        "median, SD of the log, log change per log unit of assets",
        "NBS 2023: 5,700 to 10,000",
        "中位数、对数标准差、资产每多一个对数单位的对数变化",
    )
    fixed_pay: float = parameter(
        0.60, "share whose salary is the same every month", "invented", "每月工资固定不变的占比"
    )
    pay_varies: float = parameter(
        0.08, "share by which the others' salary goes up and down at most", "invented", "其余客户工资上下浮动的最大比例"
    )
    raise_: float = parameter(
        0.04,
        "rise of salaries every April",
        "NBS: wages of urban units rose by 3 to 6 % in 2023 and 2024",
        "每年四月工资上涨的比例",
    )
    bonus: tuple[float, float] = parameter(
        (0.75, 1.6),
        "share who get a bonus before the Spring Festival, in months of salary",
        "invented",
        "春节前有年终奖的占比与折合工资月数",
    )
    pay_days: tuple[int, ...] = parameter(
        (5, 8, 10, 15, 20, 25, 28), "days of the month", "public: usual pay days", "当月第几天"
    )
    pay_day_shares: tuple[float, ...] = parameter(
        (0.12, 0.10, 0.31, 0.22, 0.10, 0.10, 0.05), "share of each", "invented", "各项占比"
    )
    spends: float = parameter(
        0.72, "share of the salary spent through the account", "invented", "工资中经本账户花掉的比例"
    )
    spending: tuple[float, float, float] = parameter(
        (1_050.0, 0.8, 0.22),
        "median of those without salary, SD of the log, change per log unit of assets",
        "invented",
        "无代发工资者的中位数、对数标准差、资产每多一个对数单位的变化",
    )
    payments: tuple[float, float] = parameter(
        (3.1, 0.75), "median payments, SD of the log", "invented", "支付笔数中位数与其对数的标准差"
    )
    payments_age: float = parameter(-0.15, "log payments per decade", "invented", "年龄每大十岁，支付笔数对数的变化")
    payment_spread: float = parameter(
        0.9, "SD of the log shares of payments in a month's spending", "invented", "当月各笔支付占比的对数标准差"
    )
    spending_wobble: float = parameter(
        0.35, "SD of the log spending from month to month", "invented", "每月支出的对数标准差"
    )
    season: tuple[float, ...] = parameter(
        (1.22, 1.10, 0.88, 0.92, 0.98, 1.04, 0.96, 0.96, 1.00, 1.07, 1.16, 1.04),
        "times the usual spending in January to December",
        "invented; Spring Festival, 618, National Day, Double 11",
        "一月至十二月支出为惯常的几倍",
    )
    full_use: float = parameter(
        5.0,
        "payments a month from which all spending goes through the account",
        "invented",
        "每月支付达到此笔数时全部支出走本账户",
    )
    most_used: float = parameter(1.4, "times the usual spending, at most", "invented", "支出最多为惯常的几倍")
    most_spent: float = parameter(
        0.85, "largest share of the month's opening balance that is spent", "invented", "当月支出占月初余额的最大比例"
    )
    cash: tuple[float, float] = parameter(
        (0.12, 0.25),
        "probability of cash withdrawals, more per decade",
        "invented",
        "取现的概率及其随年龄（每十岁）的变化",
    )
    cash_amount: tuple[float, float] = parameter(
        (900.0, 0.8), "median, SD of the log", "invented", "中位数与对数标准差"
    )
    card_bill: tuple[float, float] = parameter(
        (0.22, 0.5), "median share of spending, SD of the log", "invented", "占支出比例的中位数与其对数的标准差"
    )
    brings: float = parameter(
        0.65, "probability per month of topping up towards usual assets", "invented", "每月转入补足惯常资产的概率"
    )
    sends: tuple[float, float] = parameter(
        (0.65, 0.90),
        "probability of sending surplus elsewhere: active, declining or dormant",
        "invented",
        "把余钱转往他行的概率：活跃；下滑或沉睡",
    )
    portion: tuple[float, float] = parameter(
        (0.70, 1.10), "least and largest share of the gap moved", "invented", "转移金额占差距比例的下限与上限"
    )
    rebalances: float = parameter(
        0.40, "probability per month of buying or selling investments", "invented", "每月申购或赎回投资产品的概率"
    )
    tolerance: float = parameter(
        0.15, "share by which investments may be off before anyone acts", "invented", "投资偏离多少才会调整"
    )
    keeps_lot: float = parameter(
        0.25, "probability that a declining customer renews a deposit", "invented", "下滑客户续存定期的概率"
    )
    round_to: tuple[float, float, float] = parameter(
        (100.0, 1_000.0, 100.0),
        "RMB: transfers, wealth products and deposits, funds",
        "public: least amounts",
        "转账、理财与定期、基金的取整单位，元",
    )
    booked_late: tuple[float, float] = parameter(
        (0.06, 1.4), "share of card payments booked later, mean days more", "invented", "晚入账的刷卡占比与平均晚几天"
    )
    booked_twice: float = parameter(
        0.004, "share of card payments booked twice and reversed", "invented", "重复入账后冲正的刷卡占比"
    )


@dataclass(frozen=True)
class Rates:
    """What money earns, yearly shares."""

    changes: tuple[str, ...] = parameter(
        ("2024-08", "2024-11", "2025-06"), "months with new rates", BIG_BANKS, "利率调整的月份"
    )
    deposits: tuple[tuple[float, ...], ...] = parameter(
        (
            (0.0115, 0.0135, 0.0145, 0.0165, 0.0195),
            (0.0105, 0.0125, 0.0135, 0.0145, 0.0175),
            (0.0080, 0.0100, 0.0110, 0.0120, 0.0150),
            (0.0065, 0.0085, 0.0095, 0.0105, 0.0125),
        ),
        "yearly rate by term, before and after each change",
        BIG_BANKS,
        "各存期年利率，每次调整前后",
    )
    demand: tuple[float, ...] = parameter(
        (0.0020, 0.0015, 0.0010, 0.0005), "yearly rate likewise", BIG_BANKS, "年利率，每次调整前后"
    )
    wealth: float = parameter(
        0.024, "yearly return of wealth products", "public: 2.1 to 2.9 % in 2024 and 2025", "理财年化收益率"
    )
    wealth_spread: float = parameter(0.0009, "SD of their monthly return, market", "invented", "其市场月度收益的标准差")
    fund: float = parameter(0.05, "yearly return of funds", "invented", "基金年化收益率")
    fund_spread: float = parameter(
        0.042, "SD of their monthly return, market", "invented; CSI 300 about .06", "其市场月度收益的标准差"
    )
    own_spread: float = parameter(
        0.012, "SD of the monthly return of one's own choice of funds", "invented", "个人所选基金月度收益的标准差"
    )


@dataclass(frozen=True)
class Valuation:
    """What a customer is worth to the bank."""

    demand: float = parameter(
        0.017, "yearly margin on demand deposits", "CMB 2023: net interest margin 2.15 %", "活期年化利差"
    )
    deposits: float = parameter(0.008, "yearly margin on time deposits", "invented", "定期年化利差")
    wealth: float = parameter(0.0045, "yearly fee on wealth products", "public: .2 to .6 %", "理财年化手续费率")
    funds: float = parameter(
        0.0075, "yearly fee on funds", "public: trailer fees about half of 1.2 to 1.5 %", "基金年化手续费率"
    )
    card: float = parameter(95.0, "RMB a year, margin of a credit card", "invented", "信用卡年收益，元")
    service: float = parameter(14.0, "RMB a year, cost of an account in use", "invented", "在用账户年成本，元")
    discount: float = parameter(0.08, "yearly discount rate", "invented", "年贴现率")
    declining: float = parameter(
        0.45, "share of usual assets held on average while declining", "invented", "下滑期间平均保有惯常资产的比例"
    )
    dormant: float = parameter(0.02, "the same while dormant", "invented", "沉睡期间的同一比例")
    drift: float = parameter(0.0, "monthly growth of assets in quiet times", "invented", "平静时期资产的月增长率")
