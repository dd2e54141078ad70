# %% welcome [markdown]
"""
# Stars and offers

The marketing director is beaming. *"Half of our members completed the last offer. Half! And they came more often than
those who let it lapse. Let's send it to everybody."*

The finance director turns a page. *"We gave ten dollars off to people who were standing in the queue anyway. And while
we are at it: how many stars do we still owe?"*

The chief executive wants one answer: *"Next week's offer goes to a third of our members. Which offer, to whom?"*

In about 75 minutes you will have made that decision, and it will be played out. You will be able to

- read a **loyalty programme** like an accountant: a **star ledger** that balances, what is owed, what will never be redeemed;
- take an **offer funnel** apart and say why completing an offer isn't an effect of it;
- find the effect of an offer from waves drawn by lot, after all costs, with an interval, segment by segment;
- turn effects into a **policy**: which offer to whom, within a budget.

Terms in **bold** stand in the course's [glossary](glossary.md), in English and Chinese.
"""

# %% the-setting [markdown]
"""
## The setting

Our chain of coffee shops is modelled on public facts about **Starbucks Rewards**. A member earns **points**, here called
stars, with each dollar, and redeems them for drinks. Stars expire after six months. Now and then the app brings a
**coupon**: buy one, get one (`bogo`), some dollars off, or merely news. In March 2026 the programme was rebuilt around three
**tiers**, green, gold and reserve.

Nobody signs a contract in a coffee shop. Whoever stops coming tells nobody, and every dollar of a reward is a bet that
somebody would otherwise have come less. The customers are invented, every one, and yours are not your neighbour's. Run
the next cells.
"""

# %% setup role="given"
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd

from coursekit import begin, check, hint, label, load, style

begin("07-stars-and-offers")
style()

# %% load-ledger role="given"
ledger = load("star_ledger")
ledger.drop(columns="visit_id").tail()

# %% first-by-hand [markdown]
"""
## First by hand: what do we owe?

A star that has been handed out is a promise. The **star ledger** writes down every one: `opening` (brought in when the data
begin), `earned`, `redeemed`, `expired`, and `reversed` (taken back when a visit was refunded). Stars that leave an account
are negative. What stands on the accounts is the company's **liability** in stars.

Two members:
"""

# %% a-small-ledger role="given"
a_small_ledger = pd.DataFrame(
    {
        "member_id": [1, 1, 1, 1, 1, 2, 2, 2, 2],
        "posted_at": pd.to_datetime(
            [
                "2025-01-01 00:00",
                "2025-01-09 08:10",
                "2025-02-03 08:05",
                "2025-03-01 00:00",
                "2025-03-07 08:20",
                "2025-01-20 17:40",
                "2025-02-11 12:30",
                "2025-02-11 12:55",
                "2025-03-02 16:00",
            ]
        ),
        "entry": [
            "opening",
            "earned",
            "redeemed",
            "expired",
            "earned",
            "earned",
            "earned",
            "reversed",
            "redeemed",
        ],
        "stars": [60, 45, -25, -40, 30, 110, 25, -25, -100],
    }
)
a_small_ledger

# %% by-hand-question [markdown]
"""
**Your turn.** How many stars does the chain owe these two members together after the last row? Put the number into
`by_hand_owed`; a sum such as `3 + 4 - 1` is fine.
"""

# %% by-hand-owed role="solution"
by_hand_owed = (
    ### BEGIN SOLUTION
    (60 + 45 - 25 - 40 + 30) + (110 + 25 - 25 - 100)
    ### END SOLUTION
)

# %% by-hand-owed-check role="tests" points=1
check("by-hand-owed")

# %% owed-question [markdown]
"""
## What is owed on any day

**Your turn.** Write `stars_owed(ledger, day)`. `ledger` has the columns `member_id`, `posted_at`, `entry`, `stars` and
`balance` (what is on the member's account after the entry), in order of time for each member; `day` is text such as
`"2026-06-30"`.

- Return how many stars all members together have on their accounts **at the end of that day**: entries of the day itself
  count, whatever the hour, later ones don't.
- Before the first entry nothing is owed: return 0.
"""


