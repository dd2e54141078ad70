# %% welcome [markdown]
"""
# Insight at a retail bank

The head of retail banking has bad news. *"Those customers whom we called last autumn have left us more often than those we didn't call.
Calling scares them off. Let's stop it."*

The head of the call centre disagrees. *"We called the ones about to leave! Give me more people, and I'll call every customer at risk."*

The chief executive has people enough to call one customer in ten. *"So: whom? And how do you know that it helps?"*

In about 75 minutes you will have decided, and your decision will be played out. You will be able to

- find customers who leave **silently**: the money goes first, the account is closed much later or never;
- count attrition by customers and by money, and know why the two disagree;
- judge an **early warning** by its **lift**, not by a **threshold** of one half;
- find a **next best product** that isn't merely what the wealthy have anyway, and see whether those who ask get an answer;
- see through **confounding**, and find what a call does from calls made by lot, with an interval;
- spend few hours on the **persuadable** instead of the riskiest.

Terms in **bold** stand in the course's [glossary](glossary.md), in English and Chinese.
"""

# %% the-setting [markdown]
"""
## The setting

Our bank is modelled on public facts about **China Merchants Bank**, known for its **customer insight system** built on **big data**: from payments, app and assets it guesses
what a customer needs next. Wealthy customers have a **relationship manager**; all others are looked after by a **service team** in a call centre. This is **customer relationship
management (CRM)** with a budget: hours.

A dozen campaigns have been run since July 2024, some of them by phone. The customers are invented, every one, and yours are not your neighbour's. Whom to call is asked
of customers **without** a manager; those with one are in good hands. Run the next cells.
"""

# %% setup role="given"
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd

from coursekit import begin, check, hint, label, load, style
from coursekit.call_draws import TABLES, calls_and_after
from coursekit.interactive.logistic import fit_logistic

begin("08-insight-at-a-retail-bank")
style()


def table_with(names, answer):
    if isinstance(answer, pd.DataFrame) and not names <= set(answer.columns):
        answer = answer.reset_index()
    return answer if isinstance(answer, pd.DataFrame) and names <= set(answer.columns) else None


# %% load-assets role="given"
assets = load("monthly_assets")[["customer_id", "month", "closing"]]
assets.head()

# %% first-by-hand [markdown]
"""
## First by hand: how much has left?

Nobody cancels a bank. The salary moves, then the savings, and an account with a few coins stays behind: **silent attrition**. Whoever waits for the closing of the account
sees it years too late. So we look at the money: a customer is **gone** when, a year later, less than 30 % of the former money is left.

Five customers, with the highest assets of the half-year before (`peak`) and those a year later (`later`), in CNY:
"""

# %% five-customers role="given"
five_customers = pd.DataFrame(
    {
        "customer_id": [1, 2, 3, 4, 5],
        "peak": [2_000, 40_000, 8_000, 5_000, 45_000],
        "later": [100, 36_000, 0, 4_000, 15_000],
    }
)
five_customers

# %% by-hand-question [markdown]
"""
**Your turn.** Of the money that the five had at their peaks, what share belonged to customers who are **gone**? Put it into `by_hand_money`, a share from 0 to 1; a
calculation such as `3 / (4 + 1)` is fine.
"""

# %% by-hand-money role="solution"
by_hand_money = (
    ### BEGIN SOLUTION
    (2_000 + 8_000) / (2_000 + 40_000 + 8_000 + 5_000 + 45_000)
    ### END SOLUTION
)

# %% by-hand-money-check role="tests" points=1
check("by-hand-money")

# %% two-shares-words [markdown]
"""
By customers it is two of five, by money far less. Neither is wrong. The first says how many people we disappoint, the second what it costs. In a bank, where a few customers hold
most of the money, one must always say which of the two is meant.

## Who has gone?
"""

