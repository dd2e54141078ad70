# %% welcome [markdown]
"""
# What is a customer worth?

The marketing director is glowing. *"Our new customers have brought in far more than we paid for them. Double the budget for
advertising!"* The finance director isn't. *"Brought in? You are showing revenue. And those who are about to leave, you count as
if they stayed for ever."*

Both want the same thing to be settled: **what may a customer cost, and who is worth keeping?** In about 75 minutes you will be able to

- turn orders into margins, and see how few customers earn most of the money;
- tell which acquisition channel pays itself back, and by when;
- value a customer with a contract, and one who never says good-bye;
- put four famous claims about loyal customers to the test, and decide where the next dollar goes.

Terms in **bold** stand in the course's [glossary](glossary.md), in English and Chinese.
"""

# %% the-setting [markdown]
"""
## A relationship has a bank account

Our online retailer, modelled on public facts about **Amazon Prime**, has customers who come, buy, perhaps join as members, and one day come
no more. **Customer lifecycle theory** sees stages in this: won, new, growing, mature, fading, gone. Accountants see one account. It opens in the red, with
the **acquisition cost**; each order pays something in; nobody knows when the last one will be.

What the account is still going to receive, in today's money, is the **customer lifetime value (CLV)**. Three words in it do the work: *margin*, not revenue; *future*, not
past; *today's money*, not tomorrow's. Each of the three is forgotten daily in real companies.

The customers are invented, every one, and yours are not your neighbour's. Run the next cells.
"""

# %% setup role="given"
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import seaborn as sns

from coursekit import begin, check, hint, label, load, style

begin("04-customer-value")
style()

# %% make-ledger role="given"
orders, customers = load("orders"), load("customers")
returns, deliveries = load("returns"), load("deliveries")
lines = load("order_items").merge(load("products")[["product_id", "unit_cost", "category"]], on="product_id")
came_back = lines["order_item_id"].isin(returns["order_item_id"])
lines["goods_cost"] = (lines["quantity"] * lines["unit_cost"]).where(~came_back, 0.0)

ledger = orders.set_index("order_id")[["customer_id", "ordered_at", "status", "amount"]]
ledger["refund"] = returns.groupby("order_id")["refund"].sum()
ledger["goods_cost"] = lines.groupby("order_id")["goods_cost"].sum()
ledger["parcel_cost"] = deliveries.groupby("order_id")["cost"].sum()
ledger = ledger.fillna({"refund": 0.0, "parcel_cost": 0.0}).reset_index()
ledger.head()

# %% ledger-explained [markdown]
"""
One row of `ledger` is one order. All money is in US dollars.

| column | what it says |
|---|---|
| `amount` | what the order came to after discounts |
| `refund` | what was paid back for goods that came back; on a returned order, all of it |
| `goods_cost` | what the goods cost *us*, without those that came back: they are on the shelf again |
| `parcel_cost` | what sending the parcel cost, whether its contents stayed or came back |

`status` is `delivered`, `shipped` (on its way, paid), `returned` or `cancelled`. A **cancelled** order never left the house: nobody paid, nothing was sent, and
the figures in its row are only what might have been. The shipping fees that some customers pay are left out: they go on packing and card payments, which no table of ours shows.

## First by hand

Here is the whole history of one customer.
"""

# %% one-customer role="given"
one_customer = pd.DataFrame(
    [
        (1, "delivered", 60.0, 0.0, 42.0, 6.0),
        (2, "delivered", 35.0, 0.0, 24.0, 5.0),
        (3, "cancelled", 80.0, 0.0, 58.0, 0.0),
        (4, "returned", 50.0, 50.0, 0.0, 6.0),
        (5, "delivered", 90.0, 30.0, 43.0, 7.0),
        (6, "shipped", 25.0, 0.0, 17.0, 5.0),
    ],
    columns=["order_id", "status", "amount", "refund", "goods_cost", "parcel_cost"],
)
one_customer

# %% by-hand-question [markdown]
"""
The **margin** of an order is what is left of it:

> amount − refund − cost of the goods − cost of the parcel; nothing at all for a cancelled order.

Look at order 4: everything came back, and what remains is the parcel, a loss. (Farris, Bendle, Pfeifer & Reibstein, *Marketing Metrics*, 2nd ed., 2010, chapter 3, call this
contribution: revenue minus the costs that come and go with it. Rent and salaries don't, so they are not in it.)

**Your turn.** What is this customer's margin, all six orders together, in dollars? Put it into `by_hand_margin`.
"""

