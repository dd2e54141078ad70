# %% welcome [markdown]
"""
# Profiles and stickiness

The marketing director opens the meeting with a slide: *"Our net promoter score is excellent. Customers love us!"*
Applause.

The head of customer service doesn't clap. *"My customers aren't in your score. People who are fed up with us don't
fill in forms. They just go."*

And the chief executive asks: *"Who **are** our customers? Which of them are really tied to us, and by what?"*

In about 75 minutes you will have an answer for each of them, and you will be able to

- compute a net promoter score and say how far it can be trusted;
- tell three kinds of stickiness apart: what customers do, what they feel, what they think of us;
- build a customer profile that a marketer can act on: RFM scores and the stage of the lifecycle;
- put a survey right for those who didn't answer, and say what no arithmetic can put right.

Terms in **bold** stand in the course's [glossary](glossary.md), in English and Chinese.
"""

# %% the-setting [markdown]
"""
## Knowing customers one by one

A corner shop knows its customers by face. A large company has to work for that. Three schools tell how, and you will
hear their names in every workshop. **Relationship marketing** says what for: lasting relationships rather than single
sales. **Customer relationship management (CRM)** organises it: everything that is known of a customer, in one place,
for everyone who deals with them. **Customer experience management** looks from the other side: what does the customer
live through at every contact with us? None of the three works without a **customer profile**: what we know of a
customer, put together so that one can act on it.

Our online retailer, modelled on public facts about **Amazon Prime**, knows what customers *do* (orders), and every
half year it asks some of them what they *say* (a survey). The customers are invented, every one, and yours are not
your neighbour's.

One day rules this lesson: **9 March 2026**, the day before the latest survey went out. A profile holds what was known
at the end of that day and nothing later. Run the next cells.
"""

# %% setup role="given"
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import seaborn as sns

from coursekit import begin, check, hint, label, load, style

begin("05-profiles-and-stickiness")
style()
day = "2026-03-09"

# %% load-data role="given"
orders = load("orders")
customers = load("customers")
surveys = load("surveys")
surveys.tail()

# %% first-by-hand [markdown]
"""
## First by hand: one question, one number

"How likely are you to recommend us to a friend, from 0 (not at all) to 10 (certainly)?" Fred Reichheld (*Harvard
Business Review*, December 2003) proposed to sort the answers into three classes:

| answer | called |
|---|---|
| 9 or 10 | **promoter**, perhaps an **ambassador** who speaks for us unasked |
| 7 or 8 | **passive**: content, but silent |
| 0 to 6 | **detractor** |

The **net promoter score (NPS)** is the share of promoters less the share of detractors **among those who answered**,
in points: from −100, all detractors, to +100, all promoters. Passives are in neither of the two shares, but they did
answer, so they stand below the line.

Here are sixteen customers who were asked.
"""

# %% a-few-answers role="given"
a_few_answers = pd.DataFrame(
    {
        "customer_id": range(1, 17),
        "recommend": pd.array([9, 7, None, 10, 3, 8, 10, 6, 10, 8, None, 9, 7, 1, 10, 7], dtype="Int64"),
    }
)
a_few_answers

# %% by-hand-question [markdown]
"""
**Your turn.** What is their NPS? Put it into `by_hand_nps`, in points between −100 and 100; a calculation such as
`100 * (5 - 1) / 20` is fine.
"""

# %% by-hand-nps role="solution"
by_hand_nps = (
    ### BEGIN SOLUTION
    100 * (6 - 3) / 14
    ### END SOLUTION
)

# %% by-hand-nps-check role="tests" points=1
check("by-hand-nps")

# %% nps-question [markdown]
"""
## The score of any survey

**Your turn.** Write `nps(answers)`. `answers` is a column such as `surveys["recommend"]`: whole numbers from 0 to 10,
and missing (`<NA>`) where a customer was asked and kept silent.

- Return the net promoter score in points, from −100 to 100, not rounded (or to at least three decimals).
- Whoever kept silent is in no class and not below the line.
- If nobody answered, there is no score: return `float("nan")`.

Stuck? `hint("nps")` in a cell of your own; each call tells you a little more.
"""


