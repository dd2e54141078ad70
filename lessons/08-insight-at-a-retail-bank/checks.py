"""Insight at a retail bank: small cases, the wrong answers learners give, and other right ones."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from typing import Any, Final

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd

from grader.questions import Arguments, Mistake, Namespace, Option, Question, Tables, Text, Toy

FINE: Final = 6e-5
"""Rounded to four decimals is as good as the whole number."""

NAN: Final = float("nan")
Z: Final = 1.96
GONE: Final = 0.3
LEAST: Final = 1_000


def named(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
    """Give a function the name of a misunderstanding."""
    function.__name__ = name
    return function


GROUPS: Final = {"partner": "silent", "app": "slipping", "referral": "slipping"}
"""Stand-ins for the segments, which take seconds to work out: by how a customer was won; all others are steady."""


def drawn_with_outcome(tables: Tables) -> pd.DataFrame:
    """The draws by lot, with groups instead of segments, the share of assets kept, and who is gone."""
    campaigns, arms = tables["campaigns"], tables["assignments"]
    lot = campaigns[(campaigns["design"] == "randomised") & (campaigns["medium"] == "phone")]
    closing = tables["monthly_assets"].pivot(index="customer_id", columns="month", values="closing").fillna(0)
    won = tables["customers"].set_index("customer_id")["acquisition_channel"]
    parts = []
    for number, starts in zip(lot["campaign_id"], lot["starts_on"], strict=True):
        drawn = arms[arms["campaign_id"] == number][["campaign_id", "customer_id", "arm"]]
        day = pd.Timestamp(starts)
        before, now, after = (
            drawn["customer_id"].map(closing[day + pd.DateOffset(months=months)]) for months in (-3, -1, 11)
        )
        part = drawn.assign(called=drawn.pop("arm") == "call", kept=now / (before + 1), gone=after < GONE * before)
        parts.append(part.assign(segment=part["customer_id"].map(won).map(GROUPS).fillna("steady")))
    return pd.concat(parts, ignore_index=True)


def _by_hand() -> Question:
    def money_of(name: str, which: Callable[[pd.Series], Any], says: Text) -> Mistake:
        def wrong(namespace: Namespace) -> float:
            five = namespace["five_customers"]
            return float(np.average(which(five["later"] / five["peak"]), weights=five["peak"]))

        return Mistake(named(name, wrong), says)

    def customers_counted_for_money(namespace: Namespace) -> float:
        five = namespace["five_customers"]
        return float((five["later"] < GONE * five["peak"]).mean())

    def money_that_went_with_the_gone(namespace: Namespace) -> float:
        five = namespace["five_customers"]
        gone = five[five["later"] < GONE * five["peak"]]
        return float((gone["peak"] - gone["later"]).sum() / five["peak"].sum())

    return Question(
        "by-hand-money",
        kind="value",
        form="share",
        shown=True,
        tolerance=6e-4,
        mistakes=[
            Mistake(
                customers_counted_for_money,
                Text(
                    "This is the share of **customers** who are gone. The question is about the money that was theirs: a large customer then counts more than a small one.",
                    "这是流失**客户**的比例。问的是他们名下的资产占多少：大客户的分量要比小客户重。",
                ),
            ),
            money_of(
                "only_empty_accounts",
                lambda left: left == 0,
                Text(
                    "You counted only those with nothing left. Whoever leaves silently often leaves a few coins behind.",
                    "你只算了一分不剩的客户。静默流失的客户，往往还留着一点零钱。",
                ),
            ),
            money_of(
                "all_money_that_left",
                lambda left: 1 - left,
                Text(
                    "This is all money that went, that of customers who stayed too. Asked is whose customers' money it was: of those who are gone.",
                    "这是转走的全部资金，连留下来的客户转走的也算了。问的是：流失的那些客户，原有资产占多少。",
                ),
            ),
            Mistake(
                money_that_went_with_the_gone,
                Text(
                    "You took off what they have left. Asked is what had been theirs at their peaks, the few coins included.",
                    "你把他们剩下的钱减掉了。问的是 `peak` 时属于他们的全部资产，那点零钱也在内。",
                ),
            ),
            money_of(
                "all_who_lost_much",
                lambda left: left < 0.5,
                Text(
                    "Half of the money gone isn't gone yet here: less than 30 % must be left.",
                    "资产减半在这里还不算流失：剩下的要不足 30%。",
                ),
            ),
            money_of(
                "share_that_stayed",
                lambda left: left >= GONE,
                Text("This is the share of those who stayed.", "这是留下来的客户所占的比例。"),
            ),
        ],
        hints=[
            Text(
                "For each of the five: is `later` less than 30 % of `peak`?", "逐个看：`later` 是否不足 `peak` 的 30%？"
            ),
            Text(
                "Add up the `peak` of those who are gone. Then divide by what?",
                "把流失客户的 `peak` 加起来。然后除以什么？",
            ),
            Text(
                "Customers 1 and 3 are gone: their two peaks, divided by all five.",
                "流失的是 1 号和 3 号：用这两位的 `peak` 之和，除以五位的 `peak` 之和。",
            ),
        ],
    )


# --- who has gone


def assets_of(**closings: str) -> pd.DataFrame:
    """Build a table of month's ends from August 2024 on: c1="5000 - 3000" has a hole for no row."""
    rows = [
        (int(name[1:]), month, float(closing))
        for name, series in closings.items()
        for month, closing in zip(
            pd.date_range("2024-08-01", periods=len(series.split()), freq="MS"), series.split(), strict=True
        )
        if closing != "-"
    ]
    return pd.DataFrame(rows, columns=["customer_id", "month", "closing"])