# %% gone-question [markdown]
"""
**Your turn.** Write `silently_gone(assets, day)`. `assets` has the columns `customer_id`, `month` (first day of the month) and `closing` (CNY at the end of that month), in any order;
no rows are left after the month in which an account is closed. `day` is the first of a month as text, such as `"2025-03-01"`.

Return a table with one row for each customer who has a row in the **month before** `day` and whose `peak` is at least 1,000:

- `customer_id`;
- `peak`: the highest `closing` of the **six months before** `day` (of those of them that are there);
- `later`: the `closing` of the **twelfth month from `day` on** (for `"2025-03-01"`: February 2026); 0 if there is no row any more;
- `gone`: True if `later` is **less than** 30 % of `peak`.
"""


# %% silently-gone role="solution"
def silently_gone(assets, day):
    ### BEGIN SOLUTION
    day = pd.Timestamp(day)
    closing = assets.pivot(index="customer_id", columns="month", values="closing")
    months = [day - pd.DateOffset(months=ago) for ago in range(6, 0, -1)]
    closing = closing.reindex(columns=[*months, day + pd.DateOffset(months=11)])
    closing = closing[closing[months[-1]].notna()]
    table = pd.DataFrame({"peak": closing[months].max(axis=1), "later": closing.iloc[:, -1].fillna(0)})
    table = table[table["peak"] >= 1_000].reset_index()
    return table.assign(gone=table["later"] < 0.3 * table["peak"])
    ### END SOLUTION


# %% silently-gone-check role="tests" points=3
check("silently-gone")

# %% gone-own role="given"
own_gone = table_with({"customer_id", "peak", "gone"}, silently_gone(assets, "2025-03-01"))
if own_gone is not None and len(own_gone):
    left = own_gone["gone"].astype(bool)
    closed = set(load("closures").query("closed_at < '2026-03-01'")["customer_id"])
    print(label("two-shares", customers=left.mean(), money=own_gone.loc[left, "peak"].sum() / own_gone["peak"].sum()))
    print(label("still-open", share=1 - own_gone.loc[left, "customer_id"].isin(closed).mean()))

# %% warning-words [markdown]
"""
## An early warning

Most of those who are gone still have an account: a report of closed accounts would have missed them.

Can we tell beforehand? The next cells put together all campaigns by phone that can be judged by now. `calls` has one row a campaign and customer who could be called: what was known on its first
day (as in the table of the decision below), whether the customer was chosen to be `called`, what the call `cost`, and `later` and `gone` a year on (for the autumn of 2025: ten months on, where the data end). A logistic regression (lesson 06 explains it) learns
from half of the customers **not** called in the first draw by lot; `scored` gives its risk for the other half, as they stood at the last draw. It has never seen any of them. (A real bank would have to wait a year for what it learns from.)
"""

# %% make-calls role="given"
calls = calls_and_after({name: load(name) for name in TABLES})
calls["gone"] = calls["later"] < 0.3 * calls["peak_assets_6"]
drawn = calls[calls["design"] == "randomised"].reset_index(drop=True)
calls.groupby(["campaign_id", "design", "called"])["gone"].agg(["size", "mean"])

# %% make-risk role="given"
TRAITS = ["log_money", "kept", "products", "log_days", "age", "log_sessions", "log_payments", "salary"]


def traits(customers):
    return pd.DataFrame(
        {
            "log_money": np.log(customers["peak_assets_6"]),
            "kept": customers["assets"] / customers["peak_assets_6"],
            "products": customers["products"],
            "log_days": np.log(customers["days_since_joined"] + 30),
            "age": customers["age"].fillna(40),
            "log_sessions": np.log1p(customers["sessions_3"]),
            "log_payments": np.log1p(customers["payments_3"]),
            "salary": customers["salaries_3"] > 0,
        }
    ).astype(float)


def risk_model(rows):
    return fit_logistic(traits(rows).assign(gone=rows["gone"]), "gone", TRAITS)