# %% nps role="solution"
def nps(answers):
    ### BEGIN SOLUTION
    said = answers.dropna()
    if len(said) == 0:
        return float("nan")
    return 100 * ((said >= 9).sum() - (said <= 6).sum()) / len(said)
    ### END SOLUTION


# %% nps-check role="tests" points=2
check("nps")

# %% nps-own-words [markdown]
"""
Your function on your four surveys, and beside it the **margin of error**: if chance alone had picked those who
answered, the score would lie within so many points of the true one in 95 of 100 such surveys. (An answer counts +100,
0 or −100; the margin is 1.96 standard errors of their mean.) A change smaller than the margins is no news. Keep the
*if* in mind; we shall come back to it.
"""

# %% nps-own role="given"
from coursekit.interactive.silent_customers import estimate

waves = surveys.groupby(surveys["sent_at"].dt.strftime("%Y-%m"))["recommend"]
pd.DataFrame(
    {
        label("asked"): waves.size(),
        label("answered"): waves.count(),
        label("nps"): pd.to_numeric(pd.Series({wave: nps(said) for wave, said in waves}), errors="coerce").round(1),
        label("margin"): pd.Series(
            {wave: estimate(np.bincount(said.dropna().astype(int), minlength=11)).margin for wave, said in waves}
        ).round(1),
    }
)

# %% word-of-mouth [markdown]
"""
## Do promoters promote?

"I would recommend you" is a promise. **Word of mouth** is the deed. Our shop notes by whom a new customer was
referred, so promise and deed can be laid side by side: of the promoters, passives and detractors in your surveys,
what share has ever brought in a customer?
"""

# %% referrals role="given"
latest = surveys.dropna(subset=["recommend"]).drop_duplicates("customer_id", keep="last")
brought = latest["customer_id"].isin(customers["referred_by"].dropna())
names = [label("detractors"), label("passives"), label("promoters")]
classes = pd.cut(latest["recommend"].astype(float), [-1, 6, 8, 10], labels=names)
shares = brought.groupby(classes, observed=False).agg(["size", "mean"]).rename_axis(None)
shares.columns = [label("answered"), label("brought")]
shares.style.format({label("brought"): "{:.1%}"})

# %% reading-referrals [markdown]
"""
Two things to read from it. Whether the share rises from line to line: then the promise says something about the deed.
And how many promoters have brought in nobody: usually most of them. NPS sorts people; it doesn't count
recommendations. Reichheld's wider claim, that no other number predicts growth as well, has not held up when others
tried it (Keiningham and others, *Journal of Marketing*, 2007).

## Tied by what?

Someone who buys every week may be tied to us by habit, by fondness, by conviction, or merely by the lack of another
shop nearby. Richard Oliver (*Journal of Marketing*, 1999) told apart loyalty of the head, of the heart, of the will
and of the deed. We follow him with three scores, each from 0 to 100:

- **behavioural stickiness**: what customers do. How often, and how widely, do they buy?
- **emotional stickiness**: what they feel. Do they say they are attached to us?
- **cognitive stickiness**: what they think. Do they hold that we offer what others don't?

The next cell puts together the profiles: one row a customer who had bought by 9 March 2026.

| column | meaning |
|---|---|
| `account_days` | days since the account was opened |
| `recency` | days since the last purchase |
| `frequency` | purchases in the 365 days up to and including the day |
| `monetary` | what they paid for these, in USD |
| `lines` | from how many product lines these were |
"""

# %% make-profiles role="given"
after = pd.Timestamp(day) + pd.Timedelta(days=1)
purchases = orders[~orders["status"].isin(["cancelled", "returned"])]
past = purchases[purchases["ordered_at"] < after]
year = past[past["ordered_at"] >= after - pd.Timedelta(days=365)]

