# %% retention-rate
def retention_rate(orders, before, after):
    bought = orders[~orders["status"].isin(["cancelled", "returned"])]
    month = bought["ordered_at"].dt.strftime("%Y-%m")
    start, again = bought[month == before], bought[month == after]
    if len(start) == 0:
        return float("nan")
    return again["customer_id"].isin(start["customer_id"]).sum() / len(start)

# %% repeat-purchase-rate
def repeat_purchase_rate(orders, start, end):
    bought = orders[~orders["status"].isin(["cancelled", "returned"])]
    day = bought["ordered_at"].dt.normalize()
    active = bought.loc[day.between(start, end), "customer_id"].unique()
    lifetime = bought.groupby("customer_id").size()
    return (lifetime[active] >= 2).mean() if len(active) else float("nan")

# %% retention-chart
def retention_chart(monthly):
    fig, ax = plt.subplots()
    ax.plot(monthly.index, monthly.cumprod())
    ax.set(title=label("retention-by-month"), xlabel=label("month"), ylabel=label("retention"))
    return ax
