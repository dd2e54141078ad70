# %% welcome [markdown]
"""
# Clients by industry

The head of corporate banking has a league table of industries, region by region. *"At the bottom stand those who lose clients like no others. We close that business. And at the top they don't lose
anyone: let them teach the rest!"*

The head of products has another idea. *"One service plan for every client: the one that did best on average."*

The managers sigh. Their hours are enough for a fraction of the clients. *"So which firm gets which plan?"*

In about 75 minutes you will have decided, and your decision will be played out. You will be able to

- count income once, and say how much hangs on few clients (**concentration**);
- read a firm's **health** from its settlements, payroll and loans;
- see why the tiny stand at both ends of every ranking, and use **shrinkage** instead;
- judge an **alert** by **precision**, **recall** and **lead time**;
- give each client the **service plan** that fits, within the hours of its **relationship manager**.

Terms in **bold** stand in the course's [glossary](glossary.md), in English and Chinese.
"""

# %% the-setting [markdown]
"""
## The setting

Our bank is modelled on public facts about **China CITIC Bank**, known for serving corporate clients by industry, with **differentiated service** and a **customer relationship management (CRM)** system that follows
their needs in real time. Firms **settle** their payments through it, pay wages (**payroll**), borrow. All firms are invented, and yours are not your neighbour's.

Corporate banking differs from the other cases in one respect: **few clients**, and each unlike the others. Some industries have a dozen in the whole country. Run the next cells.
"""

# %% setup role="given"
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd

from coursekit import begin, check, hint, label, load, style
from coursekit.interactive.shrinkage import interval, prior_strength
from coursekit.plan_lotteries import TABLES, clients_on, desk_of, known_on, plans_and_after

begin("10-clients-by-industry")
style()

# %% load-clients role="given"
firms = load("firms")[["firm_id", "industry", "size", "group_id", "group_parent", "manager_id"]]
firms.head()

# %% first-by-hand [markdown]
"""
## First by hand: whose income?

Five firms and what the bank earned on them last year, in thousand CNY. Firms 1 and 2 are a **group**: one client, one decision about the bank. In the bank's books, `group_income` shows the income of the *other* members once more with
the group's parent; `total` is the sum of both.
"""

# %% five-firms role="given"
five_firms = pd.DataFrame(
    {
        "firm_id": [1, 2, 3, 4, 5],
        "group_id": pd.array([901, 901, None, None, None], dtype="Int64"),
        "own_income": [20, 40, 10, 25, 15],
        "group_income": [40, 0, 0, 0, 0],
        "total": [60, 40, 10, 25, 15],
    }
)
five_firms

# %% by-hand-question [markdown]
"""
**Your turn.** Of all that the bank earned here, what share came from the largest **client**? A group is one client, and every yuan counts **once**. Put it into `by_hand_share`, a share from 0 to 1; a calculation such as `3 / (4 + 1)` is fine.
"""

# %% by-hand-share role="solution"
by_hand_share = (
    ### BEGIN SOLUTION
    (20 + 40) / (20 + 40 + 10 + 25 + 15)
    ### END SOLUTION
)

# %% by-hand-share-check role="tests" points=1
check("by-hand-share")

# %% concentration-words [markdown]
"""
## How much hangs on few?

One number for this is the **Herfindahl–Hirschman index (HHI)**: the sum of the squared shares of all clients. It is 1 if one client brings everything, and 1/n if n clients bring the same. So 1 ÷ HHI says to how many equal clients
the income amounts.
"""

# %% concentration-question [markdown]
"""
**Your turn.** Write `concentration(income, firms)`; it returns the HHI, a number from 0 to 1.

- `income` has one row a firm and month, in any order, with the columns `firm_id`, `month`, `deposit_income`, `loan_income`, `fee_income`, `group_income` and `total` (CNY). What the bank earned is the sum of the first three kinds; `group_income` repeats the income of others.
- `firms` has `firm_id` and `group_id` (missing for firms of no group, and each of those is a client of its own). All firms of a group together are one client.
- Add up all months of a client before you take its share.
"""


# %% concentration role="solution"
def concentration(income, firms):
    ### BEGIN SOLUTION
    own = income[["deposit_income", "loan_income", "fee_income"]].sum(axis=1)
    by_firm = own.groupby(income["firm_id"]).sum().rename("own").reset_index()
    found = by_firm.merge(firms[["firm_id", "group_id"]], on="firm_id")
    alone = "firm " + found["firm_id"].astype(str)
    client = ("group " + found["group_id"].astype(str)).where(found["group_id"].notna(), alone)
    share = found["own"].groupby(client).sum() / found["own"].sum()
    return (share**2).sum()
    ### END SOLUTION


