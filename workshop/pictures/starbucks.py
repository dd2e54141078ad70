"""Three pictures of the coffee chain."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from coursekit.plotting import PALETTE
from workshop.pictures.canvas import Picture, Say, Tables, headline, percent

if TYPE_CHECKING:
    from matplotlib.figure import Figure

WEEKDAYS = (
    ("Monday", "周一"), ("Tuesday", "周二"), ("Wednesday", "周三"), ("Thursday", "周四"), ("Friday", "周五"),
    ("Saturday", "周六"), ("Sunday", "周日"),
)  # fmt: skip
KINDS = {"bogo": ("buy one, get one", "买一送一"), "discount": ("discount", "满减"), "informational": ("news", "资讯")}


def week(tables: Tables, figure: Figure, say: Say) -> None:
    """When members come: weekday by hour."""
    times = tables["visits"]["visited_at"].dt
    counts = np.zeros((7, 24))
    np.add.at(counts, (times.day_of_week.to_numpy(), times.hour.to_numpy()), 1)
    hourly = counts / (len(tables["visits"]) / 1000)
    hours = np.flatnonzero(counts.sum(axis=0) > 0)
    first, last = int(hours.min()), int(hours.max())
    workday, weekend = int(counts[:5].sum(axis=0).argmax()), int(counts[5:].sum(axis=0).argmax())
    axes = figure.subplots()
    image = axes.imshow(hourly[:, first : last + 1], aspect="auto", cmap="cividis")
    axes.grid(False)
    axes.set_xticks(range(last - first + 1), [str(hour) for hour in range(first, last + 1)])
    axes.set_yticks(range(7), [say(*day) for day in WEEKDAYS])
    bar = figure.colorbar(image, ax=axes)
    bar.set_label(say("visits in 1,000", "每千次到店"))
    headline(
        axes,
        say(
            f"Coffee before work: the rush is at {workday} o'clock on weekdays, at {weekend} at weekends",
            f"上班前的一杯：工作日高峰在 {workday} 点，周末在 {weekend} 点",
        ),
        say("hour of the visit, local time", "到店时刻（当地时间，点）"),
        "",
    )


def two_kinds_of_bill(tables: Tables, figure: Figure, say: Say) -> None:
    """What a visit costs."""
    visits = tables["visits"]
    paid = visits.loc[visits["status"] == "paid", "gross"]
    edges = np.geomspace(1.5, 60, 46)
    counts, _ = np.histogram(paid, edges)
    middle = np.sqrt(edges[1:] * edges[:-1])
    small = middle[middle < 9][counts[middle < 9].argmax()]
    large = middle[middle >= 9][counts[middle >= 9].argmax()]
    valley = middle[(middle > small) & (middle < large)][counts[(middle > small) & (middle < large)].argmin()]
    below = float((paid < valley).mean())
    axes = figure.subplots()
    axes.bar(middle, counts / counts.sum(), width=np.diff(edges), color=PALETTE[0], edgecolor="white", linewidth=0.3)
    axes.set_xscale("log")
    axes.set_xticks([2, 3, 5, 8, 12, 19, 30, 50], ["2", "3", "5", "8", "12", "19", "30", "50"])
    axes.minorticks_off()
    percent(axes)
    headline(
        axes,
        say(
            f"Two kinds of visit: {below:.0%} are a drink below {valley:.0f} USD, the rest a meal around {large:.0f}",
            f"两种到店：{below:.0%} 是 {valley:.0f} 美元以下的一杯饮料，其余是 {large:.0f} 美元上下的一餐",
        ),
        say("bill before offers and stars, USD (log scale)", "优惠与兑换前的账单金额，美元（对数刻度）"),
        say("share of the paid visits", "占已付款到店次数的比例"),
    )


def offer_funnel(tables: Tables, figure: Figure, say: Say) -> None:
    """What becomes of the offers sent: seen, redeemed, and redeemed unseen."""
    events = tables["offer_events"].merge(tables["offers"][["offer_id", "kind"]], on="offer_id")
    key = ["member_id", "campaign_id", "offer_id"]
    first = events.groupby([*key, "kind", "event"])["occurred_at"].min().unstack("event").reset_index()
    first = first[first["received"].notna()]
    viewed, completed = first["viewed"].notna(), first["completed"].notna()
    unseen = completed & ~(first["viewed"] <= first["completed"])
    stages = {
        say("seen", "已查看"): viewed,
        say("redeemed after seeing it", "看过后核销"): completed & ~unseen,
        say("redeemed before seeing it", "没看过就核销"): unseen,
    }
    axes = figure.subplots()
    for place, (stage, flags) in enumerate(stages.items()):
        rate = flags.groupby(first["kind"]).mean().reindex(list(KINDS))
        bars = axes.bar(np.arange(3) + (place - 1) * 0.27, rate, width=0.25, label=stage, color=PALETTE[place])
        texts = [f"{value:.0%}" if value else "" for value in rate]
        axes.bar_label(bars, labels=texts, padding=2, fontsize=9)
    sold = first["kind"] != "informational"
    gift = float(unseen[sold].sum() / completed[sold].sum())
    axes.set_xticks(range(3), [say(*KINDS[kind]) for kind in KINDS])
    axes.set_ylim(0, 1)
    axes.legend(loc="upper right")
    percent(axes)
    headline(
        axes,
        say(
            f"{gift:.0%} of the redeemed offers had not been seen before: they rewarded what happened anyway",
            f"核销的优惠中有 {gift:.0%} 事先没被看到：奖励了本来就会发生的消费",
        ),
        say("kind of offer (news can't be redeemed)", "优惠类型（资讯类无需核销）"),
        say("share of the offers received", "占已收到优惠的比例"),
    )


PICTURES = (
    Picture("week", ("visits",), week),
    Picture("two-kinds-of-bill", ("visits",), two_kinds_of_bill),
    Picture("offer-funnel", ("offers", "offer_events"), offer_funnel),
)