lines = (
    load("order_items")[["order_id", "product_id"]]
    .merge(load("products")[["product_id", "category"]], on="product_id")
    .merge(year[["order_id", "customer_id"]], on="order_id")
)
profile = pd.DataFrame(
    {
        "account_days": (pd.Timestamp(day) - customers.set_index("customer_id")["joined_at"].dt.normalize()).dt.days,
        "recency": (pd.Timestamp(day) - past.groupby("customer_id")["ordered_at"].max().dt.normalize()).dt.days,
        "frequency": year.groupby("customer_id").size(),
        "monetary": year.groupby("customer_id")["amount"].sum().round(2),
        "lines": lines.groupby("customer_id")["category"].nunique(),
    }
)
profile = profile.dropna(subset=["recency"]).fillna(0).rename_axis("customer_id").reset_index()
profile = profile.astype({"account_days": int, "recency": int, "frequency": int, "lines": int})
profile.head()

# %% make-asked role="given"
asked = surveys[surveys["sent_at"] >= "2026-03-01"].merge(profile, on="customer_id", how="left")
asked = asked.fillna({"frequency": 0, "lines": 0}).astype({"frequency": int, "lines": int})
asked = asked.drop(columns=["survey_id", "sent_at", "answered_at"])
asked[
    ["customer_id", "frequency", "lines", "recommend", "attachment", "preference", "difference", "rival_offer"]
].head()

# %% stickiness-question [markdown]
"""
**Your turn.** Write `stickiness_scores(people)`. `people` has the columns `customer_id`, `frequency`, `lines`,
`attachment` and `difference`, as in `asked`. Return a table with the columns `customer_id`, `behavioural`,
`emotional` and `cognitive`, one row for each row of `people`. Each score runs from 0 to 100, not rounded:

- `behavioural` is the mean of two parts. The first is `frequency` ÷ 12, the second `lines` ÷ 4; each part counts 1 at
  most (twelve purchases a year, or four product lines, are enough). The mean times 100 is the score.
- `emotional` comes from `attachment`, an answer from 1 (not at all) to 5 (fully): 1 becomes 0, 5 becomes 100, in even
  steps.
- `cognitive` comes from `difference` ("it offers what others do not") in the same way.
- Who kept silent keeps a row, with a behavioural score and with the other two missing. We don't know what they feel.
"""


# %% stickiness-scores role="solution"
def stickiness_scores(people):
    ### BEGIN SOLUTION
    often = (people["frequency"] / 12).clip(upper=1)
    widely = (people["lines"] / 4).clip(upper=1)
    return pd.DataFrame(
        {
            "customer_id": people["customer_id"],
            "behavioural": 100 * (often + widely) / 2,
            "emotional": 100 * (people["attachment"] - 1) / 4,
            "cognitive": 100 * (people["difference"] - 1) / 4,
        }
    )
    ### END SOLUTION


# %% stickiness-scores-check role="tests" points=2
check("stickiness-scores")

# %% stickiness-own role="given"
answered = asked.dropna(subset=["attachment", "difference"])
three = pd.DataFrame(
    {
        label("behavioural"): answered["frequency"].clip(upper=12),
        label("emotional"): answered["attachment"].astype(float),
        label("cognitive"): answered["difference"].astype(float),
    }
)
fig, ax = plt.subplots(figsize=(6, 3))
together = three.rank().corr()
sns.heatmap(together, annot=True, fmt=".2f", vmin=-1, vmax=1, cmap="PuOr", ax=ax)
ax.set_title(label("three-title", feeling=together.iloc[0, 1], thinking=together.iloc[0, 2]))
ax.tick_params(axis="x", rotation=0)