# %% by-hand-margin role="solution"
by_hand_margin = (
    ### BEGIN SOLUTION
    12 + 6 + 0 - 6 + 10 + 3
    ### END SOLUTION
)

# %% by-hand-margin-check role="tests" points=1
check("by-hand-margin")

# %% margins-question [markdown]
"""
## Every customer's margin

**Your turn.** Write `customer_margins(ledger)`. `ledger` has the columns `order_id`, `customer_id`, `ordered_at`, `status`, `amount`, `refund`, `goods_cost` and `parcel_cost`, as above.

- Return each customer's margin in dollars, all their orders together: a Series with `customer_id` as its index (a dict is fine).
- Everyone with a row in `ledger` is in it, also a customer whose orders were all cancelled: their margin is 0.
- Leave the rows and figures of `ledger` as they are; a copy (`ledger.copy()`) is the safest place for changes.

Stuck? `hint("customer-margins")` in a cell of your own; each call tells you a little more.
"""


# %% customer-margins role="solution"
def customer_margins(ledger):
    ### BEGIN SOLUTION
    margin = ledger["amount"] - ledger["refund"] - ledger["goods_cost"] - ledger["parcel_cost"]
    margin = margin.where(ledger["status"] != "cancelled", 0.0)
    return margin.groupby(ledger["customer_id"]).sum()
    ### END SOLUTION


# %% customer-margins-check role="tests" points=3
check("customer-margins")

# %% margins-own role="given"
sent = ledger["status"] != "cancelled"
kept = ledger["amount"] - ledger["refund"]
ledger["revenue"] = kept.where(sent, 0.0)
ledger["margin"] = (kept - ledger["goods_cost"] - ledger["parcel_cost"]).where(sent, 0.0)
margins = ledger.groupby("customer_id")["margin"].sum()
print(label("margin-found", revenue=ledger["revenue"].sum(), share=ledger["margin"].sum() / ledger["revenue"].sum()))
print(label("loss-found", share=(margins < 0).mean()))

parts = 100 * ledger.loc[sent, ["goods_cost", "parcel_cost", "margin"]].sum() / ledger["revenue"].sum()
fig, ax = plt.subplots(figsize=(8, 2))
ax.barh(
    [label("part-goods"), label("part-parcels"), label("part-margin")], parts, color=["#999999", "#56B4E9", "#D55E00"]
)
ax.set(xlabel=label("parts-x"), title=label("parts-title", left=parts["margin"]))
ax.invert_yaxis()

# %% whale-question [markdown]
"""
## Who earns it?

"Eighty per cent of our profit comes from twenty per cent of our customers." Everyone has heard it; here is how to find out. Line the customers up, the best first, and
add up their margins as you walk along the line. Since some customers *cost* money, the curve may climb above 100 % and come down again at the end: it is called a **whale curve**, for
the hump.

**Your turn.** Write `whale_chart(margins)`. `margins` is a Series: each customer's margin, in no particular order. On a new figure, draw eleven marks, as a line or as bars, and return the `Axes`.

- x: 0, 10, 20 … 100, the per cent of customers, counted from the best down. If the per cent isn't a whole number of customers, **round up**: 20 % of 12 customers are 3.
- y: the share of the *whole* margin (losses included) that these customers bring together; so 0 at 0 and 100 % at 100.
- The y axis begins at 0; both axes have a name, and the picture has a title. `label("whale-x")`, `label("whale-y")` and `label("whale-title", share=…)`, with the share of the best 20 %, give words in your language; your own are just as good.
"""


