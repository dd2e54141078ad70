"""Wrong answers that look right: none gets a tick in the notebook, and the likely ones are named. Odd shapes pass."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from judging import verdict_on

from coursekit.interactive.shrinkage import interval, prior_strength, shrunk_rates
from grader.lesson import read_lesson
from grader.running import run_cells

LESSON = read_lesson(Path(__file__).parents[2] / "lessons" / "10-clients-by-industry")
CUSTOMERS = 600
OWN = ["deposit_income", "loan_income", "fee_income"]


# --- concentration(income, firms)


def index_of(income: pd.DataFrame, firms: pd.DataFrame, own: pd.Series) -> float:
    group = income["firm_id"].map(firms.set_index("firm_id")["group_id"]).astype("Float64")
    client = group.fillna(-income["firm_id"].astype("Float64"))
    summed = own.groupby(client).sum()
    return float(((summed / summed.sum()) ** 2).sum())


def right_index(income, firms):
    return np.array(index_of(income, firms, income[OWN].sum(axis=1)))


def july_written_out(income, firms):
    part = income[income["month"] >= "2025-07-01"]
    return index_of(part, firms, part[OWN].sum(axis=1))


def equal_months_dropped(income, firms):
    part = income.drop_duplicates(["firm_id", *OWN])
    return index_of(part, firms, part[OWN].sum(axis=1))


def repeats_taken_off_twice(income, firms):
    return index_of(income, firms, income["total"] - 2 * income["group_income"])


def mean_of_rows(income, firms):
    client = income["firm_id"].map(firms.set_index("firm_id")["group_id"]).fillna(-income["firm_id"])
    mean = income[OWN].sum(axis=1).groupby(client).mean()
    return float(((mean / mean.sum()) ** 2).sum())


# --- health(known)


def words(known: pd.DataFrame, fallen: pd.Series, stopped: pd.Series, overdue: pd.Series) -> pd.Series:
    signs = fallen.astype(int) + stopped.astype(int) + overdue.astype(int)
    return signs.clip(upper=2).map({0: "sound", 1: "watch", 2: "ill"})


def parts(known: pd.DataFrame) -> dict[str, pd.Series]:
    return {
        "fallen": known["inflow_ratio"] < 0.6,
        "stopped": (known["payroll_months"] == 0) & (known["payroll_months_before"] >= 3),
        "overdue": known["days_past_due"] >= 30,
    }


def right_words(known):
    return words(known, **parts(known)).astype("category")


def by_firm(known):
    return words(known, **parts(known)).sort_index()


def nought_is_nothing(known):
    fallen = [bool(ratio and ratio < 0.6) for ratio in known["inflow_ratio"]]
    return words(known, **parts(known) | {"fallen": pd.Series(fallen, index=known.index)})


def a_third_of_before(known):
    fewer = known["payroll_months"] < known["payroll_months_before"] / 3
    return words(known, **parts(known) | {"stopped": fewer & (known["payroll_months_before"] >= 3)})


def from_twenty_nine_days(known):
    return words(known, **parts(known) | {"overdue": known["days_past_due"] >= 29})


def fewer_months_than_before(known):
    return words(known, **parts(known) | {"stopped": known["payroll_months"] < known["payroll_months_before"]})


def less_than_four_tenths(known):
    return words(known, **parts(known) | {"fallen": known["inflow_ratio"] < 0.4})


def missing_is_a_sign(known):
    return words(known, **parts(known) | {"fallen": ~(known["inflow_ratio"] >= 0.6)})


# --- funnel(rates)


def drawn_at(x: pd.Series, y: pd.Series) -> plt.Axes:
    ax = plt.figure().subplots()
    ax.scatter(x, y)
    ax.set(xlabel="clients", ylabel="share", title="Funnel")
    return ax


def one_point_a_size(rates):
    mean = rates.groupby("clients", as_index=False)["gone"].mean()
    return drawn_at(mean["clients"], mean["gone"] / mean["clients"])


def right_funnel(rates):
    plt.figure()
    for row in rates.itertuples():
        plt.plot(row.clients, row.gone / row.clients, "o", color="C0")
    plt.gca().set(xlabel="clients", ylabel="share", title="Funnel", xscale="log")


# --- shrunk(rates, strength)


def shrunk_to(rates: pd.DataFrame, rate: pd.Series) -> pd.DataFrame:
    return pd.DataFrame({"unit": rates["unit"], "shrunk": rate})


def overall(rates: pd.DataFrame) -> float:
    return rates["gone"].sum() / rates["clients"].sum()


def half_and_half(rates, strength):
    return shrunk_to(rates, (rates["gone"] / rates["clients"] + overall(rates)) / 2)


def no_brackets(rates, strength):
    return shrunk_to(rates, rates["gone"] + strength * overall(rates) / (rates["clients"] + strength))


def own_strength(rates, strength):
    return shrunk(rates, prior_strength(rates["clients"], rates["gone"]))


def laplace(rates, strength):
    return shrunk_to(rates, (rates["gone"] + 1) / (rates["clients"] + 2))


def in_per_cent(rates, strength):
    return shrunk(rates, strength).assign(shrunk=lambda table: 100 * table["shrunk"])


def without_the_unit(rates, strength):
    others = (rates["gone"].sum() - rates["gone"]) / (rates["clients"].sum() - rates["clients"])
    return shrunk_to(rates, (rates["gone"] + strength * others) / (rates["clients"] + strength))


def large_ones_only(rates, strength):
    return shrunk(rates, strength).loc[rates["clients"] >= 5]


def shrunk(rates, strength):
    return shrunk_to(rates, (rates["gone"] + strength * overall(rates)) / (rates["clients"] + strength))


# --- alert_quality(alerts, exits, lead)


def quality(
    alerts: pd.DataFrame, exits: pd.DataFrame, in_time: Callable[[pd.DataFrame], pd.Series], only_judged: bool = True
) -> pd.DataFrame:
    joined = alerts[alerts["system"] == "head_office"].merge(exits, on="firm_id", how="left")
    joined["days"] = (joined["exited_on"] - joined["raised_on"]).dt.days
    joined["right"] = in_time(joined)
    joined["days"] = joined["days"].where(joined["right"])
    table = joined.groupby("kind").agg(alerts=("right", "size"), precision=("right", "mean"), days=("days", "median"))
    hit = joined[joined["right"] & (joined["judged"].eq(True) | (not only_judged))]
    found = hit.groupby("kind")["firm_id"].nunique().reindex(table.index, fill_value=0)
    return table.assign(recall=found / exits["judged"].sum()).reset_index()


def right_quality(alerts, exits, lead):
    return quality(alerts, exits, lambda rows: rows["days"].between(lead, 180)).set_index("kind").convert_dtypes()


def six_months_after(alerts, exits, lead):
    def in_time(rows: pd.DataFrame) -> pd.Series:
        return (rows["days"] >= lead) & (rows["exited_on"] <= rows["raised_on"] + pd.DateOffset(months=6))

    return quality(alerts, exits, in_time)


def no_lower_end(alerts, exits, lead):
    return quality(alerts, exits, lambda rows: rows["days"] <= 180)


def sixty_written_out(alerts, exits, lead):
    return quality(alerts, exits, lambda rows: rows["days"].between(60, 180))


def first_of_each_kind(alerts, exits, lead):
    first = alerts.sort_values("raised_on").drop_duplicates(["firm_id", "kind"])
    return quality(first, exits, lambda rows: rows["days"].between(lead, 180))


def others_above_the_line(alerts, exits, lead):
    return quality(alerts, exits, lambda rows: rows["days"].between(lead, 180), only_judged=False)


def alerts_over_exits(alerts, exits, lead):
    table = right_quality(alerts, exits, lead)
    return table.assign(recall=table["precision"] * table["alerts"] / exits["judged"].sum())


def percentages(alerts, exits, lead):
    return right_quality(alerts, exits, lead).assign(
        precision=lambda table: 100 * table["precision"], recall=lambda table: 100 * table["recall"]
    )


# --- plan_effects(drawn)


def effects(
    drawn: pd.DataFrame,
    fewest: tuple[int, int] = (5, 5),
    weight: str = "size",
    ddof: int = 1,
    mean_error: bool = True,
    half: Callable[[pd.Series], pd.Series] = lambda square: 1.96 * np.sqrt(square),
    times: float = 1.0,
) -> pd.DataFrame:
    numbers = drawn.assign(gone=drawn["gone"].astype(float)).groupby(["campaign_id", "desk", "plan"])["gone"]
    cells = pd.DataFrame({"size": numbers.size(), "mean": numbers.mean(), "var": numbers.var(ddof=ddof)}).reset_index()
    none = cells[cells["plan"] == "control"].drop(columns="plan")
    pairs = cells[cells["plan"] != "control"].merge(none, on=["campaign_id", "desk"], suffixes=("", "_0"))
    pairs = pairs[(pairs["size"] >= fewest[0]) & (pairs["size_0"] >= fewest[1])]
    share = pairs[weight] / pairs.groupby(["desk", "plan"])[weight].transform("sum")
    one = (pairs["size"], pairs["size_0"]) if mean_error else (1, 1)
    pairs["effect"] = times * share * (pairs["mean"] - pairs["mean_0"])
    pairs["square"] = share**2 * (pairs["var"] / one[0] + pairs["var_0"] / one[1])
    found = pairs.groupby(["desk", "plan"])[["effect", "square"]].sum().reset_index()
    wide = times * half(found["square"])
    return found.assign(low=found["effect"] - wide, high=found["effect"] + wide).drop(columns="square")


def right_effects(drawn):
    return effects(drawn).set_index(["plan", "desk"]).astype("float32")


def three_desks_written_out(drawn):
    return effects(drawn[drawn["desk"].isin(["trade", "works", "people"])])


def three_plans_written_out(drawn):
    return effects(drawn[drawn["plan"].isin(["control", "treasury", "payroll", "credit"])])


def weighted_with_those_without(drawn):
    return effects(drawn, weight="size_0")


def scatter_of_firms(drawn):
    return effects(drawn, mean_error=False)


def p_times_one_less_p(drawn):
    return effects(drawn, ddof=0)


def no_root(drawn):
    return effects(drawn, half=lambda square: 1.96 * square)


def ninety_per_cent(drawn):
    return effects(drawn, half=lambda square: 1.645 * np.sqrt(square))


def exchanged(drawn):
    return effects(drawn).rename(columns={"low": "high", "high": "low"})


def points(drawn):
    return effects(drawn, times=100.0)


def only_the_treated_counted(drawn):
    return effects(drawn, fewest=(5, 2))


def more_than_five(drawn):
    return effects(drawn, fewest=(6, 6))


def without_a_plan_in_any_draw(drawn):
    numbers = drawn.assign(gone=drawn["gone"].astype(float))
    rows = []
    for (desk, plan), mine in numbers[numbers["plan"] != "control"].groupby(["desk", "plan"]):
        none = numbers.loc[(numbers["desk"] == desk) & (numbers["plan"] == "control"), "gone"]
        found = mine.groupby("campaign_id")["gone"].agg(["size", "mean", "var"]).query("size >= 5")
        if found.empty:
            continue
        w = found["size"] / found["size"].sum()
        effect = (w * (found["mean"] - none.mean())).sum()
        wide = 1.96 * np.sqrt((w**2 * (found["var"] / found["size"] + none.var() / len(none))).sum())
        rows.append((desk, plan, effect, effect - wide, effect + wide))
    return pd.DataFrame(rows, columns=["desk", "plan", "effect", "low", "high"])


@pytest.mark.parametrize(
    ("name", "answer"),
    [
        ("concentration", july_written_out),
        ("concentration", equal_months_dropped),
        ("health", by_firm),
        ("health", nought_is_nothing),
        ("shrunk", large_ones_only),
        ("plan-effects", three_desks_written_out),
        ("plan-effects", three_plans_written_out),
    ],
)
def test_likely_wrong_answers_are_refused(compiled, name, answer):
    assert not verdict_on(compiled[name], answer).right


@pytest.mark.parametrize(
    ("name", "answer", "mistake"),
    [
        ("concentration", repeats_taken_off_twice, "repeats_taken_off"),
        ("concentration", mean_of_rows, "rows_averaged"),
        ("health", fewer_months_than_before, "months_of_three_against_months_of_nine"),
        ("health", less_than_four_tenths, "fallen_by_six_tenths"),
        ("health", missing_is_a_sign, "missing_inflow_taken_for_none"),
        ("funnel", one_point_a_size, "one_point_for_each_size"),
        ("shrunk", half_and_half, "half_own_half_overall"),
        ("shrunk", no_brackets, "brackets_forgotten"),
        ("shrunk", own_strength, "another_strength"),
        ("shrunk", laplace, "one_gone_and_one_stayed_added"),
        ("shrunk", in_per_cent, "per_cent"),
        ("shrunk", without_the_unit, "overall_rate_of_the_others"),
        ("alert-quality", six_months_after, "six_months_for_180_days"),
        ("alert-quality", no_lower_end, "alerts_after_the_exit_too"),
        ("alert-quality", sixty_written_out, "days_of_a_fixed_lead"),
        ("alert-quality", first_of_each_kind, "first_alert_of_each_firm"),
        ("alert-quality", others_above_the_line, "exits_not_judged_above_the_line"),
        ("alert-quality", alerts_over_exits, "alerts_of_all_exits_counted_for_leavers"),
        ("alert-quality", percentages, "in_per_cent"),
        ("plan-effects", weighted_with_those_without, "weighted_with_the_control_group"),
        ("plan-effects", scatter_of_firms, "standard_deviation_for_its_error"),
        ("plan-effects", p_times_one_less_p, "divided_by_n"),
        ("plan-effects", no_root, "root_forgotten"),
        ("plan-effects", ninety_per_cent, "ninety_in_a_hundred"),
        ("plan-effects", exchanged, "low_and_high_exchanged"),
        ("plan-effects", points, "per_cent"),
        ("plan-effects", only_the_treated_counted, "only_those_with_the_plan_counted"),
        ("plan-effects", more_than_five, "exactly_five_left_out"),
        ("plan-effects", without_a_plan_in_any_draw, "control_of_all_draws"),
    ],
)
def test_likely_mistakes_are_named(compiled, name, answer, mistake):
    assert verdict_on(compiled[name], answer).mistake == mistake.replace("_", " ")


@pytest.mark.parametrize(
    ("name", "answer", "never"),
    [
        ("health", a_third_of_before, "fewer payrolls taken for stopped"),
        ("health", from_twenty_nine_days, "fewer payrolls taken for stopped"),
        ("alert-quality", six_months_after, "any later exit counts"),
    ],
)
def test_no_other_misunderstanding_is_suspected(compiled, name, answer, never):
    verdict = verdict_on(compiled[name], answer)
    assert not verdict.right
    assert verdict.mistake != never


@pytest.mark.parametrize(
    ("name", "answer"),
    [
        ("concentration", right_index),
        ("health", right_words),
        ("funnel", right_funnel),
        ("shrunk", shrunk),
        ("alert-quality", right_quality),
        ("plan-effects", right_effects),
    ],
)
def test_right_answers_of_odd_shapes_pass(compiled, name, answer):
    assert verdict_on(compiled[name], answer).right


# --- given cells


def test_the_limits_of_the_funnel_go_with_a_chart_in_per_cent(reference, population):
    def in_hundreds(rates):
        return drawn_at(rates["clients"], 100 * rates["gone"] / rates["clients"])

    reached = []
    for funnel in (lambda rates: drawn_at(rates["clients"], rates["gone"] / rates["clients"]), in_hundreds):
        namespace = reference | {"funnel": funnel}
        run_cells(LESSON, [cell for cell in LESSON.cells if cell.name == "funnel-own"], namespace, population)
        reached.append([line.get_ydata().max() for line in namespace["shown"].lines])
    assert np.allclose(reached[1], 100 * np.array(reached[0]))


@pytest.mark.parametrize(
    "shape",
    [
        lambda table: table.set_index("unit"),
        lambda table: table.set_index("unit")["shrunk"],
        lambda table: table.set_index("unit", drop=False).assign(more=1),
    ],
)
def test_rates_that_are_right_by_unit_are_drawn_too(reference, population, shape):
    def by_unit(rates, strength):
        return shape(shrunk(rates, strength))

    cell = [cell for cell in LESSON.cells if cell.name == "shrunk-own"]
    drawn = []
    for answer in (shrunk, by_unit):
        namespace = reference | {"shrunk": answer, "every": None}
        run_cells(LESSON, cell, namespace, population)
        drawn.append(namespace["every"][["unit", "shrunk"]])
    assert len(drawn[0])
    assert drawn[0].equals(drawn[1])


# --- the estimators, by other ways


def test_the_strength_is_found_again_where_the_model_holds_and_agrees_with_maximum_likelihood():
    """120 units of 60 clients, rates from Beta(10, 90): both estimates scatter by about a quarter around 100."""
    optimize, stats = pytest.importorskip("scipy.optimize"), pytest.importorskip("scipy.stats")
    random = np.random.default_rng(4)
    found, likeliest = [], []
    for _ in range(20):
        clients = random.integers(10, 400, 150)
        gone = random.binomial(clients, random.beta(10, 90, 150))

        def cost(log_strength, clients=clients, gone=gone):
            mean, strength = gone.sum() / clients.sum(), np.exp(log_strength)
            return -stats.betabinom.logpmf(gone, clients, strength * mean, strength * (1 - mean)).sum()

        likeliest.append(np.exp(optimize.minimize_scalar(cost, bounds=(2, 8), method="bounded").x))
        found.append(prior_strength(clients, gone))
    assert np.median(found) == pytest.approx(100, rel=0.12)
    assert np.median(found) == pytest.approx(np.median(likeliest), rel=0.12)


def test_shrunk_rate_and_interval_are_those_of_the_posterior_integrated_numerically():
    clients, gone, strength = np.array([3, 80, 400]), np.array([1, 4, 60]), 50.0
    mean, grid = gone.sum() / clients.sum(), (np.arange(200_000) + 0.5) / 200_000
    low, high = interval(clients, gone, strength)
    for n, k, middle, below, above in zip(clients, gone, shrunk_rates(clients, gone, strength), low, high, strict=True):
        log = (k + strength * mean - 1) * np.log(grid) + (n - k + strength * (1 - mean) - 1) * np.log1p(-grid)
        weight = np.exp(log - log.max())
        weight /= weight.sum()
        assert middle == pytest.approx((weight * grid).sum(), abs=1e-5)
        assert weight[grid < below].sum() == pytest.approx(0.025, abs=2e-4)
        assert weight[grid > above].sum() == pytest.approx(0.025, abs=2e-4)
