"""Profiles and stickiness: small cases, the wrong answers learners give, and other right ones."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final

import numpy as np
import pandas as pd

from grader.questions import Arguments, Mistake, Namespace, Option, Question, Tables, Text, Toy

POINTS: Final = 6e-4
"""A score or share rounded to three decimals is as good as the whole number."""

DAY: Final = "2026-03-09"
NAN: Final = float("nan")

RESPONDENTS_FOR_EVERYONE: Final = Text(
    "You took the respondents for everyone: this is the plain score of those who answered. A group that likes to answer then speaks for one that doesn't. "
    "Each group should count as heavily as it does among all who were *asked*.",
    "你把应答者当成了全体：这只是应答者的原始分数。爱回答的那一组，替不爱回答的那一组说了话。每一组的分量，应当按它在全体**受邀者**中的比例来定。",
)
MEAN_OF_ANSWERS: Final = Text(
    "This is the mean of the answers, not the net promoter score. In the NPS an answer only decides the class: a 0 and a 6 weigh the same, and so do a 9 and a 10.",
    "这是答案的平均分，不是净推荐值。在净推荐值里，答案只决定属于哪一类：0 分和 6 分分量相同，9 分和 10 分分量也相同。",
)
PASSIVES_NOT_BELOW: Final = Text(
    "You divided by promoters and detractors alone. Passives are in neither share, but they did answer, so they stand below the line. Left out, they make the score more extreme than it is.",
    "你只除以推荐者与贬损者之和。中立者两边都不算，可他们确实回答了，分母里要有他们。去掉他们，分数会被放大。",
)
PASSIVES_AS_PROMOTERS: Final = Text(
    "You counted the passives, 7 and 8, as promoters. Content people who stay silent recommend nobody.",
    "你把 7 分和 8 分的中立者算成了推荐者。满意但不吭声的人，并没有推荐谁。",
)
PASSIVES_AS_DETRACTORS: Final = Text(
    "You counted everyone below 9 as a detractor. 7 and 8 are passives: neither for us nor against us.",
    "你把 9 分以下的都算成了贬损者。7 分和 8 分是中立者，既不推荐也不贬损。",
)
SIX_AS_PASSIVE: Final = Text(
    "Your border between detractors and passives is too low: a 6 is still a detractor.",
    "贬损者与中立者的分界划低了：6 分仍属于贬损者。",
)
EIGHT_AS_PROMOTER: Final = Text(
    "Your border of the promoters is too low: an 8 is still a passive. Promoters say 9 or 10.",
    "推荐者的门槛划低了：8 分仍是中立者，9 分和 10 分才是推荐者。",
)
SILENT_BELOW: Final = Text(
    "You divided by everyone who was asked. Whoever kept silent has no class, and doesn't belong below the line either: with you, silence pulls the score towards 0.",
    "你除以的是所有受邀者。没有应答的人不属于任何一类，也不该进分母：照你的算法，沉默会把分数拉向 0。",
)
SILENT_AS_DETRACTORS: Final = Text(
    "Missing answers ended up among the detractors. Silence may be displeasure, or a full mailbox: it is not an answer of 0.",
    "缺失的答案被算进了贬损者。沉默可能是不满，也可能只是没空：它不等于打了 0 分。",
)
PROMOTERS_ALONE: Final = Text(
    "This is the share of promoters. *Net* means: take the share of detractors away from it.",
    "这是推荐者的比例。“净”的意思是：还要减去贬损者的比例。",
)
FRACTION: Final = Text(
    "The fraction is right, but the score is counted in points, from −100 to 100: multiply by 100.",
    "比例没错，但净推荐值以“分”计，从 −100 到 100：请乘以 100。",
)

Score = Callable[[pd.Series], float]


def said(answers: pd.Series) -> pd.Series:
    """Keep the answers that were given, as plain numbers."""
    return answers.dropna().astype(float)


def ratio(part: float, whole: float) -> float:
    """Divide; nothing divided by nobody is not a number."""
    return float(part / whole) if whole else NAN


def net(answers: pd.Series, promoter: float = 9, detractor: float = 6, points: float = 100) -> float:
    """Promoters less detractors, of those who answered: what is right."""
    given = said(answers)
    return ratio(points * float((given >= promoter).sum() - (given <= detractor).sum()), len(given))


# --- wrong scores: they come back by hand, as a function, and in each group of a weighted score


def nps_as_a_mean(answers: pd.Series) -> float:
    """Average the answers."""
    return float(said(answers).mean())


def nps_as_a_mean_in_percent(answers: pd.Series) -> float:
    """Average the answers, ten points each."""
    return 10 * nps_as_a_mean(answers)


def passives_not_below_the_line(answers: pd.Series) -> float:
    """Divide by promoters and detractors alone."""
    given = said(answers)
    return net(given[(given >= 9) | (given <= 6)])


def passives_counted_as_promoters(answers: pd.Series) -> float:
    """Let 7 and 8 pass for promoters."""
    return net(answers, promoter=7)


def passives_counted_as_detractors(answers: pd.Series) -> float:
    """Let 7 and 8 pass for detractors."""
    return net(answers, detractor=8)


def six_counted_as_passive(answers: pd.Series) -> float:
    """Let 6 pass for a passive."""
    return net(answers, detractor=5)


def eight_counted_as_promoter(answers: pd.Series) -> float:
    """Let 8 pass for a promoter."""
    return net(answers, promoter=8)


def seven_counted_as_detractor(answers: pd.Series) -> float:
    """Let 7 pass for a detractor."""
    return net(answers, detractor=7)


def nine_counted_as_passive(answers: pd.Series) -> float:
    """Let 9 pass for a passive."""
    return net(answers, promoter=10)


def detractors_less_promoters(answers: pd.Series) -> float:
    """Turn the sign."""
    return -net(answers)


def rounded_to_whole_points(answers: pd.Series) -> float:
    """Round to points too early."""
    return float(np.round(net(answers)))


def silent_below_the_line(answers: pd.Series) -> float:
    """Divide by all who were asked."""
    given = said(answers)
    return ratio(net(given) * len(given) if len(given) else 0, len(answers))


def silent_counted_as_detractors(answers: pd.Series) -> float:
    """Take silence for an answer of 0."""
    return net(answers.fillna(0))


def promoters_alone(answers: pd.Series) -> float:
    """Forget the detractors."""
    return net(answers, detractor=-1)


def zero_forgotten(answers: pd.Series) -> float:
    """Let the detractors begin at 1."""
    given = said(answers)
    return ratio(100.0 * ((given >= 9).sum() - given.between(1, 6).sum()), len(given))


def a_fraction_for_points(answers: pd.Series) -> float:
    """Leave the score between −1 and 1."""
    return net(answers, points=1)


def zero_where_nobody_answered(answers: pd.Series) -> float:
    """Give a score of 0 where there is none."""
    found = net(answers)
    return 0.0 if np.isnan(found) else found


def a_plain_count(answers: pd.Series) -> float:
    """Forget to divide."""
    given = said(answers)
    return net(given) * len(given) / 100 if len(given) else NAN


WRONG_SCORES: Final[Sequence[tuple[Score, Text]]] = [
    (nps_as_a_mean, MEAN_OF_ANSWERS),
    (passives_not_below_the_line, PASSIVES_NOT_BELOW),
    (passives_counted_as_promoters, PASSIVES_AS_PROMOTERS),
    (passives_counted_as_detractors, PASSIVES_AS_DETRACTORS),
    (six_counted_as_passive, SIX_AS_PASSIVE),
    (eight_counted_as_promoter, EIGHT_AS_PROMOTER),
    (
        seven_counted_as_detractor,
        Text(
            "Your border between detractors and passives is too high: a 7 is already a passive.",
            "贬损者与中立者的分界划高了：7 分已经是中立者。",
        ),
    ),
    (
        nine_counted_as_passive,
        Text(
            "Your border of the promoters is too high: a 9 is already a promoter.",
            "推荐者的门槛划高了：9 分已经是推荐者。",
        ),
    ),
    (
        detractors_less_promoters,
        Text(
            "The sign is the wrong way round: promoters less detractors.",
            "正负号反了：应当是推荐者减贬损者。",
        ),
    ),
    (silent_below_the_line, SILENT_BELOW),
    (silent_counted_as_detractors, SILENT_AS_DETRACTORS),
    (promoters_alone, PROMOTERS_ALONE),
    (
        a_plain_count,
        Text(
            "Promoters less detractors: that is a number of people. The score is a difference of *shares*: divide by all who answered.",
            "推荐者减贬损者，得到的是人数。净推荐值是**比例**之差：还要除以全体应答者。",
        ),
    ),
]


def answers_of(text: str) -> pd.Series:
    """Build a column of answers; "-" is silence."""
    values = [None if word == "-" else int(word) for word in text.split()]
    return pd.Series(pd.array(values, dtype="Int64"), name="recommend")


# --- the tables of a data set


def bought(tables: Tables) -> pd.DataFrame:
    """Keep the purchases: orders neither cancelled nor returned."""
    orders = tables["orders"]
    return orders.loc[
        ~orders["status"].isin(["cancelled", "returned"]), ["order_id", "customer_id", "ordered_at", "amount"]
    ]


def profile_of(tables: Tables, day: str = DAY) -> pd.DataFrame:
    """Put together what was known of each customer at the end of a day."""
    after = pd.Timestamp(day) + pd.Timedelta(days=1)
    past = bought(tables).query("ordered_at < @after")
    year = past[past["ordered_at"] >= after - pd.Timedelta(days=365)].groupby("customer_id")
    joined = tables["customers"].set_index("customer_id")["joined_at"]
    last = past.groupby("customer_id")["ordered_at"].max()
    table = pd.DataFrame({"recency": (pd.Timestamp(day) - last.dt.normalize()).dt.days})
    table["account_days"] = (pd.Timestamp(day) - joined.reindex(table.index).dt.normalize()).dt.days
    table["frequency"] = year.size().reindex(table.index, fill_value=0)
    table["monetary"] = year["amount"].sum().round(2).reindex(table.index, fill_value=0.0)
    return table.reset_index()


def asked_in(tables: Tables, month: str) -> pd.DataFrame:
    """Give everyone who was asked in a month, grouped by their purchases of the year before."""
    surveys = tables["surveys"]
    asked = surveys[surveys["sent_at"].dt.strftime("%Y-%m") == month].reset_index(drop=True)
    day = str((asked["sent_at"].min() - pd.Timedelta(days=1)).date())
    frequency = asked["customer_id"].map(profile_of(tables, day).set_index("customer_id")["frequency"]).fillna(0)
    return asked.assign(
        frequency=frequency.astype(int), group=np.select([frequency <= 1, frequency <= 3], ["light", "medium"], "heavy")
    )


def asked_twice(tables: Tables) -> Iterable[Arguments]:
    """Ask a question of two surveys; in the second the light buyers all kept silent."""
    for month in ("2026-03", "2025-09"):
        asked = asked_in(tables, month)[["customer_id", "group", "recommend"]]
        silent = (asked["group"] == "light") & (month == "2025-09")
        yield {"asked": asked.assign(recommend=asked["recommend"].mask(silent))}


def asked_thrice(tables: Tables) -> Iterable[Arguments]:
    """Ask a question of two surveys, with other names of the groups in one, and of one that nobody answered."""
    for arguments in asked_twice(tables):
        silent = arguments["asked"].groupby("group")["recommend"].count().min() == 0
        yield {"asked": arguments["asked"].replace({"group": {"heavy": "weekly"}}) if silent else arguments["asked"]}
    asked = asked_in(tables, "2025-03")[["customer_id", "group", "recommend"]]
    yield {"asked": asked[asked["recommend"].isna()]}


# --- by hand, and as a function


def _by_hand() -> Question:
    def of_the_few(wrong: Score, says: Text) -> Mistake:
        def value(namespace: Namespace) -> float:
            return wrong(namespace["a_few_answers"]["recommend"])

        value.__name__ = wrong.__name__
        return Mistake(value, says)

    return Question(
        "by-hand-nps",
        kind="value",
        shown=True,
        tolerance=5e-3,
        mistakes=[of_the_few(*wrong) for wrong in (*WRONG_SCORES, (a_fraction_for_points, FRACTION))],
        hints=[
            Text(
                "Cross out the silent. Then sort the rest into 9–10, 7–8 and 0–6.",
                "先划掉没有应答的人，再把其余的分成三堆：9–10 分、7–8 分、0–6 分。",
            ),
            Text(
                "Count promoters and detractors. Below the line stand all who answered, passives too.",
                "数出推荐者和贬损者。分母是全体应答者，中立者也在内。",
            ),
            Text(
                "Fourteen answered, three of them with 6 or less. `100 * (promoters - 3) / 14`.",
                "应答的有 14 人，其中 3 人打了 6 分及以下。`100 * (推荐者人数 - 3) / 14`。",
            ),
        ],
    )


def _nps() -> Question:
    def by_means(answers: pd.Series) -> float:
        given = answers.dropna()
        return 100 * ((given > 8).mean() - (given < 7).mean()) if len(given) else NAN

    def by_cut(answers: pd.Series) -> float | None:
        shares = pd.cut(said(answers), [-1, 6, 8, 10], labels=[-100, 0, 100]).astype(float)
        return round(shares.mean(), 4) if len(shares) else None

    def by_loop(answers: pd.Series) -> float:
        marks = [1 if value >= 9 else -1 if value <= 6 else 0 for value in answers if not pd.isna(value)]
        return sum(marks) / len(marks) * 100 if marks else NAN

    def by_counts(answers: pd.Series) -> np.float64:
        counts = answers.value_counts().reindex(range(11), fill_value=0).astype(float)
        return (
            np.float64(100 * (counts.loc[9:].sum() - counts.loc[:6].sum()) / max(counts.sum(), 1e-9))
            if counts.sum()
            else np.float64("nan")
        )

    def elsewhere(tables: Tables) -> Iterable[Arguments]:
        surveys = tables["surveys"]
        yield {"answers": surveys["recommend"]}
        yield {"answers": surveys.loc[surveys["sent_at"] >= "2026-03-01", "recommend"]}
        yield {"answers": 10 - surveys["recommend"]}
        yield {"answers": surveys.loc[surveys["recommend"].isna(), "recommend"]}

    return Question(
        "nps",
        tolerance=POINTS,
        toys=[
            Toy(
                Text("Nine asked, seven answered", "邀请九人，七人应答"), {"answers": answers_of("10 9 - 7 8 6 9 - 2")}
            ),
            Toy(
                Text("Every answer, and two silent", "每个分数都有，另有两人沉默"),
                {"answers": answers_of("0 1 2 3 4 5 6 6 7 8 9 10 - -")},
            ),
            Toy(Text("Only passives", "全是中立者"), {"answers": answers_of("7 8 7 -")}),
            Toy(Text("Nobody answered", "没有人应答"), {"answers": answers_of("- -")}),
        ],
        mistakes=[
            *(Mistake(*wrong) for wrong in WRONG_SCORES),
            Mistake(nps_as_a_mean_in_percent, MEAN_OF_ANSWERS),
            Mistake(
                zero_forgotten,
                Text(
                    "An answer of 0 is missing among your detractors. It is an answer, and the worst there is.",
                    "你的贬损者里漏掉了 0 分。0 分也是答案，而且是最差的。",
                ),
            ),
            Mistake(a_fraction_for_points, FRACTION),
            Mistake(
                rounded_to_whole_points,
                Text(
                    "Right, but rounded too early: small changes get lost, and sums no longer come out. Return the whole number with its decimals; round what you show.",
                    "结果对，但舍入太早：细小的变化会丢掉，之后的计算也对不上。请返回带小数的结果，展示时再四舍五入。",
                ),
            ),
            Mistake(
                zero_where_nobody_answered,
                Text(
                    "Almost: where nobody answered you report 0. A score of 0 says that promoters and detractors balance; here we know nothing, so return NaN.",
                    "就差一点：没有人应答时，你报了 0 分。0 分的意思是推荐者与贬损者相抵；这里其实一无所知，应返回 NaN。",
                ),
            ),
        ],
        also_right=[by_means, by_cut, by_loop, by_counts],
        elsewhere=elsewhere,
        hints=[
            Text(
                "Put aside who kept silent: `said = answers.dropna()`. How many are left?",
                "先把沉默的放到一边：`said = answers.dropna()`。还剩多少？",
            ),
            Text(
                "`(said >= 9).sum()` counts the promoters; do the same for `said <= 6`.",
                "`(said >= 9).sum()` 数出推荐者；`said <= 6` 同理。",
            ),
            Text(
                'If `len(said) == 0` return `float("nan")`, else `100 * ((said >= 9).sum() - (said <= 6).sum()) / len(said)`.',
                '若 `len(said) == 0`，返回 `float("nan")`；否则返回 `100 * ((said >= 9).sum() - (said <= 6).sum()) / len(said)`。',
            ),
        ],
    )


# --- three kinds of stickiness


def _stickiness() -> Question:
    def scored(
        people: pd.DataFrame,
        scale: Callable[[pd.Series], pd.Series] = lambda answer: (answer - 1) / 4,
        most: tuple[float, float] = (1, 1),
        points: float = 100,
    ) -> pd.DataFrame:
        often, widely = (people["frequency"] / 12).clip(upper=most[0]), (people["lines"] / 4).clip(upper=most[1])
        feels, thinks = (scale(people[name].astype(float)) for name in ("attachment", "difference"))
        found = {"behavioural": (often + widely) / 2, "emotional": feels, "cognitive": thinks}
        return people[["customer_id"]].assign(**{name: points * score for name, score in found.items()})

    def scale_divided_by_five(people: pd.DataFrame) -> pd.DataFrame:
        return scored(people, lambda answer: answer / 5)

    def lowest_answer_not_subtracted(people: pd.DataFrame) -> pd.DataFrame:
        return scored(people, lambda answer: answer / 4)

    def lowest_answer_not_at_zero(people: pd.DataFrame) -> pd.DataFrame:
        return scored(people, lambda answer: (answer - 1) / 5)

    def silence_as_no_feeling(people: pd.DataFrame) -> pd.DataFrame:
        return scored(people).fillna({"emotional": 0.0, "cognitive": 0.0})

    def silence_filled_with_the_mean(people: pd.DataFrame) -> pd.DataFrame:
        found = scored(people)
        return found.fillna(found[["emotional", "cognitive"]].mean())

    def the_silent_left_out(people: pd.DataFrame) -> pd.DataFrame:
        return scored(people).dropna()

    def no_ceiling(people: pd.DataFrame) -> pd.DataFrame:
        return scored(people, most=(np.inf, np.inf))

    def ceiling_on_the_mean_alone(people: pd.DataFrame) -> pd.DataFrame:
        found = no_ceiling(people)
        return found.assign(behavioural=found["behavioural"].clip(upper=100))

    def purchases_without_a_ceiling(people: pd.DataFrame) -> pd.DataFrame:
        return scored(people, most=(np.inf, 1))

    def product_lines_without_a_ceiling(people: pd.DataFrame) -> pd.DataFrame:
        return scored(people, most=(1, np.inf))

    def parts_added_up(people: pd.DataFrame) -> pd.DataFrame:
        return scored(people).assign(behavioural=lambda found: 2 * found["behavioural"])

    def silence_taken_for_no_purchases(people: pd.DataFrame) -> pd.DataFrame:
        found = scored(people)
        return found.assign(behavioural=found["behavioural"].where(people["attachment"].notna()))

    def largest_in_the_table_for_the_ceiling(people: pd.DataFrame) -> pd.DataFrame:
        share = people[["frequency", "lines"]] / people[["frequency", "lines"]].max()
        return scored(people).assign(behavioural=100 * share.mean(axis=1))

    def purchases_and_lines_pooled(people: pd.DataFrame) -> pd.DataFrame:
        pooled = people["frequency"].clip(upper=12) + people["lines"].clip(upper=4)
        return scored(people).assign(behavioural=100 * pooled / 16)

    def purchases_alone(people: pd.DataFrame) -> pd.DataFrame:
        return scored(people).assign(behavioural=100 * (people["frequency"] / 12).clip(upper=1))

    def feeling_and_thinking_exchanged(people: pd.DataFrame) -> pd.DataFrame:
        return scored(people).rename(columns={"emotional": "cognitive", "cognitive": "emotional"})

    def fractions_for_points(people: pd.DataFrame) -> pd.DataFrame:
        return scored(people, points=1)

    def by_loop(people: pd.DataFrame) -> pd.DataFrame:
        rows = []
        for row in people.to_dict("records"):
            behaviour = 50 * (min(row["frequency"] / 12, 1) + min(row["lines"] / 4, 1))
            answers = [None if pd.isna(row[name]) else 25 * (row[name] - 1) for name in ("attachment", "difference")]
            rows.append((row["customer_id"], behaviour, *answers))
        return pd.DataFrame(rows, columns=["customer_id", "behavioural", "emotional", "cognitive"])

    def by_minimum_with_an_index(people: pd.DataFrame) -> pd.DataFrame:
        table = people.set_index("customer_id")
        table["behavioural"] = (
            np.mean([np.minimum(table["frequency"], 12) / 12, np.minimum(table["lines"], 4) / 4], axis=0) * 100
        )
        steps = {1: 0, 2: 25, 3: 50, 4: 75, 5: 100}
        return table.assign(
            emotional=table["attachment"].map(steps), cognitive=table["difference"].map(steps)
        ).sort_index(ascending=False)

    def by_where(people: pd.DataFrame) -> dict[str, Any]:
        often = np.where(people["frequency"] > 12, 1, people["frequency"] / 12)
        widely = np.where(people["lines"] > 4, 1, people["lines"] / 4)
        answers = people[["attachment", "difference"]].astype("Float64").sub(1).div(4).mul(100)
        return {
            "customer_id": people["customer_id"],
            "behavioural": ((often + widely) * 50).round(3),
            "emotional": answers["attachment"],
            "cognitive": answers["difference"],
        }

    def people_of(text: str) -> pd.DataFrame:
        rows = [[None if word == "-" else int(word) for word in line.split()] for line in text.strip().splitlines()]
        table = pd.DataFrame(
            rows, columns=["customer_id", "frequency", "lines", "attachment", "difference"], dtype="Int64"
        )
        return table.astype({"customer_id": "int64", "frequency": "int64", "lines": "int64"})

    def elsewhere(tables: Tables) -> Iterable[Arguments]:
        asked = asked_in(tables, "2026-03")
        lines = tables["products"]["category"].nunique()
        people = asked.assign(lines=np.minimum(asked["frequency"], asked["customer_id"] % lines))
        yield {"people": people[["customer_id", "frequency", "lines", "attachment", "difference"]]}

    return Question(
        "stickiness-scores",
        tolerance=POINTS,
        toys=[
            Toy(
                Text("Four who answered", "四位应答者"),
                {"people": people_of("7 3 1 5 2\n4 12 4 1 4\n9 18 2 3 3\n2 5 6 4 1")},
            ),
            Toy(
                Text("One of them silent", "其中一位沉默"), {"people": people_of("11 0 0 2 5\n12 7 3 - -\n13 26 5 4 2")}
            ),
        ],
        mistakes=[
            Mistake(
                scale_divided_by_five,
                Text(
                    'You divided the answers by 5. On a scale that begins at 1, "not at all" then becomes 20 of 100 points. The lowest answer must be 0: subtract it first.',
                    "你把答案除以了 5。量表从 1 开始，这样“完全不同意”也能得 20 分。最低的答案应当是 0 分：先减去它。",
                ),
            ),
            Mistake(
                lowest_answer_not_subtracted,
                Text(
                    'The four steps are right, but the scale begins at 1: with you "not at all" has 25 points, and "fully" 125. Subtract 1 first.',
                    "四级台阶没错，但量表从 1 开始：照你的算法，“完全不同意”有 25 分，“完全同意”有 125 分。请先减 1。",
                ),
            ),
            Mistake(
                lowest_answer_not_at_zero,
                Text(
                    "From 1 to 5 there are four steps, not five: with you nobody reaches 100.",
                    "从 1 到 5 只有四级台阶，不是五级：照你的算法，谁也到不了 100。",
                ),
            ),
            Mistake(
                silence_as_no_feeling,
                Text(
                    "Those who kept silent got 0. That claims they feel nothing for us; in truth nobody asked them successfully. Leave the score missing.",
                    "没有应答的人，你给了 0 分。这等于说他们对我们毫无感情；其实只是没问到。这两个分数应当留空。",
                ),
            ),
            Mistake(
                silence_filled_with_the_mean,
                Text(
                    "You gave the silent the mean of those who answered: respondents taken for everyone. Leave the score missing.",
                    "你拿应答者的平均分填补了沉默者的空缺：这是把应答者当成了全体。应当留空。",
                ),
            ),
            Mistake(
                the_silent_left_out,
                Text(
                    "Customers who kept silent have vanished from your table. What they do is known: keep the row, with the other two scores missing.",
                    "没有应答的顾客从你的表里消失了。他们的行为是已知的：保留这一行，另外两个分数留空。",
                ),
            ),
            Mistake(
                no_ceiling,
                Text(
                    "A score of more than 100? Each of the two parts counts 1 at most; put the ceiling on each before you average.",
                    "怎么会超过 100 分？两个部分各自最多算 1，取平均之前要分别封顶。",
                ),
            ),
            Mistake(
                ceiling_on_the_mean_alone,
                Text(
                    "You put the ceiling on the whole score. Then very many purchases make up for few product lines. Put it on each part.",
                    "你是给总分封的顶。这样买得特别勤，就能弥补产品线少。应当给每个部分分别封顶。",
                ),
            ),
            Mistake(
                purchases_without_a_ceiling,
                Text(
                    "The part of the purchases needs its ceiling too: 18 ÷ 12 counts 1.",
                    "购买次数这一部分也要封顶：18 ÷ 12 只算 1。",
                ),
            ),
            Mistake(
                product_lines_without_a_ceiling,
                Text(
                    "The part of the product lines needs its ceiling too: 6 ÷ 4 counts 1.",
                    "产品线这一部分也要封顶：6 ÷ 4 只算 1。",
                ),
            ),
            Mistake(
                parts_added_up,
                Text(
                    "You added the two parts, so the score runs to 200. Take their mean.",
                    "你把两个部分相加了，满分成了 200。应当取平均。",
                ),
            ),
            Mistake(
                silence_taken_for_no_purchases,
                Text(
                    "The silent have lost their behavioural score as well. What they buy is known from the orders: only the other two are missing.",
                    "没有应答的人，行为分数也空了。他们买了什么，订单里都有：缺的只是另外两个分数。",
                ),
            ),
            Mistake(
                largest_in_the_table_for_the_ceiling,
                Text(
                    "You divided by the largest in the table. Then one heavy buyer changes everybody's score: the ceilings are 12 purchases and 4 lines.",
                    "你除以的是表里的最大值。这样，多一位大客户，人人的分数都变了：上限是 12 次购买和 4 条产品线。",
                ),
            ),
            Mistake(
                purchases_and_lines_pooled,
                Text(
                    "You added purchases and lines and divided by 16. Then purchases weigh three times as much as lines: make a share of each first, then take the mean.",
                    "你把购买次数和产品线数相加再除以 16。这样购买次数的分量是产品线的三倍：请先各算比例，再取平均。",
                ),
            ),
            Mistake(
                purchases_alone,
                Text(
                    "Only purchases are in your behavioural score. How *widely* somebody buys is half of it.",
                    "你的行为粘性里只有购买次数。买得有多**广**，占一半。",
                ),
            ),
            Mistake(
                feeling_and_thinking_exchanged,
                Text(
                    "`emotional` and `cognitive` are exchanged: attachment is felt, difference is thought.",
                    "`emotional` 和 `cognitive` 弄反了：有感情属于情感，与众不同属于认知。",
                ),
            ),
            Mistake(
                fractions_for_points,
                Text(
                    "The fractions are right; the scores run from 0 to 100.",
                    "比例没错，但分数是 0 到 100：请乘以 100。",
                ),
            ),
        ],
        also_right=[by_loop, by_minimum_with_an_index, by_where],
        elsewhere=elsewhere,
        hints=[
            Text(
                "Work through the first row of the small case by hand before you write code.",
                "写代码之前，先把小例子的第一行手算一遍。",
            ),
            Text(
                '`(people["frequency"] / 12).clip(upper=1)` is the first part. From 1–5 to 0–100: subtract 1, then stretch the four steps.',
                '`(people["frequency"] / 12).clip(upper=1)` 是第一部分。从 1–5 到 0–100：先减 1，再把四级台阶拉开。',
            ),
            Text(
                '`behavioural` is `100 * (often + widely) / 2`, `emotional` is `100 * (people["attachment"] - 1) / 4`; put the columns into `pd.DataFrame({...})`. Missing answers stay missing by themselves.',
                '`behavioural` 是 `100 * (often + widely) / 2`，`emotional` 是 `100 * (people["attachment"] - 1) / 4`；各列放进 `pd.DataFrame({...})`。缺失的答案会自动保持缺失。',
            ),
        ],
    )


# --- RFM

EQUAL_UNEQUAL: Final = Text(
    "Customers with the same facts get different scores, depending on where they happen to stand in the table. Sort it otherwise and the segments change. Equal facts, equal scores.",
    "条件完全相同的顾客得了不同的分，全看他们碰巧排在表的第几行。换个排序，细分就变了。条件相同，得分应当相同。",
)
EQUALS_AS_WORSE: Final = Text(
    "You count those who are equal among the worse. *Strictly worse* are only those below; with ties your scores come out too high.",
    "你把同分的人也算成了“更差的”。**严格更差**的只有排在下面的人；有并列时，你的分数偏高。",
)
MIDDLE_PLACE: Final = Text(
    "Your ranks share the middle place among equals (pandas does so unless told otherwise). The rule counts those who are *strictly* worse: the lowest place.",
    "并列的人，你取了名次的平均值（pandas 默认如此）。规则数的是**严格**更差的人，即并列中最低的名次。",
)


def _rfm() -> Question:
    Grade = Callable[[pd.Series], pd.Series]

    def graded(buyers: pd.DataFrame, grade: Grade, fresh: float = -1) -> pd.DataFrame:
        return buyers[["customer_id"]].assign(
            r=grade(fresh * buyers["recency"]), f=grade(buyers["frequency"]), m=grade(buyers["monetary"])
        )

    def fifths(method: str = "min", start: int = 1) -> Grade:
        return lambda good: (start + 5 * (good.rank(method=method) - 1) // len(good)).astype(int)  # type: ignore[arg-type]

    def grading(name: str, grade: Grade, fresh: float = -1) -> Callable[[pd.DataFrame], pd.DataFrame]:
        def wrong(buyers: pd.DataFrame) -> pd.DataFrame:
            return graded(buyers, grade, fresh)

        wrong.__name__ = name
        return wrong

    def recency_turned_by_six_minus(buyers: pd.DataFrame) -> pd.DataFrame:
        return graded(buyers, fifths()).assign(r=6 - fifths()(buyers["recency"]))

    def total_for_three_scores(buyers: pd.DataFrame) -> pd.DataFrame:
        right = graded(buyers, fifths())
        return right.assign(r=right["r"] + right["f"] + right["m"])

    def by_counting(buyers: pd.DataFrame) -> pd.DataFrame:
        found = {"customer_id": buyers["customer_id"].to_list()}
        for name, column, sign in (("r", "recency", -1), ("f", "frequency", 1), ("m", "monetary", 1)):
            values = np.sort(sign * buyers[column].to_numpy())
            worse = np.searchsorted(values, sign * buyers[column].to_numpy(), side="left")
            found[name] = [int(5 * count / len(values)) + 1 for count in worse]
        return pd.DataFrame(found)

    def by_table_of_values(buyers: pd.DataFrame) -> pd.DataFrame:
        table = buyers.copy()
        for name, column, rising in (("r", "recency", False), ("f", "frequency", True), ("m", "monetary", True)):
            people = table[column].value_counts().sort_index(ascending=rising)
            worse = people.cumsum() - people
            table[name] = table[column].map((5 * worse) // len(table) + 1).astype(float)
        return table.sort_values("monetary").set_index("customer_id")[["m", "f", "r"]]

    def by_ranks_downwards(buyers: pd.DataFrame) -> pd.DataFrame:
        worse = pd.DataFrame(
            {
                "r": buyers["recency"].rank(method="min", ascending=False),
                "f": buyers["frequency"].rank(method="min"),
                "m": buyers["monetary"].rank(method="min"),
            }
        ).sub(1)
        return pd.concat([buyers["customer_id"], (worse * 5 // len(buyers) + 1).astype("category")], axis=1)

    def elsewhere(tables: Tables) -> Iterable[Arguments]:
        for day in (DAY, "2025-09-09"):
            profile = profile_of(tables, day)
            buyers = profile.loc[profile["frequency"] > 0, ["customer_id", "recency", "frequency", "monetary"]]
            yield {"buyers": buyers.sample(frac=1, random_state=3)}

    def buyers_of(recency: str, frequency: str, monetary: str) -> pd.DataFrame:
        columns = {"recency": recency, "frequency": frequency, "monetary": monetary}
        table = pd.DataFrame({name: [float(word) for word in text.split()] for name, text in columns.items()})
        table = table.astype({"recency": int, "frequency": int})
        table.insert(0, "customer_id", range(31, 31 + len(table)))
        return table

    return Question(
        "rfm-scores",
        toys=[
            Toy(
                Text("Ten buyers, no two alike", "十位购买者，各不相同"),
                {
                    "buyers": buyers_of(
                        "3 250 40 12 90 365 7 150 21 60",
                        "14 1 5 9 3 2 30 4 7 6",
                        "410.5 12 95 230 61.2 30 1900 58 140 88.9",
                    )
                },
            ),
            Toy(
                Text("Eight buyers, half of them with one purchase", "八位购买者，一半只买过一次"),
                {"buyers": buyers_of("5 5 80 200 80 33 300 80", "1 2 1 1 6 2 1 2", "20 45 20 9.5 120 45 20 60")},
            ),
            Toy(Text("Three exactly alike", "三位完全一样"), {"buyers": buyers_of("9 9 9", "1 1 1", "15 15 15")}),
        ],
        mistakes=[
            Mistake(
                grading("recency_upside_down", fifths(), fresh=1),
                Text(
                    "Your recency is upside down: whoever bought longest ago gets 5. Few days since the last purchase are good, many are bad.",
                    "“最近一次购买”的分数打反了：最久没买的人得了 5 分。距上次购买的天数，越少越好。",
                ),
            ),
            Mistake(
                grading(
                    "ties_broken_by_the_order_of_rows",
                    lambda good: 1 + pd.qcut(good.rank(method="first"), 5, labels=False).astype(int),
                ),
                EQUAL_UNEQUAL,
            ),
            Mistake(grading("ties_ranked_by_the_order_of_rows", fifths("first")), EQUAL_UNEQUAL),
            Mistake(grading("ties_given_the_best_place", fifths("max")), EQUALS_AS_WORSE),
            Mistake(
                grading(
                    "ties_given_the_best_place_rounded_up",
                    lambda good: np.ceil(5 * good.rank(method="max") / len(good)).astype(int),
                ),
                EQUALS_AS_WORSE,
            ),
            Mistake(
                grading("ties_given_the_middle_place", lambda good: np.ceil(5 * good.rank(pct=True)).astype(int)),
                MIDDLE_PLACE,
            ),
            Mistake(grading("ties_given_the_middle_rank", fifths("average")), MIDDLE_PLACE),
            Mistake(
                grading(
                    "different_values_ranked_for_buyers",
                    lambda good: (1 + 5 * (good.rank(method="dense") - 1) // good.nunique()).astype(int),
                ),
                Text(
                    "You ranked the different *values*, not the buyers. A value that half of all buyers share then counts as little as one that a single buyer has.",
                    "你排的是不同的**取值**，不是购买者。这样，一半人都有的取值，和只有一个人有的取值，分量一样。",
                ),
            ),
            Mistake(
                grading("doubled_borders_dropped", lambda good: 1 + pd.qcut(good, 5, labels=False, duplicates="drop")),
                Text(
                    '`pd.qcut` with `duplicates="drop"` silently makes fewer classes where many are equal, and numbers them anew: the best then get less than 5, and a score of 3 means another thing in each column.',
                    '`pd.qcut` 加上 `duplicates="drop"`，遇到大量并列时会悄悄少分几档并重新编号：最好的得不到 5 分，同样是 3 分，在各列里意思也不同。',
                ),
            ),
            Mistake(
                grading("classes_of_equal_width", lambda good: 1 + pd.cut(good, 5, labels=False).astype(int)),
                Text(
                    "You cut the *range* into five equal pieces. A single big spender stretches it, and nearly everyone else lands in class 1. Count buyers, not dollars.",
                    "你把取值的**范围**等分成了五段。只要有一位大客户把范围拉长，其余的人几乎都掉进第 1 档。要按人数来分，不是按取值的跨度来分。",
                ),
            ),
            Mistake(
                grading("best_fifth_called_one", lambda good: 6 - fifths()(good)),
                Text(
                    "Your scale runs the other way: 5 is for the best, 1 for the worst.",
                    "你的分数方向反了：5 分最好，1 分最差。",
                ),
            ),
            Mistake(
                grading("counted_from_zero", fifths(start=0)),
                Text(
                    "Almost: your scores run from 0 to 4. They begin at 1.",
                    "就差一点：你的分数是 0 到 4，应当从 1 开始。",
                ),
            ),
            Mistake(
                grading(
                    "oneself_counted_as_worse",
                    lambda good: 1 + (5 * good.rank(method="min") // len(good)).astype(int),
                ),
                Text(
                    "You counted each buyer among those who are worse than themselves. Then nobody gets 0 of all below them, and the best even reach 6.",
                    "你把购买者自己也算进了“比自己更差的人”。这样一来，“更差”的人数对谁都不会是 0，最好的甚至会得 6 分。",
                ),
            ),
            Mistake(
                recency_turned_by_six_minus,
                Text(
                    "You scored recency as if many days were good and took 6 minus that. With ties, and wherever fifths don't come out even, that isn't the rule: rank the negative, so that few days come out best.",
                    "你先按“天数越多越好”打分，再用 6 去减。有并列、或者人数分不匀时，这和规则并不一样：请对负的天数排名，让天数少的排在最好。",
                ),
            ),
            Mistake(
                grading(
                    "rounded_up_with_oneself",
                    lambda good: np.ceil(5 * good.rank(method="min") / len(good)).astype(int),
                ),
                Text(
                    "You counted the buyer too and rounded up. Where no two are alike that comes to the same; with ties it doesn't. Count those strictly worse, take the whole part, add 1.",
                    "你把购买者自己也算上，再向上取整。没有并列时结果一样，有并列就不同了。请数严格更差的人，取整数部分，再加 1。",
                ),
            ),
            Mistake(
                grading(
                    "rounded_for_the_whole_part",
                    lambda good: 1 + (5 * (good.rank(method="min") - 1) / len(good)).round().astype(int),
                ),
                Text(
                    "You rounded. The whole part cuts the decimals off: 2.9 becomes 2.",
                    "你做了四舍五入。取整数部分是去掉小数：2.9 变成 2。",
                ),
            ),
            Mistake(
                grading(
                    "divided_by_the_others_alone",
                    lambda good: 1 + (5 * (good.rank(method="min") - 1) // max(len(good) - 1, 1)).astype(int),
                ),
                Text(
                    "You divided by the *other* buyers. The buyer is one of all; left out, the best reach 6.",
                    "你除以的是**其他**购买者的人数。本人也在全体之内；去掉的话，最好的会得 6 分。",
                ),
            ),
            Mistake(
                total_for_three_scores,
                Text(
                    "Your `r` holds the sum of the three. A sum hides what matters: 5-1-1 and 1-1-5 need quite different letters.",
                    "你的 `r` 里是三项之和。总和会掩盖要害：5-1-1 和 1-1-5 的顾客，该写的信完全不同。",
                ),
            ),
        ],
        also_right=[by_counting, by_table_of_values, by_ranks_downwards],
        elsewhere=elsewhere,
        hints=[
            Text(
                "Take one column. For one buyer: how many have strictly fewer purchases? Divide by all, times 5, whole part, plus 1.",
                "先看一列。对一位购买者：购买次数严格比他少的有几人？除以总人数，乘 5，取整，加 1。",
            ),
            Text(
                '`buyers["frequency"].rank(method="min") - 1` is the number of those strictly worse. For recency, few days are good: rank `-buyers["recency"]`.',
                '`buyers["frequency"].rank(method="min") - 1` 就是严格更差的人数。“最近一次购买”天数越少越好：对 `-buyers["recency"]` 排名。',
            ),
            Text(
                '`score = 1 + 5 * worse // len(buyers)` with `worse = values.rank(method="min").astype(int) - 1`, once for each of the three columns; then `pd.DataFrame({"customer_id": …, "r": …, "f": …, "m": …})`.',
                '三列各算一次：`worse = values.rank(method="min").astype(int) - 1`，`score = 1 + 5 * worse // len(buyers)`；再组成 `pd.DataFrame({"customer_id": …, "r": …, "f": …, "m": …})`。',
            ),
        ],
    )


# --- lifecycle


ON_THE_BORDER: Final = Text(
    "*More than* 365 (180) days: day 365 (180) itself is still within.",
    "是**超过** 365 天（180 天）：第 365 天（180 天）当天还不算。",
)


def _lifecycle() -> Question:
    names = ("gone", "declining", "new", "mature")

    def staged(
        profile: pd.DataFrame, order: Sequence[str] = names, overwrite: bool = False, **limits: float
    ) -> pd.DataFrame:
        limit = {"gone": 365, "declining": 180, "new": 90, "mature": 6} | limits
        rules = {
            "gone": profile["recency"] > limit["gone"],
            "declining": profile["recency"] > limit["declining"],
            "new": profile["account_days"] <= limit["new"],
            "mature": profile["frequency"] >= limit["mature"],
        }
        order = list(reversed(order)) if overwrite else list(order)
        stage = np.select([rules[name] for name in order], order, "growing")
        return pd.DataFrame({"customer_id": profile["customer_id"], "stage": stage})

    def staging(
        name: str, order: Sequence[str] = names, overwrite: bool = False, **limits: float
    ) -> Callable[[pd.DataFrame], pd.DataFrame]:
        def wrong(profile: pd.DataFrame) -> pd.DataFrame:
            return staged(profile, order, overwrite, **limits)

        wrong.__name__ = name
        return wrong

    def new_by_the_last_purchase(profile: pd.DataFrame) -> pd.DataFrame:
        return staged(profile.assign(account_days=profile["recency"]))

    def gone_by_the_account(profile: pd.DataFrame) -> pd.DataFrame:
        return staged(profile.assign(recency=profile["account_days"]))

    def by_loop(profile: pd.DataFrame) -> pd.DataFrame:
        found = []
        for row in profile.itertuples():
            if row.recency > 365:
                found.append("gone")
            elif row.recency > 180:
                found.append("declining")
            elif row.account_days <= 90:
                found.append("new")
            else:
                found.append("mature" if row.frequency > 5 else "growing")
        return profile.assign(stage=found)[["stage", "customer_id"]]

    def by_overwriting_upwards(profile: pd.DataFrame) -> pd.Series:
        table = profile.set_index("customer_id")
        stage = pd.Series("growing", index=table.index, name="stage")
        stage[table["frequency"] >= 6] = "mature"
        stage[table["account_days"] < 91] = "new"
        stage[table["recency"] > 180] = "declining"
        stage[table["recency"] > 365] = "gone"
        return stage

    def by_cut_and_merge(profile: pd.DataFrame) -> pd.DataFrame:
        silence = pd.cut(profile["recency"], [-1, 180, 365, np.inf], labels=["here", "declining", "gone"]).astype(str)
        here = np.where(profile["account_days"] <= 90, "new", np.where(profile["frequency"] >= 6, "mature", "growing"))
        table = profile[["customer_id"]].assign(stage=pd.Categorical(np.where(silence == "here", here, silence)))
        return table.sort_values("stage")

    def elsewhere(tables: Tables) -> Iterable[Arguments]:
        for day in (DAY, "2025-12-31"):
            profile = profile_of(tables, day)[["customer_id", "account_days", "recency", "frequency"]]
            yield {"profile": profile}
            yield {"profile": profile.assign(recency=profile["customer_id"] % 12 + 175)}

    def profile_from(text: str) -> pd.DataFrame:
        rows = [[int(word) for word in line.split()] for line in text.strip().splitlines()]
        return pd.DataFrame(rows, columns=["customer_id", "account_days", "recency", "frequency"])

    return Question(
        "lifecycle-stage",
        toys=[
            Toy(
                Text("Six customers", "六位顾客"),
                {"profile": profile_from("1 900 400 0\n2 700 200 8\n3 60 10 1\n4 500 20 9\n5 300 30 2\n6 45 5 7")},
            ),
            Toy(
                Text("On the borders", "正好在边界上"),
                {
                    "profile": profile_from(
                        "21 800 366 0\n22 800 365 1\n23 800 181 2\n24 800 180 2\n25 90 12 2\n26 91 12 2\n27 600 8 6\n28 600 8 5\n29 800 362 1\n30 800 190 7\n31 900 500 0"
                    )
                },
            ),
        ],
        mistakes=[
            Mistake(
                staging("later_rules_overwrite", overwrite=True),
                Text(
                    "With you a later rule overwrites an earlier one, so that the *last* that fits decides: frequent buyers who fell silent months ago still count as mature. Ask from top to bottom and stop at the first.",
                    "你的后一条规则会覆盖前一条，结果是**最后**符合的说了算：几个月没动静的常客还算“成熟”。请从上往下问，遇到第一条符合的就停。",
                ),
            ),
            Mistake(
                staging("declining_asked_before_gone", ("declining", "gone", "new", "mature")),
                Text(
                    "You ask for more than 180 days before you ask for more than 365. Whoever is silent for 400 days fits both, so with you nobody is ever gone.",
                    "你先问是否超过 180 天，再问是否超过 365 天。沉默 400 天的人两条都符合，于是谁也不会“已流失”。",
                ),
            ),
            Mistake(
                staging("mature_asked_before_new", ("gone", "declining", "mature", "new")),
                Text(
                    "Somebody with an account of 45 days and seven purchases is new: that rule comes first. An eager start is not yet a mature relationship.",
                    "开户 45 天、买了七次的人属于新客：这条规则在前。起步热情高，还不等于关系成熟。",
                ),
            ),
            Mistake(
                staging("mature_asked_first", ("mature", "gone", "declining", "new")),
                Text(
                    "You look at the purchases of the year first. Whoever bought eight times and has been silent for 200 days is declining, however good they were.",
                    "你先看了一年的购买次数。买过八次、但已经沉默 200 天的人正在衰退，不管以前有多好。",
                ),
            ),
            Mistake(staging("last_day_of_silence_too_early", gone=364, declining=179), ON_THE_BORDER),
            Mistake(staging("day_365_already_gone", gone=364), ON_THE_BORDER),
            Mistake(staging("day_180_already_declining", declining=179), ON_THE_BORDER),
            Mistake(
                staging("new_one_day_too_short", new=89),
                Text(
                    "*At most* 90 days: an account of exactly 90 days is new.",
                    "是**不超过** 90 天：开户正好 90 天的仍是新客。",
                ),
            ),
            Mistake(
                staging("mature_from_seven_on", mature=7),
                Text("*At least* six purchases: six are enough.", "是**至少** 6 次：6 次就够了。"),
            ),
            Mistake(
                new_by_the_last_purchase,
                Text(
                    "You took the last purchase for the beginning. Who bought lately needn't be new: new is who opened an account lately.",
                    "你把最近一次购买当成了开始。最近买过的不一定是新客：最近才开户的才是。",
                ),
            ),
            Mistake(
                gone_by_the_account,
                Text(
                    "You took the age of the account for the time of silence. An old account is not a silent one.",
                    "你把开户时长当成了沉默时长。老账户不等于没动静。",
                ),
            ),
            Mistake(
                staging("months_of_thirty_days", gone=360),
                Text(
                    "You count a year as twelve months of 30 days. The rule says 365 days.",
                    "你的界限不是 365 天（比如把一年当成了 12 个 30 天）。规则写的是超过 365 天。",
                ),
            ),
        ],
        also_right=[by_loop, by_overwriting_upwards, by_cut_and_merge],
        elsewhere=elsewhere,
        hints=[
            Text(
                "Take the second customer of the first small case: which rules fit? Which of them comes first?",
                "看第一个小例子的第二位顾客：符合哪几条规则？哪一条在前？",
            ),
            Text(
                "`np.select(rules, names, default=…)` takes a list of conditions and a list of names, and lets the first that fits decide.",
                "`np.select(rules, names, default=…)` 接收一列条件和一列名称，由第一条符合的条件决定。",
            ),
            Text(
                'The conditions in order: `profile["recency"] > 365`, `profile["recency"] > 180`, `profile["account_days"] <= 90`, `profile["frequency"] >= 6`; the default is `"growing"`.',
                '条件依次是：`profile["recency"] > 365`、`profile["recency"] > 180`、`profile["account_days"] <= 90`、`profile["frequency"] >= 6`；默认值是 `"growing"`。',
            ),
        ],
    )


# --- what came after

NOBODY_BACK: Final = Text(
    "Almost: a stage of which nobody came back is missing or empty. Its share is 0.0, and that is news.",
    "就差一点：没有人回来的阶段不见了，或者是空的。它的比例是 0.0，这同样是一个结果。",
)


def _bought_later() -> Question:
    def numbered(purchases: pd.DataFrame, day: str) -> pd.DataFrame:
        return purchases.assign(gap=(purchases["ordered_at"].dt.normalize() - pd.Timestamp(day)).dt.days)

    def shares(stages: pd.DataFrame, later: pd.DataFrame) -> pd.Series:
        return stages["customer_id"].isin(later["customer_id"]).groupby(stages["stage"]).mean()

    def between(stages: pd.DataFrame, purchases: pd.DataFrame, day: str, first: float, last: float) -> pd.Series:
        return shares(stages, numbered(purchases, day).query("@first <= gap <= @last"))

    def window(
        name: str, first: Callable[[int], float], last: Callable[[int], float]
    ) -> Callable[[pd.DataFrame, pd.DataFrame, str, int], pd.Series]:
        def wrong(stages: pd.DataFrame, purchases: pd.DataFrame, day: str, days: int = 90) -> pd.Series:
            return between(stages, purchases, day, first(days), last(days))

        wrong.__name__ = name
        return wrong

    def the_rest_of_the_day_counted(
        stages: pd.DataFrame, purchases: pd.DataFrame, day: str, days: int = 90
    ) -> pd.Series:
        start = pd.Timestamp(day)
        return shares(
            stages, purchases[purchases["ordered_at"].between(start, start + pd.Timedelta(days=days), "right")]
        )

    def last_day_lost_after_midnight(
        stages: pd.DataFrame, purchases: pd.DataFrame, day: str, days: int = 90
    ) -> pd.Series:
        inside = numbered(purchases, day).query("gap >= 1")
        return shares(stages, inside[inside["ordered_at"] <= pd.Timestamp(day) + pd.Timedelta(days=days)])

    def purchases_counted_for_customers(
        stages: pd.DataFrame, purchases: pd.DataFrame, day: str, days: int = 90
    ) -> pd.Series:
        times = numbered(purchases, day).query("1 <= gap <= @days")["customer_id"].value_counts()
        return stages["customer_id"].map(times).fillna(0).groupby(stages["stage"]).mean()

    def rows_of_the_join_counted(stages: pd.DataFrame, purchases: pd.DataFrame, day: str, days: int = 90) -> pd.Series:
        inside = numbered(purchases, day).query("1 <= gap <= @days")
        both = stages.merge(inside, on="customer_id", how="left")
        return both["gap"].notna().groupby(both["stage"]).mean()

    def names_of_stages_written_out(
        stages: pd.DataFrame, purchases: pd.DataFrame, day: str, days: int = 90
    ) -> pd.Series:
        five = ["new", "growing", "mature", "declining", "gone"]
        return bought(stages, purchases, day, days).reindex(five, fill_value=0.0)

    def only_who_bought_below_the_line(
        stages: pd.DataFrame, purchases: pd.DataFrame, day: str, days: int = 90
    ) -> pd.Series:
        known = stages[stages["customer_id"].isin(purchases["customer_id"])]
        return bought(known, purchases, day, days)

    def stages_with_nobody_back_left_out(
        stages: pd.DataFrame, purchases: pd.DataFrame, day: str, days: int = 90
    ) -> pd.Series:
        right = bought(stages, purchases, day, days)
        return right[right > 0]

    def stages_with_nobody_back_left_empty(
        stages: pd.DataFrame, purchases: pd.DataFrame, day: str, days: int = 90
    ) -> pd.Series:
        right = bought(stages, purchases, day, days)
        return right.where(right > 0)

    def share_of_all_who_came_back(
        stages: pd.DataFrame, purchases: pd.DataFrame, day: str, days: int = 90
    ) -> pd.Series:
        people = bought(stages, purchases, day, days) * stages["stage"].value_counts()
        return people[people > 0] / max(people.sum(), 1)

    def all_customers_below_the_line(
        stages: pd.DataFrame, purchases: pd.DataFrame, day: str, days: int = 90
    ) -> pd.Series:
        return bought(stages, purchases, day, days) * stages["stage"].value_counts(normalize=True)

    def customers_counted_for_shares(
        stages: pd.DataFrame, purchases: pd.DataFrame, day: str, days: int = 90
    ) -> pd.Series:
        return bought(stages, purchases, day, days) * stages["stage"].value_counts()

    def share_that_stayed_away(stages: pd.DataFrame, purchases: pd.DataFrame, day: str, days: int = 90) -> pd.Series:
        return 1 - bought(stages, purchases, day, days)

    def bought(stages: pd.DataFrame, purchases: pd.DataFrame, day: str, days: int) -> pd.Series:
        return between(stages, purchases, day, 1, days)

    def by_merge(stages: pd.DataFrame, purchases: pd.DataFrame, day: str, days: int = 90) -> pd.DataFrame:
        start = pd.Timestamp(day) + pd.Timedelta(days=1)
        inside = purchases[
            (purchases["ordered_at"] >= start) & (purchases["ordered_at"] < start + pd.Timedelta(days=days))
        ]
        both = stages.merge(inside[["customer_id"]].drop_duplicates(), on="customer_id", how="left", indicator=True)
        both["share"] = (both["_merge"] == "both").astype(float)
        return both.groupby("stage", as_index=False)["share"].mean()

    def by_loop(stages: pd.DataFrame, purchases: pd.DataFrame, day: str, days: int = 90) -> dict[str, float]:
        dates = purchases["ordered_at"].dt.date
        first, last = (
            (pd.Timestamp(day) + pd.Timedelta(days=1)).date(),
            (pd.Timestamp(day) + pd.Timedelta(days=days)).date(),
        )
        back = set(purchases.loc[(dates >= first) & (dates <= last), "customer_id"])
        found = {}
        for stage in stages["stage"].unique():
            people = set(stages.loc[stages["stage"] == stage, "customer_id"])
            found[stage] = round(len(people & back) / len(people), 3)
        return found

    def by_crosstab(stages: pd.DataFrame, purchases: pd.DataFrame, day: str, days: int = 90) -> pd.Series:
        end = pd.Timestamp(day) + pd.Timedelta(days=days + 1)
        before = purchases[purchases["ordered_at"] < end]
        later = before.groupby("customer_id")["ordered_at"].max().dt.strftime("%Y-%m-%d")
        back = stages["customer_id"].map(later > day).fillna(False).astype(bool)
        table = pd.crosstab(stages["stage"], back, normalize="index")
        return table.get(True, pd.Series(0.0, index=table.index)).sort_values(ascending=False)

    def elsewhere(tables: Tables) -> Iterable[Arguments]:
        purchases = bought_purchases(tables)
        for day, days in ((DAY, 90), ("2025-11-24", 4)):
            profile = profile_of(tables, day)
            silence = pd.cut(profile["recency"], [-1, 30, 90, 180, 365, 10_000], labels=list("abcde")).astype(str)
            stages = profile[["customer_id"]].assign(stage=silence)
            lately = purchases[purchases["ordered_at"] >= pd.Timestamp(day) - pd.Timedelta(days=30)]
            yield {"stages": stages, "purchases": purchases if day == DAY else lately, "day": day, "days": days}

    def stages_of(**members: str) -> pd.DataFrame:
        rows = [(int(who), stage) for stage, text in members.items() for who in text.split()]
        return pd.DataFrame(rows, columns=["customer_id", "stage"])

    def purchases_of(text: str) -> pd.DataFrame:
        rows = [line.split(maxsplit=1) for line in text.strip().splitlines()]
        moments = pd.to_datetime([row[1] for row in rows], format="ISO8601").as_unit("us")
        return pd.DataFrame({"customer_id": [int(row[0]) for row in rows], "ordered_at": moments})

    return Question(
        "bought-later",
        tolerance=POINTS,
        toys=[
            Toy(
                Text("Three stages, thirty days", "三个阶段，三十天"),
                {
                    "stages": stages_of(mature="1 2 3 4 5 6 7", growing="8 9 10", gone="11 12"),
                    "purchases": purchases_of(
                        """
                        1 2026-02-20 10:00
                        2 2026-02-27 09:15
                        8 2026-02-28 18:40
                        4 2026-02-28 20:30
                        1 2026-03-01 00:20
                        1 2026-03-09 12:00
                        2 2026-03-18 08:05
                        2 2026-03-18 19:30
                        3 2026-03-30 16:45
                        9 2026-03-31 07:10
                        5 2026-04-20 11:00
                        11 2025-01-06 13:30
                        """
                    ),
                    "day": "2026-02-28",
                    "days": 30,
                },
            ),
            Toy(
                Text("Across the new year, a week", "跨过新年，一周"),
                {
                    "stages": stages_of(new="21 22 23", declining="24 25 26 27"),
                    "purchases": purchases_of(
                        "21 2025-12-29 23:50\n22 2025-12-28 12:00\n22 2025-12-29 12:00\n24 2025-12-30 08:00\n23 2026-01-05 22:15\n26 2026-01-05 00:00\n22 2026-04-20 10:00\n24 2026-04-25 18:00\n25 2026-01-06 00:00\n21 2026-03-02 10:00\n30 2026-01-02 09:00"
                    ),
                    "day": "2025-12-29",
                    "days": 7,
                },
            ),
        ],
        mistakes=[
            Mistake(
                window("the_outcome_used_to_define_the_segment", lambda days: 1 - days, lambda days: 0),
                Text(
                    "You looked at the days *up to* the day: the very purchases by which the stages were made. Measured so, every segmentation succeeds. What counts is what came afterwards.",
                    "你看的是**截至**那天的日子，而各阶段正是按这些购买划出来的。这样衡量，怎么细分都“有效”。要看的是之后发生了什么。",
                ),
            ),
            Mistake(
                window("purchases_of_any_time", lambda days: -np.inf, lambda days: np.inf),
                Text(
                    "You counted purchases of any time, also those before the day that made the stages. Only days 1 to `days` after it count.",
                    "你把任何时候的购买都算上了，连划分阶段所依据的、那天之前的购买也在内。只有之后第 1 至第 `days` 天才算。",
                ),
            ),
            Mistake(
                window("start_of_the_window_forgotten", lambda days: -np.inf, lambda days: days),
                Text(
                    "Your window has an end but no beginning: purchases before and on the day count too, and they are what the stages were made from.",
                    "你的窗口有终点、没有起点：那天及之前的购买也算进来了，而各阶段正是由它们划出来的。",
                ),
            ),
            Mistake(
                window("end_of_the_window_forgotten", lambda days: 1, lambda days: np.inf),
                Text(
                    "Your window has no end. Then the share grows the longer one waits, and shops with longer data look better.",
                    "你的窗口没有终点。等得越久比例越高，数据越长的店就越好看。",
                ),
            ),
            Mistake(
                window("the_day_itself_counted", lambda days: 0, lambda days: days),
                Text(
                    "Purchases on the day itself count with you. They are part of the profile; the outcome begins on the day after.",
                    "划分当天的购买，你也算进来了。它们属于画像；结果要从第二天算起。",
                ),
            ),
            Mistake(
                the_rest_of_the_day_counted,
                Text(
                    "A date without a time means midnight, the *start* of that day. So with you the rest of the day counts, and the last of the days ends when it begins. Compare whole days.",
                    "只写日期指的是当天零点，也就是这一天的**开始**。于是当天剩下的时间被算了进来，而最后一天刚开始就结束了。请按整天比较。",
                ),
            ),
            Mistake(
                last_day_lost_after_midnight,
                Text(
                    "The last of the days ends too early: it counts to midnight, with you only its first moment does.",
                    "最后一天收得太早：它要算到 24 点，你只算了它开头的那一刻。",
                ),
            ),
            Mistake(
                window("one_day_too_few", lambda days: 1, lambda days: days - 1),
                Text(
                    "Your window is a day too short: day `days` still counts.", "你的窗口短了一天：第 `days` 天还算。"
                ),
            ),
            Mistake(
                window("one_day_too_many", lambda days: 1, lambda days: days + 1),
                Text(
                    "Your window is a day too long: the day after day `days` no longer counts.",
                    "你的窗口长了一天：第 `days` 天之后的那天不算。",
                ),
            ),
            Mistake(
                window("ninety_days_written_out", lambda days: 1, lambda days: 90),
                Text("90 days are written into your function. Use `days`.", "你在函数里写死了 90 天。请用 `days`。"),
            ),
            Mistake(
                window("a_window_that_begins_on_the_day", lambda days: 0, lambda days: days - 1),
                Text(
                    "Your window begins on the day itself and ends a day early. Day 1 is the day after.",
                    "你的窗口从当天开始，又早一天结束。第 1 天指的是次日。",
                ),
            ),
            Mistake(
                rows_of_the_join_counted,
                Text(
                    "After the join a customer who bought twice stands in two rows, and counts twice above and below the line. Keep each customer once.",
                    "连接之后，买了两次的顾客占两行，分子分母都算了两遍。每位顾客只留一行。",
                ),
            ),
            Mistake(
                names_of_stages_written_out,
                Text(
                    "The names of the stages are written into your function, and stages that nobody is in appear with 0. Let `groupby` find those in `stages`.",
                    "你在函数里写死了各阶段的名称，没有人的阶段也以 0 出现了。让 `groupby` 去找 `stages` 里有的。",
                ),
            ),
            Mistake(
                purchases_counted_for_customers,
                Text(
                    "You counted purchases. One customer who buys twice is one who came back.",
                    "你数的是购买次数。一位顾客买两次，也只是一位回来的顾客。",
                ),
            ),
            Mistake(
                only_who_bought_below_the_line,
                Text(
                    "Customers without any row in `purchases` have dropped out of your denominator. They belong to their stage all the same: they are those who did not come back.",
                    "在 `purchases` 里没有记录的顾客，从你的分母里消失了。他们照样属于各自的阶段：正是没有回来的人。",
                ),
            ),
            Mistake(stages_with_nobody_back_left_out, NOBODY_BACK),
            Mistake(stages_with_nobody_back_left_empty, NOBODY_BACK),
            Mistake(
                share_of_all_who_came_back,
                Text(
                    "You divided by all who came back: that tells of which stages the buyers are, and large stages win. Divide by the customers of the stage.",
                    "你除以的是所有回来的人：这说明购买者来自哪些阶段，人多的阶段自然占优。应当除以本阶段的顾客数。",
                ),
            ),
            Mistake(
                all_customers_below_the_line,
                Text(
                    "Below your line stand the customers of all stages. Each stage has its own denominator.",
                    "你的分母是所有阶段的顾客。每个阶段有自己的分母。",
                ),
            ),
            Mistake(
                customers_counted_for_shares,
                Text(
                    "That is how many came back. Divide by the customers of the stage.",
                    "这是回来的人数。还要除以本阶段的顾客数。",
                ),
            ),
            Mistake(
                share_that_stayed_away,
                Text(
                    "That is the share who did not buy. Asked is the share who did.",
                    "这是没有购买的比例。题目问的是购买了的比例。",
                ),
            ),
        ],
        also_right=[by_merge, by_loop, by_crosstab],
        elsewhere=elsewhere,
        hints=[
            Text(
                "First find out who bought on the right days; stages play no part in that.",
                "先找出谁在那些天里买过，这一步与阶段无关。",
            ),
            Text(
                '`gap = (purchases["ordered_at"].dt.normalize() - pd.Timestamp(day)).dt.days` numbers the days; 1 to `days` count. Then `stages["customer_id"].isin(…)`.',
                '`gap = (purchases["ordered_at"].dt.normalize() - pd.Timestamp(day)).dt.days` 给日子编号，1 到 `days` 算数。然后用 `stages["customer_id"].isin(…)`。',
            ),
            Text(
                'With `later = purchases.loc[gap.between(1, days), "customer_id"]` return `stages["customer_id"].isin(later).groupby(stages["stage"]).mean()`.',
                '令 `later = purchases.loc[gap.between(1, days), "customer_id"]`，返回 `stages["customer_id"].isin(later).groupby(stages["stage"]).mean()`。',
            ),
        ],
    )


def bought_purchases(tables: Tables) -> pd.DataFrame:
    """Give customer and moment of each purchase."""
    return bought(tables)[["customer_id", "ordered_at"]]


# --- who answered


def asked_of(**groups: str) -> pd.DataFrame:
    """Build a small table of customers asked: for each group its answers, "-" for silence."""
    rows = [(group, answer) for group, text in groups.items() for answer in answers_of(text)]
    table = pd.DataFrame({"customer_id": range(51, 51 + len(rows)), "group": [group for group, _ in rows]})
    return table.assign(recommend=pd.array([answer for _, answer in rows], dtype="Int64"))


WHENCE_ANSWERS: Final = Text(
    "Your bars show from which groups the answers came; they add up to 1. A large group gives many answers even if few of it answer. Divide by how many were asked in the group.",
    "你的柱子显示的是应答来自哪些组，加起来等于 1。人多的组，就算愿意回答的人占比很低，应答数也多。应当除以本组的受邀人数。",
)
LIGHT_SELDOM: Final = asked_of(light="9 - - 3 - - 6", heavy="10 9 8 -", medium="7 - 9")
NOBODY_IN_ONE: Final = asked_of(heavy="8 10 9 2 10", light="- - -", medium="- 0 6 - 9 - 5")


def _answer_chart() -> Question:
    def draw(heights: Mapping[str, float] | pd.Series) -> object:
        import matplotlib.pyplot as plt

        _, ax = plt.subplots()
        ax.bar(list(heights.keys()), list(heights.values if isinstance(heights, pd.Series) else heights.values()))
        ax.set(xlabel="group", ylabel="share", title="who answered")
        ax.set_ylim(0, None)
        return ax

    def there(asked: pd.DataFrame) -> pd.Series:
        return asked["recommend"].notna().groupby(asked["group"]).mean()

    def share_of_all_answers(asked: pd.DataFrame) -> object:
        count = asked.groupby("group")["recommend"].count()
        return draw(count / count.sum())

    def share_of_all_answers_of_those_heard(asked: pd.DataFrame) -> object:
        return draw(asked.dropna(subset=["recommend"])["group"].value_counts(normalize=True).sort_index())

    def share_of_all_asked(asked: pd.DataFrame) -> object:
        return draw(asked["group"].value_counts(normalize=True).sort_index())

    def all_asked_below_the_line(asked: pd.DataFrame) -> object:
        return draw(asked["recommend"].notna().groupby(asked["group"]).sum() / len(asked))

    def answers_counted_for_shares(asked: pd.DataFrame) -> object:
        return draw(asked.groupby("group")["recommend"].count())

    def the_silent_drawn(asked: pd.DataFrame) -> object:
        return draw(1 - there(asked))

    def scores_drawn(asked: pd.DataFrame) -> object:
        return draw(asked.groupby("group")["recommend"].mean().astype(float))

    def groups_of_nobody_drawn_as_nothing(asked: pd.DataFrame) -> object:
        return draw(there(asked).reindex(["light", "medium", "heavy"], fill_value=0.0))

    def silent_group_left_out(asked: pd.DataFrame) -> object:
        found = there(asked)
        return draw(found[found > 0])

    def by_seaborn(asked: pd.DataFrame) -> object:
        import matplotlib.pyplot as plt
        import seaborn as sns

        plt.figure()
        ax = sns.barplot(asked.assign(answered=asked["recommend"].notna()), x="group", y="answered", errorbar=None)
        ax.set_title("Light buyers keep silent")
        return ax

    def by_pandas(asked: pd.DataFrame) -> object:
        rate = asked.groupby("group")["recommend"].agg(lambda answers: answers.count() / len(answers))
        return rate.sort_values().plot.bar(
            xlabel="buyers", ylabel="answered", title="response", ylim=(0, 1), figsize=(6, 3)
        )

    def in_percent(asked: pd.DataFrame) -> object:
        return draw((100 * there(asked)).to_dict())

    def lying(asked: pd.DataFrame) -> object:
        return there(asked).plot.barh(xlabel="answered", ylabel="buyers", title="response")

    def elsewhere(tables: Tables) -> Iterable[Arguments]:
        yield from asked_twice(tables)
        asked = asked_in(tables, "2025-03")[["customer_id", "group", "recommend"]]
        yield {"asked": asked[asked["group"] != "medium"]}

    return Question(
        "answer-chart",
        kind="chart",
        tolerance=POINTS,
        toys=[
            Toy(Text("Three groups", "三组"), {"asked": LIGHT_SELDOM}),
            Toy(Text("A group in which nobody answered", "有一组无人应答"), {"asked": NOBODY_IN_ONE}),
            Toy(
                Text("Nobody of the medium group asked", "中等组没有人受邀"),
                {"asked": asked_of(heavy="9 - 10 8", light="- 4 - -")},
            ),
        ],
        mistakes=[
            Mistake(share_of_all_answers, WHENCE_ANSWERS),
            Mistake(share_of_all_answers_of_those_heard, WHENCE_ANSWERS),
            Mistake(
                share_of_all_asked,
                Text(
                    "Your bars show how large the groups are. Asked is how many *answered*, of those asked in each.",
                    "你的柱子显示的是各组有多大。要画的是各组受邀者中有多少人**应答**。",
                ),
            ),
            Mistake(
                all_asked_below_the_line,
                Text(
                    "Below your line stand the asked of all groups. Each group has its own denominator.",
                    "你的分母是所有组的受邀者。每一组有自己的分母。",
                ),
            ),
            Mistake(
                answers_counted_for_shares,
                Text(
                    "Your bars count answers. Groups differ in size: divide by how many were asked in each.",
                    "你的柱高是应答人数。各组大小不同：要除以各组的受邀人数。",
                ),
            ),
            Mistake(
                the_silent_drawn,
                Text(
                    "Your bars show who kept silent. Asked is the share who answered.",
                    "你画的是没有应答的比例。要画的是应答的比例。",
                ),
            ),
            Mistake(
                scores_drawn,
                Text(
                    "Your bars show *what* was answered. The question here is *whether*.",
                    "你画的是回答了**什么**。这里要看的是**有没有**回答。",
                ),
            ),
            Mistake(
                groups_of_nobody_drawn_as_nothing,
                Text(
                    "A group of which nobody was asked has a bar of height 0. That says that all of it kept silent. Draw only groups that occur.",
                    "没有人受邀的组，你画了一根长度为 0 的柱子，等于说这一组全都没有应答。只画出现了的组。",
                ),
            ),
            Mistake(
                silent_group_left_out,
                Text(
                    "A group of which nobody answered is missing. Its bar has the height 0, and its name must stand there: it is the very group one would overlook.",
                    "无人应答的那一组不见了。它的柱高是 0，名称也要写出来：最容易被忽略的正是它。",
                ),
            ),
        ],
        also_right=[by_seaborn, by_pandas, in_percent, lying],
        elsewhere=elsewhere,
        hints=[
            Text(
                '`asked["recommend"].notna()` is True for whoever answered.',
                '`asked["recommend"].notna()` 对应答的人为 True。',
            ),
            Text(
                'Group that by `asked["group"]`: the mean of True and False is the share of True.',
                '按 `asked["group"]` 分组：True 和 False 的平均值就是 True 的比例。',
            ),
            Text(
                '`share = asked["recommend"].notna().groupby(asked["group"]).mean()`, then on a new figure `ax.bar(share.index, share)`, `ax.set(xlabel=…, ylabel=…, title=…)`, `ax.set_ylim(0, None)`, `return ax`.',
                '`share = asked["recommend"].notna().groupby(asked["group"]).mean()`，在新图上 `ax.bar(share.index, share)`，再写 `ax.set(xlabel=…, ylabel=…, title=…)`、`ax.set_ylim(0, None)`、`return ax`。',
            ),
        ],
    )


# --- weighting


def _weighted() -> Question:
    def combined(
        asked: pd.DataFrame,
        score: Score = net,
        weight: Callable[[pd.Series], float] = len,
        silent: float | None = None,
    ) -> float:
        total = people = 0.0
        for _, answers in asked.groupby("group")["recommend"]:
            if answers.notna().any() or silent is not None:
                found = score(answers) if answers.notna().any() else float(silent or 0)
                total += weight(answers) * found
                people += weight(answers)
        return ratio(total, people)

    def wrong_in_each_group(wrong: Score, says: Text) -> Mistake:
        def answer(asked: pd.DataFrame) -> float:
            return combined(asked, wrong)

        answer.__name__ = wrong.__name__
        return Mistake(answer, says)

    def respondents_taken_for_everyone(asked: pd.DataFrame) -> float:
        return zero_where_nobody_answered(asked["recommend"])

    def groups_given_equal_weight(asked: pd.DataFrame) -> float:
        return combined(asked, weight=lambda answers: 1)

    def weights_upside_down(asked: pd.DataFrame) -> float:
        return combined(asked, weight=lambda answers: answers.count() ** 2 / len(answers))

    def weighted_by_the_customers_of_one_answer(asked: pd.DataFrame) -> float:
        return combined(asked, weight=lambda answers: len(answers) / answers.count())

    def weighted_by_the_silent(asked: pd.DataFrame) -> float:
        return combined(asked, weight=lambda answers: int(answers.isna().sum()))

    def silent_group_counted_as_zero(asked: pd.DataFrame) -> float:
        return combined(asked, silent=0)

    def names_of_groups_written_out(asked: pd.DataFrame) -> float:
        return combined(asked[asked["group"].isin(["light", "medium", "heavy"])])

    def silent_group_spoils_all(asked: pd.DataFrame) -> float:
        return combined(asked, silent=NAN) if asked.groupby("group")["recommend"].count().min() else NAN

    def silent_taken_for_detractors(asked: pd.DataFrame) -> float:
        return net(asked["recommend"].fillna(0))

    def silent_taken_for_passives(asked: pd.DataFrame) -> float:
        return silent_below_the_line(asked["recommend"])

    def zero_where_there_is_no_score(asked: pd.DataFrame) -> float:
        found = combined(asked)
        return 0.0 if np.isnan(found) else found

    def by_inverse_response_rates(asked: pd.DataFrame) -> float:
        rate = asked["recommend"].notna().groupby(asked["group"]).transform("mean")
        given = asked[asked["recommend"].notna()]
        if given.empty:
            return NAN
        weight = 1 / rate[given.index]
        value = pd.cut(given["recommend"].astype(float), [-1, 6, 8, 10], labels=[-100, 0, 100]).astype(float)
        return float(np.average(value, weights=weight))

    def by_table(asked: pd.DataFrame) -> float:
        marks = asked.assign(
            said=asked["recommend"].notna(),
            up=(asked["recommend"] >= 9).fillna(False),
            down=(asked["recommend"] <= 6).fillna(False),
        )
        table = marks.groupby("group").agg(
            asked=("customer_id", "size"), said=("said", "sum"), up=("up", "sum"), down=("down", "sum")
        )
        table = table[table["said"] > 0]
        score = (table["up"] - table["down"]) / table["said"]
        return 100 * (score * table["asked"]).sum() / table["asked"].sum() if len(table) else NAN

    def by_apply(asked: pd.DataFrame) -> float | None:
        scores = asked.groupby("group")["recommend"].apply(net).dropna()
        weights = asked["group"].value_counts().loc[scores.index]
        return round(float((scores * weights / weights.sum()).sum()), 3) if len(scores) else None

    return Question(
        "weighted-nps",
        tolerance=POINTS,
        toys=[
            Toy(Text("Light buyers seldom answer", "买得少的人很少应答"), {"asked": LIGHT_SELDOM}),
            Toy(Text("A group in which nobody answered", "有一组无人应答"), {"asked": NOBODY_IN_ONE}),
            Toy(
                Text("Two groups of other names", "另外两组，名称不同"),
                {"asked": asked_of(north="10 9 7 3 9 8 - 9 9 6", south="2 - - - 8 - - 9 - - - 4 7 - -")},
            ),
            Toy(Text("Nobody answered", "没有人应答"), {"asked": asked_of(light="- -", heavy="-")}),
        ],
        mistakes=[
            Mistake(respondents_taken_for_everyone, RESPONDENTS_FOR_EVERYONE),
            Mistake(
                groups_given_equal_weight,
                Text(
                    "You took the plain mean of the groups' scores. A group of twenty then weighs as much as one of eighty. Weigh each by how many were asked in it.",
                    "你把各组分数直接平均了。这样 20 人的组和 80 人的组分量一样。应当按各组的受邀人数来加权。",
                ),
            ),
            Mistake(
                weights_upside_down,
                Text(
                    "Your weights are upside down: groups that answer readily count for even more. Each answer should speak for asked ÷ answered customers of its group.",
                    "你的权重弄反了：应答积极的组反而更重。每个应答应当代表本组“受邀人数 ÷ 应答人数”位顾客。",
                ),
            ),
            Mistake(
                weighted_by_the_customers_of_one_answer,
                Text(
                    "Asked ÷ answered is the weight of *one answer*. The score of a whole group counts with all who were asked in it.",
                    "“受邀人数 ÷ 应答人数”是**一个应答**的权重。整组的分数，要以本组全部受邀人数来加权。",
                ),
            ),
            Mistake(
                weighted_by_the_silent,
                Text(
                    "You weighted each group by its silent members. The score is to speak for all who were asked, those who answered included.",
                    "你用各组的沉默人数加权。分数要代表全体受邀者，应答的人也在内。",
                ),
            ),
            Mistake(
                silent_group_counted_as_zero,
                Text(
                    "A group of which nobody answered came in with a score of 0: a claim that its promoters and detractors balance. Leave it out, below the line too.",
                    "无人应答的那一组，你按 0 分算了：等于断言那里的推荐者与贬损者相抵。应当去掉它，分母里也去掉。",
                ),
            ),
            Mistake(
                names_of_groups_written_out,
                Text(
                    "The names `light`, `medium` and `heavy` are written into your function. Elsewhere groups have other names: let `groupby` find them.",
                    "你在函数里写死了 `light`、`medium`、`heavy`。换个地方，组名就不同了：让 `groupby` 自己去找。",
                ),
            ),
            Mistake(
                silent_group_spoils_all,
                Text(
                    "One group without answers makes your whole result NaN. Leave that group out, and let the others' weights add up to 1.",
                    "只要有一组无人应答，你的结果就成了 NaN。去掉那一组，让其余各组的权重合计为 1。",
                ),
            ),
            Mistake(
                silent_taken_for_detractors,
                Text(
                    "You counted every silent customer as a detractor. That is the gloomiest guess, not weighting: within a group the answers stand for the silent.",
                    "你把沉默的顾客全算成了贬损者。这是最悲观的猜测，不是加权：在每一组里，由应答者来代表沉默者。",
                ),
            ),
            Mistake(
                silent_taken_for_passives,
                Text(
                    "You divided by all who were asked, as if the silent were passives. Within a group divide by those who answered; only the *weights* know the silent.",
                    "你除以的是全体受邀者，等于把沉默者当成中立者。组内要除以应答者；沉默者只体现在**权重**里。",
                ),
            ),
            wrong_in_each_group(nps_as_a_mean, MEAN_OF_ANSWERS),
            wrong_in_each_group(passives_not_below_the_line, PASSIVES_NOT_BELOW),
            wrong_in_each_group(passives_counted_as_promoters, PASSIVES_AS_PROMOTERS),
            wrong_in_each_group(passives_counted_as_detractors, PASSIVES_AS_DETRACTORS),
            wrong_in_each_group(a_fraction_for_points, FRACTION),
            Mistake(
                zero_where_there_is_no_score,
                Text(
                    "Almost: where nobody answered at all there is no score. Return NaN, not 0.",
                    "就差一点：完全没有人应答时，没有分数可言。应返回 NaN，而不是 0。",
                ),
            ),
        ],
        also_right=[by_inverse_response_rates, by_table, by_apply],
        elsewhere=asked_thrice,
        hints=[
            Text(
                "Two numbers for each group: its NPS among those who answered, and how many were asked in it.",
                "每一组要两个数：应答者的净推荐值，以及受邀的人数。",
            ),
            Text(
                'Go through `for name, group in asked.groupby("group")`. `len(group)` is how many were asked; skip the group if `group["recommend"].notna().any()` is False.',
                '用 `for name, group in asked.groupby("group")` 逐组处理。`len(group)` 是受邀人数；若 `group["recommend"].notna().any()` 为 False，就跳过这一组。',
            ),
            Text(
                'Add up `len(group) * nps(group["recommend"])` and `len(group)`, and divide the one by the other at the end; NaN if nothing was added.',
                '把 `len(group) * nps(group["recommend"])` 和 `len(group)` 分别累加，最后相除；如果一组也没有，返回 NaN。',
            ),
        ],
    )


def _why_still_off() -> Question:
    return Question(
        "why-still-off",
        kind="choice",
        options=[
            Option(
                "A",
                Text(
                    "More invitations make the margin of error smaller, not the error. Try it with the third slider: the bar shrinks around the wrong place.",
                    "多发邀请，缩小的是误差范围，不是偏差。用第三个滑块试试：误差线越来越短，位置却还是偏的。",
                ),
            ),
            Option(
                "B",
                Text(
                    "Weights can only balance what the groups are made of. Where the mood decides who answers, the happy stand for the unhappy in every group.",
                    "权重只能平衡分组所依据的东西。如果由情绪决定谁来回答，那么在每一组里，都是满意的人替不满的人说话。",
                ),
                right=True,
            ),
            Option(
                "C",
                Text(
                    "The shares among those who answered are what an unweighted score has anyway; with them nothing would change at all.",
                    "按应答者中的比例加权，和不加权是一回事，什么也不会改变。",
                ),
            ),
            Option(
                "D",
                Text(
                    "The follow-up has no part in the weighted score. It comes nearer to the truth since it asks those whom the others can't speak for.",
                    "电话追访没有参与加权分数的计算。它更接近真值，是因为问到了别人代表不了的那些人。",
                ),
            ),
        ],
        hints=[
            Text(
                "Read the sentence before the question again: who answered more readily, within each group?",
                "再读一遍题目前的那句话：在每一组里，谁更愿意回答？",
            ),
            Text(
                "What do the weights know of a customer? Only the group.",
                "权重知道顾客的什么？只知道他在哪一组。",
            ),
            Text(
                "The groups are made from purchases. Is the light buyer who answers like the light buyer who doesn't?",
                "分组依据的是购买次数。同样买得少，回答的人和不回答的人一样吗？",
            ),
        ],
    )


QUESTIONS: Final = [
    _by_hand(),
    _nps(),
    _stickiness(),
    _rfm(),
    _lifecycle(),
    _bought_later(),
    _answer_chart(),
    _weighted(),
    _why_still_off(),
]
