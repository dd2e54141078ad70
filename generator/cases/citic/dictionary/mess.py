"""The mess of the citic case, in both languages."""

from __future__ import annotations

from generator.mess import Mess
from generator.schema import Text

MESS = (
    Mess("missing", ("firms", "exits"), Text(
        "About one firm in ten has not stated employees and capital, micro firms more often; about one exit in eight "
        "has no reason on record.",
        "约十分之一的企业没有填报员工人数和注册资本，微型企业更常见；约八分之一的流失没有登记原因。")),
    Mess("duplicates", ("alerts",), Text(
        "About one alert in twenty is raised again by the branch's system some days later, under a number of its own.",
        "约二十分之一的预警在几天内被分行系统再次提示，编号不同。")),
    Mess("late", ("manager_visits",), Text(
        "About one visit in eleven is entered days or weeks later (logged_at); what had not been entered by the as-of "
        "date is not in the table.",
        "约十一分之一的走访事后几天乃至几周才录入（见 logged_at）；截止日仍未录入的不在表中。")),
    Mess("refunds", ("settlements",), Text(
        "Some payments come back and are made again; they swell inflow and outflow alike (returned_payments).",
        "部分付款会被退回后重新付出，使流入和流出同时虚增（见 returned_payments）。")),
)  # fmt: skip
