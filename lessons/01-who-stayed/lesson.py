# %% welcome [markdown]
"""
# Who stayed?

It is Monday, nine o'clock. The sales report is on the screen, revenue is up on last year, and somebody has already
ordered cake.

Then the chief executive asks the one question the report can't answer: *"The people who bought from us last month: are
they still here? Or do we lose customers as fast as we find them?"*

Nobody in the room knows. In about 75 minutes you will, and you will be able to

- say who counts as an active customer, and compute the retention and churn rate of any two months;
- tell the repeat-purchase rate from the retention rate, and give every customer the same thirty days;
- draw retention month by month, and read the picture without being fooled by season, window or mix;
- write the board a memo with a decision in it.

Terms in **bold** stand in the course's [glossary](glossary.md), in English and Chinese.
"""

# %% the-setting [markdown]
"""
## The setting

Our online retailer is modelled on public facts about **Amazon Prime**. Prime began in the United States in 2005 as a simple
bargain: pay once a year, and delivery in two days costs nothing more. Films and series joined in 2011, then music, reading
and more. Each benefit gives a member one more reason to look here first and one fewer to look elsewhere. That pull has a
name, **stickiness**, and this course takes it apart piece by piece.

The customers you will meet are invented, every one. The course has no data from Amazon and no connection with it. You have
your own customers: your neighbour's numbers will differ from yours, and so will the right answers.

Run the next cell to begin.
"""

# %% setup role="given"
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import seaborn as sns

from coursekit import begin, check, hint, label, load, style

begin("01-who-stayed")
style()

# %% load-data role="given"
orders = load("orders")
customers = load("customers")
orders[["order_id", "customer_id", "ordered_at", "status", "amount"]].head()

# %% what-the-report-shows [markdown]
"""
## What the report shows, and what it hides

Here is the report's favourite picture, drawn from your data.
"""

# %% sales-report role="given"
bought = orders[~orders["status"].isin(["cancelled", "returned"])]
revenue = bought.groupby(bought["ordered_at"].dt.strftime("%Y-%m"))["amount"].sum()

fig, ax = plt.subplots(figsize=(9, 3))
ax.bar(revenue.index, revenue.to_numpy() / 1000)
ax.set(xlabel=label("month"), ylabel=label("revenue"), title=label("sales-report"))
ax.tick_params(axis="x", rotation=60)

second_year = revenue.loc["2025-07":"2026-06"].sum()
first_year = revenue.loc["2024-07":"2025-06"].sum()
print(label("revenue-growth", growth=second_year / first_year - 1))

# %% buyer-or-loyal [markdown]
"""
Two shops can show exactly this picture. In the first, the same people come back month after month. In the second, nearly
everyone leaves, and an expensive stream of new faces fills the gap. The till rings alike in both. Only in the first have
customers *stayed*.

That is the difference between a **buyer** and a **loyal customer**. A buyer has bought. A loyal customer has bought, has
judged what came of it, and has chosen us again. Between the two lie five steps:

| step | the customer asks | what we can see of it |
|---|---|---|
| 1. learn | "Who are they?" | a visit, a registration |
| 2. first purchase | "Shall I try it?" | the first order |
| 3. evaluate | "Was it worth it?" | a parcel sent back, a complaint, a review, or silence |
| 4. decide | "Will I buy here again?" | the second order, or none |
| 5. renew | "Is this my shop now?" | orders that keep coming, a membership renewed |

A sales report stirs all five into one number. Retention looks at what happens after step 2. The next cell counts how far
*your* customers have come. Step 3 isn't in it, since silence leaves no row to count; and where step 5 begins is for us to
say: here, at five purchases.
"""

# %% five-steps role="given"
purchases_each = bought.groupby("customer_id").size()
pd.DataFrame(
    {
        label("reached"): [label("step-1"), label("step-2"), label("step-4"), label("step-5")],
        label("customers"): [len(customers), *((purchases_each >= times).sum() for times in (1, 2, 5))],
    }
)

