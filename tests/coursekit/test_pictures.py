"""Two charts are one picture when they show the same data at the same places, however drawn."""

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
import seaborn as sns

from coursekit.charts import describe
from coursekit.pictures import (
    cuts_the_axis,
    hides_marks,
    names_no_categories,
    names_no_places,
    same_picture,
    swaps_labels,
    tells_series_apart,
    turns_an_axis,
    unlabelled,
)

MONTHS = ["2025-10", "2025-11", "2025-12", "2026-01"]
MONTHLY = pd.Series([0.42, 0.35, 0.31, 0.45], index=MONTHS)
PERIODS = MONTHLY.set_axis(pd.PeriodIndex(MONTHS, freq="M"))
SWAPPED = ["2025-11", "2025-10", "2025-12", "2026-01"]


def drawn(draw):
    _, ax = plt.subplots()
    draw(ax)
    return describe(ax)


def alike(reference, answer, tolerance=1e-6):
    return same_picture(drawn(reference), drawn(answer), tolerance)


def reference(ax):
    ax.plot(MONTHS, MONTHLY)


SAME = {
    "markers": lambda ax: ax.plot(MONTHS, MONTHLY, "o--"),
    "bars": lambda ax: ax.bar(MONTHS, MONTHLY),
    "lying bars": lambda ax: ax.barh(MONTHS, MONTHLY),
    "lying bars from top to bottom": lambda ax: ax.barh(MONTHS[::-1], MONTHLY[::-1]),
    "points": lambda ax: ax.scatter(MONTHS, MONTHLY),
    "line and points": lambda ax: (ax.plot(MONTHS, MONTHLY), ax.scatter(MONTHS, MONTHLY)),
    "dates": lambda ax: ax.plot(pd.to_datetime(MONTHS), MONTHLY),
    "last days": lambda ax: ax.plot(pd.to_datetime(MONTHS) + pd.offsets.MonthEnd(0), MONTHLY),
    "data in another order, dated": lambda ax: ax.scatter(pd.to_datetime(MONTHS[::-1]), MONTHLY[::-1]),
    "pandas": lambda ax: MONTHLY.plot(ax=ax),
    "pandas, periods": lambda ax: PERIODS.plot(ax=ax),
    "pandas, bars": lambda ax: MONTHLY.plot.bar(ax=ax),
    "seaborn": lambda ax: sns.lineplot(x=MONTHS, y=MONTHLY.to_numpy(), ax=ax),
    "seaborn, bars": lambda ax: sns.barplot(x=MONTHS, y=MONTHLY.to_numpy(), ax=ax),
    "percent": lambda ax: ax.plot(MONTHS, MONTHLY * 100),
    "places without names": lambda ax: ax.plot(range(4), MONTHLY),
    "names of one's own": lambda ax: ax.plot(["Oct", "Nov", "Dec", "Jan"], MONTHLY),
    "a mean beside it": lambda ax: (ax.plot(MONTHS, MONTHLY), ax.axhline(MONTHLY.mean()), ax.plot(MONTHS, [0.38] * 4)),
}


@pytest.mark.parametrize("answer", SAME.values(), ids=SAME)
def test_a_right_chart_is_right_however_drawn(answer):
    assert alike(reference, answer)


