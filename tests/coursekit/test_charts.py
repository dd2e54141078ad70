"""However a chart is drawn and given back, its description says what a reader sees on it."""

import json

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
import seaborn as sns
import seaborn.objects as so
from matplotlib.ticker import PercentFormatter

from coursekit.charts import NoChart, describe

MONTHS = ["2025-11", "2025-12", "2026-01"]
MONTHLY = pd.Series([0.42, 0.31, 0.35], index=MONTHS)
PERIODS = MONTHLY.set_axis(pd.PeriodIndex(MONTHS, freq="M"))
DATES = MONTHLY.set_axis(pd.to_datetime(MONTHS))


def by_pyplot():
    plt.plot(MONTHS, MONTHLY)


def by_axes():
    _, ax = plt.subplots()
    ax.plot(MONTHS, MONTHLY)
    return ax


def by_figure_and_axes():
    fig, ax = plt.subplots()
    ax.plot(MONTHS, MONTHLY)
    return fig, ax


def by_subplots():
    _, axes = plt.subplots(1, 2)
    axes[0].plot(MONTHS, MONTHLY)
    return axes


RETURNED = {
    "nothing": by_pyplot,
    "Axes": by_axes,
    "figure": lambda: by_axes().get_figure(),
    "figure and Axes": by_figure_and_axes,
    "array of Axes": by_subplots,
    "pyplot": lambda: by_pyplot() or plt,
    "lines": lambda: plt.plot(MONTHS, MONTHLY),
    "grid": lambda: sns.relplot(x=MONTHS, y=MONTHLY.to_numpy(), kind="line"),
    "grid of categories": lambda: sns.catplot(x=MONTHS, y=MONTHLY.to_numpy(), kind="point"),
}


@pytest.mark.parametrize("draw", RETURNED.values(), ids=RETURNED)
def test_a_chart_is_found_in_what_is_returned(draw):
    chart = describe(draw())
    assert [line["y"] for line in chart["lines"]] == [[0.42, 0.31, 0.35]]
    assert [line["x"] for line in chart["lines"]] == [MONTHS]


@pytest.mark.parametrize("result", [None, 3, "chart", [], (), pd.Series([1]), plt, np.zeros(3)], ids=repr)
def test_what_is_no_chart_is_told_as_such(result):
    with pytest.raises(NoChart):
        describe(result)


LINES = {
    "text": lambda ax: ax.plot(MONTHS, MONTHLY),
    "dates": lambda ax: ax.plot(DATES.index, DATES),
    "steps": lambda ax: ax.step(MONTHS, MONTHLY, where="post"),
    "pandas, text": lambda ax: MONTHLY.plot(ax=ax),
    "pandas, periods": lambda ax: PERIODS.plot(ax=ax),
    "pandas, dates": lambda ax: DATES.plot(ax=ax),
    "pandas, table": lambda ax: MONTHLY.rename("rate").reset_index().plot(x="index", y="rate", ax=ax),
    "seaborn, text": lambda ax: sns.lineplot(x=MONTHS, y=MONTHLY.to_numpy(), ax=ax),
    "seaborn, dates": lambda ax: sns.lineplot(x=DATES.index, y=DATES.to_numpy(), ax=ax),
    "seaborn, points": lambda ax: sns.pointplot(x=MONTHS, y=MONTHLY.to_numpy(), ax=ax),
    "ticks by hand": lambda ax: (ax.plot(range(3), MONTHLY), ax.set_xticks(range(3), MONTHS)),
}


@pytest.mark.parametrize("draw", LINES.values(), ids=LINES)
def test_a_line_tells_its_months_and_values(draw):
    _, ax = plt.subplots()
    draw(ax)
    line = next(line for line in describe(ax)["lines"] if len(line["y"]) == 3)
    assert line["y"] == [0.42, 0.31, 0.35]
    assert [text[:7] for text in line["x"]] == MONTHS