def _silently_gone() -> Question:
    def table(
        assets: pd.DataFrame,
        day: str,
        before: int = 6,
        after: int = 11,
        share: float = GONE,
        least: float = LEAST,
        base: Callable[[pd.DataFrame], pd.Series] = lambda past: past.max(axis=1),
        closed: float | None = 0.0,
        everyone: bool = False,
        included: bool = False,
        seen: int = 1,
        known: bool = False,
    ) -> pd.DataFrame:
        first = pd.Timestamp(day)
        closing = assets.pivot(index="customer_id", columns="month", values="closing")
        end = first + pd.DateOffset(months=after)
        months = [first - pd.DateOffset(months=ago) for ago in range(before, 0, -1)] + ([first] if included else [])
        last_known = closing.ffill(axis=1).reindex(columns=[end])[end]
        closing = closing.reindex(columns=list(dict.fromkeys([*months, first, end])))
        if not everyone:
            closing = closing[closing[first - pd.DateOffset(months=seen)].notna()]
        last_known = last_known[closing.index]
        found = pd.DataFrame({"peak": base(closing[months]), "later": last_known if known else closing[end]})
        found = found.dropna(subset=["later"]) if closed is None else found.fillna({"later": closed})
        found = found[found["peak"] >= least].reset_index()
        return found.assign(gone=found["later"] < share * found["peak"])

    def variant(name: str, says: Text, **changed: Any) -> Mistake:
        def wrong(assets: pd.DataFrame, day: str) -> pd.DataFrame:
            return table(assets, day, **changed)

        return Mistake(named(name, wrong), says)

    def exactly_thirty_per_cent_gone(assets: pd.DataFrame, day: str) -> pd.DataFrame:
        found = table(assets, day)
        return found.assign(gone=found["later"] <= GONE * found["peak"])

    def only_empty_accounts_gone(assets: pd.DataFrame, day: str) -> pd.DataFrame:
        found = table(assets, day)
        return found.assign(gone=found["later"] == 0)

    def the_same_day_always(assets: pd.DataFrame, day: str) -> pd.DataFrame:
        return table(assets, "2025-03-01")

    def by_masks(assets: pd.DataFrame, day: str) -> pd.DataFrame:
        first = pd.Timestamp(day)
        past = assets[(assets["month"] < first) & (assets["month"] >= first - pd.DateOffset(months=6))]
        peak = past.groupby("customer_id", as_index=False)["closing"].max().rename(columns={"closing": "peak"})
        there = assets.loc[assets["month"] == first - pd.DateOffset(months=1), "customer_id"]
        end = assets.loc[assets["month"] == first + pd.DateOffset(months=11), ["customer_id", "closing"]]
        found = peak[peak["customer_id"].isin(there) & (peak["peak"] >= LEAST)].merge(end, how="left")
        found["later"] = found.pop("closing").fillna(0)
        found["gone"] = found["later"] / found["peak"] < GONE
        return found.sort_values("peak")

    def by_loop(assets: pd.DataFrame, day: str) -> pd.DataFrame:
        now = pd.Period(day, "M")
        held: dict[int, dict[pd.Period, float]] = {}
        for who, month, closing in zip(
            assets["customer_id"], assets["month"].dt.to_period("M"), assets["closing"], strict=True
        ):
            held.setdefault(who, {})[month] = closing
        rows = []
        for who, months in held.items():
            if now - 1 not in months:
                continue
            peak = max(months[now - ago] for ago in range(1, 7) if now - ago in months)
            later = months.get(now + 11, 0)
            if peak >= LEAST:
                rows.append({"customer_id": who, "peak": peak, "later": later, "gone": later < GONE * peak})
        return pd.DataFrame(rows, columns=["customer_id", "peak", "later", "gone"])

    def with_index(assets: pd.DataFrame, day: str) -> pd.DataFrame:
        found = table(assets, day)[["gone", "customer_id", "later", "peak"]]
        return found.set_axis(range(10, 10 + len(found)))

    def elsewhere(tables: Tables) -> Iterable[Arguments]:
        assets = tables["monthly_assets"][["customer_id", "month", "closing"]]
        for day in ("2025-03-01", "2024-11-01"):
            yield {"assets": assets, "day": day}
        thousands = assets.assign(closing=assets["closing"].round(-3))
        yield {"assets": thousands[thousands["closing"] > 0], "day": "2025-06-01"}

    toy = assets_of(
        c1="90000 5100 4200 4000 3900 3700 3600 3500 3300 3000 2800 2500 2100 1900 1800 1700 1600 1500 1400 600",
        c2="2000 2000 2100 2300 2000 2200 2000 2000 1900 1600 1200 900 500 300",
        c3="- - 700 800 900 990 950 9000 9000 9000 8000 8000 8000 7000 7000 7000 7000 7000 50 60",
        c4="6000 6000 5000 4000 3000 2000 1500 1500 1500 1500 1500 1500 1500 1500 1500 1500 1500 1500 1790 1810",
        c5="4000 3000 3000 2500",
        c6="1000 1000 1000 1000 1000 1000 1000 990 990 900 900 900 800 700 600 500 400 320 300 10",
        c7="50 50 50 50 40000 38000 36000 35000 34000 33000 33000 33000 32000 31000 30000 30000 30000 30000 29000 200",
        c8="- - - - - - - 5000 5000 5000 5000 5000 5000 5000 5000 5000 5000 5000 5000 5000",
        c9="8000 8000 8000 8000 8000 8000 8000 12000 30 30 30 30 30 30 30 30 5000 2450 2350 3700",
        c10="500 500 1500 600 600 700 400 400 400 400 400 400 400 400 400 400 400 400 400 400",
        c11="5000 5000 5200 5000 5000 5000 4900",
        c12="9000 - 2000 2000 2000 2000 2000 2000 2000 2000 - 2000 2000 2000 2000 2000 2000 2000 1500 100",
    )
    shuffled = toy.sample(frac=1, random_state=4)
    return Question(
        "silently-gone",
        toys=[
            Toy(Text("Twelve customers, in March", "十二位客户，3 月"), {"assets": toy, "day": "2025-03-01"}),
            Toy(
                Text("The same in another order, in April", "同样的客户，换个顺序，4 月"),
                {"assets": shuffled, "day": "2025-04-01"},
            ),
            Toy(Text("The same, in January", "同样的客户，1 月"), {"assets": toy, "day": "2025-01-01"}),
            Toy(Text("The same, in February", "同样的客户，2 月"), {"assets": toy, "day": "2025-02-01"}),
        ],
        mistakes=[
            variant(
                "closed_accounts_forgotten",
                Text(
                    "Customers who have closed their account are missing: no row a year later. They are gone more than anybody else; what they have left is 0.",
                    "销户的客户不见了：一年后没有他们的行。他们才是走得最彻底的，剩余资产应记为 0。",
                ),
                closed=None,
            ),
            variant(
                "closed_accounts_pass_for_stayers",
                Text(
                    "For those who have closed, `later` stays missing with you, and a comparison with a missing value is never true: they pass for customers who stayed. What they have left is 0.",
                    "销户的客户，你的 `later` 留成了缺失值；与缺失值比较永远不成立，他们就被当成了留下来的人。他们剩下的是 0。",
                ),
                closed=NAN,
            ),
            variant(
                "last_known_balance_for_the_closed",
                Text(
                    "For those who have closed, you took the last balance known. Once the account is closed, nothing is left: 0.",
                    "销户的客户，你取了最后一次已知的余额。账户一销，就什么也不剩了：应记为 0。",
                ),
                known=True,
            ),
            variant(
                "row_in_the_month_itself",
                Text(
                    "You keep those with a row in the month of `day`, which belongs to the future. Asked is the month **before**: whoever closed in it counts too.",
                    "你保留的是在 `day` 当月有行的客户，而当月属于未来。问的是**前一个月**：在那个月销户的人也要算。",
                ),
                seen=0,
            ),
            Mistake(
                the_same_day_always,
                Text(
                    "Your function gives the same whatever `day` says: a date stands in its code.",
                    "无论 `day` 是哪一天，你的函数结果都一样：代码里写死了日期。",
                ),
            ),
            variant(
                "exactly_a_thousand_left_out",
                Text(
                    "Almost: whose peak is exactly 1,000 belongs in the table.",
                    "就差一点：`peak` 恰好是 1000 的客户也应在表里。",
                ),
                least=LEAST + 0.005,
            ),
            variant(
                "last_month_for_the_peak",
                Text(
                    "You compare with the last month's assets. Money that had begun to flow out before then goes unnoticed; that is why the half-year's peak is asked for.",
                    "你拿上个月末的资产作比较。此前已经开始流出的钱就看不见了，所以才要用半年内的最高值。",
                ),
                base=lambda past: past.iloc[:, -1],
            ),
            variant(
                "mean_for_the_peak",
                Text("You took the mean of the six months, not the highest.", "你取的是六个月的平均值，不是最高值。"),
                base=lambda past: past.mean(axis=1),
            ),
            variant(
                "a_month_too_late",
                Text(
                    "Almost: a month too late. The twelfth month counts from `day`'s own month as the first.",
                    "就差一点：晚了一个月。第十二个月要把 `day` 所在的月当作第一个月来数。",
                ),
                after=12,
            ),
            variant(
                "a_month_too_early",
                Text("Almost: a month too early for `later`.", "就差一点：`later` 早取了一个月。"),
                after=10,
            ),
            variant(
                "first_month_counted_as_before",
                Text(
                    "The month of `day` itself belongs to the future; your peak looks into it.",
                    "`day` 所在的月份属于未来，你的 `peak` 却看了它。",
                ),
                included=True,
            ),
            variant(
                "six_months_up_to_the_first",
                Text(
                    "Your six months end with the month of `day` itself. It belongs to the future; the six end with the month before.",
                    "你的六个月以 `day` 当月结尾。当月属于未来，六个月应以前一个月结尾。",
                ),
                before=5,
                included=True,
            ),
            variant(
                "seven_months_looked_back",
                Text("Your peak looks seven months back instead of six.", "你的 `peak` 往前看了七个月，应当是六个月。"),
                before=7,
            ),
            variant(
                "five_months_looked_back",
                Text(
                    "Your peak looks five months back instead of six.", "你的 `peak` 只往前看了五个月，应当是六个月。"
                ),
                before=5,
            ),
            variant(
                "seventy_per_cent_left_is_gone",
                Text(
                    "With you, those with less than 70 % left are gone. Gone is who has less than 30 % **left**.",
                    "你把剩余不足 70% 的都算作流失。剩余**不足 30%** 才算。",
                ),
                share=0.7,
            ),
            Mistake(
                exactly_thirty_per_cent_gone,
                Text("Almost: with exactly 30 % left a customer isn't gone.", "就差一点：恰好剩 30% 的不算流失。"),
            ),
            Mistake(
                only_empty_accounts_gone,
                Text(
                    "With you, only empty accounts are gone. That is the old report: silent attrition leaves a few coins behind.",
                    "你只把空账户算作流失。老报表正是这样：静默流失的客户会留下一点零钱。",
                ),
            ),
            variant(
                "everyone_with_a_peak",
                Text(
                    "You include customers who had closed already, with no row in the month before `day`.",
                    "你把早已销户的客户也算了进来：他们在 `day` 的前一个月已经没有行了。",
                ),
                everyone=True,
            ),
            variant(
                "tiny_accounts_included",
                Text(
                    "Customers whose peak is below 1,000 don't belong in the table.",
                    "`peak` 不足 1000 的客户不应出现在表里。",
                ),
                least=0.0,
            ),
        ],
        also_right=[by_masks, by_loop, with_index],
        elsewhere=elsewhere,
        hints=[
            Text(
                "Which seven months matter for `day`? Write them down for one customer.",
                "给定 `day`，哪七个月要紧？先为一位客户写下来。",
            ),
            Text(
                '`assets.pivot(index="customer_id", columns="month", values="closing")` gives a column for each month; `pd.Timestamp(day) - pd.DateOffset(months=1)` is the month before.',
                '`assets.pivot(index="customer_id", columns="month", values="closing")` 每个月一列；`pd.Timestamp(day) - pd.DateOffset(months=1)` 就是前一个月。',
            ),
            Text(
                "Keep the rows where the month before isn't missing. `peak` is `.max(axis=1)` of the six columns, `later` the column of `day` + 11 months with `.fillna(0)`, `gone` is `later < 0.3 * peak`.",
                "保留前一个月不缺的行。`peak` 是六列的 `.max(axis=1)`，`later` 是 `day` + 11 个月那一列，用 `.fillna(0)`；`gone` 就是 `later < 0.3 * peak`。",
            ),
        ],
    )


# --- the early warning


