# %% welcome [markdown]
"""
# Memberships

The finance director has a spreadsheet, and the spreadsheet has a line: *"Members who left had stayed half a year on average. So a
member is worth six monthly fees."* On that line hangs next year's budget for winning members.

The head of the membership programme shakes her head. *"Half a year? Most of my members haven't left at all."*

Both looked at the same data. In about 75 minutes you will know who is right, and you will be able to

- count trials, paying members and renewals so that nobody is judged before their day has come;
- draw the survival curve of a membership that is still running, and say how many terms a member pays for;
- tell members who decide to leave from members whose payment fails;
- project the curve into terms nobody has seen yet, and decide where to spend.

Terms in **bold** stand in the course's glossary, in English and Chinese.
"""

# %% the-setting [markdown]
"""
## A business with a contract

Our online retailer, modelled on public facts about **Amazon Prime**, sells a **membership**. A trial of 30 days is free. Whoever goes on
pays by the month or by the year, and gets fast delivery and exclusive content for it. This is a business **with a contract**: at the end of
each paid term a member renews or leaves, and either way there is a date.

One row of `membership_events` is one event:

| event | what happened |
|---|---|
| `trial_started` | a free trial began; nobody has paid |
| `trial_ended` | the trial ran out and was not paid for |
| `plan_started` | the trial turned into a paid plan: the first payment |
| `rejoined` | a former member came back and paid, without a trial; a new membership |
| `renewed` | the next term was paid |
| `payment_failed` | the payment of a renewal failed; there are 14 days to mend it |
| `cancelled` | the member decided not to renew: the membership ended (`reason` is `voluntary`) |
| `lapsed` | a failed payment was not mended: the membership ended (`reason` is `payment`) |

The customers are invented, every one, and yours are not your neighbour's. Run the next cells.
"""

# %% setup role="given"
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import seaborn as sns

from coursekit import begin, check, hint, label, load, style

begin("03-memberships")
style()

# %% load-events role="given"
events = load("membership_events")
events["paid_until"] = pd.to_datetime(events["paid_until"])
events["event"].value_counts().rename_axis(label("event")).to_frame(label("rows"))

# %% one-membership role="given"
longest = events["membership_id"].value_counts().index[0]
columns = ["membership_id", "customer_id", "event_at", "event", "plan", "price", "paid_until", "reason"]
events.loc[events["membership_id"] == longest, columns].head(6)

# %% trial-question [markdown]
"""
## Do trials turn into members?

The first number on any programme's dashboard is the **trial conversion**. It goes wrong in a way that will follow us through the whole
lesson: a trial that began last week has not failed. It has not been decided.

**Your turn.** Write `trial_conversion(events, start, end)`.

- `events` has the columns `membership_id`, `customer_id`, `event_at` and `event`; `start` and `end` are days as text, such as
  `"2026-01-01"`. Both days belong to the period, from midnight to midnight, and `event_at` has a time of day.
- **Below the line:** trials that *began* in the period and are decided. A trial is decided when its membership has a `plan_started` or a
  `trial_ended`, whenever that was.
- **Above the line:** those of them with a `plan_started`, whatever became of the member later.
- Return a share between 0 and 1 (not rounded, or to at least three decimals). No decided trial: `float("nan")`.

Stuck? `hint("trial-conversion")` in a cell of your own; each call tells you a little more. The cell after the check tries your function on your
trials from July 2025 to June 2026.
"""


# %% trial-conversion role="solution"
def trial_conversion(events, start, end):
    ### BEGIN SOLUTION
    day = events["event_at"].dt.normalize()
    began = events[(events["event"] == "trial_started") & day.between(start, end)]
    of_these = events[events["membership_id"].isin(began["membership_id"])]
    paid = set(of_these.loc[of_these["event"] == "plan_started", "membership_id"])
    ended = set(of_these.loc[of_these["event"] == "trial_ended", "membership_id"])
    decided = paid | ended
    if not decided:
        return float("nan")
    return len(paid) / len(decided)
    ### END SOLUTION


# %% trial-conversion-check role="tests" points=2
check("trial-conversion")

# %% trial-own role="given"
trial_conversion(events, "2025-07-01", "2026-06-30")