# %% concentration-check role="tests" points=2
check("concentration")

# %% concentration-own role="given"
income = load("income")
year = income[income["month"] >= "2025-07-01"]
own_index = pd.to_numeric(pd.Series([concentration(year.copy(), firms.copy())]), errors="coerce").iloc[0]
if own_index > 0:
    print(label("equal-clients", clients=year["firm_id"].nunique(), equal=1 / own_index))
print(label("booked-twice", share=year["total"].sum() / (year["total"] - year["group_income"]).sum() - 1))

# %% health-words [markdown]
"""
## How are they?

A firm doesn't complain before it goes. But its accounts tell: money no longer comes in, wages are paid elsewhere, a loan is overdue. The next cell gathers what they told at the beginning of July 2025.
"""

# %% make-known role="given"
tables = {name: load(name) for name in TABLES}
DAY = pd.Timestamp("2025-07-01")
known = known_on(tables, DAY)
known.head()

# %% health-question [markdown]
"""
**Your turn.** Write `health(known)`. `known` has one row a firm with

- `inflow_ratio`: mean monthly inflow of the last three months, divided by that of the nine months before; missing for new clients;
- `payroll_months` of the last three months and `payroll_months_before` of the nine before those: in how many of them wages were paid through the bank;
- `days_past_due`: longest delay of a loan; 0 without a loan.

There are three **signs**: the inflow ratio is **below** 0.6 (missing is no sign); payroll has stopped, that is, there were **at least three** months of it before and **none** lately; a loan is **at least 30** days past due.

Return one word for each row, in the order of the rows (a Series, a list or an array): `"sound"` without a sign, `"watch"` with one, `"ill"` with two or three.
"""


# %% health role="solution"
def health(known):
    ### BEGIN SOLUTION
    fell = known["inflow_ratio"] < 0.6
    stopped = (known["payroll_months"] == 0) & (known["payroll_months_before"] >= 3)
    overdue = known["days_past_due"] >= 30
    signs = fell.astype(int) + stopped.astype(int) + overdue.astype(int)
    return signs.map({0: "sound", 1: "watch", 2: "ill", 3: "ill"}).tolist()
    ### END SOLUTION


# %% health-check role="tests" points=2
check("health")

# %% health-own role="given"
clients = clients_on(tables, DAY)
words = health(known.copy())
if words is not None and np.ndim(words) == 1 and len(words) == len(known):
    seen = clients.join(pd.Series(np.asarray(words), index=known.index, name="health"), how="inner")
    print(seen.groupby("health")["gone"].agg(["size", "mean"]).round(3))

# %% league-words [markdown]
"""
Every one of those firms was a client on 1 July 2025; `gone` says who had left a year later. Health tells a lot. Even so, many of those who went looked sound.

## The league table

Now the head's ranking. A unit is an industry in a region, such as mining in the north. Of the clients of 1 July 2025 that each unit had: the share gone a year later. Here are the ends of the list.
"""

# %% league-own role="given"
unit = (clients["industry"] + ", " + clients["region"]).rename("unit")
rates = clients.groupby(unit)["gone"].agg(clients="size", gone="sum").reset_index()
league = rates.assign(rate=rates["gone"] / rates["clients"]).sort_values("rate", ascending=False)
pd.concat([league.head(8), league.tail(8)])

# %% funnel-words [markdown]
"""
Look at the column `clients` before you look at `rate`. If every unit had the very same risk, which would you find at one end, and which at the other?
"""

# %% funnel-question [markdown]
"""
**Your turn.** Write `funnel(rates)` for a table with the columns `unit`, `clients` (at least 1) and `gone`. Draw on a new figure, and return the `Axes`:

- one **point** for each unit, those without a loss too: x its number of clients, y the share of them gone (0 to 1);
- both axes have a name, and the picture a **title**. `label("clients")`, `label("share-gone")` and `label("funnel-title")` give words in your language.

Do add a line at the rate of all clients together, and `ax.set_xscale("log")`: it spreads the small ones. The check looks at the points.
"""


# %% funnel role="solution"
def funnel(rates):
    ### BEGIN SOLUTION
    ax = plt.figure(figsize=(8, 3.8)).subplots()
    ax.scatter(rates["clients"], rates["gone"] / rates["clients"])
    ax.axhline(rates["gone"].sum() / rates["clients"].sum(), color="grey", linewidth=1)
    ax.set_xscale("log")
    ax.set(xlabel=label("clients"), ylabel=label("share-gone"), title=label("funnel-title"))
    return ax
    ### END SOLUTION