alone = drawn[~drawn["called"]]
first, last = alone["campaign_id"].min(), alone["campaign_id"].max()
half = alone["customer_id"] % 2 == 0
early = alone[(alone["campaign_id"] == last) & ~half]
scored = pd.DataFrame(
    {
        "risk": risk_model(alone[(alone["campaign_id"] == first) & half]).probability(traits(early)),
        "gone": early["gone"],
    }
)
scored.head()

# %% lift-question [markdown]
"""
How good is the warning? With hours for one customer in ten, it doesn't matter who has a risk above one half. What matters is who stands at the top of the list: how many times more
often they go than customers do on average. That is the **lift**.

**Your turn.** Write `lift(scored, share)`. `scored` has the columns `risk` (all different) and `gone` (True or False), in any order; `share` is the share of customers one can call, such as 0.1.

- Pick the first `int(share * len(scored))` rows by `risk`, highest first.
- Return the share gone among them, divided by the share gone among **all** rows (not rounded).
- Return `float("nan")` if nobody is picked or nobody is gone.
"""


# %% lift role="solution"
def lift(scored, share):
    ### BEGIN SOLUTION
    picked = scored.sort_values("risk", ascending=False).head(int(share * len(scored)))
    if len(picked) == 0 or not scored["gone"].any():
        return float("nan")
    return picked["gone"].mean() / scored["gone"].mean()
    ### END SOLUTION


# %% lift-check role="tests" points=2
check("lift")

# %% lift-own role="given"
shares = [0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 0.75, 1.0]
lifts = pd.to_numeric(pd.Series([lift(scored, share) for share in shares], index=shares), errors="coerce")
fig, ax = plt.subplots(figsize=(8, 3.2))
ax.plot(shares, lifts, marker="o")
ax.axhline(1, color="grey", linewidth=1)
ax.set(xlabel=label("share-called"), ylabel=label("lift"), title=label("lift-title", lift=lifts[0.1]))
print(label("above-half", share=(scored["risk"] > 0.5).mean()))

# %% next-best-words [markdown]
"""
The warning works. It finds those who go. Whether a call **keeps** them is another question, and the rest of this lesson.

## The next best product

The same ratio serves **cross-selling** (another product; **up-selling** is more of the same) and makes an offer look like **personalisation**: how many times more often than by chance do customers who hold the one product hold the other? Three traps: the product that
everybody has (popular isn't the **next best**), the one the customer has already, and **wealth**: the wealthy hold more of everything. So we ask what chance would give **within a class of wealth**.
"""

# %% make-held role="given"
closed = load("closures")["customer_id"]
wealth = assets[(assets["month"] == assets["month"].max()) & ~assets["customer_id"].isin(closed)]
wealth = wealth.set_index("customer_id")["closing"]
now_held = load("product_holdings").query("status == 'held'")
held = pd.crosstab(now_held["customer_id"], now_held["product"]).reindex(wealth.index, fill_value=0) > 0
held.insert(0, "wealth", pd.qcut(wealth.rank(method="first"), 10, labels=False) + 1)
held.head()

# %% next-best-question [markdown]
"""
**Your turn.** Write `next_best(held)`. `held` has one row a customer, those without any product too: `wealth` (number of the class; how many there are may differ), and for each product a column (which products may differ), True if it is held today.

- Number **expected** to hold both of two different products: in each class, (holders of the one) × (holders of the other) ÷ (customers of the class); add up the classes.
- The pair's lift: customers who hold both ÷ that number. Leave out pairs with fewer than five expected: there chance decides.
- Return a table with the columns `has`, `offer`, `lift` (not rounded): for each product `has` the `offer` with the highest lift (no two are equal); no row where no pair is left.
"""


# %% next-best role="solution"
def next_best(held):
    ### BEGIN SOLUTION
    products = held.columns.drop("wealth")
    ones = held[products].astype(int)
    expected = sum(np.outer(rows.sum(), rows.sum()) / len(rows) for _, rows in ones.groupby(held["wealth"]))
    lifts = ((ones.T @ ones) / expected).where((expected >= 5) & ~np.eye(len(products), dtype=bool))
    lifts = lifts.dropna(how="all")
    offers = [row.idxmax() for _, row in lifts.iterrows()]
    return pd.DataFrame({"has": list(lifts.index), "offer": offers, "lift": lifts.max(axis=1).to_list()})
    ### END SOLUTION


