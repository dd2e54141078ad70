# %% welcome [markdown]
"""
# Why do they leave?

Every month some members on the monthly plan decide not to renew, and every month the same meeting looks for the reason.

*"It's the complaints,"* says the head of customer service. *"Whoever complains is as good as gone. Give me a team that gets the number
of complaints down."* *"It's the price,"* says the finance director. *"It's the parcels that come late,"* says logistics. And a vendor has
sent a brochure: an artificial intelligence that foresees a cancellation, it says, nearly without error.

Four answers, one budget. In about 75 minutes you will be able to

- put together what was known of each member **on the day of the prediction**, and nothing later;
- fit a model to the past, test it on what came after, and see whether its probabilities can be believed;
- say by how many percentage points churn would change if one driver changed, and tell a cause from a companion;
- hold your ranking of drivers against the truth, which for once somebody knows.

Terms in **bold** stand in the course's [glossary](glossary.md), in English and Chinese.
"""

# %% the-setting [markdown]
"""
## Seven drivers, and the traces they leave

Books on loyalty list the same **drivers** again and again. Managers believe in all of them; data show some. Here is where each could leave
a trace in the tables of our retailer (modelled on public facts about **Amazon Prime**; the customers are invented, and yours are your own).

| driver | a trace in our data |
|---|---|
| product quality | returns, with their reason |
| service quality | deliveries that come late |
| customer experience | how much members use us: the orders of the last months |
| price | the first renewal at a higher price |
| marketing | campaigns, and who was reached |
| brand | answers in **satisfaction surveys**, where somebody answers |
| after-sales service | complaints and questions (`tickets`), and how they were settled |

**Customer experience management** (CEM) means to watch these traces and to act on them: for every contact somebody is responsible, and
every complaint comes to a person who can mend the cause. But which of them *moves* renewals? We take up five: late deliveries, use, price,
complaints, and how long somebody has been a member. Run the next cells.
"""

# %% setup role="given"
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import seaborn as sns

from coursekit import begin, check, hint, label, load, style

begin("06-why-they-leave")
style()

# %% load-data role="given"
from coursekit.interactive.monthly_renewals import DRIVERS, drivers_of, monthly_renewals

events = load("membership_events")
orders = load("orders")
deliveries = load("deliveries")
surveys = load("surveys")
tickets = load("tickets").drop_duplicates("ticket_id")

renewals = monthly_renewals(events)
renewals.head()

# %% the-table [markdown]
"""
One row of `renewals` is **one renewal of the monthly plan that fell due**. A member who has been due five times has five rows.

- `due_on`: the day on which the renewal fell due. The table begins in October 2024, when three months of orders were known.
- `as_of`: the first of that month. **On this day** the retention team gets its list of all who fall due in the month and decides whom to
  write to. What happens later the team can't know.
- `renewal`: the number of the renewal in this membership.
- `dearer`: 1 if this renewal is the member's first at a higher price. On 1 October 2025 the month went from 14.99 to 16.99 USD, announced
  well before; every other renewal has 0.
- `cancelled`: 1 if the member decided not to renew. (Members whose payment fails did not decide; lesson 03 tells the two apart.)

The next picture is the one the meeting looks at: of those due in a month, the share that cancelled.
"""

# %% churn-by-month role="given"
by_month = renewals.groupby(renewals["due_on"].dt.strftime("%Y-%m"))["cancelled"].mean()
quarter = renewals["due_on"].dt.to_period("Q").astype(str)
before, after = (renewals.loc[quarter == name, "cancelled"].mean() for name in ("2025Q3", "2025Q4"))

fig, ax = plt.subplots(figsize=(9, 3.2))
ax.plot(by_month.index, by_month, marker="o", color="#0072B2")
ax.axvline("2025-10", color="#D55E00", linestyle="--", label=label("price-rise"))
ax.set(xlabel=label("month"), ylabel=label("churn"), title=label("months-title", before=before, after=after))
ax.set_ylim(0, None)
ax.yaxis.set_major_formatter("{x:.0%}")
ax.tick_params(axis="x", rotation=60)
ax.legend()
plt.show()