# %% marks-of-loyalty [markdown]
"""
The picture shows how closely the three go together among those who answered (rank correlation: 1 in step, 0 not at
all; purchases, `attachment` and `difference` as they stand). Whoever calls frequent buyers "fans" bets on the field
between doing and feeling. Look at yours before you bet. (One question each is a coarse measure; research asks several
and averages them.)

Textbooks give a **loyal customer** four marks: buys regularly, buys from several product lines, recommends us, and
resists a rival's offer. Below, each mark among those who answered, and how many carry all four. *Regularly* means
here at least four purchases in the year, *several* at least three lines, *recommends* 9 or 10, *resists* that they
would stay if a rival were 10 % cheaper.

The second table takes up a classic. Alan Dick and Kunal Basu (*Journal of the Academy of Marketing Science*, 1994)
wrote that liking alone ties nobody: what ties is **preference for the brand × perceived differentiation**, to like it
*and* to find it unlike the others. *Yes* means an answer of 4 or 5.
"""

# %% marks-own role="given"
marks = pd.DataFrame(
    {
        label("regular"): answered["frequency"] >= 4,
        label("several"): answered["lines"] >= 3,
        label("recommends"): answered["recommend"] >= 9,
        label("resists"): answered["rival_offer"] == "stay",
    }
)
carried = marks.mean()
carried[label("all-four")] = marks.all(axis=1).mean()
carried.rename(label("of-answered")).to_frame().style.format("{:.0%}")

# %% preference-own role="given"
yes, no = label("yes"), label("no")
pd.crosstab(
    np.where(answered["preference"] >= 4, yes, no),
    np.where(answered["difference"] >= 4, yes, no),
    values=(answered["rival_offer"] == "stay").to_numpy(dtype=float),
    aggfunc="mean",
    rownames=[label("preference")],
    colnames=[label("stay-if-different")],
).style.format("{:.0%}", na_rep="–")

# %% reading-the-marks [markdown]
"""
Compare the four cells. Those who like us but see no difference are the ones whom a coupon of the rival's can buy.
They look loyal in a satisfaction survey and are not.

## Profiles from behaviour: RFM

Most customers never answer a survey. Of everyone, though, we have the orders, and the oldest and most robust way to
sum them up has three letters: **recency**, **frequency**, **monetary value** (**RFM**), used by mail-order houses
long before anyone said "big data" (Arthur Hughes, *Strategic Database Marketing*). On each, customers are ranked and
cut into fifths: 5 for the best fifth, 1 for the worst.

Two traps lie on the way. The *smaller* the recency, the better. And fifths don't come out even: if half of your
customers bought exactly once, no rule can spread those over several fifths without treating equal customers
unequally. Our rule: **equal facts, equal scores.**
"""

# %% buyers role="given"
buyers = profile.loc[profile["frequency"] > 0, ["customer_id", "recency", "frequency", "monetary"]]
buyers["frequency"].value_counts(normalize=True).sort_index().head(6).rename(label("share-of-buyers")).to_frame()

# %% rfm-question [markdown]
"""
**Your turn.** Write `rfm_scores(buyers)`. `buyers` has the columns `customer_id`, `recency` (days since the last
purchase), `frequency` (purchases) and `monetary` (USD). Return a table with the columns `customer_id`, `r`, `f` and
`m`, one row for each buyer. Each score is a whole number from 1 to 5:

> score = 1 + the whole part of (5 × the share of all buyers who are **strictly worse**)

*Worse* means: a purchase longer ago, fewer purchases, less money. The buyer in question is one of "all buyers" too.
So whoever has nobody below them gets 1, and with ten different values the scores are 1, 1, 2, 2, 3, 3, 4, 4, 5, 5.
With many ties some scores stay empty; that is as it should be. (`pd.qcut` doesn't know this rule: with ties it stops,
or breaks them by chance. And count first, divide last: to a computer 0.3 − 0.1 is a little less than 0.2, and a whole
part falls from 1 to 0.)
"""


# %% rfm-scores role="solution"
def rfm_scores(buyers):
    ### BEGIN SOLUTION
    def score(goodness):
        worse = goodness.rank(method="min").astype(int) - 1
        return 1 + 5 * worse // len(goodness)

    return pd.DataFrame(
        {
            "customer_id": buyers["customer_id"],
            "r": score(-buyers["recency"]),
            "f": score(buyers["frequency"]),
            "m": score(buyers["monetary"]),
        }
    )
    ### END SOLUTION