def _lift() -> Question:
    def first_by_risk(scored: pd.DataFrame, share: float) -> pd.DataFrame:
        return scored.sort_values("risk", ascending=False).head(int(share * len(scored)))

    def or_nan(above: float, below: float) -> float:
        return above / below if below else NAN

    def threshold_of_one_half(scored: pd.DataFrame, share: float) -> float:
        picked = scored[scored["risk"] > 0.5]
        return or_nan(picked["gone"].mean(), scored["gone"].mean()) if len(picked) else NAN

    def share_gone_without_comparison(scored: pd.DataFrame, share: float) -> float:
        return float(first_by_risk(scored, share)["gone"].mean())

    def share_of_the_gone_found(scored: pd.DataFrame, share: float) -> float:
        return or_nan(first_by_risk(scored, share)["gone"].sum(), scored["gone"].sum())

    def compared_with_the_rest(scored: pd.DataFrame, share: float) -> float:
        picked = first_by_risk(scored, share)
        rest = scored.drop(picked.index)
        return or_nan(picked["gone"].mean(), rest["gone"].mean()) if len(picked) and len(rest) else NAN

    def lowest_risk_first(scored: pd.DataFrame, share: float) -> float:
        picked = scored.sort_values("risk").head(int(share * len(scored)))
        return or_nan(picked["gone"].mean(), scored["gone"].mean()) if len(picked) else NAN

    def first_rows_without_sorting(scored: pd.DataFrame, share: float) -> float:
        picked = scored.head(int(share * len(scored)))
        return or_nan(picked["gone"].mean(), scored["gone"].mean()) if len(picked) else NAN

    def predicted_risk_for_what_happened(scored: pd.DataFrame, share: float) -> float:
        picked = first_by_risk(scored, share)
        return or_nan(picked["risk"].mean(), scored["gone"].mean()) if len(picked) else NAN

    def of_the_first(name: str, count: Callable[[float], int], says: Text) -> Mistake:
        def wrong(scored: pd.DataFrame, share: float) -> float:
            picked = scored.sort_values("risk", ascending=False).head(count(share * len(scored)))
            return or_nan(picked["gone"].mean(), scored["gone"].mean()) if len(picked) else NAN

        return Mistake(named(name, wrong), says)

    def difference_for_the_ratio(scored: pd.DataFrame, share: float) -> float:
        return float(first_by_risk(scored, share)["gone"].mean() - scored["gone"].mean())

    def in_per_cent(scored: pd.DataFrame, share: float) -> float:
        return 100 * by_nlargest(scored, share)

    def by_rank(scored: pd.DataFrame, share: float) -> float | None:
        n = int(share * len(scored))
        picked = scored.loc[scored["risk"].rank(ascending=False) <= n, "gone"].astype(int)
        if n < 1 or scored["gone"].sum() == 0:
            return None
        return float(picked.sum() / n / (scored["gone"].astype(int).sum() / len(scored)))

    def by_numpy(scored: pd.DataFrame, share: float) -> np.floating[Any] | float:
        order = np.argsort(-scored["risk"].to_numpy())[: int(share * len(scored))]
        gone = scored["gone"].to_numpy(dtype=float)
        return gone[order].mean() / gone.mean() if len(order) and gone.any() else np.nan

    def by_nlargest(scored: pd.DataFrame, share: float) -> float:
        top = scored.nlargest(int(share * scored.shape[0]), "risk")
        return round(float(top.gone.mean() / scored.gone.mean()), 6) if scored.gone.sum() else NAN

    def elsewhere(tables: Tables) -> Iterable[Arguments]:
        drawn = drawn_with_outcome(tables)
        noise = (drawn["customer_id"] * 37 + drawn["campaign_id"] * 11) % 1_009 / 1_009
        risk = 0.9 / (1 + drawn["kept"].clip(lower=0)) + 0.1 * noise + 1e-7 * drawn.index
        scored = pd.DataFrame({"risk": risk, "gone": drawn["gone"]})
        for share in (0.1, 0.35, 1e-6):
            yield {"scored": scored, "share": share}

    def scored_of(risks: str, gone: str) -> pd.DataFrame:
        return pd.DataFrame({"risk": [float(risk) for risk in risks.split()], "gone": [one == "1" for one in gone]})

    ten = scored_of(".12 .81 .07 .66 .31 .47 .02 .44 .23 .38", "0100010011")
    rounding = Text(
        "Almost: you rounded the number of calls up. `int` cuts: half a call can't be made.",
        "就差一点：你把通数往上取整了。`int` 是直接截断：半通电话打不了。",
    )
    return Question(
        "lift",
        tolerance=FINE,
        toys=[
            Toy(Text("Three of ten", "十位中的三位"), {"scored": ten, "share": 0.3}),
            Toy(Text("Nearly four of nine", "九位中将近四位"), {"scored": ten.iloc[1:], "share": 0.4}),
            Toy(Text("Nobody picked", "一位也没选中"), {"scored": ten, "share": 0.05}),
            Toy(Text("Nobody gone", "没有人流失"), {"scored": ten.assign(gone=False), "share": 0.5}),
        ],
        mistakes=[
            Mistake(
                threshold_of_one_half,
                Text(
                    "You picked those with a risk above one half. How many that are has nothing to do with how many you can call. Pick by rank.",
                    "你选的是风险超过二分之一的客户。这样的人有多少，与能打多少通电话毫无关系。应当按排名选。",
                ),
            ),
            Mistake(
                share_gone_without_comparison,
                Text(
                    "This is the share gone among those picked. Lift compares it with the share gone among all.",
                    "这只是被选中者的流失率。提升度要拿它与全体的流失率相比。",
                ),
            ),
            Mistake(
                share_of_the_gone_found,
                Text(
                    "This is the share of all the gone whom you have found (recall). It grows with the number of calls; lift doesn't.",
                    "这是流失者当中被你找到的比例（召回率）。打的电话越多，它越高；提升度不会。",
                ),
            ),
            Mistake(
                compared_with_the_rest,
                Text(
                    "You compared with the rest. Lift compares with **all**, those picked included.",
                    "你是与其余的人相比。提升度是与**全体**相比，被选中的也在内。",
                ),
            ),
            of_the_first("calls_rounded_up", math.ceil, rounding),
            of_the_first("calls_rounded_to_the_nearest", round, rounding),
            of_the_first(
                "at_least_one_picked",
                lambda number: max(1, int(number)),
                Text(
                    "You pick one customer even where the hours are enough for none. Then there is nothing to say: `nan`.",
                    "人手一通也不够时，你还是选了一位。这时提升度无从谈起：应返回 `nan`。",
                ),
            ),
            Mistake(
                difference_for_the_ratio,
                Text(
                    "You took the difference of the two shares. Lift is how many **times**: divide.",
                    "你算的是两个比例之差。提升度是**几倍**：要用除法。",
                ),
            ),
            Mistake(
                in_per_cent,
                Text("Lift is a number of times, not per cent.", "提升度是倍数，不是百分数。"),
            ),
            Mistake(lowest_risk_first, Text("You picked the lowest risks.", "你选的是风险最低的。")),
            Mistake(
                first_rows_without_sorting,
                Text(
                    "You took the first rows as they stand; they aren't sorted by risk.",
                    "你直接取了最前面的几行，它们并没有按风险排序。",
                ),
            ),
            Mistake(
                predicted_risk_for_what_happened,
                Text(
                    "Above the line stands the model's own promise, not what happened.",
                    "你的分子是模型自己的预测，不是实际发生的情况。",
                ),
            ),
        ],
        also_right=[by_rank, by_numpy, by_nlargest],
        elsewhere=elsewhere,
        hints=[
            Text("Two shares gone: among those picked, among all.", "两个流失率：被选中者的，全体的。"),
            Text(
                'Picked are `scored.sort_values("risk", ascending=False).head(n)`. The mean of True and False is a share.',
                '被选中的是 `scored.sort_values("risk", ascending=False).head(n)`。True 和 False 的均值就是比例。',
            ),
            Text(
                '`picked["gone"].mean() / scored["gone"].mean()`, with n = `int(share * len(scored))`; before it, `float("nan")` for the two odd cases.',
                '`picked["gone"].mean() / scored["gone"].mean()`，其中 n = `int(share * len(scored))`；两种特殊情形先返回 `float("nan")`。',
            ),
        ],
    )


# --- the next best product


def holders(*groups: tuple[int, str, int]) -> pd.DataFrame:
    """Build a table of who holds what: class of wealth, products held, number of such customers."""
    rows = [(wealth, set(held.split())) for wealth, held, count in groups for _ in range(count)]
    products = list(dict.fromkeys(product for _, held, _ in groups for product in held.split()))
    columns = {product: [product in held for _, held in rows] for product in products}
    return pd.DataFrame({"wealth": [wealth for wealth, _ in rows], **columns})


