# %% welcome [markdown]
"""
# Cohorts

The chief executive has read your memo. On Tuesday a mail arrives: *"One month's customers go into one pot with you. Someone
who first bought last week and someone who has been with us for five years. Are the people we win **this** year as loyal as
those we won last year? And that great November: did they stay?"*

No rate of two months can say. What helps is an old idea of population science: put people who began at the same time into one
group, and watch the group grow older. Norman Ryder (*American Sociological Review*, 1965) made the case that a society changes
cohort by cohort; so does a customer base. In about 75 minutes you will

- sort customers into **cohorts** by their true first purchase, and tell those whose beginning nobody saw;
- build the table of cohorts by age, in which "nobody came" and "nobody knows yet" look different;
- draw an average curve in which every customer counts once, and a heatmap;
- compare members with the others, and say what that comparison can't prove;
- say what to expect of a November, and put that forecast to the test.

Terms in **bold** stand in the course's glossary, in English and Chinese.
"""

# %% setup role="given"
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import seaborn as sns

from coursekit import begin, check, hint, label, load, style

begin("02-cohorts")
style()

# %% load-data role="given"
orders = load("orders")
customers = load("customers")
purchases = orders.loc[~orders["status"].isin(["cancelled", "returned"]), ["customer_id", "ordered_at"]]
purchases.head()

# %% the-setting [markdown]
"""
`purchases` holds one row for every order that was neither cancelled nor returned. The shop is our invented online retailer,
modelled on public facts about Amazon Prime; it has no data of Amazon's, and your customers are yours alone. The data begin on
**1 July 2024** and end on **30 June 2026**.

## First by hand

Three words.

- A customer's **cohort** is the month of their *first* purchase. It never changes.
- Their **age** in a month is the number of calendar months since then: 0 in the month of the first purchase, 1 in the next.
- A cohort's retention at an age is *its customers with a purchase at that age ÷ all customers of the cohort*.

Of the five steps of lesson 01 (learn, first purchase, evaluate, decide, renew), age 0 is the second. Everything to the right
of it shows how customers decided. In this small table every customer began in 2026.
"""

# %% a-few-purchases role="given"
a_few_purchases = pd.DataFrame(
    [
        (1, "2026-01-03"),
        (2, "2026-01-05"),
        (3, "2026-01-08"),
        (4, "2026-01-09"),
        (5, "2026-01-12"),
        (6, "2026-01-15"),
        (7, "2026-01-17"),
        (1, "2026-01-20"),
        (8, "2026-01-22"),
        (9, "2026-01-26"),
        (10, "2026-01-29"),
        (1, "2026-02-02"),
        (11, "2026-02-06"),
        (2, "2026-02-11"),
        (12, "2026-02-13"),
        (4, "2026-02-15"),
        (13, "2026-02-20"),
        (5, "2026-02-27"),
        (3, "2026-03-02"),
        (11, "2026-03-05"),
        (1, "2026-03-10"),
        (14, "2026-03-12"),
        (12, "2026-03-14"),
        (6, "2026-03-19"),
        (3, "2026-03-23"),
        (13, "2026-03-24"),
        (1, "2026-03-28"),
        (15, "2026-03-30"),
    ],
    columns=["customer_id", "ordered_at"],
)
a_few_purchases["ordered_at"] = pd.to_datetime(a_few_purchases["ordered_at"])
a_few_purchases.groupby(a_few_purchases["ordered_at"].dt.strftime("%Y-%m"))["customer_id"].agg(list).to_frame()

# %% by-hand-question [markdown]
"""
Each line is a month; in it stands the customer of every purchase, in order of time. (Customer 1 bought twice in January.)

**Your turn.** What is the retention of the **January** cohort at **age 2**? Put it into `by_hand_cohort`, a share between 0
and 1, to three decimals or more.
"""

# %% by-hand-cohort role="solution"
by_hand_cohort = (
    ### BEGIN SOLUTION
    3 / 10
    ### END SOLUTION
)

# %% by-hand-cohort-check role="tests" points=1
check("by-hand-cohort")

# %% who-began-here [markdown]
"""
## Whose beginning did we see?

Before any sorting, one look at your data: the customers by the month of their first purchase *in the table*.
"""