# %% first-by-hand [markdown]
"""
A picture like this starts quarrels and settles none: in October there was a new price, in November there were late parcels, and the members due in
one month are not those due in another. We need to go down to the single renewal.

## First by hand

You don't ask why somebody left by looking at everything known of them *today*. You go back to the day on which it could still have been
prevented. Here are the deliveries to one member whose renewal fell due on 18 March 2026; `as_of` is 1 March.
"""

# %% a-few-deliveries role="given"
a_few_deliveries = pd.DataFrame(
    [
        ("2025-09-15", "2025-09-17 10:00"),
        ("2025-10-02", "2025-10-06 12:00"),
        ("2025-10-20", "2025-10-24 10:00"),
        ("2025-11-17", "2025-11-19 12:30"),
        ("2025-12-05", "2025-12-05 11:00"),
        ("2025-12-19", "2025-12-18 15:20"),
        ("2026-01-08", "2026-01-10 09:45"),
        ("2026-01-22", "2026-01-22 18:05"),
        ("2026-01-29", "2026-01-28 09:30"),
        ("2026-02-06", "2026-02-05 13:10"),
        ("2026-02-17", "2026-02-18 20:40"),
        ("2026-02-26", "2026-03-02 16:00"),
        ("2026-03-09", "2026-03-12 08:30"),
        ("2026-03-11", "2026-03-14 17:15"),
        ("2026-03-20", "2026-03-25 12:00"),
    ],
    columns=["promised_on", "delivered_at"],
).apply(pd.to_datetime)
a_few_deliveries

# %% by-hand-question [markdown]
"""
A delivery is **late** if it arrived on a day after the one promised, and it counts on **the day it arrived**: only then does anybody know by
how much. (Before that, it is a parcel on its way.)

**Your turn.** How many late deliveries of the **three months before** 1 March 2026, that is from 1 December to 28 February, were known on the
morning of 1 March? Put the number into `by_hand_late`.
"""

# %% by-hand-late role="solution"
by_hand_late = (
    ### BEGIN SOLUTION
    2
    ### END SOLUTION
)

# %% by-hand-late-check role="tests" points=1
check("by-hand-late")

# %% recent-counts-question [markdown]
"""
## What was known on the day

What you have just counted is a **point-in-time feature**. Let in a single day after `as_of`, and the model learns from the future: somebody
who has cancelled no longer orders, so "few orders in the weeks after" foresees the cancellation splendidly, on paper. This is called
**leakage**, and it is the most expensive mistake in this trade, because everything looks *better* with it, until the model meets a real
first of the month.

**Your turn.** Write `recent_counts(renewals, happened, months=3)`.

- `renewals` has, among others, the columns `renewal_id`, `customer_id`, `as_of` and `due_on`. A customer can have many renewals.
- `happened` has one row for each thing that happened (a late delivery, an order, a ticket): `customer_id` and `at`, a moment with a time of
  day. Its rows stand in no order, and it may hold customers without a renewal, or be empty.
- For each renewal count the rows of its customer with `at` from **`months` calendar months before `as_of`** (that day included, from
  midnight) up to, but **not including, `as_of`**. `as_of` is always the first of a month: with 3 months and 1 March, it counts from
  1 December at 0:00 to the last second of February. `pd.DateOffset(months=months)` can be subtracted from a column of days.
- Return a Series with the index `renewal_id`: **every renewal once**, 0 where nothing happened.

Stuck? `hint("recent-counts")` in a cell of your own; each call tells you a little more. The cell after the check tries your function on your
late deliveries.
"""


# %% recent-counts role="solution"
def recent_counts(renewals, happened, months=3):
    ### BEGIN SOLUTION
    pairs = renewals[["renewal_id", "customer_id", "as_of"]].merge(happened[["customer_id", "at"]], on="customer_id")
    start = pairs["as_of"] - pd.DateOffset(months=months)
    known = pairs[(pairs["at"] >= start) & (pairs["at"] < pairs["as_of"])]
    counts = known.groupby("renewal_id").size()
    return counts.reindex(renewals["renewal_id"], fill_value=0)
    ### END SOLUTION