def _next_best() -> Question:
    Pair = tuple[float, float]

    def within(one: pd.Series, other: pd.Series, held: pd.DataFrame) -> Pair:
        sizes = held.groupby("wealth").size()
        ones, others = (rows.groupby(held["wealth"]).sum() for rows in (one, other))
        return float((one & other).sum()), float((ones * others / sizes).sum())

    def table(
        held: pd.DataFrame,
        pair: Callable[[pd.Series, pd.Series, pd.DataFrame], Pair] = within,
        kept: Callable[[float, float], bool] = lambda both, expected: expected >= 5,
        value: Callable[[float, float, float], float] = lambda both, expected, has: both / expected,
        rank: Callable[[float, float, float], float] | None = None,
        itself: bool = False,
        once: bool = False,
        every: bool = False,
    ) -> pd.DataFrame:
        products, rows = list(held.columns.drop("wealth")), []
        for place, has in enumerate(products):
            found = []
            for offer in products[place + 1 :] if once else products:
                both, expected = pair(held[has], held[offer], held)
                if (offer == has and not itself) or expected == 0 or not kept(both, expected):
                    continue
                numbers = both, expected, float(held[has].sum())
                found.append(((rank or value)(*numbers), (has, offer, value(*numbers))))
            found.sort(key=lambda item: -item[0])
            rows += [row for _, row in (found if every else found[:1])]
        return pd.DataFrame(rows, columns=["has", "offer", "lift"])

    def variant(name: str, says: Text, **changed: Any) -> Mistake:
        def wrong(held: pd.DataFrame) -> pd.DataFrame:
            return table(held, **changed)

        return Mistake(named(name, wrong), says)

    def wealth_ignored(held: pd.DataFrame) -> pd.DataFrame:
        return table(held.assign(wealth=1))

    def customers_without_products_dropped(held: pd.DataFrame) -> pd.DataFrame:
        return table(held[held.drop(columns="wealth").any(axis=1)])

    def mean_of_the_classes(one: pd.Series, other: pd.Series, held: pd.DataFrame) -> Pair:
        parts = [within(one[rows.index], other[rows.index], rows) for _, rows in held.groupby("wealth")]
        lifts = [both / expected for both, expected in parts if expected]
        whole = sum(expected for _, expected in parts)
        return (float(np.mean(lifts)) * whole if lifts else 0.0), whole

    def against_those_without(one: pd.Series, other: pd.Series, held: pd.DataFrame) -> Pair:
        ones, without, others = (rows.groupby(held["wealth"]).sum() for rows in (one, ~one, other & ~one))
        return float((one & other).sum()), float((ones * others / without.where(without > 0)).sum())

    def over_all_customers(one: pd.Series, other: pd.Series, held: pd.DataFrame) -> Pair:
        both, _ = within(one, other, held)
        ones, others = (rows.groupby(held["wealth"]).sum() for rows in (one, other))
        return both, float((ones * others).sum() / len(held))

    def by_loop(held: pd.DataFrame) -> pd.DataFrame:
        return table(held).iloc[::-1].set_index("has")

    def by_long_table(held: pd.DataFrame) -> pd.DataFrame:
        long = held.rename_axis("who").reset_index().melt(["who", "wealth"], var_name="product")
        long = long[long["value"].astype(bool)]
        sizes = held["wealth"].value_counts().rename("size")
        count = long.groupby(["wealth", "product"]).size().rename("n").reset_index()
        expected = count.merge(count, on="wealth", suffixes=("", "_2")).join(sizes, on="wealth")
        expected["e"] = expected["n"] * expected["n_2"] / expected["size"]
        expected = expected.groupby(["product", "product_2"])["e"].sum()
        both = long.merge(long, on="who", suffixes=("", "_2")).groupby(["product", "product_2"]).size()
        pairs = pd.concat([expected, both.rename("b")], axis=1).fillna({"b": 0}).reset_index()
        pairs = pairs[(pairs["product"] != pairs["product_2"]) & (pairs["e"] >= 5)]
        pairs["lift"] = pairs["b"] / pairs["e"]
        best = pairs.sort_values("lift", ascending=False).drop_duplicates("product")
        return best.rename(columns={"product": "has", "product_2": "offer"})[["lift", "has", "offer"]]

    def by_numpy(held: pd.DataFrame) -> pd.DataFrame:
        names = np.array(held.columns.drop("wealth"), dtype=object)
        ones = held[names].to_numpy(dtype=float)
        expected = np.zeros((len(names), len(names)))
        for wealth in np.unique(held["wealth"]):
            share = ones[held["wealth"] == wealth]
            expected += len(share) * np.outer(share.mean(axis=0), share.mean(axis=0))
        usable = (expected > 5 - 1e-9) & ~np.eye(len(names), dtype=bool)
        lifts = np.where(usable, ones.T @ ones / np.where(usable, expected, 1), -1)
        rows = usable.any(axis=1)
        return pd.DataFrame(
            {"has": names[rows], "offer": names[lifts.argmax(axis=1)][rows], "lift": lifts.max(axis=1)[rows]}
        )

    def elsewhere(tables: Tables) -> Iterable[Arguments]:
        assets = tables["monthly_assets"]
        closing = assets[assets["month"] == assets["month"].max()].set_index("customer_id")["closing"]
        now = tables["product_holdings"].query("status == 'held'")
        held = pd.crosstab(now["customer_id"], now["product"]).reindex(closing.index, fill_value=0) > 0
        for classes in (10, 4):
            wealth = pd.qcut(closing.rank(method="first"), classes, labels=False) + 1
            yield {"held": held.assign(wealth=wealth)}

    rich = holders(
        (1, "card", 18), (1, "", 35), (1, "card fund", 2), (1, "fund", 3), (1, "card deposit", 1), (1, "deposit", 1),
        (2, "card fund deposit", 9), (2, "fund deposit", 5), (2, "card fund", 2), (2, "fund", 4), (2, "deposit", 4),
        (2, "card deposit", 6), (2, "card", 6), (2, "", 4), (2, "cover", 4), (2, "cover fund", 7),
        (1, "loan card", 5), (2, "loan deposit", 1),
        (2, "cover fund deposit card", 2), (1, "cover card", 2),
    )  # fmt: skip
    edge = holders(
        (3, "pension gold", 6), (3, "pension", 2), (3, "pension travel", 2), (3, "gold", 4), (3, "", 6),
        (5, "bond gold", 8), (5, "bond", 4), (5, "gold", 3), (5, "", 5), (5, "bond travel", 4),
        (12, "travel bond", 3), (12, "travel gold", 2), (12, "bond", 7), (12, "", 10),
    )  # fmt: skip
    popular = Text(
        "You offer what most holders of the first product have: what is **popular**, and would be taken anyway. Compare with what is expected.",
        "你推荐的，是这些持有者当中最普及的产品：那只是**热门**，不推荐也会有人买。要与期望人数相比。",
    )
    return Question(
        "next-best",
        tolerance=FINE,
        toys=[
            Toy(Text("Two classes of wealth, five products", "两档财富，五种产品"), {"held": rich}),
            Toy(
                Text("Other products, three classes, other order", "另几种产品，三档财富，换个顺序"),
                {"held": edge.sample(frac=1, random_state=3)[["gold", "bond", "wealth", "travel", "pension"]]},
            ),
        ],
        mistakes=[
            Mistake(
                wealth_ignored,
                Text(
                    "You took all customers as one class. The wealthy hold more of everything: what two products share is often their owners' wealth.",
                    "你把所有客户当成了一档。有钱的人样样都多一些：两种产品常在一起，往往只因为持有者有钱。",
                ),
            ),
            variant(
                "share_of_the_holders_for_the_lift",
                popular,
                value=lambda both, expected, has: both / has,
            ),
            variant("the_popular_offered", popular, rank=lambda both, expected, has: both),
            variant(
                "the_product_itself_offered",
                Text(
                    "You offer customers what they hold already: each product goes best with itself. Leave that pair out.",
                    "你推荐了客户已经有的产品：每种产品与自己的提升度总是最高。这一对要去掉。",
                ),
                itself=True,
            ),
            variant(
                "rare_pairs_kept",
                Text(
                    "You kept pairs with fewer than five expected. There one customer more or less makes a champion.",
                    "期望人数不足五位的组合你也留下了。人这么少，多一位少一位，冠军就换了人。",
                ),
                kept=lambda both, expected: True,
            ),
            variant(
                "five_holders_of_both_asked_for",
                Text(
                    "You asked for five customers who *hold* both. Then the rare pairs stay that happened to come out high. Five must be **expected**.",
                    "你要求的是**实际**持有两种的满五位，这样留下的正是碰巧偏高的罕见组合。应当要求**期望**人数满五位。",
                ),
                kept=lambda both, expected: both >= 5,
            ),
            Mistake(
                customers_without_products_dropped,
                Text(
                    "Customers without any product are missing from your classes. They too say how rare a product is.",
                    "你的各档里，缺了一种产品也没有的客户。一种产品有多普及，要连他们一起算才知道。",
                ),
            ),
            variant(
                "mean_of_the_classes_lifts",
                Text(
                    "You averaged the classes' lifts: a class with three holders then counts as much as one with three hundred. Add up the expected numbers, then divide once.",
                    "你把各档的提升度平均了：只有三位持有者的一档，与三百位的一档分量一样。先把期望人数加起来，再除一次。",
                ),
                pair=mean_of_the_classes,
            ),
            variant(
                "compared_with_those_without_it",
                Text(
                    "You compared with customers who don't hold the first product. Expected is reckoned from **all** of the class.",
                    "你是与没有第一种产品的客户相比。期望人数要用该档的**全部**客户来算。",
                ),
                pair=against_those_without,
            ),
            variant(
                "divided_by_all_customers",
                Text(
                    "You divided by the number of all customers. Within a class, divide by the customers of that class.",
                    "你除以了全部客户数。在一档之内，要除以该档的客户数。",
                ),
                pair=over_all_customers,
            ),
            variant(
                "surplus_for_the_ratio",
                Text(
                    "You took off the expected number. Lift is how many **times**: divide.",
                    "你减去了期望人数。提升度是**几倍**：要用除法。",
                ),
                value=lambda both, expected, has: both - expected,
            ),
            variant(
                "lowest_lift_offered",
                Text("You offer the product with the lowest lift.", "你推荐的是提升度最低的产品。"),
                rank=lambda both, expected, has: -both / expected,
            ),
            variant(
                "each_pair_looked_at_once",
                Text(
                    "You looked at each pair in one direction only. Whoever holds the second may be offered the first as well.",
                    "每一对你只看了一个方向。持有后一种的，也可以推荐前一种。",
                ),
                once=True,
            ),
            variant(
                "all_pairs_returned",
                Text(
                    "You return all pairs. Asked is one row a product: its best offer.",
                    "你返回了所有组合。要求每种产品一行：最适合推荐的那一种。",
                ),
                every=True,
            ),
        ],
        also_right=[by_loop, by_long_table, by_numpy],
        elsewhere=elsewhere,
        hints=[
            Text(
                "One pair and one class first: of 40 customers 10 hold the one and 8 the other. How many would hold both if the one had nothing to do with the other?",
                "先看一对产品、一档财富：40 位客户中，10 位有这种，8 位有那种。若两者毫不相干，两种都有的会有几位？",
            ),
            Text(
                'Two loops over `held.columns.drop("wealth")` give the pairs; `(held[has] & held[offer]).sum()` hold both; `held.groupby("wealth")` gives the classes to add up.',
                '对 `held.columns.drop("wealth")` 做两重循环就得到各对产品；`(held[has] & held[offer]).sum()` 是两种都有的人数；用 `held.groupby("wealth")` 逐档相加。',
            ),
            Text(
                '`expected = sum(g[has].sum() * g[offer].sum() / len(g) for _, g in held.groupby("wealth"))`; if `has != offer` and `expected >= 5`, append `(has, offer, both / expected)`. Then sort by lift, highest first, and `drop_duplicates("has")`.',
                '`expected = sum(g[has].sum() * g[offer].sum() / len(g) for _, g in held.groupby("wealth"))`；若 `has != offer` 且 `expected >= 5`，就记下 `(has, offer, both / expected)`。最后按提升度从高到低排序，再 `drop_duplicates("has")`。',
            ),
        ],
    )


