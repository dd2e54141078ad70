# %% welcome [markdown]
"""
# Everywhere at once

The head of digital channels is enthusiastic. *"Customers who use several of our channels hardly leave. Those with one or none leave all the time. So: everybody gets an invitation to our mini-programme!"*

The head of marketing is, too. *"And of those who click on our messages, most come back to the app. Let's send four instead of one."*

The chief executive pays for contacts, one for every second customer. *"Does a channel make customers loyal? And how many messages are too many?"*

In about 75 minutes you will have decided whom to write to, and how often, and your decision will be played out. You will be able to

- follow customers' **journeys** through app, branch, phone and mini-programme;
- tell loyalty *by* a channel from loyal customers who use more channels: **self-selection**;
- judge an **A/B test**: its effect with an **interval**, its **power**, its **stopping rule**;
- resist **peeking**, and the best of many segments;
- find the **frequency** at which messages begin to tire, and decide by it.

Terms in **bold** stand in the course's [glossary](glossary.md), in English and Chinese.
"""

# %% the-setting [markdown]
"""
## The setting

Our bank is modelled on public facts about **Ping An Bank**, known for being there through every channel, **online and offline**, and for regular **give-back campaigns** that keep customers active. Its mini-programme
lives inside WeChat, a **social medium**. **Communication and interaction** with customers is cheap there, which is the temptation. The customers are invented, every one, and yours are not your neighbour's. Run the next cells.
"""

# %% setup role="given"
from statistics import NormalDist

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd

from coursekit import begin, check, hint, label, load, style
from coursekit.interactive.logistic import fit_logistic
from coursekit.message_draws import TABLES, invitation_and_after, messages_and_after

begin("09-everywhere-at-once")
style()

# %% load-steps role="given"
steps = load("journey_steps")[["journey_id", "step", "customer_id", "channel", "at"]]
steps.head()

# %% journeys-words [markdown]
"""
A **journey** is something that a customer wants done: a transfer, some advice, a complaint. It takes one step or several, in one **channel** or several. That the bank should be the same bank in each of them is the idea of
the **omnichannel**. The next cell shows, for every step that was followed by another one, where the customer went next.
"""

# %% journeys-own role="given"
ordered = steps.sort_values(["journey_id", "step"])
onward = ordered.assign(next=ordered.groupby("journey_id")["channel"].shift(-1)).dropna(subset="next")
moves = pd.crosstab(onward["channel"], onward["next"], normalize="index")
moves.rename_axis(index=label("from"), columns=label("to")).round(2)

# %% first-by-hand [markdown]
"""
## First by hand: many channels, few departures?

Ten customers, with the number of channels they used in half a year, and whether they were **gone** a year later (less than 30 % of their money left):
"""

# %% ten-customers role="given"
ten_customers = pd.DataFrame(
    {
        "customer_id": range(1, 11),
        "channels": [1, 3, 1, 0, 2, 1, 1, 4, 1, 2],
        "gone": [True, False, False, True, False, True, False, True, True, False],
    }
)
ten_customers

# %% by-hand-question [markdown]
"""
**Your turn.** Take the share gone among those with **two channels or more**, less the share gone among those with **at most one**. Put it into `by_hand_gap`, as a number between −1 and 1 (a calculation such as `1 / 3 - 2 / 7` is fine).
"""

# %% by-hand-gap role="solution"
by_hand_gap = (
    ### BEGIN SOLUTION
    1 / 4 - 4 / 6
    ### END SOLUTION
)

# %% by-hand-gap-check role="tests" points=1
check("by-hand-gap")

# %% channels-question [markdown]
"""
Now for all customers.

**Your turn.** Write `channels_used(steps, customers, first, after)`.

- `steps` has one row a step, with `customer_id`, `channel` and `at` (when it began), in any order; `customers` has a column `customer_id`, one row a customer.
- `first` and `after` are days as text, such as `"2024-11-01"`: steps count from the beginning of `first` until **before** the beginning of `after`.

Return a table with one row for **each** of `customers`: `customer_id` and `channels`, the number of **different** channels of the steps that count; 0 for those without any.
"""


# %% channels-used role="solution"
def channels_used(steps, customers, first, after):
    ### BEGIN SOLUTION
    counted = steps[(steps["at"] >= pd.Timestamp(first)) & (steps["at"] < pd.Timestamp(after))]
    used = counted.groupby("customer_id")["channel"].nunique()
    channels = customers["customer_id"].map(used).fillna(0).astype(int)
    return pd.DataFrame({"customer_id": customers["customer_id"], "channels": channels})
    ### END SOLUTION