# %% first-by-hand [markdown]
"""
## First by hand

Before we let the computer count, let us count ourselves. Here are a few orders of January and February 2026.
"""

# %% a-few-orders role="given"
a_few_orders = pd.DataFrame(
    [
        (1, "2026-01-04", "delivered"),
        (2, "2026-01-08", "delivered"),
        (3, "2026-01-10", "delivered"),
        (1, "2026-01-13", "delivered"),
        (4, "2026-01-15", "delivered"),
        (5, "2026-01-19", "delivered"),
        (6, "2026-01-22", "delivered"),
        (2, "2026-01-25", "delivered"),
        (7, "2026-01-27", "delivered"),
        (8, "2026-01-30", "cancelled"),
        (1, "2026-02-03", "shipped"),
        (7, "2026-02-11", "returned"),
        (8, "2026-02-14", "delivered"),
        (9, "2026-02-20", "delivered"),
        (6, "2026-02-25", "cancelled"),
    ],
    columns=["customer_id", "ordered_at", "status"],
)
a_few_orders["ordered_at"] = pd.to_datetime(a_few_orders["ordered_at"])
a_few_orders

# %% by-hand-question [markdown]
"""
Two words need a fixed meaning, or we shall quarrel about them all morning.

- A **purchase** is an order that was neither cancelled nor returned. An order that is still on its way (`shipped`) is a
  purchase. A cancelled or returned order never became one: the customer has their money back.
- A customer is **active** in a month if they made at least one purchase in it.

The **customer retention rate** from January to February is then

> customers active in January **and** in February ÷ customers active in January

The people below the line are those whom we *could* lose; the people above it are those of them whom we kept. Customers who
are new in February appear nowhere: nobody can stay who wasn't there. (The textbook says it the same way: the customers
retained, divided by the customers at risk of leaving. Farris, Bendle, Pfeifer & Reibstein, *Marketing Metrics*, 2nd ed.,
2010, chapter 5.)

**Your turn.** Count in the table above, with your finger if you like. Write the retention rate from January to February as
a share between 0 and 1 into `by_hand_retention`.
"""

# %% by-hand-retention role="solution"
by_hand_retention = (
    ### BEGIN SOLUTION
    1 / 7
    ### END SOLUTION
)

# %% by-hand-retention-check role="tests" points=1
check("by-hand-retention")

# %% how-to-filter [markdown]
"""
## Who is active?

Fifteen orders can be counted with a finger. Yours can't, so we need a function. Two steps of pandas are all it takes. Here they
are on the small table: first keep the rows that are purchases, then look at the customers in them.
"""

# %% filter-example role="given"
is_purchase = ~a_few_orders["status"].isin(["cancelled", "returned"])
february = a_few_orders["ordered_at"] >= "2026-02-01"
a_few_orders.loc[is_purchase & february, "customer_id"].unique()

# %% active-customers-question [markdown]
"""
**Your turn.** Write `active_customers(orders, start, end)`. It takes

- `orders`: a table with the columns `order_id`, `customer_id`, `ordered_at` and `status`;
- `start` and `end`: two days written as text, such as `"2026-01-01"` and `"2026-01-31"`. **Both days belong to the period,
  each from midnight to midnight.** Mind that `ordered_at` has a time of day in it.

It returns the `customer_id` of everyone who made at least one purchase in the period, **each customer once**, in any order.
A set, a list, an array: all are fine.

Stuck? Put `hint("active-customers")` into a cell of your own. Each call tells you a little more.
"""


# %% active-customers role="solution"
def active_customers(orders, start, end):
    ### BEGIN SOLUTION
    bought = orders[~orders["status"].isin(["cancelled", "returned"])]
    day = bought["ordered_at"].dt.normalize()
    return set(bought.loc[day.between(start, end), "customer_id"])
    ### END SOLUTION


# %% active-customers-check role="tests" points=2
check("active-customers")