# %% stars-owed role="solution"
def stars_owed(ledger, day):
    ### BEGIN SOLUTION
    posted = ledger[ledger["posted_at"].dt.normalize() <= day]
    return posted["stars"].sum()
    ### END SOLUTION


# %% stars-owed-check role="tests" points=2
check("stars-owed")

# %% balance-words [markdown]
"""
A ledger that can be trusted balances: for every member, the running total of `stars` is the `balance` written down, row by
row. Never report a liability before you have looked. The next cell looks, and shows what was owed at the end of each half-year.
"""

# %% balance-own role="given"
runs = ledger.groupby("member_id")["stars"].cumsum()
print(label("balances", wrong=int((runs != ledger["balance"]).sum()), rows=len(ledger)))
half_years = ["2024-12-31", "2025-06-30", "2025-12-31", "2026-06-30"]
owed = pd.to_numeric(pd.Series({day: stars_owed(ledger, day) for day in half_years}), errors="coerce")
owed.rename(label("owed")).to_frame().style.format("{:,.0f}")

# %% breakage-words [markdown]
"""
## Some of it will never be asked for

Not every star comes back for a drink. **Breakage** is the share that never does. Accountants may count it as earned only as
far as they can estimate it (the standard on revenue, IFRS 15, paragraphs B44 to B47, treats unused rights of customers so), so the
estimate is worth money.

The trap is the clock, as in lesson 01: stars earned last month haven't had time to expire. Their breakage isn't zero, it is unknown.

The rule of this chain: stars are used first in, first out, and those of a month that are still there expire together, at midnight on
the **first day of the seventh month after** it. Stars earned in January 2025: 1 August 2025.
"""

# %% breakage-question [markdown]
"""
**Your turn.** Write `breakage(ledger, month)`. `ledger` has the columns `posted_at`, `entry` and `stars` (there may be others; do without them), `month` is
text such as `"2025-01"`. Return a share from 0 to 1, not rounded (or to at least three decimals):

- below the line: stars `earned` in entries of that month, less those `reversed` in entries of that month (`opening` stars were earned
  earlier);
- above it: stars that `expired` in entries of the first day of the seventh month after. As a positive number.
- The ledger ends on the day of its latest entry. If that lies before the day on which the month's stars expire, nobody knows yet:
  return `float("nan")`. The same if no stars were earned in the month.
"""


# %% breakage role="solution"
def breakage(ledger, month):
    ### BEGIN SOLUTION
    day = ledger["posted_at"].dt.normalize()
    first, due = pd.Period(month).start_time, (pd.Period(month) + 7).start_time
    in_month = ledger[day.between(first, pd.Period(month).end_time)]
    earned = in_month.loc[in_month["entry"].isin(["earned", "reversed"]), "stars"].sum()
    if due > day.max() or earned == 0:
        return float("nan")
    return -ledger.loc[(day == due) & (ledger["entry"] == "expired"), "stars"].sum() / earned
    ### END SOLUTION


# %% breakage-check role="tests" points=3
check("breakage")

# %% breakage-own role="given"
months = [str(month) for month in pd.period_range("2024-07", "2025-11", freq="M")]
by_day = ledger.groupby([ledger["posted_at"].dt.normalize(), "entry"], as_index=False)["stars"].sum()
by_month = pd.to_numeric(pd.Series({month: breakage(by_day, month) for month in months}), errors="coerce")
fig, ax = plt.subplots(figsize=(9, 3.5))
ax.bar(months, by_month, color=["#0072B2" if month < "2025-09" else "#D55E00" for month in months])
old, new = by_month[:"2025-08"].mean(), by_month["2025-09":].mean()
ax.set(xlabel=label("month-earned"), ylabel=label("breakage"), title=label("breakage-title", old=old, new=new))
ax.yaxis.set_major_formatter("{x:.0%}")
ax.tick_params(axis="x", rotation=60)