# %% channels-used-check role="tests" points=2
check("channels-used")

# %% naive-words [markdown]
"""
## Customers of many channels stay

The next cell puts together the customers of May 2025: the `channels` they had used in the half-year before (counted as you did), and whether they were `gone` twelve months on. Here is the head of digital channels' number, from your data.
"""

# %% make-invited role="given"
invited = invitation_and_after(
    {name: load(name) for name in ("campaigns", "assignments", "monthly_assets", "journey_steps")}
)
by_channels = invited.groupby(invited["channels"].clip(upper=3))["gone"].agg(["mean", "size"])
fig, ax = plt.subplots(figsize=(7, 3.2))
bars = ax.bar([label("or-more", number=n) if n == 3 else str(n) for n in by_channels.index], 100 * by_channels["mean"])
ax.bar_label(bars, [label("customers", number=n) for n in by_channels["size"]], fontsize=9)
few, many = (invited.loc[rows, "gone"].mean() for rows in (invited["channels"] <= 1, invited["channels"] >= 2))
ax.set(xlabel=label("channels"), ylabel=label("gone"), title=label("naive-title", one=few, many=many))
ax.margins(y=0.15)

# %% naive-question [markdown]
"""
**Your turn.** What follows about getting a customer onto one more channel? Put the letter into `loyal_because`.

- `"A"`: It makes them stay: each channel more lowers the share gone.
- `"B"`: Nothing yet: customers who are attached to the bank use more channels *and* stay, so the groups differed before.
- `"C"`: Channels do nothing: whoever uses more would have stayed anyway.
- `"D"`: It makes them stay, but only from the third channel on.
"""

# %% loyal-because role="solution"
loyal_because = (
    ### BEGIN SOLUTION
    "B"
    ### END SOLUTION
)

# %% loyal-because-check role="tests" points=1
check("loyal-because")

# %% lot-words [markdown]
"""
## Let the lot decide

Nobody was given channels; customers chose them. That is **self-selection**. Luckily, in May 2025 somebody let the lot decide who was **invited** to the mini-programme: an **A/B test**. Chance doesn't look at loyalty. So the difference between the two
groups, whoever opened it, is the effect of the invitation, but for chance.

Chance makes groups differ a little, hence the **confidence interval**: the difference of two shares p₁ − p₀, plus and minus 1.96 standard errors, with standard error √(p₁(1 − p₁)/n₁ + p₀(1 − p₀)/n₀), n₁ and n₀ being the numbers of customers.

Beware of three shortcuts that bring self-selection back in:

- those who **clicked** against those who didn't: whoever clicks is keener, and comes more often anyway;
- those who **opened** against the control group: nobody knows who of the control group would have opened;
- a message **sent** taken for a message **read**: the effect of sending is an average over all, most of whom never read it.
"""

# %% effects-question [markdown]
"""
**Your turn.** Write `arm_effects(trial, z)`. `trial` has one row a customer of a test by lot, with `arm` (`"control"` and one or several others) and `outcome` (True or False); there are further columns, such as `opened` and `clicked`. `z` is how many standard errors the interval reaches to either side, such as 1.96.

Return a table with one row for each arm **other than** `"control"`:

- `arm`;
- `effect`: the share with a True `outcome` among **all** customers of the arm, less that of the control group;
- `low`, `high`: `effect` minus and plus `z` standard errors, by the formula above.

Shares, not per cent, and not rounded (or to at least four decimals).
"""


# %% arm-effects role="solution"
def arm_effects(trial, z):
    ### BEGIN SOLUTION
    shares = trial.groupby("arm")["outcome"].agg(["mean", "size"])
    square = shares["mean"] * (1 - shares["mean"]) / shares["size"]
    arms = [arm for arm in shares.index if arm != "control"]
    effect = shares["mean"][arms] - shares["mean"]["control"]
    error = np.sqrt(square[arms] + square["control"])
    table = pd.DataFrame({"effect": effect, "low": effect - z * error, "high": effect + z * error})
    return table.rename_axis("arm").reset_index()
    ### END SOLUTION


# %% arm-effects-check role="tests" points=3
check("arm-effects")

# %% effects-words [markdown]
"""
First the invitation: did it bring more customers into the mini-programme (`took_it_up`), and did it change who was `gone` a year later? Then the two trials of frequency, in November 2024 and 2025: customers got no message, one, two or four in the app, by lot, with a gift; did they use the app in that month?
In both trials every arm had the same probability, so that they may be put together.
"""