WRONG = {
    "other values": lambda ax: ax.plot(MONTHS, 1 - MONTHLY),
    "one month less": lambda ax: ax.plot(MONTHS[:3], MONTHLY[:3]),
    "one month more": lambda ax: ax.plot([*MONTHS, "2026-02"], [*MONTHLY, 0.0]),
    "next months": lambda ax: ax.plot(["2025-11", "2025-12", "2026-01", "2026-02"], MONTHLY),
    "next year": lambda ax: ax.plot(pd.to_datetime(MONTHS) + pd.DateOffset(years=1), MONTHLY),
    "months out of order": lambda ax: ax.plot(SWAPPED, MONTHLY[SWAPPED]),
    "names exchanged": lambda ax: ax.bar(SWAPPED, MONTHLY),
    "bars by height": lambda ax: MONTHLY.sort_values().plot.bar(ax=ax),
    "seaborn, exchanged": lambda ax: sns.barplot(x=SWAPPED, y=MONTHLY.to_numpy(), ax=ax),
    "ticks exchanged": lambda ax: (ax.plot(range(4), MONTHLY), ax.set_xticks(range(4), SWAPPED)),
    "backwards": lambda ax: ax.plot(MONTHS, MONTHLY[::-1]),
    "nothing": lambda ax: None,
    "a line of the mean": lambda ax: ax.axhline(0.38),
    "hundredths": lambda ax: ax.plot(MONTHS, MONTHLY / 100),
    "hidden": lambda ax: ax.plot(MONTHS, MONTHLY, visible=False),
    "any line there is": lambda ax: [ax.plot(MONTHS, MONTHLY * k) for k in (0.7, 0.8, 0.9, 1, 1.1)],
}


@pytest.mark.parametrize("answer", WRONG.values(), ids=WRONG)
def test_a_wrong_chart_is_wrong_however_drawn(answer):
    assert not alike(reference, answer)


def test_rounding_passes_within_the_tolerance_only():
    assert alike(reference, lambda ax: ax.plot(MONTHS, MONTHLY + 4e-4), 5e-4)
    assert not alike(reference, lambda ax: ax.plot(MONTHS, MONTHLY + 6e-4), 5e-4)
    assert alike(reference, lambda ax: ax.plot(MONTHS, (MONTHLY + 4e-4) * 100), 5e-4)
    assert not alike(reference, lambda ax: ax.plot(MONTHS, (MONTHLY + 6e-4) * 100), 5e-4)


def test_a_missing_month_is_no_zero():
    gap = MONTHLY.where(MONTHLY > 0.32)
    assert alike(lambda ax: ax.plot(MONTHS, gap), lambda ax: ax.plot(pd.to_datetime(MONTHS), gap))
    assert not alike(lambda ax: ax.plot(MONTHS, gap), lambda ax: ax.plot(MONTHS, gap.fillna(0)))


def test_a_reference_in_percent_takes_shares():
    assert alike(lambda ax: ax.plot(MONTHS, MONTHLY * 100), reference)


def test_categories_may_stand_in_any_order_but_under_their_own_names():
    tiers, rates = ["gold", "silver", "basic"], [0.6, 0.4, 0.2]

    def by_tier(ax):
        ax.bar(tiers, rates)

    assert alike(by_tier, lambda ax: ax.bar(tiers[::-1], rates[::-1]))
    assert alike(by_tier, lambda ax: ax.barh(tiers, rates))
    assert alike(by_tier, lambda ax: ax.bar(["金卡", "银卡", "普通"], rates))
    assert alike(by_tier, lambda ax: ax.bar(["gold", "silver card", "basic card"], rates))
    assert not alike(by_tier, lambda ax: ax.bar(["basic", "gold", "other"], rates))
    assert not alike(by_tier, lambda ax: ax.bar(tiers, rates[::-1]))


OFFERS = ["bogo", "news", "discount", "points"]
EFFECTS = [0.6, -0.2, 1.3, -0.9]
IN_PARTS = {
    "a bar a call": lambda ax: [ax.bar(name, effect) for name, effect in zip(OFFERS, EFFECTS, strict=True)],
    "a lying bar a call": lambda ax: [ax.barh(name, effect) for name, effect in zip(OFFERS, EFFECTS, strict=True)],
    "a point a call": lambda ax: [ax.scatter(name, effect) for name, effect in zip(OFFERS, EFFECTS, strict=True)],
    "a whisker a call": lambda ax: [
        ax.errorbar(name, effect, yerr=0.3, fmt="o") for name, effect in zip(OFFERS, EFFECTS, strict=True)
    ],
    "points and whiskers": lambda ax: [
        (ax.plot(name, effect, "o"), ax.plot([name, name], [effect - 1, effect + 1]))
        for name, effect in zip(OFFERS, EFFECTS, strict=True)
    ],
    "numbered and named": lambda ax: (
        [ax.bar(place, effect) for place, effect in enumerate(EFFECTS)],
        ax.set_xticks(range(4), OFFERS),
    ),
    "gains and losses": lambda ax: (ax.bar(OFFERS[::2], EFFECTS[::2]), ax.bar(OFFERS[1::2], EFFECTS[1::2], color="r")),
}