# %% rfm-scores-check role="tests" points=3
check("rfm-scores")

# %% rfm-own role="given"
rfm_scores(buyers)

# %% lifecycle-question [markdown]
"""
## Names that a marketer can act on

"She is a 5-1-2" is no sentence a colleague can act on. **Customer lifecycle theory** gives better names: a
relationship begins, grows, matures, declines and ends, and each **lifecycle stage** calls for something else. A
segment earns its keep when it has a name, when everyone can tell who is in it, and when one would treat it
differently.

| stage | rule | what it calls for |
|---|---|---|
| `"gone"` | last purchase more than 365 days ago | a last friendly letter, then silence |
| `"declining"` | last purchase more than 180 days ago | find out why; win back |
| `"new"` | account opened at most 90 days ago | a good second purchase |
| `"mature"` | at least 6 purchases in the year | thanks, and no needless discounts |
| `"growing"` | everyone else | another product line |

**Your turn.** Write `lifecycle_stage(profile)`. `profile` has the columns `customer_id`, `account_days`, `recency`
and `frequency`. Return a table with the columns `customer_id` and `stage`, one row for each customer. Go through the
rules **from top to bottom: the first that fits decides.**
"""


# %% lifecycle-stage role="solution"
def lifecycle_stage(profile):
    ### BEGIN SOLUTION
    rules = [
        profile["recency"] > 365,
        profile["recency"] > 180,
        profile["account_days"] <= 90,
        profile["frequency"] >= 6,
    ]
    stage = np.select(rules, ["gone", "declining", "new", "mature"], default="growing")
    return pd.DataFrame({"customer_id": profile["customer_id"], "stage": stage})
    ### END SOLUTION


# %% lifecycle-stage-check role="tests" points=2
check("lifecycle-stage")

# %% lifecycle-own role="given"
lifecycle_stage(profile.copy())

# %% bought-later-question [markdown]
"""
## Does the stage say anything about tomorrow?

A slide that goes round in every company: "Our mature customers bought far more in the past year than the others, so
the segments work." Of course they did. They are *called* mature because they bought so much in the past year. The
**outcome was used to define the segment**, and the slide would look just as splendid if tomorrow's buyers were drawn
by lot.

A segment proves itself only on what happened **after** it was fixed. So: stages as of the day, purchases of the days
behind it.

**Your turn.** Write `bought_later(stages, purchases, day, days=90)`.

- `stages` has the columns `customer_id` and `stage`, one row a customer; `purchases` the columns `customer_id` and
  `ordered_at` (cancelled and returned orders are already out); `day` is text, such as `"2026-03-09"`.
- Return a Series: for each stage in `stages` (the index), the share of its customers who bought at least once on days
  1 to `days` **after** `day`. Purchases on `day` itself are part of the profile and don't count; the last of the
  `days` days counts to midnight.
- Customers who don't buy again stay below the line. A stage of which nobody bought has the share 0.0. Shares between
  0 and 1, to at least three decimals.
"""


# %% bought-later role="solution"
def bought_later(stages, purchases, day, days=90):
    ### BEGIN SOLUTION
    gap = (purchases["ordered_at"].dt.normalize() - pd.Timestamp(day)).dt.days
    later = purchases.loc[gap.between(1, days), "customer_id"]
    return stages["customer_id"].isin(later).groupby(stages["stage"]).mean()
    ### END SOLUTION


# %% bought-later-check role="tests" points=2
check("bought-later")

# %% later-own-words [markdown]
"""
The picture shows your `bought_later` on your `lifecycle_stage`. As long as you have no stages, a plain split by the
days since the last purchase stands in for them, so that you can go on.
"""

# %% later-own role="given"
silence = pd.cut(profile["recency"], [-1, 90, 180, 365, 10_000], labels=["0-90", "91-180", "181-365", "366-"])
stages = lifecycle_stage(profile.copy())
if isinstance(stages, dict) and "stage" in stages:
    stages = pd.DataFrame(stages)
