"""Three pictures of the online retailer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from coursekit.plotting import PALETTE
from workshop.pictures.canvas import Picture, Say, Tables, headline, percent, plain_numbers

if TYPE_CHECKING:
    from matplotlib.figure import Figure


def _purchases(tables: Tables) -> pd.DataFrame:
    orders = tables["orders"]
    return orders[~orders["status"].isin(["cancelled", "returned"])]


def november_wave(tables: Tables, figure: Figure, say: Say) -> None:
    """Monthly revenue of members and of everyone else."""
    bought = _purchases(tables)
    month = bought["ordered_at"].dt.to_period("M").dt.to_timestamp()
    revenue = bought.groupby([month, "member"])["amount"].sum().unstack() / 1000
    total = revenue.sum(axis=1)
    peak = total[pd.DatetimeIndex(total.index).month == 11].mean() / total.mean()
    share = revenue[True].sum() / total.sum()
    axes = figure.subplots()
    axes.stackplot(
        revenue.index,
        revenue[True],
        revenue[False],
        colors=PALETTE[:2],
        alpha=0.85,
        labels=[say("members and trials", "会员（含试用）"), say("everyone else", "非会员")],
    )
    axes.legend(loc="upper left")
    headline(
        axes,
        say(
            f"November sells {peak:.1f} times the mean month; members place {share:.0%} of the revenue",
            f"11 月的销售额是月均的 {peak:.1f} 倍；会员贡献了 {share:.0%} 的销售额",
        ),
        say("month of the order", "下单月份"),
        say("revenue, thousand USD a month", "月销售额（千美元）"),
    )


def gaps_between_orders(tables: Tables, figure: Figure, say: Say) -> None:
    """How long customers pause between two purchases."""
    bought = _purchases(tables).sort_values(["customer_id", "ordered_at"])
    gaps = bought.groupby("customer_id")["ordered_at"].diff().dt.total_seconds().dropna() / 86_400
    gaps = gaps[gaps >= 1]
    median, long = gaps.quantile([0.5, 0.9])
    axes = figure.subplots()
    axes.hist(gaps, bins=np.geomspace(1, 730, 50).tolist(), color=PALETTE[0])
    axes.set_xscale("log")
    axes.set_xticks([1, 3, 7, 14, 30, 60, 120, 240, 480])
    axes.minorticks_off()
    axes.set_ylim(0, axes.get_ylim()[1] * 1.2)
    plain_numbers(axes, "x")
    marks = ((median, say("half are shorter", "一半短于此")), (long, say("one in ten is longer", "一成长于此")))
    for days, text in marks:
        axes.axvline(days, color=PALETTE[1], linestyle="--")
        axes.annotate(
            say(f"{days:.0f} days:\n{text}", f"{days:.0f} 天：\n{text}"),
            (days, 0.97),
            xycoords=("data", "axes fraction"),
            xytext=(5, 0),
            textcoords="offset points",
            va="top",
        )
    headline(
        axes,
        say(
            f"One pause in ten is over {long:.0f} days: a silent customer has not yet left",
            f"每十次间隔就有一次超过 {long:.0f} 天：一时沉默不等于流失",
        ),
        say("days between two purchases of a customer (log scale)", "同一顾客相邻两次购买的间隔天数（对数刻度）"),
        say("number of pauses", "间隔次数"),
    )


def concentration(tables: Tables, figure: Figure, say: Say) -> None:
    """The share of revenue that the best customers bring."""
    spent = _purchases(tables).groupby("customer_id")["amount"].sum().sort_values(ascending=False)
    share = np.concatenate([[0.0], spent.cumsum() / spent.sum()])
    people = np.linspace(0, 1, len(share))
    top = float(np.interp(0.2, people, share))
    axes = figure.subplots()
    axes.plot(people, share, color=PALETTE[0], linewidth=2.5)
    axes.plot([0, 1], [0, 1], color="grey", linestyle=":", label=say("if all spent the same", "人人花得一样多时"))
    axes.plot([0.2, 0.2, 0], [0, top, top], color=PALETTE[1], linestyle="--")
    axes.plot(0.2, top, "o", color=PALETTE[1])
    axes.legend(loc="lower right")
    axes.set(xlim=(0, 1), ylim=(0, 1.02))
    percent(axes, "x")
    percent(axes)
    headline(
        axes,
        say(
            f"The top 20% of buyers bring {top:.0%} of the revenue, not 80%",
            f"消费最多的 20% 顾客贡献了 {top:.0%} 的销售额，而不是 80%",
        ),
        say("share of the buyers, the biggest spenders first", "购买过的顾客占比（按消费额从高到低）"),
        say("share of the revenue", "累计销售额占比"),
    )


PICTURES = (
    Picture("november-wave", ("orders",), november_wave),
    Picture("gaps-between-orders", ("orders",), gaps_between_orders),
    Picture("concentration", ("orders",), concentration),
)
