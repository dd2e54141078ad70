"""Pictures of the two retail banks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from coursekit.plotting import PALETTE
from workshop.pictures.canvas import Picture, Say, Tables, headline, percent, plain_numbers

if TYPE_CHECKING:
    from matplotlib.figure import Figure

CHANNELS = {
    "app": ("app", "手机 App"),
    "branch": ("branch", "网点"),
    "phone": ("phone", "电话"),
    "mini_programme": ("mini-programme", "小程序"),
}
ARMS = {
    "control": ("none", "不发"),
    "once": ("one", "1 条"),
    "twice": ("two", "2 条"),
    "four_times": ("four", "4 条"),
}


def tail_of_assets(tables: Tables, figure: Figure, say: Say) -> None:
    """How many customers hold at least so much, on double logarithmic axes."""
    panel = tables["monthly_assets"]
    average = panel.loc[panel["month"] == panel["month"].max(), "average"].sort_values(ascending=False).to_numpy()
    top = average[: round(len(average) * 0.02)].sum() / average.sum()
    held = average[average >= 100]
    axes = figure.subplots()
    axes.step(held, np.arange(1, len(held) + 1) / len(average), where="post", color=PALETTE[0], linewidth=2)
    axes.set(xscale="log", yscale="log")
    for least, english, chinese in ((5e5, "0.5 million", "50 万"), (1e7, "10 million", "1000 万")):
        axes.axvline(least, color=PALETTE[1], linestyle="--")
        axes.annotate(
            say(english, chinese),
            (least, 0.97),
            xycoords=("data", "axes fraction"),
            xytext=(4, 0),
            textcoords="offset points",
            va="top",
        )
    axes.set_xticks([1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8])
    axes.minorticks_off()
    plain_numbers(axes, "x")
    axes.set_yticks([1, 0.1, 0.01, 0.001, 0.0001], ["100%", "10%", "1%", "0.1%", "0.01%"])
    headline(
        axes,
        say(
            f"The top 2% of customers hold {top:.0%} of the assets: an average customer does not exist",
            f"2% 的客户持有 {top:.0%} 的资产：“平均客户”并不存在",
        ),
        say("monthly average assets of a customer, CNY (log scale)", "客户月日均资产，元（对数刻度）"),
        say("share of customers with at least as much (log scale)", "资产不低于该值的客户占比（对数刻度）"),
    )


def _year_before(panel: pd.DataFrame, end: pd.Series) -> pd.DataFrame:
    """One row a customer, columns 1 to 12 months before that in `end`; of those with more than 100 CNY at first."""
    period, last = panel["month"].dt, panel["customer_id"].map(end).dt
    months = (last.year - period.year) * 12 + last.month - period.month
    rows = panel.assign(months=months.astype("float64")).query("1 <= months <= 12")
    wide = rows.pivot(index="customer_id", columns="months", values="average").dropna()
    return wide[wide[12] > 100]


def before_the_closing(tables: Tables, figure: Figure, say: Say) -> None:
    """What customers still hold in the months before they close, against customers who stay."""
    panel, closures = tables["monthly_assets"], tables["closures"]
    end = closures.set_index("customer_id")["closed_at"].dt.to_period("M")
    leavers = _year_before(panel, end)
    staying = panel.loc[~panel["customer_id"].isin(end.index), "customer_id"].unique()
    months = end.loc[leavers.index].sort_values().array
    stayers = _year_before(panel, pd.Series(months.take(np.arange(len(staying)) % len(months)), staying))
    axes = figure.subplots()
    for which, (rows, text) in enumerate(
        ((stayers, say("still customers (before the same months)", "仍是客户（对应的相同月份之前）")),
         (leavers, say("closed (before the month of closing)", "已销户（销户当月之前）")))
    ):  # fmt: skip
        left = rows.div(rows[12], axis=0)
        axes.plot(-left.columns, left.median(), marker="o", color=PALETTE[which], label=f"{text}, n = {len(left):,}")
        axes.fill_between(-left.columns, left.quantile(0.25), left.quantile(0.75), color=PALETTE[which], alpha=0.15)
    half = leavers.div(leavers[12], axis=0).median()
    last = float(half[1])
    ahead_of = int(half.index[half < 0.5].max())
    axes.set_ylim(0, None)
    axes.set_xticks(range(-12, 0, 1))
    axes.legend(loc="lower left")
    percent(axes)
    headline(
        axes,
        say(
            f"The money leaves first: half of it is gone {ahead_of} months before the closing, "
            f"{1 - last:.0%} one month before",
            f"钱先走，人后走：销户前 {ahead_of} 个月资产已去一半以上，前 1 个月已去 {1 - last:.0%}",
        ),
        say("months before", "距离月数（负数表示之前）"),
        say(
            "assets, against 12 months before\n(median, middle half shaded)",
            "资产与 12 个月前之比\n（中位数，阴影为中间一半）",
        ),
    )


def pay_days(tables: Tables, figure: Figure, say: Say) -> None:
    """Salaries and what happens to them, by day of the month."""
    moved = tables["transactions"]
    day = moved["occurred_at"].dt.day
    shown = (("salary", "salaries in", "工资入账"), ("card_payment", "card payments", "刷卡消费"))
    axes = figure.subplots()
    peaks = []
    for which, (kind, english, chinese) in enumerate(shown):
        counts = moved[moved["kind"] == kind].groupby(day).size().reindex(range(1, 32), fill_value=0)
        share = counts / counts.sum()
        peaks.append(share)
        axes.plot(share.index, share, marker="o", markersize=4, color=PALETTE[which], label=say(english, chinese))
    top = sorted(peaks[0].nlargest(3).index)
    axes.set_xticks([1, 5, 10, 15, 20, 25, 31])
    axes.set_ylim(0, None)
    axes.legend()
    percent(axes)
    days = say(", ", "、").join(str(number) for number in top)
    headline(
        axes,
        say(f"Salaries come on few days ({days} above all)", f"工资集中在少数几天到账（以 {days} 日为主）"),
        say("day of the month", "每月几日"),
        say("share of the month's transactions of the kind", "占该类交易的比例"),
    )


def changes_of_channel(tables: Tables, figure: Figure, say: Say) -> None:
    """From which channel to which a journey goes on."""
    steps = tables["journey_steps"].sort_values(["journey_id", "step"])
    again = steps["journey_id"].eq(steps["journey_id"].shift(-1))
    start, end = steps["channel"][again], steps["channel"].shift(-1)[again]
    shares = pd.crosstab(start, end, normalize="index").reindex(index=list(CHANNELS), columns=list(CHANNELS))
    changed = float((start != end).mean())
    axes = figure.subplots()
    image = axes.imshow(shares, cmap="cividis", vmin=0, aspect="auto")
    axes.grid(False)
    names = [say(*CHANNELS[channel]) for channel in CHANNELS]
    axes.set_xticks(range(4), names)
    axes.set_yticks(range(4), names)
    for row in range(4):
        for column in range(4):
            value = float(shares.to_numpy()[row, column])
            dark = value < float(shares.to_numpy().max()) * 0.6
            axes.text(column, row, f"{value:.0%}", ha="center", va="center", color="white" if dark else "black")
    figure.colorbar(image, ax=axes, format=lambda value, _: f"{value:.0%}")
    headline(
        axes,
        say(
            f"{changed:.0%} of the further steps are taken in another channel than the one before",
            f"后续步骤中有 {changed:.0%} 换了渠道",
        ),
        say("channel of the next step", "下一步的渠道"),
        say("channel of a step", "这一步的渠道"),
    )


def how_many_messages(tables: Tables, figure: Figure, say: Say) -> None:
    """Card payments in the month of the campaign by number of messages, where the number was drawn by lot."""
    campaigns = tables["campaigns"]
    by_lot = campaigns[campaigns["name"].isin(["double_11_frequency", "autumn_frequency"])]
    paid = tables["transactions"].query("kind == 'card_payment'")
    axes = figure.subplots()
    found, places = [], np.arange(len(ARMS))
    for which, (number, starts, ends) in enumerate(
        zip(by_lot["campaign_id"], by_lot["starts_on"], by_lot["ends_on"], strict=True)
    ):
        in_month = paid["occurred_at"].between(starts, ends + pd.Timedelta(days=1), inclusive="left")
        payments = paid[in_month].groupby("customer_id").size()
        group = tables["assignments"][tables["assignments"]["campaign_id"] == number]
        each = group["customer_id"].map(payments).fillna(0).groupby(group["arm"])
        mean, error = each.mean().reindex(list(ARMS)), 1.96 * each.sem().reindex(list(ARMS))
        found.append(mean)
        axes.errorbar(
            places + (which - 0.5) * 0.12,
            mean,
            yerr=error,
            fmt="o",
            capsize=4,
            color=PALETTE[which],
            label=say(f"November {starts.year}", f"{starts.year} 年 11 月"),
        )
    none, once, twice, four = pd.concat(found, axis=1).mean(axis=1)
    axes.set_xticks(places, [say(*ARMS[arm]) for arm in ARMS])
    axes.set_ylim(0, None)
    axes.legend(loc="lower right")
    headline(
        axes,
        say(
            f"Payments against no message: {once - none:+.1f} with one, {twice - none:+.1f} with two, "
            f"{four - none:+.1f} with four",
            f"与不发相比的刷卡笔数：1 条 {once - none:+.1f}，2 条 {twice - none:+.1f}，4 条 {four - none:+.1f}",
        ),
        say("messages sent in the month, drawn by lot", "当月发送条数（随机分组）"),
        say("card payments per customer in the month\n(95% interval)", "当月每位客户的刷卡笔数\n（95% 区间）"),
    )


CMB = (
    Picture("tail-of-assets", ("monthly_assets",), tail_of_assets),
    Picture("before-the-closing", ("monthly_assets", "closures"), before_the_closing),
    Picture("pay-days", ("transactions",), pay_days),
)
PINGAN = (
    Picture("changes-of-channel", ("journey_steps",), changes_of_channel),
    Picture("how-many-messages", ("campaigns", "assignments", "transactions"), how_many_messages),
    Picture("before-the-closing", ("monthly_assets", "closures"), before_the_closing),
)