# %% liability-words [markdown]
"""
Stars earned since September 2025 (orange) came up for expiry under the rules of **10 March 2026**: those of gold and reserve members no
longer expire, nor those of green members who came in the month before. (Stars that a visit has saved may still expire in a later
month, so the orange bars are approximate.) Customers love it. The books feel it: whoever carries on with last year's breakage
writes the liability too low.

Mind what it is a share of: the stars **earned**. Of those still on the accounts more expires, since the others have been drunk. A simple
estimate, in dollars, takes off what will expire of the months whose clock still runs, the last seven:

> (stars owed − breakage × stars earned in the last seven months) × what a redeemed star has been worth at the till
"""

# %% liability-own role="given"
visits = load("visits")
year = visits[(visits["status"] == "paid") & (visits["visited_at"] >= "2025-07-01")]
used = -ledger.loc[(ledger["entry"] == "redeemed") & (ledger["posted_at"] >= "2025-07-01"), "stars"].sum()
worth = year["star_reward"].sum() / used
counts = ledger["entry"].isin(["earned", "reversed"]) & (ledger["posted_at"] >= "2025-12-01")
recent = ledger.loc[counts, "stars"].sum()
print(label("worth", cents=100 * worth))
for rules, share in [("old", old), ("new", new)]:
    print(label(f"liability-{rules}", share=share, dollars=(owed["2026-06-30"] - share * recent) * worth))

# %% tier-words [markdown]
"""
## Gold members come more often. So?

On 10 March 2026 everyone was placed by the stars of 2025: green, gold from 500, reserve from 2,500. Below: visits a month in the
sixteen weeks since, and in the same sixteen weeks a year earlier, when there were no tiers, for those who had joined by then.
"""

# %% tier-own role="given"
placed = load("tier_history").query("reason == 'placed'").set_index("member_id")["tier"]
joined = load("members").set_index("member_id")["joined_at"]
placed = placed[joined.reindex(placed.index) < "2025-03-01"]
paid = visits[visits["status"] == "paid"]
tier_table = pd.DataFrame({label("members"): placed.value_counts()}).rename_axis(None)
for period, start in [("before", "2025-03-10"), ("since", "2026-03-10")]:
    days = (paid["visited_at"] - pd.Timestamp(start)).dt.days
    count = paid.loc[days.between(0, 111), "member_id"].map(placed).value_counts()
    tier_table[label(f"visits-{period}")] = (count / placed.value_counts() / 112 * 30.4).round(2)
tier_table.loc[["green", "gold", "reserve"]]

# %% tier-question [markdown]
"""
**Your turn.** What do these figures say about what the gold tier has *done*? Put the letter into `tier_effect`.

- `"A"`: It works: gold members come more often than green ones.
- `"B"`: Nothing yet: gold went to those who came often in 2025, and they came more often than green ones before there was any tier.
- `"C"`: It does harm: gold members come less often than a year ago.
- `"D"`: It works through the threshold: all green members should be placed in gold.
"""

# %% tier-effect role="solution"
tier_effect = (
    ### BEGIN SOLUTION
    "B"
    ### END SOLUTION
)

# %% tier-effect-check role="tests" points=1
check("tier-effect")

# %% funnel-words [markdown]
"""
## The funnel: received, viewed, completed

An offer is *completed* by the first paid visit within its days whose bill reaches the spend. The reward is taken off by itself, whether
the member has looked at the offer or not. Keep that in mind. (The days begin at midnight: some early risers have completed an offer before
the message reaches them. They count.)
"""

# %% load-offers role="given"
offers = load("offers")
offer_events = load("offer_events")
offer_events.sample(5, random_state=7).sort_index()

