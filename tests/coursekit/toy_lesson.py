"""A small lesson with one question of each kind."""

import pandas as pd

from coursekit.outcomes import Returned
from coursekit.questions import Case, LessonChecks, Question

NAN = float("nan")
TOY = pd.DataFrame({"customer_id": [1, 2, 2], "month": ["2026-01", "2026-01", "2026-02"]})


def rate_question() -> Question:
    """A question on a rate of two months, with one mistake and two hints."""
    calls = [("2026-01", "2026-02", 0.5, 1.0), ("2026-02", "2026-03", 0.0, 0.25), ("2027-01", "2027-02", NAN, NAN)]
    cases = tuple(
        Case(
            f"From {before}",
            {"orders": TOY, "before": before, "after": after},
            Returned(right),
            {"end": Returned(wrong)},
        )
        for before, after, right, wrong in calls
    )
    mistakes = {"end": "You divided by the *end*."}
    return Question("rate", "function", "rate", 3.0, 1e-6, False, "number", cases, mistakes, ("Look.", "Divide."))


def chart_question() -> Question:
    """A question on a line of three months."""
    series = {"x": ["2026-01", "2026-02", "2026-03"], "y": [0.5, 0.25, 0.3], "label": "rate"}
    shown = {"title": "t", "xlabel": "x", "ylabel": "y", "lines": [series], "bars": [], "points": [], "heatmaps": []}
    case = Case("Three months", {"monthly": pd.Series(series["y"], index=series["x"])}, Returned(shown), {})
    return Question("drawn", "chart", "drawn", 2.0, 1e-6, False, "number", (case,), {})


def checks_in(language: str) -> LessonChecks:
    """A lesson of one question of each kind."""
    share = Question("share", "value", "share", 1.0, 1e-6, False, "share", (), {})
    choice = Question(
        "letter", "choice", "letter", 1.0, 1e-6, False, "text", (Case("", {}, Returned("b"), {}),), {},
        options={"a": "That is Finance's.", "b": "Right, February's."},
    )  # fmt: skip
    asked = {question.name: question for question in (rate_question(), chart_question(), share, choice)}
    labels = {"month": "月份" if language == "zh" else "Month", "rate-of": "{month}: {rate:.1%}"}
    return LessonChecks("01-toy", language, "Toy", "amazon", labels, asked)