def by_offer(ax):
    ax.bar(OFFERS, EFFECTS)


@pytest.mark.parametrize("way", IN_PARTS)
def test_a_series_may_be_drawn_call_by_call(way):
    picture = drawn(IN_PARTS[way])
    assert same_picture(drawn(by_offer), picture, 1e-6)
    assert not names_no_categories(drawn(by_offer), picture)


def test_what_is_drawn_call_by_call_must_be_there_and_in_its_place():
    pairs = list(zip(OFFERS, EFFECTS, strict=True))
    assert not alike(by_offer, lambda ax: [ax.bar(*pair) for pair in pairs[1:]])
    assert not alike(
        by_offer, lambda ax: [ax.bar(name, effect) for name, (_, effect) in zip(OFFERS[::-1], pairs, strict=True)]
    )
    assert not alike(by_offer, lambda ax: [ax.bar(name, abs(effect)) for name, effect in pairs])


def test_categories_that_nobody_can_read_are_told():
    wanted = drawn(by_offer)
    assert names_no_categories(wanted, drawn(lambda ax: ax.bar(range(4), EFFECTS)))
    assert names_no_categories(
        wanted, drawn(lambda ax: [ax.bar(place, effect) for place, effect in enumerate(EFFECTS)])
    )
    for named in (
        lambda ax: (ax.bar(range(4), EFFECTS), ax.set_xticks(range(4), ["买一送一", "资讯", "折扣", "积分"])),
        lambda ax: (ax.bar(range(4), EFFECTS), [ax.text(n, 0, name) for n, name in enumerate(OFFERS)]),
        lambda ax: pd.Series(EFFECTS, OFFERS).plot.bar(ax=ax),
        lambda ax: ax.barh(OFFERS, EFFECTS),
    ):
        assert not names_no_categories(wanted, drawn(named))
    assert not names_no_categories(drawn(reference), drawn(lambda ax: ax.bar(range(4), EFFECTS)))


def test_ages_count_from_where_they_count():
    ages, alive = np.arange(6), np.array([1, 0.6, 0.5, 0.4, 0.35, 0.3])

    def curve(ax):
        ax.plot(ages, alive)

    assert alike(curve, lambda ax: ax.step(ages, alive))
    assert alike(curve, lambda ax: ax.bar(ages, alive))
    assert alike(curve, lambda ax: pd.Series(alive, index=ages).plot.bar(ax=ax))
    assert alike(curve, lambda ax: ax.bar(ages.astype(str), alive))
    assert not alike(curve, lambda ax: ax.plot(ages + 1, alive))


def test_each_of_several_lines_must_be_there_under_its_own_name():
    def two(ax, names=("gold", "basic"), labels=True):
        ax.plot(MONTHS, MONTHLY, label=names[0])
        ax.plot(MONTHS, MONTHLY / 2, label=names[1])
        if labels:
            ax.legend()

    assert alike(two, lambda ax: two(ax, ("金卡", "普通")))
    assert not alike(two, lambda ax: two(ax, ("basic", "gold")))
    assert not alike(two, reference)
    long = pd.DataFrame({"month": MONTHS * 2, "rate": [*MONTHLY, *(MONTHLY / 2)], "tier": ["gold"] * 4 + ["basic"] * 4})
    assert alike(two, lambda ax: sns.lineplot(long, x="month", y="rate", hue="tier", ax=ax))
    other = long.assign(tier=["basic"] * 4 + ["gold"] * 4)
    assert not alike(two, lambda ax: sns.lineplot(other, x="month", y="rate", hue="tier", ax=ax))