# %% funnel-question [markdown]
"""
**Your turn.** Write `offer_funnel(events)`. `events` has the columns `event_id`, `member_id`, `campaign_id`, `offer_id`, `event`
(`received`, `viewed`, `completed`), `occurred_at` and `recorded_at`. Return a table with one row for each `offer_id` and the columns

- `offer_id`;
- `received`: how many were received. An offer counts once for each campaign and member; the same member may get the same offer again in
  another campaign, and that counts again;
- `viewed`: the share of those received that were viewed, sooner or later;
- `completed`: the share of those received that were completed;
- `unseen`: of those **completed**, the share that had **not been viewed before** they were completed: never, or only afterwards. Where none
  was completed: missing.

What counts is when something happened (`occurred_at`), not when the database heard of it. Phones without a connection report late, and some
views stand in the table twice. Every viewed or completed offer was received.
"""


# %% offer-funnel role="solution"
def offer_funnel(events):
    ### BEGIN SOLUTION
    first = events.pivot_table(
        index=["offer_id", "campaign_id", "member_id"], columns="event", values="occurred_at", aggfunc="min"
    ).reindex(columns=["received", "viewed", "completed"])
    done = first["completed"].notna()
    seen_before = first["viewed"] <= first["completed"]
    steps = pd.DataFrame(
        {
            "received": first["received"].notna(),
            "viewed": first["viewed"].notna(),
            "completed": done,
            "unseen": (~seen_before).astype(float).where(done),
        }
    ).groupby("offer_id")
    table = steps.mean()
    table["received"] = steps["received"].sum()
    return table.reset_index()
    ### END SOLUTION


# %% offer-funnel-check role="tests" points=3
check("offer-funnel")

# %% funnel-own role="given"
funnel = offer_funnel(offer_events)
offers[["offer_id", "name", "reward", "spend", "days"]].merge(
    funnel if isinstance(funnel, pd.DataFrame) else offers[["offer_id"]], on="offer_id"
)

# %% reading-the-funnel [markdown]
"""
Look at `unseen`. Those offers were completed by people who hadn't looked. Whatever they did, the offer didn't make them do it, and the
reward was paid all the same. The funnel counts them as success. Worse: an offer for everybody's daily coffee is completed by
everybody who drinks a daily coffee. **A completion rate measures habits at least as much as offers.**

## First the naive numbers

How would one see in the figures that an offer works? Three favourites of every meeting, from your data. `drawn` has one row for each wave and
member who could get an offer: which `offer` they got (`"nothing"` for some), and what they did in the ten days from the day of the wave
on: `visits`, `margin` (bills less the cost of the goods), `reward` (taken off for the offer), `message` (what telling them cost), in USD. How
they stood on the day of the wave is there too, for later. Offers of one kind and reward go by one name here, whether they ran five days or
seven: `bogo_10_week` and `bogo_10_short` are `bogo_10`.
"""

# %% make-drawn role="given"
from coursekit.offer_waves import TABLES, drawn_by_lot

drawn = drawn_by_lot({name: load(name) for name in TABLES})
drawn.head()

# %% naive-own role="given"
got = drawn[drawn["offer"] != "nothing"]
for naive, rows in [("completed", got[got["offer"] != "news"]), ("viewed", got)]:
    means = rows.groupby(naive)["margin"].mean()
    print(label(f"naive-{naive}", yes=means.get(True, np.nan), no=means.get(False, np.nan)))
print(label("naive-rate", rate=drawn.loc[drawn["offer"] == "bogo_10", "completed"].mean()))