# %% retention-rate-question [markdown]
"""
## How many of them stayed?

Now the rate itself, for any two months.

**Your turn.** Write `retention_rate(orders, before, after)`. The months are text, such as `"2026-01"` and `"2026-02"`. It
returns, as a share between 0 and 1 (not rounded, or to at least three decimals), how many of the customers active in
`before` are active in `after` too.

- `after` need not follow `before` directly; what happens in months between the two plays no part.
- If nobody was active in `before`, there is nobody to keep and no rate: return `float("nan")`.
"""


# %% retention-rate role="solution"
def retention_rate(orders, before, after):
    ### BEGIN SOLUTION
    bought = orders[~orders["status"].isin(["cancelled", "returned"])]
    month = bought["ordered_at"].dt.to_period("M")
    start = set(bought.loc[month == before, "customer_id"])
    again = set(bought.loc[month == after, "customer_id"])
    if not start:
        return float("nan")
    return len(start & again) / len(start)
    ### END SOLUTION


# %% retention-rate-check role="tests" points=3
check("retention-rate")

# %% churn-question [markdown]
"""
## And how many left?

Seen from the other side, it is the **churn rate**: the share of the customers active in the first month who are *not* active
in the second. Same people below the line, so retention and churn always add up to one.

Beware of the sales report's version: "We had 900 customers in November and 880 in December, so we lost 20." Forty may have
come and sixty gone, or eight hundred come and eight hundred and twenty gone. A change in the *number* of customers says
nothing about *which* customers.

**Your turn, on your own data.** Many people buy in November because November is cheap. What share of your customers active
in November 2025 did **not** buy in December 2025? Compute it from `orders` and put it into `november_churn`, a share between
0 and 1. On your own data the notebook can't tell you whether it is right, so read it aloud: is it the share who *left*?
"""

# %% november-churn role="solution"
november_churn = (
    ### BEGIN SOLUTION
    1 - retention_rate(orders, "2025-11", "2025-12")
    ### END SOLUTION
)

# %% november-churn-check role="tests" points=1
check("november-churn")

# %% did-they-leave [markdown]
"""
## Did they really leave?

Someone in the meeting raises a hand: "My sister bought in November and in January. Has she *churned*?"

Good question. It divides all businesses into two kinds.

- **With a contract** (a membership, a phone plan, a bank account) a customer who goes says so. The end has a date, and
  retention is a fact.
- **Without a contract** (a shop, a café, an airline) customers who go just stop coming. Nobody tells us. Silence in December
  may be a farewell, or a full fridge.

Fader and Hardie (*Journal of Interactive Marketing*, 2009) build their whole view of the customer base on this distinction.
For us it has one blunt consequence: in a business without a contract, "retained" means *seen again in the window we picked*.
Pick another window and the rate changes, though not one customer has behaved differently.

Don't take our word for it. Below, customers who bought in one window are looked for in the next window of the same length.
First make the windows longer. Then slide them along the calendar. (Where sliders can't be shown, a still picture of three
window lengths stands in their place.)
"""

# %% slide role="given"
from coursekit.interactive import slide_the_window

purchases = orders[~orders["status"].isin(["cancelled", "returned"])]
slide_the_window(purchases, label)

# %% what-the-slider-says [markdown]
"""
On the whole, longer windows give people more time to come back, and the curve climbs. Along the calendar it tends to be
higher while the second window covers the shopping season, and lower while the first one does. Neither tells you that the
shop got better or worse.

So there is no such thing as *the* retention rate of a shop. There is a rate **for a window**, and whoever reports it owes
you the window. Choose one that fits how often customers need you, say so on the slide, and never change it quietly. Lesson 03
looks at the membership, where leaving has a date.
"""

