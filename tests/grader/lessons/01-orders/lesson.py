# %% orders-intro [markdown]
"""
# How many ordered?
"""

# %% orders-setup role="given"
# ruff: noqa
import pandas as pd
from coursekit import begin, check, load

begin("01-orders")
orders = load("orders")


# %% buyers role="solution"
def buyers(orders):
    ### BEGIN SOLUTION
    return orders["customer_id"].nunique()
    ### END SOLUTION


# %% buyers-check role="tests" points=2
check("buyers")
# %% buyer-count role="solution"
buyer_count = (
    ### BEGIN SOLUTION
    buyers(orders)
    ### END SOLUTION
)
# %% buyer-count-check role="tests" points=1
check("buyer-count")
# %% busiest role="solution"
busiest = (
    ### BEGIN SOLUTION
    "b"
    ### END SOLUTION
)
# %% busiest-check role="tests" points=1
check("busiest")
# %% memo role="essay" points=2