# %% lot-words [markdown]
"""
Whoever completes has come, by definition: of course they come more than those who didn't. And viewers aren't like non-viewers: here regulars
order from habit and don't look, so the second number misleads the other way round. In both cases members **chose their group themselves**.

Our chain has something better. Eleven of its twelve waves were drawn **by lot**: among all members who had come within 42 days, chance
decided who got which offer, and who got none. Chance doesn't know who comes anyway. So those who got nothing show what the others would have done,
and the difference between the two means is the **treatment effect** of *sending* the offer: among everyone it was sent to, whether they looked or
not, because sending is what we can decide.

By chance alone the two groups differ a little. Hence the interval: the difference ± 1.96 standard errors, with standard error √(s₁²/n₁ + s₀²/n₀)
(Jerzy Neyman's; Guido Imbens and Donald Rubin, *Causal Inference*, 2015, chapter 6). s is the standard deviation as `.std()` gives it. (1.96 is meant for large
groups; with a handful of members the interval is too narrow.)
"""

# %% wave-question [markdown]
"""
**Your turn.** Write `wave_effects(wave)` for the rows of **one** wave, with the columns `member_id`, `offer`, `viewed`, `completed`, `margin`,
`reward` and `message`. What matters is **profit**: margin less reward less message. (It leaves out the stars earned on these visits, about four
cents a dollar. And ten days don't show whether a visit was won or merely brought forward: for that, look at the weeks after.)

Return a table with one row for each offer that occurs in the wave, but for `"nothing"`, and the columns `offer`, `effect` (mean profit of those who
got it less mean profit of those who got `"nothing"`), `low` and `high` (the ends of the interval), in USD a member, not rounded (or to at least
three decimals). There are at least two members in each group.
"""


# %% wave-effects role="solution"
def wave_effects(wave):
    ### BEGIN SOLUTION
    profit = wave["margin"] - wave["reward"] - wave["message"]
    groups = profit.groupby(wave["offer"]).agg(["mean", "var", "size"])
    offered, control = groups.drop("nothing"), groups.loc["nothing"]
    effect = offered["mean"] - control["mean"]
    error = np.sqrt(offered["var"] / offered["size"] + control["var"] / control["size"])
    return pd.DataFrame({"effect": effect, "low": effect - 1.96 * error, "high": effect + 1.96 * error}).reset_index()
    ### END SOLUTION


# %% wave-effects-check role="tests" points=3
check("wave-effects")

# %% wave-own role="given"
wave_effects(drawn[drawn["campaign_id"] == 12])

# %% segment-words [markdown]
"""
A sobering table. But one wave is small, and its one number for each offer is an average over unlike people. Members fall into three **segments**
by their visits of the 90 days before: `occasional` (under 6), `regular` (6 to 15), `frequent` (16 or more). To give an offer to those who come
anyway is to pay for what one had. Others might be moved.

To see that, all eleven waves must be put together. Not in one pot: January isn't May, and not every offer was in every wave. If those who got an
offer in rich months were compared with those who got nothing in poor ones, the month would pass for an effect. So: compare **within each
wave**, then average over waves.
"""

# %% segment-question [markdown]
"""
**Your turn.** Write `segment_effects(drawn)`. `drawn` has the columns `campaign_id`, `member_id`, `segment`, `offer`, `margin`, `reward` and
`message` of several waves. For each segment and each offer but `"nothing"`:

1. In each wave with that offer: the difference of mean profit from those **of the same segment in the same wave** who got `"nothing"`, and its
   standard error, as above. Leave out a wave in which fewer than two members of the segment got the offer, or fewer than two got nothing.
2. The `effect` is the mean of the waves' differences, each weighted with the number of members of the segment who **got the offer** in that wave.
3. Its standard error: with weights w that add up to 1, the root of the sum of (w × the wave's standard error)². `low` and `high` lie 1.96 of them
   away. (Imbens and Rubin, chapter 9: an experiment in blocks. That a member is in several waves does no harm: the lot is drawn anew in each.)

Return a table with the columns `segment`, `offer`, `effect`, `low`, `high`; no row where no wave is left.
"""