# %% funnel-check role="tests" points=2
check("funnel")

# %% funnel-own role="given"
shown = funnel(rates.copy())
if hasattr(shown, "set_title"):
    whole = rates["gone"].sum() / rates["clients"].sum()
    reach = np.geomspace(max(rates["clients"].min(), 1), rates["clients"].max(), 200)
    scale = 100 if shown.dataLim.ymax > 1 else 1
    for side in (-1.96, 1.96):
        limit = scale * np.clip(whole + side * np.sqrt(whole * (1 - whole) / reach), 0, 1)
        shown.plot(reach, limit, color="#D55E00", linewidth=1, linestyle="--")
    spread = league["rate"]
    shown.set_title(label("funnel-own-title", low=spread.min(), high=spread.max(), clients=rates["clients"].min()))

# %% tiny-question [markdown]
"""
The dashed lines are the **funnel**: if all units had the same risk, about 95 in 100 points would lie between them, by chance alone (roughly: for the tiniest the formula draws them too narrow). It is wide where clients are few. A point outside, far to the right, is worth a look; a point far to the left isn't news.

**Your turn.** What follows from the league table for its two ends? Put the letter into `tiny_on_top`.

- `"A"`: The units that lost the largest share have the highest risk; the business with them should be closed.
- `"B"`: Small units are riskier than large ones: small ones stand among the worst.
- `"C"`: Little: where clients are few, one more or less moves the rate a long way, so the tiny stand at both ends, whatever their risk.
- `"D"`: Units with fewer than thirty clients should be left out of every report.
"""

# %% tiny-on-top role="solution"
tiny_on_top = (
    ### BEGIN SOLUTION
    "C"
    ### END SOLUTION
)

# %% tiny-on-top-check role="tests" points=1
check("tiny-on-top")

# %% shrinkage-words [markdown]
"""
## Shrinkage

Leaving the small out would be a pity: we know *something* about them. First, their clients. Second, that they are a unit like others. **Shrinkage** uses both. To its own clients each unit is given M clients more, of whom as many are gone as on
average over all:

> shrunk rate = (gone + M × overall rate) ÷ (clients + M)

A unit of two hundred clients keeps a good part of its own rate. One of five is drawn nearly all the way to the average. How large should M be? That is told by the data: if the units scatter no more than chance would have it, they are alike, and M is large; if they scatter more, M is small. Here
`prior_strength(clients, gone)` works it out (beta-binomial model, method of moments: Kleinman, *JASA* 1973; the idea: Efron and Morris, "Stein's paradox in statistics", *Scientific American* 1977; Casella, "An introduction to empirical Bayes data analysis", *American Statistician* 1985).
"""

# %% shrunk-question [markdown]
"""
**Your turn.** Write `shrunk(rates, strength)`. `rates` has the columns `unit`, `clients` and `gone`, in any order of rows; `strength` is M.

Return a table with the columns `unit` and `shrunk`: the shrunk rate, by the formula above. The overall rate is that of **all clients together**. A share, not rounded (or to at least four decimals).
"""


# %% shrunk role="solution"
def shrunk(rates, strength):
    ### BEGIN SOLUTION
    overall = rates["gone"].sum() / rates["clients"].sum()
    rate = (rates["gone"] + strength * overall) / (rates["clients"] + strength)
    return rates[["unit"]].assign(shrunk=rate)
    ### END SOLUTION


# %% shrunk-check role="tests" points=3
check("shrunk")

# %% shrunk-own role="given"
strength = prior_strength(rates["clients"], rates["gone"])
print(label("strength", strength=strength))
own_shrunk = shrunk(rates.copy(), min(strength, 1e6))
if isinstance(own_shrunk, pd.Series):
    own_shrunk = own_shrunk.to_frame("shrunk")
if isinstance(own_shrunk, pd.DataFrame) and own_shrunk.index.name == "unit":
    own_shrunk = own_shrunk.reset_index(drop="unit" in own_shrunk)