# %% members-question [markdown]
"""
## How many members are there?

The press release says "members". It may mean people who pay, people who try, or people who ever signed up. For us a **paying member** on a
day is somebody whose payment covers that day. A payment covers the days from the day it was made up to, **but not including**, the day in
`paid_until`: on that day the next payment is due.

**Your turn.** Write `paying_members(events, day)`.

- `events` has the columns `membership_id`, `customer_id`, `event_at`, `event`, `plan` and `paid_until`; `day` is text, such as
  `"2026-03-15"`.
- The events that are payments are `plan_started`, `rejoined` and `renewed`. A payment made on the day itself counts, at any hour.
- Return the `customer_id` of everyone whom a payment covers on that day, each once, in any order: a set, a list, an array, all are fine.
- Use only what was known on that day. Who cancelled later was a member then; whose payment has failed and isn't mended is not covered.
"""


# %% paying-members role="solution"
def paying_members(events, day):
    ### BEGIN SOLUTION
    day = pd.Timestamp(day)
    payments = events[events["event"].isin(["plan_started", "rejoined", "renewed"])]
    covers = (payments["event_at"].dt.normalize() <= day) & (payments["paid_until"] > day)
    return set(payments.loc[covers, "customer_id"])
    ### END SOLUTION


# %% paying-members-check role="tests" points=2
check("paying-members")

# %% members-table [markdown]
"""
## One row a membership

From here on events are too fine. The next cell puts together one row for each membership that was ever **paid** for; trials that never
turned into a plan are not memberships. (A member who came back after a break has a second one.)

- `terms`: how many terms were paid so far, months on the monthly plan and years on the annual plan;
- `reason`: why the membership ended, `"voluntary"` or `"payment"`, or `"active"` while it is running.

A membership with `terms` 3 and a reason to end has renewed twice and left at its third renewal. One with `terms` 3 that is `active` has
renewed twice, and **its third renewal is not yet due**.
"""

# %% make-members role="given"
payments = events[events["event"].isin(["plan_started", "rejoined", "renewed"])]
endings = events.dropna(subset=["reason"]).set_index("membership_id")["reason"]
members = payments.groupby("membership_id").agg(plan=("plan", "first"), terms=("event", "size"))
members["reason"] = endings.reindex(members.index).fillna("active")
members = members.reset_index()
monthly_members = members[members["plan"] == "monthly"]
annual_members = members[members["plan"] == "annual"]
members.groupby(["plan", "reason"])["terms"].describe()[["count", "mean", "50%", "max"]]

# %% first-by-hand [markdown]
"""
## First by hand

Look at the mean `terms` of those who left. There is the finance director's figure, and there is the trap: **those who left early are
the first to show up among those who left.** The many who are still here will all stay longer than they have stayed so far, but by how much
nobody knows yet. Statistics calls them **censored**: what we know of them is "at least".

Neither leave them out nor count them as gone. Go from renewal to renewal, and at each one ask only those who **were due**. Here are ten
monthly memberships.
"""

# %% a-few-members role="given"
a_few_members = pd.DataFrame(
    [
        (1, "monthly", 1, "voluntary"),
        (2, "monthly", 1, "active"),
        (3, "monthly", 2, "payment"),
        (4, "monthly", 3, "active"),
        (5, "monthly", 3, "voluntary"),
        (6, "monthly", 2, "active"),
        (7, "monthly", 5, "active"),
        (8, "monthly", 4, "voluntary"),
        (9, "monthly", 6, "active"),
        (10, "monthly", 2, "voluntary"),
    ],
    columns=["membership_id", "plan", "terms", "reason"],
)
a_few_members

# %% by-hand-question [markdown]
"""
1. **First renewal.** Who was due? All but membership 2, which has only paid its first term. What share of those due renewed?
2. **Second renewal.** Who of those was due a second time? Membership 6 was not. What share of those due renewed?
3. To be a member after two renewals, one must have passed both. **Multiply the two shares.**

That is all there is to the most famous estimator of survival analysis (Kaplan & Meier, *Journal of the American Statistical Association*,
1958): a product of shares, each among those who were at risk.

**Your turn.** What share of members is still there after two renewals? Put it into `by_hand_survival`, between 0 and 1, to at least three
decimals or as a calculation such as `3 / 4 * 1 / 2`.
"""

# %% by-hand-survival role="solution"
by_hand_survival = (
    ### BEGIN SOLUTION
    8 / 9 * 5 / 7
    ### END SOLUTION
)

# %% by-hand-survival-check role="tests" points=1
check("by-hand-survival")