# %% effects-own role="given"
messages = messages_and_after({name: load(name) for name in TABLES})
frequency = messages[messages["campaign_id"].isin(messages.loc[messages["arm"] == "once", "campaign_id"])]
for name, trial, outcome in (
    ("effect-took-up", invited, "took_it_up"),
    ("effect-gone", invited, "gone"),
    ("effect-active", frequency, "active"),
):
    print(label(name), arm_effects(trial.assign(outcome=trial[outcome]), 1.96), "", sep="\n")
once = frequency[frequency["arm"] == "once"]
active_by = once.groupby("clicked")["active"].mean()
print(label("clickers", yes=active_by.get(True, np.nan), no=active_by.get(False, np.nan), opened=once["opened"].mean()))

# %% reader-words [markdown]
"""
The last line is the head of marketing's. It says who clicks, not what a message does. It says something else, too: most messages sent were never opened. The effect of *sending* is an average over readers and others; if a message does nothing unread, its effect on readers is that of sending divided by the share who opened
(Bloom, *Evaluation Review*, 1984). A budget buys messages sent, so decisions need the effect of sending.

## How far from the truth?

Of your own customers nobody may see the truth. Of a **practice bank**, ten thousand customers who are nobody's own, we know what would have become of each of them with and without. Blue: its numbers, found as you found yours, with their intervals. Orange: the truth.
"""

# %% truth role="given"
from coursekit.interactive.practice_messages_view import show_the_truth

show_the_truth(label)

# %% power-question [markdown]
"""
The naive number saw points; inviting does next to nothing. The customers of many channels were loyal anyway: at the practice bank we know it. With your own customers you don't, for two reasons. The interval of the invitation would have held an effect of a whole point, too. And only some five in a hundred more took the invitation up:
had the channel really kept five in a hundred of *these*, inviting would show a quarter of a point. **Not found is not the same as not there**: it depends on the size of the test.

How many customers does it take? Enough for the test to find an effect of a given size with a given probability, its **power**; 0.8 is usual. With a share `base` in the control group and `base + change` in the other, **each** of the two groups needs

n = (1.96 + z)² × [base(1 − base) + (base + change)(1 − base − change)] ÷ change²

customers, where z is the value below which a standard normal variable lies with probability `power`: `NormalDist().inv_cdf(power)` (0.84 for 0.8). It's worth knowing by heart as "16 times p(1 − p) over the square of the change" (Kohavi, Tang and Xu, *Trustworthy Online Controlled Experiments*, 2020).

**Your turn.** Write `customers_needed(base, change, power)`. It returns n **for one group**, rounded **up** to a whole number. All three are shares, not per cent; `change` may be negative, not 0.
"""


# %% customers-needed role="solution"
def customers_needed(base, change, power):
    ### BEGIN SOLUTION
    other = base + change
    z = 1.96 + NormalDist().inv_cdf(power)
    return int(np.ceil(z**2 * (base * (1 - base) + other * (1 - other)) / change**2))
    ### END SOLUTION


# %% customers-needed-check role="tests" points=2
check("customers-needed")

# %% needed-own role="given"
gone_share = invited.loc[invited["arm"] == "control", "gone"].mean()
print(label("have", number=(invited["arm"] == "control").sum()))
for change in (-0.03, -0.02, -0.01, -0.005):
    print(label("needed", points=100 * -change, number=str(customers_needed(gone_share, change, 0.8))))

# %% peek-words [markdown]
"""
## Just a quick look

The head of marketing has a test running. *"I look every Monday. As soon as it's significant, I stop and roll it out!"* That is **peeking**. Below, **nothing** was done to either group. Each line is a test, as it is seen at each look: how many standard errors the two groups lie apart. A line that leaves the band at a look is stopped and celebrated (orange).

1. With one look, at the end: how many of a hundred tests celebrate nothing?
2. And with five looks, ten, thirty?
3. Tick the box: what does the wider band change? (It was worked out for just this number of looks; Pocock, *Biometrika*, 1977.)

(Where sliders can't be shown, a still picture stands in their place.)
"""

# %% peek role="given"
from coursekit.interactive.peeking_view import peek_at_tests

peek_at_tests(label)