if isinstance(own_shrunk, pd.DataFrame) and {"unit", "shrunk"} <= set(own_shrunk.columns):
    every = league.merge(own_shrunk[["unit", "shrunk"]], on="unit")
    every["low"], every["high"] = interval(every["clients"], every["gone"], min(strength, 1e6))
    shown = pd.concat([every.head(8), every.tail(8)]).iloc[::-1]
    ax = plt.figure(figsize=(8, 5.5)).subplots()
    ax.hlines(shown["unit"], shown["low"], shown["high"], color="#0072B2", linewidth=2, label=label("shrunk-interval"))
    ax.plot(shown["shrunk"], shown["unit"], "o", color="#0072B2", label=label("shrunk-rate"))
    ax.plot(shown["rate"], shown["unit"], "x", color="#D55E00", label=label("raw-rate"))
    gap, left = (every[name].max() - every[name].min() for name in ("rate", "shrunk"))
    ax.set(xlabel=label("share-gone"), ylabel=label("unit"), title=label("shrunk-title", gap=gap, left=left))
    ax.legend(fontsize=9, loc="lower right")

# %% truth-words [markdown]
"""
You see the ends of the head's list, worst on top. The intervals are shrunk too (95 % of what model and data together hold possible; that M is itself an estimate isn't in them, so they are a little narrow). They overlap: worst and best of the list can hardly be told apart.

## How far from the truth?

Of your own units nobody may see the truth. Of the nineteen industries of a **practice bank** we know it, all regions together: ten thousand firms were drawn, as yours were, and then hundreds of thousands more from the same industries in the same years, until chance had hardly a say (for the smallest industry, give or take three points). Move the slider: how much should one shrink?

1. Strength 0: the raw rates. How far from the truth are they, on average?
2. Where does the error have its lowest point? How close does the estimated M come?
3. Very large strength: all industries alike. What has been thrown away?

(Where sliders can't be shown, a still picture stands in their place.)
"""

# %% truth role="given"
from coursekit.interactive.shrinkage_view import shrink_and_compare

shrink_and_compare(label)

# %% alerts-words [markdown]
"""
## Alerts in time

Managers don't wait for a yearly table. Rules watch the accounts every month and raise **alerts**. The head of risk is proud: *"Look how many of those who left had been alerted!"* But an alert that comes a week before the account is closed helps nobody: the managers need **60 days** to do something.

Two questions belong together. **Precision**: of the alerts, how many were right? **Recall**: of the clients who left, how many were alerted? And both are worthless without the third: **lead time**, how long before.
"""

# %% alerts-question [markdown]
"""
**Your turn.** Write `alert_quality(alerts, exits, lead)`.

- `alerts` has `firm_id`, `raised_on`, `kind` and `system`. A row with `system` `"branch"` repeats what `"head_office"` raised: leave it out.
- `exits` has one row a firm that left, `firm_id` and `exited_on`, and `judged`: True for exits before which alerts were raised all the time. By them recall is measured.
- An alert is **in time** if its firm left **at least** `lead` and **at most 180** days after it was raised.

Return a table with one row for each `kind` among the alerts of head office:

- `alerts`: their number;
- `precision`: the share of them in time;
- `recall`: of the exits with `judged`, the share before which **at least one** alert of this kind was in time;
- `days`: the **median** number of days from alert to exit, over the alerts in time; missing where there are none.
"""


# %% alert-quality role="solution"
def alert_quality(alerts, exits, lead):
    ### BEGIN SOLUTION
    alerts = alerts[alerts["system"] == "head_office"].merge(exits, on="firm_id", how="left")
    days = (alerts["exited_on"] - alerts["raised_on"]).dt.days
    alerts = alerts.assign(in_time=(days >= lead) & (days <= 180), days=days)
    judged = exits.loc[exits["judged"].astype(bool), "firm_id"]
    rows = []
    for kind, mine in alerts.groupby("kind"):
        right = mine[mine["in_time"]]
        rows.append(
            {
                "kind": kind,
                "alerts": len(mine),
                "precision": mine["in_time"].mean(),
                "recall": judged.isin(right["firm_id"]).mean(),
                "days": right["days"].median(),
            }
        )
    return pd.DataFrame(rows)
    ### END SOLUTION


# %% alert-quality-check role="tests" points=3
check("alert-quality")

# %% alerts-own role="given"
exits = load("exits")[["firm_id", "exited_on"]]
exits = exits.assign(judged=exits["exited_on"].between("2025-07-01", "2025-12-31"))
alerts = load("alerts")[["firm_id", "raised_on", "kind", "system"]].query("raised_on < '2026-01-01'")
for days in (0, 60):
    found = alert_quality(alerts.copy(), exits.copy(), days)
    if found is not None:
        print(label("lead", days=days), found, sep="\n")

