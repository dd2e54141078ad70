"""Tables about accounts and money."""

from __future__ import annotations

from generator.banking.holdings import ACCOUNTS as ACCOUNT_KINDS
from generator.banking.holdings import PLACES, REASONS, STATUSES
from generator.banking.ledger import CATEGORIES, KINDS, MEDIA
from generator.banking.parameters import Bank
from generator.banking.population import PRODUCTS
from generator.schema import Column, Table, Text

HOLDER = Column("customer_id", "int", Text("The customer.", "客户编号。"), references="customers.customer_id")
STILL_OPEN = Text("still open", "尚未销户")
NO_DEPOSIT = Text("not a time deposit", "非定期存款")


def _money(name: str, english: str, chinese: str, low: float | None = 0) -> Column:
    return Column(name, "money", Text(english, chinese), "CNY", low=low)


ACCOUNTS = Table(
    "accounts",
    Text("One row an account; every customer has one current account.",
         "账户表，每个账户一行；每位客户都有一个活期账户。"),
    ("account_id",),
    (
        Column("account_id", "int", Text("Number of the account.", "账户编号。"), unique=True),
        HOLDER,
        Column("kind", "text", Text(
            "current, time_deposit, wealth_product, fund, credit_card.",
            "账户类型：current 活期；time_deposit 定期；wealth_product 理财；fund 基金；credit_card 信用卡。"),
            values=ACCOUNT_KINDS),
        Column("number", "text", Text("Number of the card or account, masked.", "卡号或账号（已脱敏）。")),
        Column("opened_on", "date", Text("When it was opened.", "开户日期。")),
        Column("closed_on", "date", Text("When it was closed.", "销户日期。"), missing=STILL_OPEN),
    ),
)  # fmt: skip

PRODUCT_HOLDINGS = Table(
    "product_holdings",
    Text(
        "One row a time deposit, and one a customer and other product, held at any time since 2024-07-01.",
        "持有产品表：定期存款每笔一行，其余产品每位客户每种一行；包括 2024-07-01 以来任意时点持有过的产品。",
    ),
    ("holding_id",),
    (
        Column("holding_id", "int", Text("Number of the holding.", "持有记录编号。"), unique=True),
        HOLDER,
        Column("product", "text", Text(
            "time_deposit, wealth_product, fund, insurance, credit_card, payroll (the salary is paid in).",
            "产品：time_deposit 定期存款；wealth_product 理财；fund 基金；insurance 保险；credit_card 信用卡；"
            "payroll 代发工资。"), values=PRODUCTS),
        Column("opened_on", "date", Text("When it was taken up.", "开始持有的日期。")),
        Column("term_months", "int", Text("Agreed term.", "存期。"), "months", missing=NO_DEPOSIT, low=1),
        Column("matures_on", "date", Text("Agreed day of repayment; may lie after the as-of date.",
                                          "到期日，可能晚于数据截止日。"), missing=NO_DEPOSIT),
        Column("yearly_rate", "number", Text("Agreed interest a year.", "约定年利率。"), "share", missing=NO_DEPOSIT,
               low=0, high=1),
        Column("amount", "money", Text("Principal of a deposit, yearly premium of an insurance.",
                                       "定期存款本金，或保险年缴保费。"), "CNY",
               missing=Text("another product; see monthly_assets", "其他产品，余额见 monthly_assets"), low=0),
        Column("status", "text", Text(
            "held, matured (a deposit repaid on its day), broken (a deposit repaid early), ended (with the account).",
            "状态：held 持有中；matured 到期兑付；broken 提前支取；ended 随销户终止。"), values=STATUSES),
        Column("ended_on", "date", Text("When it ended.", "终止日期。"), missing=Text("still held", "仍在持有")),
    ),
)  # fmt: skip

MONTHLY_ASSETS = Table(
    "monthly_assets",
    Text(
        "One row a customer and month, until the month of closing. To the cent, opening + inflow − outflow + returns = "
        "closing = demand + deposits + wealth_products + funds, and each opening is the closing before.",
        "月度资产表，每位客户每月一行，直到销户当月。精确到分：期初＋流入－流出＋收益＝期末＝活期＋定期＋理财＋基金，"
        "且每月期初等于上月期末。",
    ),
    ("customer_id", "month"),
    (
        HOLDER,
        Column("month", "date", Text("First day of the month.", "月份（以当月 1 日表示）。")),
        _money("opening", "Assets at the beginning.", "期初资产。"),
        _money("inflow", "Money that came from outside: salary and transfers in; reversed bookings apart.",
               "行外流入：工资与转入，不含冲正。"),
        _money("outflow", "Money that left: payments, cash, bills, premiums, transfers out; reversed bookings apart.",
               "流出本行：消费、取现、信用卡还款、保费与转出，不含已冲正的重复入账。"),
        _money("returns", "Interest, and gains or losses of wealth products and funds.",
               "收益：利息以及理财、基金的损益（可为负）。", None),
        _money("closing", "Assets at the end.", "期末资产。"),
        _money("demand", "Of it in the current account.", "其中：活期余额。"),
        _money("deposits", "Of it in time deposits.", "其中：定期存款。"),
        _money("wealth_products", "Of it in wealth products.", "其中：理财产品。"),
        _money("funds", "Of it in funds, at their value.", "其中：基金市值。"),
        _money("average", "Mean of opening and closing, which tiers are decided by.",
               "月均资产（期初与期末的均值），客户等级据此评定。"),
    ),
)  # fmt: skip