# %% alarm-question [markdown]
"""
Now with your own customers.

**Your turn.** Write `alarm_share(looks, limit)`. `looks` is a table with one row a test, one column a look; each value says how many standard errors (positive or negative) the groups lay apart at that look. Return the share of **tests** that lay **further than** `limit` from zero, on either side, at **one look at least**.
"""


# %% alarm-share role="solution"
def alarm_share(looks, limit):
    ### BEGIN SOLUTION
    return (looks.abs() > limit).any(axis=1).mean()
    ### END SOLUTION


# %% alarm-share-check role="tests" points=2
check("alarm-share")

# %% alarm-words [markdown]
"""
The next cell takes the customers who got no message in any trial and splits them by lot into two groups that are treated alike: a test of nothing, a thousand times, looked at ten times each. The first number is for the last look only; the second for whoever peeks; the third for whoever peeks with the wider band of 2.555, made for ten looks.
"""

# %% alarm-own role="given"
nothing = messages.loc[messages["arm"] == "control", "active"].to_numpy(dtype=float)[:2_000]
random = np.random.default_rng(9)
rows = []
for _ in range(1_000):
    order = random.permutation(len(nothing))
    group, came = np.arange(len(nothing)) % 2 == 0, nothing[order]
    row = []
    for end in np.linspace(0, len(nothing), 11).astype(int)[1:]:
        a, b = came[:end][group[:end]], came[:end][~group[:end]]
        error = np.sqrt(a.mean() * (1 - a.mean()) / len(a) + b.mean() * (1 - b.mean()) / len(b))
        row.append((a.mean() - b.mean()) / error if error else 0.0)
    rows.append(row)
ten_looks = pd.DataFrame(rows, columns=range(1, 11))
print(label("alarm-last"), alarm_share(ten_looks[[10]], 1.96))
print(label("alarm-peeking"), alarm_share(ten_looks, 1.96))
print(label("alarm-wider"), alarm_share(ten_looks, 2.555))

# %% stop-words [markdown]
"""
So write the **stopping rule** down before the test begins: how many customers, how many looks, which limit. Two things are honest: to look once, at the end; or to look several times with a limit that was made for it.

## The best of many segments

The same trap lies sideways. Whoever splits a test into eighteen comparisons and reports the best one has looked eighteen times: **multiple testing**. The plain remedy is **Bonferroni's**: with k comparisons each may err with a probability of 0.05 ÷ k only, so every interval reaches
`NormalDist().inv_cdf(1 - 0.05 / (2 * k))` standard errors to either side instead of 1.96.
"""

# %% groups-question [markdown]
"""
**Your turn.** Write `group_effects(trial)`. `trial` is like that of `arm_effects`, with another column `group`. For each group and each arm other than `"control"`, compare the arm's customers **of that group** with the control group's customers **of the same group**.

Return a table with the columns `group`, `arm`, `effect`, `low`, `high`, with intervals as wide as Bonferroni asks for, where k is the number of comparisons, that is of **rows in your table**. You may use `arm_effects`. (Each group has customers of every arm.)
"""


# %% group-effects role="solution"
def group_effects(trial):
    ### BEGIN SOLUTION
    comparisons = trial.loc[trial["arm"] != "control", ["group", "arm"]].drop_duplicates()
    z = NormalDist().inv_cdf(1 - 0.05 / (2 * len(comparisons)))
    parts = [arm_effects(part, z).assign(group=group) for group, part in trial.groupby("group")]
    return pd.concat(parts, ignore_index=True)[["group", "arm", "effect", "low", "high"]]
    ### END SOLUTION


# %% group-effects-check role="tests" points=3
check("group-effects")

# %% groups-words [markdown]
"""
Your two trials of frequency again, split by how often customers had logged in to the app in the three months before.
"""

# %% groups-own role="given"
USE = ["0", "1-2", "3-5", "6-10", "11-20", "21+"]
frequency = frequency.assign(
    outcome=frequency["active"],
    group=pd.cut(frequency["sessions_3"], [-1, 0, 2, 5, 10, 20, np.inf], labels=USE).astype(str),
)
base = frequency[frequency["arm"] == "control"].groupby("group")["active"].mean().rename(label("base"))
own_groups = group_effects(frequency)
if isinstance(own_groups, pd.DataFrame):
    if "group" not in own_groups.columns:
        own_groups = own_groups.reset_index()
    if "group" in own_groups.columns:
        places = own_groups["group"].map({name: place for place, name in enumerate(USE)})
        own_groups = own_groups.assign(**{label("base"): own_groups["group"].map(base)}).round(3)
        own_groups = own_groups.iloc[np.argsort(places, kind="stable")]