# %% segment-effects role="solution"
def segment_effects(drawn):
    ### BEGIN SOLUTION
    profit = drawn["margin"] - drawn["reward"] - drawn["message"]
    cells = profit.groupby([drawn["segment"], drawn["campaign_id"], drawn["offer"]]).agg(["mean", "var", "size"])
    cells = cells[cells["size"] >= 2].reset_index()
    control = cells[cells["offer"] == "nothing"].drop(columns="offer")
    pairs = cells[cells["offer"] != "nothing"].merge(control, on=["segment", "campaign_id"], suffixes=("", "_0"))
    weight = pairs["size"] / pairs.groupby(["segment", "offer"])["size"].transform("sum")
    pairs["effect"] = weight * (pairs["mean"] - pairs["mean_0"])
    pairs["square"] = weight**2 * (pairs["var"] / pairs["size"] + pairs["var_0"] / pairs["size_0"])
    found = pairs.groupby(["segment", "offer"])[["effect", "square"]].sum().reset_index()
    error = np.sqrt(found.pop("square"))
    return found.assign(low=found["effect"] - 1.96 * error, high=found["effect"] + 1.96 * error)
    ### END SOLUTION


# %% segment-effects-check role="tests" points=3
check("segment-effects")

# %% segment-own role="given"
own_effects = segment_effects(drawn)
own_effects

# %% chart-question [markdown]
"""
## The picture

**Your turn.** Write `effect_chart(effects)` for the rows of one segment: a table with the columns `offer`, `effect`, `low` and `high`. Draw on a new
figure, and return the `Axes`:

- one point or bar for each offer, the offers' names along the x axis, the effect in USD a member along the y axis; losses lie below zero, and all of
  them are in sight;
- both axes have a name, and the picture a **title**. `label("offer")`, `label("effect")` and `label("effect-title")` give words in your language.

Do add the intervals (`ax.errorbar`) and a line at zero: without them nobody can tell a finding from a fluke. The check looks at the points.
"""


# %% effect-chart role="solution"
def effect_chart(effects):
    ### BEGIN SOLUTION
    ax = plt.figure(figsize=(8, 3.5)).subplots()
    reach = [effects["effect"] - effects["low"], effects["high"] - effects["effect"]]
    ax.errorbar(effects["offer"], effects["effect"], yerr=reach, fmt="o")
    ax.axhline(0, color="grey", linewidth=1)
    ax.set(xlabel=label("offer"), ylabel=label("effect"), title=label("effect-title"))
    return ax
    ### END SOLUTION


# %% effect-chart-check role="tests" points=2
check("effect-chart")

# %% chart-own role="given"
found = own_effects if isinstance(own_effects, pd.DataFrame) else pd.DataFrame()
found = found.reset_index() if "segment" in found.index.names else found
if {"segment", "offer", "effect", "low", "high"} <= set(found.columns):
    for name in ("occasional", "regular", "frequent"):
        shown = effect_chart(found[found["segment"] == name])
        if hasattr(shown, "set_title"):
            shown.set_title(label(f"effect-{name}"))

# %% truth-words [markdown]
"""
## How far from the truth?

Your intervals say how far chance may have led you astray. Has it? Of your own members nobody may see the truth. Of a **practice shop**, ten
thousand members who are nobody's own, we know what each would have done with each offer and without. The picture shows its estimates, made as you made
yours, with their intervals; in orange, the truth; and in the title, how many of the intervals hold it.
"""

# %% truth role="given"
from coursekit.interactive.offer_designer_view import design_an_offer, show_the_truth

show_the_truth(label)