# --- tickets solved in time


def tickets_of(text: str) -> pd.DataFrame:
    """Build tickets: a line each with topic, day and time of June 2026 when opened, and when solved (- for not yet)."""
    rows = [line.split() for line in text.strip().splitlines()]
    times = [
        [pd.NaT if day == "-" else pd.Timestamp(f"2026-06-{day.replace('/', ' ')}") for day in row[1:]] for row in rows
    ]
    return pd.DataFrame(
        {
            "ticket_id": range(1, len(rows) + 1),
            "topic": [row[0] for row in rows],
            "opened_at": [opened for opened, _ in times],
            "resolved_at": pd.to_datetime([solved for _, solved in times]),
        }
    )


def _solved_in_time() -> Question:
    def hours_between(due: pd.DataFrame) -> pd.Series:
        return (due["resolved_at"] - due["opened_at"]) / pd.Timedelta(hours=1)

    def due_by(tickets: pd.DataFrame, hours: float, now: str) -> pd.Series:
        return tickets["opened_at"] <= pd.Timestamp(now) - pd.Timedelta(hours=hours)

    def table(
        tickets: pd.DataFrame,
        hours: float,
        now: str,
        counted: Callable[[pd.DataFrame, float, str], pd.Series] = due_by,
        quick: Callable[[pd.DataFrame, float], pd.Series] = lambda due, hours: hours_between(due) <= hours,
        share: Callable[[Any], Any] = lambda found: found.mean(),
    ) -> pd.DataFrame:
        due = tickets[counted(tickets, hours, now)]
        found = quick(due, hours).groupby(due["topic"])
        return pd.DataFrame({"due": found.size(), "in_time": share(found)}).reset_index()

    def variant(name: str, says: Text, **changed: Any) -> Mistake:
        def wrong(tickets: pd.DataFrame, hours: float, now: str) -> pd.DataFrame:
            return table(tickets, hours, now, **changed)

        return Mistake(named(name, wrong), says)

    def forty_eight_hours_always(tickets: pd.DataFrame, hours: float, now: str) -> pd.DataFrame:
        return table(tickets, 48, now)

    def the_end_of_june_always(tickets: pd.DataFrame, hours: float, now: str) -> pd.DataFrame:
        return table(tickets, hours, "2026-07-01")

    def by_merge(tickets: pd.DataFrame, hours: float, now: str) -> pd.DataFrame:
        due = tickets[tickets["opened_at"] + pd.Timedelta(hours=hours) <= pd.Timestamp(now)]
        good = due[due["resolved_at"] <= due["opened_at"] + pd.Timedelta(hours=hours)]
        counts = due.groupby("topic", as_index=False).agg(due=("opened_at", "count"))
        found = counts.merge(good.groupby("topic").size().rename("good").reset_index(), how="left").fillna({"good": 0})
        return found.assign(in_time=found.pop("good") / found["due"]).iloc[::-1]

    def by_loop(tickets: pd.DataFrame, hours: float, now: str) -> pd.DataFrame:
        counts: dict[str, list[int]] = {}
        for topic, opened, solved in zip(tickets["topic"], tickets["opened_at"], tickets["resolved_at"], strict=True):
            if (pd.Timestamp(now) - opened).total_seconds() < hours * 3600:
                continue
            count = counts.setdefault(topic, [0, 0])
            count[0] += 1
            count[1] += not pd.isna(solved) and (solved - opened).total_seconds() <= hours * 3600
        rows = [(topic, due, good / due) for topic, (due, good) in counts.items()]
        return pd.DataFrame(rows, columns=["topic", "due", "in_time"])

    def with_index(tickets: pd.DataFrame, hours: float, now: str) -> pd.DataFrame:
        return table(tickets, hours, now).set_index("topic")[["in_time", "due"]].round(5)

    def elsewhere(tables: Tables) -> Iterable[Arguments]:
        tickets = tables["tickets"][["ticket_id", "topic", "opened_at", "resolved_at"]]
        yield {"tickets": tickets, "hours": 48, "now": "2026-07-01"}
        now, took = pd.Timestamp("2026-06-28 12:00"), (tickets["resolved_at"] - tickets["opened_at"]).dt.round("h")
        opened = now - ((now - tickets["opened_at"]) % pd.Timedelta(days=4)).dt.ceil("6h")
        solved = (opened + took).where(opened + took <= now)
        yield {"tickets": tickets.assign(opened_at=opened, resolved_at=solved), "hours": 12, "now": str(now)}

    june = tickets_of("""
question 20/10:00 21/09:00
question 22/08:00 24/08:00
question 23/09:00 25/20:00
question 24/23:00 27/01:00
wrong_charge 25/12:00 -
wrong_charge 26/00:30 27/23:50
wrong_charge 27/22:00 30/01:00
app_failure 21/15:00 22/16:30
app_failure 20/08:00 22/08:20
wrong_charge 26/09:00 26/15:00
app_failure 26/20:00 27/06:00
question 29/06:00 -
question 29/12:00 29/15:00
wrong_charge 29/00:00 -
product_loss 30/07:00 -
product_loss 30/09:30 30/18:00
""")
    return Question(
        "solved-in-time",
        tolerance=FINE,
        toys=[
            Toy(
                Text("Sixteen tickets, two days", "十六张工单，两天"),
                {"tickets": june, "hours": 48, "now": "2026-07-01"},
            ),
            Toy(
                Text("The same in another order, half a day, reported earlier", "同样的工单换个顺序，半天，报告得早些"),
                {"tickets": june.sample(frac=1, random_state=2), "hours": 12, "now": "2026-06-27 12:00"},
            ),
        ],
        mistakes=[
            variant(
                "open_tickets_dropped",
                Text(
                    "You left out the tickets that are still open. The slowest ones make the best figures then: whoever never answers is never late.",
                    "你去掉了还没解决的工单。这样，拖得最久的反而不算：永远不解决，就永远不会迟。",
                ),
                counted=lambda tickets, hours, now: due_by(tickets, hours, now) & tickets["resolved_at"].notna(),
            ),
            variant(
                "not_yet_due_counted",
                Text(
                    "You count tickets that aren't due yet. Of those still open nobody knows whether they will be late.",
                    "你把还没到期的工单也算了。其中尚未解决的，会不会迟，还没人知道。",
                ),
                counted=lambda tickets, hours, now: tickets["opened_at"].notna(),
            ),
            variant(
                "all_opened_by_now_counted",
                Text(
                    "You count everything opened before `now`. A ticket opened an hour ago can't be late yet: it isn't due.",
                    "`now` 之前开的工单你都算了。一小时前才开的还谈不上迟：它没有到期。",
                ),
                counted=lambda tickets, hours, now: tickets["opened_at"] <= pd.Timestamp(now),
            ),
            variant(
                "quick_ones_counted_before_they_are_due",
                Text(
                    "Of the tickets that aren't due yet, you count those already solved. So only the quick ones of the last days get in, and the share comes out too high.",
                    "还没到期的工单里，你只算了已经解决的。最近几天只有快的进得来，比例就偏高了。",
                ),
                counted=lambda tickets, hours, now: (
                    due_by(tickets, hours, now) | (tickets["resolved_at"] <= pd.Timestamp(now))
                ),
            ),
            variant(
                "whole_days_counted",
                Text(
                    "`.dt.days` cuts to whole days: 59 hours then pass for two days. Compare the time difference itself.",
                    "`.dt.days` 只留整天：59 小时也成了两天。应当直接比较时间差。",
                ),
                quick=lambda due, hours: (due["resolved_at"] - due["opened_at"]).dt.days <= hours / 24,
            ),
            variant(
                "days_of_the_calendar_counted",
                Text(
                    "You compare dates. From early morning to late at night on the second day after are nearly three days.",
                    "你比较的是日期。从第一天清早到第三天深夜，差不多有三天。",
                ),
                quick=lambda due, hours: (
                    (due["resolved_at"].dt.normalize() - due["opened_at"].dt.normalize()).dt.days <= hours / 24
                ),
            ),
            variant(
                "seconds_without_the_days",
                Text(
                    "`.dt.seconds` is what is left over after the whole days; you want `.dt.total_seconds()`, or compare with a `Timedelta`.",
                    "`.dt.seconds` 只是去掉整天之后剩下的部分；要用 `.dt.total_seconds()`，或者直接与 `Timedelta` 比较。",
                ),
                quick=lambda due, hours: (due["resolved_at"] - due["opened_at"]).dt.seconds <= hours * 3600,
            ),
            variant(
                "exactly_in_time_is_late",
                Text(
                    "Almost: solved after exactly that many hours is in time.",
                    "就差一点：恰好在规定小时数解决的，算按时。",
                ),
                quick=lambda due, hours: hours_between(due) < hours,
            ),
            variant(
                "just_due_left_out",
                Text(
                    "Almost: opened exactly that many hours ago is due.",
                    "就差一点：恰好在那么多小时之前开的，已经到期。",
                ),
                counted=lambda tickets, hours, now: (
                    tickets["opened_at"] < pd.Timestamp(now) - pd.Timedelta(hours=hours)
                ),
            ),
            variant(
                "late_for_in_time",
                Text("This is the share that was late.", "这是迟了的比例。"),
                share=lambda found: 1 - found.mean(),
            ),
            variant(
                "number_for_the_share",
                Text(
                    "`in_time` is a number of tickets with you; asked is their share of those due.",
                    "你的 `in_time` 是张数；要求的是占到期工单的比例。",
                ),
                share=lambda found: found.sum(),
            ),
            variant(
                "in_per_cent",
                Text("`in_time` is in per cent with you; asked is a share.", "你的 `in_time` 是百分数；要求的是比例。"),
                share=lambda found: 100 * found.mean(),
            ),
            variant(
                "solved_at_all",
                Text(
                    "You count whatever was solved at all. Asked is what was solved within `hours`.",
                    "只要解决了你就算。要求的是在 `hours` 小时之内解决的。",
                ),
                quick=lambda due, hours: due["resolved_at"].notna(),
            ),
            Mistake(
                forty_eight_hours_always,
                Text(
                    "Your function gives the same whatever `hours` says: 48 stands in its code.",
                    "无论 `hours` 是多少，你的函数都一样：代码里写死了 48。",
                ),
            ),
            Mistake(
                the_end_of_june_always,
                Text(
                    "Your function gives the same whatever `now` says: a date stands in its code.",
                    "无论 `now` 是什么时候，你的函数都一样：代码里写死了日期。",
                ),
            ),
        ],
        also_right=[by_merge, by_loop, with_index],
        elsewhere=elsewhere,
        hints=[
            Text(
                "Which tickets of yesterday can already be called late? And is one that was never solved late?",
                "昨天的工单，现在就能说迟了吗？一直没有解决的，算不算迟？",
            ),
            Text(
                "`promise = pd.Timedelta(hours=hours)`. Due: `opened_at <= pd.Timestamp(now) - promise`. A comparison with a missing time is False: just right for a ticket that is still open.",
                "`promise = pd.Timedelta(hours=hours)`。到期：`opened_at <= pd.Timestamp(now) - promise`。与缺失的时间比较得到 False，对没解决的工单正合适。",
            ),
            Text(
                '`quick = due["resolved_at"] - due["opened_at"] <= promise`, then `quick.groupby(due["topic"])` with the size and the mean.',
                '`quick = due["resolved_at"] - due["opened_at"] <= promise`，再用 `quick.groupby(due["topic"])` 求个数和均值。',
            ),
        ],
    )