# %% next-best-check role="tests" points=3
check("next-best")

# %% next-own role="given"
names = {"has", "offer", "lift"}
own_next, plain = (table_with(names, next_best(rows)) for rows in (held, held.assign(wealth=1)))
if own_next is not None and plain is not None:
    plain = plain.rename(columns={"offer": label("offer-plain"), "lift": label("lift-plain")})
    own_next = plain.merge(own_next, on="has", how="outer").round(2)
own_next

# %% service-words [markdown]
"""
On the left all customers are one class. Most of the high lifts were wealth: within a class they shrink. And the rest? The simulator knows: products go together here through wealth, age and years as a customer alone, so the true lift is one; ten classes are too coarse to show it. A high lift isn't the effect of an offer:
whoever would take the product anyway needs none. What an offer changes, only offers **by lot** could tell.

## Who asks, wants an answer

Before the **service team** calls customers who said nothing, it follows up those who said something. Its promise: solved within 48 hours.
"""

# %% service-question [markdown]
"""
**Your turn.** Write `solved_in_time(tickets, hours, now)`. `tickets` has the columns `topic`, `opened_at` and `resolved_at` (times; the latter is missing where a ticket isn't solved yet), in any order; `hours` is the promise, such as 48; `now` the time of the report as text, such as `"2026-07-01"`.

- A ticket is **due** if it was opened at least `hours` hours before `now`. Only those count.
- It was solved in time if `resolved_at` lies at most `hours` hours after `opened_at`.

Return a table with one row a topic that has due tickets: `topic`, `due` (how many) and `in_time` (the share of them solved in time, not rounded).
"""


# %% solved-in-time role="solution"
def solved_in_time(tickets, hours, now):
    ### BEGIN SOLUTION
    promise = pd.Timedelta(hours=hours)
    due = tickets[tickets["opened_at"] <= pd.Timestamp(now) - promise]
    quick = due["resolved_at"] - due["opened_at"] <= promise
    return quick.groupby(due["topic"]).agg(due="size", in_time="mean").reset_index()
    ### END SOLUTION


# %% solved-in-time-check role="tests" points=2
check("solved-in-time")

# %% service-own role="given"
tickets = load("tickets")
day = load("campaigns").set_index("campaign_id")["starts_on"][last]
asked = tickets.loc[tickets["opened_at"].between(day - pd.DateOffset(months=6), day), "customer_id"]
leavers = drawn.loc[(drawn["campaign_id"] == last) & drawn["gone"], "customer_id"]
print(label("unheard", share=leavers.isin(asked).mean()))
solved_in_time(tickets, 48, "2026-07-01")

# %% naive-words [markdown]
"""
## Those who were called left more often

Most of those who leave don't say a word before: **silent** attrition makes few tickets. So somebody must call. In autumn 2025 the bank chose whom: those it worried about. Here is the head of retail banking's number, from your data.
"""

# %% naive-own role="given"
rule = calls[calls["design"] == "targeted"]
naive = rule.groupby("called")["gone"].mean()
print(label("naive", yes=naive.get(True, np.nan), no=naive.get(False, np.nan)))
known = rule.assign(kept=rule["assets"] / rule["peak_assets_6"])
known.groupby("called")[["kept", "silent_months"]].mean().round(2)

# %% naive-question [markdown]
"""
The small table says what was known of both groups **before** the first call: the share of the half-year's highest assets that was still there, and the months without a sign of life.

**Your turn.** What follows about the effect of a call? Put the letter into `called_leave_more`.

- `"A"`: Calls drive customers away; the bank should stop them.
- `"B"`: Calls have no effect; both groups would have been equal without them.
- `"C"`: Nothing yet: customers were called because they were about to leave, so the groups differed before the first call.
- `"D"`: Calls help, but too few were made: call everyone at risk.
"""

