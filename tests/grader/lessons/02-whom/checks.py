import pandas as pd

from grader.questions import Mistake, Question, Text


def longest_absent_first(customers):
    absent = customers["days_since_visit"].rank(method="first", ascending=False) <= 0.3 * len(customers)
    return absent.map({True: "bogo_10", False: "nothing"})


def everyone_gets_the_offer(customers):
    return pd.Series("bogo_10", index=customers.index)


QUESTIONS = [
    Question(
        "offer-policy",
        kind="decision",
        par=0.2,
        mistakes=[
            Mistake(longest_absent_first, Text("Those who stay away longest.", "最久没来的人。")),
            Mistake(everyone_gets_the_offer, Text("Everyone.", "所有人。")),
        ],
        hints=[Text("One", "一"), Text("Two", "二"), Text("Three", "三")],
    )
]