def test_a_cloud_of_points_is_compared_point_by_point():
    x, y = np.array([1.0, 1.0, 2.0, 5.0]), np.array([3.0, 1.0, 2.0, 4.0])

    def cloud(ax):
        ax.scatter(x, y)

    assert alike(cloud, lambda ax: ax.scatter(x[::-1], y[::-1]))
    assert alike(cloud, lambda ax: sns.scatterplot(x=x, y=y, ax=ax))
    assert not alike(cloud, lambda ax: ax.scatter(y, x))


def test_a_cloud_with_several_points_at_one_place_may_be_drawn_in_parts():
    x, y = np.array([3.0, 12.0, 12.0, 12.0, 40.0]), np.array([0.0, 0.5, 0.25, 0.0, 0.1])

    def cloud(ax):
        ax.scatter(x, y)

    def in_two_parts(ax, heights=y):
        for part in (y < 0.2, y >= 0.2):
            ax.scatter(x[part], heights[part])

    assert alike(cloud, in_two_parts)
    assert alike(cloud, lambda ax: [ax.plot(place, height, "o") for place, height in zip(x, y, strict=True)])
    assert not alike(cloud, lambda ax: in_two_parts(ax, np.where(x == 12, 0.25, y)))


def test_heatmaps_are_compared_cell_by_cell():
    grid = pd.DataFrame([[1.0, 0.5], [1.0, np.nan]])

    def heat(ax):
        sns.heatmap(grid, ax=ax)

    assert alike(heat, lambda ax: sns.heatmap(grid * 100, annot=True, cbar=False, ax=ax))
    assert alike(heat, lambda ax: ax.imshow(grid))
    assert not alike(heat, lambda ax: sns.heatmap(grid.fillna(0), ax=ax))
    assert not alike(heat, lambda ax: sns.heatmap(grid.T, ax=ax))
    assert not alike(heat, lambda ax: None)


def test_a_chart_of_nobody_shows_nothing():
    def empty(ax):
        ax.plot([], [])

    assert alike(empty, lambda ax: ax.bar([], []))
    assert not alike(empty, reference)


def test_what_is_not_named_is_told():
    assert unlabelled({"title": "Finding", "xlabel": " ", "ylabel": ""}) == ["xlabel", "ylabel"]


def test_an_axis_that_shall_begin_at_zero_may_not_be_cut():
    def from_zero(ax):
        reference(ax)
        ax.set_ylim(0, None)

    assert cuts_the_axis(drawn(from_zero), drawn(reference))
    assert not cuts_the_axis(drawn(from_zero), drawn(from_zero))
    assert not cuts_the_axis(drawn(from_zero), drawn(lambda ax: ax.bar(MONTHS, MONTHLY)))
    assert not cuts_the_axis(drawn(from_zero), drawn(lambda ax: (reference(ax), ax.set_ylim(-0.02, 1))))
    assert not cuts_the_axis(drawn(reference), drawn(reference))
    assert cuts_the_axis(drawn(from_zero), drawn(lambda ax: (reference(ax), ax.set_ylim(-1, 1))))
    assert not cuts_the_axis(drawn(from_zero), drawn(lambda ax: ax.barh(MONTHS, MONTHLY)))
    assert cuts_the_axis(drawn(from_zero), drawn(lambda ax: (ax.barh(MONTHS, MONTHLY), ax.set_xlim(0.1, 1))))


@pytest.mark.parametrize(
    ("limits", "hidden"),
    [({"ylim": (0, 0.1)}, True), ({"ylim": (0.4, 1)}, True), ({"xlim": (0.5, 9)}, True), ({"ylim": (0, 0.45)}, False)],
)
@pytest.mark.parametrize("draw", [reference, SAME["bars"], SAME["points"]])
def test_marks_beyond_the_axes_are_out_of_sight(draw, limits, hidden):
    assert hides_marks(drawn(reference), drawn(lambda ax: (draw(ax), ax.set(**limits)))) is hidden