TRANSACTIONS = Table(
    "transactions",
    Text(
        "One row a booking of a current account, in the order of account and time; balances follow occurred_at.",
        "活期账户流水，每笔入账一行，按账户与时间排序；余额按发生时间（occurred_at）逐笔累计。",
    ),
    ("transaction_id",),
    (
        Column("transaction_id", "int", Text("Number of the booking.", "流水号。"), unique=True),
        Column("account_id", "int", Text("The current account.", "活期账户编号。"), references="accounts.account_id"),
        HOLDER,
        Column("occurred_at", "time", Text("When it happened.", "交易发生时间。")),
        Column("booked_on", "date", Text("When it was booked: some card payments days later.",
                                         "记账日期；部分刷卡消费会晚几天入账。")),
        Column("kind", "text", Text(
            "salary; transfer_in, transfer_out (from and to other banks or people); interest (of the current account); "
            "deposit_interest, deposit_matured, deposit_opened (time deposits); product_bought, product_sold (wealth "
            "products and funds); card_payment; cash_withdrawal; credit_card_bill; insurance_premium; reversal (of a "
            "card payment booked twice).",
            "交易类型：salary 工资；transfer_in／transfer_out 转入／转出；interest 活期结息；"
            "deposit_interest 定期利息；deposit_matured 定期兑付本金；deposit_opened 存入定期；"
            "product_bought／product_sold 买入／赎回理财或基金；card_payment 消费；cash_withdrawal 取现；"
            "credit_card_bill 信用卡还款；insurance_premium 保费；reversal 重复入账冲正。"), values=KINDS),
        Column("medium", "text", Text(
            "automatic, app, branch, atm, quick_pay (through an e-wallet), pos (with the card).",
            "渠道：automatic 系统自动；app 手机银行；branch 网点；atm 自助机；quick_pay 快捷支付；pos 刷卡。"),
            values=MEDIA),
        Column("category", "text", Text("What a card payment was for.", "消费类别。"),
               missing=Text("not a card payment", "非消费交易"), values=CATEGORIES),
        _money("amount", "Amount: positive comes in, negative goes out.", "金额：正数为入账，负数为出账。", None),
        _money("balance", "Balance of the account after the booking.", "交易后的账户余额。"),
    ),
)  # fmt: skip

CLOSURES = Table(
    "closures",
    Text(
        "One row a customer who has closed all accounts since 2024-07-01; most who leave never do.",
        "销户表，2024-07-01 以来销户的客户每人一行；多数流失的客户从不销户。",
    ),
    ("customer_id",),
    (
        Column("customer_id", "int", Text("The customer.", "客户编号。"), references="customers.customer_id",
               unique=True),
        Column("closed_at", "time", Text("When the last account was closed.", "销户时间。")),
        Column("medium", "text", Text("Where.", "办理渠道：网点或手机银行。"), values=PLACES),
        Column("reason", "text", Text(
            "Reason that the customer gave: other_bank, too_many_accounts, poor_service, moved_away, no_longer_needed.",
            "客户自述原因：other_bank 转投他行；too_many_accounts 账户太多；poor_service 服务不满意；"
            "moved_away 搬离；no_longer_needed 不再需要。"), values=REASONS),
        _money("paid_out", "What was left in the current account and paid out.", "销户时付清的活期余额。"),
    ),
)  # fmt: skip


def tier_history(bank: Bank) -> Table:
    """The tiers of a bank's customers over time."""
    english = ", ".join(f"{tier.name} from {tier.least:,.0f} RMB" for tier in bank.tiers)
    chinese = "；".join(f"{tier.name} {tier.zh}（{tier.least:,.0f} 元起）" for tier in bank.tiers)
    return Table(
        "tier_history",
        Text(
            "One row a customer and spell in one tier. A tier is gained in the month after the monthly average reaches "
            "it, and lost after three months below; new customers keep their first for three months.",
            "客户等级表，每位客户在每个等级的一段时间为一行。月均资产达标的次月升级；连续三个月不达标才降级，"
            "新客户前三个月不降级。",
        ),
        ("customer_id", "from_date"),
        (
            HOLDER,
            Column("from_date", "date", Text("First day in the tier.", "起始日期。")),
            Column("to_date", "date", Text("Last day in the tier.", "结束日期。"),
                   missing=Text("the customer's present or last tier", "当前等级，或销户前的最后等级")),
            Column("tier", "text", Text(f"By monthly average assets: {english}.", f"按月均资产评定：{chinese}。"),
                   values=tuple(tier.name for tier in bank.tiers)),
        ),
    )  # fmt: skip