# %% recent-counts-check role="tests" points=3
check("recent-counts")

# %% recent-own role="given"
is_late = deliveries["delivered_at"].dt.normalize() > pd.to_datetime(deliveries["promised_on"])
late_deliveries = deliveries.loc[is_late, ["customer_id", "delivered_at"]].rename(columns={"delivered_at": "at"})
recent_counts(renewals, late_deliveries)

# %% last-answer-question [markdown]
"""
## Ask, and not hear

"Why don't we simply ask them?" The shop does, twice a year: a satisfaction survey goes to some of the customers, and some of these answer.
So for most renewals there is no answer at all, and for some there are several. What did we know on `as_of`? **The latest answer that had
come in by then.**

**Your turn.** Write `last_answer(renewals, surveys)`.

- `surveys` has one row for each customer *asked* in a survey: `customer_id`, `sent_at`, `answered_at` and `satisfaction` (1 to 5). Where
  nobody answered, `answered_at` and `satisfaction` are missing. The rows stand in no order.
- For each renewal find the customer's **latest answer with `answered_at` before `as_of`** (on `as_of` itself, at whatever hour, is too late),
  however old it is. An invitation that was not answered takes nothing back: the answer before it still stands.
- Return a Series with the index `renewal_id` and the value of `satisfaction`: every renewal once, `NaN` where no answer was known. Drop
  nothing, and fill in nothing.
"""


# %% last-answer role="solution"
def last_answer(renewals, surveys):
    ### BEGIN SOLUTION
    answers = surveys.dropna(subset=["answered_at"])[["customer_id", "answered_at", "satisfaction"]]
    pairs = renewals[["renewal_id", "customer_id", "as_of"]].merge(answers, on="customer_id")
    known = pairs[pairs["answered_at"] < pairs["as_of"]].sort_values("answered_at")
    return known.groupby("renewal_id")["satisfaction"].last().reindex(renewals["renewal_id"])
    ### END SOLUTION


# %% last-answer-check role="tests" points=2
check("last-answer")

# %% answered-own role="given"
answers = surveys.dropna(subset=["answered_at"])[["customer_id", "answered_at"]]
pairs = renewals[["renewal_id", "customer_id", "as_of"]].merge(answers, on="customer_id")
heard = renewals["renewal_id"].isin(pairs.loc[pairs["answered_at"] < pairs["as_of"], "renewal_id"])
print(label("heard-share", share=heard.mean(), rows=(~heard).sum()))
print(label("heard-left", heard=renewals["cancelled"][heard].mean(), silent=renewals["cancelled"][~heard].mean()))

# %% silence-says [markdown]
"""
Here lies a trap that needs only one word, `dropna()`. Had we dropped the rows with missing values, the model would know only the members
who answer surveys. They are few, and they are not like the others: people who answer are more content and buy more. It would be a model of
our fans. **Missing is a fact about the member**: keep the row, and let "no answer" be a group of its own, or leave the column out. Since an
answer is so rare here, our model does the latter; and so that a slip above doesn't follow you through the lesson, the kit makes its columns:

- `late`: late deliveries of the three months before `as_of` (three or more count as 3);
- `use`: log(1 + orders of these months), so that the first order weighs more than the tenth;
- `dearer`: 1 at the first renewal at a higher price;
- `complaints`: tickets opened in these months (three or more count as 3);
- `tenure`: the log of the number of the renewal.
"""

# %% make-drivers role="given"
drivers = drivers_of(renewals, orders, deliveries, tickets)
drivers[["renewal_id", "as_of", *DRIVERS, "cancelled"]].tail()