# %% plans-words [markdown]
"""
So much for pride: ask for two months, and look what is left. And precision has its price: the rules that are mostly right see few of the leavers; the rule that sees most of them is mostly wrong. No rule sees everything, so plans mustn't wait for alerts.

## What a plan does

There are three **service plans** of six months, as the next cell shows: `treasury` (cash pooling, collections), `payroll` (wages and benefits for staff) and `credit` (lines, refinancing). In October 2024 all clients took part in a lottery, in July 2025 most did; half of them got a plan, by **lot**. (In 2025 and 2026 managers also chose firms
themselves: those whose money was falling. Lesson 08 shows what such a comparison is worth.)

Nineteen industries times three plans would be 57 comparisons, most of them with a handful of firms. But industries are run by three **desks**: `trade` moves goods (wholesale, retail, logistics, food, media), `works` builds and makes (machinery, construction, textiles, chemicals, real estate, agriculture, energy, mining, shipbuilding), `people`
lives on its staff (electronics, software, healthcare, education, aviation). Pooling kin is shrinkage of another kind: an industry borrows all its strength from its desk.
"""

# %% make-drawn role="given"
plans = load("service_plans")[["plan", "cost", "manager_hours"]].set_index("plan")
print(plans)
drawn = plans_and_after(tables)
drawn.groupby(["campaign_id", "desk", "plan"])["gone"].agg(["size", "mean"]).unstack("plan").round(3)

# %% effects-question [markdown]
"""
**Your turn.** Write `plan_effects(drawn)`. `drawn` has one row a draw and firm with the columns `campaign_id`, `desk`, `plan` (`"control"` for none) and `gone` (True or False). For each desk and each of the other plans:

1. In each draw: the share gone of the firms with this plan, less the share gone of the firms **without any plan** of the **same desk in the same draw**, with standard error √(s₁²/n₁ + s₀²/n₀), s² as `.var()` gives it. Leave out a draw with fewer than five firms in one of the two groups.
2. The `effect` is the mean of the draws' differences, each weighted with the number of firms that got **this plan** in that draw.
3. Its standard error: with weights w that add up to 1, the root of the sum of (w × the draw's standard error)². `low` and `high` lie 1.96 of them away.

Return a table with the columns `desk`, `plan`, `effect`, `low`, `high`; shares, not per cent; no row where no draw is left. A negative effect means that fewer go.
"""


# %% plan-effects role="solution"
def plan_effects(drawn):
    ### BEGIN SOLUTION
    drawn = drawn.assign(gone=drawn["gone"].astype(float))
    cells = drawn.groupby(["desk", "campaign_id", "plan"])["gone"].agg(["mean", "var", "size"]).reset_index()
    cells = cells[cells["size"] >= 5]
    got, none = cells[cells["plan"] != "control"], cells[cells["plan"] == "control"]
    pairs = got.merge(none.drop(columns="plan"), on=["desk", "campaign_id"], suffixes=("", "_0"))
    weight = pairs["size"] / pairs.groupby(["desk", "plan"])["size"].transform("sum")
    pairs["effect"] = weight * (pairs["mean"] - pairs["mean_0"])
    pairs["square"] = weight**2 * (pairs["var"] / pairs["size"] + pairs["var_0"] / pairs["size_0"])
    found = pairs.groupby(["desk", "plan"])[["effect", "square"]].sum().reset_index()
    error = np.sqrt(found.pop("square"))
    return found.assign(low=found["effect"] - 1.96 * error, high=found["effect"] + 1.96 * error)
    ### END SOLUTION


# %% plan-effects-check role="tests" points=3
check("plan-effects")

# %% effects-own role="given"
larger = drawn[drawn["size"] != "micro"]
own_effects = plan_effects(larger.copy())
if own_effects is not None:
    print(label("all-desks"), plan_effects(larger.assign(desk="all")), label("by-desk"), sep="\n")
own_effects