# %% called-leave-more role="solution"
called_leave_more = (
    ### BEGIN SOLUTION
    "C"
    ### END SOLUTION
)

# %% called-leave-more-check role="tests" points=1
check("called-leave-more")

# %% lot-words [markdown]
"""
This is **confounding**: money that was already on its way out brought about both the call and the leaving. A model could adjust for what we know of the customers; what the bank saw besides, it couldn't.

Luckily somebody insisted on a lottery. In December 2024, March and June 2025 one customer in ten was called **by lot**. Chance doesn't worry about anyone. So the difference between the two groups is what
being chosen for a call does: its **treatment effect**, **uplift** in the trade, whether the customer picked up or not. By chance alone groups differ a little, hence the interval: the difference ± 1.96 standard errors,
with standard error √(s₁²/n₁ + s₀²/n₀) (Neyman's; Imbens and Rubin, *Causal Inference*, 2015, chapter 6). s is the standard deviation as `.std()` or the root of `.var()` gives it.

The **segment** says how a customer stands on the day: `silent` (three months without a payment, transfer, cash or log-in), `slipping` (assets below half of the half-year's peak), else `steady`.
"""

# %% effects-question [markdown]
"""
**Your turn.** Write `call_effects(drawn)`. `drawn` has the columns `campaign_id`, `segment`, `called` and `gone` (both True or False) of several draws. For each segment:

1. In each draw: the share gone of those **called** less the share gone of those not called, **of the same segment in the same draw**, and its standard error as above. Leave out a draw in which fewer than
   five customers of the segment were called, or fewer than five were not: with so few, not even the standard error can be trusted.
2. The `effect` is the mean of the draws' differences, each weighted with the number of customers of the segment who **were called** in that draw. (Many customers stand in several draws; but each draw was made afresh, so their errors can be taken as independent.)
3. Its standard error: with weights w that add up to 1, the root of the sum of (w × the draw's standard error)². `low` and `high` lie 1.96 of them away.

Return a table with the columns `segment`, `effect`, `low`, `high`; shares, not per cent, not rounded (or to at least four decimals); no row where no draw is left. A negative effect means that fewer go.
"""


# %% call-effects role="solution"
def call_effects(drawn):
    ### BEGIN SOLUTION
    drawn = drawn.assign(gone=drawn["gone"].astype(float))
    cells = drawn.groupby(["segment", "campaign_id", "called"])["gone"].agg(["mean", "var", "size"]).reset_index()
    cells = cells[cells["size"] >= 5]
    got, none = cells[cells["called"]], cells[~cells["called"]]
    pairs = got.merge(none, on=["segment", "campaign_id"], suffixes=("", "_0"))
    weight = pairs["size"] / pairs.groupby("segment")["size"].transform("sum")
    pairs["effect"] = weight * (pairs["mean"] - pairs["mean_0"])
    pairs["square"] = weight**2 * (pairs["var"] / pairs["size"] + pairs["var_0"] / pairs["size_0"])
    found = pairs.groupby("segment")[["effect", "square"]].sum().reset_index()
    error = np.sqrt(found.pop("square"))
    return found.assign(low=found["effect"] - 1.96 * error, high=found["effect"] + 1.96 * error)
    ### END SOLUTION


# %% call-effects-check role="tests" points=3
check("call-effects")

# %% effects-own role="given"
base = drawn[~drawn["called"]].groupby("segment")["gone"].mean().rename(label("base"))
own_effects = table_with({"segment"}, call_effects(drawn))
if own_effects is not None:
    print(label("whole"), call_effects(drawn.assign(segment="all")), sep="\n")
    own_effects = own_effects.merge(base, left_on="segment", right_index=True, how="left")
own_effects