def _called_leave_more() -> Question:
    return Question(
        "called-leave-more",
        kind="choice",
        options=[
            Option(
                "A",
                Text(
                    "Look at the small table: before the first call, money had already left the accounts of those who were then called. What would they have done without a call?",
                    "看看那张小表：在第一通电话之前，后来要打电话的那些人，账上的钱已经在流走了。不打电话，他们会怎样？",
                ),
            ),
            Option(
                "B",
                Text(
                    "The groups were unlike before the first call, so they would *not* have been equal. An effect may hide behind the difference, in either direction.",
                    "两组人在第一通电话之前就不一样，所以不会相同。差别背后可能藏着效应，方向也不一定。",
                ),
            ),
            Option(
                "C",
                Text(
                    "Right. The cause of the call is the cause of the leaving.",
                    "正确。促成电话的原因，也正是客户离开的原因。",
                ),
                right=True,
            ),
            Option(
                "D",
                Text(
                    "Perhaps calls help, but not a number here says so; and whether they help those at risk is the question.",
                    "电话也许有用，但这里没有一个数字能说明；而且，对有风险的人有没有用，正是问题所在。",
                ),
            ),
        ],
        hints=[
            Text("Whom would you call if you were worried?", "如果你担心客户流失，你会打给谁？"),
            Text("Compare the two groups as they were before the first call.", "比较两组人在第一通电话之前的状况。"),
            Text(
                "A comparison tells of an effect only where the groups would have gone the same way without it.",
                "只有在“没有电话，两组人也会一样”的前提下，比较才能说明效应。",
            ),
        ],
    )


# --- the effect of a call


def draws_of(*cells: tuple[int, str, str, str]) -> pd.DataFrame:
    """Build draws: campaign, segment, gone (1) or not (0) of those called, and of the others."""
    rows = [
        (campaign, segment, arm == 0, one == "1")
        for campaign, segment, *both in cells
        for arm, outcomes in enumerate(both)
        for one in outcomes
    ]
    return pd.DataFrame(rows, columns=["campaign_id", "segment", "called", "gone"])


