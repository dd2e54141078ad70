"""Tables about accounts, payrolls, loans and what they earn."""

from __future__ import annotations

from generator.cases.citic.dictionary.clients import FIRM
from generator.cases.citic.holdings import KINDS
from generator.cases.citic.loans import REPAYMENTS, SECURITIES, STATUSES
from generator.cases.citic.parameters import PRODUCTS as LIST
from generator.schema import Column, Table, Text

MONTH = Column("month", "date", Text("First day of the month.", "月份（以当月 1 日表示）。"))
LOAN = Column("loan_id", "int", Text("The loan.", "贷款编号。"), references="loans.loan_id")


def _money(name: str, english: str, chinese: str, low: float | None = 0) -> Column:
    return Column(name, "money", Text(english, chinese), "CNY", low=low)


PRODUCTS = Table(
    "products",
    Text("One row a product for firms.", "对公产品表，每种产品一行。"),
    ("product_id",),
    (
        Column("product_id", "int", Text("Number of the product.", "产品编号。"), unique=True),
        Column("name", "text", Text("Name.", "产品英文名。"), unique=True),
        Column("name_zh", "text", Text("Name in Chinese.", "产品中文名。"), unique=True),
        Column(
            "kind",
            "text",
            Text(
                "What it belongs to.",
                "产品大类：settlement 结算；deposit 存款；loan 贷款；payroll 代发；trade 票据与贸易融资。",
            ),
            values=KINDS,
        ),
        _money("monthly_fee", "Fee a month.", "月费。"),
    ),
    once=True,
)

PRODUCT_HOLDINGS = Table(
    "product_holdings",
    Text("One row a firm and product that it has held.", "产品持有表，每家企业持有过的每种产品一行。"),
    ("firm_id", "product"),
    (
        Column("holding_id", "int", Text("Number of the holding.", "持有记录编号。"), unique=True),
        FIRM,
        Column(
            "product",
            "text",
            Text("The product.", "产品英文名，含义见 products 表。"),
            references="products.name",
            values=tuple(product.name for product in LIST),
        ),
        Column("opened_on", "date", Text("Day on which it was opened.", "开通日期。")),
        Column(
            "closed_on",
            "date",
            Text("Day on which it was closed, with the last account.", "关闭日期（随企业销户一并关闭）。"),
            missing=Text("still open", "仍在使用"),
        ),
    ),
)

SETTLEMENTS = Table(
    "settlements",
    Text(
        "One row a firm and month of its settlement account. Opening balance + inflow − outflow + interest − fees = "
        "closing balance, to the cent, and each closing balance is the next opening balance.",
        "结算流水月表，每家企业每月一行。期初余额＋流入－流出＋利息－费用＝期末余额，精确到分；本月期末余额即下月期初余额。",
    ),
    ("firm_id", "month"),
    (
        Column("settlement_id", "int", Text("Number of the row.", "记录编号。"), unique=True),
        FIRM,
        MONTH,
        _money("opening_balance", "Balance at the start of the month.", "期初余额。"),
        _money(
            "inflow",
            "Everything that came in, from the group and returned payments included.",
            "本月流入合计，含集团内转入和退汇。",
        ),
        _money(
            "inflow_from_group",
            "Of that, passed on by members of the same group: the same money was an inflow of the member already.",
            "其中：集团成员归集转入的资金。这笔钱在成员企业处已计过一次流入，加总时会重复计算。",
        ),
        _money(
            "returned_payments", "Of the inflow, own payments that came back.", "其中：自身付款被退回（退汇）的金额。"
        ),
        _money(
            "outflow",
            "Everything that went out, to the group included; in the last month the remaining balance too.",
            "本月流出合计，含向集团归集的转出；销户当月含转走的全部余额。",
        ),
        _money("outflow_to_group", "Of that, passed on to the parent of the group.", "其中：归集到集团母公司的金额。"),
        _money("interest", "Interest credited, in the last month of a quarter.", "结息金额，每季末月入账。"),
        _money("fees", "Fees charged.", "收取的费用。"),
        _money(
            "closing_balance",
            "Balance at the end of the month; 0 once the account is closed.",
            "期末余额；销户后为 0。",
        ),
        Column("payments_in", "int", Text("Number of incoming payments.", "收款笔数。"), "payments", low=0),
        Column("payments_out", "int", Text("Number of outgoing payments.", "付款笔数。"), "payments", low=0),
    ),
)

PAYROLLS = Table(
    "payrolls",
    Text(
        "One row a firm and month in which it paid wages through the bank.",
        "代发工资表，企业每次通过本行代发工资一行；当月未代发则没有记录。",
    ),
    ("firm_id", "month"),
    (
        Column("payroll_id", "int", Text("Number of the row.", "记录编号。"), unique=True),
        FIRM,
        MONTH,
        Column(
            "due_on",
            "date",
            Text("Usual pay day, moved ahead of weekends and holidays.", "约定发薪日，遇周末和节假日提前。"),
        ),
        Column("paid_on", "date", Text("Day of the payment.", "实际发薪日。")),
        Column("employees", "int", Text("Persons paid.", "代发人数。"), "persons", low=1),
        _money("amount", "Amount paid, bonus included.", "代发总额，含奖金。"),
        _money("bonus", "Of that, the bonus before Spring Festival.", "其中：春节前发放的年终奖。"),
    ),
)