# %% truth-words [markdown]
"""
## How far from the truth?

The segments that go most often are not those that a call moves most surely. The silent are so few that there may be no row for them at all: then nobody knows. Don't let a lucky point estimate decide.

Of your own customers nobody may see the truth. Of a **practice bank**, ten thousand customers who are nobody's own, we may. Blue: its estimates, made as you made yours. Orange: the mean of such estimates over 48 banks drawn alike, where chance has cancelled out
(of the silent, too few are called even there).
"""

# %% truth role="given"
from coursekit.interactive.next_hour_view import show_the_truth, spend_the_hours

show_the_truth(label)

# %% hours-words [markdown]
"""
In the practice bank a call to a slipping customer brings, on average, less than it costs (of the silent nobody knows): who is on the way out hardly listens. A call prevents more than it rescues. Eva Ascarza found in field experiments that the
**riskiest need not be the most persuadable** (*Journal of Marketing Research*, 2018).

## Whom should the next hour go to?

The call centre makes ten calls an hour. Move the slider. The lines show what the calls of all hours so far bring over 36 months, after their cost, when customers are called in the order of a rule.

1. What does "highest risk first" bring?
2. And money times risk? What does it change to leave out those whose money is already moving?
3. What is the first hour worth by the best of the rules that you could follow, and what the last?

(Where sliders can't be shown, a still picture stands in their place.)
"""

# %% hours role="given"
spend_the_hours(label)

# %% chart-question [markdown]
"""
Such a line is a **profit curve**. Yours needs an expected gain for each customer.

**Your turn.** Write `profit_curve(gains)` for a table with the columns `customer_id` and `gain` (CNY that a call is expected to bring, its cost already taken off; may be negative), in any order. Draw on a new figure, and return the `Axes`:

- a line that begins at 0 calls and 0 CNY; x: the number of calls made, up to all customers; y: the gains of these calls **added up**, when those with the highest gain are called first;
- both axes have a name, and the picture a **title**. `label("calls")`, `label("gain")` and `label("curve-title")` give words in your language.
"""


# %% profit-curve role="solution"
def profit_curve(gains):
    ### BEGIN SOLUTION
    added = np.concatenate([[0], gains["gain"].sort_values(ascending=False).cumsum()])
    ax = plt.figure(figsize=(8, 3.5)).subplots()
    ax.plot(range(len(added)), added)
    ax.set(xlabel=label("calls"), ylabel=label("gain"), title=label("curve-title"))
    return ax
    ### END SOLUTION


# %% profit-curve-check role="tests" points=2
check("profit-curve")

# %% curve-words [markdown]
"""
Your own customers, those not called in the last draw: the next cell draws their curve *as if* a call took a fifth off everybody's risk. The peak says how many calls would pay. But does a call do as much for everybody? On that the decision turns.
"""

# %% curve-own role="given"
worth = 0.2 * scored["risk"] * early["peak_assets_6"] * 0.026 - 12
shown = profit_curve(pd.DataFrame({"customer_id": early["customer_id"], "gain": worth}))
if hasattr(shown, "set_title"):
    shown.set_title(label("curve-own-title", pays=(worth > 0).sum(), all=len(worth)))

# %% policy-words [markdown]
"""
## The decision: whom to call

It is 1 July 2026. There are hours for calls to **one customer in ten**. What counts is the margin of the 36 months that follow, less 12 CNY a call. Your policy will be played among customers of whom it is known what a call would do,
beside simple rules: nobody, by lot, and those most likely to leave. (Everybody would be beyond the budget.) The sums are CNY, of all these customers together.

What a policy sees is the table `decision_customers`: `customer_id`, `segment`, `assets`, `peak_assets_6`, `silent_months`, `sessions_3` and `sessions_before` (log-ins in the last three months and in the three before),
`payments_3`, `payments_before`, `salaries_3`, `transfers_in_3`, `transferred_out_3`, `products`, `payroll`, `deposit_due`, `contacts_3`, `days_since_joined`, `age` (may be missing) and `acquisition_channel` (the data dictionary says more). Most of these stand in `drawn` too, as known
on the day of each draw: **what you learn there, you can apply here.** `traits(customers)` and `risk_model(rows)` from above work on both.

Some advice:

- The controllers reckon that money which stays brings **2.6 %** of its amount over the 36 months. So a call is worth: by how much it lowers the probability of going × `peak_assets_6` × 0.026, less 12.
- A call that prevents lowers a **risk**: where there is hardly any, nothing can be prevented. A simple assumption is that within a segment it takes away the same *share* of everybody's risk.
- Which segments can still be moved? There your intervals help, and where they are too wide, the practice bank's truth.
- Call nobody from whom you expect a loss, even if hours are left.
"""