def test_a_plot_of_seaborn_objects_is_drawn_to_be_looked_at():
    table = MONTHLY.rename("rate").rename_axis("month").reset_index()
    plot = so.Plot(table, x="month", y="rate").add(so.Line()).limit(y=(0, 1)).label(title="t", x="m", y="r")
    shown = describe(plot)
    assert shown["lines"][0]["y"] == [0.42, 0.31, 0.35]
    assert [text[:7] for text in shown["lines"][0]["x"]] == MONTHS
    assert (shown["title"], shown["xlabel"], shown["ylabel"], shown["ylim"]) == ("t", "m", "r", [0.0, 1.0])


BARS = {
    "matplotlib": lambda ax: ax.bar(MONTHS, MONTHLY),
    "dates": lambda ax: ax.bar(DATES.index, DATES, width=20),
    "lying": lambda ax: ax.barh(MONTHS, MONTHLY),
    "pandas": lambda ax: MONTHLY.plot.bar(ax=ax),
    "pandas, lying": lambda ax: MONTHLY.plot.barh(ax=ax),
    "pandas, periods": lambda ax: PERIODS.plot.bar(ax=ax),
    "seaborn": lambda ax: sns.barplot(x=MONTHS, y=MONTHLY.to_numpy(), ax=ax),
    "seaborn, lying": lambda ax: sns.barplot(y=MONTHS, x=MONTHLY.to_numpy(), ax=ax),
}


@pytest.mark.parametrize("draw", BARS.values(), ids=BARS)
def test_bars_tell_their_months_and_heights(draw):
    _, ax = plt.subplots()
    draw(ax)
    (bars,) = describe(ax)["bars"]
    assert bars["y"] == pytest.approx([0.42, 0.31, 0.35])
    assert [text[:7] for text in bars["x"]] == MONTHS


def test_marks_are_told_from_left_to_right_whatever_the_order_of_the_data():
    _, ax = plt.subplots()
    ax.plot([3, 1, 2], [30, 10, 20])
    ax.scatter([3, 1, 2], [30, 10, 20])
    chart = describe(ax)
    assert chart["lines"][0]["y"] == chart["points"][0]["y"] == [10, 20, 30]
    assert chart["lines"][0]["x"] == ["1.0", "2.0", "3.0"]


def test_months_out_of_order_stay_out_of_order():
    _, ax = plt.subplots()
    ax.plot(["2026-01", "2025-11", "2025-12"], [0.35, 0.42, 0.31])
    assert describe(ax)["lines"][0]["x"] == ["2026-01", "2025-11", "2025-12"]


def test_grouped_bars_stand_at_their_group_and_carry_the_name_of_their_colour():
    table = pd.DataFrame({"month": MONTHS * 2, "rate": [1, 2, 3, 4, 5, 6], "tier": list("ggg") + list("sss")})
    by_seaborn = sns.barplot(table, x="month", y="rate", hue="tier")
    described = describe(by_seaborn)["bars"]
    assert [(bars["label"], bars["x"]) for bars in described] == [("g", MONTHS), ("s", MONTHS)]
    assert [bars["y"] for bars in described] == [[1, 2, 3], [4, 5, 6]]
    by_pandas = table.pivot(index="month", columns="tier", values="rate").plot.bar()
    assert [(bars["label"], bars["x"]) for bars in describe(by_pandas)["bars"]] == [("g", MONTHS), ("s", MONTHS)]


def test_lines_of_seaborn_carry_the_name_of_their_colour():
    table = pd.DataFrame({"month": MONTHS * 2, "rate": [1, 2, 3, 4, 5, 6], "tier": list("ggg") + list("sss")})
    described = describe(sns.lineplot(table, x="month", y="rate", hue="tier"))["lines"]
    assert [(line["label"], line["y"]) for line in described] == [("g", [1, 2, 3]), ("s", [4, 5, 6])]