def _call_effects() -> Question:
    def effects(
        drawn: pd.DataFrame,
        weight: Callable[[int, int, float], float] = lambda got, none, square: got,
        spread: Callable[[Any, Any], float] = lambda w, squares: float(np.sqrt((w**2 * squares).sum())),
        fewest: int = 5,
        control: str = "own",
        sign: int = 1,
        z: float = Z,
        relative: bool = False,
        freedom: int = 1,
        both: bool = True,
        unit: float = 1.0,
    ) -> pd.DataFrame:
        rows = []
        for segment, here in drawn.assign(gone=drawn["gone"].astype(float)).groupby("segment"):
            parts = []
            for campaign, wave in here.groupby("campaign_id"):
                got, none = wave.loc[wave["called"], "gone"], wave.loc[~wave["called"], "gone"]
                if control == "all":
                    others = drawn[(drawn["campaign_id"] == campaign) & ~drawn["called"]]
                    none = others["gone"].astype(float)
                if control == "draws":
                    none = here.loc[~here["called"], "gone"]
                if len(got) < fewest or (both and len(none) < fewest):
                    continue
                square = got.var(ddof=freedom) / len(got) + none.var(ddof=freedom) / len(none)
                difference = got.mean() - none.mean()
                parts.append(
                    (difference / (none.mean() if relative else 1), square, weight(len(got), len(none), square))
                )
            if parts:
                differences, squares, weights = (np.array(part) for part in zip(*parts, strict=True))
                weights = weights / weights.sum()
                middle, half = unit * sign * (weights @ differences), unit * z * spread(weights, squares)
                rows.append((segment, middle, middle - half, middle + half))
        return pd.DataFrame(rows, columns=["segment", "effect", "low", "high"])

    def variant(name: str, says: Text, **changed: Any) -> Mistake:
        def wrong(drawn: pd.DataFrame) -> pd.DataFrame:
            return effects(drawn, **changed)

        return Mistake(named(name, wrong), says)

    def draws_in_one_pot(drawn: pd.DataFrame) -> pd.DataFrame:
        return effects(drawn.assign(campaign_id=1))

    def one_average_for_all(drawn: pd.DataFrame) -> pd.DataFrame:
        whole = effects(drawn.assign(segment="all")).drop(columns="segment")
        return effects(drawn)[["segment"]].merge(whole, how="cross")

    def by_loop(drawn: pd.DataFrame) -> pd.DataFrame:
        return effects(drawn).iloc[::-1]

    def by_pivot(drawn: pd.DataFrame) -> pd.DataFrame:
        cells = drawn.assign(g=drawn["gone"].astype(int)).pivot_table(
            index=["segment", "campaign_id"], columns="called", values="g", aggfunc=["mean", "count"]
        )
        cells = cells.reindex(columns=pd.MultiIndex.from_product([["mean", "count"], [False, True]]))
        cells = cells[(cells["count"] >= 5).all(axis=1)]
        mean, count = cells["mean"], cells["count"]
        square = (mean * (1 - mean) / (count - 1)).sum(axis=1)
        rows = {}
        for segment in cells.index.unique("segment"):
            weight = count.loc[segment, True] / count.loc[segment, True].sum()
            effect = (weight * (mean.loc[segment, True] - mean.loc[segment, False])).sum()
            half = Z * np.sqrt((weight**2 * square.loc[segment]).sum())
            rows[segment] = (effect, effect - half, effect + half)
        table = pd.DataFrame.from_dict(rows, orient="index", columns=["effect", "low", "high"])
        return table.rename_axis("segment").reset_index()

    def with_index(drawn: pd.DataFrame) -> pd.DataFrame:
        return effects(drawn).set_index("segment").round(5)

    def elsewhere(tables: Tables) -> Iterable[Arguments]:
        drawn = drawn_with_outcome(tables)[["campaign_id", "segment", "called", "gone"]]
        yield {"drawn": drawn}
        yield {"drawn": drawn.assign(segment="all")}
        yield {"drawn": drawn.assign(called=~drawn["called"])}

    seasons = draws_of(
        (3, "steady", "100000", "01001000010010"),
        (4, "steady", "011010110010", "110111"),
        (3, "slipping", "11011", "1110111101"),
        (4, "slipping", "1101011", "10011010"),
        (4, "silent", "111101", "1111110"),
    )
    few = draws_of(
        (8, "steady", "0001", "0110100"),
        (9, "steady", "01000", "0101101"),
        (12, "steady", "0010001", "110010"),
        (8, "silent", "111", "0111111"),
        (12, "silent", "10111", "1101"),
        (12, "all", "0111010", "110101"),
    )
    return Question(
        "call-effects",
        tolerance=FINE,
        toys=[
            Toy(Text("Two draws, three segments", "两次抽签，三个群体"), {"drawn": seasons}),
            Toy(Text("Draws with too few customers", "人数太少的抽签"), {"drawn": few}),
        ],
        mistakes=[
            Mistake(
                draws_in_one_pot,
                Text(
                    "You threw all draws into one pot. If one season has more calls and more leaving, the season passes for an effect.",
                    "你把各次抽签一锅煮了。如果某一季电话多、流失也多，季节之差就成了“效应”。",
                ),
            ),
            Mistake(
                one_average_for_all,
                Text(
                    "Every segment has the same effect with you: one average for all. Whether a call moves the steady or the slipping is the very question.",
                    "你给每个群体的效应都一样：一个平均数打天下。电话打动的是 steady 还是 slipping，正是问题所在。",
                ),
            ),
            variant(
                "draws_weighted_equally",
                Text(
                    "You gave each draw the same weight. Let each customer who was called count once.",
                    "你给了每次抽签同样的权重。应当让每位被选中的客户都算一次。",
                ),
                weight=lambda got, none, square: 1.0,
            ),
            variant(
                "weighted_with_those_not_called_too",
                Text(
                    "You weighted by everyone in the draw. The effect is one on those who were **called**; let them be the weight.",
                    "你按抽签的全部人数加权。这里要的是对**被选中打电话者**的效应，应当按他们的人数加权。",
                ),
                weight=lambda got, none, square: got + none,
            ),
            variant(
                "weighted_with_those_not_called",
                Text(
                    "You weighted by those who were *not* called. The effect is one on those who were **called**; let them be the weight.",
                    "你按**未选中**的人数加权。这里要的是对**被选中打电话者**的效应，应当按他们的人数加权。",
                ),
                weight=lambda got, none, square: none,
            ),
            variant(
                "weighted_by_precision",
                Text(
                    "You weighted by one over the squared error, as in a meta-analysis. Here everyone who was called is to count once.",
                    "你按误差平方的倒数加权，那是荟萃分析的做法。这里要让每位被选中的客户都算一次。",
                ),
                weight=lambda got, none, square: 1 / square,
            ),
            variant(
                "control_of_all_segments",
                Text(
                    "Your yardstick are the customers of *all* segments who weren't called. The silent go more often anyway: compare like with like.",
                    "你的标尺是**所有**群体中未选中的人。silent 本来就走得多：要同类相比。",
                ),
                control="all",
            ),
            variant(
                "control_of_all_draws",
                Text(
                    "Your yardstick are those not called in *all* draws. Each draw has its own season: compare within it.",
                    "你的标尺是**所有**抽签中未选中的人。每次抽签都有自己的季节：要在同一次抽签内比较。",
                ),
                control="draws",
            ),
            variant(
                "turned_round",
                Text(
                    "The sign is turned round: those called less those not called. If a call keeps customers, that is negative.",
                    "符号反了：应当是选中打电话的减去未选中的。电话若能留住客户，结果为负。",
                ),
                sign=-1,
            ),
            variant(
                "relative_change",
                Text(
                    "This is the change relative to those not called. Asked is the difference of the two shares.",
                    "这是相对于未选中者的变化幅度。要求的是两个比例之差。",
                ),
                relative=True,
            ),
            variant(
                "in_per_cent",
                Text("You give percentage points. Asked are shares.", "你给的是百分点。要求的是比例。"),
                unit=100.0,
            ),
            variant(
                "one_standard_error",
                Text(
                    "Your interval is one standard error to each side; 1.96 of them make 95 %.",
                    "你的区间两边各只有一个标准误；1.96 个才是 95%。",
                ),
                z=1.0,
            ),
            variant(
                "interval_of_ninety_per_cent",
                Text("1.645 makes an interval of 90 %; asked is 1.96.", "1.645 对应 90% 的区间；要求的是 1.96。"),
                z=1.645,
            ),
            variant(
                "divided_by_n_in_the_standard_deviation",
                Text(
                    "Almost: your standard deviation divides by n (as p(1 − p) does); `.std()` and `.var()` divide by n − 1. In small groups that shows.",
                    "就差一点：你的标准差除以了 n（p(1 − p) 也是如此）；`.std()` 和 `.var()` 除以 n − 1。人数少时差别看得出来。",
                ),
                freedom=0,
            ),
            variant(
                "intervals_averaged",
                Text(
                    "You averaged the draws' standard errors. Chance cancels out over draws: add up the *squares* of weight × error, then take the root.",
                    "你把各次抽签的标准误平均了。抽签一多，偶然误差会相互抵消：应当把“权重 × 标准误”的**平方**相加，再开方。",
                ),
                spread=lambda w, squares: float((w * np.sqrt(squares)).sum()),
            ),
            variant(
                "tiny_groups_kept",
                Text(
                    "You kept draws with fewer than five customers called, or not called. With so few, not even the standard error can be trusted.",
                    "选中或未选中的人数不足五位的抽签，你也留下了。人这么少，连标准误都靠不住。",
                ),
                fewest=2,
            ),
            variant(
                "only_those_called_counted",
                Text(
                    "You look only at how many were called. Those not called must be five too.",
                    "你只看了选中的人数。未选中的也要满五位。",
                ),
                both=False,
            ),
            variant(
                "five_are_left_out",
                Text("Almost: five are enough; only fewer are left out.", "就差一点：五位就够了，不足五位才跳过。"),
                fewest=6,
            ),
        ],
        also_right=[by_loop, by_pivot, with_index],
        elsewhere=elsewhere,
        hints=[
            Text(
                "One draw and one segment first: two shares and their difference.",
                "先看一次抽签、一个群体：两个比例，一个差。",
            ),
            Text(
                "Turn `gone` into numbers, take mean, `var` and size by `segment`, `campaign_id` and `called`, drop sizes below 5, and `merge` those called with those not called.",
                "先把 `gone` 变成数字，再按 `segment`、`campaign_id`、`called` 求均值、`var` 和人数，去掉人数不足 5 的，然后把选中与未选中的 `merge` 在一起。",
            ),
            Text(
                'The weight is `size / groupby("segment")["size"].transform("sum")` of those called. Add up `weight * (mean - mean_0)` and `weight**2 * (var / size + var_0 / size_0)` by segment; the root of the second is the standard error.',
                '权重是被选中者的 `size / groupby("segment")["size"].transform("sum")`。按群体把 `weight * (mean - mean_0)` 与 `weight**2 * (var / size + var_0 / size_0)` 分别相加；后者开方就是标准误。',
            ),
        ],
    )


# --- the profit curve


def _profit_curve() -> Question:
    def line(values: Iterable[float], first: int = 0, whole: int = 1) -> Any:
        added = list(values)
        ax = plt.figure().subplots()
        ax.plot([(first + place) / whole for place in range(len(added))], added)
        ax.set(xlabel="calls", ylabel="CNY", title="Profit curve")
        return ax

    def from_zero(gains: pd.Series) -> list[float]:
        return [0.0, *gains.cumsum()]

    def variant(name: str, says: Text, drawn: Callable[[pd.Series], Iterable[float]]) -> Mistake:
        def wrong(gains: pd.DataFrame) -> Any:
            return line(drawn(gains["gain"]))

        return Mistake(named(name, wrong), says)

    def best(gains: pd.Series) -> pd.Series:
        return gains.sort_values(ascending=False)

    def begins_at_call_one(gains: pd.DataFrame) -> Any:
        return line(best(gains["gain"]).cumsum(), first=1)

    def share_for_the_number_of_calls(gains: pd.DataFrame) -> Any:
        return line(from_zero(best(gains["gain"])), whole=len(gains))

    def by_numpy(gains: pd.DataFrame) -> Any:
        best = np.sort(gains["gain"].to_numpy())[::-1]
        ax = plt.figure().subplots()
        ax.plot(np.arange(len(best) + 1), np.r_[0, np.cumsum(best)], drawstyle="steps-post")
        ax.set(xlabel="Calls", ylabel="Gain", title="Best first")
        return ax

    def by_loop(gains: pd.DataFrame) -> Any:
        total, totals = 0.0, [0.0]
        for gain in sorted(gains["gain"], reverse=True):
            total += gain
            totals.append(total)
        figure, ax = plt.subplots()
        ax.plot(totals, marker=".")
        ax.set_xlabel("calls")
        ax.set_ylabel("CNY")
        ax.set_title("Gains")
        return figure

    def by_pandas(gains: pd.DataFrame) -> Any:
        best = pd.concat([pd.Series([0.0]), gains["gain"].sort_values(ascending=False)], ignore_index=True).cumsum()
        return best.plot(ax=plt.figure().subplots(), xlabel="calls", ylabel="CNY", title="Profit")

    def elsewhere(tables: Tables) -> Iterable[Arguments]:
        last = (
            tables["monthly_assets"].drop_duplicates("customer_id", keep="last")[["customer_id", "closing"]].head(200)
        )
        yield {"gains": last.assign(gain=(0.001 * last.pop("closing") - 12).round(2))}

    def gains_of(text: str) -> pd.DataFrame:
        gains = [float(gain) for gain in text.split()]
        return pd.DataFrame({"customer_id": range(1, len(gains) + 1), "gain": gains})

    return Question(
        "profit-curve",
        kind="chart",
        tolerance=FINE,
        toys=[
            Toy(Text("Seven customers", "七位客户"), {"gains": gains_of("3.5 -7 41 -12 18 9.25 18")}),
            Toy(Text("Most calls lose money", "多数电话亏钱"), {"gains": gains_of("-11 -4 26 -8.5 -12")}),
        ],
        mistakes=[
            variant(
                "not_sorted",
                Text(
                    "The calls are made in the order of the table. Those with the highest gain come first.",
                    "你是按表里的顺序打电话的。收益最高的应当排在最前面。",
                ),
                from_zero,
            ),
            variant(
                "worst_first",
                Text("You call the worst first.", "你是从最差的开始打的。"),
                lambda gains: from_zero(gains.sort_values()),
            ),
            variant(
                "not_added_up",
                Text(
                    "Each point is the gain of one call. Add up all calls so far.",
                    "每个点只是一通电话的收益。要把到此为止的都加起来。",
                ),
                lambda gains: [0.0, *best(gains)],
            ),
            variant(
                "losses_left_out",
                Text(
                    "The curve ends where it begins to fall. The board must see what happens to those who call on.",
                    "曲线在该下降的地方就结束了。继续打下去会怎样，正是董事会要看的。",
                ),
                lambda gains: from_zero(best(gains[gains > 0])),
            ),
            variant(
                "losses_taken_for_nought",
                Text(
                    "With you, calls that lose money cost nothing: the line never falls. Add the losses up too.",
                    "亏钱的电话，你当成不花钱了：曲线从不下降。亏损也要加进去。",
                ),
                lambda gains: from_zero(best(gains).clip(lower=0)),
            ),
            Mistake(
                share_for_the_number_of_calls,
                Text(
                    "Your x is the share of the customers. Asked is the number of calls.",
                    "你的横轴是客户的比例。要求的是通数。",
                ),
            ),
            variant(
                "mean_of_the_calls",
                Text(
                    "You drew the mean gain of the calls so far, not their sum.",
                    "你画的是到此为止的平均收益，不是合计。",
                ),
                lambda gains: [0.0, *best(gains).expanding().mean()],
            ),
            Mistake(
                begins_at_call_one,
                Text(
                    "Almost: the point 0 calls, 0 CNY is missing. Nobody called, nothing gained.",
                    "就差一点：缺了 0 通、0 元这一点。没打电话就没有收益。",
                ),
            ),
            variant(
                "begins_at_the_first_call",
                Text(
                    "Almost: the line begins with the first call. Nobody called, nothing gained: begin at 0 and 0.",
                    "就差一点：曲线从第一通电话才开始。没打电话就没有收益：从 0 通、0 元开始。",
                ),
                lambda gains: best(gains).cumsum(),
            ),
        ],
        also_right=[by_numpy, by_loop, by_pandas],
        elsewhere=elsewhere,
        hints=[
            Text(
                "Which call would you make first? What do the first two bring together?",
                "第一通电话你会打给谁？前两通一共带来多少？",
            ),
            Text(
                "`sort_values(ascending=False)`, then `cumsum()`; and a zero before it.",
                "先 `sort_values(ascending=False)`，再 `cumsum()`，最前面补一个 0。",
            ),
            Text(
                '`added = np.concatenate([[0], gains["gain"].sort_values(ascending=False).cumsum()])`, `ax = plt.figure().subplots()`, `ax.plot(range(len(added)), added)`, names, title, `return ax`.',
                '`added = np.concatenate([[0], gains["gain"].sort_values(ascending=False).cumsum()])`、`ax = plt.figure().subplots()`、`ax.plot(range(len(added)), added)`，写上坐标轴名称和标题，`return ax`。',
            ),
        ],
    )