elif isinstance(stages, dict | pd.Series):
    stages = pd.Series(stages, name="stage").rename_axis("customer_id").reset_index()
elif isinstance(stages, pd.DataFrame) and "customer_id" not in stages:
    stages = stages.rename_axis("customer_id").reset_index()
if not {"customer_id", "stage"} <= set(getattr(stages, "columns", ())):
    stages = profile[["customer_id"]].assign(stage=silence.astype(str))
stages = stages[["customer_id", "stage"]]
next_90 = purchases[(purchases["ordered_at"] >= after) & (purchases["ordered_at"] < after + pd.Timedelta(days=90))]
shares = bought_later(stages.copy(), purchases.copy(), day)
if not isinstance(shares, pd.Series) or shares.empty or not pd.api.types.is_numeric_dtype(shares):
    shares = stages["customer_id"].isin(next_90["customer_id"]).groupby(stages["stage"]).mean()
shares = shares.sort_values()

words = {
    name: label(f"stage-{name}")
    for name in ("gone", "declining", "new", "mature", "growing", "0-90", "91-180", "181-365", "366-")
}
named = [words.get(name, str(name)) for name in shares.index]
fig, ax = plt.subplots(figsize=(9, 3))
ax.barh(named, shares.to_numpy(), color="#0072B2")
ax.set(xlabel=label("later-share"), ylabel=label("stage"), xlim=(0, 1))
ax.set_title(label("later-title", most=named[-1], high=shares.iloc[-1], least=named[0], low=shares.iloc[0]))
ax.xaxis.set_major_formatter("{x:.0%}")

# %% who-answered [markdown]
"""
## Who is missing?

Back to the applause. The profiles can do what the survey can't: they know something of those who kept **silent**. The
next cell sorts everyone who was asked in March 2026 by the purchases of the year before: `light` (none or one that
still counts), `medium` (2 or 3), `heavy` (4 or more).

**Your turn.** Write `answer_chart(asked)`. `asked` has the columns `customer_id`, `group` and `recommend` (missing
where a customer kept silent). Draw on a new figure, and return the `Axes`:

- one bar for each group that occurs, named `light`, `medium`, `heavy`; bars may stand or lie;
- its height: of the customers **asked** in that group, the share who answered;
- the axis of the shares begins at 0; both axes have a name, and the picture has a **title**. `label("group")`,
  `label("answer-share-of-asked")` and `label("answer-chart-title")` give words in your language. Better still is a
  title that says what *your* picture shows.
"""

# %% make-groups role="given"
asked["group"] = np.select([asked["frequency"] <= 1, asked["frequency"] <= 3], ["light", "medium"], "heavy")
asked["group"].value_counts()


# %% answer-chart role="solution"
def answer_chart(asked):
    ### BEGIN SOLUTION
    share = asked["recommend"].notna().groupby(asked["group"]).mean()
    share = share.reindex([name for name in ("light", "medium", "heavy") if name in share.index])
    ax = plt.figure(figsize=(7, 3.5)).subplots()
    ax.bar(share.index, share.to_numpy())
    ax.set(xlabel=label("group"), ylabel=label("answer-share-of-asked"), title=label("answer-chart-title"))
    ax.set_ylim(0, None)
    ax.yaxis.set_major_formatter("{x:.0%}")
    return ax
    ### END SOLUTION


# %% answer-chart-check role="tests" points=2
check("answer-chart")

# %% chart-own role="given"
shown = answer_chart(asked.copy())