# %% split-question [markdown]
"""
## Yesterday teaches, today tests

A model is made to say something about *next* month. So let it learn from early renewals and try it on later ones: a **time split**. Who
shuffles the rows and draws the test at random tests the model on the very months it has learned from. Nothing new can happen there: no
price rise, no new season, no rival.

**Your turn.** Write `split_by_time(renewals, day)`; `day` is text such as `"2026-01-01"`. Return a Series with the index `renewal_id` that says
`"train"` for every renewal due **before** `day` and `"test"` for every renewal due **on** `day` **or later** (`due_on` decides). The rows of
`renewals` stand in no order, and a member may well have renewals on both sides: that is how it will be next month, too.
"""


# %% split-by-time role="solution"
def split_by_time(renewals, day):
    ### BEGIN SOLUTION
    later = (renewals["due_on"] >= pd.Timestamp(day)).to_numpy()
    return pd.Series(np.where(later, "test", "train"), index=renewals["renewal_id"])
    ### END SOLUTION


# %% split-by-time-check role="tests" points=2
check("split-by-time")

# %% two-splits role="given"
from coursekit.interactive.logistic import fit_logistic

until_2025 = drivers[drivers["due_on"] < "2026-01-01"]
met_new_price = until_2025["dearer"] == 1
part = np.random.default_rng(6).integers(5, size=len(until_2025))
by_lot = np.zeros(len(until_2025))
for k in range(5):
    learned = fit_logistic(until_2025[part != k], "cancelled", DRIVERS)
    by_lot[part == k] = learned.probability(until_2025[part == k])
learned = fit_logistic(until_2025[until_2025["due_on"] < "2025-10-01"], "cancelled", DRIVERS)
by_time = learned.probability(until_2025)

print(label("split-left", left=until_2025["cancelled"][met_new_price].mean(), rows=met_new_price.sum()))
print(label("split-random", predicted=by_lot[met_new_price].mean()))
print(label("split-time", predicted=by_time[met_new_price].mean()))

# %% what-the-splits-say [markdown]
"""
The same columns, the same kind of model, the same members: those who met the new price for the first time. For the random split the rows were
drawn into five parts, and each part was foretold by a model that had learned from the other four: it had seen *others* pay the new price, so it comes
close. For the time split the model stood where it would really have stood on 1 October 2025: before a price rise such as it had never met. How
far off it would have been in your shop, chance included, you have just read, and only one of the two splits warns you.

## The vendor's brochure

Now for the artificial intelligence. The vendor took an export of *today's* membership table and tested on the first half of 2026. The
brochure names the two most important columns: `membership_id`, and whether the field `close_date` is filled in. Beside it stand two rivals: our
five drivers, and a sheet of paper that says "nobody will cancel". **Accuracy** is the share of renewals for which yes or no was foretold
rightly (yes from a probability of one half).
"""

# %% three-models role="given"
closed = events[events["event"].isin(["cancelled", "lapsed"])].groupby("membership_id")["paid_until"].max()
export = drivers.assign(
    membership_rank=drivers["membership_id"].rank(pct=True),
    close_date_filled=(drivers["membership_id"].map(pd.to_datetime(closed)) == drivers["due_on"]).astype(int),
)
train, test = export[export["due_on"] < "2026-01-01"], export[export["due_on"] >= "2026-01-01"]
model = fit_logistic(train, "cancelled", DRIVERS)
vendor = fit_logistic(train, "cancelled", ["membership_rank", "close_date_filled"])
foretold = {
    "vendor": vendor.probability(test) >= 0.5,
    "nobody": np.zeros(len(test), dtype=bool),
    "ours": model.probability(test) >= 0.5,
}
for name, yes in foretold.items():
    print(label(f"accuracy-{name}", accuracy=(yes == (test["cancelled"] == 1)).mean(), named=yes.sum()))

# %% vendor-question [markdown]
"""
**Your turn.** What do you answer the vendor? Put the letter into `vendor_answer`.

- `"A"`: We buy. On months the model had not seen, it has the highest accuracy of the three, and accuracy is what counts.
- `"B"`: We buy, but without `close_date`. The number of the membership is harmless: it only says who is who.
- `"C"`: We test again, with rows drawn at random. If the accuracy stays as high, we buy.
- `"D"`: We don't buy. On the first of the month no `close_date` of that month is filled in yet; and accuracy hardly tells our model from the
  sheet of paper.
"""