# %% reading-the-truth [markdown]
"""
Four things to take from it.

- **Completion is not effect.** The numbers under the names are the completion rates. The frequent members complete most, and lose us most: rewards for
  habits, and after a small offer they even come a little less. (So it is in the course's simulator; in your company only a draw by lot can tell.)
- **The average hides everything.** The same discount earns money with one segment and burns it with another.
- **The intervals are honest and wide.** Most hold the truth, many hold zero as well. The better offer of two whose intervals overlap may be the worse
  one; a small sure gain beats a large one that may be chance.
- **The winner flatters itself.** Of eighteen estimates the highest is high partly by luck, and of eighteen intervals about one misses. The
  best-looking offer brings less than it promised. Expect that of your policy, too.

## Design an offer yourself

What makes an offer pay? Move the reward, the spend that the bill must reach, and the days. For each segment the picture splits what an offer
brings: margin of visits that would not have happened, less rewards paid for them, less **rewards paid for visits that would have come
anyway**.

1. Find an offer that pays with occasional members. Does it pay with frequent ones?
2. Raise the spend. Whose rewards does it save?
3. Can you find any offer with a reward that pays with frequent members?

(Where sliders can't be shown, a still picture stands in their place. The designer assumes that a higher spend doesn't spoil the appetite, as in the
course's simulator; in life it may.)
"""

# %% designer role="given"
design_an_offer(label)

# %% policy-words [markdown]
"""
## The decision: which offer to whom

It is 1 July 2026. The next offer may go to **35 % of the members** who came within the last 90 days. What counts is the margin of the ten days that follow,
less rewards and messages. Your policy will be played among customers whose answers to every offer are known, beside simple rules: nobody, by lot, and those most likely to stay away
first (as the simulator knows them). Each rule sends the one offer that serves it best. (Everybody would be beyond the budget.)

| action | |
|---|---|
| `nothing` | no offer |
| `bogo_10`, `bogo_5` | 10 (5) USD off a bill of at least 10 (5) USD within 7 days |
| `discount_3` | 3 USD off a bill of at least 7 USD within 7 days |
| `discount_2` | 2 USD off a bill of at least 10 USD within 10 days |
| `news` | news without a reward, 4 days |

What a policy sees of each member is the table `decision_customers`: `member_id`, `segment`, `days_since_visit`, `visits_30`, `visits_90`,
`visits_365`, `gross_365`, `large_share`, `offers_received`, `offers_viewed`, `offers_completed`, `tier`, `days_since_joined`, `age`, `income`,
`gender`, `joined_via` (the data dictionary says more; age, income and gender may be missing). Of these, `segment`, `days_since_visit`, the visits and `gross_365` stand
in `drawn` too, as known on the day of each wave: **what you learn there, you can apply here.** (`gross_365 / visits_365` is the mean bill.)
Two limits: `drawn` holds nobody who had been away for more than 42 days (no offer was ever tried on them; to send them nothing is the safe answer), and
`discount_5`, sent in one wave only, isn't among the actions.

Some advice:

- First one offer, then whom. If point estimates choose among five offers in many groups, luck does the choosing. Prefer an offer whose interval keeps
  clear of zero where you use it.
- An offer can move only someone who comes at all. Within a segment, is the effect the same for those who came last week and those who haven't come for
  five weeks? For small and for large bills?
- Two sound ways to find out, both within the waves: the effect in each of a few groups (say, by `visits_30` and mean bill; `segment_effects` takes them for
  segments), where small groups should be drawn towards their segment's mean (**shrinkage**); or a regression of profit on the wave, on what is known of a
  member and on its product with "got the offer" (the last set of coefficients is the effect).
- Send nothing where you expect a loss, even if the budget isn't used up.
- Those whom you pick were picked for looking good: they will bring less than you reckon, often by a third. Trying twenty policies on the practice
  customers and keeping the best has the same flaw. Therefore you are graded on others.
"""

# %% policy-question [markdown]
"""
**Your turn.** Write `offer_policy(customers)`. It returns one action for each row of `customers`, in their order (a list, an array or a Series).
At most 35 % of the rows may have an action other than `"nothing"`. What you learnt from `drawn` may stand in variables outside the function, in the same cell.

`check("offer-policy")` plays it among practice customers as often as you like; you are graded on others. Full marks from 40 % of what lies between the best
simple rule and the best policy that anyone could make from these columns.
"""