own_groups

# %% groups-reading [markdown]
"""
Read the table by groups, the last column first. Who comes every week comes without a message: there is hardly anything to gain, only a gift to be paid. Below that, most effects lie above zero, and most intervals still hold it: eighteen comparisons, each between a few hundred customers, are too many for a test of this size.
Don't pick the row that shines: of eighteen estimates the highest is so partly by luck, and promises too much. What all rows say together is more reliable.

## How often is too often?

Every message more reaches a few who hadn't opened the first. And every message more annoys: **fatigue**. The **contact frequency** decides which of the two wins.

"Does two beat one?" is a comparison of its own, with those who got one as the yardstick. Whether two intervals *against none* overlap doesn't answer it: both lean on the same control group. The cell after your picture prints it.
"""

# %% chart-question [markdown]
"""
**Your turn.** Write `frequency_chart(trial)` for a table with `messages` (how many were sent to the customer: 0 for the control group), `active` (True or False) and `opened`. Draw on a new figure, and return the `Axes`:

- one line; x: the number of messages sent, for each number that there is, 0 included; y: the share of **all** customers sent so many who were active, from 0 to 1;
- both axes have a name, and the picture a **title**. `label("messages")`, `label("active-share")` and `label("frequency-title")` give words in your language.
"""


# %% frequency-chart role="solution"
def frequency_chart(trial):
    ### BEGIN SOLUTION
    share = trial.groupby("messages")["active"].mean()
    ax = plt.figure(figsize=(7, 3.3)).subplots()
    ax.plot(share.index, share, marker="o")
    ax.set(xlabel=label("messages"), ylabel=label("active-share"), title=label("frequency-title"))
    return ax
    ### END SOLUTION


# %% frequency-chart-check role="tests" points=2
check("frequency-chart")

# %% chart-own role="given"
shown = frequency_chart(frequency)
if hasattr(shown, "set_title"):
    by_number = frequency.groupby("messages")["active"].agg(["mean", "size"])
    square = by_number["mean"] * (1 - by_number["mean"]) / by_number["size"]
    shown.errorbar(by_number.index, by_number["mean"], yerr=1.96 * np.sqrt(square), fmt="none", capsize=4)
    shown.set_xticks(by_number.index)
    best = by_number["mean"].idxmax()
    gain, reach = by_number["mean"][best] - by_number["mean"][0], 1.96 * np.sqrt(square[best] + square[0])
    shown.set_title(label("frequency-own-title", best=best, gain=100 * gain, reach=100 * reach))
against_one = frequency["arm"].replace({"control": "none", "once": "control"})
print(label("against-one"), arm_effects(frequency.assign(arm=against_one), 1.96), sep="\n")

# %% policy-words [markdown]
"""
## The decision: whom to write to, and how often

It is 1 July 2026. There is **one contact for every second customer**: a message is one contact, so two messages to one customer are two, four are four; a call by the service centre is one, too. What counts: **40 CNY** for each customer who uses the app in July, and the margin of the 36 months that follow,
less what is spent: 0.06 CNY a message, 18 CNY a call, and a gift of 8 CNY for three in four of those who open a message and use the app. Your policy will be played among customers of whom it is known what each action would do,
beside simple rules: nobody, by lot, and those most likely to leave. (Everybody would be beyond the budget.)

What a policy sees, as `customers`, is the table `decision_customers` (the check hands it over): `customer_id`, `segment`, `assets`, `peak_assets_6`, `silent_months`, `sessions_3` and `sessions_before` (log-ins in the last three months and in the three before),
`payments_3`, `payments_before`, `salaries_3`, `transfers_in_3`, `transferred_out_3`, `products`, `payroll`, `deposit_due`, `contacts_3`, `days_since_joined`, `age` (may be missing) and `acquisition_channel` (the data dictionary says more). Most of these stand in `frequency` too,
as known on the first day of each trial: **what you learn there, you can apply here.** Besides, `frequency` has the `cost` of each customer's messages and gift.

The next cell gives you `came_model(rows)`: a logistic regression (lesson 06 explains it) of `active` on a few columns. `came_model(frequency[frequency["arm"] == "once"])` learns who comes when written to once; its `.probability(traits(customers))` applies that to others.

Some advice:

- A message is worth 40 CNY × by how much it raises the probability of coming, less its cost. The second message is worth what two bring **beyond** one.
- Contacts are scarce. Think of each message as a step, and put the steps of all customers into one list, best first.
- A model smooths: it says something about every single customer, where your table of groups has wide intervals. What it says of many alike is worth more than what it says of one.
- Send nothing from which you expect a loss, even if contacts are left.
- What your model promises for those it picks is too rosy: they were picked because they looked good. That is why you are graded on others.
"""