# %% first-in-the-table role="given"
first_seen = purchases.groupby("customer_id")["ordered_at"].min().dt.strftime("%Y-%m").value_counts().sort_index()
fig, ax = plt.subplots(figsize=(9, 3))
ax.bar(first_seen.index, first_seen.to_numpy())
ax.set(xlabel=label("month"), ylabel=label("first-seen"), title=label("first-month", count=first_seen.iloc[0]))
ax.tick_params(axis="x", rotation=60)

# %% newcomers-question [markdown]
"""
A splendid start? Hardly. The shop is older than the table. Whoever had bought before July 2024 shows up with their first purchase
*since then*, and passes for new. Statisticians call it **left truncation** (Klein & Moeschberger, *Survival Analysis*, 2nd ed.,
2003, chapter 3): the data begin in the middle of the story. Those old hands have long got past the months in which most people
leave, so the first cohorts look far too loyal.

The table `purchases` can't tell. `customers` can: `joined_at` says when the account was opened, and nobody buys before that. An
account opened before the data begin may have bought before; we can't know. One opened later can't.

**Your turn.** Write `newcomers(purchases, customers, begin)`. `begin` is the first day of the data as text, such as
`"2024-07-01"`. It returns the `customer_id`s, each once and in any order, of those who

- have at least one purchase in `purchases`, **and**
- opened their account on `begin` (from midnight) or later.

How long after opening it they first bought plays no part. A set, a list, an array: all are fine.
"""


# %% newcomers role="solution"
def newcomers(purchases, customers, begin):
    ### BEGIN SOLUTION
    joined_later = customers.loc[customers["joined_at"] >= begin, "customer_id"]
    return set(joined_later) & set(purchases["customer_id"])
    ### END SOLUTION


# %% newcomers-check role="tests" points=2
check("newcomers")

# %% cohort-ages-question [markdown]
"""
## How old is a purchase?

Months become easy to count once they are periods: `pd.Period("2026-01", "M") - pd.Period("2025-11", "M")` is two months (`.n`
makes it the number 2), and `.dt.year * 12 + .dt.month` numbers the months across the years.

**Your turn.** Write `cohort_ages(purchases)`. It takes a table with `customer_id` and `ordered_at` (in **no particular order**)
and returns a table with **one row for every purchase**, in any order, and the columns

- `customer_id`;
- `cohort`: the month of that customer's first purchase in the table, as text such as `"2025-11"`;
- `age`: the calendar months from the cohort's month to that of the purchase, a whole number from 0 on. From 30 November
  to 1 December is 1.
"""


# %% cohort-ages role="solution"
def cohort_ages(purchases):
    ### BEGIN SOLUTION
    month = purchases["ordered_at"].dt.year * 12 + purchases["ordered_at"].dt.month
    first = purchases.groupby("customer_id")["ordered_at"].transform("min")
    return pd.DataFrame(
        {
            "customer_id": purchases["customer_id"],
            "cohort": first.dt.strftime("%Y-%m"),
            "age": month - (first.dt.year * 12 + first.dt.month),
        }
    )
    ### END SOLUTION


# %% cohort-ages-check role="tests" points=2
check("cohort-ages")

# %% row-by-row [markdown]
"""
## A cohort, row by row

Now the table itself. Below, build it from your own newcomers: add cohort after cohort, then pull the end of the data back and
forth. Watch two things. The **staircase** at the right: the younger a cohort, the shorter its row. And the line underneath, the
average over the rows you have built: with one row it is jagged chance; each row that joins makes it calmer.
"""

# %% build role="given"
from coursekit.interactive import build_cohorts
from coursekit.interactive.cohort_rows import CohortGrid

grid = CohortGrid.of(purchases, customers, begin="2024-07-01", last_month="2026-06")
build_cohorts(grid, label)

# %% cohort-table-question [markdown]
"""
Beyond the staircase there is no zero. There is *nothing*: those months haven't happened. A zero says "we looked, and nobody came".
An empty cell says "nobody can know yet". Mix them up and every young cohort seems to be dying. The same goes for a month of which
the data hold only the first days: its cells would be far too low, so it waits until it is complete.

**Your turn.** Write `cohort_table(visits, last_month)`.

- `visits` has one row a purchase, with `customer_id`, `cohort` (text) and `age`, as above.
- `last_month`, such as `"2026-06"`, is the last month that the data cover **to its last day**. `visits` may hold rows of later
  months; they don't count.

It returns a table with **one row for each cohort** in `visits` up to `last_month` (the index, as text) and **one column for each age** 0, 1, 2 …
up to the age that the oldest cohort has reached in `last_month`, leaving none out. In each cell:

- the **number of different customers** of the cohort with a purchase at that age; `0` where we looked and nobody came;
- missing (`NaN`) where cohort and age together lie after `last_month`.
"""


