"""What can be wrong with a policy: one exception class per mistake, each with what to do about it."""

from __future__ import annotations

from collections.abc import Iterable

from generator.errors import GeneratorError


class NoDecision(GeneratorError):
    """The case has no decision to play out."""

    def __init__(self, case: str, known: Iterable[str]) -> None:
        others = ", ".join(known) or "none yet"
        super().__init__(f"Case {case} has no decision to play out. Cases that have one: {others}.")


class PolicyError(GeneratorError):
    """Any mistake in a policy; its message says what to change."""


class NotActions(PolicyError):
    """What came back is not one action for each customer, but something else."""

    def __init__(self, returned: object) -> None:
        super().__init__(
            f"The policy gave a {type(returned).__name__}. Return one action for each customer: a Series, an array or "
            "a list of action names, in the order of the customers."
        )


class WrongLength(PolicyError):
    """There are more or fewer actions than customers."""

    def __init__(self, actions: int, customers: int) -> None:
        super().__init__(
            f"The policy gave {actions:,} actions for {customers:,} customers. Return exactly one for each, "
            "in the order of the customers."
        )


class MissingAction(PolicyError):
    """Some customers got no action, but a missing value."""

    def __init__(self, count: int, row: int, first: str) -> None:
        super().__init__(
            f"The policy left {count:,} customers without an action, the first in row {row}. "
            f"Where nothing should be done, say {first!r}."
        )


class UnknownAction(PolicyError):
    """Some customers got an action that does not exist."""

    def __init__(self, action: object, count: int, known: Iterable[str]) -> None:
        super().__init__(
            f"The policy gave {count:,} customers an action that does not exist, for example {action!r}. "
            f"Choose from: {', '.join(known)}."
        )


class UnknownFeature(PolicyError):
    """The policy asked for a column that it cannot see."""

    def __init__(self, column: object, known: Iterable[str]) -> None:
        super().__init__(
            f"The policy asked for a column {column!r}, which it cannot see. What it sees of each customer: "
            f"{', '.join(known)}."
        )


class OverBudget(PolicyError):
    """The policy uses more than there is; it is refused, not cut, since whom to leave out is the decision."""

    def __init__(self, used: float, limit: float, unit: str) -> None:
        super().__init__(
            f"The policy uses {used:,.2f} {unit}, and there are {limit:,.2f}. Leave out the customers who gain least "
            "for what they use."
        )