# %% offer-policy role="solution"
### BEGIN SOLUTION
def traits(people):
    often, bill = people["visits_30"], (people["gross_365"] / people["visits_365"]).clip(upper=40) / 10
    away = np.log1p(people["days_since_visit"])
    columns = [often**0, often, often * bill, bill, away, people["visits_90"], people["visits_90"] >= 6]
    return np.column_stack(columns).astype(float)


tried = drawn[(drawn["segment"] != "frequent") & drawn["offer"].isin(["discount_2", "nothing"])]
tried = tried[tried["campaign_id"].isin(tried.loc[tried["offer"] == "discount_2", "campaign_id"])]
known, sent = traits(tried), (tried["offer"] == "discount_2").to_numpy()
waves = pd.get_dummies(tried["campaign_id"]).to_numpy(dtype=float)
design = np.hstack([waves, known[:, 1:], known * sent[:, None]])
profit = tried["margin"] - tried["reward"] - tried["message"]
uplift = np.linalg.lstsq(design, profit, rcond=None)[0][-known.shape[1] :]


### END SOLUTION
def offer_policy(customers):
    ### BEGIN SOLUTION
    gain = pd.Series(traits(customers) @ uplift, index=customers.index)
    gain = gain.where((customers["segment"] != "frequent") & (customers["days_since_visit"] <= 42), -1)
    best = gain.rank(method="first", ascending=False) <= int(0.35 * len(customers))
    return np.where(best & (gain > 0), "discount_2", "nothing")
    ### END SOLUTION


# %% offer-policy-check role="tests" points=5
check("offer-policy")

# %% after-the-policy [markdown]
"""
Look at the bars once more. "Highest risk first" is what most retention departments do, and it beats doing nothing here for one reason: it spares those who come
most often. It leaves more than half on the table, since **those most likely to stay away aren't those whom an offer moves most**: of two occasional members the one who
came last week is moved more than the one who hasn't come for a month. Eva Ascarza found in field experiments (*Journal of Marketing Research*, 2018) that
ranking by risk can miss those who can be moved. Risk and the effect of an offer are two figures, and only a draw by lot shows the second.

And "by lot" earns next to nothing even with the offer that serves it best, and that is mere news: in a business in which half of all offers are completed, a
reward sent by lot loses money.
"""

# %% memo-question [markdown]
"""
**Write the board a memo of about 150 words.** No formulas.

- Open with the decision: which offer, to whom, and to whom not.
- Give the effect it rests on, in dollars a member after all costs, with its interval, and say against whom it was measured.
- Say why the completion rate is the wrong figure, and what the liability for stars will do under the rules of March 2026.
- Say how you would find out after the next wave whether you were wrong. (Who must get nothing, so that you can know?)
"""

# %% offer-memo role="essay" points=5

# %% summary [markdown]
"""
## What you take with you

| measure | what it is | beware |
|---|---|---|
| liability in stars | everything posted, expired and reversed stars taken off | a ledger must balance first |
| breakage | stars of a month that expired unused ÷ stars earned in it | unknown until their clock has run out; new rules, new breakage |
| funnel | received → viewed → completed | completed without a look is no success |
| effect of an offer | mean profit of those it was sent to less that of those who got nothing, by lot | after reward and message, with an interval |
| policy | which offer to whom within the budget | a gain per member, not a completion rate |

- Members who complete, view or hold gold chose that themselves. Only chance makes groups alike.
- Compare within a wave, then average over waves. Look at segments before you believe an average.

**A sentence to take to work on Monday:** "Fine completion rate. What did those do who got nothing?"

The course's [glossary](glossary.md) explains every term in English and Chinese. Next, lesson 08: a bank whose customers leave without a word.

*To read further:* Alan Gerber and Donald Green, *Field Experiments* (2012), chapters 3 and 4, on blocks and intervals; Kevin Hillstrom's e-mail challenge (2008), a
public experiment of this kind; Eva Ascarza, "Retention Futility" (*Journal of Marketing Research*, 2018).
"""