# %% cohort-table role="solution"
def cohort_table(visits, last_month):
    ### BEGIN SOLUTION
    counts = visits.groupby(["cohort", "age"])["customer_id"].nunique().unstack()
    counts = counts[counts.index <= last_month]
    end = pd.Period(last_month, "M")
    reached = np.array([(end - pd.Period(cohort, "M")).n for cohort in counts.index])
    counts = counts.reindex(columns=range(reached.max() + 1)).fillna(0)
    observed = counts.columns.to_numpy()[None, :] <= reached[:, None]
    return counts.where(observed)
    ### END SOLUTION


# %% cohort-table-check role="tests" points=3
check("cohort-table")

# %% average-question [markdown]
"""
## One curve for all

How do our customers stay, all in all? Tempting: work out each cohort's rates, then average them. But a cohort of 40 would have
as much say as one of 400. Ask about *customers*, and each must count once: that is a **weighted average**.

> retention at age *a* = customers seen at age *a*, of all cohorts old enough ÷ size (age 0) of **those same** cohorts

Above and below the line stand the same cohorts: a cohort that hasn't reached age *a* is in neither.

**Your turn.** Write `average_curve(counts)`. `counts` is a table like the one above: a row a cohort, a column an age, sizes
at age 0, missing where not yet observed. It returns a Series: age in the index (0, 1, 2 …), the share between 0 and 1 as value
(not rounded, or to three decimals or more). At age 0 it is 1.
"""


# %% average-curve role="solution"
def average_curve(counts):
    ### BEGIN SOLUTION
    old_enough = counts.notna()
    could_be_seen = old_enough.mul(counts[0], axis=0).sum()
    return counts.sum() / could_be_seen
    ### END SOLUTION


# %% average-curve-check role="tests" points=3
check("average-curve")

# %% heatmap-question [markdown]
"""
## The picture that everyone knows

**Your turn.** Write `cohort_heatmap(counts)`. It takes such a table of counts, draws a **heatmap** of **shares** on a new figure,
and returns the `Axes`.

- Every cell is the count divided by the size of *its own* cohort (age 0): `counts.div(counts[0], axis=0)` divides row by row.
- Cohorts down the side, the oldest at the top; ages across the bottom, all of them, age 0 too. What is not yet observed stays **blank**.
- Both axes are labelled, and there is a title: `label("age")`, `label("cohort")`, `label("heatmap-title")`, or your own words.

`sns.heatmap(shares, ax=ax)` does most of it. Age 0 is 100 % by definition and would use up all the colour; `vmax=0.4` leaves
the colours to the ages that tell something. The cell after the check counts your own cohorts once more and draws them with your
function.
"""


# %% cohort-heatmap role="solution"
def cohort_heatmap(counts):
    ### BEGIN SOLUTION
    shares = counts.div(counts[0], axis=0)
    ax = plt.figure(figsize=(10, 7)).subplots()
    sns.heatmap(shares, vmax=0.4, cmap="viridis", cbar_kws={"format": "{x:.0%}"}, ax=ax)
    ax.grid(visible=False)
    ax.set(xlabel=label("age"), ylabel=label("cohort"), title=label("heatmap-title"))
    return ax
    ### END SOLUTION


# %% cohort-heatmap-check role="tests" points=2
check("cohort-heatmap")

# %% own-heatmap role="given"
counts = pd.DataFrame([grid.row(month) for month in grid.months], index=list(grid.months), dtype=float)
counts = counts[counts[0] > 0]
cohort_heatmap(counts)

# %% reading-the-heatmap [markdown]
"""
## Reading it in three directions

- **Along a row** a cohort grows older. That is retention.
- **Down a column** cohorts are compared at the same age. Only here can you see whether the customers we win now are better or
  worse than those we won before.
- **Along the diagonal**, from the bottom left to the top right, runs one calendar month through all cohorts. A bright diagonal
  is a season: that December, everyone bought.

And before you call a cell bright or dark: how many customers are behind it? A cohort of forty moves by two and a half points
with a single person.

Look at the rows that begin in November. They are large: bargains bring many people. Are they like the others? (And
December's, who came for presents?) Keep the question in mind.
"""

