"""Policies as outsiders would write them, good and bad: one table a case.

Each is told the price list (what an action uses of the budget, and how much there is), and sees the customers' columns.
Those in `RISKIEST` treat the customers most likely to leave, as far as these columns show it.
"""

from __future__ import annotations

from collections.abc import Mapping

from . import banks, coffee_chain, firms
from .terms import Policy, Terms, nobody

__all__ = ["POLICIES", "RISKIEST", "Policy", "Terms"]

POLICIES: Mapping[str, tuple[Policy, ...]] = {
    "starbucks": (
        coffee_chain.learned_by_cell,
        coffee_chain.few_visits_first,
        coffee_chain.occasional_who_came_lately,
        coffee_chain.who_comes_now_and_then,
        coffee_chain.large_bills_of_the_infrequent,
        coffee_chain.three_dollars_for_regulars,
        coffee_chain.best_guests_rewarded,
        coffee_chain.most_frequent_get_a_little,
        coffee_chain.whoever_completes,
        coffee_chain.ten_dollars_for_rare_guests,
        coffee_chain.news_by_lot,
        coffee_chain.discount_by_lot,
        nobody,
    ),
    "cmb": (
        banks.learned_risk_times_money,
        banks.idle_money_of_the_steady,
        banks.idle_money,
        banks.products_and_idle_money,
        banks.richest_called,
        banks.poorest_called,
        banks.after_the_money,
        banks.deposits_that_fall_due,
        banks.busiest_called,
        banks.newest_called,
        banks.calls_by_lot,
        nobody,
    ),
    "pingan": (
        banks.push_to_rare_users,
        banks.two_pushes_to_the_slipping,
        banks.a_push_to_the_slipping,
        banks.a_push_to_the_elder,
        banks.a_push_to_heavy_users,
        banks.four_pushes_to_heavy_users,
        banks.four_pushes_by_lot,
        banks.a_push_by_lot,
        banks.half_the_budget_in_calls,
        banks.busiest_called,
        banks.calls_by_lot,
        nobody,
    ),
    "citic": (
        firms.treasury_for_large_wholesale,
        firms.treasury_for_all_wholesale,
        firms.treasury_for_the_largest_flows,
        firms.payroll_for_software_and_electronics,
        firms.credit_for_the_indebted,
        firms.credit_for_the_smallest,
        firms.payroll_for_the_most_profitable,
        firms.payroll_by_lot,
        firms.credit_by_lot,
        firms.a_plan_for_each_industry,
        nobody,
    ),
}

RISKIEST: Mapping[str, tuple[Policy, ...]] = {
    "starbucks": (coffee_chain.longest_absent, coffee_chain.longest_absent_get_a_little),
    "cmb": (banks.most_worrying_called, banks.least_left_called),
    "pingan": (banks.most_worrying_get_four_pushes, banks.least_left_get_a_push),
    "citic": (firms.deepest_fall_gets_credit, firms.deepest_fall_gets_payroll),
}