# %% policy-words [markdown]
"""
Those were the firms that aren't micro: only with them there is income enough for a plan to pay. "One plan for all" hides the best of the three desks. No interval is narrow; some keep clear of zero, others don't. Nine comparisons were made, so one that just does may be luck. Where does the plan suit the desk's business, and the
data agree?

## The decision: which plan for whom

It is 1 July 2026. The managers have **2.4 hours** for each firm on the list, a plan takes 10 to 18, and costs money besides: `plans` says how much. What counts is the income of the next twelve months, less the cost of the plans. Your policy will be played among firms of whom it is known what each plan would do, beside
simple rules: nobody, one plan by lot, one plan for those most likely to leave. (A plan for everybody would be far beyond the hours.)

What a policy sees is the table `decision_firms`, handed to it as `customers` by the check (it isn't among your tables): `firm_id`, `industry`, `size`, `in_group`, `days_as_client`, `inflow_3`, `inflow_ratio`, `balance`, `payroll_months`, `payroll_months_before`, `loans`, `days_past_due`, `income_12` (CNY of the last twelve months, without the group's), `tickets_6`, `satisfaction` (often missing). Large firms aren't on the list: head office
looks after them. `desk_of(customers["industry"])` gives the desks.

Some advice:

- The controllers reckon that a client kept brings **0.7 of a year's income** within the twelve months. So a plan is worth: by how much it lowers the share gone × 0.7 × `income_12`, less its cost.
- Hours are scarce, money isn't: go by **gain per hour**, best first, until the hours are spent.
- A gain that is expected to be negative isn't worth any hour.
"""

# %% policy-question [markdown]
"""
**Your turn.** Write `plan_policy(customers)`. It returns `"nothing"`, `"treasury"`, `"payroll"` or `"credit"` for each row of `customers`, in their order (a list, an array or a Series). The plans' hours may add up to at most `2.4 * len(customers)`. What you learnt from `drawn` may stand in
variables outside the function, in the same cell.

`check("plan-policy")` plays it among practice firms as often as you like; you are graded on others. Full marks from 80 % of what lies between the best simple rule and the best policy that could be learnt from these columns by somebody who saw what every plan does to thousands of other firms (with luck you beat it).
"""


# %% plan-policy role="solution"
### BEGIN SOLUTION
learnt = plan_effects(larger).pivot(index="desk", columns="plan", values="effect")


### END SOLUTION
def plan_policy(customers):
    ### BEGIN SOLUTION
    desk, at_stake = desk_of(customers["industry"]), 0.7 * customers["income_12"].astype(float)
    gain = pd.DataFrame({plan: -desk.map(learnt[plan]) * at_stake - plans.loc[plan, "cost"] for plan in learnt})
    per_hour = gain.div(plans["manager_hours"].reindex(gain.columns)).fillna(-1.0)
    best, worth = per_hour.idxmax(axis=1), per_hour.max(axis=1)
    hours = best.map(plans["manager_hours"]).where(worth > 0, 0.0)
    spent = hours.loc[worth.sort_values(ascending=False).index].cumsum()
    return best.where((worth > 0) & (spent.reindex(customers.index) <= 2.4 * len(customers)), "nothing")
    ### END SOLUTION


# %% plan-policy-check role="tests" points=5
check("plan-policy")

# %% memo-question [markdown]
"""
Your table of gains by industry, and the bars beside it, are what the board will ask about.

**Write the board a memo of about 150 words.** No formulas.

- Open with the decision: which desk gets which plan, which firms first, and how the managers' hours are spent.
- Give the effect of one plan at one desk with its interval, and say against whom it was measured.
- Say why the industries at the ends of the league table are no reason to close a business or to copy one.
- Say how you would find out next year whether you were wrong. (Which firms on the list get no plan, by lot?)
"""

# %% plan-memo role="essay" points=5

# %% summary [markdown]
"""
## What you take with you

| measure | what it is | beware |
|---|---|---|
| HHI | sum of the squared shares of clients | groups are one client; every yuan once |
| raw rate of a unit | gone ÷ clients | where clients are few, the rate is mostly chance |
| shrunk rate | (gone + M × overall) ÷ (clients + M) | how far it is drawn depends on the number of clients |
| precision, recall | alerts that were right; leavers alerted | only those in time |
| lead time | days from alert to exit | an alert without it is an obituary |
| effect of a plan | share gone with the plan less without any, by lot | by desk, within the draw, with an interval |

- Tiny industries top every ranking, and end it.
- One plan for all serves those whom it suits, and bores the rest.

**A sentence to take to work on Monday:** "Before we talk about the worst in this ranking: how many clients has it got?"

The course's [glossary](glossary.md) explains every term in English and Chinese.

*To read further:* Bradley Efron and Carl Morris, "Stein's paradox in statistics" (*Scientific American* 236(5), 1977); George Casella, "An introduction to empirical Bayes data analysis" (*The American Statistician* 39(2), 1985); David Spiegelhalter, "Funnel plots for comparing institutional performance" (*Statistics in Medicine* 24(8), 2005);
Howard Wainer, "The most dangerous equation" (*American Scientist* 95(3), 2007), on small schools and small towns.
"""