# %% renewal-question [markdown]
"""
## Renewal by renewal

Now for any number of members: of those due at the first renewal, which share renewed; of those due at the second; and so on. On the annual
plan this is **renewal by year**.

**Your turn.** Write `renewal_rates(members)`. `members` has the columns `membership_id`, `plan`, `terms` and `reason`, as above; the plan
plays no part. Return a Series with the index 1, 2, 3 …, the number of the renewal.

- **Due** at renewal *k* is a membership that has paid more than *k* terms, or that has paid exactly *k* and ended. One that has paid exactly
  *k* and is `active` isn't due yet.
- **Renewed** has one that paid more than *k*. Ending is ending, whether by decision or by a failed payment.
- Go up to the last renewal for which anybody was due, and no further. Shares between 0 and 1, to at least three decimals.
"""


# %% renewal-rates role="solution"
def renewal_rates(members):
    ### BEGIN SOLUTION
    ended = members["reason"] != "active"
    rates = {}
    for k in range(1, members["terms"].max() + 1):
        renewed = (members["terms"] > k).sum()
        left = ((members["terms"] == k) & ended).sum()
        if renewed + left > 0:
            rates[k] = renewed / (renewed + left)
    return pd.Series(rates, dtype=float)
    ### END SOLUTION


# %% renewal-rates-check role="tests" points=3
check("renewal-rates")

# %% renewal-own role="given"
renewal_rates(annual_members)

# %% survival-question [markdown]
"""
## The survival curve

The shares of the last question, multiplied one after the other, are the **survival curve**: the share still members after 0, 1, 2, …
renewals.

**Your turn.** Write `survival_curve(members)` for a table with the same columns. Return a Series with the index 0, 1, 2, …

- At 0 it is 1.0: everybody paid the first term.
- At *k* it is the product of the renewal rates 1 to *k*, each among those who were due. (`renewal_rates` may help; writing it anew is as good.)
- It ends at the last renewal for which anybody was due.
"""


# %% survival-curve role="solution"
def survival_curve(members):
    ### BEGIN SOLUTION
    ended = members["reason"] != "active"
    curve = {0: 1.0}
    for k in range(1, members["terms"].max() + 1):
        renewed = (members["terms"] > k).sum()
        left = ((members["terms"] == k) & ended).sum()
        if renewed + left > 0:
            curve[k] = curve[k - 1] * renewed / (renewed + left)
    return pd.Series(curve, dtype=float)
    ### END SOLUTION


# %% survival-curve-check role="tests" points=3
check("survival-curve")

# %% survival-own role="given"
from coursekit.interactive.retention_curve import Renewals

fig, ax = plt.subplots(figsize=(9, 3.5))
seen = Renewals.of(monthly_members).observed()
ax.step(range(len(seen)), seen, where="post")
ax.set(xlabel=label("terms-paid"), ylabel=label("share-left"), title=label("steps-title"), ylim=(0, 1))
ax.yaxis.set_major_formatter("{x:.0%}")

# %% mean-terms-question [markdown]
"""
## How many terms does a member pay?

Back to the finance director. The honest answer has a horizon: *of the first twelve monthly fees, how many does a member pay on average?*
Everyone pays the first. The second is paid by those who renew once, the third by those who renew twice. So the answer is the **sum of the
survival curve** from 0 to one before the horizon.

**Your turn.** Write `mean_terms(members, horizon)`. `horizon` is a whole number of terms, at least 1.

- Return S(0) + S(1) + … + S(horizon − 1), where S is the survival curve as above, to at least three decimals.
- If the curve ends before `horizon - 1`, nobody has been seen that far, and the answer is `float("nan")`.

The cell after the check shows two numbers: your function's answer for the first 24 months of the monthly plan, and beside it the finance director's, the mean of those who left.
"""


# %% mean-terms role="solution"
def mean_terms(members, horizon):
    ### BEGIN SOLUTION
    curve = survival_curve(members)
    if horizon - 1 > curve.index.max():
        return float("nan")
    return float(curve.loc[: horizon - 1].sum())
    ### END SOLUTION


# %% mean-terms-check role="tests" points=2
check("mean-terms")

# %% mean-own role="given"
gone = monthly_members[monthly_members["reason"] != "active"]
pd.Series({label("mean-yours"): mean_terms(monthly_members, 24), label("mean-left"): gone["terms"].mean()})

