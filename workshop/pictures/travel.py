"""Three pictures of the travel agency."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from coursekit.plotting import PALETTE
from workshop.pictures.canvas import Picture, Say, Tables, headline, percent, plain_numbers

if TYPE_CHECKING:
    from matplotlib.figure import Figure

LEADS = (0, 3, 7, 14, 30, 60, 120, 366)


def departures(tables: Tables, figure: Figure, say: Say) -> None:
    """How many set off each day, holidays marked."""
    days = tables["calendar"].set_index("date")
    gone = tables["bookings"].query("status != 'cancelled'").groupby("departs_on").size()
    gone = gone.reindex(days.index, fill_value=0).iloc[60:]
    days = days.loc[gone.index]
    special = days["holiday"].notna() & ~days["working_day"]
    ratio = gone[special].mean() / gone[~special].mean()
    axes = figure.subplots()
    week = gone.rolling(7, center=True).mean()
    axes.plot(week.index, week, color=PALETTE[0], linewidth=2, label=say("mean of 7 days", "7 天均值"))
    for which, colour, size, text in (
        (~special, PALETTE[5], 3, say("an ordinary day", "平日")),
        (special, PALETTE[1], 6, say("a public holiday", "法定节假日")),
    ):
        axes.plot(gone.index[which], gone[which], ".", color=colour, markersize=size, label=text)
    axes.set_ylim(0, None)
    axes.legend(loc="upper left", ncols=3)
    headline(
        axes,
        say(
            f"China travels on its holidays: {ratio:.1f} times as many trips begin as on other days",
            f"假期出行集中：法定节假日的出发笔数是平日的 {ratio:.1f} 倍",
        ),
        say("day of departure", "出发日期"),
        say("bookings that set off", "出发笔数"),
    )


def gaps_between_trips(tables: Tables, figure: Figure, say: Say) -> None:
    """How long travellers wait from one trip to the next, of those who have been away at least twice."""
    trips = tables["bookings"].query("status == 'travelled'")
    trips = trips.sort_values(["traveller_id", "departs_on"]).drop_duplicates(["traveller_id", "departs_on"])
    gaps = trips.groupby("traveller_id")["departs_on"].diff().dt.days.dropna() / 30.4
    long = float(gaps.quantile(0.9))
    once = float((trips.groupby("traveller_id").size() == 1).mean())
    axes = figure.subplots()
    axes.hist(gaps, bins=np.arange(0, 24.5, 0.5).tolist(), color=PALETTE[0])
    axes.axvline(float(gaps.median()), color=PALETTE[1], linestyle="--")
    axes.annotate(
        say(f"half are shorter than {gaps.median():.1f} months", f"一半短于 {gaps.median():.1f} 个月"),
        (float(gaps.median()), 0.95),
        xycoords=("data", "axes fraction"),
        xytext=(6, 0),
        textcoords="offset points",
        va="top",
    )
    axes.set_xticks(range(0, 25, 3))
    plain_numbers(axes, "y")
    headline(
        axes,
        say(
            f"One gap in ten is over {long:.0f} months, and {once:.0%} travelled only once in two years: who is lost?",
            f"一成间隔超过 {long:.0f} 个月，出行过的人两年里有 {once:.0%} 只出行一次：谁才算流失？",
        ),
        say("months from one departure to the next", "相邻两次出发的间隔（月）"),
        say("number of pairs of trips", "间隔次数"),
    )


def cancelled_by_lead(tables: Tables, figure: Figure, say: Say) -> None:
    """The share of bookings cancelled by how long ahead they were made."""
    bookings = tables["bookings"]
    settled = bookings[bookings["departs_on"] <= pd.Timestamp("2026-06-30")].drop_duplicates("booking_id")
    lead = (settled["departs_on"] - settled["booked_at"].dt.normalize()).dt.days
    group = pd.cut(lead, LEADS, right=False, labels=False)
    flags = (settled["status"] == "cancelled").groupby(group)
    share, size = flags.mean(), flags.size()
    share = share[size >= 50]
    half = 1.96 * np.sqrt(share * (1 - share) / size[share.index])
    axes = figure.subplots()
    axes.bar(range(len(share)), share, yerr=half, color=PALETTE[0], width=0.75, capsize=4)
    names = [f"{LEADS[int(place)]}–{LEADS[int(place) + 1] - 1}" for place in share.index]
    counts = [f"{name}\nn = {size[place]:,}" for name, place in zip(names, share.index, strict=True)]
    axes.set_xticks(range(len(share)), counts)
    percent(axes)
    headline(
        axes,
        say(
            f"The earlier booked, the likelier cancelled: {share.iloc[0]:.0%} of the last-minute bookings, "
            f"{share.iloc[-1]:.0%} of the earliest",
            f"订得越早，取消越多：临行前才订的取消 {share.iloc[0]:.0%}，最早预订的取消 {share.iloc[-1]:.0%}",
        ),
        say("days from booking to departure, and number of bookings", "预订到出发的天数与预订笔数"),
        say("share cancelled (95% interval)", "取消比例（95% 区间）"),
    )


PICTURES = (
    Picture("departures", ("bookings", "calendar"), departures),
    Picture("gaps-between-trips", ("bookings",), gaps_between_trips),
    Picture("cancelled-by-lead", ("bookings",), cancelled_by_lead),
)