# %% repeat-purchase-question [markdown]
"""
## Who bought again?

Marketing likes a cousin of the retention rate that needs only one window: the **repeat-purchase rate**. Of the customers
active in a window, what share made **at least two purchases within it**?

**Your turn.** Write `repeat_purchase_rate(orders, start, end)` with two days as text, both belonging to the window from
midnight to midnight, as before.

- Below the line: customers with at least one purchase in the window. Above it: those of them with two or more in the window.
  Purchases before and after the window don't count.
- Purchases are counted, not days: two orders on one day are two purchases.
- Nobody active in the window: `float("nan")`.
"""


# %% repeat-purchase-rate role="solution"
def repeat_purchase_rate(orders, start, end):
    ### BEGIN SOLUTION
    bought = orders[~orders["status"].isin(["cancelled", "returned"])]
    day = bought["ordered_at"].dt.normalize()
    times = bought[day.between(start, end)].groupby("customer_id").size()
    if len(times) == 0:
        return float("nan")
    return (times >= 2).mean()
    ### END SOLUTION


# %% repeat-purchase-rate-check role="tests" points=2
check("repeat-purchase-rate")

# %% repeat-own role="given"
for start, end in [("2026-06-01", "2026-06-30"), ("2026-04-01", "2026-06-30"), ("2025-07-01", "2026-06-30")]:
    print(label("repeat-found", start=start, end=end, rate=repeat_purchase_rate(orders, start, end)))

# %% thirty-days [markdown]
"""
## Everyone gets the same thirty days

Calendar months have a flaw. Whoever buys on 2 January is "active in February" if they come back 30 to 57 days later; whoever
buys on 30 January, if they come back 2 to 29 days later. Somebody who is back on 20 January doesn't count at all. The rate
mixes all that. Fairer: let the clock start for each customer on the day they buy, and give each the same number of days.

But then the clock may still be running. Someone who bought ten days before the data end has had ten days to come back, not
thirty. To call them lost would be slander; to count only those of them who are back already would be flattery. **They
belong neither above nor below the line yet.** Waiting for every clock to run out before counting is one of the most useful
habits in this whole course.
"""

# %% returned-within-question [markdown]
"""
**Your turn.** Write `returned_within(orders, start, end, days=30)`.

1. **Who counts.** Take every customer with a purchase on the days from `start` to `end` (both included). Their clock starts on
   the day of their **first purchase in that window**, whether or not they had bought before it.
2. **Whose clock has run out.** Keep only customers whose clock has: the start day plus `days` days must be no later than the
   last day in the data. (Exactly that day is fine.) The last day in the data is the day of the latest row of `orders`,
   whatever became of that order.
3. **Who came back.** A customer came back if they made another purchase on a **later day**, at most `days` days after the
   start day. Day 30 still counts, day 31 doesn't. It may well be after `end`. Count in whole days: the time of day plays no
   part, and a second order on the start day itself doesn't count. (Parcels with the status `returned` have nothing to do with
   it; they are no purchases, as ever.)

The function gives the share of the customers from step 2 who came back, or `float("nan")` if step 2 leaves nobody.
"""


# %% returned-within role="solution"
def returned_within(orders, start, end, days=30):
    ### BEGIN SOLUTION
    bought = orders[~orders["status"].isin(["cancelled", "returned"])]
    bought = bought.assign(day=bought["ordered_at"].dt.normalize())
    in_window = bought[bought["day"].between(start, end)]
    first = in_window.groupby("customer_id")["day"].min()
    last_day = orders["ordered_at"].max().normalize()
    first = first[first + pd.Timedelta(days=days) <= last_day]
    if len(first) == 0:
        return float("nan")
    clock_started = bought["customer_id"].map(first)
    gap = (bought["day"] - clock_started).dt.days
    returned = bought.loc[gap.between(1, days), "customer_id"].nunique()
    return returned / len(first)
    ### END SOLUTION


# %% returned-within-check role="tests" points=3
check("returned-within")

# %% thirty-days-own role="given"
for days in (7, 30, 60, 90):
    print(label("returned-found", days=days, rate=returned_within(orders, "2026-01-01", "2026-03-31", days)))