def test_a_line_beside_the_data_may_lie_out_of_sight():
    beside = drawn(lambda ax: (reference(ax), ax.axhline(0.9), ax.set_ylim(0, 0.5)))
    assert not hides_marks(drawn(reference), beside)


def test_an_axis_that_runs_backwards_is_told():
    right = drawn(reference)
    assert turns_an_axis(right, drawn(lambda ax: (reference(ax), ax.invert_yaxis())))
    assert turns_an_axis(right, drawn(lambda ax: (reference(ax), ax.invert_xaxis())))
    assert not turns_an_axis(right, right)
    assert not turns_an_axis(right, drawn(lambda ax: (ax.barh(MONTHS, MONTHLY), ax.invert_yaxis())))
    tiers = drawn(lambda ax: ax.bar(["gold", "basic"], [0.6, 0.2]))
    assert not turns_an_axis(tiers, drawn(lambda ax: (ax.bar(["gold", "basic"], [0.6, 0.2]), ax.invert_xaxis())))


@pytest.mark.parametrize("way", [way for way in SAME if way != "places without names"])
def test_months_that_can_be_read_are_named(way):
    assert not names_no_places(drawn(reference), drawn(SAME[way]))


def test_months_that_nobody_can_read_are_told():
    assert names_no_places(drawn(reference), drawn(SAME["places without names"]))
    assert not names_no_places(drawn(lambda ax: ax.plot([0, 1, 2], [1, 2, 3])), drawn(lambda ax: ax.plot([1, 2, 3])))


def test_labels_that_are_exchanged_are_told():
    def named(x, y, draw=reference):
        return drawn(lambda ax: (draw(ax), ax.set(xlabel=x, ylabel=y)))

    assert swaps_labels(named("Month", "Rate"), named("Rate", "Month"))
    assert not swaps_labels(named("Month", "Rate"), named("Month", "Rate"))
    assert not swaps_labels(named("Month", "Rate"), named("Zeit", "Anteil"))
    assert not swaps_labels(named("Month", "Rate"), named("Rate", "Month", SAME["lying bars"]))


def test_two_lines_without_a_legend_are_told():
    def two(ax):
        ax.plot([1, 2, 3], label="a")
        ax.plot([3, 2, 1], label="b")

    def with_legend(ax):
        two(ax)
        ax.legend()

    def with_words(ax):
        two(ax)
        ax.text(2, 3, "a")
        ax.annotate("b", (2, 1))

    assert not tells_series_apart(drawn(with_legend), drawn(two))
    assert tells_series_apart(drawn(with_legend), drawn(with_legend))
    assert tells_series_apart(drawn(with_legend), drawn(with_words))
    assert tells_series_apart(drawn(two), drawn(two))


GRID = pd.DataFrame([[1.0, 0.5, 0.2], [1.0, 0.4, 0.1]], index=["2026-01", "2026-02"])


def mesh(grid, names):
    def draw(ax):
        ax.pcolormesh(grid.to_numpy())
        ax.set_yticks([0.5, 1.5], labels=names)

    return draw


def image(grid, names):
    def draw(ax):
        ax.imshow(grid.to_numpy())
        ax.set_yticks([0, 1], labels=names)

    return draw


@pytest.mark.parametrize("draw", [mesh, image])
def test_rows_of_a_heatmap_stand_in_any_order_but_by_their_own_names(draw):
    right = drawn(lambda ax: sns.heatmap(GRID, ax=ax))
    assert same_picture(right, drawn(draw(GRID, list(GRID.index))), 1e-6)
    assert same_picture(right, drawn(draw(GRID[::-1], list(GRID.index[::-1]))), 1e-6)
    assert same_picture(right, drawn(draw(GRID, ["", ""])), 1e-6)
    assert not same_picture(right, drawn(draw(GRID, list(GRID.index[::-1]))), 1e-6)
    assert not same_picture(right, drawn(draw(GRID[::-1], ["", ""])), 1e-6)