# --- the decision


def _call_policy() -> Question:
    def first_of(score: pd.Series) -> np.ndarray:
        best = score.rank(method="first", ascending=False) <= int(0.1 * len(score))
        return np.where(best, "call", "nothing")

    def the_riskiest_called(customers: pd.DataFrame) -> np.ndarray:
        lost = 1 - customers["assets"] / customers["peak_assets_6"]
        return first_of(lost + 0.3 * customers["silent_months"])

    def the_richest_called(customers: pd.DataFrame) -> np.ndarray:
        return first_of(customers["peak_assets_6"])

    def model_risk(customers: pd.DataFrame) -> pd.Series:
        logit = (
            4.68
            - 0.149 * np.log(customers["peak_assets_6"])
            - 1.868 * customers["assets"] / customers["peak_assets_6"]
            - 0.337 * customers["products"]
            - 0.200 * np.log(customers["days_since_joined"] + 30)
            - 0.0094 * customers["age"].fillna(40)
            - 0.148 * np.log1p(customers["sessions_3"])
            - 0.493 * np.log1p(customers["payments_3"])
            - 0.562 * (customers["salaries_3"] > 0)
        )
        return 1 / (1 + np.exp(-logit))

    def highest_risk_of_the_model_called(customers: pd.DataFrame) -> np.ndarray:
        return first_of(model_risk(customers))

    def money_at_risk_in_all_segments(customers: pd.DataFrame) -> np.ndarray:
        return first_of(model_risk(customers) * customers["peak_assets_6"])

    def among_the_steady(score: pd.Series, customers: pd.DataFrame) -> np.ndarray:
        return first_of(score.where(customers["segment"] == "steady", 0))

    def risk_alone_among_the_steady(customers: pd.DataFrame) -> np.ndarray:
        return among_the_steady(model_risk(customers), customers)

    def money_alone_among_the_steady(customers: pd.DataFrame) -> np.ndarray:
        return among_the_steady(customers["peak_assets_6"], customers)

    def the_richest_of_today_called(customers: pd.DataFrame) -> np.ndarray:
        return first_of(customers["assets"])

    def running_after_the_money(customers: pd.DataFrame) -> np.ndarray:
        return first_of(customers["peak_assets_6"] - customers["assets"])

    def those_with_most_products_called(customers: pd.DataFrame) -> np.ndarray:
        return first_of(customers["products"] + customers["assets"] / (customers["assets"].max() + 1))

    def everyone_called(customers: pd.DataFrame) -> np.ndarray:
        return np.full(len(customers), "call")

    return Question(
        "call-policy",
        kind="decision",
        par=0.35,
        mistakes=[
            Mistake(
                highest_risk_of_the_model_called,
                Text(
                    "You call in the order of the model's risk: the **riskiest**, not the most persuadable. Most of them have decided, and many have little money left. Whose risk can still be lowered, and what is it worth?",
                    "你按模型给出的风险排序打电话：他们**风险最高**，却不是最能被说服的。多数人心意已决，许多人也没剩多少资产。谁的风险还降得下来？降下来值多少？",
                ),
            ),
            Mistake(
                the_riskiest_called,
                Text(
                    "You call those whose money has gone or who are silent: the **riskiest**, not the most persuadable. Most of them have decided. Whose risk can still be lowered?",
                    "你打给了资产已经流走或已经沉默的人：他们**风险最高**，却不是最能被说服的，多数人心意已决。谁的风险还降得下来？",
                ),
            ),
            Mistake(
                money_at_risk_in_all_segments,
                Text(
                    "You call where most money is at risk, in all segments alike. Much of it is moving already: look at the effect of a call on the slipping, and its interval.",
                    "你哪里在险资产最多就打哪里，不分群体。其中许多钱已经在流走：看看电话对 slipping 群体的效应，以及它的区间。",
                ),
            ),
            Mistake(
                risk_alone_among_the_steady,
                Text(
                    "The steady are the right ones. But among them you go by risk alone: a call can't bring more than the money that stays because of it.",
                    "选 steady 是对的。但在其中你只看风险：一通电话带来的，不会多过因它而留下的钱。",
                ),
            ),
            Mistake(
                money_alone_among_the_steady,
                Text(
                    "The steady are the right ones. But among them you go by money alone: where there is hardly any risk, nothing can be prevented.",
                    "选 steady 是对的。但在其中你只看资产：几乎没有风险的地方，也就没有什么可预防的。",
                ),
            ),
            *(
                Mistake(
                    rich,
                    Text(
                        "You call the richest. Much is at stake there, but who isn't going to leave can't be kept. Money × risk is at stake.",
                        "你打给了资产最多的人。那里利害最大，但本来就不走的人，谈不上“留住”。真正在险的是：资产 × 风险。",
                    ),
                )
                for rich in (the_richest_called, the_richest_of_today_called)
            ),
            Mistake(
                running_after_the_money,
                Text(
                    "You run after the money that has left. Look at the effect of a call on the slipping, and its interval.",
                    "你在追已经流走的钱。看看电话对 slipping 群体的效应，以及它的区间。",
                ),
            ),
            Mistake(
                those_with_most_products_called,
                Text(
                    "You call those with the most products. They listen, but they hardly ever leave: where there is no risk nothing can be prevented.",
                    "你打给了产品最多的人。他们愿意听，可他们几乎不走：没有风险，就没有什么可预防的。",
                ),
            ),
            Mistake(
                everyone_called,
                Text(
                    "You call everyone: beyond the hours there are, and most calls cost more than they bring.",
                    "你给所有人都打：超出人手不说，多数电话得不偿失。",
                ),
            ),
        ],
        hints=[
            Text(
                "Whom not to call comes first: in which segment does your interval keep clear of zero?",
                "先决定不打给谁：在哪个群体里，你的区间离开了零？",
            ),
            Text(
                "Learn the risk of the steady from those not called: `risk_model(rows)`. What share of that risk did the calls by lot take away: your `call_effects` of the steady, over the share gone of those not called?",
                "用没有打电话的 steady 客户学出风险：`risk_model(rows)`。抽签外呼消除了这份风险的几成：steady 的 `call_effects`，除以未选中者的流失率？",
            ),
            Text(
                "gain = share prevented × `model.probability(traits(customers))` × `peak_assets_6` × 0.026 − 12 for the steady, a loss for the rest. Rank it; call the first `int(0.1 * len(customers))` whose gain is above 0.",
                "对 steady：gain = 消除的比例 × `model.probability(traits(customers))` × `peak_assets_6` × 0.026 − 12；其余客户按亏损处理。排序后，给前 `int(0.1 * len(customers))` 位中 gain 大于 0 的打电话。",
            ),
        ],
    )


QUESTIONS: Final = [
    _by_hand(),
    _silently_gone(),
    _lift(),
    _next_best(),
    _solved_in_time(),
    _called_leave_more(),
    _call_effects(),
    _profit_curve(),
    _call_policy(),
]
