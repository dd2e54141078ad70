"""A module's LESSON on a small population: its reference's names, and its questions with their small cases."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
import pytest

import generator
from coursekit.questions import Question
from grader.cases import in_language, toy_cases
from grader.running import run_reference


@pytest.fixture(scope="module")
def population(request: pytest.FixtureRequest) -> Mapping[str, pd.DataFrame]:
    """A thousand customers of the lesson's case, or as many as the module says."""
    lesson, customers = request.module.LESSON, getattr(request.module, "CUSTOMERS", 1_000)
    return generator.simulate(lesson.dataset, customers=customers, seed=5)


@pytest.fixture(scope="module")
def reference(request: pytest.FixtureRequest, population: Mapping[str, pd.DataFrame]) -> dict[str, Any]:
    """The names that the lesson's reference leaves."""
    return run_reference(request.module.LESSON, population)


@pytest.fixture(scope="module")
def compiled(request: pytest.FixtureRequest, reference: dict[str, Any]) -> dict[str, Question]:
    """Each question by its name, with its small cases."""
    lesson = request.module.LESSON
    return {
        name: in_language(lesson, question, toy_cases(question, reference, "en"), "en")
        for name, question in lesson.questions.items()
    }
