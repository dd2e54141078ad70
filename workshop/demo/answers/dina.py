# %% by-hand-retention
by_hand_retention = 4 / 8

# %% active-customers
def active_customers(orders, start, end):
    day = orders["ordered_at"].dt.normalize()
    return set(orders.loc[day.between(start, end), "customer_id"])

# %% retention-rate
def retention_rate(orders, before, after):
    month = orders["ordered_at"].dt.strftime("%Y-%m")
    start = set(orders.loc[month == before, "customer_id"])
    again = set(orders.loc[month == after, "customer_id"])
    return len(start & again) / len(start) if start else float("nan")

# %% marketing-number
marketing_number = "A"

# %% board-memo [markdown]
"""
We keep about half of our customers. Let us advertise more.
"""
