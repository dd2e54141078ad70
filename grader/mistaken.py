"""What each listed mistake gives in a case, found out only when somebody's answer is wrong there."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from coursekit.outcomes import Outcome
from grader.questions import Mistake, Question


class Mistaken(Mapping[str, Outcome]):
    """The outcomes of a question's mistakes by their names.

    Right answers never need them, and on a whole data set they cost far more than the right answer does.

    Parameters
    ----------
    question : whose mistakes they are
    outcome : finds out what one of them gives
    """

    def __init__(self, question: Question, outcome: Callable[[Mistake], Outcome]) -> None:
        self._mistakes = {mistake.name: mistake for mistake in question.mistakes}
        self._outcome = outcome
        self._found: dict[str, Outcome] = {}

    def __getitem__(self, name: str) -> Outcome:
        """Return what a mistake gives."""
        if name not in self._found:
            self._found[name] = self._outcome(self._mistakes[name])
        return self._found[name]

    def __contains__(self, name: object) -> bool:
        """Tell whether a mistake of that name is listed."""
        return name in self._mistakes

    def __iter__(self) -> Iterator[str]:
        """Go through the mistakes' names."""
        return iter(self._mistakes)

    def __len__(self) -> int:
        """Count the mistakes."""
        return len(self._mistakes)