# %% vendor-answer role="solution"
vendor_answer = (
    ### BEGIN SOLUTION
    "D"
    ### END SOLUTION
)

# %% vendor-answer-check role="tests" points=1
check("vendor-answer")

# %% predicted-question [markdown]
"""
## What the model says

Our model is a **logistic model**, fitted by maximum likelihood (Hosmer, Lemeshow & Sturdivant, *Applied Logistic Regression*, 3rd ed., 2013,
chapters 1 and 2). With one row for each renewal due it is also a *discrete-time hazard model* (Allison, *Sociological Methodology*, 1982):
it speaks of those who were due, at each renewal anew, just as the hazard of lesson 03. It adds up **log-odds**:

> log-odds = constant + coefficient of `late` × `late` + coefficient of `use` × `use` + …

and turns the sum into a probability:

> probability = 1 ÷ (1 + exp(−log-odds))

Log-odds 0 are a probability of one half; −3 is about 5 %. The next cell shows your coefficients and how sure they are (one standard error).
"""

# %% coefficients role="given"
pd.DataFrame({label("coefficient"): model.coefficients, label("error"): model.errors}).round(2)

# %% predicted-task [markdown]
"""
**Your turn.** Write `predicted_churn(coefficients, table)`.

- `coefficients` is a Series: the index names the drivers, and one entry is called `"constant"`. It may hold other drivers than ours, fewer or
  more, **in any order**.
- `table` has a column for each of these drivers, and others besides, in any order.
- Return the predicted probability for **each row of `table`, in its order**: a Series, a list or an array of numbers between 0 and 1, not
  rounded, or to at least four decimals. `table` stays as it is.
"""


# %% predicted-churn role="solution"
def predicted_churn(coefficients, table):
    ### BEGIN SOLUTION
    log_odds = coefficients["constant"]
    for driver in coefficients.index.drop("constant"):
        log_odds = log_odds + coefficients[driver] * table[driver]
    return (1 / (1 + np.exp(-log_odds))).reset_index(drop=True)
    ### END SOLUTION


# %% predicted-churn-check role="tests" points=2
check("predicted-churn")

# %% calibration-question [markdown]
"""
## Can the probabilities be believed?

Accuracy says next to nothing about a thing that happens to few. The question to ask a probability is another: **of those given 10 %, do about
10 % leave?** That is **calibration**. (Weather services have been held to it since Brier, *Monthly Weather Review*, 1950.)

**Your turn.** Write `calibration_chart(predicted, left, edges)`.

- `predicted` and `left` are Series with the same index, one entry a renewal: the predicted probability, and 1 if the member left, else 0.
  `edges` is a list of rising probabilities such as `[0, 0.03, 0.06, 0.1, 0.2, 1]`: the first group reaches from 0 to 0.03, the second from
  0.03 to 0.06, and so on. (Where a prediction that falls exactly on an edge goes makes no difference here.)
- For each group with anybody in it, from left to right, draw **two values**: the **mean prediction** of its members, and the **share of its members who
  left**. Both are heights: two sets of bars side by side, or two lines. Groups without anybody are left out.
- On a new figure; the y axis begins at 0; axes named, a title, and a legend that tells the two apart. `label("group")`, `label("churn")`,
  `label("predicted")`, `label("left")` and `label("calibration-title")` give words in your language. Return the `Axes`.

The cell after the check draws your renewals of 2026, with predictions of a model that has seen only those until 2025.
"""


# %% calibration-chart role="solution"
def calibration_chart(predicted, left, edges):
    ### BEGIN SOLUTION
    group = pd.cut(predicted, edges, include_lowest=True)
    table = pd.DataFrame({"predicted": predicted, "left": left}).groupby(group, observed=True).mean()
    names = [f"{interval.left:.0%}–{interval.right:.0%}".replace("-0%", "0%") for interval in table.index]
    ax = plt.figure(figsize=(9, 3.5)).subplots()
    places = np.arange(len(names))
    ax.bar(places - 0.2, table["predicted"], width=0.4, color="#56B4E9", label=label("predicted"))
    ax.bar(places + 0.2, table["left"], width=0.4, color="#D55E00", label=label("left"))
    ax.set_xticks(places, names)
    ax.set(xlabel=label("group"), ylabel=label("churn"), title=label("calibration-title"))
    ax.set_ylim(0, None)
    ax.legend()
    return ax
    ### END SOLUTION