# %% reasons-question [markdown]
"""
## Left, or fell out?

Not everyone who goes has decided to. A card expires, a payment fails, nobody mends it: the member is gone and may not even have noticed.
**Voluntary churn** and **payment failure** are two illnesses with two cures. A better offer helps against the first; a second attempt to
charge and a friendly message help against the second.

The **hazard** at renewal *k* is the share of those due who leave there: one minus the renewal rate. Split by reason, it shows where each
illness strikes.

**Your turn.** Write `reasons_chart(members)`. On a new figure, draw **two lines** (or two sets of bars) and return the `Axes`:

- x: the number of the renewal, from 1 to at most 12, as far as anybody was due;
- y: of all who were due at that renewal, the share that left there with `reason` `"voluntary"`, and the share that left there with
  `"payment"`. Both have the same people below the line;
- the y axis begins at 0; axes labelled, and a title. Your reader also needs a legend to tell the two apart. `label("renewal-number")`,
  `label("leaving-share")`, `label("voluntary")`, `label("payment")` and `label("reasons-title")` give words in your language. Better still is
  a title of your own that says what *your* picture shows.
"""


# %% reasons-chart role="solution"
def reasons_chart(members):
    ### BEGIN SOLUTION
    ax = plt.figure(figsize=(9, 3.5)).subplots()
    terms, reason = members["terms"], members["reason"]
    for why in ("voluntary", "payment"):
        shares = {}
        for k in range(1, 13):
            due = ((terms > k) | ((terms == k) & (reason != "active"))).sum()
            if due > 0:
                shares[k] = ((terms == k) & (reason == why)).sum() / due
        ax.plot(list(shares), list(shares.values()), marker="o", label=label(why))
    ax.set(xlabel=label("renewal-number"), ylabel=label("leaving-share"), title=label("reasons-title"))
    ax.set_ylim(0, None)
    ax.legend()
    return ax
    ### END SOLUTION


# %% reasons-chart-check role="tests" points=2
check("reasons-chart")

# %% reasons-own role="given"
shown = reasons_chart(monthly_members)

# %% why-it-falls [markdown]
"""
## Why does the curve grow flatter?

The upper line usually falls. It is tempting to say: members grow fonder of us by the month. Perhaps. But look at a programme in which **nobody
ever changes**: half of the members leave with a chance of 40 % at each renewal, the other half with 2 %. At the first renewal 21 % leave. By the
fifth, most of the first half are gone, and those who remain are nearly all of the second kind; few leave. The rate has fallen, and no one has
become more loyal. The members have been **sorted**. That members differ in ways we don't see has a name: **heterogeneity**.
"""

# %% falling-question [markdown]
"""
**Your turn.** Your monthly members' hazard falls from renewal to renewal. What may you conclude from that curve *alone*? Put the letter into
`falling_hazard`.

- `"A"`: Each member becomes more loyal with every month of membership.
- `"B"`: Nothing can be said of single members: sorting alone would make the curve fall, growing loyalty would too.
- `"C"`: The programme has improved; newer members are treated better than older ones were.
- `"D"`: It is an illusion of censoring: members still active make later rates look better.
"""

# %% falling-hazard role="solution"
falling_hazard = (
    ### BEGIN SOLUTION
    "B"
    ### END SOLUTION
)

# %% falling-hazard-check role="tests" points=1
check("falling-hazard")

# %% projection-question [markdown]
"""
## Beyond what anyone has seen

A budget reaches further than the data. Take one churn rate and let it run on (90 %, 81 %, 73 % …), and you assume that everybody is alike. Fader and Hardie (*Journal of Interactive Marketing*, 2007) need
only one number more. Everyone has a chance of leaving of their own that never changes; over members it follows a beta distribution with the
parameters alpha and beta. Then the renewal rates have a form that fits on a napkin. Of those due at renewal *k*,

> (beta + k − 1) ÷ (alpha + beta + k − 1)  renew.

With alpha 1 and beta 1: 1/2 at the first renewal, 2/3 at the second, 3/4 at the third. This is the **shifted-beta-geometric model**.

**Your turn.** Write `projected_survival(alpha, beta, renewals)`. Return the share still members after 0, 1, …, `renewals` renewals, a Series with
the index 0, 1, 2 … (or a list in that order), to at least three decimals. At 0 it is 1.0; `alpha` and `beta` are above 0.
"""


# %% projected-survival role="solution"
def projected_survival(alpha, beta, renewals):
    ### BEGIN SOLUTION
    curve = [1.0]
    for k in range(1, renewals + 1):
        curve.append(curve[-1] * (beta + k - 1) / (alpha + beta + k - 1))
    return pd.Series(curve)
    ### END SOLUTION


# %% projected-survival-check role="tests" points=3
check("projected-survival")