# %% monthly-question [markdown]
"""
## Month by month

One rate is a snapshot; the board wants the film.

**Your turn.** Write `monthly_retention(orders)`. It returns a Series: for each month, the retention rate from **that month to
the next**, the oldest first. The index holds the earlier of the two months as text, such as `"2026-01"`.

- Start with the first month that appears in `orders`, even if the data begin in the middle of it: whoever bought in it can be
  looked for in the next.
- Leave no month out. One in which nobody bought has no rate, but keeps its place, as `float("nan")`.
- A month counts only if the data cover it **to its last day**. The data end on the day of the latest row of `orders`, whatever
  became of that order. If that is not the last day of a month, the month is incomplete and can't be the second of a pair.
- The last complete month has no next month yet. It has no rate, so it is not in the Series, neither as 0 nor as missing.

You may use `retention_rate`; that is what functions are for.
"""


# %% monthly-retention role="solution"
def monthly_retention(orders):
    ### BEGIN SOLUTION
    last_day = orders["ordered_at"].max().normalize()
    months = pd.period_range(orders["ordered_at"].min(), last_day, freq="M")
    if last_day < months[-1].end_time.normalize():
        months = months[:-1]
    rates = {}
    for month in months[:-1]:
        rates[str(month)] = retention_rate(orders, str(month), str(month + 1))
    return pd.Series(rates, dtype=float)
    ### END SOLUTION


# %% monthly-retention-check role="tests" points=3
check("monthly-retention")

# %% chart-question [markdown]
"""
## The picture

**Your turn.** Write `retention_chart(monthly)`. It takes the Series from above, draws it on a new figure, and returns the
`Axes`.

- Months along the x axis, in order of time and with their names; each month's retention along the y axis, as a line or as bars.
- The y axis begins at **0**, so that a small wobble doesn't look like a crash, and all data are in sight.
- Both axes have a name, and the picture has a **title**. `label("month")`, `label("retention")` and
  `label("retention-by-month")` give words in your language; your own are just as good.

Beyond that it is your picture. `ax.yaxis.set_major_formatter("{x:.0%}")` writes
the shares as percentages, and `ax.tick_params(axis="x", rotation=60)` turns the months on their side.
"""


# %% retention-chart role="solution"
def retention_chart(monthly):
    ### BEGIN SOLUTION
    ax = plt.figure(figsize=(9, 4)).subplots()
    ax.plot(monthly.index, monthly.to_numpy(), marker="o")
    ax.set(xlabel=label("month"), ylabel=label("retention"), title=label("retention-by-month"))
    ax.set_ylim(0, None)
    ax.yaxis.set_major_formatter("{x:.0%}")
    ax.tick_params(axis="x", rotation=60)
    return ax
    ### END SOLUTION


# %% retention-chart-check role="tests" points=2
check("retention-chart")

# %% own-chart role="given"
from coursekit.shapes import by_month

monthly = by_month(monthly_retention(orders))
retention_chart(monthly)
print(label("best-month", month=monthly.idxmax(), rate=monthly.max()))
print(label("worst-month", month=monthly.idxmin(), rate=monthly.min()))

# %% reading-the-picture [markdown]
"""
## Reading the picture

Three questions to ask of any such line before anyone reacts to it.

1. **What happened in the second month?** The rate that stands at October tells how many of October's customers bought in
   *November*, when everything is on sale. The rate at December depends on January, when purses are empty. Compare a month
   with the same month a year earlier before comparing it with its neighbour.
2. **Who is below the line?** In a month of bargains many people buy who hardly buy otherwise, and they enter the denominator
   of *that* month. If the rate then moves, the mix of customers may have changed, and not one customer's loyalty.
3. **How many people are behind each point?** A share of a few dozen customers jumps about by pure chance.

Now back to the meeting. Three colleagues looked at the same two months. Each brought one number and called it "retention".
"""