# %% policy-question [markdown]
"""
**Your turn.** Write `call_policy(customers)`. It returns `"call"` or `"nothing"` for each row of `customers`, in their order (a list, an array or a Series). At most one row in ten may be `"call"`. What you learnt from `drawn` may stand in
variables outside the function, in the same cell.

`check("call-policy")` plays it among practice customers as often as you like; you are graded on others. (Whoever tries twenty policies and keeps the best is flattered by luck.) Full marks from 35 % of what lies between the best simple rule and the best policy that anyone could make from these columns.
"""


# %% call-policy role="solution"
### BEGIN SOLUTION
steady = drawn[drawn["segment"] == "steady"]
model = risk_model(steady[~steady["called"]])
share_gone = steady.loc[~steady["called"], "gone"].mean()
prevented = max(-call_effects(steady)["effect"].sum() / share_gone, 0.0)


### END SOLUTION
def call_policy(customers):
    ### BEGIN SOLUTION
    saved = prevented * model.probability(traits(customers)) * customers["peak_assets_6"]
    gain = (0.026 * saved - 12).where(customers["segment"] == "steady", -12)
    best = gain.rank(method="first", ascending=False) <= int(0.1 * len(customers))
    return np.where(best & (gain > 0), "call", "nothing")
    ### END SOLUTION


# %% call-policy-check role="tests" points=5
check("call-policy")

# %% memo-question [markdown]
"""
"Those most likely to leave" is what most banks' systems propose. Look how far its bar stays behind.

**Write the board a memo of about 150 words.** No formulas.

- Open with the decision: whom to call, and whom not, though they are at risk.
- Give the effect of a call with its interval, and say against whom it was measured.
- Say why "those we called left more often" is no reason to stop, and whether your attrition counts customers or money.
- Say how you would find out next year whether you were wrong. (Who must not be called, by lot?)
"""

# %% call-memo role="essay" points=5

# %% summary [markdown]
"""
## What you take with you

| measure | what it is | beware |
|---|---|---|
| silent attrition | less than 30 % of the money left a year later | a closed account comes much later or never |
| by customers, by money | shares of people, of assets | say which; a few customers hold most of it |
| lift | share gone among those picked ÷ share gone among all | says who goes, not whom a call keeps |
| next best product | who hold both ÷ expected within classes of wealth | who is alike, not whom an offer changes |
| solved in time | share of tickets **due** solved within the promise | open ones are late, young ones not yet due |
| effect of a call | share gone of those called by lot less that of the others | within the draw, with an interval |
| profit curve | gains added up, best first | stop at the top |

- Whoever is called because of a risk will look as if calling caused it.
- Prevention beats rescue: money that is already moving seldom turns round.

**A sentence to take to work on Monday:** "Fine list of customers at risk. Which of them does a call change?"

The course's [glossary](glossary.md) explains every term in English and Chinese.

*To read further:* Eva Ascarza, "Retention Futility" (*Journal of Marketing Research* 55(1), 2018); Foster Provost and Tom Fawcett, *Data Science for Business* (2013), chapters 7 and 8, on expected value, lift and profit curves; Sergey Brin, Rajeev Motwani and Craig Silverstein, "Beyond Market Baskets" (SIGMOD 1997), on lift and pairs with few expected; Guido Imbens
and Donald Rubin, *Causal Inference* (2015), chapters 6 and 9.
"""