# %% calibration-chart-check role="tests" points=2
check("calibration-chart")

# %% calibration-own role="given"
in_2026 = pd.Series(model.probability(test), index=test["renewal_id"])
shown = calibration_chart(in_2026, test.set_index("renewal_id")["cancelled"], [0, 0.03, 0.06, 0.1, 0.2, 1])

# %% reading-calibration [markdown]
"""
Don't expect the bars to match: behind some groups stand few members, and with 50 members and 10 % between 2 and 9 cancellations are quite
ordinary. Look for a pattern. Do the shares who left rise with the predictions? Then the model ranks members usefully. Are they higher
or lower throughout? Then the world has changed since the model learned. A calibrated model multiplies with money: probability × what a member is worth
is what you may lose.

## Raise one driver

Now to the question of the meeting. Not "who will leave?" but "**what would change if we changed something?**" A coefficient doesn't answer that:
0.5 more in log-odds is much for a member on the fence and next to nothing for one who would never go. So ask it of everyone, and average:
predict as things are; predict again with one driver raised; take the difference. Statisticians call it an average marginal (or partial)
effect (Wooldridge, *Econometric Analysis of Cross Section and Panel Data*, 2nd ed., 2010, chapter 15).

**Your turn.** Write `effect_of_driver(coefficients, table, driver, by)`, with `coefficients` and `table` as in the last function, `driver` the name of
one driver, and `by` a number.

- Predict for every row; predict again with `driver` **larger by `by`** for every row and all else unchanged. Return the **mean of the second minus
  the mean of the first**: 0.02 means two percentage points more churn. Below zero means less churn. Not rounded, or to at least four decimals.
- `table` must be unchanged afterwards.
"""


# %% effect-of-driver role="solution"
def effect_of_driver(coefficients, table, driver, by):
    ### BEGIN SOLUTION
    raised = table.assign(**{driver: table[driver] + by})
    return np.mean(predicted_churn(coefficients, raised)) - np.mean(predicted_churn(coefficients, table))
    ### END SOLUTION


# %% effect-of-driver-check role="tests" points=3
check("effect-of-driver")

# %% effect-own role="given"
for driver in ("late", "dearer", "complaints"):
    print(driver, effect_of_driver(model.coefficients, drivers.copy(), driver, 1))

# %% complaint-question [markdown]
"""
## Is it the complaints?

Back to the head of customer service. It may well be that members who complain cancel more often. But who complains? For a good part those
whose parcel came late. A complaint may drive nobody away, and still be found wherever people leave: a *sign*, not a *cause*, as a fever is a
sign. What would the new team change then, if it only kept people from complaining?

So compare like with like: complainers and others **with the same number of late deliveries**.

**Your turn.** Write `complaint_gap(drivers)`, for a table with the columns `late`, `complaints` (counts) and `cancelled` (0 or 1), one row a renewal.

1. A **complainer** is a row with one complaint or more. For each value of `late`, take the share of complainers who cancelled minus the share of the others
   who cancelled.
2. A value of `late` at which there are only complainers, or only others, allows no comparison: leave it out.
3. Average the differences, **weighted by the number of complainers** at each value: the question is what their complaining goes with.

Return the average as a share (0.01 is one percentage point), not rounded, or to at least four decimals; `float("nan")` if no comparison can be made.
"""


# %% complaint-gap role="solution"
def complaint_gap(drivers):
    ### BEGIN SOLUTION
    total = weight = 0
    for _, alike in drivers.groupby("late"):
        complains = alike["complaints"] > 0
        if complains.any() and not complains.all():
            gap = alike.loc[complains, "cancelled"].mean() - alike.loc[~complains, "cancelled"].mean()
            total += gap * complains.sum()
            weight += complains.sum()
    return total / weight if weight else float("nan")
    ### END SOLUTION