LOANS = Table(
    "loans",
    Text("One row a loan that ran at some time since 2024-07-01.", "贷款表，2024-07-01 以来存续过的贷款每笔一行。"),
    ("loan_id",),
    (
        Column("loan_id", "int", Text("Number of the loan.", "贷款编号。"), unique=True),
        FIRM,
        Column(
            "product",
            "text",
            Text("Kind of loan.", "贷款品种，含义见 products 表。"),
            references="products.name",
            values=("working_capital_loan", "fixed_asset_loan"),
        ),
        _money("amount", "Amount lent.", "贷款金额。"),
        Column(
            "rate", "number", Text("Interest a year, 0.035 for 3.5 %.", "年利率（0.035 即 3.5%）。"), "share", low=0
        ),
        Column("drawn_on", "date", Text("Day on which it was drawn.", "放款日。")),
        Column("due_on", "date", Text("Day on which the last of it is due.", "到期日。")),
        Column(
            "repayment",
            "text",
            Text(
                "How it is repaid: bullet (at the end) or equal_principal (equal parts a month).",
                "还款方式：bullet 到期一次还本；equal_principal 按月等额本金。",
            ),
            values=REPAYMENTS,
        ),
        Column(
            "security",
            "text",
            Text("What it is secured by.", "担保方式：mortgage 抵押；guarantee 保证；credit 信用。"),
            values=SECURITIES,
        ),
        Column(
            "status",
            "text",
            Text(
                "State on the as-of date: running, overdue (something due is unpaid), repaid, prepaid (early), "
                "written_off (the rest was lost).",
                "截止日的状态：running 正常；overdue 逾期；repaid 已还清；prepaid 提前还清；written_off 余额已核销。",
            ),
            values=STATUSES,
        ),
        Column(
            "ended_on",
            "date",
            Text("Day on which nothing was owed any more.", "结清或核销日期。"),
            missing=Text("still owed", "尚有欠款"),
        ),
    ),
)

LOAN_BALANCES = Table(
    "loan_balances",
    Text(
        "One row a loan and month; a loan that is repaid and renewed in a month is two loans. Opening + drawn − "
        "principal paid − written off = closing; interest arrears before + due − paid − waived = after, to the cent.",
        "贷款余额月表，每笔贷款每月一行；还旧借新按两笔贷款计。期初＋放款－还本－核销＝期末；"
        "上期欠息＋应付利息－已付利息－减免利息＝本期欠息，均精确到分。",
    ),
    ("loan_id", "month"),
    (
        Column("entry_id", "int", Text("Number of the row.", "记录编号。"), unique=True),
        LOAN,
        FIRM,
        MONTH,
        _money("opening", "Principal owed at the start of the month.", "期初本金余额。"),
        _money("drawn", "Lent in the month.", "本月放款。"),
        _money("principal_due", "Principal that became due in the month.", "本月到期应还本金。"),
        _money("principal_paid", "Principal paid.", "本月实还本金。"),
        _money("written_off", "Principal given up as lost.", "本月核销本金。"),
        _money("closing", "Principal owed at the end of the month.", "期末本金余额。"),
        _money("interest_due", "Interest that became due in the month.", "本月应付利息。"),
        _money("interest_paid", "Interest paid.", "本月实付利息。"),
        _money("interest_waived", "Interest given up when the loan was written off.", "随核销减免的利息。"),
        _money("interest_arrears", "Interest due and unpaid at the end of the month.", "期末欠息。"),
        Column(
            "days_past_due",
            "int",
            Text(
                "Days since the oldest unpaid sum was due, at the end of the month.",
                "月末逾期天数，自最早一笔未还款项到期起算。",
            ),
            "days",
            low=0,
        ),
    ),
)

INCOME = Table(
    "income",
    Text(
        "One row a firm and month: what the bank earned. The income of a member of a group is booked once more "
        "with the group's parent (group_income), so the sum of total over all firms counts it twice.",
        "收入月表，每家企业每月一行。集团成员带来的收入会在母公司名下再记一次（group_income，即“双计”），"
        "因此把所有企业的 total 直接相加会重复计算。",
    ),
    ("firm_id", "month"),
    (
        Column("income_id", "int", Text("Number of the row.", "记录编号。"), unique=True),
        FIRM,
        MONTH,
        _money("deposit_income", "Margin on the balance.", "存款利差收入。"),
        _money("loan_income", "Margin on the interest received on loans.", "贷款利差收入（按实收利息计）。"),
        _money("fee_income", "Fees.", "手续费收入。"),
        _money(
            "group_income",
            "Income of the other members, booked once more with the parent.",
            "集团其他成员收入在母公司名下的双计部分。",
        ),
        _money("total", "Sum of the four.", "以上四项之和。"),
    ),
)