# %% ordinary-question [markdown]
"""
## What is ordinary?

**Your turn, on your own data.** What would you expect of an *ordinary* month's new customers? `counts`, made before the
heatmap, holds your newcomers by cohort and age. Take **all cohorts but November 2024 and November 2025**. What share of their
customers had a purchase at **age 3**? Weighted: every customer of the cohorts that have reached age 3 by June 2026 counts once, and
nobody else. Put it into `ordinary_at_three`, a share between 0 and 1, to three decimals or more.
"""

# %% ordinary-at-three role="solution"
ordinary_at_three = (
    ### BEGIN SOLUTION
    average_curve(counts.drop(["2024-11", "2025-11"], errors="ignore"))[3]
    ### END SOLUTION
)

# %% ordinary-at-three-check role="tests" points=2
check("ordinary-at-three")

# %% members-story [markdown]
"""
## Do members stay because they are members?

The head of the **membership** programme has seen your table. *"Split it by membership, and you will see what fast delivery and
exclusive content do. Our members **stick**."* What draws a customer back to one shop is called its **stickiness**. Of the five steps
a membership is meant for the last two: whoever takes one when they *decide* should *renew* by themselves.

The next cell follows your newcomers from age 3 on, in two pairs of lines:

- **dashed:** sorted by what we know *today*. Has this customer ever begun a membership, its free trial included?
- **solid:** sorted by what was known at the end of age `known_at`. Had they begun one *by then*?

Which pair lies further apart? Then write 5 in place of 2 in the first line, and run the cell again.
"""

# %% members role="given"
known_at = 2
joined_membership = load("membership_events").groupby("customer_id")["event_at"].min()
ever, never = grid.split(joined_membership)
by_then, not_by_then = grid.split(joined_membership, until=known_at)

ages = list(range(known_at + 1, 13))


def followed(group):
    return pd.Series([group.share(grid.months, age) for age in ages], index=ages)


apart = {
    "hindsight": 100 * (followed(ever) - followed(never)).mean(),
    "known": 100 * (followed(by_then) - followed(not_by_then)).mean(),
}

fig, ax = plt.subplots(figsize=(9, 4))
for text, group, colour, dashes in [
    (label("members-ever", size=len(ever.who)), ever, "#D55E00", "--"),
    (label("members-by-then", size=len(by_then.who), age=known_at), by_then, "#D55E00", "-"),
    (label("members-not-by-then", size=len(not_by_then.who), age=known_at), not_by_then, "#0072B2", "-"),
    (label("members-never", size=len(never.who)), never, "#0072B2", "--"),
]:
    ax.plot(ages, followed(group), color=colour, linestyle=dashes, label=text)
ax.set(xlabel=label("age"), ylabel=label("share"), title=label("members-title", **apart))
ax.set_ylim(0, None)
ax.yaxis.set_major_formatter("{x:.0%}")
ax.legend()

# %% members-question [markdown]
"""
The dashed pair was sorted with hindsight. Whoever took a membership in month 9 must still have been a customer in month 9; whoever
had gone by then could never join "ever". So *staying* makes the member, and the membership gets the credit. Statisticians call those months
**immortal time** (Suissa, *American Journal of Epidemiology*, 2008). The remedy: sort by what is known on a fixed day, and look only at
what comes **after** it (Anderson, Cain & Gelber, *Journal of Clinical Oncology*, 1983). That is the solid pair.

One trap remains, and no line shows it: nobody drew lots for a membership.

**Your turn.** What may the head of the programme tell the board? Put the letter into `members_stay`.

- `"A"`: Membership keeps customers. How much, the dashed pair says: it counts all members, so it rests on the most people.
- `"B"`: Membership keeps customers. How much, the solid pair says: both groups were sorted by what was known beforehand.
- `"C"`: Whoever was a member by then is likelier to buy later, which helps a forecast. How much of that the membership *made*, the table can't say.
- `"D"`: Nothing. There are too few members to compare them with anybody.
"""

# %% members-stay role="solution"
members_stay = (
    ### BEGIN SOLUTION
    "C"
    ### END SOLUTION
)

# %% members-stay-check role="tests" points=1
check("members-stay")

# %% the-test [markdown]
"""
## A forecast put to the test

It is New Year 2026. The November cohort has just been won, and the board asks how many of them will buy in spring. All that
anyone knows ends in December 2025. Two forecasts are on the table: the weighted average of **all** cohorts so far, and the
curve of **one** cohort, November 2024. You have what nobody had at the time: what happened next.
"""

