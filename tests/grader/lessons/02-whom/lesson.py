# %% whom-intro [markdown]
"""
# Whom to call?
"""

# %% whom-setup role="given"
# ruff: noqa
import pandas as pd
from coursekit import begin, check

begin("02-whom")


# %% offer-policy role="solution"
def offer_policy(customers):
    ### BEGIN SOLUTION
    seldom = customers["visits_90"].rank(method="first")
    treated = seldom <= 0.35 * len(customers) - 1
    return treated.map({True: "discount_2", False: "nothing"})
    ### END SOLUTION


# %% offer-policy-check role="tests" points=4
check("offer-policy")