# %% weighting [markdown]
"""
## Giving the silent a voice

If heavy buyers answer more often, the respondents are not a small picture of all customers: **respondents taken for
everyone** is the commonest error in customer research. **Non-response** has a standard remedy, **weighting** (here by
weighting classes, the next of kin of post-stratification; Sharon Lohr, *Sampling: Design and Analysis*, 2nd ed.,
2010, chapter 8; Robert Groves and others, *Survey Methodology*, 2nd ed., 2009, chapters 6 and 10): compute the score
in each group, and let each group count as heavily as it does among **all who were asked**.

A small example. Asked: 80 light buyers and 20 heavy ones. Eight of the light ones answer, NPS 0; ten of the heavy
ones, NPS 60. Among the eighteen answers the heavy ones rule: (8 × 0 + 10 × 60) ÷ 18 = 33. Weighted it is 0.8 × 0 +
0.2 × 60 = 12. Put otherwise: each light answer speaks for ten customers, each heavy one for two.

**Your turn.** Write `weighted_nps(asked)` for a table with the columns `customer_id`, `group` and `recommend`, as
above. Return one number, in points, not rounded (or to at least three decimals); your `nps` may help, or write it
anew:

- the NPS of each group's answers, weighted with the group's share among **all** who were asked, silent ones included;
- a group in which **nobody** answered can't speak: leave it out altogether, and let the weights of the others add up
  to 1 without it;
- the groups may have any names and number. If nobody answered at all: `float("nan")`.
"""


# %% weighted-nps role="solution"
def weighted_nps(asked):
    ### BEGIN SOLUTION
    total, people = 0.0, 0
    for _, group in asked.groupby("group"):
        if group["recommend"].notna().any():
            total += len(group) * nps(group["recommend"])
            people += len(group)
    return total / people if people else float("nan")
    ### END SOLUTION


# %% weighted-nps-check role="tests" points=3
check("weighted-nps")

# %% weighted-own role="given"
pd.Series(
    {label("as-answered"): nps(asked["recommend"]), label("weighted"): weighted_nps(asked.copy())}, name=label("nps")
)

# %% truth-words [markdown]
"""
## How far were we from the truth?

Two numbers, and no way of knowing whether the second is any better than the first: the silent have said nothing. In
life it ends here. Here it doesn't, since our customers come from a simulator. For a **practice shop**, a shop like
yours that is nobody's own, we know what *everyone* who was asked would have answered. The picture shows its survey of
March 2026:

- what those who answered say, as they are, and weighted by light, medium and heavy as you did;
- a **follow-up**: 300 of the silent, drawn by lot, rung up until they answered. Respondents stand for the share that
  answered, the 300 for the share that kept silent (Hansen and Hurwitz, *Journal of the American Statistical
  Association*, 1946);
- the orange line: what everyone would have said.

The bars are margins of error. They allow for chance, and for nothing else.
"""

# %% truth role="given"
from coursekit.interactive.silent_customers_view import let_them_answer, show_the_truth

show_the_truth(label)

# %% interactive-words [markdown]
"""
How can a method out of every textbook achieve so little? Play with the practice shop's customers below. *Eagerness*
says how much readier a promoter is to answer than a detractor (as a ratio of the odds; 1: no difference).

1. Set the eagerness to 1 and move the response rate. Does the respondents' score leave that of everyone?
2. Set it to 4, as it roughly is in this shop. Which response rate would you need to come within five points?
3. Leave rate and eagerness where they are and send out more and more invitations. What happens to the margin of
   error, and what to the error?

(Where sliders can't be shown, a still picture stands in their place.)
"""

# %% sliders role="given"
let_them_answer(label)

# %% why-question [markdown]
"""
Among light, medium and heavy buyers alike, the content answered more readily than the discontented. **Your turn.**
Why did weighting leave the practice shop so far from the truth? Put the letter into `why_still_off`.

- `"A"`: Too few answered. With ten times as many invitations the weighted score would come close to the truth.
- `"B"`: Weighting balances the groups. But within each group those who answered are still happier than those who
  didn't, and purchases don't tell who is happy.
- `"C"`: The weights were wrong: they should be the groups' shares among those who answered.
- `"D"`: The follow-up by phone disturbed the result; without it the two scores would agree.
"""

# %% why-still-off role="solution"
why_still_off = (
    ### BEGIN SOLUTION
    "B"
    ### END SOLUTION
)

# %% why-still-off-check role="tests" points=1
check("why-still-off")

