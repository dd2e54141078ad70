"""Accounts, payrolls, loans and what they earn. "invented" means chosen to make a credible portfolio."""

from __future__ import annotations

from dataclasses import dataclass

from generator.parameter import parameter


@dataclass(frozen=True)
class Product:
    """A product for firms: kind, share of the firms of each size that hold it at first, CNY of fees a month.

    All invented; the kinds are those any commercial bank in China offers.
    """

    name: str
    zh: str
    kind: str
    micro: float
    small: float
    medium: float
    large: float
    fee: float


PRODUCTS = (
    Product("settlement_account", "结算账户", "settlement", 1.0, 1.0, 1.0, 1.0, 0.0),
    Product("online_banking", "企业网银", "settlement", 0.86, 0.93, 0.97, 0.99, 20.0),
    Product("payroll", "代发工资", "payroll", 0.0, 0.0, 0.0, 0.0, 0.0),
    Product("cash_management", "现金管理", "settlement", 0.03, 0.12, 0.38, 0.75, 300.0),
    Product("time_deposit", "单位定期存款", "deposit", 0.06, 0.15, 0.28, 0.42, 0.0),
    Product("structured_deposit", "结构性存款", "deposit", 0.01, 0.06, 0.18, 0.35, 0.0),
    Product("working_capital_loan", "流动资金贷款", "loan", 0.0, 0.0, 0.0, 0.0, 0.0),
    Product("fixed_asset_loan", "固定资产贷款", "loan", 0.0, 0.0, 0.0, 0.0, 0.0),
    Product("acceptance_bill", "银行承兑汇票", "trade", 0.02, 0.09, 0.24, 0.45, 150.0),
    Product("trade_finance", "国际结算与贸易融资", "trade", 0.03, 0.08, 0.18, 0.34, 260.0),
    Product("pos_acquiring", "收单服务", "settlement", 0.12, 0.10, 0.08, 0.10, 60.0),
    Product("corporate_card", "单位结算卡", "settlement", 0.18, 0.20, 0.15, 0.12, 10.0),
)


@dataclass(frozen=True)
class Accounts:
    """Settlement accounts."""

    years_to_product: float = parameter(
        2.5, "mean years from the first account to a further product", "invented", "首次开户到再持有一种产品的平均年数"
    )
    wallet: tuple[float, float] = parameter(
        (2.2, 1.8), "a and b of the Beta of the share of its business", "invented", "业务占比所服从贝塔分布的 a、b"
    )
    volume_spread: float = parameter(0.55, "SD of the log of inflow per employee", "invented", "人均流入对数的标准差")
    days: float = parameter(
        11.0, "days of inflow kept on the account, median", "invented", "账户留存资金折合流入天数，中位数"
    )
    days_spread: float = parameter(0.80, "SD of the log of that", "invented", "其对数的标准差")
    balance_noise: float = parameter(0.35, "SD of the log balance, a month", "invented", "余额对数的月度标准差")
    rate: float = parameter(
        0.0010, "interest on current accounts a year", "invented; listed rates of 2025 below .2 %", "活期年利率"
    )
    ticket: float = parameter(
        42e3,
        "CNY per incoming payment of a firm with an inflow of 1 million",
        "invented",
        "月流入一百万元的企业平均每笔入账金额，元",
    )
    ticket_power: float = parameter(
        0.55, "power of the inflow in the size of a payment", "invented", "流入规模对单笔金额的幂次"
    )
    fee: float = parameter(1.2, "CNY per payment", "invented", "每笔手续费，元")
    fee_cap: float = parameter(4_000.0, "CNY of payment fees a month at most", "invented", "每月手续费上限，元")
    spent_least: float = parameter(
        0.30, "share of the inflow that is spent in any month", "invented", "每月流入中支出的比例"
    )
    more_out: float = parameter(
        1.6, "times the inflow that the number of outgoing payments goes by", "invented", "推算付款笔数时流入的倍数"
    )
    returned_share: float = parameter(
        0.06, "share of the months with payments that come back", "invented", "出现退票的月份占比"
    )
    returned: float = parameter(
        0.03, "largest share of the inflow that comes back, in those", "invented", "退票月份中退回金额占流入的最大比例"
    )
    round_to: tuple[int, int] = parameter(
        (100, 10_000), "CNY that small and large inflows are round to", "invented", "小额、大额流入取整到的金额，元"
    )
    round_share: float = parameter(
        0.15, "share of the months in which an inflow is a round sum", "invented", "流入恰为整数金额的月份占比"
    )


