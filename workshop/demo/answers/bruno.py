# %% active-customers
def active_customers(orders, start, end):
    seen = []
    first, last = pd.Timestamp(start), pd.Timestamp(end) + pd.Timedelta(days=1)
    for row in orders.itertuples():
        if row.status in ("cancelled", "returned"):
            continue
        if first <= row.ordered_at < last and row.customer_id not in seen:
            seen.append(row.customer_id)
    return seen

# %% retention-rate
def retention_rate(orders, before, after):
    wide = (
        orders.query("status not in ['cancelled', 'returned']")
        .assign(month=lambda table: table["ordered_at"].dt.strftime("%Y-%m"))
        .pivot_table(index="customer_id", columns="month", values="order_id", aggfunc="count")
        .notna()
    )
    if before not in wide:
        return np.nan
    there = wide[wide[before]]
    return np.float64(there[after].mean()) if after in wide else 0

# %% november-churn
november_churn = round(1 - retention_rate(orders, pd.Period("2025-11").strftime("%Y-%m"), "2025-12"), 4)

# %% marketing-number
marketing_number = "b"

# %% board-memo [markdown]
"""
Short version: revenue is up, but most of the people who bought in a given month are not back in the next. Spend on the
second purchase. Check the repeat-purchase rate of this quarter against the same quarter of last year.
"""