def test_reference_lines_whiskers_and_hidden_lines_are_no_data():
    _, ax = plt.subplots()
    ax.plot(MONTHS, MONTHLY)
    ax.axhline(0.3)
    ax.axvline(1)
    ax.plot(MONTHS, MONTHLY * 2, visible=False)
    ax.plot(MONTHS, [np.nan] * 3)
    assert len(describe(ax)["lines"]) == 1


TITLES = {
    "Axes": lambda fig, ax: ax.set_title("Finding"),
    "left": lambda fig, ax: ax.set_title("Finding", loc="left"),
    "right": lambda fig, ax: ax.set_title("Finding", loc="right"),
    "figure": lambda fig, ax: fig.suptitle("Finding"),
    "pyplot": lambda fig, ax: plt.title("Finding"),
    "set": lambda fig, ax: ax.set(title="Finding"),
}


@pytest.mark.parametrize("name", TITLES.values(), ids=TITLES)
def test_a_title_is_found_wherever_it_stands(name):
    fig, ax = plt.subplots()
    ax.plot([1, 2], [1, 2])
    assert describe(ax)["title"] == ""
    name(fig, ax)
    assert describe(ax)["title"] == "Finding"


def test_names_of_a_whole_figure_name_its_axes():
    fig, ax = plt.subplots()
    ax.plot([1, 2], [1, 2])
    fig.supxlabel("Month")
    fig.supylabel("Rate")
    assert (describe(ax)["xlabel"], describe(ax)["ylabel"]) == ("Month", "Rate")


def test_an_axis_laid_over_another_belongs_to_the_chart():
    _, ax = plt.subplots()
    ax.bar(MONTHS, [10, 20, 30])
    ax.set_xlabel("Month")
    over = ax.twinx()
    over.plot(MONTHS, MONTHLY)
    over.set_ylabel("Rate")
    for returned in (ax, over):
        chart = describe(returned)
        assert len(chart["lines"]) == len(chart["bars"]) == 1
        assert (chart["xlabel"], chart["ylabel"]) == ("Month", "Rate")


def test_a_neighbouring_chart_does_not():
    _, (left, right) = plt.subplots(1, 2)
    left.plot(MONTHS, MONTHLY)
    right.plot(MONTHS, MONTHLY * 2)
    assert len(describe(left)["lines"]) == 1
    assert len(describe(left.get_figure())["lines"]) == 2


def test_how_an_axis_is_written_changes_no_value():
    _, ax = plt.subplots()
    ax.plot(MONTHS, MONTHLY)
    ax.yaxis.set_major_formatter(PercentFormatter(1.0))
    assert describe(ax)["lines"][0]["y"] == [0.42, 0.31, 0.35]


def test_the_limits_are_told_apart_from_those_that_come_by_themselves():
    _, ax = plt.subplots()
    ax.plot(MONTHS, MONTHLY)
    assert not describe(ax)["ylim_set"]
    ax.set_ylim(0, None)
    assert describe(ax)["ylim_set"]
    assert describe(ax)["ylim"][0] == 0


@pytest.mark.parametrize(
    "draw", [lambda grid: sns.heatmap(grid), lambda grid: plt.imshow(grid), lambda grid: plt.pcolormesh(grid)]
)
def test_a_heatmap_tells_its_cells_and_not_its_colour_bar(draw):
    chart = describe(draw(pd.DataFrame([[1.0, 0.5], [1.0, np.nan]])))
    assert [item["values"] for item in chart["heatmaps"]] == [[[1.0, 0.5], [1.0, None]]]


def test_a_description_is_plain_json():
    _, ax = plt.subplots()
    ax.plot(DATES.index, [np.float32(0.5), np.nan, np.inf], label="rate")
    ax.legend()
    chart = describe(ax)
    assert json.loads(json.dumps(chart, allow_nan=False)) == chart
    assert chart["lines"][0]["y"] == [0.5, None, None]
    assert chart["legend"] == ["rate"]
