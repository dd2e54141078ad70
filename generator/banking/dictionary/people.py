"""Tables about customers and the calendar."""

from __future__ import annotations

from generator.banking.parameters import Bank
from generator.banking.population import GENDERS
from generator.calendars import chinese_calendar
from generator.schema import Column, Table, Text

UNSTATED = Text("not stated by the customer", "客户未提供")


def customers(bank: Bank) -> Table:
    """The customers of a bank."""
    return Table(
        "customers",
        Text(
            "One row a customer who held an account on 2024-07-01 or has opened one since, as known on the as-of date.",
            "客户表，每位客户一行：2024-07-01 当日在册以及此后新开户的全部客户，信息截至数据截止日。",
        ),
        ("customer_id",),
        (
            Column("customer_id", "int", Text("Number of the customer.", "客户编号。"), unique=True),
            Column("name", "text", Text("Name; invented.", "姓名，均为虚构。")),
            Column("email", "text", Text("E-mail address, made from the name in pinyin.",
                                         "电子邮箱，由姓名拼音生成，不重复。"),
                   unique=True),
            Column("phone", "text", Text("Mobile number, masked as on a bank's screens.",
                                         "手机号，中间四位已脱敏。")),
            Column("address", "text", Text("Street and room.", "街道、门牌与房号。")),
            Column("city", "text", Text("City.", "城市。")),
            Column("province", "text", Text("Province or municipality; a state with --locale en_US.",
                                             "省、自治区或直辖市；使用 --locale en_US 时为美国的州。")),
            Column("postcode", "text", Text("Postcode, six digits, of the city.", "邮政编码，六位，与城市一致。")),
            Column("gender", "text", Text("Gender as stated.", "客户登记的性别。"), missing=UNSTATED, values=GENDERS),
            Column("birth_date", "date", Text("Date of birth as stated.", "客户登记的出生日期。"), missing=UNSTATED),
            Column("joined_at", "time", Text("When the first account was opened.", "首次开户时间。")),
            Column("acquisition_channel", "text", Text("How the customer was won.", "获客渠道。"),
                   values=tuple(channel.name for channel in bank.channels)),
            Column("acquisition_cost", "money", Text("What winning the customer cost.", "获客成本。"), "CNY", low=0),
            Column("branch_id", "int", Text("The branch in the customer's city.", "所属支行编号（与所在城市一致）。")),
            Column("manager_id", "int", Text("The customer's relationship manager.", "客户经理编号。"),
                   missing=Text("served by the call centre", "未配备专属客户经理，由客服中心服务")),
            Column("payroll_day", "int", Text("Day of the month on which the salary is paid in.",
                                              "工资代发日（每月几号）。"),
                   missing=Text("the salary was never paid in here", "从未在本行代发工资"), low=1, high=31),
        ),
    )  # fmt: skip


CALENDAR = chinese_calendar(
    Column("pay_day", "bool", Text("The commonest pay days: the 10th and 15th, or the working day before.",
                                   "是否为最常见的发薪日：每月 10 日和 15 日，遇节假日提前至前一个工作日。")),
    Column("promotion", "text", Text("Shopping festival.", "电商大促：618、双十一、双十二。"),
           missing=Text("no festival", "当天没有大促"), values=("618", "double_11", "double_12")),
)  # fmt: skip