# %% by-hand-fit [markdown]
"""
## Fit the curve by hand

Below are your monthly members. The dots are what was seen; the dashed line lets one constant churn rate run on. Move the two
sliders, which stand for alpha and beta in words one can say aloud: how many leave at the **first** renewal, and how **unlike** members are (0: all the
same; 1: some leave at once, the rest never). The title says how far your curve is from the best one in log-likelihood: try to get below 2. First set the unlikeness almost
to 0, and see which curve you get.
"""

# %% fit role="given"
from coursekit.interactive.retention_curve_view import fit_the_curve

fit_the_curve(monthly_members, label)

# %% future-arrived [markdown]
"""
## The future that has arrived

Fitting what one has seen is easy. So we go back: what would we have projected a year ago, on 30 June 2025, from nothing but the events up to that day?
The next cell forgets the last twelve months, looks at the first **six** renewals only, lets each of the two models run on, and then lays over them what the whole
data show today. The title says by how many percentage points each missed, on average over renewals 7 to 24 (where anybody was due).
"""

# %% future role="given"
from coursekit.interactive.retention_curve import best_fit, share_left

known = events[events["event_at"] < "2025-07-01"]
paid = known[known["event"].isin(["plan_started", "rejoined", "renewed"]) & (known["plan"] == "monthly")]
then = paid.groupby("membership_id").agg(terms=("event", "size"))
then["reason"] = (
    known.dropna(subset=["reason"]).set_index("membership_id")["reason"].reindex(then.index).fillna("active")
)
seen_then = Renewals.of(then).first(6)
today = Renewals.of(monthly_members).observed()[:25]
x = np.arange(len(today))
projected = share_left(*best_fit(seen_then), len(today) - 1)
constant = (1 - seen_then.constant_churn) ** x
missed = {
    name: 100 * np.abs(curve - today)[7:].mean() for name, curve in {"model": projected, "constant": constant}.items()
}

fig, ax = plt.subplots(figsize=(9, 4))
ax.plot(x[:7], seen_then.observed(), "o", color="#444444", label=label("known-then"))
ax.step(x, today, where="mid", color="#444444", label=label("arrived"))
ax.plot(x, projected, color="#0072B2", label=label("model"))
ax.plot(x, constant, "--", color="#D55E00", label=label("constant"))
ax.set(xlabel=label("terms-paid"), ylabel=label("share-left"), ylim=(0, 1), title=label("arrived-title", **missed))
ax.legend()
ax.yaxis.set_major_formatter("{x:.0%}")

# %% reading-the-future [markdown]
"""
The constant rate usually falls too fast: the doubtful leave first, and their early haste is charged to the faithful for ever. How much that costs shows in your own title; with few
members, chance plays its part too. And two things no curve of the past can know: a price rise changes what everyone does, and at long tenures only a few dozen people stand behind each step.
The projection is a baseline to be watched, not a promise.
"""

# %% memo-question [markdown]
"""
## The decision

The head of the programme has money for **one** of three things: a welcome programme for members before their first renewals; a second attempt
and a message when a payment fails; or a **win-back** offer to former members.

**Write her and the finance director a memo of about 150 words.** No formulas.

- Open with the answer to the quarrel: how long do members stay? Give one or two figures of yours, with plan and number of terms, and say what is
  wrong with the mean of those who left.
- Say what your figures can **not** tell.
- Decide. At which renewal does the money act, on those who decide to leave or on those whose payment fails, and why there?
- Say which figure, of which members and when, would show that you were wrong.
"""

# %% member-memo role="essay" points=5

# %% summary [markdown]
"""
## What you take with you

| measure | above the line | below the line |
|---|---|---|
| trial conversion | those of them that became a paid plan | trials of the period that are decided |
| renewal rate *k* | those of them who paid the next term | members due at renewal *k* |
| hazard *k* | those of them who left there | members due at renewal *k* |
| survival after *k* | product of the renewal rates 1 to *k* | |

- A renewal that is not yet due has neither succeeded nor failed.
- The mean tenure of those who left says how fast the fastest leave.
- Split leaving by reason before you choose a cure.
- A falling churn rate may be sorting; a constant one, run on, is usually too gloomy.

**A sentence to take to work on Monday:** "Who of them was actually due?"

Next, lesson 04: what such a curve is worth in money.

*To read further:* Peter Fader and Bruce Hardie, "How to Project Customer Retention" (2007), fits into a spreadsheet; their "Customer-Base Valuation in a
Contractual Setting: The Perils of Ignoring Heterogeneity" (*Marketing Science*, 2010) says what constant churn costs.
"""