# %% make-models role="given"
TRAITS = ["log_sessions", "log_before", "products", "age", "slipping"]


def traits(customers):
    return pd.DataFrame(
        {
            "log_sessions": np.log1p(customers["sessions_3"]),
            "log_before": np.log1p(customers["sessions_before"]),
            "products": customers["products"],
            "age": customers["age"].fillna(40),
            "slipping": customers["segment"] == "slipping",
        }
    ).astype(float)


def came_model(rows):
    return fit_logistic(traits(rows).assign(active=rows["active"]), "active", TRAITS)


came_model(frequency[frequency["arm"] == "control"]).coefficients.round(2)

# %% policy-question [markdown]
"""
**Your turn.** Write `message_policy(customers)`. It returns `"nothing"`, `"push_once"`, `"push_twice"`, `"push_four_times"` or `"call"` for each row of `customers`, in their order (a list, an array or a Series). All contacts together may be at most half as many as there are rows. What you learnt from `frequency` may stand in
variables outside the function, in the same cell.

`check("message-policy")` plays it among practice customers as often as you like; you are graded on others. Full marks from 45 % of what lies between the best simple rule and the best policy that anyone could make from these columns.
"""


# %% message-policy role="solution"
### BEGIN SOLUTION
models = {arm: came_model(frequency[frequency["arm"] == arm]) for arm in ("control", "once", "twice")}
costs = frequency.groupby("arm")["cost"].mean()


### END SOLUTION
def message_policy(customers):
    ### BEGIN SOLUTION
    come = {arm: model.probability(traits(customers)) for arm, model in models.items()}
    once = 40 * (come["once"] - come["control"]) - costs["once"]
    twice = 40 * (come["twice"] - come["control"]) - costs["twice"]
    first = np.where(twice - once > once, twice / 2, once)
    second = np.where(twice - once > once, twice / 2, twice - once)
    worth = np.concatenate([first, second])
    best = np.argsort(-worth, kind="stable")[: int(0.5 * len(customers))]
    number = np.bincount(best[worth[best] > 0] % len(customers), minlength=len(customers))
    return np.array(["nothing", "push_once", "push_twice"])[number]
    ### END SOLUTION


# %% message-policy-check role="tests" points=5
check("message-policy")

# %% memo-question [markdown]
"""
"The heaviest users first, they like us" and "those about to leave first" are what you will hear. Write each as a policy, and see what it brings.

**Write the board a memo of about 150 words.** No formulas.

- Open with the decision: who gets one message, who two, who none.
- Give the effect of a message with its interval, and say against whom it was measured.
- Say why neither "customers of many channels stay" nor "those who click come back" is a reason for anything.
- Say what you would test next, with how many customers, how many looks, and when you stop.
"""

# %% message-memo role="essay" points=5

# %% summary [markdown]
"""
## What you take with you

| measure | what it is | beware |
|---|---|---|
| channels used | different channels of all steps in a window | loyal customers use more: self-selection |
| effect of an arm | share of **all** in the arm less that of the control group, with an interval | not of those who clicked, nor of those who opened |
| power | chance that a test finds an effect of a given size | not found is not the same as not there |
| peeking | stopping at the first look that pleases | fix number of looks and limit beforehand |
| many comparisons | the best of k looks good by chance | wider intervals (Bonferroni) |
| frequency | share active by number of messages | each message more reaches fewer and annoys more |

- Ask of each comparison: who chose the groups? The customers, the bank, or the lot?
- A budget buys messages sent. What the next one adds is what counts.

**A sentence to take to work on Monday:** "Did we make them loyal, or did the loyal ones find us?"

The course's [glossary](glossary.md) explains every term in English and Chinese.

*To read further:* Ron Kohavi, Diane Tang and Ya Xu, *Trustworthy Online Controlled Experiments* (2020), on power, peeking and many metrics; Guido Imbens and Donald Rubin, *Causal Inference* (2015), chapter 6; Stuart Pocock, *Biometrika* 64(2), 1977, on looking several times;
Peter Armitage and others, *Journal of the Royal Statistical Society A* 132(2), 1969, on what looking costs.
"""