# %% reading-the-truth [markdown]
"""
Weighting repairs what the weights can see, here how much people buy. It helps as far as the groups have to do with
**both** answering and the answer. If the mood itself decides who answers, no column that knows nothing of the mood
can mend it; only answers of the silent can: a follow-up of a few, drawn by lot, and pursued. Hence the habits of good
survey work: report the response rate, compare with people of the same kind over time rather than with other
companies, and follow up on some of the silent. A survey is also a **feedback mechanism**: customers judge it by
whether anything comes of it.

And don't forget how this was found out: in a simulator, where the mood does decide. In your company it may be
stronger or weaker. Which of the two, only your own follow-up can tell.

## The decision

The board wants to reward "our promoters" with a gift, invite one **segment** to a personalised programme
(**personalisation**: treating customers differently by what is known of them), and print the NPS in the annual
report. There is money for **one** programme this quarter, for new, growing, mature or declining customers.
The table below shows where each stage stands.
"""

# %% decision-own role="given"
grouped = stages.merge(profile, on="customer_id").merge(
    asked[["customer_id", "recommend"]], on="customer_id", how="left"
)
grouped["asked"] = grouped["customer_id"].isin(asked["customer_id"])
grouped["later"] = grouped["customer_id"].isin(next_90["customer_id"])
table = grouped.groupby("stage").agg(
    customers=("customer_id", "size"), paid=("monetary", "mean"), later=("later", "mean"), asked=("asked", "sum")
)
said = {stage: answers.dropna().astype(int) for stage, answers in grouped.groupby("stage")["recommend"]}
scores = {stage: estimate(np.bincount(answers, minlength=11)) for stage, answers in said.items()}
table["answered"] = pd.Series({stage: len(answers) for stage, answers in said.items()})
table["nps"] = pd.Series({stage: score.score for stage, score in scores.items()}).round(0)
table["margin"] = pd.Series({stage: score.margin for stage, score in scores.items()}).round(0)
table["later"] = table["later"].round(2)
table["paid"] = table["paid"].round(0)
table.rename_axis(None).rename(
    index=words, columns=lambda name: label({"later": "later-share", "paid": "paid-mean"}.get(name, name))
)

# %% memo-question [markdown]
"""
**Write the board a memo of about 150 words.** No formulas.

- Open with the answer: may the NPS be printed, and with which words beside it? Give your score with its margin, the
  share that answered, and who is missing.
- Say what your figures can **not** tell. Think of the silent, and of what ties those who buy much.
- Decide for one stage of the lifecycle: who is in it, what do you do for them, and which of the three kinds of
  stickiness should grow?
- Say which figure, of which customers and when, would show that you were wrong. (It must lie *after* the day on which
  the segment was fixed.)
"""

# %% profile-memo role="essay" points=5

# %% summary [markdown]
"""
## What you take with you

| measure | what it is | beware |
|---|---|---|
| NPS | share of 9–10 less share of 0–6, among those who answered, in points | no mean; passives are below the line |
| three kinds of stickiness | what customers do, feel, and think of us | they need not go together |
| RFM scores | fifths by recency, frequency, monetary value | few days are good; equal facts, equal scores |
| lifecycle stage | new, growing, mature, declining, gone | prove it on what comes *after* |
| weighted NPS | the groups' scores, weighted by all who were asked | repairs only what the groups can see |

- Respondents are not everyone. How many kept silent belongs beside every score.
- A segment defined by an outcome can't explain that outcome.
- Liking without difference makes loyalty that a coupon can buy.

**A sentence to take to work on Monday:** "Lovely score. What would those say who didn't answer?"

The course's [glossary](glossary.md) explains every term in English and Chinese. Next, lesson 06: why do they leave?

*To read further:* Robert Groves, "Nonresponse Rates and Nonresponse Bias in Household Surveys" (*Public Opinion
Quarterly*, 2006), shows that a higher response rate is no cure in itself; Peter Fader, Bruce Hardie and Ka Lok Lee,
"RFM and CLV" (*Journal of Marketing Research*, 2005), derive from a model what RFM can and can't tell of the future.
"""