# %% november-test role="given"
ages = list(range(2, 8))
everyone = pd.Series([grid.share(grid.months, age, known="2025-12") for age in ages], index=ages)
last_november = pd.Series([grid.share(["2024-11"], age, known="2025-12") for age in ages], index=ages)
happened = pd.Series([grid.share(["2025-11"], age) for age in ages], index=ages)
missed = {"all": 100 * (everyone - happened).abs().mean(), "november": 100 * (last_november - happened).abs().mean()}

fig, ax = plt.subplots(figsize=(9, 4))
ax.plot(ages, everyone, marker="o", linestyle="--", label=label("test-all"))
ax.plot(ages, last_november, marker="o", linestyle="--", label=label("test-november"))
ax.plot(ages, happened, marker="o", linewidth=3, color="black", label=label("test-happened"))
ax.set(xlabel=label("age"), ylabel=label("share"), title=label("test-title", **missed))
ax.set_ylim(0, None)
ax.yaxis.set_major_locator(plt.MultipleLocator(0.05))
ax.yaxis.set_major_formatter("{x:.0%}")
ax.legend()
print(label("test-size", then=grid.size("2024-11"), now=grid.size("2025-11")))

# %% after-the-test [markdown]
"""
Two reasons why the all-cohort average tends to be too kind to a November. A bargain brings in people who came for the bargain. And
age and season move together: at ages 2 to 7 *this* cohort lives through January to June, while the average mixes all
seasons. Last November shares both. But it is one cohort: see how many people are behind it, and how far even it missed.

A warning for later: who belongs to a cohort, how old it is and what month it is hang together. Know two and you know the
third, so no table of cohorts can cleanly say which of the three *made* a difference. For cause you need experiments: lessons 07 and 09.

Now the plan for **November 2026**: a campaign like the last two, said to win 1,000 new customers. How many of them will buy in
February 2027?

**Your turn.** From which curve do you read it? Put the letter into `november_plan`.

- `"A"`: the weighted average of all cohorts, since it rests on the most customers.
- `"B"`: the weighted average of the two November cohorts, at age 3, with a margin for chance.
- `"C"`: the curve without the Novembers, since November is an exception.
- `"D"`: the last cohort that has reached age 3, since it is the most recent.
"""

# %% november-plan role="solution"
november_plan = (
    ### BEGIN SOLUTION
    "B"
    ### END SOLUTION
)

# %% november-plan-check role="tests" points=1
check("november-plan")

# %% memo-question [markdown]
"""
## The decision

Marketing asks for its whole year's budget in November: "Look how many we won!" The alternatives: spread the money over the
year, or spend part of it on giving November's newcomers a reason to come back in January.

**Write the board a memo of about 150 words.**

- Open with the answer: do November's customers stay like the others? Give two rates of yours at the **same age**, and for each
  the cohorts and how many customers stand below the line.
- Say what the table can **not** tell: season against bargain, small cohorts, months that haven't happened.
- Decide where the money goes.
- Say which cell of the table, to be filled in which month, would show that you were wrong.
"""

# %% cohort-memo role="essay" points=5

# %% summary [markdown]
"""
## What you take with you

| question | where to look | trap |
|---|---|---|
| Do they stay? | along a row | the month of the *order* is no cohort |
| Do we win better customers than last year? | down a column | comparing different ages |
| What was the season? | along the diagonal | taking a bright month for loyalty |
| How is it all in all? | the weighted average curve | averaging rates; cohorts too young to tell |

- Nobody's beginning is known just because the table begins.
- Empty isn't zero. What hasn't happened stays blank, and a month that isn't over waits.
- Every customer counts once: add the people first, divide afterwards.
- November is a cohort like no other. Compare it with a November.
- Sort customers by what was known *then*. And who chose their own group would have differed anyway.

**A sentence to take to work on Monday:** "Same age, please. And is that a zero, or don't we know yet?"

Next, lesson 03: a membership has a contract, so the day of leaving is known, and so is the trouble with those who haven't left *yet*.

*To read further:* Peter Fader and Bruce Hardie, "How to Project Customer Retention" (*Journal of Interactive Marketing*, 2007),
show why the curve of a cohort flattens even when nobody becomes more loyal: those who leave easily leave first.
"""