@dataclass(frozen=True)
class Payrolls:
    """Wages paid through the bank."""

    days: tuple[int, ...] = parameter((5, 8, 10, 15, 20, 25), "usual days of payment", "invented", "常见的付款日")
    weights: tuple[float, ...] = parameter(
        (0.10, 0.10, 0.30, 0.30, 0.08, 0.12), "share of each", "invented", "各项占比"
    )
    wage: float = parameter(
        7_200.0, "CNY a month, median", "invented; urban wages 2024 about 5,800 to 10,300", "月工资中位数，元"
    )
    wage_spread: float = parameter(0.30, "SD of the log wage over firms", "invented", "各企业工资对数的标准差")
    covered: tuple[float, float] = parameter(
        (0.55, 1.0), "share of the staff paid through the bank", "invented", "经本行代发工资的员工占比"
    )
    bonus: float = parameter(
        1.1, "months of wages paid as a bonus before Spring Festival", "invented", "春节前年终奖折合工资月数"
    )
    bonus_share: float = parameter(0.75, "share of the firms that pay one", "invented", "发年终奖的企业占比")
    noise: float = parameter(0.03, "SD of the log amount, a month", "invented", "每月金额对数的标准差")
    moved: tuple[float, float] = parameter(
        (0.15, 0.80), "depth of the decline at which it is moved away", "invented", "代发业务转走时的下滑深度"
    )
    laid_off: float = parameter(
        0.55, "share of the staff lost at full depth, in distress", "invented", "困境企业下滑到底时减少的员工占比"
    )
    delay: float = parameter(
        14.0, "mean days late at full depth, in distress", "invented", "困境企业下滑到底时平均迟发天数"
    )
    slips: float = parameter(0.03, "share of payments that are late by a slip", "invented", "因疏忽迟发的占比")
    slip_days: int = parameter(4, "days late by a slip, at most", "invented", "因疏忽迟发的最多天数")


@dataclass(frozen=True)
class Loans:
    """Loans and how they are repaid."""

    terms: tuple[int, ...] = parameter((6, 12, 24, 36), "months", "invented", "月数")
    weights: tuple[float, ...] = parameter((0.22, 0.50, 0.16, 0.12), "share of each", "invented", "各项占比")
    amount: float = parameter(
        1.6, "months of inflow that a loan amounts to, median", "invented", "单笔贷款折合流入月数，中位数"
    )
    amount_spread: float = parameter(0.6, "SD of the log of that", "invented", "其对数的标准差")
    round_to: float = parameter(10_000.0, "CNY that amounts are round to", "invented", "金额取整单位，元")
    rounds: float = parameter(
        0.6,
        "share of the loans of half a power of ten times a whole number",
        "invented",
        "金额取五十万、五百万之类整数倍的贷款占比",
    )
    largest: float = parameter(6e8, "CNY, largest loan", "invented", "单笔贷款上限，元")
    rate: float = parameter(
        0.0385, "interest a year, mean", "invented; new corporate loans 2024-25 3.2 to 3.8 %", "年利率均值"
    )
    rate_spread: float = parameter(0.006, "SD of that over loans", "invented", "各笔贷款之间的标准差")
    rate_least: float = parameter(0.024, "least interest a year", "invented", "最低年利率")
    renewed: float = parameter(0.86, "share renewed when due, healthy firm", "invented", "健康企业到期续贷的比例")
    again: float = parameter(
        0.07, "probability of another loan, a month, where one ended", "invented", "贷款结清后每月再贷的概率"
    )
    renewed_to: float = parameter(
        0.45,
        "depth of the decline up to which the bank and the firm renew",
        "invented",
        "银企双方仍愿续贷的下滑深度上限",
    )
    prepaid: float = parameter(
        0.50,
        "depth of the decline from which loans are prepaid, to a rival",
        "invented",
        "转往他行的企业开始提前还款的下滑深度",
    )
    prepays: float = parameter(0.30, "probability of prepaying, a month", "invented", "每月提前还款的概率")
    misses: float = parameter(
        0.55,
        "probability of missing a payment at full depth, in distress",
        "invented",
        "困境企业下滑到底时每月逾期的概率",
    )
    slips: float = parameter(0.006, "probability of missing a payment by a slip", "invented", "因疏忽逾期的概率")
    secured: tuple[float, ...] = parameter(
        (0.46, 0.30, 0.24), "mortgage, guarantee, credit", "invented", "抵押、保证、信用"
    )


@dataclass(frozen=True)
class Income:
    """What the bank earns on a firm, before the cost of serving it."""

    deposit: float = parameter(
        0.0140, "margin on balances a year", "invented; net interest margin 2025 about 1.4 %", "存款年化利差"
    )
    loan: float = parameter(
        0.0150, "margin on loans a year", "invented; net interest margin 2025 about 1.4 %", "贷款年化利差"
    )
    discount: float = parameter(0.08, "yearly discount rate", "invented", "年贴现率")


ACCOUNTS = Accounts()
PAYROLLS = Payrolls()
LOANS = Loans()
INCOME = Income()
