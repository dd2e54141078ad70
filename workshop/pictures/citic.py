"""Three pictures of the corporate clients."""

from __future__ import annotations

import calendar
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from coursekit.plotting import PALETTE
from generator.cases.citic.parameters import INDUSTRIES
from workshop.pictures.canvas import Picture, Say, Tables, headline, percent

if TYPE_CHECKING:
    from matplotlib.figure import Figure


def seasons_of_industries(tables: Tables, figure: Figure, say: Say) -> None:
    """Money coming in by industry and month of the year, against the firm's own mean."""
    flows = tables["settlements"].merge(tables["firms"][["firm_id", "industry"]], on="firm_id")
    own = flows.groupby("firm_id")["inflow"].agg(["mean", "size"])
    steady = flows[flows["firm_id"].isin(own.index[(own["size"] == 24) & (own["mean"] > 0)])]
    index = steady["inflow"] / steady["firm_id"].map(own["mean"])
    table = index.groupby([steady["industry"], steady["month"].dt.month]).mean().unstack()
    counts = steady.groupby("industry")["firm_id"].nunique()
    table = table.loc[counts.index[counts >= 30]]
    table = table.loc[(table.max(axis=1) / table.min(axis=1)).sort_values(ascending=False).index[:10]]
    names = {industry.name: say(industry.name.replace("_", " "), industry.zh) for industry in INDUSTRIES}
    wide, first = table.max(axis=1) / table.min(axis=1), names[str(table.index[0])]
    axes = figure.subplots()
    image = axes.imshow(np.log2(table), aspect="auto", cmap="PuOr_r", vmin=-1.2, vmax=1.2)
    axes.grid(False)
    axes.set_xticks(range(12), [say(f"{number}", f"{number} 月") for number in range(1, 13)])
    axes.set_yticks(range(len(table)), [names[str(name)] for name in table.index])
    ticks = [0.5, 0.7, 1, 1.4, 2]
    bar = figure.colorbar(image, ax=axes, ticks=np.log2(ticks).tolist())
    bar.ax.set_yticklabels([f"{tick:g}" for tick in ticks])
    bar.set_label(say("times the firm's own mean", "相当于该企业月均的倍数"))
    most, least = int(table.iloc[0].argmax()) + 1, int(table.iloc[0].argmin()) + 1
    headline(
        axes,
        say(
            f"Each industry has its own year: {first} takes in {wide.iloc[0]:.1f} times as much in "
            f"{calendar.month_name[most]} as in {calendar.month_name[least]}",
            f"各行各业有各自的节奏：{first}行业 {most} 月的进账是 {least} 月的 {wide.iloc[0]:.1f} 倍",
        ),
        say("month of the year", "月份"),
        "",
    )


def _months_before(flows: pd.DataFrame, end: pd.Series) -> pd.DataFrame:
    """One row a firm, columns 1 to 15 months before the month in `end`, against the mean of months 13 to 15."""
    month, last = flows["month"].dt, flows["firm_id"].map(end).dt
    months = (last.year - month.year) * 12 + last.month - month.month
    rows = flows.assign(months=months.astype("float64")).query("1 <= months <= 15")
    wide = rows.pivot(index="firm_id", columns="months", values="inflow").dropna()
    base = wide[[13, 14, 15]].mean(axis=1)
    return wide[base > 0].div(base[base > 0], axis=0)


def before_the_exit(tables: Tables, figure: Figure, say: Say) -> None:
    """Money coming in before a firm leaves for a rival, against firms that stay."""
    flows, exits = tables["settlements"], tables["exits"]
    rival = exits[exits["reason"] == "went_to_rival"].set_index("firm_id")["exited_on"].dt.to_period("M")
    leavers = _months_before(flows, rival)
    staying = flows.loc[~flows["firm_id"].isin(exits["firm_id"]), "firm_id"].unique()
    ends = rival.loc[leavers.index].sort_values().array
    stayers = _months_before(flows, pd.Series(ends.take(np.arange(len(staying)) % len(ends)), staying))
    axes = figure.subplots()
    for which, (wide, text) in enumerate(
        ((stayers, say("still clients (before the same months)", "仍是客户（对应的相同月份之前）")),
         (leavers, say("went to a rival (before the month of leaving)", "转投他行（离开当月之前）")))
    ):  # fmt: skip
        axes.plot(-wide.columns, wide.median(), marker="o", color=PALETTE[which], label=f"{text}, n = {len(wide):,}")
        axes.fill_between(-wide.columns, wide.quantile(0.25), wide.quantile(0.75), color=PALETTE[which], alpha=0.15)
    gone = leavers.median()
    axes.set_ylim(0, None)
    axes.set_xticks(range(-15, 0, 1))
    axes.legend(loc="lower left")
    percent(axes)
    early = int(gone.index[gone < 0.75].max())
    headline(
        axes,
        say(
            f"Firms don't leave at once: {early} months before, a quarter of their payments goes elsewhere",
            f"企业不会突然离开：提前 {early} 个月，就有四分之一以上的收款转走",
        ),
        say("months before", "距离月数（负数表示之前）"),
        say(
            "money coming in, against months 13 to 15 before\n(median, middle half shaded)",
            "进账与第 13～15 个月前之比\n（中位数，阴影为中间一半）",
        ),
    )


def exits_by_industry(tables: Tables, figure: Figure, say: Say) -> None:
    """How many firms leave in a year, industry by industry, with the uncertainty of each number."""
    from matplotlib.ticker import MultipleLocator

    firms, exits, months = tables["firms"], tables["exits"], tables["settlements"]
    years = months.merge(firms[["firm_id", "industry"]], on="firm_id").groupby("industry").size() / 12
    left = exits.merge(firms[["firm_id", "industry"]], on="firm_id").groupby("industry").size()
    rate = (left.reindex(years.index, fill_value=0) / years)[years >= 100].sort_values()
    half = 1.96 * np.sqrt(left.reindex(rate.index, fill_value=0)) / years[rate.index]
    names = {industry.name: say(industry.name.replace("_", " "), industry.zh) for industry in INDUSTRIES}
    best, worst, times = names[str(rate.index[0])], names[str(rate.index[-1])], rate.iloc[-1] / rate.iloc[0]
    overall = float(left.sum() / years.sum())
    axes = figure.subplots()
    axes.errorbar(rate, range(len(rate)), xerr=half, fmt="o", color=PALETTE[0], capsize=3)
    every = say(f"all firms: {overall:.1%}", f"全部企业：{overall:.1%}")
    axes.axvline(overall, color=PALETTE[1], linestyle="--", label=every)
    axes.set_yticks(range(len(rate)), [names[str(name)] for name in rate.index], fontsize=9)
    axes.set_xlim(0, None)
    axes.xaxis.set_major_locator(MultipleLocator(0.05))
    axes.legend(loc="lower right")
    percent(axes, "x")
    headline(
        axes,
        say(
            f"{worst.capitalize()} loses {times:.1f} times as many firms a year as {best}",
            f"{worst}的年流失率是{best}的 {times:.1f} 倍",
        ),
        say("firms that leave per firm and year (95% interval)", "每家企业每年的流失率（95% 区间）"),
        "",
    )


PICTURES = (
    Picture("seasons-of-industries", ("firms", "settlements"), seasons_of_industries),
    Picture("before-the-exit", ("settlements", "exits"), before_the_exit),
    Picture("exits-by-industry", ("firms", "settlements", "exits"), exits_by_industry),
)