# %% complaint-gap-check role="tests" points=3
check("complaint-gap")

# %% complaint-own role="given"
complained = drivers["complaints"] > 0
raw_gap = drivers.loc[complained, "cancelled"].mean() - drivers.loc[~complained, "cancelled"].mean()
pd.Series(
    {
        label("gap-raw"): raw_gap,
        label("gap-alike"): complaint_gap(drivers.copy()),
        label("complainers"): complained.sum(),
    }
)

# %% thirty-shops-intro [markdown]
"""
With so few complainers, chance may say anything in your shop; your neighbour's sign may be the other one. So here are **thirty** shops like yours
together, 300,000 customers of the same simulator: a row for each number of late deliveries, and all of them in the last. (These are not your customers;
the numbers are the same for everybody.)
"""

# %% thirty-shops role="given"
thirty_shops = pd.DataFrame(
    [
        ("0", False, 137_867, 8_607),
        ("0", True, 3_782, 242),
        ("1", False, 7_225, 634),
        ("1", True, 2_877, 222),
        ("2+", False, 854, 87),
        ("2+", True, 785, 72),
    ],
    columns=["late", "complained", "renewals", "cancelled"],
)
together = thirty_shops.groupby("complained", as_index=False)[["renewals", "cancelled"]].sum()
everyone = pd.concat([thirty_shops, together.assign(late=label("all-rows"))])
share = everyone.assign(share=everyone["cancelled"] / everyone["renewals"]).pivot(
    index="late", columns="complained", values="share"
)
gap = share[True] - share[False]
complainers = thirty_shops[thirty_shops["complained"]].set_index("late")["renewals"]
alike = (gap.loc[complainers.index] * complainers).sum() / complainers.sum()
print(label("shops-gap", together=100 * gap[label("all-rows")], alike=100 * alike))
share.columns = [label("others"), label("complained")]
share.rename_axis(label("late-deliveries")).map("{:.1%}".format)

# %% what-the-shops-say [markdown]
"""
In the last row complainers clearly cancel more. In the rows above it, among members with equally many late parcels, hardly a difference is left, now
one way, now the other; averaged over the complainers −0.4 points, less than the margin of error of 0.7. Both are true; only the second compares like with like. Late parcels make people
complain, and late parcels make people leave. (This averaging over the complainers is called *standardisation*: Hernán & Robins, *Causal Inference:
What If*, 2020, chapter 2. It is worth as much as the claim that, apart from late parcels, complainers are like the others.)

So don't fight complaints. **A complaint is a late parcel with a name on it**, a free report of what is to be mended: that is what a **feedback
mechanism** is for. Most who leave never say a word.

## Drivers ranked, and the truth

For once there is somebody who knows the truth: the simulator that made the customers. Its parameters are public: they stand in the course's documents, on the page of
the amazon case. For the next picture the model learns from all your renewals. It shows what each change does to churn according to your model, with a 95 % interval, the strongest
first, and beside it the true effect.
"""

# %% ranked role="given"
from coursekit.interactive.raised_driver import TRUTH, RaisedDriver

whole = fit_logistic(drivers, "cancelled", DRIVERS)
steps = {"late": 1, "dearer": 1, "use": 3, "complaints": 1, "tenure": 12}
raised = RaisedDriver(whole, drivers)
changes = {driver: raised.change(driver, step) for driver, step in steps.items()}
ranked = sorted(changes, key=lambda driver: abs(changes[driver].predicted))
places = np.arange(len(ranked))