# %% whale-chart role="solution"
def whale_chart(margins):
    ### BEGIN SOLUTION
    best_first = margins.sort_values(ascending=False)
    percents = range(0, 101, 10)
    shares = []
    for percent in percents:
        how_many = -(-len(best_first) * percent // 100)
        shares.append(best_first.iloc[:how_many].sum() / best_first.sum())
    ax = plt.figure(figsize=(8, 4)).subplots()
    ax.plot(percents, shares, marker="o")
    ax.set(xlabel=label("whale-x"), ylabel=label("whale-y"), title=label("whale-title", share=shares[2]))
    ax.set_ylim(0, None)
    ax.yaxis.set_major_formatter("{x:.0%}")
    return ax
    ### END SOLUTION


# %% whale-chart-check role="tests" points=3
check("whale-chart")

# %% whale-own role="given"
fifth = int(np.ceil(len(margins) * 0.2))
print(label("top-margin", share=margins.nlargest(fifth).sum() / margins.sum()))
spent = ledger.groupby("customer_id")["revenue"].sum()
print(label("top-revenue", share=spent.nlargest(fifth).sum() / spent.sum()))
shown = whale_chart(margins)

# %% eighty-twenty [markdown]
"""
That is the **concentration** of *your* shop, among customers who ordered at all. Over 339 real firms, the top fifth brought two thirds of revenue on average, and firms differed widely
(McCarthy & Winer, *Marketing Letters*, 2019). The rule bears the name of Vilfredo Pareto, whose figures around 1900 were about incomes, not about customers. So: *few matter much* is true nearly everywhere;
*80/20* is a slogan. Nor does it say that the top fifth will be the same people next year.

## Does it pay to win them?

Each customer came by an **acquisition channel**, at a cost. Has the money come back? The next cell keeps your **newcomers**, who opened their account on or after 1 July 2024, so that all their orders are known.
"""

# %% newcomers role="given"
newcomers = customers.loc[
    customers["joined_at"] >= "2024-07-01", ["customer_id", "joined_at", "acquisition_channel", "acquisition_cost"]
]
newcomers.head()

# %% pay-back-question [markdown]
"""
Two traps lie here. First, whoever joined last week has had no time to pay anything back: give every customer **the same number of days**, and wait until they are over. Second, many who open an account never buy.
They cost money like everybody else.

**Your turn.** Write `margin_per_cost(customers, ledger, days, last_day)`.

- `customers` has the columns `customer_id`, `joined_at`, `acquisition_channel`, `acquisition_cost`; `ledger` has `customer_id`, `ordered_at`, `amount`, `margin`, one row an order; `last_day` is text, such as `"2026-06-30"`.
- **Which customers:** those whose day of joining plus `days` days is no later than `last_day`, whether they bought or not. (`joined_at` has a time of day: count in whole days.)
- **Which margins:** those of their orders from the day they joined up to and including `days` days later.
- Return for each channel the **total margin divided by the total cost** of these customers: a Series with the channel as its index. 1.0 means that the channel has just paid itself back. Leave out channels that cost nothing, and channels without such customers.

Do divide totals. The mean of each customer's own ratio answers a question that nobody asks: it gives the customer who cost 2 dollars the weight of the one who cost 60.
"""


# %% margin-per-cost role="solution"
def margin_per_cost(customers, ledger, days, last_day):
    ### BEGIN SOLUTION
    joined = customers.assign(joined=customers["joined_at"].dt.normalize()).drop(columns="joined_at")
    over = joined[joined["joined"] + pd.Timedelta(days=days) <= pd.Timestamp(last_day)]
    theirs = ledger.merge(over, on="customer_id")
    age = (theirs["ordered_at"].dt.normalize() - theirs["joined"]).dt.days
    in_time = theirs[age.between(0, days)]
    cost = over.groupby("acquisition_channel")["acquisition_cost"].sum()
    margin = in_time.groupby("acquisition_channel")["margin"].sum().reindex(cost.index, fill_value=0.0)
    return (margin / cost)[cost > 0]
    ### END SOLUTION


# %% margin-per-cost-check role="tests" points=3
check("margin-per-cost")

# %% pay-back-own role="given"
margin_per_cost(newcomers, ledger, 365, "2026-06-30")

# %% account role="given"
over = newcomers[newcomers["joined_at"] < "2025-07-01"]
paid = ledger.merge(over, on="customer_id")
month = (paid["ordered_at"].dt.normalize() - paid["joined_at"].dt.normalize()).dt.days // 30
earned = paid[month <= 11].pivot_table(index=month, columns="acquisition_channel", values="margin", aggfunc="sum")
earned = earned.reindex(range(12)).fillna(0.0).cumsum()
people = over.groupby("acquisition_channel").size().reindex(earned.columns)
cost = over.groupby("acquisition_channel")["acquisition_cost"].sum().reindex(earned.columns)
account = (earned - cost) / people
even = (account >= 0).sum().rsub(12).add(1)
back = ", ".join(f"{name} {found}" if found <= 12 else f"{name} –" for name, found in even[cost > 0].items())

fig, ax = plt.subplots(figsize=(9, 4))
for style_of_line, name in zip(("-", "--", "-.", ":", (0, (5, 1))), account, strict=False):
    ax.plot(account.index + 1, account[name], linestyle=style_of_line, label=name)
ax.axhline(0, color="#444444", linewidth=1)
ax.set(xlabel=label("account-x"), ylabel=label("account-y"), title=label("account-title", found=back))
ax.legend()
ax.yaxis.set_major_formatter("{x:,.0f}")

# %% reading-the-account [markdown]
"""
Where a line crosses zero is the **pay-back time** of its channel: the title gives it in months of 30 days, a dash where a year was too short. (A line that falls back below zero would fool it; yours is drawn above.) Three warnings.

- A channel that pays back is not yet a good channel: what matters is where the line goes *afterwards*. Some channels bring people who came for one bargain.
- These are **averages** of what was spent. The next thousand dollars reach people who are harder to win than the last.
- Nobody paid for `organic`. Had we spent less elsewhere, some of the others might have come by it.

## With a contract: the curve tells

For a **membership** the account is easy to foresee. Each year the fee is due, and lesson 03 taught you which share of members is still there: the survival curve. Suppose that of each yearly fee 20 dollars are left after parcels, films and music (finance says so; no table of ours shows it).

There is one thing more: a dollar in a year isn't a dollar today, since today's can be put to work meanwhile. **Discounting** at a rate of 10 % a year, a dollar in one year counts 1 ÷ 1.1, in two years 1 ÷ 1.1², and so on. The next cell draws up the survival curve of your annual members.
"""

# %% member-curve role="given"
from coursekit.interactive.retention_curve import Renewals

events = load("membership_events")
fees = events[events["event"].isin(["plan_started", "rejoined", "renewed"])]
members = fees.groupby("membership_id").agg(plan=("plan", "first"), terms=("event", "size"))
ended = events.dropna(subset=["reason"]).set_index("membership_id")["reason"]
members["reason"] = ended.reindex(members.index).fillna("active")
survival = pd.Series(Renewals.of(members[members["plan"] == "annual"]).observed())
survival.round(3)

# %% contract-question [markdown]
"""
**Your turn.** Write `contract_value(margin, survival, rate)`.

- `margin` is what is left of one yearly fee, in dollars; `rate` the discount rate a year, such as `0.1`.
- `survival` is a Series with the index 0, 1, 2 … (years): the share still members when that year's fee is due. At 0 it is 1.0, and **the fee of year 0 is paid today**, so it isn't discounted.
- Return the present value of all fees in `survival`, per member who starts: each year's margin, times the share still there to pay it, discounted by its years. A number in dollars, not rounded, or to the cent.
"""


# %% contract-value role="solution"
def contract_value(margin, survival, rate):
    ### BEGIN SOLUTION
    years = np.arange(len(survival))
    return float((margin * survival.to_numpy() / (1 + rate) ** years).sum())
    ### END SOLUTION


# %% contract-value-check role="tests" points=3
check("contract-value")

# %% contract-own role="given"
pd.Series(
    {
        label("contract-own", years=len(survival)): contract_value(20, survival, 0.1),
        label("contract-undiscounted", years=len(survival)): 20.0 * survival.sum(),
        label("contract-everyone", years=len(survival)): 20.0 * len(survival),
    }
)

# %% levers [markdown]
"""
## The levers

Retention, margin, orders, the discount rate, the cost of winning: which one should a manager pull? Below is a customer whose five numbers begin as the averages of your shop. The formula behind it is the shortest there is (Gupta, Lehmann & Stuart, *Journal of
Marketing Research*, 2004): the same margin every year, the same chance of staying. The bars on the right say what **a tenth better** brings in each lever.

First guess, then move *retention* from low to high and watch its bar. Up-selling is the margin lever, **cross-selling** the orders lever. (Where sliders can't be shown, a still picture stands in their place.)
"""

# %% pull role="given"
from coursekit.interactive.clv_levers_view import pull_the_levers

purchases = ledger.loc[~ledger["status"].isin(["cancelled", "returned"]), ["customer_id", "ordered_at"]]
first_year = set(purchases.loc[purchases["ordered_at"] < "2025-07-01", "customer_id"])
second_year = purchases[purchases["ordered_at"] >= "2025-07-01"]
paid_for = newcomers[newcomers["acquisition_cost"] > 0]
pull_the_levers(
    orders=len(second_year) / second_year["customer_id"].nunique(),
    margin=ledger["margin"].sum() / len(purchases),
    retention=len(first_year & set(second_year["customer_id"])) / len(first_year),
    rate=0.1,
    cost=paid_for["acquisition_cost"].mean(),
    label=label,
)

# %% what-the-levers-say [markdown]
"""
Retention's bar grows the higher retention already is: a customer who stays long lets every other number work for longer. That is the true core of the praise of loyalty. Two cautions: a tenth more retention may cost ten times as much as a tenth off
the advertising bill; and the formula treats all customers as **alike**. Those who leave fast are not like those who stay, so an average retention rate undervalues the second and overvalues the first.

## Without a contract: are they still there?

A shop's customers never say good-bye. Two things they have told us nevertheless: how *often* they bought, and how *lately*. Take two customers, silent for ten weeks. One used to buy every week: something has happened. The other buys twice a year: nothing unusual at all.

So count, for each customer, in days:

- `repeats`: the number of **days with a purchase after the day of the first**. Two purchases on one day count as one day; somebody with one purchase day has 0 repeats;
- `recency`: the days from the first purchase to the **last** one (0 for who bought on one day only). *Large* is good: it means that the last purchase was late;
- `age`: the days from the first purchase to the end of the observation.
"""

# %% recency-question [markdown]
"""
**Your turn.** Write `recency_frequency(purchases, end)`.

- `purchases` has the columns `customer_id` and `ordered_at` (with a time of day), one row a purchase; cancelled and returned orders are already out. `end` is a day as text, such as `"2026-06-30"`.
- Use only purchases up to and including that day. What comes later isn't known yet, and a customer who first bought later isn't in the table.
- Return a DataFrame with the columns `customer_id`, `repeats`, `recency` and `age`, one row a customer, in any order, whole numbers. Count in whole days: the time of day plays no part.
"""


# %% recency-frequency role="solution"
def recency_frequency(purchases, end):
    ### BEGIN SOLUTION
    day = purchases["ordered_at"].dt.normalize()
    known = purchases.assign(day=day)[day <= pd.Timestamp(end)]
    days = known.groupby("customer_id")["day"].agg(["min", "max", "nunique"])
    table = pd.DataFrame(
        {
            "repeats": days["nunique"] - 1,
            "recency": (days["max"] - days["min"]).dt.days,
            "age": (pd.Timestamp(end) - days["min"]).dt.days,
        }
    )
    return table.reset_index()
    ### END SOLUTION


# %% recency-frequency-check role="tests" points=3
check("recency-frequency")

# %% fit-model role="given"
from coursekit.buying_model import BuyingModel

mine = purchases[purchases["customer_id"].isin(newcomers["customer_id"])]
bought_on = mine["ordered_at"].dt.normalize().groupby(mine["customer_id"]).agg(["min", "max", "nunique"])
base = pd.DataFrame({"repeats": bought_on["nunique"] - 1, "recency": (bought_on["max"] - bought_on["min"]).dt.days})
base["age"] = (pd.Timestamp("2026-06-30") - bought_on["min"]).dt.days
model = BuyingModel.fitted(base)
model

# %% alive-question [markdown]
"""
## The probability of being alive

The cell above fitted the **BG/NBD model** (Fader, Hardie & Lee, "Counting Your Customers the Easy Way", *Marketing Science*, 2005) to your newcomers who bought. It tells a simple story. As long as customers are active they buy at a rate of their own; after each purchase they drop out for good with a
chance of their own. How rates and chances differ between customers is in four numbers: *r* and *alpha* for the rates, *a* and *b* for the chances. From them follows, for a customer with *x* repeats, recency *t* and age *T*, **P(alive)**, the chance that they have not dropped out:

> 1 ÷ (1 + a ÷ (b + x − 1) × ((alpha + T) ÷ (alpha + t))^(r + x)) if x is at least 1; and 1 if x is 0

With r 1, alpha 100, a 1, b 2, a customer with x 2, t 100 and T 300 has 1 ÷ (1 + 1 ÷ 3 × (400 ÷ 200)³) = 1 ÷ (1 + 8/3) = 3/11.

**Your turn.** Write `p_alive(table, r, alpha, a, b)`. `table` has the columns `customer_id`, `repeats`, `recency` and `age`. Return the probabilities in the order of its rows, to at least three decimals: a Series, an array or a list, or with the customers' numbers beside them (a dict, or the table with one column more, the last). The cell after the check asks it about three customers of the same age, all silent since day 300.
"""


# %% p-alive role="solution"
def p_alive(table, r, alpha, a, b):
    ### BEGIN SOLUTION
    x, t, age = table["repeats"], table["recency"], table["age"]
    silence = ((alpha + age) / (alpha + t)) ** (r + x)
    alive = 1 / (1 + a / (b + x.clip(lower=1) - 1) * silence)
    return alive.where(x > 0, 1.0)
    ### END SOLUTION


# %% p-alive-check role="tests" points=3
check("p-alive")

# %% three-silent role="given"
three = pd.DataFrame({"customer_id": [1, 2, 3], "repeats": [1, 6, 24], "recency": [300] * 3, "age": [450] * 3})
p_alive(three, model.r, model.alpha, model.a, model.b)

# %% what-next [markdown]
"""
After so long a silence, **more** earlier purchases make it *less* likely that the customer is still there: the frequent buyer's silence says more. A list "our most frequent customers" is partly a list of the dead.

And mark the oddity: who bought only once has P(alive) 1. In this model one drops out *after a repeat purchase*, so nobody can have dropped out before. It is a convention, not a finding; the model makes up for it by expecting few purchases of such customers. Don't call them loyal.

## What will they bring?

From the same numbers the model works out how many purchase days each customer will have in the next 365 days. The next cell adds to `base`, one row a customer: `revenue` and `margin`, all that they brought so far, and `expected`, the purchase days expected in the next 365 days.
"""

# %% expected role="given"
so_far = ledger.groupby("customer_id")[["revenue", "margin"]].sum()
base[["revenue", "margin"]] = so_far.reindex(base.index)
base["expected"] = model.expected_purchases(base[["repeats", "recency", "age"]], 365)
base.head()

# %% next-year-question [markdown]
"""
**Your turn, on your own data.** What margin will these customers bring **in the next 365 days**, all together? For each customer, multiply the expected purchase days by *their own* margin per purchase day so far (they had `repeats` + 1 of them), then add up. Leave discounting out: within one year it changes little. Put the dollars into `next_year_value`.

Your notebook can't tell you whether it is right. Read it beside `base["margin"].sum()`, which took two years.
"""

# %% next-year-value role="solution"
next_year_value = (
    ### BEGIN SOLUTION
    (base["expected"] * base["margin"] / (base["repeats"] + 1)).sum()
    ### END SOLUTION
)

# %% next-year-value-check role="tests" points=2
check("next-year-value")

# %% truth [markdown]
"""
## How far off are we?

In a real shop one would have to wait a year. We have a **practice shop**: other invented customers, whose future the simulator knows. The next cell fits the same model to what is known of them, makes three forecasts of the margin of the next 12 months, and lays the truth beside them: the model's; "next year will be like last year"; and "what they brought so far is what they are worth". Customers stand
in ten equal groups, by the model's forecast.
"""

# %% practice role="given"
from coursekit.practice_customers import practice_customers

practice = practice_customers()
its_model = BuyingModel.fitted(practice)
forecast = its_model.expected_purchases(practice, 365) * practice["margin"] / (practice["repeats"] + 1)
group = np.ceil(forecast.rank(method="first") / len(practice) * 10).astype(int)
off = {
    name: values.sum() / practice["true_value"].sum() - 1
    for name, values in {"model": forecast, "last": practice["last_year"], "past": practice["margin"]}.items()
}

fig, ax = plt.subplots(figsize=(9, 4))
ax.plot(practice["last_year"].groupby(group).mean(), "v:", color="#999999", label=label("truth-last"))
ax.plot(forecast.groupby(group).mean(), "o--", color="#D55E00", label=label("truth-model"))
ax.plot(practice["true_value"].groupby(group).mean(), "s-", color="#0072B2", label=label("truth-truth"))
ax.set(xlabel=label("truth-x"), ylabel=label("truth-y"), title=label("truth-title", **off))
ax.set_xticks(range(1, 11))
ax.legend()
once = practice["repeats"] == 0
print(label("truth-once", share=practice.loc[once, "active"].mean()))
print(label("truth-top", forecast=forecast[group == 10].mean(), truth=practice.loc[group == 10, "true_value"].mean()))

# %% reading-the-truth [markdown]
"""
Three lessons are in the picture.

1. **The total is close, the past is not.** What customers brought so far contains those who have gone; last year's figure too. The model subtracts them.
2. **Both ends are too extreme.** The best group is forecast too high, the worst too low. Whoever stands at the top does so partly by luck: a few dear orders, a busy month. Luck doesn't repeat. Lesson 10 shows the cure, shrinkage.
3. **P(alive) is a tool, not a fact.** The model says 100 % for everyone who bought on one day only; the truth is printed above the picture.

What it doesn't know: seasons, memberships, campaigns, late parcels. It also knows nothing of customers who have yet to come.

## The four claims

Every talk on loyalty quotes them. Here they are, on your own data.
"""

# %% claims role="given"
campaigns, contacts, tickets = load("campaigns"), load("contacts"), load("tickets")
first_purchase = purchases.groupby("customer_id")["ordered_at"].min()
won = newcomers[newcomers["joined_at"] >= "2025-07-01"]
buyers_won = won["customer_id"].isin(first_purchase.index).sum()
kept_ids = first_year & set(second_year["customer_id"])
messages = contacts[contacts["sent_at"] >= "2025-07-01"].merge(campaigns[["campaign_id", "cost_per_contact"]])
cuts = orders.loc[orders["customer_id"].isin(kept_ids) & (orders["ordered_at"] >= "2025-07-01"), "discount"].sum()
won_cost = won["acquisition_cost"].sum() / buyers_won
print(label("claim-5x", ratio=won_cost * len(kept_ids) / messages["cost_per_contact"].sum()))
print(label("claim-5x-cuts", ratio=won_cost * len(kept_ids) / (messages["cost_per_contact"].sum() + cuts)))

visits = load("sessions").drop_duplicates("session_id")
has_bought = visits["customer_id"].map(first_purchase) < visits["started_at"]
per_visit = visits["order_id"].notna().groupby(has_bought).mean()
print(label("claim-visit", old=per_visit[True], new=per_visit[False]))
in_march = purchases["ordered_at"].between("2026-03-01", "2026-03-31 23:59:59")
march = set(purchases.loc[in_march, "customer_id"])
old = set(first_purchase.index[first_purchase < "2026-03-01"])
new = set(customers.loc[customers["joined_at"] < "2026-03-01", "customer_id"]) - old
print(label("claim-month", old=len(march & old) / len(old), new=len(march & new) / len(new)))

terms = events[
    (events["plan"] == "monthly") & events["event"].isin(["plan_started", "rejoined", "renewed", "cancelled"])
]
terms = terms.assign(long=terms.sort_values("event_at").groupby("membership_id").cumcount() > 6)
due = terms[terms["event"].isin(["renewed", "cancelled"])]
for when, first, last in [("before", "2025-07-01", "2025-09-30"), ("rise", "2025-10-01", "2025-10-31")]:
    asked = due[due["event_at"].dt.normalize().between(first, last)]
    left = (asked["event"] == "cancelled").groupby(asked["long"]).mean()
    print(label(f"claim-price-{when}", short=left.get(False, np.nan), long=left.get(True, np.nan)))

# %% loyal-orders role="given"
theirs = ledger[
    ledger["customer_id"].isin(newcomers["customer_id"]) & ~ledger["status"].isin(["cancelled", "returned"])
]
theirs = theirs.merge(orders[["order_id", "discount"]], on="order_id").sort_values("ordered_at")
theirs["number"] = theirs.groupby("customer_id").cumcount() + 1
theirs["asked"] = theirs["order_id"].isin(tickets["order_id"])
theirs["kinds"] = theirs["order_id"].map(lines.groupby("order_id")["category"].nunique())
later_loyal = theirs.groupby("customer_id")["number"].transform("max") >= 5
rows = {
    label("orders-first"): theirs["number"] == 1,
    label("orders-first-loyal"): (theirs["number"] == 1) & later_loyal,
    label("orders-middle"): theirs["number"].between(2, 4),
    label("orders-late"): theirs["number"] >= 5,
}
by_month = theirs.groupby([theirs["number"] > 1, theirs["ordered_at"].dt.to_period("M")])["revenue"].sum().unstack(0)
swing = by_month.loc["2025-07":"2026-06"].max() / by_month.loc["2025-07":"2026-06"].mean()
print(label("swing", first=swing[False], repeat=swing[True]))
pd.DataFrame(
    {
        name: {
            label("per-revenue"): theirs.loc[which, "revenue"].mean(),
            label("per-kinds"): theirs.loc[which, "kinds"].mean(),
            label("per-cut"): 100
            * theirs.loc[which, "discount"].sum()
            / theirs.loc[which, ["amount", "discount"]].sum().sum(),
            label("per-parcel"): theirs.loc[which, "parcel_cost"].mean(),
            label("per-tickets"): 100 * theirs.loc[which, "asked"].mean(),
            label("per-margin"): theirs.loc[which, "margin"].mean(),
        }
        for name, which in rows.items()
    }
).round(2)

# %% the-verdict [markdown]
"""
- **"Winning a customer costs five times as much as keeping one."** Your two ratios come from the same data; all that changed is whether price cuts for those who stayed count as a cost of keeping them. Keiningham, Vavra, Aksoy & Wallard (*Loyalty Myths*, 2005) traced the five to consultancy work of the late 1980s and found no data that carry it. **Verdict: folklore.**
- **"80 % of profit from 20 % of customers."** Tested above. **Verdict: right in kind, not in number.**
- **"60–70 % chance of a sale to a customer, 5–20 % to a stranger."** Per visit your figures may even turn the claim round, since strangers who left without an account leave no row in `sessions`; per month the gap yawns. Of which sale, in what time, to which strangers? The figures go from book to book (Griffin & Lowenstein, *Customer Winback*, 2001, have them early); we know of no published data behind them. **Verdict: no definition, so neither true nor false.**
- **"Loyal customers care less about price."** The two lines under 4 compare monthly members before and at the price rise of October 2025. Long-standing members leave less at *any* price: those who would go have gone. Did the rise itself hit them less? That depends on whether you subtract the rates or divide them, and with few members at each step, chance has its say. Reinartz & Kumar (*Harvard Business Review*, 2002) found long-standing customers who expected *lower* prices, and got them. **Verdict: to be tested, case by case.**

The table asks the rest of the catalogue. **Up-selling** would raise revenue an order; **cross-selling**, the product lines in it; a lower **cost to serve**, the parcel cost and the tickets; **price sensitivity** shows in the price cuts. **Steadier revenue** is the line above the table: the peak month divided by the mean month. Compare the late orders not with everybody's first orders but with the first orders *of the same people*. Where these are alike, loyalty
has changed nothing: the customers were sorted, not transformed. (Late parcels cost more for members, who get them faster.)
"""

# %% five-times-question [markdown]
"""
**Your turn.** Suppose that the first claim were exactly true in your shop: winning a customer costs five times what keeping one costs. What follows for the next 10,000 dollars of the budget? Put the letter into `five_times`.

- `"A"`: Put them into keeping customers: there each dollar brings five times as much.
- `"B"`: Nothing yet: one needs what the *next* dollar brings on either side, in future margin.
- `"C"`: Stop acquisition until nobody leaves any more.
- `"D"`: Put five sixths into winning customers and one sixth into keeping them, as the costs are.
"""

# %% five-times role="solution"
five_times = (
    ### BEGIN SOLUTION
    "B"
    ### END SOLUTION
)

# %% five-times-check role="tests" points=1
check("five-times")

# %% memo-question [markdown]
"""
## The decision

The marketing director wants to double the budget of **social ads**. The alternatives: **search ads**, rewards for **referral**, or a programme for customers we already have. The next cell gives one more number: what the newcomers of each channel who bought are expected to bring in the next 365 days, per customer won.
"""

# %% by-channel role="given"
ahead = (base["expected"] * base["margin"] / (base["repeats"] + 1)).reindex(newcomers["customer_id"]).fillna(0.0)
ahead.groupby(newcomers["acquisition_channel"].to_numpy()).mean().round(2).rename(label("ahead")).to_frame()

# %% memo-task [markdown]
"""
**Write the two directors a memo of about 150 words.** No formulas.

- Open with the decision: where does the next money go, and what may a customer cost there at most? Give two or three figures of yours, each with its time span, and say that they are margins.
- Say what your figures can **not** tell. Think of averages and next dollars, of the year ahead, of what the practice shop taught.
- Name one of the four claims that you will no longer use in this company, and what you will use instead.
- Say which figure, of which customers and when, would show that you were wrong.
"""

# %% value-memo role="essay" points=5

# %% summary [markdown]
"""
## What you take with you

| question | answer with | not with |
|---|---|---|
| What did a customer bring? | margin, losses included | revenue |
| Has a channel paid back? | total margin ÷ total cost, everyone the same days | the mean of ratios; buyers only |
| What is a member worth? | each year's margin × share still there, discounted | a constant churn rate of those who stayed |
| What is a shopper worth? | expected purchases × margin a purchase | the past |
| Where does the next dollar go? | what the next dollar brings | a famous ratio |

- Averages hide that customers are unlike; totals and groups show it.
- A frequent buyer's silence says more than a rare buyer's.
- The top of any list is partly luck.

**A sentence to take to work on Monday:** "Is that revenue or margin, past or future, and of which customers?"

Next, lesson 05: who these customers are, and what holds them.

*To read further:* Sunil Gupta and Donald Lehmann, *Managing Customers as Investments* (2005), a short book on all of this; Peter Fader, *Customer Centricity* (2nd ed., 2012).
"""