# %% three-numbers role="given"
purchases = orders[~orders["status"].isin(["cancelled", "returned"])]
active = purchases.groupby(purchases["ordered_at"].dt.strftime("%Y-%m"))["customer_id"].unique()
january, february = set(active["2026-01"]), set(active["2026-02"])
stayed = january & february
print(label("number-sales", rate=len(february) / len(january)))
print(label("number-marketing", rate=len(stayed) / len(february)))
print(label("number-finance", rate=len(stayed) / len(january)))

# %% marketing-number-question [markdown]
"""
Sales divides February's customers by January's. Finance divides the customers who bought in both months by January's: that is
the retention rate. Marketing divides the customers who bought in both months by **February's**.

**Your turn.** Which question does *Marketing's* number answer? Put the letter into `marketing_number`.

- `"A"`: What share of January's customers did we keep?
- `"B"`: What share of February's customers had also bought in January?
- `"C"`: By how much did the number of customers grow or shrink?
- `"D"`: How likely is a new customer to buy again?
"""

# %% marketing-number role="solution"
marketing_number = (
    ### BEGIN SOLUTION
    "B"
    ### END SOLUTION
)

# %% marketing-number-check role="tests" points=1
check("marketing-number")

# %% decision [markdown]
"""
## The decision

The chief executive's question still waits for its answer, and there is money for **one** thing this quarter: reaching more new
customers, or giving first-time buyers a reason to come back.

So one more number: how many of the first-time buyers of a quarter (no purchase before it in your data) were back within 30
days, and how many of all its buyers? No law says what rate is good. The fairest yardstick is the same quarter a year earlier.
"""

# %% first-time-own role="given"
purchases = orders[~orders["status"].isin(["cancelled", "returned"])]
first_bought = purchases.groupby("customer_id")["ordered_at"].min()
for start, end in [("2025-01-01", "2025-03-31"), ("2026-01-01", "2026-03-31")]:
    newcomers = orders["customer_id"].isin(first_bought.index[first_bought >= start])
    print(label("back-first-time", start=start, end=end, rate=returned_within(orders[newcomers], start, end)))
    print(label("back-everyone", start=start, end=end, rate=returned_within(orders, start, end)))

# %% memo-question [markdown]
"""
**Write the board a memo of about 150 words.** No formulas; the readers are busy.

- Open with the answer: are we keeping our customers? Give one or two rates of yours, each with its window, who is below the
  line, and what you compare it with.
- Say what the rates can **not** tell. Think of the season, and of customers who buy without a contract.
- Decide. Where does the money go, and at which of the five steps (learn, first purchase, evaluate, decide, renew) will it act?
- Say which number, measured when and how, would show in three months that you were wrong.
"""

# %% board-memo role="essay" points=5

# %% summary [markdown]
"""
## What you take with you

| measure | above the line | below the line |
|---|---|---|
| customer retention rate | those of them active again in the second period | customers active in the first period |
| churn rate | those of them *not* active in the second period | customers active in the first period |
| repeat-purchase rate | those of them with two or more purchases in the window | customers active in the window |
| back within 30 days | those of them who bought again on days 1 to 30 | customers whose thirty days are over |

- Count customers, not orders, and purchases, not cancelled orders.
- New customers are good news, but they are not news about retention.
- Without a contract, every retention rate is a rate *for a window*. No window, no rate.
- Nobody is lost, or kept, before their clock has run out.

**A sentence to take to work on Monday:** "Lovely number. Who is below the line, and how long was the window?"

The course's [glossary](glossary.md) explains every term above in English and Chinese. Next, lesson 02: a whole month's customers
are thrown into one pot here, whether they came yesterday or years ago. Cohorts sort them by age.

*To read further:* Frederick Reichheld, *The Loyalty Effect* (1996), made the case that keeping customers pays; read it for the
argument rather than for its numbers, which lesson 04 puts to the test. David Schmittlein, Donald Morrison and Richard
Colombo, "Counting Your Customers" (*Management Science*, 1987), is where the question "is this silent customer still a
customer?" was first answered with a model.
"""