fig, ax = plt.subplots(figsize=(9, 3.8))
found = np.array([[100 * changes[driver].predicted, 100 * changes[driver].low] for driver in ranked])
ax.errorbar(
    found[:, 0], places, xerr=found[:, 0] - found[:, 1], fmt="o", color="#0072B2", capsize=4, label=label("estimate")
)
ax.plot([100 * changes[driver].true for driver in ranked], places, "D", color="#D55E00", label=label("truth"))
ax.axvline(0, color="#444444", linewidth=1)
ax.set_yticks(places, [label(f"step-{driver}") for driver in ranked])
ax.set(xlabel=label("points-of-churn"), title=label("ranked-title", driver=label(f"step-{ranked[-1]}")))
ax.legend()
plt.show()

pd.DataFrame(
    {
        label("coefficient"): whole.coefficients[list(DRIVERS)],
        label("error"): whole.errors[list(DRIVERS)],
        label("true-coefficient"): pd.Series(dict(TRUTH)),
    }
).loc[ranked[::-1]].round(2)

# %% how-far-and-why [markdown]
"""
How far were you from the truth, and why?

1. **Chance.** Cancellations are rare, and each says little. Look how wide the intervals are: for the rarest drivers even the sign can be
   wrong, and the ranking with it. A bigger shop would know more; a longer list of drivers would not.
2. **Tenure.** Your model is probably quite sure that a long membership protects. In truth it does nothing: no member of this simulator ever grows
   more loyal. Members differ in an inclination to leave that no column holds, and those with a high one are gone early (lesson 03 called it sorting). So tenure
   *predicts* well and *causes* nothing. Send everybody a birthday card for their twelfth renewal, and see what happens: nothing.
3. **Coefficients shrink.** The true log-odds belong to a single member with their own inclination; a model that can't see inclinations finds an average over
   unlike people, and averages lie closer to zero (Gail, Wieand & Piantadosi, *Biometrika*, 1984). In percentage points this matters far less: one more reason
   to report points and not log-odds.
4. **The definition.** We count a late parcel on the day it arrives, the simulator in the month of the order. Such small differences also blur.

And what carries over from here to real data is less than you would like: that complaints and tenure do nothing holds in *this* world, because it
was made so. What holds everywhere is that a model of who leaves can't tell you whether they are causes. An experiment could: lesson 07.

Now raise the drivers yourself. Predict before you move: where will the two lines part?
"""

# %% raise role="given"
from coursekit.interactive.raised_driver_view import raise_a_driver

raise_a_driver(whole, drivers, label)

# %% memo-question [markdown]
"""
## The decision

There is money for **one** of these: punctual deliveries to members; softening the next price rise for those on the monthly plan; getting members to
order more often; a team that brings down the number of complaints; a gift at the twelfth renewal.

**Write the meeting a memo of about 150 words.** No formulas.

- Open with the answer: why do they leave, as far as you can tell? Give one or two effects of yours in percentage points of churn, each with
  how sure you are.
- Say what the model can **not** tell: which of its columns predict without causing, and what it hasn't seen.
- Decide. Which driver does the money act on, for whom, and why not the complaints?
- Say which figure, of which members and when, would show that you were wrong; if you can, propose a trial by lot.
"""

# %% drivers-memo role="essay" points=5

# %% summary [markdown]
"""
## What you take with you

| question | tool | the trap |
|---|---|---|
| what did we know? | features as of a day | a column that was filled in later |
| will it work next month? | time split | rows drawn at random |
| are its probabilities right? | calibration | accuracy, when few leave |
| what if we changed a driver? | average effect in percentage points | a coefficient; a companion taken for a cause |

- Go back to the day on which something could still be done, and know only what was known then.
- Missing is a fact about a customer, not a row to be dropped.
- What predicts need not drive. Complaints are a sign, tenure is a sorting.
- Ask the vendor how accurate "nobody leaves" would be.

**A sentence to take to work on Monday:** "On which day did we know that?"

Next, lesson 07 draws lots: the one way to find out what an offer does.

*To read further:* Galit Shmueli, "To Explain or to Predict?" (*Statistical Science*, 2010), on the difference this lesson turns on; Shachar Kaufman and
others, "Leakage in Data Mining" (*ACM Transactions on Knowledge Discovery from Data*, 2012), on how experts fell into the first trap.
"""
